#ifndef WEB_COLLECTION_DOOR_H
#define WEB_COLLECTION_DOOR_H
/* The doors of collection.h with somebody standing at them: all rules, and the
   rights of the reader.  Private to this room. */

#include "web/collection.h"

struct door {
	struct journal *journal;
	const struct reader *reader;	/* NULL: the program itself; may and sees all */
	struct fault *fault;
};

/* The record as it is, in the journal's arena; NULL and FAULT_NOT_FOUND, the same
   for one that is not there and one that the reader may not see. */
void *door_find(const struct door *door, const struct record_type *type, struct id id);
bool door_add(const struct door *door, const struct collection *collection, void *record);
bool door_change(const struct door *door, const struct collection *collection, void *record);
bool door_remove(const struct door *door, const struct collection *collection, struct id id,
		 int64_t version);
/* `record` needs its id and the version that was seen; it becomes the new state. */
bool door_act(const struct door *door, const struct collection *collection, void *record,
	      const char *action, const char *reason);
/* Gives a new record that has no state the one in which its life-cycle begins. */
void door_start_state(const struct collection *collection, void *record);

/* What holds for all types; each adds its problems and returns false. */
bool rules_label(const struct door *door, const void *before, const void *after);
bool rules_references(const struct door *door, const struct record_type *type,
		      const void *before, const void *after);
bool rules_not_in_use(const struct door *door, const struct record_type *type, struct id id);
/* FAULT_FORBIDDEN unless the reader may do it in the scope. */
bool rules_may(const struct door *door, enum right right, struct id scope_id);
/* The same for a record that is a scope of its own and was only just added: asks
   as of now, for the reader does not know that scope yet. */
bool rules_may_in_new_scope(const struct door *door, enum right right, struct id scope_id);

#endif
