#include "render/pdf.h"

#include <cairo-pdf.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "render/input.h"
#include "render/page.h"
#include "render/render.h"

static bool has_family(PangoFontFamily **families, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(pango_font_family_get_name(families[i]), name) == 0)
			return true;
	return false;
}

const char *pdf_font(void)
{
	static const char *const names[] = { "Times New Roman", "Tinos" };
	PangoFontFamily **families;
	const char *found = NULL;
	int count;

	/* Asked by name, because fontconfig gives some other font for one it lacks. */
	pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
	for (size_t i = 0; i < 2 && found == NULL; i++)
		if (has_family(families, count, names[i]))
			found = names[i];
	g_free(families);
	return found;
}

/* Without hinting, so that widths grow evenly with the size and a line breaks where it
   does on paper; the language chooses the forms of Vietnamese marks. */
PangoContext *pdf_context(cairo_t *cairo)
{
	PangoContext *context = pango_cairo_create_context(cairo);
	cairo_font_options_t *options = cairo_font_options_create();

	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	pango_cairo_context_set_resolution(context, 72);
	pango_context_set_round_glyph_positions(context, FALSE);
	pango_context_set_language(context, pango_language_from_string("vi"));
	cairo_font_options_destroy(options);
	return context;
}

/* measure_text() may be asked without the font: any serif is near enough for a rule. */
static void set_font(PangoLayout *layout, const struct style *style, bool strong)
{
	PangoFontDescription *font = pango_font_description_new();
	const char *family = pdf_font();

	pango_font_description_set_family(font, family == NULL ? "serif" : family);
	pango_font_description_set_size(font, (int)(style->points * PANGO_SCALE));
	pango_font_description_set_weight(font, style->bold || strong ? PANGO_WEIGHT_BOLD :
					  PANGO_WEIGHT_NORMAL);
	pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC :
					 PANGO_STYLE_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
}

static PangoLayout *new_layout(struct pdf *pdf, const struct style *style, double width,
			       bool strong)
{
	static const PangoAlignment alignments[] = {
		[STYLE_LEFT] = PANGO_ALIGN_LEFT, [STYLE_CENTRE] = PANGO_ALIGN_CENTER,
		[STYLE_RIGHT] = PANGO_ALIGN_RIGHT, [STYLE_BOTH] = PANGO_ALIGN_LEFT,
	};
	PangoContext *context = pdf_context(pdf->cairo);
	PangoLayout *layout = pango_layout_new(context);

	must(width > 0, "text in no room");
	g_object_unref(context);
	set_font(layout, style, strong);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(layout, alignments[style->alignment]);
	pango_layout_set_justify(layout, style->alignment == STYLE_BOTH);
	pango_layout_set_indent(layout, (int)(POINTS_OF_TWIPS(style->first_line) * PANGO_SCALE));
	return layout;
}

/* A line break inside a paragraph must not begin a paragraph with its indent. */
static void add_text(struct text *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			text_add(out, "\u2028");
		else
			text_add_char(out, (unsigned char)*text < 0x20 ? ' ' : *text);
	}
}

/* Word and LibreOffice set single-spaced lines of this face by its whole line height,
   891 + 216 + 42 thousandths of the size (the gap of its hhea table); Pango leaves the
   gap out.  Without it our pages would hold more than theirs. */
#define LINE_HEIGHT (1.149 / 1.107)

static PangoAttrList *new_attributes(void)
{
	PangoAttrList *list = pango_attr_list_new();

	must(list != NULL, "no memory for the attributes of a text");
	pango_attr_list_insert(list, pango_attr_line_height_new(LINE_HEIGHT));
	return list;
}

/* Takes the attributes over. */
static void set_text(PangoLayout *layout, const struct text *text, PangoAttrList *attributes)
{
	pango_layout_set_text(layout, text_string(text), (int)text->length);
	pango_layout_set_attributes(layout, attributes);
	pango_attr_list_unref(attributes);
}

/* From and to are bytes of the layout's text, as Pango counts. */
static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to)
{
	attribute->start_index = (guint)from;
	attribute->end_index = (guint)to;
	pango_attr_list_insert(list, attribute);
}

PangoLayout *pdf_layout(struct pdf *pdf, enum style_id style, const char *text, double width)
{
	struct text clean = { .arena = pdf->arena };
	PangoLayout *layout = new_layout(pdf, style_of(style), width, false);

	add_text(&clean, text);
	set_text(layout, &clean, new_attributes());
	return layout;
}

/* Bold and italic are attributes over one text, so that lines break as if it were plain. */
PangoLayout *pdf_layout_runs(struct pdf *pdf, enum style_id style, const char *number,
			     const json_t *runs, double width, bool strong)
{
	struct text text = { .arena = pdf->arena };
	PangoLayout *layout = new_layout(pdf, style_of(style), width, strong);
	PangoAttrList *attributes = new_attributes();
	json_t *run;
	size_t i;

	if (number[0] != '\0') {
		add_text(&text, number);
		text_add_char(&text, ' ');
	}
	json_array_foreach(runs, i, run) {
		size_t from = text.length;

		add_text(&text, input_text(run, "text"));
		if (input_has(run, "bold"))
			add_attribute(attributes, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from,
				      text.length);
		if (input_has(run, "italic"))
			add_attribute(attributes, pango_attr_style_new(PANGO_STYLE_ITALIC), from,
				      text.length);
	}
	set_text(layout, &text, attributes);
	return layout;
}

double layout_height(PangoLayout *layout)
{
	PangoRectangle logical;

	pango_layout_get_extents(layout, NULL, &logical);
	return (double)logical.height / PANGO_SCALE;
}

double layout_line_height(PangoLayout *layout)
{
	must(pango_layout_get_line_count(layout) > 0, "a layout has a line, if an empty one");
	return layout_height(layout) / pango_layout_get_line_count(layout);
}

int pdf_draw_lines(struct pdf *pdf, PangoLayout *layout, double x, double y, int first,
		   double bottom, double *height_out)
{
	PangoLayoutIter *iter = pango_layout_get_iter(layout);
	double start = 0, height = 0;
	int line = 0;

	for (bool more = true; more; line++, more = pango_layout_iter_next_line(iter)) {
		PangoRectangle logical;

		pango_layout_iter_get_line_extents(iter, NULL, &logical);
		double top = (double)logical.y / PANGO_SCALE;
		double end = (double)(logical.y + logical.height) / PANGO_SCALE;

		if (line == first)
			start = top;
		if (line < first)
			continue;
		if (y + end - start > bottom + 0.01)
			break;
		cairo_move_to(pdf->cairo, x + (double)logical.x / PANGO_SCALE, y - start +
			      (double)pango_layout_iter_get_baseline(iter) / PANGO_SCALE);
		pango_cairo_show_layout_line(pdf->cairo,
					     pango_layout_iter_get_line_readonly(iter));
		height = end - start;
	}
	pango_layout_iter_free(iter);
	must(line >= first || first == 0, "lines are drawn forwards");
	*height_out = height;
	return line;
}

double pdf_draw(struct pdf *pdf, PangoLayout *layout, double x, double y)
{
	double height;

	pdf_draw_lines(pdf, layout, x, y, 0, 1e9, &height);
	g_object_unref(layout);
	return height;
}

/* The page of the section before is shown only now: cairo sets the size of a page while
   nothing stands on it. */
void pdf_start_section(struct pdf *pdf, bool landscape)
{
	if (pdf->page > 0)
		cairo_show_page(pdf->cairo);
	pdf->width = POINTS_OF_TWIPS(landscape ? PAGE_LONG : PAGE_SHORT);
	pdf->height = POINTS_OF_TWIPS(landscape ? PAGE_SHORT : PAGE_LONG);
	pdf->left = POINTS_OF_TWIPS(MARGIN_LEFT);
	pdf->right = pdf->width - POINTS_OF_TWIPS(MARGIN_RIGHT);
	pdf->top = POINTS_OF_TWIPS(MARGIN_TOP);
	pdf->bottom = pdf->height - POINTS_OF_TWIPS(MARGIN_BOTTOM) - pdf->first_page_loss;
	cairo_pdf_surface_set_size(pdf->surface, pdf->width, pdf->height);
	pdf->page = 1;
	pdf->y = pdf->top;
}

/* Numbers in the middle of the upper margin from page 2 on (Appendix I of the
   decree); the address of page 1 takes no room any more. */
void pdf_new_page(struct pdf *pdf)
{
	must(pdf->page > 0, "a section was started");
	cairo_show_page(pdf->cairo);
	pdf->page++;
	pdf->y = pdf->top;
	pdf->first_page_loss = 0;
	pdf->bottom = pdf->height - POINTS_OF_TWIPS(MARGIN_BOTTOM);
	pdf_draw(pdf, pdf_layout(pdf, STYLE_PAGE_NUMBER,
				 arena_printf(pdf->arena, "%d", pdf->page),
				 pdf->right - pdf->left),
		 pdf->left, POINTS_OF_TWIPS(PAGE_NUMBER_TOP));
}

double pdf_room(const struct pdf *pdf)
{
	return pdf->bottom - pdf->y;
}

/* At the top of a page nothing is won by another one. */
void pdf_need(struct pdf *pdf, double height)
{
	if (height > pdf_room(pdf) && pdf->y > pdf->top + 0.01)
		pdf_new_page(pdf);
}

/* What must fit for the paragraph to begin here: the whole of a short one, two
   lines of a long one, and what is to stay with it. */
static double least_room(const struct style *style, PangoLayout *layout, double below)
{
	double height = layout_height(layout), line = layout_line_height(layout);
	double least = pango_layout_get_line_count(layout) <= 3 || below > 0 ? height : 2 * line;

	if (style->keep_next)
		least = height + style->after + 2 * line;
	return least + below;
}

void pdf_flow(struct pdf *pdf, enum style_id style_id, PangoLayout *layout, double below)
{
	must(pdf->page > 0, "a section was started");
	const struct style *style = style_of(style_id);
	int count = pango_layout_get_line_count(layout), line = 0;
	double least = least_room(style, layout, below), height;

	/* As in Word the greater of the two spaces counts, not their sum. */
	if (pdf->y > pdf->top && style->before > pdf->gap)
		pdf->y += style->before - pdf->gap;
	if (least < pdf->bottom - pdf->top)
		pdf_need(pdf, least);
	while (line < count) {
		int next = pdf_draw_lines(pdf, layout, pdf->left, pdf->y, line, pdf->bottom,
					  &height);

		pdf->y += height;
		if (next == line && pdf->y <= pdf->top)
			break;	/* one line higher than a page: not in our fonts */
		line = next;
		if (line < count)
			pdf_new_page(pdf);
	}
	pdf->y += style->after;
	pdf->gap = style->after;
	g_object_unref(layout);
}

/* 0.75 pt, the w:sz="6" of docx. */
void pdf_rule(struct pdf *pdf, double x, double room, double width, double y)
{
	double start = x + (room - width) / 2;

	must(width <= room + 0.01, "a rule is no longer than its room");
	cairo_set_line_width(pdf->cairo, 0.75);
	cairo_move_to(pdf->cairo, start, y);
	cairo_line_to(pdf->cairo, start + width, y);
	cairo_stroke(pdf->cairo);
}

void pdf_box(struct pdf *pdf, double x, double y, double width, double height, double line)
{
	must(width > 0 && height > 0 && line > 0, "a box to be seen");
	cairo_set_line_width(pdf->cairo, line);
	cairo_rectangle(pdf->cairo, x, y, width, height);
	cairo_stroke(pdf->cairo);
}

/* On paper that is thrown away; wide enough that no line breaks. */
double measure_text(const char *text, double points, bool bold)
{
	struct pdf pdf = { .arena = arena_create() };
	cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
	struct style style = { .points = points, .bold = bold };

	pdf.cairo = cairo_create(surface);
	PangoLayout *layout = new_layout(&pdf, &style, 1e5, false);
	PangoRectangle logical;

	must(points > 0, "text of some size");
	pango_layout_set_text(layout, text, -1);
	pango_layout_get_extents(layout, NULL, &logical);
	g_object_unref(layout);
	cairo_destroy(pdf.cairo);
	cairo_surface_destroy(surface);
	arena_destroy(&pdf.arena);
	return (double)logical.width / PANGO_SCALE;
}
