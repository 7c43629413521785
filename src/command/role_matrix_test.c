/* Every route against every built-in role: separation of duties, as the routes are. */

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "base/os.h"
#include "command/registry.h"
#include "tests/test.h"

struct office {
	struct arena *arena;
	struct store *store;
	struct fault fault;
};

static struct office set_up(void)
{
	struct office o = { .arena = arena_create() };

	registry_install();
	o.store = store_open(arena_printf(o.arena, "%s/office.db", test_folder()), STORE_CREATE,
			     &o.fault);
	must(o.store != NULL && store_migrate(o.store, NULL, &o.fault), "the database is made");
	struct journal *journal = journal_begin(o.store, o.arena, os_now(), &o.fault);

	must(journal != NULL && access_add_roles(journal, &o.fault) &&
	     journal_commit(&journal, &o.fault), "the roles are added");
	return o;
}

static const struct reader *reader_of(struct office *o, const char *role)
{
	struct account account = { .login = role, .display_name = role };
	struct journal *journal = journal_begin(o->store, o->arena, os_now(), &o->fault);

	must(journal != NULL && access_add_account(journal, &account, NULL, &o->fault) &&
	     access_add_grant(journal, account.head.id, role, ID_NONE, "test", &o->fault) &&
	     journal_commit(&journal, &o->fault), "the account is added");
	const struct reader *reader = reader_of_account(o->store, account.head.id, os_now(),
							&o->fault);

	must(reader != NULL, "the reader is read");
	return reader;
}

static bool is_for_all(enum right right)
{
	return right == RIGHT_ANYONE || right == RIGHT_SIGNED_IN;
}

static bool is_of_office(enum right right)
{
	return right == RIGHT_ACCOUNT_READ || right == RIGHT_ACCOUNT_WRITE ||
	       right == RIGHT_JOURNAL_READ || right == RIGHT_BACKUP || right == RIGHT_EXPORT;
}

/* What lets into the script and the inboxes of a live run, and into its course. */
static bool is_of_run(enum right right)
{
	return right == RIGHT_RUN_INBOX_READ || right == RIGHT_RUN_SCRIPT_READ ||
	       right == RIGHT_RUN_CONTROL || right == RIGHT_RUN_DIRECT ||
	       right == RIGHT_RUN_LOG_WRITE;
}

/* May somebody of the role call a route that needs this right? */
static bool should_reach(const char *role, const struct route *route)
{
	enum right right = route->needs;
	/* a script is no content like other: who plays or watches must not know it */
	bool reads = strstr(words_word(&right_words, right), "_read") != NULL &&
		     right != RIGHT_INJECT_READ;

	if (is_for_all(right))
		return true;
	if (is_of_run(right))	/* else given within a run */
		return strcmp(role, "secretary") == 0 || strcmp(role, "commander") == 0;
	if (right == RIGHT_RUN_ANSWER)
		return false;
	if (strcmp(role, "auditor") == 0)
		return right == RIGHT_JOURNAL_READ;
	if (strcmp(role, "administrator") == 0)
		return reads || is_of_office(right);
	if (strcmp(role, "secretary") == 0)
		return !is_of_office(right) && right != RIGHT_EXERCISE_APPROVE &&
		       right != RIGHT_INJECT_APPROVE &&
		       right != RIGHT_EVALUATION_CONFIRM;
	if (strcmp(role, "viewer") == 0)
		return reads && !is_of_office(right);
	if (strcmp(role, "commander") == 0)
		return (reads && right != RIGHT_ACCOUNT_READ) || right == RIGHT_EXERCISE_APPROVE ||
		       right == RIGHT_INJECT_READ || right == RIGHT_INJECT_APPROVE ||
		       right == RIGHT_EVALUATION_CONFIRM || right == RIGHT_REPORT_WRITE;
	if (strcmp(role, "evaluator") == 0)
		return (reads && !is_of_office(right)) || right == RIGHT_INJECT_READ ||
		       right == RIGHT_EVALUATION_WRITE ||
		       right == RIGHT_LESSON_WRITE;
	must(strcmp(role, "officer") == 0, "a role without its line here");
	return (reads && !is_of_office(right)) || right == RIGHT_EXERCISE_WRITE ||
	       right == RIGHT_INJECT_READ || right == RIGHT_INJECT_WRITE ||
	       right == RIGHT_LESSON_WRITE;
}

TEST(every_route_opens_to_the_roles_that_should_reach_it)
{
	static const char *const roles[] = { "administrator", "secretary", "commander",
		"evaluator", "officer", "viewer", "auditor" };
	struct office o = set_up();
	size_t count, reached = 0;
	const struct route_table *tables = registry_routes(&count);

	for (size_t r = 0; r < sizeof(roles) / sizeof(roles[0]); r++) {
		const struct reader *reader = reader_of(&o, roles[r]);

		for (size_t t = 0; t < count; t++) {
			for (size_t i = 0; i < tables[t].count; i++) {
				const struct route *route = &tables[t].routes[i];
				bool may = reader_may_somewhere(reader, route->needs);

				if (may != should_reach(roles[r], route))
					fprintf(stderr, "%s: %s %s\n", roles[r], route->method,
						route->path);
				CHECK(may == should_reach(roles[r], route));
				reached += may;
			}
		}
		reader_release(&reader);
	}
	CHECK(reached > 300);
	store_close(&o.store);
	arena_destroy(&o.arena);
}

/* The others ask for a right by what they are about: kind of import, record that a file
   hangs on, state that a step leaves. */
TEST(writing_without_a_right_is_about_oneself_or_asks_further)
{
	static const char *const own[] = { "/api/v1/session", "/api/v1/accounts/me/",
		"/api/v1/tokens", "/api/v1/imports", "/api/v1/attachments",
		"/api/v1/exercises/:id/" };
	struct office o = set_up();
	size_t count;
	const struct route_table *tables = registry_routes(&count);

	for (size_t t = 0; t < count; t++) {
		for (size_t i = 0; i < tables[t].count; i++) {
			const struct route *route = &tables[t].routes[i];
			bool is_own = strcmp(route->method, "GET") == 0 ||
				      !is_for_all(route->needs);

			for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++)
				is_own = is_own || strncmp(route->path, own[k],
							   strlen(own[k])) == 0;
			if (!is_own)
				fprintf(stderr, "%s %s\n", route->method, route->path);
			CHECK(is_own);
			/* what anyone may do changes nothing but who is signed in */
			CHECK(route->needs != RIGHT_ANYONE || strcmp(route->method, "GET") == 0 ||
			      strcmp(route->path, "/api/v1/session") == 0);
		}
	}
	store_close(&o.store);
	arena_destroy(&o.arena);
}
