#include "web/test_office.h"

static const char *path_of(struct office *o, const char *before, struct id id, const char *after)
{
	return arena_printf(o->server.arena, "%s%s%s", before, office_id(o, id), after);
}

static const char *with_version(struct office *o, const char *cookie, int version)
{
	return arena_printf(o->server.arena, "%sIf-Match: \"%d\"\r\n", cookie, version);
}

TEST(an_account_is_made_by_who_manages_accounts_only)
{
	struct office o = office_set_up();
	const char *secretary = office_secretary(&o);
	static const char body[] = "{\"login\":\"moi.vao\",\"display_name\":\"Người mới\","
				   "\"language\":\"vi\",\"clearance\":\"internal\"}";

	CHECK(office_call(&o, "POST", "accounts", secretary, body) == 403);
	CHECK(office_call(&o, "GET", "accounts", secretary, NULL) == 403);
	CHECK(office_call(&o, "POST", "accounts", o.admin, body) == 201);
	const char *id = office_member(&o, "id");

	CHECK(office_call(&o, "POST", "accounts", o.admin, body) == 422);
	CHECK(office_says(&o, "\"pointer\":\"/login\",\"code\":\"not_unique\""));
	CHECK(office_call(&o, "POST", "accounts", o.admin, "{\"login\":\"Moi\","
			  "\"display_name\":\"A\",\"language\":\"vi\"}") == 422);
	CHECK(office_says(&o, "\"pointer\":\"/login\""));
	CHECK(office_call(&o, "POST", "accounts", o.admin, "{\"login\":\"moi2\","
			  "\"display_name\":\"A\",\"language\":\"vi\",\"demo\":true}") == 422);
	CHECK(office_says(&o, "\"pointer\":\"/demo\",\"code\":\"read_only\""));
	CHECK(office_call(&o, "DELETE", arena_printf(o.server.arena, "accounts/%s", id),
			  with_version(&o, o.admin, 1), NULL) == 405);
	CHECK(office_call(&o, "GET", "accounts?q=nguoi+moi", o.admin, NULL) == 200);
	CHECK(office_says(&o, "\"login\":\"moi.vao\""));
	CHECK(strstr(o.client.body, "thuky") == NULL);
	office_tear_down(&o);
}

TEST(passwords_are_set_for_others_and_changed_for_oneself)
{
	struct office o = office_set_up();
	const char *secretary = office_secretary(&o);
	const char *others = path_of(&o, "accounts/", o.secretary_id, "/password");

	CHECK(office_call(&o, "POST", others, secretary, "{\"password\":\"x\"}") == 403);
	CHECK(office_call(&o, "POST", others, o.admin, "{\"password\":\"ngắn\"}") == 422);
	CHECK(office_says(&o, "\"pointer\":\"/password\""));
	CHECK(office_call(&o, "POST", others, o.admin, "{\"pass\":\"x\"}") == 422);
	CHECK(office_call(&o, "POST", path_of(&o, "accounts/", o.admin_id, "/password"), o.admin,
			  "{\"password\":\"" GOOD_PASSWORD "\"}") == 403);
	CHECK(office_call(&o, "POST", "accounts/me/password", secretary,
			  "{\"old\":\"wrong wrong wrong\",\"new\":\"" OTHER_PASSWORD "\"}") == 422);
	CHECK(office_says(&o, "\"pointer\":\"/old\""));
	CHECK(office_call(&o, "POST", "accounts/me/password", secretary,
			  "{\"old\":\"" GOOD_PASSWORD "\",\"new\":\"ngắn\"}") == 422);
	CHECK(office_says(&o, "\"pointer\":\"/new\""));
	CHECK(office_call(&o, "POST", "accounts/me/password", secretary,
			  "{\"old\":\"" GOOD_PASSWORD "\",\"new\":\"" OTHER_PASSWORD "\"}") == 204);
	const char *renewed = office_cookie(&o);

	CHECK(office_call(&o, "GET", "session", secretary, NULL) == 401);
	CHECK(office_call(&o, "GET", "session", renewed, NULL) == 200);
	CHECK(office_call(&o, "POST", others, o.admin,
			  "{\"password\":\"" GOOD_PASSWORD "\"}") == 204);
	CHECK(office_call(&o, "GET", "session", renewed, NULL) == 401);
	CHECK(server_count(&o.server, "SELECT COUNT(*) FROM journal_value"
			   " WHERE content LIKE '%voi tim%'") == 0);
	office_tear_down(&o);
}

/* The id of the grant that the account holds. */
static const char *grant_of(struct office *o, struct id account_id)
{
	CHECK(office_call(o, "GET", path_of(o, "grants?account_id=", account_id, ""), o->admin,
			  NULL) == 200);
	return office_member(o, "id");
}

static const char *role_id(struct office *o, const char *code)
{
	CHECK(office_call(o, "GET", arena_printf(o->server.arena, "roles?code=%s", code), o->admin,
			  NULL) == 200);
	return office_member(o, "id");
}

TEST(the_last_administrator_stays)
{
	struct office o = office_set_up();
	const char *account = path_of(&o, "accounts/", o.admin_id, "");
	const char *grant = arena_printf(o.server.arena, "grants/%s", grant_of(&o, o.admin_id));
	const char *role = role_id(&o, "administrator");
	const char *version_one = with_version(&o, o.admin, 1);

	CHECK(office_call(&o, "PATCH", account, version_one, "{\"disabled\":true}") == 422);
	CHECK(office_says(&o, "Phải còn ít nhất một tài khoản quản trị toàn cơ quan."));
	CHECK(office_call(&o, "DELETE", grant, version_one, NULL) == 422);
	CHECK(office_call(&o, "PATCH", arena_printf(o.server.arena, "roles/%s", role), version_one,
			  "{\"rights\":\"account_read\"}") == 422);
	CHECK(office_call(&o, "POST", "grants", o.admin, arena_printf(o.server.arena,
		"{\"account_id\":\"%s\",\"role_id\":\"%s\"}", office_id(&o, o.secretary_id),
		role)) == 201);
	CHECK(office_call(&o, "PATCH", account, version_one, "{\"disabled\":true}") == 200);
	CHECK(office_call(&o, "GET", "session", o.admin, NULL) == 401);
	office_tear_down(&o);
}

TEST(nobody_gives_rights_to_himself)
{
	struct office o = office_set_up();
	const char *role = role_id(&o, "secretary");

	CHECK(office_call(&o, "POST", "grants", o.admin, arena_printf(o.server.arena,
		"{\"account_id\":\"%s\",\"role_id\":\"%s\"}", office_id(&o, o.admin_id),
		role)) == 403);
	CHECK(office_says(&o, "own_rights"));
	CHECK(office_call(&o, "PATCH", path_of(&o, "accounts/", o.admin_id, ""),
			  with_version(&o, o.admin, 1), "{\"clearance\":\"mat\"}") == 403);
	office_tear_down(&o);
}

TEST(a_token_shows_its_secret_once_and_ends_when_revoked)
{
	struct office o = office_set_up();
	const char *secretary = office_secretary(&o);
	const char *own = arena_printf(o.server.arena, "{\"account_id\":\"%s\","
		"\"name\":\"Đồng bộ\",\"rights\":\"unit_read\"}", office_id(&o, o.secretary_id));

	CHECK(office_call(&o, "POST", "tokens", secretary, own) == 201);
	const char *id = office_member(&o, "id"), *secret = office_member(&o, "secret");
	const char *bearer = arena_printf(o.server.arena, "Authorization: Bearer %s\r\n", secret);

	CHECK(strncmp(secret, "dtp_", 4) == 0);
	CHECK(office_call(&o, "GET", "session", bearer, NULL) == 200);
	CHECK(office_says(&o, "\"rights\":[\"unit_read\"]"));
	CHECK(office_call(&o, "GET", "tokens", o.admin, NULL) == 200);
	CHECK(office_says(&o, "Đồng bộ"));
	CHECK(strstr(o.client.body, secret) == NULL);
	CHECK(office_call(&o, "POST", "tokens", bearer, own) == 403);
	CHECK(office_call(&o, "POST", "accounts/me/password", bearer,
			  "{\"old\":\"" GOOD_PASSWORD "\",\"new\":\"" OTHER_PASSWORD "\"}") == 403);
	/* not even the administrator acts under a name with a password */
	CHECK(office_call(&o, "POST", "tokens", o.admin, own) == 422);
	CHECK(office_says(&o, "\"pointer\":\"/account_id\""));
	const char *revoke = arena_printf(o.server.arena, "tokens/%s/revoke", id);

	CHECK(office_call(&o, "POST", revoke, secretary, "{}") == 200);
	CHECK(office_says(&o, "\"revoked\":true"));
	CHECK(office_call(&o, "GET", "session", bearer, NULL) == 401);
	CHECK(office_call(&o, "PATCH", arena_printf(o.server.arena, "tokens/%s", id),
			  with_version(&o, o.admin, 2), "{\"revoked\":false}") == 422);
	CHECK(office_says(&o, "\"pointer\":\"/revoked\",\"code\":\"read_only\""));
	CHECK(office_call(&o, "PATCH", arena_printf(o.server.arena, "tokens/%s", id),
			  with_version(&o, o.admin, 2), "{\"name\":\"Máy cũ\"}") == 200);
	CHECK(office_call(&o, "PUT", arena_printf(o.server.arena, "tokens/%s", id),
			  arena_printf(o.server.arena, "%sIf-None-Match: *\r\n", o.admin),
			  own) == 405);
	office_tear_down(&o);
}

TEST(a_second_factor_begins_with_an_address)
{
	struct office o = office_set_up();
	const char *secretary = office_secretary(&o);
	const char *path = path_of(&o, "accounts/", o.secretary_id, "/second_factor");

	CHECK(office_call(&o, "POST", "accounts/me/second_factor", secretary, "{}") == 200);
	CHECK(office_says(&o, "{\"address\":\"otpauth://totp/"));
	CHECK(office_call(&o, "POST", "accounts/me/second_factor/confirm", secretary,
			  "{\"code\":\"abc\"}") >= 400);
	CHECK(office_call(&o, "DELETE", path, secretary, NULL) == 403);
	CHECK(office_call(&o, "DELETE", path, o.admin, NULL) == 204);
	office_tear_down(&o);
}
