#include "conduct/machine.h"

#include <string.h>

#include "tests/test.h"

#define MINUTE INT64_C(60000000)

static struct exercise_time minutes(int64_t count)
{
	return (struct exercise_time){ count * MINUTE };
}

static struct machine_inject timed(int64_t planned_minutes)
{
	return (struct machine_inject){ .release = MACHINE_AUTOMATIC, .has_time = true,
					.planned = minutes(planned_minutes) };
}

static struct machine_inject after(const struct machine_condition *condition)
{
	return (struct machine_inject){ .release = MACHINE_CONDITION, .conditions = condition,
					.condition_count = 1 };
}

/* What was released, as "place@minute " in order. */
static void note_release(void *context, size_t inject, struct exercise_time at)
{
	char *text = context;
	size_t length = strlen(text);

	snprintf(text + length, 200 - length, "%zu@%lld ", inject, (long long)(at.us / MINUTE));
}

static const char *advance(struct machine *machine, int64_t to)
{
	static char text[200];

	text[0] = '\0';
	machine_advance(machine, minutes(to), note_release, text);
	return text;
}

TEST(timed_injects_are_released_in_their_order_and_once)
{
	struct machine_inject injects[] = { timed(20), timed(10), timed(20) };
	struct machine machine = { injects, 3, { 0 } };

	injects[2].position = -1;
	CHECK_TEXT(advance(&machine, 9), "");
	CHECK_TEXT(advance(&machine, 20), "1@10 2@20 0@20 ");
	CHECK_TEXT(advance(&machine, 500), "");
}

TEST(what_was_planned_before_the_start_comes_with_the_start)
{
	struct machine_inject injects[] = { timed(-30) };
	struct machine machine = { injects, 1, minutes(5) };

	CHECK_TEXT(advance(&machine, 4), "");
	CHECK_TEXT(advance(&machine, 5), "0@5 ");
}

TEST(an_inject_without_a_time_and_a_manual_one_wait_for_a_person)
{
	struct machine_inject injects[] = { { .release = MACHINE_AUTOMATIC }, timed(10),
					    { .release = MACHINE_RESERVE } };
	struct machine machine = { injects, 3, { 0 } };
	struct exercise_time due;

	injects[1].release = MACHINE_MANUAL;
	CHECK(!machine_next_due(&machine, &due));
	CHECK_TEXT(advance(&machine, 100), "");
	CHECK(machine_release(&machine, 1, minutes(101)));
	CHECK(machine_release(&machine, 2, minutes(102)));
	CHECK(!machine_release(&machine, 2, minutes(103)));
	CHECK(injects[2].released.at.us == minutes(102).us);
}

TEST(a_skipped_inject_is_never_released)
{
	struct machine_inject injects[] = { timed(10) };
	struct machine machine = { injects, 1, { 0 } };

	CHECK(machine_skip(&machine, 0));
	CHECK_TEXT(advance(&machine, 100), "");
	CHECK(!machine_release(&machine, 0, minutes(100)));
	CHECK(!machine_delay(&machine, 0, MINUTE, minutes(100)));
}

TEST(a_delay_moves_the_moment)
{
	struct machine_inject injects[] = { timed(10) };
	struct machine machine = { injects, 1, { 0 } };

	CHECK(machine_delay(&machine, 0, 5 * MINUTE, minutes(2)));
	CHECK_TEXT(advance(&machine, 14), "");
	CHECK_TEXT(advance(&machine, 16), "0@15 ");
}

TEST(who_brings_an_inject_forward_cannot_release_it_in_the_past)
{
	struct machine_inject injects[] = { timed(60) };
	struct machine machine = { injects, 1, { 0 } };

	CHECK_TEXT(advance(&machine, 30), "");
	CHECK(machine_delay(&machine, 0, -50 * MINUTE, minutes(30)));
	CHECK_TEXT(advance(&machine, 31), "0@30 ");
}

TEST(a_held_inject_waits_and_comes_when_the_hold_ends)
{
	struct machine_inject injects[] = { timed(10) };
	struct machine machine = { injects, 1, { 0 } };

	CHECK(machine_hold(&machine, 0, true, minutes(5)));
	CHECK(!machine_hold(&machine, 0, true, minutes(6)));
	CHECK_TEXT(advance(&machine, 40), "");
	CHECK(machine_hold(&machine, 0, false, minutes(40)));
	CHECK_TEXT(advance(&machine, 41), "0@40 ");
}

TEST(a_condition_follows_the_answer_to_its_parent)
{
	const struct machine_condition answered = { 0, MACHINE_ANSWERED, 0, 0 };
	struct machine_inject injects[] = { timed(10), after(&answered) };
	struct machine machine = { injects, 2, { 0 } };

	injects[1].delay_us = 3 * MINUTE;
	CHECK_TEXT(advance(&machine, 20), "0@10 ");
	CHECK(machine_answered(&machine, 0, minutes(20)));
	CHECK(!machine_answered(&machine, 0, minutes(21)));
	CHECK_TEXT(advance(&machine, 30), "1@23 ");
}

TEST(not_answered_within_a_time_counts_exercise_time_from_the_release)
{
	const struct machine_condition silence = { 0, MACHINE_NOT_ANSWERED, 15 * MINUTE, 0 };
	struct machine_inject injects[] = { timed(10), after(&silence) };
	struct machine machine = { injects, 2, { 0 } };
	struct exercise_time due;

	CHECK_TEXT(advance(&machine, 24), "0@10 ");
	CHECK(machine_next_due(&machine, &due) && due.us == minutes(25).us);
	CHECK_TEXT(advance(&machine, 90), "1@25 ");
}

TEST(an_answer_in_time_stops_the_reminder)
{
	const struct machine_condition silence = { 0, MACHINE_NOT_ANSWERED, 15 * MINUTE, 0 };
	struct machine_inject injects[] = { timed(10), after(&silence) };
	struct machine machine = { injects, 2, { 0 } };

	CHECK_TEXT(advance(&machine, 24), "0@10 ");
	CHECK(machine_answered(&machine, 0, minutes(24)));
	CHECK_TEXT(advance(&machine, 90), "");
}

TEST(all_conditions_or_any_of_them)
{
	const struct machine_condition two[] = { { 0, MACHINE_DONE, 0, 0 },
						 { 1, MACHINE_OUTCOME, 0, 7 } };
	struct machine_inject injects[] = { timed(1), timed(2),
		{ .release = MACHINE_CONDITION, .conditions = two, .condition_count = 2 },
		{ .release = MACHINE_CONDITION, .conditions = two, .condition_count = 2,
		  .any_suffices = true } };
	struct machine machine = { injects, 4, { 0 } };

	CHECK_TEXT(advance(&machine, 5), "0@1 1@2 ");
	CHECK(machine_done(&machine, 0, minutes(5)));
	CHECK_TEXT(advance(&machine, 6), "3@5 ");
	CHECK(machine_set_outcome(&machine, 1, 3, minutes(7)));
	CHECK_TEXT(advance(&machine, 8), "");
	CHECK(machine_set_outcome(&machine, 1, 7, minutes(9)));
	CHECK_TEXT(advance(&machine, 9), "2@9 ");
}

TEST(a_condition_on_a_skipped_inject_never_comes_by_itself)
{
	const struct machine_condition silence = { 0, MACHINE_NOT_ANSWERED, MINUTE, 0 };
	struct machine_inject injects[] = { timed(10), after(&silence) };
	struct machine machine = { injects, 2, { 0 } };

	CHECK(machine_skip(&machine, 0));
	CHECK_TEXT(advance(&machine, 100), "");
	CHECK(machine_release(&machine, 1, minutes(100)));
}

TEST(a_recipient_goes_forward_and_mends_an_answer_only)
{
	CHECK(reception_may_step(RECEPTION_RELEASED, RECEPTION_ANSWERED));
	CHECK(reception_may_step(RECEPTION_ANSWERED, RECEPTION_ANSWERED));
	CHECK(!reception_may_step(RECEPTION_ANSWERED, RECEPTION_OPENED));
	CHECK(!reception_may_step(RECEPTION_OPENED, RECEPTION_OPENED));
	CHECK(!reception_may_step(RECEPTION_CLOSED, RECEPTION_ANSWERED));
	CHECK(!reception_may_step(RECEPTION_UNKNOWN, RECEPTION_OPENED));
}
