#include "tests/server_fixture.h"

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "web/private.h"

static const struct field card_fields[] = {
	RECORD_HEAD_FIELDS(struct card),
	FIELD(struct card, title, "Tên", "Title", "A title.", .flags = FIELD_REQUIRED, .max = 200),
};
const struct record_type card_type = RECORD_TYPE(card, card_fields, .plural = "cards",
	.vi = "thẻ", .en = "card", .help = "A card.", .read_right = RIGHT_UNIT_READ,
	.write_right = RIGHT_UNIT_WRITE);
static const struct record_type *const types[] = {
	&card_type, &account_type, &role_type, &grant_type, &token_type, &policy_type, NULL,
};
static const char card_table[] =
	"CREATE TABLE card(id BLOB PRIMARY KEY, version INTEGER NOT NULL, label TEXT NOT NULL,"
	" scope_id BLOB, title TEXT NOT NULL UNIQUE) STRICT";

static void list_cards(struct request *request)
{
	static const char sql[] =
		"SELECT id, version, label, scope_id, title\n"
		"FROM visible_card\n"
		"ORDER BY title";
	struct list list;

	if (store_list(request->store, request->arena, &card_type, sql, NO_BINDS, &list,
		       &request->fault))
		request_reply_list(request, &card_type, &list, NULL);
}

static struct card *find_card(struct request *request)
{
	static const char sql[] =
		"SELECT id, version, label, scope_id, title\n"
		"FROM visible_card\n"
		"WHERE id = :id";

	return store_one(request->store, request->arena, &card_type, sql,
			 BINDS(ID("id", request->id)), &request->fault);
}

static void show_card(struct request *request)
{
	const struct card *card = find_card(request);

	if (card != NULL)
		request_reply_record(request, &card_type, card);
}

/* Where the query wants the card to be: another scope, another label. */
static void place_card(struct request *request, struct card *card)
{
	const char *scope = request_query(request, "scope"), *label =
		request_query(request, "label");
	unsigned level = card->head.label.level;

	if (label != NULL)
		must(words_find(&label_words, label, &level), "the label is a word");
	card->head.label.level = (enum label_level)level;
	if (scope != NULL)
		must(id_parse(scope, &card->head.scope_id), "the scope is an id");
}

static void add_card(struct request *request)
{
	struct card card = { .title = NULL };

	if (!json_read_record(request->arena, &card_type, request->body, JSON_ADD, &card,
			      &request->fault))
		return;
	place_card(request, &card);
	if (!request_may(request, RIGHT_UNIT_WRITE, card.head.scope_id) ||
	    !journal_add(request->journal, &card_type, &card, &request->fault))
		return;
	request->status = 201;
	request_reply_record(request, &card_type, &card);
}

static void change_card(struct request *request)
{
	struct card *card = find_card(request);

	if (card == NULL)
		return;
	if (!request->has_version || request->version != card->head.version) {
		request->current_type = &card_type;
		request->current = card;
		fault_set(&request->fault, request->has_version ? FAULT_STALE :
			  FAULT_VERSION_NEEDED, NULL, NULL);
		return;
	}
	if (!json_read_record(request->arena, &card_type, request->body, JSON_CHANGE, card,
			      &request->fault))
		return;
	place_card(request, card);
	if (journal_change(request->journal, &card_type, card, &request->fault))
		request_reply_record(request, &card_type, card);
}

static void remove_card(struct request *request)
{
	if (journal_remove(request->journal, &card_type, request->id, request->version,
			   &request->fault))
		request->status = 204;
}

static const struct route routes_of_cards[] = {
	{ "GET", "/api/v1/cards", list_cards, .needs = RIGHT_UNIT_READ },
	{ "POST", "/api/v1/cards", add_card, .needs = RIGHT_UNIT_WRITE, .runs = ROUTE_WRITES,
	  .takes_body = BODY_JSON, .takes = &card_type },
	{ "GET", "/api/v1/cards/:id", show_card, .needs = RIGHT_UNIT_READ },
	{ "PATCH", "/api/v1/cards/:id", change_card, .needs = RIGHT_UNIT_WRITE,
	  .runs = ROUTE_WRITES, .takes_body = BODY_JSON, .takes = &card_type },
	{ "DELETE", "/api/v1/cards/:id", remove_card, .needs = RIGHT_UNIT_WRITE,
	  .runs = ROUTE_WRITES },
};
const struct route_table card_routes = ROUTES(routes_of_cards);

struct server_fixture server_prepare(const struct route_table *routes)
{
	struct server_fixture f = { .arena = arena_create() };
	struct route_table *tables = arena_array(f.arena, struct route_table, 3);

	f.path = arena_printf(f.arena, "%s/office.db", test_folder());
	tables[0] = server_routes;
	tables[1] = card_routes;
	if (routes != NULL)
		tables[2] = *routes;
	f.options = (struct server_options){
		.path = f.path, .listen = "127.0.0.1:0", .shards = 2, .tables = tables,
		.table_count = routes == NULL ? 2 : 3,
	};
	journal_set_types(types);
	struct store *store = store_open(f.path, STORE_CREATE, &f.fault);

	must(store != NULL && store_migrate(store, NULL, &f.fault) &&
	     store_script(store, card_table, &f.fault), "the database is made");
	struct journal *journal = journal_begin(store, f.arena, os_now(), &f.fault);

	must(journal != NULL && access_add_roles(journal, &f.fault) &&
	     journal_commit(&journal, &f.fault), "the roles are added");
	store_close(&store);
	return f;
}

bool server_begin(struct server_fixture *f)
{
	f->server = server_start(&f->options, &f->fault);
	if (f->server == NULL)
		return false;
	f->port = server_port(f->server);
	f->site = &f->server->site;
	return true;
}

struct server_fixture server_set_up(const struct route_table *routes)
{
	struct server_fixture f = server_prepare(routes);

	must(server_begin(&f), "the server starts");
	return f;
}

void server_tear_down(struct server_fixture *f)
{
	server_destroy(&f->server);
	arena_destroy(&f->arena);
}

struct added { const char *login, *role; struct id within_id, id; enum label_level clearance; };

static bool add_account(struct journal *journal, struct job *job)
{
	struct added *added = job->context;
	struct account account = { .login = added->login, .display_name = added->login,
				   .clearance = { added->clearance } };

	if (!access_add_account(journal, &account, NULL, &job->fault) ||
	    !access_add_grant(journal, account.head.id, added->role, added->within_id, "test",
			      &job->fault))
		return false;
	added->id = account.head.id;
	return true;
}

struct id server_add_account(struct server_fixture *f, const char *login, const char *role,
			     struct id within_id, enum label_level clearance)
{
	struct added added = { login, role, within_id, ID_NONE, clearance };
	struct job job = { .run = add_account, .arena = f->arena, .context = &added,
			   .actor = { .role = "machine" } };

	must(writer_run(f->site->writer, &job), "the account is added");
	return added.id;
}

const char *server_sign_in(struct server_fixture *f, struct id account_id)
{
	struct store *store = store_open(f->path, STORE_READ, &f->fault);
	char key[65];

	must(store != NULL && sessions_open(f->site->sessions, store, account_id, os_now(), key,
					    &f->fault), "the session opens");
	store_close(&store);
	return arena_printf(f->arena, "Cookie: other=1; %sdientap=%s\r\n",
			    f->site->has_tls ? "__Host-" : "", key);
}

const char *server_add_card(struct server_fixture *f, struct http_client *client,
			    const char *cookie, const char *title, struct id scope_id,
			    const char *label)
{
	char scope[ID_TEXT_SIZE];

	id_format(scope_id, scope);
	const char *path = arena_printf(f->arena, "/api/v1/cards?label=%s%s%s", label,
					id_is_none(scope_id) ? "" : "&scope=",
					id_is_none(scope_id) ? "" : scope);

	if (http_call(client, "POST", path, cookie,
		      arena_printf(f->arena, "{\"title\":\"%s\"}", title)) != 201)
		return NULL;
	const char *id = strstr(client->body, "\"id\":\"");

	return id == NULL ? NULL : arena_copy_bytes(f->arena, id + 6, ID_TEXT_SIZE - 1);
}

int64_t server_count(struct server_fixture *f, const char *sql)
{
	struct store *store = store_open(f->path, STORE_READ, &f->fault);
	int64_t count = -1;

	must(store != NULL && store_integer(store, sql, NO_BINDS, &count, &f->fault),
	     "the database can be asked");
	store_close(&store);
	return count;
}
