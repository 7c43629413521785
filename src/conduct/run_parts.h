#ifndef CONDUCT_RUN_PARTS_H
#define CONDUCT_RUN_PARTS_H
/* What hangs on a run.  Part of conduct.h.  Members "…_time" are exercise times,
   "…_at" real ones. */

#include "exercise/exercise.h"

/* What moved the clock. */
enum run_act { RUN_ACT_UNKNOWN, RUN_ACT_START, RUN_ACT_PAUSE, RUN_ACT_RESUME, RUN_ACT_JUMP,
	       RUN_ACT_SPEED, RUN_ACT_STOP, RUN_ACT_INTERRUPT, RUN_ACT_CONTINUE, RUN_ACT_END };
/* One anchor of the clock, for ever. */
struct run_segment {
	struct record_head head;	/* the scope of the run */
	struct id run_id;
	int64_t position;
	enum run_act act;
	struct instant at;		/* on the run's real time */
	struct optional_time exercise_time;	/* from here on … */
	int64_t speed;			/* … at this speed, 0: it stands */
	const char *reason;
	struct id account_id;
};

struct run_cell {
	struct record_head head;	/* of the run; its id is its own people's scope */
	struct id run_id;
	int64_t position;
	const char *code;		/* as injects name it */
	const char *name;
	bool is_absent;			/* takes no part: receives nothing */
	struct instant checked_at;	/* reported in the communication check */
	struct id checked_by;
};

enum run_member_role { RUN_MEMBER_UNKNOWN, RUN_DIRECTOR, RUN_CONTROLLER, RUN_EVALUATOR,
		       RUN_PLAYER, RUN_OBSERVER };
struct run_member {
	struct record_head head;	/* seen by all in the run */
	struct id run_id;
	struct id account_id;
	const char *name;		/* of the account when it was named */
	enum run_member_role role;
	struct id cell_id;		/* of a player */
	struct id grant_id;		/* that came with it */
};

enum run_inject_kind { RUN_INJECT_KIND_UNKNOWN, RUN_INJECT, RUN_CONTINGENCY,
		       RUN_EXPECTED_ACTION, RUN_ADMINISTRATIVE };
enum run_release { RUN_RELEASE_UNKNOWN, RUN_AUTOMATIC, RUN_MANUAL, RUN_CONDITION,
		   RUN_RESERVE };
enum run_inject_state { RUN_INJECT_STATE_UNKNOWN, RUN_WAITING, RUN_RELEASED, RUN_SKIPPED };
/* The script as it is played. */
struct run_inject {
	struct record_head head;	/* the scope of the exercise */
	struct id run_id;
	struct id inject_id;		/* of the script; none: made in the run */
	int64_t position;		/* order of what is due at the same moment */
	enum run_inject_state state;
	enum run_release release;
	enum run_inject_kind kind;
	struct optional_time planned_time;
	int64_t delay_us;		/* added in the run */
	bool is_held;
	bool any_condition;		/* one of its conditions suffices */
	struct optional_time not_before_time;
	struct optional_time released_time, answered_time, done_time, outcome_time, skipped_time;
	struct instant released_at, skipped_at;
	struct id released_by, skipped_by;	/* none: the clock */
	struct optional_integer late_us;	/* real time from the due moment to the release */
	const char *outcome;		/* as a controller or evaluator recorded it */
	const char *number;		/* in the script, never used again */
	const char *title;
	const char *recipients;		/* codes of cells, a space between */
	const char *state_reason;	/* of a skip, delay, hold */
	const char *sender, *means;
	const char *text;
	const char *expected_actions, *note;
};

enum run_condition_kind { RUN_CONDITION_UNKNOWN, RUN_PARENT_DONE, RUN_PARENT_ANSWERED,
			  RUN_PARENT_NOT_ANSWERED, RUN_PARENT_OUTCOME };
struct run_condition {
	struct record_head head;	/* the scope of the exercise */
	struct id run_id, run_inject_id, parent_id;
	enum run_condition_kind kind;
	int64_t within_us;
	const char *outcome;
};

/* What one cell received: made at the release, and nothing before. */
struct run_recipient {
	struct record_head head;	/* the scope of the cell */
	struct id run_id, run_inject_id, cell_id;
	int64_t position;		/* number of the message in its cell */
	unsigned state;			/* enum reception */
	struct optional_time released_time;
	struct instant released_at, delivered_at, opened_at, acknowledged_at, working_at,
		answered_at, closed_at;
	struct optional_time delivered_time, opened_time, acknowledged_time, working_time,
		answered_time, closed_time;
	struct id delivered_by, opened_by, acknowledged_by, working_by, answered_by, closed_by;
	const char *title, *sender, *means, *text;
	const char *answer;
};

enum run_box { RUN_BOX_UNKNOWN, RUN_BOX_SENT, RUN_BOX_RECEIVED };
/* A message: between two cells it lies in both their boxes, like a letter and its
   copy; between a cell and control once. */
struct run_message {
	struct record_head head;	/* the scope of the cell in whose box it lies */
	struct id run_id, cell_id;
	enum run_box box;
	struct id letter_id;		/* the same in both boxes */
	struct id from_cell_id, to_cell_id;	/* none: control */
	struct id reply_to_id;		/* a letter */
	const char *text;
	struct optional_time sent_time, read_time;
	struct instant sent_at, read_at;
	struct id sent_by, read_by;
};

enum run_decision_kind { RUN_DECISION_UNKNOWN, RUN_DECISION, RUN_MEETING };
struct run_decision {
	struct record_head head;	/* the scope of the cell */
	struct id run_id, cell_id;
	enum run_decision_kind kind;
	const char *title, *text;
	const char *document;		/* that came of it: number and title */
	struct optional_time begun_time, ended_time;
	struct instant begun_at, ended_at;
	struct id recorded_by;
};

/* HSEEP's ratings P, S, M, U; "not observed" is missing data, never the lowest. */
enum run_performance { PERFORMANCE_UNKNOWN, PERFORMED, PERFORMED_SOME_CHALLENGES,
		       PERFORMED_MAJOR_CHALLENGES, UNABLE_TO_PERFORM, NOT_OBSERVED };
enum run_log_kind { RUN_LOG_UNKNOWN, RUN_LOG_CONTROL, RUN_LOG_EVALUATION, RUN_LOG_SAFETY };
struct run_log {
	struct record_head head;	/* the scope of the exercise */
	struct id run_id, run_inject_id, cell_id;
	enum run_log_kind kind;
	enum run_performance outcome;	/* of what an evaluator saw */
	const char *text;
	struct optional_time noted_time;
	struct instant noted_at;
	struct id noted_by;
};

#endif
