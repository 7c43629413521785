#ifndef REPORT_TERM_FIXTURE_H
#define REPORT_TERM_FIXTURE_H
/* The term of Krông Ana for the tests of this room: eight communes of the old
   district, the three of today, a target, eight exercises of unknown year. */

#include "access/access.h"
#include "journal/checkpoint.h"
#include "lesson/lesson.h"
#include "person/person.h"
#include "plan/plan.h"
#include "report/figures.h"
#include "report/report.h"
#include "tests/test.h"

enum { BUON_TRAP, DRAY_SAP, EA_NA, EA_BONG, BANG_A_DRENH, DUR_KMAL, BINH_HOA, QUANG_DIEN,
       OLD_UNITS };
enum { NEW_KRONG_ANA, NEW_EA_NA, NEW_DUR_KMAL, NEW_UNITS };
enum { EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED, LEVELS };

struct term_fixture {
	struct arena *arena;
	struct store *store;
	struct journal *journal;	/* NULL between the changes */
	struct fault fault;
	const char *path;
	struct instant now;
	struct id district_id, old_ids[OLD_UNITS], new_ids[NEW_UNITS];
	struct id kind_id, programme_id, target_id, scale_id, level_ids[LEVELS];
	struct exercise exercises[OLD_UNITS];
};

void term_begin(struct term_fixture *f);
void term_commit(struct term_fixture *f);
struct id term_add(struct term_fixture *f, const struct record_type *type, void *record);
struct id term_add_unit(struct term_fixture *f, const char *code, const char *name,
	enum unit_tier tier, struct date from, struct date to);
struct id term_add_link(struct term_fixture *f, struct id unit, struct id parent);
struct id term_add_succession(struct term_fixture *f, struct id from, struct id to,
	enum succession_extent extent, bool certain);
struct id term_add_member(struct term_fixture *f, struct id unit);
struct id term_add_target(struct term_fixture *f, enum target_rule rule,
	struct optional_integer count, struct optional_integer share);
struct exercise term_add_exercise(struct term_fixture *f, struct id host,
	enum exercise_state state, int64_t year);
struct id term_add_result(struct term_fixture *f, struct id exercise, struct id unit,
	int level);
struct id term_add_line(struct term_fixture *f, struct id unit, int64_t year,
	const char *blocked_reason);
void term_add_scale(struct term_fixture *f);
void term_add_units(struct term_fixture *f);
void term_add_programme(struct term_fixture *f);
/* An empty term: units and programme, no target, no member, no exercise. */
struct term_fixture term_open(void);
/* The whole term as it was reported: 8 of 8, three excellent, five good. */
struct term_fixture term_open_krong_ana(void);
void term_close(struct term_fixture *f);
struct progress *term_progress(struct term_fixture *f, const struct progress_query *query);
struct progress *term_as_was(struct term_fixture *f);
struct progress *term_as_is(struct term_fixture *f, enum progress_rule rule);
/* The row of the unit, NULL if the table has none. */
const struct progress_row *term_row(const struct progress *progress, struct id unit_id);
struct figures *term_figures(struct term_fixture *f);
/* -1: unknown; -2: no such figure. */
int64_t term_figure(const struct figures *figures, const char *name);

#endif
