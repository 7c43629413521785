#include "evaluation/test_fixture.h"

static bool act(struct scaled *s, struct result *result, const char *action, const char *reason)
{
	return collection_act(s->f.journal, &result_collection, result, action, reason,
			      &s->f.fault);
}

TEST(a_new_result_is_provisional_and_bears_the_scope_of_its_exercise)
{
	struct scaled s = set_up_scaled();
	struct exercise exercise = an_exercise(&s.f);

	exercise.state = EXERCISE_CONDUCTED;
	exercise.head.label.level = LABEL_INTERNAL;
	CHECK(add_to(&s, &exercise_collection, &exercise));
	struct result result = a_result(&s, exercise.head.id);

	CHECK(add_to(&s, &result_collection, &result));
	CHECK(result.state == RESULT_PROVISIONAL && id_equal(result.graded_by, s.f.first_account));
	CHECK(id_equal(result.head.scope_id, exercise.head.id));
	CHECK(result.head.label.level == LABEL_INTERNAL);
	CHECK(id_is_none(result.confirmed_by) && result.confirmed_at.us == 0);
	tear_down(&s.f);
}

TEST(one_person_may_confirm_and_the_record_says_so)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);

	CHECK(add_to(&s, &result_collection, &result) && act(&s, &result, "confirm", NULL));
	CHECK(result.state == RESULT_CONFIRMED);
	CHECK(id_equal(result.graded_by, result.confirmed_by));
	CHECK(result.confirmed_at.us == fixture_now().us);
	tear_down(&s.f);
}

TEST(where_the_office_asks_for_two_persons_another_one_confirms)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);
	struct result direct = result;

	set_policy(&s.f, "two_persons_result");
	CHECK(add_to(&s, &result_collection, &result));
	CHECK(refused(&s.f, act(&s, &result, "confirm", NULL), PROBLEM_TWO_PERSONS,
		      "/confirmed_by"));
	act_as(&s.f, s.f.second_account);
	result.comment = "…";	/* who changes it last is the one who graded */
	CHECK(change_in(&s, &result_collection, &result));
	CHECK(refused(&s.f, act(&s, &result, "confirm", NULL), PROBLEM_TWO_PERSONS,
		      "/confirmed_by"));
	act_as(&s.f, s.f.first_account);
	CHECK(act(&s, &result, "confirm", NULL));
	direct.exercise_id = add_exercise(&s.f, EXERCISE_CONDUCTED).head.id;
	direct.state = RESULT_CONFIRMED;
	direct.source = "Thông báo";
	CHECK(refused(&s.f, add_to(&s, &result_collection, &direct), PROBLEM_TWO_PERSONS,
		      "/confirmed_by"));
	tear_down(&s.f);
}

TEST(a_grader_stands_above_the_unit_at_that_time)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);

	result.grader_unit_id = s.f.other_commune;
	CHECK(refused(&s.f, add_to(&s, &result_collection, &result), PROBLEM_NOT_ABOVE,
		      "/grader_unit_id"));
	result.grader_unit_id = s.f.commune;
	CHECK(refused(&s.f, add_to(&s, &result_collection, &result), PROBLEM_NOT_ABOVE,
		      "/grader_unit_id"));
	result.grader_unit_id = s.f.province;	/* two steps up */
	CHECK(add_to(&s, &result_collection, &result));
	tear_down(&s.f);
}

/* The commune moves from the district to the province's own chain in 2024. */
TEST(a_grader_of_another_time_is_not_above)
{
	struct scaled s = set_up_scaled();
	struct id command = add_unit(&s.f, "BCH", "Bộ Chỉ huy quân sự tỉnh", UNIT_OTHER, ID_NONE,
				     DATE_NONE);
	struct unit_link link = { .chain = UNIT_CHAIN_MILITARY, .unit_id = s.f.commune,
		.parent_id = command, .valid_from = { 2024, 10, 1 } };
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);
	struct exercise only_year = an_exercise(&s.f);

	add_record(&s.f, &unit_link_type, &link);
	result.grader_unit_id = command;
	CHECK(refused(&s.f, add_to(&s, &result_collection, &result), PROBLEM_NOT_ABOVE,
		      "/grader_unit_id"));
	only_year.starts_on = only_year.ends_on = DATE_NONE;
	only_year.year = (struct optional_integer){ true, 2024 };
	only_year.state = EXERCISE_CONDUCTED;
	CHECK(add_to(&s, &exercise_collection, &only_year));
	result.exercise_id = only_year.head.id;	/* at some time of that year it was above */
	CHECK(add_to(&s, &result_collection, &result));
	tear_down(&s.f);
}

TEST(confirming_needs_a_grader_or_a_source_and_an_exercise_that_was_held)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);
	struct result early = a_result(&s, add_exercise(&s.f, EXERCISE_PREPARING).head.id);

	result.grader_unit_id = ID_NONE;
	CHECK(add_to(&s, &result_collection, &result));
	CHECK(refused(&s.f, act(&s, &result, "confirm", NULL), PROBLEM_NO_GRADER,
		      "/grader_unit_id"));
	result.source = "Báo cáo tổng kết";
	CHECK(change_in(&s, &result_collection, &result) && act(&s, &result, "confirm", NULL));
	CHECK(add_to(&s, &result_collection, &early));
	CHECK(refused(&s.f, act(&s, &early, "confirm", NULL), PROBLEM_NOT_HELD, "/exercise_id"));
	tear_down(&s.f);
}

TEST(a_published_result_is_confirmed_at_once_by_its_source_only)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);

	result.state = RESULT_CONFIRMED;
	CHECK(refused(&s.f, add_to(&s, &result_collection, &result), PROBLEM_REQUIRED, "/source"));
	result.source = "Báo cáo tổng kết";
	CHECK(add_to(&s, &result_collection, &result) && result.confirmed_at.us != 0);
	tear_down(&s.f);
}

TEST(a_confirmed_result_is_withdrawn_with_a_reason_and_never_changed)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);
	struct result next = result;

	CHECK(add_to(&s, &result_collection, &result) && act(&s, &result, "confirm", NULL));
	result.grade_level_id = s.levels[0];
	CHECK(refused(&s.f, change_in(&s, &result_collection, &result), PROBLEM_RESULT_CONFIRMED,
		      "/state"));
	CHECK(refused(&s.f, collection_remove(s.f.journal, &result_collection, result.head.id,
					      result.head.version, &s.f.fault),
		      PROBLEM_RESULT_CONFIRMED, "/state"));
	CHECK(refused(&s.f, act(&s, &result, "withdraw", NULL), PROBLEM_REQUIRED, "/reason"));
	CHECK(act(&s, &result, "withdraw", "chấm nhầm") && result.state == RESULT_WITHDRAWN);
	CHECK(refused_as(&s.f, act(&s, &result, "confirm", NULL), FAULT_WRONG_STATE));
	CHECK(refused_as(&s.f, act(&s, &result, "withdraw", "…"), FAULT_WRONG_STATE));
	CHECK(add_to(&s, &result_collection, &next));	/* a new one takes its place */
	tear_down(&s.f);
}

TEST(one_result_of_a_unit_lives_at_a_time)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);
	struct result second = result;

	CHECK(add_to(&s, &result_collection, &result));
	CHECK(refused_as(&s.f, add_to(&s, &result_collection, &second), FAULT_CONFLICT));
	CHECK(act(&s, &result, "withdraw", "nhầm đơn vị"));
	CHECK(add_to(&s, &result_collection, &second));
	tear_down(&s.f);
}

TEST(only_units_that_exercised_are_graded)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);
	struct participation part = { .exercise_id = result.exercise_id,
		.unit_id = s.f.other_commune, .role = PARTICIPATION_PLAYER };

	result.unit_id = s.f.other_commune;
	CHECK(refused(&s.f, add_to(&s, &result_collection, &result), PROBLEM_NOT_OF_SAME,
		      "/unit_id"));
	CHECK(add_to(&s, &participation_collection, &part));
	CHECK(add_to(&s, &result_collection, &result));
	tear_down(&s.f);
}

TEST(grade_and_sheet_are_of_one_scale_in_force_at_that_time)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CONDUCTED).head.id);
	struct grade_scale late = { .code = "late", .name = "Thang 2025",
				    .valid_from = { 2025, 1, 1 } };
	struct grade_level level = { .code = "good", .name = "Tốt" };

	CHECK(add_to(&s, &grade_scale_collection, &late));
	level.scale_id = late.head.id;
	CHECK(add_to(&s, &grade_level_collection, &level));
	result.grade_level_id = level.head.id;
	CHECK(refused(&s.f, add_to(&s, &result_collection, &result), PROBLEM_OUTSIDE_DATES,
		      "/grade_level_id"));
	late.valid_from = DATE_NONE;
	CHECK(change_in(&s, &grade_scale_collection, &late));
	result.sheet_id = add_sheet(&s);
	CHECK(refused(&s.f, add_to(&s, &result_collection, &result), PROBLEM_NOT_OF_SAME,
		      "/sheet_id"));
	result.grade_level_id = s.levels[1];
	CHECK(add_to(&s, &result_collection, &result));
	tear_down(&s.f);
}

TEST(nothing_is_graded_in_a_closed_file)
{
	struct scaled s = set_up_scaled();
	struct result result = a_result(&s, add_exercise(&s.f, EXERCISE_CLOSED).head.id);

	CHECK(refused(&s.f, add_to(&s, &result_collection, &result), PROBLEM_FILE_CLOSED,
		      "/exercise_id"));
	tear_down(&s.f);
}

TEST(raising_the_label_of_an_exercise_raises_even_a_confirmed_result)
{
	struct scaled s = set_up_scaled();
	struct exercise exercise = add_exercise(&s.f, EXERCISE_CONDUCTED);
	struct result result = a_result(&s, exercise.head.id);

	CHECK(add_to(&s, &result_collection, &result) && act(&s, &result, "confirm", NULL));
	exercise.head.label.level = LABEL_INTERNAL;
	CHECK(change_in(&s, &exercise_collection, &exercise));
	const struct result *read = collection_refer(s.f.journal, &result_type, result.head.id,
						     "/id", &s.f.fault);

	CHECK(read != NULL && read->head.label.level == LABEL_INTERNAL);
	CHECK(read != NULL && read->state == RESULT_CONFIRMED);
	tear_down(&s.f);
}

static enum exercise_state state_of(struct scaled *s, struct id id)
{
	const struct exercise *exercise = record_store_find(s->f.store, s->f.arena,
		&exercise_type, id, &s->f.fault);

	return exercise->state;
}

TEST(an_exercise_without_a_confirmed_result_is_no_longer_evaluated)
{
	struct scaled s = set_up_scaled();
	struct exercise exercise = add_exercise(&s.f, EXERCISE_CONDUCTED);
	struct result result = a_result(&s, exercise.head.id);

	CHECK(add_to(&s, &result_collection, &result) && act(&s, &result, "confirm", NULL));
	CHECK(collection_act(s.f.journal, &exercise_collection, &exercise, "evaluate", NULL,
			     &s.f.fault));
	CHECK(state_of(&s, exercise.head.id) == EXERCISE_EVALUATED);
	CHECK(act(&s, &result, "withdraw", "chấm nhầm"));
	CHECK(state_of(&s, exercise.head.id) == EXERCISE_CONDUCTED);
	tear_down(&s.f);
}
