/* The n-th call of the store fails, for every n, under each kind of change that the
   interface knows: none is lost behind a good answer, none is half written. */

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "base/os.h"
#include "command/demo_krong_ana.h"
#include "command/registry.h"
#include "journal/checkpoint.h"
#include "journal/verify.h"
#include "tests/http_client.h"
#include "tests/test.h"
#include "web/collection.h"
#include "web/private.h"

#define EACH_N_UNTIL 12		/* then some: a request may make hundreds of calls */
#define TRIES_MOST 40
#define NEW_ID "01900000-0000-7000-8000-0000000000%02zx"

struct office {
	struct arena *arena;
	struct server *server;
	struct http_client client;
	struct store *store;		/* reads beside the server */
	struct fault fault;
	const char *path, *cookie;
	unsigned seed;
	size_t faults, changes;		/* that were met, and that were made */
};

struct change {
	const char *method, *path, *headers, *body;
};

static void make_database(struct office *o)
{
	struct store *store = store_open(o->path, STORE_CREATE, &o->fault);

	must(store != NULL && store_migrate(store, NULL, &o->fault) &&
	     checkpoint_create_key(store, "test", &o->fault), "the database is made");
	struct journal *journal = journal_begin(store, o->arena, os_now(), &o->fault);

	must(journal != NULL && demo_krong_ana(journal, &o->fault) &&
	     journal_commit(&journal, &o->fault), "the demonstration is written");
	store_close(&store);
}

/* Somebody who holds every role, so that only rules and faults refuse. */
static struct id add_clerk(struct office *o)
{
	static const char *const roles[] = { "secretary", "administrator", "commander",
					     "evaluator", "officer", "auditor" };
	struct account clerk = { .login = "tester", .display_name = "Tester",
				 .clearance = { LABEL_TUYET_MAT } };
	struct store *store = store_open(o->path, STORE_WRITE, &o->fault);

	must(store != NULL, "the database opens");
	struct journal *journal = journal_begin(store, o->arena, os_now(), &o->fault);

	must(journal != NULL && access_add_account(journal, &clerk, NULL, &o->fault),
	     "the account is added");
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		must(access_add_grant(journal, clerk.head.id, roles[i], ID_NONE, NULL, &o->fault),
		     "the role is granted");
	must(journal_commit(&journal, &o->fault), "the clerk is kept");
	store_close(&store);
	return clerk.head.id;
}

static struct office set_up(void)
{
	struct office o = { .arena = arena_create(), .seed = 20260301 };
	char key[65];

	registry_install();
	o.path = arena_printf(o.arena, "%s/office.db", test_folder());
	make_database(&o);
	struct id clerk = add_clerk(&o);
	struct server_options options = { .path = o.path, .listen = "127.0.0.1:0", .shards = 1 };

	options.tables = registry_routes(&options.table_count);
	o.server = server_start(&options, &o.fault);
	o.store = store_open(o.path, STORE_READ, &o.fault);
	must(o.server != NULL && o.store != NULL, "the server starts");
	must(sessions_open(o.server->site.sessions, o.store, clerk, os_now(), key,
			   &o.fault), "the clerk signs in");
	o.cookie = arena_printf(o.arena, "Cookie: dientap=%s\r\n", key);
	o.client = http_open(server_port(o.server));
	return o;
}

static void tear_down(struct office *o)
{
	http_close(&o->client);
	store_close(&o->store);
	server_destroy(&o->server);
	arena_destroy(&o->arena);
}

/* How many records there are, and how often they were changed. */
static int64_t fingerprint(struct office *o)
{
	int64_t sum = 0, part;

	for (const struct record_type *const *type = journal_types(); *type != NULL; type++) {
		/* made from the table of types alone */
		const char *sql = arena_printf(o->arena, "SELECT TOTAL(version) * 1000 + COUNT(*)"
					       " FROM \"%s\"", (*type)->name);

		must(store_integer(o->store, sql, NO_BINDS, &part, &o->fault), "rows are counted");
		sum += part;
	}
	return sum;
}

static bool verifies(struct office *o)
{
	struct verify_result result;
	struct store *store = store_open(o->path, STORE_WRITE, &o->fault);
	bool good = store != NULL &&
		    verify_run(store, o->arena, false, &result, &o->fault) && result.good;

	store_close(&store);
	return good;
}

static int call(struct office *o, const struct change *change)
{
	const char *headers = arena_printf(o->arena, "%s%s", o->cookie,
					   change->headers == NULL ? "" : change->headers);

	http_close(&o->client);		/* a refusal may end the connection */
	o->client = http_open(server_port(o->server));
	return http_call(&o->client, change->method, change->path, headers, change->body);
}

static int64_t next_n(struct office *o, int64_t n)
{
	o->seed = o->seed * 1664525U + 1013904223U;
	return n < EACH_N_UNTIL ? n + 1 : n + 1 + (o->seed >> 16) % 13;
}

/* A refusal because of the store: told as such, and nothing of the change stays.  What
   the rules refuse anyway may be refused with their words: nothing is lost by that. */
static void check_refusal(struct office *o, const struct change *change, int status, int64_t n,
			  int64_t before)
{
	bool is_told = (status >= 400 && status < 500) ||
		       (status == 503 && o->client.body != NULL &&
			strstr(o->client.body, "urn:dientap:problem:disk_full") != NULL);

	if (!is_told || fingerprint(o) != before)
		fprintf(stderr, "%s %s, call %d: %d %s\n", change->method, change->path, (int)n,
			status, o->client.body == NULL ? "" : o->client.body);
	CHECK(is_told);
	CHECK(fingerprint(o) == before);
	o->faults++;
}

/* The change with its n-th call failing, until none fails any more: its status then. */
static int try_change(struct office *o, const struct change *change)
{
	int status = 0, refused = 0;
	bool has_failed = true;

	for (int64_t n = 1, tries = 0; has_failed; n = next_n(o, n), tries++) {
		int64_t before = fingerprint(o);

		/* far enough in, nothing is left to fail */
		store_fail_writing_at(tries < TRIES_MOST ? n : 0);
		status = call(o, change);
		has_failed = !store_fail_writing_at(0) && tries < TRIES_MOST;
		if (status >= 200 && status < 300) {
			/* the call that failed was not the change's: it must be there */
			CHECK(fingerprint(o) != before || change->headers == NULL);
			break;
		}
		if (has_failed)
			check_refusal(o, change, status, n, before);
		if (has_failed && status < 500)
			refused = status;
	}
	/* a failing store is never told as a fault of the input: what was refused so is
	   refused by the whole store, too */
	if (refused != 0 && refused != status)
		fprintf(stderr, "%s %s: %d, then %d\n", change->method, change->path, refused,
			status);
	CHECK(refused == 0 || refused == status);
	CHECK(verifies(o));
	o->changes += status >= 200 && status < 300;
	return status;
}

/* ---- requests made from the descriptions and from what the demonstration holds ---- */

static const void *first_record(struct office *o, const struct record_type *type)
{
	struct list list;
	const char *sql = arena_printf(o->arena, "SELECT %s FROM \"%s\" ORDER BY id LIMIT 1",
				       record_store_columns(type), type->name);

	must(store_list(o->store, o->arena, type, sql, NO_BINDS, &list, &o->fault), "a list");
	return list.count == 0 ? NULL : list.items[0];
}

static bool is_settable(const struct field *field)
{
	return field->offset >= sizeof(struct record_head) &&
	       (field->flags & (FIELD_READ_ONLY | FIELD_SECRET)) == 0;
}

/* The record as somebody would enter it again, under names that are not taken. */
static const char *body_of(struct office *o, const struct record_type *type, const void *record)
{
	struct text out = { .arena = o->arena };

	text_add_char(&out, '{');
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		const void *at = field_at_const(field, record);

		if (!is_settable(field) || field_is_empty(field, at))
			continue;
		json_add_name(&out, field->name);
		if (field->type == FIELD_TEXT && strcmp(field->name, "code") == 0)
			json_add_string(&out, "moi-1");
		else if (field->type == FIELD_TEXT && strcmp(field->name, "login") == 0)
			json_add_string(&out, "moi");
		else
			json_add_field(&out, field, at);
	}
	text_add_char(&out, '}');
	return text_string(&out);
}

/* Another text in the first member that may be changed; NULL if there is none. */
static const char *patch_of(struct office *o, const struct record_type *type)
{
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (is_settable(field) && field->type == FIELD_TEXT &&
		    (field->flags & FIELD_FIXED) == 0 && strcmp(field->name, "code") != 0 &&
		    strcmp(field->name, "login") != 0 && strcmp(field->name, "rights") != 0)
			return arena_printf(o->arena, "{\"%s\":\"Chữ khác\"}", field->name);
	}
	return NULL;
}

static void change_existing(struct office *o, const struct record_type *type, const void *record)
{
	const struct record_head *head = record_head_const(record);
	const char *body = patch_of(o, type);
	char id[ID_TEXT_SIZE];

	if (body == NULL)
		return;
	id_format(head->id, id);
	(void)try_change(o, &(struct change){ "PATCH",
		arena_printf(o->arena, "/api/v1/%s/%s", type->plural, id),
		arena_printf(o->arena, "If-Match: \"%d\"\r\n", (int)head->version), body });
}

static void add_and_remove(struct office *o, const struct record_type *type, const void *record,
			   size_t number)
{
	const char *path = arena_printf(o->arena, "/api/v1/%s/" NEW_ID, type->plural, number);

	if (try_change(o, &(struct change){ "PUT", path, "If-None-Match: *\r\n",
					    body_of(o, type, record) }) != 201)
		return;
	(void)try_change(o, &(struct change){ "DELETE", path, "If-Match: \"1\"\r\n", NULL });
}

TEST(no_change_of_any_collection_is_lost_or_half_made_when_the_store_fails)
{
	struct office o = set_up();
	size_t number = 0;

	for (const struct collection *const *c = collection_all(); *c != NULL; c++) {
		const void *record = (*c)->fixed ? NULL : first_record(&o, (*c)->type);

		number++;
		if (record == NULL)	/* the demonstration has none of these */
			continue;
		change_existing(&o, (*c)->type, record);
		if (!(*c)->no_add)
			add_and_remove(&o, (*c)->type, record, number);
	}
	fprintf(stderr, "%zu changes, %zu faults\n", o.changes, o.faults);
	CHECK(o.changes >= 25 && o.faults >= 10 * o.changes);
	tear_down(&o);
}

TEST(no_import_upload_or_backup_is_half_made_when_the_store_fails)
{
	static const char units[] = "code,name,level,parent_code,valid_from,valid_to\n"
		"91001,Tỉnh Mẫu Một,province,,,\n91002,Xã Mẫu Hai,commune,91001,,\n";
	static const struct change changes[] = {
		{ "POST", "/api/v1/imports?kind=units&filename=units.csv",
		  "Content-Type: text/csv\r\n", units },
		{ "POST", "/api/v1/backups", NULL, "{}" },
	};
	struct office o = set_up();

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		int status = try_change(&o, &changes[i]);

		if (status < 200 || status > 299)
			fprintf(stderr, "%s: %d %s\n", changes[i].path, status,
				o.client.body == NULL ? "" : o.client.body);
		CHECK(status >= 200 && status < 300);
	}
	const void *programme = first_record(&o, journal_find_type("programme"));
	char id[ID_TEXT_SIZE];

	must(programme != NULL, "the demonstration has a programme");
	id_format(record_head_const(programme)->id, id);
	CHECK(try_change(&o, &(struct change){ "POST",
		arena_printf(o.arena, "/api/v1/attachments?record_type=programme&record_id=%s"
			     "&filename=a.txt", id), "Content-Type: text/plain\r\n",
		"quyết định" }) == 201);
	CHECK(o.changes == 3 && o.faults > 30);
	tear_down(&o);
}
