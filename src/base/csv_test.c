#include "base/csv.h"

#include <string.h>

#include "base/import_result.h"
#include "tests/test.h"

static struct arena *arena;

static struct sheet read(const char *text, struct fault *fault)
{
	struct sheet sheet = { 0 };

	if (arena == NULL)
		arena = arena_create();
	*fault = (struct fault){ 0 };
	if (!sheet_read(arena, text, strlen(text), NULL, &sheet, fault))
		sheet.count = 0;
	return sheet;
}

TEST(csv_reads_quotes_marks_and_line_ends)
{
	struct fault fault;
	struct sheet s = read("\xef\xbb\xbf" "code,name\r\n01,\"A \"\"b\"\", c\"\r"
			      "02,\"x\ny\"\n", &fault);

	CHECK(s.count == 3 && fault.kind == FAULT_NONE);
	CHECK_TEXT(sheet_cell(&s, 0, 0), "code");
	CHECK_TEXT(sheet_cell(&s, 1, 1), "A \"b\", c");
	CHECK_TEXT(sheet_cell(&s, 2, 1), "x\ny");
	CHECK(sheet_cell(&s, 2, 5) == NULL && sheet_cell(&s, 2, -1) == NULL);
}

TEST(csv_finds_the_separator_in_the_first_line)
{
	struct fault fault;
	struct sheet s = read("mã;tên\n1;\"a;b\"\n", &fault);

	CHECK(s.count == 2);
	CHECK_TEXT(sheet_cell(&s, 1, 1), "a;b");
	s = read("mã\ttên\n1\ta,b\n", &fault);
	CHECK(s.count == 2);
	CHECK_TEXT(sheet_cell(&s, 1, 1), "a,b");
}

TEST(cells_are_trimmed_composed_and_empty_rows_left_out)
{
	struct fault fault;
	struct sheet s = read("name,x\n  Ho\xcc\x80" "a ,\n,\n\xc2\xa0" "b,\n", &fault);

	CHECK(s.count == 3 && s.rows[2].number == 4);
	CHECK_TEXT(sheet_cell(&s, 1, 0), "Hòa");
	CHECK_TEXT(sheet_cell(&s, 2, 0), "b");
	CHECK(sheet_cell(&s, 1, 1) == NULL);
}

TEST(csv_names_the_line_of_a_quote_that_is_never_closed)
{
	struct fault fault;

	read("a,b\n1,2\n3,\"4\n5\n", &fault);
	CHECK(fault.kind == FAULT_INVALID && fault.problems->kind == PROBLEM_QUOTE_OPEN);
	CHECK_TEXT(fault.problems->pointer, "3");
	read("a\n\xff\n", &fault);
	CHECK(fault.kind == FAULT_INVALID && fault.problems->kind == PROBLEM_BAD_UTF8);
}

TEST(a_spreadsheet_or_binary_file_is_refused_by_its_type)
{
	struct fault fault;
	struct sheet sheet;

	read("PK\3\4rest", &fault);
	CHECK(fault.kind == FAULT_WRONG_TYPE);
	CHECK(!sheet_read(arena, "a\0b", 3, NULL, &sheet, &fault));
	CHECK(fault.kind == FAULT_WRONG_TYPE);
}

TEST(json_array_becomes_the_same_rows)
{
	struct fault fault;
	struct sheet s = read("[{\"code\":\"1\",\"certain\":true},"
			      "{\"name\":\"b\",\"code\":2}]", &fault);
	const char *names[] = { "CODE", NULL };

	CHECK(s.count == 3 && s.from_json);
	CHECK(sheet_find_column(&s, names) == 0);
	CHECK_TEXT(sheet_cell(&s, 1, 1), "1");
	CHECK_TEXT(sheet_cell(&s, 2, 0), "2");
	CHECK_TEXT(sheet_cell_name(arena, &s, 2, 0), "/1/code");
	read("[{\"code\":[1]}]", &fault);
	CHECK(fault.kind == FAULT_INVALID);
	CHECK_TEXT(fault.problems->pointer, "/0/code");
	read("[1]", &fault);
	CHECK(fault.problems != NULL && fault.problems->kind == PROBLEM_NOT_OBJECT);
}

TEST(columns_are_named_as_a_spreadsheet_does)
{
	struct fault fault;
	struct sheet s = read("a\n1\n", &fault);

	CHECK_TEXT(sheet_cell_name(arena, &s, 1, 0), "A2");
	CHECK_TEXT(sheet_cell_name(arena, &s, 1, 25), "Z2");
	CHECK_TEXT(sheet_cell_name(arena, &s, 1, 26), "AA2");
	CHECK_TEXT(sheet_cell_name(arena, &s, 1, -1), "2");
}

TEST(a_refused_row_counts_once_however_much_is_wrong_with_it)
{
	struct fault fault;
	struct sheet s = read("code,name\n1,\n2,\n", &fault);
	struct import_result result = { .arena = arena };
	struct text out = { .arena = arena };

	import_say(&result, &s, 1, 1, IMPORT_WARNING, PROBLEM_REQUIRED, NULL);
	CHECK(!import_is_refused(&result));
	import_say(&result, &s, 1, 0, IMPORT_ERROR, PROBLEM_REQUIRED, NULL);
	fault_add_problem(&fault, arena, "/name", PROBLEM_REQUIRED, NULL);
	CHECK(import_take_problems(&result, &s, 1, NULL, NULL, &fault) && fault.kind == FAULT_NONE);
	CHECK(result.refused == 1 && result.message_count == 3);
	import_write_json(&out, &result, LANGUAGE_EN);
	CHECK(strstr(text_string(&out), "{\"row\":2,\"cell\":\"B2\",\"column\":\"name\","
		"\"severity\":\"error\",\"code\":\"required\","
		"\"message\":\"A value is needed.\"}") != NULL);
	CHECK(!import_set_fault(&result, &fault) && fault.kind == FAULT_INVALID);
	CHECK_TEXT(fault.problems->pointer, "A2");
}
