/* Rules of objectives and of the structure: each part has its place, in the same exercise
   for ever. */

#include "base/must.h"
#include "exercise/part.h"

/* One more than the last position below the same record. */
static bool settle_position(struct journal *journal, const char *sql, struct id above,
			    int64_t *position, struct fault *fault)
{
	return *position != 0 ||
	       store_integer(journal_store(journal), sql, BINDS(ID("above", above)), position,
			     fault);
}

/* A part below another part: the scope says which exercise. */
static bool settle_below(struct journal *journal, const struct record_type *type,
			 struct id above_id, const char *pointer,
			 const struct record_head *before, struct record_head *after,
			 struct fault *fault)
{
	if (id_is_none(above_id))
		return true;
	const void *above = collection_refer(journal, type, above_id, pointer, fault);

	if (above == NULL)
		return false;
	const struct record_head *head = record_head_const(above);

	if (before != NULL && !id_equal(before->scope_id, head->scope_id))
		return fault_add_problem(fault, journal_arena(journal), pointer,
					 PROBLEM_NOT_OF_SAME,
					 BOTH("cuộc diễn tập", "exercise"));
	exercise_lend(head, after);
	return exercise_is_open(journal, head->scope_id, fault);
}

/* Removing asks only whether the file is open. */
static bool may_remove(struct journal *journal, const void *before, struct fault *fault)
{
	must(before != NULL, "a part that never was");
	return exercise_is_open(journal, record_head_const(before)->scope_id, fault);
}

static bool settle_objective(struct journal *journal, const void *before, void *after_record,
			     struct fault *fault)
{
	struct objective *after = after_record;

	if (after == NULL)
		return may_remove(journal, before, fault);
	return id_is_none(after->exercise_id) ||
	       (part_settle(journal, after->exercise_id, &after->head, fault) != NULL &&
		settle_position(journal,
			"SELECT COALESCE(MAX(position), 0) + 1"
			" FROM visible_objective"
			" WHERE exercise_id = :above",
			after->exercise_id, &after->position, fault));
}

static bool phase_is_within(struct journal *journal, const struct exercise *exercise,
			    const struct phase *phase, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct date first, last;

	if (!exercise_days(exercise, &first, &last))
		return true;
	bool begins_early = date_is_known(phase->starts_on) &&
			    date_compare(phase->starts_on, first) < 0;
	bool ends_late = date_is_known(phase->ends_on) && date_compare(phase->ends_on, last) > 0;
	const char *days = arena_printf(arena, "%s – %s", unit_day(arena, first),
					unit_day(arena, last));

	if (begins_early)
		fault_add_problem(fault, arena, "/starts_on", PROBLEM_OUTSIDE_DATES, days);
	if (ends_late)
		fault_add_problem(fault, arena, "/ends_on", PROBLEM_OUTSIDE_DATES, days);
	return !begins_early && !ends_late;
}

static bool settle_phase(struct journal *journal, const void *before, void *after_record,
			 struct fault *fault)
{
	struct phase *after = after_record;

	if (after == NULL)
		return may_remove(journal, before, fault);
	if (id_is_none(after->exercise_id))
		return true;
	const struct exercise *exercise = part_settle(journal, after->exercise_id, &after->head,
						      fault);

	return exercise != NULL &&
	       part_check_days(journal, after->starts_on, after->ends_on, fault) &&
	       phase_is_within(journal, exercise, after, fault) &&
	       settle_position(journal,
			"SELECT COALESCE(MAX(position), 0) + 1"
			" FROM visible_phase"
			" WHERE exercise_id = :above",
			after->exercise_id, &after->position, fault);
}

static bool settle_training_problem(struct journal *journal, const void *before,
				    void *after_record, struct fault *fault)
{
	struct training_problem *after = after_record;

	if (after == NULL)
		return may_remove(journal, before, fault);
	return settle_below(journal, &phase_type, after->phase_id, "/phase_id", before,
			    &after->head, fault) &&
	       settle_position(journal,
			"SELECT COALESCE(MAX(position), 0) + 1"
			" FROM visible_training_problem"
			" WHERE phase_id = :above",
			after->phase_id, &after->position, fault);
}

static bool settle_content(struct journal *journal, const void *before, void *after_record,
			   struct fault *fault)
{
	struct content *after = after_record;

	if (after == NULL)
		return may_remove(journal, before, fault);
	return settle_below(journal, &training_problem_type, after->training_problem_id,
			    "/training_problem_id", before, &after->head, fault) &&
	       settle_position(journal,
			"SELECT COALESCE(MAX(position), 0) + 1"
			" FROM visible_content"
			" WHERE training_problem_id = :above",
			after->training_problem_id, &after->position, fault);
}

static bool settle_content_item(struct journal *journal, const void *before,
				void *after_record, struct fault *fault)
{
	struct content_item *after = after_record;

	if (after == NULL)
		return may_remove(journal, before, fault);
	return settle_below(journal, &content_type, after->content_id, "/content_id", before,
			    &after->head, fault) &&
	       settle_position(journal,
			"SELECT COALESCE(MAX(position), 0) + 1"
			" FROM visible_content_item"
			" WHERE content_id = :above",
			after->content_id, &after->position, fault);
}

const struct collection objective_collection = {
	.type = &objective_type, .settle = settle_objective, .order = "position",
};
const struct collection phase_collection = {
	.type = &phase_type, .settle = settle_phase, .order = "position",
};
const struct collection training_problem_collection = {
	.type = &training_problem_type, .settle = settle_training_problem, .order = "position",
};
const struct collection content_collection = {
	.type = &content_type, .settle = settle_content, .order = "position",
};
const struct collection content_item_collection = {
	.type = &content_item_type, .settle = settle_content_item, .order = "position",
};
