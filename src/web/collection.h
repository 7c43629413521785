#ifndef WEB_COLLECTION_H
#define WEB_COLLECTION_H
/* What is the same for every kind of record, once: list with filters, search,
   paging and CSV; one; add by PUT or POST; change by merge patch with If-Match;
   remove; history; life-cycle actions.  A domain room gives the table of fields
   and its rules; everything else follows. */

#include "web/web.h"

/* One step of a life-cycle.  The picture stands as a comment above the table. */
struct transition {
	unsigned from, to;		/* enumerators of the state field */
	const char *action;		/* in the URL: "approve" */
	enum right needs;
	/* May refuse: adds problems or sets the fault.  NULL: always allowed. */
	bool (*guard)(struct journal *journal, const void *record, struct fault *fault);
	bool reason_needed;
	const char *vi, *en;		/* of the button */
	const char *help;
};

struct collection {
	const struct record_type *type;
	/* The rules of the domain.  Called before a record is added (before = NULL),
	   changed (both) or removed (after = NULL), inside the transaction: checks,
	   and sets what the program sets (scope_id, keys).  Returns false with
	   problems or a fault.  NULL: no rules. */
	bool (*settle)(struct journal *journal, const void *before, void *after,
		       struct fault *fault);
	/* Called after it was written: derived data (scopes, search, counts). */
	bool (*settled)(struct journal *journal, const void *before, const void *after,
			struct fault *fault);
	const char *state_field;	/* of the life-cycle, or NULL */
	const char *reason_field;	/* text field that takes the reason, or NULL */
	const struct transition *transitions;
	size_t transition_count;
	const char *order;		/* field to list by (then id); NULL: id */
	bool fixed;			/* no adding, changing, removing over HTTP */
	bool no_add, no_remove;
};

/* Set by the registry; NULL at the end. */
void collection_set_all(const struct collection *const *all);
const struct collection *const *collection_all(void);
const struct collection *collection_find(const char *type_name);
/* The routes of all collections, made from their descriptions. */
struct route_table collection_routes(void);

/* The same doors for commands, imports and other rooms: rules and journal. */
bool collection_add(struct journal *journal, const struct collection *collection, void *record,
		    struct fault *fault) __attribute__((warn_unused_result));
bool collection_change(struct journal *journal, const struct collection *collection,
		       void *record, struct fault *fault) __attribute__((warn_unused_result));
bool collection_remove(struct journal *journal, const struct collection *collection,
		       struct id id, int64_t version, struct fault *fault)
	__attribute__((warn_unused_result));
/* Does a step of the life-cycle; FAULT_WRONG_STATE if the table has none. */
bool collection_act(struct journal *journal, const struct collection *collection, void *record,
		    const char *action, const char *reason, struct fault *fault)
	__attribute__((warn_unused_result));
/* For rules: reads a record this one refers to; adds PROBLEM_NO_SUCH_RECORD at
   the pointer and returns NULL if it is not there. */
void *collection_refer(struct journal *journal, const struct record_type *type, struct id id,
		       const char *pointer, struct fault *fault);

#endif
