#ifndef UNIT_UNIT_RULES_H
#define UNIT_UNIT_RULES_H
/* Rules that both the collections and the importers keep.  Private to this room. */

#include "unit/period.h"
#include "unit/unit.h"

/* Sets what the program sets: id, scope, search key, the kind that the name tells. */
void unit_fill_in(struct arena *arena, struct instant now, struct unit *unit);
void unit_alias_fill_in(struct arena *arena, struct unit_alias *alias);
struct period unit_period(const struct unit *unit);
/* Adds the problem of an end that does not come after the start. */
bool unit_check_order(struct arena *arena, struct period period, struct fault *fault);
/* In the administrative chain each tier stands under one above it; what is no
   tier of government stands under any, and under its like. */
bool unit_tier_may_stand_under(enum unit_tier below, enum unit_tier above);
void succession_fill_in(struct succession *step);
/* The old unit (may be NULL) is in force until the step's day, the new one from it on. */
bool succession_check_dates(struct arena *arena, const struct succession *step,
			    const struct unit *from, const struct unit *to, struct fault *fault);
/* Makes the new unit's scope known to the rights. */
bool unit_link_keep_scope(struct store *store, const struct unit_link *link,
			  const struct unit *below, struct fault *fault)
	__attribute__((warn_unused_result));
bool unit_keep_scope(struct store *store, const struct unit *unit, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
