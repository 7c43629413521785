#include "evaluation/weighted_score.h"

#include "base/must.h"

#define NODES_MOST 4096

__extension__ typedef __int128 wide;

/* A non-negative fraction in lowest terms; the scores of four levels of weights
   in thousandths stay far below 2^63. */
struct fraction { int64_t above, below; };

static wide greatest_divisor(wide a, wide b)
{
	must(a >= 0 && b >= 0, "sums of scores are not negative");
	while (b != 0) {
		wide rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static struct fraction reduce(wide above, wide below)
{
	wide divisor = greatest_divisor(above, below);

	must(below > 0, "a fraction without a whole");
	if (divisor > 1) {
		above /= divisor;
		below /= divisor;
	}
	/* beyond exactness: 2^-62 */
	while (above > INT64_MAX / 4 || below > INT64_MAX / 4) {
		above = (above + 1) / 2;
		below = (below + 1) / 2;
	}
	must(above >= 0 && below > 0, "what is rounded stays a fraction");
	return (struct fraction){ (int64_t)above, (int64_t)below };
}

static struct fraction add(struct fraction a, struct fraction b)
{
	return reduce((wide)a.above * b.below + (wide)b.above * a.below,
		      (wide)a.below * b.below);
}

static struct fraction times(struct fraction a, int64_t factor)
{
	must(factor >= 0, "weights are not negative");
	return reduce((wide)a.above * factor, a.below);
}

struct sums {
	struct fraction score, coverage;	/* Σ w·s of observed, Σ w·c of all */
	int64_t observed, weight;		/* Σ w of observed, of all */
	size_t children;
};

static int band(const struct score_scale *scale, struct fraction score)
{
	for (size_t i = 0; i + 1 < scale->count; i++)
		if ((wide)score.above >= (wide)scale->least_scores[i] * score.below)
			return (int)i;
	return (int)scale->count - 1;
}

static int worse(int level, int cap)
{
	must(level >= 0, "only a grade is capped");
	return cap > level ? cap : level;
}

static void apply_caps(struct score_outcome *outcome, const struct score_node *nodes, size_t count,
		       const struct sums *sums, const struct score_scale *scale, bool accident)
{
	int64_t failed = 0, weak = 0;

	for (size_t i = 0; i < count; i++) {
		if (!nodes[i].critical || sums[i].children > 0 || !nodes[i].has_score)
			continue;
		failed += nodes[i].score < scale->failed_below;
		weak += nodes[i].score < scale->weak_below;
	}
	outcome->capped_by_critical = failed > 0 && scale->critical_cap > outcome->level;
	if (failed > 0)
		outcome->level = worse(outcome->level, scale->critical_cap);
	outcome->capped_by_accident = accident && scale->accident_cap > outcome->level;
	if (accident)
		outcome->level = worse(outcome->level, scale->accident_cap);
	bool too_weak = scale->weak_count > 0 && weak >= scale->weak_count;

	outcome->capped_by_weak = too_weak && scale->weak_cap > outcome->level;
	if (too_weak)
		outcome->level = worse(outcome->level, scale->weak_cap);
}

/* Puts node i's score and coverage into its parent's sums. */
static void add_to_parent(const struct score_node *node, const struct sums *own,
			  struct sums *parent)
{
	bool leaf = own->children == 0;
	bool observed = leaf ? node->has_score : own->observed > 0;

	must(!leaf || !node->has_score || node->score >= 0, "scores are not negative");
	parent->children++;
	parent->weight += node->weight;
	if (!observed || node->weight == 0)
		return;
	struct fraction score = leaf ? (struct fraction){ node->score, 1 } :
		reduce(own->score.above, (wide)own->score.below * own->observed);
	struct fraction coverage = leaf ? (struct fraction){ 1, 1 } :
		reduce(own->coverage.above, (wide)own->coverage.below * own->weight);

	parent->observed += node->weight;
	parent->score = add(parent->score, times(score, node->weight));
	parent->coverage = add(parent->coverage, times(coverage, node->weight));
}

struct score_outcome weighted_score(const struct score_node *nodes, size_t count,
				    const struct score_scale *scale, bool accident)
{
	struct sums sums[NODES_MOST + 1];
	struct score_outcome outcome = { .level = -1, .level_by_score = -1 };
	struct sums *top = &sums[count];

	must(count <= NODES_MOST && scale->count > 0, "a sheet beyond the limits");
	must(nodes != NULL || count == 0, "nodes to be summed");
	for (size_t i = 0; i <= count; i++)
		sums[i] = (struct sums){ .score = { 0, 1 }, .coverage = { 0, 1 } };
	for (size_t i = count; i > 0; i--) {	/* children come after their parents */
		const struct score_node *node = &nodes[i - 1];

		must(node->parent < (int)i - 1 && node->weight >= 0, "criteria out of order");
		add_to_parent(node, &sums[i - 1], node->parent < 0 ? top : &sums[node->parent]);
	}
	if (top->observed == 0)
		return outcome;
	struct fraction score = reduce(top->score.above,
				       (wide)top->score.below * top->observed);
	struct fraction coverage = reduce(top->coverage.above,
					  (wide)top->coverage.below * top->weight);

	outcome.has_score = true;
	outcome.score = (int64_t)(((wide)score.above * 20 + score.below) /
				  ((wide)score.below * 2));
	outcome.coverage = (int64_t)((wide)coverage.above * 1000 / coverage.below);
	outcome.enough = (wide)coverage.above * 1000 >=
			 (wide)scale->least_coverage * coverage.below;
	must(outcome.coverage >= 0 && outcome.coverage <= 1000, "coverage is a part of the whole");
	if (!outcome.enough)
		return outcome;
	outcome.level_by_score = outcome.level = band(scale, score);
	apply_caps(&outcome, nodes, count, sums, scale, accident);
	must(outcome.level >= outcome.level_by_score, "a cap never raises");
	return outcome;
}
