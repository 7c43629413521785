#include "base/id.h"

#include <string.h>
#include <strings.h>

#include "tests/test.h"

#define MOMENT INT64_C(1751302800000000)	/* 2025-06-30T17:00:00Z */
#define MS INT64_C(1000)

static int64_t ms_of(struct id id)
{
	int64_t ms = 0;

	for (int i = 0; i < 6; i++)
		ms = ms << 8 | id.bytes[i];
	return ms;
}

static bool is_version_7(struct id id)
{
	return (id.bytes[6] & 0xf0) == 0x70 && (id.bytes[8] & 0xc0) == 0x80;
}

/* More than the 4,096 that fit into one millisecond. */
TEST(ids_of_one_moment_keep_their_order_however_many_there_are)
{
	struct id last = id_create((struct instant){ MOMENT });

	CHECK(ms_of(last) == MOMENT / MS);
	for (int i = 0; i < 20000; i++) {
		struct id next = id_create((struct instant){ MOMENT });

		if (id_compare(last, next) >= 0 || !is_version_7(next)) {
			CHECK(id_compare(last, next) < 0 && is_version_7(next));
			return;
		}
		last = next;
	}
	/* time borrowed from the future stays small: a few milliseconds for so many */
	CHECK(ms_of(last) - MOMENT / MS < 10);
}

TEST(ids_grow_though_the_clock_steps_back)
{
	struct id late = id_create((struct instant){ MOMENT + 5000 * MS });
	struct id early = id_create((struct instant){ MOMENT });
	struct id later = id_create((struct instant){ MOMENT + 6000 * MS });

	CHECK(id_compare(late, early) < 0 && id_compare(early, later) < 0);
	CHECK(ms_of(later) == MOMENT / MS + 6000);
}

/* Who holds two ids of a run must not be able to tell how many lie between. */
TEST(scattered_ids_do_not_count)
{
	int grown = 0;
	struct id last = id_create_scattered((struct instant){ MOMENT });

	for (int i = 0; i < 1000; i++) {
		struct id next = id_create_scattered((struct instant){ MOMENT });

		CHECK(ms_of(next) == MOMENT / MS && is_version_7(next));
		CHECK(!id_equal(last, next));
		grown += id_compare(last, next) < 0;
		last = next;
	}
	/* a fair coin falls outside of this less than once in 10^9 times */
	CHECK(grown > 400 && grown < 600);
}

static const struct { const char *text; bool good; } texts[] = {
	{ "0197c23d-7d00-7abc-8def-0123456789ab", true },
	{ "0197C23D-7D00-7ABC-8DEF-0123456789AB", true },
	{ "00000000-0000-0000-0000-000000000000", true },
	{ "0197c23d7d007abc8def0123456789ab", false },
	{ "{0197c23d-7d00-7abc-8def-0123456789ab}", false },
	{ "0197c23d-7d00-7abc-8def-0123456789a", false },
	{ "0197c23d-7d00-7abc-8def-0123456789abc", false },
	{ "0197c23d-7d00-7abc-8def-0123456789ag", false },
	{ "0197c23d_7d00-7abc-8def-0123456789ab", false },
	{ "0197c23d-7d0-07abc-8def-0123456789ab", false },
	{ " 197c23d-7d00-7abc-8def-0123456789ab", false },
	{ "+197c23d-7d00-7abc-8def-0123456789ab", false },
	{ "", false },
	{ NULL, false },
};

TEST(an_id_is_read_in_its_one_form_in_either_case)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct id id = { { 7 } };
		char written[ID_TEXT_SIZE];

		CHECK(id_parse(texts[i].text, &id) == texts[i].good);
		id_format(id, written);
		if (texts[i].good)
			CHECK(strcasecmp(written, texts[i].text) == 0);
		else	/* what was refused leaves the place alone */
			CHECK(id.bytes[0] == 7 && id.bytes[1] == 0);
	}
}

TEST(the_nil_id_means_none)
{
	struct id id = ID_NONE;

	CHECK(id_is_none(id));
	id.bytes[15] = 1;
	CHECK(!id_is_none(id) && id_compare(ID_NONE, id) < 0 && !id_equal(ID_NONE, id));
}
