#include "base/time.h"

#include "tests/test.h"

static struct date day(int year, int month, int of_month)
{
	return (struct date){ (int16_t)year, (int8_t)month, (int8_t)of_month };
}

/* Each day of four centuries, which are a whole turn of the calendar. */
TEST(the_next_day_is_one_day_on_and_counts_as_one)
{
	struct date at = day(1900, 1, 1), start = at;
	int days = 0;

	while (date_compare(at, day(2300, 1, 1)) < 0) {
		struct date next = date_add_days(at, 1);
		char text[DATE_TEXT_SIZE];
		struct date again;

		date_format(at, text);
		if (date_compare(at, next) >= 0 || date_days_between(at, next) != 1 ||
		    !date_parse(text, &again) || date_compare(again, at) != 0)
			CHECK_TEXT(text, "a day like any other");
		at = next;
		days++;
	}
	CHECK(days == 400 * 365 + 97 && date_days_between(start, at) == days);
	CHECK(date_compare(date_add_days(at, -days), start) == 0);
}

TEST(an_unknown_day_comes_before_every_known_one)
{
	CHECK(!date_is_known(DATE_NONE) && date_is_known(day(1000, 1, 1)));
	CHECK(date_compare(DATE_NONE, day(1000, 1, 1)) == -1);
	CHECK(date_compare(day(1000, 1, 1), DATE_NONE) == 1);
	CHECK(date_compare(DATE_NONE, DATE_NONE) == 0);
	CHECK(date_compare(day(2025, 6, 30), day(2025, 7, 1)) == -1);
	CHECK(date_compare(day(2025, 12, 1), day(2026, 1, 1)) == -1);
}

static const struct {
	const char *text, *written;	/* NULL: refused */
} moments[] = {
	{ "2025-07-01T00:00:00Z", "2025-07-01T00:00:00.000000Z" },
	{ "2025-07-01t00:00:00z", "2025-07-01T00:00:00.000000Z" },
	{ "2025-07-01 06:59:59+07:00", "2025-06-30T23:59:59.000000Z" },
	{ "2025-12-31T23:30:00-01:00", "2026-01-01T00:30:00.000000Z" },
	{ "2025-07-01T00:00:00.5Z", "2025-07-01T00:00:00.500000Z" },
	/* what is finer than a microsecond is dropped, not rounded into another second */
	{ "2025-07-01T00:00:00.9999999Z", "2025-07-01T00:00:00.999999Z" },
	{ "1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z" },
	{ "1000-01-01T00:00:00Z", "1000-01-01T00:00:00.000000Z" },
	{ "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.000000Z" },
	{ "", NULL },
	{ "2025-07-01", NULL },
	{ "2025-07-01T00:00:00", NULL },
	{ "2025-07-01T00:00Z", NULL },
	{ "2025-07-01T24:00:00Z", NULL },
	{ "2025-07-01T00:60:00Z", NULL },
	{ "2025-07-01T00:00:60Z", NULL },
	{ "2025-07-01T00:00:00.Z", NULL },
	{ "2025-07-01T00:00:00+7:00", NULL },
	{ "2025-07-01T00:00:00+0700", NULL },
	{ "2025-07-01T00:00:00+24:00", NULL },
	{ "2025-07-01T00:00:00+07:60", NULL },
	{ "2025-07-01T00:00:00Zx", NULL },
	{ "2025-07-01T0:00:00Z  ", NULL },
	{ "2025/07/01T00:00:00Z", NULL },
	/* people write days like this, programs do not write moments so */
	{ "01/07/2025T00:00:00Z", NULL },
	{ "01-07-2025T00:00:00Z", NULL },
	{ "0999-01-01T00:00:00Z", NULL },
};

TEST(a_moment_is_read_only_as_rfc_3339_writes_it)
{
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		struct instant at = { 0 };
		char text[INSTANT_TEXT_SIZE] = "";
		bool good = instant_parse(moments[i].text, &at);

		if (good != (moments[i].written != NULL))
			fprintf(stderr, "“%s” is %s\n", moments[i].text, good ? "read" : "refused");
		CHECK(good == (moments[i].written != NULL));
		if (!good)
			continue;
		instant_format(at, text);
		CHECK_TEXT(text, moments[i].written);
	}
}

TEST(the_day_of_a_moment_is_that_of_the_place)
{
	struct instant last, first;

	CHECK(instant_parse("2025-06-30T16:59:59.999999Z", &last));
	CHECK(instant_parse("2025-06-30T17:00:00Z", &first));
	CHECK(date_compare(instant_date(last, 420), day(2025, 6, 30)) == 0);
	CHECK(date_compare(instant_date(first, 420), day(2025, 7, 1)) == 0);
	CHECK(instant_from_date(day(2025, 7, 1), 420).us == first.us);
	/* before 1970, where a division that cuts would give the day after */
	CHECK(date_compare(instant_date((struct instant){ -1 }, 0), day(1969, 12, 31)) == 0);
	CHECK(date_compare(instant_date((struct instant){ INT64_C(-86400000000) }, 0),
			   day(1969, 12, 31)) == 0);
	for (int offset = -720; offset <= 840; offset += 60)
		CHECK(date_compare(instant_date(instant_from_date(day(2024, 2, 29), offset),
						offset), day(2024, 2, 29)) == 0);
}

TEST(a_refused_day_or_moment_leaves_what_was_there)
{
	struct date date = day(2025, 7, 1);
	struct instant at = { 7 };

	CHECK(!date_parse("31/02/2025", &date) && !date_parse("1/7", &date));
	CHECK(date_compare(date, day(2025, 7, 1)) == 0);
	CHECK(!instant_parse("2025-02-31T00:00:00Z", &at) && at.us == 7);
}
