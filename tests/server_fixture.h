#ifndef TESTS_SERVER_FIXTURE_H
#define TESTS_SERVER_FIXTURE_H
/* A server in this process on a free port, over a new database with the built-in
   roles and one table of cards, for tests that speak HTTP. */

#include "access/account.h"
#include "tests/http_client.h"
#include "tests/test.h"
#include "web/site.h"

struct card {
	struct record_head head;
	const char *title;
};
extern const struct record_type card_type;
/* /api/v1/cards: list, add by POST, one, change by PATCH, remove; the settled scope
   and label of a card are what the query says: ?scope=UUID&label=WORD. */
extern const struct route_table card_routes;

struct server_fixture {
	struct arena *arena;
	const char *path;		/* of the database */
	struct server_options options;
	struct server *server;
	struct site *site;
	struct fault fault;
	int port;
};

/* `routes`: a table beside card_routes and the server's own, or NULL. */
struct server_fixture server_set_up(const struct route_table *routes);
/* The database alone; options may be changed before server_begin. */
struct server_fixture server_prepare(const struct route_table *routes);
bool server_begin(struct server_fixture *f);
void server_tear_down(struct server_fixture *f);

/* An account with a built-in role in the scope (none: everywhere), signed in: the
   header line with its cookie, in the arena.  Both while the server runs: the writer
   adds the account, the server's table of sessions keeps the session. */
struct id server_add_account(struct server_fixture *f, const char *login, const char *role,
			     struct id within_id, enum label_level clearance);
const char *server_sign_in(struct server_fixture *f, struct id account_id);
/* Adds a card as the account, through HTTP; gives its id as text, or NULL. */
const char *server_add_card(struct server_fixture *f, struct http_client *client,
			    const char *cookie, const char *title, struct id scope_id,
			    const char *label);
/* The number of a query on the database. */
int64_t server_count(struct server_fixture *f, const char *sql);

#endif
