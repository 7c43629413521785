#include "web/collection.h"

#include <string.h>

#include "base/must.h"
#include "web/collection_door.h"

static const struct collection *const none[] = { NULL };
static const struct collection *const *known = none;

static void check_transitions(const struct collection *collection)
{
	const struct field *state = collection->state_field == NULL ? NULL :
		record_find_field(collection->type, collection->state_field);

	must(collection->transition_count == 0 || (state != NULL && state->type == FIELD_WORD),
	     "a life-cycle without its state");
	for (size_t i = 0; i < collection->transition_count; i++) {
		const struct transition *t = &collection->transitions[i];

		must(words_word(state->words, t->from) != NULL &&
		     words_word(state->words, t->to) != NULL, "a step between no states");
		must(t->needs != RIGHT_NONE, "a step that needs no right");
		must(!t->reason_needed || collection->reason_field != NULL,
		     "a reason that is written nowhere");
	}
}

void collection_set_all(const struct collection *const *all)
{
	must(all != NULL, "a list of collections is needed");
	for (const struct collection *const *c = all; *c != NULL; c++) {
		must((*c)->type != NULL && (*c)->type->plural != NULL, "a collection of nothing");
		check_transitions(*c);
	}
	known = all;
}

const struct collection *const *collection_all(void)
{
	return known;
}

const struct collection *collection_find(const char *type_name)
{
	must(type_name != NULL, "a type to look for");
	for (const struct collection *const *c = known; *c != NULL; c++)
		if (type_name != NULL && strcmp((*c)->type->name, type_name) == 0)
			return *c;
	return NULL;
}

static const struct field *state_of(const struct collection *collection)
{
	return collection->state_field == NULL ? NULL :
	       record_find_field(collection->type, collection->state_field);
}

void door_start_state(const struct collection *collection, void *record)
{
	must(record != NULL, "a record to begin");
	const struct field *state = state_of(collection);

	if (state != NULL && collection->transition_count > 0 &&
	    field_is_empty(state, field_at_const(state, record)))
		*(unsigned *)field_at(state, record) = collection->transitions[0].from;
}

/* The rules of the domain; a refusal without a word would be ours. */
static bool settle(const struct door *door, const struct collection *collection,
		   const void *before, void *after)
{
	if (collection->settle == NULL ||
	    collection->settle(door->journal, before, after, door->fault))
		return door->fault->kind == FAULT_NONE;
	must(door->fault->kind != FAULT_NONE, "rules refuse with a fault");
	return false;
}

static bool settled(const struct door *door, const struct collection *collection,
		    const void *before, const void *after)
{
	if (collection->settled == NULL ||
	    collection->settled(door->journal, before, after, door->fault))
		return true;
	must(door->fault->kind != FAULT_NONE, "rules refuse with a fault");
	return false;
}

bool door_add(const struct door *door, const struct collection *collection, void *record)
{
	const struct record_type *type = collection->type;
	struct record_head *head = record_head(record);

	must(door->fault->kind == FAULT_NONE, "an earlier fault was answered");
	if (id_is_none(head->id))
		head->id = id_create(journal_now(door->journal));
	door_start_state(collection, record);
	bool good = rules_label(door, NULL, record);

	good = rules_references(door, type, NULL, record) && good;
	if (!good || !settle(door, collection, NULL, record) ||
	    !record_check(journal_arena(door->journal), type, record, door->fault))
		return false;
	bool own_scope = id_equal(head->scope_id, head->id);

	must(!id_is_none(head->id), "rules do not take the id away");

	return (own_scope || rules_may(door, type->write_right, head->scope_id)) &&
	       journal_add(door->journal, type, record, door->fault) &&
	       settled(door, collection, NULL, record) &&
	       (!own_scope || rules_may_in_new_scope(door, type->write_right, head->scope_id));
}

/* The record of that version, which the reader sees and may write. */
static void *find_version(const struct door *door, const struct record_type *type, struct id id,
			  int64_t version, enum right right)
{
	void *before = door_find(door, type, id);

	if (before == NULL || !rules_may(door, right, record_head_const(before)->scope_id))
		return NULL;
	if (record_head_const(before)->version == version)
		return before;
	fault_set(door->fault, FAULT_STALE, NULL, type->name);
	return NULL;
}

/* Only steps of the life-cycle lead from one state to another. */
static bool state_stays(const struct door *door, const struct collection *collection,
			const void *before, const void *after)
{
	const struct field *state = state_of(collection);
	struct arena *arena = journal_arena(door->journal);

	if (state == NULL || collection->transition_count == 0 ||
	    field_equal(state, field_at_const(state, before), field_at_const(state, after)))
		return true;
	return fault_add_problem(door->fault, arena, arena_printf(arena, "/%s", state->name),
				 PROBLEM_READ_ONLY, NULL);
}

static bool write_change(const struct door *door, const struct collection *collection,
			 const void *before, void *after, enum right right)
{
	const struct record_type *type = collection->type;
	const struct record_head *head = record_head_const(after);

	must(id_equal(record_head_const(before)->id, head->id) &&
	     record_head_const(before)->version == head->version, "the version that was seen");
	if (!settle(door, collection, before, after) ||
	    !record_check(journal_arena(door->journal), type, after, door->fault) ||
	    !rules_may(door, right, head->scope_id) ||
	    !journal_change(door->journal, type, after, door->fault))
		return false;
	must(head->version - record_head_const(before)->version <= 1, "a change is one version");
	return head->version == record_head_const(before)->version ||
	       settled(door, collection, before, after);
}

bool door_change(const struct door *door, const struct collection *collection, void *record)
{
	must(!id_is_none(record_head_const(record)->id), "a record that is there");
	const struct record_type *type = collection->type;
	const struct record_head *head = record_head_const(record);
	const void *before = find_version(door, type, head->id, head->version, type->write_right);

	if (before == NULL)
		return false;
	bool good = rules_label(door, before, record);

	good = state_stays(door, collection, before, record) && good;
	good = rules_references(door, type, before, record) && good;
	return good && write_change(door, collection, before, record, type->write_right);
}

bool door_remove(const struct door *door, const struct collection *collection, struct id id,
		 int64_t version)
{
	must(!id_is_none(id), "a record that is there");
	const struct record_type *type = collection->type;
	const void *before = find_version(door, type, id, version, type->write_right);

	return before != NULL &&
	       (collection->settle == NULL ||
		collection->settle(door->journal, before, NULL, door->fault)) &&
	       rules_not_in_use(door, type, id) &&
	       journal_remove(door->journal, type, id, version, door->fault) &&
	       settled(door, collection, before, NULL);
}

static const struct transition *find_transition(const struct collection *collection,
						unsigned state, const char *action)
{
	for (size_t i = 0; i < collection->transition_count; i++)
		if (collection->transitions[i].from == state &&
		    strcmp(collection->transitions[i].action, action) == 0)
			return &collection->transitions[i];
	return NULL;
}

static bool take_reason(const struct door *door, const struct collection *collection,
			const struct transition *step, const char *reason, void *record)
{
	bool given = reason != NULL && *reason != '\0';

	if (step->reason_needed && !given)
		return fault_add_problem(door->fault, journal_arena(door->journal), "/reason",
					 PROBLEM_REQUIRED, NULL);
	if (given && collection->reason_field == NULL)
		return fault_add_problem(door->fault, journal_arena(door->journal), "/reason",
					 PROBLEM_UNKNOWN_MEMBER, NULL);
	if (!given)
		return true;
	const struct field *field = record_find_field(collection->type, collection->reason_field);

	must(field != NULL && field->type == FIELD_TEXT, "the reason goes into a text");
	*(const char **)field_at(field, record) = reason;
	return true;
}

static bool guard_allows(const struct door *door, const struct transition *step,
			 const void *before)
{
	if (step->guard == NULL || step->guard(door->journal, before, door->fault))
		return door->fault->kind == FAULT_NONE;
	must(door->fault->kind != FAULT_NONE, "a guard refuses with a fault");
	return false;
}

bool door_act(const struct door *door, const struct collection *collection, void *record,
	      const char *action, const char *reason)
{
	const struct record_type *type = collection->type;
	const struct record_head *head = record_head_const(record);
	const struct field *state = state_of(collection);
	const void *before = door_find(door, type, head->id);

	must(state != NULL, "a step without a life-cycle");
	if (before == NULL)
		return false;
	if (record_head_const(before)->version != head->version)
		return fault_set(door->fault, FAULT_STALE, NULL, type->name);
	const struct transition *step = find_transition(collection,
		*(const unsigned *)field_at_const(state, before), action);

	if (step == NULL)
		return fault_set(door->fault, FAULT_WRONG_STATE, state->name, NULL);
	memcpy(record, before, type->size);
	if (!rules_may(door, step->needs, head->scope_id) ||
	    !take_reason(door, collection, step, reason, record) ||
	    !guard_allows(door, step, before))
		return false;
	must(*(const unsigned *)field_at_const(state, before) == step->from,
	     "a step of this state");
	*(unsigned *)field_at(state, record) = step->to;
	return write_change(door, collection, before, record, step->needs);
}

bool collection_add(struct journal *journal, const struct collection *collection, void *record,
		    struct fault *fault)
{
	return door_add(&(struct door){ journal, NULL, fault }, collection, record);
}

bool collection_change(struct journal *journal, const struct collection *collection,
		       void *record, struct fault *fault)
{
	return door_change(&(struct door){ journal, NULL, fault }, collection, record);
}

bool collection_remove(struct journal *journal, const struct collection *collection,
		       struct id id, int64_t version, struct fault *fault)
{
	return door_remove(&(struct door){ journal, NULL, fault }, collection, id, version);
}

bool collection_act(struct journal *journal, const struct collection *collection, void *record,
		    const char *action, const char *reason, struct fault *fault)
{
	return door_act(&(struct door){ journal, NULL, fault }, collection, record, action, reason);
}
