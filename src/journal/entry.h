#ifndef JOURNAL_ENTRY_H
#define JOURNAL_ENTRY_H
/* One row of the journal, its canonical form, and the values beside it.
   Private to this room. */

#include "journal/journal.h"
#include "journal/tree.h"
#include "journal/value.h"

struct entry {
	int64_t sequence;
	const char *origin;
	int64_t clock;
	struct instant at;
	const char *kind;		/* word of journal_kind */
	struct id account_id;
	const char *role;
	const char *record_type;	/* NULL: about no record */
	struct id record_id;
	struct optional_integer version_before, version_after;
	int64_t schema_version;
	const char *commitments;	/* canonical JSON: name -> commitment in hex */
	bool has_after;
	struct hash after_hash;
	struct hash leaf;		/* as stored */
	const char *content;		/* of journal_value; NULL if its row is missing */
};

/* What entry_read needs in a query of `journal j LEFT JOIN journal_value v`. */
#define ENTRY_COLUMNS \
	"j.sequence AS sequence, j.origin AS origin, j.clock AS clock, j.at AS at, " \
	"j.kind AS kind, j.account_id AS account_id, j.role AS role, " \
	"j.record_type AS record_type, j.record_id AS record_id, " \
	"j.version_before AS version_before, j.version_after AS version_after, " \
	"j.schema_version AS schema_version, j.commitments AS commitments, " \
	"j.after_hash AS after_hash, j.leaf AS leaf, v.content AS content "
#define ENTRY_TABLES \
	"FROM journal j\n" \
	"LEFT JOIN journal_value v ON v.sequence = j.sequence\n"

/* The present row; texts live until the next row.  False if a hash or an id
   is not of its length. */
bool entry_read(struct rows *rows, struct entry *entry_out);
bool entry_kind(const struct entry *entry, enum journal_kind *kind_out);
void entry_write_canonical(struct text *out, const struct entry *entry);
/* The leaf computed anew. */
struct hash entry_leaf(struct arena *scratch, const struct entry *entry);

/* The commitments of an entry with what opens them, in order. */
struct member {
	const char *name, *commitment;	/* slices of the row's text; 64 hex digits */
	size_t name_length;
	bool is_open;			/* false: the value was erased */
	struct salt salt;
	const char *value;		/* canonical JSON; NULL for the salt of the row */
	size_t value_length;
};
struct members {
	const char *commitments, *content;	/* where reading stands */
	bool is_bad;			/* not in canonical form, or more values than commitments */
};
struct members members_start(const struct entry *entry);
/* False at the end, or when it is_bad. */
bool members_next(struct members *members, struct member *member_out);
bool member_is_named(const struct member *member, const char *name);
/* Does the value open the commitment? */
bool member_is_good(const struct member *member);

/* Builds both texts; members must come in order of their names. */
struct member_texts {
	struct text commitments, content;
};
void member_texts_start(struct member_texts *texts, struct arena *arena);
/* `value` NULL: the salt of the row, under the empty name. */
void member_texts_add(struct member_texts *texts, const char *name, struct salt salt,
		      const char *value);
void member_texts_end(struct member_texts *texts);
/* The content without `field` and without the salt of the row; NULL if there
   was nothing to leave out. */
const char *member_texts_without(struct arena *arena, const struct entry *entry,
				 const char *field);

#endif
