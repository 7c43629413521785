/* Rules of score sheets, their criteria and the scores given by them. */

#include "base/must.h"
#include "evaluation/used.h"

#define DEPTH_MOST 16		/* criteria below criteria */
#define CRITERIA_MOST 4096	/* as many as weighted_score takes */

static bool refuse(struct journal *journal, struct fault *fault, const char *pointer,
		   enum problem_kind kind, const char *argument)
{
	return fault_add_problem(fault, journal_arena(journal), pointer, kind, argument);
}

static bool settle_sheet(struct journal *journal, const void *before_record, void *after_record,
			 struct fault *fault)
{
	const struct score_sheet *before = before_record;
	struct score_sheet *after = after_record;
	static const char *const free[] = { "valid_to", NULL };

	if (before != NULL && (after == NULL ||
	    used_differs(&score_sheet_type, before, after, free)) &&
	    !used_check_sheet(journal, before->head.id, "/id", fault))
		return false;
	if (after == NULL)
		return true;
	if (after->sheet_version == 0 && after->name != NULL &&
	    !store_integer(journal_store(journal),
			   "SELECT COALESCE(MAX(sheet_version), 0) + 1"
			   " FROM visible_score_sheet"
			   " WHERE name = :name",
			   BINDS(TEXT("name", after->name)), &after->sheet_version, fault))
		return false;
	return !date_is_known(after->valid_to) ||
	       date_compare(after->valid_from, after->valid_to) < 0 ||
	       refuse(journal, fault, "/valid_to", PROBLEM_ORDER_OF_DATES, NULL);
}

/* Walks up from the criterion above: in the same sheet, not through `after` itself. */
static bool check_parents(struct journal *journal, const struct criterion *after,
			  struct fault *fault)
{
	const char *path = after->name == NULL ? "" : after->name;
	struct id id = after->parent_id;

	for (int depth = 0; !id_is_none(id); depth++) {
		const struct criterion *above = collection_refer(journal, &criterion_type, id,
								 "/parent_id", fault);

		if (above == NULL)
			return false;
		must(id_equal(above->head.id, id), "the criterion that was asked for");
		path = arena_printf(journal_arena(journal), "%s → %s", path, above->name);
		if (!id_equal(above->sheet_id, after->sheet_id))
			return refuse(journal, fault, "/parent_id", PROBLEM_NOT_OF_SAME,
				      BOTH("phiếu chấm điểm", "score sheet"));
		if (id_equal(id, after->head.id) || depth == DEPTH_MOST)
			return refuse(journal, fault, "/parent_id", PROBLEM_CYCLE, path);
		id = above->parent_id;
	}
	return true;
}

/* A criterion with scores of its own must stay at the end of the tree. */
static bool check_parent_is_free(struct journal *journal, struct id parent_id,
				 struct fault *fault)
{
	int64_t count = 0;

	if (id_is_none(parent_id))
		return true;
	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*) FROM visible_score WHERE criterion_id = :id",
			   BINDS(ID("id", parent_id)), &count, fault))
		return false;
	return count == 0 || refuse(journal, fault, "/parent_id", PROBLEM_HAS_SCORES, NULL);
}

static bool settle_place(struct journal *journal, const struct criterion *before,
			 struct criterion *after, struct fault *fault)
{
	int64_t count = 0;

	if (after->position == 0 &&
	    !store_integer(journal_store(journal),
			   "SELECT COALESCE(MAX(position), 0) + 1"
			   " FROM visible_criterion"
			   " WHERE sheet_id = :sheet"
			   "   AND parent_id IS :parent",
			   BINDS(ID("sheet", after->sheet_id), ID("parent", after->parent_id)),
			   &after->position, fault))
		return false;
	must(after->position != 0, "a criterion has its place");
	if (before != NULL)
		return true;
	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*) FROM visible_criterion WHERE sheet_id = :sheet",
			   BINDS(ID("sheet", after->sheet_id)), &count, fault))
		return false;
	return count < CRITERIA_MOST ||
	       refuse(journal, fault, "/sheet_id", PROBLEM_TOO_MANY_ROWS, "4096");
}

static bool settle_criterion(struct journal *journal, const void *before_record,
			     void *after_record, struct fault *fault)
{
	const struct criterion *before = before_record;
	struct criterion *after = after_record;
	struct id sheet_id = after == NULL ? before->sheet_id : after->sheet_id;

	if (id_is_none(sheet_id))
		return true;
	if (collection_refer(journal, &score_sheet_type, sheet_id, "/sheet_id", fault) == NULL ||
	    !used_check_sheet(journal, sheet_id, "/sheet_id", fault))
		return false;
	if (after == NULL)
		return true;
	return (after->weight > 0 ||	/* one that was not given at all */
		refuse(journal, fault, "/weight", PROBLEM_TOO_SMALL, "1")) &&
	       check_parents(journal, after, fault) &&
	       check_parent_is_free(journal, after->parent_id, fault) &&
	       settle_place(journal, before, after, fault);
}

static bool check_leaf(struct journal *journal, struct id criterion_id, struct fault *fault)
{
	int64_t below = 0;

	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*) FROM visible_criterion WHERE parent_id = :id",
			   BINDS(ID("id", criterion_id)), &below, fault))
		return false;
	return below == 0 || refuse(journal, fault, "/criterion_id", PROBLEM_NOT_A_LEAF, NULL);
}

/* The sheet must be meant for this kind of exercise and its time. */
static bool check_sheet(struct journal *journal, const struct exercise *exercise,
			struct id sheet_id, struct fault *fault)
{
	const struct score_sheet *sheet = collection_refer(journal, &score_sheet_type, sheet_id,
							   "/criterion_id", fault);

	if (sheet == NULL)
		return false;
	bool good = exercise_is_within(exercise, sheet->valid_from, sheet->valid_to) ||
		    refuse(journal, fault, "/criterion_id", PROBLEM_OUTSIDE_DATES, sheet->name);

	return (id_is_none(sheet->kind_id) || id_equal(sheet->kind_id, exercise->kind_id) ||
		refuse(journal, fault, "/criterion_id", PROBLEM_NOT_OF_SAME,
		       BOTH("loại diễn tập", "kind of exercise"))) && good;
}

/* Once a result by this sheet is confirmed, what it was reckoned from stays. */
static bool check_not_confirmed(struct journal *journal, struct id exercise_id,
				struct id sheet_id, struct fault *fault)
{
	int64_t confirmed = 0;

	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*)"
			   " FROM visible_result"
			   " WHERE exercise_id = :exercise"
			   "   AND sheet_id = :sheet"
			   "   AND state = 'confirmed'",
			   BINDS(ID("exercise", exercise_id), ID("sheet", sheet_id)), &confirmed,
			   fault))
		return false;
	return confirmed == 0 ||
	       refuse(journal, fault, "/exercise_id", PROBLEM_RESULT_CONFIRMED, NULL);
}

/* A score is its evaluator's own: nobody else changes or removes it. */
static bool check_evaluator(struct journal *journal, const struct score *before,
			    struct score *after, struct fault *fault)
{
	struct id account_id = journal_actor(journal)->account_id;

	must(before != NULL || after != NULL, "a score that never was");
	if (before == NULL) {
		after->evaluator_id = account_id;
		return true;
	}
	return id_equal(before->evaluator_id, account_id) ||
	       fault_set(fault, FAULT_FORBIDDEN, "/evaluator_id", NULL);
}

static bool settle_score(struct journal *journal, const void *before_record, void *after_record,
			 struct fault *fault)
{
	const struct score *before = before_record;
	struct score *after = after_record;
	const struct score *score = after == NULL ? before : after;

	if (id_is_none(score->exercise_id) || id_is_none(score->criterion_id))
		return true;
	const struct exercise *exercise = collection_refer(journal, &exercise_type,
		score->exercise_id, "/exercise_id", fault);
	const struct criterion *criterion = collection_refer(journal, &criterion_type,
		score->criterion_id, "/criterion_id", fault);

	if (exercise == NULL || criterion == NULL ||
	    !exercise_is_open(journal, score->exercise_id, fault) ||
	    !check_evaluator(journal, before, after, fault) ||
	    !check_not_confirmed(journal, score->exercise_id, criterion->sheet_id, fault))
		return false;
	if (after == NULL)
		return true;
	must(id_equal(exercise->head.id, score->exercise_id), "the exercise of the score");
	exercise_lend(&exercise->head, &after->head);
	return check_leaf(journal, after->criterion_id, fault) &&
	       check_sheet(journal, exercise, criterion->sheet_id, fault) &&
	       (after->not_observed != after->value.has_value ||
		refuse(journal, fault, "/value", PROBLEM_ONE_OF,
		       BOTH("điểm, không quan sát", "score, not observed")));
}

const struct collection score_sheet_collection = {
	.type = &score_sheet_type, .settle = settle_sheet, .order = "name",
};
const struct collection criterion_collection = {
	.type = &criterion_type, .settle = settle_criterion, .order = "position",
};
const struct collection score_collection = {
	.type = &score_type, .settle = settle_score,
};
