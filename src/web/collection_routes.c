/* The routes of all collections, made once from their descriptions. */

#include <pthread.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "web/collection_handlers.h"

#define HISTORY_SCHEMA "{\"$ref\":\"#/components/schemas/history\"}"
#define ACTIONS_SCHEMA "{\"$ref\":\"#/components/schemas/actions\"}"

struct maker {
	struct arena *arena;
	struct route *routes;
	size_t count, room;
};

/* All texts live as long as the program. */
static const char *keep(const char *text)
{
	return memory_copy_text(text);
}

static struct route *next_route(struct maker *maker)
{
	if (maker->count == maker->room) {
		maker->room = maker->room == 0 ? 256 : maker->room * 2;
		maker->routes = memory_grow(maker->routes, maker->room * sizeof(struct route));
	}
	return &maker->routes[maker->count++];
}

/* `verb` begins the operation's name; the help ends with the type's. */
static void add_route(struct maker *maker, const struct record_type *type, const char *method,
		      const char *tail, const char *verb, const char *help, struct route route)
{
	route.method = method;
	route.path = keep(arena_printf(maker->arena, "/api/v1/%s%s", type->plural, tail));
	route.operation = keep(arena_printf(maker->arena, "%s_%s", verb, type->name));
	route.help = keep(arena_printf(maker->arena, "%s: %s.", help, type->en));
	*next_route(maker) = route;
}

static const char *type_word(const struct field *field)
{
	switch (field->type) {
	case FIELD_INTEGER:
	case FIELD_OPTIONAL_INTEGER:
	case FIELD_EXERCISE_TIME:
	case FIELD_MONEY:
		return "integer";
	case FIELD_REAL:
		return "number";
	case FIELD_BOOL:
		return "boolean";
	case FIELD_TEXT:
	case FIELD_LABEL:
	case FIELD_WORD:
		return "string";
	case FIELD_ID:
		return "id";
	case FIELD_INSTANT:
		return "instant";
	case FIELD_DATE:
		return "date";
	}
	must(false, "a field of no type");
}

static const char *list_parameters(struct maker *maker, const struct record_type *type)
{
	struct text out = { .arena = maker->arena };

	text_add(&out, "q:string, sort:string, after:string, limit:integer");
	for (size_t i = 0; i < type->field_count; i++)
		if ((type->fields[i].flags & FIELD_SECRET) == 0) {
			text_add(&out, ", ");
			text_add(&out, type->fields[i].name);
			text_add(&out, ":");
			text_add(&out, type_word(&type->fields[i]));
		}
	return keep(text_string(&out));
}

static void add_reading(struct maker *maker, const struct collection *collection)
{
	const struct record_type *type = collection->type;
	enum right right = (enum right)type->read_right;

	add_route(maker, type, "GET", "", "list", "Lists records of one type",
		  (struct route){ .handle = collection_handle_list, .needs = right,
				  .answers = type, .answers_list = true,
				  .answers_types = "application/json, text/csv",
				  .parameters = list_parameters(maker, type) });
	add_route(maker, type, "GET", "/:id", "show", "Shows one record",
		  (struct route){ .handle = collection_handle_show, .needs = right,
				  .answers = type });
	add_route(maker, type, "GET", "/:id/history", "history_of",
		  "Every change of one record, newest first",
		  (struct route){ .handle = collection_handle_history, .needs = right,
				  .answers_schema = HISTORY_SCHEMA,
				  .parameters = "after:string, limit:integer" });
}

static void add_writing(struct maker *maker, const struct collection *collection)
{
	const struct record_type *type = collection->type;
	struct route route = { .needs = (enum right)type->write_right, .runs = ROUTE_WRITES,
			       .takes_body = BODY_JSON, .takes = type, .answers = type };

	if (!collection->no_add) {
		route.handle = collection_handle_post;
		add_route(maker, type, "POST", "", "add", "Adds a record", route);
		route.handle = collection_handle_put;
		add_route(maker, type, "PUT", "/:id", "put",
			  "Adds a record under an id that the client chose", route);
	}
	route.handle = collection_handle_change;
	add_route(maker, type, "PATCH", "/:id", "change",
		  "Changes members of one record (RFC 7396)", route);
	if (collection->no_remove)
		return;
	add_route(maker, type, "DELETE", "/:id", "remove", "Removes one record",
		  (struct route){ .handle = collection_handle_remove, .needs = route.needs,
				  .runs = ROUTE_WRITES });
}

/* One address may stand for several steps; their rights are asked one by one. */
static enum right right_of_action(const struct collection *collection, size_t first)
{
	const struct transition *steps = collection->transitions;

	for (size_t i = first + 1; i < collection->transition_count; i++)
		if (strcmp(steps[i].action, steps[first].action) == 0 &&
		    steps[i].needs != steps[first].needs)
			return RIGHT_SIGNED_IN;
	return steps[first].needs;
}

static bool stands_before(const struct collection *collection, size_t index)
{
	const struct transition *steps = collection->transitions;

	for (size_t i = 0; i < index; i++)
		if (strcmp(steps[i].action, steps[index].action) == 0)
			return true;
	return false;
}

static void add_actions(struct maker *maker, const struct collection *collection)
{
	const struct record_type *type = collection->type;

	if (collection->transition_count == 0)
		return;
	add_route(maker, type, "GET", "/:id/actions", "actions_of",
		  "The steps of the life-cycle that are open to the reader now",
		  (struct route){ .handle = collection_handle_actions,
				  .needs = (enum right)type->read_right,
				  .answers_schema = ACTIONS_SCHEMA });
	for (size_t i = 0; i < collection->transition_count; i++) {
		const struct transition *step = &collection->transitions[i];

		if (stands_before(collection, i))
			continue;
		add_route(maker, type, "POST", arena_printf(maker->arena, "/:id/%s", step->action),
			  step->action, step->help == NULL ? step->en : step->help,
			  (struct route){ .handle = collection_handle_act,
					  .needs = right_of_action(collection, i),
					  .runs = ROUTE_WRITES, .takes_body = BODY_JSON,
					  .answers = type });
	}
}

struct route_table collection_routes(void)
{
	static struct route *routes;
	static size_t count;
	static const struct collection *const *made_of;
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

	pthread_mutex_lock(&lock);
	if (made_of != collection_all()) {
		struct maker maker = { .arena = arena_create() };

		made_of = collection_all();
		for (const struct collection *const *c = made_of; *c != NULL; c++) {
			add_reading(&maker, *c);
			if (!(*c)->fixed)
				add_writing(&maker, *c);
			add_actions(&maker, *c);
		}
		routes = maker.routes;
		count = maker.count;
		arena_destroy(&maker.arena);
	}
	pthread_mutex_unlock(&lock);
	return (struct route_table){ routes, count };
}
