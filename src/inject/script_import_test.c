#include "access/test_reader.h"
#include "inject/test_fixture.h"

#include "unit/import.h"

struct imported {
	struct import_result result;
	struct fault fault;
	bool done;
};

/* Reads the CSV text as an upload does; a refusal and a dry run are undone. */
static struct imported import(struct stage *s, const char *csv, bool dry_run)
{
	struct imported i = { .result = { .arena = s->f.arena, .dry_run = dry_run } };
	struct sheet sheet;

	must(sheet_read(s->f.arena, csv, strlen(csv), "script.csv", &sheet, &i.fault),
	     "the sheet is read");
	act_as(&s->f, s->f.first_account);
	i.done = inject_importer.run(&(struct import_job){ .journal = s->f.journal,
			.sheet = &sheet, .result = &i.result, .within = s->exercise.head.id,
			.reader = s->f.reader }, &i.fault);
	if (!i.done || dry_run || import_is_refused(&i.result)) {
		const struct actor actor = { s->f.first_account, "secretary" };

		journal_part_undo(s->f.journal);
		must(journal_part_begin(s->f.journal, &actor, &i.fault), "the journal goes on");
	}
	return i;
}

static bool says(const struct imported *i, const char *cell, enum problem_kind kind)
{
	for (const struct import_message *m = i->result.messages; m != NULL; m = m->next)
		if (m->kind == kind && (cell == NULL ? m->cell == NULL :
					m->cell != NULL && strcmp(m->cell, cell) == 0))
			return true;
	return false;
}

static struct inject numbered(struct stage *s, int64_t number)
{
	struct script_copy copy;

	must(script_read(s->f.store, s->f.arena, s->exercise.head.id, &copy, &s->f.fault),
	     "the script is read");
	for (size_t i = 0; i < copy.injects.count; i++) {
		const struct inject *inject = copy.injects.items[i];

		if (inject->number == number)
			return *inject;
	}
	must(false, "an inject of that number");
}

static int64_t count(struct stage *s, const char *sql)
{
	int64_t number = -1;

	must(store_integer(s->f.store, sql, NO_BINDS, &number, &s->f.fault), "it can be counted");
	return number;
}

TEST(a_sheet_with_the_columns_of_hseep_becomes_a_script)
{
	struct stage s = stage_set_up();
	struct imported i = import(&s,
		"Event Number,Designated Scenario Time,Event Type,Inject Mode,From,To,Message,"
		"Expected Participant Response,Exercise Objective,Notes\n"
		"1,9:00 AM,Inject,sms,Weather office,SCH,Heavy rain is coming,Log it,1,first\n"
		"2,0930,Contingency Inject,fax,Province,\"CH; Red Cross\",Report now,Answer,7,\n"
		"3,10:00,Expected Action,In-person,,Sở chỉ huy thống nhất,Order given,,,\n",
		false);

	CHECK(i.done && i.result.added == 3 && !import_is_refused(&i.result));
	struct inject first = numbered(&s, 1), second = numbered(&s, 2), third = numbered(&s, 3);

	CHECK(first.kind == INJECT_CONTEXTUAL && first.means == MEANS_MESSAGE);
	CHECK(first.planned.has_value && first.planned.time.us == 0);
	CHECK(second.kind == INJECT_CONTINGENCY && second.means == MEANS_WRITTEN);
	CHECK(second.planned.time.us == INT64_C(1800000000));
	CHECK(third.kind == INJECT_EXPECTED_ACTION && third.state == INJECT_DRAFT);
	CHECK_TEXT(first.title, "Heavy rain is coming");
	CHECK(says(&i, "F3", PROBLEM_KEPT_IN_WORDS) && says(&i, "I3", PROBLEM_NOT_RECORDED));
	CHECK(count(&s, "SELECT COUNT(*) FROM inject_recipient") == 4);
	CHECK(count(&s, "SELECT COUNT(*) FROM inject_recipient WHERE cell_id IS NOT NULL") == 3);
	CHECK(count(&s, "SELECT COUNT(*) FROM objective_link") == 1);
	stage_tear_down(&s);
}

TEST(a_vietnamese_sheet_with_section_rows_and_a_blank_header_keeps_its_columns)
{
	struct stage s = stage_set_up();
	struct imported i = import(&s,
		"STT;Thời gian;;Tên tình huống;Nơi nhận;Người đạo diễn;Mã màu\n"
		"Giai đoạn 1;;;;;;\n"
		"1;T-0:30;x;Kiểm tra liên lạc;tất cả;Phái viên;đỏ\n"
		"2;J+1 H+2 M-5;;Lũ lên;Nhân dân;Ông Ba;\n", false);

	CHECK(i.done && i.result.added == 2 && !import_is_refused(&i.result));
	struct inject first = numbered(&s, 1), second = numbered(&s, 2);

	CHECK(first.planned.time.us == -INT64_C(1800000000));
	CHECK(second.planned.time.us == (INT64_C(26) * 60 - 5) * 60000000);
	CHECK(id_equal(first.phase_id, s.phase.head.id));
	CHECK(id_equal(first.controller_id, s.member.head.id) && first.controller_name == NULL);
	CHECK_TEXT(second.controller_name, "Ông Ba");
	CHECK(says(&i, "G1", PROBLEM_UNKNOWN_COLUMN) && !says(&i, "C1", PROBLEM_UNKNOWN_COLUMN));
	CHECK(count(&s, "SELECT COUNT(*) FROM inject_recipient WHERE cell_id IS NOT NULL") == 2);
	stage_tear_down(&s);
}

TEST(the_same_sheet_again_changes_nothing_and_a_changed_row_changes_its_inject)
{
	static const char sheet[] = "Number,Planned time,Title,To,Objective\n1,T+0:10,Mưa,SCH,1\n";
	struct stage s = stage_set_up();

	CHECK(import(&s, sheet, false).result.added == 1);
	struct imported again = import(&s, sheet, false);

	CHECK(again.result.unchanged == 1 && again.result.added == 0 && again.result.changed == 0);
	CHECK(count(&s, "SELECT COUNT(*) FROM inject_recipient") == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM objective_link") == 1);
	struct imported moved = import(&s, "Number,Planned time,Title\n1,T+0:20,Mưa\n", false);

	CHECK(moved.result.changed == 1);
	CHECK(numbered(&s, 1).planned.time.us == INT64_C(1200000000));
	stage_tear_down(&s);
}

TEST(one_bad_cell_is_named_and_nothing_is_written)
{
	struct stage s = stage_set_up();
	struct imported i = import(&s,
		"Title,Time,Type\nMưa,T+0:10,Inject\nLũ,soon,Inject\nGió,T+1,Nonsense\n"
		",T+2,Inject\n", false);

	CHECK(i.done && import_is_refused(&i.result) && i.result.refused == 3);
	CHECK(says(&i, "B3", PROBLEM_NOT_EXERCISE_TIME) && says(&i, "C4", PROBLEM_NOT_WORD) &&
	      says(&i, "A5", PROBLEM_REQUIRED));
	CHECK(count(&s, "SELECT COUNT(*) FROM inject") == 0);
	CHECK(import(&s, "Title\nMưa\n", true).result.added == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM inject") == 0);
	struct imported none = import(&s, "Colour\nred\n", false);

	CHECK(says(&none, NULL, PROBLEM_NO_COLUMN));
	stage_tear_down(&s);
}

TEST(moments_count_from_t_of_the_script_or_from_the_first_of_the_sheet)
{
	static const char sheet[] = "Title,Date,Time\nb,4/5/2013,10:00\na,4/5/2013,9:00\n";
	struct stage s = stage_set_up(), t = stage_set_up();
	/* 2013-05-04 08:00 in Viet Nam */
	struct script script = { .exercise_id = t.exercise.head.id,
				 .starts_at = { INT64_C(1367629200000000) } };
	struct imported i = import(&s, sheet, false);

	CHECK(says(&i, NULL, PROBLEM_T_FROM_SHEET) || says(&i, "C1", PROBLEM_T_FROM_SHEET));
	CHECK(numbered(&s, 2).planned.time.us == 0);
	must_add(&t, &script_collection, &script);
	CHECK(import(&t, sheet, false).result.added == 2);
	CHECK(numbered(&t, 2).planned.time.us == INT64_C(3600000000));
	stage_tear_down(&s);
	stage_tear_down(&t);
}

TEST(an_inject_above_the_clearance_is_not_changed_by_a_row_of_its_number)
{
	struct stage s = stage_set_up();
	struct inject inject = add_inject(&s, "Vỡ đê");
	const char *csv = "Event Number,Subject\n1,Mưa lớn\n";

	CHECK(inject.number == 1);
	CHECK(store_run(s.f.store, "UPDATE inject SET label = 'internal'", NO_BINDS, NULL,
			&s.f.fault));
	s.f.reader = test_reader(s.f.journal, "secretary", ID_NONE, LABEL_NONE);
	struct imported i = import(&s, csv, false);

	CHECK(i.done && i.result.changed == 0);
	for (const struct import_message *m = i.result.messages; m != NULL; m = m->next)
		CHECK(m->argument == NULL || strstr(m->argument, "Vỡ đê") == NULL);
	CHECK(count(&s, "SELECT COUNT(*) FROM inject WHERE title = 'Vỡ đê'") == 1);
	s.f.reader = NULL;		/* who sees all changes it */
	i = import(&s, csv, false);
	CHECK(i.done && i.result.changed == 1);
	stage_tear_down(&s);
}
