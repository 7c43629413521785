#include "evaluation/weighted_score.h"

#include "tests/test.h"

static const int64_t bands[] = { 900, 800, 700, 500, 0 };
static const struct score_scale scale = {
	.least_scores = bands, .count = 5, .least_coverage = 800, .failed_below = 500,
	.weak_below = 700, .critical_cap = 4, .accident_cap = 3, .weak_cap = 2, .weak_count = 2,
};

static struct score_outcome four(const int64_t *scores, const int64_t *weights, bool accident)
{
	struct score_node nodes[4];

	for (int i = 0; i < 4; i++)
		nodes[i] = (struct score_node){ .parent = -1, .weight = weights[i],
			.has_score = scores[i] >= 0, .score = scores[i], .critical = i == 0 };
	return weighted_score(nodes, 4, &scale, accident);
}

static const int64_t weights[] = { 300, 250, 250, 200 };

TEST(weighted_mean_of_the_paper_is_8_325_and_good)
{
	struct score_outcome o = four((const int64_t[]){ 900, 800, 650, 1000 }, weights, false);

	CHECK(o.has_score && o.score == 8325 && o.level == 1 && o.coverage == 1000);
}

TEST(failed_critical_criterion_caps_the_grade)
{
	struct score_outcome o = four((const int64_t[]){ 490, 1000, 1000, 1000 }, weights, false);

	CHECK(o.level_by_score == 1 && o.level == 4 && o.capped_by_critical);
}

TEST(accident_caps_but_never_raises)
{
	struct score_outcome good = four((const int64_t[]){ 900, 900, 900, 900 }, weights, true);
	struct score_outcome bad = four((const int64_t[]){ 510, 300, 300, 300 }, weights, true);

	CHECK(good.level_by_score == 0 && good.level == 3 && good.capped_by_accident);
	CHECK(bad.level == 4 && !bad.capped_by_accident);
}

TEST(not_observed_is_missing_and_not_the_lowest)
{
	struct score_outcome o = four((const int64_t[]){ 900, 900, 900, -1 }, weights, false);
	struct score_outcome less = four((const int64_t[]){ 900, 900, -1, -1 }, weights, false);
	struct score_outcome none = four((const int64_t[]){ -1, -1, -1, -1 }, weights, false);

	CHECK(o.score == 9000 && o.coverage == 800 && o.enough && o.level == 0);
	CHECK(less.score == 9000 && !less.enough && less.level == -1);
	CHECK(!none.has_score && none.level == -1);
}

TEST(equal_scores_return_that_score_and_scale_of_weights_does_not_matter)
{
	static const int64_t thirds[] = { 333, 333, 333, 1 };
	static const int64_t doubled[] = { 600, 500, 500, 400 };
	const int64_t mixed[] = { 710, 820, 930, 640 };

	CHECK(four((const int64_t[]){ 777, 777, 777, 777 }, thirds, false).score == 7770);
	CHECK(four(mixed, weights, false).score == four(mixed, doubled, false).score);
}

TEST(raising_a_score_never_lowers_the_grade)
{
	for (int64_t base = 0; base <= 1000; base += 125)
		for (int i = 0; i < 4; i++) {
			int64_t scores[] = { base, 600, 750, 820 };
			int before = four(scores, weights, false).level;

			scores[i] = 1000;
			CHECK(four(scores, weights, false).level <= before);
		}
}

TEST(inner_criteria_weigh_by_their_observed_children)
{
	const struct score_node nodes[] = {
		{ .parent = -1, .weight = 500 },
		{ .parent = -1, .weight = 500, .has_score = true, .score = 600 },
		{ .parent = 0, .weight = 700, .has_score = true, .score = 1000 },
		{ .parent = 0, .weight = 300 },
	};
	struct score_outcome o = weighted_score(nodes, 4, &scale, false);

	CHECK(o.score == 8000 && o.coverage == 850);
}
