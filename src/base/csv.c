#include "base/csv.h"

#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"

struct reader {
	const char *at, *end;
	char separator;
	size_t line;		/* of `at`, from 1 */
	struct arena *arena;
	struct fault *fault;
};

/* The one of , ; and tab that stands most often outside quotes in line 1. */
static char find_separator(const char *at, const char *end)
{
	size_t commas = 0, semicolons = 0, tabs = 0;
	bool quoted = false;

	for (; at < end && (quoted || (*at != '\n' && *at != '\r')); at++) {
		if (*at == '"')
			quoted = !quoted;
		commas += !quoted && *at == ',';
		semicolons += !quoted && *at == ';';
		tabs += !quoted && *at == '\t';
	}
	if (tabs > commas && tabs >= semicolons)
		return '\t';
	return semicolons > commas ? ';' : ',';
}

static bool refuse(struct reader *reader, enum problem_kind kind, const char *argument)
{
	return fault_add_problem(reader->fault, reader->arena,
				 arena_printf(reader->arena, "%zu", reader->line), kind, argument);
}

/* From after the opening quote to after the closing one. */
static bool read_quoted(struct reader *reader, struct text *cell)
{
	size_t opened_at = reader->line;

	for (; reader->at < reader->end; reader->at++) {
		if (*reader->at == '"') {
			reader->at++;
			if (reader->at == reader->end || *reader->at != '"')
				return true;
		}
		if (cell->length >= SHEET_CELL_BYTES_MOST)
			return refuse(reader, PROBLEM_TOO_LONG, "32767");
		reader->line += *reader->at == '\n';
		text_add_char(cell, *reader->at);
	}
	reader->line = opened_at;
	return refuse(reader, PROBLEM_QUOTE_OPEN, NULL);
}

/* A lone CR ends a line, too: old Macs and some converters write no other. */
static bool ends_cell(const struct reader *reader)
{
	return reader->at == reader->end || *reader->at == reader->separator ||
	       *reader->at == '\n' || *reader->at == '\r';
}

static bool read_cell(struct reader *reader, const char **cell_out)
{
	struct text cell = { .arena = reader->arena };

	if (reader->at < reader->end && *reader->at == '"') {
		reader->at++;
		if (!read_quoted(reader, &cell))
			return false;
	}
	const char *start = reader->at;

	while (!ends_cell(reader))	/* also what some programs write after a quote */
		reader->at++;
	size_t plain = (size_t)(reader->at - start);

	if (cell.length + plain > SHEET_CELL_BYTES_MOST)
		return refuse(reader, PROBLEM_TOO_LONG, "32767");
	if (cell.length == 0) {
		*cell_out = arena_copy_bytes(reader->arena, start, plain);
		return true;
	}
	text_add_bytes(&cell, start, plain);
	*cell_out = text_string(&cell);
	return true;
}

static void skip_line_end(struct reader *reader)
{
	if (reader->at < reader->end && *reader->at == '\r')
		reader->at++;
	if (reader->at < reader->end && *reader->at == '\n')
		reader->at++;
	reader->line++;
}

static bool read_row(struct reader *reader, struct sheet *sheet)
{
	const char *cells[SHEET_CELLS_MOST];
	size_t count = 0, number = reader->line;

	while (true) {
		if (count == SHEET_CELLS_MOST)
			return refuse(reader, PROBLEM_TOO_MANY_CELLS, "256");
		if (!read_cell(reader, &cells[count]))
			return false;
		count++;
		if (reader->at == reader->end || *reader->at != reader->separator)
			break;
		reader->at++;
	}
	skip_line_end(reader);
	return sheet_add_row(sheet, number, cells, count, reader->fault);
}

bool csv_read(struct arena *arena, const char *bytes, size_t length, struct sheet *sheet_out,
	      struct fault *fault)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct sheet sheet = { .arena = arena };
	struct reader reader = { .at = bytes, .end = bytes + length, .line = 1, .arena = arena,
				 .fault = fault };

	if (length > SHEET_BYTES_MOST)
		return fault_set(fault, FAULT_TOO_LARGE, NULL, NULL);
	if (length >= 3 && memcmp(bytes, mark, 3) == 0)
		reader.at += 3;
	reader.separator = find_separator(reader.at, reader.end);
	while (reader.at < reader.end) {
		const char *before = reader.at;

		if (!read_row(&reader, &sheet))
			return false;
		must(reader.at > before, "each row takes something");
	}
	*sheet_out = sheet;
	return true;
}
