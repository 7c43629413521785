#ifndef JOURNAL_CHECKPOINT_H
#define JOURNAL_CHECKPOINT_H
/* A signed statement of the tree's size and root: a C2SP checkpoint in a C2SP
   signed note with Ed25519.  The secret key is a 0600 file beside the database
   (`FILE.key`); the public one is in the database and printed on documents. */

#include "journal/journal.h"
#include "journal/tree.h"

struct checkpoint {
	uint64_t size;
	struct hash root;
	const char *note;	/* the whole signed note */
};

/* Makes the key file for a new database and stores the public key. */
bool checkpoint_create_key(struct store *store, const char *origin, struct fault *fault)
	__attribute__((warn_unused_result));
/* Signs the present root and stores the note (inside the transaction). */
bool checkpoint_write(struct journal *journal, struct checkpoint *checkpoint_out,
		      struct fault *fault) __attribute__((warn_unused_result));
/* Size and root of the tree as it stands now; nothing is signed, `note` is NULL. */
bool checkpoint_present(struct store *store, struct checkpoint *checkpoint_out,
			struct fault *fault) __attribute__((warn_unused_result));
bool checkpoint_newest(struct store *store, struct arena *arena,
		       struct checkpoint *checkpoint_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* Signs any text with the office's key as a signed note (figures of documents). */
const char *note_sign(struct store *store, struct arena *arena, const char *text,
		      struct fault *fault);
/* True if the note bears a good signature of the key `vkey` and none bad of it;
   *text_out is what was signed. */
bool note_check(struct arena *arena, const char *note, const char *vkey, const char **text_out);
/* This office's verifier key "name+hash+key". */
bool note_public_key(struct store *store, struct arena *arena, const char **vkey_out,
		     struct fault *fault) __attribute__((warn_unused_result));

#endif
