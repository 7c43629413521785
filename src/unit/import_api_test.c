#include <string.h>

#include "base/must.h"
#include "tests/server_fixture.h"
#include "unit/unit.h"

static const struct record_type *const types[] = {
	&account_type, &role_type, &grant_type, &token_type, &policy_type, &card_type,
	&unit_type, &unit_link_type, &unit_alias_type, &succession_type, NULL,
};
static const struct importer *const importers[] = { &unit_importer, &succession_importer, NULL };

struct office {
	struct server_fixture f;
	struct http_client client;
	const char *clerk, *reader;	/* cookies */
};

static struct office set_up(void)
{
	struct office o = { .f = server_prepare(&import_routes) };

	journal_set_types(types);
	import_set_all(importers);
	must(server_begin(&o.f), "the server starts");
	struct id clerk = server_add_account(&o.f, "an", "secretary", ID_NONE, LABEL_INTERNAL);
	struct id reader = server_add_account(&o.f, "binh", "viewer", ID_NONE, LABEL_INTERNAL);

	o.clerk = server_sign_in(&o.f, clerk);
	o.reader = server_sign_in(&o.f, reader);
	o.client = http_open(o.f.port);
	return o;
}

static void tear_down(struct office *o)
{
	http_close(&o->client);
	server_tear_down(&o->f);
}

static int post(struct office *o, const char *cookie, const char *query, const char *body)
{
	return http_call(&o->client, "POST", arena_printf(o->f.arena, "/api/v1/imports?%s", query),
			 arena_printf(o->f.arena, "%sContent-Type: text/csv\r\n", cookie), body);
}

#define GOOD "code,name,level\n66,Tỉnh Đắk Lắk,province\n"
#define BAD "code,name,level,parent_code\n655,Huyện Krông Ana,district,66\n"

TEST(an_import_is_tried_written_and_unchanged_when_repeated)
{
	struct office o = set_up();

	CHECK(post(&o, o.clerk, "kind=units&dry_run=true&filename=a.csv", GOOD) == 200);
	CHECK(strstr(o.client.body, "\"dry_run\":true,\"rows\":1,\"added\":1") != NULL);
	CHECK(server_count(&o.f, "SELECT COUNT(*) FROM unit") == 0);
	CHECK(post(&o, o.clerk, "kind=units&dry_run=false&filename=a.csv", GOOD) == 200);
	CHECK(strstr(o.client.body, "\"added\":1") != NULL);
	CHECK(server_count(&o.f, "SELECT COUNT(*) FROM unit") == 1);
	CHECK(post(&o, o.clerk, "kind=units", GOOD) == 200);
	CHECK(strstr(o.client.body, "\"unchanged\":1") != NULL);
	tear_down(&o);
}

TEST(a_refused_row_is_a_message_when_tried_and_422_when_written)
{
	struct office o = set_up();

	CHECK(post(&o, o.clerk, "kind=units&dry_run=true", BAD) == 200);
	CHECK(strstr(o.client.body, "\"row\":2,\"cell\":\"D2\",\"column\":\"parent_code\","
				    "\"severity\":\"error\",\"code\":\"no_such_record\"") != NULL);
	CHECK(post(&o, o.clerk, "kind=units", BAD) == 422);
	CHECK(strstr(o.client.body, "D2") != NULL);
	CHECK(server_count(&o.f, "SELECT COUNT(*) FROM unit") == 0);
	tear_down(&o);
}

TEST(an_import_asks_for_its_kind_its_right_and_a_file_of_the_right_type)
{
	struct office o = set_up();

	CHECK(post(&o, o.clerk, "kind=nothing", GOOD) == 422);
	CHECK(strstr(o.client.body, "units, successions") != NULL);
	CHECK(post(&o, o.clerk, "dry_run=true", GOOD) == 422);
	CHECK(post(&o, o.reader, "kind=units", GOOD) == 403);
	CHECK(post(&o, o.clerk, "kind=units", "PK\3\4 this is no zip") == 415);
	CHECK(post(&o, o.clerk, "kind=units&within=5", GOOD) == 422);
	CHECK(post(&o, o.clerk, "kind=units&within=0193b5a0-0000-7000-8000-000000000000",
		   GOOD) == 422);
	CHECK(server_count(&o.f, "SELECT COUNT(*) FROM unit") == 0);
	tear_down(&o);
}
