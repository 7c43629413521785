#include "evaluation/score_count.h"

#include "evaluation/test_fixture.h"
#include "web/web.h"

/* The paper's sheet: weights .30 .25 .25 .20, the first criterion critical. */
struct paper {
	struct scaled s;
	struct id sheet, exercise, criteria[4];
};

static struct paper set_up_paper(void)
{
	static const int64_t weights[] = { 300, 250, 250, 200 };
	struct paper p = { .s = set_up_scaled() };

	p.sheet = add_sheet(&p.s);
	p.exercise = add_exercise(&p.s.f, EXERCISE_CONDUCTED).head.id;
	for (int i = 0; i < 4; i++)
		p.criteria[i] = add_criterion(&p.s, p.sheet, ID_NONE, weights[i], i == 0);
	return p;
}

static void give_all(struct paper *p, const int64_t *values)
{
	for (int i = 0; i < 4; i++)
		give(&p->s, p->exercise, p->criteria[i], values[i]);
}

static const struct score_count *count_of(struct paper *p)
{
	const struct score_count *count = score_count(p->s.f.store, p->s.f.arena, p->exercise,
						      &p->s.f.fault);

	must(count != NULL, "there are scores");
	return count;
}

static const char *answer_of(struct paper *p)
{
	struct request request = { .arena = p->s.f.arena, .store = p->s.f.store,
		.id = p->exercise, .reply = { .arena = p->s.f.arena } };

	evaluation_routes.routes[0].handle(&request);
	p->s.f.fault = request.fault;
	return text_string(&request.reply);
}

static void set_caps(struct paper *p)
{
	struct grade_scale *scale = collection_refer(p->s.f.journal, &grade_scale_type, p->s.scale,
						     "/id", &p->s.f.fault);

	scale->failed_below = (struct optional_integer){ true, 500 };
	scale->critical_cap = (struct optional_integer){ true, 4 };
	scale->accident_cap = (struct optional_integer){ true, 3 };
	must(change_in(&p->s, &grade_scale_collection, scale), "the caps are set");
}

TEST(scores_of_the_paper_give_8_325_and_the_grade_good)
{
	struct paper p = set_up_paper();

	give_all(&p, (const int64_t[]){ 900, 800, 650, 1000 });
	const char *told = answer_of(&p);

	CHECK(strstr(told, "\"score\":8325,\"coverage\":1000,\"least_coverage\":800,"
		     "\"enough\":true,\"grade_by_score\":\"good\",\"grade\":\"good\","
		     "\"caps\":[]}") != NULL);
	CHECK(strstr(told, "\"weight\":300,\"value\":900,\"evaluators\":1,"
		     "\"moderation\":false}") != NULL);
	tear_down(&p.s.f);
}

TEST(without_scores_there_is_no_answer)
{
	struct paper p = set_up_paper();

	answer_of(&p);
	CHECK(p.s.f.fault.kind == FAULT_NOT_FOUND);
	tear_down(&p.s.f);
}

TEST(of_several_evaluators_the_median_counts)
{
	struct paper p = set_up_paper();

	give_all(&p, (const int64_t[]){ 900, 800, 650, 1000 });
	act_as(&p.s.f, p.s.f.second_account);
	give_all(&p, (const int64_t[]){ 850, 805, 700, -1 });
	const struct score_count *two = count_of(&p);

	CHECK(two->criteria[0].value.value == 875 && two->criteria[0].evaluators == 2);
	CHECK(two->criteria[1].value.value == 803);	/* 802.5, half up */
	CHECK(two->criteria[3].value.value == 1000 && two->criteria[3].evaluators == 2);
	act_as(&p.s.f, ID_NONE);
	give_all(&p, (const int64_t[]){ 100, 800, 650, -1 });
	const struct score_count *three = count_of(&p);

	CHECK(three->criteria[0].value.value == 850);	/* one who differs does not move it */
	CHECK(three->criteria[0].moderation && !three->criteria[1].moderation);
	tear_down(&p.s.f);
}

TEST(evaluators_more_than_one_level_apart_are_flagged)
{
	struct paper p = set_up_paper();

	give_all(&p, (const int64_t[]){ 900, 900, 800, 500 });
	act_as(&p.s.f, p.s.f.second_account);
	give_all(&p, (const int64_t[]){ 899, 799, 500, 499 });
	const struct score_count *count = count_of(&p);

	CHECK(!count->criteria[0].moderation);	/* excellent and good */
	CHECK(count->criteria[1].moderation);	/* excellent and completed */
	CHECK(!count->criteria[2].moderation);	/* good and completed */
	CHECK(!count->criteria[3].moderation);	/* completed and not completed */
	tear_down(&p.s.f);
}

TEST(not_observed_is_missing_and_too_little_gives_no_grade)
{
	struct paper p = set_up_paper();

	give_all(&p, (const int64_t[]){ 900, 900, -1, -1 });
	const char *told = answer_of(&p);

	CHECK(strstr(told, "\"value\":null,\"evaluators\":1,") != NULL);
	CHECK(strstr(told, "\"score\":9000,\"coverage\":550,\"least_coverage\":800,"
		     "\"enough\":false,\"grade_by_score\":null,\"grade\":null,") != NULL);
	tear_down(&p.s.f);
}

TEST(a_failed_critical_criterion_caps_the_grade_by_the_scale)
{
	struct paper p = set_up_paper();

	set_caps(&p);
	give_all(&p, (const int64_t[]){ 490, 1000, 1000, 1000 });
	CHECK(strstr(answer_of(&p), "\"grade_by_score\":\"good\",\"grade\":\"not_completed\","
		     "\"caps\":[\"critical\"]}") != NULL);
	tear_down(&p.s.f);
}

TEST(an_incident_in_the_register_caps_the_grade_and_never_raises_it)
{
	struct paper p = set_up_paper();
	struct incident incident = { .exercise_id = p.exercise, .kind = INCIDENT_PERSON,
		.severity = SEVERITY_SLIGHT, .description = "Trượt ngã" };

	set_caps(&p);
	give_all(&p, (const int64_t[]){ 950, 950, 950, 950 });
	CHECK(strstr(answer_of(&p), "\"grade\":\"excellent\",\"caps\":[]}") != NULL);
	CHECK(add_to(&p.s, &incident_collection, &incident));
	CHECK(strstr(answer_of(&p), "\"grade_by_score\":\"excellent\",\"grade\":\"completed\","
		     "\"caps\":[\"accident\"]}") != NULL);
	tear_down(&p.s.f);
}

TEST(inner_criteria_show_the_mean_of_what_stands_below)
{
	struct scaled s = set_up_scaled();
	struct paper p = { .s = s, .sheet = ID_NONE };

	p.sheet = add_sheet(&p.s);
	p.exercise = add_exercise(&p.s.f, EXERCISE_CONDUCTED).head.id;
	struct id plain = add_criterion(&p.s, p.sheet, ID_NONE, 500, false);
	struct id inner = add_criterion(&p.s, p.sheet, ID_NONE, 500, false);

	give(&p.s, p.exercise, plain, 600);
	give(&p.s, p.exercise, add_criterion(&p.s, p.sheet, inner, 750, false), 1000);
	give(&p.s, p.exercise, add_criterion(&p.s, p.sheet, inner, 250, false), 800);
	const struct score_count *count = count_of(&p);

	CHECK(count->count == 4 && count->criteria[1].below == 2);
	CHECK(count->criteria[1].value.value == 950);
	CHECK(count->criteria[2].parent == 1 && count->criteria[3].parent == 1);
	CHECK(count->outcome.score == 7750);
	tear_down(&p.s.f);
}

/* Properties of the paper, through the database. */
TEST(raising_any_score_never_lowers_the_grade)
{
	for (int i = 0; i < 4; i++) {
		struct paper p = set_up_paper();
		int64_t values[] = { 480, 790, 640, 820 };
		int before, after;

		set_caps(&p);
		give_all(&p, values);
		before = count_of(&p)->outcome.level;
		struct score score = a_score(p.exercise, p.criteria[i], 1000);

		act_as(&p.s.f, p.s.f.second_account);	/* the median rises as well */
		CHECK(add_to(&p.s, &score_collection, &score));
		after = count_of(&p)->outcome.level;
		CHECK(after <= before);
		tear_down(&p.s.f);
	}
}

TEST(an_unobserved_criterion_changes_the_coverage_only)
{
	struct paper p = set_up_paper();

	give_all(&p, (const int64_t[]){ 900, 800, 650, 1000 });
	struct score_outcome before = count_of(&p)->outcome;

	give(&p.s, p.exercise, add_criterion(&p.s, p.sheet, ID_NONE, 250, false), -1);
	struct score_outcome after = count_of(&p)->outcome;

	CHECK(after.score == before.score && after.level == before.level);
	CHECK(before.coverage == 1000 && after.coverage == 800);
	tear_down(&p.s.f);
}
