#ifndef CONDUCT_RULES_H
#define CONDUCT_RULES_H
/* What the rules of this room share.  Private to it. */

#include "conduct/conduct.h"

/* The run that a part names, still open; NULL and a fault otherwise.  Lends its label. */
struct run *rules_open_run(struct journal *journal, struct id run_id, struct record_head *part,
			   struct fault *fault);
bool rules_refuse(struct journal *journal, struct fault *fault, const char *pointer,
		  const char *both);
/* Is the acting account a player of the cell? */
bool rules_is_player(struct journal *journal, struct id run_id, struct id cell_id,
		     bool *is_player_out, struct fault *fault) __attribute__((warn_unused_result));

/* Cells, people and injects of a new run from the script; the digest of what was copied. */
bool run_copy_script(struct journal *journal, const struct run *run, struct fault *fault)
	__attribute__((warn_unused_result));
const char *run_script_digest(struct journal *journal, struct id exercise_id,
			      struct fault *fault);

bool run_settle(struct journal *journal, const void *before, void *after, struct fault *fault)
	__attribute__((warn_unused_result));
bool run_settled(struct journal *journal, const void *before, const void *after,
		 struct fault *fault) __attribute__((warn_unused_result));
bool run_cell_settle(struct journal *journal, const void *before, void *after,
		     struct fault *fault) __attribute__((warn_unused_result));
bool run_cell_settled(struct journal *journal, const void *before, const void *after,
		      struct fault *fault) __attribute__((warn_unused_result));
bool run_member_settle(struct journal *journal, const void *before, void *after,
		       struct fault *fault) __attribute__((warn_unused_result));
bool run_inject_settle(struct journal *journal, const void *before, void *after,
		       struct fault *fault) __attribute__((warn_unused_result));
bool run_condition_settle(struct journal *journal, const void *before, void *after,
			  struct fault *fault) __attribute__((warn_unused_result));
bool run_decision_settle(struct journal *journal, const void *before, void *after,
			 struct fault *fault) __attribute__((warn_unused_result));
bool run_log_settle(struct journal *journal, const void *before, void *after,
		    struct fault *fault) __attribute__((warn_unused_result));

#endif
