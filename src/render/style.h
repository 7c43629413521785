#ifndef RENDER_STYLE_H
#define RENDER_STYLE_H
/* How each component of the document is set (ô 1 to 14 of Appendix I of the
   decree): one table for docx and PDF. */

#include <stdbool.h>

enum style_alignment { STYLE_LEFT, STYLE_CENTRE, STYLE_RIGHT, STYLE_BOTH };

struct style {
	const char *id, *name;	/* in docx */
	double points;
	bool bold, italic;
	enum style_alignment alignment;
	int first_line;		/* twips */
	double before, after;	/* points */
	bool keep_next;		/* on the page of the paragraph that follows */
};

enum style_id {
	STYLE_NATION, STYLE_MOTTO, STYLE_SUPERIOR, STYLE_ISSUER, STYLE_NUMBER, STYLE_PLACE,
	STYLE_ABOUT, STYLE_MARK, STYLE_SECRECY, STYLE_CIRCULATION, STYLE_KIND, STYLE_SUBJECT,
	STYLE_ADDRESSEE, STYLE_ADDRESSEES, STYLE_BASIS, STYLE_HEADING_1, STYLE_HEADING_2,
	STYLE_HEADING_3, STYLE_POINT, STYLE_BODY, STYLE_CAPTION, STYLE_NOTE, STYLE_TABLE_HEAD,
	STYLE_TABLE_CELL, STYLE_RECIPIENTS, STYLE_RECIPIENT, STYLE_TYPIST, STYLE_AUTHORITY,
	STYLE_SIGNER, STYLE_JOURNAL, STYLE_ADDRESS, STYLE_PAGE_NUMBER, STYLE_ANNEX_LABEL,
	STYLE_ANNEX_TITLE, STYLE_ANNEX_REFERENCE, STYLES
};

const struct style *style_of(enum style_id id);
/* The style of a block of the document: its kind and, for headings, its level. */
enum style_id style_of_block(const char *kind, int level);

#endif
