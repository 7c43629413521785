#include "programme/programme.h"

#define TEST_TYPES &exercise_kind_type, &programme_type, &legal_basis_type, &target_type, \
	&programme_unit_type, &scheduled_exercise_type,
#define TEST_COLLECTIONS &exercise_kind_collection, &programme_collection, \
	&legal_basis_collection, &target_collection, &programme_unit_collection, \
	&scheduled_exercise_collection,
#include "unit/test_import.h"

struct term {
	struct fixture f;
	struct exercise_kind kind;
	struct programme programme;
};

static struct term set_up_term(void)
{
	struct term t = { .f = set_up_krong_ana() };

	t.kind = (struct exercise_kind){ .code = "commune", .name = "Diễn tập cấp xã" };
	t.programme = (struct programme){ .name = "Chương trình diễn tập 2021-2025",
		.term_label = "2021-2025", .issuing_unit_id = id_of(&t.f, "655", before_reform),
		.structure_on = before_reform };
	CHECK(add(&t.f, &exercise_kind_collection, &t.kind));
	CHECK(add(&t.f, &programme_collection, &t.programme));
	return t;
}

static struct programme_unit unit_of(struct term *t, const char *code, struct date day)
{
	return (struct programme_unit){ .programme_id = t->programme.head.id,
					.unit_id = id_of(&t->f, code, day) };
}

static bool act(struct term *t, const char *action, const char *reason)
{
	begin_part(&t->f);
	bool good = collection_act(t->f.journal, &programme_collection, &t->programme, action,
				   reason, &t->f.fault);

	end_part(&t->f, good);
	return good;
}

TEST(a_programme_begins_as_a_draft_with_a_code_of_its_name)
{
	struct term t = set_up_term();
	struct programme same = t.programme;

	CHECK(t.programme.state == PROGRAMME_DRAFT);
	CHECK_TEXT(t.programme.code, "chuong-trinh-dien-tap-2021-2025");
	CHECK(id_equal(t.programme.head.scope_id, t.programme.issuing_unit_id));
	same.head = (struct record_head){ .version = 0 };
	same.code = NULL;
	CHECK(add(&t.f, &programme_collection, &same));
	CHECK_TEXT(same.code, "chuong-trinh-dien-tap-2021-2025-2");
	const struct programme *found = programme_find_by_code(t.f.store, t.f.arena,
		"chuong-trinh-dien-tap-2021-2025", &t.f.fault);

	CHECK(found != NULL && id_equal(found->head.id, t.programme.head.id));
	CHECK(programme_find_by_code(t.f.store, t.f.arena, "none", &t.f.fault) == NULL);
	CHECK(t.f.fault.kind == FAULT_NOT_FOUND);
	tear_down(&t.f);
}

TEST(codes_of_programmes_are_unique_and_plain)
{
	struct term t = set_up_term();
	struct programme other = t.programme;

	other.head = (struct record_head){ .version = 0 };
	CHECK(!add(&t.f, &programme_collection, &other));
	CHECK(has_problem(&t.f, PROBLEM_NOT_UNIQUE, "/code"));
	other.code = "Krông Ana";
	CHECK(!add(&t.f, &programme_collection, &other));
	CHECK(has_problem(&t.f, PROBLEM_RULE, "/code"));
	tear_down(&t.f);
}

TEST(a_programme_ends_after_it_began_and_its_issuer_is_there)
{
	struct term t = set_up_term();
	struct programme p = t.programme;

	p.starts_on = (struct date){ 2025, 1, 1 };
	p.ends_on = (struct date){ 2021, 1, 1 };
	p.first_year = (struct optional_integer){ true, 2025 };
	p.last_year = (struct optional_integer){ true, 2021 };
	CHECK(!change(&t.f, &programme_collection, &p));
	CHECK(has_problem(&t.f, PROBLEM_ORDER_OF_DATES, "/ends_on"));
	CHECK(has_problem(&t.f, PROBLEM_ORDER_OF_DATES, "/last_year"));
	p = t.programme;
	p.structure_on = after_reform;
	CHECK(!change(&t.f, &programme_collection, &p));
	CHECK(has_problem(&t.f, PROBLEM_OUTSIDE_DATES, "/structure_on"));
	tear_down(&t.f);
}

TEST(the_life_of_a_programme_is_start_close_and_reopen_with_a_reason)
{
	struct term t = set_up_term();
	struct programme_unit unit = unit_of(&t, "24559", before_reform);

	CHECK(!act(&t, "start", NULL));
	CHECK(has_problem(&t.f, PROBLEM_RULE, "/state"));
	CHECK(add(&t.f, &programme_unit_collection, &unit));
	CHECK(act(&t, "start", NULL) && act(&t, "close", NULL));
	CHECK(t.programme.state == PROGRAMME_CLOSED);
	CHECK(!act(&t, "start", NULL) && t.f.fault.kind == FAULT_WRONG_STATE);
	CHECK(!act(&t, "reopen", NULL));
	CHECK(act(&t, "reopen", "Thiếu một kết quả."));
	CHECK_TEXT(t.programme.state_reason, "Thiếu một kết quả.");
	tear_down(&t.f);
}

TEST(a_closed_programme_and_its_parts_are_not_changed)
{
	struct term t = set_up_term();
	struct programme_unit first = unit_of(&t, "24559", before_reform);
	struct programme_unit second = unit_of(&t, "24565", before_reform);

	CHECK(add(&t.f, &programme_unit_collection, &first));
	CHECK(act(&t, "start", NULL) && act(&t, "close", NULL));
	CHECK(!add(&t.f, &programme_unit_collection, &second));
	CHECK(t.f.fault.kind == FAULT_WRONG_STATE);
	CHECK(!take_away(&t.f, &programme_unit_collection, &first));
	CHECK(t.f.fault.kind == FAULT_WRONG_STATE);
	t.programme.summary = "Khác";
	CHECK(!change(&t.f, &programme_collection, &t.programme));
	CHECK(t.f.fault.kind == FAULT_WRONG_STATE);
	tear_down(&t.f);
}

TEST(units_of_a_programme_are_those_of_its_structure_each_once)
{
	struct term t = set_up_term();
	struct programme_unit unit = unit_of(&t, "24559", before_reform);
	struct programme_unit again = unit, later = unit_of(&t, "24559", after_reform);

	CHECK(add(&t.f, &programme_unit_collection, &unit));
	CHECK(id_equal(unit.head.scope_id, t.programme.head.scope_id));
	CHECK(!add(&t.f, &programme_unit_collection, &again));
	CHECK(has_problem(&t.f, PROBLEM_NOT_UNIQUE, "/unit_id"));
	CHECK(!add(&t.f, &programme_unit_collection, &later));
	CHECK(has_problem(&t.f, PROBLEM_OUTSIDE_DATES, "/unit_id"));
	tear_down(&t.f);
}

TEST(a_target_has_the_number_of_its_rule_only)
{
	struct term t = set_up_term();
	struct target target = { .programme_id = t.programme.head.id, .kind_id = t.kind.head.id,
		.rule = TARGET_EACH_UNIT, .share = { true, 250 } };
	struct target share = { .programme_id = t.programme.head.id, .kind_id = t.kind.head.id,
		.rule = TARGET_SHARE_PER_YEAR, .count = { true, 3 } };

	CHECK(!add(&t.f, &target_collection, &target));
	CHECK(has_problem(&t.f, PROBLEM_RULE, "/share"));
	CHECK(!add(&t.f, &target_collection, &share));
	CHECK(has_problem(&t.f, PROBLEM_RULE, "/count"));
	target.share.has_value = false;
	CHECK(add(&t.f, &target_collection, &target));
	share.count.has_value = false;
	share.share = (struct optional_integer){ true, 250 };
	CHECK(add(&t.f, &target_collection, &share));
	share.head = (struct record_head){ .version = 0 };
	CHECK(!add(&t.f, &target_collection, &share));
	CHECK(has_problem(&t.f, PROBLEM_NOT_UNIQUE, "/rule"));
	tear_down(&t.f);
}

TEST(a_target_rests_on_a_text_of_its_own_programme)
{
	struct term t = set_up_term();
	struct programme other = t.programme;

	other.head = (struct record_head){ .version = 0 };
	other.code = "other";
	CHECK(add(&t.f, &programme_collection, &other));
	struct legal_basis basis = { .programme_id = other.head.id, .reference = "28-NQ/TW" };

	CHECK(add(&t.f, &legal_basis_collection, &basis));
	CHECK(basis.position == 1);
	struct target target = { .programme_id = t.programme.head.id, .kind_id = t.kind.head.id,
		.rule = TARGET_LIST, .legal_basis_id = basis.head.id };

	CHECK(!add(&t.f, &target_collection, &target));
	CHECK(has_problem(&t.f, PROBLEM_NOT_WITHIN, "/legal_basis_id"));
	tear_down(&t.f);
}

TEST(the_schedule_names_units_of_the_programme_on_days_they_exist)
{
	struct term t = set_up_term();
	struct programme_unit unit = unit_of(&t, "24559", before_reform);
	struct scheduled_exercise line = { .programme_id = t.programme.head.id,
		.unit_id = id_of(&t.f, "24565", before_reform), .kind_id = t.kind.head.id };

	CHECK(add(&t.f, &programme_unit_collection, &unit));
	CHECK(!add(&t.f, &scheduled_exercise_collection, &line));
	CHECK(has_problem(&t.f, PROBLEM_NOT_WITHIN, "/unit_id"));
	line.unit_id = unit.unit_id;
	line.starts_on = (struct date){ 2025, 6, 29 };
	line.ends_on = (struct date){ 2025, 7, 1 };
	CHECK(!add(&t.f, &scheduled_exercise_collection, &line));
	CHECK(has_problem(&t.f, PROBLEM_OUTSIDE_DATES, "/unit_id"));
	line.ends_on = (struct date){ 2025, 6, 30 };
	CHECK(add(&t.f, &scheduled_exercise_collection, &line));
	CHECK(line.year.has_value && line.year.value == 2025);
	line.year.value = 2024;
	CHECK(!change(&t.f, &scheduled_exercise_collection, &line));
	CHECK(has_problem(&t.f, PROBLEM_DIFFERS, "/year"));
	CHECK(!take_away(&t.f, &programme_unit_collection, &unit));
	CHECK(has_problem(&t.f, PROBLEM_IN_USE, "/unit_id"));
	tear_down(&t.f);
}

TEST(parts_of_a_programme_are_never_less_secret_than_it)
{
	struct term t = set_up_term();
	struct programme_unit unit = unit_of(&t, "24559", before_reform);

	CHECK(add(&t.f, &programme_unit_collection, &unit));
	t.programme.head.label.level = LABEL_INTERNAL;
	CHECK(change(&t.f, &programme_collection, &t.programme));
	CHECK(count_rows(&t.f, "SELECT COUNT(*) FROM programme_unit"
			       " WHERE label = 'internal'") == 1);
	struct programme_unit second = unit_of(&t, "24565", before_reform);

	CHECK(add(&t.f, &programme_unit_collection, &second));
	CHECK(second.head.label.level == LABEL_INTERNAL);
	tear_down(&t.f);
}

TEST(a_kind_of_exercise_bears_one_name_on_each_day)
{
	struct term t = set_up_term();
	struct exercise_kind kind = { .code = "commune", .name = "Diễn tập chiến đấu trị an",
				      .valid_to = { 2015, 1, 1 } };

	CHECK(!add(&t.f, &exercise_kind_collection, &kind));
	CHECK(has_problem(&t.f, PROBLEM_NOT_UNIQUE, "/code"));
	kind.code = "Cấp xã";
	CHECK(!add(&t.f, &exercise_kind_collection, &kind));
	CHECK(has_problem(&t.f, PROBLEM_RULE, "/code"));
	t.kind.valid_from = (struct date){ 2015, 1, 1 };
	CHECK(change(&t.f, &exercise_kind_collection, &t.kind));
	kind.code = "commune";
	CHECK(add(&t.f, &exercise_kind_collection, &kind));
	tear_down(&t.f);
}

TEST(parts_follow_a_draft_to_another_issuer_and_a_running_term_stays)
{
	struct term t = set_up_term();
	struct programme_unit unit = unit_of(&t, "24559", before_reform);
	struct id district = t.programme.issuing_unit_id;

	CHECK(add(&t.f, &programme_unit_collection, &unit));
	t.programme.issuing_unit_id = id_of(&t.f, "66", before_reform);
	CHECK(change(&t.f, &programme_collection, &t.programme));
	CHECK(id_equal(t.programme.head.scope_id, t.programme.issuing_unit_id));
	CHECK(count_rows(&t.f, "SELECT COUNT(*) FROM programme_unit u JOIN programme p"
			       " ON p.id = u.programme_id AND p.scope_id = u.scope_id") == 1);
	CHECK(act(&t, "start", NULL));
	t.programme.issuing_unit_id = district;
	CHECK(!change(&t.f, &programme_collection, &t.programme));
	CHECK(has_problem(&t.f, PROBLEM_RULE, "/issuing_unit_id"));
	tear_down(&t.f);
}

TEST(every_step_of_a_programme_works_from_its_state_and_from_no_other)
{
	static const struct { const char *action; enum programme_state from, to; } steps[] = {
		{ "start", PROGRAMME_DRAFT, PROGRAMME_RUNNING },
		{ "close", PROGRAMME_RUNNING, PROGRAMME_CLOSED },
		{ "reopen", PROGRAMME_CLOSED, PROGRAMME_RUNNING },
	};
	static const char *const ways[] = { "", "start", "start close" };

	for (unsigned state = PROGRAMME_DRAFT; state <= PROGRAMME_CLOSED; state++) {
		for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
			struct term t = set_up_term();
			struct programme_unit unit = unit_of(&t, "24559", before_reform);
			const char *way = ways[state - PROGRAMME_DRAFT];

			CHECK(add(&t.f, &programme_unit_collection, &unit));
			CHECK(strstr(way, "start") == NULL || act(&t, "start", NULL));
			CHECK(strstr(way, "close") == NULL || act(&t, "close", NULL));
			CHECK(t.programme.state == state);
			bool good = act(&t, steps[i].action, "Có lý do.");

			CHECK(good == (steps[i].from == state));
			CHECK(t.programme.state == (good ? steps[i].to : state));
			CHECK(good || t.f.fault.kind == FAULT_WRONG_STATE);
			tear_down(&t.f);
		}
	}
}

TEST(only_a_draft_is_removed_and_only_when_nothing_belongs_to_it)
{
	struct term t = set_up_term();
	struct programme_unit unit = unit_of(&t, "24559", before_reform);

	CHECK(add(&t.f, &programme_unit_collection, &unit));
	CHECK(!take_away(&t.f, &programme_collection, &t.programme));
	CHECK(has_problem(&t.f, PROBLEM_IN_USE, "/id"));
	CHECK(act(&t, "start", NULL));
	CHECK(take_away(&t.f, &programme_unit_collection, &unit));
	CHECK(!take_away(&t.f, &programme_collection, &t.programme));
	CHECK(t.f.fault.kind == FAULT_WRONG_STATE);
	struct programme draft = t.programme;

	draft.head = (struct record_head){ .version = 0 };
	draft.code = NULL;
	draft.state = PROGRAMME_STATE_UNKNOWN;
	CHECK(add(&t.f, &programme_collection, &draft));
	CHECK(take_away(&t.f, &programme_collection, &draft));
	tear_down(&t.f);
}

TEST(another_day_of_structure_must_know_every_unit_of_the_programme)
{
	struct term t = set_up_term();
	struct programme_unit unit = unit_of(&t, "24565", before_reform);

	/* the province lives through the reform, the commune of the list does not */
	t.programme.issuing_unit_id = id_of(&t.f, "66", before_reform);
	CHECK(change(&t.f, &programme_collection, &t.programme));
	CHECK(add(&t.f, &programme_unit_collection, &unit));
	struct programme before = t.programme;

	t.programme.issuing_unit_id = id_of(&t.f, "66", after_reform);
	t.programme.structure_on = after_reform;
	CHECK(!change(&t.f, &programme_collection, &t.programme));
	CHECK(has_problem(&t.f, PROBLEM_OUTSIDE_DATES, "/structure_on"));
	t.programme = before;
	t.programme.structure_on = (struct date){ 2024, 1, 1 };
	CHECK(change(&t.f, &programme_collection, &t.programme));
	tear_down(&t.f);
}

TEST(a_programme_without_a_day_of_structure_takes_its_first_day_or_today)
{
	struct term t = set_up_term();
	struct programme p = { .name = "Nhiệm kỳ có ngày", .term_label = "2021-2025",
		.issuing_unit_id = t.programme.issuing_unit_id, .starts_on = { 2021, 1, 1 } };
	struct programme today = { .name = "Nhiệm kỳ mới", .term_label = "2026-2030",
		.issuing_unit_id = id_of(&t.f, "66", after_reform) };

	CHECK(add(&t.f, &programme_collection, &p));
	CHECK(date_compare(p.structure_on, (struct date){ 2021, 1, 1 }) == 0);
	CHECK(add(&t.f, &programme_collection, &today));
	CHECK(date_compare(today.structure_on, (struct date){ 2026, 3, 1 }) == 0);
	tear_down(&t.f);
}

TEST(codes_are_made_of_any_name_and_never_grow_without_end)
{
	struct term t = set_up_term();
	char name[200];
	struct programme p = { .name = "— ★ —", .term_label = "x",
		.issuing_unit_id = t.programme.issuing_unit_id, .structure_on = before_reform };

	CHECK(add(&t.f, &programme_collection, &p));
	CHECK_TEXT(p.code, "programme");
	memset(name, 'b', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	p = (struct programme){ .name = name, .term_label = "x",
		.issuing_unit_id = t.programme.issuing_unit_id, .structure_on = before_reform };
	CHECK(add(&t.f, &programme_collection, &p));
	CHECK(strlen(p.code) == 100);
	tear_down(&t.f);
}

TEST(a_share_above_the_whole_is_refused_where_it_is_read)
{
	const struct field *share = record_find_field(&target_type, "share");
	const struct field *count = record_find_field(&target_type, "count");

	CHECK(share != NULL && share->min == 1 && share->max == 1000);
	CHECK(count != NULL && count->min == 1 && count->max > count->min);
}

TEST(legal_bases_keep_their_order_and_their_days)
{
	struct term t = set_up_term();
	struct legal_basis first = { .programme_id = t.programme.head.id,
				     .reference = "28-NQ/TW" };
	struct legal_basis second = { .programme_id = t.programme.head.id,
				      .reference = "21/2019/NĐ-CP" };
	struct legal_basis wrong = { .programme_id = t.programme.head.id, .reference = "x",
		.valid_from = { 2020, 1, 1 }, .valid_to = { 2020, 1, 1 } };

	CHECK(add(&t.f, &legal_basis_collection, &first));
	CHECK(add(&t.f, &legal_basis_collection, &second));
	CHECK(first.position == 1 && second.position == 2);
	CHECK(!add(&t.f, &legal_basis_collection, &wrong));
	CHECK(has_problem(&t.f, PROBLEM_ORDER_OF_DATES, "/valid_to"));
	CHECK(take_away(&t.f, &legal_basis_collection, &first));
	wrong.valid_to = DATE_NONE;
	CHECK(add(&t.f, &legal_basis_collection, &wrong));
	CHECK(wrong.position == 3);
	tear_down(&t.f);
}

TEST(a_line_of_the_schedule_for_a_year_needs_the_unit_on_some_day_of_it)
{
	struct term t = set_up_term();
	struct programme_unit unit = unit_of(&t, "24565", before_reform);
	struct scheduled_exercise line = { .programme_id = t.programme.head.id,
		.unit_id = unit.unit_id, .kind_id = t.kind.head.id, .year = { true, 2026 } };

	CHECK(add(&t.f, &programme_unit_collection, &unit));
	CHECK(!add(&t.f, &scheduled_exercise_collection, &line));
	CHECK(has_problem(&t.f, PROBLEM_OUTSIDE_DATES, "/unit_id"));
	/* half of 2025 is enough */
	line.year.value = 2025;
	CHECK(add(&t.f, &scheduled_exercise_collection, &line));
	line.starts_on = (struct date){ 2025, 3, 2 };
	line.ends_on = (struct date){ 2025, 3, 1 };
	CHECK(!change(&t.f, &scheduled_exercise_collection, &line));
	CHECK(has_problem(&t.f, PROBLEM_ORDER_OF_DATES, "/ends_on"));
	/* neither day nor year: planned some time */
	struct scheduled_exercise some_time = { .programme_id = t.programme.head.id,
		.unit_id = unit.unit_id, .kind_id = t.kind.head.id };

	CHECK(add(&t.f, &scheduled_exercise_collection, &some_time));
	CHECK(!some_time.year.has_value);
	tear_down(&t.f);
}
