#ifndef EVALUATION_SCORE_COUNT_H
#define EVALUATION_SCORE_COUNT_H
/* From what the evaluators gave to one grade: the median of each criterion over
   its evaluators, the weighted mean of the sheet, the caps of the scale.
   Private to this room. */

#include "evaluation/evaluation.h"
#include "evaluation/weighted_score.h"

struct counted_criterion {
	const struct criterion *criterion;
	int parent;			/* index in the list, -1 at the top */
	int below;			/* how many stand below it, at any depth */
	int64_t *values;		/* of the evaluators who observed it, rising */
	size_t value_count, evaluators;
	struct optional_integer value;	/* hundredths: median, or the mean of those below */
	bool moderation;		/* the evaluators lie more than one level apart */
};

struct score_count {
	const struct score_sheet *sheet;
	const struct grade_scale *scale;
	struct list levels;		/* struct grade_level by rank, maybe none */
	struct counted_criterion *criteria;	/* parents before those below them */
	size_t count;
	struct score_outcome outcome;
};

/* Counts the scores of the exercise by the sheet that has most of them; NULL and
   FAULT_NOT_FOUND if it has none. */
struct score_count *score_count(struct store *store, struct arena *arena, struct id exercise_id,
				struct fault *fault);

#endif
