#include "conduct/test_fixture.h"

TEST(a_run_starts_when_all_cells_reported_or_with_a_reason)
{
	struct stage s = stage_open();

	CHECK(stage_act(&s, RUN_ACT_START, NULL) == NULL);
	CHECK(stage_fault(&s) == FAULT_INVALID);
	act_as(&s, s.player);
	CHECK(act_check(s.o.journal, s.cell, &s.moment, &s.o.fault) != NULL);
	CHECK(act_check(s.o.journal, s.other_cell, &s.moment, &s.o.fault) == NULL);
	CHECK(stage_fault(&s) == FAULT_FORBIDDEN);
	const struct run *run = stage_act(&s, RUN_ACT_START, "Trạm y tế báo qua điện thoại");

	CHECK(run != NULL && run->state == RUN_RUNNING && run->segments == 1);
	CHECK_TEXT(run->unchecked_reason, "Trạm y tế báo qua điện thoại");
	stage_close(&s);
}

TEST(an_inject_comes_at_its_time_to_its_cells_and_to_no_other)
{
	struct stage s = stage_open();
	struct id inject = stage_inject(&s, RUN_AUTOMATIC, 10, "SCH");

	CHECK(stage_act(&s, RUN_ACT_START, "x") != NULL);
	stage_wait(&s, 9);
	CHECK(stage_tick(&s) && stage_received(&s, inject, s.cell) == NULL);
	stage_wait(&s, 2);
	CHECK(stage_tick(&s));
	const struct run_recipient *received = stage_received(&s, inject, s.cell);

	CHECK(received != NULL && received->released_time.time.us == 10 * MINUTE);
	CHECK(received != NULL && received->position == 1);
	CHECK(received != NULL && id_equal(received->head.scope_id, s.cell));
	CHECK(stage_received(&s, inject, s.other_cell) == NULL);
	CHECK(stage_find(&s, inject)->late_us.value == MINUTE);
	CHECK(id_is_none(stage_find(&s, inject)->released_by));
	CHECK(stage_tick(&s));
	stage_close(&s);
}

TEST(a_pause_stops_the_clock_and_nothing_comes_until_it_goes_on)
{
	struct stage s = stage_open();
	struct id inject = stage_inject(&s, RUN_AUTOMATIC, 10, "SCH YTE");

	CHECK(stage_act(&s, RUN_ACT_START, "x") != NULL);
	stage_wait(&s, 5);
	CHECK(stage_act(&s, RUN_ACT_PAUSE, "Việc thật") != NULL);
	CHECK(stage_act(&s, RUN_ACT_PAUSE, NULL) == NULL);
	CHECK(stage_fault(&s) == FAULT_WRONG_STATE);
	stage_wait(&s, 60);
	CHECK(stage_tick(&s) && stage_find(&s, inject)->state == RUN_WAITING);
	const struct run *run = stage_act(&s, RUN_ACT_RESUME, NULL);

	CHECK(run != NULL && run->anchor_time.time.us == 5 * MINUTE);
	stage_wait(&s, 5);
	CHECK(stage_tick(&s) && stage_find(&s, inject)->state == RUN_RELEASED);
	CHECK(stage_received(&s, inject, s.other_cell) != NULL);
	stage_close(&s);
}

TEST(a_jump_releases_what_lies_between_and_never_goes_back)
{
	struct stage s = stage_open();
	struct id first = stage_inject(&s, RUN_AUTOMATIC, 10, "SCH");
	struct id second = stage_inject(&s, RUN_AUTOMATIC, 40, "SCH");
	struct run_order jump = { .act = RUN_ACT_JUMP, .to = { 30 * MINUTE } };

	CHECK(stage_act(&s, RUN_ACT_START, "x") != NULL);
	CHECK(act_on_run(s.o.journal, s.run_id, &jump, &s.moment, &s.o.fault) != NULL);
	CHECK(stage_find(&s, first)->released_time.time.us == 10 * MINUTE);
	CHECK(stage_find(&s, first)->late_us.value == 0);
	CHECK(stage_find(&s, second)->state == RUN_WAITING);
	jump.to.us = 29 * MINUTE;
	CHECK(act_on_run(s.o.journal, s.run_id, &jump, &s.moment, &s.o.fault) == NULL);
	CHECK(stage_fault(&s) == FAULT_INVALID);
	stage_close(&s);
}

TEST(at_sixty_times_the_speed_a_minute_is_an_hour)
{
	struct stage s = stage_open();
	struct id inject = stage_inject(&s, RUN_AUTOMATIC, 60, "SCH");
	struct run_order speed = { .act = RUN_ACT_SPEED, .speed = 60 * SPEED_REAL };

	CHECK(stage_act(&s, RUN_ACT_START, "x") != NULL);
	CHECK(act_on_run(s.o.journal, s.run_id, &speed, &s.moment, &s.o.fault) != NULL);
	const struct live *live = live_read(s.o.store, s.o.arena, s.run_id, &s.o.fault);

	CHECK(live != NULL && live_next_due(live) == s.moment.boot_us + MINUTE);
	stage_wait(&s, 1);
	CHECK(stage_tick(&s) && stage_find(&s, inject)->state == RUN_RELEASED);
	speed.speed = SPEED_MOST + 1;
	CHECK(act_on_run(s.o.journal, s.run_id, &speed, &s.moment, &s.o.fault) == NULL);
	CHECK(stage_fault(&s) == FAULT_INVALID);
	stage_close(&s);
}

TEST(a_step_of_the_wall_clock_moves_nothing)
{
	struct stage s = stage_open();
	struct id inject = stage_inject(&s, RUN_AUTOMATIC, 10, "SCH");
	const struct run *run = stage_act(&s, RUN_ACT_START, "x");

	CHECK(run != NULL);
	stage_wait(&s, 9);
	s.moment.at.us += 60 * MINUTE;
	CHECK(stage_tick(&s) && stage_find(&s, inject)->state == RUN_WAITING);
	stage_wait(&s, 1);
	CHECK(stage_tick(&s));
	CHECK(stage_find(&s, inject)->released_at.us == run->started_at.us + 10 * MINUTE);
	stage_close(&s);
}

/* The exercise time, in minutes, at which it goes on after an outage of half an hour. */
static int64_t continue_at(bool from_now)
{
	struct stage s = stage_open();
	const struct run_order order = { .act = RUN_ACT_CONTINUE, .from_now = from_now };

	CHECK(stage_act(&s, RUN_ACT_START, "x") != NULL);
	stage_wait(&s, 20);
	struct instant crash = s.moment.at;

	s.moment = (struct moment){ 5, "another", { crash.us + 30 * MINUTE } };
	CHECK(act_interrupt(s.o.journal, s.run_id, crash, &s.moment, &s.o.fault));
	CHECK(stage_act(&s, RUN_ACT_RESUME, NULL) == NULL);
	CHECK(stage_fault(&s) == FAULT_WRONG_STATE);
	const struct run *run = act_on_run(s.o.journal, s.run_id, &order, &s.moment, &s.o.fault);
	int64_t minutes = run == NULL ? -1 : run->anchor_time.time.us / MINUTE;

	CHECK(run != NULL && run->state == RUN_RUNNING && run->segments == 3);
	stage_close(&s);
	return minutes;
}

TEST(after_a_new_start_of_the_machine_the_run_may_go_on_from_the_crash)
{
	CHECK(continue_at(false) == 20);
}

TEST(after_a_new_start_of_the_machine_the_outage_may_be_counted)
{
	CHECK(continue_at(true) == 50);
}

TEST(everyone_in_the_run_may_stop_it_and_it_is_in_the_register)
{
	struct stage s = stage_open();
	struct safety safety = { "Một người trượt ngã", INCIDENT_PERSON, SEVERITY_SLIGHT };
	int64_t lines;

	CHECK(stage_act(&s, RUN_ACT_START, "x") != NULL);
	act_as(&s, s.player);
	const struct run *run = act_stop(s.o.journal, s.run_id, &safety, &s.moment, &s.o.fault);

	CHECK(run != NULL && run->state == RUN_PAUSED);
	CHECK(store_integer(s.o.store, "SELECT COUNT(*) FROM incident", NO_BINDS, &lines,
			    &s.o.fault) && lines == 1);
	CHECK(store_integer(s.o.store, "SELECT COUNT(*) FROM run_log WHERE kind = 'safety'",
			    NO_BINDS, &lines, &s.o.fault) && lines == 1);
	stage_close(&s);
}

TEST(a_run_that_ended_takes_nothing_more)
{
	struct stage s = stage_open();
	struct id inject = stage_inject(&s, RUN_RESERVE, 0, "SCH");
	struct inject_order order = { .act = INJECT_RELEASE, .version = 1 };

	CHECK(stage_act(&s, RUN_ACT_START, "x") != NULL);
	CHECK(stage_act(&s, RUN_ACT_END, NULL) == NULL);
	CHECK(stage_fault(&s) == FAULT_INVALID);
	CHECK(stage_act(&s, RUN_ACT_END, "Đạt mục tiêu") != NULL);
	CHECK(!act_on_inject(s.o.journal, inject, &order, &s.moment, &s.o.fault));
	CHECK(stage_fault(&s) == FAULT_WRONG_STATE);
	CHECK(stage_act(&s, RUN_ACT_START, "x") == NULL);
	CHECK(stage_fault(&s) == FAULT_WRONG_STATE);
	stage_close(&s);
}
