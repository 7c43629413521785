#include "evaluation/test_fixture.h"

TEST(the_example_scale_has_four_levels_with_bands_of_nine_eight_and_five)
{
	struct scaled s = set_up_scaled();
	struct list levels;

	CHECK(store_list(s.f.store, s.f.arena, &grade_level_type,
		"SELECT id, version, label, scope_id, scale_id, rank, code, name, name_en,"
		" least_score, passed FROM grade_level ORDER BY rank", NO_BINDS, &levels,
		&s.f.fault));
	CHECK(levels.count == 4);
	for (size_t i = 0; i < levels.count; i++) {
		static const char *const codes[] = { "excellent", "good", "completed",
						     "not_completed" };
		static const int64_t bands[] = { 900, 800, 500, 0 };
		const struct grade_level *level = levels.items[i];

		CHECK_TEXT(level->code, codes[i]);
		CHECK(level->least_score.value == bands[i] && level->passed == (i < 3));
		CHECK(level->least_score.has_value == (i < 3));
	}
	tear_down(&s.f);
}

TEST(ranks_follow_each_other_and_are_taken_back_from_the_end)
{
	struct scaled s = set_up_scaled();
	struct grade_level level = { .scale_id = s.scale, .rank = 6, .code = "x", .name = "X" };

	CHECK(refused(&s.f, add_to(&s, &grade_level_collection, &level), PROBLEM_RANK_GAP,
		      "/rank"));
	level.rank = 0;
	CHECK(add_to(&s, &grade_level_collection, &level) && level.rank == 5);
	level.rank = 4;
	CHECK(refused(&s.f, change_in(&s, &grade_level_collection, &level), PROBLEM_RANK_GAP,
		      "/rank"));
	CHECK(refused(&s.f, collection_remove(s.f.journal, &grade_level_collection, s.levels[3],
					      1, &s.f.fault), PROBLEM_RANK_GAP, "/rank"));
	CHECK(collection_remove(s.f.journal, &grade_level_collection, level.head.id, 1,
				&s.f.fault));
	tear_down(&s.f);
}

TEST(a_higher_level_needs_more_points)
{
	struct scaled s = set_up_scaled();
	struct grade_level level = { .scale_id = s.scale, .code = "x", .name = "X",
				     .least_score = { true, 500 } };

	CHECK(refused(&s.f, add_to(&s, &grade_level_collection, &level), PROBLEM_BAND_ORDER,
		      "/least_score"));
	level.least_score.value = 499;
	CHECK(add_to(&s, &grade_level_collection, &level));
	level.least_score.value = 950;
	CHECK(refused(&s.f, change_in(&s, &grade_level_collection, &level), PROBLEM_BAND_ORDER,
		      "/least_score"));
	tear_down(&s.f);
}

TEST(the_next_version_of_a_scale_gets_the_next_number)
{
	struct scaled s = set_up_scaled();
	struct grade_scale next = { .code = "four_grades", .name = "Thang mới" };
	struct grade_scale same = { .code = "four_grades", .name = "Thang", .scale_version = 1 };

	CHECK(add_to(&s, &grade_scale_collection, &next) && next.scale_version == 2);
	CHECK(refused_as(&s.f, add_to(&s, &grade_scale_collection, &same), FAULT_CONFLICT));
	next.valid_from = (struct date){ 2025, 1, 1 };
	next.valid_to = (struct date){ 2025, 1, 1 };
	CHECK(refused(&s.f, change_in(&s, &grade_scale_collection, &next),
		      PROBLEM_ORDER_OF_DATES, "/valid_to"));
	next.valid_to = DATE_NONE;
	next.weak_cap = (struct optional_integer){ true, 2 };
	CHECK(refused(&s.f, change_in(&s, &grade_scale_collection, &next), PROBLEM_REQUIRED,
		      "/weak_count"));
	tear_down(&s.f);
}

static struct grade_scale *read_scale(struct scaled *s)
{
	return collection_refer(s->f.journal, &grade_scale_type, s->scale, "/id", &s->f.fault);
}

TEST(a_scale_that_graded_is_never_changed_but_may_end)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);
	struct grade_scale *scale = read_scale(&s);
	struct grade_level level = { .scale_id = s.scale, .code = "x", .name = "X" };

	CHECK(add_to(&s, &result_collection, &result));
	scale->name = "Thang bốn mức (sửa)";
	CHECK(change_in(&s, &grade_scale_collection, scale));	/* provisional: not used yet */
	CHECK(collection_act(s.f.journal, &result_collection, &result, "confirm", NULL,
			     &s.f.fault));
	scale->name = "Khác";
	CHECK(refused(&s.f, change_in(&s, &grade_scale_collection, scale), PROBLEM_VERSION_USED,
		      "/id"));
	CHECK(refused(&s.f, add_to(&s, &grade_level_collection, &level), PROBLEM_VERSION_USED,
		      "/scale_id"));
	CHECK(refused(&s.f, collection_remove(s.f.journal, &grade_level_collection, s.levels[3],
					      1, &s.f.fault), PROBLEM_VERSION_USED, "/scale_id"));
	scale = read_scale(&s);
	scale->valid_to = (struct date){ 2025, 1, 1 };
	CHECK(change_in(&s, &grade_scale_collection, scale));
	CHECK(collection_act(s.f.journal, &result_collection, &result, "withdraw", "nhầm",
			     &s.f.fault));
	scale->name = "Khác";		/* withdrawn or not: it graded once */
	CHECK(refused(&s.f, change_in(&s, &grade_scale_collection, scale), PROBLEM_VERSION_USED,
		      "/id"));
	tear_down(&s.f);
}
