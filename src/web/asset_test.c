/* The interface and the manual, as a browser fetches them; what is checked depends
   on whether the interface was built into this program. */

#include <string.h>

#include "base/embedded.h"
#include "base/must.h"
#include "tests/server_fixture.h"

extern const struct embedded_file interface_files[];

static const struct embedded_file *find_ending(const char *end)
{
	for (const struct embedded_file *file = interface_files; file->name != NULL; file++) {
		size_t length = strlen(file->name);

		if (length > strlen(end) && strcmp(file->name + length - strlen(end), end) == 0)
			return file;
	}
	return NULL;
}

static void check_page(struct http_client *client)
{
	CHECK(http_call(client, "GET", "/programmes/some", NULL, NULL) == 200);
	CHECK_TEXT(http_header(client, "Content-Type"), "text/html; charset=utf-8");
	CHECK_TEXT(http_header(client, "Cache-Control"), "no-cache");
	CHECK(strstr(client->body, "<html") != NULL);
	CHECK(http_header(client, "Content-Encoding") == NULL);
	char again[200];

	snprintf(again, sizeof(again), "If-None-Match: %s\r\n", http_header(client, "ETag"));
	CHECK(http_call(client, "GET", "/", again, NULL) == 304);
	CHECK(http_call(client, "HEAD", "/", NULL, NULL) == 200);
}

static void check_script(struct http_client *client, const struct embedded_file *small)
{
	char path[200];

	snprintf(path, sizeof(path), "/%.*s", (int)(strlen(small->name) - 3), small->name);
	CHECK(http_call(client, "GET", path, "Accept-Encoding: gzip, br\r\n", NULL) == 200);
	CHECK_TEXT(http_header(client, "Content-Encoding"), "br");
	CHECK_TEXT(http_header(client, "Content-Type"), "text/javascript; charset=utf-8");
	CHECK_TEXT(http_header(client, "Cache-Control"), "public, max-age=31536000, immutable");
	CHECK(client->body_length == small->length &&
	      memcmp(client->body, small->bytes, small->length) == 0);
	static const struct { const char *asked, *got; } codings[] = {
		{ "gzip;q=0.5, br;q=0", "gzip" }, { "gzip, br; q=0", "gzip" },
		{ "br ; q=0.000, gzip", "gzip" }, { "br;Q=0.0,gzip", "gzip" },
		{ "br;q=0.001, gzip", "br" }, { "br;q=1", "br" }, { "brotli, gzip", "gzip" },
	};

	for (size_t i = 0; i < sizeof(codings) / sizeof(codings[0]); i++) {
		char header[80];

		snprintf(header, sizeof(header), "Accept-Encoding: %s\r\n", codings[i].asked);
		CHECK(http_call(client, "GET", path, header, NULL) == 200);
		CHECK_TEXT(http_header(client, "Content-Encoding"), codings[i].got);
	}
	snprintf(path, sizeof(path), "/%s", small->name);
	CHECK(http_call(client, "GET", path, NULL, NULL) == 404);
}

TEST(screens_are_one_page_and_scripts_are_kept_compressed)
{
	struct server_fixture f = server_set_up(NULL);
	struct http_client client = http_open(f.port);
	const struct embedded_file *small = find_ending(".js.br");

	if (small != NULL) {
		check_page(&client);
		check_script(&client, small);
	} else {
		CHECK(http_call(&client, "GET", "/", NULL, NULL) == 404);
	}
	CHECK(http_call(&client, "GET", "/no-such-file.js", NULL, NULL) == 404);
	CHECK(http_call(&client, "GET", "/../../etc/passwd.txt", NULL, NULL) == 404);
	CHECK(http_call(&client, "GET", "/api", NULL, NULL) == 404);
	http_close(&client);
	server_tear_down(&f);
}

TEST(the_manual_opens_in_the_readers_language)
{
	struct server_fixture f = server_set_up(NULL);
	struct http_client client = http_open(f.port);

	CHECK(http_call(&client, "GET", "/help", "Accept-Language: en\r\n", NULL) == 302);
	CHECK_TEXT(http_header(&client, "Location"), "/help/en/start");
	CHECK(http_call(&client, "GET", "/help/", NULL, NULL) == 302);
	CHECK_TEXT(http_header(&client, "Location"), "/help/vi/start");
	CHECK(http_call(&client, "GET", "/help/vi/start", NULL, NULL) ==
	      (find_ending("help.vi.start.html") != NULL ? 200 : 404) ||
	      interface_files[0].name != NULL);
	CHECK(http_call(&client, "GET", "/help/vi/nothing", NULL, NULL) == 404);
	http_close(&client);
	server_tear_down(&f);
}
