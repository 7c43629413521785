#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H
/* The register of plans: opaque codes (A, A2, A4, B, …) that the office fills,
   with holder, version, approval and review date.  Only the register, never the
   content.  Records start with the label internal.  A revision names the finding or
   the exercise that caused it. */

#include "lesson/lesson.h"

enum plan_state { PLAN_STATE_UNKNOWN, PLAN_IN_FORCE, PLAN_UNDER_REVISION, PLAN_WITHDRAWN };

struct plan {
	struct record_head head;
	const char *code, *name;
	struct id holder_unit_id;
	const char *holder_name;		/* "các ngành": a holder that is no record */
	const char *plan_version;		/* NULL: unknown */
	struct date approved_on;
	const char *approver;
	struct date review_due_on;
	enum plan_state state;
	const char *state_reason;
	const char *note;
};

struct plan_revision {
	struct record_head head;
	struct id plan_id;
	struct id finding_id, exercise_id, programme_id;	/* what caused it: at least one */
	const char *version_before, *version_after;
	struct date revised_on;
	const char *approver;
	const char *summary;			/* what was changed, as far as it may be said */
	const char *source;
};

extern const struct words plan_state_words;
extern const struct record_type plan_type, plan_revision_type;
extern const struct collection plan_collection, plan_revision_collection;

#endif
