#include "base/id_table.h"

#include "tests/test.h"

TEST(an_id_table_finds_what_was_set_and_nothing_else)
{
	struct arena *arena = arena_create();
	struct id_table table = { .arena = arena };
	struct id ids[1000];
	int values[1000];

	CHECK(id_table_find(&table, ID_NONE) == NULL);
	for (int i = 0; i < 1000; i++) {
		ids[i] = id_create((struct instant){ 1700000000000000 });
		id_table_set(&table, ids[i], &values[i]);
	}
	for (int i = 0; i < 1000; i++)
		CHECK(id_table_find(&table, ids[i]) == &values[i]);
	CHECK(id_table_find(&table, id_create((struct instant){ 1800000000000000 })) == NULL);
	arena_destroy(&arena);
}

TEST(setting_an_id_again_replaces_its_value)
{
	struct arena *arena = arena_create();
	struct id_table table = { .arena = arena };
	struct id id = id_create((struct instant){ 1700000000000000 });
	int first, second;

	id_table_set(&table, id, &first);
	id_table_set(&table, id, &second);
	CHECK(id_table_find(&table, id) == &second);
	CHECK(table.count == 1);
	arena_destroy(&arena);
}
