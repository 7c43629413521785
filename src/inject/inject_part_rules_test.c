#include "inject/test_fixture.h"

#include "inject/private.h"

TEST(a_recipient_is_one_cell_or_one_member_or_one_name_and_is_named_once)
{
	struct stage s = stage_set_up();
	struct inject inject = add_inject(&s, "Mưa lớn");
	struct inject_recipient nobody = { .inject_id = inject.head.id };
	struct inject_recipient both = { .inject_id = inject.head.id, .cell_id = s.post.head.id,
					 .name = "Trạm y tế" };
	struct inject_recipient cell = { .inject_id = inject.head.id, .cell_id = s.post.head.id };
	struct inject_recipient again = cell;
	struct inject_recipient member = { .inject_id = inject.head.id,
					   .organisation_member_id = s.member.head.id };

	CHECK(refused(&s.f, stage_add(&s, &inject_recipient_collection, &nobody), PROBLEM_ONE_OF,
		      "/cell_id"));
	CHECK(refused(&s.f, stage_add(&s, &inject_recipient_collection, &both), PROBLEM_ONE_OF,
		      "/cell_id"));
	CHECK(stage_add(&s, &inject_recipient_collection, &cell));
	CHECK(refused(&s.f, stage_add(&s, &inject_recipient_collection, &again),
		      PROBLEM_NOT_UNIQUE, "/inject_id"));
	CHECK(stage_add(&s, &inject_recipient_collection, &member));
	stage_tear_down(&s);
}

TEST(conditions_make_no_circle)
{
	struct stage s = stage_set_up();
	struct inject a = add_inject(&s, "a"), b = add_inject(&s, "b"), c = add_inject(&s, "c");
	struct inject_condition first = { .inject_id = b.head.id, .parent_id = a.head.id,
					  .kind = CONDITION_PARENT_DONE };
	struct inject_condition second = { .inject_id = c.head.id, .parent_id = b.head.id,
					   .kind = CONDITION_PARENT_ANSWERED };
	struct inject_condition back = { .inject_id = a.head.id, .parent_id = c.head.id,
					 .kind = CONDITION_PARENT_DONE };
	struct inject_condition self = { .inject_id = a.head.id, .parent_id = a.head.id,
					 .kind = CONDITION_PARENT_DONE };

	CHECK(stage_add(&s, &inject_condition_collection, &first));
	CHECK(stage_add(&s, &inject_condition_collection, &second));
	CHECK(refused(&s.f, stage_add(&s, &inject_condition_collection, &back), PROBLEM_CYCLE,
		      "/parent_id"));
	CHECK(refused(&s.f, stage_add(&s, &inject_condition_collection, &self), PROBLEM_CYCLE,
		      "/parent_id"));
	stage_tear_down(&s);
}

TEST(a_condition_has_what_its_kind_asks_and_nothing_else)
{
	struct stage s = stage_set_up();
	struct inject parent = an_inject(&s, "Họp"), child = add_inject(&s, "Sơ tán");
	struct inject_condition late = { .parent_id = ID_NONE,
					 .kind = CONDITION_PARENT_NOT_ANSWERED };
	struct inject_condition outcome = { .kind = CONDITION_PARENT_OUTCOME,
					    .outcome = "cho sơ tán" };

	parent.outcomes = "sơ tán ngay\r\nchờ thêm";
	must_add(&s, &inject_collection, &parent);
	late.inject_id = outcome.inject_id = child.head.id;
	late.parent_id = outcome.parent_id = parent.head.id;
	CHECK(refused(&s.f, stage_add(&s, &inject_condition_collection, &late), PROBLEM_REQUIRED,
		      "/within_us"));
	late.within_us = (struct optional_integer){ true, 300000000 };
	late.outcome = "chờ thêm";
	CHECK(stage_add(&s, &inject_condition_collection, &late) && late.outcome == NULL);
	CHECK(refused(&s.f, stage_add(&s, &inject_condition_collection, &outcome),
		      PROBLEM_NO_SUCH_OUTCOME, "/outcome"));
	outcome.outcome = "sơ tán ngay";
	CHECK(stage_add(&s, &inject_condition_collection, &outcome));
	parent.outcomes = "chờ thêm";
	CHECK(refused(&s.f, stage_change(&s, &inject_collection, &parent), PROBLEM_IN_USE,
		      "/outcomes"));
	stage_tear_down(&s);
}

TEST(outcomes_are_compared_line_by_line)
{
	static const struct { const char *outcomes, *outcome; bool has; } cases[] = {
		{ "a\nb", "a", true }, { "a\nb", "b", true }, { "a \r\nb", "a", true },
		{ "ab", "a", false }, { "a", "ab", false }, { NULL, "a", false },
		{ "a\n\nb", "", false }, { "a", NULL, false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK(outcomes_have(cases[i].outcomes, cases[i].outcome) == cases[i].has);
}

TEST(an_objective_is_linked_once_to_one_thing_of_its_own_exercise)
{
	struct stage s = stage_set_up();
	struct inject inject = add_inject(&s, "Mưa lớn"), foreign = an_inject(&s, "Lũ");
	struct objective_link link = { .objective_id = s.objective.head.id,
				       .inject_id = inject.head.id };
	struct objective_link again = link, nothing = { .objective_id = s.objective.head.id };

	foreign.exercise_id = s.other.head.id;
	must_add(&s, &inject_collection, &foreign);
	struct objective_link across = { .objective_id = s.objective.head.id,
					 .inject_id = foreign.head.id };

	CHECK(stage_add(&s, &objective_link_collection, &link));
	CHECK(refused(&s.f, stage_add(&s, &objective_link_collection, &again),
		      PROBLEM_NOT_UNIQUE, "/objective_id"));
	CHECK(refused(&s.f, stage_add(&s, &objective_link_collection, &nothing), PROBLEM_ONE_OF,
		      "/inject_id"));
	CHECK(refused(&s.f, stage_add(&s, &objective_link_collection, &across),
		      PROBLEM_NOT_OF_SAME, "/inject_id"));
	stage_tear_down(&s);
}
