#ifndef UNIT_UNIT_KNOWN_H
#define UNIT_UNIT_KNOWN_H
/* All units in memory by code and by id, for importers that meet thousands of
   codes.  Lives in the arena it was loaded into. */

#include "base/table.h"
#include "unit/import.h"
#include "unit/period.h"
#include "unit/unit.h"

struct known_link {
	struct known_link *next;
	struct unit_link link;
};

struct known_unit {
	struct unit unit;
	struct known_unit *same_code;	/* the next one that bears or bore this code */
	struct known_link *links;	/* administrative */
	size_t row;			/* of the sheet that named it, 0: none did */
	bool is_new;			/* not written yet */
	bool is_hidden;			/* this import may not see it: only its code is taken */
};

struct unit_known {
	struct arena *arena;
	struct table by_code, by_id;
	struct table aliases;		/* "id name" */
};

bool unit_known_load(const struct import_job *job, struct unit_known *known_out,
		     struct fault *fault) __attribute__((warn_unused_result));
/* The unit of that code on that day, or NULL if there is none in sight. */
struct known_unit *unit_known_on(const struct unit_known *known, const char *code,
				 struct date day);
/* The unit that begins on that day (unknown: with an unknown start), or NULL. */
struct known_unit *unit_known_from(const struct unit_known *known, const char *code,
				   struct date valid_from);
struct known_unit *unit_known_by_id(const struct unit_known *known, struct id id);
/* Keeps the unit; it must have its id. */
struct known_unit *unit_known_add(struct unit_known *known, const struct unit *unit);
void unit_known_add_link(struct unit_known *known, const struct unit_link *link);
/* Keeps a spelling as alias of the unit unless it is one already; true if it was new. */
bool unit_known_add_alias(struct unit_known *known, struct id unit_id, const char *name);

/* Is `above` the unit itself, or above it in the administrative chain on some of
   the days? */
bool unit_known_stands_under(const struct unit_known *known, const struct known_unit *unit,
			     struct id above, struct period days);
/* The same on any day; everything is within none. */
bool unit_known_is_within(const struct unit_known *known, const struct known_unit *unit,
			  struct id within);

#endif
