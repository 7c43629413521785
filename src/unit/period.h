#ifndef UNIT_PERIOD_H
#define UNIT_PERIOD_H
/* Days from `first` to before `end`; an unknown first day is before every day,
   an unknown end is after every day. */

#include "base/arena.h"
#include "base/time.h"

struct period { struct date first, end; };

struct period period_common(struct period a, struct period b);
bool period_is_empty(struct period period);
/* True if the second lies wholly in the first. */
bool period_contains(struct period outer, struct period inner);
/* "01/07/2025 – …", as both languages read it. */
const char *period_text(struct arena *arena, struct period period);
/* "Xã Ea Na (01/07/2025 – …)" */
const char *period_of(struct arena *arena, const char *name, struct period period);

#endif
