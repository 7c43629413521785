#include "base/id_table.h"

#include <stdint.h>
#include <string.h>

#include "base/must.h"

#define ROOM_LEAST 64

/* Where the id is, or the free slot where it would go.  The table is never full,
   so that the walk ends.  Both halves are mixed: clients choose ids. */
static struct id_slot *find_slot(const struct id_table *table, struct id id)
{
	uint64_t halves[2], hash;

	memcpy(halves, id.bytes, sizeof(halves));
	hash = (halves[0] ^ (halves[1] << 23 | halves[1] >> 41)) * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(hash ^ hash >> 32) & (table->room - 1);

	while (table->slots[i].value != NULL && !id_equal(table->slots[i].id, id))
		i = (i + 1) & (table->room - 1);
	return &table->slots[i];
}

/* The old slots stay in the arena: all sizes before together are as large as the last. */
static void grow(struct id_table *table)
{
	struct id_table old = *table;

	table->room = old.room == 0 ? ROOM_LEAST : old.room * 2;
	table->slots = arena_array(table->arena, struct id_slot, table->room);
	for (size_t i = 0; i < old.room; i++)
		if (old.slots[i].value != NULL)
			*find_slot(table, old.slots[i].id) = old.slots[i];
}

void *id_table_find(const struct id_table *table, struct id id)
{
	return table->room == 0 ? NULL : find_slot(table, id)->value;
}

void id_table_set(struct id_table *table, struct id id, void *value)
{
	must(value != NULL, "a table holds no NULL");
	if ((table->count + 1) * 2 > table->room)
		grow(table);
	struct id_slot *slot = find_slot(table, id);

	if (slot->value == NULL)
		table->count++;
	*slot = (struct id_slot){ id, value };
	must(table->count < table->room, "a table is never full");
}
