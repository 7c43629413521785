#include "render/docx.h"

#include <string.h>

#include "base/must.h"
#include "render/input.h"
#include "render/page.h"
#include "render/render.h"
#include "render/style.h"
#include "render/xml.h"

#define HEAD_LEFT_TEXT (HEAD_LEFT - 2 * CELL_PADDING)
#define HEAD_RIGHT_TEXT (HEAD_RIGHT - 2 * CELL_PADDING)
#define NO_BORDERS "<w:tblBorders><w:top w:val=\"nil\"/><w:left w:val=\"nil\"/>" \
	"<w:bottom w:val=\"nil\"/><w:right w:val=\"nil\"/><w:insideH w:val=\"nil\"/>" \
	"<w:insideV w:val=\"nil\"/></w:tblBorders>"

/* Looks are of the style: a person who edits the file changes one style, not each line. */
static void open_paragraph(struct text *out, int style, const char *properties)
{
	text_add_format(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>",
			style_of((enum style_id)style)->id, properties);
}

/* xml:space keeps the blanks at the ends of runs, which Word would drop; the "Cs" twins
   are what some programs take for letters with marks. */
static void add_run(struct text *out, const char *text, bool bold, bool italic)
{
	text_add(out, "<w:r>");
	if (bold || italic)
		text_add_format(out, "<w:rPr>%s%s</w:rPr>", bold ? "<w:b/><w:bCs/>" : "",
				italic ? "<w:i/><w:iCs/>" : "");
	for (;;) {
		size_t line = strcspn(text, "\n");

		text_add(out, "<w:t xml:space=\"preserve\">");
		xml_add(out, arena_copy_bytes(out->arena, text, line));
		text_add(out, "</w:t>");
		if (text[line] == '\0')
			break;
		text_add(out, "<w:br/>");
		text += line + 1;
	}
	text_add(out, "</w:r>");
}

void docx_add_paragraph(struct text *out, int style, const char *properties, const char *text)
{
	open_paragraph(out, style, properties);
	if (text[0] != '\0')
		add_run(out, text, false, false);
	text_add(out, "</w:p>");
}

/* An empty paragraph would take a line of its own. */
static void add_optional(struct text *out, int style, const char *text)
{
	if (text[0] != '\0')
		docx_add_paragraph(out, style, "", text);
}

/* The number is text, no list of Word's: what was issued must not be counted anew. */
static void add_runs(struct text *out, const char *number, const json_t *runs)
{
	size_t i;
	json_t *run;

	if (number[0] != '\0') {
		add_run(out, number, false, false);
		add_run(out, " ", false, false);
	}
	json_array_foreach(runs, i, run)
		add_run(out, input_text(run, "text"), input_has(run, "bold"),
			input_has(run, "italic"));
}

/* A line of `width` twips in the middle of `room`, below what stands above it. */
static void add_rule(struct text *out, double width, int room, int after)
{
	must(width >= 0 && room > 0, "a rule in some room");
	int side = width < room ? (int)((room - width) / 2) : 0;

	text_add_format(out, "<w:p><w:pPr><w:keepNext/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" "
			"w:space=\"1\" w:color=\"000000\"/></w:pBdr><w:spacing w:before=\"40\" "
			"w:after=\"%d\" w:line=\"60\" w:lineRule=\"exact\"/><w:ind w:left=\"%d\" "
			"w:right=\"%d\"/></w:pPr></w:p>", after, side, side);
}

/* The share that the decree asks of the width of the longest line above. */
static double rule_under(const char *text, double points, int room)
{
	double width = measure_text(text, points, true) * 20;

	return RULE_SHARE * (width < room ? width : room);
}

/* Fixed columns: Word would fit them to their content and leave the decree's widths. */
static void open_table(struct text *out, int indent, const int *widths, int count,
		       const char *borders)
{
	int sum = 0;

	must(count > 0, "a table has columns");
	for (int i = 0; i < count; i++)
		sum += widths[i];
	text_add_format(out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>"
			"<w:tblInd w:w=\"%d\" w:type=\"dxa\"/>%s<w:tblLayout w:type=\"fixed\"/>"
			"<w:tblCellMar><w:left w:w=\"%d\" w:type=\"dxa\"/>"
			"<w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
			sum, indent, borders, CELL_PADDING, CELL_PADDING);
	for (int i = 0; i < count; i++)
		text_add_format(out, "<w:gridCol w:w=\"%d\"/>", widths[i]);
	text_add(out, "</w:tblGrid>");
}

static void open_cell(struct text *out, int width, const char *properties)
{
	must(width > 0, "a cell that can be seen");
	text_add_format(out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>%s</w:tcPr>", width,
			properties);
}

/* A secrecy or urgency mark: a red box of the size that the decree gives it. */
static void add_mark(struct text *out, int style, const char *mark)
{
	int width = page_mark_width(mark);
	const char *line = style == STYLE_SECRECY ? "w:val=\"double\" w:sz=\"6\"" :
			   "w:val=\"single\" w:sz=\"8\"";
	const char *borders = arena_printf(out->arena,
		"<w:jc w:val=\"left\"/><w:tblBorders>"
		"<w:top %s w:color=\"E00000\"/><w:left %s w:color=\"E00000\"/>"
		"<w:bottom %s w:color=\"E00000\"/><w:right %s w:color=\"E00000\"/>"
		"</w:tblBorders>", line, line, line, line);

	if (mark[0] == '\0')
		return;
	text_add(out, "<w:p><w:pPr><w:spacing w:line=\"120\" w:lineRule=\"exact\"/></w:pPr></w:p>");
	text_add_format(out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>%s"
			"<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" "
			"w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>"
			"</w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/></w:tblGrid><w:tr><w:trPr>"
			"<w:trHeight w:val=\"%d\" w:hRule=\"exact\"/></w:trPr>", width, borders,
			width, MARK_HEIGHT);
	open_cell(out, width, "<w:vAlign w:val=\"center\"/>");
	docx_add_paragraph(out, style, "", mark);
	text_add(out, "</w:tc></w:tr></w:tbl>"
		 "<w:p><w:pPr><w:spacing w:line=\"40\" w:lineRule=\"exact\"/></w:pPr></w:p>");
}

/* Ô 2 of the form: superior body and the one that issues, with the rule under it. */
static void add_issuer(struct text *out, const json_t *document)
{
	const char *issuer = input_text(document, "issuer");

	open_cell(out, HEAD_LEFT, "");
	add_optional(out, STYLE_SUPERIOR, input_text(document, "superior"));
	docx_add_paragraph(out, STYLE_ISSUER, "", issuer);
	add_rule(out, rule_under(issuer, 13, HEAD_LEFT_TEXT), HEAD_LEFT_TEXT, 0);
	text_add(out, "</w:tc>");
}

/* Ô 1; the rule is as long as the motto (Appendix I of the decree). */
static void add_nation(struct text *out)
{
	static const char motto[] = "Độc lập - Tự do - Hạnh phúc";

	open_cell(out, HEAD_RIGHT, "");
	docx_add_paragraph(out, STYLE_NATION, "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
	docx_add_paragraph(out, STYLE_MOTTO, "", motto);
	add_rule(out, measure_text(motto, 14, true) * 20, HEAD_RIGHT_TEXT, 0);
	text_add(out, "</w:tc>");
}

/* Under the number: the subject of a công văn, then the marks. */
static void add_left_marks(struct text *out, const json_t *document)
{
	if (input_has(document, "letter"))
		docx_add_paragraph(out, STYLE_ABOUT, "", arena_printf(out->arena, "V/v %s",
				   input_text(document, "subject")));
	add_mark(out, STYLE_SECRECY, input_text(document, "secrecy"));
	add_mark(out, STYLE_MARK, input_text(document, "urgency"));
}

/* Ô 1 to 5.  A công văn has no title: its subject stands under the number. */
static void add_head(struct text *out, const json_t *document)
{
	const int widths[] = { HEAD_LEFT, HEAD_RIGHT };

	open_table(out, HEAD_INDENT, widths, 2, NO_BORDERS);
	text_add(out, "<w:tr>");
	add_issuer(out, document);
	add_nation(out);
	text_add(out, "</w:tr><w:tr>");
	open_cell(out, HEAD_LEFT, "");
	docx_add_paragraph(out, STYLE_NUMBER, "", input_text(document, "number"));
	add_left_marks(out, document);
	text_add(out, "</w:tc>");
	open_cell(out, HEAD_RIGHT, "");
	docx_add_paragraph(out, STYLE_PLACE, "", input_text(document, "place_date"));
	text_add(out, "</w:tc></w:tr></w:tbl>");
	if (input_has(document, "letter"))
		return;
	docx_add_paragraph(out, STYLE_KIND, "", input_text(document, "kind"));
	if (input_has(document, "subject")) {
		const char *subject = input_text(document, "subject");

		docx_add_paragraph(out, STYLE_SUBJECT, "", subject);
		add_rule(out, rule_under(subject, 14, TEXT_WIDTH), TEXT_WIDTH, 240);
	}
}

/* Ô 9a: one in the line of "Kính gửi", several below it, each with a dash. */
static void add_addressees(struct text *out, const json_t *document)
{
	const json_t *list = json_object_get(document, "addressees");
	size_t count = json_array_size(list), i;
	int indent = TWIPS(20), hang = (int)(measure_text("Kính gửi", 14, false) * 20);
	json_t *name;

	if (count == 1) {
		docx_add_paragraph(out, STYLE_ADDRESSEE, "", arena_printf(out->arena,
				   "Kính gửi: %s", json_string_value(json_array_get(list, 0))));
		return;
	}
	if (count > 1)
		docx_add_paragraph(out, STYLE_ADDRESSEES, arena_printf(out->arena,
				   "<w:keepNext/><w:spacing w:before=\"240\"/>"
				   "<w:ind w:left=\"%d\"/>", indent), "Kính gửi:");
	json_array_foreach(list, i, name)
		docx_add_paragraph(out, STYLE_ADDRESSEES, arena_printf(out->arena,
				   "<w:spacing w:after=\"%d\"/><w:ind w:left=\"%d\"/>",
				   i + 1 == count ? 240 : 0, indent + hang),
				   arena_printf(out->arena, "- %s%s", json_string_value(name),
						i + 1 == count ? "." : ";"));
}

/* A column's alignment is for its cells; a header stands in the middle by its style. */
static void add_cells(struct text *out, const json_t *table, const json_t *row,
		      const int *widths, int count)
{
	const json_t *columns = json_object_get(table, "columns");
	bool header = input_has(row, "header"), strong = input_has(row, "strong");
	size_t i;
	json_t *cell;
	int column = 0;

	json_array_foreach(json_object_get(row, "cells"), i, cell) {
		int span = input_integer(cell, "span"), width = 0;
		const json_t *kind = json_array_get(columns, (size_t)column);

		/* as in the PDF; Word calls a file with such a cell damaged */
		if (span < 1 || span > count - column)
			break;
		for (int s = 0; s < span; s++)
			width += widths[column++];
		must(width > 0, "a cell as wide as its columns");
		open_cell(out, width, arena_printf(out->arena, "<w:gridSpan w:val=\"%d\"/>"
			  "<w:vAlign w:val=\"center\"/>", span));
		open_paragraph(out, header ? STYLE_TABLE_HEAD : STYLE_TABLE_CELL, header ? "" :
			       arena_printf(out->arena, "<w:jc w:val=\"%s\"/>",
					    input_text(kind, "align")));
		json_t *run;
		size_t r;

		json_array_foreach(json_object_get(cell, "runs"), r, run)
			add_run(out, input_text(run, "text"), strong || input_has(run, "bold"),
				input_has(run, "italic"));
		text_add(out, "</w:p></w:tc>");
	}
	must(column > 0, "a row has a cell");
}

/* Shares the width out by weight; the last column takes what rounding leaves. */
static int share_widths(const json_t *columns, int room, int *widths, int most)
{
	double sum = 0;
	int count = (int)json_array_size(columns), used = 0;
	json_t *column;
	size_t i;

	count = count > most ? most : count;
	json_array_foreach(columns, i, column)
		sum += json_number_value(json_object_get(column, "weight"));
	must(sum > 0, "columns share a width by their weights");
	for (int c = 0; c < count; c++) {
		const json_t *weight = json_object_get(json_array_get(columns, (size_t)c),
						       "weight");

		widths[c] = c + 1 == count ? room - used :
			    (int)(room * json_number_value(weight) / sum);
		used += widths[c];
	}
	return count;
}

/* A row is not broken over pages; Word does it all the same where one is higher than a
   page.  Header rows come again on each. */
static void add_table(struct text *out, const json_t *table, int room)
{
	int widths[64];
	int count = share_widths(json_object_get(table, "columns"), room, widths, 64);
	json_t *row;
	size_t i;

	must(count > 0, "a table without columns");
	open_table(out, 0, widths, count,
		   "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/>"
		   "<w:left w:val=\"single\" w:sz=\"4\"/><w:bottom w:val=\"single\" w:sz=\"4\"/>"
		   "<w:right w:val=\"single\" w:sz=\"4\"/><w:insideH w:val=\"single\" w:sz=\"4\"/>"
		   "<w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders>");
	json_array_foreach(json_object_get(table, "rows"), i, row) {
		text_add_format(out, "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>",
				input_has(row, "header") ? "<w:tblHeader/>" : "");
		add_cells(out, table, row, widths, count);
		text_add(out, "</w:tr>");
	}
	/* Without a paragraph between them two tables would become one. */
	text_add(out, "</w:tbl><w:p><w:pPr><w:spacing w:line=\"120\" w:lineRule=\"exact\"/>"
		 "</w:pPr></w:p>");
}

/* A kind that is not known reads as plain text: nothing of a document is left out. */
static void add_blocks(struct text *out, const json_t *blocks, int room, bool signed_below)
{
	size_t count = json_array_size(blocks), i;
	json_t *block;

	json_array_foreach(blocks, i, block) {
		const char *kind = input_text(block, "kind");

		if (strcmp(kind, "table") == 0) {
			add_table(out, block, room);
			continue;
		}
		/* The signature never stands alone on a page. */
		open_paragraph(out, (int)style_of_block(kind, input_integer(block, "level")),
			       signed_below && i + 1 == count ? "<w:keepNext/>" : "");
		add_runs(out, input_text(block, "number"), json_object_get(block, "runs"));
		text_add(out, "</w:p>");
	}
}

/* Each a paragraph: these lists are short and read from above. */
static void add_lines(struct text *out, int style, const json_t *lines)
{
	json_t *line;
	size_t i;

	json_array_foreach(lines, i, line)
		docx_add_paragraph(out, style, "", json_string_value(line));
}

/* Ô 7 and 9b side by side, kept on one page; the room between post and name is for the
   hand or the stamp. */
static void add_foot(struct text *out, const json_t *document)
{
	const int widths[] = { FOOT_LEFT, FOOT_RIGHT };
	const char *post = input_text(document, "second_post");
	const char *room = arena_printf(out->arena, "<w:spacing w:before=\"%d\"/>",
					SIGNATURE_ROOM);

	docx_add_paragraph(out, STYLE_JOURNAL, "<w:keepNext/><w:spacing w:before=\"0\" "
			   "w:line=\"120\" w:lineRule=\"exact\"/>", "");
	open_table(out, 0, widths, 2, NO_BORDERS);
	text_add(out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
	open_cell(out, FOOT_LEFT, "<w:tcMar><w:left w:w=\"0\" w:type=\"dxa\"/></w:tcMar>");
	docx_add_paragraph(out, STYLE_RECIPIENTS, "", "Nơi nhận:");
	add_lines(out, STYLE_RECIPIENT, json_object_get(document, "recipients"));
	add_optional(out, STYLE_TYPIST, input_text(document, "typist"));
	text_add(out, "</w:tc>");
	open_cell(out, FOOT_RIGHT, "");
	add_lines(out, STYLE_AUTHORITY, json_object_get(document, "authority"));
	if (post[0] != '\0')
		docx_add_paragraph(out, STYLE_SIGNER, room, post);
	docx_add_paragraph(out, STYLE_SIGNER, post[0] == '\0' ? room : "",
			   input_text(document, "signer"));
	text_add(out, "</w:tc></w:tr></w:tbl>");
	docx_add_paragraph(out, STYLE_JOURNAL, "", input_text(document, "journal"));
}

/* What a section looks like; the first page of each bears no number. */
static void add_section(struct text *out, bool landscape, bool first, bool last, bool address)
{
	/* Appendix I, section I of the decree: 20-25, 20-25, 30-35 and 15-20 mm */
	must(MARGIN_TOP >= TWIPS(20) && MARGIN_TOP <= TWIPS(25) + 1, "the upper margin");
	must(MARGIN_BOTTOM >= TWIPS(20) && MARGIN_BOTTOM <= TWIPS(25) + 1, "the lower margin");
	must(MARGIN_LEFT >= TWIPS(30) && MARGIN_LEFT <= TWIPS(35) + 1, "the left margin");
	must(MARGIN_RIGHT >= TWIPS(15) && MARGIN_RIGHT <= TWIPS(20) + 1, "the right margin");
	text_add(out, last ? "" : "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>");
	text_add_format(out, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"%s\"/>"
			"<w:headerReference w:type=\"first\" r:id=\"%s\"/>"
			"<w:footerReference w:type=\"default\" r:id=\"%s\"/>"
			"<w:footerReference w:type=\"first\" r:id=\"%s\"/>"
			"<w:type w:val=\"nextPage\"/>", DOCX_HEADER_PAGE,
			first ? DOCX_HEADER_FIRST : DOCX_HEADER_BLANK, DOCX_FOOTER_BLANK,
			first ? DOCX_FOOTER_FIRST : DOCX_FOOTER_BLANK);
	text_add_format(out, "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>"
			"<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
			"w:header=\"%d\" w:footer=\"%d\" w:gutter=\"0\"/>",
			landscape ? PAGE_LONG : PAGE_SHORT, landscape ? PAGE_SHORT : PAGE_LONG,
			landscape ? " w:orient=\"landscape\"" : "", MARGIN_TOP, MARGIN_RIGHT,
			MARGIN_BOTTOM, MARGIN_LEFT, PAGE_NUMBER_TOP,
			address ? MARGIN_BOTTOM : PAGE_NUMBER_TOP);
	text_add(out, "<w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr>");
	text_add(out, last ? "" : "</w:pPr></w:p>");
}

/* Appendix I of the decree: label, title and reference to the document above it. */
static void add_annex(struct text *out, const json_t *annex)
{
	bool landscape = input_has(annex, "landscape");

	add_optional(out, STYLE_ANNEX_LABEL, input_text(annex, "label"));
	add_optional(out, STYLE_ANNEX_TITLE, input_text(annex, "title"));
	add_optional(out, STYLE_ANNEX_REFERENCE, input_text(annex, "reference"));
	add_blocks(out, json_object_get(annex, "blocks"),
		   landscape ? TEXT_WIDTH_LANDSCAPE : TEXT_WIDTH, false);
}

/* A section's properties stand behind its content; those of the last one behind all. */
void docx_add_body(struct text *out, const json_t *document)
{
	const json_t *annexes = json_object_get(document, "annexes");
	size_t count = json_array_size(annexes), i;
	bool address = input_has(document, "footer");
	json_t *annex, *basis;

	must(json_is_object(document), "a document was read");
	text_add(out, "<w:body>");
	add_head(out, document);
	add_addressees(out, document);
	json_array_foreach(json_object_get(document, "bases"), i, basis)
		docx_add_paragraph(out, STYLE_BASIS, "", json_string_value(basis));
	add_blocks(out, json_object_get(document, "blocks"), TEXT_WIDTH, true);
	add_foot(out, document);
	add_section(out, false, true, count == 0, address);
	json_array_foreach(annexes, i, annex) {
		add_annex(out, annex);
		add_section(out, input_has(annex, "landscape"), false, i + 1 == count, false);
	}
	text_add(out, "</w:body>");
}
