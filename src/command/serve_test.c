#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/must.h"
#include "base/os_socket.h"
#include "command/test_program.h"
#include "tests/http_client.h"

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

/* Starts the server as a service manager does: a listener in file 3, a socket to
   hear of its state. */
static pid_t start_managed(struct arena *arena, int listener, const char *notify_path)
{
	const char *script = arena_printf(arena,
		"LISTEN_PID=$$ LISTEN_FDS=1 NOTIFY_SOCKET=%s exec %s serve --lang en --verbose "
		"--listen 127.0.0.1:1 --database %s/a.db",
		notify_path, os_program_beside(arena, "dientap"), test_folder());
	const char *arguments[] = { "/bin/sh", "-c", script, NULL };
	posix_spawn_file_actions_t actions;
	pid_t pid = -1;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, listener, 3);
	must(posix_spawn(&pid, arguments[0], &actions, NULL, (char *const *)(uintptr_t)arguments,
			 environ) == 0, "the server can be started");
	posix_spawn_file_actions_destroy(&actions);
	return pid;
}

static int open_notify_socket(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int file = socket(AF_UNIX, SOCK_DGRAM, 0);

	must(file >= 0 && strlen(path) < sizeof(address.sun_path), "a socket with a short name");
	memcpy(address.sun_path, path, strlen(path));
	must(bind(file, (struct sockaddr *)&address, sizeof(address)) == 0, "the name is free");
	return file;
}

static void hear(int notify, char said_out[100])
{
	struct pollfd one = { .fd = notify, .events = POLLIN };
	ssize_t length;

	CHECK(poll(&one, 1, 20000) == 1);
	length = recv(notify, said_out, 99, 0);
	CHECK(length > 0);
	said_out[length] = '\0';
}

TEST(a_service_manager_gives_the_socket_and_hears_when_the_server_is_ready)
{
	struct arena *arena = arena_create();
	const char *path = arena_printf(arena, "%s/n", test_folder());
	struct os_address address;
	struct fault fault = { .kind = FAULT_NONE };
	char said[100];
	int status = -1;

	CHECK_PROGRAM(arena, "init --database @/a.db --quiet", NULL, 0, NULL, NULL);
	must(os_address_parse("127.0.0.1:0", &address), "an address");
	int listener = os_listen(&address, &address.port, &fault);
	int notify = open_notify_socket(path);
	pid_t pid = start_managed(arena, listener, path);

	hear(notify, said);
	CHECK_TEXT(said, "READY=1");
	struct http_client client = http_open(address.port);

	CHECK(http_call(&client, "GET", "/api/v1/health", NULL, NULL) == 200);
	http_close(&client);
	must(pid > 0, "the server was started");
	CHECK(kill(pid, SIGTERM) == 0);
	hear(notify, said);
	CHECK_TEXT(said, "STOPPING=1");
	CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0);
	os_socket_close(listener);
	os_socket_close(notify);
	arena_destroy(&arena);
}

TEST(what_is_no_listener_is_not_taken_for_one)
{
	struct arena *arena = arena_create();
	const char *path = arena_printf(arena, "%s/n", test_folder());
	int notify = open_notify_socket(path), status = -1;

	CHECK_PROGRAM(arena, "init --database @/a.db --quiet", NULL, 0, NULL, NULL);
	pid_t pid = start_managed(arena, notify, path);

	CHECK(waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 1);
	os_socket_close(notify);
	arena_destroy(&arena);
}
