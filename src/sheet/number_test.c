#include "sheet/number.h"

#include "tests/test.h"

#define DAY { NUMBER_DAY, 0 }
#define TIME { NUMBER_TIME, 0 }
#define MOMENT { NUMBER_MOMENT, 0 }
#define PLAIN { NUMBER_PLAIN, 0 }

struct number_case {
	const char *raw;
	struct number_format format;
	bool from_1904;
	const char *expected;
};

static void check_numbers(const struct number_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		CHECK_TEXT(number_text(test_arena(), cases[i].raw, cases[i].format,
				       cases[i].from_1904), cases[i].expected);
}
#define CHECK_NUMBERS(cases_) check_numbers(cases_, sizeof(cases_) / sizeof(cases_[0]))

TEST(a_plain_number_keeps_what_it_says_and_loses_the_noise_of_binary)
{
	static const struct number_case cases[] = {
		{ "42", PLAIN, false, "42" },
		{ "42.0", PLAIN, false, "42" },
		{ "1E3", PLAIN, false, "1000" },
		{ "-7", PLAIN, false, "-7" },
		{ "0", PLAIN, false, "0" },
		/* a formula may leave a zero with a sign; nobody types one */
		{ "-0", PLAIN, false, "0" },
		/* a spreadsheet stores 17 digits of a number that was typed with one */
		{ "0.10000000000000001", PLAIN, false, "0.1" },
		{ "8.3000000000000007", PLAIN, false, "8.3" },
		/* codes of units are whole up to fifteen digits */
		{ "999999999999999", PLAIN, false, "999999999999999" },
	};

	CHECK_NUMBERS(cases);
}

TEST(what_is_no_number_stays_as_it_is)
{
	static const struct number_case cases[] = {
		{ "", PLAIN, false, "" },
		{ "12a", PLAIN, false, "12a" },
		{ "1,5", DAY, false, "1,5" },
		{ "nan", DAY, false, "nan" },
		{ "inf", TIME, false, "inf" },
		{ "1e999", PLAIN, false, "1e999" },
		{ "#N/A", MOMENT, false, "#N/A" },
	};

	CHECK_NUMBERS(cases);
}

TEST(days_count_from_1900_with_the_leap_day_that_never_was)
{
	static const struct number_case cases[] = {
		{ "1", DAY, false, "1900-01-01" },
		{ "59", DAY, false, "1900-02-28" },
		/* Lotus 1-2-3 took 1900 for a leap year, and all who came after kept it */
		{ "60", DAY, false, "60" },
		{ "61", DAY, false, "1900-03-01" },
		{ "45839", DAY, false, "2025-07-01" },
		{ "2958465", DAY, false, "9999-12-31" },
		{ "0", DAY, false, "0" },
		{ "-1", DAY, false, "-1" },
	};

	CHECK_NUMBERS(cases);
}

TEST(days_of_the_other_calendar_count_from_1904)
{
	static const struct number_case cases[] = {
		{ "0", DAY, true, "1904-01-01" },
		{ "60", DAY, true, "1904-03-01" },	/* a true leap year */
		{ "44377", DAY, true, "2025-07-01" },
		{ "2957003", DAY, true, "9999-12-31" },
	};

	CHECK_NUMBERS(cases);
}

TEST(a_day_beyond_the_year_9999_stays_a_number)
{
	static const struct number_case cases[] = {
		{ "2958466", DAY, false, "2958466" },
		/* less than half a second before midnight rounds into the year 10000 */
		{ "2958465.999999", MOMENT, false, "2958465.999999" },
		{ "2957004", DAY, true, "2957004" },
		{ "2958465", DAY, true, "2958465" },
	};

	CHECK_NUMBERS(cases);
}

TEST(moments_are_rounded_to_the_second_and_carry_into_the_next_day)
{
	static const struct number_case cases[] = {
		{ "45839.354166666664", MOMENT, false, "2025-07-01T08:30:00" },
		{ "45839.5", DAY, false, "2025-07-01T12:00:00" },
		{ "45839", MOMENT, false, "2025-07-01" },
		{ "45838.999999", MOMENT, false, "2025-07-01" },
		{ "45838.99998", MOMENT, false, "2025-06-30T23:59:58" },
	};

	CHECK_NUMBERS(cases);
}

TEST(a_time_may_be_longer_than_a_day)
{
	static const struct number_case cases[] = {
		{ "0", TIME, false, "00:00:00" },
		{ "0.35416666666666669", TIME, false, "08:30:00" },
		{ "0.999999999", TIME, false, "24:00:00" },
		{ "1.5", TIME, false, "36:00:00" },
		{ "10", TIME, false, "240:00:00" },
		{ "-0.5", TIME, false, "-0.5" },
	};

	CHECK_NUMBERS(cases);
}

TEST(zeros_in_front_belong_to_the_code_of_a_unit)
{
	static const struct number_case cases[] = {
		{ "31", { NUMBER_PADDED, 5 }, false, "00031" },
		{ "24559", { NUMBER_PADDED, 5 }, false, "24559" },
		{ "123456", { NUMBER_PADDED, 5 }, false, "123456" },
		{ "0", { NUMBER_PADDED, 3 }, false, "000" },
		/* no code: neither a part nor a debt can have zeros in front */
		{ "3.5", { NUMBER_PADDED, 5 }, false, "3.5" },
		{ "-31", { NUMBER_PADDED, 5 }, false, "-31" },
	};

	CHECK_NUMBERS(cases);
}
