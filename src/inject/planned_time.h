#ifndef INJECT_PLANNED_TIME_H
#define INJECT_PLANNED_TIME_H
/* Times of injects as people and other programs write them.  Private to this room. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/time.h"

/* What a text says by itself; to become a time from T, the latter two need to know
   when T is. */
enum written_time_kind {
	WRITTEN_RELATIVE,	/* from T */
	WRITTEN_OF_DAY,		/* from midnight at the place of the exercise */
	WRITTEN_MOMENT,		/* from 1970-01-01 00:00 at the place of the exercise */
};

struct written_time {
	enum written_time_kind kind;
	int64_t us;
};

/* "T+1:30", "STARTEX-0:15", "+1 02:00:00", "J+1 H+2 M-5", "J 09h00", "90" (minutes);
   "0600", "9:00 AM", "9h30", "08:30:00", 0.4583 (a part of a day);
   "2025-07-01T08:30:00", "1/7/2025 8:30", 41398.1667 (a spreadsheet's day),
   "210912AUG2011", "210912ZAUG11" (day, hour, minute, zone, month, year).
   False for anything else.  `text` may hold any bytes. */
bool planned_time_read(struct arena *arena, const char *text, struct written_time *time_out);
/* "T+1:30:00", "T-0:05:00.000001": reads back to the same time. */
const char *planned_time_write(struct arena *arena, struct exercise_time time);
/* The time from T, where T lies at this moment on the wall at the place. */
struct exercise_time planned_time_from(struct written_time written, int64_t local_t_us);
/* Moments on the wall in Viet Nam, seven hours east of Greenwich. */
int64_t planned_local_us(struct instant instant);

#endif
