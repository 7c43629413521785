#include "base/log.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/os.h"

#define LINES_PER_SECOND 100

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int64_t second;
static unsigned lines, dropped;

/* Whether this second has room for one more; says how many had none before. */
static bool take_room(int64_t now, unsigned *dropped_out)
{
	bool has_room;

	pthread_mutex_lock(&lock);
	*dropped_out = 0;
	if (now != second) {
		*dropped_out = dropped;
		second = now;
		lines = dropped = 0;
	}
	has_room = lines < LINES_PER_SECOND;
	if (has_room)
		lines++;
	else
		dropped++;
	pthread_mutex_unlock(&lock);
	return has_room;
}

/* Cut where the room ends; a newline in it would be a line that nobody wrote. */
void log_line(const char *format, ...)
{
	char text[1000], when[INSTANT_TEXT_SIZE];
	struct instant now = os_now();
	unsigned missing;
	va_list args;

	if (!take_room(now.us / 1000000, &missing))
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	for (char *at = text; *at != '\0'; at++)
		if ((unsigned char)*at < 32 || *at == 127)
			*at = '?';
	instant_format(now, when);
	if (missing > 0)
		fprintf(stderr, "%s %u lines were left out\n", when, missing);
	fprintf(stderr, "%s %s\n", when, text);
}
