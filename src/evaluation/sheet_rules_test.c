#include "evaluation/test_fixture.h"

TEST(criteria_have_weight_and_no_circle)
{
	struct scaled s = set_up_scaled();
	struct id sheet = add_sheet(&s);
	struct id top = add_criterion(&s, sheet, ID_NONE, 500, false);
	struct id below = add_criterion(&s, sheet, top, 500, false);
	struct criterion none = { .sheet_id = sheet, .name = "Không", .weight = 0 };
	struct criterion *first = collection_refer(s.f.journal, &criterion_type, top, "/id",
						   &s.f.fault);

	CHECK(refused(&s.f, add_to(&s, &criterion_collection, &none), PROBLEM_TOO_SMALL,
		      "/weight"));
	first->parent_id = below;
	CHECK(refused(&s.f, change_in(&s, &criterion_collection, first), PROBLEM_CYCLE,
		      "/parent_id"));
	first->parent_id = top;
	CHECK(refused(&s.f, change_in(&s, &criterion_collection, first), PROBLEM_CYCLE,
		      "/parent_id"));
	tear_down(&s.f);
}

TEST(a_criterion_stands_below_one_of_its_own_sheet)
{
	struct scaled s = set_up_scaled();
	struct id top = add_criterion(&s, add_sheet(&s), ID_NONE, 500, false);
	struct criterion stray = { .sheet_id = add_sheet(&s), .parent_id = top, .name = "Lạc",
				   .weight = 1 };

	CHECK(refused(&s.f, add_to(&s, &criterion_collection, &stray), PROBLEM_NOT_OF_SAME,
		      "/parent_id"));
	tear_down(&s.f);
}

TEST(positions_of_criteria_go_on_below_the_same_one)
{
	struct scaled s = set_up_scaled();
	struct id sheet = add_sheet(&s);
	struct id top = add_criterion(&s, sheet, ID_NONE, 500, false);
	struct criterion second = { .sheet_id = sheet, .name = "Hai", .weight = 1 };
	struct criterion below = { .sheet_id = sheet, .parent_id = top, .name = "Ba", .weight = 1 };

	CHECK(add_to(&s, &criterion_collection, &second) && second.position == 2);
	CHECK(add_to(&s, &criterion_collection, &below) && below.position == 1);
	tear_down(&s.f);
}

TEST(a_score_is_a_value_or_not_observed_and_not_both)
{
	struct scaled s = set_up_scaled();
	struct id criterion = add_criterion(&s, add_sheet(&s), ID_NONE, 1000, false);
	struct score score = a_score(add_exercise(&s.f, EXERCISE_CONDUCTED).head.id, criterion,
				     850);

	score.not_observed = true;
	CHECK(refused(&s.f, add_to(&s, &score_collection, &score), PROBLEM_ONE_OF, "/value"));
	score.not_observed = false;
	score.value.has_value = false;
	CHECK(refused(&s.f, add_to(&s, &score_collection, &score), PROBLEM_ONE_OF, "/value"));
	score.value = (struct optional_integer){ true, 1000 };
	CHECK(add_to(&s, &score_collection, &score));
	CHECK(id_equal(score.evaluator_id, s.f.first_account));
	CHECK(id_equal(score.head.scope_id, score.exercise_id));
	tear_down(&s.f);
}

TEST(each_evaluator_gives_one_score_and_keeps_it_alone)
{
	struct scaled s = set_up_scaled();
	struct id criterion = add_criterion(&s, add_sheet(&s), ID_NONE, 1000, false);
	struct id exercise = add_exercise(&s.f, EXERCISE_CONDUCTED).head.id;
	struct score mine = a_score(exercise, criterion, 850), again = mine, theirs = mine;

	CHECK(add_to(&s, &score_collection, &mine));
	CHECK(refused_as(&s.f, add_to(&s, &score_collection, &again), FAULT_CONFLICT));
	act_as(&s.f, s.f.second_account);
	CHECK(add_to(&s, &score_collection, &theirs));
	mine.value.value = 900;
	CHECK(refused_as(&s.f, change_in(&s, &score_collection, &mine), FAULT_FORBIDDEN));
	CHECK(refused_as(&s.f, collection_remove(s.f.journal, &score_collection, mine.head.id, 1,
						 &s.f.fault), FAULT_FORBIDDEN));
	act_as(&s.f, s.f.first_account);
	CHECK(change_in(&s, &score_collection, &mine));
	tear_down(&s.f);
}

TEST(only_the_ends_of_the_tree_are_scored)
{
	struct scaled s = set_up_scaled();
	struct id sheet = add_sheet(&s), exercise = add_exercise(&s.f, EXERCISE_CONDUCTED).head.id;
	struct id top = add_criterion(&s, sheet, ID_NONE, 500, false);
	struct id below = add_criterion(&s, sheet, top, 500, false);
	struct score score = a_score(exercise, top, 500);
	struct criterion late = { .sheet_id = sheet, .parent_id = below, .name = "Sau",
				  .weight = 1 };

	CHECK(refused(&s.f, add_to(&s, &score_collection, &score), PROBLEM_NOT_A_LEAF,
		      "/criterion_id"));
	give(&s, exercise, below, 500);
	CHECK(refused(&s.f, add_to(&s, &criterion_collection, &late), PROBLEM_HAS_SCORES,
		      "/parent_id"));
	tear_down(&s.f);
}

TEST(a_sheet_is_used_for_its_kind_and_in_its_time)
{
	struct scaled s = set_up_scaled();
	struct exercise_kind other = { .code = "civil_defence", .name = "Phòng thủ dân sự" };
	struct score_sheet sheet = { .name = "Phiếu 2025", .scale_id = s.scale,
				     .valid_from = { 2025, 1, 1 } };
	struct id exercise = add_exercise(&s.f, EXERCISE_CONDUCTED).head.id;

	CHECK(add_to(&s, &score_sheet_collection, &sheet) && sheet.sheet_version == 1);
	struct score score = a_score(exercise, add_criterion(&s, sheet.head.id, ID_NONE, 1, false),
				     500);

	CHECK(refused(&s.f, add_to(&s, &score_collection, &score), PROBLEM_OUTSIDE_DATES,
		      "/criterion_id"));
	add_record(&s.f, &exercise_kind_type, &other);
	sheet.valid_from = DATE_NONE;
	sheet.kind_id = other.head.id;
	CHECK(change_in(&s, &score_sheet_collection, &sheet));
	CHECK(refused(&s.f, add_to(&s, &score_collection, &score), PROBLEM_NOT_OF_SAME,
		      "/criterion_id"));
	sheet.kind_id = s.f.kind;
	CHECK(change_in(&s, &score_sheet_collection, &sheet));
	CHECK(add_to(&s, &score_collection, &score));
	tear_down(&s.f);
}

TEST(sheet_and_scores_of_a_confirmed_result_stay_as_they_are)
{
	struct scaled s = set_up_scaled();
	struct id sheet = add_sheet(&s), exercise = add_exercise(&s.f, EXERCISE_CONDUCTED).head.id;
	struct id criterion = add_criterion(&s, sheet, ID_NONE, 1000, false);
	struct score score = a_score(exercise, criterion, 850);
	struct result result = a_result(&s, exercise);
	struct criterion late = { .sheet_id = sheet, .name = "Sau", .weight = 1 };

	CHECK(add_to(&s, &score_collection, &score));
	result.sheet_id = sheet;
	CHECK(add_to(&s, &result_collection, &result));
	CHECK(collection_act(s.f.journal, &result_collection, &result, "confirm", NULL,
			     &s.f.fault));
	score.value.value = 900;
	CHECK(refused(&s.f, change_in(&s, &score_collection, &score), PROBLEM_RESULT_CONFIRMED,
		      "/exercise_id"));
	CHECK(refused(&s.f, add_to(&s, &criterion_collection, &late), PROBLEM_VERSION_USED,
		      "/sheet_id"));
	tear_down(&s.f);
}

TEST(a_value_beyond_ten_points_is_refused_where_it_is_read)
{
	struct arena *arena = arena_create();
	const struct field *field = record_find_field(&score_type, "value");
	struct optional_integer value = { 0 };
	struct fault fault = { 0 };

	CHECK(field_read_cell(arena, field, "1000", "/value", &value, &fault));
	CHECK(!field_read_cell(arena, field, "1001", "/value", &value, &fault));
	CHECK(fault.problems->kind == PROBLEM_TOO_GREAT);
	fault = (struct fault){ 0 };
	CHECK(!field_read_cell(arena, field, "-1", "/value", &value, &fault));
	CHECK(fault.problems->kind == PROBLEM_TOO_SMALL);
	arena_destroy(&arena);
}
