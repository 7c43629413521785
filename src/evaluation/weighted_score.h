#ifndef EVALUATION_WEIGHTED_SCORE_H
#define EVALUATION_WEIGHTED_SCORE_H
/* The weighted score with critical-fail rules (design paper "Evaluation" §5.2).
   For an inner criterion s = Σ w·s / Σ w over its observed children, and its
   coverage is Σ w(observed) / Σ w.  Numbers are exact fractions; the score is
   rounded half up once, at the end, to thousandths of a point.  After the mean,
   rules may cap the grade; a cap never raises it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct score_node {
	int parent;		/* index of its parent, smaller than its own; -1 at the top */
	int64_t weight;		/* thousandths, ≥ 0 */
	bool has_score;		/* leaves: was it observed? */
	int64_t score;		/* hundredths of a point */
	bool critical;
};

/* Levels by rank: levels[0] is the highest. */
struct score_scale {
	const int64_t *least_scores;	/* hundredths; of level i; the last takes the rest */
	size_t count;
	int64_t least_coverage;		/* thousandths */
	int64_t failed_below;		/* hundredths: a critical leaf below it has failed */
	int64_t weak_below;		/* hundredths: a critical leaf below it is weak */
	int critical_cap, accident_cap, weak_cap;	/* best level afterwards, -1: no rule */
	int64_t weak_count;		/* weak_cap applies from this many on */
};

struct score_outcome {
	bool has_score;		/* false: nothing was observed */
	int64_t score;		/* thousandths of a point */
	int64_t coverage;	/* thousandths of the top weight, rounded down */
	bool enough;		/* coverage ≥ least_coverage */
	int level_by_score;	/* before the caps, -1 without a grade */
	int level;		/* after the caps, -1 without a grade */
	bool capped_by_critical, capped_by_accident, capped_by_weak;
};

/* Up to 4,096 nodes. */
struct score_outcome weighted_score(const struct score_node *nodes, size_t count,
				    const struct score_scale *scale, bool accident);

#endif
