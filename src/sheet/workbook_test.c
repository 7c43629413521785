#include "sheet/workbook.h"

#include "sheet/test_workbook.h"

#define CELL(value_) "<worksheet><row><c><v>" value_ "</v></c></row></worksheet>"
#define THREE_SHEETS WORKBOOK("<workbookPr date1904='1'/><sheets>" \
	"<sheet name='Ẩn' sheetId='1' r:id='rs1' state='hidden'/>" \
	"<sheet name='Một' sheetId='2' r:id='rs2'/>" \
	"<sheet name='Hai &amp; ba' sheetId='3' r:id='rs3' state='visible'/>" \
	"<sheet sheetId='4' r:id='rs4'/></sheets>")

static const struct test_part three_sheets[] = {
	{ "_rels/.rels", WORKBOOK_RELATION },
	{ "xl/workbook.xml", THREE_SHEETS },
	{ "xl/_rels/workbook.xml.rels", "<Relationships>"
	  SHEET_RELATION("rs1", "worksheets/a.xml") SHEET_RELATION("rs2", "/xl/worksheets/b.xml")
	  SHEET_RELATION("rs3", "../xl/worksheets/c.xml") "<Relationship Id='x'/>"
	  "</Relationships>" },
	{ "xl/worksheets/a.xml", CELL("1") },
	{ "xl/worksheets/b.xml", CELL("2") },
	{ "xl/worksheets/c.xml", CELL("3") },
	{ NULL, NULL },
};

TEST(the_sheet_asked_for_is_read_or_the_first_that_is_not_hidden)
{
	static const struct { const char *name, *printed; } cases[] = {
		{ NULL, "{\"sheet\":\"Một\"}\n[1,\"2\"]\n" },
		{ "Một", "{\"sheet\":\"Một\"}\n[1,\"2\"]\n" },
		{ "Hai & ba", "{\"sheet\":\"Hai & ba\"}\n[1,\"3\"]\n" },
		/* who asks by name may have the hidden one */
		{ "Ẩn", "{\"sheet\":\"Ẩn\"}\n[1,\"1\"]\n" },
	};
	enum xlsx_status status;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK_TEXT(read_parts(three_sheets, cases[i].name, &status), cases[i].printed);
		CHECK(status == XLSX_DONE);
	}
	read_parts(three_sheets, "một", &status);
	CHECK(status == XLSX_NO_SHEET);
}

TEST(a_sheet_without_a_part_never_shows_the_cells_of_another)
{
	static const struct test_part parts[] = {
		{ "_rels/.rels", WORKBOOK_RELATION },
		{ "xl/workbook.xml", WORKBOOK("<sheets><sheet name='Một' r:id='rs1'/>"
					      "<sheet name='Hai' r:id='lost'/>"
					      "<sheet name='Ba'/></sheets>") },
		{ "xl/_rels/workbook.xml.rels", "<Relationships>"
		  SHEET_RELATION("rs1", "worksheets/sheet1.xml") "</Relationships>" },
		{ "xl/worksheets/sheet1.xml", CELL("1") },
		{ NULL, NULL },
	};
	enum xlsx_status status;

	CHECK_TEXT(read_parts(parts, NULL, &status), "{\"sheet\":\"Một\"}\n[1,\"1\"]\n");
	read_parts(parts, "Hai", &status);
	CHECK(status == XLSX_DAMAGED);
	read_parts(parts, "Ba", &status);
	CHECK(status == XLSX_DAMAGED);
}

TEST(the_only_sheet_may_lack_its_relation)
{
	static const struct test_part parts[] = {
		{ "xl/workbook.xml", WORKBOOK("<sheets><sheet name='Một'/></sheets>") },
		{ "XL/Worksheets/Sheet1.xml", CELL("5") },	/* names know no case */
		{ NULL, NULL },
	};
	enum xlsx_status status;

	CHECK_TEXT(read_parts(parts, NULL, &status), "{\"sheet\":\"Một\"}\n[1,\"5\"]\n");
	CHECK(status == XLSX_DONE);
}

TEST(hidden_sheets_are_read_where_there_are_no_others)
{
	static const struct test_part parts[] = {
		{ "xl/workbook.xml", WORKBOOK("<sheets><sheet name='Ẩn' state='veryHidden'/>"
					      "</sheets>") },
		{ "xl/worksheets/sheet1.xml", CELL("5") },
		{ NULL, NULL },
	};
	enum xlsx_status status;

	CHECK_TEXT(read_parts(parts, NULL, &status), "{\"sheet\":\"Ẩn\"}\n[1,\"5\"]\n");
}

static const struct {
	struct test_part parts[3];
	enum xlsx_status status;
} refusals[] = {
	{ { { "a.txt", "x" } }, XLSX_WRONG_TYPE },
	{ { { "xl/workbook.xml", "<document/>" } }, XLSX_WRONG_TYPE },
	{ { { "xl/workbook.xml", "<workbook" } }, XLSX_DAMAGED },
	{ { { "xl/workbook.xml", "<workbook>\xff</workbook>" } }, XLSX_DAMAGED },
	{ { { "xl/workbook.xml", "<workbook/>" } }, XLSX_NO_SHEET },
	{ { { "_rels/.rels", "<Relationships>" }, { "xl/workbook.xml", ONE_SHEET } },
	  XLSX_DAMAGED },
	{ { { "xl/workbook.xml", ONE_SHEET } }, XLSX_DAMAGED },	/* the sheet is missing */
	{ { { "xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><workbook>&b;</workbook>" } },
	  XLSX_TOO_LARGE },
};

TEST(each_way_to_be_no_workbook_has_its_own_status)
{
	enum xlsx_status status;

	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		read_parts(refusals[i].parts, NULL, &status);
		if (status != refusals[i].status)
			fprintf(stderr, "refusal %zu ends with %d\n", i, (int)status);
		CHECK(status == refusals[i].status);
	}
	read_bytes("", 0, NULL, &status);
	CHECK(status == XLSX_WRONG_TYPE);
	read_bytes("PK\3\4", 4, NULL, &status);
	CHECK(status == XLSX_WRONG_TYPE || status == XLSX_DAMAGED);
}

TEST(every_cut_of_a_workbook_is_refused_and_none_is_read_as_less)
{
	struct zip zip = zip_of(three_sheets);
	enum xlsx_status status;

	for (size_t length = 0; length < zip.bytes.length; length += 7) {
		/* a copy of its own, so that reading behind the cut is seen by the sanitizer */
		const char *cut = arena_copy_bytes(test_arena(), text_string(&zip.bytes), length);

		CHECK_TEXT(read_bytes(cut, length, NULL, &status), "");
		CHECK(status == XLSX_WRONG_TYPE || status == XLSX_DAMAGED);
	}
}

TEST(deep_xml_and_crowds_of_sheets_are_refused)
{
	struct text deep = { .arena = test_arena() }, many = { .arena = test_arena() };
	enum xlsx_status status;

	text_add(&deep, "<workbook>");
	for (int i = 0; i < 64; i++)
		text_add(&deep, "<a>");
	for (int i = 0; i < 64; i++)
		text_add(&deep, "</a>");
	text_add(&deep, "</workbook>");
	read_parts((const struct test_part[]){ { "xl/workbook.xml", text_string(&deep) }, { 0 } },
		   NULL, &status);
	CHECK(status == XLSX_TOO_LARGE);
	text_add(&many, "<workbook>");
	for (int i = 0; i <= 1000; i++)
		text_add(&many, "<sheet name='x'/>");
	text_add(&many, "</workbook>");
	read_parts((const struct test_part[]){ { "xl/workbook.xml", text_string(&many) }, { 0 } },
		   NULL, &status);
	CHECK(status == XLSX_TOO_LARGE);
}

TEST(a_part_that_unpacks_to_far_more_than_it_is_packed_is_a_trap)
{
	struct zip zip = { .bytes = { .arena = test_arena() },
			   .directory = { .arena = test_arena() } };
	enum xlsx_status status;

	/* 8 MB of blanks in 53 kB: each run is 258 bytes in 13 bits */
	zip_add_blanks(&zip, "xl/workbook.xml", (8 << 20) / 258);
	zip_end(&zip);
	CHECK(zip.bytes.length * 120 < 8 << 20);
	read_bytes(text_string(&zip.bytes), zip.bytes.length, NULL, &status);
	CHECK(status == XLSX_TOO_LARGE);
}
