#include "render/render.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/must.h"
#include "render/input.h"
#include "render/page.h"
#include "render/pdf.h"

#define POINTS(twips_) POINTS_OF_TWIPS(twips_)

/* Returns where the next thing goes; an empty text leaves no gap. */
static double draw_text(struct pdf *pdf, enum style_id style, const char *text, double x,
			double width, double y)
{
	if (text[0] == '\0')
		return y;
	y += style_of(style)->before;
	return y + pdf_draw(pdf, pdf_layout(pdf, style, text, width), x, y) +
	       style_of(style)->after;
}

static double rule_under(const char *text, double points, double room)
{
	double width = measure_text(text, points, true);

	return RULE_SHARE * (width < room ? width : room);
}

/* The superior and issuing body with their rule; returns where they end. */
static double draw_issuer(struct pdf *pdf, const json_t *document, double x, double room)
{
	const char *issuer = input_text(document, "issuer");
	double y = draw_text(pdf, STYLE_SUPERIOR, input_text(document, "superior"), x, room,
			     pdf->y);

	y = draw_text(pdf, STYLE_ISSUER, issuer, x, room, y);
	pdf_rule(pdf, x, room, rule_under(issuer, 13, room), y + 2.5);
	return y + 5;
}

/* Ô 1; the rule is as long as the motto (Appendix I of the decree). */
static double draw_nation(struct pdf *pdf, double x, double room)
{
	static const char motto[] = "Độc lập - Tự do - Hạnh phúc";
	double y = draw_text(pdf, STYLE_NATION, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", x, room,
			     pdf->y);

	y = draw_text(pdf, STYLE_MOTTO, motto, x, room, y);
	pdf_rule(pdf, x, room, measure_text(motto, 14, true), y + 2.5);
	return y + 5;
}

/* A red box with the mark in its middle; double for secrecy. */
static double draw_mark(struct pdf *pdf, enum style_id style, const char *mark, double x,
			double y)
{
	double width = POINTS(page_mark_width(mark)), height = POINTS(MARK_HEIGHT);

	if (mark[0] == '\0')
		return y;
	y += 6;
	cairo_set_source_rgb(pdf->cairo, 0.88, 0, 0);
	pdf_box(pdf, x, y, width, height, 0.9);
	if (style == STYLE_SECRECY)
		pdf_box(pdf, x + 2.2, y + 2.2, width - 4.4, height - 4.4, 0.9);
	PangoLayout *layout = pdf_layout(pdf, style, mark, width);

	pdf_draw(pdf, layout, x, y + (height - layout_height(layout)) / 2);
	cairo_set_source_rgb(pdf->cairo, 0, 0, 0);
	return y + height;
}

/* Ô 1 to 5: both columns begin on one line, and the longer one says where the title
   begins. */
static void draw_head(struct pdf *pdf, const json_t *document)
{
	int indent = HEAD_INDENT;	/* whole twips, as docx has them */
	double x = pdf->left + POINTS(indent + CELL_PADDING);
	double right = pdf->left + POINTS(indent + HEAD_LEFT + CELL_PADDING);
	double room = POINTS(HEAD_LEFT - 2 * CELL_PADDING);
	double right_room = POINTS(HEAD_RIGHT - 2 * CELL_PADDING);
	double y = fmax(draw_issuer(pdf, document, x, room),
			draw_nation(pdf, right, right_room));
	double end = draw_text(pdf, STYLE_NUMBER, input_text(document, "number"), x, room, y);

	end = fmax(end, draw_text(pdf, STYLE_PLACE, input_text(document, "place_date"), right,
				  right_room, y));
	if (input_has(document, "letter"))
		end = draw_text(pdf, STYLE_ABOUT, arena_printf(pdf->arena, "V/v %s",
				input_text(document, "subject")), x, room, end);
	end = draw_mark(pdf, STYLE_SECRECY, input_text(document, "secrecy"), x, end);
	end = draw_mark(pdf, STYLE_MARK, input_text(document, "urgency"), x, end);
	pdf->y = end;
}

/* A công văn has none: its subject stands under the number. */
static void draw_title(struct pdf *pdf, const json_t *document)
{
	const char *subject = input_text(document, "subject");
	double room = pdf->right - pdf->left;

	if (input_has(document, "letter"))
		return;
	pdf->y = draw_text(pdf, STYLE_KIND, input_text(document, "kind"), pdf->left, room, pdf->y);
	pdf->y = draw_text(pdf, STYLE_SUBJECT, subject, pdf->left, room, pdf->y);
	if (subject[0] == '\0')
		return;
	pdf_rule(pdf, pdf->left, room, rule_under(subject, 14, room), pdf->y + 2.5);
	/* the rule's own line, as in docx: 2 pt above it and 3 pt high */
	pdf->y += 5;
}

/* Ô 11 stands beside the page number's place, where page 1 has none. */
static void draw_circulation(struct pdf *pdf, const char *mark)
{
	double width = measure_text(mark, 13, true) + POINTS(TWIPS(8)), height = 20;
	double x = pdf->right - POINTS(TWIPS(12)) - width, y = POINTS(PAGE_NUMBER_TOP);

	if (mark[0] == '\0')
		return;
	pdf_box(pdf, x, y, width, height, 0.75);
	PangoLayout *layout = pdf_layout(pdf, STYLE_CIRCULATION, mark, width);

	pdf_draw(pdf, layout, x, y + (height - layout_height(layout)) / 2);
}

/* The address of the body at the foot of page 1; the page is that much shorter. */
static void draw_address(struct pdf *pdf, const char *address)
{
	double room = pdf->right - pdf->left;

	if (address[0] == '\0')
		return;
	PangoLayout *layout = pdf_layout(pdf, STYLE_ADDRESS, address, room);
	double height = layout_height(layout);

	pdf_rule(pdf, pdf->left, room, room, pdf->bottom - height - 3);
	pdf_draw(pdf, layout, pdf->left, pdf->bottom - height);
	pdf->first_page_loss = height + 12;
	pdf->bottom -= pdf->first_page_loss;
}

/* Ô 9a, as in docx: one in the line of "Kính gửi", several below it. */
static void draw_addressees(struct pdf *pdf, const json_t *document)
{
	const json_t *list = json_object_get(document, "addressees");
	size_t count = json_array_size(list), i;
	double x = pdf->left + POINTS(TWIPS(20));
	double hang = measure_text("Kính gửi", 14, false);
	json_t *name;

	if (count == 1) {
		pdf->y = draw_text(pdf, STYLE_ADDRESSEE, arena_printf(pdf->arena, "Kính gửi: %s",
				   json_string_value(json_array_get(list, 0))), pdf->left,
				   pdf->right - pdf->left, pdf->y);
		pdf->gap = style_of(STYLE_ADDRESSEE)->after;
		return;
	}
	if (count > 1)
		pdf->y = draw_text(pdf, STYLE_ADDRESSEES, "Kính gửi:", x, pdf->right - x,
				   pdf->y + 12);
	json_array_foreach(list, i, name) {
		const char *line = arena_printf(pdf->arena, "- %s%s", json_string_value(name),
						i + 1 == count ? "." : ";");

		pdf_need(pdf, 20);
		pdf->y = draw_text(pdf, STYLE_ADDRESSEES, line, x + hang, pdf->right - x - hang,
				   pdf->y);
	}
	/* one addressee is a style with space of its own; none leaves that of the rule */
	pdf->y += 12;
	pdf->gap = 12;
}

static void flow_blocks(struct pdf *pdf, const json_t *blocks, double below)
{
	size_t count = json_array_size(blocks), i;
	json_t *block;

	json_array_foreach(blocks, i, block) {
		const char *kind = input_text(block, "kind");

		if (strcmp(kind, "table") == 0) {
			pdf_table(pdf, block);
			continue;
		}
		enum style_id style = style_of_block(kind, input_integer(block, "level"));

		/* The signature never stands alone on a page. */
		pdf_flow(pdf, style, pdf_layout_runs(pdf, style, input_text(block, "number"),
				json_object_get(block, "runs"), pdf->right - pdf->left, false),
			 i + 1 == count ? below : 0);
	}
}

/* Ô 9b and 13; the typist's mark stands last. */
static double draw_recipients(struct pdf *pdf, const json_t *document, double y)
{
	double room = POINTS(FOOT_LEFT - CELL_PADDING);
	json_t *line;
	size_t i;

	y = draw_text(pdf, STYLE_RECIPIENTS, "Nơi nhận:", pdf->left, room, y);
	json_array_foreach(json_object_get(document, "recipients"), i, line)
		y = draw_text(pdf, STYLE_RECIPIENT, json_string_value(line), pdf->left, room, y);
	return draw_text(pdf, STYLE_TYPIST, input_text(document, "typist"), pdf->left, room, y);
}

/* Ô 7; where nobody is named yet, a line stays for the name. */
static double draw_signature(struct pdf *pdf, const json_t *document, double y)
{
	double x = pdf->left + POINTS(FOOT_LEFT + CELL_PADDING);
	double room = POINTS(FOOT_RIGHT - 2 * CELL_PADDING);
	json_t *line;
	size_t i;

	json_array_foreach(json_object_get(document, "authority"), i, line)
		y = draw_text(pdf, STYLE_AUTHORITY, json_string_value(line), x, room, y);
	y += POINTS(SIGNATURE_ROOM);
	y = draw_text(pdf, STYLE_SIGNER, input_text(document, "second_post"), x, room, y);
	if (!input_has(document, "signer"))
		return y + 16;
	return draw_text(pdf, STYLE_SIGNER, input_text(document, "signer"), x, room, y);
}

/* The height of recipients and signature: drawn once on paper that is thrown away. */
static double foot_height(struct pdf *pdf, const json_t *document)
{
	struct pdf away = *pdf;
	cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);

	away.cairo = cairo_create(surface);
	double height = fmax(draw_recipients(&away, document, 0),
			     draw_signature(&away, document, 0));

	cairo_destroy(away.cairo);
	cairo_surface_destroy(surface);
	return height;
}

static void draw_foot(struct pdf *pdf, const json_t *document, double height)
{
	pdf_need(pdf, height + 6);
	pdf->y += 6;
	pdf->y = fmax(draw_recipients(pdf, document, pdf->y),
		      draw_signature(pdf, document, pdf->y));
	if (input_has(document, "journal"))
		pdf_flow(pdf, STYLE_JOURNAL, pdf_layout(pdf, STYLE_JOURNAL,
			 input_text(document, "journal"), pdf->right - pdf->left), 0);
}

/* The height of the foot is known first, so that the last paragraph can wait for it. */
static void draw_body(struct pdf *pdf, const json_t *document)
{
	double foot = foot_height(pdf, document);
	json_t *basis;
	size_t i;

	draw_circulation(pdf, input_text(document, "circulation"));
	draw_address(pdf, input_text(document, "footer"));
	draw_head(pdf, document);
	draw_title(pdf, document);
	draw_addressees(pdf, document);
	json_array_foreach(json_object_get(document, "bases"), i, basis)
		pdf_flow(pdf, STYLE_BASIS, pdf_layout(pdf, STYLE_BASIS, json_string_value(basis),
			 pdf->right - pdf->left), 0);
	flow_blocks(pdf, json_object_get(document, "blocks"), foot + 12);
	draw_foot(pdf, document, foot);
}

/* A section of its own: its pages count from 1, and its paper may lie on its side. */
static void draw_annex(struct pdf *pdf, const json_t *annex)
{
	static const struct { const char *name; enum style_id style; } parts[] = {
		{ "label", STYLE_ANNEX_LABEL }, { "title", STYLE_ANNEX_TITLE },
		{ "reference", STYLE_ANNEX_REFERENCE },
	};

	pdf->first_page_loss = 0;
	pdf_start_section(pdf, input_has(annex, "landscape"));
	for (size_t i = 0; i < 3; i++)
		pdf->y = draw_text(pdf, parts[i].style, input_text(annex, parts[i].name),
				   pdf->left, pdf->right - pdf->left, pdf->y);
	flow_blocks(pdf, json_object_get(annex, "blocks"), 0);
}

/* Into memory: the file is written whole or not at all. */
static cairo_status_t take_bytes(void *context, const unsigned char *bytes, unsigned length)
{
	text_add_bytes(context, bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

/* Figures travel in the keywords, where figures.c finds them. */
static void set_metadata(struct pdf *pdf, const json_t *document)
{
	const char *date = input_text(document, "date");
	const char *title = arena_printf(pdf->arena, "%s %s", input_text(document, "kind"),
					 input_text(document, "subject"));
	/* A document without a date still gives the same file each time. */
	const char *created = arena_printf(pdf->arena, "%.10sT00:00:00",
					   date[0] == '\0' ? "2000-01-01" : date);

	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_AUTHOR,
				       input_text(document, "issuer"));
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
	if (input_has(document, "figures"))
		cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_KEYWORDS,
			arena_printf(pdf->arena, "%s%s", FIGURES_MARK,
				     input_text(document, "figures")));
}

bool pdf_write(struct arena *arena, const json_t *document, struct text *bytes)
{
	struct pdf pdf = { .arena = arena };
	json_t *annex;
	size_t i;

	must(json_is_object(document), "a document was read");
	must(bytes->length == 0, "cairo counts its places from the file's beginning");
	if (pdf_font() == NULL) {
		fprintf(stderr, "Neither Times New Roman nor Tinos (fonts-croscore) is installed; "
			"the PDF would not have the metric that Decree 30 asks for.\n");
		return false;
	}
	pdf.surface = cairo_pdf_surface_create_for_stream(take_bytes, bytes,
							  POINTS(PAGE_SHORT), POINTS(PAGE_LONG));
	set_metadata(&pdf, document);
	pdf.cairo = cairo_create(pdf.surface);
	pdf_start_section(&pdf, false);
	draw_body(&pdf, document);
	json_array_foreach(json_object_get(document, "annexes"), i, annex)
		draw_annex(&pdf, annex);
	cairo_show_page(pdf.cairo);
	cairo_destroy(pdf.cairo);
	cairo_surface_finish(pdf.surface);
	cairo_status_t status = cairo_surface_status(pdf.surface);

	cairo_surface_destroy(pdf.surface);
	if (status != CAIRO_STATUS_SUCCESS)
		fprintf(stderr, "The PDF could not be written: %s\n",
			cairo_status_to_string(status));
	return status == CAIRO_STATUS_SUCCESS && bytes->length > 0;
}
