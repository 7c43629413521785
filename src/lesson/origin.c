#include "lesson/private.h"

#include "base/must.h"

static bool take_exercise(struct journal *journal, struct origin *origin,
			  struct record_head *head, struct fault *fault)
{
	const struct exercise *exercise = collection_refer(journal, &exercise_type,
		origin->exercise_id, "/exercise_id", fault);

	if (exercise == NULL)
		return false;
	if (id_is_none(origin->programme_id))
		origin->programme_id = exercise->programme_id;
	else if (!id_is_none(exercise->programme_id) &&
		 !id_equal(origin->programme_id, exercise->programme_id))
		return fault_add_problem(fault, journal_arena(journal), "/programme_id",
					 PROBLEM_OTHER_PROGRAMME, NULL);
	exercise_lend(&exercise->head, head);
	return true;
}

bool origin_settle(struct journal *journal, struct origin *origin, struct record_head *head,
		   struct fault *fault)
{
	must(head != NULL, "what arises somewhere is a record");
	if (id_is_none(origin->programme_id) && id_is_none(origin->exercise_id))
		return fault_add_problem(fault, journal_arena(journal), "/programme_id",
					 PROBLEM_ORIGIN_NEEDED, NULL);
	if (!id_is_none(origin->exercise_id) && !take_exercise(journal, origin, head, fault))
		return false;
	if (id_is_none(origin->programme_id))
		return true;

	const struct programme *programme = collection_refer(journal, &programme_type,
		origin->programme_id, "/programme_id", fault);

	if (programme == NULL)
		return false;
	if (id_is_none(origin->exercise_id))
		exercise_lend(&programme->head, head);
	return true;
}

struct date exercise_day(const struct exercise *exercise)
{
	must(exercise != NULL, "the day of no exercise");
	if (date_is_known(exercise->starts_on))
		return exercise->starts_on;
	if (exercise->year.has_value)
		return (struct date){ (int16_t)exercise->year.value, 1, 1 };
	return DATE_NONE;
}
