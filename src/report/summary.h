#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H
/* The summary report of a term: kind BC of Decree 30/2020/NĐ-CP, headings I to VI.
   The figures come from the records, the words from the people (struct report) or,
   where they wrote none, from here; what is not known is printed as unknown.  The
   document is Vietnamese whatever the reader's language: it is a legal form. */

#include "journal/checkpoint.h"
#include "report/figures.h"
#include "report/report.h"

enum summary_format { SUMMARY_HTML, SUMMARY_JSON, SUMMARY_DOCX, SUMMARY_PDF };
extern const struct words summary_format_words;

struct summary_options {
	struct id programme_id;
	const struct report *report;	/* its words; NULL: the newest draft, or none at all */
	bool with_as_is;		/* an annex in the structure of a later day */
	struct progress_query as_is;
	struct date today;
};

#define SUMMARY_UNWRITTEN_MOST 4	/* sections III to VI */

struct summary {
	struct document *document;
	struct progress *progress;	/* as it was */
	struct figures *figures;
	struct report *report;		/* the words used; NULL: the program's own */
	bool has_checkpoint;
	struct checkpoint checkpoint;
	/* Members of the report whose section says nothing yet: neither words nor records.
	   The draft shows "[chưa ghi]" there; such a report is not issued. */
	const char *unwritten[SUMMARY_UNWRITTEN_MOST];
	int unwritten_count;
};

/* Builds the document in the arena.  An issued report keeps the figures it was signed
   with: its text is made from the records of today and refused (FAULT_CONFLICT) if
   they say something else. */
bool summary_make(struct store *store, struct arena *arena,
		  const struct summary_options *options, struct summary *summary_out,
		  struct fault *fault) __attribute__((warn_unused_result));
/* The file in the format: HTML as a page of its own, JSON the figures with what proves
   them. */
bool summary_write(struct store *store, struct arena *arena, const struct summary *summary,
		   enum summary_format format, const char **bytes_out, size_t *length_out,
		   struct fault *fault) __attribute__((warn_unused_result));
/* "bao-cao-tong-ket-krong-ana-2021-2025.docx" */
const char *summary_file_name(struct arena *arena, const struct summary *summary,
			      enum summary_format format);
const char *summary_media_type(enum summary_format format);

#endif
