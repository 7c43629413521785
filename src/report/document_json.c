#include "report/document_json.h"

#include "base/json.h"
#include "base/must.h"
#include "report/document_lines.h"

static const char *const block_names[] = {
	[BLOCK_HEADING] = "heading", [BLOCK_POINT] = "point", [BLOCK_PARAGRAPH] = "paragraph",
	[BLOCK_CAPTION] = "caption", [BLOCK_NOTE] = "note", [BLOCK_TABLE] = "table",
};
static const char *const alignment_names[] = {
	[ALIGN_LEFT] = "left", [ALIGN_CENTRE] = "center", [ALIGN_RIGHT] = "right",
};

static void add_member(struct text *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	json_add_name(out, name);
	json_add_string(out, value);
}

static void add_integer(struct text *out, const char *name, int value)
{
	json_add_name(out, name);
	text_add_integer(out, value);
}

static void add_flag(struct text *out, const char *name, bool value)
{
	if (!value)
		return;
	json_add_name(out, name);
	text_add(out, "true");
}

static void open_item(struct text *out, const char *bracket)
{
	if (out->bytes[out->length - 1] != '[')
		text_add_char(out, ',');
	text_add(out, bracket);
}

static void add_array(struct text *out, const char *name)
{
	json_add_name(out, name);
	text_add_char(out, '[');
}

static void add_runs(struct text *out, const struct rich_text *rich)
{
	add_array(out, "runs");
	for (const struct run *run = rich->first; run != NULL; run = run->next) {
		open_item(out, "{");
		add_member(out, "text", run->text);
		add_flag(out, "bold", run->bold);
		add_flag(out, "italic", run->italic);
		text_add_char(out, '}');
	}
	text_add_char(out, ']');
}

static void add_row(struct text *out, const struct table_row *row)
{
	open_item(out, "{");
	add_flag(out, "header", row->header);
	add_flag(out, "strong", row->strong);
	add_array(out, "cells");
	for (const struct table_cell *cell = row->cells; cell != NULL; cell = cell->next) {
		open_item(out, "{");
		add_integer(out, "span", cell->span);
		add_runs(out, cell->text);
		text_add_char(out, '}');
	}
	text_add(out, "]}");
}

static void add_table(struct text *out, const struct table *table)
{
	must(table->last->columns == table->column_count, "the last row of the table is not full");
	add_array(out, "columns");
	for (int i = 0; i < table->column_count; i++) {
		const struct table_column *column = &table->columns[i];

		open_item(out, "{");
		json_add_name(out, "weight");
		text_add_format(out, "%.3f", column->weight > 0 ? column->weight : 1.0);
		add_member(out, "align", alignment_names[column->alignment]);
		text_add_char(out, '}');
	}
	text_add_char(out, ']');
	add_array(out, "rows");
	for (const struct table_row *row = table->rows; row != NULL; row = row->next)
		add_row(out, row);
	text_add_char(out, ']');
}

static void add_blocks(struct text *out, const struct blocks *blocks)
{
	add_array(out, "blocks");
	for (const struct block *block = blocks->first; block != NULL; block = block->next) {
		open_item(out, "{");
		add_member(out, "kind", block_names[block->kind]);
		add_integer(out, "level", block->level);
		add_member(out, "number", block->number);
		if (block->kind == BLOCK_TABLE)
			add_table(out, block->table);
		else
			add_runs(out, block->text);
		text_add_char(out, '}');
	}
	text_add_char(out, ']');
}

static void add_annexes(struct text *out, const struct document *document)
{
	add_array(out, "annexes");
	for (const struct annex *annex = document->annexes; annex != NULL; annex = annex->next) {
		open_item(out, "{");
		add_member(out, "label", document_annex_label(document, annex));
		add_member(out, "title", document_capitals(document, annex->title));
		add_member(out, "reference", document_annex_reference(document, annex));
		add_flag(out, "landscape", annex->landscape);
		add_blocks(out, &annex->blocks);
		text_add_char(out, '}');
	}
	text_add_char(out, ']');
}

static void add_items(struct text *out, const char *name, const struct text_items *items)
{
	add_array(out, name);
	for (const struct text_item *item = items->first; item != NULL; item = item->next) {
		open_item(out, "");
		json_add_string(out, item->text);
	}
	text_add_char(out, ']');
}

static void add_head(struct text *out, const struct document *document)
{
	struct arena *arena = document->arena;
	char day[DATE_TEXT_SIZE];

	add_member(out, "superior", document_body_name(document, document->superior));
	add_member(out, "issuer", document_body_name(document, document->issuer));
	add_member(out, "number", format_number_line(arena, document));
	add_member(out, "place_date",
		   format_place_date(arena, document->place, document->date));
	if (date_is_known(document->date) && document->date.day > 0) {
		date_format(document->date, day);
		add_member(out, "date", day);
	}
	add_member(out, "kind", document_title(document));
	add_flag(out, "letter", document_kind_is_letter(document->kind));
	add_member(out, "subject", document->subject);
	add_member(out, "secrecy", document_secrecy_mark(document));
	add_member(out, "urgency", document_urgency_mark(document));
	add_member(out, "circulation", document_circulation_mark(document));
	add_items(out, "addressees", &document->addressees);
	add_array(out, "bases");
	for (const struct text_item *basis = document->bases.first; basis != NULL;
	     basis = basis->next) {
		open_item(out, "");
		json_add_string(out, document_basis_line(document, basis));
	}
	text_add_char(out, ']');
}

static void add_foot(struct text *out, const struct document *document)
{
	const char *lines[SIGNING_LINES_MOST];
	int count = signature_lines(document->arena, &document->signature, lines);

	add_array(out, "authority");
	for (int i = 0; i < count; i++) {
		open_item(out, "");
		json_add_string(out, lines[i]);
	}
	text_add_char(out, ']');
	add_member(out, "second_post", document->signature.second_post);
	add_member(out, "signer", document->signature.name);
	add_array(out, "recipients");
	for (const char *const *line = document_recipient_lines(document); *line != NULL; line++) {
		open_item(out, "");
		json_add_string(out, *line);
	}
	text_add_char(out, ']');
	add_member(out, "typist", document_typist_line(document));
	add_member(out, "footer", document->footer);
	add_member(out, "journal", document->journal_line);
	add_member(out, "figures", document->figures);
}

void document_write_json(struct text *out, const struct document *document)
{
	text_add_char(out, '{');
	add_member(out, "profile", "nd30");
	add_head(out, document);
	add_blocks(out, &document->blocks);
	add_foot(out, document);
	add_annexes(out, document);
	text_add_char(out, '}');
}
