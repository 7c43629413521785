#ifndef UNIT_UNIT_QUERY_H
#define UNIT_UNIT_QUERY_H
/* Questions about units as of a day: who was there, under whom, what became of
   them.  Rows live in the arena of the caller. */

#include "unit/unit.h"

/* A unit with its parent in the administrative chain on the day asked for. */
struct unit_row {
	struct record_head head;
	const char *code, *name;
	enum unit_tier tier;
	enum unit_kind kind;
	struct date valid_from, valid_to;
	struct id parent_id;			/* none at the top, or not recorded */
	const char *parent_code, *parent_name;
};
extern const struct record_type unit_row_type;

struct unit_query {
	struct date day;		/* must be known */
	enum unit_tier tier;		/* unknown: all */
	struct id parent_id;		/* none: all */
	struct id within_id;		/* it and all below it on that day; none: all */
	const char *text;		/* name without accents, or code; NULL: all */
	const char *after_code;		/* for paging; NULL: from the start */
	int64_t limit;			/* 0: all */
};

/* Rows in the order of their codes. */
bool unit_list_as_of(struct store *store, struct arena *arena, const struct unit_query *query,
		     struct list *list_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* The unit of that code on that day; NULL and FAULT_NOT_FOUND. */
struct unit_row *unit_find_by_code(struct store *store, struct arena *arena, const char *code,
				   struct date day, struct fault *fault);
/* The last unit that bears or bore the code; NULL and FAULT_NOT_FOUND. */
struct unit_row *unit_find_latest(struct store *store, struct arena *arena, const char *code,
				  struct fault *fault);
/* The unit by its id with its parent on the day (a day on which it
   does not exist, or unknown: on its last). */
struct unit_row *unit_find_row(struct store *store, struct arena *arena, struct id id,
			       struct date day, struct fault *fault);
/* Units of that name on the day (unknown: ever), best matches only: by name as
   written in either tone placement, without accents, without the kind in front,
   by alias, and last by letters alone ("Krông A Na" = "Krông Ana").  More than
   one row: the name is not unique. */
bool unit_find_by_name(struct store *store, struct arena *arena, const char *name,
		       struct date day, struct list *list_out, struct fault *fault)
	__attribute__((warn_unused_result));

/* Is the unit `within`, or below it in the administrative chain on any day?  All
   are within none. */
bool unit_is_within(struct store *store, struct id unit_id, struct id within, bool *is_out,
		    struct fault *fault) __attribute__((warn_unused_result));

/* One step of a line of succession, and the unit at its far end. */
struct succession_row {
	struct record_head head;
	struct id from_unit_id, to_unit_id;
	const char *to_name;
	enum succession_kind kind;
	enum succession_extent extent;
	bool certain;
	struct date date;
	const char *legal_basis;
	int64_t depth;			/* 1: next to the unit asked about */
	struct id unit_id;		/* the far end; none if there is none */
	const char *unit_code, *unit_name;
	enum unit_tier unit_tier;
	struct date unit_valid_from, unit_valid_to;
};
extern const struct record_type succession_row_type;

/* All steps before the unit, or after it, transitively; nearest first. */
bool unit_list_predecessors(struct store *store, struct arena *arena, struct id unit_id,
			    struct list *list_out, struct fault *fault)
	__attribute__((warn_unused_result));
bool unit_list_successors(struct store *store, struct arena *arena, struct id unit_id,
			  struct list *list_out, struct fault *fault)
	__attribute__((warn_unused_result));

/* A place in a chain, and the unit above. */
struct unit_chain_row {
	struct record_head head;
	enum unit_chain chain;
	struct id parent_id;
	const char *parent_code, *parent_name;
	struct date valid_from, valid_to;
};
extern const struct record_type unit_chain_row_type;

/* Every place the unit had in any chain, oldest first. */
bool unit_list_chain(struct store *store, struct arena *arena, struct id unit_id,
		     struct list *list_out, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
