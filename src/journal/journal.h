#ifndef JOURNAL_JOURNAL_H
#define JOURNAL_JOURNAL_H
/* The one door for every change of a record.  Each call writes the row and one
   entry of the journal in the same transaction: metadata, and for each changed
   field a salted commitment; the entries are leaves of a Merkle tree (RFC 9162).
   A struct journal is the open writing transaction; it belongs to the writer
   thread, or to one command at the command line. */

#include "base/json.h"
#include "store/record_store.h"
#include "store/store.h"

/* Who does it, and in which role. */
struct actor {
	struct id account_id;	/* none: the program itself, at the machine */
	const char *role;	/* the role used, or "machine" */
};

enum journal_kind {
	JOURNAL_ADD, JOURNAL_CHANGE, JOURNAL_REMOVE, JOURNAL_ERASE, JOURNAL_ACCESS,
};
extern const struct words journal_kind_words;

struct journal;

/* Opens the transaction (waits for another process's).  The store must be in
   STORE_WRITE or STORE_CREATE mode; `now` stamps every entry. */
struct journal *journal_begin(struct store *store, struct arena *arena, struct instant now,
			      struct fault *fault);
/* Writes the edge of the tree and commits; the journal is gone afterwards. */
bool journal_commit(struct journal **journal, struct fault *fault)
	__attribute__((warn_unused_result));
void journal_cancel(struct journal **journal);
/* A part that may fail alone: undo gives its sequence numbers back. */
bool journal_part_begin(struct journal *journal, const struct actor *actor, struct fault *fault)
	__attribute__((warn_unused_result));
bool journal_part_end(struct journal *journal, struct fault *fault)
	__attribute__((warn_unused_result));
void journal_part_undo(struct journal *journal);

/* For asking a rule without writing: no transaction, any change through it is our own
   mistake.  The store may be a reading one. */
struct journal *journal_look(struct store *store, struct arena *arena,
			     const struct actor *actor, struct instant now);
void journal_look_end(struct journal **journal);

struct store *journal_store(struct journal *journal);
struct arena *journal_arena(struct journal *journal);
struct instant journal_now(const struct journal *journal);
const struct actor *journal_actor(const struct journal *journal);
/* Who does what follows in this part, where it is not who began it. */
void journal_set_actor(struct journal *journal, const struct actor *actor);
void journal_set_arena(struct journal *journal, struct arena *arena);

/* Adds the record; gives it an id if it has none, and version 1. */
bool journal_add(struct journal *journal, const struct record_type *type, void *record,
		 struct fault *fault) __attribute__((warn_unused_result));
/* Changes the record from the version it bears to the next; FAULT_STALE if the
   row has another one.  Nothing is written when no field differs. */
bool journal_change(struct journal *journal, const struct record_type *type, void *record,
		    struct fault *fault) __attribute__((warn_unused_result));
bool journal_remove(struct journal *journal, const struct record_type *type, struct id id,
		    int64_t version, struct fault *fault) __attribute__((warn_unused_result));
/* Lawful erasure: empties one field of the row and drops its value and salt from
   all earlier entries; the proofs stay whole. */
bool journal_erase(struct journal *journal, const struct record_type *type, struct id id,
		   const char *field, const char *reason, struct fault *fault)
	__attribute__((warn_unused_result));
/* An entry of kind access: sign-in, denial, export, print, reading of labelled
   content.  `what` is a short code, `detail` must hold no secret; both are
   committed to like fields. */
bool journal_access(struct journal *journal, const char *what, const char *record_type,
		    struct id record_id, const char *detail, struct fault *fault)
	__attribute__((warn_unused_result));

/* Woken after each commit, on the committing thread, with all that changed. */
struct journal_event {
	const struct record_type *type;	/* NULL for access entries */
	enum journal_kind kind;
	struct id id, scope_id;
	struct label label;
	/* Where the record stood before a change: who saw it there may have lost it. */
	struct id scope_before;
	struct label label_before;
	int64_t version, sequence;
};
typedef void journal_listener(void *context, const struct journal_event *events, size_t count);
void journal_listen(journal_listener *listener, void *context);

/* Called inside each change that raises a record's label, after it was written, so
   that what hangs on the record can follow; set by the registry, NULL: nothing does. */
typedef bool journal_label_follower(struct journal *journal, const struct record_type *type,
				    const struct record_head *head, struct fault *fault);
void journal_set_label_follower(journal_label_follower *follower);

/* All record types that the journal knows, NULL at the end (set by
   command/registry.c before anything is opened). */
void journal_set_types(const struct record_type *const *types);
const struct record_type *const *journal_types(void);
const struct record_type *journal_find_type(const char *name);

#endif
