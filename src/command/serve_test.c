#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/must.h"
#include "command/test_program.h"

extern char **environ;

struct serving {
	pid_t pid;
	FILE *messages;
};

/* Starts the server; its messages come through a pipe. */
static struct serving start(struct arena *arena, const char *database, const char *listen,
			    const char *option)
{
	struct serving serving = { .pid = -1 };
	const char *program = os_program_beside(arena, "dientap");
	const char *arguments[] = { program, "serve", "--listen", listen, "--lang", "en",
		"--database", arena_printf(arena, "%s/%s", test_folder(), database), option,
		NULL };
	posix_spawn_file_actions_t actions;
	int ends[2];

	CHECK(pipe(ends) == 0);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	must(posix_spawn(&serving.pid, program, &actions, NULL,
			 (char *const *)(uintptr_t)arguments, environ) == 0,
	     "the server can be started");
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	serving.messages = fdopen(ends[0], "r");
	return serving;
}

static int stop(struct serving *serving, int number)
{
	int status = -1;

	must(serving->pid > 0, "the server was started");	/* kill(-1) would reach everybody */
	CHECK(kill(serving->pid, number) == 0);
	CHECK(waitpid(serving->pid, &status, 0) == serving->pid);
	fclose(serving->messages);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(the_server_says_its_address_and_ends_when_it_is_told_to)
{
	static const int numbers[] = { SIGTERM, SIGINT };
	struct arena *arena = arena_create();

	CHECK_PROGRAM(arena, "init --database @/a.db --quiet", NULL, 0, NULL, NULL);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct serving serving = start(arena, "a.db", "127.0.0.1:0", NULL);
		char line[200] = "";

		CHECK(fgets(line, sizeof(line), serving.messages) != NULL);
		CHECK(strncmp(line, "Serving at http://127.0.0.1:", 28) == 0 &&
		      atol(line + 28) > 0);
		CHECK_PROGRAM(arena, "serve --database @/a.db --listen 127.0.0.1:0 --lang en", NULL,
			      7, NULL, "a.db");
		CHECK(stop(&serving, numbers[i]) == 0);
	}
	CHECK_PROGRAM(arena, "verify --database @/a.db --lang en", NULL, 0, "Good", NULL);
	arena_destroy(&arena);
}

TEST(a_taken_port_is_refused_or_with_leave_the_next_one_used)
{
	struct arena *arena = arena_create();
	char line[200] = "";

	CHECK_PROGRAM(arena, "init --database @/a.db --quiet", NULL, 0, NULL, NULL);
	CHECK_PROGRAM(arena, "init --database @/b.db --quiet", NULL, 0, NULL, NULL);
	struct serving serving = start(arena, "a.db", "127.0.0.1:0", NULL);

	CHECK(fgets(line, sizeof(line), serving.messages) != NULL);
	const char *listen = arena_printf(arena, "127.0.0.1:%ld", atol(line + 28));

	CHECK_PROGRAM(arena, arena_printf(arena, "serve --database @/b.db --lang en --listen %s",
					  listen), NULL, 1, NULL, "the port is in use");
	struct serving other = start(arena, "b.db", listen, "--next-port");

	CHECK(fgets(line, sizeof(line), other.messages) != NULL);
	CHECK(strstr(line, "is taken") != NULL && strstr(line, listen) != NULL);
	CHECK(fgets(line, sizeof(line), other.messages) != NULL);
	CHECK(strncmp(line, "Serving at ", 11) == 0 && strstr(line, listen) == NULL);
	CHECK(stop(&other, SIGTERM) == 0 && stop(&serving, SIGTERM) == 0);
	arena_destroy(&arena);
}

TEST(a_server_that_cannot_start_says_why)
{
	struct arena *arena = arena_create();

	CHECK_PROGRAM(arena, "init --database @/a.db --quiet", NULL, 0, NULL, NULL);
	CHECK_PROGRAM(arena, "serve --database @/none.db --lang en", NULL, 1, NULL, "none.db");
	CHECK_PROGRAM(arena, "serve --database @/a.db --certificate x --lang en", NULL, 2, NULL,
		      "--key");
	CHECK_PROGRAM(arena, "serve --database @/a.db --listen 0.0.0.0:0 --lang en", NULL, 2, NULL,
		      "0.0.0.0");
	CHECK_PROGRAM(arena, "serve --database @/a.db --listen nowhere --lang en", NULL, 1, NULL,
		      "nowhere");
	arena_destroy(&arena);
}
