#include <string.h>

#include "attachment/attachment.h"
#include "base/must.h"
#include "tests/server_fixture.h"

static const struct record_type *const types[] = {
	&account_type, &role_type, &grant_type, &token_type, &policy_type, &card_type,
	&attachment_type, NULL,
};

struct office {
	struct server_fixture f;
	struct http_client client;
	struct id scope;
	const char *an, *binh;		/* cookies: a secretary, and one of another scope */
	const char *card;		/* id of a card in the scope */
};

static struct office set_up(const char *label)
{
	struct office o = { .f = server_prepare(&attachment_routes) };

	journal_set_types(types);
	must(server_begin(&o.f), "the server starts");
	o.scope = id_create((struct instant){ 1 });
	struct id an = server_add_account(&o.f, "an", "secretary", o.scope, LABEL_INTERNAL);
	struct id binh = server_add_account(&o.f, "binh", "secretary",
					    id_create((struct instant){ 2 }), LABEL_INTERNAL);

	o.an = server_sign_in(&o.f, an);
	o.binh = server_sign_in(&o.f, binh);
	o.client = http_open(o.f.port);
	o.card = server_add_card(&o.f, &o.client, o.an, "Ea Na", o.scope, label);
	must(o.card != NULL, "the card is added");
	return o;
}

static void tear_down(struct office *o)
{
	http_close(&o->client);
	server_tear_down(&o->f);
}

static int post(struct office *o, const char *cookie, const char *name, const char *body)
{
	const char *path = arena_printf(o->f.arena,
		"/api/v1/attachments?record_type=card&record_id=%s&filename=%s", o->card, name);

	return http_call(&o->client, "POST", path, arena_printf(o->f.arena,
		"%sContent-Type: application/pdf\r\n", cookie), body);
}

/* The id in the last reply. */
static const char *id_of_reply(struct office *o)
{
	const char *at = strstr(o->client.body, "\"id\":\"");

	return at == NULL ? "none" : arena_copy_bytes(o->f.arena, at + 6, ID_TEXT_SIZE - 1);
}

TEST(a_file_is_hung_on_a_record_listed_sent_and_removed)
{
	struct office o = set_up("none");
	char *body = (char *)(uintptr_t)arena_alloc(o.f.arena, 700001);

	for (size_t i = 0; i < 700000; i++)
		body[i] = (char)('a' + i % 23);
	CHECK(post(&o, o.an, "quy%E1%BA%BFt.pdf", body) == 201);
	CHECK(strstr(o.client.body, "\"name\":\"quyết.pdf\"") != NULL);
	const char *id = id_of_reply(&o);

	CHECK(http_call(&o.client, "GET", arena_printf(o.f.arena,
		"/api/v1/attachments?record_type=card&record_id=%s", o.card), o.an, NULL) == 200);
	CHECK(strstr(o.client.body, id) != NULL);
	const char *content = arena_printf(o.f.arena, "/api/v1/attachments/%s/content", id);

	CHECK(http_call(&o.client, "GET", content, o.an, NULL) == 200);
	CHECK(o.client.body_length == 700000 && memcmp(o.client.body, body, 700000) == 0);
	CHECK_TEXT(http_header(&o.client, "Content-Type"), "application/pdf");
	CHECK_TEXT(http_header(&o.client, "X-Content-Type-Options"), "nosniff");
	CHECK(strncmp(http_header(&o.client, "Content-Disposition"), "attachment;", 11) == 0);
	const char *path = arena_printf(o.f.arena, "/api/v1/attachments/%s", id);

	CHECK(http_call(&o.client, "DELETE", path, o.an, NULL) == 428);
	CHECK(http_call(&o.client, "DELETE", path, arena_printf(o.f.arena,
		"%sIf-Match: \"1\"\r\n", o.an), NULL) == 204);
	CHECK(http_call(&o.client, "GET", content, o.an, NULL) == 404);
	CHECK(server_count(&o.f, "SELECT COUNT(*) FROM attachment_chunk") == 0);
	tear_down(&o);
}

TEST(who_may_not_see_the_record_has_no_way_to_its_files)
{
	struct office o = set_up("none");

	CHECK(post(&o, o.binh, "a.pdf", "x") == 404);
	CHECK(post(&o, o.an, "a.pdf", "x") == 201);
	const char *id = id_of_reply(&o);
	const char *content = arena_printf(o.f.arena, "/api/v1/attachments/%s/content", id);

	CHECK(http_call(&o.client, "GET", content, o.binh, NULL) == 404);
	CHECK(http_call(&o.client, "GET", arena_printf(o.f.arena,
		"/api/v1/attachments?record_type=card&record_id=%s", o.card), o.binh, NULL) == 404);
	CHECK(http_call(&o.client, "DELETE", arena_printf(o.f.arena, "/api/v1/attachments/%s", id),
		arena_printf(o.f.arena, "%sIf-Match: \"1\"\r\n", o.binh), NULL) == 404);
	CHECK(http_call(&o.client, "GET", content, NULL, NULL) == 401);
	tear_down(&o);
}

TEST(an_upload_without_its_record_name_or_content_is_refused)
{
	struct office o = set_up("none");

	CHECK(post(&o, o.an, "", "x") == 422);
	CHECK(post(&o, o.an, "a.pdf", "") == 400);
	CHECK(http_call(&o.client, "POST", "/api/v1/attachments?record_type=card&filename=a",
			o.an, "x") == 422);
	CHECK(http_call(&o.client, "POST", arena_printf(o.f.arena,
		"/api/v1/attachments?record_type=nothing&record_id=%s&filename=a", o.card), o.an,
		"x") == 404);
	CHECK(server_count(&o.f, "SELECT COUNT(*) FROM attachment") == 0);
	CHECK(post(&o, o.an, "C:%5Ctemp%5Ca.pdf", "x") == 201);
	CHECK(strstr(o.client.body, "\"name\":\"a.pdf\"") != NULL);
	tear_down(&o);
}

TEST(a_file_bears_the_label_of_its_record)
{
	struct office o = set_up("internal");

	CHECK(post(&o, o.an, "a.pdf", "x") == 201);
	CHECK(server_count(&o.f, "SELECT COUNT(*) FROM attachment WHERE label = 'internal'") == 1);
	tear_down(&o);
}
