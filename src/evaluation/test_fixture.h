#ifndef EVALUATION_TEST_FIXTURE_H
#define EVALUATION_TEST_FIXTURE_H
/* The database of the exercises' tests with a grade scale. */

#include "evaluation/evaluation.h"
#include "exercise/test_refusal.h"

static const struct record_type *const evaluation_types[] = {
	&account_type, &role_type, &grant_type, &policy_type,
	&unit_type, &unit_link_type, &unit_alias_type,
	&succession_type, &exercise_kind_type, &programme_type, &programme_unit_type,
	&scheduled_exercise_type, &exercise_type, &participation_type, &objective_type,
	&phase_type, &training_problem_type, &content_type, &content_item_type,
	&organisation_member_type, &award_type, &incident_type, &grade_scale_type,
	&grade_level_type, &score_sheet_type, &criterion_type, &score_type, &result_type, NULL,
};

struct scaled {
	struct fixture f;
	struct id scale;
	struct id levels[4];		/* excellent, good, completed, not completed */
};

static inline struct scaled set_up_scaled(void)
{
	struct scaled s = { .f = set_up_with(evaluation_types) };
	struct rows *rows;

	must(evaluation_add_default_scale(s.f.journal, &s.scale, &s.f.fault),
	     "the scale is added");
	rows = store_rows(s.f.store, "SELECT id FROM grade_level ORDER BY rank", NO_BINDS,
			  &s.f.fault);
	for (int i = 0; rows_next(rows) && i < 4; i++)
		s.levels[i] = rows_id(rows, "id");
	must(rows_end(&rows, &s.f.fault), "the levels are read");
	return s;
}

static inline bool add_to(struct scaled *s, const struct collection *collection, void *record)
{
	return collection_add(s->f.journal, collection, record, &s->f.fault);
}

static inline bool change_in(struct scaled *s, const struct collection *collection, void *record)
{
	return collection_change(s->f.journal, collection, record, &s->f.fault);
}

/* A grade "good" of Ea Na, by the district. */
static inline struct result a_result(const struct scaled *s, struct id exercise_id)
{
	return (struct result){ .exercise_id = exercise_id, .unit_id = s->f.commune,
		.grade_level_id = s->levels[1], .grader_unit_id = s->f.district };
}

static inline struct id add_sheet(struct scaled *s)
{
	struct score_sheet sheet = { .name = "Phiếu", .scale_id = s->scale };

	must(add_to(s, &score_sheet_collection, &sheet), "the sheet is added");
	return sheet.head.id;
}

static inline struct id add_criterion(struct scaled *s, struct id sheet_id, struct id parent_id,
				      int64_t weight, bool critical)
{
	struct criterion criterion = { .sheet_id = sheet_id, .parent_id = parent_id,
		.name = "Tiêu chí", .weight = weight, .critical = critical };

	must(add_to(s, &criterion_collection, &criterion), "the criterion is added");
	return criterion.head.id;
}

/* A value below zero: not observed. */
static inline struct score a_score(struct id exercise_id, struct id criterion_id, int64_t value)
{
	return (struct score){ .exercise_id = exercise_id, .criterion_id = criterion_id,
		.not_observed = value < 0,
		.value = { value >= 0, value < 0 ? 0 : value } };
}

static inline void give(struct scaled *s, struct id exercise_id, struct id criterion_id,
			int64_t value)
{
	struct score score = a_score(exercise_id, criterion_id, value);

	must(add_to(s, &score_collection, &score), "the score is given");
}

#endif
