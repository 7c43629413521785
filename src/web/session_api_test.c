#include "web/test_office.h"

TEST(a_session_begins_with_the_password_and_ends_with_signing_out)
{
	struct office o = office_set_up();

	CHECK(office_call(&o, "GET", "session", NULL, NULL) == 401);
	const char *cookie = office_secretary(&o);

	CHECK(strstr(http_header(&o.client, "Set-Cookie"), "; HttpOnly; SameSite=Strict") != NULL);
	CHECK(office_call(&o, "GET", "session", cookie, NULL) == 200);
	CHECK(office_says(&o, arena_printf(o.server.arena, "{\"account\":{\"id\":\"%s\","
		"\"login\":\"thuky\",\"display_name\":\"thuky\",\"clearance\":\"none\","
		"\"language\":",
		office_id(&o, o.secretary_id))));
	CHECK(office_says(&o, "\"rights\":[\"unit_read\",\"unit_write\","));
	CHECK(strstr(o.client.body, "account_write") == NULL);
	CHECK(strstr(o.client.body, "signed_in") == NULL);
	CHECK(office_says(&o, "\"deployment\":\"open\",\"office\":null,\"demo\":false}"));
	CHECK(office_call(&o, "DELETE", "session", cookie, NULL) == 204);
	CHECK(strstr(http_header(&o.client, "Set-Cookie"), "Max-Age=0") != NULL);
	CHECK(office_call(&o, "GET", "session", cookie, NULL) == 401);
	CHECK(office_call(&o, "DELETE", "session", cookie, NULL) == 401);
	CHECK(office_entries(&o, "sign_in") == 1);
	CHECK(office_entries(&o, "sign_out") == 1);
	CHECK(server_count(&o.server, "SELECT COUNT(*) FROM journal j JOIN account a"
			   " ON a.id = j.account_id WHERE j.kind = 'access'"
			   " AND a.login = 'thuky'") == 2);
	office_tear_down(&o);
}

TEST(a_new_sign_in_ends_the_session_before)
{
	struct office o = office_set_up();
	const char *first = office_secretary(&o);

	CHECK(office_call(&o, "POST", "session", first, "{\"login\":\"thuky\",\"password\":\""
			  GOOD_PASSWORD "\"}") == 204);
	const char *second = office_cookie(&o);

	CHECK(office_call(&o, "GET", "session", first, NULL) == 401);
	CHECK(office_call(&o, "GET", "session", second, NULL) == 200);
	office_tear_down(&o);
}

TEST(bad_sign_ins_are_refused_and_wrong_passwords_noted)
{
	struct office o = office_set_up();
	static const struct { const char *body; int status; const char *says; } cases[] = {
		{ "{\"login\":\"thuky\",\"password\":\"" OTHER_PASSWORD "\"}", 401,
		  "wrong_password" },
		{ "{\"login\":\"nobody\",\"password\":\"" OTHER_PASSWORD "\"}", 401,
		  "wrong_password" },
		{ "{\"login\":\"thuky\"}", 422, "\"pointer\":\"/password\",\"code\":\"required\"" },
		{ "{\"login\":\"thuky\",\"password\":\"\"}", 422, "\"code\":\"required\"" },
		{ "{\"login\":\"thuky\",\"password\":7}", 422, "\"code\":\"not_text\"" },
		{ "{\"login\":\"thuky\",\"password\":\"x\",\"role\":\"x\"}", 422,
		  "\"pointer\":\"/role\",\"code\":\"unknown_member\"" },
		{ "[]", 400, "bad_request" },
		{ "{", 400, "bad_request" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK(office_call(&o, "POST", "session", "Content-Type: application/json\r\n",
				  cases[i].body) == cases[i].status);
		CHECK(office_says(&o, cases[i].says));
		CHECK(http_header(&o.client, "Set-Cookie") == NULL);
	}
	CHECK(office_call(&o, "POST", "session", "Accept-Language: en\r\n", cases[0].body) == 401);
	CHECK(office_says(&o, "The sign-in name or the password is wrong."));
	CHECK(office_entries(&o, "sign_in_denied") == 3);
	CHECK(server_count(&o.server, "SELECT COUNT(*) FROM journal_value"
			   " WHERE content LIKE '%nobody%'") == 0);
	office_tear_down(&o);
}

TEST(the_office_says_who_it_is)
{
	struct office o = office_set_up();

	CHECK(office_call(&o, "GET", "office", NULL, NULL) == 401);
	CHECK(office_call(&o, "GET", "office", o.admin, NULL) == 200);
	CHECK(office_says(&o, "{\"name\":null,\"deployment\":null,\"origin\":"));
	office_tear_down(&o);
}
