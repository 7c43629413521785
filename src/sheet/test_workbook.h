#ifndef SHEET_TEST_WORKBOOK_H
#define SHEET_TEST_WORKBOOK_H
/* Workbooks built part by part, and what the reader makes of them. */

#include "base/test_zip.h"
#include "sheet/xlsx.h"
#include "tests/test.h"

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

struct test_part {
	const char *name, *content;	/* NULL ends the list */
};

static inline struct zip zip_of(const struct test_part *parts)
{
	struct zip zip = { .bytes = { .arena = test_arena() },
			   .directory = { .arena = test_arena() } };

	for (; parts->name != NULL; parts++)
		zip_add(&zip, parts->name, parts->content);
	zip_end(&zip);
	return zip;
}

/* What is printed for these bytes, "" where they are refused. */
static inline const char *read_bytes(const char *bytes, size_t length, const char *sheet,
				     enum xlsx_status *status_out)
{
	struct text out = { .arena = test_arena() };
	struct failure failure = { XLSX_DONE, "" };
	bool good = xlsx_read(test_arena(), bytes, length, sheet, &out, &failure);

	CHECK(good == (failure.status == XLSX_DONE));
	*status_out = failure.status;
	return good ? text_string(&out) : "";
}

static inline const char *read_parts(const struct test_part *parts, const char *sheet,
				     enum xlsx_status *status_out)
{
	struct zip zip = zip_of(parts);

	return read_bytes(text_string(&zip.bytes), zip.bytes.length, sheet, status_out);
}

#define WORKBOOK_RELATION \
	"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" \
	"<Relationship Id='r1' Type='" RELATIONS "/officeDocument' Target='xl/workbook.xml'/>" \
	"</Relationships>"
#define SHEET_RELATION(id_, target_) \
	"<Relationship Id='" id_ "' Type='" RELATIONS "/worksheet' Target='" target_ "'/>"
#define WORKBOOK(inside_) \
	"<workbook xmlns='" MAIN "' xmlns:r='" RELATIONS "'>" inside_ "</workbook>"
#define ONE_SHEET WORKBOOK("<sheets><sheet name='Một' sheetId='1' r:id='rs'/></sheets>")

/* The rows printed for one sheet of this content, without the line of the sheet's name. */
static inline const char *read_sheet(const char *content, const char *strings,
				     const char *styles, enum xlsx_status *status_out)
{
	const struct test_part parts[] = {
		{ "_rels/.rels", WORKBOOK_RELATION },
		{ "xl/workbook.xml", ONE_SHEET },
		{ "xl/_rels/workbook.xml.rels", "<Relationships>"
		  SHEET_RELATION("rs", "worksheets/sheet1.xml")
		  "<Relationship Id='rt' Type='" RELATIONS "/sharedStrings' Target='strings.xml'/>"
		  "<Relationship Id='ry' Type='" RELATIONS "/styles' Target='styles.xml'/>"
		  "</Relationships>" },
		{ "xl/worksheets/sheet1.xml", content },
		{ "xl/strings.xml", strings == NULL ? "<sst/>" : strings },
		{ "xl/styles.xml", styles == NULL ? "<styleSheet/>" : styles },
		{ NULL, NULL },
	};
	const char *printed = read_parts(parts, NULL, status_out);
	const char *line = strchr(printed, '\n');

	return line == NULL ? printed : line + 1;
}

#endif
