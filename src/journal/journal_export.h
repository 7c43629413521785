#ifndef JOURNAL_JOURNAL_EXPORT_H
#define JOURNAL_JOURNAL_EXPORT_H
/* Everything the database holds, as lines of JSON that need no program of ours.
   Call within one read transaction, so that all files show one moment. */

#include "base/os_file.h"
#include "journal/journal.h"

/* One record a line in the order of ids, without secret fields. */
bool export_records(struct store *store, const struct record_type *type, struct os_file *file,
		    int64_t *count_out, struct fault *fault) __attribute__((warn_unused_result));
/* {"entry":…,"leaf":"HEX","values":…}: the bytes of "entry" are exactly what was
   hashed, leaf = SHA-256(0x00, entry); "values" open its commitments. */
bool export_entries(struct store *store, struct os_file *file, int64_t *count_out,
		    struct fault *fault) __attribute__((warn_unused_result));
/* The signed notes, each followed by an empty line. */
bool export_checkpoints(struct store *store, struct os_file *file, int64_t *count_out,
			struct fault *fault) __attribute__((warn_unused_result));

#endif
