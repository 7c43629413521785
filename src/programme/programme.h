#ifndef PROGRAMME_PROGRAMME_H
#define PROGRAMME_PROGRAMME_H
/* The exercise programme of a term: which units shall exercise what, when, and by
   which law.  A term's label ("2021-2025") is no date range, and a document may
   bear two; targets are data with their legal basis, never constants.  The units
   of a programme are those of its own time: a closed programme stays in the
   structure in which it was carried out. */

#include "unit/unit.h"

/* Kinds of exercise are data: their names change over the years. */
struct exercise_kind {
	struct record_head head;
	const char *code;			/* "commune", "defence_zone", "civil_defence" */
	const char *name;			/* as the present directives name it */
	const char *name_en;			/* NULL: none */
	struct date valid_from, valid_to;	/* of this name; the end is exclusive */
	const char *note;
};

enum programme_state { PROGRAMME_STATE_UNKNOWN, PROGRAMME_DRAFT, PROGRAMME_RUNNING,
		       PROGRAMME_CLOSED };

struct programme {
	struct record_head head;		/* the scope is the issuing unit */
	const char *code;			/* "krong-ana-2021-2025", unique */
	const char *name;
	const char *term_label;			/* as its title says: "2021-2025" */
	const char *term_label_other;		/* as its text says besides, or NULL */
	struct date starts_on, ends_on;		/* unknown: not stated */
	struct optional_integer first_year, last_year;	/* the columns of the table */
	struct id issuing_unit_id;
	struct date structure_on;		/* the day whose structure it is read in */
	enum programme_state state;
	const char *state_reason;		/* why it was opened again */
	const char *summary;			/* what a person wants to say of it */
	const char *source;			/* where the facts come from, or NULL */
};

/* A law, decree, resolution or directive that the programme rests on. */
struct legal_basis {
	struct record_head head;
	struct id programme_id;
	int64_t position;
	const char *reference;			/* "28-NQ/TW" */
	const char *title;			/* what it is about */
	const char *issuer;			/* "Bộ Chính trị" */
	struct date issued_on, valid_from, valid_to;
};

enum target_rule {
	TARGET_RULE_UNKNOWN,
	TARGET_EACH_UNIT,	/* every unit of the programme at least `count` times */
	TARGET_SHARE_PER_YEAR,	/* `share` per mille of the units each year */
	TARGET_TOTAL,		/* `count` exercises in all */
	TARGET_LIST,		/* just what is scheduled */
};

struct target {
	struct record_head head;
	struct id programme_id, kind_id;
	enum target_rule rule;
	struct optional_integer count;		/* unknown: the rule is known, its number not */
	struct optional_integer share;		/* per mille, 0 to 1000 */
	struct id legal_basis_id;
	const char *note;
};

struct programme_unit {
	struct record_head head;
	struct id programme_id, unit_id;
	bool pilot;				/* đơn vị điểm: exercises first */
	const char *note;
};

/* One line of the schedule.  What was held stands in exercise; this is the plan. */
struct scheduled_exercise {
	struct record_head head;
	struct id programme_id, unit_id, kind_id;
	struct optional_integer year;
	struct date starts_on, ends_on;
	const char *blocked_reason;		/* why it cannot go on; NULL: it can */
	const char *note;
};

extern const struct words programme_state_words, target_rule_words;
extern const struct record_type exercise_kind_type, programme_type, legal_basis_type,
	target_type, programme_unit_type, scheduled_exercise_type;
extern const struct collection exercise_kind_collection, programme_collection,
	legal_basis_collection, target_collection, programme_unit_collection,
	scheduled_exercise_collection;

/* The programme of that code; NULL and FAULT_NOT_FOUND. */
struct programme *programme_find_by_code(struct store *store, struct arena *arena,
					 const char *code, struct fault *fault);

#endif
