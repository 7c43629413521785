/* Any bytes as the time of an inject: what is read from T prints and reads back the same,
   and no time is further away than a spreadsheet's days reach. */
#include "base/must.h"
#include "inject/planned_time.h"
#include "tests/fuzz/fuzz.h"

#define YEARS_MOST_US (INT64_C(10000) * 366 * 86400 * 1000000)

FUZZ(bytes, length)
{
	const char *text = arena_copy_bytes(arena, bytes, length);
	struct written_time time, again;

	if (!planned_time_read(arena, text, &time))
		return;
	must(time.us < YEARS_MOST_US && time.us > -YEARS_MOST_US, "a time within reach");
	if (time.kind != WRITTEN_RELATIVE)
		return;
	const char *written = planned_time_write(arena, (struct exercise_time){ time.us });

	must(planned_time_read(arena, written, &again) && again.kind == WRITTEN_RELATIVE &&
	     again.us == time.us, "a time from T reads back");
}
