#ifndef JOURNAL_SETTING_H
#define JOURNAL_SETTING_H
/* Settings that belong to the database itself, not to a person or a machine: the
   office's name, its origin, its deployment, its public key.  Few, written once by
   `init`, and outside the journal. */

#include "store/store.h"

/* *value_out is NULL if there is none. */
bool setting_read(struct store *store, struct arena *arena, const char *name,
		  const char **value_out, struct fault *fault)
	__attribute__((warn_unused_result));
bool setting_write(struct store *store, const char *name, const char *value,
		   struct fault *fault) __attribute__((warn_unused_result));

#endif
