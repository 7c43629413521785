#include "base/sheet.h"

#include <string.h>

#include "tests/test.h"

/* Rows as "cell|cell\n", empty cells as nothing; the fault's or problem's code where the
   text is refused. */
static const char *rows_of(const char *bytes, size_t length)
{
	struct sheet sheet = { .count = 0 };
	struct fault fault = { .kind = FAULT_NONE };
	const char *out = "";

	if (!sheet_read(test_arena(), bytes, length, "a.csv", &sheet, &fault))
		return fault.problems == NULL ? fault_code(fault.kind) :
		       arena_printf(test_arena(), "%s:%s", fault.problems->pointer,
				    problem_code(fault.problems->kind));
	CHECK_TEXT(sheet.name, "a.csv");
	for (size_t r = 0; r < sheet.count; r++) {
		for (size_t c = 0; c < sheet.rows[r].count; c++) {
			const char *cell = sheet_cell(&sheet, r, (int)c);

			out = arena_printf(test_arena(), "%s%s%s", out, c > 0 ? "|" : "",
					   cell == NULL ? "" : cell);
		}
		out = arena_printf(test_arena(), "%s\n", out);
	}
	return out;
}

static const struct { const char *text, *rows; } texts[] = {
	{ "", "" },
	{ "\n\n", "" },
	{ "a,b", "a|b\n" },
	{ "a,b\r\n1,2\r\n", "a|b\n1|2\n" },
	{ "a\r1\r2", "a\n1\n2\n" },
	{ "a,b\n1\n1,2,3\n", "a|b\n1\n1|2|3\n" },
	{ "a,b\n,\n , \n1,2", "a|b\n1|2\n" },
	/* separators: what stands most often outside quotes in the first line */
	{ "a;b,c;d\n1;2;3", "a|b,c|d\n1|2|3\n" },
	{ "a\tb,c\td", "a|b,c|d\n" },
	{ "\"x;y;z\",b", "x;y;z|b\n" },
	/* quotes: doubled inside, a line's end inside, text behind */
	{ "\"a \"\"b\"\"\",c", "a \"b\"|c\n" },
	{ "\"a\nb\",c\n", "a\nb|c\n" },
	{ "\"a\"b,c", "ab|c\n" },
	{ "a\"b,c", "a\"b|c\n" },
	{ "\"\",b", "|b\n" },
	/* blanks around cells, the no-break ones of web pages and Word, too */
	{ " a\t,\xc2\xa0" "b\xc2\xa0,\xc2\xa0 c \xc2\xa0", "a|b|c\n" },
	{ "\xc2\xa0,\n1", "1\n" },
	{ "a\xc2\xa0" "b", "a\xc2\xa0" "b\n" },
	/* composed, however the file's writer keeps its letters */
	{ "o\xcc\x9b\xcc\x89", "ở\n" },
	/* the mark of UTF-8 that Windows puts before both forms */
	{ "\xef\xbb\xbf" "a,b", "a|b\n" },
	{ "\xef\xbb\xbf[{\"a\":1}]", "a\n1\n" },
	{ "a\n\"b", "2:quote_open" },
	{ "a,\xff", "1:bad_utf8" },
	{ " [{\"a\":1,\"b\":\"x\"},{\"b\":null,\"c\":true},{}]", "a|b|c\n1|x|\n||1\n" },
	{ "[{\"a\":1.5,\"b\":-7,\"c\":false}]", "a|b|c\n1.5|-7|0\n" },
	{ "[]", "" },
	{ "[1]", "/0:not_object" },
	{ "[{\"a\":{}}]", "/0/a:not_text" },
	{ "[{\"a\":1},{\"b\":[1]}]", "/1/b:not_text" },
	{ "[{\"a\":1}", "bad_request" },
	{ "PK\3\4 anything", "wrong_type" },
};

TEST(rows_of_csv_and_json_are_the_same_to_who_reads_them)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		CHECK_TEXT(rows_of(texts[i].text, strlen(texts[i].text)), texts[i].rows);
}

/* UTF-16, as "Unicode text" of a spreadsheet is: each second byte is a NUL. */
TEST(text_of_two_bytes_a_letter_is_of_the_wrong_type)
{
	CHECK_TEXT(rows_of("\xff\xfe" "a\0,\0b\0", 8), "wrong_type");
	CHECK_TEXT(rows_of("a,b\0", 4), "wrong_type");
}

static const char *repeat(const char *part, size_t count)
{
	size_t length = strlen(part);
	char *text = arena_alloc(test_arena(), count * length + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * length, part, length);
	return text;
}

TEST(cells_of_a_row_and_letters_of_a_cell_are_limited)
{
	const char *most = repeat("a,", SHEET_CELLS_MOST - 1);
	const char *more = repeat("a,", SHEET_CELLS_MOST);
	const char *cell = repeat("a", SHEET_CELL_BYTES_MOST);
	const char *longer = repeat("a", SHEET_CELL_BYTES_MOST + 1);
	const char *quoted = arena_printf(test_arena(), "\"%s\"", cell);
	const char *quoted_more = arena_printf(test_arena(), "\"%s\"b", cell);

	CHECK(strlen(rows_of(most, strlen(most))) == 2 * SHEET_CELLS_MOST - 1);
	CHECK_TEXT(rows_of(more, strlen(more)), "1:too_many_cells");
	CHECK(strlen(rows_of(cell, strlen(cell))) == SHEET_CELL_BYTES_MOST + 1);
	CHECK_TEXT(rows_of(longer, strlen(longer)), "1:too_long");
	CHECK(strlen(rows_of(quoted, strlen(quoted))) == SHEET_CELL_BYTES_MOST + 1);
	CHECK_TEXT(rows_of(quoted_more, strlen(quoted_more)), "1:too_long");
}

TEST(a_column_is_found_by_any_of_its_names_without_case_and_accents)
{
	static const char text[] = "Mã,TÊN  ĐƠN VỊ,,Cấp\n1,2,3,4\n";
	static const struct { const char *names[3]; int column; } cases[] = {
		{ { "ma" }, 0 }, { { "code", "mã" }, 0 }, { { "tên đơn vị" }, 1 },
		{ { "ten-don-vi" }, 1 }, { { "cap" }, 3 }, { { "Cấp", "Mã" }, 3 },
		{ { "tên" }, -1 }, { { "name" }, -1 }, { { NULL }, -1 },
	};
	struct sheet sheet = { .count = 0 };
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(sheet_read(test_arena(), text, sizeof(text) - 1, NULL, &sheet, &fault));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK(sheet_find_column(&sheet, cases[i].names) == cases[i].column);
}

TEST(cells_are_named_as_the_person_sees_them)
{
	static const struct { int column; const char *name; } cases[] = {
		{ -1, "7" }, { 0, "A7" }, { 25, "Z7" }, { 26, "AA7" }, { 51, "AZ7" },
		{ 52, "BA7" }, { 255, "IV7" },
	};
	struct sheet sheet = { .arena = test_arena() };
	struct fault fault = { .kind = FAULT_NONE };
	const char *cells[] = { "code" };

	CHECK(sheet_add_row(&sheet, 7, cells, 1, &fault));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(sheet_cell_name(test_arena(), &sheet, 0, cases[i].column),
			   cases[i].name);
	sheet.from_json = true;
	CHECK_TEXT(sheet_cell_name(test_arena(), &sheet, 0, 0), "/7/code");
	CHECK_TEXT(sheet_cell_name(test_arena(), &sheet, 0, -1), "/7");
}
