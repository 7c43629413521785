#include "access/test_fixture.h"

static const struct record_type paper_type = { .name = "paper",
	.read_right = RIGHT_REPORT_READ };
static const struct record_type open_type = { .name = "open", .read_right = RIGHT_UNIT_READ,
	.seen_by_all = true };

static struct id scope(unsigned char number)
{
	return (struct id){ { 1, [6] = 0x70, [8] = 0x80, [15] = number } };
}

static void set_scope(struct fixture *f, struct id id, struct id parent)
{
	must(access_scope_set(f->store, id, parent, &f->fault), "a scope is set");
}

static bool sees(const struct reader *reader, struct id scope_id, enum label_level level)
{
	return reader_may_see(reader, &paper_type, scope_id, (struct label){ level });
}

static bool role_has(const char *rights, enum right right)
{
	struct arena *arena = arena_create();
	const char *unknown;
	uint64_t set;

	must(rights_parse(arena, rights, &set, &unknown), "built-in rights are known");
	arena_destroy(&arena);
	return (set & right_bit(right)) != 0;
}

/* Every right of every role, in the scope, below it, beside it, in the office. */
TEST(a_role_gives_its_rights_in_its_scope_and_below_and_nowhere_else)
{
	struct fixture f = set_up();
	struct list roles;

	set_scope(&f, scope(2), scope(1));
	set_scope(&f, scope(3), ID_NONE);
	CHECK(store_list(f.store, f.arena, &role_type,
		"SELECT id, version, label, scope_id, code, name, rights FROM role ORDER BY code",
		NO_BINDS, &roles, &f.fault));
	CHECK(roles.count == 12);
	for (size_t i = 0; i < roles.count; i++) {
		const struct role *role = roles.items[i];
		struct id within = add_account(&f, arena_printf(f.arena, "in-%zu", i), 0);
		struct id office = add_account(&f, arena_printf(f.arena, "all-%zu", i), 0);

		add_grant(&f, within, role->code, scope(1), DATE_NONE, DATE_NONE);
		add_grant(&f, office, role->code, ID_NONE, DATE_NONE, DATE_NONE);
		const struct reader *reader = read_account(&f, within, 9);
		const struct reader *whole = read_account(&f, office, 9);

		for (unsigned right = RIGHT_UNIT_READ; right < RIGHTS; right++) {
			bool has = role_has(role->rights, right);

			CHECK(reader_may(reader, right, scope(1)) == has);
			CHECK(reader_may(reader, right, scope(2)) == has);
			CHECK(!reader_may(reader, right, scope(3)));
			CHECK(!reader_may(reader, right, ID_NONE));
			CHECK(reader_may_somewhere(reader, right) == has);
			CHECK(reader_may(whole, right, scope(3)) == has);
			CHECK(reader_may(whole, right, ID_NONE) == has);
			if (has)
				CHECK_TEXT(reader_role(reader, right, scope(2)), role->code);
		}
		reader_release(&reader);
		reader_release(&whole);
		CHECK(reader == NULL && whole == NULL);
	}
	tear_down(&f);
}

TEST(a_label_above_the_clearance_is_not_seen_whatever_the_role)
{
	struct fixture f = set_up();

	for (unsigned clearance = LABEL_NONE; clearance <= LABEL_TUYET_MAT; clearance++) {
		struct id id = add_account(&f, arena_printf(f.arena, "c-%u", clearance), clearance);

		add_grant(&f, id, "secretary", scope(1), DATE_NONE, DATE_NONE);
		const struct reader *reader = read_account(&f, id, 9);

		for (unsigned label = LABEL_NONE; label <= LABEL_TUYET_MAT; label++) {
			CHECK(sees(reader, scope(1), label) == (label <= clearance));
			CHECK(!sees(reader, scope(2), label));
			CHECK(sees(reader, ID_NONE, label) == (label <= clearance));
		}
		CHECK(reader_clearance(reader).level == clearance);
		reader_release(&reader);
	}
	tear_down(&f);
}

TEST(what_is_seen_by_all_needs_the_right_somewhere)
{
	struct fixture f = set_up();
	struct id viewer = add_account(&f, "viewer", LABEL_NONE);
	struct id auditor = add_account(&f, "auditor", LABEL_NONE);

	add_grant(&f, viewer, "viewer", scope(1), DATE_NONE, DATE_NONE);
	add_grant(&f, auditor, "auditor", ID_NONE, DATE_NONE, DATE_NONE);
	const struct reader *reader = read_account(&f, viewer, 9);
	const struct reader *other = read_account(&f, auditor, 9);

	CHECK(reader_may_see(reader, &open_type, scope(5), (struct label){ LABEL_NONE }));
	CHECK(!reader_may_see(reader, &open_type, scope(5), (struct label){ LABEL_INTERNAL }));
	CHECK(!reader_may_see(other, &open_type, scope(5), (struct label){ LABEL_NONE }));
	CHECK(!reader_may_see(NULL, &open_type, scope(5), (struct label){ LABEL_NONE }));
	reader_release(&reader);
	reader_release(&other);
	tear_down(&f);
}

TEST(a_scope_with_several_parents_is_reached_from_each_and_circles_end)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	set_scope(&f, scope(3), scope(1));
	set_scope(&f, scope(3), scope(2));
	set_scope(&f, scope(3), scope(2));
	set_scope(&f, scope(4), scope(3));
	set_scope(&f, scope(2), scope(4));	/* a circle, which units do not allow */
	add_grant(&f, id, "viewer", scope(2), DATE_NONE, DATE_NONE);
	const struct reader *reader = read_account(&f, id, 9);

	CHECK(sees(reader, scope(2), LABEL_NONE));
	CHECK(sees(reader, scope(3), LABEL_NONE));
	CHECK(sees(reader, scope(4), LABEL_NONE));
	CHECK(!sees(reader, scope(1), LABEL_NONE));
	reader_release(&reader);
	CHECK(access_scope_clear(f.store, &f.fault));
	reader = read_account(&f, id, 9);
	CHECK(sees(reader, scope(2), LABEL_NONE));	/* the granted one itself remains */
	CHECK(!sees(reader, scope(3), LABEL_NONE));
	reader_release(&reader);
	tear_down(&f);
}

TEST(a_grant_on_an_ended_scope_only_reads)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	set_scope(&f, scope(2), scope(1));
	CHECK(access_scope_end(f.store, scope(1), (struct date){ 2026, 3, 2 }, &f.fault));
	add_grant(&f, id, "secretary", scope(1), DATE_NONE, DATE_NONE);
	for (int day = 0; day < 2; day++) {
		const struct reader *reader = read_account(&f, id, day * 86400);
		bool lives = day == 0;

		CHECK(reader_may(reader, RIGHT_EXERCISE_READ, scope(2)));
		CHECK(reader_may(reader, RIGHT_EXERCISE_WRITE, scope(2)) == lives);
		CHECK(reader_may(reader, RIGHT_EXERCISE_WRITE, scope(1)) == lives);
		CHECK(reader_may_somewhere(reader, RIGHT_REPORT_WRITE) == lives);
		CHECK_TEXT(reader_role(reader, RIGHT_EXERCISE_READ, scope(2)), "secretary");
		reader_release(&reader);
	}
	CHECK(access_scope_end(f.store, scope(1), DATE_NONE, &f.fault));
	const struct reader *reader = read_account(&f, id, 5 * 86400);

	CHECK(reader_may(reader, RIGHT_EXERCISE_WRITE, scope(2)));
	reader_release(&reader);
	tear_down(&f);
}

TEST(a_scope_that_moved_is_written_only_from_where_it_lies_today)
{
	struct fixture f = set_up();
	struct id from = add_account(&f, "an", LABEL_NONE);
	struct id to = add_account(&f, "binh", LABEL_NONE);
	const struct date day = { 2026, 3, 2 };

	/* 3 below 2, and 2 goes from 1 to 4 on the day after the clock's first */
	set_scope(&f, scope(3), scope(2));
	CHECK(access_scope_set_during(f.store, scope(2), scope(1), DATE_NONE, day, &f.fault));
	CHECK(access_scope_set_during(f.store, scope(2), scope(4), day, DATE_NONE, &f.fault));
	add_grant(&f, from, "secretary", scope(1), DATE_NONE, DATE_NONE);
	add_grant(&f, to, "secretary", scope(4), DATE_NONE, DATE_NONE);
	for (int n = 0; n < 2; n++) {
		const struct reader *former = read_account(&f, from, n * 86400);
		const struct reader *present = read_account(&f, to, n * 86400);

		for (unsigned char s = 2; s <= 3; s++) {
			CHECK(reader_may(former, RIGHT_EXERCISE_READ, scope(s)));
			CHECK(reader_may(present, RIGHT_EXERCISE_READ, scope(s)));
			CHECK(reader_may(former, RIGHT_EXERCISE_WRITE, scope(s)) == (n == 0));
			CHECK(reader_may(present, RIGHT_EXERCISE_WRITE, scope(s)) == (n == 1));
		}
		CHECK(reader_may(former, RIGHT_EXERCISE_WRITE, scope(1)));
		CHECK_TEXT(reader_role(former, RIGHT_EXERCISE_READ, scope(3)), "secretary");
		reader_release(&former);
		reader_release(&present);
	}
	/* two ways down, one of them of today: it writes */
	set_scope(&f, scope(3), scope(1));
	const struct reader *former = read_account(&f, from, 86400);

	CHECK(reader_may(former, RIGHT_EXERCISE_WRITE, scope(3)));
	CHECK(!reader_may(former, RIGHT_EXERCISE_WRITE, scope(2)));
	reader_release(&former);
	CHECK(access_scope_unset(f.store, scope(2), scope(1), &f.fault));
	former = read_account(&f, from, 86400);
	CHECK(!reader_may(former, RIGHT_EXERCISE_READ, scope(2)));
	reader_release(&former);
	tear_down(&f);
}

TEST(an_ended_scope_inside_a_living_one_is_still_written_from_above)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	set_scope(&f, scope(2), scope(1));
	CHECK(access_scope_end(f.store, scope(2), (struct date){ 2020, 1, 1 }, &f.fault));
	add_grant(&f, id, "evaluator", scope(2), DATE_NONE, DATE_NONE);
	add_grant(&f, id, "secretary", scope(1), DATE_NONE, DATE_NONE);
	const struct reader *reader = read_account(&f, id, 9);

	CHECK(reader_may(reader, RIGHT_EVALUATION_WRITE, scope(2)));
	CHECK_TEXT(reader_role(reader, RIGHT_EVALUATION_WRITE, scope(2)), "secretary");
	reader_release(&reader);
	tear_down(&f);
}

TEST(a_grant_holds_from_its_first_day_until_before_its_last)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	add_grant(&f, id, "viewer", ID_NONE, (struct date){ 2026, 3, 2 },
		  (struct date){ 2026, 3, 4 });
	for (int day = 1; day <= 5; day++) {
		const struct reader *reader = read_account(&f, id, (day - 1) * 86400);

		CHECK(sees(reader, scope(1), LABEL_NONE) == (day == 2 || day == 3));
		reader_release(&reader);
	}
	/* the office's midnight, not that of Greenwich: 17:00Z */
	const struct reader *before = read_account(&f, id, 17 * 3600 - 1);
	const struct reader *after = read_account(&f, id, 17 * 3600);

	CHECK(!sees(before, scope(1), LABEL_NONE));
	CHECK(sees(after, scope(1), LABEL_NONE));
	CHECK(reader_good_until(before).us == second(17 * 3600).us);
	reader_release(&before);
	reader_release(&after);
	tear_down(&f);
}

TEST(a_disabled_account_has_no_reader)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);
	struct account *account = access_read_account(f.store, f.arena, id, &f.fault);
	struct journal *journal = begin(&f, 3);

	account->disabled = true;
	CHECK(journal_change(journal, &account_type, account, &f.fault));
	commit(&f, journal);
	CHECK(reader_of_account(f.store, id, second(9), &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_FORBIDDEN);
	f.fault = (struct fault){ 0 };
	CHECK(reader_of_account(f.store, scope(9), second(9), &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_NOT_FOUND);
	tear_down(&f);
}

TEST(the_machine_may_everything_and_nobody_nothing)
{
	const struct reader *reader = reader_of_machine();

	for (unsigned right = RIGHT_ANYONE; right < RIGHTS; right++) {
		CHECK(reader_may(reader, right, ID_NONE));
		CHECK(reader_may(NULL, right, ID_NONE) == (right == RIGHT_ANYONE));
		CHECK(reader_may_somewhere(NULL, right) == (right == RIGHT_ANYONE));
	}
	CHECK(!reader_may(reader, RIGHT_NONE, ID_NONE));
	CHECK(sees(reader, scope(1), LABEL_TUYET_MAT));
	CHECK_TEXT(reader_role(reader, RIGHT_UNIT_READ, ID_NONE), "machine");
	CHECK_TEXT(reader_role(NULL, RIGHT_UNIT_READ, ID_NONE), "nobody");
	reader_release(&reader);
	CHECK(reader == NULL);
}

TEST(an_account_without_grants_is_only_signed_in)
{
	struct fixture f = set_up();
	const struct reader *reader = read_account(&f, add_account(&f, "an", LABEL_NONE), 9);

	CHECK(reader_may(reader, RIGHT_SIGNED_IN, ID_NONE));
	CHECK(!reader_may_somewhere(reader, RIGHT_UNIT_READ));
	CHECK(!sees(reader, ID_NONE, LABEL_NONE));
	CHECK_TEXT(reader_login(reader), "an");
	CHECK_TEXT(reader_role(reader, RIGHT_SIGNED_IN, ID_NONE), "no_role");
	reader_release(&reader);
	tear_down(&f);
}

TEST(readers_are_made_through_a_guarded_connection_and_give_its_eyes_back)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	add_grant(&f, id, "viewer", ID_NONE, DATE_NONE, DATE_NONE);
	struct store *store = open_guarded(&f);
	const struct reader *reader = reader_of_account(store, id, second(9), &f.fault);

	CHECK(reader != NULL && sees(reader, scope(1), LABEL_NONE));
	CHECK(record_store_reader(store) == NULL);
	record_store_set_reader(store, reader);
	int64_t count = -1;

	CHECK(store_integer(store, "SELECT COUNT(*) FROM visible_account", NO_BINDS, &count,
			    &f.fault));
	CHECK(count == 0);	/* a viewer has no account_read */
	reader_release(&reader);
	store_close(&store);
	tear_down(&f);
}
