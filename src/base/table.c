#include "base/table.h"

#include <stdint.h>
#include <string.h>

#include "base/must.h"

#define ROOM_LEAST 64

/* Where the key is, or the free slot where it would go.  The table is never
   full, so that the walk ends. */
static struct table_slot *find_slot(const struct table *table, const char *key)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (const char *at = key; *at != '\0'; at++)
		hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
	size_t i = (size_t)(hash ^ hash >> 32) & (table->room - 1);

	while (table->slots[i].key != NULL && strcmp(table->slots[i].key, key) != 0)
		i = (i + 1) & (table->room - 1);
	return &table->slots[i];
}

/* The old slots stay in the arena: all sizes before together are as large as the last. */
static void grow(struct table *table)
{
	struct table old = *table;

	table->room = old.room == 0 ? ROOM_LEAST : old.room * 2;
	table->slots = arena_array(table->arena, struct table_slot, table->room);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].key != NULL)
			*find_slot(table, old.slots[i].key) = old.slots[i];
}

void *table_find(const struct table *table, const char *key)
{
	return table->room == 0 ? NULL : find_slot(table, key)->value;
}

void table_set(struct table *table, const char *key, void *value)
{
	must(key != NULL && value != NULL, "a table holds no NULL");
	if ((table->count + 1) * 2 > table->room)
		grow(table);
	struct table_slot *slot = find_slot(table, key);

	if (slot->key == NULL)
		table->count++;
	*slot = (struct table_slot){ key, value };
	must(table->count < table->room, "a table is never full");
}
