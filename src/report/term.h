#ifndef REPORT_TERM_H
#define REPORT_TERM_H
/* What the records say of one programme, in memory: its units, what was planned
   and held, how it was graded, and the lines of succession of its units.  The
   table of the term (progress.h) and the figures (figures.h) follow from it.
   Read through the views, so that it holds what the reader may see; lives in
   its arena, where nobody changes it once it is loaded. */

#include "base/id_table.h"
#include "evaluation/evaluation.h"

struct term_grade {
	struct term_grade *next;
	struct id id, scale_id;
	int64_t rank;
	const char *code, *name;
	bool used;			/* a result of this term bears a level of its scale */
};

/* A unit's part in an exercise. */
struct term_part {
	struct term_part *next_of_unit, *next_of_exercise;
	struct term_unit *unit;
	struct term_exercise *exercise;
	struct id result_id;		/* none: not graded */
	const struct term_grade *grade;	/* NULL: not graded, or not to be seen */
	bool provisional;
};

struct term_exercise {
	struct term_exercise *next;
	struct id id, kind_id, scheduled_id;
	const char *state_reason;	/* of one that was not held */
	enum exercise_state state;
	struct optional_integer year;	/* from its first day if it is not stated */
	struct money cost;
	bool held, register_closed;	/* the latter by an account or a cited source */
	struct term_unit *host;		/* NULL: not to be seen */
	struct term_part *parts;
};

/* A line of the schedule. */
struct term_line {
	struct term_line *next, *next_of_unit;
	struct id id, kind_id;
	struct term_unit *unit;
	struct optional_integer year;
	const char *blocked_reason;
	bool taken_up;			/* an exercise was made of it */
	bool carried_out;		/* and held */
};

struct term_step {
	struct term_step *next_from, *next_to;
	struct term_unit *from, *to;	/* to NULL: not recorded */
	const char *to_name;
	enum succession_kind kind;
	enum succession_extent extent;
	bool certain;
	struct date date;
};

struct term_unit {
	struct term_unit *next;		/* in the order of codes */
	struct id id, programme_unit_id;	/* the latter none: not of the programme */
	const char *code, *name, *note;
	struct date valid_from, valid_to;
	bool pilot;
	struct term_part *parts;	/* by year, the unknown last */
	struct term_line *lines;
	struct term_step *steps_from, *steps_to;	/* away from it, towards it */
	unsigned mark;			/* of a walk along the lines */
};

struct term_target {
	struct term_target *next;
	struct id id, kind_id;
	enum target_rule rule;
	struct optional_integer count, share;
	const char *note;
};

/* A label and a record that bears it. */
struct term_label {
	enum label_level level;
	const char *record_type;
	struct id id;
};

struct term_kind {
	struct id id;
	const char *code;
};

struct term {
	struct arena *arena;
	struct programme programme;
	struct term_target *targets;
	struct term_unit *units;	/* of the programme and of its exercises */
	struct term_unit *line_units;	/* others on their lines, in no order */
	bool has_succession;
	struct term_exercise *exercises;
	struct term_line *lines;
	struct term_grade *grades;	/* of every scale, best first */
	struct id_table units_by_id, exercises_by_id, lines_by_id, grades_by_id, kinds_by_id;
	struct term_label label;	/* the highest of all that was read */
	unsigned marks;			/* walks made so far */
};

/* Everything of the programme; NULL and FAULT_NOT_FOUND if it is not there. */
struct term *term_load(struct store *store, struct arena *arena, struct id programme_id,
		       struct fault *fault);
/* Adds the lines of succession of its units, before and after. */
bool term_load_succession(struct store *store, struct term *term, struct fault *fault)
	__attribute__((warn_unused_result));
/* Notes the label of the present row, which has columns id and label, if it is higher. */
void term_see_label(struct term_label *label, struct rows *rows, const char *record_type);
bool term_is_of_programme(const struct term_unit *unit);
/* True if the exercise counts for a target of that kind (none: of any). */
bool term_is_of_kind(const struct term_exercise *exercise, struct id kind_id);
/* Exercises of the kind that the unit took part in and that were held. */
int64_t term_count_held(const struct term_unit *unit, struct id kind_id);
/* The code of a kind, NULL if unknown. */
const char *term_kind_code(const struct term *term, struct id kind_id);

#endif
