#ifndef INJECT_SCRIPT_JSON_H
#define INJECT_SCRIPT_JSON_H
/* A whole script as one JSON document, for exchange between exercises, offices and
   programs: it names things by codes and numbers, never by ids, and carries neither
   accounts nor approvals (what comes in is a draft here).  Canonical by RFC 8785: the
   same script is the same bytes.  Retired injects are left out. */

#include "base/json.h"
#include "inject/private.h"

#define SCRIPT_FORMAT "dientap-script"
#define SCRIPT_FORMAT_VERSION 1

bool script_write_json(struct store *store, struct arena *arena, struct id exercise_id,
		       struct text *out, struct fault *fault)
	__attribute__((warn_unused_result));

struct script_counts {
	size_t injects, cells, others;	/* records that were added */
};
/* Adds what the document holds to the exercise's script.  Cells, storylines, objectives and
   the structure are taken where the exercise has them by the same code or name; injects
   are always added, under their own numbers where the script has none yet.  Problems
   point into the document ("/injects/4/title"). */
bool script_read_json(struct journal *journal, struct id exercise_id, json_t *document,
		      struct script_counts *counts_out, struct fault *fault)
	__attribute__((warn_unused_result));

/* Lists that a document is made from, ordered as it numbers them. */
struct script_frame {
	struct list objectives, phases, problems, contents, members;
};
bool script_read_frame(struct store *store, struct arena *arena, struct id exercise_id,
		       struct script_frame *frame_out, struct fault *fault)
	__attribute__((warn_unused_result));

/* Members of each kind of record in the document; NULL at the end. */
extern const char *const script_members[], *const cell_members[], *const storyline_members[],
	*const event_members[], *const incident_members[], *const inject_members[],
	*const recipient_members[], *const condition_members[];

#endif
