#ifndef JOURNAL_VERIFY_PRIVATE_H
#define JOURNAL_VERIFY_PRIVATE_H
/* One verification under way.  Its steps return false to end it: then either
   result->what says what is wrong, or the database could not be read. */

#include "journal/private.h"
#include "journal/verify.h"

/* Checkpoints come in the order of their sizes, beside the entries. */
struct checkpoint_row {
	bool is_there, is_malformed;
	uint64_t size;
	struct hash root;
	struct instant at;
	const char *note;		/* until the next one is read */
};

struct verification {
	struct store *store;
	struct arena *arena;		/* the caller's, for the result */
	struct arena *scratch;		/* for one entry or row */
	struct arena *note_arena;	/* for one checkpoint */
	struct verify_result *result;
	struct fault *fault;
	const char *origin, *vkey;	/* vkey NULL: the database has no key */
	struct tree_edge edge;		/* of the entries so far */
	struct tree_edge signed_edge;	/* at the last good checkpoint */
	int64_t clock;			/* of the newest entry */
	struct rows *checkpoints;
	struct checkpoint_row next;	/* the next checkpoint to come */
};

/* Writes down the first thing that is wrong; always returns false. */
bool verify_bad(struct verification *v, enum verify_finding what);
bool verify_bad_at(struct verification *v, uint64_t sequence, enum verify_finding what);
/* Also names the record of the entry and the field (may be NULL). */
bool verify_bad_entry(struct verification *v, const struct entry *entry, const char *field,
		      enum verify_finding what);

bool verify_checkpoints_open(struct verification *v);
/* Checks all checkpoints of the present size. */
bool verify_checkpoints_here(struct verification *v);
/* None may be left for entries that are not there. */
bool verify_checkpoints_end(struct verification *v);
/* The edge that was verified before, if a good checkpoint still vouches for it. */
bool verify_find_start(struct verification *v);
void verify_keep_start(struct verification *v);

/* Every row of every record type against its newest entry, both ways. */
bool verify_rows(struct verification *v);

#endif
