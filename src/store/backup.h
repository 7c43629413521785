#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H
/* Online copies of the database: taken while the server writes, complete as
   of one moment. */

#include "store/store.h"

/* Copies the store to a new file and checks the copy's pages. */
bool backup_write(struct store *store, const char *path, struct fault *fault)
	__attribute__((warn_unused_result));
/* Reads every page of a copy that nobody has open; FAULT_NOT_A_DATABASE if one is
   damaged. */
bool backup_check(const char *path, struct fault *fault) __attribute__((warn_unused_result));
/* Sets one setting of the office in a copy that nobody has open, or takes it out
   without a trace when the value is NULL; the copy stays one plain file. */
bool backup_set(const char *path, const char *name, const char *value, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
