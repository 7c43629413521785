#ifndef CONDUCT_SERVER_STAGE_H
#define CONDUCT_SERVER_STAGE_H
/* The run of test_fixture.h behind a real server of this process, whose clock the test
   moves; people come by tokens. */

#include "base/os.h"
#include "conduct/test_fixture.h"
#include "conduct/timer.h"
#include "tests/http_client.h"
#include "web/server.h"

struct house {
	struct stage stage;		/* its journal is closed once the server runs */
	struct server *server;
	struct http_client client;
	const char *path;
};

/* A header line with a new token of the account; only before house_open. */
static inline const char *house_token(struct stage *s, struct id account_id)
{
	struct token token = { .account_id = account_id, .name = "test",
			       .valid_to = { 2099, 1, 1 } };
	char secret[64];

	must(access_add_token(s->o.journal, &token, secret, &s->o.fault), "a token is made");
	return arena_printf(s->o.arena, "Authorization: Bearer %s\r\n", secret);
}

static inline void house_start(struct house *h)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct server_options options = { .path = h->path, .listen = "127.0.0.1:0", .shards = 1,
					  .companion = &conduct_companion };

	options.tables = registry_routes(&options.table_count);
	h->server = server_start(&options, &fault);
	if (h->server == NULL)
		must_stop(__FILE__, __LINE__, fault_code(fault.kind), fault.detail);
	h->client = http_open(server_port(h->server));
}

static inline struct house house_open(struct stage *s)
{
	struct house h = { .stage = *s,
		.path = arena_copy(s->o.arena, store_path(s->o.store)) };

	must(journal_part_end(s->o.journal, &s->o.fault) &&
	     journal_commit(&s->o.journal, &s->o.fault), "the office is written");
	store_close(&s->o.store);
	house_start(&h);
	return h;
}

static inline void house_stop(struct house *h)
{
	http_close(&h->client);
	server_stop(h->server);
	server_destroy(&h->server);
}

static inline void house_close(struct house *h)
{
	house_stop(h);
	arena_destroy(&h->stage.o.arena);
}

/* The address with the id put in the place of its "%s", if it has one. */
static inline int house_call(struct house *h, const char *who, const char *method,
			     const char *path, struct id id, const char *body)
{
	char text[ID_TEXT_SIZE];
	const char *type = body == NULL ? "" : "Content-Type: application/json\r\n";

	const char *gap = strstr(path, "%s");

	id_format(id, text);
	const char *address = gap == NULL ? path :
		arena_printf(h->stage.o.arena, "%.*s%s%s", (int)(gap - path), path, text, gap + 2);

	int status = http_call(&h->client, method, address,
			       arena_printf(h->stage.o.arena, "%s%s", who, type), body);

	if (status == 0)
		must_stop(__FILE__, __LINE__, "no answer", address);
	return status;
}

static inline size_t house_count(const char *text, const char *what)
{
	size_t count = 0;

	for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
		count++;
	return count;
}

/* Moves the clock and waits until the controller sees so many injects released. */
static inline bool house_wait(struct house *h, const char *controller, int64_t minutes,
			      size_t released)
{
	int64_t until = os_boot_us() + 8 * 1000000;

	stage_boot_us += minutes * MINUTE;
	server_wake_companion(h->server);
	do {
		house_call(h, controller, "GET", "/api/v1/run_injects?limit=500", ID_NONE, NULL);
		if (house_count(h->client.body, "\"state\":\"released\"") == released)
			return true;
	} while (os_boot_us() < until);
	return false;
}

#endif
