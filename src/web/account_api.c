#include "web/account_api.h"

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "web/body.h"
#include "web/collection_door.h"
#include "web/session_api.h"
#include "web/site.h"

static bool is_own(const struct request *request)
{
	return id_equal(request->id, reader_account_id(request->reader));
}

/* A key for programs must not change how its owner signs in. */
static bool came_in_person(struct request *request)
{
	return !reader_is_token(request->reader) ||
	       fault_set(&request->fault, FAULT_FORBIDDEN, NULL, NULL);
}

/* ---- passwords ---- */

static bool write_password(struct request *request, void *context)
{
	return access_write_password(request->journal, context, &request->fault);
}

/* The hash takes tens of milliseconds: the writer gets it ready-made. */
static bool set_password(struct request *request, enum right right, struct new_password *new)
{
	struct store *store = request_system_store(request);

	return store != NULL &&
	       access_prepare_password(store, request->arena, new, &request->fault) &&
	       request_write(request, right, ID_NONE, write_password, new);
}

/* By an administrator, for another account: all its sessions end. */
static void handle_reset_password(struct request *request)
{
	struct body_text texts[] = { { "password", true, NULL } };
	struct new_password new = { .account_id = request->id };

	if (!came_in_person(request) || !request_may(request, RIGHT_ACCOUNT_WRITE, ID_NONE) ||
	    !body_read_texts(request, texts, 1))
		return;
	if (is_own(request)) {
		fault_set(&request->fault, FAULT_FORBIDDEN, NULL,
			  BOTH("Đổi mật khẩu của mình cần mật khẩu cũ.",
			       "Changing your own password needs the old one."));
		return;
	}
	new.password = texts[0].value;
	if (!set_password(request, RIGHT_ACCOUNT_WRITE, &new))
		return;
	sessions_close_account(request->site->sessions, request->id);
	request->status = 204;
}

/* The problem of the new password stands at the member it came in. */
static void rename_pointer(struct request *request)
{
	for (struct problem *p = request->fault.problems; p != NULL; p = p->next)
		if (strcmp(p->pointer, "/password") == 0)
			p->pointer = "/new";
}

/* Who finds an open screen must not be able to take the account over. */
static bool check_old(struct request *request, const struct body_text texts[])
{
	struct store *store = request_system_store(request);
	struct id account_id;

	if (store == NULL ||
	    !access_check_password(store, request->arena, reader_login(request->reader),
				   texts[0].value, texts[2].value, request->address,
				   request->now, &account_id, &request->fault)) {
		/* 401 would say that nobody is signed in */
		if (request->fault.kind == FAULT_WRONG_PASSWORD) {
			request->fault = (struct fault){ .kind = FAULT_NONE };
			return fault_add_problem(&request->fault, request->arena, "/old",
				PROBLEM_RULE, BOTH("Mật khẩu cũ không đúng.",
						   "The old password is wrong."));
		}
		return false;
	}
	return true;
}

/* All sessions end, for the old password may be known; this one is opened anew. */
static void handle_own_password(struct request *request)
{
	struct body_text texts[] = { { "old", true, NULL }, { "new", true, NULL },
				     { "code", false, NULL } };
	struct new_password new = { .account_id = reader_account_id(request->reader) };

	if (!came_in_person(request) || !body_read_texts(request, texts, 3) ||
	    !check_old(request, texts))
		return;
	new.password = texts[1].value;
	if (!set_password(request, RIGHT_SIGNED_IN, &new)) {
		rename_pointer(request);
		return;
	}
	sessions_close_account(request->site->sessions, new.account_id);
	if (session_renew(request, new.account_id))
		request->status = 204;
}

/* ---- the second factor ---- */

/* The secret is shown once; it counts only after a code of it was typed. */
static void handle_begin_second_factor(struct request *request)
{
	const char *address;

	if (!came_in_person(request) ||
	    !access_begin_second_factor(request->journal, reader_account_id(request->reader),
					&address, &request->fault))
		return;
	text_add_char(&request->reply, '{');
	json_add_name(&request->reply, "address");
	json_add_string(&request->reply, address);
	text_add_char(&request->reply, '}');
}

static void handle_confirm_second_factor(struct request *request)
{
	struct body_text texts[] = { { "code", true, NULL } };

	if (came_in_person(request) && body_read_texts(request, texts, 1) &&
	    access_confirm_second_factor(request->journal, reader_account_id(request->reader),
					 texts[0].value, &request->fault))
		request->status = 204;
}

/* For who lost the device: the administrator ends it, the owner begins again. */
static void handle_end_second_factor(struct request *request)
{
	if (came_in_person(request) && request_may(request, RIGHT_ACCOUNT_WRITE, ID_NONE) &&
	    access_end_second_factor(request->journal, request->id, &request->fault))
		request->status = 204;
}

/* ---- tokens ---- */

/* One's own, or that of an account nobody signs in with: else an administrator
   could act under the name of anybody. */
static bool check_owner(struct request *request, const struct token *token)
{
	struct id own = reader_account_id(request->reader);

	if (id_equal(token->account_id, own))
		return true;
	if (!request_may(request, RIGHT_ACCOUNT_WRITE, ID_NONE))
		return false;
	const struct account *account = collection_refer(request->journal, &account_type,
		token->account_id, "/account_id", &request->fault);

	if (account == NULL)
		return false;
	return account->password_set_at.us == 0 ||
	       fault_add_problem(&request->fault, request->arena, "/account_id", PROBLEM_RULE,
		BOTH("Chỉ tạo khóa cho chính mình hoặc cho tài khoản không có mật khẩu.",
		     "A token is for oneself or for an account without a password."));
}

static void handle_add_token(struct request *request)
{
	struct token token = { .head.label = token_type.first_label };
	char secret[64];

	if (!came_in_person(request) ||
	    !json_read_record(request->arena, &token_type, request->body, JSON_ADD, &token,
			      &request->fault) ||
	    !check_owner(request, &token) ||
	    !access_settle_token(request->journal, NULL, &token, &request->fault) ||
	    !access_add_token(request->journal, &token, secret, &request->fault))
		return;
	char id[ID_TEXT_SIZE];

	id_format(token.head.id, id);
	request->status = 201;
	request->location = arena_printf(request->arena, "/api/v1/tokens/%s", id);
	request_reply_record(request, &token_type, &token);
	request->reply.length--;	/* the closing brace goes behind the secret */
	json_add_name(&request->reply, "secret");
	json_add_string(&request->reply, secret);
	text_add_char(&request->reply, '}');
}

static void handle_revoke_token(struct request *request)
{
	struct door door = { request->journal, NULL, &request->fault };
	struct token *token = door_find(&door, &token_type, request->id);

	if (token == NULL)
		return;
	if (!id_equal(token->account_id, reader_account_id(request->reader)) &&
	    !reader_may(request->reader, RIGHT_ACCOUNT_WRITE, ID_NONE)) {
		fault_set(&request->fault, FAULT_NOT_FOUND, NULL, token_type.name);
		return;
	}
	token->revoked = true;
	if (journal_change(request->journal, &token_type, token, &request->fault))
		request_reply_record(request, &token_type, token);
}

#define TOKEN_SCHEMA \
	"{\"type\":\"object\",\"required\":[\"id\",\"secret\"],\"properties\":{" \
	"\"id\":{\"type\":\"string\",\"format\":\"uuid\"},\"secret\":{\"type\":\"string\"," \
	"\"description\":\"Shown this once.\"}}}"
#define ADDRESS_SCHEMA \
	"{\"type\":\"object\",\"required\":[\"address\"],\"properties\":{\"address\":{" \
	"\"type\":\"string\",\"description\":\"otpauth:// for an authenticator.\"}}}"

static const struct route routes[] = {
	{ "POST", "/api/v1/accounts/:id/password", handle_reset_password,
	  .needs = RIGHT_ACCOUNT_WRITE, .runs = ROUTE_WORKS, .takes_body = BODY_JSON,
	  .operation = "reset_password", .help = "Sets the password of another account." },
	{ "POST", "/api/v1/accounts/me/password", handle_own_password, .needs = RIGHT_SIGNED_IN,
	  .runs = ROUTE_WORKS, .takes_body = BODY_JSON, .operation = "change_password",
	  .help = "Changes one's own password; needs the old one." },
	{ "POST", "/api/v1/accounts/me/second_factor", handle_begin_second_factor,
	  .needs = RIGHT_SIGNED_IN, .runs = ROUTE_WRITES, .takes_body = BODY_JSON,
	  .answers_schema = ADDRESS_SCHEMA, .operation = "begin_second_factor",
	  .help = "Starts a second factor: the address for an authenticator." },
	{ "POST", "/api/v1/accounts/me/second_factor/confirm", handle_confirm_second_factor,
	  .needs = RIGHT_SIGNED_IN, .runs = ROUTE_WRITES, .takes_body = BODY_JSON,
	  .operation = "confirm_second_factor", .help = "Turns the second factor on." },
	{ "DELETE", "/api/v1/accounts/:id/second_factor", handle_end_second_factor,
	  .needs = RIGHT_ACCOUNT_WRITE, .runs = ROUTE_WRITES, .operation = "end_second_factor",
	  .help = "Turns the second factor of an account off." },
	{ "POST", "/api/v1/tokens", handle_add_token, .needs = RIGHT_SIGNED_IN,
	  .runs = ROUTE_WRITES, .takes_body = BODY_JSON, .takes = &token_type,
	  .answers_schema = TOKEN_SCHEMA, .operation = "add_token",
	  .help = "Makes a token; its secret is in this answer and never again." },
	{ "POST", "/api/v1/tokens/:id/revoke", handle_revoke_token, .needs = RIGHT_SIGNED_IN,
	  .runs = ROUTE_WRITES, .takes_body = BODY_JSON, .answers = &token_type,
	  .operation = "revoke_token", .help = "Ends a token." },
};
const struct route_table account_routes = ROUTES(routes);
