#include <stdlib.h>
#include <inttypes.h>
#include <string.h>

#include "base/json.h"
#include "base/must.h"
#include "base/utf8.h"
#include "tests/test.h"

struct sample {
	struct record_head head;
	const char *name;
	struct date on;
	struct optional_integer count;
	bool open;
	double share;
};
static const struct field sample_fields[] = {
	RECORD_HEAD_FIELDS(struct sample),
	FIELD(struct sample, name, "Tên", "Name", "A name.", .flags = FIELD_REQUIRED, .max = 5),
	FIELD(struct sample, on, "Ngày", "Day", "A day."),
	FIELD(struct sample, count, "Số", "Count", "How many.", .min = 0, .max = 9),
	FIELD(struct sample, open, "Mở", "Open", "Whether."),
	FIELD(struct sample, share, "Tỷ lệ", "Share", "A share.", .min = 0, .max = 100),
};
static const struct record_type sample_type = RECORD_TYPE(sample, sample_fields,
	.plural = "samples", .vi = "mẫu", .en = "sample");

/* The problem that record_check finds in the sample, PROBLEM_NONE if there is none. */
static enum problem_kind checked(struct arena *arena, const struct sample *sample,
				 const char *pointer)
{
	struct fault fault = { .kind = FAULT_NONE };
	bool good = record_check(arena, &sample_type, sample, &fault);
	const struct problem *first = fault.problems;

	CHECK(good == (first == NULL));
	if (first == NULL)
		return PROBLEM_NONE;
	CHECK(first->next == NULL);
	CHECK_TEXT(first->pointer, pointer);
	return first->kind;
}

TEST(limits_hold_for_values_that_came_by_whatever_way)
{
	struct arena *arena = arena_create();
	struct sample sample = { .name = "Ea Na", .count = { true, 9 } };

	CHECK(checked(arena, &sample, "") == PROBLEM_NONE);
	sample.count.value = 10;
	CHECK(checked(arena, &sample, "/count") == PROBLEM_TOO_GREAT);
	sample.count.value = -1;
	CHECK(checked(arena, &sample, "/count") == PROBLEM_TOO_SMALL);
	sample.count.has_value = false;		/* an absent number is in no range */
	CHECK(checked(arena, &sample, "") == PROBLEM_NONE);
	sample.share = 100.5;			/* a real number has its range, too */
	CHECK(checked(arena, &sample, "/share") == PROBLEM_TOO_GREAT);
	sample.share = -0.5;
	CHECK(checked(arena, &sample, "/share") == PROBLEM_TOO_SMALL);
	sample.share = 99.5;
	CHECK(checked(arena, &sample, "") == PROBLEM_NONE);
	sample.name = "Bình Hòa";		/* letters are counted, not bytes */
	CHECK(checked(arena, &sample, "/name") == PROBLEM_TOO_LONG);
	sample.name = "Đỗ Ạ";
	CHECK(checked(arena, &sample, "") == PROBLEM_NONE);
	sample.name = "";
	CHECK(checked(arena, &sample, "/name") == PROBLEM_REQUIRED);
	arena_destroy(&arena);
}

TEST(a_member_with_a_problem_gets_no_second_one)
{
	struct arena *arena = arena_create();
	struct sample sample = { .name = "" };
	struct fault fault = { .kind = FAULT_NONE };

	fault_add_problem(&fault, arena, "/name", PROBLEM_NOT_TEXT, NULL);
	CHECK(!record_check(arena, &sample_type, &sample, &fault));
	CHECK(fault.problems != NULL && fault.problems->next == NULL);
	arena_destroy(&arena);
}

TEST(days_are_read_as_people_write_them_and_31_02_is_refused)
{
	static const struct { const char *text; bool good; const char *written; } cases[] = {
		{ "2025-07-01", true, "2025-07-01" }, { "1/7/2025", true, "2025-07-01" },
		{ "01-07-2025", true, "2025-07-01" }, { "1.7.2025", true, "2025-07-01" },
		{ "29/02/2024", true, "2024-02-29" }, { "29/02/2025", false, "" },
		{ "31/02/2025", false, "" }, { "2025-7-1", false, "" }, { "2025-13-01", false, "" },
		{ "1/7/25", false, "" }, { "2025-07-01x", false, "" }, { "", false, "" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct date date = DATE_NONE;
		char text[DATE_TEXT_SIZE] = "";

		CHECK(date_parse(cases[i].text, &date) == cases[i].good);
		if (cases[i].good) {
			date_format(date, text);
			CHECK_TEXT(text, cases[i].written);
		}
	}
}

TEST(day_arithmetic_knows_leap_years)
{
	struct date day = { 2024, 2, 28 };

	CHECK(date_compare(date_add_days(day, 1), (struct date){ 2024, 2, 29 }) == 0);
	CHECK(date_compare(date_add_days(day, 2), (struct date){ 2024, 3, 1 }) == 0);
	CHECK(date_days_between((struct date){ 2021, 1, 1 }, (struct date){ 2026, 1, 1 }) == 1826);
}

TEST(moments_are_rfc_3339_with_a_zone)
{
	struct instant at;
	char text[INSTANT_TEXT_SIZE];

	CHECK(instant_parse("2025-07-01T07:00:00+07:00", &at));
	instant_format(at, text);
	CHECK_TEXT(text, "2025-07-01T00:00:00.000000Z");
	CHECK(!instant_parse("2025-07-01T07:00:00", &at));
	CHECK(!instant_parse("2025-02-30T07:00:00Z", &at));
	CHECK(date_compare(instant_date((struct instant){ 1751302800000000 }, 420),
			   (struct date){ 2025, 7, 1 }) == 0);
}

TEST(ids_grow_and_return_from_text)
{
	struct id a = id_create((struct instant){ 1700000000000000 });
	struct id b = id_create((struct instant){ 1700000000000000 }), read;
	char text[ID_TEXT_SIZE];

	CHECK(id_compare(a, b) < 0 && (a.bytes[6] & 0xf0) == 0x70);
	id_format(a, text);
	CHECK(id_parse(text, &read) && id_equal(a, read));
	CHECK(!id_parse("018bcfe5-6800-7000-8000-00000000000", &read));
	CHECK(!id_parse("018bcfe5+6800-7000-8000-000000000000", &read));
}

TEST(vietnamese_is_found_without_accents_and_in_both_tone_placements)
{
	struct arena *arena = arena_create();

	CHECK_TEXT(utf8_search_key(arena, "Đắk Lắk"), "dak lak");
	CHECK_TEXT(utf8_search_key(arena, "Krông A Na"), "krong a na");
	CHECK_TEXT(utf8_search_key(arena, "Bình Hoà"), utf8_search_key(arena, "Bình Hòa"));
	CHECK_TEXT(utf8_name_key(arena, "Bình Hoà"), utf8_name_key(arena, "bình Hòa"));
	CHECK(strcmp(utf8_name_key(arena, "Hoa"), utf8_name_key(arena, "Hòa")) != 0);
	CHECK_TEXT(utf8_compose(arena, "Ho\x61\xcc\x80"), "Hoà");
	CHECK_TEXT(utf8_upper(arena, "Ủy ban nhân dân"), "ỦY BAN NHÂN DÂN");
	CHECK(!utf8_is_valid("\xc0\xaf", 2) && !utf8_is_valid("\xed\xa0\x80", 3));
	arena_destroy(&arena);
}

static const char *read_problems(struct arena *arena, const char *json)
{
	struct sample sample = { .head.version = 3 };
	struct fault fault = { 0 };
	struct text out = { .arena = arena };
	json_t *value = json_parse(json, strlen(json), &fault);

	if (value == NULL)
		return fault_code(fault.kind);
	if (json_read_record(arena, &sample_type, value, JSON_ADD, &sample, &fault))
		json_add_record(&out, &sample_type, &sample);
	for (const struct problem *p = fault.problems; p != NULL; p = p->next)
		text_add_format(&out, "%s:%s ", p->pointer, problem_code(p->kind));
	json_decref(value);
	return text_string(&out);
}

TEST(json_is_read_strictly_and_every_problem_is_named)
{
	static const struct { const char *json, *result; } cases[] = {
		{ "{\"name\":\"a\",\"open\":true,\"count\":null}",
		  "{\"id\":null,\"version\":3,\"label\":\"none\",\"scope_id\":null,\"name\":\"a\","
		  "\"on\":null,\"count\":null,\"open\":true,\"share\":0}" },
		{ "{\"name\":\"a\",\"nam\":1}", "/nam:unknown_member " },
		{ "{\"name\":5}", "/name:not_text " },
		{ "{}", "/name:required " },
		{ "{\"name\":\"sáu chữ\"}", "/name:too_long " },
		{ "{\"name\":\"a\",\"on\":\"31/02/2025\",\"count\":10}",
		  "/on:not_date /count:too_great " },
		{ "{\"name\":\"a\",\"open\":1}", "/open:not_boolean " },
		{ "{\"name\":\"a\",\"version\":4}", "/version:read_only " },
		{ "{\"name\":\"a\",\"version\":3,\"label\":\"secret\"}", "/label:not_word " },
		{ "{\"name\":\"a\\u0007\"}", "/name:control_character " },
		{ "{\"name\":\"a\",\"name\":\"b\"}", "bad_request" },
		{ "[1", "bad_request" },
		{ "\"\\ud800\"", "bad_request" },
	};
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(read_problems(arena, cases[i].json), cases[i].result);
	arena_destroy(&arena);
}

TEST(json_strings_are_escaped_as_rfc_8785_says)
{
	struct arena *arena = arena_create();
	struct text out = { .arena = arena };

	json_add_string(&out, "a\"\\\b\f\n\r\t\x01/đ");
	CHECK_TEXT(text_string(&out), "\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001/đ\"");
	arena_destroy(&arena);
}

TEST(every_fault_and_problem_speaks_both_languages)
{
	struct arena *arena = arena_create();

	for (int kind = FAULT_NONE + 1; kind < FAULT_KINDS; kind++) {
		CHECK(*fault_text((enum fault_kind)kind, LANGUAGE_VI) != '\0');
		CHECK(*fault_text((enum fault_kind)kind, LANGUAGE_EN) != '\0');
		CHECK(fault_http_status((enum fault_kind)kind) >= 400);
		CHECK(fault_exit_status((enum fault_kind)kind) >= 1);
	}
	for (int kind = PROBLEM_NONE + 1; kind < PROBLEM_KINDS; kind++) {
		struct problem problem = { .kind = (enum problem_kind)kind, .argument = "7" };

		CHECK(*problem_text(arena, &problem, LANGUAGE_VI) != '\0');
		CHECK(strstr(problem_text(arena, &problem, LANGUAGE_EN), "%s") == NULL);
	}
	arena_destroy(&arena);
}

TEST(numbers_and_bytes_are_written_with_all_their_digits)
{
	static const int64_t numbers[] = { 0, 7, -7, 10, -1000000, INT64_MAX, INT64_MIN };
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct text text = { .arena = arena };

		text_add_integer(&text, numbers[i]);
		CHECK_TEXT(text_string(&text), arena_printf(arena, "%" PRId64, numbers[i]));
	}
	for (size_t length = 0; length < 300; length++) {
		struct text text = { .arena = arena }, expected = { .arena = arena };
		unsigned char bytes[300];

		for (size_t i = 0; i < length; i++) {
			bytes[i] = (unsigned char)(i * 37 + length);
			text_add_format(&expected, "%02x", bytes[i]);
		}
		text_add_hex(&text, bytes, length);
		CHECK_TEXT(text_string(&text), text_string(&expected));
		CHECK(text.length == length * 2);
	}
	arena_destroy(&arena);
}

TEST(arena_texts_grow_and_reset)
{
	struct arena *arena = arena_create();
	struct text text = { .arena = arena };

	for (int i = 0; i < 10000; i++)
		text_add_integer(&text, i % 10);
	CHECK(text.length == 10000 && text.bytes[9999] == '9' && text.bytes[10000] == '\0');
	arena_reset(arena);
	char *zeroed = arena_alloc(arena, 3000);
	bool zero = true;

	for (size_t i = 0; i < 3000; i++)
		zero = zero && zeroed[i] == 0;
	CHECK(zero);
	arena_destroy(&arena);
}

TEST(formatted_text_of_every_length_is_whole_and_leaves_zeroed_memory)
{
	struct arena *arena = arena_create();
	const char *texts[600];

	for (int i = 0; i < 600; i++) {
		struct text text = { .arena = arena };

		texts[i] = arena_printf(arena, "%0*d", i + 1, i);
		text_add_format(&text, "<%s>", texts[i]);
		text_add_format(&text, "%d", i);
		CHECK(strncmp(text_string(&text) + 1, texts[i], (size_t)i + 1) == 0);
		CHECK(strtol(text_string(&text) + i + 3, NULL, 10) == i);
		const char *zeroed = arena_alloc(arena, 64);

		for (int j = 0; j < 64; j++)
			CHECK(zeroed[j] == 0);
	}
	for (int i = 0; i < 600; i++)
		CHECK(strlen(texts[i]) == (size_t)i + 1 && strtol(texts[i], NULL, 10) == i);
	arena_destroy(&arena);
}

TEST(a_block_used_again_is_zero_after_a_text_that_did_not_fit)
{
	struct arena *arena = arena_create();

	arena_alloc(arena, 3200);
	CHECK(strlen(arena_printf(arena, "%01999d", 7)) == 1999);
	arena_reset(arena);
	const char *zeroed = arena_alloc(arena, 4000);

	for (int i = 0; i < 4000; i++)
		CHECK(zeroed[i] == 0);
	arena_destroy(&arena);
}

TEST(an_argument_reads_in_the_language_of_the_reader)
{
	struct arena *arena = arena_create();
	struct problem problem = { .kind = PROBLEM_NO_SUCH_RECORD,
				   .argument = BOTH("đơn vị", "unit") };

	CHECK_TEXT(problem_text(arena, &problem, LANGUAGE_VI), "Không có đơn vị này.");
	CHECK_TEXT(problem_text(arena, &problem, LANGUAGE_EN), "There is no such unit.");
	problem.argument = "24568";
	CHECK_TEXT(problem_text(arena, &problem, LANGUAGE_VI), "Không có 24568 này.");
	problem.argument = NULL;
	CHECK_TEXT(problem_text(arena, &problem, LANGUAGE_EN), "There is no such .");
	arena_destroy(&arena);
}

TEST(a_moment_of_an_exercise_may_lie_before_its_start_and_may_be_unknown)
{
	static const struct field field = { .name = "planned", .type = FIELD_EXERCISE_TIME,
		.min = INT64_C(-3600000000), .max = INT64_C(3600000000) };
	static const struct { const char *cell, *json; bool good; } cases[] = {
		{ "-60000000", "-60000000", true }, { "0", "0", true }, { "", "null", true },
		{ "-3600000001", NULL, false }, { "3600000001", NULL, false },
		{ "T+5", NULL, false },
	};
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct optional_time at = { true, { 7 } };
		struct fault fault = { .kind = FAULT_NONE };
		struct text out = { .arena = arena };

		CHECK(field_read_cell(arena, &field, cases[i].cell, "/planned", &at, &fault) ==
		      cases[i].good);
		if (!cases[i].good)
			continue;
		json_add_field(&out, &field, &at);
		CHECK_TEXT(text_string(&out), cases[i].json);
	}
	CHECK(field_is_empty(&field, &(struct optional_time){ false, { 0 } }));
	CHECK(!field_is_empty(&field, &(struct optional_time){ true, { 0 } }));
	arena_destroy(&arena);
}

TEST(yes_and_no_are_read_as_people_write_them_and_any_other_word_is_refused)
{
	static const struct field field = { .name = "open", .type = FIELD_BOOL };
	static const struct { const char *cell; bool good, value; } cases[] = {
		{ "yes", true, true }, { "Có", true, true }, { "co", true, true },
		{ "x", true, true }, { "X", true, true }, { "1", true, true },
		{ "TRUE", true, true }, { "no", true, false }, { "Không", true, false },
		{ "0", true, false }, { "false", true, false }, { "", true, true },
		{ "không rõ", false, true }, { "2", false, true }, { "maybe", false, true },
	};
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fault fault = { .kind = FAULT_NONE };
		bool at = cases[i].cell[0] == '\0' || !cases[i].value;	/* an empty cell keeps it */

		CHECK(field_read_cell(arena, &field, cases[i].cell, "B7", &at, &fault) ==
		      cases[i].good);
		if (cases[i].good) {
			CHECK(at == cases[i].value);
			continue;
		}
		CHECK(fault.problems->kind == PROBLEM_NOT_WORD);
		CHECK_TEXT(fault.problems->pointer, "B7");
		CHECK(strstr(fault.problems->argument, "có/không") != NULL);
	}
	arena_destroy(&arena);
}

TEST(letters_are_looked_up_across_spaces_unless_they_are_too_few)
{
	static const struct { const char *text, *letters; } cases[] = {
		{ "Krông A Na", "krongana" }, { "KRONG ANA", "krongana" },
		{ "krôngana", "krongana" }, { "Ea Na", "eana" }, { "Đỗ", NULL }, { "a na", NULL },
		{ "", NULL }, { "  ", NULL },
	};
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *letters = utf8_wanted_letters(arena, cases[i].text);

		CHECK((letters == NULL) == (cases[i].letters == NULL));
		if (letters != NULL)
			CHECK_TEXT(letters, cases[i].letters);
	}
	arena_destroy(&arena);
}

TEST(a_failure_of_the_machine_is_never_a_problem_of_a_field)
{
	struct arena *arena = arena_create();
	struct fault fault = { .kind = FAULT_NONE };

	/* a rule that failed, and a later one that refuses */
	fault_set(&fault, FAULT_DISK_FULL, NULL, "said by the store");
	CHECK(!fault_add_problem(&fault, arena, "/theme", PROBLEM_REQUIRED, NULL));
	CHECK(fault.kind == FAULT_DISK_FULL && fault.problems == NULL && fault.field == NULL);
	/* and the other way about */
	fault = (struct fault){ .kind = FAULT_NONE };
	fault_add_problem(&fault, arena, "/theme", PROBLEM_REQUIRED, NULL);
	fault_set(&fault, FAULT_BUSY, NULL, NULL);
	CHECK(fault.kind == FAULT_BUSY && fault.problems == NULL);
	/* what the person asked for keeps its problems */
	fault = (struct fault){ .kind = FAULT_NONE };
	fault_add_problem(&fault, arena, "/theme", PROBLEM_REQUIRED, NULL);
	fault_add_problem(&fault, arena, "/year", PROBLEM_TOO_SMALL, "1900");
	fault_set(&fault, FAULT_INVALID, NULL, NULL);
	CHECK(fault.problems != NULL && fault.problems->next != NULL);
	arena_destroy(&arena);
}
