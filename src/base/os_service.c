#include "base/os_service.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/must.h"

static sigset_t stop_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	return set;
}

void os_hold_stop_signals(void)
{
	sigset_t set = stop_signals();

	must(sigprocmask(SIG_BLOCK, &set, NULL) == 0, "signals can be held back");
	signal(SIGPIPE, SIG_IGN);
	/* a limit on files refuses a write like a full disk; it ends nobody */
	signal(SIGXFSZ, SIG_IGN);
}

void os_await_stop_signal(void)
{
	sigset_t set = stop_signals();
	int number;

	must(sigwait(&set, &number) == 0, "signals can be waited for");
}

void os_tell_service_manager(const char *state)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const char *path = getenv("NOTIFY_SOCKET");

	must(state != NULL && state[0] != '\0', "there is something to tell");
	if (path == NULL || strlen(path) >= sizeof(address.sun_path) ||
	    (path[0] != '/' && path[0] != '@'))
		return;
	memcpy(address.sun_path, path, strlen(path));
	if (path[0] == '@')		/* an abstract name */
		address.sun_path[0] = '\0';
	int file = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (file < 0)
		return;
	socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));

	/* nobody waits for an answer, and a missing manager is no fault */
	if (sendto(file, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address,
		   length) < 0)
		must(length > 0, "an address has its length");
	close(file);
}
