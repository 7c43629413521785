#ifndef BASE_ID_TABLE_H
#define BASE_ID_TABLE_H
/* Ids to what belongs to them, for as long as the arena lives.  Start with
   `struct id_table t = { .arena = arena };`.  Values are never NULL. */

#include <stddef.h>

#include "base/arena.h"
#include "base/id.h"

struct id_slot {
	struct id id;
	void *value;		/* NULL: free */
};

struct id_table {
	struct arena *arena;
	struct id_slot *slots;
	size_t room, count;	/* room is a power of two */
};

/* The value of the id, or NULL. */
void *id_table_find(const struct id_table *table, struct id id);
/* Sets the value of the id, in place of an earlier one. */
void id_table_set(struct id_table *table, struct id id, void *value);

#endif
