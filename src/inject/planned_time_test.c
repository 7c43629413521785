#include "inject/planned_time.h"

#include <stdio.h>
#include <string.h>

#include "tests/test.h"

#define MINUTES(n_) ((n_) * INT64_C(60000000))
#define HOURS(n_) MINUTES((n_) * 60)
#define DAYS(n_) HOURS((n_) * 24)

TEST(times_are_read_in_every_notation_that_scripts_are_written_in)
{
	static const struct {
		const char *text;
		enum written_time_kind kind;
		int64_t us;
	} cases[] = {
		{ "T+1:30", WRITTEN_RELATIVE, HOURS(1) + MINUTES(30) },
		{ "T + 1:30:00", WRITTEN_RELATIVE, HOURS(1) + MINUTES(30) },
		{ "T", WRITTEN_RELATIVE, 0 }, { "T-0:05", WRITTEN_RELATIVE, -MINUTES(5) },
		{ "STARTEX+15", WRITTEN_RELATIVE, MINUTES(15) },
		{ "STARTEX - 0:15", WRITTEN_RELATIVE, -MINUTES(15) },
		{ "+ 01:30:00", WRITTEN_RELATIVE, HOURS(1) + MINUTES(30) },
		{ "+ 1 02:00:00", WRITTEN_RELATIVE, DAYS(1) + HOURS(2) },
		{ "T+30 phút", WRITTEN_RELATIVE, MINUTES(30) },
		{ "J+1 H+2 M-5", WRITTEN_RELATIVE, DAYS(1) + HOURS(2) - MINUTES(5) },
		{ "D-1", WRITTEN_RELATIVE, -DAYS(1) }, { "H+36", WRITTEN_RELATIVE, HOURS(36) },
		{ "J 09h00", WRITTEN_OF_DAY, HOURS(9) },
		{ "J+1 J 9h30", WRITTEN_OF_DAY, DAYS(1) + HOURS(9) + MINUTES(30) },
		{ "90", WRITTEN_RELATIVE, MINUTES(90) }, { "0", WRITTEN_RELATIVE, 0 },
		{ "0600", WRITTEN_OF_DAY, HOURS(6) },
		{ "2359", WRITTEN_OF_DAY, DAYS(1) - MINUTES(1) },
		{ "9:00 AM", WRITTEN_OF_DAY, HOURS(9) }, { "9:00 pm", WRITTEN_OF_DAY, HOURS(21) },
		{ "12:15 AM", WRITTEN_OF_DAY, MINUTES(15) },
		{ "12:15 PM", WRITTEN_OF_DAY, HOURS(12) + MINUTES(15) },
		{ "9h30", WRITTEN_OF_DAY, HOURS(9) + MINUTES(30) },
		{ "9h", WRITTEN_OF_DAY, HOURS(9) }, { "9 giờ", WRITTEN_OF_DAY, HOURS(9) },
		{ "2 giờ 30 chiều", WRITTEN_OF_DAY, HOURS(14) + MINUTES(30) },
		{ "08:30:00.5", WRITTEN_OF_DAY, HOURS(8) + MINUTES(30) + 500000 },
		{ "0.4583", WRITTEN_OF_DAY, HOURS(10) + MINUTES(59) + 57000000 },
		{ "0.458333333333333", WRITTEN_OF_DAY, HOURS(11) },
		{ "41398.166666666664", WRITTEN_MOMENT, DAYS(15829) + HOURS(4) },
		{ "45000", WRITTEN_MOMENT, DAYS(19431) },
		{ "2013-05-04T04:00:00", WRITTEN_MOMENT, DAYS(15829) + HOURS(4) },
		{ "2013-05-04T04:00:00Z", WRITTEN_MOMENT, DAYS(15829) + HOURS(11) },
		{ "4/5/2013 4:00", WRITTEN_MOMENT, DAYS(15829) + HOURS(4) },
		{ "04/05/2013 4:00 PM", WRITTEN_MOMENT, DAYS(15829) + HOURS(16) },
		{ "8h30, 4/5/2013", WRITTEN_MOMENT, DAYS(15829) + HOURS(8) + MINUTES(30) },
		{ "4/5/2013", WRITTEN_MOMENT, DAYS(15829) },
		{ "040400MAY2013", WRITTEN_MOMENT, DAYS(15829) + HOURS(4) },
		{ "040400ZMAY13", WRITTEN_MOMENT, DAYS(15829) + HOURS(11) },
		{ "040400G MAY 13", WRITTEN_MOMENT, DAYS(15829) + HOURS(4) },
		{ "040400RMAY13", WRITTEN_MOMENT, DAYS(15829) + HOURS(16) },
	};
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct written_time time = { WRITTEN_RELATIVE, -1 };
		bool good = planned_time_read(arena, cases[i].text, &time) &&
			    time.kind == cases[i].kind && time.us == cases[i].us;

		if (!good)
			fprintf(stderr, "%s: kind %d, %lld\n", cases[i].text, (int)time.kind,
				(long long)time.us);
		CHECK(good);
	}
	arena_destroy(&arena);
}

TEST(what_is_no_time_is_refused)
{
	static const char *const cases[] = {
		"", " ", "soon", "9:60", "25:00", "2460", "13:00 AM", "T+", "T++1", "J+", "J",
		"x 9:00", "31/02/2025", "310212FOO2011", "320912AUG2011", "212512AUG2011",
		"9:00 9:00",
		"1234567890123", "T+99999999999", "J+999999999", "9:", "1.2.3", "\xff\xfe",
		"111111111111111111111111111111111111111111111111111111111111111111111111111",
	};
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct written_time time;

		if (planned_time_read(arena, cases[i], &time))
			fprintf(stderr, "taken: %s\n", cases[i]);
		CHECK(!planned_time_read(arena, cases[i], &time));
	}
	arena_destroy(&arena);
}

TEST(a_time_that_is_written_reads_back_to_the_microsecond)
{
	static const int64_t times[] = {
		0, 1, -1, MINUTES(90), -MINUTES(5), DAYS(12) + 999999, -DAYS(3660), DAYS(3660),
	};
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		const char *text = planned_time_write(arena, (struct exercise_time){ times[i] });
		struct written_time time = { WRITTEN_MOMENT, 7 };

		CHECK(planned_time_read(arena, text, &time));
		CHECK(time.kind == WRITTEN_RELATIVE && time.us == times[i]);
	}
	CHECK_TEXT(planned_time_write(arena, (struct exercise_time){ MINUTES(90) }), "T+1:30:00");
	arena_destroy(&arena);
}

TEST(hours_of_the_day_and_moments_count_from_t)
{
	const int64_t t = DAYS(15829) + HOURS(7);	/* 2013-05-04 07:00 at the place */

	CHECK(planned_time_from((struct written_time){ WRITTEN_OF_DAY, HOURS(9) }, t).us ==
	      HOURS(2));
	CHECK(planned_time_from((struct written_time){ WRITTEN_OF_DAY, HOURS(6) }, t).us ==
	      -HOURS(1));
	CHECK(planned_time_from((struct written_time){ WRITTEN_MOMENT, DAYS(15830) }, t).us ==
	      HOURS(17));
	CHECK(planned_time_from((struct written_time){ WRITTEN_RELATIVE, 5 }, t).us == 5);
	CHECK(planned_local_us((struct instant){ DAYS(15829) }) == t);
}
