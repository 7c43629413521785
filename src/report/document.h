#ifndef REPORT_DOCUMENT_H
#define REPORT_DOCUMENT_H
/* An administrative document of Decree 30/2020/NĐ-CP (profile nd30): what it
   says, not how it looks.  Built in an arena by the functions below, then
   written as HTML (document_html.h), docx or PDF (render.h).  Texts are UTF-8 in
   NFC and checked for length before they get here; setters and adders copy what
   they format, plain members must live as long as the arena. */

#include "base/label.h"
#include "base/time.h"
#include "report/document_kind.h"
#include "report/rich_text.h"
#include "report/signing.h"

enum document_urgency { URGENCY_NONE, URGENCY_KHAN, URGENCY_THUONG_KHAN, URGENCY_HOA_TOC };
enum document_circulation {
	CIRCULATION_ANY, CIRCULATION_INTERNAL, CIRCULATION_RETURN, CIRCULATION_RECALL,
};
extern const struct words urgency_words, circulation_words;

enum alignment { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };
enum block_kind {
	BLOCK_HEADING,		/* level 1 "I.", 2 "1.", 3 "a)"; numbered by the model */
	BLOCK_POINT,		/* a numbered paragraph: level 2 "1.", 3 "a)", not bold */
	BLOCK_PARAGRAPH,
	BLOCK_CAPTION,		/* centred, bold, above a table */
	BLOCK_NOTE,		/* small: the source of a table, a remark */
	BLOCK_TABLE,
};

struct table_column {
	const char *title;
	double weight;		/* share of the width; 0 counts as 1 */
	enum alignment alignment;
};

struct table_cell {
	struct table_cell *next;
	struct rich_text *text;
	int span;		/* columns it covers */
};

struct table_row {
	struct table_row *next;
	struct table_cell *cells, **cells_end;
	bool header;		/* repeated on each page */
	bool strong;		/* a row of totals */
	int columns;		/* that its cells cover so far */
};

#define TABLE_COLUMNS_MOST 32

struct table {
	struct arena *arena;
	const struct table_column *columns;
	int column_count;
	struct table_row *rows, **rows_end, *last;
};

struct block {
	struct block *next;
	enum block_kind kind;
	int level;
	const char *number;	/* "I.", "2.", "đ)", "-" or NULL */
	struct rich_text *text;	/* NULL for a table */
	struct table *table;
};

struct blocks {
	struct block *first, **end, *last;
	int counts[4];		/* headings so far at each level */
};

struct text_item { struct text_item *next; const char *text; };
struct text_items { struct text_item *first, **end; int count; };
struct annex {
	struct annex *next;
	const char *title;
	const char *reference;	/* "(Kèm theo …)"; made from the document when NULL */
	bool landscape;
	struct blocks blocks;
};

struct document {
	struct arena *arena;
	enum document_kind kind;
	const char *superior, *issuer;	/* ô 2; superior may be NULL */
	int number;			/* 0: not yet numbered */
	const char *symbol;		/* of the issuing body: "BCĐ", "UBND" */
	const char *drafter;		/* công văn: unit or field, "VX" */
	const char *place;
	struct date date;		/* day 0: left blank by hand; year 0: all of it */
	const char *kind_name;		/* instead of the kind's own name, or NULL */
	const char *subject;		/* trích yếu */
	struct text_items addressees, bases, recipients;
	const char *archive;		/* after "Lưu: ": "VT, BCHQS" */
	int archive_copies;		/* 0: not printed */
	struct blocks blocks;
	struct annex *annexes, **annexes_end;
	struct blocks *target;		/* adders put blocks here: the body or the last annex */
	struct signature signature;
	enum label_level secrecy;	/* prints a mark from LABEL_MAT on */
	enum document_urgency urgency;
	enum document_circulation circulation;
	const char *typist;		/* "PL" */
	int copies;			/* "(300)" */
	const char *footer;		/* address, mail, phone of the body; lines by '\n' */
	const char *figures;		/* JSON: figures, checkpoint, signature; NULL if none */
	const char *journal_line;	/* where in the journal the figures come from */
};

struct document *document_create(struct arena *arena, enum document_kind kind);
/* The secrecy and, for LABEL_INTERNAL, the circulation mark that go with a label. */
void document_set_label(struct document *document, enum label_level level);
void document_add_addressee(struct document *document, const char *name);
void document_add_basis(struct document *document, const char *text);
void document_add_recipient(struct document *document, const char *name);

/* Level 1 prints as "I. IN CAPITALS", 2 as "1. …", 3 as "a) …".  The text that
   is returned may be continued with rich_add…. */
struct rich_text *document_add_heading(struct document *document, int level,
				       const char *format, ...)
	__attribute__((format(printf, 3, 4)));
struct rich_text *document_add_point(struct document *document, int level,
				     const char *format, ...)
	__attribute__((format(printf, 3, 4)));
struct rich_text *document_add_paragraph(struct document *document, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* A paragraph that begins with "- ". */
struct rich_text *document_add_dash(struct document *document, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct rich_text *document_add_caption(struct document *document, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct rich_text *document_add_note(struct document *document, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A table whose first header row holds the titles; the columns are copied. */
struct table *document_add_table(struct document *document, const struct table_column *columns,
				 int count);
void table_add_header(struct table *table);
struct table_row *table_add_row(struct table *table);
/* The next cell of the last row; continue it with rich_add…. */
struct rich_text *table_add_cell(struct table *table, int span, const char *text);

/* What is added from here on belongs to a new annex. */
void document_add_annex(struct document *document, const char *title, bool landscape);
/* Puts "./." at the end of the body; does nothing the second time. */
void document_close(struct document *document);

#endif
