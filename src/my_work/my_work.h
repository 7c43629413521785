#ifndef MY_WORK_MY_WORK_H
#define MY_WORK_MY_WORK_H
/* What waits for the person who is signed in: one list over all rooms, by what the
   reader may do.  Nothing here is stored; it follows from the records, the reader's
   grants and the day. */

#include "evaluation/evaluation.h"
#include "report/report.h"

#define MY_WORK_MOST 500	/* the most urgent ones; nobody reads more */

struct work {
	struct record_head head;	/* of the record that waits */
	const char *kind;		/* "task": the interface has a word for it */
	const char *record_type;
	const char *title;
	struct date due_on;		/* unknown: no day is set */
	bool overdue;
};

/* Overdue first, then by day, what has no day last.  The store reads with the eyes
   of the reader; rows are in the arena. */
bool my_work_list(struct store *store, struct arena *arena, const struct reader *reader,
		  struct date today, struct list *list_out, struct fault *fault)
	__attribute__((warn_unused_result));

/* GET /api/v1/my_work */
extern const struct route_table my_work_routes;

#endif
