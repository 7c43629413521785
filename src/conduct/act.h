#ifndef CONDUCT_ACT_H
#define CONDUCT_ACT_H
/* What people do in a run, inside the open part of the journal, as its actor.  Who has
   the right was asked before; who is addressed is asked here. */

#include "conduct/live.h"

/* A move of the clock. */
struct run_order {
	enum run_act act;
	struct exercise_time to;	/* of a jump */
	int64_t speed;			/* of a change of speed, thousandths */
	const char *reason;
	bool from_now;			/* after an interruption: through the outage */
};
/* FAULT_WRONG_STATE if the run does not allow it now; the run as it is afterwards. */
struct run *act_on_run(struct journal *journal, struct id run_id, const struct run_order *order,
		       const struct moment *moment, struct fault *fault);
/* The machine was started anew under a run that counted: it stands, at the exercise
   time of the last known moment, until the director decides. */
bool act_interrupt(struct journal *journal, struct id run_id, struct instant last_known,
		   const struct moment *moment, struct fault *fault)
	__attribute__((warn_unused_result));
/* Releases what is due. */
bool act_tick(struct journal *journal, struct id run_id, const struct moment *moment,
	      struct fault *fault) __attribute__((warn_unused_result));

enum inject_act { INJECT_RELEASE, INJECT_SKIP, INJECT_DELAY, INJECT_HOLD, INJECT_LET_GO,
		  INJECT_OUTCOME, INJECT_FINISH };
struct inject_order {
	enum inject_act act;
	int64_t version;		/* that the controller saw */
	int64_t by_us;			/* of a delay; negative: brings it forward */
	const char *reason;		/* of a skip, delay, hold */
	const char *outcome;
};
/* FAULT_STALE if another controller was first. */
bool act_on_inject(struct journal *journal, struct id inject_id,
		   const struct inject_order *order, const struct moment *moment,
		   struct fault *fault) __attribute__((warn_unused_result));

/* A step of a recipient; a step that was made already changes nothing and is no
   fault, so that a telephone may send it twice. */
struct run_recipient *act_on_recipient(struct journal *journal, struct id recipient_id,
				       enum reception to, const char *answer,
				       const struct moment *moment, struct fault *fault);

/* Sends a letter from a cell (none: control) to a cell (none: control). */
struct letter { struct id id, from_cell_id, to_cell_id, reply_to_id; const char *text; };
struct run_message *act_send(struct journal *journal, struct id run_id,
			     const struct letter *letter, bool is_control,
			     const struct moment *moment, struct fault *fault);
/* Only the addressee can say that it was read. */
struct run_message *act_read(struct journal *journal, struct id message_id, bool is_control,
			     const struct moment *moment, struct fault *fault);
/* The cell reports in the communication check. */
struct run_cell *act_check(struct journal *journal, struct id cell_id,
			   const struct moment *moment, struct fault *fault);
struct run_decision *act_end_decision(struct journal *journal, struct id decision_id,
				      const char *document, const struct moment *moment,
				      struct fault *fault);

/* Stop for safety: the clock stands, and the reason is written down.  With a kind and
   a severity it is a line of the exercise's safety register as well. */
struct safety {
	const char *description;
	enum incident_kind kind;
	enum incident_severity severity;
};
struct run *act_stop(struct journal *journal, struct id run_id, const struct safety *safety,
		     const struct moment *moment, struct fault *fault);

#endif
