#ifndef BASE_OS_POLL_H
#define BASE_OS_POLL_H
/* Waiting for many sockets at once, and being woken by another thread.  Belongs to
   one thread; only os_poll_wake may be called from others. */

#include <stdbool.h>
#include <stddef.h>

struct os_poll;

struct os_ready {
	void *token;
	bool can_write, is_gone;	/* the other side closed, or the socket failed */
};

struct os_poll *os_poll_create(void);
void os_poll_destroy(struct os_poll **poll);
/* Reports whenever there is something to read. */
void os_poll_add(struct os_poll *poll, int file, void *token);
/* Reports once each time it can take more, and when the other side is gone; what
   is sent to us is not reported. */
void os_poll_add_sender(struct os_poll *poll, int file, void *token);
void os_poll_remove(struct os_poll *poll, int file);
/* Waits `timeout_ms` at most (-1: without end); gives how many are ready. */
size_t os_poll_wait(struct os_poll *poll, struct os_ready *ready, size_t most, int timeout_ms);
/* Ends the present or the next wait. */
void os_poll_wake(struct os_poll *poll);

#endif
