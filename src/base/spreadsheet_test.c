#include "base/spreadsheet.h"

#include "base/test_zip.h"
#include "tests/test.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

struct book {
	struct arena *arena;
	struct zip zip;
	struct sheet sheet;
	struct fault fault;
};

static struct book begin_book(void)
{
	struct book book = { .arena = arena_create() };

	book.zip.bytes.arena = book.zip.directory.arena = book.arena;
	return book;
}

static bool read_book(struct book *book)
{
	book->fault = (struct fault){ 0 };
	return spreadsheet_read(book->arena, book->zip.bytes.bytes, book->zip.bytes.length,
				"so-lieu.xlsx", &book->sheet, &book->fault);
}

/* A workbook as Excel writes one, of these rows. */
static struct book make_book(const char *workbook_properties, const char *styles,
			     const char *strings, const char *rows, const char *after)
{
	struct book book = begin_book();

	zip_add(&book.zip, "[Content_Types].xml", "<Types/>");
	zip_add(&book.zip, "_rels/.rels",
		"<Relationships><Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\""
		" Target=\"xl/workbook.xml\"/></Relationships>");
	zip_add(&book.zip, "xl/workbook.xml", arena_printf(book.arena,
		"<workbook xmlns:r=\"" OFFICE "\">%s<sheets>"
		"<sheet name=\"Ẩn\" sheetId=\"9\" state=\"hidden\" r:id=\"rId9\"/>"
		"<sheet name=\"Số liệu\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
		workbook_properties));
	zip_add(&book.zip, "xl/_rels/workbook.xml.rels",
		"<Relationships>"
		"<Relationship Id=\"rId9\" Type=\"" OFFICE "/worksheet\" Target=\"no.xml\"/>"
		"<Relationship Id=\"rId1\" Type=\"" OFFICE "/worksheet\""
		" Target=\"/xl/worksheets/sheet1.xml\"/>"
		"<Relationship Id=\"rId2\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
		"<Relationship Id=\"rId3\" Type=\"" OFFICE "/sharedStrings\""
		" Target=\"./sharedStrings.xml\"/></Relationships>");
	if (styles != NULL)
		zip_add(&book.zip, "xl/styles.xml", styles);
	if (strings != NULL)
		zip_add(&book.zip, "xl/sharedStrings.xml", strings);
	zip_add(&book.zip, "xl/worksheets/sheet1.xml", arena_printf(book.arena,
		"<worksheet><sheetData>%s</sheetData>%s</worksheet>", rows, after));
	zip_end(&book.zip);
	return book;
}

static struct book make_plain(const char *rows)
{
	return make_book("", NULL, NULL, rows, "");
}

static const char *cell(const struct book *book, size_t row, int column)
{
	const char *text = row < book->sheet.count ? sheet_cell(&book->sheet, row, column) : NULL;

	return text == NULL ? "(none)" : text;
}

#define INLINE(cell_, text_) "<c r=\"" cell_ "\" t=\"inlineStr\"><is><t>" text_ "</t></is></c>"

TEST(texts_of_a_workbook_are_read_however_they_are_kept)
{
	struct book book = make_book("", NULL,
		"<sst><si><t>Mã</t></si><si><r><t>Xã </t></r><r><rPr><b/></rPr><t>Ea Na</t></r>"
		"<rPh><t>no</t></rPh></si></sst>",
		"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>" INLINE("B1", "Tên") "</row>"
		"<row r=\"2\"><c r=\"A2\" t=\"str\"><f>1+1</f><v>24559</v></c>"
		"<c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"b\"><v>1</v></c>"
		"<c r=\"D2\" t=\"s\"><v>7</v></c></row>", "");

	CHECK(read_book(&book));
	CHECK_TEXT(cell(&book, 0, 0), "Mã");
	CHECK_TEXT(cell(&book, 0, 1), "Tên");
	CHECK_TEXT(cell(&book, 1, 0), "24559");
	CHECK_TEXT(cell(&book, 1, 1), "Xã Ea Na");
	CHECK_TEXT(cell(&book, 1, 2), "true");
	CHECK_TEXT(cell(&book, 1, 3), "(none)");
	CHECK_TEXT(book.sheet.name, "so-lieu.xlsx");
	arena_destroy(&book.arena);
}

#define STYLES \
	"<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\/mm\\/yyyy;@\"/>" \
	"<numFmt numFmtId=\"165\" formatCode=\"00000\"/>" \
	"<numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/>" \
	"<numFmt numFmtId=\"167\" formatCode=\"&quot;day&quot; 0.0\"/>" \
	"<numFmt numFmtId=\"168\" formatCode=\"yyyy-mm-dd hh:mm\"/></numFmts>" \
	"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>" \
	"<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>" \
	"<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/>" \
	"<xf numFmtId=\"168\"/><xf numFmtId=\"20\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"
#define NUMBER(style_, value_) "<c s=\"" style_ "\"><v>" value_ "</v></c>"

TEST(numbers_follow_their_formats)
{
	struct book book = make_book("", STYLES, NULL,
		"<row>" INLINE("A1", "a") INLINE("B1", "b") "</row><row>"
		NUMBER("0", "24559") NUMBER("1", "45839") NUMBER("2", "45839") NUMBER("3", "7")
		NUMBER("4", "1.5") NUMBER("5", "2.5") NUMBER("6", "45839.354166666664")
		NUMBER("7", "0.3125") NUMBER("8", "45839.0") NUMBER("0", "0.1")
		NUMBER("1", "60") NUMBER("1", "59") NUMBER("1", "61") NUMBER("99", "8")
		NUMBER("0", "1.2345678901234567E+25") "</row>", "");
	static const char *const wanted[] = { "24559", "2025-07-01", "2025-07-01", "00007",
		"36:00:00", "2.5", "2025-07-01T08:30:00", "07:30:00", "2025-07-01", "0.1", "60",
		"1900-02-28", "1900-03-01", "8", "1.23456789012346e+25" };

	CHECK(read_book(&book));
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		CHECK_TEXT(cell(&book, 1, (int)i), wanted[i]);
	arena_destroy(&book.arena);
}

TEST(days_of_a_workbook_that_counts_from_1904_are_right)
{
	struct book book = make_book("<workbookPr date1904=\"1\"/>", STYLES, NULL,
		"<row>" INLINE("A1", "a") INLINE("B1", "b") "</row><row>" NUMBER("1", "44377")
		NUMBER("1", "0") "</row>", "");

	CHECK(read_book(&book));
	CHECK_TEXT(cell(&book, 1, 0), "2025-07-01");
	CHECK_TEXT(cell(&book, 1, 1), "1904-01-01");
	arena_destroy(&book.arena);
}

TEST(a_blank_header_cell_does_not_shift_the_columns)
{
	struct book book = make_plain(
		"<row r=\"1\">" INLINE("A1", "code") INLINE("C1", "name") "</row>"
		"<row r=\"2\"/><row r=\"3\"><c r=\"A3\" s=\"4\"/></row>"
		"<row r=\"4\">" INLINE("A4", "1") INLINE("B4", "x") INLINE("C4", "Xã A") "</row>");

	CHECK(read_book(&book));
	CHECK(book.sheet.count == 2);
	CHECK_TEXT(cell(&book, 0, 2), "name");
	CHECK_TEXT(cell(&book, 1, 2), "Xã A");
	CHECK(book.sheet.rows[1].number == 4);
	CHECK_TEXT(sheet_cell_name(book.arena, &book.sheet, 1, 2), "C4");
	arena_destroy(&book.arena);
}

TEST(cells_without_references_and_a_missing_styles_part_are_read)
{
	struct book book = make_plain("<row><c t=\"inlineStr\"><is><t>code</t></is></c>"
				      "<c t=\"inlineStr\"><is><t>day</t></is></c></row>"
				      "<row><c s=\"3\"><v>1</v></c>"
				      "<c s=\"1\"><v>45839</v></c></row>");

	CHECK(read_book(&book));
	CHECK_TEXT(cell(&book, 0, 1), "day");
	CHECK_TEXT(cell(&book, 1, 1), "45839");
	CHECK(book.sheet.rows[1].number == 2);
	arena_destroy(&book.arena);
}

TEST(titles_above_the_table_are_passed_over)
{
	struct book book = make_book("", NULL, NULL,
		"<row r=\"1\">" INLINE("A1", "ỦY BAN NHÂN DÂN") INLINE("D1", "CỘNG HÒA") "</row>"
		"<row r=\"3\">" INLINE("A3", "DANH SÁCH ĐƠN VỊ") "</row>"
		"<row r=\"5\">" INLINE("A5", "Mã") INLINE("B5", "Tên") "</row>"
		"<row r=\"6\">" INLINE("A6", "1") INLINE("B6", "Xã A") "</row>",
		"<mergeCells count=\"3\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"D1:F1\"/>"
		"<mergeCell ref=\"A3:F3\"/></mergeCells>");

	CHECK(read_book(&book));
	CHECK(book.sheet.count == 2 && book.sheet.rows[0].number == 5);
	CHECK_TEXT(cell(&book, 0, 0), "Mã");
	arena_destroy(&book.arena);
}

TEST(a_sheet_of_one_column_begins_with_its_first_row)
{
	struct book book = make_plain("<row>" INLINE("A1", "full_name") "</row>"
				      "<row>" INLINE("A2", "Người Thử") "</row>");

	CHECK(read_book(&book));
	CHECK(book.sheet.count == 2);
	CHECK_TEXT(cell(&book, 0, 0), "full_name");
	arena_destroy(&book.arena);
}

static void check_refused(struct book *book, enum fault_kind kind)
{
	zip_end(&book->zip);
	CHECK(!read_book(book));
	CHECK(book->fault.kind == kind);
	arena_destroy(&book->arena);
}

TEST(a_zip_that_is_no_workbook_is_of_the_wrong_type)
{
	struct book empty = begin_book(), other = begin_book(), word = begin_book();

	check_refused(&empty, FAULT_WRONG_TYPE);
	zip_add(&other.zip, "readme.txt", "hello");
	check_refused(&other, FAULT_WRONG_TYPE);
	zip_add(&word.zip, "_rels/.rels",
		"<Relationships><Relationship Id=\"a\" Type=\"" OFFICE "/officeDocument\""
		" Target=\"word/document.xml\"/></Relationships>");
	zip_add(&word.zip, "word/document.xml", "<document/>");
	check_refused(&word, FAULT_WRONG_TYPE);
}

TEST(files_of_other_kinds_are_of_the_wrong_type)
{
	static const struct { const char *bytes; size_t length; } files[] = {
		{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", 12 }, { "PK\3\4 no zip at all", 18 },
		{ "%PDF-1.7\0\1", 10 }, { "\x89PNG\r\n\x1a\n\0", 9 },
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct arena *arena = arena_create();
		struct fault fault = { .kind = FAULT_NONE };
		struct sheet sheet;

		CHECK(!spreadsheet_read(arena, files[i].bytes, files[i].length, NULL, &sheet,
					&fault));
		CHECK(fault.kind == FAULT_WRONG_TYPE);
		arena_destroy(&arena);
	}
}

TEST(csv_and_json_come_in_by_the_same_door)
{
	struct arena *arena = arena_create();
	struct fault fault = { .kind = FAULT_NONE };
	struct sheet sheet;

	CHECK(spreadsheet_read(arena, "a,b\n1,2\n", 8, "x.csv", &sheet, &fault));
	CHECK(sheet.count == 2);
	CHECK(spreadsheet_read(arena, "[{\"a\":1}]", 9, "x.json", &sheet, &fault));
	CHECK(sheet.count == 2 && sheet.from_json);
	arena_destroy(&arena);
}

TEST(a_packed_trap_is_refused_as_too_large)
{
	struct book book = begin_book();

	zip_add_blanks(&book.zip, "xl/workbook.xml", 400000);
	CHECK(book.zip.bytes.length < 700000);
	check_refused(&book, FAULT_TOO_LARGE);
}

TEST(document_types_and_deep_nesting_are_refused)
{
	struct book entities = begin_book(), deep = begin_book();
	struct text nested = { .arena = deep.arena };

	zip_add(&entities.zip, "xl/workbook.xml",
		"<!DOCTYPE a [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><workbook>&b;"
		"</workbook>");
	check_refused(&entities, FAULT_TOO_LARGE);
	for (int i = 0; i < 100; i++)
		text_add(&nested, "<a>");
	zip_add(&deep.zip, "xl/workbook.xml", text_string(&nested));
	check_refused(&deep, FAULT_TOO_LARGE);
}

TEST(a_damaged_workbook_is_told_apart)
{
	struct book book = begin_book(), cut = make_plain("<row>" INLINE("A1", "a") "</row>");

	zip_add(&book.zip, "xl/workbook.xml", "<workbook><sheets>");
	check_refused(&book, FAULT_WRONG_TYPE);
	cut.zip.bytes.length /= 2;
	CHECK(!read_book(&cut));
	CHECK(cut.fault.kind == FAULT_WRONG_TYPE);
	arena_destroy(&cut.arena);
}

TEST(too_many_columns_and_a_cell_that_is_too_long_are_refused)
{
	struct book wide = make_plain("<row>" INLINE("A1", "a") INLINE("IW1", "b") "</row>");
	struct text text = { .arena = wide.arena };

	CHECK(!read_book(&wide));
	CHECK(wide.fault.kind == FAULT_TOO_LARGE);
	for (int i = 0; i < 33000; i++)
		text_add_char(&text, 'x');
	struct book full = make_plain(arena_printf(wide.arena,
		"<row><c t=\"inlineStr\"><is><t>%s</t></is></c></row>", text_string(&text)));

	CHECK(!read_book(&full));
	CHECK(full.fault.kind == FAULT_TOO_LARGE);
	arena_destroy(&full.arena);
	arena_destroy(&wide.arena);
}
