#ifndef STORE_RECORD_STORE_H
#define STORE_RECORD_STORE_H
/* Records to rows and back, with SQL made from the table of fields.  Only the
   journal calls the writing ones: one door for every change. */

#include "store/store.h"

/* Reads one record by id, or NULL with FAULT_NOT_FOUND. */
void *record_store_find(struct store *store, struct arena *arena,
			const struct record_type *type, struct id id, struct fault *fault);
/* FAULT_CONFLICT if a unique rule of the table refuses it. */
bool record_store_insert(struct store *store, const struct record_type *type,
			 const void *record, struct fault *fault)
	__attribute__((warn_unused_result));
/* Replaces the row that still has `version`; FAULT_STALE if it has another.  `before`
   is the row as it was read in this transaction (only what differs is set) or NULL. */
bool record_store_update(struct store *store, const struct record_type *type,
			 const void *before, const void *record, int64_t version,
			 struct fault *fault)
	__attribute__((warn_unused_result));
bool record_store_delete(struct store *store, const struct record_type *type, struct id id,
			 int64_t version, struct fault *fault) __attribute__((warn_unused_result));

/* "a, b, c": every column of the type, for SELECT lists; kept for the life of
   the program. */
const char *record_store_columns(const struct record_type *type);

/* Readers see records through `visible_NAME`: from now on this reading connection
   has these views and refuses every other way to the tables.  `sees`
   decides per row: may this reader see a record of `type` with this scope and
   label?  Tables that are no record type stay open to reading. */
typedef bool record_store_sees(const void *reader, const struct record_type *type,
			       struct id scope_id, struct label label);
void record_store_guard(struct store *store, const struct record_type *const *types,
			record_store_sees *sees);
/* Whose eyes the connection has from now on; NULL sees nothing. */
void record_store_set_reader(struct store *store, const void *reader);
/* Who that is now: to look with other eyes for a moment and give them back. */
const void *record_store_reader(const struct store *store);

#endif
