#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H
/* Online copies of the database: taken while the server writes, complete as
   of one moment. */

#include "store/store.h"

/* Copies the store to a new file and checks the copy's pages. */
bool backup_write(struct store *store, const char *path, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
