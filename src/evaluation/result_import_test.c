#include "access/test_reader.h"
#include "evaluation/result_cells.h"
#include "evaluation/test_fixture.h"

struct imported {
	struct import_result result;
	struct fault fault;
	bool done;
};

/* Reads the CSV text as an upload does; a refusal and a dry run are undone. */
static struct imported import(struct scaled *s, const char *csv, bool dry_run)
{
	struct imported i = { .result = { .arena = s->f.arena, .dry_run = dry_run } };
	const struct actor actor = { s->f.first_account, "secretary" };
	struct sheet sheet;

	must(sheet_read(s->f.arena, csv, strlen(csv), "results.csv", &sheet, &i.fault),
	     "the sheet is read");
	must(journal_part_end(s->f.journal, &i.fault) &&
	     journal_part_begin(s->f.journal, &actor, &i.fault), "the import has its part");
	i.done = result_importer.run(&(struct import_job){ .journal = s->f.journal,
			.sheet = &sheet, .result = &i.result, .within = s->f.programme,
			.reader = s->f.reader }, &i.fault);
	if (!i.done || dry_run || import_is_refused(&i.result))
		journal_part_undo(s->f.journal);
	else
		must(journal_part_end(s->f.journal, &i.fault), "the part is kept");
	must(journal_part_begin(s->f.journal, &actor, &i.fault), "the journal goes on");
	return i;
}

static int64_t count(struct scaled *s, const char *sql)
{
	int64_t number = -1;

	must(store_integer(s->f.store, sql, NO_BINDS, &number, &s->f.fault), "it can be counted");
	return number;
}

/* Is this said at this cell? */
static bool says(const struct imported *i, const char *cell, enum problem_kind kind)
{
	for (const struct import_message *m = i->result.messages; m != NULL; m = m->next)
		if (m->kind == kind && m->cell != NULL && strcmp(m->cell, cell) == 0)
			return true;
	for (const struct import_message *m = i->result.messages; m != NULL; m = m->next)
		fprintf(stderr, "said: %s %s\n", m->cell == NULL ? "-" : m->cell,
			problem_code(m->kind));
	return false;
}

/* Refused for this, and nothing was written. */
static bool refuses(struct scaled *s, const char *csv, const char *cell, enum problem_kind kind)
{
	int64_t before = count(s, "SELECT COUNT(*) FROM journal");
	struct imported i = import(s, csv, false);

	return i.done && import_is_refused(&i.result) && says(&i, cell, kind) &&
	       count(s, "SELECT COUNT(*) FROM journal") == before;
}

static void add_programme_unit(struct scaled *s, struct id unit_id)
{
	struct programme_unit unit = { .programme_id = s->f.programme, .unit_id = unit_id };

	unit.head.scope_id = s->f.district;
	add_record(&s->f, &programme_unit_type, &unit);
}

#define HEAD "Đơn vị,Năm,Loại,Đề mục,Xếp loại,Điểm,Nguồn\n"
#define TWO_ROWS HEAD \
	"xã Ea Na,2024,commune,Chuyển trạng thái,Hoàn thành xuất sắc nhiệm vụ,\"9,25\",Báo cáo\n" \
	"24556,,commune,,hoàn thành tốt,,Báo cáo\n"

TEST(results_with_a_source_become_evaluated_exercises_with_confirmed_grades)
{
	struct scaled s = set_up_scaled();
	struct imported i = import(&s, TWO_ROWS, false);

	CHECK(i.done && i.result.refused == 0 && i.result.rows == 2 && i.result.added == 4);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise WHERE state = 'evaluated'") == 2);
	CHECK(count(&s, "SELECT COUNT(*) FROM result r JOIN grade_level l"
		" ON l.id = r.grade_level_id WHERE r.state = 'confirmed'"
		" AND l.code = 'excellent' AND r.score = 9250") == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM result r JOIN grade_level l"
		" ON l.id = r.grade_level_id WHERE l.code = 'good' AND r.score IS NULL") == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise WHERE year IS NULL") == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise WHERE theme = 'Chuyển trạng thái'") == 1);
	tear_down(&s.f);
}

TEST(the_same_results_again_change_nothing)
{
	struct scaled s = set_up_scaled();

	CHECK(import(&s, TWO_ROWS, false).result.added == 4);
	int64_t entries = count(&s, "SELECT COUNT(*) FROM journal");
	struct imported again = import(&s, TWO_ROWS, false);

	CHECK(again.done && again.result.added == 0 && again.result.changed == 0);
	CHECK(again.result.unchanged == 4 && again.result.messages == NULL);
	CHECK(count(&s, "SELECT COUNT(*) FROM journal") == entries);
	tear_down(&s.f);
}

TEST(a_dry_run_tells_what_it_would_do_and_writes_nothing)
{
	struct scaled s = set_up_scaled();
	struct imported i = import(&s, TWO_ROWS, true);

	CHECK(i.done && i.result.added == 4 && i.result.refused == 0);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise") == 0);
	CHECK(count(&s, "SELECT COUNT(*) FROM result") == 0);
	tear_down(&s.f);
}

TEST(without_a_source_the_grade_is_provisional)
{
	struct scaled s = set_up_scaled();
	struct imported i = import(&s, "unit,date,grade\n24559,10/9/2024,good\n", false);

	CHECK(i.done && i.result.added == 2);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise WHERE state = 'conducted'"
		" AND starts_on = '2024-09-10' AND year = 2024") == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM result WHERE state = 'provisional'") == 1);
	tear_down(&s.f);
}

TEST(where_two_persons_are_asked_for_an_import_confirms_nothing)
{
	struct scaled s = set_up_scaled();

	set_policy(&s.f, "two_persons_result");
	CHECK(import(&s, TWO_ROWS, false).result.added == 4);
	CHECK(count(&s, "SELECT COUNT(*) FROM result WHERE state = 'provisional'") == 2);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise WHERE state = 'conducted'") == 2);
	tear_down(&s.f);
}

TEST(a_row_without_a_grade_is_an_exercise_that_was_held)
{
	struct scaled s = set_up_scaled();
	struct imported i = import(&s, "unit,time,year,grade\n24559,,2024,\n", false);

	CHECK(i.done && i.result.added == 1);
	CHECK(says(&i, "B1", PROBLEM_UNKNOWN_COLUMN));
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise WHERE state = 'conducted'") == 1);
	tear_down(&s.f);
}

TEST(a_column_of_days_may_hold_the_year_alone)
{
	struct scaled s = set_up_scaled();

	CHECK(import(&s, "đơn vị,thời gian,xếp loại\nEa Na,2023,tốt\n", false).result.added == 2);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise WHERE year = 2023"
		" AND starts_on IS NULL") == 1);
	tear_down(&s.f);
}

TEST(what_is_wrong_is_said_at_its_cell_and_nothing_is_written)
{
	struct scaled s = set_up_scaled();

	CHECK(refuses(&s, HEAD "Xã Không Có,2024,commune,,tốt,,\n", "A2", PROBLEM_NO_SUCH_RECORD));
	CHECK(refuses(&s, HEAD "99999,2024,commune,,tốt,,\n", "A2", PROBLEM_NO_SUCH_RECORD));
	CHECK(refuses(&s, HEAD ",2024,commune,,tốt,,\n", "A2", PROBLEM_REQUIRED));
	CHECK(refuses(&s, HEAD "24559,20x4,commune,,tốt,,\n", "B2", PROBLEM_NOT_INTEGER));
	CHECK(refuses(&s, HEAD "24559,2024,lạ,,tốt,,\n", "C2", PROBLEM_NOT_WORD));
	CHECK(refuses(&s, HEAD "24559,2024,commune,,rất hay,,\n", "E2", PROBLEM_NOT_WORD));
	CHECK(refuses(&s, HEAD "24559,2024,commune,,tốt,101 %,\n", "F2", PROBLEM_TOO_GREAT));
	CHECK(refuses(&s, HEAD "24559,2024,commune,,tốt,\"10,5\",\n", "F2", PROBLEM_TOO_GREAT));
	CHECK(refuses(&s, HEAD "24559,2024,commune,,tốt,-1,\n", "F2", PROBLEM_TOO_SMALL));
	CHECK(refuses(&s, HEAD "24559,2024,commune,,tốt,chín,\n", "F2", PROBLEM_NOT_NUMBER));
	CHECK(refuses(&s, HEAD "24559,2024,commune,,,\"9,0\",\n", "E2", PROBLEM_REQUIRED));
	CHECK(refuses(&s, "unit,date,grade\n24559,31/02/2024,good\n", "B2", PROBLEM_NOT_DATE));
	tear_down(&s.f);
}

TEST(the_kind_is_read_by_the_name_in_force_and_needed_once_there_are_several)
{
	struct scaled s = set_up_scaled();
	struct exercise_kind old = { .code = "commune", .name = "Diễn tập chiến đấu trị an",
				     .valid_to = { 2015, 1, 1 } };
	struct exercise_kind other = { .code = "civil_defence",
				       .name = "Diễn tập phòng thủ dân sự" };

	old.valid_from = (struct date){ 2000, 1, 1 };
	add_record(&s.f, &exercise_kind_type, &old);
	CHECK(import(&s, "unit,year,grade\n24559,2014,good\n24559,2024,good\n", false)
	      .result.added == 4);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise e JOIN exercise_kind k ON k.id = e.kind_id"
		" WHERE e.year = 2024 AND k.valid_to IS NULL") == 1);
	add_record(&s.f, &exercise_kind_type, &other);
	CHECK(refuses(&s, HEAD "24556,2024,,,tốt,,\n", "C2", PROBLEM_REQUIRED));
	CHECK(import(&s, HEAD "24556,2024,diễn tập phòng thủ dân sự,,tốt,,\n", false)
	      .result.added == 2);
	tear_down(&s.f);
}

TEST(one_bad_row_undoes_the_good_ones)
{
	struct scaled s = set_up_scaled();

	CHECK(refuses(&s, TWO_ROWS "24559,2023,commune,,lạ,,\n", "E4", PROBLEM_NOT_WORD));
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise") == 0);
	tear_down(&s.f);
}

TEST(a_unit_outside_its_dates_is_said_at_its_cell)
{
	struct scaled s = set_up_scaled();

	CHECK(refuses(&s, HEAD "24559,2026,commune,,tốt,,\n", "A2", PROBLEM_OUTSIDE_DATES));
	CHECK(refuses(&s, "unit,date,grade\n24559,1/7/2025,good\n", "A2", PROBLEM_OUTSIDE_DATES));
	tear_down(&s.f);
}

TEST(of_several_units_of_one_name_the_nearest_to_the_programme_is_meant)
{
	struct scaled s = set_up_scaled();
	struct id lak = add_unit(&s.f, "642", "Huyện Lắk", UNIT_DISTRICT, s.f.province, DATE_NONE);
	struct id twin = add_unit(&s.f, "24000", "Xã Ea Na", UNIT_COMMUNE, lak, DATE_NONE);

	CHECK(import(&s, HEAD "Ea Na,2023,commune,,tốt,,\n", false).result.added == 2);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise e JOIN unit u ON u.id = e.host_unit_id"
		" WHERE u.code = '24559'") == 1);	/* below the issuer */
	add_programme_unit(&s, twin);
	CHECK(import(&s, HEAD "Ea Na,2024,commune,,tốt,,\n", false).result.added == 2);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise e JOIN unit u ON u.id = e.host_unit_id"
		" WHERE u.code = '24000'") == 1);	/* in the programme */
	struct imported i = import(&s, HEAD "24559,2022,commune,,tốt,,\n", false);

	CHECK(i.result.refused == 0 && says(&i, "A2", PROBLEM_NOT_IN_PROGRAMME));
	tear_down(&s.f);
}

TEST(a_name_of_several_units_that_are_equally_near_is_refused)
{
	struct scaled s = set_up_scaled();
	struct id lak = add_unit(&s.f, "642", "Huyện Lắk", UNIT_DISTRICT, s.f.province, DATE_NONE);

	add_unit(&s.f, "24001", "Xã Yang Tao", UNIT_COMMUNE, lak, DATE_NONE);
	add_unit(&s.f, "24002", "Xã Yang Tao", UNIT_COMMUNE, s.f.province, DATE_NONE);
	CHECK(refuses(&s, HEAD "Yang Tao,2024,commune,,tốt,,\n", "A2", PROBLEM_AMBIGUOUS));
	tear_down(&s.f);
}

TEST(the_same_exercise_twice_in_one_sheet_is_refused)
{
	struct scaled s = set_up_scaled();
	struct imported i = import(&s, HEAD "24559,2024,commune,,tốt,,\n"
				   "Ea Na,2024,commune,,xuất sắc,,\n", false);

	CHECK(i.result.refused == 1 && i.result.messages != NULL);
	CHECK(i.result.messages->kind == PROBLEM_REPEATED_ROW && i.result.messages->row == 3);
	CHECK_TEXT(i.result.messages->argument, "2");
	tear_down(&s.f);
}

TEST(a_recorded_grade_stays_and_the_difference_is_said)
{
	struct scaled s = set_up_scaled();

	CHECK(import(&s, TWO_ROWS, false).result.added == 4);
	struct imported i = import(&s, HEAD
		"24559,2024,commune,Đề mục khác,hoàn thành tốt,,Báo cáo\n", false);

	CHECK(i.result.refused == 0 && i.result.unchanged == 2 && i.result.changed == 0);
	CHECK(says(&i, "D2", PROBLEM_DIFFERS) && says(&i, "E2", PROBLEM_DIFFERS));
	tear_down(&s.f);
}

TEST(what_was_unknown_is_learned_from_a_later_sheet)
{
	struct scaled s = set_up_scaled();

	CHECK(import(&s, TWO_ROWS, false).result.added == 4);
	struct imported i = import(&s, HEAD "24556,2022,commune,Đề mục,tốt,,Báo cáo\n", false);

	CHECK(i.result.refused == 0 && i.result.changed == 1 && i.result.added == 0);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise WHERE year = 2022"
		" AND theme = 'Đề mục'") == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise") == 2);
	tear_down(&s.f);
}

TEST(a_planned_exercise_is_not_graded_behind_its_back)
{
	struct scaled s = set_up_scaled();

	add_exercise(&s.f, EXERCISE_APPROVED);
	struct imported i = import(&s, HEAD "24559,2024,commune,,tốt,,\n", false);

	CHECK(i.result.refused == 1 && i.result.messages->kind == PROBLEM_NOT_HELD);
	tear_down(&s.f);
}

TEST(columns_that_are_missing_and_empty_sheets_are_said)
{
	struct scaled s = set_up_scaled();
	struct imported none = import(&s, "đơn vị,năm\n24559,2024\n", false);
	struct imported empty = import(&s, HEAD, false);

	CHECK(none.result.refused == 1 && none.result.messages != NULL);
	for (const struct import_message *m = none.result.messages; m != NULL; m = m->next)
		CHECK(m->kind == PROBLEM_NO_COLUMN);
	CHECK(empty.result.messages->kind == PROBLEM_NO_ROWS);
	tear_down(&s.f);
}

TEST(an_import_names_its_programme)
{
	struct scaled s = set_up_scaled();

	s.f.programme = ID_NONE;
	struct imported i = import(&s, TWO_ROWS, false);

	CHECK(!i.done && i.fault.kind == FAULT_INVALID);
	CHECK(i.fault.problems != NULL && strcmp(i.fault.problems->pointer, "/programme_id") == 0);
	tear_down(&s.f);
}

TEST(grades_are_read_as_authorities_word_them)
{
	struct scaled s = set_up_scaled();
	struct list levels;
	static const struct { const char *text; int rank; } cases[] = {
		{ "excellent", 1 }, { "Excellent", 1 }, { "Hoàn thành xuất sắc nhiệm vụ", 1 },
		{ "XUẤT SẮC", 1 }, { "hoan thanh tot", 2 }, { "Tốt", 2 }, { "Hoàn thành", 3 },
		{ "hoàn thành nhiệm vụ", 3 }, { "Không hoàn thành nhiệm vụ", 4 },
		{ "không hoàn thành", 4 }, { "Giỏi", 0 }, { "nhiệm vụ", 0 }, { "", 0 },
	};

	CHECK(store_list(s.f.store, s.f.arena, &grade_level_type,
		"SELECT id, version, label, scope_id, scale_id, rank, code, name, name_en,"
		" least_score, passed FROM grade_level ORDER BY rank", NO_BINDS, &levels,
		&s.f.fault));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct grade_level *level = result_find_level(s.f.arena, &levels,
								    cases[i].text);

		CHECK((level == NULL ? 0 : level->rank) == cases[i].rank);
	}
	tear_down(&s.f);
}

TEST(scores_are_points_of_ten_or_a_percentage)
{
	static const struct {
		const char *text;
		int64_t score;
		enum problem_kind problem;
	} cases[] = {
		{ "8,5", 8500, PROBLEM_NONE }, { "8.325", 8325, PROBLEM_NONE },
		{ "10", 10000, PROBLEM_NONE }, { "0", 0, PROBLEM_NONE },
		{ "85 %", 8500, PROBLEM_NONE }, { "85,5%", 8550, PROBLEM_NONE },
		{ "100%", 10000, PROBLEM_NONE }, { "100,001 %", 0, PROBLEM_TOO_GREAT },
		{ "10,001", 0, PROBLEM_TOO_GREAT }, { "-0,5", 0, PROBLEM_TOO_SMALL },
		{ "", 0, PROBLEM_NOT_NUMBER }, { "8,", 0, PROBLEM_NOT_NUMBER },
		{ "8,1234", 0, PROBLEM_NOT_NUMBER }, { "8/10", 0, PROBLEM_NOT_NUMBER },
		{ "9999999999", 0, PROBLEM_NOT_NUMBER },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum problem_kind problem = PROBLEM_NONE;
		const char *argument = NULL;
		int64_t score = 0;
		bool good = result_parse_score(cases[i].text, &score, &problem, &argument);

		CHECK(good == (cases[i].problem == PROBLEM_NONE) && score == cases[i].score);
		CHECK(good || problem == cases[i].problem);
	}
}

TEST(an_exercise_above_the_clearance_is_neither_found_nor_changed_by_an_import)
{
	struct scaled s = set_up_scaled();
	const char *row = HEAD "24559,2024,commune,Đề mục mới,good,,Thông báo 1\n";
	struct exercise hidden = add_exercise(&s.f, EXERCISE_CONDUCTED);

	CHECK(store_run(s.f.store, "UPDATE exercise SET label = 'internal'", NO_BINDS, NULL,
			&s.f.fault));
	s.f.reader = test_reader(s.f.journal, "secretary", ID_NONE, LABEL_NONE);
	struct imported i = import(&s, row, false);

	CHECK(i.done && !import_is_refused(&i.result) && i.result.messages == NULL);
	CHECK(i.result.added == 2 && i.result.unchanged == 0);	/* an exercise, a result */
	CHECK(count(&s, "SELECT COUNT(*) FROM exercise") == 2);
	CHECK(count(&s, "SELECT COUNT(*) FROM result r JOIN exercise e ON e.id = r.exercise_id"
			" WHERE e.label = 'internal'") == 0);
	i = import(&s, row, false);	/* what he made himself he knows again */
	CHECK(i.result.unchanged == 2 && i.result.added == 0);
	CHECK(hidden.head.version == 1);
	s.f.reader = NULL;
	tear_down(&s.f);
}
