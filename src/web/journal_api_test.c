#include "web/test_office.h"

#include "base/os.h"

TEST(the_audit_search_tells_who_did_what_without_values)
{
	struct office o = office_set_up();
	const char *secretary = office_secretary(&o);
	static const struct { const char *query, *says; } cases[] = {
		{ "journal?q=THUKY&record_type=card", "\"record_type\":\"card\"" },
		{ "journal?q=khong+co", "{\"items\":[],\"next\":null}" },
		{ "journal?kind=access", "\"kind\":\"access\"" },
		{ "journal?kind=remove", "{\"items\":[],\"next\":null}" },
		{ "journal?to=2020-01-01", "{\"items\":[],\"next\":null}" },
		{ "journal?from=2020-01-01&record_type=card", "\"record_type\":\"card\"" },
		{ "journal?from=2100-01-01", "{\"items\":[],\"next\":null}" },
		{ "journal?limit=1", "\"next\":\"" },
	};
	static const char *const bad[] = { "journal?kind=change_all", "journal?account_id=x",
		"journal?from=31/2/2025", "journal?limit=0", "journal?after=zz" };

	CHECK(server_add_card(&o.server, &o.client, secretary, "Ea Na", ID_NONE, "none") != NULL);
	CHECK(office_call(&o, "GET", "journal", secretary, NULL) == 403);
	CHECK(office_call(&o, "GET", "journal?record_type=card", o.admin, NULL) == 200);
	CHECK(office_says(&o, "\"account_name\":\"thuky\""));
	CHECK(office_says(&o, "\"changes\":[{\"field\":\"label\"},{\"field\":\"title\"}]"));
	CHECK(strstr(o.client.body, "Ea Na") == NULL);
	CHECK(strstr(o.client.body, "\"record_type\":\"account\"") == NULL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK(office_call(&o, "GET", cases[i].query, o.admin, NULL) == 200);
		CHECK(office_says(&o, cases[i].says));
	}
	CHECK(office_call(&o, "GET", "journal?limit=1", o.admin, NULL) == 200);
	const char *next = arena_printf(o.server.arena, "journal?limit=1&after=%s",
					office_member(&o, "next"));

	CHECK(office_call(&o, "GET", next, o.admin, NULL) == 200);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		int status = office_call(&o, "GET", bad[i], o.admin, NULL);

		CHECK(status == 400 || status == 422);
	}
	office_tear_down(&o);
}

TEST(what_lies_above_the_clearance_is_not_in_the_audit)
{
	struct office o = office_set_up();
	struct id writer = server_add_account(&o.server, "kin", "secretary", ID_NONE, LABEL_MAT);
	struct id auditor = server_add_account(&o.server, "kiemtra", "auditor", ID_NONE, LABEL_MAT);
	const char *cookie = server_sign_in(&o.server, writer);
	const char *id = server_add_card(&o.server, &o.client, cookie, "Kín", ID_NONE, "mat");

	CHECK(id != NULL);
	CHECK(office_call(&o, "GET", "journal?record_type=card", o.admin, NULL) == 200);
	CHECK_TEXT(o.client.body, "{\"items\":[],\"next\":null}");
	CHECK(office_call(&o, "GET", "journal?record_type=card",
			  server_sign_in(&o.server, auditor), NULL) == 200);
	CHECK(office_says(&o, id));
	/* it stays hidden after it was removed */
	CHECK(office_call(&o, "DELETE", arena_printf(o.server.arena, "cards/%s", id),
			  arena_printf(o.server.arena, "%sIf-Match: \"1\"\r\n", cookie),
			  NULL) == 204);
	CHECK(office_call(&o, "GET", "journal?record_type=card", o.admin, NULL) == 200);
	CHECK_TEXT(o.client.body, "{\"items\":[],\"next\":null}");
	office_tear_down(&o);
}

TEST(the_journal_is_verified_on_demand)
{
	struct office o = office_set_up();
	const char *secretary = office_secretary(&o);

	CHECK(office_call(&o, "POST", "journal/verify", secretary, "{}") == 403);
	CHECK(office_call(&o, "POST", "journal/verify", o.admin, "{}") == 200);
	CHECK(office_says(&o, "{\"good\":true,\"entries\":"));
	CHECK(office_says(&o, "\"first_bad\":null,\"what\":null}"));
	office_tear_down(&o);
}

TEST(a_backup_is_written_beside_the_database)
{
	struct office o = office_set_up();
	const char *secretary = office_secretary(&o);

	CHECK(office_call(&o, "POST", "backups", secretary, "{}") == 403);
	CHECK(office_call(&o, "POST", "backups", o.admin, "{}") == 201);
	CHECK(office_says(&o, "{\"name\":\"office.db.backup-2"));
	CHECK(os_file_exists(arena_printf(o.server.arena, "%s/%s", test_folder(),
					  office_member(&o, "name"))));
	CHECK(office_entries(&o, "backup") == 1);
	office_tear_down(&o);
}
