#ifndef JOURNAL_REPLAY_H
#define JOURNAL_REPLAY_H
/* The journal read forwards: rows follow from entries. */

#include "journal/journal.h"

/* Carries out every entry of `from` on the tables of `to`, an empty database
   of the same schema, and checks each row against its entry.  FAULT_TAMPERED
   if they do not agree.  Secret fields and lawfully erased values stay empty;
   the journal itself is not copied. */
bool journal_replay(struct store *from, struct store *to, struct fault *fault)
	__attribute__((warn_unused_result));
/* Only the first `size` entries: the rows as they were then. */
bool journal_replay_until(struct store *from, struct store *to, uint64_t size,
			  struct fault *fault) __attribute__((warn_unused_result));

#endif
