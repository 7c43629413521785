#ifndef SHEET_GRID_H
#define SHEET_GRID_H
/* The cells of one sheet as texts. */

#include "sheet/strings.h"
#include "sheet/styles.h"
#include "sheet/workbook.h"

struct grid_row {
	size_t number;		/* 1 is the first row of the sheet */
	const char **cells;	/* from column A; NULL: empty */
	size_t count;
};

/* A range of cells that are merged into one. */
struct merged {
	size_t first_row, first_column, last_column;	/* columns from 0 */
};

struct grid {
	struct grid_row *rows;	/* those with content */
	size_t count, room;
	struct merged *merged;
	size_t merged_count, merged_room;
};

bool grid_read(struct package *package, const struct workbook *workbook,
	       const struct strings *strings, const struct styles *styles, struct grid *grid_out);
/* The row that names the columns: titles above it are one cell, or merged ones. */
size_t grid_find_header(const struct grid *grid);

#endif
