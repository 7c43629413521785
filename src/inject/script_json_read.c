#include "inject/script_json.h"

#include <string.h>

#include "base/must.h"
#include "base/table.h"
#include "base/utf8.h"
#include "store/record_store.h"

/* What the document names, by "kind:name", and where it lies here. */
struct reading {
	struct journal *journal;
	struct arena *arena;
	struct id exercise_id;
	struct fault *fault;
	struct script_copy script;
	struct script_frame frame;
	struct table named;		/* struct id */
	struct script_counts counts;
	bool keeps_numbers;		/* the script had no injects */
};

static void name_it(struct reading *r, const char *key, struct id id)
{
	struct id *kept = arena_new(r->arena, struct id);

	*kept = id;
	table_set(&r->named, key, kept);
}

static struct id named(const struct reading *r, const char *key)
{
	const struct id *id = table_find(&r->named, key);

	return id == NULL ? ID_NONE : *id;
}

static const char *text_of(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

/* Puts the place in the document before what the problems say. */
static bool fail_at(struct reading *r, const char *place)
{
	for (struct problem *p = r->fault->problems; p != NULL; p = p->next)
		if (strncmp(p->pointer, place, strlen(place)) != 0)
			p->pointer = arena_printf(r->arena, "%s%s", place, p->pointer);
	return false;
}

static bool refuse(struct reading *r, const char *place, const char *member,
		   enum problem_kind kind, const char *argument)
{
	return fault_add_problem(r->fault, r->arena, arena_printf(r->arena, "%s/%s", place, member),
				 kind, argument);
}

/* Members that the record has are read by its table; the others must be in `others`. */
static bool read_members(struct reading *r, const struct record_type *type, json_t *object,
			 const char *const *names, const char *const *others, void *record,
			 const char *place)
{
	json_t *own = json_object(), *value;
	const char *name;
	bool good = json_is_object(object) ||
		    fault_add_problem(r->fault, r->arena, place, PROBLEM_NOT_OBJECT, NULL);

	json_object_foreach(object, name, value) {
		bool is_own = false, is_other = false;

		for (const char *const *n = names; *n != NULL; n++)
			is_own = is_own || strcmp(*n, name) == 0;
		for (const char *const *n = others; *n != NULL; n++)
			is_other = is_other || strcmp(*n, name) == 0;
		if (is_own)
			json_object_set(own, name, value);
		else if (!is_other)
			good = refuse(r, place, name, PROBLEM_UNKNOWN_MEMBER, NULL);
	}
	good = good && (json_read_record(r->arena, type, own, JSON_ADD, record, r->fault) ||
			fail_at(r, place));
	json_decref(own);
	return good;
}

static bool add(struct reading *r, const struct collection *collection, void *record,
		const char *place)
{
	r->counts.others++;
	return collection_add(r->journal, collection, record, r->fault) || fail_at(r, place);
}

/* A reference by name that must be known; none where the member is not there. */
static bool refer(struct reading *r, const json_t *object, const char *member, const char *kind,
		  const char *place, struct id *id_out)
{
	const json_t *value = json_object_get(object, member);
	const char *name = json_is_integer(value) ?
		arena_printf(r->arena, "%lld", (long long)json_integer_value(value)) :
		json_string_value(value);

	if (value == NULL || json_is_null(value))
		return true;
	*id_out = name == NULL ? ID_NONE :
		  named(r, arena_printf(r->arena, "%s:%s", kind, name));
	return !id_is_none(*id_out) ||
	       refuse(r, place, member, PROBLEM_NO_SUCH_RECORD,
		      arena_printf(r->arena, BOTH("%s", "%s"), kind, kind));
}

/* --- the frame: what is there by the same name is taken -------------------------- */

static bool same(struct arena *arena, const char *a, const char *b)
{
	return a != NULL && b != NULL &&
	       strcmp(utf8_search_key(arena, a), utf8_search_key(arena, b)) == 0;
}

static bool read_settings(struct reading *r, json_t *object)
{
	static const char *const none[] = { NULL };
	struct script script = { .exercise_id = r->exercise_id };

	if (object == NULL || r->script.script != NULL)
		return true;
	return read_members(r, &script_type, object, script_members, none, &script, "/script") &&
	       add(r, &script_collection, &script, "/script");
}

static bool read_cell(struct reading *r, json_t *object, const char *place)
{
	static const char *const none[] = { NULL };
	struct cell cell = { .exercise_id = r->exercise_id };

	if (!read_members(r, &cell_type, object, cell_members, none, &cell, place))
		return false;
	for (size_t i = 0; i < r->script.cells.count; i++) {
		const struct cell *known = r->script.cells.items[i];

		if (strcmp(known->code, cell.code) == 0)
			cell.head.id = known->head.id;
	}
	if (id_is_none(cell.head.id)) {
		if (!add(r, &cell_collection, &cell, place))
			return false;
		r->counts.cells++;
		r->counts.others--;
	}
	name_it(r, arena_printf(r->arena, "cell:%s", cell.code), cell.head.id);
	return true;
}

static bool read_objective(struct reading *r, json_t *value, size_t number, const char *place)
{
	struct objective objective = { .exercise_id = r->exercise_id,
		.statement = arena_copy(r->arena, json_string_value(value)) };

	for (size_t i = 0; i < r->frame.objectives.count; i++) {
		const struct objective *known = r->frame.objectives.items[i];

		if (same(r->arena, known->statement, objective.statement))
			objective.head.id = known->head.id;
	}
	if (objective.statement == NULL)
		return fault_add_problem(r->fault, r->arena, place, PROBLEM_NOT_TEXT, NULL);
	if (id_is_none(objective.head.id) &&
	    !add(r, &objective_collection, &objective, place))
		return false;
	name_it(r, arena_printf(r->arena, "objective:%zu", number), objective.head.id);
	return true;
}

static bool read_content(struct reading *r, json_t *value, struct id problem_id,
			 const char *code, const char *place)
{
	struct content content = { .training_problem_id = problem_id,
		.name = arena_copy(r->arena, json_string_value(value)) };

	if (content.name == NULL)
		return fault_add_problem(r->fault, r->arena, place, PROBLEM_NOT_TEXT, NULL);
	for (size_t i = 0; i < r->frame.contents.count; i++) {
		const struct content *known = r->frame.contents.items[i];

		if (id_equal(known->training_problem_id, problem_id) &&
		    same(r->arena, known->name, content.name))
			content.head.id = known->head.id;
	}
	if (id_is_none(content.head.id) && !add(r, &content_collection, &content, place))
		return false;
	name_it(r, arena_printf(r->arena, "place:%s", code), content.head.id);
	return true;
}

static bool read_problem(struct reading *r, json_t *object, struct id phase_id,
			 const char *code, const char *place)
{
	struct training_problem problem = { .phase_id = phase_id,
		.name = arena_copy(r->arena, text_of(object, "name")) };
	size_t i;
	json_t *value;

	if (problem.name == NULL)
		return refuse(r, place, "name", PROBLEM_REQUIRED, NULL);
	for (i = 0; i < r->frame.problems.count; i++) {
		const struct training_problem *known = r->frame.problems.items[i];

		if (id_equal(known->phase_id, phase_id) &&
		    same(r->arena, known->name, problem.name))
			problem.head.id = known->head.id;
	}
	if (id_is_none(problem.head.id) &&
	    !add(r, &training_problem_collection, &problem, place))
		return false;
	name_it(r, arena_printf(r->arena, "place:%s", code), problem.head.id);
	json_array_foreach(json_object_get(object, "contents"), i, value)
		if (!read_content(r, value, problem.head.id,
				  arena_printf(r->arena, "%s.%zu", code, i + 1),
				  arena_printf(r->arena, "%s/contents/%zu", place, i)))
			return false;
	return true;
}

static bool read_phase(struct reading *r, json_t *object, size_t number, const char *place)
{
	struct phase phase = { .exercise_id = r->exercise_id,
		.name = arena_copy(r->arena, text_of(object, "name")) };
	size_t i;
	json_t *value;

	if (phase.name == NULL)
		return refuse(r, place, "name", PROBLEM_REQUIRED, NULL);
	for (i = 0; i < r->frame.phases.count; i++) {
		const struct phase *known = r->frame.phases.items[i];

		if (same(r->arena, known->name, phase.name))
			phase.head.id = known->head.id;
	}
	if (id_is_none(phase.head.id) && !add(r, &phase_collection, &phase, place))
		return false;
	name_it(r, arena_printf(r->arena, "place:%zu", number), phase.head.id);
	json_array_foreach(json_object_get(object, "problems"), i, value)
		if (!read_problem(r, value, phase.head.id,
				  arena_printf(r->arena, "%zu.%zu", number, i + 1),
				  arena_printf(r->arena, "%s/problems/%zu", place, i)))
			return false;
	return true;
}

/* --- threads ---------------------------------------------------------------------- */

static bool link_objectives(struct reading *r, const json_t *object, struct objective_link link,
			    const char *place)
{
	size_t i;
	json_t *value;

	json_array_foreach(json_object_get(object, "objectives"), i, value) {
		struct objective_link made = link;
		json_t *one = json_pack("{s:O}", "objectives", value);
		bool good = refer(r, one, "objectives", "objective", place, &made.objective_id);

		json_decref(one);
		if (!good || (!id_is_none(made.objective_id) &&
			      !add(r, &objective_link_collection, &made, place)))
			return false;
	}
	return true;
}

static bool read_storyline(struct reading *r, json_t *object, const char *place)
{
	static const char *const others[] = { "objectives", NULL };
	struct storyline storyline = { .exercise_id = r->exercise_id };

	if (!read_members(r, &storyline_type, object, storyline_members, others, &storyline,
			  place))
		return false;
	for (size_t i = 0; i < r->script.storylines.count; i++) {
		const struct storyline *known = r->script.storylines.items[i];

		if (strcmp(known->code, storyline.code) == 0)
			storyline.head.id = known->head.id;
	}
	bool is_new = id_is_none(storyline.head.id);

	if (is_new && !add(r, &storyline_collection, &storyline, place))
		return false;
	name_it(r, arena_printf(r->arena, "storyline:%s", storyline.code), storyline.head.id);
	return !is_new || link_objectives(r, object, (struct objective_link){
		.storyline_id = storyline.head.id }, place);
}

/* Numbers are kept in a script that has no events yet. */
static bool read_event(struct reading *r, json_t *object, const char *place)
{
	static const char *const others[] = { "number", "storyline", "objectives", NULL };
	struct script_event event = { .exercise_id = r->exercise_id };
	int64_t number = json_integer_value(json_object_get(object, "number"));

	if (!read_members(r, &script_event_type, object, event_members, others, &event, place) ||
	    !refer(r, object, "storyline", "storyline", place, &event.storyline_id))
		return false;
	event.position = r->script.events.count == 0 && number > 0 ? number : 0;
	if (!add(r, &script_event_collection, &event, place))
		return false;
	name_it(r, arena_printf(r->arena, "event:%lld", (long long)number), event.head.id);
	return link_objectives(r, object, (struct objective_link){
		.script_event_id = event.head.id }, place);
}

static bool read_incident(struct reading *r, json_t *object, const char *place)
{
	static const char *const others[] = { "event", "number", NULL };
	struct script_incident incident = { .position = json_integer_value(
		json_object_get(object, "number")) };
	int64_t event = json_integer_value(json_object_get(object, "event"));

	if (!refer(r, object, "event", "event", place, &incident.script_event_id) ||
	    !read_members(r, &script_incident_type, object, incident_members, others, &incident,
			  place) || !add(r, &script_incident_collection, &incident, place))
		return false;
	name_it(r, arena_printf(r->arena, "incident:%lld.%lld", (long long)event,
				(long long)incident.position), incident.head.id);
	return true;
}

/* --- injects ----------------------------------------------------------------------- */

/* A member of the organisation by post; where there is none, its words are kept. */
static void take_member(struct reading *r, const json_t *object, const char *name,
			struct id *id_out, const char **words_out)
{
	const char *post = text_of(object, name);

	for (size_t i = 0; post != NULL && i < r->frame.members.count; i++) {
		const struct organisation_member *member = r->frame.members.items[i];

		if (same(r->arena, member->post_title, post) ||
		    same(r->arena, member->played_role, post)) {
			*id_out = member->head.id;
			return;
		}
	}
	if (post != NULL)
		*words_out = arena_copy(r->arena, post);
}

static bool take_place(struct reading *r, const json_t *object, struct inject *inject,
		       const char *place)
{
	const char *code = text_of(object, "place");
	struct id id = ID_NONE;
	int dots = 0;

	if (!refer(r, object, "place", "place", place, &id))
		return false;
	for (const char *p = code; p != NULL && *p != '\0'; p++)
		dots += *p == '.';
	*(dots == 0 ? &inject->phase_id : dots == 1 ? &inject->training_problem_id :
	  &inject->content_id) = id;
	return true;
}

static bool read_inject(struct reading *r, json_t *object, const char *place)
{
	static const char *const others[] = {
		"number", "storyline", "incident", "place", "controller", "evaluator",
		"contingency_for", "recipients", "conditions", "objectives", NULL,
	};
	struct inject inject = { .exercise_id = r->exercise_id };
	int64_t number = json_integer_value(json_object_get(object, "number"));
	const char *key = arena_printf(r->arena, "inject:%lld", (long long)number);

	if (number <= 0 || number > INT32_MAX || !id_is_none(named(r, key)))
		return refuse(r, place, "number", number <= 0 || number > INT32_MAX ?
			      PROBLEM_NOT_INTEGER : PROBLEM_NOT_UNIQUE, key + strlen("inject:"));
	if (!read_members(r, &inject_type, object, inject_members, others, &inject, place) ||
	    !refer(r, object, "storyline", "storyline", place, &inject.storyline_id) ||
	    !refer(r, object, "incident", "incident", place, &inject.script_incident_id) ||
	    !take_place(r, object, &inject, place))
		return false;
	take_member(r, object, "controller", &inject.controller_id, &inject.controller_name);
	take_member(r, object, "evaluator", &inject.evaluator_id, &inject.evaluator_name);
	inject.number = r->keeps_numbers ? number : 0;
	if (!add(r, &inject_collection, &inject, place))
		return false;
	r->counts.injects++;
	r->counts.others--;
	name_it(r, key, inject.head.id);
	return true;
}

static bool read_recipients(struct reading *r, const json_t *object, struct id inject_id,
			    const char *place)
{
	static const char *const others[] = { "cell", "member", NULL };
	size_t i;
	json_t *value;

	json_array_foreach(json_object_get(object, "recipients"), i, value) {
		const char *at = arena_printf(r->arena, "%s/recipients/%zu", place, i);
		struct inject_recipient recipient = { .inject_id = inject_id };

		if (!read_members(r, &inject_recipient_type, value, recipient_members, others,
				  &recipient, at) ||
		    !refer(r, value, "cell", "cell", at, &recipient.cell_id))
			return false;
		take_member(r, value, "member", &recipient.organisation_member_id,
			    &recipient.name);
		if (!add(r, &inject_recipient_collection, &recipient, at))
			return false;
	}
	return true;
}

static bool read_conditions(struct reading *r, const json_t *object, struct id inject_id,
			    const char *place)
{
	static const char *const others[] = { "parent", NULL };
	size_t i;
	json_t *value;

	json_array_foreach(json_object_get(object, "conditions"), i, value) {
		const char *at = arena_printf(r->arena, "%s/conditions/%zu", place, i);
		struct inject_condition condition = { .inject_id = inject_id };

		if (!refer(r, value, "parent", "inject", at, &condition.parent_id) ||
		    !read_members(r, &inject_condition_type, value, condition_members, others,
				  &condition, at) ||
		    !add(r, &inject_condition_collection, &condition, at))
			return false;
	}
	return true;
}

/* What names another inject, once all are there. */
static bool finish_inject(struct reading *r, json_t *object, const char *place)
{
	const char *key = arena_printf(r->arena, "inject:%lld", (long long)json_integer_value(
		json_object_get(object, "number")));
	const struct id id = named(r, key);
	struct id stands_for = ID_NONE;

	must(!id_is_none(id), "the inject was added before");
	if (!refer(r, object, "contingency_for", "inject", place, &stands_for))
		return false;
	if (!id_is_none(stands_for)) {
		struct inject *inject = collection_refer(r->journal, &inject_type, id, "/number",
							 r->fault);

		if (inject == NULL)
			return false;
		inject->contingency_for_id = stands_for;
		if (!collection_change(r->journal, &inject_collection, inject, r->fault))
			return fail_at(r, place);
	}
	return read_recipients(r, object, id, place) && read_conditions(r, object, id, place) &&
	       link_objectives(r, object, (struct objective_link){ .inject_id = id }, place);
}

/* --- the whole -------------------------------------------------------------------- */

typedef bool item_reader(struct reading *r, json_t *item, const char *place);

static bool read_all(struct reading *r, json_t *document, const char *name, item_reader *read)
{
	json_t *array = json_object_get(document, name), *item;
	size_t i;

	if (array == NULL)
		return true;
	if (!json_is_array(array))
		return refuse(r, "", name, PROBLEM_NOT_OBJECT, NULL);
	json_array_foreach(array, i, item)
		if (!read(r, item, arena_printf(r->arena, "/%s/%zu", name, i)))
			return false;
	return true;
}

static bool read_frame(struct reading *r, json_t *document)
{
	size_t i;
	json_t *item;

	json_array_foreach(json_object_get(document, "objectives"), i, item)
		if (!read_objective(r, item, i + 1,
				    arena_printf(r->arena, "/objectives/%zu", i)))
			return false;
	json_array_foreach(json_object_get(document, "phases"), i, item)
		if (!read_phase(r, item, i + 1, arena_printf(r->arena, "/phases/%zu", i)))
			return false;
	return read_settings(r, json_object_get(document, "script")) &&
	       read_all(r, document, "cells", read_cell);
}

bool script_read_json(struct journal *journal, struct id exercise_id, json_t *document,
		      struct script_counts *counts_out, struct fault *fault)
{
	struct reading r = { .journal = journal, .arena = journal_arena(journal),
			     .exercise_id = exercise_id, .fault = fault,
			     .named = { .arena = journal_arena(journal) } };
	struct store *store = journal_store(journal);
	const char *format = text_of(document, "format");

	must(!id_is_none(exercise_id), "the exercise is known");
	if (format == NULL || strcmp(format, SCRIPT_FORMAT) != 0)
		return refuse(&r, "", "format", PROBLEM_NOT_WORD, SCRIPT_FORMAT);
	if (json_integer_value(json_object_get(document, "version")) != SCRIPT_FORMAT_VERSION)
		return refuse(&r, "", "version", PROBLEM_NOT_WORD, "1");
	if (!script_read(store, r.arena, exercise_id, &r.script, fault) ||
	    !script_read_frame(store, r.arena, exercise_id, &r.frame, fault))
		return false;
	r.keeps_numbers = r.script.injects.count == 0 &&
			  (r.script.script == NULL || r.script.script->last_number == 0);
	if (!read_frame(&r, document) || !read_all(&r, document, "storylines", read_storyline) ||
	    !read_all(&r, document, "events", read_event) ||
	    !read_all(&r, document, "incidents", read_incident) ||
	    !read_all(&r, document, "injects", read_inject) ||
	    !read_all(&r, document, "injects", finish_inject))
		return false;
	*counts_out = r.counts;
	return true;
}
