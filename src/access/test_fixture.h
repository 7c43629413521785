#ifndef ACCESS_TEST_FIXTURE_H
#define ACCESS_TEST_FIXTURE_H
/* A database with the built-in roles, for the tests of this room. */

#include <string.h>

#include "access/private.h"
#include "base/must.h"
#include "tests/test.h"

#define GOOD_PASSWORD "bảy con thuyền trên sông đêm"
#define SECOND_US INT64_C(1000000)
#define HOUR_US (3600 * SECOND_US)

static const struct record_type *const access_types[] = {
	&account_type, &role_type, &grant_type, &token_type, &policy_type, NULL,
};

struct fixture {
	struct arena *arena;
	struct store *store;
	struct fault fault;
	const char *path;
};

/* 2026-03-01T00:00:00Z (07:00 at the office) and so many seconds. */
static inline struct instant second(int64_t n)
{
	return (struct instant){ (INT64_C(1772323200) + n) * SECOND_US };
}

static inline struct journal *begin(struct fixture *f, int64_t n)
{
	struct journal *journal = journal_begin(f->store, f->arena, second(n), &f->fault);

	must(journal != NULL, "the journal opens");
	return journal;
}

static inline void commit(struct fixture *f, struct journal *journal)
{
	must(journal_commit(&journal, &f->fault), "the journal commits");
}

static inline struct fixture set_up(void)
{
	struct fixture f = { .arena = arena_create() };

	f.path = arena_printf(f.arena, "%s/access.db", test_folder());
	journal_set_types(access_types);
	f.store = store_open(f.path, STORE_CREATE, &f.fault);
	must(f.store != NULL && store_migrate(f.store, NULL, &f.fault), "the database is made");
	struct journal *journal = begin(&f, 0);

	must(access_add_roles(journal, &f.fault), "the roles are added");
	commit(&f, journal);
	return f;
}

static inline void tear_down(struct fixture *f)
{
	store_close(&f->store);
	arena_destroy(&f->arena);
}

/* A reading connection with views, as the server's. */
static inline struct store *open_guarded(struct fixture *f)
{
	struct store *store = store_open(f->path, STORE_READ, &f->fault);

	must(store != NULL, "a reading connection opens");
	record_store_guard(store, access_types, reader_may_see);
	return store;
}

/* An account without a password. */
static inline struct id add_account(struct fixture *f, const char *login,
				    enum label_level clearance)
{
	struct account account = { .login = login, .display_name = "A. B.",
				   .clearance = { clearance } };
	struct journal *journal = begin(f, 1);

	must(access_add_account(journal, &account, NULL, &f->fault), "the account is added");
	commit(f, journal);
	return account.head.id;
}

static inline void set_password(struct fixture *f, struct id id, const char *password, int64_t n)
{
	struct journal *journal = begin(f, n);

	must(access_set_password(journal, id, password, &f->fault), "the password is set");
	commit(f, journal);
}

static inline struct id add_grant(struct fixture *f, struct id account_id, const char *role,
				  struct id within_id, struct date from, struct date to)
{
	struct journal *journal = begin(f, 2);
	const struct role *found = access_find_role(f->store, f->arena, role, &f->fault);
	struct grant grant = { .account_id = account_id, .within_id = within_id,
			       .valid_from = from, .valid_to = to };

	must(found != NULL, "the role is there");
	grant.role_id = found->head.id;
	must(access_settle_grant(journal, NULL, &grant, &f->fault) &&
	     journal_add(journal, &grant_type, &grant, &f->fault), "the grant is added");
	commit(f, journal);
	return grant.head.id;
}

static inline const struct reader *read_account(struct fixture *f, struct id id, int64_t n)
{
	const struct reader *reader = reader_of_account(f->store, id, second(n), &f->fault);

	must(reader != NULL, "the reader is made");
	return reader;
}

#endif
