#include "base/os_poll.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/must.h"

#define READY_MOST 256

struct os_poll {
	int file, wake;
	atomic_bool is_woken;	/* a wake-up is under way: no second one is needed */
};

static void add(struct os_poll *poll, int file, void *token, uint32_t events)
{
	struct epoll_event event = { .events = events, .data.ptr = token };

	must(epoll_ctl(poll->file, EPOLL_CTL_ADD, file, &event) == 0,
	     "the system takes no more sockets to wait for");
}

struct os_poll *os_poll_create(void)
{
	struct os_poll *poll = memory_new(struct os_poll);

	poll->file = epoll_create1(EPOLL_CLOEXEC);
	poll->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	must(poll->file >= 0 && poll->wake >= 0, "the system gives no event loop");
	add(poll, poll->wake, poll, EPOLLIN);
	return poll;
}

void os_poll_destroy(struct os_poll **poll)
{
	if (*poll == NULL)
		return;
	close((*poll)->file);
	close((*poll)->wake);
	memory_release(*poll);
	*poll = NULL;
}

void os_poll_add(struct os_poll *poll, int file, void *token)
{
	add(poll, file, token, EPOLLIN);
}

void os_poll_add_sender(struct os_poll *poll, int file, void *token)
{
	add(poll, file, token, EPOLLOUT | EPOLLRDHUP | EPOLLET);
}

void os_poll_remove(struct os_poll *poll, int file)
{
	epoll_ctl(poll->file, EPOLL_CTL_DEL, file, NULL);
}

/* Whatever is put into a queue before os_poll_wake is seen after this. */
static void take_wake(struct os_poll *poll)
{
	uint64_t count;
	ssize_t got = read(poll->wake, &count, sizeof(count));

	must(got == (ssize_t)sizeof(count) || errno == EAGAIN, "the wake-up cannot be read");
	atomic_store(&poll->is_woken, false);
}

size_t os_poll_wait(struct os_poll *poll, struct os_ready *ready, size_t most, int timeout_ms)
{
	struct epoll_event events[READY_MOST];
	size_t count = 0;
	int got = epoll_wait(poll->file, events, (int)(most < READY_MOST ? most : READY_MOST),
			     timeout_ms);

	must(got >= 0 || errno == EINTR, "the system does not wait");
	for (int i = 0; i < got; i++) {
		uint32_t what = events[i].events;

		if (events[i].data.ptr == poll) {
			take_wake(poll);
			continue;
		}
		ready[count++] = (struct os_ready){
			.token = events[i].data.ptr, .can_write = (what & EPOLLOUT) != 0,
			.is_gone = (what & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0,
		};
	}
	return count;
}

void os_poll_wake(struct os_poll *poll)
{
	uint64_t one = 1;

	if (atomic_exchange(&poll->is_woken, true))
		return;
	ssize_t done = write(poll->wake, &one, sizeof(one));

	must(done == (ssize_t)sizeof(one) || errno == EAGAIN, "the wake-up cannot be sent");
}
