#include "base/table.h"

#include <stdint.h>
#include <string.h>

#include "tests/test.h"

TEST(table_finds_each_of_many_keys_and_no_other)
{
	struct arena *arena = arena_create();
	struct table table = { .arena = arena };

	CHECK(table_find(&table, "a") == NULL);
	for (int i = 0; i < 5000; i++) {
		const char *key = arena_printf(arena, "%05d", i);

		table_set(&table, key, (void *)(uintptr_t)key);
	}
	CHECK(table.count == 5000);
	for (int i = 0; i < 5000; i++) {
		const char *key = arena_printf(arena, "%05d", i);
		const char *value = table_find(&table, key);

		CHECK(value != NULL && strcmp(value, key) == 0);
	}
	CHECK(table_find(&table, "05000") == NULL && table_find(&table, "") == NULL);
	arena_destroy(&arena);
}

TEST(table_keeps_the_last_value_of_a_key)
{
	struct arena *arena = arena_create();
	struct table table = { .arena = arena };
	int one = 1, two = 2;

	table_set(&table, "k", &one);
	table_set(&table, "k", &two);
	CHECK(table_find(&table, "k") == &two && table.count == 1);
	arena_destroy(&arena);
}
