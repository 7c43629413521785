/* The grade of a unit, from provisional to confirmed to withdrawn:

     provisional ─confirm──▶ confirmed ─withdraw─▶ withdrawn
          └─────────withdraw────────────────────────▲

   A withdrawn result stays as it is; a new one takes its place. */

#include "access/access.h"
#include "base/must.h"
#include "evaluation/used.h"

static bool refuse(struct journal *journal, struct fault *fault, const char *pointer,
		   enum problem_kind kind, const char *argument)
{
	return fault_add_problem(fault, journal_arena(journal), pointer, kind, argument);
}

static bool has_text(const char *text)
{
	return text != NULL && *text != '\0';
}

static bool has_grader(const struct result *result)
{
	return !id_is_none(result->grader_unit_id) || has_text(result->source);
}

/* Above in any chain, any number of steps, at the exercise's time; where only the year is
   known, at some time of it; where nothing is known, ever. */
static bool is_above(struct journal *journal, const struct exercise *exercise,
		     const struct result *result, bool *above_out, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct date first = DATE_NONE, last = DATE_NONE;
	int64_t count = 0;

	must(!id_is_none(result->grader_unit_id), "somebody grades");
	exercise_days(exercise, &first, &last);
	if (date_is_known(exercise->starts_on) || date_is_known(exercise->ends_on))
		last = first;
	if (!store_integer(journal_store(journal),
			   "WITH RECURSIVE above(id) AS ("
			   "  SELECT :unit"
			   "  UNION"
			   "  SELECT l.parent_id"
			   "  FROM above JOIN visible_unit_link l ON l.unit_id = above.id"
			   "  WHERE :first IS NULL"
			   "     OR (COALESCE(l.valid_from, '0001-01-01') <= :last"
			   "       AND (l.valid_to IS NULL OR l.valid_to > :first)))"
			   " SELECT COUNT(*) FROM above WHERE id = :grader AND id <> :unit",
			   BINDS(ID("unit", result->unit_id), TEXT("first", unit_day(arena, first)),
				 TEXT("last", unit_day(arena, last)),
				 ID("grader", result->grader_unit_id)), &count, fault))
		return false;
	*above_out = count > 0;
	return true;
}

static bool check_grader(struct journal *journal, const struct exercise *exercise,
			 const struct result *result, struct fault *fault)
{
	bool above = false;

	if (id_is_none(result->grader_unit_id))
		return true;
	const struct unit *unit = collection_refer(journal, &unit_type, result->unit_id,
						   "/unit_id", fault);

	if (unit == NULL || !is_above(journal, exercise, result, &above, fault))
		return false;
	return above || has_text(result->source) ||
	       refuse(journal, fault, "/grader_unit_id", PROBLEM_NOT_ABOVE, unit->name);
}

/* The unit exercised: as host, or as one that takes part. */
static bool check_unit(struct journal *journal, const struct exercise *exercise,
		       struct id unit_id, struct fault *fault)
{
	int64_t count = 0;

	if (id_equal(unit_id, exercise->host_unit_id))
		return true;
	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*)"
			   " FROM visible_participation"
			   " WHERE exercise_id = :exercise"
			   "   AND unit_id = :unit"
			   "   AND role IN ('host', 'player', 'support')",
			   BINDS(ID("exercise", exercise->head.id), ID("unit", unit_id)), &count,
			   fault))
		return false;
	return count > 0 || refuse(journal, fault, "/unit_id", PROBLEM_NOT_OF_SAME,
				   BOTH("cuộc diễn tập", "exercise"));
}

static bool check_level(struct journal *journal, const struct exercise *exercise,
			const struct grade_level *level, struct fault *fault)
{
	const struct grade_scale *scale = collection_refer(journal, &grade_scale_type,
		level->scale_id, "/grade_level_id", fault);

	return scale != NULL &&
	       (exercise_is_within(exercise, scale->valid_from, scale->valid_to) ||
		refuse(journal, fault, "/grade_level_id", PROBLEM_OUTSIDE_DATES, scale->name));
}

/* The sheet: of the same scale, for this kind of exercise, in force then. */
static bool check_sheet(struct journal *journal, const struct exercise *exercise,
			const struct result *result, struct id scale_id, struct fault *fault)
{
	if (id_is_none(result->sheet_id))
		return true;
	const struct score_sheet *sheet = collection_refer(journal, &score_sheet_type,
		result->sheet_id, "/sheet_id", fault);

	if (sheet == NULL)
		return false;
	bool good = id_equal(sheet->scale_id, scale_id) ||
		    refuse(journal, fault, "/sheet_id", PROBLEM_NOT_OF_SAME,
			   BOTH("thang xếp loại", "grade scale"));

	good = (exercise_is_within(exercise, sheet->valid_from, sheet->valid_to) ||
		refuse(journal, fault, "/sheet_id", PROBLEM_OUTSIDE_DATES, sheet->name)) && good;
	return (id_is_none(sheet->kind_id) || id_equal(sheet->kind_id, exercise->kind_id) ||
		refuse(journal, fault, "/sheet_id", PROBLEM_NOT_OF_SAME,
		       BOTH("loại diễn tập", "kind of exercise"))) && good;
}

static bool check_grade(struct journal *journal, const struct exercise *exercise,
			const struct result *after, struct fault *fault)
{
	const struct grade_level *level = collection_refer(journal, &grade_level_type,
		after->grade_level_id, "/grade_level_id", fault);

	return level != NULL && check_level(journal, exercise, level, fault) &&
	       check_sheet(journal, exercise, after, level->scale_id, fault) &&
	       check_unit(journal, exercise, after->unit_id, fault) &&
	       check_grader(journal, exercise, after, fault);
}

/* What a confirmed result needs, whichever way it became one. */
static bool check_confirmable(struct journal *journal, const struct result *result,
			      struct fault *fault)
{
	const struct exercise *exercise = collection_refer(journal, &exercise_type,
		result->exercise_id, "/exercise_id", fault);

	if (exercise == NULL)
		return false;
	bool good = exercise_is_held(exercise->state) ||
		    refuse(journal, fault, "/exercise_id", PROBLEM_NOT_HELD, NULL);

	return (has_grader(result) ||
		refuse(journal, fault, "/grader_unit_id", PROBLEM_NO_GRADER, NULL)) && good;
}

/* A published result with its source may be recorded as confirmed at once. */
static bool settle_new(struct journal *journal, struct result *after, struct fault *fault)
{
	struct id account_id = journal_actor(journal)->account_id;

	after->graded_by = account_id;
	if (after->state == RESULT_STATE_UNKNOWN)
		after->state = RESULT_PROVISIONAL;
	if (after->state != RESULT_CONFIRMED)
		return true;
	bool two_persons = false;

	after->confirmed_by = account_id;
	after->confirmed_at = journal_now(journal);
	if (!access_policy(journal_store(journal), "two_persons_result", &two_persons, fault))
		return false;
	return (!two_persons ||
		refuse(journal, fault, "/confirmed_by", PROBLEM_TWO_PERSONS, NULL)) &&
	       (has_text(after->source) ||
		refuse(journal, fault, "/source", PROBLEM_REQUIRED, NULL)) &&
	       check_confirmable(journal, after, fault);
}

/* Only steps of the life-cycle touch what is no longer provisional. */
static bool settle_old(struct journal *journal, const struct result *before,
		       struct result *after, struct fault *fault)
{
	must(id_equal(before->head.id, after->head.id), "two states of one result");
	if (before->state == RESULT_PROVISIONAL && after->state == RESULT_PROVISIONAL)
		after->graded_by = journal_actor(journal)->account_id;
	if (before->state != RESULT_PROVISIONAL && after->state == before->state)
		return refuse(journal, fault, "/state", PROBLEM_RESULT_CONFIRMED, NULL);
	if (before->state == RESULT_PROVISIONAL && after->state == RESULT_CONFIRMED) {
		after->confirmed_by = journal_actor(journal)->account_id;
		after->confirmed_at = journal_now(journal);
	}
	return true;
}

static bool settle_result(struct journal *journal, const void *before_record, void *after_record,
			  struct fault *fault)
{
	const struct result *before = before_record;
	struct result *after = after_record;
	const struct result *result = after == NULL ? before : after;

	if (id_is_none(result->exercise_id) || id_is_none(result->unit_id) ||
	    id_is_none(result->grade_level_id))
		return true;
	const struct exercise *exercise = collection_refer(journal, &exercise_type,
		result->exercise_id, "/exercise_id", fault);

	if (exercise == NULL || !exercise_is_open(journal, result->exercise_id, fault))
		return false;
	if (after == NULL)
		return before->state == RESULT_PROVISIONAL ||
		       refuse(journal, fault, "/state", PROBLEM_RESULT_CONFIRMED, NULL);
	must(exercise->state != EXERCISE_CLOSED, "a closed file is not graded");
	exercise_lend(&exercise->head, &after->head);
	if (before == NULL ? !settle_new(journal, after, fault) :
			     !settle_old(journal, before, after, fault))
		return false;
	return after->state == RESULT_WITHDRAWN || check_grade(journal, exercise, after, fault);
}

static bool may_confirm(struct journal *journal, const void *record, struct fault *fault)
{
	const struct result *result = record;

	must(result->state == RESULT_PROVISIONAL, "only what is provisional is confirmed");
	return check_confirmable(journal, result, fault) &&
	       access_second_person(journal, "two_persons_result", result->graded_by,
				    "/confirmed_by", fault);
}

/* An exercise is evaluated by its confirmed results: without any it goes back to where
   it was before, and the journal says why. */
static bool result_settled(struct journal *journal, const void *before_record,
			   const void *after_record, struct fault *fault)
{
	const struct result *before = before_record, *after = after_record;
	int64_t left = 0;

	if (before == NULL || before->state != RESULT_CONFIRMED ||
	    (after != NULL && after->state == RESULT_CONFIRMED))
		return true;
	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*)"
			   " FROM visible_result"
			   " WHERE exercise_id = :id"
			   "   AND state = 'confirmed'",
			   BINDS(ID("id", before->exercise_id)), &left, fault))
		return false;
	struct exercise *exercise = collection_refer(journal, &exercise_type, before->exercise_id,
						     "/exercise_id", fault);

	if (exercise == NULL)
		return false;
	return left > 0 || exercise->state != EXERCISE_EVALUATED ||
	       collection_act(journal, &exercise_collection, exercise, "reevaluate",
			      "Kết quả đã xác nhận cuối cùng bị thu hồi.", fault);
}

static const struct transition result_transitions[] = {
	{ .from = RESULT_PROVISIONAL, .to = RESULT_CONFIRMED, .action = "confirm",
	  .needs = RIGHT_EVALUATION_CONFIRM, .guard = may_confirm,
	  .vi = "Xác nhận", .en = "Confirm",
	  .help = "By another person where the office asks for two." },
	{ .from = RESULT_PROVISIONAL, .to = RESULT_WITHDRAWN, .action = "withdraw",
	  .needs = RIGHT_EVALUATION_CONFIRM, .reason_needed = true,
	  .vi = "Thu hồi", .en = "Withdraw", .help = "It was not to be." },
	{ .from = RESULT_CONFIRMED, .to = RESULT_WITHDRAWN, .action = "withdraw",
	  .needs = RIGHT_EVALUATION_CONFIRM, .reason_needed = true,
	  .vi = "Thu hồi", .en = "Withdraw", .help = "A new result can take its place." },
};

const struct collection result_collection = {
	.type = &result_type, .settle = settle_result, .settled = result_settled,
	.state_field = "state", .reason_field = "state_reason",
	.transitions = result_transitions,
	.transition_count = sizeof(result_transitions) / sizeof(result_transitions[0]),
};
