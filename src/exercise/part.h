#ifndef EXERCISE_PART_H
#define EXERCISE_PART_H
/* What all rules of this room share.  Private to it. */

#include "exercise/exercise.h"

/* Refuses with OUTSIDE_DATES a unit that did not exist at the exercise's time. */
bool part_check_unit(struct journal *journal, const struct exercise *exercise, struct id unit_id,
		     const char *pointer, struct fault *fault)
	__attribute__((warn_unused_result));
/* The exercise that a part names in its exercise_id; NULL and a fault if it is not there or
   its file is closed.  Lends scope and label to the part. */
const struct exercise *part_settle(struct journal *journal, struct id exercise_id,
				   struct record_head *part, struct fault *fault);
/* Adds ORDER_OF_DATES when both days are known and the end lies before the start. */
bool part_check_days(struct journal *journal, struct date first, struct date last,
		     struct fault *fault) __attribute__((warn_unused_result));

#endif
