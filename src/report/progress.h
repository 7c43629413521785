#ifndef REPORT_PROGRESS_H
#define REPORT_PROGRESS_H
/* The table of a term: units × years with state and grade, and its totals.  Read in the
   structure it was carried out in, or in that of a later day: then a unit inherits through
   succession that it "has exercised", and nothing else; grades are listed for each
   predecessor.  What is not known stays unknown: without a target there is no percentage. */

#include "base/text.h"
#include "report/term.h"

enum progress_structure { PROGRESS_AS_WAS, PROGRESS_AS_IS };
enum progress_rule { PROGRESS_ANY, PROGRESS_ALL };
extern const struct words progress_structure_words, progress_rule_words;

struct progress_query {
	enum progress_structure structure;
	enum progress_rule rule;	/* as is: any predecessor has exercised, or all have */
	struct date as_of;		/* as is: the day; must be known then */
};

enum progress_state {
	PROGRESS_DONE, PROGRESS_PLANNED, PROGRESS_BLOCKED, PROGRESS_REMAINING,
	PROGRESS_UNKNOWN_SUCCESSOR,
};
extern const struct words progress_state_words;

/* A unit before this one; an exercise of it, if it has one. */
struct progress_origin {
	struct progress_origin *next;
	const struct term_unit *unit;
	const struct term_part *part;	/* held; NULL: none is recorded */
	bool outside;			/* neither of the programme nor in an exercise of it */
	bool certain;			/* every step of the line is */
	enum succession_extent extent;	/* part if a step is, unknown if one is */
};

struct progress_reason {
	struct progress_reason *next;
	const char *text;		/* why it cannot go on */
};

struct progress_row {
	const struct term_unit *unit;
	enum progress_state state;
	struct progress_origin *origins;
	struct progress_reason *reasons;
	const char *successor_name;	/* as a document names it, when it is not recorded */
	bool counted;			/* a unit of the structure; false: only shown */
	struct id above[3];		/* its line of parents, nearest first; none: no more */
};

struct progress_totals {
	struct optional_integer target;
	int64_t planned, done, blocked;
	struct optional_integer remaining;
	int64_t exercises;		/* held, of the kind of the target */
};
/* Per mille of the target that is done, rounded down so that 1000 means all of it. */
struct optional_integer progress_share(const struct progress_totals *totals);

/* A number with at most one decimal, or null. */
void json_add_share(struct text *out, struct optional_integer per_mille);
/* Was the line carried out, whether or not the exercise names it? */
bool progress_line_is_done(const struct term_line *line);

struct progress_target {
	struct progress_target *next;
	const struct term_target *target;
	struct progress_totals totals;
};

/* Figures that should agree and do not. */
enum progress_mismatch_kind {
	MISMATCH_OUTSIDE_UNIT,		/* an exercise of a unit that is not in the programme */
	MISMATCH_LINE_OUTSIDE,		/* a line of the schedule for such a unit */
	MISMATCH_UNKNOWN_SUCCESSOR,	/* units that no unit of today is known to succeed */
	MISMATCH_TARGET_UNKNOWN,	/* a target whose number is not known */
	MISMATCH_GRADES,		/* more or fewer gradings than units that exercised */
	MISMATCH_PROVISIONAL,		/* grades that nobody has confirmed yet */
	MISMATCH_KINDS,
};
extern const struct words progress_mismatch_words;
struct progress_mismatch {
	enum progress_mismatch_kind kind;
	int64_t count, other;		/* what is compared */
	struct id *ids;			/* of the records concerned; may be NULL */
	size_t id_count;
	const char *record_type;
};

struct progress {
	const struct term *term;
	struct progress_query query;
	struct progress_row *rows;	/* in the order of codes */
	size_t row_count;
	int64_t *years;			/* known ones, ascending */
	size_t year_count;
	bool unknown_year;		/* something stands in the column without a year */
	struct progress_totals totals;
	struct progress_target *targets;
	struct progress_mismatch mismatches[MISMATCH_KINDS];
	size_t mismatch_count;
	bool has_above;			/* parents of the rows were loaded */
	struct id_table above;		/* struct term_unit by id */
};

/* As is needs term_load_succession before. */
struct progress *progress_make(struct term *term, const struct progress_query *query);
/* For progress.c alone: the rows of a later day's structure; what does not agree. */
void progress_add_lines(struct progress *progress);
void progress_reconcile(struct progress *progress);
/* Reads the units above the rows on the day of the structure. */
bool progress_load_parents(struct store *store, struct progress *progress, struct fault *fault)
	__attribute__((warn_unused_result));

/* A unit above with the totals of the rows below it. */
struct progress_group {
	struct progress_group *next;
	const struct term_unit *unit;
	struct progress_totals totals;
	int64_t rows;			/* below it, whether counted or not */
	int64_t *grades;		/* gradings by the level's position in term->grades */
	int64_t *years;			/* rows that exercised in each of the table's years */
};
/* The groups below a unit (none: at the top), in the order of codes; rows that stand
   right below it go to `direct_out`.  Parents must be loaded. */
struct progress_group *progress_group(struct arena *arena, const struct progress *progress,
				      struct id parent_id, struct list *direct_out);

/* The answer of the API.  More rows than `rows_most` without a parent come as groups
   (0: all rows). */
struct progress_page {
	struct id parent_id;		/* only what is below it; none: everything */
	size_t rows_most;
	enum language language;
};
void progress_write_json(struct text *out, const struct progress *progress,
			 const struct progress_page *page);

/* The sentence that says how the table was read: for screen and paper. */
const char *progress_rule_text(struct arena *arena, const struct progress_query *query,
			       enum language language);
/* What a person reads of a mismatch; the note of a row: its own, reasons, successor. */
const char *progress_mismatch_text(struct arena *arena, const struct progress_mismatch *mismatch,
				   enum language language);
const char *progress_row_note(struct arena *arena, const struct progress_row *row,
			      enum language language);

#endif
