#include "exercise/part.h"

#include "base/must.h"

void exercise_lend(const struct record_head *above, struct record_head *part)
{
	must(above != part && !id_is_none(above->id), "a part hangs on something recorded");
	part->scope_id = above->scope_id;
	if (part->label.level < above->label.level)
		part->label = above->label;
	must(part->label.level >= above->label.level, "a part is never less secret");
}

bool exercise_is_open(struct journal *journal, struct id exercise_id, struct fault *fault)
{
	const struct exercise *exercise = collection_refer(journal, &exercise_type, exercise_id,
							   "/exercise_id", fault);

	if (exercise == NULL)
		return false;
	return exercise->state != EXERCISE_CLOSED ||
	       fault_add_problem(fault, journal_arena(journal), "/exercise_id",
				 PROBLEM_FILE_CLOSED, NULL);
}

const struct exercise *part_settle(struct journal *journal, struct id exercise_id,
				   struct record_head *part, struct fault *fault)
{
	const struct exercise *exercise = collection_refer(journal, &exercise_type, exercise_id,
							   "/exercise_id", fault);

	if (exercise == NULL || !exercise_is_open(journal, exercise_id, fault))
		return NULL;
	must(exercise->state != EXERCISE_CLOSED, "a closed file stays as it is");
	exercise_lend(&exercise->head, part);
	return exercise;
}

bool part_check_days(struct journal *journal, struct date first, struct date last,
		     struct fault *fault)
{
	if (!date_is_known(first) || !date_is_known(last) || date_compare(first, last) <= 0)
		return true;
	return fault_add_problem(fault, journal_arena(journal), "/ends_on",
				 PROBLEM_ORDER_OF_DATES, NULL);
}

/* "Xã Ea Na (2020-01-01 – 2025-07-01)" */
static const char *describe(struct arena *arena, const struct unit *unit)
{
	const char *from = unit_day(arena, unit->valid_from);
	const char *to = unit_day(arena, unit->valid_to);

	return arena_printf(arena, "%s (%s – %s)", unit->name, from == NULL ? "…" : from,
			    to == NULL ? "…" : to);
}

bool part_check_unit(struct journal *journal, const struct exercise *exercise, struct id unit_id,
		     const char *pointer, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);

	if (id_is_none(unit_id))
		return true;	/* a missing required one is found by the check of the fields */
	const struct unit *unit = collection_refer(journal, &unit_type, unit_id, pointer, fault);

	if (unit == NULL)
		return false;
	return exercise_is_within(exercise, unit->valid_from, unit->valid_to) ||
	       fault_add_problem(fault, arena, pointer, PROBLEM_OUTSIDE_DATES,
				 describe(arena, unit));
}
