#ifndef JOURNAL_VERIFY_H
#define JOURNAL_VERIFY_H
/* Proves that the database is what the journal says: every leaf and root, every
   checkpoint, every value against its commitment, every live row against the
   after-hash of its newest entry, and the counts. */

#include "journal/journal.h"
#include "journal/tree.h"

enum verify_finding {
	VERIFY_GOOD,
#define FINDING(name_, code_, vi_, en_) VERIFY_##name_,
#include "journal/findings.def"
	VERIFY_FINDINGS
};
/* "entry_changed", and the sentence; NULL for VERIFY_GOOD. */
const char *verify_code(enum verify_finding finding);
const char *verify_text(enum verify_finding finding, enum language language);

struct verify_result {
	bool good;
	uint64_t entries, rows, checkpoints;
	struct hash root;
	bool has_sequence;
	uint64_t first_bad;	/* sequence of the first bad entry, if has_sequence */
	enum verify_finding finding;	/* the first thing that is wrong */
	const char *what;	/* its sentence in English; NULL if good */
	const char *record_type, *record_id, *field;	/* of a bad row, or NULL */
};

/* `whole` checks from the first entry, otherwise from the last checkpoint that
   was verified before.  False only when the database cannot be read. */
bool verify_run(struct store *store, struct arena *arena, bool whole,
		struct verify_result *result_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* Was this root the tree's root at this size? */
bool verify_root_at(struct store *store, uint64_t size, struct hash root, bool *was_out,
		    struct fault *fault) __attribute__((warn_unused_result));

#endif
