#include <string.h>

#include "base/must.h"
#include "tests/server_fixture.h"
#include "unit/unit.h"

static const struct record_type *const types[] = {
	&account_type, &role_type, &grant_type, &token_type, &policy_type, &card_type,
	&unit_type, &unit_link_type, &unit_alias_type, &succession_type, NULL,
};
/* One that writes of two rooms: who may do the one and not the other may not import. */
static bool run_both(const struct import_job *job, struct fault *fault)
{
	return unit_importer.run(job, fault);
}
static const struct importer both_importer = { .kind = "both", .needs = RIGHT_UNIT_READ,
	.also_needs = RIGHT_UNIT_WRITE, .run = run_both, .vi = "Cả hai.", .en = "Both." };
static const struct importer *const importers[] = {
	&unit_importer, &succession_importer, &both_importer, NULL,
};

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

TEST(an_import_that_writes_of_two_rooms_asks_for_both_rights_in_its_scope)
{
	struct office o = set_up();

	CHECK(post(&o, o.reader, "kind=both", GOOD) == 403);
	CHECK(post(&o, o.reader, "kind=both&dry_run=true", GOOD) == 403);
	CHECK(server_count(&o.f, "SELECT COUNT(*) FROM unit") == 0);
	CHECK(post(&o, o.clerk, "kind=both", GOOD) == 200);
	CHECK(server_count(&o.f, "SELECT COUNT(*) FROM unit") == 1);
	/* a right within one unit is none for the rest of the office */
	struct id unit_id = ID_NONE;
	struct store *store = store_open(o.f.path, STORE_READ, &o.f.fault);
	struct rows *rows = store_rows(store, "SELECT id FROM unit", NO_BINDS, &o.f.fault);

	while (rows_next(rows))
		unit_id = rows_id(rows, "id");
	CHECK(rows_end(&rows, &o.f.fault));
	store_close(&store);
	struct id local = server_add_account(&o.f, "chi", "secretary", unit_id, LABEL_INTERNAL);
	const char *cookie = server_sign_in(&o.f, local);
	char id[ID_TEXT_SIZE];

	id_format(unit_id, id);
	CHECK(post(&o, cookie, "kind=both", GOOD) == 403);
	CHECK(post(&o, cookie, arena_printf(o.f.arena, "kind=both&within=%s", id), GOOD) == 200);
	CHECK(strstr(o.client.body, "\"unchanged\":1") != NULL);
	tear_down(&o);
}

TEST(a_unit_out_of_sight_is_not_there_for_an_import_but_its_code_is_taken)
{
	struct office o = set_up();
	struct id blind = server_add_account(&o.f, "chi", "secretary", ID_NONE, LABEL_NONE);
	const char *cookie = server_sign_in(&o.f, blind);

	CHECK(post(&o, o.clerk, "kind=units", GOOD) == 200);
	struct store *store = store_open(o.f.path, STORE_WRITE, &o.f.fault);

	CHECK(store_run(store, "UPDATE unit SET label = 'internal'", NO_BINDS, NULL, &o.f.fault));
	store_close(&store);
	CHECK(post(&o, cookie, "kind=units",
		   "code,name,level\n66,Tỉnh Khác,province\n") == 422);
	CHECK(strstr(o.client.body, "\"not_unique\"") != NULL);
	CHECK(strstr(o.client.body, "Đắk Lắk") == NULL);
	CHECK(post(&o, cookie, "kind=units",
		   "code,name,level,parent_code\n655,Huyện Krông Ana,district,66\n") == 422);
	CHECK(strstr(o.client.body, "no_such_record") != NULL);
	CHECK(strstr(o.client.body, "Đắk Lắk") == NULL);
	CHECK(post(&o, o.clerk, "kind=units", GOOD) == 200);	/* who sees it knows it again */
	CHECK(strstr(o.client.body, "\"unchanged\":1") != NULL);
	tear_down(&o);
}
