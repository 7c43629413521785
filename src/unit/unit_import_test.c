#include "unit/test_import.h"

#define HEADER "code,name,level,parent_code,valid_from,valid_to\n"

TEST(units_of_krong_ana_stand_in_their_own_time)
{
	struct fixture f = set_up_krong_ana();

	CHECK(count_units(&f, before_reform, UNIT_COMMUNE) == 8);
	CHECK(count_units(&f, before_reform, UNIT_DISTRICT) == 1);
	CHECK(count_units(&f, after_reform, UNIT_COMMUNE) == 3);
	CHECK(count_units(&f, after_reform, UNIT_DISTRICT) == 0);
	const struct unit_row *old = unit_find_by_code(f.store, f.arena, "24568", before_reform,
						       &f.fault);
	const struct unit_row *new = unit_find_by_code(f.store, f.arena, "24568", after_reform,
						       &f.fault);

	CHECK_TEXT(old->name, "Xã Băng A Drênh");
	CHECK_TEXT(old->parent_name, "Huyện Krông Ana");
	CHECK_TEXT(new->name, "Xã Dur Kmăl");
	CHECK_TEXT(new->parent_name, "Tỉnh Đắk Lắk");
	CHECK(old->kind == UNIT_KIND_COMMUNE);
	tear_down(&f);
}

TEST(importing_units_again_changes_nothing)
{
	struct fixture f = set_up_krong_ana();
	int64_t entries = count_rows(&f, "SELECT COUNT(*) FROM journal");

	CHECK(import_file(&f, &unit_importer, "tests/data/krong_ana_units.csv"));
	CHECK(f.result.rows == 14 && f.result.unchanged == 14);
	CHECK(f.result.added == 0 && f.result.changed == 0 && f.result.message_count == 0);
	CHECK(import_file(&f, &succession_importer, "tests/data/krong_ana_succession.csv"));
	CHECK(f.result.rows == 8 && f.result.unchanged == 8);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM journal") == entries);
	tear_down(&f);
}

TEST(each_unit_and_each_link_is_one_journal_entry)
{
	struct fixture f = set_up();

	CHECK(import_file(&f, &unit_importer, "tests/data/krong_ana_units.csv"));
	CHECK(f.result.added == 14);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM unit") == 14);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM unit_link") == 12);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM journal") == 14 + 12);
	tear_down(&f);
}

TEST(dry_run_says_what_it_would_do_and_writes_nothing)
{
	struct fixture f = set_up();
	const char *text = HEADER "66,Tỉnh Đắk Lắk,province,,,\n";

	CHECK(import_text(&f, &unit_importer, text, strlen(text), true, ID_NONE));
	CHECK(f.result.added == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM unit") == 0);
	tear_down(&f);
}

TEST(another_spelling_is_kept_as_alias_and_said)
{
	struct fixture f = set_up();
	struct list found;

	CHECK(import_units(&f, HEADER "655,Huyện Krông A Na,district,,,\n"));
	CHECK(import_units(&f, HEADER "655,Huyện Krông Ana,district,,,\n"));
	const struct import_message *m = message_of(&f, PROBLEM_NAME_DIFFERS);

	CHECK(m != NULL && m->severity == IMPORT_WARNING && m->row == 2);
	CHECK_TEXT(m->cell, "B2");
	CHECK_TEXT(m->argument, "Huyện Krông A Na");
	CHECK(f.result.changed == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM unit_alias") == 1);
	CHECK(unit_find_by_name(f.store, f.arena, "Krông Ana", before_reform, &found, &f.fault));
	CHECK(found.count == 1);
	CHECK(import_units(&f, HEADER "655,Huyện Krông Ana,district,,,\n"));
	CHECK(f.result.unchanged == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM unit_alias") == 1);
	tear_down(&f);
}

TEST(one_bad_row_keeps_the_whole_sheet_out)
{
	struct fixture f = set_up();

	CHECK(!import_units(&f, HEADER "66,Tỉnh Đắk Lắk,province,,,\n"
				"655,Huyện Krông Ana,district,66,31/02/2020,\n"));
	const struct import_message *m = message_of(&f, PROBLEM_NOT_DATE);

	CHECK(m != NULL && m->row == 3 && m->severity == IMPORT_ERROR);
	CHECK_TEXT(m->cell, "E3");
	CHECK(f.result.refused == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM unit") == 0);
	tear_down(&f);
}

static void check_refused(const char *rows, enum problem_kind kind, const char *cell)
{
	struct fixture f = set_up();

	CHECK(!import_units(&f, arena_printf(f.arena, "%s%s", HEADER, rows)));
	const struct import_message *m = message_of(&f, kind);

	CHECK(m != NULL);
	CHECK_TEXT(m == NULL ? "no message" : m->cell, cell);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM journal") == 0);
	tear_down(&f);
}

TEST(units_that_cannot_be_are_refused_with_their_cell)
{
	/* two units of one code on one day */
	check_refused("1,Xã A,commune,,,\n1,Xã A,commune,,,\n", PROBLEM_REPEATED_ROW, "A3");
	check_refused("1,Xã A,commune,,,2020-01-01\n1,Xã B,commune,,2019-12-31,\n",
		      PROBLEM_NOT_UNIQUE, "A3");
	/* dates */
	check_refused("1,Xã A,commune,,2020-01-01,2020-01-01\n", PROBLEM_ORDER_OF_DATES, "F2");
	/* the parent */
	check_refused("1,Xã A,commune,9,,\n", PROBLEM_NO_SUCH_RECORD, "D2");
	check_refused("9,Huyện B,district,,,2020-01-01\n1,Xã A,commune,9,2020-01-01,\n",
		      PROBLEM_OUTSIDE_DATES, "D3");
	check_refused("9,Huyện B,district,,,2020-01-01\n1,Xã A,commune,9,2019-01-01,\n",
		      PROBLEM_OUTSIDE_DATES, "D3");
	check_refused("9,Xã B,commune,,,\n1,Xã A,commune,9,,\n", PROBLEM_PARENT_NOT_ABOVE, "D3");
	/* circles are possible only among units of no tier of government */
	check_refused("1,Tổng công ty,other,2,,\n2,Công ty,other,1,,\n", PROBLEM_CYCLE, "D3");
	/* what is not there */
	check_refused("1,,commune,,,\n", PROBLEM_REQUIRED, "B2");
	check_refused("1,Xã A,hamlet,,,\n", PROBLEM_NOT_WORD, "C2");
}

TEST(a_parent_that_ends_hands_over_to_the_next_of_its_code)
{
	struct fixture f = set_up();

	CHECK(import_units(&f, HEADER "9,Huyện B,district,,,2020-01-01\n"
			       "9,Thị xã B,district,,2020-01-01,\n1,Xã A,commune,9,,\n"));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM unit_link") == 2);
	const struct unit_row *before = unit_find_by_code(f.store, f.arena, "1",
		(struct date){ 2019, 12, 31 }, &f.fault);
	const struct unit_row *after = unit_find_by_code(f.store, f.arena, "1",
		(struct date){ 2020, 1, 1 }, &f.fault);

	CHECK_TEXT(before->parent_name, "Huyện B");
	CHECK_TEXT(after->parent_name, "Thị xã B");
	CHECK(count_units(&f, (struct date){ 2020, 1, 1 }, UNIT_COMMUNE) == 1);
	tear_down(&f);
}

TEST(an_end_that_was_not_known_is_learned_from_the_next_list)
{
	struct fixture f = set_up();

	CHECK(import_units(&f, HEADER "1,Xã A,commune,,,\n"));
	CHECK(import_units(&f, HEADER "1,Xã A,commune,,,01/07/2025\n"
			       "1,Xã B,commune,,01/07/2025,\n"));
	CHECK(f.result.changed == 1 && f.result.added == 1);
	CHECK(count_units(&f, after_reform, UNIT_COMMUNE) == 1);
	/* an end that is recorded is not taken away again */
	CHECK(import_units(&f, HEADER "1,Xã A,commune,,,\n"));
	CHECK(message_of(&f, PROBLEM_DIFFERS) != NULL && f.result.unchanged == 1);
	tear_down(&f);
}

TEST(vietnamese_names_of_columns_and_words_are_understood)
{
	struct fixture f = set_up();

	CHECK(import_units(&f, "Mã;Tên;Cấp;Mã cấp trên;Từ ngày;Đến trước ngày\n"
			       "66;Tỉnh Đắk Lắk;Cấp tỉnh;;;\n"
			       "655;Huyện Krông Ana;huyện;66;;1/7/2025\n"));
	CHECK(count_units(&f, before_reform, UNIT_DISTRICT) == 1);
	CHECK(count_units(&f, after_reform, UNIT_DISTRICT) == 0);
	tear_down(&f);
}

TEST(a_sheet_without_its_columns_or_rows_is_refused)
{
	struct fixture f = set_up();

	CHECK(!import_units(&f, "code,name\n1,Xã A\n"));
	CHECK_TEXT(message_of(&f, PROBLEM_NO_COLUMN)->argument, "level");
	CHECK(!import_units(&f, HEADER));
	CHECK(message_of(&f, PROBLEM_NO_ROWS) != NULL);
	CHECK(!import_units(&f, ""));
	tear_down(&f);
}

TEST(an_import_for_one_unit_cannot_reach_outside_it)
{
	struct fixture f = set_up_krong_ana();
	struct id district = id_of(&f, "655", before_reform);
	const char *outside = HEADER "1,Xã Lạ,commune,66,2025-07-01,\n";
	const char *inside = HEADER "2,Xã Mới,commune,655,,2025-07-01\n";

	CHECK(!import_text(&f, &unit_importer, outside, strlen(outside), false, district));
	CHECK_TEXT(message_of(&f, PROBLEM_NOT_WITHIN)->cell, "A2");
	CHECK(import_text(&f, &unit_importer, inside, strlen(inside), false, district));
	tear_down(&f);
}

#define NATION "../shared/data/units/"

TEST(the_whole_country_has_its_units_on_each_day)
{
	if (!os_file_exists(NATION "units.csv")) {
		printf("skipped: the country's list of units is not on this machine\n");
		return;
	}
	struct fixture f = set_up();
	const struct { struct date day; size_t provinces, districts, communes; } known[] = {
		{ { 2022, 6, 1 }, 63, 705, 10599 }, { { 2025, 4, 1 }, 63, 696, 10035 },
		{ { 2025, 8, 1 }, 34, 0, 3321 },
	};

	CHECK(import_file(&f, &unit_importer, NATION "units.csv"));
	CHECK(f.result.added == 15615);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		CHECK(count_units(&f, known[i].day, UNIT_PROVINCE) == known[i].provinces);
		CHECK(count_units(&f, known[i].day, UNIT_DISTRICT) == known[i].districts);
		CHECK(count_units(&f, known[i].day, UNIT_COMMUNE) == known[i].communes);
	}
	CHECK(import_file(&f, &succession_importer, NATION "succession.csv"));
	CHECK(f.result.added == 10626);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM succession WHERE certain = 0") == 520);
	tear_down(&f);
}
