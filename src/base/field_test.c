/* Values of every type of field: from cells and JSON, compared, and out again. */

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "tests/test.h"

enum colour { COLOUR_NONE, COLOUR_RED, COLOUR_BLUE };
static const struct word colour_list[] = {
	[COLOUR_NONE] = { NULL, { "", "" } },
	[COLOUR_RED] = { "red", { "Đỏ", "Red" } },
	[COLOUR_BLUE] = { "blue", { "Xanh biển", "Blue" } },
};
static const struct words colours = WORDS("colour", colour_list);

struct thing {
	struct record_head head;
	int64_t whole;
	struct optional_integer maybe;
	struct money cost;
	double share;
	bool open;
	const char *name;
	struct id other_id;
	struct instant seen_at;
	struct optional_time planned;
	struct date on;
	enum colour colour;
	const char *secret;
	const char *code;
};
static const struct field thing_fields[] = {
	RECORD_HEAD_FIELDS(struct thing),
	FIELD(struct thing, whole, "Số", "Whole", "x", .min = -5, .max = 5),
	FIELD(struct thing, maybe, "Có thể", "Maybe", "x", .min = 0, .max = 9),
	FIELD(struct thing, cost, "Kinh phí", "Cost", "x"),
	FIELD(struct thing, share, "Tỷ lệ", "Share", "x", .min = 0, .max = 100),
	FIELD(struct thing, open, "Mở", "Open", "x"),
	FIELD(struct thing, name, "Tên", "Name", "x", .max = 5),
	FIELD(struct thing, other_id, "Khác", "Other", "x", .refers_to = "*"),
	FIELD(struct thing, seen_at, "Lúc", "Seen", "x"),
	FIELD(struct thing, planned, "Dự kiến", "Planned", "x"),
	FIELD(struct thing, on, "Ngày", "Day", "x"),
	FIELD_ENUM(struct thing, colour, &colours, "Màu", "Colour", "x"),
	FIELD(struct thing, secret, "Kín", "Secret", "x", .flags = FIELD_SECRET),
	FIELD(struct thing, code, "Mã", "Code", "x", .flags = FIELD_FIXED),
};
static const struct record_type thing_type = RECORD_TYPE(thing, thing_fields,
	.plural = "things", .vi = "vật", .en = "thing");

#define ID "0197c23d-7d00-7abc-8def-0123456789ab"

/* What the cell becomes as JSON, or the code of its problem. */
static const char *cell_of(const char *name, const char *cell)
{
	const struct field *field = record_find_field(&thing_type, name);
	struct thing thing = { .whole = 1 };
	struct fault fault = { .kind = FAULT_NONE };
	struct text out = { .arena = test_arena() };

	if (!field_read_cell(test_arena(), field, cell, "/x", field_at(field, &thing), &fault)) {
		CHECK(fault.problems != NULL && strcmp(fault.problems->pointer, "/x") == 0);
		return problem_code(fault.problems->kind);
	}
	json_add_field(&out, field, field_at(field, &thing));
	return text_string(&out);
}

static const struct { const char *field, *cell, *result; } cells[] = {
	{ "whole", "-5", "-5" }, { "whole", "6", "too_great" }, { "whole", "-6", "too_small" },
	{ "whole", "1.5", "not_integer" }, { "whole", "1 000", "not_integer" },
	{ "whole", "9223372036854775808", "not_integer" }, { "whole", "", "1" },
	{ "maybe", "0", "0" }, { "maybe", "", "null" }, { "maybe", "x", "not_integer" },
	{ "cost", "650000000", "650000000" }, { "cost", "-1", "too_small" }, { "cost", "", "null" },
	{ "share", "99.5", "99.5" }, { "share", "100.1", "too_great" },
	{ "share", "nan", "not_number" }, { "share", "inf", "not_number" },
	{ "share", "x", "not_number" }, { "share", "5", "5" }, { "share", "99,5", "not_number" },
	{ "share", "1e1", "not_number" }, { "share", "0x10", "not_number" },
	{ "share", ".5", "not_number" }, { "share", "5.", "not_number" },
	{ "share", "-0.5", "too_small" },
	{ "open", "x", "true" }, { "open", "CÓ", "true" }, { "open", "không", "false" },
	{ "open", "0", "false" }, { "open", "", "false" },
	/* not known is neither yes nor no */
	{ "open", "không rõ", "not_word" }, { "open", "2", "not_word" },
	{ "name", "Ea Na", "\"Ea Na\"" }, { "name", "sáu chữ", "too_long" }, { "name", "", "null" },
	{ "name", "a\x07", "control_character" },
	{ "other_id", ID, "\"" ID "\"" }, { "other_id", "7", "not_id" }, { "other_id", "", "null" },
	{ "on", "1/7/2025", "\"2025-07-01\"" }, { "on", "31/2/2025", "not_date" },
	{ "on", "", "null" },
	{ "seen_at", "2025-07-01T07:00:00+07:00", "\"2025-07-01T00:00:00.000000Z\"" },
	{ "seen_at", "2025-07-01", "not_instant" },
	{ "planned", "-60000000", "-60000000" }, { "planned", "", "null" },
	/* by code, and by what people read in either language */
	{ "colour", "red", "\"red\"" }, { "colour", "ĐỎ", "\"red\"" },
	{ "colour", "do", "\"red\"" },
	{ "colour", "Blue", "\"blue\"" }, { "colour", "xanh", "not_word" },
	{ "colour", "", "null" },
	{ "label", "Tối mật", "\"toi_mat\"" }, { "label", "secret", "not_word" },
};

TEST(a_cell_of_every_type_is_read_or_refused_with_its_problem)
{
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		CHECK_TEXT(cell_of(cells[i].field, cells[i].cell), cells[i].result);
}

/* The member as it is afterwards, or the problems. */
static const char *json_of(const char *json, enum json_mode mode, const char *member)
{
	struct thing thing = { .head.version = 2, .whole = 1, .name = "x", .code = "A" };
	struct fault fault = { .kind = FAULT_NONE };
	struct text out = { .arena = test_arena() };
	json_t *value = json_parse(json, strlen(json), &fault);

	CHECK(value != NULL);
	bool good = json_read_record(test_arena(), &thing_type, value, mode, &thing, &fault);

	json_decref(value);
	CHECK(good == (fault.problems == NULL));
	for (const struct problem *p = fault.problems; p != NULL; p = p->next)
		text_add_format(&out, "%s:%s ", p->pointer, problem_code(p->kind));
	if (good)
		json_add_field(&out, record_find_field(&thing_type, member),
			       field_at(record_find_field(&thing_type, member), &thing));
	return text_string(&out);
}

static const struct {
	const char *json;
	enum json_mode mode;
	const char *member, *result;
} members[] = {
	{ "{\"whole\":5}", JSON_CHANGE, "whole", "5" },
	{ "{\"whole\":5.0}", JSON_CHANGE, "whole", "/whole:not_integer " },
	{ "{\"whole\":null}", JSON_CHANGE, "whole", "/whole:required " },
	{ "{\"whole\":\"5\"}", JSON_CHANGE, "whole", "/whole:not_integer " },
	{ "{\"share\":5}", JSON_CHANGE, "share", "5" },
	{ "{\"share\":-0.5}", JSON_CHANGE, "share", "/share:too_small " },
	{ "{\"open\":true}", JSON_CHANGE, "open", "true" },
	{ "{\"open\":null}", JSON_CHANGE, "open", "/open:required " },
	{ "{\"name\":null}", JSON_CHANGE, "name", "null" },
	{ "{\"name\":true}", JSON_CHANGE, "name", "/name:not_text " },
	{ "{\"name\":[]}", JSON_CHANGE, "name", "/name:not_text " },
	{ "{\"on\":20250701}", JSON_CHANGE, "on", "/on:not_date " },
	{ "{\"other_id\":{}}", JSON_CHANGE, "other_id", "/other_id:not_text " },
	{ "{\"planned\":\"T+5\"}", JSON_CHANGE, "planned", "/planned:not_integer " },
	{ "{\"colour\":\"red\"}", JSON_CHANGE, "colour", "\"red\"" },
	/* in JSON only the code is a word: two programs speak */
	{ "{\"colour\":\"Đỏ\"}", JSON_CHANGE, "colour", "/colour:not_word " },
	{ "{\"colour\":null}", JSON_CHANGE, "colour", "null" },
	{ "{\"label\":null}", JSON_CHANGE, "label", "/label:required " },
	/* a secret can neither be set nor asked for by name */
	{ "{\"secret\":\"x\"}", JSON_CHANGE, "name", "/secret:unknown_member " },
	/* what is fixed may come with a new record, and come back unchanged */
	{ "{\"code\":\"B\"}", JSON_ADD, "code", "\"B\"" },
	{ "{\"code\":\"B\"}", JSON_CHANGE, "code", "/code:read_only " },
	{ "{\"code\":\"A\"}", JSON_CHANGE, "code", "\"A\"" },
	{ "{\"version\":2}", JSON_CHANGE, "version", "2" },
	{ "{\"version\":3}", JSON_CHANGE, "version", "/version:read_only " },
	{ "{\"whole\":9,\"name\":\"sáu chữ\",\"x\":1}", JSON_CHANGE, "name",
	  "/whole:too_great /name:too_long /x:unknown_member " },
};

TEST(a_member_of_every_type_is_read_or_refused_with_its_problem)
{
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		CHECK_TEXT(json_of(members[i].json, members[i].mode, members[i].member),
			   members[i].result);
}

TEST(json_that_is_not_strict_is_no_json)
{
	static const char *const texts[] = {
		"", "{", "{\"a\":1,}", "{'a':1}", "[1 2]", "01", "nul", "\"\t\"", "{\"a\":1}{}",
		"{\"a\":1,\"a\":1}", "\"\\u0000\"", "\"\xc0\x80\"", "NaN", "[1e999]",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct fault fault = { .kind = FAULT_NONE };

		CHECK(json_parse(texts[i], strlen(texts[i]), &fault) == NULL);
		CHECK(fault.kind == FAULT_BAD_REQUEST);
	}
}

TEST(json_is_limited_in_depth_whatever_its_texts_hold)
{
	char deep[2 * JSON_DEPTH_MOST + 3];
	struct fault fault = { .kind = FAULT_NONE };

	memset(deep, '[', JSON_DEPTH_MOST);
	memset(deep + JSON_DEPTH_MOST, ']', JSON_DEPTH_MOST);
	json_t *value = json_parse(deep, 2 * JSON_DEPTH_MOST, &fault);

	CHECK(value != NULL);
	json_decref(value);
	memset(deep, '[', JSON_DEPTH_MOST + 1);
	memset(deep + JSON_DEPTH_MOST + 1, ']', JSON_DEPTH_MOST + 1);
	CHECK(json_parse(deep, sizeof(deep) - 1, &fault) == NULL);
	/* brackets inside a text are no depth, behind an escaped quote neither */
	const char *text = arena_printf(test_arena(), "[\"\\\"%0*d\"]", 2, 7);

	value = json_parse(text, strlen(text), &fault);
	CHECK(value != NULL);
	json_decref(value);
	memset(deep, '{', sizeof(deep) - 1);
	deep[0] = '"';
	deep[1] = '\\';
	deep[2] = '"';
	deep[sizeof(deep) - 2] = '"';
	value = json_loadb(deep, sizeof(deep) - 1, JSON_DECODE_ANY, NULL);
	CHECK(value != NULL);
	json_decref(value);
	text = arena_printf(test_arena(), "[%.*s]", (int)sizeof(deep) - 1, deep);
	value = json_parse(text, strlen(text), &fault);
	CHECK(value != NULL);
	json_decref(value);
}

TEST(real_numbers_are_written_with_as_few_digits_as_bring_them_back)
{
	static const struct { double value; const char *text; } cases[] = {
		{ 0, "0" }, { 0.1, "0.1" }, { 1.0 / 3, "0.3333333333333333" }, { 100, "100" },
		{ 99.5, "99.5" }, { -2.5, "-2.5" }, { -0.0, "0" }, { 12345678.5, "12345678.5" },
		{ 0.1 + 0.2, "0.30000000000000004" },
		/* the borders between the plain form and the one with an exponent, and the
		   extremes: RFC 8785, appendix B */
		{ 1e20, "100000000000000000000" }, { 1e21, "1e+21" },
		{ 295147905179352830000.0, "295147905179352830000" },
		{ 9007199254740992, "9007199254740992" }, { 1e-6, "0.000001" },
		{ 0.00000123, "0.00000123" }, { 1e-7, "1e-7" }, { 1.5e-7, "1.5e-7" },
		{ 5e-324, "5e-324" }, { 1.7976931348623157e308, "1.7976931348623157e+308" },
		{ 333333333.3333332, "333333333.3333332" }, { 1e23, "1e+23" },
	};
	const struct field *share = record_find_field(&thing_type, "share");

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct text out = { .arena = test_arena() };

		json_add_field(&out, share, &cases[i].value);
		CHECK_TEXT(text_string(&out), cases[i].text);
		CHECK(fabs(strtod(text_string(&out), NULL) - cases[i].value) <= 0);
	}
}

/* Two things that differ in one member each are unequal there and nowhere else. */
TEST(values_are_equal_when_nobody_could_tell_them_apart)
{
	static const struct thing empty, full = {
		.head = { .id = { { 1 } }, .version = 1, .label = { LABEL_MAT },
			  .scope_id = { { 2 } } },
		.whole = 1, .maybe = { true, 0 }, .cost = { true, 0 }, .share = 0.5, .open = true,
		.name = "a", .other_id = { { 3 } }, .seen_at = { 1 }, .planned = { true, { 0 } },
		.on = { 2025, 7, 1 }, .colour = COLOUR_RED, .secret = "s", .code = "c",
	};
	struct thing odd = { .name = "", .secret = NULL, .maybe = { false, 7 },
			     .cost = { false, 7 }, .planned = { false, { 7 } } };

	for (size_t i = 0; i < thing_type.field_count; i++) {
		const struct field *field = &thing_type.fields[i];
		const void *none = field_at_const(field, &empty);
		const void *some = field_at_const(field, &full);

		CHECK(field_equal(field, some, some) && field_equal(field, none, none));
		CHECK(!field_equal(field, some, none) && !field_equal(field, none, some));
		CHECK(!field_is_empty(field, some));
		/* unknown is one value, whatever lies in the place of the number */
		CHECK(field_equal(field, none, field_at_const(field, &odd)));
	}
	/* unknown is not zero */
	struct thing zero = { .maybe = { true, 0 } };
	const struct field *maybe = record_find_field(&thing_type, "maybe");

	CHECK(!field_equal(maybe, &zero.maybe, &empty.maybe));
}

TEST(a_field_is_found_by_its_whole_name_only)
{
	CHECK(record_find_field(&thing_type, "name") != NULL);
	CHECK(record_find_field(&thing_type, "nam") == NULL);
	CHECK(record_find_field(&thing_type, "names") == NULL);
	CHECK(record_find_field(&thing_type, "") == NULL);
}
