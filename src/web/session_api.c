#include "web/session_api.h"

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "web/body.h"
#include "web/site.h"

/* ---- signing in ---- */

bool session_renew(struct request *request, struct id account_id)
{
	struct sessions *sessions = request->site->sessions;
	struct store *store = request_system_store(request);
	char key[65];

	if (store == NULL || !sessions_open(sessions, store, account_id, request->now, key,
					    &request->fault))
		return false;
	if (request->session_key != NULL)
		sessions_close(sessions, request->session_key);
	request->cookie = arena_copy(request->arena, key);
	return true;
}

struct sign_in {
	const char *login;
	struct id account_id;
	struct fault why;
};

static bool note_sign_in(struct request *request, void *context)
{
	const struct sign_in *sign_in = context;

	return access_note_sign_in(request->journal, sign_in->account_id, request->address,
				   &request->fault);
}

static bool note_denial(struct request *request, void *context)
{
	const struct sign_in *sign_in = context;

	return access_note_denial(request->journal, sign_in->login, sign_in->why.kind,
				  request->address, &request->fault);
}

/* The entry bears the name of who signed in.  A full disk keeps nobody from reading
   what bears no label. */
static bool note_as(struct request *request, const struct reader *reader,
		    request_change *note, struct sign_in *sign_in)
{
	const struct reader *before = request->reader;

	request->reader = reader;
	bool good = request_write(request, reader == NULL ? RIGHT_ANYONE : RIGHT_SIGNED_IN,
				  ID_NONE, note, sign_in);

	request->reader = before;
	if (!good && request->fault.kind == FAULT_DISK_FULL)
		request->fault = (struct fault){ .kind = FAULT_NONE };
	return request->fault.kind == FAULT_NONE;
}

/* One refusal for a wrong name and a wrong password: which names exist is not told. */
static void refuse_sign_in(struct request *request, struct sign_in *sign_in)
{
	sign_in->why = request->fault;
	request->fault = (struct fault){ .kind = FAULT_NONE };
	/* a flood of tries must not become a flood of entries */
	if (sign_in->why.kind == FAULT_WRONG_PASSWORD || (sign_in->why.kind ==
	    FAULT_SECOND_FACTOR && sign_in->why.problems != NULL))
		(void)note_as(request, NULL, note_denial, sign_in);
	request->fault = sign_in->why;
}

/* A session that the journal could not note does not begin. */
static void handle_sign_in(struct request *request)
{
	struct body_text texts[] = { { "login", true, NULL }, { "password", true, NULL },
				     { "code", false, NULL } };
	struct store *store = request_system_store(request);
	struct sign_in sign_in = { 0 };

	if (store == NULL || !body_read_texts(request, texts, 3))
		return;
	sign_in.login = texts[0].value;
	if (!access_check_password(store, request->arena, texts[0].value, texts[1].value,
				   texts[2].value, request->address, request->now,
				   &sign_in.account_id, &request->fault)) {
		refuse_sign_in(request, &sign_in);
		return;
	}
	if (!session_renew(request, sign_in.account_id))
		return;
	const struct reader *reader = sessions_find(request->site->sessions, store,
						    request->cookie, request->now);

	if (note_as(request, reader, note_sign_in, &sign_in))
		request->status = 204;
	else
		sessions_close(request->site->sessions, request->cookie);
	reader_release(&reader);
}

static bool note_sign_out(struct request *request, void *context)
{
	(void)context;
	return access_note_sign_out(request->journal, reader_account_id(request->reader),
				    request->address, &request->fault);
}

static void handle_sign_out(struct request *request)
{
	if (request->session_key == NULL) {
		fault_set(&request->fault, FAULT_BAD_REQUEST, NULL,
			BOTH("mã truy cập không có phiên đăng nhập", "a token has no session"));
		return;
	}
	sessions_close(request->site->sessions, request->session_key);
	request->cookie = "";
	if (note_as(request, request->reader, note_sign_out, NULL))
		request->status = 204;
}

/* ---- who is here, and where ---- */

static bool read_setting(struct request *request, const char *name, const char **value_out)
{
	static const char sql[] =
		"SELECT value\n"
		"FROM office_setting\n"
		"WHERE name = :name";

	return store_text(request->store, request->arena, sql, BINDS(TEXT("name", name)),
			  value_out, &request->fault);
}

static void add_member(struct text *out, const char *name, const char *value)
{
	json_add_name(out, name);
	json_add_string(out, value);
}

static void add_account(struct text *out, const struct account *account)
{
	char id[ID_TEXT_SIZE];

	id_format(account->head.id, id);
	json_add_name(out, "account");
	text_add_char(out, '{');
	add_member(out, "id", id);
	add_member(out, "login", account->login);
	add_member(out, "display_name", account->display_name);
	add_member(out, "clearance", words_word(&label_words, account->clearance.level));
	add_member(out, "language", account->language);
	text_add_char(out, '}');
}

static void add_rights(struct text *out, const struct reader *reader)
{
	json_add_name(out, "rights");
	text_add_char(out, '[');
	for (unsigned right = RIGHT_SIGNED_IN + 1; right < RIGHTS; right++) {
		if (!reader_may_somewhere(reader, (enum right)right))
			continue;
		text_add(out, out->bytes[out->length - 1] == '[' ? "" : ",");
		json_add_string(out, words_word(&right_words, right));
	}
	text_add_char(out, ']');
}

/* Everybody may see his own account, whatever else he may see. */
static void show_session(struct request *request)
{
	struct store *store = request_system_store(request);
	struct text *out = &request->reply;
	const char *deployment, *office;

	if (store == NULL || !read_setting(request, "deployment", &deployment) ||
	    !read_setting(request, "name", &office))
		return;
	const struct account *account = record_store_find(store, request->arena, &account_type,
		reader_account_id(request->reader), &request->fault);

	if (account == NULL)
		return;
	text_add_char(out, '{');
	add_account(out, account);
	add_rights(out, request->reader);
	add_member(out, "deployment", deployment == NULL ? "open" : deployment);
	add_member(out, "office", office);
	json_add_name(out, "demo");
	text_add(out, account->demo ? "true}" : "false}");
}

static void show_office(struct request *request)
{
	static const char *const names[] = { "name", "deployment", "origin", "public_key" };
	struct text *out = &request->reply;
	const char *value;

	text_add_char(out, '{');
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!read_setting(request, names[i], &value))
			return;
		add_member(out, names[i], value);
	}
	text_add_char(out, '}');
}

#define SESSION_SCHEMA \
	"{\"type\":\"object\",\"required\":[\"account\",\"rights\",\"deployment\",\"office\"," \
	"\"demo\"],\"properties\":{\"account\":{\"type\":\"object\",\"required\":[\"id\"," \
	"\"login\",\"display_name\",\"clearance\",\"language\"],\"properties\":{" \
	"\"id\":{\"type\":\"string\",\"format\":\"uuid\"},\"login\":{\"type\":\"string\"}," \
	"\"display_name\":{\"type\":\"string\"},\"clearance\":{\"type\":\"string\"}," \
	"\"language\":{\"type\":[\"string\",\"null\"]}}},\"rights\":{\"type\":\"array\"," \
	"\"items\":{\"type\":\"string\"}},\"deployment\":{\"type\":\"string\"}," \
	"\"office\":{\"type\":[\"string\",\"null\"]},\"demo\":{\"type\":\"boolean\"}}}"
#define OFFICE_SCHEMA \
	"{\"type\":\"object\",\"required\":[\"name\",\"deployment\",\"origin\"," \
	"\"public_key\"],\"properties\":{\"name\":{\"type\":[\"string\",\"null\"]}," \
	"\"deployment\":{\"type\":[\"string\",\"null\"]},\"origin\":{\"type\":" \
	"[\"string\",\"null\"]},\"public_key\":{\"type\":[\"string\",\"null\"]}}}"

static const struct route routes[] = {
	{ "GET", "/api/v1/session", show_session, .needs = RIGHT_SIGNED_IN,
	  .answers_schema = SESSION_SCHEMA, .operation = "show_session",
	  .help = "Who is signed in and what the account may do." },
	{ "POST", "/api/v1/session", handle_sign_in, .needs = RIGHT_ANYONE, .runs = ROUTE_WORKS,
	  .takes_body = BODY_JSON, .operation = "sign_in",
	  .help = "Signs in with login, password and, with a second factor, code." },
	{ "DELETE", "/api/v1/session", handle_sign_out, .needs = RIGHT_SIGNED_IN,
	  .runs = ROUTE_WORKS, .operation = "sign_out", .help = "Signs out." },
	{ "GET", "/api/v1/office", show_office, .needs = RIGHT_SIGNED_IN,
	  .answers_schema = OFFICE_SCHEMA, .operation = "show_office",
	  .help = "The office, how it is deployed, and the key that signs its checkpoints." },
};
const struct route_table session_routes = ROUTES(routes);
