#ifndef INJECT_SCRIPT_PARTS_H
#define INJECT_SCRIPT_PARTS_H
/* What holds a script together: its settings, the cells of the exercise, and the
   threads that injects hang on.  Part of inject.h. */

#include "exercise/exercise.h"

/* What holds for the whole script; an exercise has one at most. */
struct script {
	struct record_head head;
	struct id exercise_id;
	struct instant starts_at;		/* the planned real moment T */
	struct instant story_starts_at;		/* the same moment in the story */
	const char *marking;			/* on every text that is delivered */
	struct optional_integer load_most;	/* injects that one cell can bear … */
	struct optional_integer load_minutes;	/* … within so many minutes */
	const char *note;
	int64_t last_number;			/* the highest number that was removed */
};

/* Who plays, who controls, who answers for all that are not there (HICON, LOCON,
   white, grey cell …), who evaluates. */
enum cell_kind { CELL_KIND_UNKNOWN, CELL_PLAYER, CELL_CONTROL, CELL_RESPONSE,
		 CELL_EVALUATION, CELL_SUPPORT };
struct cell {
	struct record_head head;
	struct id exercise_id;
	int64_t position;			/* from 1 */
	const char *code;			/* unique in the exercise: "SCH" */
	const char *name;
	enum cell_kind kind;
	struct id unit_id;
	const char *contact;			/* telephone, channel, room */
	const char *note;
};
/* Who sits in a cell: a sign-in, a member of the organisation, or both. */
struct cell_member {
	struct record_head head;
	struct id cell_id;
	const char *login;			/* of the account; NULL: none yet */
	struct id account_id;			/* set by the program from the login */
	struct id organisation_member_id;
	bool leads;				/* of a control cell: the director */
};

struct storyline {
	struct record_head head;
	struct id exercise_id;
	int64_t position;
	const char *code;			/* unique in the exercise: "SL-1" */
	const char *title, *aim;
};
struct script_event {
	struct record_head head;
	struct id exercise_id, storyline_id;
	int64_t position;			/* its number, and stays */
	const char *title, *synopsis;
	const char *owner;			/* who answers for its scripting */
};
struct script_incident {
	struct record_head head;
	struct id script_event_id;
	int64_t position;			/* its number below the event */
	const char *title, *description;
	const char *background;			/* what is true, whoever knows it */
	const char *place, *expected_outcome;
	const char *owner;
};
/* An objective that an inject, an event or a storyline serves: one of the three. */
struct objective_link {
	struct record_head head;
	struct id objective_id;
	struct id inject_id, script_event_id, storyline_id;
};

extern const struct words cell_kind_words;
extern const struct record_type script_type, cell_type, cell_member_type, storyline_type,
	script_event_type, script_incident_type, objective_link_type;
extern const struct collection script_collection, cell_collection, cell_member_collection,
	storyline_collection, script_event_collection, script_incident_collection,
	objective_link_collection;

#endif
