#include "access/test_fixture.h"

static const char *first_problem(struct fixture *f)
{
	const char *code = f->fault.problems == NULL ? "" :
			   problem_code(f->fault.problems->kind);

	f->fault = (struct fault){ 0 };
	return code;
}

static const char *problem_of_account(struct fixture *f, const char *login, const char *language)
{
	struct account account = { .login = login, .display_name = "A. B.", .language = language };
	struct journal *journal = begin(f, 1);

	if (!access_add_account(journal, &account, NULL, &f->fault)) {
		journal_cancel(&journal);
		return first_problem(f);
	}
	commit(f, journal);
	return "";
}

TEST(a_login_is_small_plain_and_used_once)
{
	struct fixture f = set_up();

	CHECK_TEXT(problem_of_account(&f, "Nguyen.An-7_b", NULL), "");
	CHECK_TEXT(problem_of_account(&f, "nguyen.an-7_B", NULL), "not_unique");
	CHECK_TEXT(problem_of_account(&f, "a", NULL), "not_login");
	CHECK_TEXT(problem_of_account(&f, ".an", NULL), "not_login");
	CHECK_TEXT(problem_of_account(&f, "nguyễn", NULL), "not_login");
	CHECK_TEXT(problem_of_account(&f, "a b", NULL), "not_login");
	CHECK_TEXT(problem_of_account(&f, NULL, NULL), "required");
	CHECK_TEXT(problem_of_account(&f, "binh", "fr"), "not_word");
	CHECK_TEXT(problem_of_account(&f, "binh", "en"), "");
	tear_down(&f);
}

TEST(the_first_administrator_manages_accounts_and_changes_no_content)
{
	struct fixture f = set_up();
	struct account account = { .login = "quan.tri", .display_name = "Quản trị" };
	struct journal *journal = begin(&f, 1);

	CHECK(access_add_administrator(journal, &account, GOOD_PASSWORD, &f.fault));
	commit(&f, journal);
	struct account *stored = access_find_account(f.store, f.arena, "Quan.Tri", &f.fault);

	CHECK(stored != NULL && stored->head.version == account.head.version);
	CHECK(stored != NULL && stored->password_set_at.us == second(1).us);
	const struct reader *reader = read_account(&f, account.head.id, 2);

	CHECK(reader_may(reader, RIGHT_ACCOUNT_WRITE, ID_NONE));
	CHECK(reader_may(reader, RIGHT_BACKUP, ID_NONE));
	CHECK(!reader_may_somewhere(reader, RIGHT_EXERCISE_WRITE));
	CHECK(!reader_may_somewhere(reader, RIGHT_REPORT_WRITE));
	CHECK(reader_clearance(reader).level == LABEL_NONE);
	reader_release(&reader);
	tear_down(&f);
}

TEST(a_bad_password_leaves_no_account)
{
	struct fixture f = set_up();
	struct account account = { .login = "quan.tri", .display_name = "Quản trị" };
	struct journal *journal = begin(&f, 1);

	CHECK(!access_add_administrator(journal, &account, "ngắn", &f.fault));
	journal_cancel(&journal);
	CHECK_TEXT(first_problem(&f), "password_short");
	CHECK(access_find_account(f.store, f.arena, "quan.tri", &f.fault) == NULL);
	tear_down(&f);
}

TEST(the_built_in_roles_are_added_once)
{
	struct fixture f = set_up();
	struct journal *journal = begin(&f, 1);
	int64_t count = 0;

	CHECK(access_add_roles(journal, &f.fault));
	commit(&f, journal);
	CHECK(store_integer(f.store, "SELECT COUNT(*) FROM role", NO_BINDS, &count, &f.fault));
	CHECK(count == 12);
	CHECK(access_find_role(f.store, f.arena, "nobody", &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_NOT_FOUND);
	tear_down(&f);
}

/* A journal in which the account acts. */
static struct journal *begin_as(struct fixture *f, struct id account_id)
{
	struct journal *journal = begin(f, 3);
	struct actor actor = { .account_id = account_id, .role = "administrator" };

	must(journal_part_begin(journal, &actor, &f->fault), "a part begins");
	return journal;
}

static void cancel(struct journal *journal)
{
	journal_part_undo(journal);
	journal_cancel(&journal);
}

TEST(nobody_grants_to_himself_or_raises_his_own_clearance)
{
	struct fixture f = set_up();
	struct id me = add_account(&f, "an", LABEL_NONE), other = add_account(&f, "binh", 0);
	struct journal *journal = begin_as(&f, me);
	struct account *account = access_read_account(f.store, f.arena, me, &f.fault);
	struct account raised = *account;

	CHECK(!access_add_grant(journal, me, "secretary", ID_NONE, NULL, &f.fault));
	CHECK(f.fault.kind == FAULT_FORBIDDEN);
	CHECK_TEXT(first_problem(&f), "own_rights");
	CHECK(access_add_grant(journal, other, "secretary", ID_NONE, NULL, &f.fault));
	raised.clearance.level = LABEL_INTERNAL;
	CHECK(!access_settle_account(journal, account, &raised, &f.fault));
	CHECK_TEXT(first_problem(&f), "own_rights");
	raised.clearance.level = LABEL_NONE;
	raised.display_name = "C. D.";
	CHECK(access_settle_account(journal, account, &raised, &f.fault));
	CHECK(access_settle_account(journal, &raised, account, &f.fault));
	cancel(journal);
	tear_down(&f);
}

TEST(a_grant_names_an_account_and_a_role_and_days_in_order)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);
	struct journal *journal = begin(&f, 3);
	const struct role *role = access_find_role(f.store, f.arena, "viewer", &f.fault);
	struct grant grant = { .account_id = id, .role_id = role->head.id,
			       .valid_from = { 2026, 3, 2 }, .valid_to = { 2026, 3, 2 } };

	CHECK(!access_settle_grant(journal, NULL, &grant, &f.fault));
	CHECK_TEXT(first_problem(&f), "order_of_dates");
	grant.valid_to = (struct date){ 2026, 3, 3 };
	CHECK(access_settle_grant(journal, NULL, &grant, &f.fault));
	grant.role_id = id;
	CHECK(!access_settle_grant(journal, NULL, &grant, &f.fault));
	CHECK_TEXT(first_problem(&f), "no_such_record");
	CHECK(access_settle_grant(journal, &grant, NULL, &f.fault));
	CHECK(!access_add_grant(journal, id, "nobody", ID_NONE, NULL, &f.fault));
	CHECK(f.fault.kind == FAULT_NOT_FOUND);
	journal_cancel(&journal);
	tear_down(&f);
}

TEST(roles_and_tokens_name_only_rights_that_exist)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);
	struct journal *journal = begin(&f, 3);
	struct role role = { .code = "own", .name = "Own", .rights = "unit_read unit_raed" };
	struct token token = { .account_id = id, .name = "x", .rights = "everything" };
	char secret[64];

	CHECK(!access_settle_role(journal, NULL, &role, &f.fault));
	CHECK_TEXT(f.fault.problems->argument, "unit_raed");
	CHECK_TEXT(first_problem(&f), "no_such_right");
	role.rights = " unit_read  unit_write ";
	CHECK(access_settle_role(journal, NULL, &role, &f.fault));
	role.code = "viewer";
	CHECK(!access_settle_role(journal, NULL, &role, &f.fault));
	CHECK_TEXT(first_problem(&f), "not_unique");
	CHECK(!access_add_token(journal, &token, secret, &f.fault));
	CHECK_TEXT(first_problem(&f), "no_such_right");
	token.rights = NULL;
	token.account_id = ID_NONE;
	CHECK(!access_add_token(journal, &token, secret, &f.fault));
	CHECK_TEXT(first_problem(&f), "required");
	journal_cancel(&journal);
	tear_down(&f);
}

TEST(what_the_journal_or_a_grant_names_is_not_removed)
{
	struct fixture f = set_up();
	struct id id = add_account(&f, "an", LABEL_NONE);

	add_grant(&f, id, "viewer", ID_NONE, DATE_NONE, DATE_NONE);
	struct journal *journal = begin(&f, 3);
	const struct role *used = access_find_role(f.store, f.arena, "viewer", &f.fault);
	const struct role *free = access_find_role(f.store, f.arena, "auditor", &f.fault);
	struct account *account = access_read_account(f.store, f.arena, id, &f.fault);
	struct token token = { .account_id = id };

	CHECK(!access_settle_role(journal, used, NULL, &f.fault));
	CHECK_TEXT(first_problem(&f), "in_use");
	CHECK(access_settle_role(journal, free, NULL, &f.fault));
	CHECK(!access_settle_account(journal, account, NULL, &f.fault));
	CHECK_TEXT(first_problem(&f), "kept");
	CHECK(!access_settle_token(journal, &token, NULL, &f.fault));
	CHECK_TEXT(first_problem(&f), "kept");
	journal_cancel(&journal);
	tear_down(&f);
}

TEST(a_policy_binds_only_where_it_is_set)
{
	struct fixture f = set_up();
	struct policy policy = { .code = "two_persons_report", .enabled = true };
	struct journal *journal = begin(&f, 3);
	bool enabled = true;

	CHECK(access_policy(f.store, policy.code, &enabled, &f.fault) && !enabled);
	CHECK(access_settle_policy(journal, NULL, &policy, &f.fault));
	CHECK(journal_add(journal, &policy_type, &policy, &f.fault));
	CHECK(access_policy(f.store, policy.code, &enabled, &f.fault) && enabled);
	CHECK(access_policy(f.store, "two_persons_result", &enabled, &f.fault) && !enabled);
	policy.enabled = false;
	CHECK(journal_change(journal, &policy_type, &policy, &f.fault));
	CHECK(access_policy(f.store, policy.code, &enabled, &f.fault) && !enabled);
	policy.head.id = ID_NONE;
	CHECK(!access_settle_policy(journal, NULL, &policy, &f.fault));
	CHECK_TEXT(first_problem(&f), "not_unique");
	commit(&f, journal);
	tear_down(&f);
}

static int filled;

static bool fill(struct store *store, struct fault *fault)
{
	filled++;
	return access_scope_set(store, id_create(second(filled)), ID_NONE, fault);
}

static bool refuse(struct store *store, struct fault *fault)
{
	(void)store;
	return fault_set(fault, FAULT_STORE, NULL, NULL);
}

TEST(scopes_are_rebuilt_from_their_sources)
{
	static access_scope_source *const good[] = { fill, fill, NULL };
	static access_scope_source *const bad[] = { fill, refuse, fill, NULL };
	struct fixture f = set_up();
	int64_t count = 0;

	access_set_scope_sources(good);
	CHECK(access_scope_rebuild(f.store, &f.fault));
	CHECK(access_scope_rebuild(f.store, &f.fault));
	CHECK(store_integer(f.store, "SELECT COUNT(*) FROM access_scope", NO_BINDS, &count,
			    &f.fault));
	CHECK(count == 2 && filled == 4);
	access_set_scope_sources(bad);
	CHECK(!access_scope_rebuild(f.store, &f.fault));
	CHECK(filled == 5);
	tear_down(&f);
}

TEST(every_field_of_this_room_has_its_column)
{
	struct fixture f = set_up();

	for (size_t i = 0; access_types[i] != NULL; i++) {
		const struct record_type *type = access_types[i];

		CHECK(record_store_find(f.store, f.arena, type, id_create(second(1)), &f.fault) ==
		      NULL);
		CHECK(f.fault.kind == FAULT_NOT_FOUND);
		f.fault = (struct fault){ 0 };
	}
	tear_down(&f);
}
