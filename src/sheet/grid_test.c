#include "sheet/grid.h"

#include "sheet/test_workbook.h"

#define SHEET(rows_) "<worksheet><sheetData>" rows_ "</sheetData></worksheet>"

static const struct {
	const char *content, *rows;
} sheets[] = {
	{ SHEET(""), "" },
	{ SHEET("<row r='3'><c r='B3'><v>7</v></c></row>"), "[3,null,\"7\"]\n" },
	/* without references, cells and rows follow each other */
	{ SHEET("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
	  "[1,\"1\",\"2\"]\n[2,\"3\"]\n" },
	/* a reference sets the place from which the next ones count */
	{ SHEET("<row r='2'><c r='C2'><v>1</v></c><c><v>2</v></c></row>"),
	  "[2,null,null,\"1\",\"2\"]\n" },
	{ SHEET("<row r='1'><c r='D1'><v>1</v></c><c r='a1'><v>2</v></c></row>"),
	  "[1,\"2\",null,null,\"1\"]\n" },
	/* the last of two cells at one place stays */
	{ SHEET("<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>"), "[1,\"2\"]\n" },
	/* references that are none count as missing */
	{ SHEET("<row r='1'><c r='1A'><v>1</v></c><c r='A0'><v>2</v></c><c r=''><v>3</v></c>"
		"</row>"),
	  "[1,\"1\",\"2\",\"3\"]\n" },
	/* rows out of order, with no number or one that no sheet has, follow the one before */
	{ SHEET("<row r='5'><c><v>1</v></c></row><row r='2'><c><v>2</v></c></row>"
		"<row r='9999999'><c><v>3</v></c></row><row r='-1'><c><v>4</v></c></row>"),
	  "[5,\"1\"]\n[6,\"2\"]\n[7,\"3\"]\n[8,\"4\"]\n" },
	{ SHEET("<row r='1'><c t='b'><v>1</v></c><c t='b'><v>0</v></c></row>"),
	  "[1,\"true\",\"false\"]\n" },
	/* the value of a formula, not the formula; an error as it is shown */
	{ SHEET("<row r='1'><c><f>A1+1</f><v>8</v></c><c t='e'><v>#DIV/0!</v></c>"
		"<c t='str'><f>B1</f><v>văn bản</v></c></row>"),
	  "[1,\"8\",\"#DIV/0!\",\"văn bản\"]\n" },
	{ SHEET("<row r='1'><c t='inlineStr'><is><r><t>Ea </t></r><r><t>Na</t></r>"
		"<rPh><t>ea na</t></rPh></is></c></row>"), "[1,\"Ea Na\"]\n" },
	/* blanks alone are no content, and rows without content are left out */
	{ SHEET("<row r='1'><c t='str'><v> \t</v></c></row><row r='2'><c><v>1</v></c></row>"),
	  "[2,\"1\"]\n" },
	{ SHEET("<row r='1'><c t='str'><v>&quot;a\\b&#9;c&quot;</v></c></row>"),
	  "[1,\"\\\"a\\\\b\\u0009c\\\"\"]\n" },
	/* a row inside a row is nothing that a program writes: its cells count once */
	{ SHEET("<row r='1'><c r='A1'><v>1</v></c><row r='2'><c r='A2'><v>2</v></c></row></row>"),
	  "[2,\"2\"]\n" },
};

TEST(cells_come_to_their_places_however_they_are_written)
{
	for (size_t i = 0; i < sizeof(sheets) / sizeof(sheets[0]); i++) {
		enum xlsx_status status;

		CHECK_TEXT(read_sheet(sheets[i].content, NULL, NULL, &status), sheets[i].rows);
		CHECK(status == XLSX_DONE);
	}
}

TEST(shared_texts_are_found_by_their_number_and_nothing_else)
{
	static const char strings[] = "<sst><si><t>không</t></si>"
		"<si><r><t>Buôn </t></r><r><t>Trấp</t></r><rPh><t>x</t></rPh></si><si/></sst>";
	static const struct { const char *value, *expected; } cases[] = {
		{ "0", "[1,\"không\"]\n" }, { "1", "[1,\"Buôn Trấp\"]\n" }, { "2", "" },
		{ "3", "" }, { "-1", "" }, { "99999999999999999999", "" },
		/* what is no number is no text of ours, least of all the first */
		{ "x", "" }, { "1x", "" }, { " ", "" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum xlsx_status status;
		const char *content = arena_printf(test_arena(), SHEET(
			"<row r='1'><c t='s'><v>%s</v></c></row>"), cases[i].value);

		CHECK_TEXT(read_sheet(content, strings, NULL, &status), cases[i].expected);
		CHECK(status == XLSX_DONE);
	}
}

TEST(numbers_follow_the_format_of_their_style)
{
	static const char styles[] = "<styleSheet><numFmts>"
		"<numFmt numFmtId='164' formatCode='00000'/>"
		"<numFmt numFmtId='14' formatCode='hh:mm'/><numFmt formatCode='x'/></numFmts>"
		"<cellStyleXfs><xf numFmtId='22'/></cellStyleXfs>"
		"<cellXfs><xf/><xf numFmtId='164'/><xf numFmtId='15'/><xf numFmtId='14'/></cellXfs>"
		"</styleSheet>";
	static const char content[] = SHEET("<row r='1'><c s='0'><v>31</v></c>"
		"<c s='1'><v>31</v></c><c s='2'><v>45839</v></c>"
		/* a format of the file goes before the built-in one of its number */
		"<c s='3'><v>0.5</v></c>"
		/* styles that are not there leave the number plain */
		"<c s='4'><v>45839</v></c><c s='-1'><v>1</v></c><c><v>2</v></c></row>");
	enum xlsx_status status;

	CHECK_TEXT(read_sheet(content, NULL, styles, &status),
		   "[1,\"31\",\"00031\",\"2025-07-01\",\"12:00:00\",\"45839\",\"1\",\"2\"]\n");
	CHECK(status == XLSX_DONE);
}

TEST(more_columns_and_longer_cells_than_any_table_has_are_refused)
{
	struct text wide = { .arena = test_arena() }, cell = { .arena = test_arena() };
	enum xlsx_status status;

	/* IV is the 256th column */
	CHECK(read_sheet(SHEET("<row r='1'><c r='IV1'><v>1</v></c></row>"), NULL, NULL,
			 &status)[0] == '[');
	CHECK(status == XLSX_DONE);
	read_sheet(SHEET("<row r='1'><c r='XFD1'><v>1</v></c></row>"), NULL, NULL, &status);
	CHECK(status == XLSX_TOO_LARGE);
	read_sheet(SHEET("<row r='1'><c r='IW1'><v>1</v></c></row>"), NULL, NULL, &status);
	CHECK(status == XLSX_TOO_LARGE);
	/* an empty cell out there is only formatted */
	read_sheet(SHEET("<row r='1'><c r='IW1' s='1'/></row>"), NULL, NULL, &status);
	CHECK(status == XLSX_DONE);
	for (int i = 0; i < 32767; i++)
		text_add_char(&cell, 'a');
	text_add_format(&wide, SHEET("<row r='1'><c t='str'><v>%s</v></c></row>"),
			text_string(&cell));
	read_sheet(text_string(&wide), NULL, NULL, &status);
	CHECK(status == XLSX_DONE);
	text_add_char(&cell, 'a');
	wide.length = 0;
	text_add_format(&wide, SHEET("<row r='1'><c t='str'><v>%s</v></c></row>"),
			text_string(&cell));
	read_sheet(text_string(&wide), NULL, NULL, &status);
	CHECK(status == XLSX_TOO_LARGE);
	wide.length = 0;
	text_add_format(&wide, "<sst><si><t>%s</t></si></sst>", text_string(&cell));
	read_sheet(SHEET(""), text_string(&wide), NULL, &status);
	CHECK(status == XLSX_TOO_LARGE);
}

#define TITLE(row_, text_) \
	"<row r='" row_ "'><c r='A" row_ "' t='str'><v>" text_ "</v></c></row>"
#define TWO(row_, left_, right_) \
	"<row r='" row_ "'><c r='A" row_ "' t='str'><v>" left_ "</v></c>" \
	"<c r='B" row_ "' t='str'><v>" right_ "</v></c></row>"

static const struct {
	const char *content, *first;	/* how the first printed row begins */
} headers[] = {
	{ SHEET(TWO("1", "Mã", "Tên") TWO("2", "1", "Ea Na")), "[1,\"Mã\"" },
	{ SHEET(TITLE("1", "DANH SÁCH") TWO("3", "Mã", "Tên")), "[3,\"Mã\"" },
	/* a sheet of one column has no titles above it */
	{ SHEET(TITLE("1", "Mã") TITLE("2", "24559")), "[1,\"Mã\"" },
	/* two merged cells side by side are titles as well: nation on the right, office left */
	{ "<worksheet><sheetData>" TWO("1", "TỈNH", "CỘNG HÒA") TWO("4", "Mã", "Tên")
	  "</sheetData><mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='B1:F1'/></mergeCells>"
	  "</worksheet>", "[4,\"Mã\"" },
	/* cells merged downwards only are names of columns */
	{ "<worksheet><sheetData>" TWO("1", "Mã", "Tên") TWO("3", "1", "Ea Na")
	  "</sheetData><mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='B1:B2'/>"
	  "<mergeCell ref='nonsense'/><mergeCell/><mergeCell ref='A9'/></mergeCells></worksheet>",
	  "[1,\"Mã\"" },
};

TEST(the_header_is_the_first_row_that_is_more_than_a_title)
{
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		enum xlsx_status status;
		const char *rows = read_sheet(headers[i].content, NULL, NULL, &status);

		CHECK(status == XLSX_DONE);
		if (strncmp(rows, headers[i].first, strlen(headers[i].first)) != 0)
			CHECK_TEXT(rows, headers[i].first);
	}
}
