#include "sheet/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/sheet.h"
#include "sheet/number.h"
#include "sheet/xml.h"

#define MERGED_MOST 100000
#define ROW_NUMBER_MOST 1048576		/* of the format itself */

enum cell_type { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_BOOLEAN };

struct reader {
	struct package *package;
	const struct strings *strings;
	const struct styles *styles;
	bool from_1904;
	struct grid *grid;
	size_t row_number, column;	/* of the present cell */
	size_t next_column;
	const char *cells[SHEET_CELLS_MOST];
	size_t cell_count;		/* of the present row, with content */
	enum cell_type type;
	size_t style;
	struct text text;
	bool in_value, in_phonetic;
};

static bool too_large(struct reader *reader, const char *message)
{
	return xlsx_fail(reader->package->failure, XLSX_TOO_LARGE, message);
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* "BC12" is column 54 (from 0) of row 12; false if it is none. */
/* Three letters and seven digits are more than the format has; the rest of a longer one is
   not looked at. */
static bool parse_reference(const char *text, size_t *column_out, size_t *row_out)
{
	size_t column = 0, row = 0;
	const char *at = text;

	for (; is_letter(*at) && at - text < 3; at++)
		column = column * 26 + (size_t)((*at | 0x20) - 'a') + 1;
	if (column == 0)
		return false;
	const char *digits = at;

	for (; *at >= '0' && *at <= '9' && at - digits < 7; at++)
		row = row * 10 + (size_t)(*at - '0');
	*column_out = column - 1;
	*row_out = row;
	return row > 0;
}

static void start_row(struct reader *reader, const char *const *attributes)
{
	const char *number = xml_attribute(attributes, "r");
	unsigned long value = number == NULL ? 0 : strtoul(number, NULL, 10);

	/* rows come in order; what does not follows the one before */
	reader->row_number = value > reader->row_number && value <= ROW_NUMBER_MOST ? value :
			     reader->row_number + 1;
	reader->next_column = 0;
	reader->cell_count = 0;
	memset(reader->cells, 0, sizeof(reader->cells));
}

static enum cell_type type_of(const char *word)
{
	if (word == NULL || strcmp(word, "n") == 0)
		return CELL_NUMBER;
	if (strcmp(word, "s") == 0)
		return CELL_SHARED;
	return strcmp(word, "b") == 0 ? CELL_BOOLEAN : CELL_TEXT;	/* str, inlineStr, d, e */
}

/* Programs may leave the reference out: then a cell follows the one before it. */
static void start_cell(struct reader *reader, const char *const *attributes)
{
	const char *reference = xml_attribute(attributes, "r"), *style;
	size_t column, row;

	reader->column = reference != NULL && parse_reference(reference, &column, &row) ? column :
			 reader->next_column;
	reader->next_column = reader->column + 1;
	style = xml_attribute(attributes, "s");
	reader->style = style == NULL ? 0 : strtoul(style, NULL, 10);
	reader->type = type_of(xml_attribute(attributes, "t"));
	reader->text = (struct text){ .arena = reader->package->arena };
}

/* Only where a range begins, and how far it goes to the right, is asked later. */
static void add_merged(struct reader *reader, const char *reference)
{
	struct grid *grid = reader->grid;
	const char *colon = reference == NULL ? NULL : strchr(reference, ':');
	struct merged merged;
	size_t last_row;

	if (colon == NULL ||
	    !parse_reference(reference, &merged.first_column, &merged.first_row) ||
	    !parse_reference(colon + 1, &merged.last_column, &last_row))
		return;
	if (grid->merged_count == MERGED_MOST) {
		too_large(reader, "too many merged cells");
		return;
	}
	grid->merged = package_grow(reader->package, grid->merged, grid->merged_count,
				    &grid->merged_room, 16, sizeof(grid->merged[0]));
	grid->merged[grid->merged_count++] = merged;
}

/* How a text is spoken (rPh) stands inside it and is no part of it. */
static void start(void *context, const char *name, const char *const *attributes)
{
	struct reader *reader = context;

	if (strcmp(name, "row") == 0)
		start_row(reader, attributes);
	else if (strcmp(name, "c") == 0)
		start_cell(reader, attributes);
	else if (strcmp(name, "mergeCell") == 0)
		add_merged(reader, xml_attribute(attributes, "ref"));
	else if (strcmp(name, "rPh") == 0)
		reader->in_phonetic = true;
	else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		reader->in_value = !reader->in_phonetic;
}

/* A value comes in pieces: at each entity, and where the parser's buffer ended. */
static void text(void *context, const char *bytes, size_t length)
{
	struct reader *reader = context;

	if (!reader->in_value)
		return;
	if (reader->text.length + length > SHEET_CELL_BYTES_MOST)
		too_large(reader, "a cell is too long");
	else if (reader->text.arena != NULL)
		text_add_bytes(&reader->text, bytes, length);
}

/* What is no number is no text: strtoul would take it for the first. */
static const char *shared_text(const struct strings *strings, const char *raw)
{
	char *end;
	unsigned long index = strtoul(raw, &end, 10);

	return end > raw && *end == '\0' && index < strings->count ? strings->items[index] : "";
}

static const char *value_of(struct reader *reader)
{
	const char *raw = text_string(&reader->text);
	struct number_format format = { NUMBER_PLAIN, 0 };

	switch (reader->type) {
	case CELL_SHARED:
		return shared_text(reader->strings, raw);
	case CELL_BOOLEAN:
		return strcmp(raw, "1") == 0 ? "true" : "false";
	case CELL_TEXT:
		return raw;
	case CELL_NUMBER:
		break;
	}
	if (reader->style < reader->styles->count)
		format = reader->styles->formats[reader->style];
	return number_text(reader->package->arena, raw, format, reader->from_1904);
}

/* A cell that was only formatted has no content: a column out there that somebody coloured
   makes no row too wide. */
static void end_cell(struct reader *reader)
{
	if (reader->text.length == 0)
		return;
	if (reader->column >= SHEET_CELLS_MOST) {
		too_large(reader, "a row has more than 256 columns");
		return;
	}
	const char *value = value_of(reader);

	if (value[strspn(value, " \t\r\n")] == '\0')
		return;
	if (reader->cells[reader->column] == NULL)
		reader->cell_count++;
	reader->cells[reader->column] = value;
}

/* Up to the last cell with content. */
static void end_row(struct reader *reader)
{
	struct arena *arena = reader->package->arena;
	struct grid *grid = reader->grid;
	size_t count = SHEET_CELLS_MOST;

	if (reader->cell_count == 0)
		return;
	if (grid->count > SHEET_ROWS_MOST) {
		too_large(reader, "too many rows");
		return;
	}
	grid->rows = package_grow(reader->package, grid->rows, grid->count, &grid->room, 64,
				  sizeof(grid->rows[0]));
	while (reader->cells[count - 1] == NULL)
		count--;
	must(count >= reader->cell_count, "no more cells with content than columns");
	must(grid->count == 0 || grid->rows[grid->count - 1].number < reader->row_number,
	     "rows come in order");
	struct grid_row row = { reader->row_number, arena_array(arena, const char *, count),
				count };

	memcpy(row.cells, reader->cells, count * sizeof(row.cells[0]));
	grid->rows[grid->count++] = row;
	/* rows inside rows, which only a damaged file has, end twice under one number */
	reader->cell_count = 0;
}

static void end(void *context, const char *name)
{
	struct reader *reader = context;

	if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		reader->in_value = false;
	else if (strcmp(name, "rPh") == 0)
		reader->in_phonetic = false;
	else if (strcmp(name, "c") == 0)
		end_cell(reader);
	else if (strcmp(name, "row") == 0)
		end_row(reader);
}

bool grid_read(struct package *package, const struct workbook *workbook,
	       const struct strings *strings, const struct styles *styles, struct grid *grid_out)
{
	static const struct xml_handlers handlers = { start, end, text };
	struct reader reader = { .package = package, .strings = strings, .styles = styles,
				 .from_1904 = workbook->from_1904, .grid = grid_out };
	struct part part;

	must(strings != NULL && styles != NULL, "texts and styles come before the cells");
	must(workbook->sheet_part != NULL, "a sheet was chosen");
	*grid_out = (struct grid){ .rows = NULL };
	if (!package_read(package, workbook->sheet_part, &part))
		return false;
	if (part.bytes == NULL)
		return xlsx_fail(package->failure, XLSX_DAMAGED, "the sheet itself is missing");
	return xml_read(&part, &handlers, &reader, package->failure);
}

/* --- the row that names the columns ------------------------------------------ */

static bool is_wide(const struct grid *grid, size_t row_number, size_t column)
{
	for (size_t i = 0; i < grid->merged_count; i++) {
		const struct merged *m = &grid->merged[i];

		if (m->first_row == row_number && m->first_column == column &&
		    m->last_column > column)
			return true;
	}
	return false;
}

#define TITLES_MOST 50			/* rows looked at */

/* Cells with content that are no title across columns. */
static size_t count_narrow(const struct grid *grid, const struct grid_row *row)
{
	size_t count = 0;

	for (size_t i = 0; i < row->count; i++)
		count += row->cells[i] != NULL && !is_wide(grid, row->number, i);
	return count;
}

/* The first row with two cells that are no titles; where no row has two, the sheet is one
   column, and its first cell names it. */
size_t grid_find_header(const struct grid *grid)
{
	size_t first = grid->count;

	for (size_t i = 0; i < grid->count && i < TITLES_MOST; i++) {
		size_t narrow = count_narrow(grid, &grid->rows[i]);

		if (narrow > 1)
			return i;
		if (narrow == 1 && first == grid->count)
			first = i;
	}
	must(first <= grid->count, "a row of the grid, or none");
	return first == grid->count ? 0 : first;
}
