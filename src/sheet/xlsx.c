#include "sheet/xlsx.h"

#include "base/must.h"
#include "sheet/grid.h"

bool xlsx_fail(struct failure *failure, enum xlsx_status status, const char *message)
{
	must(status != XLSX_DONE && message != NULL, "a failure says what it is");
	if (failure->status == XLSX_DONE)
		*failure = (struct failure){ status, message };
	return false;
}

/* The parser has seen that it is UTF-8; only what JSON forbids in a text is escaped. */
static void add_json(struct text *out, const char *value)
{
	if (value == NULL) {
		text_add(out, "null");
		return;
	}
	text_add_char(out, '"');
	for (const char *at = value; *at != '\0'; at++) {
		unsigned char c = (unsigned char)*at;

		if (c == '"' || c == '\\')
			text_add_char(out, '\\');
		if (c < 0x20)
			text_add_format(out, "\\u%04x", c);
		else
			text_add_char(out, *at);
	}
	text_add_char(out, '"');
}

static void write_row(struct text *out, const struct grid_row *row)
{
	must(row->number > 0 && row->count > 0, "rows count from 1, and empty ones are left out");
	text_add_format(out, "[%zu", row->number);
	for (size_t i = 0; i < row->count; i++) {
		text_add_char(out, ',');
		add_json(out, row->cells[i]);
	}
	text_add(out, "]\n");
}

bool xlsx_read(struct arena *arena, const char *bytes, size_t length, const char *name,
	       struct text *out, struct failure *failure)
{
	struct package package = { .arena = arena, .bytes = bytes, .length = length,
				   .failure = failure };
	struct workbook workbook;
	struct strings strings;
	struct styles styles;
	struct grid grid;

	if (!workbook_read(&package, name, &workbook) ||
	    !strings_read(&package, workbook.strings_part, &strings) ||
	    !styles_read(&package, workbook.styles_part, &styles) ||
	    !grid_read(&package, &workbook, &strings, &styles, &grid))
		return false;
	text_add(out, "{\"sheet\":");
	add_json(out, workbook.sheet_name);
	text_add(out, "}\n");
	for (size_t i = grid_find_header(&grid); i < grid.count; i++)
		write_row(out, &grid.rows[i]);
	return true;
}
