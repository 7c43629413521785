/* When an exercise took place, as far as that is known, and what existed then. */

#include "base/must.h"
#include "exercise/exercise.h"

static bool is_a_year(struct optional_integer year)
{
	return year.has_value && year.value >= 1 && year.value <= 9998;
}

bool exercise_days(const struct exercise *exercise, struct date *first_out,
		   struct date *last_out)
{
	struct date first = exercise->starts_on, last = exercise->ends_on;

	if (date_is_known(first) || date_is_known(last)) {
		*first_out = date_is_known(first) ? first : last;
		*last_out = date_is_known(last) ? last : first;
		return true;
	}
	if (!is_a_year(exercise->year))
		return false;
	*first_out = (struct date){ (int16_t)exercise->year.value, 1, 1 };
	*last_out = (struct date){ (int16_t)exercise->year.value, 12, 31 };
	must(date_compare(*first_out, *last_out) < 0, "a year has days");
	return true;
}

bool exercise_is_within(const struct exercise *exercise, struct date valid_from,
			struct date valid_to)
{
	struct date first, last;

	if (!exercise_days(exercise, &first, &last))
		return true;
	must(date_is_known(first) && date_is_known(last), "days that are known");
	if (date_is_known(exercise->starts_on) || date_is_known(exercise->ends_on))
		return unit_is_in_force(valid_from, valid_to, first) &&
		       unit_is_in_force(valid_from, valid_to, last);
	return date_compare(valid_from, last) <= 0 &&
	       (!date_is_known(valid_to) || date_compare(first, valid_to) < 0);
}
