#ifndef INJECT_PRIVATE_H
#define INJECT_PRIVATE_H
/* What the rules of a script share.  Private to this room. */

#include "inject/inject.h"

/* The exercise that a part of the script names; NULL and a fault if it is not there or
   its file is closed.  Lends scope and label to the part. */
const struct exercise *part_of_exercise(struct journal *journal, struct id exercise_id,
					struct record_head *part, struct fault *fault);
/* The record above a part, which is of the same exercise for ever. */
const void *part_below(struct journal *journal, const struct record_type *type,
		       struct id above_id, const char *pointer, const struct record_head *before,
		       struct record_head *part, struct fault *fault);
/* True if `id` is none, or a record that hangs on this exercise. */
bool part_refers(struct journal *journal, const struct record_type *type, struct id id,
		 const char *pointer, struct id exercise_id, struct fault *fault)
	__attribute__((warn_unused_result));
/* Removing a part asks only whether the file is open. */
bool part_may_go(struct journal *journal, const void *before, struct fault *fault)
	__attribute__((warn_unused_result));
/* Where position is 0: what the query says ("above" is bound). */
bool part_set_position(struct journal *journal, const char *sql, struct id above,
		       int64_t *position, struct fault *fault)
	__attribute__((warn_unused_result));

/* Where the office asks for two persons, what an approval covers stays as it was
   approved: adds APPROVED_STANDS at the pointer. */
bool inject_may_change(struct journal *journal, const struct inject *inject,
		       const char *pointer, struct fault *fault)
	__attribute__((warn_unused_result));

bool settle_inject(struct journal *journal, const void *before, void *after,
		   struct fault *fault) __attribute__((warn_unused_result));
/* True if one line of the outcomes is this one. */
bool outcomes_have(const char *outcomes, const char *outcome);
/* The objectives of an exercise, by position. */
bool script_objectives(struct store *store, struct arena *arena, struct id exercise_id,
		       struct list *list_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* Remembers the number of an inject that is removed. */
bool script_keep_number(struct journal *journal, const struct inject *gone, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
