#include "unit/period.h"

#include <string.h>

#include "base/must.h"
#include "tests/test.h"

#define DAY(year_, month_, day_) (struct date){ year_, month_, day_ }

/* Every period of a few days, with open sides: enough for each order of four ends. */
static struct period example(int number)
{
	static const struct date days[] = {
		{ 0 }, { 2024, 12, 31 }, { 2025, 1, 1 }, { 2025, 6, 30 }, { 2025, 7, 1 },
	};

	must(number >= 0 && number < 25, "one of the examples");
	return (struct period){ days[number / 5], days[number % 5] };
}

static bool is_in(struct period period, struct date day)
{
	return date_compare(period.first, day) <= 0 &&
	       (!date_is_known(period.end) || date_compare(day, period.end) < 0);
}

TEST(a_day_lies_in_what_two_periods_share_if_it_lies_in_both)
{
	for (int i = 0; i < 25; i++) {
		for (int k = 0; k < 25; k++) {
			struct period a = example(i), b = example(k), both = period_common(a, b);

			for (struct date day = DAY(2024, 12, 30); date_compare(day,
			     DAY(2025, 7, 3)) < 0; day = date_add_days(day, 1))
				CHECK(is_in(both, day) == (is_in(a, day) && is_in(b, day)));
		}
	}
}

TEST(what_two_periods_share_does_not_depend_on_their_order)
{
	for (int i = 0; i < 25; i++) {
		for (int k = 0; k < 25; k++) {
			struct period one = period_common(example(i), example(k));
			struct period other = period_common(example(k), example(i));

			CHECK(date_compare(one.first, other.first) == 0);
			CHECK(date_compare(one.end, other.end) == 0);
		}
	}
}

TEST(a_period_is_empty_if_it_ends_on_or_before_its_first_day)
{
	CHECK(period_is_empty((struct period){ DAY(2025, 7, 1), DAY(2025, 7, 1) }));
	CHECK(period_is_empty((struct period){ DAY(2025, 7, 2), DAY(2025, 7, 1) }));
	CHECK(!period_is_empty((struct period){ DAY(2025, 6, 30), DAY(2025, 7, 1) }));
	/* an open side holds days without end */
	CHECK(!period_is_empty((struct period){ DATE_NONE, DAY(2025, 7, 1) }));
	CHECK(!period_is_empty((struct period){ DAY(2025, 7, 1), DATE_NONE }));
	CHECK(!period_is_empty((struct period){ DATE_NONE, DATE_NONE }));
}

TEST(a_period_contains_itself_and_what_lies_within_its_open_sides)
{
	const struct period always = { DATE_NONE, DATE_NONE };
	const struct period half = { DAY(2025, 1, 1), DAY(2025, 7, 1) };

	for (int i = 0; i < 25; i++) {
		CHECK(period_contains(example(i), example(i)));
		CHECK(period_contains(always, example(i)));
	}
	CHECK(period_contains(half, (struct period){ DAY(2025, 6, 30), DAY(2025, 7, 1) }));
	/* an open side reaches beyond any known day */
	CHECK(!period_contains(half, (struct period){ DAY(2025, 6, 30), DATE_NONE }));
	CHECK(!period_contains(half, (struct period){ DATE_NONE, DAY(2025, 7, 1) }));
	CHECK(!period_contains(half, always));
}

TEST(a_period_is_written_as_people_read_days)
{
	struct arena *arena = arena_create();
	struct period half = { DAY(2025, 1, 2), DAY(2025, 7, 1) };

	CHECK_TEXT(period_text(arena, half), "02/01/2025 – 01/07/2025");
	half.end = DATE_NONE;
	CHECK_TEXT(period_of(arena, "Xã Ea Na", half), "Xã Ea Na (02/01/2025 – …)");
	CHECK_TEXT(period_text(arena, (struct period){ DATE_NONE, DATE_NONE }), "… – …");
	arena_destroy(&arena);
}
