/* The dispatcher's steps, seen from the wire. */

#include <string.h>

#include "tests/server_fixture.h"

TEST(health_answers_anyone_with_the_version)
{
	struct server_fixture f = server_set_up(NULL);
	struct http_client client = http_open(f.port);

	CHECK(http_call(&client, "GET", "/api/v1/health", NULL, NULL) == 200);
	CHECK(strstr(client.body, "\"status\":\"ok\",\"version\":\"" DIENTAP_VERSION "\"") != NULL);
	CHECK_TEXT(http_header(&client, "Content-Type"), "application/json");
	CHECK_TEXT(http_header(&client, "Cache-Control"), "no-store");
	CHECK_TEXT(http_header(&client, "X-Content-Type-Options"), "nosniff");
	CHECK_TEXT(http_header(&client, "Referrer-Policy"), "no-referrer");
	CHECK(strstr(http_header(&client, "Content-Security-Policy"),
		     "default-src 'self'") != NULL);
	/* the same connection again, and without the body */
	CHECK(http_call(&client, "HEAD", "/api/v1/health", NULL, NULL) == 200);
	CHECK(http_call(&client, "GET", "/api/v1/health", NULL, NULL) == 200);
	http_close(&client);
	server_tear_down(&f);
}

TEST(a_card_is_written_read_changed_and_removed)
{
	struct server_fixture f = server_set_up(NULL);
	struct id account = server_add_account(&f, "an", "secretary", ID_NONE, LABEL_NONE);
	const char *cookie = server_sign_in(&f, account);
	struct http_client client = http_open(f.port);
	const char *id = server_add_card(&f, &client, cookie, "Ea Na", ID_NONE, "none");

	CHECK(id != NULL);
	CHECK_TEXT(http_header(&client, "ETag"), "\"1\"");
	const char *path = arena_printf(f.arena, "/api/v1/cards/%s", id);

	CHECK(http_call(&client, "GET", path, cookie, NULL) == 200);
	CHECK(strstr(client.body, "\"title\":\"Ea Na\"") != NULL);
	CHECK(http_call(&client, "GET", path, arena_printf(f.arena, "%sIf-None-Match: \"1\"\r\n",
							   cookie), NULL) == 304);
	CHECK(http_call(&client, "PATCH", path, cookie, "{\"title\":\"Dur\"}") == 428);
	CHECK(http_call(&client, "PATCH", path,
			arena_printf(f.arena, "%sIf-Match: \"1\"\r\n", cookie),
			"{\"title\":\"Dur\"}") == 200);
	CHECK_TEXT(http_header(&client, "ETag"), "\"2\"");
	CHECK(http_call(&client, "PATCH", path, arena_printf(f.arena, "%sIf-Match: \"1\"\r\n",
							     cookie), "{\"title\":\"X\"}") == 412);
	CHECK(strstr(client.body, "\"current\":{\"id\":") != NULL);
	CHECK(http_call(&client, "PATCH", path, arena_printf(f.arena, "%sIf-Match: 1\r\n", cookie),
			"{\"title\":\"X\"}") == 400);
	CHECK(http_call(&client, "DELETE", path, arena_printf(f.arena, "%sIf-Match: \"2\"\r\n",
							      cookie), NULL) == 204);
	CHECK(http_call(&client, "GET", path, cookie, NULL) == 404);
	http_close(&client);
	server_tear_down(&f);
}
