#ifndef BASE_SHEET_H
#define BASE_SHEET_H
/* Rows of cells, as they come from CSV, a spreadsheet or a JSON array of
   objects: importers read these and need not know the file.  Cells are trimmed
   NFC text; an empty one is NULL.  The first row names the columns. */

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"

#define SHEET_BYTES_MOST ((size_t)32 << 20)
#define SHEET_ROWS_MOST 200000
#define SHEET_CELLS_MOST 256		/* in one row */
#define SHEET_CELL_BYTES_MOST 32767	/* what a spreadsheet's cell holds */

struct sheet_row {
	size_t number;		/* as the person sees it: 1 is the first line or row */
	const char **cells;
	size_t count;
};

struct sheet {
	struct arena *arena;
	const char *name;	/* of the file or the spreadsheet's sheet, or NULL */
	struct sheet_row *rows;	/* rows[0] holds the names of the columns */
	size_t count, room;
	bool from_json;		/* cells are named "/0/code" instead of "A2" */
};

/* Adds a row; trims and composes its cells.  Rows without any content are left
   out.  False with a problem when a limit is passed or the text is not UTF-8. */
bool sheet_add_row(struct sheet *sheet, size_t number, const char *const *cells, size_t count,
		   struct fault *fault);
/* The cell, or NULL if it is empty or there is no such column (-1). */
const char *sheet_cell(const struct sheet *sheet, size_t row, int column);
/* The column of one of these names, compared without case and accents, or -1.
   A NULL ends the names. */
int sheet_find_column(const struct sheet *sheet, const char *const *names);
/* "B7", or "/5/name" in JSON; without a column "7" or "/5". */
const char *sheet_cell_name(struct arena *arena, const struct sheet *sheet, size_t row,
			    int column);
/* Reads CSV or a JSON array, whichever it is; FAULT_WRONG_TYPE for other files. */
bool sheet_read(struct arena *arena, const char *bytes, size_t length, const char *name,
		struct sheet *sheet_out, struct fault *fault) __attribute__((warn_unused_result));

#endif
