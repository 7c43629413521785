#ifndef CONDUCT_LIVE_H
#define CONDUCT_LIVE_H
/* A run between its records and the machine: reads what the machine needs, and writes
   what it says.  Lives in the arena of the part that it serves; private to this room. */

#include "base/id_table.h"
#include "conduct/conduct.h"
#include "conduct/exercise_clock.h"
#include "conduct/machine.h"

/* Of an inject what the machine needs; its texts stay where they are. */
struct live_inject {
	struct record_head head;
	int64_t position;
	unsigned state, release;
	struct optional_time planned_time;
	int64_t delay_us;
	bool is_held, any_condition;
	struct optional_time not_before_time, released_time, answered_time, done_time,
		outcome_time;
	const char *outcome;
	size_t place;			/* in the machine */
};

struct live {
	struct store *store;
	struct arena *arena;
	struct run *run;
	struct list injects;		/* struct live_inject, by position */
	struct id_table places;		/* of the injects: a live_inject by its id */
	struct machine machine;
};

/* Reads the run and its script; NULL and a fault if it is not there. */
struct live *live_read(struct store *store, struct arena *arena, struct id run_id,
		       struct fault *fault);
/* The place of an inject in the machine; false if it is not in this run. */
bool live_find(const struct live *live, struct id inject_id, size_t *place_out);
struct exercise_clock live_clock(const struct run *run);
/* The next moment of the boot clock at which something will be due; INT64_MAX: none. */
int64_t live_next_due(const struct live *live);
/* Advances a running run to the moment and writes what was released. */
bool live_advance(struct journal *journal, struct live *live, const struct moment *moment,
		  struct fault *fault) __attribute__((warn_unused_result));
/* Writes one release: the inject's state, and what each cell receives. */
bool live_write_release(struct journal *journal, const struct live *live, struct id inject_id,
			struct exercise_time at, const struct moment *moment,
			struct id released_by, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
