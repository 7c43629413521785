#include "report/document_html.h"

#include <string.h>

#include "base/embedded.h"
#include "base/must.h"
#include "report/document_lines.h"

extern const struct embedded_file document_styles[];

const char *document_css(void)
{
	return (const char *)document_styles[0].bytes;
}

void html_add_escaped(struct text *out, const char *text)
{
	for (;;) {
		size_t plain = strcspn(text, "&<>\"'");

		text_add_bytes(out, text, plain);
		text += plain;
		switch (*text++) {
		case '\0':
			return;
		case '&':
			text_add(out, "&amp;");
			break;
		case '<':
			text_add(out, "&lt;");
			break;
		case '>':
			text_add(out, "&gt;");
			break;
		case '"':
			text_add(out, "&quot;");
			break;
		default:
			text_add(out, "&#39;");
		}
	}
}

/* <tag class="name">text</tag>, nothing when there is no text. */
static void add_element(struct text *out, const char *tag, const char *name, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	text_add_format(out, "<%s class=\"%s\">", tag, name);
	html_add_escaped(out, text);
	text_add_format(out, "</%s>\n", tag);
}

static void add_run(struct text *out, const struct run *run)
{
	if (run->bold)
		text_add(out, "<b>");
	if (run->italic)
		text_add(out, "<i>");
	if (run->figure != NULL) {
		text_add(out, "<span class=\"figure\" data-figure=\"");
		html_add_escaped(out, run->figure);
		text_add(out, "\">");
	}
	html_add_escaped(out, run->text);
	if (run->figure != NULL)
		text_add(out, "</span>");
	if (run->italic)
		text_add(out, "</i>");
	if (run->bold)
		text_add(out, "</b>");
}

static void add_runs(struct text *out, const struct rich_text *rich)
{
	for (const struct run *run = rich->first; run != NULL; run = run->next)
		add_run(out, run);
}

static void add_text_block(struct text *out, const struct block *block)
{
	static const char *const opens[] = {
		[BLOCK_HEADING] = "", [BLOCK_POINT] = "<p class=\"point\">",
		[BLOCK_PARAGRAPH] = "<p>", [BLOCK_CAPTION] = "<p class=\"caption\">",
		[BLOCK_NOTE] = "<p class=\"note\">",
	};

	must(block->kind != BLOCK_TABLE, "a table is no text block");
	if (block->kind == BLOCK_HEADING)
		text_add_format(out, "<h%d>", block->level + 1);
	else
		text_add(out, opens[block->kind]);
	if (block->number != NULL) {
		html_add_escaped(out, block->number);
		text_add_char(out, ' ');
	}
	add_runs(out, block->text);
	if (block->kind == BLOCK_HEADING)
		text_add_format(out, "</h%d>\n", block->level + 1);
	else
		text_add(out, "</p>\n");
}

static void add_cell(struct text *out, const struct table *table, const struct table_row *row,
		     const struct table_cell *cell, int column)
{
	static const char *const classes[] = {
		[ALIGN_LEFT] = "", [ALIGN_CENTRE] = " class=\"centre\"",
		[ALIGN_RIGHT] = " class=\"right\"",
	};
	const char *tag = row->header ? "th" : "td";

	text_add_format(out, "<%s", tag);
	if (row->header)
		text_add(out, cell->span > 1 ? " scope=\"colgroup\"" : " scope=\"col\"");
	else
		text_add(out, classes[table->columns[column].alignment]);
	if (cell->span > 1)
		text_add_format(out, " colspan=\"%d\"", cell->span);
	text_add_char(out, '>');
	add_runs(out, cell->text);
	text_add_format(out, "</%s>", tag);
}

/* Style attributes are forbidden, so widths are one of a hundred classes. */
static void add_columns(struct text *out, const struct table *table)
{
	double sum = 0;

	for (int i = 0; i < table->column_count; i++)
		sum += table->columns[i].weight > 0 ? table->columns[i].weight : 1;
	text_add(out, "<colgroup>");
	for (int i = 0; i < table->column_count; i++) {
		double weight = table->columns[i].weight > 0 ? table->columns[i].weight : 1;

		text_add_format(out, "<col width=\"%.0f%%\">", 100 * weight / sum);
	}
	text_add(out, "</colgroup>\n");
}

static void add_table(struct text *out, const struct table *table)
{
	bool in_head = true;

	text_add(out, "<table class=\"grid\">\n");
	add_columns(out, table);
	text_add(out, "<thead>\n");
	for (const struct table_row *row = table->rows; row != NULL; row = row->next) {
		int column = 0;

		if (in_head && !row->header) {
			text_add(out, "</thead><tbody>\n");
			in_head = false;
		}
		text_add(out, row->strong ? "<tr class=\"strong\">" : "<tr>");
		for (const struct table_cell *cell = row->cells; cell != NULL; cell = cell->next) {
			add_cell(out, table, row, cell, column);
			column += cell->span;
		}
		must(column == table->column_count, "a row of the table is not full");
		text_add(out, "</tr>\n");
	}
	text_add(out, in_head ? "</thead></table>\n" : "</tbody></table>\n");
}

static void add_blocks(struct text *out, const struct blocks *blocks)
{
	for (const struct block *block = blocks->first; block != NULL; block = block->next) {
		if (block->kind == BLOCK_TABLE)
			add_table(out, block->table);
		else
			add_text_block(out, block);
	}
}

static void add_marks(struct text *out, const struct document *document)
{
	static const char *const secrecy[] = {
		[LABEL_NONE] = "", [LABEL_INTERNAL] = "", [LABEL_MAT] = "mark secrecy short",
		[LABEL_TOI_MAT] = "mark secrecy middle", [LABEL_TUYET_MAT] = "mark secrecy long",
	};
	static const char *const urgency[] = {
		[URGENCY_NONE] = "", [URGENCY_KHAN] = "mark short",
		[URGENCY_THUONG_KHAN] = "mark long", [URGENCY_HOA_TOC] = "mark middle",
	};

	add_element(out, "p", secrecy[document->secrecy], document_secrecy_mark(document));
	add_element(out, "p", urgency[document->urgency], document_urgency_mark(document));
}

static void add_head(struct text *out, const struct document *document)
{
	struct arena *arena = document->arena;
	bool letter = document_kind_is_letter(document->kind);

	add_element(out, "p", "circulation", document_circulation_mark(document));
	text_add(out, "<div class=\"head\"><div class=\"left\">\n");
	add_element(out, "p", "superior", document_body_name(document, document->superior));
	add_element(out, "p", "issuer", document_body_name(document, document->issuer));
	text_add(out, "</div><div class=\"right\">\n"
		 "<p class=\"nation\">CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>\n"
		 "<p class=\"motto\"><span>Độc lập - Tự do - Hạnh phúc</span></p>\n"
		 "</div><div class=\"left\">\n");
	add_element(out, "p", "number", format_number_line(arena, document));
	if (letter && document->subject != NULL)
		add_element(out, "p", "about", arena_printf(arena, "V/v %s", document->subject));
	add_marks(out, document);
	text_add(out, "</div><div class=\"right\">\n");
	add_element(out, "p", "place",
		    format_place_date(arena, document->place, document->date));
	text_add(out, "</div></div>\n");
	if (!letter) {
		add_element(out, "h1", "kind", document_title(document));
		add_element(out, "p", "subject", document->subject);
	}
}

static void add_opening(struct text *out, const struct document *document)
{
	const struct text_items *to = &document->addressees;

	if (to->count == 1) {
		text_add(out, "<p class=\"addressee\">Kính gửi: ");
		html_add_escaped(out, to->first->text);
		text_add(out, "</p>\n");
	} else if (to->count > 1) {
		text_add(out, "<div class=\"addressees\"><p>Kính gửi:</p><ul>\n");
		for (const struct text_item *item = to->first; item != NULL; item = item->next) {
			text_add(out, "<li>- ");
			html_add_escaped(out, item->text);
			text_add(out, item->next == NULL ? ".</li>\n" : ";</li>\n");
		}
		text_add(out, "</ul></div>\n");
	}
	for (const struct text_item *basis = document->bases.first; basis != NULL;
	     basis = basis->next)
		add_element(out, "p", "basis", document_basis_line(document, basis));
}

static void add_foot(struct text *out, const struct document *document)
{
	const char *lines[SIGNING_LINES_MOST];
	const struct signature *signature = &document->signature;
	int count = signature_lines(document->arena, signature, lines);

	text_add(out, "<div class=\"foot\"><div class=\"left\">\n"
		 "<p class=\"recipients-title\">Nơi nhận:</p>\n");
	for (const char *const *line = document_recipient_lines(document); *line != NULL; line++)
		add_element(out, "p", "recipient", *line);
	add_element(out, "p", "typist", document_typist_line(document));
	text_add(out, "</div><div class=\"right\">\n");
	for (int i = 0; i < count; i++)
		add_element(out, "p", "authority", lines[i]);
	text_add(out, "<div class=\"room\"></div>\n");
	add_element(out, "p", "signer", signature->second_post);
	add_element(out, "p", "signer", signature->name);
	text_add(out, "</div></div>\n");
	add_element(out, "p", "journal", document->journal_line);
	add_element(out, "p", "address", document->footer);
}

void document_write_html(struct text *out, const struct document *document)
{
	text_add(out, "<article class=\"nd30\" lang=\"vi\">\n<section class=\"sheet\">\n");
	add_head(out, document);
	add_opening(out, document);
	add_blocks(out, &document->blocks);
	add_foot(out, document);
	text_add(out, "</section>\n");
	for (const struct annex *annex = document->annexes; annex != NULL; annex = annex->next) {
		text_add(out, annex->landscape ? "<section class=\"sheet annex landscape\">\n"
					       : "<section class=\"sheet annex\">\n");
		add_element(out, "p", "annex-label", document_annex_label(document, annex));
		add_element(out, "h1", "annex-title",
			    document_capitals(document, annex->title));
		add_element(out, "p", "annex-reference",
			    document_annex_reference(document, annex));
		add_blocks(out, &annex->blocks);
		text_add(out, "</section>\n");
	}
	text_add(out, "</article>\n");
}

void document_write_html_page(struct text *out, const struct document *document)
{
	text_add(out, "<!doctype html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n"
		 "<title>");
	html_add_escaped(out, document_title(document));
	text_add_char(out, ' ');
	html_add_escaped(out, document->subject == NULL ? "" : document->subject);
	text_add(out, "</title>\n");
	if (document->figures != NULL) {
		text_add(out, "<meta name=\"" DOCUMENT_FIGURES_NAME "\" content=\"");
		html_add_escaped(out, document->figures);
		text_add(out, "\">\n");
	}
	text_add(out, "<style>\n");
	text_add(out, document_css());
	text_add(out, "</style>\n</head>\n<body class=\"nd30-page\">\n");
	document_write_html(out, document);
	text_add(out, "</body>\n</html>\n");
}
