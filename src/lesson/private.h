#ifndef LESSON_PRIVATE_H
#define LESSON_PRIVATE_H
/* What findings and tasks share.  Private to this room. */

#include "lesson/lesson.h"

/* Where a record of this room belongs. */
struct origin {
	struct id programme_id, exercise_id;
};

/* Reads the exercise and the programme, takes the programme over from the
   exercise, and gives the record the scope and at least the label of the exercise,
   else of the programme.  Refuses a record with neither, one that is not there, and
   an exercise of another term. */
bool origin_settle(struct journal *journal, struct origin *origin, struct record_head *head,
		   struct fault *fault) __attribute__((warn_unused_result));
/* The day before which an exercise cannot have begun: its start, the first day of
   its year, or unknown. */
struct date exercise_day(const struct exercise *exercise);

bool settle_finding(struct journal *journal, const void *before, void *after,
		    struct fault *fault) __attribute__((warn_unused_result));
bool settle_task(struct journal *journal, const void *before, void *after,
		 struct fault *fault) __attribute__((warn_unused_result));

#endif
