#include "inject/script_json.h"

#include "base/must.h"
#include "store/record_store.h"

const char *const script_members[] = { "starts_at", "story_starts_at", "marking", "load_most",
				       "load_minutes", "note", NULL };
const char *const cell_members[] = { "code", "name", "kind", "contact", "note", NULL };
const char *const storyline_members[] = { "code", "title", "aim", NULL };
const char *const event_members[] = { "title", "synopsis", "owner", NULL };
const char *const incident_members[] = { "title", "description", "background", "place",
					 "expected_outcome", "owner", NULL };
const char *const inject_members[] = {
	"kind", "release", "any_condition", "planned", "answer_within_us", "title", "text",
	"from_name", "means", "means_text", "expected_actions", "is_critical", "outcomes",
	"controller_name", "evaluator_name", "location", "priority", "notes", NULL,
};
const char *const recipient_members[] = { "name", "is_copy", NULL };
const char *const condition_members[] = { "kind", "within_us", "outcome", NULL };

struct writing {
	struct arena *arena;
	struct script_copy script;
	struct script_frame frame;
};

/* The named members that are not empty, as the fields' table writes them. */
static json_t *object_of(struct arena *arena, const struct record_type *type,
			 const void *record, const char *const *names)
{
	json_t *object = json_object();

	for (; *names != NULL; names++) {
		const struct field *field = record_find_field(type, *names);
		struct text value = { .arena = arena };

		must(field != NULL, "a member of the record");
		if (field_is_empty(field, field_at_const(field, record)))
			continue;
		json_add_field(&value, field, field_at_const(field, record));
		json_object_set_new(object, *names,
				    json_loads(text_string(&value), JSON_DECODE_ANY, NULL));
	}
	return object;
}

static void set_text(json_t *object, const char *name, const char *text)
{
	if (text != NULL)
		json_object_set_new(object, name, json_string(text));
}

static const void *by_id(const struct list *list, struct id id, size_t *index_out)
{
	for (size_t i = 0; i < list->count; i++)
		if (id_equal(record_head_const(list->items[i])->id, id)) {
			*index_out = i;
			return list->items[i];
		}
	return NULL;
}

static int64_t number_of(const struct list *list, struct id id)
{
	size_t index = 0;

	return by_id(list, id, &index) == NULL ? 0 : (int64_t)index + 1;
}

/* "1", "1.2", "1.2.3": phase, problem and content by their places. */
static const char *place_of(const struct writing *w, const struct inject *inject)
{
	size_t problem_index = 0, content_index = 0;
	const struct training_problem *problem = by_id(&w->frame.problems,
		inject->training_problem_id, &problem_index);
	const struct content *content = by_id(&w->frame.contents, inject->content_id,
					      &content_index);
	int64_t phase = number_of(&w->frame.phases, inject->phase_id), below = 1, deepest = 1;

	if (phase == 0)
		return NULL;
	if (problem == NULL)
		return arena_printf(w->arena, "%lld", (long long)phase);
	for (size_t i = 0; i < problem_index; i++)
		below += id_equal(((const struct training_problem *)
				   w->frame.problems.items[i])->phase_id, problem->phase_id);
	if (content == NULL)
		return arena_printf(w->arena, "%lld.%lld", (long long)phase, (long long)below);
	for (size_t i = 0; i < content_index; i++)
		deepest += id_equal(((const struct content *)
				     w->frame.contents.items[i])->training_problem_id,
				    content->training_problem_id);
	return arena_printf(w->arena, "%lld.%lld.%lld", (long long)phase, (long long)below,
			    (long long)deepest);
}

static json_t *structure(const struct writing *w)
{
	json_t *phases = json_array();

	for (size_t p = 0; p < w->frame.phases.count; p++) {
		const struct phase *phase = w->frame.phases.items[p];
		json_t *problems = json_array();

		for (size_t q = 0; q < w->frame.problems.count; q++) {
			const struct training_problem *problem = w->frame.problems.items[q];
			json_t *contents = json_array();

			if (!id_equal(problem->phase_id, phase->head.id)) {
				json_decref(contents);
				continue;
			}
			for (size_t c = 0; c < w->frame.contents.count; c++) {
				const struct content *content = w->frame.contents.items[c];

				if (id_equal(content->training_problem_id, problem->head.id))
					json_array_append_new(contents, json_string(content->name));
			}
			json_array_append_new(problems, json_pack("{s:s,s:o}", "name",
				problem->name, "contents", contents));
		}
		json_array_append_new(phases, json_pack("{s:s,s:o}", "name", phase->name,
							"problems", problems));
	}
	return phases;
}

static const char *incident_code(const struct writing *w, struct id id)
{
	size_t index = 0;
	const struct script_incident *incident = by_id(&w->script.incidents, id, &index);
	const struct script_event *event = incident == NULL ? NULL :
		by_id(&w->script.events, incident->script_event_id, &index);

	return event == NULL ? NULL :
	       arena_printf(w->arena, "%lld.%lld", (long long)event->position,
			    (long long)incident->position);
}

static const char *storyline_code(const struct writing *w, struct id id)
{
	size_t index = 0;
	const struct storyline *storyline = by_id(&w->script.storylines, id, &index);

	return storyline == NULL ? NULL : storyline->code;
}

static const char *member_name(const struct writing *w, struct id id)
{
	size_t index = 0;
	const struct organisation_member *member = by_id(&w->frame.members, id, &index);

	if (member == NULL)
		return NULL;
	return member->post_title != NULL ? member->post_title : member->played_role;
}

static int64_t inject_number(const struct writing *w, struct id id)
{
	size_t index = 0;
	const struct inject *inject = by_id(&w->script.injects, id, &index);

	return inject == NULL || inject->state == INJECT_OBSOLETE ? 0 : inject->number;
}

static json_t *recipients_of(const struct writing *w, const struct inject *inject)
{
	json_t *all = json_array();

	for (size_t i = 0; i < w->script.recipients.count; i++) {
		const struct inject_recipient *r = w->script.recipients.items[i];
		size_t index = 0;

		if (!id_equal(r->inject_id, inject->head.id))
			continue;
		json_t *object = object_of(w->arena, &inject_recipient_type, r,
					   recipient_members);
		const struct cell *cell = by_id(&w->script.cells, r->cell_id, &index);

		set_text(object, "cell", cell == NULL ? NULL : cell->code);
		set_text(object, "member", member_name(w, r->organisation_member_id));
		json_array_append_new(all, object);
	}
	return all;
}

static json_t *conditions_of(const struct writing *w, const struct inject *inject)
{
	json_t *all = json_array();

	for (size_t i = 0; i < w->script.conditions.count; i++) {
		const struct inject_condition *c = w->script.conditions.items[i];
		int64_t parent = inject_number(w, c->parent_id);

		if (!id_equal(c->inject_id, inject->head.id) || parent == 0)
			continue;
		json_t *object = object_of(w->arena, &inject_condition_type, c,
					   condition_members);

		json_object_set_new(object, "parent", json_integer(parent));
		json_array_append_new(all, object);
	}
	return all;
}

/* Places of the objectives that an inject, an event or a storyline serves. */
static json_t *objectives_of(const struct writing *w, struct id id)
{
	json_t *all = json_array();

	for (size_t o = 0; o < w->frame.objectives.count; o++) {
		const struct objective *objective = w->frame.objectives.items[o];

		for (size_t i = 0; i < w->script.objective_links.count; i++) {
			const struct objective_link *l = w->script.objective_links.items[i];
			bool serves = id_equal(l->inject_id, id) ||
				      id_equal(l->script_event_id, id) ||
				      id_equal(l->storyline_id, id);

			if (serves && id_equal(l->objective_id, objective->head.id))
				json_array_append_new(all, json_integer((json_int_t)o + 1));
		}
	}
	return all;
}

static json_t *write_inject(const struct writing *w, const struct inject *inject)
{
	json_t *object = object_of(w->arena, &inject_type, inject, inject_members);
	int64_t stands_for = inject_number(w, inject->contingency_for_id);

	must(inject->number > 0, "every inject has its number");
	json_object_set_new(object, "number", json_integer(inject->number));
	set_text(object, "storyline", storyline_code(w, inject->storyline_id));
	set_text(object, "incident", incident_code(w, inject->script_incident_id));
	set_text(object, "place", place_of(w, inject));
	set_text(object, "controller", member_name(w, inject->controller_id));
	set_text(object, "evaluator", member_name(w, inject->evaluator_id));
	if (stands_for > 0)
		json_object_set_new(object, "contingency_for", json_integer(stands_for));
	json_object_set_new(object, "recipients", recipients_of(w, inject));
	json_object_set_new(object, "conditions", conditions_of(w, inject));
	json_object_set_new(object, "objectives", objectives_of(w, inject->head.id));
	return object;
}

static json_t *threads(const struct writing *w, json_t *document)
{
	json_t *storylines = json_array(), *events = json_array(), *incidents = json_array();

	for (size_t i = 0; i < w->script.storylines.count; i++) {
		const struct storyline *s = w->script.storylines.items[i];
		json_t *object = object_of(w->arena, &storyline_type, s, storyline_members);

		json_object_set_new(object, "objectives", objectives_of(w, s->head.id));
		json_array_append_new(storylines, object);
	}
	for (size_t i = 0; i < w->script.events.count; i++) {
		const struct script_event *e = w->script.events.items[i];
		json_t *object = object_of(w->arena, &script_event_type, e, event_members);

		json_object_set_new(object, "number", json_integer(e->position));
		set_text(object, "storyline", storyline_code(w, e->storyline_id));
		json_object_set_new(object, "objectives", objectives_of(w, e->head.id));
		json_array_append_new(events, object);
		for (size_t k = 0; k < w->script.incidents.count; k++) {
			const struct script_incident *n = w->script.incidents.items[k];

			if (!id_equal(n->script_event_id, e->head.id))
				continue;
			object = object_of(w->arena, &script_incident_type, n,
					   incident_members);
			json_object_set_new(object, "event", json_integer(e->position));
			json_object_set_new(object, "number", json_integer(n->position));
			json_array_append_new(incidents, object);
		}
	}
	json_object_set_new(document, "storylines", storylines);
	json_object_set_new(document, "events", events);
	json_object_set_new(document, "incidents", incidents);
	return document;
}

/* By number: the order of times may change without a change of the script. */
static json_t *write_injects(const struct writing *w)
{
	json_t *all = json_array();
	int64_t after = 0;

	for (;;) {
		const struct inject *next = NULL;

		for (size_t i = 0; i < w->script.injects.count; i++) {
			const struct inject *inject = w->script.injects.items[i];

			if (inject->number > after &&
			    (next == NULL || inject->number < next->number))
				next = inject;
		}
		if (next == NULL)
			return all;
		after = next->number;
		if (next->state != INJECT_OBSOLETE)
			json_array_append_new(all, write_inject(w, next));
	}
}

static bool list_of(struct store *store, struct arena *arena, const struct record_type *type,
		    struct id exercise_id, const char *order, struct list *list_out,
		    struct fault *fault)
{
	return store_list(store, arena, type,
		arena_printf(arena, "SELECT %s FROM visible_%s WHERE scope_id = :id ORDER BY %s",
			     record_store_columns(type), type->name, order),
		BINDS(ID("id", exercise_id)), list_out, fault);
}

bool script_read_frame(struct store *store, struct arena *arena, struct id exercise_id,
		       struct script_frame *frame_out, struct fault *fault)
{
	struct script_frame *f = frame_out;

	return list_of(store, arena, &objective_type, exercise_id, "position, id",
		       &f->objectives, fault) &&
	       list_of(store, arena, &phase_type, exercise_id, "position, id", &f->phases,
		       fault) &&
	       list_of(store, arena, &training_problem_type, exercise_id, "position, id",
		       &f->problems, fault) &&
	       list_of(store, arena, &content_type, exercise_id, "position, id", &f->contents,
		       fault) &&
	       list_of(store, arena, &organisation_member_type, exercise_id, "id", &f->members,
		       fault);
}

static int add_bytes(const char *bytes, size_t length, void *out)
{
	text_add_bytes(out, bytes, length);
	return 0;
}

bool script_write_json(struct store *store, struct arena *arena, struct id exercise_id,
		       struct text *out, struct fault *fault)
{
	struct writing w = { .arena = arena };

	if (!script_read(store, arena, exercise_id, &w.script, fault) ||
	    !script_read_frame(store, arena, exercise_id, &w.frame, fault))
		return false;
	json_t *document = json_pack("{s:s,s:i}", "format", SCRIPT_FORMAT, "version",
				     SCRIPT_FORMAT_VERSION);
	json_t *cells = json_array(), *objectives = json_array();

	for (size_t i = 0; i < w.script.cells.count; i++)
		json_array_append_new(cells, object_of(arena, &cell_type,
						       w.script.cells.items[i], cell_members));
	for (size_t i = 0; i < w.frame.objectives.count; i++)
		json_array_append_new(objectives, json_string(
			((const struct objective *)w.frame.objectives.items[i])->statement));
	if (w.script.script != NULL)
		json_object_set_new(document, "script", object_of(arena, &script_type,
			w.script.script, script_members));
	json_object_set_new(document, "cells", cells);
	json_object_set_new(document, "objectives", objectives);
	json_object_set_new(document, "phases", structure(&w));
	json_object_set_new(threads(&w, document), "injects", write_injects(&w));
	bool good = json_dump_callback(document, add_bytes, out,
				       JSON_COMPACT | JSON_SORT_KEYS) == 0;

	json_decref(document);
	must(good, "a document of valid texts can be written");
	return true;
}
