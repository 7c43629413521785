#include "person/person_import.h"

#include "access/test_reader.h"

#define TEST_TYPES &person_type, &post_type, &account_type, &role_type, &grant_type, &policy_type,
#define TEST_COLLECTIONS &person_collection, &post_collection,
#include "unit/test_import.h"

#define HEADER "full_name,rank,unit,title,valid_from,valid_to\n"

static bool import_people(struct fixture *f, const char *rows)
{
	const char *text = arena_printf(f->arena, "%s%s", HEADER, rows);

	return import_text(f, &person_importer, text, strlen(text), false, ID_NONE);
}

TEST(a_person_is_found_by_a_key_and_seen_in_its_unit)
{
	struct fixture f = set_up_krong_ana();
	struct person person = { .full_name = "Người Thử Đầu", .unit_id = id_of(&f, "24559",
									      after_reform) };

	CHECK(add(&f, &person_collection, &person));
	CHECK_TEXT(person.search_key, "nguoi thu dau");
	CHECK(id_equal(person.head.scope_id, person.unit_id));
	struct person unknown = { .full_name = "Người Thử Hai" };

	CHECK(add(&f, &person_collection, &unknown));
	CHECK(id_is_none(unknown.head.scope_id));
	tear_down(&f);
}

TEST(a_post_lies_in_the_days_of_its_unit)
{
	struct fixture f = set_up_krong_ana();
	struct person person = { .full_name = "Người Thử", .head.label = { LABEL_INTERNAL } };

	CHECK(add(&f, &person_collection, &person));
	struct post post = { .person_id = person.head.id, .title = "Chỉ huy trưởng",
			     .unit_id = id_of(&f, "655", before_reform),
			     .valid_from = { 2025, 7, 1 } };

	CHECK(!add(&f, &post_collection, &post));
	CHECK(has_problem(&f, PROBLEM_OUTSIDE_DATES, "/unit_id"));
	post.valid_from = (struct date){ 2020, 1, 1 };
	post.valid_to = (struct date){ 2019, 1, 1 };
	CHECK(!add(&f, &post_collection, &post));
	CHECK(has_problem(&f, PROBLEM_ORDER_OF_DATES, "/valid_to"));
	post.valid_to = DATE_NONE;
	CHECK(add(&f, &post_collection, &post));
	CHECK(post.head.label.level == LABEL_INTERNAL);
	CHECK(id_equal(post.head.scope_id, post.unit_id));
	CHECK(!take_away(&f, &person_collection, &person));
	CHECK(has_problem(&f, PROBLEM_IN_USE, "/id"));
	tear_down(&f);
}

TEST(people_are_imported_with_their_posts_and_only_once)
{
	struct fixture f = set_up_krong_ana();
	const char *rows = "Người Thử Một,Thiếu tá,24559,Chỉ huy trưởng,2025-08-01,\n"
			   "Người Thử Một,Thiếu tá,24559,Ủy viên,2025-08-01,\n"
			   "Người Thử Hai,,Ea Na,,,\n";

	CHECK(import_people(&f, rows));
	CHECK(f.result.added == 2 && f.result.changed == 1 && f.result.rows == 3);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person") == 2);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM post") == 2);
	CHECK(import_people(&f, rows));
	CHECK(f.result.unchanged == 3);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person") == 2);
	tear_down(&f);
}

TEST(rows_of_people_that_cannot_be_are_refused_with_their_cell)
{
	const struct { const char *rows; enum problem_kind kind; const char *cell; } bad[] = {
		{ ",Thiếu tá,24559,Ủy viên,,\n", PROBLEM_REQUIRED, "A2" },
		{ "Người Thử,,99999,Ủy viên,,\n", PROBLEM_NO_SUCH_RECORD, "C2" },
		{ "Người Thử,,,Ủy viên,,\n", PROBLEM_REQUIRED, "C2" },
		{ "Người Thử,,24559,Ủy viên,30/02/2025,\n", PROBLEM_NOT_DATE, "E2" },
		{ "Người Thử,,24559,Ủy viên,2025-09-01,2025-08-01\n", PROBLEM_ORDER_OF_DATES,
		  "F2" },
		{ "Người Thử,,24559,Ủy viên,,\nNgười Thử,,24559,Ủy viên,,\n",
		  PROBLEM_REPEATED_ROW, "D3" },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct fixture f = set_up_krong_ana();

		CHECK(!import_people(&f, bad[i].rows));
		const struct import_message *m = message_of(&f, bad[i].kind);

		CHECK_TEXT(m == NULL ? "no message" : m->cell, bad[i].cell);
		CHECK(count_rows(&f, "SELECT COUNT(*) FROM person") == 0);
		tear_down(&f);
	}
}

TEST(an_import_of_people_for_one_unit_stays_within_it)
{
	struct fixture f = set_up_krong_ana();
	struct id unit = id_of(&f, "24559", after_reform);
	const char *outside = HEADER "Người Thử,,24538,Ủy viên,,\n";
	const char *inside = HEADER "Người Thử,,24559,Ủy viên,,\nNgười Khác,,,Ủy viên,,\n";

	CHECK(!import_text(&f, &person_importer, outside, strlen(outside), false, unit));
	CHECK(message_of(&f, PROBLEM_NOT_WITHIN) != NULL);
	CHECK(import_text(&f, &person_importer, inside, strlen(inside), false, unit));
	CHECK(f.result.added == 2);
	tear_down(&f);
}

TEST(a_post_is_never_less_secret_than_its_person)
{
	struct fixture f = set_up_krong_ana();
	struct person person = { .full_name = "Người Thử" };
	struct post post = { .title = "Ủy viên", .unit_id = id_of(&f, "24559", after_reform) };

	CHECK(add(&f, &person_collection, &person));
	post.person_id = person.head.id;
	CHECK(add(&f, &post_collection, &post));
	struct post secret = { .person_id = person.head.id, .title = "Cố vấn",
			       .unit_id = post.unit_id,
			       .head.label = { LABEL_INTERNAL } };

	CHECK(add(&f, &post_collection, &secret));
	person.head.label.level = LABEL_INTERNAL;
	CHECK(change(&f, &person_collection, &person));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM post WHERE label = 'internal'") == 2);
	CHECK(count_rows(&f, "SELECT SUM(version) FROM post") == 3);
	/* lowering again takes nothing back: what was written about the post may stay secret */
	person.head.label.level = LABEL_NONE;
	CHECK(change(&f, &person_collection, &person));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM post WHERE label = 'internal'") == 2);
	tear_down(&f);
}

TEST(a_person_who_moves_to_another_unit_is_seen_there_and_found_by_the_new_name)
{
	struct fixture f = set_up_krong_ana();
	struct person person = { .full_name = "Người Thử Đầu",
				 .unit_id = id_of(&f, "24559", after_reform) };

	CHECK(add(&f, &person_collection, &person));
	person.unit_id = id_of(&f, "24538", after_reform);
	person.full_name = "Người Thử Đức";
	CHECK(change(&f, &person_collection, &person));
	CHECK(id_equal(person.head.scope_id, person.unit_id));
	CHECK_TEXT(person.search_key, "nguoi thu duc");
	CHECK(person.head.version == 2);
	tear_down(&f);
}

TEST(a_post_needs_a_person_and_a_unit_that_are_there)
{
	struct fixture f = set_up_krong_ana();
	struct person person = { .full_name = "Người Thử" };
	struct post post = { .title = "Ủy viên", .unit_id = id_of(&f, "24559", after_reform),
			     .person_id = { { 1, [6] = 0x70, [8] = 0x80 } } };

	CHECK(add(&f, &person_collection, &person));
	CHECK(!add(&f, &post_collection, &post));
	CHECK(has_problem(&f, PROBLEM_NO_SUCH_RECORD, "/person_id"));
	post.unit_id = post.person_id;
	post.person_id = person.head.id;
	CHECK(!add(&f, &post_collection, &post));
	CHECK(has_problem(&f, PROBLEM_NO_SUCH_RECORD, "/unit_id"));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM post") == 0);
	tear_down(&f);
}

TEST(a_post_with_an_open_beginning_lies_in_a_unit_that_ended_before_its_end)
{
	struct fixture f = set_up_krong_ana();
	struct person person = { .full_name = "Người Thử" };

	CHECK(add(&f, &person_collection, &person));
	/* the district ended on 2025-07-01: a post that ends that day was in it to the last */
	struct post post = { .person_id = person.head.id, .title = "Chính trị viên",
			     .unit_id = id_of(&f, "655", before_reform),
			     .valid_to = { 2025, 7, 1 } };

	CHECK(add(&f, &post_collection, &post));
	/* begun on its last day it still was there, a day later it was not */
	post.head = (struct record_head){ .version = 0 };
	post.valid_from = (struct date){ 2025, 6, 30 };
	post.valid_to = DATE_NONE;
	CHECK(add(&f, &post_collection, &post));
	post.head = (struct record_head){ .version = 0 };
	post.valid_from = (struct date){ 2025, 7, 1 };
	CHECK(!add(&f, &post_collection, &post));
	CHECK(has_problem(&f, PROBLEM_OUTSIDE_DATES, "/unit_id"));
	tear_down(&f);
}

TEST(a_dry_run_of_people_writes_nothing_and_counts_what_it_would)
{
	struct fixture f = set_up_krong_ana();
	const char *text = HEADER "Người Thử,,24559,Ủy viên,,\n";

	CHECK(import_text(&f, &person_importer, text, strlen(text), true, ID_NONE));
	CHECK(f.result.added == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person") == 0);
	tear_down(&f);
}

TEST(what_was_unknown_of_a_person_is_learned_from_a_later_list)
{
	struct fixture f = set_up_krong_ana();

	CHECK(import_people(&f, "Người Thử,,24559,Ủy viên,,\n"));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person WHERE rank IS NULL") == 1);
	CHECK(import_people(&f, "Người Thử,Thiếu tá,24559,Ủy viên,2025-08-01,\n"));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person WHERE rank = 'Thiếu tá'") == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM post") == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM post WHERE valid_from = '2025-08-01'") == 1);
	tear_down(&f);
}

TEST(a_list_of_people_without_names_or_rows_is_refused)
{
	struct fixture f = set_up_krong_ana();
	const char *no_names = "rank,unit\nThiếu tá,24559\n", *no_rows = HEADER;

	CHECK(!import_text(&f, &person_importer, no_names, strlen(no_names), false, ID_NONE));
	CHECK(message_of(&f, PROBLEM_NO_COLUMN) != NULL);
	CHECK(!import_text(&f, &person_importer, no_rows, strlen(no_rows), false, ID_NONE));
	CHECK(message_of(&f, PROBLEM_NO_ROWS) != NULL);
	tear_down(&f);
}

TEST(the_same_name_in_two_units_is_two_persons)
{
	struct fixture f = set_up_krong_ana();

	CHECK(import_people(&f, "Người Thử,,24559,Ủy viên,,\nNgười Thử,,24538,Ủy viên,,\n"));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person") == 2);
	/* and the other tone placement, or letters typed in pieces, is the same one */
	CHECK(import_people(&f, "Ngươ\xcc\x80i Thư\xcc\x89,,24559,Ủy viên,,\n"));
	CHECK(f.result.unchanged == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person") == 2);
	tear_down(&f);
}

static bool import_with_codes(struct fixture *f, const char *rows)
{
	const char *text = arena_printf(f->arena, "full_name,unit,title,code\n%s", rows);

	return import_text(f, &person_importer, text, strlen(text), false, ID_NONE);
}

TEST(people_of_one_name_are_told_apart_by_their_code)
{
	struct fixture f = set_up_krong_ana();
	const char *rows = "Người Thử,24559,Ủy viên,A1\nNgười Thử,24559,Ủy viên,A2\n";

	CHECK(import_with_codes(&f, rows));
	CHECK(f.result.added == 2 && count_rows(&f, "SELECT COUNT(*) FROM person") == 2);
	CHECK(import_with_codes(&f, rows));	/* the same list again changes nothing */
	CHECK(f.result.unchanged == 2);
	CHECK(!import_with_codes(&f, "Người Thử,24559,Chỉ huy trưởng,\n"));
	const struct import_message *m = message_of(&f, PROBLEM_AMBIGUOUS);

	CHECK_TEXT(m == NULL ? "no message" : m->cell, "A2");
	tear_down(&f);
}

TEST(a_post_for_somebody_known_by_the_name_alone_is_never_added_in_silence)
{
	struct fixture f = set_up_krong_ana();
	const char *first = "Người Thử,24559,Ủy viên,\n";

	CHECK(import_with_codes(&f, first));
	CHECK(message_of(&f, PROBLEM_SAME_PERSON) == NULL);
	CHECK(import_with_codes(&f, first) && message_of(&f, PROBLEM_SAME_PERSON) == NULL);
	CHECK(import_with_codes(&f, "Người Thử,24559,Chỉ huy trưởng,\n"));
	CHECK(message_of(&f, PROBLEM_SAME_PERSON) != NULL);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person") == 1);
	CHECK(import_with_codes(&f, "Người Thử,24559,Chính trị viên,B7\n"));
	CHECK(message_of(&f, PROBLEM_OTHER_PERSON) != NULL);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person") == 2);
	tear_down(&f);
}

/* --- what the one who imports may not see ------------------------------------------ */

/* From now on a secretary of the whole office imports, cleared for no label. */
static void import_as_limited(struct fixture *f)
{
	begin_part(f);
	f->reader = test_reader(f->journal, "secretary", ID_NONE, LABEL_NONE);
	end_part(f, true);
}

static struct person add_labelled(struct fixture *f, const char *code, enum label_level label)
{
	struct person person = { .full_name = "Người Thử", .code = code,
				 .unit_id = id_of(f, "24559", after_reform),
				 .head.label = { label } };

	must(add(f, &person_collection, &person), "the person is added");
	return person;
}

TEST(an_import_learns_nothing_of_a_person_above_the_clearance)
{
	struct fixture f = set_up_krong_ana();

	add_labelled(&f, NULL, LABEL_INTERNAL);
	import_as_limited(&f);
	CHECK(import_people(&f, "Người Thử,Thiếu tá,24559,Ủy viên,,\n"));
	CHECK(f.result.added == 1 && f.result.changed == 0 && f.result.unchanged == 0);
	CHECK(f.result.messages == NULL);	/* no hint that there is one of that name */
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person WHERE label = 'internal'"
			     " AND rank IS NULL AND version = 1") == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person") == 2);
	/* the one in sight is known again, the one out of sight is no namesake of his */
	CHECK(import_people(&f, "Người Thử,Thiếu tá,24559,Ủy viên,,\n"));
	CHECK(f.result.unchanged == 1 && f.result.messages == NULL);
	f.reader = NULL;	/* the machine sees both, and cannot tell which is meant */
	CHECK(!import_people(&f, "Người Thử,,24559,Chỉ huy trưởng,,\n"));
	CHECK(message_of(&f, PROBLEM_AMBIGUOUS) != NULL);
	tear_down(&f);
}

TEST(a_code_that_is_taken_out_of_sight_is_refused_without_a_word_of_who_has_it)
{
	struct fixture f = set_up_krong_ana();

	add_labelled(&f, "A1", LABEL_INTERNAL);
	import_as_limited(&f);
	CHECK(!import_with_codes(&f, "Người Khác,24559,Ủy viên,A1\n"));
	const struct import_message *m = f.result.messages;

	CHECK(m != NULL && m->next == NULL && m->kind == PROBLEM_NOT_UNIQUE);
	CHECK_TEXT(m->argument, "A1");
	CHECK_TEXT(m->cell, "D2");
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM person") == 1);
	tear_down(&f);
}

TEST(a_post_above_the_clearance_is_neither_changed_nor_compared)
{
	struct fixture f = set_up_krong_ana();
	struct person person = add_labelled(&f, "A1", LABEL_NONE);
	struct post post = { .person_id = person.head.id, .title = "Ủy viên",
			     .unit_id = person.unit_id, .head.label = { LABEL_INTERNAL } };

	CHECK(add(&f, &post_collection, &post));
	import_as_limited(&f);
	CHECK(import_people(&f, "Người Thử,,24559,Ủy viên,2025-08-01,\n"));
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM post WHERE label = 'internal'"
			     " AND valid_from IS NULL AND version = 1") == 1);
	CHECK(count_rows(&f, "SELECT COUNT(*) FROM post WHERE label = 'none'") == 1);
	tear_down(&f);
}
