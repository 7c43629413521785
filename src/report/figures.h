#ifndef REPORT_FIGURES_H
#define REPORT_FIGURES_H
/* The figures of a term: named queries ("units.done"), each with the records it
   was counted from.  A figure is a whole number or a percentage, or unknown:
   nothing that is not known is printed as 0 or as 100 %. */

#include "base/text.h"
#include "report/progress.h"

struct figure {
	struct figure *next;
	const char *name;
	struct optional_integer value;	/* a percentage is in per mille */
	bool is_percent;
	const char *record_type;	/* of the rows behind it */
	struct id *ids;
	size_t id_count, id_room;
};

struct figures {
	struct arena *arena;
	struct figure *first, **end;
	struct date today;		/* on which "overdue" was judged */
	struct term_label label;	/* the highest of what was counted */
};

/* Counts everything; `progress` is the table as it was.  What the store's reader may
   not see is not counted. */
struct figures *figures_make(struct store *store, const struct progress *progress,
			     struct date today, struct fault *fault);
/* The figure of that name, or NULL. */
const struct figure *figures_find(const struct figures *figures, const char *name);
/* {"units.target":8,…} */
void figures_write_values(struct text *out, const struct figures *figures);
/* {"units.target":{"kind":"unit","count":8,"ids":[…]},…}; of many rows the first. */
#define FIGURES_ROWS_MOST 500
void figures_write_rows(struct text *out, const struct figures *figures);
/* As it is printed: "8", "87,5 %", "chưa rõ", "chưa có chỉ tiêu"; for
   rich_add_template (context is the struct figures); NULL if there is none of this name. */
const char *figures_print(void *figures, const char *name);

#endif
