#include "report/term_fixture.h"

#include <string.h>

#include "base/must.h"

void term_begin(struct term_fixture *f)
{
	f->journal = journal_begin(f->store, f->arena, f->now, &f->fault);
	must(f->journal != NULL, "the fixture's journal opens");
}

void term_commit(struct term_fixture *f)
{
	must(journal_commit(&f->journal, &f->fault), "the fixture's changes are kept");
}

struct id term_add(struct term_fixture *f, const struct record_type *type,
		void *record)
{
	must(journal_add(f->journal, type, record, &f->fault), "a record of the fixture");
	return record_head(record)->id;
}

struct id term_add_unit(struct term_fixture *f, const char *code, const char *name,
		enum unit_tier tier, struct date from, struct date to)
{
	struct unit unit = { .code = code, .name = name, .tier = tier, .valid_from = from,
			     .kind = tier == UNIT_COMMUNE ? UNIT_KIND_COMMUNE :
				     UNIT_KIND_RURAL_DISTRICT,
			     .valid_to = to, .search_key = name };

	unit.head.id = id_create(f->now);
	unit.head.scope_id = unit.head.id;
	return term_add(f, &unit_type, &unit);
}

struct id term_add_link(struct term_fixture *f, struct id unit, struct id parent)
{
	struct unit_link link = { .chain = UNIT_CHAIN_ADMINISTRATIVE, .unit_id = unit,
				  .parent_id = parent };

	return term_add(f, &unit_link_type, &link);
}

struct id term_add_succession(struct term_fixture *f, struct id from, struct id to,
		enum succession_extent extent, bool certain)
{
	struct succession succession = { .from_unit_id = from, .to_unit_id = to,
		.kind = SUCCESSION_MERGE, .extent = extent, .certain = certain,
		.date = { 2025, 7, 1 } };

	return term_add(f, &succession_type, &succession);
}

struct id term_add_member(struct term_fixture *f, struct id unit)
{
	struct programme_unit member = { .programme_id = f->programme_id, .unit_id = unit,
					 .head.scope_id = f->district_id };

	return term_add(f, &programme_unit_type, &member);
}

struct id term_add_target(struct term_fixture *f, enum target_rule rule,
		struct optional_integer count,
		struct optional_integer share)
{
	struct target target = { .programme_id = f->programme_id, .kind_id = f->kind_id,
		.rule = rule, .count = count, .share = share,
		.head.scope_id = f->district_id };

	return term_add(f, &target_type, &target);
}

struct exercise term_add_exercise(struct term_fixture *f, struct id host,
		enum exercise_state state, int64_t year)
{
	struct exercise exercise = { .theme = "Diễn tập chiến đấu cấp xã",
		.programme_id = f->programme_id, .kind_id = f->kind_id, .host_unit_id = host,
		.state = state, .year = { year != 0, year },
		.register_closed = true, .register_source = "Báo cáo tại hội nghị" };

	exercise.head.id = id_create(f->now);
	exercise.head.scope_id = exercise.head.id;
	term_add(f, &exercise_type, &exercise);
	return exercise;
}

struct id term_add_result(struct term_fixture *f, struct id exercise,
		struct id unit, int level)
{
	struct result result = { .exercise_id = exercise, .unit_id = unit,
		.grade_level_id = f->level_ids[level], .state = RESULT_CONFIRMED,
		.source = "Báo cáo tại hội nghị", .head.scope_id = exercise };

	return term_add(f, &result_type, &result);
}

struct id term_add_line(struct term_fixture *f, struct id unit, int64_t year,
		const char *blocked_reason)
{
	struct scheduled_exercise line = { .programme_id = f->programme_id, .unit_id = unit,
		.kind_id = f->kind_id, .year = { year != 0, year },
		.blocked_reason = blocked_reason, .head.scope_id = f->district_id };

	return term_add(f, &scheduled_exercise_type, &line);
}

void term_add_scale(struct term_fixture *f)
{
	static const char *const codes[] = { "excellent", "good", "completed", "not_completed" };
	static const char *const names[] = { "Hoàn thành xuất sắc", "Hoàn thành tốt",
		"Hoàn thành", "Không hoàn thành" };
	struct grade_scale scale = { .code = "four", .name = "Bốn mức", .scale_version = 1 };

	f->scale_id = term_add(f, &grade_scale_type, &scale);
	for (int i = 0; i < LEVELS; i++) {
		struct grade_level level = { .scale_id = f->scale_id, .rank = i + 1,
			.code = codes[i], .name = names[i], .passed = i < NOT_COMPLETED };

		f->level_ids[i] = term_add(f, &grade_level_type, &level);
	}
}

void term_add_units(struct term_fixture *f)
{
	static const struct { const char *code, *name; int heir; } old[] = {
		[BUON_TRAP] = { "24538", "Thị trấn Buôn Trấp", NEW_KRONG_ANA },
		[DRAY_SAP] = { "24556", "Xã Dray Sáp", NEW_EA_NA },
		[EA_NA] = { "24559", "Xã Ea Na", NEW_EA_NA },
		[EA_BONG] = { "24565", "Xã Ea Bông", NEW_EA_NA },
		[BANG_A_DRENH] = { "24568", "Xã Băng A Drênh", NEW_DUR_KMAL },
		[DUR_KMAL] = { "24571", "Xã Dur Kmăl", NEW_DUR_KMAL },
		[BINH_HOA] = { "24574", "Xã Bình Hòa", NEW_KRONG_ANA },
		[QUANG_DIEN] = { "24577", "Xã Quảng Điền", NEW_KRONG_ANA },
	};
	static const struct { const char *code, *name; } new[] = {
		[NEW_KRONG_ANA] = { "24538", "Xã Krông Ana" },
		[NEW_EA_NA] = { "24559", "Xã Ea Na" },
		[NEW_DUR_KMAL] = { "24568", "Xã Dur Kmăl" },
	};
	const struct date reform = { 2025, 7, 1 };

	f->district_id = term_add_unit(f, "655", "Huyện Krông A Na", UNIT_DISTRICT, DATE_NONE,
		reform);
	for (int i = 0; i < NEW_UNITS; i++)
		f->new_ids[i] = term_add_unit(f, new[i].code, new[i].name, UNIT_COMMUNE, reform,
					      DATE_NONE);
	for (int i = 0; i < OLD_UNITS; i++) {
		f->old_ids[i] = term_add_unit(f, old[i].code, old[i].name, UNIT_COMMUNE,
					      DATE_NONE, reform);
		term_add_link(f, f->old_ids[i], f->district_id);
		term_add_succession(f, f->old_ids[i], f->new_ids[old[i].heir],
				    SUCCESSION_WHOLE, true);
	}
}

void term_add_programme(struct term_fixture *f)
{
	struct exercise_kind kind = { .code = "commune", .name = "Diễn tập chiến đấu cấp xã" };
	struct programme programme = { .head.scope_id = f->district_id,
		.code = "krong-ana-2021-2025", .name = "Nhiệm vụ diễn tập nhiệm kỳ 2021-2025",
		.term_label = "2021-2025", .term_label_other = "2020-2025",
		.first_year = { true, 2021 }, .last_year = { true, 2025 },
		.issuing_unit_id = f->district_id, .structure_on = { 2025, 6, 30 },
		.state = PROGRAMME_CLOSED };

	f->kind_id = term_add(f, &exercise_kind_type, &kind);
	f->programme_id = term_add(f, &programme_type, &programme);
}

struct term_fixture term_open(void)
{
	static const struct record_type *const types[] = {
		&unit_type, &unit_link_type, &succession_type, &exercise_kind_type,
		&programme_type, &target_type, &programme_unit_type, &scheduled_exercise_type,
		&legal_basis_type, &exercise_type, &participation_type, &award_type,
		&incident_type, &grade_scale_type, &grade_level_type, &result_type,
		&finding_type, &corrective_task_type, &plan_type, &plan_revision_type,
		&report_type, &policy_type, &account_type, &role_type, &grant_type,
		&person_type, NULL,
	};
	struct term_fixture f = { .arena = arena_create(),
				  .now = { INT64_C(1772323200000000) } };	/* 2026-03-01 */

	journal_set_types(types);
	f.path = arena_printf(f.arena, "%s/term.db", test_folder());
	f.store = store_open(f.path, STORE_CREATE, &f.fault);
	must(f.store != NULL && store_migrate(f.store, NULL, &f.fault), "the store opens");
	must(checkpoint_create_key(f.store, "test-office", &f.fault), "the office has a key");
	term_begin(&f);
	term_add_units(&f);
	term_add_programme(&f);
	term_add_scale(&f);
	return f;
}

struct term_fixture term_open_krong_ana(void)
{
	struct term_fixture f = term_open();

	f.target_id = term_add_target(&f, TARGET_EACH_UNIT, (struct optional_integer){ true, 1 },
				      (struct optional_integer){ 0 });
	for (int i = 0; i < OLD_UNITS; i++) {
		bool excellent = i == EA_NA || i == EA_BONG || i == BINH_HOA;

		term_add_member(&f, f.old_ids[i]);
		f.exercises[i] = term_add_exercise(&f, f.old_ids[i], EXERCISE_CLOSED, 0);
		term_add_result(&f, f.exercises[i].head.id, f.old_ids[i],
				excellent ? EXCELLENT : GOOD);
	}
	return f;
}

void term_close(struct term_fixture *f)
{
	if (f->journal != NULL)
		journal_cancel(&f->journal);
	store_close(&f->store);
	arena_destroy(&f->arena);
}

struct progress *term_progress(struct term_fixture *f,
		const struct progress_query *query)
{
	struct term *term = term_load(f->store, f->arena, f->programme_id, &f->fault);

	must(term != NULL, "the term can be loaded");
	if (query->structure == PROGRESS_AS_IS)
		must(term_load_succession(f->store, term, &f->fault), "so can its lines");
	return progress_make(term, query);
}

struct progress *term_as_was(struct term_fixture *f)
{
	return term_progress(f, &(struct progress_query){ .structure = PROGRESS_AS_WAS });
}

struct progress *term_as_is(struct term_fixture *f, enum progress_rule rule)
{
	return term_progress(f, &(struct progress_query){ .structure = PROGRESS_AS_IS,
			     .rule = rule, .as_of = { 2026, 3, 1 } });
}

const struct progress_row *term_row(const struct progress *progress,
		struct id unit_id)
{
	for (size_t i = 0; i < progress->row_count; i++)
		if (id_equal(progress->rows[i].unit->id, unit_id))
			return &progress->rows[i];
	return NULL;
}

struct figures *term_figures(struct term_fixture *f)
{
	struct figures *figures = figures_make(f->store, term_as_was(f),
					       (struct date){ 2026, 3, 1 }, &f->fault);

	must(figures != NULL, "the figures can be counted");
	return figures;
}

int64_t term_figure(const struct figures *figures, const char *name)
{
	const struct figure *figure = figures_find(figures, name);

	if (figure == NULL)
		return -2;
	return figure->value.has_value ? figure->value.value : -1;
}
