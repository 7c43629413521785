/* What stands behind the "?" of an address, and what a list gives and takes back. */

#include <stdlib.h>
#include <string.h>

#include "tests/test.h"
#include "web/collection_list.h"

static struct request request_of(const char *query)
{
	return (struct request){ .arena = test_arena(), .query = query,
				 .reply = { .arena = test_arena() } };
}

static const struct {
	const char *query, *name, *value;	/* NULL: not there */
	enum fault_kind fault;
} queries[] = {
	{ NULL, "a", NULL, FAULT_NONE },
	{ "", "a", NULL, FAULT_NONE },
	{ "a=1", "a", "1", FAULT_NONE },
	{ "a=1&b=2", "b", "2", FAULT_NONE },
	{ "ab=1&a=2", "a", "2", FAULT_NONE },
	{ "a", "a", "", FAULT_NONE },
	{ "a=", "a", "", FAULT_NONE },
	{ "a&b=2", "a", "", FAULT_NONE },
	{ "&&a=1&", "a", "1", FAULT_NONE },
	{ "=1", "a", NULL, FAULT_NONE },
	/* the first of two counts, so that nobody can add one behind a checked one */
	{ "a=1&a=2", "a", "1", FAULT_NONE },
	{ "a=b=c", "a", "b=c", FAULT_NONE },
	/* as forms write: a plus is a blank, a plus itself is %2B */
	{ "q=Ea+Na", "q", "Ea Na", FAULT_NONE },
	{ "q=%2B84", "q", "+84", FAULT_NONE },
	{ "q=%C4%90%E1%BA%AFk%20L%E1%BA%AFk", "q", "Đắk Lắk", FAULT_NONE },
	{ "q=a%26b%3Dc", "q", "a&b=c", FAULT_NONE },
	{ "%61=1", "a", "1", FAULT_NONE },
	/* no text: broken escapes, bytes that are no UTF-8, a NUL that would end it */
	{ "q=%", "q", NULL, FAULT_BAD_REQUEST },
	{ "q=%4", "q", NULL, FAULT_BAD_REQUEST },
	{ "q=%zz", "q", NULL, FAULT_BAD_REQUEST },
	{ "q=%C4", "q", NULL, FAULT_BAD_REQUEST },
	{ "q=%C0%AF", "q", NULL, FAULT_BAD_REQUEST },
	{ "q=a%00b", "q", NULL, FAULT_BAD_REQUEST },
	/* what is wrong elsewhere is not this parameter's fault */
	{ "%=1&q=2", "q", "2", FAULT_NONE },
};

TEST(a_parameter_is_found_by_its_name_and_decoded_as_forms_write)
{
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		struct request request = request_of(queries[i].query);
		const char *value = request_query(&request, queries[i].name);

		if (request.fault.kind != queries[i].fault)
			fprintf(stderr, "“%s”\n", queries[i].query);
		CHECK(request.fault.kind == queries[i].fault);
		CHECK_TEXT(value, queries[i].value);
	}
}

TEST(every_parameter_can_be_asked_for_so_that_unknown_ones_are_refused)
{
	struct request request = request_of("a=1&%62=2&%zz=3&d");
	static const char *const names[] = { "a", "b", "?", "d", NULL };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		CHECK_TEXT(request_query_name(&request, i), names[i]);
	request = request_of(NULL);
	CHECK(request_query_name(&request, 0) == NULL);
}

TEST(a_day_in_a_query_is_a_day_or_a_problem_and_absent_it_changes_nothing)
{
	static const struct { const char *query; bool good; int year; } cases[] = {
		{ "on=2025-07-01", true, 2025 }, { "on=1/7/2025", true, 2025 },
		{ "on=", true, 1999 }, { "", true, 1999 }, { "off=1", true, 1999 },
		{ "on=31/02/2025", false, 1999 }, { "on=soon", false, 1999 },
		{ "on=%zz", false, 1999 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct request request = request_of(cases[i].query);
		struct date date = { 1999, 1, 1 };

		CHECK(request_query_date(&request, "on", &date) == cases[i].good);
		CHECK(date.year == cases[i].year);
		CHECK((request.fault.kind == FAULT_NONE) == cases[i].good);
	}
}

struct row {
	struct record_head head;
	const char *name;
	struct optional_integer count;
	struct date on;
	struct instant at;
	const char *secret;
};
static const struct field row_fields[] = {
	RECORD_HEAD_FIELDS(struct row),
	FIELD(struct row, name, "x", "x", "x"),
	FIELD(struct row, count, "x", "x", "x"),
	FIELD(struct row, on, "x", "x", "x"),
	FIELD(struct row, at, "x", "x", "x"),
	FIELD(struct row, secret, "x", "x", "x", .flags = FIELD_SECRET),
};
static const struct record_type row_type = RECORD_TYPE(row, row_fields, .plural = "rows",
	.vi = "hàng", .en = "row");

static const struct row full = { .head = { .id = { { 7 } }, .version = 3 }, .name = "Ea Na",
	.count = { true, 5 }, .on = { 2025, 7, 1 }, .at = { 1751302800000000 },
	.secret = "never" };

TEST(a_page_goes_on_behind_the_row_that_its_cursor_names)
{
	static const char *const orders[] = { "name", "count", "on", "at", "id", "version" };
	static const struct row empty = { .head = { .id = { { 9 } } } };

	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		const struct field *order = record_find_field(&row_type, orders[i]);
		const char *cursor = list_cursor_write(test_arena(), order, &full);
		struct bind binds[3];

		CHECK(list_cursor_read(test_arena(), order, cursor, binds));
		CHECK(binds[0].integer == 0 && id_equal(binds[2].id, full.head.id));
		/* bound as the table stores it, so that equal is equal */
		struct bind stored = list_bind(test_arena(), order, field_at_const(order, &full),
					       "after_value");

		CHECK(stored.type == binds[1].type && stored.integer == binds[1].integer);
		if (stored.type == BIND_TEXT)
			CHECK_TEXT(binds[1].bytes, stored.bytes);
		if (stored.type == BIND_ID)
			CHECK(id_equal(binds[1].id, stored.id));
	}
	for (size_t i = 0; i < 4; i++) {
		const struct field *order = record_find_field(&row_type, orders[i]);
		const char *cursor = list_cursor_write(test_arena(), order, &empty);
		struct bind binds[3];

		/* unknown values come last: the cursor says that it stands among them */
		CHECK(list_cursor_read(test_arena(), order, cursor, binds));
		CHECK(binds[0].integer == 1 && binds[1].type == BIND_NULL);
	}
}

TEST(what_is_no_cursor_of_this_order_is_refused)
{
	const struct field *name = record_find_field(&row_type, "name");
	const struct field *count = record_find_field(&row_type, "count");
	const struct field *on = record_find_field(&row_type, "at");
	const char *good = list_cursor_write(test_arena(), name, &full);
	struct bind binds[3];
	static const char *const bad[] = {
		"", "x", "!!!!", "W10", /* [] */ "WzEsMl0", /* [1,2] */
		"WyJ4IiwieSJd" /* ["x","y"] */, "e30" /* {} */, "bnVsbA" /* null */,
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		CHECK(!list_cursor_read(test_arena(), name, bad[i], binds));
	CHECK(!list_cursor_read(test_arena(), count, good, binds));
	CHECK(!list_cursor_read(test_arena(), on, good, binds));
	/* every cut of a good one */
	for (size_t length = 0; length < strlen(good); length++)
		CHECK(!list_cursor_read(test_arena(), name,
					arena_copy_bytes(test_arena(), good, length), binds));
}

static const char *csv_of(const char *name)
{
	struct row row = { .head = { .id = { { 7 } }, .version = 1 }, .name = name,
			   .count = { true, -5 }, .secret = "never" };
	void *items[] = { &row };
	struct list list = { .items = items, .count = 1 };
	struct text out = { .arena = test_arena() };

	list_write_csv(&out, &row_type, &list);
	const char *line = strstr(text_string(&out), "\r\n");

	CHECK(line != NULL && strstr(text_string(&out), "never") == NULL);
	CHECK(strstr(text_string(&out), "secret") == NULL);
	return line == NULL ? "" : line + 2;
}

TEST(no_cell_of_a_csv_file_begins_a_formula)
{
	static const struct { const char *name, *cell; } cases[] = {
		{ "Ea Na", "Ea Na" }, { "", "" }, { NULL, "" },
		{ "a,b", "\"a,b\"" }, { "a;b", "\"a;b\"" }, { "a\"b", "\"a\"\"b\"" },
		{ "a\nb", "\"a\nb\"" },
		{ "=1+1", "\"'=1+1\"" }, { "+84", "\"'+84\"" }, { "-x", "\"'-x\"" },
		{ "@a", "\"'@a\"" }, { "\t=1", "\"'\t=1\"" },
		{ "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		/* a number is no text: -5 stays what it is */
		CHECK_TEXT(csv_of(cases[i].name), arena_printf(test_arena(),
			   "07000000-0000-0000-0000-000000000000,1,none,,%s,-5,,\r\n",
			   cases[i].cell));
}

TEST(a_list_of_nothing_is_its_header)
{
	struct list list = { .count = 0 };
	struct text out = { .arena = test_arena() };

	list_write_csv(&out, &row_type, &list);
	CHECK_TEXT(text_string(&out), "id,version,label,scope_id,name,count,on,at\r\n");
	struct request request = request_of(NULL);

	request_reply_list(&request, &row_type, &list, NULL);
	CHECK_TEXT(text_string(&request.reply), "{\"items\":[],\"next\":null}");
}

TEST(a_record_is_answered_with_its_version_as_etag_and_without_secrets)
{
	struct request request = request_of(NULL);

	request_reply_record(&request, &row_type, &full);
	CHECK_TEXT(request.etag, "3");
	CHECK(strstr(text_string(&request.reply), "\"name\":\"Ea Na\"") != NULL);
	CHECK(strstr(text_string(&request.reply), "never") == NULL);
}

TEST(who_is_not_signed_in_may_only_what_anyone_may)
{
	struct request request = request_of(NULL);

	CHECK(request_may(&request, RIGHT_ANYONE, ID_NONE) && request.fault.kind == FAULT_NONE);
	CHECK(!request_may(&request, RIGHT_UNIT_READ, ID_NONE));
	CHECK(request.fault.kind == FAULT_NOT_SIGNED_IN);
}
