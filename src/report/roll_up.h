#ifndef REPORT_ROLL_UP_H
#define REPORT_ROLL_UP_H
/* Tables and figures of terms that were computed once and serve many requests of
   all threads.  One is good until an entry of the journal about anything it
   depends on comes after it; then the next who asks computes it anew.  Two readers
   share one only if both see everything up to the same label; who sees a part has
   it computed through his own views and kept for nobody. */

#include "access/right.h"
#include "report/figures.h"

struct roll_up_query {
	struct id programme_id;
	struct progress_query progress;
	bool with_parents;		/* the units above the rows are wanted */
	struct date today;
};

struct roll_up {
	const struct progress *progress;
	const struct figures *figures;	/* as it was only, otherwise NULL */
	const char *figures_json;	/* "figures":{…},"rows":{…}; NULL as well */
	const char *pages[2];		/* the answer without a parent, by language */
};

/* More rows than this come as groups first, and have their parents. */
#define ROLL_UP_ROWS_MOST 300

/* The store must be within a reading transaction, or belong to nobody else; `reader`
   NULL: the machine, nothing is kept.  NULL and a fault otherwise.  Give it back. */
const struct roll_up *roll_up_take(struct store *store, const struct reader *reader,
				   const struct roll_up_query *query, struct fault *fault);
void roll_up_release(const struct roll_up **roll_up);

#endif
