#include "base/os_terminal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/must.h"

static volatile sig_atomic_t caught;

bool os_input_is_terminal(void)
{
	return isatty(STDIN_FILENO) == 1;
}

bool os_output_is_terminal(void)
{
	return isatty(STDOUT_FILENO) == 1;
}

/* Byte by byte: what follows the line is the next reader's. */
const char *os_read_line(struct arena *arena, size_t most)
{
	char *bytes = arena_alloc(arena, most + 2);
	size_t length = 0;

	must(most > 0, "a line has room for something");
	while (length <= most) {
		ssize_t got = read(STDIN_FILENO, bytes + length, 1);

		if (got < 0 && errno == EINTR && caught == 0)
			continue;
		if (got < 0 || (got == 0 && length == 0))
			return NULL;
		if (got == 0 || bytes[length] == '\n')
			break;
		length++;
	}
	if (length > most)
		return NULL;
	if (length > 0 && bytes[length - 1] == '\r')
		length--;
	bytes[length] = '\0';
	return strlen(bytes) == length ? bytes : NULL;
}

static void catch(int number)
{
	caught = number;
}

/* Who breaks off must get the terminal back as it was. */
const char *os_read_secret(struct arena *arena, const char *prompt, size_t most)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	const size_t count = sizeof(numbers) / sizeof(numbers[0]);
	struct sigaction before[sizeof(numbers) / sizeof(numbers[0])];
	struct sigaction ours = { .sa_handler = catch };
	struct termios shown, hidden;

	if (!os_input_is_terminal() || tcgetattr(STDIN_FILENO, &shown) != 0)
		return os_read_line(arena, most);
	fprintf(stderr, "%s", prompt);
	caught = 0;
	for (size_t i = 0; i < count; i++)
		sigaction(numbers[i], &ours, &before[i]);
	hidden = shown;
	hidden.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	const char *line = os_read_line(arena, most);

	tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
	fprintf(stderr, "\n");
	for (size_t i = 0; i < count; i++)
		sigaction(numbers[i], &before[i], NULL);
	if (caught != 0)
		raise(caught);
	return line;
}
