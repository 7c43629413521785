#include "conduct/exercise_clock.h"

#include "tests/test.h"

/* A generator with a seed of its own: a failure can be played again. */
static uint64_t next_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *state >> 33;
}

static struct exercise_clock a_clock(int64_t speed)
{
	return (struct exercise_clock){ .speed = speed, .real_us = 1000 };
}

TEST(a_clock_that_stands_shows_the_same_time_for_ever)
{
	struct exercise_clock clock = a_clock(SPEED_REAL);

	clock.at.us = -5;
	CHECK(clock_read(&clock, 1000).us == -5);
	CHECK(clock_read(&clock, 9999999).us == -5);
	CHECK(clock_real(&clock, (struct exercise_time){ 0 }) == INT64_MAX);
}

TEST(a_running_clock_keeps_the_microsecond)
{
	struct exercise_clock clock = a_clock(SPEED_REAL);

	clock_start(&clock, 1000);
	CHECK(clock_read(&clock, 1001).us == 1);
	CHECK(clock_read(&clock, 999).us == 0);
	CHECK(clock_real(&clock, (struct exercise_time){ 7 }) == 1007);
}

TEST(a_pause_adds_nothing)
{
	struct exercise_clock clock = a_clock(SPEED_REAL);

	clock_start(&clock, 1000);
	clock_stop(&clock, 1500);
	CHECK(clock_read(&clock, 5000).us == 500);
	clock_start(&clock, 900000);
	CHECK(clock_read(&clock, 900001).us == 501);
}

TEST(a_jump_moves_the_time_and_the_clock_goes_on_from_there)
{
	struct exercise_clock clock = a_clock(SPEED_REAL);

	clock_start(&clock, 1000);
	clock_jump(&clock, 1100, (struct exercise_time){ 5000 });
	CHECK(clock_read(&clock, 1100).us == 5000);
	CHECK(clock_read(&clock, 1200).us == 5100);
	CHECK(clock_real(&clock, (struct exercise_time){ 4000 }) == 1100);
}

TEST(speeds_from_a_tenth_to_six_hundred)
{
	struct exercise_clock fast = a_clock(SPEED_MOST), slow = a_clock(SPEED_LEAST);

	clock_start(&fast, 0);
	clock_start(&slow, 0);
	CHECK(clock_read(&fast, INT64_C(60000000)).us == INT64_C(36000000000));
	CHECK(clock_read(&slow, 100).us == 10);
	CHECK(clock_takes_speed(SPEED_LEAST) && clock_takes_speed(SPEED_MOST));
	CHECK(!clock_takes_speed(SPEED_LEAST - 1) && !clock_takes_speed(SPEED_MOST + 1));
}

TEST(a_change_of_speed_does_not_move_the_present)
{
	struct exercise_clock clock = a_clock(SPEED_REAL);

	clock_start(&clock, 1000);
	clock_set_speed(&clock, 2000, 60 * SPEED_REAL);
	CHECK(clock_read(&clock, 2000).us == 1000);
	CHECK(clock_read(&clock, 2010).us == 1600);
}

/* At the moment that clock_real names, the clock shows the time; a microsecond
   before it does not.  And it never goes back, whatever is done to it. */
TEST(real_and_exercise_time_agree_for_any_clock)
{
	uint64_t random = 20260301;

	for (int round = 0; round < 20000; round++) {
		struct exercise_clock clock = { .real_us = (int64_t)next_random(&random),
			.speed = SPEED_LEAST + (int64_t)(next_random(&random) %
							 (SPEED_MOST - SPEED_LEAST + 1)),
			.at = { (int64_t)next_random(&random) - INT64_C(1000000000) } };

		clock_start(&clock, clock.real_us);
		struct exercise_time wanted = { clock.at.us + 1 +
						(int64_t)next_random(&random) };
		int64_t real = clock_real(&clock, wanted);

		CHECK(clock_read(&clock, real).us >= wanted.us);
		CHECK(clock_read(&clock, real - 1).us < wanted.us);
		struct exercise_time before = clock_read(&clock, real);

		clock_set_speed(&clock, real, SPEED_REAL);
		clock_stop(&clock, real + 5);
		CHECK(clock_read(&clock, real + 9).us == before.us + 5);
	}
}
