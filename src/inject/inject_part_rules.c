/* Rules of what hangs on an inject: recipients, conditions, objectives. */

#include "inject/private.h"

#include <string.h>

#include "base/must.h"

static bool refuse(struct journal *journal, struct fault *fault, const char *pointer,
		   enum problem_kind kind, const char *argument)
{
	return fault_add_problem(fault, journal_arena(journal), pointer, kind, argument);
}

static bool is_filled(const char *text)
{
	return text != NULL && *text != '\0';
}

/* The inject above, which may be changed; NULL and a fault otherwise. */
static const struct inject *inject_above(struct journal *journal, struct id inject_id,
					 const char *pointer, const struct record_head *before,
					 struct record_head *part, struct fault *fault)
{
	const struct inject *inject = part_below(journal, &inject_type, inject_id, "/inject_id",
						 before, part, fault);

	return inject != NULL && inject_may_change(journal, inject, pointer, fault) ? inject :
	       NULL;
}

/* Removing a part changes what was approved, unless the inject itself goes. */
static bool part_goes(struct journal *journal, struct id inject_id, const void *before,
		      struct fault *fault)
{
	if (!part_may_go(journal, before, fault))
		return false;
	if (id_is_none(inject_id))
		return true;
	const struct inject *inject = collection_refer(journal, &inject_type, inject_id,
						       "/inject_id", fault);

	return inject != NULL && inject_may_change(journal, inject, "/inject_id", fault);
}

static bool is_named_once(struct journal *journal, const struct inject_recipient *recipient,
			  struct fault *fault)
{
	int64_t count = 0;

	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_inject_recipient"
		" WHERE inject_id = :inject AND id <> :id"
		"   AND cell_id IS :cell AND organisation_member_id IS :member"
		"   AND name IS :name",
		BINDS(ID("inject", recipient->inject_id), ID("id", recipient->head.id),
		      ID("cell", recipient->cell_id),
		      ID("member", recipient->organisation_member_id),
		      TEXT("name", recipient->name)), &count, fault))
		return false;
	return count == 0 || refuse(journal, fault, "/inject_id", PROBLEM_NOT_UNIQUE,
				    BOTH("nơi nhận", "recipient"));
}

static bool settle_recipient(struct journal *journal, const void *before_record,
			     void *after_record, struct fault *fault)
{
	const struct inject_recipient *before = before_record;
	struct inject_recipient *after = after_record;

	if (after == NULL)
		return part_goes(journal, before->inject_id, before, fault);
	if (id_is_none(after->inject_id))
		return true;
	const struct inject *inject = inject_above(journal, after->inject_id, "/inject_id",
		before == NULL ? NULL : &before->head, &after->head, fault);
	int named = !id_is_none(after->cell_id) + !id_is_none(after->organisation_member_id) +
		    is_filled(after->name);

	if (inject == NULL)
		return false;
	if (named != 1)
		return refuse(journal, fault, "/cell_id", PROBLEM_ONE_OF,
			      "cell_id, organisation_member_id, name");
	return part_refers(journal, &cell_type, after->cell_id, "/cell_id", after->head.scope_id,
			   fault) &&
	       part_refers(journal, &organisation_member_type, after->organisation_member_id,
			   "/organisation_member_id", after->head.scope_id, fault) &&
	       is_named_once(journal, after, fault);
}

bool outcomes_have(const char *outcomes, const char *outcome)
{
	size_t length = outcome == NULL ? 0 : strlen(outcome);

	while (length > 0 && outcomes != NULL && *outcomes != '\0') {
		size_t line = strcspn(outcomes, "\n");
		size_t end = line;

		while (end > 0 && (outcomes[end - 1] == '\r' || outcomes[end - 1] == ' '))
			end--;
		if (end == length && strncmp(outcomes, outcome, length) == 0)
			return true;
		outcomes += line + (outcomes[line] == '\n');
	}
	return false;
}

/* Would the inject come to wait for itself?  (Rule HS-17.) */
static bool check_circle(struct journal *journal, const struct inject_condition *condition,
			 struct fault *fault)
{
	int64_t comes_back = 0;

	if (!store_integer(journal_store(journal),
		"WITH RECURSIVE waits(id) AS ("
		"  VALUES(:parent)"
		"  UNION"
		"  SELECT c.parent_id"
		"  FROM waits JOIN visible_inject_condition c ON c.inject_id = waits.id"
		"  WHERE c.id <> :id)"
		" SELECT COUNT(*) FROM waits WHERE id = :inject",
		BINDS(ID("parent", condition->parent_id), ID("id", condition->head.id),
		      ID("inject", condition->inject_id)), &comes_back, fault))
		return false;
	return comes_back == 0 || refuse(journal, fault, "/parent_id", PROBLEM_CYCLE,
					 BOTH("tình huống chờ chính nó",
					      "the inject waits for itself"));
}

/* Each kind has what it needs and nothing else. */
static bool check_kind(struct journal *journal, const struct inject_condition *condition,
		       const struct inject *parent, struct fault *fault)
{
	bool asks_time = condition->kind == CONDITION_PARENT_NOT_ANSWERED;
	bool asks_outcome = condition->kind == CONDITION_PARENT_OUTCOME;

	must(parent != NULL, "the parent is there");
	if (asks_time && !condition->within_us.has_value)
		return refuse(journal, fault, "/within_us", PROBLEM_REQUIRED, NULL);
	if (asks_outcome && !outcomes_have(parent->outcomes, condition->outcome))
		return refuse(journal, fault, "/outcome", PROBLEM_NO_SUCH_OUTCOME,
			      is_filled(parent->outcomes) ? parent->outcomes : "–");
	return true;
}

static bool settle_condition(struct journal *journal, const void *before_record,
			     void *after_record, struct fault *fault)
{
	const struct inject_condition *before = before_record;
	struct inject_condition *after = after_record;

	if (after == NULL)
		return part_goes(journal, before->inject_id, before, fault);
	if (id_is_none(after->inject_id) || id_is_none(after->parent_id))
		return true;
	if (inject_above(journal, after->inject_id, "/inject_id",
			 before == NULL ? NULL : &before->head, &after->head, fault) == NULL ||
	    !part_refers(journal, &inject_type, after->parent_id, "/parent_id",
			 after->head.scope_id, fault))
		return false;
	const struct inject *parent = collection_refer(journal, &inject_type, after->parent_id,
						       "/parent_id", fault);

	if (parent == NULL)
		return false;
	if (after->kind != CONDITION_PARENT_NOT_ANSWERED)
		after->within_us = (struct optional_integer){ 0 };
	if (after->kind != CONDITION_PARENT_OUTCOME)
		after->outcome = NULL;
	return check_kind(journal, after, parent, fault) && check_circle(journal, after, fault);
}

static bool is_linked_once(struct journal *journal, const struct objective_link *link,
			   struct fault *fault)
{
	int64_t count = 0;

	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_objective_link"
		" WHERE objective_id = :objective AND id <> :id AND inject_id IS :inject"
		"   AND script_event_id IS :event AND storyline_id IS :storyline",
		BINDS(ID("objective", link->objective_id), ID("id", link->head.id),
		      ID("inject", link->inject_id), ID("event", link->script_event_id),
		      ID("storyline", link->storyline_id)), &count, fault))
		return false;
	return count == 0 || refuse(journal, fault, "/objective_id", PROBLEM_NOT_UNIQUE,
				    BOTH("liên kết", "link"));
}

static bool settle_link(struct journal *journal, const void *before_record, void *after_record,
			struct fault *fault)
{
	const struct objective_link *before = before_record;
	struct objective_link *after = after_record;

	if (after == NULL)
		return part_may_go(journal, before, fault);
	if (id_is_none(after->objective_id))
		return true;
	if (part_below(journal, &objective_type, after->objective_id, "/objective_id",
		       before == NULL ? NULL : &before->head, &after->head, fault) == NULL)
		return false;
	int served = !id_is_none(after->inject_id) + !id_is_none(after->script_event_id) +
		     !id_is_none(after->storyline_id);

	if (served != 1)
		return refuse(journal, fault, "/inject_id", PROBLEM_ONE_OF,
			      "inject_id, script_event_id, storyline_id");
	return part_refers(journal, &inject_type, after->inject_id, "/inject_id",
			   after->head.scope_id, fault) &&
	       part_refers(journal, &script_event_type, after->script_event_id,
			   "/script_event_id", after->head.scope_id, fault) &&
	       part_refers(journal, &storyline_type, after->storyline_id, "/storyline_id",
			   after->head.scope_id, fault) &&
	       is_linked_once(journal, after, fault);
}

const struct collection inject_recipient_collection = {
	.type = &inject_recipient_type, .settle = settle_recipient,
};
const struct collection inject_condition_collection = {
	.type = &inject_condition_type, .settle = settle_condition,
};
const struct collection objective_link_collection = {
	.type = &objective_link_type, .settle = settle_link,
};
