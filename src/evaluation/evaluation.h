#ifndef EVALUATION_EVALUATION_H
#define EVALUATION_EVALUATION_H
/* How an exercise was judged.  Grade scales and score sheets are versioned data
   in their issuer's wording; "not observed" is missing data, never the lowest
   level; who grades is the level above.  A grade is provisional until it is
   confirmed: by a second person where the office's policy asks for one, or by the
   same one, and then the record says so openly.  Points are hundredths, weights and
   shares thousandths (weighted_score.h). */

#include "exercise/exercise.h"

struct grade_scale {
	struct record_head head;
	const char *code, *name, *issuer;
	int64_t scale_version;
	struct date valid_from, valid_to;
	const char *legal_basis;
	struct optional_integer least_coverage;		/* thousandths */
	struct optional_integer failed_below, weak_below;	/* hundredths of a point */
	struct optional_integer critical_cap, accident_cap, weak_cap;	/* rank, 1 is highest */
	struct optional_integer weak_count;
};

struct grade_level {
	struct record_head head;
	struct id scale_id;
	int64_t rank;				/* 1 is the highest */
	const char *code;			/* "excellent", "good", "not_completed" … */
	const char *name, *name_en;		/* the issuer's wording; English or NULL */
	struct optional_integer least_score;	/* hundredths; the last level takes the rest */
	bool passed;
};

struct score_sheet {
	struct record_head head;
	const char *name, *issuer;
	int64_t sheet_version;
	struct id scale_id, kind_id;		/* kind none: any exercise */
	struct date valid_from, valid_to;
};

struct criterion {
	struct record_head head;
	struct id sheet_id, parent_id;		/* parent none: at the top */
	int64_t position;
	const char *number, *name;
	int64_t weight;				/* thousandths */
	bool critical;
	const char *guidance;			/* what each level looks like */
};

struct score {
	struct record_head head;
	struct id exercise_id, criterion_id;
	struct id evaluator_id;			/* the account that scores; set by the program */
	bool not_observed;
	struct optional_integer value;		/* hundredths of a point, 0 to 1000 */
	const char *note;
};

enum result_state { RESULT_STATE_UNKNOWN, RESULT_PROVISIONAL, RESULT_CONFIRMED,
		    RESULT_WITHDRAWN };

/* The grade of one unit in one exercise. */
struct result {
	struct record_head head;
	struct id exercise_id, unit_id;
	struct id sheet_id;			/* none: graded without a sheet */
	struct id grade_level_id;
	struct optional_integer score;		/* thousandths of a point */
	enum result_state state;
	const char *state_reason;
	struct id grader_unit_id;		/* the level above; none: unknown */
	const char *grader_name;		/* as the decision names him; NULL: unknown */
	struct date graded_on;
	const char *source;			/* of a published result without a grader */
	const char *comment;
	struct id graded_by, confirmed_by;	/* accounts; the same one: said openly */
	struct instant confirmed_at;
};

extern const struct words result_state_words;
extern const struct record_type grade_scale_type, grade_level_type, score_sheet_type,
	criterion_type, score_type, result_type;
extern const struct collection grade_scale_collection, grade_level_collection,
	score_sheet_collection, criterion_collection, score_collection, result_collection;
/* A scale of four grades with bands of 9, 8 and 5 points as an office may begin with:
   an example to be changed, no legal text.  For new databases and the demo. */
bool evaluation_add_default_scale(struct journal *journal, struct id *scale_id_out,
				  struct fault *fault) __attribute__((warn_unused_result));
/* POST /imports?kind=results: one row for each unit with year and grade. */
extern const struct importer result_importer;
/* GET /exercises/:id/score: how the scores lead to a grade, step by step. */
extern const struct route_table evaluation_routes;

#endif
