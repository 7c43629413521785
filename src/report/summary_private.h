#ifndef REPORT_SUMMARY_PRIVATE_H
#define REPORT_SUMMARY_PRIVATE_H
/* Inside of the summary report: the sections that summary.c puts together. */

#include "report/document.h"
#include "report/summary.h"

struct writer_of_summary {
	struct store *store;
	struct arena *arena;
	struct document *document;
	const struct summary_options *options;
	const struct term *term;
	struct progress *progress;
	struct figures *figures;
	const struct report *report;	/* never NULL: an empty one if there is none */
	struct summary *summary;	/* what is made */
	struct fault *fault;
};

/* Sections II to VI, and the annexes. */
bool summary_add_results(struct writer_of_summary *w);
bool summary_add_lessons(struct writer_of_summary *w);
bool summary_add_annexes(struct writer_of_summary *w);

/* The user's text as paragraphs, "{units.done}" filled in; false if there is none. */
bool summary_add_words(struct writer_of_summary *w, const char *text);
/* A mark that nobody overlooks where a section has no content, and a note of it: that
   nothing was filled in is not the same as that there is nothing to tell.  The member
   of the report that would fill it. */
void summary_add_unwritten(struct writer_of_summary *w, const char *member);
/* A figure in a running text. */
void summary_add_figure(struct writer_of_summary *w, struct rich_text *text, const char *name);
bool summary_is_known(const struct writer_of_summary *w, const char *name);
int64_t summary_value(const struct writer_of_summary *w, const char *name);

bool summary_is_given(const char *text);
/* "xã Ea Na" within a sentence. */
const char *summary_unit_in_text(struct arena *arena, const char *name);
/* "Krông Ana" of "Huyện Krông Ana". */
const char *summary_bare_name(struct arena *arena, const char *name);
/* "ngày 22 tháng 9 năm 2008", or NULL. */
const char *summary_day_in_text(struct arena *arena, struct date day);
/* "31/12/2026", or "chưa rõ". */
const char *summary_day(struct arena *arena, struct date day);
/* "1.200.000 đồng". */
const char *summary_money(struct arena *arena, int64_t dong);
/* The text without white space and a full stop at its end. */
const char *summary_unstopped(struct arena *arena, const char *text);

#endif
