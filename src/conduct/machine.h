#ifndef CONDUCT_MACHINE_H
#define CONDUCT_MACHINE_H
/* The live run as a pure state machine: it knows no thread, no socket, no wall
   clock and no database.  It is given the script and what has happened so far, and
   says what is released when.  The server drives it from a real timer, a rehearsal
   and the tests from a virtual one: what was rehearsed is what will run.

   All times are exercise times.  What is released at its time bears its due moment,
   however late somebody looked: a jump equals many small steps. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/time.h"

enum machine_release {
	MACHINE_AUTOMATIC,	/* at its time */
	MACHINE_MANUAL,		/* by a person; its time is a reminder */
	MACHINE_CONDITION,	/* when its conditions are met, not before its time */
	MACHINE_RESERVE,	/* by a person, at any moment */
};
enum machine_stage { MACHINE_WAITING, MACHINE_RELEASED, MACHINE_SKIPPED };

enum machine_condition_kind {
	MACHINE_DONE,		/* the parent is closed by all its recipients */
	MACHINE_ANSWERED,	/* all its recipients have answered */
	MACHINE_NOT_ANSWERED,	/* within_us after its release somebody has not answered */
	MACHINE_OUTCOME,	/* a person recorded this outcome of it */
};
struct machine_condition {
	size_t parent;			/* place of the inject in the run */
	enum machine_condition_kind kind;
	int64_t within_us;		/* of exercise time */
	int64_t outcome;		/* number given by the caller, > 0 */
};

/* A moment that may not have come. */
struct machine_moment { bool has_come; struct exercise_time at; };

struct machine_inject {
	enum machine_release release;
	bool has_time;
	struct exercise_time planned;
	int64_t delay_us;		/* added by controllers in the run */
	bool is_held;
	int64_t position;		/* order of what is due at the same moment */
	const struct machine_condition *conditions;
	size_t condition_count;
	bool any_suffices;		/* of the conditions; otherwise all are needed */
	/* an act of a controller (delay, hold ended) lets nothing go before it */
	struct machine_moment not_before;
	enum machine_stage stage;
	struct machine_moment released, answered, done;
	struct machine_moment outcome_at;
	int64_t outcome;		/* 0: none */
};

struct machine {
	struct machine_inject *injects;
	size_t count;
	struct exercise_time starts_at;	/* nothing is released before */
};

/* The moment at which it is released if nothing more happens; false if it waits for
   a person, or for something that may never come. */
bool machine_due(const struct machine *machine, size_t inject, struct exercise_time *due_out);
/* The next moment at which advancing would release something. */
bool machine_next_due(const struct machine *machine, struct exercise_time *due_out);
/* Releases what is due until `time`, in the order of due moment and position, and
   tells each.  Advancing to b over a equals advancing to b. */
typedef void machine_released(void *context, size_t inject, struct exercise_time at);
size_t machine_advance(struct machine *machine, struct exercise_time time,
		       machine_released *released, void *context);

/* What people do, at a time to which the machine was advanced.  Each returns false,
   and changes nothing, if the inject is not in a stage for it. */
bool machine_release(struct machine *machine, size_t inject, struct exercise_time now);
bool machine_skip(struct machine *machine, size_t inject);
bool machine_delay(struct machine *machine, size_t inject, int64_t by_us,
		   struct exercise_time now);
bool machine_hold(struct machine *machine, size_t inject, bool is_held,
		  struct exercise_time now);
bool machine_set_outcome(struct machine *machine, size_t inject, int64_t outcome,
			 struct exercise_time now);
/* All recipients have answered it, or closed it. */
bool machine_answered(struct machine *machine, size_t inject, struct exercise_time now);
bool machine_done(struct machine *machine, size_t inject, struct exercise_time now);

/* What a recipient does with what it received.  Steps go forward and may leave some
   out (who answers at once never said "working"); an answer may be mended until it
   is closed. */
enum reception {
	RECEPTION_UNKNOWN, RECEPTION_RELEASED, RECEPTION_DELIVERED, RECEPTION_OPENED,
	RECEPTION_ACKNOWLEDGED, RECEPTION_WORKING, RECEPTION_ANSWERED, RECEPTION_CLOSED,
};
bool reception_may_step(enum reception from, enum reception to);

#endif
