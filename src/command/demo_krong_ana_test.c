#include "command/demo_krong_ana.h"

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "base/json.h"
#include "command/registry.h"
#include "inject/lint.h"
#include "journal/replay.h"
#include "journal/verify.h"
#include "tests/test.h"

struct office {
	struct arena *arena;
	struct store *store;
	struct fault fault;
};

static struct office open_demo(void)
{
	struct office o = { .arena = arena_create() };
	const struct actor machine = { .role = "machine" };
	const struct instant now = { INT64_C(1772323200000000) };	/* 2026-03-01 */

	registry_install();
	o.store = store_open(arena_printf(o.arena, "%s/demo.db", test_folder()), STORE_CREATE,
			     &o.fault);
	must(o.store != NULL && store_migrate(o.store, NULL, &o.fault), "the store opens");
	struct journal *journal = journal_begin(o.store, o.arena, now, &o.fault);

	must(journal != NULL, "the journal opens");
	bool good = journal_part_begin(journal, &machine, &o.fault) &&
		    demo_krong_ana(journal, &o.fault) && journal_part_end(journal, &o.fault) &&
		    journal_commit(&journal, &o.fault);

	for (const struct problem *p = o.fault.problems; p != NULL; p = p->next)
		fprintf(stderr, "%s: %s\n", p->pointer, problem_text(o.arena, p, LANGUAGE_EN));
	if (!good)
		must_stop(__FILE__, __LINE__, fault_code(o.fault.kind), o.fault.detail);
	return o;
}

static void close_demo(struct office *o)
{
	store_close(&o->store);
	arena_destroy(&o->arena);
}

static int64_t count(struct office *o, const char *sql)
{
	int64_t number = -1;

	CHECK(store_integer(o->store, sql, NO_BINDS, &number, &o->fault));
	return number;
}

TEST(the_demonstration_verifies_from_its_first_entry)
{
	struct office o = open_demo();
	struct verify_result result;

	CHECK(verify_run(o.store, o.arena, true, &result, &o.fault));
	CHECK(result.good);
	CHECK_TEXT(result.what, NULL);
	CHECK(result.rows > 100);
	close_demo(&o);
}

TEST(the_demonstration_holds_eight_of_eight_units_three_excellent_and_five_good)
{
	struct office o = open_demo();

	CHECK(count(&o, "SELECT COUNT(*) FROM programme_unit") == 8);
	CHECK(count(&o, "SELECT COUNT(DISTINCT e.host_unit_id) FROM exercise e"
			" JOIN programme p ON p.id = e.programme_id"
			" WHERE p.code = 'krong-ana-2021-2025' AND e.state = 'evaluated'") == 8);
	static const char graded[] =
		"SELECT COUNT(*) FROM result r JOIN grade_level g ON g.id = r.grade_level_id"
		" JOIN unit u ON u.id = r.unit_id"
		" WHERE r.state = 'confirmed' AND g.code = 'excellent'";

	CHECK(count(&o, graded) == 3);
	CHECK(count(&o, "SELECT COUNT(*) FROM result r"
			" JOIN grade_level g ON g.id = r.grade_level_id"
			" JOIN unit u ON u.id = r.unit_id"
			" WHERE g.code = 'excellent'"
			"  AND u.name IN ('Xã Ea Na', 'Xã Ea Bông', 'Xã Bình Hòa')") == 3);
	CHECK(count(&o, "SELECT COUNT(*) FROM result r"
			" JOIN grade_level g ON g.id = r.grade_level_id"
			" WHERE g.code = 'good'") == 5);
	close_demo(&o);
}

TEST(what_the_source_does_not_say_stays_unknown_in_the_demonstration)
{
	struct office o = open_demo();

	CHECK(count(&o, "SELECT COUNT(*) FROM exercise WHERE year IS NOT NULL"
			" OR starts_on IS NOT NULL OR cost IS NOT NULL") == 0);
	CHECK(count(&o, "SELECT COUNT(*) FROM result WHERE grader_unit_id IS NOT NULL"
			" OR grader_name IS NOT NULL OR graded_on IS NOT NULL") == 0);
	CHECK(count(&o, "SELECT COUNT(*) FROM finding WHERE kind = 'shortcoming'") == 0);
	CHECK(count(&o, "SELECT COUNT(*) FROM corrective_task WHERE state = 'proposed'"
			" AND due_on IS NULL AND owner_unit_id IS NULL") == 7);
	CHECK(count(&o, "SELECT COUNT(*) FROM plan WHERE plan_version IS NOT NULL") == 0);
	close_demo(&o);
}

TEST(the_demonstration_has_a_draft_of_the_report_on_its_term)
{
	struct office o = open_demo();

	CHECK(count(&o, "SELECT COUNT(*) FROM report r JOIN programme p ON p.id = r.programme_id"
			" WHERE p.code = 'krong-ana-2021-2025' AND r.state = 'draft'"
			" AND r.signer_name IS NULL AND r.number IS NULL") == 1);
	close_demo(&o);
}

TEST(the_demonstration_keeps_both_labels_of_the_term_and_its_resolution)
{
	struct office o = open_demo();

	CHECK(count(&o, "SELECT COUNT(*) FROM programme WHERE term_label = '2021-2025'"
			" AND term_label_other = '2020-2025'") == 1);
	CHECK(count(&o, "SELECT COUNT(*) FROM legal_basis WHERE reference = '28-NQ/TW'"
			" AND issued_on = '2008-09-22'") == 1);
	close_demo(&o);
}

TEST(the_safety_registers_of_the_demonstration_are_empty_and_closed_by_a_source)
{
	struct office o = open_demo();

	CHECK(count(&o, "SELECT COUNT(*) FROM incident") == 0);
	CHECK(count(&o, "SELECT COUNT(*) FROM exercise WHERE register_closed = 1"
			" AND register_source IS NOT NULL") == 8);
	close_demo(&o);
}

TEST(the_eight_units_of_the_demonstration_became_three_communes)
{
	struct office o = open_demo();

	CHECK(count(&o, "SELECT COUNT(DISTINCT s.to_unit_id) FROM succession s"
			" JOIN unit u ON u.id = s.from_unit_id"
			" WHERE u.tier = 'commune' AND s.date = '2025-07-01'") == 3);
	CHECK(count(&o, "SELECT COUNT(*) FROM succession s"
			" JOIN unit old ON old.id = s.from_unit_id"
			" JOIN unit new ON new.id = s.to_unit_id"
			" WHERE new.code = '24538' AND old.name IN"
			"  ('Thị trấn Buôn Trấp', 'Xã Bình Hòa', 'Xã Quảng Điền')") == 3);
	CHECK(count(&o, "SELECT COUNT(*) FROM unit WHERE code = '24568'") == 2);
	CHECK(count(&o, "SELECT COUNT(*) FROM unit_alias WHERE name LIKE '%Krông A Na'") == 1);
	close_demo(&o);
}

TEST(plans_of_the_demonstration_are_internal_and_revised_because_of_the_term)
{
	struct office o = open_demo();

	CHECK(count(&o, "SELECT COUNT(*) FROM plan WHERE code IN ('A', 'A2', 'A4', 'B')"
			" AND label = 'internal'") == 4);
	CHECK(count(&o, "SELECT COUNT(*) FROM plan WHERE code = 'B'"
			" AND holder_name = 'các ngành'") == 1);
	CHECK(count(&o, "SELECT COUNT(*) FROM plan_revision v"
			" JOIN programme p ON p.id = v.programme_id"
			" WHERE v.version_before IS NULL AND v.version_after IS NULL") == 4);
	close_demo(&o);
}

TEST(every_account_of_the_demonstration_is_marked_and_signs_in)
{
	struct office o = open_demo();
	const struct instant now = { INT64_C(1772323260000000) };
	int64_t accounts = 0;

	for (const struct demo_account *a = demo_accounts; a->login != NULL; a++, accounts++) {
		struct id id;

		CHECK(strlen(a->password) >= 15);
		CHECK(access_check_password(o.store, o.arena, a->login, a->password, NULL, NULL,
					    now, &id, &o.fault));
	}
	CHECK(accounts == 10);
	CHECK(count(&o, "SELECT COUNT(*) FROM account WHERE demo = 1") == 10);
	CHECK(count(&o, "SELECT COUNT(*) FROM account") == 10);
	close_demo(&o);
}

static bool may(struct office *o, const char *login, enum right right, const char *scope_sql)
{
	const struct instant now = { INT64_C(1772323260000000) };
	const struct account *account = access_find_account(o->store, o->arena, login, &o->fault);
	struct rows *rows = store_rows(o->store, scope_sql, NO_BINDS, &o->fault);
	struct id scope_id = ID_NONE;

	must(account != NULL, "the account is there");
	if (rows_next(rows))
		scope_id = rows_id(rows, "id");
	must(rows_end(&rows, &o->fault) && !id_is_none(scope_id), "the scope is there");
	const struct reader *reader = reader_of_account(o->store, account->head.id, now, &o->fault);

	must(reader != NULL, "the reader is made");
	bool allowed = reader_may(reader, right, scope_id);

	reader_release(&reader);
	return allowed;
}

TEST(the_accounts_of_the_demonstration_may_what_their_roles_say_where_they_say_it)
{
	static const char district[] = "SELECT id FROM unit WHERE code = '655'";
	static const char commune[] = "SELECT id FROM unit WHERE name = 'Xã Krông Ana'";
	static const char exercise[] = "SELECT id FROM exercise LIMIT 1";
	struct office o = open_demo();

	CHECK(may(&o, "thuky", RIGHT_PROGRAMME_WRITE, district));
	CHECK(!may(&o, "thuky", RIGHT_EXERCISE_APPROVE, exercise));
	CHECK(may(&o, "chihuy", RIGHT_EXERCISE_APPROVE, exercise));
	CHECK(may(&o, "danhgia", RIGHT_EVALUATION_READ, exercise));
	CHECK(!may(&o, "danhgia", RIGHT_EVALUATION_WRITE, district));
	CHECK(may(&o, "danhgia", RIGHT_EVALUATION_WRITE, commune));
	CHECK(may(&o, "lanhdao", RIGHT_PROGRAMME_READ, district));
	CHECK(!may(&o, "lanhdao", RIGHT_PROGRAMME_WRITE, commune));
	CHECK(may(&o, "quantri", RIGHT_ACCOUNT_WRITE, district));
	CHECK(!may(&o, "quantri", RIGHT_PROGRAMME_WRITE, district));
	close_demo(&o);
}

TEST(the_civil_defence_exercise_of_the_demonstration_is_ready_and_counts_for_no_programme)
{
	struct office o = open_demo();

	CHECK(count(&o, "SELECT COUNT(*) FROM exercise WHERE programme_id IS NULL"
			" AND state = 'preparing' AND year IS NULL") == 1);
	CHECK(count(&o, "SELECT COUNT(*) FROM phase") == 3);
	CHECK(count(&o, "SELECT COUNT(*) FROM training_problem") == 6);
	CHECK(count(&o, "SELECT COUNT(*) FROM content") == 15);
	CHECK(count(&o, "SELECT COUNT(*) FROM inject WHERE state = 'ready'") == 61);
	CHECK(count(&o, "SELECT COUNT(*) FROM inject WHERE state <> 'ready'") == 0);
	CHECK(count(&o, "SELECT COUNT(DISTINCT content_id) FROM inject") == 15);
	CHECK(count(&o, "SELECT COUNT(*) FROM cell WHERE kind = 'player'") == 4);
	CHECK(count(&o, "SELECT COUNT(*) FROM cell c JOIN cell_member m ON m.cell_id = c.id"
			" WHERE c.kind = 'player' AND m.account_id IS NOT NULL") == 4);
	close_demo(&o);
}

TEST(every_inject_of_the_demonstration_has_what_the_quality_rules_ask)
{
	struct office o = open_demo();

	CHECK(count(&o, "SELECT COUNT(*) FROM inject i WHERE NOT EXISTS"
			" (SELECT 1 FROM objective_link l WHERE l.inject_id = i.id)") == 0);
	CHECK(count(&o, "SELECT COUNT(*) FROM inject i WHERE NOT EXISTS"
			" (SELECT 1 FROM inject_recipient r WHERE r.inject_id = i.id)") == 0);
	CHECK(count(&o, "SELECT COUNT(*) FROM inject WHERE kind <> 'expected_action'"
			" AND (text IS NULL OR from_name IS NULL)") == 0);
	CHECK(count(&o, "SELECT COUNT(*) FROM inject WHERE release = 'condition' AND id NOT IN"
			" (SELECT inject_id FROM inject_condition)") == 0);
	CHECK(count(&o, "SELECT COUNT(*) FROM inject WHERE expected_actions IS NULL") == 0);
	close_demo(&o);
}

TEST(who_plays_in_the_demonstration_reads_no_script)
{
	static const char exercise[] = "SELECT id FROM exercise WHERE programme_id IS NULL";
	struct office o = open_demo();

	CHECK(!may(&o, "tap.sochihuy", RIGHT_INJECT_READ, exercise));
	CHECK(!may(&o, "tap.yte", RIGHT_EXERCISE_READ, exercise));
	CHECK(!may(&o, "lanhdao", RIGHT_INJECT_READ, exercise));
	CHECK(may(&o, "daodien", RIGHT_INJECT_READ, exercise));
	CHECK(may(&o, "danhgia", RIGHT_INJECT_READ, exercise));
	CHECK(may(&o, "chihuy", RIGHT_INJECT_APPROVE, exercise));
	close_demo(&o);
}

/* Every record of the type in the store, in the order of the ids. */
static const char *dump(struct office *o, struct store *store, const struct record_type *type)
{
	struct text out = { .arena = o->arena };
	struct list list;

	CHECK(store_list(store, o->arena, type, arena_printf(o->arena,
		"SELECT %s FROM \"%s\" ORDER BY id", record_store_columns(type), type->name),
		NO_BINDS, &list, &o->fault));
	for (size_t i = 0; i < list.count; i++) {
		json_add_record(&out, type, list.items[i]);
		text_add_char(&out, '\n');
	}
	return text_string(&out);
}

TEST(a_replay_of_the_demonstration_gives_every_record_of_every_kind)
{
	struct office o = open_demo();
	struct store *copy = store_open(arena_printf(o.arena, "%s/copy.db", test_folder()),
					STORE_CREATE, &o.fault);
	size_t kinds = 0;

	must(copy != NULL && store_migrate(copy, NULL, &o.fault), "an empty database is made");
	CHECK(journal_replay(o.store, copy, &o.fault));
	for (const struct record_type *const *t = journal_types(); *t != NULL; t++) {
		const char *rows = dump(&o, o.store, *t);

		CHECK_TEXT(dump(&o, copy, *t), rows);
		kinds += rows[0] != '\0';
	}
	/* the demonstration holds most of what an office writes */
	CHECK(kinds >= 15);
	store_close(&copy);
	close_demo(&o);
}

TEST(the_quality_rules_have_nothing_to_say_about_the_script_of_the_demonstration)
{
	struct office o = open_demo();
	struct rows *rows = store_rows(o.store,
		"SELECT id FROM exercise WHERE programme_id IS NULL", NO_BINDS, &o.fault);
	struct id exercise_id = rows_next(rows) ? rows_id(rows, "id") : ID_NONE;
	struct lint_result result = { .arena = o.arena };
	size_t injects = 0;

	CHECK(rows_end(&rows, &o.fault));
	CHECK(script_check(o.store, o.arena, exercise_id, &result, &injects, &o.fault));
	CHECK(injects == 61 && result.count == 0);
	for (size_t i = 0; i < result.count; i++)
		fprintf(stderr, "%s %lld %s\n", lint_number(result.findings[i].rule),
			(long long)result.findings[i].number,
			lint_text(result.findings[i].rule, LANGUAGE_EN));
	close_demo(&o);
}
