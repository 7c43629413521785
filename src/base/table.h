#ifndef BASE_TABLE_H
#define BASE_TABLE_H
/* Texts to what belongs to them, for as long as the arena lives: imports look
   up thousands of codes in one.  Start with `struct table t = { .arena = arena };`.
   Keys are not copied; values are never NULL. */

#include <stddef.h>

#include "base/arena.h"

struct table_slot {
	const char *key;	/* NULL: free */
	void *value;
};

struct table {
	struct arena *arena;
	struct table_slot *slots;
	size_t room, count;	/* room is a power of two */
};

/* The value of the key, or NULL. */
void *table_find(const struct table *table, const char *key);
/* Sets the value of the key, in place of an earlier one. */
void table_set(struct table *table, const char *key, void *value);

#endif
