#include "render/pdf.h"

#include <string.h>

#include "base/must.h"
#include "render/input.h"
#include "render/page.h"

#define COLUMNS_MOST 64
#define PADDING_SIDE POINTS_OF_TWIPS(CELL_PADDING)
#define PADDING_END 2.0
#define LINE 0.5

struct cell {
	PangoLayout *layout;
	double x, width;
	int line;	/* the first that is not drawn yet */
};

struct row {
	struct cell cells[COLUMNS_MOST];
	int count;
};

/* Edge i is the left side of column i, the one behind the last the right side of all. */
static int column_edges(struct pdf *pdf, const json_t *columns, double *edges)
{
	double sum = 0, room = pdf->right - pdf->left;
	int count = 0;
	json_t *column;
	size_t i;

	json_array_foreach(columns, i, column)
		sum += json_number_value(json_object_get(column, "weight"));
	must(sum > 0, "columns without a width");
	must(pdf->right > pdf->left, "a section was started");
	edges[0] = pdf->left;
	json_array_foreach(columns, i, column) {
		if (count == COLUMNS_MOST)
			break;
		double weight = json_number_value(json_object_get(column, "weight"));

		edges[count + 1] = edges[count] + room * weight / sum;
		count++;
	}
	return count;
}

static PangoAlignment alignment_of(const char *name)
{
	if (strcmp(name, "center") == 0)
		return PANGO_ALIGN_CENTER;
	return strcmp(name, "right") == 0 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

/* A cell that goes beyond the columns ends the row, as in docx.  A column narrower than
   its padding still gets some room: a text of no width has no lines. */
static void lay_out_row(struct pdf *pdf, const json_t *table, const json_t *row,
			const double *edges, int columns, struct row *row_out)
{
	bool header = input_has(row, "header");
	int column = 0;
	json_t *cell;
	size_t i;

	row_out->count = 0;
	json_array_foreach(json_object_get(row, "cells"), i, cell) {
		int end = column + input_integer(cell, "span");

		if (end > columns || end <= column)
			break;
		struct cell *c = &row_out->cells[row_out->count++];
		const json_t *kind = json_array_get(json_object_get(table, "columns"),
						    (size_t)column);
		double width = edges[end] - edges[column];

		*c = (struct cell){ .x = edges[column], .width = width };
		c->layout = pdf_layout_runs(pdf, header ? STYLE_TABLE_HEAD : STYLE_TABLE_CELL, "",
			json_object_get(cell, "runs"),
			width > 3 * PADDING_SIDE ? width - 2 * PADDING_SIDE : PADDING_SIDE,
			input_has(row, "strong"));
		if (!header)
			pango_layout_set_alignment(c->layout,
						   alignment_of(input_text(kind, "align")));
		column = end;
	}
}

/* Of the highest cell: all of a row are drawn as high. */
static double row_height(const struct row *row)
{
	double most = 0;

	for (int i = 0; i < row->count; i++) {
		double height = layout_height(row->cells[i].layout);

		most = height > most ? height : most;
	}
	return most + 2 * PADDING_END;
}

/* Layouts are objects of glib: the arena does not know them. */
static void let_go(struct row *row)
{
	for (int i = 0; i < row->count; i++)
		g_object_unref(row->cells[i].layout);
	row->count = 0;
}

static void draw_frame(struct pdf *pdf, const struct row *row, double height)
{
	for (int i = 0; i < row->count; i++)
		pdf_box(pdf, row->cells[i].x, pdf->y, row->cells[i].width, height, LINE);
}

/* A row that fits: its texts stand in the middle of their cells. */
static void draw_row(struct pdf *pdf, struct row *row)
{
	double height = row_height(row);

	for (int i = 0; i < row->count; i++) {
		struct cell *cell = &row->cells[i];
		double spare = height - layout_height(cell->layout), drawn;

		pdf_draw_lines(pdf, cell->layout, cell->x + PADDING_SIDE, pdf->y + spare / 2, 0,
			       1e9, &drawn);
	}
	draw_frame(pdf, row, height);
	pdf->y += height;
}

/* Every cell has drawn its last line. */
static bool is_finished(const struct row *row)
{
	for (int i = 0; i < row->count; i++)
		if (row->cells[i].line < pango_layout_get_line_count(row->cells[i].layout))
			return false;
	return true;
}

/* As many lines of each cell as this page holds; false if not one. */
static bool draw_piece(struct pdf *pdf, struct row *row)
{
	double most = 0;

	for (int i = 0; i < row->count; i++) {
		struct cell *cell = &row->cells[i];
		double drawn = 0;

		cell->line = pdf_draw_lines(pdf, cell->layout, cell->x + PADDING_SIDE,
					    pdf->y + PADDING_END, cell->line,
					    pdf->bottom - PADDING_END, &drawn);
		most = drawn > most ? drawn : most;
	}
	if (most > 0)
		draw_frame(pdf, row, most + 2 * PADDING_END);
	pdf->y += most > 0 ? most + 2 * PADDING_END : 0;
	return most > 0;
}

/* The height of the header rows, which are drawn as well if wanted. */
static double pass_headers(struct pdf *pdf, const json_t *table, const double *edges,
			   int columns, bool draw)
{
	double height = 0;
	json_t *row;
	size_t i;

	json_array_foreach(json_object_get(table, "rows"), i, row) {
		struct row laid_out;

		if (!input_has(row, "header"))
			break;
		lay_out_row(pdf, table, row, edges, columns, &laid_out);
		height += row_height(&laid_out);
		if (draw)
			draw_row(pdf, &laid_out);
		let_go(&laid_out);
	}
	return height;
}

static void draw_headers(struct pdf *pdf, const json_t *table, const double *edges, int columns)
{
	pass_headers(pdf, table, edges, columns, true);
}

/* Whole on this page or the next; only what is higher than any page is broken. */
static void flow_row(struct pdf *pdf, const json_t *table, struct row *row, const double *edges,
		     int columns, double headers)
{
	double height = row_height(row);

	must(row->count > 0, "a row without cells");
	if (height > pdf_room(pdf) && pdf->y > pdf->top) {
		pdf_new_page(pdf);
		draw_headers(pdf, table, edges, columns);
	}
	if (height <= pdf_room(pdf)) {
		draw_row(pdf, row);
		return;
	}
	/* Higher than a page: it runs on, line by line. */
	while (!is_finished(row)) {
		bool drawn = draw_piece(pdf, row);

		if (is_finished(row) || (!drawn && pdf->y <= pdf->top + headers + 1))
			return;
		pdf_new_page(pdf);
		draw_headers(pdf, table, edges, columns);
	}
}

void pdf_table(struct pdf *pdf, const json_t *table)
{
	double edges[COLUMNS_MOST + 1];
	int columns = column_edges(pdf, json_object_get(table, "columns"), edges);
	double headers = pass_headers(pdf, table, edges, columns, false);

	json_t *row;
	size_t i;

	/* The header and one line under it at the least. */
	pdf_need(pdf, headers + 24);
	draw_headers(pdf, table, edges, columns);
	json_array_foreach(json_object_get(table, "rows"), i, row) {
		struct row laid_out;

		if (input_has(row, "header"))
			continue;
		lay_out_row(pdf, table, row, edges, columns, &laid_out);
		flow_row(pdf, table, &laid_out, edges, columns, headers);
		let_go(&laid_out);
	}
	/* docx needs an empty line of 6 pt behind a table: what follows keeps its own space
	   to that line, so that none of it is spent here */
	pdf->y += 6;
	pdf->gap = 0;
}
