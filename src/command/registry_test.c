#include "command/registry.h"

#include <string.h>

#include "base/json.h"
#include "base/must.h"
#include "tests/test.h"
#include "unit/unit.h"
#include "web/collection.h"
#include "web/describe.h"

TEST(every_reference_names_a_registered_type)
{
	registry_install();
	for (const struct record_type *const *type = journal_types(); *type != NULL; type++) {
		CHECK((*type)->plural != NULL && (*type)->vi != NULL && (*type)->en != NULL);
		CHECK((*type)->read_right != RIGHT_NONE);
		for (size_t i = 0; i < (*type)->field_count; i++) {
			const struct field *field = &(*type)->fields[i];

			bool is_known = field->refers_to == NULL ||
					strcmp(field->refers_to, "*") == 0 ||	/* any type */
					journal_find_type(field->refers_to) != NULL;

			if (!is_known)
				fprintf(stderr, "%s.%s refers to %s\n", (*type)->name, field->name,
					field->refers_to);
			CHECK(is_known);
			CHECK(field->vi != NULL && field->en != NULL && field->help != NULL);
		}
	}
}

/* By its collection, or by routes that its room wrote out. */
static bool is_answered(const struct record_type *type)
{
	size_t count;
	const struct route_table *tables = registry_routes(&count);

	for (size_t t = 0; t < count; t++)
		for (size_t i = 0; i < tables[t].count; i++)
			if (tables[t].routes[i].answers == type)
				return true;
	return false;
}

TEST(every_registered_type_can_be_read)
{
	registry_install();
	for (const struct record_type *const *type = journal_types(); *type != NULL; type++) {
		if (!is_answered(*type))
			fprintf(stderr, "%s\n", (*type)->name);
		CHECK(is_answered(*type));
	}
	for (const struct collection *const *c = collection_all(); *c != NULL; c++)
		CHECK(journal_find_type((*c)->type->name) == (*c)->type);
}

static bool has_route(const char *operation)
{
	struct route_table table = collection_routes();

	for (size_t i = 0; i < table.count; i++)
		if (strcmp(table.routes[i].operation, operation) == 0)
			return true;
	return false;
}

/* A form that cannot be sent is not offered: the screens go by these flags. */
TEST(a_type_says_which_of_its_doors_there_are)
{
	static const char *const doors[][2] = { { "adds", "add" }, { "changes", "change" },
						{ "removes", "remove" } };
	struct arena *arena = arena_create();
	struct text out = { .arena = arena };
	size_t shut = 0, i;
	json_t *type;

	registry_install();
	CHECK(describe_write(&out, "fields", LANGUAGE_VI));
	json_t *fields = json_loads(text_string(&out), 0, NULL);

	json_array_foreach(json_object_get(fields, "types"), i, type)
		for (size_t d = 0; d < sizeof(doors) / sizeof(doors[0]); d++) {
			const char *name = json_string_value(json_object_get(type, "name"));
			bool is_open = has_route(arena_printf(arena, "%s_%s", doors[d][1], name));

			CHECK(json_is_true(json_object_get(type, doors[d][0])) == is_open);
			shut += !is_open;
		}
	CHECK(shut >= 10);
	json_decref(fields);
	arena_destroy(&arena);
}

TEST(the_whole_program_describes_itself)
{
	struct arena *arena = arena_create();

	registry_install();
	for (size_t i = 0; describe_names[i] != NULL; i++) {
		struct text out = { .arena = arena };

		CHECK(describe_write(&out, describe_names[i], LANGUAGE_VI) && out.length > 100);
		if (strcmp(describe_names[i], "typescript") == 0)
			continue;
		json_t *json = json_loadb(out.bytes, out.length, JSON_REJECT_DUPLICATES, NULL);

		CHECK(json != NULL);
		json_decref(json);
	}
	arena_destroy(&arena);
}

TEST(every_operation_has_a_name_of_its_own)
{
	size_t count;
	struct arena *arena = arena_create();
	json_t *seen = json_object();

	registry_install();
	const struct route_table *tables = registry_routes(&count);

	for (size_t t = 0; t < count; t++) {
		for (size_t i = 0; i < tables[t].count; i++) {
			const struct route *route = &tables[t].routes[i];
			const char *address = arena_printf(arena, "%s %s", route->method,
							   route->path);

			CHECK(route->needs != RIGHT_NONE && route->operation != NULL &&
			      route->help != NULL);
			if (route->operation == NULL)
				fprintf(stderr, "%s has no operation\n", address);
			else if (json_object_get(seen, route->operation) != NULL)
				fprintf(stderr, "%s is there twice\n", route->operation);
			CHECK(json_object_get(seen, address) == NULL);
			CHECK(route->operation == NULL ||
			      json_object_get(seen, route->operation) == NULL);
			json_object_set_new(seen, address, json_true());
			if (route->operation != NULL)
				json_object_set_new(seen, route->operation, json_true());
		}
	}
	json_decref(seen);
	arena_destroy(&arena);
}

/* A room's rows may make records of another; whoever may not write those may not import. */
TEST(an_importer_asks_for_the_rights_of_all_that_it_writes)
{
	const struct { const char *kind; enum right needs, also_needs; } known[] = {
		{ "units", RIGHT_UNIT_WRITE, RIGHT_NONE },
		{ "successions", RIGHT_UNIT_WRITE, RIGHT_NONE },
		{ "persons", RIGHT_PERSON_WRITE, RIGHT_NONE },
		{ "results", RIGHT_EVALUATION_WRITE, RIGHT_EXERCISE_WRITE },
		{ "injects", RIGHT_INJECT_WRITE, RIGHT_NONE },
	};

	registry_install();
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const struct importer *importer = import_find(known[i].kind);

		CHECK(importer != NULL);
		CHECK(importer->needs == known[i].needs);
		CHECK(importer->also_needs == known[i].also_needs);
	}
}
