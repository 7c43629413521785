/* Rules of injects: their number, their place in story and exercise, who may change
   what is approved, and when they may be removed. */

#include "inject/private.h"

#include <string.h>

#include "access/access.h"
#include "base/must.h"
#include "store/record_store.h"

static bool refuse(struct journal *journal, struct fault *fault, const char *pointer,
		   enum problem_kind kind, const char *argument)
{
	return fault_add_problem(fault, journal_arena(journal), pointer, kind, argument);
}

bool inject_is_approved(enum inject_state state)
{
	return state == INJECT_APPROVED || state == INJECT_READY;
}

/* Never used again: one more than any that is there or was removed. */
static bool give_number(struct journal *journal, struct inject *inject, struct fault *fault)
{
	must(inject->number >= 0, "a number is given once");
	return inject->number > 0 ||	/* brought along by a document */
	       store_integer(journal_store(journal),
		"SELECT MAX((SELECT COALESCE(MAX(number), 0) FROM visible_inject"
		"            WHERE exercise_id = :id),"
		"           (SELECT COALESCE(MAX(last_number), 0) FROM visible_script"
		"            WHERE exercise_id = :id)) + 1",
		BINDS(ID("id", inject->exercise_id)), &inject->number, fault);
}

/* The incident says the event, and the event says the thread. */
static bool settle_story(struct journal *journal, struct inject *inject, struct fault *fault)
{
	const char *pointer = "/script_incident_id";

	if (id_is_none(inject->script_incident_id))
		return part_refers(journal, &storyline_type, inject->storyline_id,
				   "/storyline_id", inject->exercise_id, fault);
	if (!part_refers(journal, &script_incident_type, inject->script_incident_id, pointer,
			 inject->exercise_id, fault))
		return false;
	const struct script_incident *incident = collection_refer(journal, &script_incident_type,
		inject->script_incident_id, pointer, fault);
	const struct script_event *event = incident == NULL ? NULL :
		collection_refer(journal, &script_event_type, incident->script_event_id, pointer,
				 fault);

	if (event == NULL)
		return false;
	inject->storyline_id = event->storyline_id;
	return true;
}

/* The content says the training problem, and that says the phase. */
static bool settle_place(struct journal *journal, struct inject *inject, struct fault *fault)
{
	const struct id exercise_id = inject->exercise_id;

	if (!part_refers(journal, &content_type, inject->content_id, "/content_id", exercise_id,
			 fault))
		return false;
	if (!id_is_none(inject->content_id)) {
		const struct content *content = collection_refer(journal, &content_type,
			inject->content_id, "/content_id", fault);

		if (content == NULL)
			return false;
		inject->training_problem_id = content->training_problem_id;
	}
	if (!part_refers(journal, &training_problem_type, inject->training_problem_id,
			 "/training_problem_id", exercise_id, fault))
		return false;
	if (!id_is_none(inject->training_problem_id)) {
		const struct training_problem *problem = collection_refer(journal,
			&training_problem_type, inject->training_problem_id,
			"/training_problem_id", fault);

		if (problem == NULL)
			return false;
		inject->phase_id = problem->phase_id;
	}
	return part_refers(journal, &phase_type, inject->phase_id, "/phase_id", exercise_id,
			   fault);
}

/* A contingency stands in for an expected action. */
static bool check_contingency(struct journal *journal, const struct inject *inject,
			      struct fault *fault)
{
	const char *pointer = "/contingency_for_id";

	if (id_is_none(inject->contingency_for_id))
		return true;
	if (!part_refers(journal, &inject_type, inject->contingency_for_id, pointer,
			 inject->exercise_id, fault))
		return false;
	const struct inject *action = collection_refer(journal, &inject_type,
		inject->contingency_for_id, pointer, fault);

	if (action == NULL)
		return false;
	return (inject->kind == INJECT_CONTINGENCY &&
		action->kind == INJECT_EXPECTED_ACTION) ||
	       refuse(journal, fault, pointer, PROBLEM_NOT_WORD, "expected_action");
}

static bool check_people(struct journal *journal, const struct inject *inject,
			 struct fault *fault)
{
	return part_refers(journal, &organisation_member_type, inject->controller_id,
			   "/controller_id", inject->exercise_id, fault) &&
	       part_refers(journal, &organisation_member_type, inject->evaluator_id,
			   "/evaluator_id", inject->exercise_id, fault);
}

/* Conditions that name an outcome would wait for ever without it. */
static bool check_outcomes(struct journal *journal, const struct inject *before,
			   const struct inject *after, struct fault *fault)
{
	struct rows *rows;
	bool good = true;

	if (before == NULL || before->outcomes == NULL || (after->outcomes != NULL &&
	    strcmp(before->outcomes, after->outcomes) == 0))
		return true;
	rows = store_rows(journal_store(journal),
		"SELECT outcome FROM visible_inject_condition"
		" WHERE parent_id = :id AND kind = 'parent_outcome'",
		BINDS(ID("id", after->head.id)), fault);
	while (good && rows_next(rows)) {
		const char *outcome = arena_copy(journal_arena(journal),
						 rows_text(rows, "outcome"));

		good = outcomes_have(after->outcomes, outcome) ||
		       refuse(journal, fault, "/outcomes", PROBLEM_IN_USE, outcome);
	}
	return rows_end(&rows, fault) && good;
}

/* What an approval covers: whoever approved it must find it so when it is played.
   Its time, its people and its remarks may still move. */
static const char *const covered[] = {
	"kind", "title", "text", "from_name", "means", "expected_actions", "outcomes", "release",
	"any_condition",
};

static bool needs_two(struct journal *journal, bool *two_persons_out, struct fault *fault)
{
	return access_policy(journal_store(journal), "two_persons_inject", two_persons_out, fault);
}

bool inject_may_change(struct journal *journal, const struct inject *inject,
		       const char *pointer, struct fault *fault)
{
	bool two_persons = false;

	must(inject != NULL && pointer != NULL, "an inject and where its change stands");
	if (!inject_is_approved(inject->state))
		return true;
	return needs_two(journal, &two_persons, fault) &&
	       (!two_persons || refuse(journal, fault, pointer, PROBLEM_APPROVED_STANDS, NULL));
}

static bool check_covered(struct journal *journal, const struct inject *before,
			  const struct inject *after, struct fault *fault)
{
	bool good = true;

	if (before == NULL || before->state != after->state)
		return true;
	for (size_t i = 0; i < sizeof(covered) / sizeof(covered[0]); i++) {
		const struct field *field = record_find_field(&inject_type, covered[i]);

		must(field != NULL, "a covered member is a member");
		if (!field_equal(field, field_at_const(field, before),
				 field_at_const(field, after)))
			good = inject_may_change(journal, before,
				arena_printf(journal_arena(journal), "/%s", covered[i]), fault) &&
			       good;
	}
	return good;
}

/* Who wrote, submitted and approved it; back in draft nobody has. */
static void note_actors(struct journal *journal, const struct inject *before,
			struct inject *after)
{
	const struct id acting = journal_actor(journal)->account_id;

	if (before == NULL)
		after->author_id = acting;
	if (before == NULL || before->state != after->state) {
		if (after->state == INJECT_SUBMITTED)
			after->proposed_by = acting;
		if (after->state == INJECT_APPROVED && !after->was_approved)
			after->was_approved = true;
		if (before != NULL && before->state == INJECT_SUBMITTED &&
		    after->state == INJECT_APPROVED)
			after->approved_by = acting;
		if (after->state == INJECT_DRAFT)
			after->proposed_by = after->approved_by = ID_NONE;
	}
	after->was_approved = after->was_approved || inject_is_approved(after->state);
}

/* Ready means that it can be played as it stands. */
static bool check_ready(struct journal *journal, const struct inject *inject,
			struct fault *fault)
{
	if (inject->state != INJECT_READY || inject->release != RELEASE_AUTOMATIC)
		return true;
	return inject->planned.has_value ||
	       refuse(journal, fault, "/planned", PROBLEM_TIME_NEEDED, NULL);
}

static bool remove_parts(struct journal *journal, const struct collection *parts, struct id id,
			 struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct list found;

	if (!store_list(journal_store(journal), arena, parts->type,
			arena_printf(arena, "SELECT %s FROM visible_%s WHERE inject_id = :id",
				     record_store_columns(parts->type), parts->type->name),
			BINDS(ID("id", id)), &found, fault))
		return false;
	for (size_t i = 0; i < found.count; i++) {
		const struct record_head *head = record_head_const(found.items[i]);

		if (!collection_remove(journal, parts, head->id, head->version, fault))
			return false;
	}
	return true;
}

/* What was only drafted may go, with what hangs on it alone; its number goes with it. */
static bool settle_removal(struct journal *journal, const struct inject *before,
			   struct fault *fault)
{
	static const struct collection *const parts[] = {
		&inject_recipient_collection, &inject_condition_collection,
		&objective_link_collection,
	};

	if (!part_may_go(journal, before, fault))
		return false;
	if (before->state != INJECT_DRAFT || before->was_approved)
		return refuse(journal, fault, "/state", PROBLEM_RETIRE_INSTEAD, NULL);
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!remove_parts(journal, parts[i], before->head.id, fault))
			return false;
	return script_keep_number(journal, before, fault);
}

bool settle_inject(struct journal *journal, const void *before_record, void *after_record,
		   struct fault *fault)
{
	const struct inject *before = before_record;
	struct inject *after = after_record;

	if (after == NULL)
		return settle_removal(journal, before, fault);
	if (id_is_none(after->exercise_id))
		return true;	/* the check of the fields refuses it */
	if (part_of_exercise(journal, after->exercise_id, &after->head, fault) == NULL ||
	    (before == NULL && !give_number(journal, after, fault)))
		return false;
	bool good = settle_story(journal, after, fault);

	good = settle_place(journal, after, fault) && good;
	good = check_contingency(journal, after, fault) && good;
	good = check_people(journal, after, fault) && good;
	good = check_outcomes(journal, before, after, fault) && good;
	good = check_covered(journal, before, after, fault) && good;
	good = check_ready(journal, after, fault) && good;
	note_actors(journal, before, after);
	return good;
}
