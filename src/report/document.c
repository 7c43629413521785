#include "report/document.h"

#include <string.h>

#include "base/must.h"
#include "base/utf8.h"
#include "report/document_lines.h"

static const struct word urgencies[] = {
	[URGENCY_NONE] = { "none", { "", "" } },
	[URGENCY_KHAN] = { "khan", { "KHẨN", "KHẨN" } },
	[URGENCY_THUONG_KHAN] = { "thuong_khan", { "THƯỢNG KHẨN", "THƯỢNG KHẨN" } },
	[URGENCY_HOA_TOC] = { "hoa_toc", { "HỎA TỐC", "HỎA TỐC" } },
};
const struct words urgency_words = WORDS("urgency", urgencies);

static const struct word circulations[] = {
	[CIRCULATION_ANY] = { "any", { "", "" } },
	[CIRCULATION_INTERNAL] = { "internal", { "LƯU HÀNH NỘI BỘ", "LƯU HÀNH NỘI BỘ" } },
	[CIRCULATION_RETURN] = { "return", { "XEM XONG TRẢ LẠI", "XEM XONG TRẢ LẠI" } },
	[CIRCULATION_RECALL] = { "recall", { "TÀI LIỆU THU HỒI", "TÀI LIỆU THU HỒI" } },
};
const struct words circulation_words = WORDS("circulation", circulations);

struct document *document_create(struct arena *arena, enum document_kind kind)
{
	struct document *document = arena_new(arena, struct document);

	must(kind < DOCUMENT_KINDS, "a document of no kind");
	document->arena = arena;
	document->kind = kind;
	document->addressees.end = &document->addressees.first;
	document->bases.end = &document->bases.first;
	document->recipients.end = &document->recipients.first;
	document->blocks.end = &document->blocks.first;
	document->annexes_end = &document->annexes;
	document->target = &document->blocks;
	return document;
}

void document_set_label(struct document *document, enum label_level level)
{
	document->secrecy = level;
	if (level == LABEL_INTERNAL && document->circulation == CIRCULATION_ANY)
		document->circulation = CIRCULATION_INTERNAL;
}

static void add_item(struct document *document, struct text_items *items, const char *text)
{
	struct text_item *item = arena_new(document->arena, struct text_item);

	must(text != NULL, "an empty item of a document");
	item->text = arena_copy(document->arena, text);
	*items->end = item;
	items->end = &item->next;
	items->count++;
}

void document_add_addressee(struct document *document, const char *name)
{
	add_item(document, &document->addressees, name);
}

void document_add_basis(struct document *document, const char *text)
{
	add_item(document, &document->bases, text);
}

void document_add_recipient(struct document *document, const char *name)
{
	add_item(document, &document->recipients, name);
}

static struct block *add_block(struct document *document, enum block_kind kind)
{
	struct blocks *blocks = document->target;
	struct block *block = arena_new(document->arena, struct block);

	block->kind = kind;
	if (kind != BLOCK_TABLE)
		block->text = rich_create(document->arena);
	*blocks->end = block;
	blocks->end = &block->next;
	blocks->last = block;
	return block;
}

/* The number of the next heading or point; deeper levels start again. */
static const char *next_number(struct document *document, int level)
{
	int *counts = document->target->counts;

	must(level >= 1 && level <= 3, "a heading of level 1, 2 or 3");
	counts[level]++;
	for (int deeper = level + 1; deeper <= 3; deeper++)
		counts[deeper] = 0;
	if (level == 1)
		return arena_printf(document->arena, "%s.",
				    format_roman(document->arena, counts[1]));
	if (level == 2)
		return arena_printf(document->arena, "%d.", counts[2]);
	return arena_printf(document->arena, "%s)", format_letter(document->arena, counts[3]));
}

struct rich_text *document_add_heading(struct document *document, int level,
				       const char *format, ...)
{
	struct block *block = add_block(document, BLOCK_HEADING);
	va_list arguments;

	block->level = level;
	block->number = next_number(document, level);
	va_start(arguments, format);
	struct run *run = rich_add_arguments(block->text, format, arguments);

	va_end(arguments);
	if (level == 1)
		run->text = utf8_upper(document->arena, run->text);
	return block->text;
}

struct rich_text *document_add_point(struct document *document, int level,
				     const char *format, ...)
{
	struct block *block = add_block(document, BLOCK_POINT);
	va_list arguments;

	block->level = level;
	block->number = next_number(document, level);
	va_start(arguments, format);
	rich_add_arguments(block->text, format, arguments);
	va_end(arguments);
	return block->text;
}

/* The adders of plain blocks differ in kind and number only. */
#define ADD_TEXT_BLOCK(document_, kind_, number_, format_) do { \
	struct block *block_ = add_block(document_, kind_); \
	va_list arguments_; \
	block_->number = number_; \
	va_start(arguments_, format_); \
	rich_add_arguments(block_->text, format_, arguments_); \
	va_end(arguments_); \
	return block_->text; \
	} while (0)

struct rich_text *document_add_paragraph(struct document *document, const char *format, ...)
{
	ADD_TEXT_BLOCK(document, BLOCK_PARAGRAPH, NULL, format);
}

struct rich_text *document_add_dash(struct document *document, const char *format, ...)
{
	ADD_TEXT_BLOCK(document, BLOCK_PARAGRAPH, "-", format);
}

struct rich_text *document_add_caption(struct document *document, const char *format, ...)
{
	ADD_TEXT_BLOCK(document, BLOCK_CAPTION, NULL, format);
}

struct rich_text *document_add_note(struct document *document, const char *format, ...)
{
	ADD_TEXT_BLOCK(document, BLOCK_NOTE, NULL, format);
}

struct table *document_add_table(struct document *document, const struct table_column *columns,
				 int count)
{
	struct table *table = arena_new(document->arena, struct table);
	struct table_column *copy = arena_array(document->arena, struct table_column,
						(size_t)count);

	must(count > 0 && count <= TABLE_COLUMNS_MOST, "a table with too many columns");
	for (int i = 0; i < count; i++) {
		copy[i] = columns[i];
		copy[i].title = arena_copy(document->arena, columns[i].title);
		must(copy[i].weight >= 0, "a column of negative width");
	}
	*table = (struct table){ .arena = document->arena, .columns = copy, .column_count = count };
	table->rows_end = &table->rows;
	add_block(document, BLOCK_TABLE)->table = table;
	table_add_header(table);
	for (int i = 0; i < count; i++)
		table_add_cell(table, 1, copy[i].title);
	return table;
}

struct table_row *table_add_row(struct table *table)
{
	struct table_row *row = arena_new(table->arena, struct table_row);

	must(table->last == NULL || table->last->columns == table->column_count,
	     "a row of the table is not full");
	row->cells_end = &row->cells;
	*table->rows_end = row;
	table->rows_end = &row->next;
	table->last = row;
	return row;
}

void table_add_header(struct table *table)
{
	must(table->last == NULL || table->last->header, "a header row below the rows");
	table_add_row(table)->header = true;
}

struct rich_text *table_add_cell(struct table *table, int span, const char *text)
{
	struct table_row *row = table->last;
	struct table_cell *cell = arena_new(table->arena, struct table_cell);

	must(row != NULL && span >= 1 && row->columns + span <= table->column_count,
	     "a cell beyond the last column");
	cell->text = rich_create(table->arena);
	cell->span = span;
	if (text != NULL && text[0] != '\0')
		rich_add(cell->text, "%s", text);
	*row->cells_end = cell;
	row->cells_end = &cell->next;
	row->columns += span;
	return cell->text;
}

void document_add_annex(struct document *document, const char *title, bool landscape)
{
	struct annex *annex = arena_new(document->arena, struct annex);

	annex->title = arena_copy(document->arena, title);
	annex->landscape = landscape;
	annex->blocks.end = &annex->blocks.first;
	*document->annexes_end = annex;
	document->annexes_end = &annex->next;
	document->target = &annex->blocks;
}

/* The last run that prints something, NULL if none does. */
static struct run *last_run(const struct block *block)
{
	struct run *last = NULL;

	if (block == NULL || block->text == NULL || block->kind == BLOCK_NOTE)
		return NULL;
	for (struct run *run = block->text->first; run != NULL; run = run->next)
		if (run->text[0] != '\0')
			last = run;
	return last;
}

void document_close(struct document *document)
{
	struct run *last = last_run(document->blocks.last);
	struct blocks *target = document->target;

	if (last == NULL) {
		document->target = &document->blocks;
		document_add_paragraph(document, "./.");
		document->target = target;
		return;
	}
	size_t length = strlen(last->text);

	if (length >= 3 && strcmp(last->text + length - 3, "./.") == 0)
		return;
	if (last->text[length - 1] == '.')
		rich_add(document->blocks.last->text, "/.")->bold = last->bold;
	else
		rich_add(document->blocks.last->text, "./.")->bold = last->bold;
}
