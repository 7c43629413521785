#include "web/test_fixture.h"

#include "web/describe.h"

static json_t *description(struct fixture *f, const char *name)
{
	struct text out = { .arena = f->arena };
	json_error_t error;

	CHECK(describe_write(&out, name, LANGUAGE_EN));
	json_t *json = json_loadb(text_string(&out), out.length, JSON_REJECT_DUPLICATES, &error);

	if (json == NULL)
		fprintf(stderr, "%s: %s at %d: …%.60s\n", name, error.text, error.position,
			text_string(&out) + (error.position > 30 ? error.position - 30 : 0));
	CHECK(json != NULL);
	return json;
}

static struct fixture set_up_description(void)
{
	static struct route_table tables[2];
	struct fixture f = set_up();

	tables[0] = describe_routes;
	tables[1] = collection_routes();
	describe_set_routes(tables, 2);
	f.extra = describe_routes;
	return f;
}

static json_t *find(json_t *list, const char *member, const char *value)
{
	json_t *item;
	size_t i;

	json_array_foreach(list, i, item)
		if (strcmp(json_string_value(json_object_get(item, member)), value) == 0)
			return item;
	return NULL;
}

static const char *text_of(json_t *object, const char *member)
{
	return json_string_value(json_object_get(object, member));
}

TEST(every_field_is_described_as_it_is_used)
{
	struct fixture f = set_up_description();
	json_t *json = description(&f, "fields"), *types = json_object_get(json, "types");
	json_t *fields = json_object_get(find(types, "name", "box"), "fields");
	json_t *name = find(fields, "name", "name"), *state = find(fields, "name", "state");

	CHECK_TEXT(text_of(find(types, "name", "box"), "plural"), "boxes");
	CHECK_TEXT(text_of(name, "type"), "text");
	CHECK_TEXT(text_of(name, "vi"), "Tên");
	CHECK(json_is_true(json_object_get(name, "required")));
	CHECK(json_integer_value(json_object_get(name, "max")) == 30);
	CHECK_TEXT(text_of(find(fields, "name", "shelf_id"), "refers_to"), "shelf");
	CHECK_TEXT(text_of(find(fields, "name", "label"), "type"), "label");
	CHECK(json_array_size(json_object_get(find(fields, "name", "label"), "words")) == 5);
	CHECK_TEXT(text_of(find(json_object_get(state, "words"), "word", "sealed"), "vi"),
		   "Niêm phong");
	CHECK(json_is_true(json_object_get(state, "read_only")));
	CHECK(json_is_true(json_object_get(find(fields, "name", "mark"), "fixed")));
	CHECK(json_is_null(json_object_get(find(fields, "name", "since"), "max")));
	CHECK(json_integer_value(json_object_get(name, "decimals")) == 0);
	CHECK(json_integer_value(json_object_get(find(fields, "name", "place"),
						 "decimals")) == 1);
	CHECK(find(fields, "name", "secret") == NULL);
	json_decref(json);
	tear_down(&f);
}

TEST(rights_faults_states_and_routes_come_from_their_tables)
{
	struct fixture f = set_up_description();
	json_t *rights = description(&f, "rights"), *faults = description(&f, "faults");
	json_t *states = description(&f, "states"), *routes = description(&f, "routes");
	json_t *cycle = find(json_object_get(states, "life_cycles"), "type", "box");
	json_t *steps = json_object_get(cycle, "transitions");
	json_t *route = find(json_object_get(routes, "routes"), "operation", "seal_box");

	CHECK(json_array_size(json_object_get(rights, "rights")) == RIGHTS - 1);
	CHECK(json_array_size(json_object_get(faults, "faults")) == FAULT_KINDS - 1);
	CHECK(json_integer_value(json_object_get(find(json_object_get(faults, "faults"), "code",
						      "stale"), "status")) == 412);
	CHECK(find(json_object_get(faults, "problems"), "code", "in_use") != NULL);
	CHECK_TEXT(text_of(cycle, "starts_as"), "open");
	CHECK(json_array_size(steps) == 3);
	CHECK_TEXT(text_of(find(steps, "action", "unseal"), "needs"), "exercise_approve");
	CHECK_TEXT(text_of(route, "path"), "/api/v1/boxes/:id/seal");
	CHECK_TEXT(text_of(route, "runs"), "writes");
	json_decref(rights);
	json_decref(faults);
	json_decref(states);
	json_decref(routes);
	tear_down(&f);
}

/* Every {"$ref": "#/a/b"} below the value leads somewhere. */
static void check_references(json_t *root, json_t *value)
{
	const char *name;
	json_t *child;
	size_t i;

	json_array_foreach(value, i, child)
		check_references(root, child);
	json_object_foreach(value, name, child) {
		check_references(root, child);
		if (strcmp(name, "$ref") != 0)
			continue;
		json_t *at = root;
		const char *path = json_string_value(child) + 2;

		while (at != NULL && *path != '\0') {
			char part[100];
			size_t length = strcspn(path, "/");

			snprintf(part, sizeof(part), "%.*s", (int)length, path);
			at = json_object_get(at, part);
			path += length + (path[length] == '/');
		}
		if (at == NULL)
			fprintf(stderr, "%s leads nowhere\n", json_string_value(child));
		CHECK(at != NULL);
	}
}

static bool is_in_path(json_t *parameters, const char *name)
{
	json_t *parameter = find(parameters, "name", name);

	return parameter != NULL && strcmp(text_of(parameter, "in"), "path") == 0;
}

static void check_operation(json_t *operation, const char *path, json_t *seen)
{
	const char *id = text_of(operation, "operationId");
	json_t *parameters = json_object_get(operation, "parameters");
	json_t *responses = json_object_get(operation, "responses");

	CHECK(id != NULL && json_object_get(seen, id) == NULL);
	json_object_set_new(seen, id, json_true());
	CHECK(text_of(operation, "summary") != NULL);
	CHECK(is_in_path(parameters, "id") == (strstr(path, "{id}") != NULL));
	CHECK(is_in_path(parameters, "name") == (strstr(path, "{name}") != NULL));
	CHECK(json_object_get(responses, "4XX") != NULL);
	CHECK(json_object_get(responses, "200") != NULL ||
	      json_object_get(responses, "204") != NULL);
}

TEST(openapi_holds_every_route_and_is_consistent)
{
	struct fixture f = set_up_description();
	json_t *json = description(&f, "openapi"), *seen = json_object();
	json_t *schemas = json_object_get(json_object_get(json, "components"), "schemas");
	const char *path, *method;
	json_t *item, *operation;

	check_references(json, json);
	json_object_foreach(json_object_get(json, "paths"), path, item)
		json_object_foreach(item, method, operation)
			check_operation(operation, path, seen);
	CHECK(json_object_size(seen) == collection_routes().count + describe_routes.count);
	json_t *box = json_object_get(json_object_get(schemas, "box"), "properties");
	json_t *box_new = json_object_get(schemas, "box_new");

	json_t *count = json_object_get(box, "count"), *name = json_object_get(box, "name");

	CHECK(json_integer_value(json_object_get(count, "maximum")) == 1000);
	CHECK(json_array_size(json_object_get(count, "type")) == 2);
	CHECK(json_integer_value(json_object_get(name, "maxLength")) == 30);
	CHECK(json_array_size(json_object_get(box_new, "required")) == 2);
	CHECK(json_object_get(json_object_get(box_new, "properties"), "state") == NULL);
	CHECK(json_object_get(json_object_get(json_object_get(schemas, "box_change"),
					      "properties"), "mark") == NULL);
	json_decref(seen);
	json_decref(json);
	tear_down(&f);
}

TEST(typescript_names_every_member)
{
	struct fixture f = set_up_description();
	struct text out = { .arena = f.arena };

	CHECK(describe_write(&out, "typescript", LANGUAGE_VI));
	CHECK(has(text_string(&out), "export interface Box {\n"));
	CHECK(has(text_string(&out), "\treadonly state: 'open' | 'sealed' | 'lost';\n"));
	CHECK(has(text_string(&out), "\tcount: number | null;\n"));
	CHECK(has(text_string(&out), "\tname: string;\n"));
	CHECK(has(text_string(&out), "export type Label = 'none' | 'internal' | 'mat'"));
	CHECK(has(text_string(&out), "\tbox: Box;\n"));
	CHECK(strstr(text_string(&out), "secret") == NULL);
	tear_down(&f);
}

TEST(descriptions_are_answered_by_name)
{
	struct fixture f = set_up_description();

	for (size_t i = 0; describe_names[i] != NULL; i++)
		CHECK(has(ASK(&f, "GET", arena_printf(f.arena, "/api/v1/describe/%s",
						      describe_names[i]), f.chi), "200 "));
	CHECK_TEXT(ASK(&f, "GET", "/api/v1/describe/secrets", f.chi), "404 not_found");
	CHECK_TEXT(ASK(&f, "GET", "/api/v1/describe/fields", NULL), "401 not_signed_in");
	tear_down(&f);
}
