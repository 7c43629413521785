/* Rules of the script's settings, cells and threads. */

#include "inject/private.h"

#include "base/must.h"
#include "store/record_store.h"

static bool settle_script(struct journal *journal, const void *before, void *after_record,
			  struct fault *fault)
{
	struct script *after = after_record;

	if (after == NULL)
		return part_may_go(journal, before, fault);
	return id_is_none(after->exercise_id) ||
	       part_of_exercise(journal, after->exercise_id, &after->head, fault) != NULL;
}

bool script_keep_number(struct journal *journal, const struct inject *gone, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct fault missing = { .kind = FAULT_NONE };

	must(gone->number > 0, "every inject has its number");
	struct script *script = store_one(journal_store(journal), arena, &script_type,
		arena_printf(arena, "SELECT %s FROM visible_script WHERE exercise_id = :id",
			     record_store_columns(&script_type)),
		BINDS(ID("id", gone->exercise_id)), &missing);

	if (script == NULL && missing.kind != FAULT_NOT_FOUND)
		return fault_set(fault, missing.kind, missing.field, missing.detail);
	if (script == NULL) {
		struct script made = { .exercise_id = gone->exercise_id,
				       .last_number = gone->number };

		return collection_add(journal, &script_collection, &made, fault);
	}
	if (script->last_number >= gone->number)
		return true;
	script->last_number = gone->number;
	return collection_change(journal, &script_collection, script, fault);
}

static bool settle_cell(struct journal *journal, const void *before, void *after_record,
			struct fault *fault)
{
	struct cell *after = after_record;

	if (after == NULL)
		return part_may_go(journal, before, fault);
	return id_is_none(after->exercise_id) ||
	       (part_of_exercise(journal, after->exercise_id, &after->head, fault) != NULL &&
		part_set_position(journal,
			"SELECT COALESCE(MAX(position), 0) + 1"
			" FROM visible_cell"
			" WHERE exercise_id = :above", after->exercise_id, &after->position,
			fault));
}

/* The account of a sign-in name: whoever plans need not see the list of accounts. */
static bool find_account(struct journal *journal, struct cell_member *member,
			 struct fault *fault)
{
	struct rows *rows = store_rows(journal_store(journal),
		"SELECT id FROM visible_account WHERE login = :login AND disabled = 0",
		BINDS(TEXT("login", member->login)), fault);

	member->account_id = rows_next(rows) ? rows_id(rows, "id") : ID_NONE;
	if (!rows_end(&rows, fault))
		return false;
	return !id_is_none(member->account_id) ||
	       fault_add_problem(fault, journal_arena(journal), "/login", PROBLEM_NO_SUCH_LOGIN,
				 member->login);
}

static bool settle_member(struct journal *journal, const void *before, void *after_record,
			  struct fault *fault)
{
	struct cell_member *after = after_record;
	bool has_login = after != NULL && after->login != NULL && *after->login != '\0';

	if (after == NULL)
		return part_may_go(journal, before, fault);
	if (id_is_none(after->cell_id))
		return true;
	if (part_below(journal, &cell_type, after->cell_id, "/cell_id", before, &after->head,
		       fault) == NULL)
		return false;
	if (!has_login && id_is_none(after->organisation_member_id))
		return fault_add_problem(fault, journal_arena(journal), "/login",
					 PROBLEM_REQUIRED, NULL);
	after->account_id = ID_NONE;
	return (!has_login || find_account(journal, after, fault)) &&
	       part_refers(journal, &organisation_member_type, after->organisation_member_id,
			   "/organisation_member_id", after->head.scope_id, fault);
}

static bool settle_storyline(struct journal *journal, const void *before, void *after_record,
			     struct fault *fault)
{
	struct storyline *after = after_record;

	if (after == NULL)
		return part_may_go(journal, before, fault);
	return id_is_none(after->exercise_id) ||
	       (part_of_exercise(journal, after->exercise_id, &after->head, fault) != NULL &&
		part_set_position(journal,
			"SELECT COALESCE(MAX(position), 0) + 1"
			" FROM visible_storyline"
			" WHERE exercise_id = :above", after->exercise_id, &after->position,
			fault));
}

/* Injects below take their thread from the event. */
static bool settled_event(struct journal *journal, const void *before_record,
			  const void *after_record, struct fault *fault)
{
	const struct script_event *before = before_record, *after = after_record;
	struct arena *arena = journal_arena(journal);
	struct list below;

	if (before == NULL || after == NULL ||
	    id_equal(before->storyline_id, after->storyline_id))
		return true;
	if (!store_list(journal_store(journal), arena, &inject_type,
			arena_printf(arena, "SELECT %s FROM visible_inject"
				     " WHERE script_incident_id IN"
				     "  (SELECT id FROM visible_script_incident"
				     "   WHERE script_event_id = :event)",
				     record_store_columns(&inject_type)),
			BINDS(ID("event", after->head.id)), &below, fault))
		return false;
	for (size_t i = 0; i < below.count; i++) {
		struct inject *inject = below.items[i];

		inject->storyline_id = after->storyline_id;
		if (!journal_change(journal, &inject_type, inject, fault))
			return false;
	}
	return true;
}

static bool settle_event(struct journal *journal, const void *before, void *after_record,
			 struct fault *fault)
{
	struct script_event *after = after_record;

	if (after == NULL)
		return part_may_go(journal, before, fault);
	return id_is_none(after->exercise_id) ||
	       (part_of_exercise(journal, after->exercise_id, &after->head, fault) != NULL &&
		part_refers(journal, &storyline_type, after->storyline_id, "/storyline_id",
			    after->exercise_id, fault) &&
		part_set_position(journal,
			"SELECT COALESCE(MAX(position), 0) + 1"
			" FROM visible_script_event"
			" WHERE exercise_id = :above", after->exercise_id, &after->position,
			fault));
}

static bool settle_incident(struct journal *journal, const void *before, void *after_record,
			    struct fault *fault)
{
	struct script_incident *after = after_record;

	if (after == NULL)
		return part_may_go(journal, before, fault);
	return id_is_none(after->script_event_id) ||
	       (part_below(journal, &script_event_type, after->script_event_id,
			   "/script_event_id", before, &after->head, fault) != NULL &&
		part_set_position(journal,
			"SELECT COALESCE(MAX(position), 0) + 1"
			" FROM visible_script_incident"
			" WHERE script_event_id = :above", after->script_event_id,
			&after->position, fault));
}

const struct collection script_collection = {
	.type = &script_type, .settle = settle_script,
};
const struct collection cell_collection = {
	.type = &cell_type, .settle = settle_cell, .order = "position",
};
const struct collection cell_member_collection = {
	.type = &cell_member_type, .settle = settle_member,
};
const struct collection storyline_collection = {
	.type = &storyline_type, .settle = settle_storyline, .order = "position",
};
const struct collection script_event_collection = {
	.type = &script_event_type, .settle = settle_event, .settled = settled_event,
	.order = "position",
};
const struct collection script_incident_collection = {
	.type = &script_incident_type, .settle = settle_incident, .order = "position",
};
