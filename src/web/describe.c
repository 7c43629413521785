#include "web/describe.h"

#include <string.h>

#include "base/must.h"
#include "web/collection.h"
#include "web/describe_parts.h"

static const struct route_table *tables;
static size_t table_count;

void describe_set_routes(const struct route_table *all, size_t count)
{
	must(all != NULL && count > 0, "the routes of the program");
	tables = all;
	table_count = count;
}

const struct route *describe_route(size_t number)
{
	for (size_t i = 0; i < table_count; i++) {
		if (number < tables[i].count)
			return &tables[i].routes[number];
		number -= tables[i].count;
	}
	return NULL;
}

static bool is_stored(const struct record_type *type)
{
	for (const struct record_type *const *known = journal_types(); *known != NULL; known++)
		if (*known == type)
			return true;
	return false;
}

/* Answered by an earlier route than that one? */
static bool stands_before(const struct record_type *type, size_t number)
{
	for (size_t i = 0; i < number; i++) {
		const struct route *route = describe_route(i);

		must(route != NULL, "routes before one that is there");
		if (route->answers == type || route->takes == type)
			return true;
	}
	return false;
}

const struct record_type *describe_type(size_t number)
{
	const struct route *route;

	for (const struct record_type *const *known = journal_types(); *known != NULL; known++)
		if (number-- == 0)
			return *known;
	for (size_t i = 0; (route = describe_route(i), route != NULL); i++) {
		const struct record_type *found[] = { route->answers, route->takes };

		for (size_t k = 0; k < 2; k++)
			if (found[k] != NULL && !is_stored(found[k]) &&
			    !stands_before(found[k], i) && (k == 0 || found[1] != found[0]) &&
			    number-- == 0)
				return found[k];
	}
	return NULL;
}

void describe_text(struct text *out, const char *name, const char *value)
{
	must(name != NULL, "a member has a name");
	json_add_name(out, name);
	json_add_string(out, value);
}

void describe_flag(struct text *out, const char *name, bool value)
{
	json_add_name(out, name);
	text_add(out, value ? "true" : "false");
}

void describe_open(struct text *out)
{
	text_add(out, out->bytes[out->length - 1] == '[' ? "{" : ",{");
}

const char *describe_field_type(enum field_type type)
{
	switch (type) {
	case FIELD_INTEGER: return "integer";
	case FIELD_OPTIONAL_INTEGER: return "optional_integer";
	case FIELD_EXERCISE_TIME: return "exercise_time";
	case FIELD_MONEY: return "money";
	case FIELD_REAL: return "real";
	case FIELD_BOOL: return "bool";
	case FIELD_TEXT: return "text";
	case FIELD_ID: return "id";
	case FIELD_INSTANT: return "instant";
	case FIELD_DATE: return "date";
	case FIELD_LABEL: return "label";
	case FIELD_WORD: return "word";
	}
	must(false, "a field of no type");
}

bool describe_may_be_null(const struct field *field)
{
	switch (field->type) {
	case FIELD_OPTIONAL_INTEGER:
	case FIELD_EXERCISE_TIME:
	case FIELD_MONEY:
	case FIELD_TEXT:
	case FIELD_INSTANT:
	case FIELD_DATE:
		return (field->flags & FIELD_REQUIRED) == 0;
	case FIELD_ID:
		return (field->flags & FIELD_REQUIRED) == 0 && strcmp(field->name, "id") != 0;
	case FIELD_WORD:
		return (field->flags & FIELD_REQUIRED) == 0 &&
		       field->words->list[0].word == NULL;
	case FIELD_INTEGER:
	case FIELD_REAL:
	case FIELD_BOOL:
	case FIELD_LABEL:
		return false;
	}
	must(false, "a field of no type");
}

static const struct {
	const char *name;
	describe_writer *write;
} descriptions[] = {
	{ "fields", describe_fields }, { "routes", describe_routes_table },
	{ "rights", describe_rights }, { "faults", describe_faults },
	{ "states", describe_states }, { "openapi", describe_openapi },
	{ "typescript", describe_typescript },
};

const char *const describe_names[] = {
	"fields", "routes", "rights", "faults", "states", "openapi", "typescript", NULL,
};

bool describe_write(struct text *out, const char *what, enum language language)
{
	must(what != NULL, "something to describe");
	for (size_t i = 0; i < sizeof(descriptions) / sizeof(descriptions[0]); i++) {
		if (strcmp(descriptions[i].name, what) != 0)
			continue;
		descriptions[i].write(out, language);
		return true;
	}
	return false;
}

static void show_description(struct request *request)
{
	if (!describe_write(&request->reply, request->segment, request->language))
		fault_set(&request->fault, FAULT_NOT_FOUND, NULL, NULL);
	else if (strcmp(request->segment, "typescript") == 0)
		request->reply_type = "text/plain; charset=utf-8";
}

static const struct route routes[] = {
	{ "GET", "/api/v1/describe/:name", show_description, .needs = RIGHT_SIGNED_IN,
	  .answers_schema = "{\"type\":\"object\"}", .operation = "describe",
	  .answers_types = "application/json, text/plain",
	  .help = "What the program says of itself: fields, routes, rights, faults, states, "
		  "openapi, typescript." },
};
const struct route_table describe_routes = ROUTES(routes);
