#ifndef EXERCISE_EXERCISE_RULES_H
#define EXERCISE_EXERCISE_RULES_H
/* The rules of an exercise's own record.  Private to this room. */

#include "exercise/exercise.h"

bool exercise_settle(struct journal *journal, const void *before, void *after,
		     struct fault *fault);
/* Puts the scope below the host unit's, and raises what hangs on the exercise to
   its label. */
bool exercise_settled(struct journal *journal, const void *before, const void *after,
		      struct fault *fault);

#endif
