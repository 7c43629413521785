#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H
/* What was learned: findings (strengths and shortcomings with their causes), and
   the tasks that follow.  A task cannot be accepted without owner and due date
   (rule HS-30); overdue is computed, never stored.  A shortcoming that came up in
   an earlier term is marked as repeated. */

#include "exercise/exercise.h"

enum finding_kind { FINDING_KIND_UNKNOWN, FINDING_STRENGTH, FINDING_SHORTCOMING };
enum finding_cause { CAUSE_UNKNOWN, CAUSE_SUBJECTIVE, CAUSE_OBJECTIVE };
/* Elements of a capability (HSEEP: planning, organisation, equipment, training, exercise). */
enum capability_element { ELEMENT_UNKNOWN, ELEMENT_PLANNING, ELEMENT_ORGANISATION,
			  ELEMENT_EQUIPMENT, ELEMENT_TRAINING, ELEMENT_EXERCISE };

struct finding {
	struct record_head head;
	struct id programme_id, exercise_id;	/* at least one */
	struct id unit_id;			/* none: of all */
	enum finding_kind kind;
	const char *statement;
	enum finding_cause cause;
	const char *cause_text;			/* the chain of reasons */
	enum capability_element element;
	const char *reference;			/* plan, standard or law it is measured by */
	struct id repeats_id;			/* the same shortcoming of an earlier time */
	bool repeated;				/* set by the program: it came up in another term */
	const char *source;
	const char *search_key;			/* the statement without accents and case */
};

/* proposed → accepted | rejected; accepted → in_progress → done → verified → closed */
enum task_state { TASK_STATE_UNKNOWN, TASK_PROPOSED, TASK_ACCEPTED, TASK_REJECTED,
		  TASK_IN_PROGRESS, TASK_DONE, TASK_VERIFIED, TASK_CLOSED };
/* What kind of work it is; the summary report orders the next term's tasks by it. */
enum task_field { TASK_FIELD_UNKNOWN, TASK_FIELD_LEADERSHIP, TASK_FIELD_POSTURE,
		  TASK_FIELD_WORKS, TASK_FIELD_FUNDING, TASK_FIELD_COORDINATION,
		  TASK_FIELD_EDUCATION, TASK_FIELD_PREPARATION, TASK_FIELD_PLAN };

struct corrective_task {
	struct record_head head;
	struct id finding_id, programme_id, exercise_id;	/* programme: whose review set it */
	const char *task;			/* what is to be done */
	const char *measure;			/* by what it is known to be done */
	enum task_field field;
	struct id owner_unit_id, owner_person_id;
	const char *owner_name;			/* owner that is no record here */
	struct date starts_on, due_on;
	struct optional_integer priority;	/* 1 is the highest */
	struct money budget;
	enum task_state state;
	const char *state_reason;
	const char *proof;			/* evidence; needed for done */
	struct id verified_by_exercise_id;
	const char *source;
	struct id done_by;			/* account that reported it as done */
};

extern const struct words finding_kind_words, finding_cause_words, capability_element_words,
	task_state_words, task_field_words;
extern const struct record_type finding_type, corrective_task_type;
extern const struct collection finding_collection, corrective_task_collection;

/* True for a task that should have been done before `today`. */
bool task_is_overdue(const struct corrective_task *task, struct date today);

#endif
