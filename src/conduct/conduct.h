#ifndef CONDUCT_CONDUCT_H
#define CONDUCT_CONDUCT_H
/* The live run of an exercise: a copy of its script, a clock, who takes part, and
   everything that happens, each with its exercise time and its real time.  A run is
   a record below the exercise; rehearsals and the real run lie side by side.

   Scopes: what all in the run may see bears the run's own id; what a cell received
   bears the cell's id; the script bears the exercise's id (docs/decisions/conduct.md). */

#include "conduct/run_parts.h"
#include "web/server.h"

enum run_kind { RUN_KIND_UNKNOWN, RUN_REHEARSAL, RUN_REAL };
/* prepared → running ⇄ paused → ended; interrupted after a restart of the machine. */
enum run_state { RUN_STATE_UNKNOWN, RUN_PREPARED, RUN_RUNNING, RUN_PAUSED, RUN_INTERRUPTED,
		 RUN_ENDED };

struct run {
	struct record_head head;		/* its scope is the run itself */
	struct id exercise_id;
	enum run_kind kind;
	const char *name;
	enum run_state state;
	const char *state_reason;		/* of the last pause, stop, jump, end */
	struct optional_time starts_time;	/* exercise time at the start, from T */
	int64_t speed;				/* thousandths */
	/* The anchor of its clock: this moment of the machine's boot clock, and this
	   wall time, is that exercise time. */
	struct optional_time anchor_time;	/* exercise time */
	int64_t anchor_boot_us;
	struct instant anchor_at;
	const char *boot_id;			/* of which start of the machine; NULL: none yet */
	int64_t segments;			/* anchors so far */
	const char *script_digest;		/* SHA-256 of the script it was copied from */
	const char *unchecked_reason;		/* started although not all cells had reported */
	struct instant started_at, ended_at;
};

extern const struct record_type run_type, run_segment_type, run_cell_type, run_member_type,
	run_inject_type, run_condition_type, run_recipient_type, run_message_type,
	run_decision_type, run_log_type;
extern const struct collection run_collection, run_segment_collection, run_cell_collection,
	run_member_collection, run_inject_collection, run_condition_collection,
	run_recipient_collection, run_message_collection, run_decision_collection,
	run_log_collection;
extern const struct words run_kind_words, run_state_words, run_act_words,
	run_member_role_words, run_inject_kind_words, run_release_words,
	run_inject_state_words, run_condition_kind_words, reception_words, run_box_words,
	run_decision_kind_words, run_log_kind_words, run_performance_words;
extern const struct route_table run_routes;

/* The clock of live runs, for server_options. */
extern const struct companion conduct_companion;
/* Every run and its cells as scopes (for access_set_scope_sources). */
bool conduct_fill_scopes(struct store *store, struct fault *fault)
	__attribute__((warn_unused_result));

/* A moment on the clock that never steps, and on the wall. */
struct moment {
	int64_t boot_us;
	const char *boot_id;
	struct instant at;
};
struct moment conduct_moment(struct instant at);

/* The run as it is, or NULL and FAULT_NOT_FOUND. */
struct run *run_find(struct store *store, struct arena *arena, struct id id,
		     struct fault *fault);
/* The exercise time at the moment: of a run that stands, that of its anchor. */
struct exercise_time run_time(const struct run *run, const struct moment *moment);
/* The run's own real time: the wall time of the anchor plus what the clock that never
   steps has counted since, so that a correction of the wall clock moves nothing. */
struct instant run_instant(const struct run *run, const struct moment *moment);

#endif
