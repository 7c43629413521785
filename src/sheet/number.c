#include "sheet/number.h"

#include <math.h>
#include <stdlib.h>

#include "base/must.h"
#include "base/time.h"

#define SECONDS_OF_DAY 86400
#define SERIAL_MOST 2958466.0		/* counted from 1900, the first day of the year 10000 */
#define YEAR_MOST 9999			/* of a day that has a text */

/* Whole up to 10^15, where a double still tells each number from the next. */
static const char *plain(struct arena *arena, const char *raw, double value)
{
	if (value == 0)		/* also the zero with a sign that formulas leave */
		return "0";
	if (value == floor(value) && fabs(value) < 1e15)
		return arena_printf(arena, "%.0f", value);
	return isfinite(value) ? arena_printf(arena, "%.15g", value) : raw;
}

/* The day of a serial number, unknown where there is none.  Day 60 of 1900 is the
   29 February that never was. */
static struct date day_of(long serial, bool from_1904)
{
	if (from_1904)
		return date_add_days((struct date){ 1904, 1, 1 }, (int)serial);
	if (serial < 1 || serial == 60)
		return DATE_NONE;
	return date_add_days((struct date){ 1899, 12, serial < 60 ? 31 : 30 }, (int)serial);
}

/* Hours go on beyond 24: a duration is formatted like a time. */
static const char *clock_text(struct arena *arena, long seconds)
{
	must(seconds >= 0, "no clock stands before midnight");
	return arena_printf(arena, "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60,
			    seconds % 60);
}

static const char *moment_text(struct arena *arena, const char *raw, double value,
			       enum number_kind kind, bool from_1904)
{
	double total = floor(value * SECONDS_OF_DAY + 0.5);
	long serial = (long)floor(total / SECONDS_OF_DAY);
	long seconds = (long)(total - (double)serial * SECONDS_OF_DAY);
	char text[DATE_TEXT_SIZE];

	must(seconds >= 0 && seconds < SECONDS_OF_DAY, "the seconds of one day");
	if (kind == NUMBER_TIME)
		return clock_text(arena, (long)total);
	struct date day = day_of(serial, from_1904);

	/* also what rounding carried over the last midnight that has a text */
	if (!date_is_known(day) || day.year > YEAR_MOST)
		return plain(arena, raw, value);
	date_format(day, text);
	if (seconds == 0)
		return arena_copy(arena, text);
	return arena_printf(arena, "%sT%s", text, clock_text(arena, seconds));
}

/* What a format cannot be meant for (a negative day, a code with a part) is printed plain. */
const char *number_text(struct arena *arena, const char *raw, struct number_format format,
			bool from_1904)
{
	char *end;
	double value = strtod(raw, &end);

	if (end == raw || *end != '\0' || !isfinite(value))
		return raw;
	switch (format.kind) {
	case NUMBER_DAY:
	case NUMBER_TIME:
	case NUMBER_MOMENT:
		if (value < 0 || value >= SERIAL_MOST)
			break;
		return moment_text(arena, raw, value, format.kind, from_1904);
	case NUMBER_PADDED:
		if (value < 0 || value != floor(value) || value >= 1e15)
			break;
		return arena_printf(arena, "%0*.0f", format.width, value);
	case NUMBER_PLAIN:
		break;
	}
	return plain(arena, raw, value);
}
