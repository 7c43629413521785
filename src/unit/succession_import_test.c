#include "unit/test_import.h"

#define HEADER "level,old_code,old_name,new_code,new_name,date,extent,certain\n"

static bool import_steps(struct fixture *f, const char *rows)
{
	const char *text = arena_printf(f->arena, "%s%s", HEADER, rows);

	return import_text(f, &succession_importer, text, strlen(text), false, ID_NONE);
}

static struct fixture set_up_three(void)
{
	struct fixture f = set_up();

	CHECK(import_units(&f, "code,name,level,valid_from,valid_to\n"
			       "1,Xã A,commune,,2020-01-01\n2,Xã B,commune,,2020-01-01\n"
			       "3,Xã C,commune,2020-01-01,2025-01-01\n"
			       "3,Xã D,commune,2025-01-01,\n4,Xã E,commune,2025-01-01,\n"));
	return f;
}

TEST(what_became_of_krong_ana_is_found_both_ways)
{
	struct fixture f = set_up_krong_ana();
	struct list list;

	CHECK(unit_list_predecessors(f.store, f.arena, id_of(&f, "24568", after_reform), &list,
				     &f.fault));
	CHECK(list.count == 2);
	const struct succession_row *first = list.items[0];

	CHECK_TEXT(first->unit_name, "Xã Băng A Drênh");
	CHECK(first->kind == SUCCESSION_MERGE && first->extent == SUCCESSION_WHOLE);
	CHECK(first->certain);
	CHECK_TEXT(first->legal_basis, "1660/NQ-UBTVQH15");
	CHECK(unit_list_successors(f.store, f.arena, id_of(&f, "24574", before_reform), &list,
				   &f.fault));
	CHECK(list.count == 1);
	CHECK_TEXT(((const struct succession_row *)list.items[0])->unit_name, "Xã Krông Ana");
	tear_down(&f);
}

TEST(the_kind_of_succession_follows_from_the_lines)
{
	struct fixture f = set_up_three();

	CHECK(import_steps(&f, "commune,1,Xã A,3,Xã C,2020-01-01,whole,1\n"
			       "commune,2,Xã B,3,Xã C,2020-01-01,part,0\n"
			       "commune,3,Xã C,3,Xã D,2025-01-01,part,1\n"
			       "commune,3,Xã C,4,Xã E,2025-01-01,part,1\n"));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM succession WHERE kind = 'merge'") == 2);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM succession WHERE kind = 'split'") == 2);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM succession"
			     " WHERE extent = 'part' AND certain = 0") == 1);
	tear_down(&f);
}

TEST(a_successor_that_is_not_recorded_is_kept_by_name)
{
	struct fixture f = set_up_three();

	CHECK(import_steps(&f, "commune,1,Xã A,77,Xã Mới,2020-01-01,whole,1\n"));
	const struct import_message *m = message_of(&f, PROBLEM_SUCCESSOR_UNKNOWN);

	CHECK(m != NULL && m->severity == IMPORT_WARNING);
	CHECK_TEXT(m->cell, "D2");
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM succession"
			     " WHERE to_unit_id IS NULL AND to_name = 'Xã Mới'") == 1);
	CHECK(import_steps(&f, "commune,1,Xã A,77,Xã Mới,2020-01-01,whole,1\n"));
	CHECK(f.result.unchanged == 1);
	tear_down(&f);
}

TEST(steps_that_cannot_be_are_refused_with_their_cell)
{
	const struct { const char *rows; enum problem_kind kind; const char *cell; } bad[] = {
		{ "commune,9,Xã X,3,Xã C,2020-01-01,whole,1\n", PROBLEM_NO_SUCH_RECORD, "B2" },
		{ "commune,1,Xã A,3,Xã C,2021-01-01,whole,1\n", PROBLEM_OUTSIDE_DATES, "B2" },
		{ "commune,1,Xã A,3,Xã C,,whole,1\n", PROBLEM_REQUIRED, "F2" },
		{ "commune,1,Xã A,3,Xã C,2020-13-01,whole,1\n", PROBLEM_NOT_DATE, "F2" },
		{ "commune,1,Xã A,3,Xã C,2020-01-01,most,1\n", PROBLEM_NOT_WORD, "G2" },
		{ "commune,1,Xã A,3,Xã C,2020-01-01,whole,1\n"
		  "commune,1,Xã A,3,Xã C,2020-01-01,whole,1\n", PROBLEM_REPEATED_ROW, "B3" },
		{ "commune,4,Xã E,4,Xã E,2026-01-01,whole,1\n", PROBLEM_CYCLE, "D2" },
		{ "commune,3,Xã D,4,Xã E,2026-01-01,part,1\n"
		  "commune,4,Xã E,3,Xã D,2026-02-01,part,1\n", PROBLEM_CYCLE, "D3" },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct fixture f = set_up_three();

		CHECK(!import_steps(&f, bad[i].rows));
		const struct import_message *m = message_of(&f, bad[i].kind);

		CHECK_TEXT(m == NULL ? "no message" : m->cell, bad[i].cell);
		CHECK(count_rows(&f, "SELECT COUNT(*) FROM succession") == 0);
		tear_down(&f);
	}
}

TEST(a_circle_of_succession_is_named)
{
	struct fixture f = set_up_three();

	CHECK(import_steps(&f, "commune,3,Xã D,4,Xã E,2026-01-01,part,1\n"));
	CHECK(!import_steps(&f, "commune,4,Xã E,3,Xã D,2026-02-01,part,1\n"));
	const char *circle = message_of(&f, PROBLEM_CYCLE)->argument;

	CHECK(strcmp(circle, "Xã D → Xã E → Xã D") == 0 ||
	      strcmp(circle, "Xã E → Xã D → Xã E") == 0);
	tear_down(&f);
}

TEST(a_checked_step_replaces_an_uncertain_one)
{
	struct fixture f = set_up_three();

	CHECK(import_steps(&f, "commune,1,Xã A,3,Xã C,2020-01-01,unknown,0\n"));
	CHECK(import_steps(&f, "commune,1,Xã A,3,Xã C,2020-01-01,whole,1\n"));
	CHECK(f.result.changed == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM succession"
			     " WHERE extent = 'whole' AND certain = 1") == 1);
	tear_down(&f);
}
