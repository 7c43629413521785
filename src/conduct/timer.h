#ifndef CONDUCT_TIMER_H
#define CONDUCT_TIMER_H
/* The clock of live runs inside a server: a thread that sleeps until the next inject
   is due, and has the writer release it ahead of all that waits.  It is woken when
   anything in a run changed, and never polls. */

#include "conduct/act.h"
#include "web/site.h"

/* A stop for safety that the disk had no room for: from this moment on nothing of the
   run is released, and the stop is written as soon as it can be. */
void timer_hold(struct site *site, struct id run_id, const struct safety *safety,
		struct id account_id, const struct moment *moment);
#endif
