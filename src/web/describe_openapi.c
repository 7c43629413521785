/* The whole interface as OpenAPI 3.1.0. */

#include <ctype.h>
#include <string.h>

#include "base/must.h"
#include "web/collection_handlers.h"
#include "web/describe_parts.h"

static void add_names(struct text *out, const struct words *words, bool may_be_null)
{
	json_add_name(out, "enum");
	text_add_char(out, '[');
	const char *between = "";

	for (unsigned i = 0; i < words->count; i++) {
		if (words->list[i].word == NULL)
			continue;
		text_add(out, between);
		json_add_string(out, words->list[i].word);
		between = ",";
	}
	if (may_be_null)
		text_add_format(out, "%snull", between);
	text_add_char(out, ']');
}

static void add_type(struct text *out, const char *type, bool may_be_null)
{
	json_add_name(out, "type");
	if (may_be_null)
		text_add_format(out, "[\"%s\",\"null\"]", type);
	else
		json_add_string(out, type);
}

static void add_number(struct text *out, const char *name, int64_t value)
{
	json_add_name(out, name);
	text_add_integer(out, value);
}

static void add_integer(struct text *out, const struct field *field, bool may_be_null)
{
	add_type(out, "integer", may_be_null);
	describe_text(out, "format", "int64");
	if (field->type == FIELD_MONEY) {
		add_number(out, "minimum", 0);
	} else if (field->max > field->min) {
		add_number(out, "minimum", field->min);
		add_number(out, "maximum", field->max);
	}
}

static void add_string(struct text *out, const char *format, bool may_be_null)
{
	add_type(out, "string", may_be_null);
	if (format != NULL)
		describe_text(out, "format", format);
}

static void add_field_type(struct text *out, const struct field *field)
{
	bool may_be_null = describe_may_be_null(field);

	switch (field->type) {
	case FIELD_INTEGER:
	case FIELD_OPTIONAL_INTEGER:
	case FIELD_EXERCISE_TIME:
	case FIELD_MONEY:
		add_integer(out, field, may_be_null);
		break;
	case FIELD_REAL:
		add_type(out, "number", false);
		break;
	case FIELD_BOOL:
		add_type(out, "boolean", false);
		break;
	case FIELD_TEXT:
		add_string(out, NULL, may_be_null);
		if (field->max > 0)
			add_number(out, "maxLength", field->max);
		break;
	case FIELD_ID:
		add_string(out, "uuid", may_be_null);
		break;
	case FIELD_INSTANT:
		add_string(out, "date-time", may_be_null);
		break;
	case FIELD_DATE:
		add_string(out, "date", may_be_null);
		break;
	case FIELD_LABEL:
		add_string(out, NULL, false);
		add_names(out, &label_words, false);
		break;
	case FIELD_WORD:
		add_string(out, NULL, may_be_null);
		add_names(out, field->words, may_be_null);
		break;
	}
}

enum shape { SHAPE_ANSWER, SHAPE_NEW, SHAPE_CHANGE };

static bool is_in_shape(const struct field *field, enum shape shape)
{
	if ((field->flags & FIELD_SECRET) != 0)
		return false;
	return shape == SHAPE_ANSWER || ((field->flags & FIELD_READ_ONLY) == 0 &&
					 (shape == SHAPE_NEW ||
					  (field->flags & FIELD_FIXED) == 0));
}

static bool is_required(const struct field *field, enum shape shape)
{
	return shape == SHAPE_ANSWER || (shape == SHAPE_NEW &&
					 (field->flags & FIELD_REQUIRED) != 0);
}

static void add_required(struct text *out, const struct record_type *type, enum shape shape)
{
	const char *between = "";

	json_add_name(out, "required");
	text_add_char(out, '[');
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (!is_in_shape(field, shape) || !is_required(field, shape))
			continue;
		text_add(out, between);
		json_add_string(out, field->name);
		between = ",";
	}
	text_add_char(out, ']');
}

static void add_object(struct text *out, const struct record_type *type, enum shape shape)
{
	text_add(out, "\"type\":\"object\",\"additionalProperties\":false");
	if (type->help != NULL)
		describe_text(out, "description", type->help);
	add_required(out, type, shape);
	json_add_name(out, "properties");
	text_add_char(out, '{');
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (!is_in_shape(field, shape))
			continue;
		json_add_name(out, field->name);
		text_add_char(out, '{');
		add_field_type(out, field);
		if (field->help != NULL)
			describe_text(out, "description", field->help);
		text_add_char(out, '}');
	}
	text_add_char(out, '}');
}

static void add_schema(struct text *out, const struct record_type *type, const char *tail,
		       enum shape shape)
{
	json_add_name(out, arena_printf(out->arena, "%s%s", type->name, tail));
	text_add_char(out, '{');
	add_object(out, type, shape);
	text_add_char(out, '}');
}

void describe_write_schema(struct text *out, const struct record_type *type)
{
	text_add(out, "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"");
	describe_text(out, "title", type->name);
	text_add_char(out, ',');
	add_object(out, type, SHAPE_ANSWER);
	text_add_char(out, '}');
}

/* Does a route take the type in this shape? */
static bool is_taken(const struct record_type *type, bool as_change)
{
	const struct route *route;

	for (size_t i = 0; (route = describe_route(i), route != NULL); i++)
		if (route->takes == type && (strcmp(route->method, "PATCH") == 0) == as_change)
			return true;
	return false;
}

/* What every part of the interface shares. */
static const char common_schemas[] =
	"\"problem\":{\"type\":\"object\","
	"\"description\":\"Why a request was refused (RFC 9457).\","
	"\"required\":[\"type\",\"title\",\"status\"],\"properties\":{"
	"\"type\":{\"type\":\"string\"},\"title\":{\"type\":\"string\"},"
	"\"status\":{\"type\":\"integer\"},\"detail\":{\"type\":\"string\"},"
	"\"instance\":{\"type\":\"string\"},\"errors\":{\"type\":\"array\",\"items\":{"
	"\"type\":\"object\",\"required\":[\"pointer\",\"code\",\"message\"],\"properties\":{"
	"\"pointer\":{\"type\":\"string\"},\"code\":{\"type\":\"string\"},"
	"\"message\":{\"type\":\"string\"}}}},"
	"\"current\":{\"type\":\"object\",\"description\":"
	"\"With 412: the record as it is now.\"}}},"
	"\"history\":{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{"
	"\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":["
	"\"at\",\"kind\",\"account_id\",\"account_name\",\"role\",\"record_type\",\"record_id\","
	"\"version_before\",\"version_after\",\"changes\"],\"properties\":{"
	"\"at\":{\"type\":\"string\",\"format\":\"date-time\"},\"kind\":{\"type\":\"string\","
	"\"enum\":[\"add\",\"change\",\"remove\",\"erase\",\"access\"]},"
	"\"account_id\":{\"type\":[\"string\",\"null\"],\"format\":\"uuid\"},"
	"\"account_name\":{\"type\":[\"string\",\"null\"]},\"role\":{\"type\":\"string\"},"
	"\"record_type\":{\"type\":[\"string\",\"null\"]},"
	"\"record_id\":{\"type\":[\"string\",\"null\"],\"format\":\"uuid\"},"
	"\"version_before\":{\"type\":[\"integer\",\"null\"]},"
	"\"version_after\":{\"type\":[\"integer\",\"null\"]},"
	"\"reason\":{\"type\":[\"string\",\"null\"]},"
	"\"changes\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"field\"],"
	"\"properties\":{\"field\":{\"type\":\"string\"},\"value\":{},"
	"\"erased\":{\"type\":\"boolean\"}}}}}}},"
	"\"next\":{\"type\":[\"string\",\"null\"]}}},"
	"\"actions\":{\"type\":\"object\",\"required\":[\"items\"],\"properties\":{"
	"\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":["
	"\"action\",\"to\",\"title\",\"help\",\"reason_needed\",\"open\",\"why\"],"
	"\"properties\":{"
	"\"action\":{\"type\":\"string\"},\"to\":{\"type\":\"string\"},"
	"\"title\":{\"type\":\"string\"},\"help\":{\"type\":[\"string\",\"null\"]},"
	"\"reason_needed\":{\"type\":\"boolean\"},\"open\":{\"type\":\"boolean\"},"
	"\"why\":{\"type\":[\"string\",\"null\"]}}}}}}";

static const char security_schemes[] =
	"\"securitySchemes\":{\"cookie\":{\"type\":\"apiKey\",\"in\":\"cookie\","
	"\"name\":\"__Host-dientap\",\"description\":\"The session; over plain HTTP on the "
	"loopback its name is dientap.\"},"
	"\"bearer\":{\"type\":\"http\",\"scheme\":\"bearer\",\"description\":\"An API token.\"}}";

static const char responses[] =
	"\"responses\":{\"refused\":{\"description\":\"Refused; errors name what is wrong.\","
	"\"content\":{\"application/problem+json\":{\"schema\":"
	"{\"$ref\":\"#/components/schemas/problem\"}}}},"
	"\"failed\":{\"description\":\"The server could not do it; nothing was written.\","
	"\"content\":{\"application/problem+json\":{\"schema\":"
	"{\"$ref\":\"#/components/schemas/problem\"}}}}}";

static void add_components(struct text *out)
{
	const struct record_type *type;

	json_add_name(out, "components");
	text_add(out, "{\"schemas\":{");
	text_add(out, common_schemas);
	for (size_t i = 0; (type = describe_type(i), type != NULL); i++) {
		add_schema(out, type, "", SHAPE_ANSWER);
		if (is_taken(type, false))
			add_schema(out, type, "_new", SHAPE_NEW);
		if (is_taken(type, true))
			add_schema(out, type, "_change", SHAPE_CHANGE);
	}
	text_add_format(out, "},%s,%s}", responses, security_schemes);
}

/* ---- paths ---- */

/* ":id" → "{id}" */
static const char *template_of(struct arena *arena, const char *path)
{
	struct text out = { .arena = arena };

	while (*path != '\0') {
		size_t length = strcspn(path, "/");

		if (*path == ':')
			text_add_format(&out, "{%.*s}", (int)length - 1, path + 1);
		else
			text_add_bytes(&out, path, length);
		path += length;
		if (*path == '/')
			text_add_char(&out, *path++);
	}
	return text_string(&out);
}

static void add_parameter(struct text *out, const char *in, const char *name, const char *schema,
			  const char *description)
{
	describe_open(out);
	describe_text(out, "name", name);
	describe_text(out, "in", in);
	if (description != NULL)
		describe_text(out, "description", description);
	describe_flag(out, "required", strcmp(in, "query") != 0);
	text_add_format(out, ",\"schema\":%s}", schema);
}

static const char *schema_of_word(const char *word, size_t length)
{
	static const struct { const char *word, *schema; } known[] = {
		{ "integer", "{\"type\":\"integer\"}" }, { "number", "{\"type\":\"number\"}" },
		{ "boolean", "{\"type\":\"boolean\"}" },
		{ "id", "{\"type\":\"string\",\"format\":\"uuid\"}" },
		{ "date", "{\"type\":\"string\",\"format\":\"date\"}" },
		{ "instant", "{\"type\":\"string\",\"format\":\"date-time\"}" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strlen(known[i].word) == length && strncmp(known[i].word, word, length) == 0)
			return known[i].schema;
	return "{\"type\":\"string\"}";
}

/* "name:type, name:type" */
static void add_query(struct text *out, const char *parameters)
{
	const char *at = parameters == NULL ? "" : parameters;

	while (*at != '\0') {
		at += strspn(at, ", ");
		size_t length = strcspn(at, ","), name = strcspn(at, ":,");
		size_t skip = name < length ? name + 1 : length;

		if (length == 0)
			break;
		add_parameter(out, "query", arena_copy_bytes(out->arena, at, name),
			      schema_of_word(at + skip, length - skip), NULL);
		at += length;
	}
}

static bool needs_version(const struct route *route)
{
	return route->handle == collection_handle_change ||
	       route->handle == collection_handle_remove || route->handle == collection_handle_act;
}

static void add_parameters(struct text *out, const struct route *route)
{
	json_add_name(out, "parameters");
	text_add_char(out, '[');
	if (strstr(route->path, "/:id") != NULL)
		add_parameter(out, "path", "id", schema_of_word("id", 2), NULL);
	if (strstr(route->path, "/:name") != NULL)
		add_parameter(out, "path", "name", schema_of_word("string", 6), NULL);
	if (needs_version(route))
		add_parameter(out, "header", "If-Match", "{\"type\":\"string\"}",
			      "The version that was seen, in quotes.");
	if (route->handle == collection_handle_put)
		add_parameter(out, "header", "If-None-Match",
			      "{\"type\":\"string\",\"const\":\"*\"}", NULL);
	add_query(out, route->parameters);
	text_add_char(out, ']');
}

#define REASON_SCHEMA "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":" \
	"{\"reason\":{\"type\":[\"string\",\"null\"]}}}"

static void add_body(struct text *out, const struct route *route)
{
	bool is_change = strcmp(route->method, "PATCH") == 0;

	if (route->takes_body == BODY_NONE)
		return;
	json_add_name(out, "requestBody");
	text_add_format(out, "{\"required\":%s,\"content\":{\"%s\":{\"schema\":",
			route->handle == collection_handle_act ? "false" : "true",
			route->takes_body == BODY_BYTES ? "application/octet-stream" :
			is_change ? "application/merge-patch+json" : "application/json");
	if (route->handle == collection_handle_act)
		text_add(out, REASON_SCHEMA);
	else if (route->takes_body == BODY_BYTES)
		text_add(out, "{\"type\":\"string\",\"format\":\"binary\"}");
	else if (route->takes != NULL)
		text_add_format(out, "{\"$ref\":\"#/components/schemas/%s%s\"}",
				route->takes->name, is_change ? "_change" : "_new");
	else
		text_add(out, "{\"type\":\"object\"}");
	text_add(out, "}}}");
}

static const char *schema_of_answer(struct arena *arena, const struct route *route)
{
	if (route->answers == NULL)
		return route->answers_schema;
	const char *one = arena_printf(arena, "{\"$ref\":\"#/components/schemas/%s\"}",
				       route->answers->name);

	return !route->answers_list ? one : arena_printf(arena,
		"{\"type\":\"object\",\"required\":[\"items\",\"next\"],\"properties\":{\"items\":"
		"{\"type\":\"array\",\"items\":%s},\"next\":{\"type\":[\"string\",\"null\"]}}}",
		one);
}

/* One media type or several, a comma and a space between them. */
static void add_content(struct text *out, const struct route *route, const char *schema)
{
	const char *at = route->answers_types == NULL ? "application/json" : route->answers_types;
	const char *json = schema == NULL ? "{\"type\":\"object\"}" : schema;

	json_add_name(out, "content");
	text_add_char(out, '{');
	while (*at != '\0') {
		size_t length = strcspn(at, ",");
		const char *type = arena_copy_bytes(out->arena, at, length);

		json_add_name(out, type);
		text_add_format(out, "{\"schema\":%s}", strstr(type, "json") != NULL ? json :
				"{\"type\":\"string\"}");
		at += length;
		at += strspn(at, ", ");
	}
	text_add_char(out, '}');
}

static void add_answer(struct text *out, const struct route *route, const char *status)
{
	const char *schema = schema_of_answer(out->arena, route);

	json_add_name(out, status);
	if (strcmp(status, "204") == 0 || (schema == NULL && route->answers_types == NULL)) {
		text_add(out, "{\"description\":\"Done.\"}");
		return;
	}
	text_add(out, "{\"description\":\"The answer.\"");
	if (route->answers != NULL && !route->answers_list)
		text_add(out, ",\"headers\":{\"ETag\":{\"description\":\"The version, in quotes.\","
			 "\"schema\":{\"type\":\"string\"}}}");
	add_content(out, route, schema);
	text_add_char(out, '}');
}

static void add_answers(struct text *out, const struct route *route)
{
	bool has_answer = route->answers != NULL || route->answers_schema != NULL ||
			  route->answers_types != NULL;
	bool adds = has_answer && route->handle != collection_handle_act &&
		    (strcmp(route->method, "POST") == 0 || strcmp(route->method, "PUT") == 0);
	bool is_empty = !has_answer && strcmp(route->method, "GET") != 0;

	json_add_name(out, "responses");
	text_add_char(out, '{');
	if (adds)
		add_answer(out, route, "201");
	add_answer(out, route, is_empty ? "204" : "200");
	text_add(out, ",\"4XX\":{\"$ref\":\"#/components/responses/refused\"},"
		 "\"5XX\":{\"$ref\":\"#/components/responses/failed\"}}");
}

static const char *operation_of(struct arena *arena, const struct route *route)
{
	struct text out = { .arena = arena };

	if (route->operation != NULL)
		return route->operation;
	for (const char *at = route->method; *at != '\0'; at++)
		text_add_char(&out, (char)tolower((unsigned char)*at));
	for (const char *at = route->path; *at != '\0'; at++)
		text_add_char(&out, isalnum((unsigned char)*at) ? *at : '_');
	return text_string(&out);
}

static void add_operation(struct text *out, const struct route *route)
{
	struct text method = { .arena = out->arena };

	for (const char *at = route->method; *at != '\0'; at++)
		text_add_char(&method, (char)tolower((unsigned char)*at));
	json_add_name(out, text_string(&method));
	text_add_char(out, '{');
	describe_text(out, "operationId", operation_of(out->arena, route));
	describe_text(out, "summary", route->help == NULL ? route->path : route->help);
	describe_text(out, "x-right", words_word(&right_words, route->needs));
	if (route->needs == RIGHT_ANYONE)
		text_add(out, ",\"security\":[]");
	add_parameters(out, route);
	add_body(out, route);
	add_answers(out, route);
	text_add_char(out, '}');
}

static bool path_stands_before(const char *path, size_t number)
{
	for (size_t i = 0; i < number; i++)
		if (strcmp(describe_route(i)->path, path) == 0)
			return true;
	return false;
}

static void add_paths(struct text *out)
{
	const struct route *route, *other;

	json_add_name(out, "paths");
	text_add_char(out, '{');
	for (size_t i = 0; (route = describe_route(i), route != NULL); i++) {
		if (path_stands_before(route->path, i))
			continue;
		json_add_name(out, template_of(out->arena, route->path));
		text_add_char(out, '{');
		for (size_t k = i; (other = describe_route(k), other != NULL); k++)
			if (strcmp(other->path, route->path) == 0)
				add_operation(out, other);
		text_add_char(out, '}');
	}
	text_add_char(out, '}');
}

void describe_openapi(struct text *out, enum language language)
{
	(void)language;
	text_add(out, "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"dientap\",\"version\":\""
		 DIENTAP_VERSION "\",\"summary\":\"The record of exercises.\","
		 "\"license\":{\"name\":\"Apache License 2.0\",\"identifier\":\"Apache-2.0\"}},"
		 "\"servers\":[{\"url\":\"/\"}],\"security\":[{\"cookie\":[]},{\"bearer\":[]}]");
	add_paths(out);
	add_components(out);
	text_add_char(out, '}');
}
