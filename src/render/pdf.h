#ifndef RENDER_PDF_H
#define RENDER_PDF_H
/* Paragraphs and tables running over the pages of a PDF.  All measures are
   points from the upper left corner of the paper. */

#include <jansson.h>
#include <pango/pangocairo.h>
#include <stdbool.h>

#include "base/arena.h"
#include "render/style.h"

struct pdf {
	struct arena *arena;
	cairo_surface_t *surface;
	cairo_t *cairo;
	double width, height;	/* of the paper of this section */
	double left, right, top, bottom;	/* of the text */
	double y;		/* where the next thing goes */
	double gap;		/* space that the last paragraph left below it */
	int page;		/* in this section, from 1 */
	double first_page_loss;	/* taken from page 1 by the address at its foot */
};

/* The name of the font of documents; NULL if the machine has none of the metric. */
const char *pdf_font(void);
/* A context in which one unit is one point. */
PangoContext *pdf_context(cairo_t *cairo);

/* The text in a style, wrapped to the width. */
PangoLayout *pdf_layout(struct pdf *pdf, enum style_id style, const char *text, double width);
PangoLayout *pdf_layout_runs(struct pdf *pdf, enum style_id style, const char *number,
			     const json_t *runs, double width, bool strong);
double layout_height(PangoLayout *layout);
double layout_line_height(PangoLayout *layout);
/* Draws all of it there and lets go of the layout; returns its height. */
double pdf_draw(struct pdf *pdf, PangoLayout *layout, double x, double y);
/* Draws lines from `first` on as long as they end above `bottom`; returns the
   number of the first line that was not drawn. */
int pdf_draw_lines(struct pdf *pdf, PangoLayout *layout, double x, double y, int first,
		   double bottom, double *height_out);

void pdf_start_section(struct pdf *pdf, bool landscape);
void pdf_new_page(struct pdf *pdf);
double pdf_room(const struct pdf *pdf);		/* left on this page */
/* Goes to a new page unless this much fits. */
void pdf_need(struct pdf *pdf, double height);

/* A paragraph over as many pages as it takes; `below` must fit under its end. */
void pdf_flow(struct pdf *pdf, enum style_id style, PangoLayout *layout, double below);
/* A horizontal line of `width` in the middle of the room from x on. */
void pdf_rule(struct pdf *pdf, double x, double room, double width, double y);
void pdf_box(struct pdf *pdf, double x, double y, double width, double height, double line);
/* A table over as many pages as it takes, its header rows on each. */
void pdf_table(struct pdf *pdf, const json_t *table);

#endif
