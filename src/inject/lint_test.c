#include "inject/lint.h"

#include "inject/test_fixture.h"

/* What the rules say now, and about which inject. */
static struct lint_result check(struct stage *s)
{
	struct lint_result result = { .arena = s->f.arena };
	struct script_copy script;
	struct list objectives;
	static void *items[1];

	items[0] = &s->objective;
	objectives = (struct list){ items, 1 };
	must(script_read(s->f.store, s->f.arena, s->exercise.head.id, &script, &s->f.fault),
	     "the script is read");
	lint_run(&script, &objectives, &result);
	return result;
}

static size_t said(const struct lint_result *result, enum lint_rule rule, struct id id)
{
	size_t count = 0;

	for (size_t i = 0; i < result->count; i++)
		count += result->findings[i].rule == rule &&
			 id_equal(result->findings[i].id, id);
	return count;
}

/* An inject at so many minutes with which nothing is wrong. */
static struct inject add_sound(struct stage *s, const char *title, enum inject_kind kind,
			       int64_t minutes)
{
	struct inject inject = an_inject(s, title);
	struct inject_recipient recipient = { .cell_id = s->post.head.id };
	struct objective_link link = { .objective_id = s->objective.head.id };

	inject.kind = kind;
	inject.planned.time.us = minutes * INT64_C(60000000);
	inject.text = "Diễn tập: mưa lớn";
	inject.expected_actions = "Ghi sổ";
	inject.from_name = "Tỉnh";
	inject.means = MEANS_PHONE;
	inject.controller_id = s->member.head.id;
	inject.evaluator_name = "Tổ đánh giá";
	must_add(s, &inject_collection, &inject);
	recipient.inject_id = link.inject_id = inject.head.id;
	must_add(s, &inject_recipient_collection, &recipient);
	must_add(s, &objective_link_collection, &link);
	return inject;
}

TEST(every_quality_rule_has_its_number_member_and_texts)
{
	for (int rule = 0; rule < LINT_RULES; rule++) {
		CHECK(strncmp(lint_number((enum lint_rule)rule), "HS-1", 4) == 0);
		CHECK(*lint_member((enum lint_rule)rule) != '\0');
		CHECK(*lint_text((enum lint_rule)rule, LANGUAGE_VI) != '\0');
		CHECK(*lint_text((enum lint_rule)rule, LANGUAGE_EN) != '\0');
	}
}

TEST(a_sound_script_has_no_findings)
{
	struct stage s = stage_set_up();

	add_sound(&s, "Khai mạc", INJECT_ADMINISTRATIVE, 0);
	add_sound(&s, "Mưa lớn", INJECT_CONTEXTUAL, 10);
	add_sound(&s, "Kết thúc", INJECT_ADMINISTRATIVE, 60);
	CHECK(check(&s).count == 0);
	stage_tear_down(&s);
}

TEST(what_an_inject_lacks_is_said_about_that_inject)
{
	struct stage s = stage_set_up();
	struct inject bare = an_inject(&s, "Mưa lớn"), named = add_inject(&s, "Lũ");
	struct inject_recipient words = { .inject_id = named.head.id, .name = "Nhân dân" };

	bare.planned = (struct optional_time){ 0 };
	bare.text = "Mưa lớn";
	bare.expected_actions = "Ghi sổ";
	must_add(&s, &inject_collection, &bare);
	must_add(&s, &inject_recipient_collection, &words);
	struct lint_result result = check(&s);

	CHECK(said(&result, LINT_NO_OBJECTIVE, bare.head.id) == 1);
	CHECK(said(&result, LINT_NO_SENDER, bare.head.id) == 1);
	CHECK(said(&result, LINT_NO_MEANS, bare.head.id) == 1);
	CHECK(said(&result, LINT_NO_CONTROLLER, bare.head.id) == 1);
	CHECK(said(&result, LINT_NO_EVALUATOR, bare.head.id) == 1);
	CHECK(said(&result, LINT_NO_TIME, bare.head.id) == 1);
	CHECK(said(&result, LINT_NO_MARKING, bare.head.id) == 1);
	CHECK(said(&result, LINT_NO_TEXT, bare.head.id) == 0);
	CHECK(said(&result, LINT_NO_TEXT, named.head.id) == 1);
	CHECK(said(&result, LINT_NO_RECIPIENT, named.head.id) == 1);
	CHECK(said(&result, LINT_NO_START, named.head.id) == 1);
	CHECK(said(&result, LINT_NO_END, named.head.id) == 1);
	CHECK(said(&result, LINT_OBJECTIVE_UNUSED, s.objective.head.id) == 1);
	CHECK(stage_act(&s, &bare, "retire"));
	result = check(&s);
	CHECK(said(&result, LINT_NO_OBJECTIVE, bare.head.id) == 0);
	stage_tear_down(&s);
}

TEST(a_critical_action_needs_a_contingency_that_is_played)
{
	struct stage s = stage_set_up();
	struct inject action = add_sound(&s, "Sơ tán", INJECT_EXPECTED_ACTION, 10);
	struct inject rescue = add_sound(&s, "Giục", INJECT_CONTINGENCY, 20);

	action.is_critical = true;
	CHECK(stage_change(&s, &inject_collection, &action));
	struct lint_result result = check(&s);

	CHECK(said(&result, LINT_NO_CONTINGENCY, action.head.id) == 1);
	rescue.contingency_for_id = action.head.id;
	CHECK(stage_change(&s, &inject_collection, &rescue));
	result = check(&s);
	CHECK(said(&result, LINT_NO_CONTINGENCY, action.head.id) == 0);
	CHECK(stage_act(&s, &rescue, "retire"));
	result = check(&s);
	CHECK(said(&result, LINT_NO_CONTINGENCY, action.head.id) == 1);
	stage_tear_down(&s);
}

TEST(times_inside_a_thread_do_not_go_back_and_no_child_comes_before_its_parent)
{
	struct stage s = stage_set_up();
	struct storyline flood = { .exercise_id = s.exercise.head.id, .code = "LU",
				   .title = "Lũ" };
	struct inject first = add_sound(&s, "a", INJECT_CONTEXTUAL, 30);
	struct inject second = add_sound(&s, "b", INJECT_CONTEXTUAL, 20);
	struct inject_condition condition = { .inject_id = second.head.id,
		.parent_id = first.head.id, .kind = CONDITION_PARENT_DONE };
	struct lint_result result = check(&s);

	CHECK(said(&result, LINT_TIME_BACKWARDS, second.head.id) == 0);
	must_add(&s, &storyline_collection, &flood);
	first.storyline_id = second.storyline_id = flood.head.id;
	CHECK(stage_change(&s, &inject_collection, &first));
	CHECK(stage_change(&s, &inject_collection, &second));
	must_add(&s, &inject_condition_collection, &condition);
	result = check(&s);
	CHECK(said(&result, LINT_TIME_BACKWARDS, second.head.id) == 1);
	CHECK(said(&result, LINT_BEFORE_PARENT, second.head.id) == 1);
	stage_tear_down(&s);
}

TEST(a_cell_that_gets_more_than_the_script_allows_is_said_once_for_each_pile)
{
	struct stage s = stage_set_up();
	struct script limits = { .exercise_id = s.exercise.head.id, .load_most = { true, 2 },
				 .load_minutes = { true, 10 } };
	struct inject made[5];
	static const int64_t minutes[] = { 0, 5, 9, 30, 40 };

	must_add(&s, &script_collection, &limits);
	for (int i = 0; i < 5; i++)
		made[i] = add_sound(&s, "a", INJECT_CONTEXTUAL, minutes[i]);
	struct lint_result result = check(&s);

	CHECK(said(&result, LINT_OVERLOAD, made[2].head.id) == 1);
	CHECK(said(&result, LINT_OVERLOAD, made[1].head.id) == 0);
	CHECK(said(&result, LINT_OVERLOAD, made[4].head.id) == 0);
	stage_tear_down(&s);
}
