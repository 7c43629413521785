#include "base/os_process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/must.h"
#include "base/os.h"
#include "base/text.h"

#define MESSAGE_BYTES_MOST 4096

enum stream { STREAM_INPUT, STREAM_OUTPUT, STREAM_MESSAGE, STREAMS };

struct running {
	pid_t pid;
	int ours[STREAMS];	/* -1 when closed */
	struct text output, message;
	size_t written;
	bool too_much;
};

static void close_stream(int *file)
{
	if (*file >= 0)
		close(*file);
	*file = -1;
}

/* Sockets instead of pipes: a child that stops reading must not raise SIGPIPE. */
static bool open_streams(int ours[STREAMS], int theirs[STREAMS])
{
	for (int i = 0; i < STREAMS; i++)
		ours[i] = theirs[i] = -1;
	for (int i = 0; i < STREAMS; i++) {
		int pair[2];

		if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
			return false;
		ours[i] = pair[0];
		theirs[i] = pair[1];
	}
	return true;
}

static int spawn(const struct child_run *run, int theirs[STREAMS], pid_t *pid_out)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	for (int i = 0; i < STREAMS; i++)
		posix_spawn_file_actions_adddup2(&actions, theirs[i], i);
	posix_spawn_file_actions_addclosefrom_np(&actions, STREAMS);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
				 POSIX_SPAWN_SETPGROUP);
	int error = posix_spawn(pid_out, run->arguments[0], &actions, &attributes,
				(char *const *)(uintptr_t)run->arguments, environ);

	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return error;
}

static void send_input(struct running *child, const struct child_run *run)
{
	ssize_t sent = send(child->ours[STREAM_INPUT], (const char *)run->input + child->written,
			    run->input_length - child->written, MSG_NOSIGNAL | MSG_DONTWAIT);

	if (sent > 0)
		child->written += (size_t)sent;
	if (child->written == run->input_length ||
	    (sent < 0 && errno != EAGAIN && errno != EINTR))
		close_stream(&child->ours[STREAM_INPUT]);
}

static void receive(struct running *child, enum stream stream, struct text *into, size_t most)
{
	char bytes[16384];
	ssize_t got = recv(child->ours[stream], bytes, sizeof(bytes), MSG_DONTWAIT);

	if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
		close_stream(&child->ours[stream]);
	if (got <= 0)
		return;
	size_t room = most - into->length;

	if ((size_t)got > room && stream == STREAM_OUTPUT)
		child->too_much = true;
	text_add_bytes(into, bytes, (size_t)got < room ? (size_t)got : room);
}

/* Until the child has closed both of its outputs; false when time is over. */
static bool exchange(struct running *child, const struct child_run *run)
{
	int64_t end = os_boot_us() + run->time_most_us;

	while (child->ours[STREAM_OUTPUT] >= 0 || child->ours[STREAM_MESSAGE] >= 0) {
		struct pollfd files[STREAMS] = {
			{ child->ours[STREAM_INPUT], POLLOUT, 0 },
			{ child->ours[STREAM_OUTPUT], POLLIN, 0 },
			{ child->ours[STREAM_MESSAGE], POLLIN, 0 },
		};
		int64_t left = end - os_boot_us();

		if (left <= 0 || child->too_much)
			return false;
		if (poll(files, STREAMS, (int)(left / 1000) + 1) <= 0)
			continue;
		if (files[STREAM_INPUT].revents != 0)
			send_input(child, run);
		if (files[STREAM_OUTPUT].revents != 0)
			receive(child, STREAM_OUTPUT, &child->output, run->output_most);
		if (files[STREAM_MESSAGE].revents != 0)
			receive(child, STREAM_MESSAGE, &child->message, MESSAGE_BYTES_MOST);
	}
	return true;
}

/* As a shell counts the end by a signal. */
static int wait_for(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool os_run_child(struct arena *arena, const struct child_run *run,
		  struct child_result *result_out, struct fault *fault)
{
	struct running child = { .output = { .arena = arena }, .message = { .arena = arena } };
	const char *program = run->arguments[0];
	int theirs[STREAMS];

	must(program != NULL && run->time_most_us > 0, "a child without a name or time");
	bool open = open_streams(child.ours, theirs);
	int error = open ? spawn(run, theirs, &child.pid) : errno;

	for (int i = 0; i < STREAMS; i++)
		close_stream(&theirs[i]);
	if (error != 0) {
		for (int i = 0; i < STREAMS; i++)
			close_stream(&child.ours[i]);
		return fault_set(fault, FAULT_FILE, program, os_error_text(error));
	}
	if (run->input_length == 0)
		close_stream(&child.ours[STREAM_INPUT]);
	bool done = exchange(&child, run);

	if (!done)
		kill(-child.pid, SIGKILL);
	for (int i = 0; i < STREAMS; i++)
		close_stream(&child.ours[i]);
	int exit_status = wait_for(child.pid);

	if (!done)
		return fault_set(fault, FAULT_BUSY, program, child.too_much ?
			BOTH("chương trình con gửi về quá nhiều", "the program sent too much") :
			BOTH("chương trình con chạy quá lâu", "the program took too long"));
	result_out->exit_status = exit_status;
	result_out->output = text_string(&child.output);
	result_out->output_length = child.output.length;
	result_out->message = text_string(&child.message);
	return true;
}

const char *os_program_beside(struct arena *arena, const char *name)
{
	char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
	const char *slash = length > 0 ? memrchr(path, '/', (size_t)length) : NULL;

	if (slash == NULL)
		return name;
	return arena_printf(arena, "%.*s/%s", (int)(slash - path), path, name);
}
