#ifndef WEB_TEST_OFFICE_H
#define WEB_TEST_OFFICE_H
/* A running server with the routes about people and the journal, an administrator
   (quantri) and a secretary (thuky) with a password, for the tests of this room. */

#include <string.h>

#include "base/must.h"
#include "tests/server_fixture.h"
#include "web/account_api.h"
#include "web/journal_api.h"
#include "web/session_api.h"

#define GOOD_PASSWORD "ba con voi tim ở gốc đa già"
#define OTHER_PASSWORD "bảy chiếc thuyền nan trôi chậm"

struct office {
	struct server_fixture server;
	struct http_client client;
	struct id admin_id, secretary_id;
	const char *admin;		/* header line with the session's cookie */
};

static inline void office_copy(struct route *routes, size_t *count, struct route_table table)
{
	memcpy(routes + *count, table.routes, table.count * sizeof(struct route));
	*count += table.count;
}

static inline int office_call(struct office *o, const char *method, const char *path,
			      const char *headers, const char *body)
{
	/* a refusal may end the connection */
	http_close(&o->client);
	o->client = http_open(o->server.port);
	return http_call(&o->client, method, arena_printf(o->server.arena, "/api/v1/%s", path),
			 headers, body);
}

static inline const char *office_id(struct office *o, struct id id)
{
	char text[ID_TEXT_SIZE];

	id_format(id, text);
	return arena_copy(o->server.arena, text);
}

static inline struct office office_set_up(void)
{
	static const struct collection *const collections[] = {
		&account_collection, &role_collection, &grant_collection, &token_collection,
		&policy_collection, NULL,
	};
	static struct route routes[128];
	size_t count = 0;

	collection_set_all(collections);
	office_copy(routes, &count, session_routes);
	office_copy(routes, &count, account_routes);
	office_copy(routes, &count, journal_routes);
	office_copy(routes, &count, collection_routes());
	must(count <= 128, "room for all routes");
	struct office o = { .server = server_set_up(&(struct route_table){ routes, count }) };

	o.client = http_open(o.server.port);
	o.admin_id = server_add_account(&o.server, "quantri", "administrator", ID_NONE,
					LABEL_INTERNAL);
	o.secretary_id = server_add_account(&o.server, "thuky", "secretary", ID_NONE, LABEL_NONE);
	o.admin = server_sign_in(&o.server, o.admin_id);
	CHECK(office_call(&o, "POST", arena_printf(o.server.arena, "accounts/%s/password",
						   office_id(&o, o.secretary_id)), o.admin,
			  "{\"password\":\"" GOOD_PASSWORD "\"}") == 204);
	return o;
}

static inline void office_tear_down(struct office *o)
{
	http_close(&o->client);
	server_tear_down(&o->server);
}

/* The last answer holds the part. */
static inline bool office_says(struct office *o, const char *part)
{
	if (o->client.body != NULL && strstr(o->client.body, part) != NULL)
		return true;
	fprintf(stderr, "  %d %s\nlacks\n  %s\n", o->client.status,
		o->client.body == NULL ? "" : o->client.body, part);
	return false;
}

/* The header line for the cookie that the last answer set. */
static inline const char *office_cookie(struct office *o)
{
	const char *set = http_header(&o->client, "Set-Cookie");

	must(set != NULL, "a cookie was set");
	return arena_printf(o->server.arena, "Cookie: %.*s\r\n", (int)strcspn(set, ";"), set);
}

/* Signs the secretary in; the header line. */
static inline const char *office_secretary(struct office *o)
{
	CHECK(office_call(o, "POST", "session", NULL, "{\"login\":\"thuky\",\"password\":\""
			  GOOD_PASSWORD "\"}") == 204);
	return office_cookie(o);
}

/* How many entries of the journal hold the word as a value. */
static inline int64_t office_entries(struct office *o, const char *what)
{
	return server_count(&o->server, arena_printf(o->server.arena,
		"SELECT COUNT(*) FROM journal_value WHERE content LIKE '%%\"%s\"%%'", what));
}

/* The text of the first member of that name in the last answer. */
static inline const char *office_member(struct office *o, const char *name)
{
	const char *at = strstr(o->client.body, arena_printf(o->server.arena, "\"%s\":\"", name));

	must(at != NULL, "the member is there");
	at += strlen(name) + 4;
	return arena_copy_bytes(o->server.arena, at, strcspn(at, "\""));
}

#endif
