#ifndef JOURNAL_HISTORY_H
#define JOURNAL_HISTORY_H
/* What happened to one record, and the search through all entries. */

#include "journal/journal.h"

struct history_filter {
	const char *record_type;	/* NULL: any */
	struct id record_id, account_id;	/* none: any */
	struct instant from, to;	/* 0: open */
	const char *kind;		/* word of journal_kind, NULL: any */
	const char *search;	/* in what the entry says, accents aside; NULL: anything */
	bool without_values;	/* only the names of the fields that changed */
	int64_t before_sequence;	/* 0: from the newest */
	int64_t limit;
};

/* Writes {"items":[…],"next":…}, newest first, as the API sends it.  `may_see`
   is asked for every entry; what it refuses is left out without a trace. */
typedef bool history_may_see(void *context, const struct record_type *type, struct id record_id);
bool history_write(struct store *store, struct text *out, const struct history_filter *filter,
		   history_may_see *may_see, void *context, struct fault *fault)
	__attribute__((warn_unused_result));
/* The label that the record bears, or bore when it was removed; false with
   FAULT_NOT_FOUND if the journal knows none. */
bool history_label(struct store *store, const char *record_type, struct id record_id,
		   struct label *label_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* What "next" holds: sealed, because sequence numbers would tell how much a reader
   does not see.  Good until the program ends; false if it is not one of ours. */
bool history_read_cursor(const char *cursor, int64_t *before_sequence_out);
/* The record as it was after entry `sequence` (to answer "as of the document");
   NULL with FAULT_NOT_FOUND if it was not there. */
void *history_record_at(struct store *store, struct arena *arena,
			const struct record_type *type, struct id id, int64_t sequence,
			struct fault *fault);

#endif
