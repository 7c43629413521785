#ifndef INJECT_INJECT_H
#define INJECT_INJECT_H
/* The script of an exercise: storyline → event → incident → inject (MEL/MIL, MSEL),
   with the cells that receive it.  The script says what is planned and is never
   edited by a run: a run copies what script_read gives.  Whoever holds
   RIGHT_INJECT_READ in the exercise sees all of it; players do not, and see only
   what a run has released to them.  Cells are seen by all in the exercise. */

#include "inject/script_parts.h"

/* Injects are delivered; a contingency brings play back when the expected action did
   not happen; an expected action is never delivered, it tells control what should
   happen when; administrative: start, end, communication checks. */
enum inject_kind { INJECT_KIND_UNKNOWN, INJECT_CONTEXTUAL, INJECT_CONTINGENCY,
		   INJECT_EXPECTED_ACTION, INJECT_ADMINISTRATIVE };
enum inject_release { RELEASE_UNKNOWN, RELEASE_AUTOMATIC, RELEASE_MANUAL, RELEASE_CONDITION,
		      RELEASE_RESERVE };
/* draft → submitted → approved → ready (it has its time); deferred, obsolete beside it
   (inject_states.c).  Released, answered, closed, skipped belong to a run. */
enum inject_state { INJECT_STATE_UNKNOWN, INJECT_DRAFT, INJECT_SUBMITTED, INJECT_APPROVED,
		    INJECT_READY, INJECT_DEFERRED, INJECT_OBSOLETE };
enum inject_means { MEANS_UNKNOWN, MEANS_VERBAL, MEANS_PHONE, MEANS_RADIO, MEANS_MESSAGE,
		    MEANS_EMAIL, MEANS_WRITTEN, MEANS_BROADCAST, MEANS_VIDEO,
		    MEANS_SIMULATION, MEANS_OTHER };

struct inject {
	struct record_head head;		/* the scope of the exercise */
	struct id exercise_id;
	int64_t number;				/* of the exercise, from 1, never used again */
	enum inject_kind kind;
	enum inject_release release;
	bool any_condition;			/* one of its conditions suffices */
	enum inject_state state;
	const char *state_reason;		/* of the last step that asks for one */
	struct optional_time planned;		/* from T; with a condition: not before */
	struct optional_integer answer_within_us; /* exercise time until the answer is due */
	const char *title;
	const char *text;			/* what the recipients get */
	const char *from_name;			/* the simulated sender */
	enum inject_means means;
	const char *means_text;			/* as the paper words it */
	const char *expected_actions;
	bool is_critical;			/* of an expected action: play depends on it */
	const char *outcomes;			/* one a line: what may come of it */
	struct id storyline_id, script_incident_id;
	struct id phase_id, training_problem_id, content_id;	/* the lowest sets the others */
	struct id contingency_for_id;		/* the expected action it stands in for */
	struct id controller_id, evaluator_id;	/* members of the exercise's organisation */
	const char *controller_name, *evaluator_name;	/* in words, where they are none */
	const char *location;
	struct optional_integer priority;	/* 1 is the highest */
	const char *notes;
	struct id author_id, proposed_by, approved_by;	/* accounts */
	bool was_approved;			/* once: it is retired, not removed */
};

/* To whom: a cell, or a member of the organisation, or a name (of an import) that is
   neither yet.  A copy is for information and asks no answer. */
struct inject_recipient {
	struct record_head head;
	struct id inject_id;
	struct id cell_id, organisation_member_id;
	const char *name;
	bool is_copy;
};

enum inject_condition_kind { CONDITION_UNKNOWN, CONDITION_PARENT_DONE,
			     CONDITION_PARENT_ANSWERED, CONDITION_PARENT_NOT_ANSWERED,
			     CONDITION_PARENT_OUTCOME };
/* What an inject released on condition waits for. */
struct inject_condition {
	struct record_head head;
	struct id inject_id, parent_id;		/* parent: an inject of the same script */
	enum inject_condition_kind kind;
	struct optional_integer within_us;	/* not answered: exercise time since release */
	const char *outcome;			/* one of the parent's */
};

extern const struct words inject_kind_words, inject_release_words, inject_state_words,
	inject_means_words, inject_condition_kind_words;
extern const struct record_type inject_type, inject_recipient_type, inject_condition_type;
extern const struct collection inject_collection, inject_recipient_collection,
	inject_condition_collection;

/* Below /exercises/:id/script. */
extern const struct route_table inject_routes;
/* POST /imports?kind=injects&exercise_id=… */
extern const struct importer inject_importer;

/* All of a script as the store's reader sees it: a run copies this. */
struct script_copy {
	const struct script *script;	/* NULL: nothing of its own was set */
	struct list cells;		/* struct cell, by position */
	struct list cell_members;
	struct list storylines, events, incidents;
	struct list injects;		/* struct inject, by planned time, then number */
	struct list recipients;		/* struct inject_recipient, in the order of the injects */
	struct list conditions;		/* struct inject_condition, the same */
	struct list objective_links;
};
bool script_read(struct store *store, struct arena *arena, struct id exercise_id,
		 struct script_copy *copy_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* SHA-256 in hex of what would be played: the same while no inject, recipient, condition
   or cell that a run copies has changed. */
const char *script_digest(struct arena *arena, const struct script_copy *copy);
/* Approved or ready: what a real run takes over; a rehearsal may take drafts too. */
bool inject_is_approved(enum inject_state state);
/* The cell that gets it: the recipient's own, or that in which the member sits; NULL if
   none is known. */
const struct cell *recipient_cell(const struct script_copy *copy,
				  const struct inject_recipient *recipient);

#endif
