#include "conduct/test_fixture.h"

static bool act_on(struct stage *s, struct id inject_id, enum inject_act act, int64_t by_minutes,
		   const char *words)
{
	const struct inject_order order = { .act = act, .by_us = by_minutes * MINUTE,
		.version = stage_find(s, inject_id)->head.version, .reason = words,
		.outcome = words };

	act_as(s, s->controller);
	return act_on_inject(s->o.journal, inject_id, &order, &s->moment, &s->o.fault);
}

static struct stage running(void)
{
	struct stage s = stage_open();

	must(stage_act(&s, RUN_ACT_START, "x") != NULL, "the run starts");
	return s;
}

TEST(two_controllers_release_one_inject_and_one_of_them_is_told)
{
	struct stage s = running();
	struct id inject = stage_inject(&s, RUN_RESERVE, 0, "SCH");
	const struct inject_order order = { .act = INJECT_RELEASE, .version = 1 };

	act_as(&s, s.controller);
	CHECK(act_on_inject(s.o.journal, inject, &order, &s.moment, &s.o.fault));
	act_as(&s, s.director);
	CHECK(!act_on_inject(s.o.journal, inject, &order, &s.moment, &s.o.fault));
	CHECK(stage_fault(&s) == FAULT_STALE);
	CHECK(id_equal(stage_find(&s, inject)->released_by, s.controller));
	CHECK(!act_on(&s, inject, INJECT_RELEASE, 0, NULL));
	CHECK(stage_fault(&s) == FAULT_WRONG_STATE);
	stage_close(&s);
}

TEST(a_skip_needs_its_reason_and_a_delay_its_length)
{
	struct stage s = running();
	struct id inject = stage_inject(&s, RUN_AUTOMATIC, 10, "SCH");

	CHECK(!act_on(&s, inject, INJECT_SKIP, 0, NULL));
	CHECK(office_problem(&s.o, "/reason") == PROBLEM_REQUIRED);
	CHECK(!act_on(&s, inject, INJECT_DELAY, 0, "x"));
	CHECK(office_problem(&s.o, "/by_us") == PROBLEM_REQUIRED);
	CHECK(act_on(&s, inject, INJECT_DELAY, 5, "Khung tập chậm"));
	stage_wait(&s, 14);
	CHECK(stage_tick(&s) && stage_find(&s, inject)->state == RUN_WAITING);
	CHECK(act_on(&s, inject, INJECT_SKIP, 0, "Đã diễn ra"));
	stage_wait(&s, 20);
	CHECK(stage_tick(&s) && stage_find(&s, inject)->state == RUN_SKIPPED);
	stage_close(&s);
}

TEST(what_was_due_comes_before_what_a_controller_does_to_it)
{
	struct stage s = running();
	struct id inject = stage_inject(&s, RUN_AUTOMATIC, 10, "SCH");
	const struct inject_order skip = { .act = INJECT_SKIP, .version = 1, .reason = "x" };

	stage_wait(&s, 11);	/* the clock has not looked yet */
	CHECK(!act_on_inject(s.o.journal, inject, &skip, &s.moment, &s.o.fault));
	CHECK(stage_fault(&s) == FAULT_STALE);
	CHECK(stage_find(&s, inject)->state == RUN_RELEASED);
	stage_close(&s);
}

TEST(a_held_inject_waits_until_it_is_let_go)
{
	struct stage s = running();
	struct id inject = stage_inject(&s, RUN_AUTOMATIC, 10, "SCH");

	CHECK(act_on(&s, inject, INJECT_HOLD, 0, "Chờ"));
	CHECK(!act_on(&s, inject, INJECT_HOLD, 0, "Chờ"));
	CHECK(stage_fault(&s) == FAULT_WRONG_STATE);
	stage_wait(&s, 20);
	CHECK(stage_tick(&s) && stage_find(&s, inject)->state == RUN_WAITING);
	CHECK(act_on(&s, inject, INJECT_LET_GO, 0, NULL));
	CHECK(stage_find(&s, inject)->released_time.time.us == 20 * MINUTE);
	stage_close(&s);
}

static void add_condition(struct stage *s, struct id inject, struct id parent,
			  enum run_condition_kind kind, int64_t within, const char *outcome)
{
	struct run_condition condition = { .run_inject_id = inject, .parent_id = parent,
		.kind = kind, .within_us = within * MINUTE, .outcome = outcome };

	must(collection_add(s->o.journal, &run_condition_collection, &condition, &s->o.fault),
	     "the condition is added");
}

TEST(an_outcome_brings_the_inject_that_waits_for_it)
{
	struct stage s = running();
	struct id parent = stage_inject(&s, RUN_MANUAL, 0, "SCH");
	struct id good = stage_inject(&s, RUN_CONDITION, 0, "SCH");
	struct id bad = stage_inject(&s, RUN_CONDITION, 0, "SCH");

	add_condition(&s, good, parent, RUN_PARENT_OUTCOME, 0, "kịp thời");
	add_condition(&s, bad, parent, RUN_PARENT_OUTCOME, 0, "chậm");
	CHECK(act_on(&s, parent, INJECT_RELEASE, 0, NULL));
	CHECK(act_on(&s, parent, INJECT_OUTCOME, 0, "chậm"));
	CHECK(stage_find(&s, bad)->state == RUN_RELEASED);
	CHECK(stage_find(&s, good)->state == RUN_WAITING);
	stage_close(&s);
}

static enum run_inject_state reminder_after(bool answers)
{
	struct stage s = running();
	struct id parent = stage_inject(&s, RUN_AUTOMATIC, 5, "SCH");
	struct id reminder = stage_inject(&s, RUN_CONDITION, 0, "SCH");

	add_condition(&s, reminder, parent, RUN_PARENT_NOT_ANSWERED, 15, NULL);
	stage_wait(&s, 10);
	CHECK(stage_tick(&s));
	act_as(&s, s.player);
	if (answers)
		CHECK(act_on_recipient(s.o.journal, stage_received(&s, parent, s.cell)->head.id,
				       RECEPTION_ANSWERED, "Đã di dời 12 hộ", &s.moment,
				       &s.o.fault) != NULL);
	stage_wait(&s, 20);
	CHECK(stage_tick(&s));
	enum run_inject_state state = stage_find(&s, reminder)->state;

	stage_close(&s);
	return state;
}

TEST(silence_brings_the_contingency)
{
	CHECK(reminder_after(false) == RUN_RELEASED);
}

TEST(an_answer_in_time_stops_the_contingency)
{
	CHECK(reminder_after(true) == RUN_WAITING);
}

TEST(an_expected_action_reaches_nobody)
{
	struct stage s = running();
	struct run_inject action = { .run_id = s.run_id, .release = RUN_AUTOMATIC,
		.kind = RUN_EXPECTED_ACTION, .title = "Sở chỉ huy họp", .recipients = "SCH",
		.planned_time = { true, { MINUTE } } };

	CHECK(collection_add(s.o.journal, &run_inject_collection, &action, &s.o.fault));
	stage_wait(&s, 2);
	CHECK(stage_tick(&s));
	CHECK(stage_find(&s, action.head.id)->state == RUN_RELEASED);
	CHECK(stage_received(&s, action.head.id, s.cell) == NULL);
	stage_close(&s);
}

TEST(a_released_inject_and_one_to_nobody_known_are_refused)
{
	struct stage s = running();
	struct run_inject lost = { .run_id = s.run_id, .release = RUN_MANUAL, .title = "x",
				   .kind = RUN_INJECT, .recipients = "SCH KHONG_CO" };
	struct id inject = stage_inject(&s, RUN_MANUAL, 0, "SCH");

	CHECK(!collection_add(s.o.journal, &run_inject_collection, &lost, &s.o.fault));
	CHECK(office_problem(&s.o, "/recipients") == PROBLEM_NO_SUCH_RECORD);
	CHECK(act_on(&s, inject, INJECT_RELEASE, 0, NULL));
	struct run_inject *released = stage_find(&s, inject);

	released->title = "Khác";
	CHECK(!collection_change(s.o.journal, &run_inject_collection, released, &s.o.fault));
	CHECK(stage_fault(&s) == FAULT_INVALID);
	stage_close(&s);
}
