#include "inject/private.h"

#include "base/must.h"

const struct exercise *part_of_exercise(struct journal *journal, struct id exercise_id,
					struct record_head *part, struct fault *fault)
{
	const struct exercise *exercise = collection_refer(journal, &exercise_type, exercise_id,
							   "/exercise_id", fault);

	must(part != NULL, "a part is needed");
	if (exercise == NULL || !exercise_is_open(journal, exercise_id, fault))
		return NULL;
	exercise_lend(&exercise->head, part);
	return exercise;
}

const void *part_below(struct journal *journal, const struct record_type *type,
		       struct id above_id, const char *pointer, const struct record_head *before,
		       struct record_head *part, struct fault *fault)
{
	const void *above = collection_refer(journal, type, above_id, pointer, fault);

	if (above == NULL)
		return NULL;
	const struct record_head *head = record_head_const(above);

	must(!id_is_none(head->scope_id), "what hangs on an exercise bears its scope");
	if (before != NULL && !id_equal(before->scope_id, head->scope_id)) {
		fault_add_problem(fault, journal_arena(journal), pointer, PROBLEM_NOT_OF_SAME,
				  BOTH("cuộc diễn tập", "exercise"));
		return NULL;
	}
	exercise_lend(head, part);
	return exercise_is_open(journal, head->scope_id, fault) ? above : NULL;
}

bool part_refers(struct journal *journal, const struct record_type *type, struct id id,
		 const char *pointer, struct id exercise_id, struct fault *fault)
{
	must(!id_is_none(exercise_id), "the exercise is known first");
	if (id_is_none(id))
		return true;
	const void *record = collection_refer(journal, type, id, pointer, fault);

	if (record == NULL)
		return false;
	return id_equal(record_head_const(record)->scope_id, exercise_id) ||
	       fault_add_problem(fault, journal_arena(journal), pointer, PROBLEM_NOT_OF_SAME,
				 BOTH("cuộc diễn tập", "exercise"));
}

bool part_may_go(struct journal *journal, const void *before, struct fault *fault)
{
	must(before != NULL, "a part that never was");
	return exercise_is_open(journal, record_head_const(before)->scope_id, fault);
}

bool part_set_position(struct journal *journal, const char *sql, struct id above,
		       int64_t *position, struct fault *fault)
{
	must(*position >= 0, "positions are checked by their field");
	return *position != 0 ||
	       store_integer(journal_store(journal), sql, BINDS(ID("above", above)), position,
			     fault);
}
