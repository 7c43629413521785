#ifndef JOURNAL_PRIVATE_H
#define JOURNAL_PRIVATE_H
/* The open writing transaction, as this room sees it. */

#include "journal/entry.h"
#include "journal/setting.h"

struct journal {
	struct store *store;
	struct arena *arena;		/* the caller's */
	struct arena *scratch;		/* for one call */
	struct arena *own;		/* for the transaction */
	struct instant now;
	struct actor actor;
	const char *origin;
	int64_t schema_version;
	struct tree_edge edge;
	int64_t clock;
	uint64_t size_before;		/* of the tree, when the transaction began */
	bool is_broken;			/* the database failed within: it must not be committed */
	bool only_looks;		/* made by journal_look: nothing may be written */
	bool in_part;
	struct tree_edge part_edge;	/* as it was when the part began */
	int64_t part_clock;
	size_t part_events;
	struct journal_event *events;
	size_t event_count, event_room;
};

/* Appends one entry with its members; sets its sequence, clock, moment, origin,
   account and role. */
bool journal_append(struct journal *journal, struct entry *entry,
		    const struct member_texts *members, struct fault *fault)
	__attribute__((warn_unused_result));
/* `before` is `head` where nothing stood, or nothing moved. */
void journal_add_event(struct journal *journal, const struct record_type *type,
		       enum journal_kind kind, const struct record_head *before,
		       const struct record_head *head, int64_t sequence);
/* Notes whether the fault means that the transaction cannot be trusted any
   more (SQLite may have rolled it back by itself); always returns false. */
bool journal_failed(struct journal *journal, const struct fault *fault);

/* The right edge to and from its row. */
bool edge_read(struct store *store, struct tree_edge *edge_out, int64_t *clock_out,
	       struct fault *fault) __attribute__((warn_unused_result));
size_t edge_write_nodes(const struct tree_edge *edge, unsigned char bytes_out[]);
#define EDGE_NODES_MOST (64 * sizeof(struct hash))
/* False if there are not as many hashes as the size wants. */
bool edge_parse(int64_t size, const void *nodes, size_t length, struct tree_edge *edge_out);

/* The text that a checkpoint signs: origin, size, root, moment. */
const char *checkpoint_text(struct arena *arena, const char *origin, uint64_t size,
			    struct hash root, struct instant at);

/* Brings the record from before the entry to after it; false if a value does not
   fit its field. */
bool entry_apply(struct arena *arena, const struct entry *entry,
		 const struct record_type *type, void *record);
/* The salt of the row after the entry; false if it was erased or never was. */
bool entry_row_salt(const struct entry *entry, struct salt *salt_out);

/* "SELECT every column FROM the type's table ORDER BY id" in the arena. */
const char *select_all(struct arena *arena, const struct record_type *type);

#endif
