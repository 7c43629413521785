/* Any bytes as a day or a moment: what is accepted prints and reads back the same. */
#include <string.h>

#include "base/id.h"
#include "base/time.h"
#include "tests/fuzz/fuzz.h"

FUZZ(bytes, length)
{
	const char *text = arena_copy_bytes(arena, bytes, length);
	struct date date, date_again;
	struct instant instant, instant_again;
	struct id id, id_again;
	char day[DATE_TEXT_SIZE], moment[INSTANT_TEXT_SIZE], number[ID_TEXT_SIZE];

	if (date_parse(text, &date)) {
		date_format(date, day);
		must(date_parse(day, &date_again) && date_compare(date, date_again) == 0,
		     "a day reads back");
	}
	if (instant_parse(text, &instant)) {
		instant_format(instant, moment);
		must(instant_parse(moment, &instant_again) && instant.us == instant_again.us,
		     "a moment reads back");
	}
	if (id_parse(text, &id)) {
		id_format(id, number);
		must(id_parse(number, &id_again) && id_equal(id, id_again), "an id reads back");
	}
}
