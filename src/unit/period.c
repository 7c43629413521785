#include "unit/period.h"

#include "base/must.h"

struct period period_common(struct period a, struct period b)
{
	struct period common = a;

	if (date_compare(b.first, a.first) > 0)
		common.first = b.first;
	if (!date_is_known(a.end) ||
	    (date_is_known(b.end) && date_compare(b.end, a.end) < 0))
		common.end = b.end;
	must(date_compare(common.first, a.first) >= 0 && date_compare(common.first, b.first) >= 0,
	     "what two periods share begins in both");
	return common;
}

bool period_is_empty(struct period period)
{
	return date_is_known(period.end) && date_compare(period.first, period.end) >= 0;
}

bool period_contains(struct period outer, struct period inner)
{
	struct period common = period_common(outer, inner);

	return date_compare(common.first, inner.first) == 0 &&
	       date_compare(common.end, inner.end) == 0;
}

static const char *day_text(struct arena *arena, struct date day)
{
	if (!date_is_known(day))
		return "…";
	must(day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= 31,
	     "a known day is one of the calendar");
	return arena_printf(arena, "%02d/%02d/%04d", day.day, day.month, day.year);
}

const char *period_text(struct arena *arena, struct period period)
{
	return arena_printf(arena, "%s – %s", day_text(arena, period.first),
			    day_text(arena, period.end));
}

const char *period_of(struct arena *arena, const char *name, struct period period)
{
	must(name != NULL, "a period is that of something with a name");
	return arena_printf(arena, "%s (%s)", name, period_text(arena, period));
}
