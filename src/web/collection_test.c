#include "web/test_fixture.h"

/* ---- reading and adding ---- */

static struct id add_named(struct fixture *f, struct id shelf, const char *name)
{
	return add_box(f, &(struct box){ .shelf_id = shelf, .name = name,
					 .count = { true, 3 } });
}

static const char *path_of(struct fixture *f, const char *format, struct id id)
{
	const char *at = strstr(format, "{}");

	return arena_printf(f->arena, "%.*s%s%s", (int)(at - format), format, id_text(f, id),
			    at + 2);
}

TEST(a_record_is_shown_with_its_version_as_etag)
{
	struct fixture f = set_up();
	struct id id = add_named(&f, f.first_shelf, "Hộp sắt");
	struct request request;
	const char *answer = ask(&f, &(struct question){ "GET", path_of(&f, "/api/v1/boxes/{}", id),
							 f.binh }, &request);

	CHECK(has(answer, "200 {\"id\":\""));
	CHECK(has(answer, "\"name\":\"Hộp sắt\""));
	CHECK(has(answer, "\"state\":\"open\""));
	CHECK(has(answer, "\"cost\":null"));
	CHECK(strstr(answer, "secret") == NULL);
	CHECK_TEXT(request.etag, "1");
	tear_down(&f);
}

TEST(what_may_not_be_seen_answers_as_what_is_not_there)
{
	struct fixture f = set_up();
	struct id hidden = add_box(&f, &(struct box){ .shelf_id = f.first_shelf, .name = "Mật",
						      .head.label = { LABEL_MAT } });
	struct id elsewhere = add_named(&f, f.second_shelf, "Kệ khác");
	struct id absent = id_create((struct instant){ 1 });
	static const struct { const char *method, *path, *body; } cases[] = {
		{ "GET", "/api/v1/boxes/{}", NULL },
		{ "GET", "/api/v1/boxes/{}/history", NULL },
		{ "GET", "/api/v1/boxes/{}/actions", NULL },
		{ "PATCH", "/api/v1/boxes/{}", "{\"name\":\"X\"}" },
		{ "DELETE", "/api/v1/boxes/{}", NULL },
		{ "POST", "/api/v1/boxes/{}/seal", "{}" },
		{ "POST", "/api/v1/boxes/{}/seal", "{\"unknown\":1}" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (int64_t version = 0; version < 3; version++) {
			const char *of[3];
			struct id ids[] = { absent, hidden, elsewhere };

			for (int k = 0; k < 3; k++)
				of[k] = ASK(&f, cases[i].method, path_of(&f, cases[i].path, ids[k]),
					    f.binh, cases[i].body, version);
			CHECK_TEXT(of[0], "404 not_found");
			CHECK_TEXT(of[1], of[0]);
			CHECK_TEXT(of[2], of[0]);
		}
	}
	CHECK(has(ASK(&f, "GET", path_of(&f, "/api/v1/boxes/{}", hidden), f.an), "200 "));
	tear_down(&f);
}

TEST(put_adds_once_however_often_it_is_sent)
{
	struct fixture f = set_up();
	struct id id = id_create((struct instant){ INT64_C(1772323300000000) });
	const char *path = path_of(&f, "/api/v1/boxes/{}", id);
	const char *body = arena_printf(f.arena, "{\"name\":\"Hòm\",\"shelf_id\":\"%s\","
					"\"cost\":5000000,\"since\":\"1/7/2025\"}",
					id_text(&f, f.first_shelf));
	struct request request;
	const char *first = ask(&f, &(struct question){ "PUT", path, f.binh, body,
							.must_be_new = true }, &request);

	CHECK(has(first, "201 {"));
	CHECK(has(first, "\"since\":\"2025-07-01\""));
	CHECK_TEXT(request.location, path);
	CHECK_TEXT(request.etag, "1");
	const char *again = ASK(&f, "PUT", path, f.binh, body, .must_be_new = true);

	CHECK(strncmp(again, "200 ", 4) == 0);
	CHECK_TEXT(again + 4, first + 4);
	CHECK_TEXT(ASK(&f, "PUT", path, f.binh, arena_printf(f.arena,
		"{\"name\":\"Hòm khác\",\"shelf_id\":\"%s\"}", id_text(&f, f.first_shelf)),
		.must_be_new = true), "409 conflict /id");
	CHECK(has(ASK(&f, "PUT", path, f.binh, body), "428 version_needed"));
	CHECK(has(ASK(&f, "PUT", path_of(&f, "/api/v1/boxes/{}", f.first_shelf), f.binh,
		arena_printf(f.arena, "{\"id\":\"%s\",\"name\":\"A\",\"shelf_id\":\"%s\"}",
			     id_text(&f, id), id_text(&f, f.first_shelf)), .must_be_new = true),
		"\"pointer\":\"/id\",\"code\":\"read_only\""));
	tear_down(&f);
}

TEST(an_id_that_is_taken_by_a_hidden_record_tells_nothing_of_it)
{
	struct fixture f = set_up();
	struct id hidden = add_box(&f, &(struct box){ .shelf_id = f.first_shelf, .name = "Mật",
						      .head.label = { LABEL_MAT } });

	CHECK_TEXT(ASK(&f, "PUT", path_of(&f, "/api/v1/boxes/{}", hidden), f.binh,
		arena_printf(f.arena, "{\"name\":\"Mật\",\"shelf_id\":\"%s\"}",
			     id_text(&f, f.first_shelf)), .must_be_new = true),
		"409 conflict /id");
	tear_down(&f);
}

/* SHELF stands for the first shelf's id. */
static const struct { const char *body, *vi, *en; } bad_bodies[] = {
	{ "[]", "400 bad_request", "400 bad_request" },
	{ "{}", "\"message\":\"Chưa có giá trị.\"", "\"message\":\"A value is needed.\"" },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"colour\":1}",
	  "\"pointer\":\"/colour\",\"code\":\"unknown_member\",\"message\":\"Không có mục",
	  "\"message\":\"There is no member of this name.\"" },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"secret\":\"x\"}",
	  "\"pointer\":\"/secret\",\"code\":\"unknown_member\"", "no member" },
	{ "{\"name\":7,\"shelf_id\":\"SHELF\"}", "\"pointer\":\"/name\",\"code\":\"not_text\"",
	  "It must be text." },
	{ "{\"name\":null,\"shelf_id\":\"SHELF\"}", "\"pointer\":\"/name\",\"code\":\"required\"",
	  "A value is needed." },
	{ "{\"name\":\"A\",\"shelf_id\":\"here\"}", "\"pointer\":\"/shelf_id\",\"code\":\"not_id\"",
	  "It is not a valid identifier." },
	{ "{\"name\":\"A\",\"shelf_id\":\"01900000-0000-7000-8000-000000000000\"}",
	  "\"pointer\":\"/shelf_id\",\"code\":\"no_such_record\",\"message\":\"Không có kệ này.\"",
	  "\"message\":\"There is no such shelf.\"" },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"count\":\"ba\"}",
	  "\"pointer\":\"/count\",\"code\":\"not_integer\",\"message\":\"Phải là số nguyên.\"",
	  "It must be a whole number." },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"count\":1001}", "Lớn hơn 1000.",
	  "It is above 1000." },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"count\":-1}", "Nhỏ hơn 0.",
	  "It is below 0." },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"count\":13}", "Mười ba thì không.",
	  "Not thirteen." },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"since\":\"31/2/2025\"}",
	  "\"pointer\":\"/since\",\"code\":\"not_date\"", "There is no such day" },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"seen_at\":\"8 giờ\"}",
	  "\"pointer\":\"/seen_at\",\"code\":\"not_instant\"", "It is not a moment" },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"fragile\":\"yes\"}",
	  "\"pointer\":\"/fragile\",\"code\":\"not_boolean\"", "It must be true or false." },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"state\":\"sealed\"}",
	  "\"pointer\":\"/state\",\"code\":\"read_only\"", "it cannot be changed" },
	{ "{\"name\":\"A\",\"shelf_id\":\"SHELF\",\"label\":\"bi_mat\"}",
	  "\"pointer\":\"/label\",\"code\":\"not_word\"", "It must be one of: none, internal" },
	{ "{\"name\":\"1234567890123456789012345678901\",\"shelf_id\":\"SHELF\"}",
	  "Dài quá 30 ký tự.", "It is longer than 30 characters." },
	{ "{\"name\":\"A\\u0007\",\"shelf_id\":\"SHELF\"}",
	  "\"pointer\":\"/name\",\"code\":\"control_character\"", "control character" },
	{ "{\"name\":\"A\\u0000B\",\"shelf_id\":\"SHELF\"}", "400 bad_request", "400" },
	{ "{\"name\":\"\xc3\x28\",\"shelf_id\":\"SHELF\"}", "400 bad_request", "400 bad_request" },
	{ "{\"name\":\"A\",\"name\":\"B\",\"shelf_id\":\"SHELF\"}", "400 bad_request", "400" },
	{ "{\"name\":", "400 bad_request", "400 bad_request" },
};

TEST(every_kind_of_bad_input_is_named_in_both_languages)
{
	struct fixture f = set_up();
	const char *shelf = id_text(&f, f.first_shelf);

	for (size_t i = 0; i < sizeof(bad_bodies) / sizeof(bad_bodies[0]); i++) {
		const char *body = bad_bodies[i].body, *at = strstr(body, "SHELF");

		if (at != NULL)
			body = arena_printf(f.arena, "%.*s%s%s", (int)(at - body), body, shelf,
					    at + strlen("SHELF"));
		const char *vi = ASK(&f, "POST", "/api/v1/boxes", f.an, body);
		const char *en = ASK(&f, "POST", "/api/v1/boxes", f.an, body,
				     .language = LANGUAGE_EN);

		CHECK(vi[0] == '4' && en[0] == '4');
		CHECK(has(vi, bad_bodies[i].vi));
		CHECK(has(en, bad_bodies[i].en));
	}
	CHECK_TEXT(ASK(&f, "GET", "/api/v1/boxes", f.an), "200 {\"items\":[],\"next\":null}");
	tear_down(&f);
}

/* ---- rights ---- */

TEST(writing_needs_the_right_in_the_scope_before_and_after)
{
	struct fixture f = set_up();
	struct id mine = add_named(&f, f.first_shelf, "Của tôi");
	const char *mine_path = path_of(&f, "/api/v1/boxes/{}", mine);
	const char *second = id_text(&f, f.second_shelf), *first = id_text(&f, f.first_shelf);

	CHECK_TEXT(ASK(&f, "PATCH", mine_path, f.chi, "{\"name\":\"X\"}", 1), "403 forbidden");
	CHECK_TEXT(ASK(&f, "PATCH", mine_path, NULL, "{\"name\":\"X\"}", 1), "401 not_signed_in");
	/* binh does not even see the second shelf */
	CHECK(has(ASK(&f, "PATCH", mine_path, f.binh,
		      arena_printf(f.arena, "{\"shelf_id\":\"%s\"}", second), 1),
		  "\"pointer\":\"/shelf_id\",\"code\":\"no_such_record\""));
	CHECK(has(ASK(&f, "POST", "/api/v1/boxes", f.binh,
		      arena_printf(f.arena, "{\"name\":\"A\",\"shelf_id\":\"%s\"}", second)),
		  "\"code\":\"no_such_record\""));
	CHECK(has(ASK(&f, "POST", "/api/v1/boxes", f.binh,
		      arena_printf(f.arena, "{\"name\":\"A\",\"shelf_id\":\"%s\"}", first)),
		  "201 {"));
	CHECK(has(ASK(&f, "PATCH", mine_path, f.an,
		      arena_printf(f.arena, "{\"shelf_id\":\"%s\"}", second), 1), "200 {"));
	CHECK_TEXT(ASK(&f, "GET", mine_path, f.binh), "404 not_found");
	CHECK_TEXT(ASK(&f, "DELETE", mine_path, f.chi, NULL, 2), "403 forbidden");
	tear_down(&f);
}

TEST(a_new_scope_is_judged_as_soon_as_it_is_one)
{
	struct fixture f = set_up();

	CHECK(has(ASK(&f, "POST", "/api/v1/shelves", f.an, "{\"name\":\"Kệ ba\"}"), "201 {"));
	CHECK_TEXT(ASK(&f, "POST", "/api/v1/shelves", f.binh, "{\"name\":\"Kệ tư\"}"),
		   "403 forbidden");
	CHECK(strstr(ASK(&f, "GET", "/api/v1/shelves", f.an), "Kệ tư") == NULL);
	tear_down(&f);
}

TEST(nobody_sets_a_label_above_his_clearance)
{
	struct fixture f = set_up();
	struct id id = add_named(&f, f.first_shelf, "Hộp");
	const char *path = path_of(&f, "/api/v1/boxes/{}", id);

	CHECK_TEXT(ASK(&f, "PATCH", path, f.binh, "{\"label\":\"mat\"}", 1),
		   "403 forbidden /label");
	CHECK_TEXT(ASK(&f, "PATCH", path, f.an, "{\"label\":\"tuyet_mat\"}", 1),
		   "403 forbidden /label");
	CHECK(has(ASK(&f, "PATCH", path, f.binh, "{\"label\":\"internal\"}", 1), "200 {"));
	CHECK(has(ASK(&f, "PATCH", path, f.an, "{\"label\":\"mat\"}", 2), "200 {"));
	CHECK_TEXT(ASK(&f, "GET", path, f.binh), "404 not_found");
	tear_down(&f);
}

TEST(an_open_deployment_keeps_no_secrets)
{
	struct fixture f = set_up();
	const char *body = arena_printf(f.arena, "{\"name\":\"A\",\"label\":\"mat\","
					"\"shelf_id\":\"%s\"}", id_text(&f, f.first_shelf));

	CHECK(store_run(f.store, "DELETE FROM office_setting WHERE name = 'deployment'", NO_BINDS,
			NULL, &f.fault));
	CHECK(has(ASK(&f, "POST", "/api/v1/boxes", f.an, body),
		  "\"pointer\":\"/label\",\"code\":\"label_not_allowed\","
		  "\"message\":\"Chế độ triển khai này không cho phép nhãn đó.\""));
	CHECK(store_run(f.store, "INSERT INTO office_setting(name, value)"
			" VALUES('deployment', 'standalone')", NO_BINDS, NULL, &f.fault));
	CHECK(has(ASK(&f, "POST", "/api/v1/boxes", f.an, body), "201 {"));
	tear_down(&f);
}

/* ---- changing and removing ---- */

TEST(a_change_needs_the_version_that_was_seen)
{
	struct fixture f = set_up();
	struct id id = add_named(&f, f.first_shelf, "Hộp");
	const char *path = path_of(&f, "/api/v1/boxes/{}", id);

	CHECK(has(ASK(&f, "PATCH", path, f.an, "{\"name\":\"Hai\"}"), "428 version_needed"));
	const char *changed = ASK(&f, "PATCH", path, f.an, "{\"name\":\"Hai\",\"count\":null}", 1);

	CHECK(has(changed, "\"version\":2"));
	CHECK(has(changed, "\"count\":null"));
	const char *stale = ASK(&f, "PATCH", path, f.an, "{\"name\":\"Ba\"}", 1);

	CHECK(has(stale, "412 stale"));
	CHECK(has(stale, "\"version\":2"));
	CHECK(has(stale, "\"name\":\"Hai\""));
	CHECK(has(ASK(&f, "PATCH", path, f.an, "{\"name\":\"Hai\"}", 2), "\"version\":2"));
	CHECK(has(ASK(&f, "PATCH", path, f.an, "{\"mark\":\"M\"}", 2),
		  "\"pointer\":\"/mark\",\"code\":\"read_only\""));
	CHECK(has(ASK(&f, "DELETE", path, f.an), "428 version_needed"));
	CHECK(has(ASK(&f, "DELETE", path, f.an, NULL, 1), "412 stale"));
	CHECK_TEXT(ASK(&f, "DELETE", path, f.an, NULL, 2), "204 ");
	CHECK_TEXT(ASK(&f, "DELETE", path, f.an, NULL, 2), "404 not_found");
	tear_down(&f);
}

TEST(a_record_that_others_refer_to_stays)
{
	struct fixture f = set_up();
	const char *path = path_of(&f, "/api/v1/shelves/{}", f.first_shelf);
	struct id box = add_box(&f, &(struct box){ .shelf_id = f.first_shelf, .name = "Mật",
						   .head.label = { LABEL_MAT } });

	CHECK(has(ASK(&f, "DELETE", path, f.an, NULL, 1),
		  "422 invalid [{\"pointer\":\"/id\",\"code\":\"in_use\","
		  "\"message\":\"Còn được dùng bởi: thùng.\"}]"));
	/* who may not see the box learns only that there is something */
	CHECK(has(ASK(&f, "DELETE", path, f.binh, NULL, 1, .language = LANGUAGE_EN),
		  "\"message\":\"Still used by: another record.\""));
	CHECK_TEXT(ASK(&f, "DELETE", path_of(&f, "/api/v1/boxes/{}", box), f.an, NULL, 1),
		   "204 ");
	CHECK_TEXT(ASK(&f, "DELETE", path, f.an, NULL, 1), "204 ");
	tear_down(&f);
}

/* ---- history ---- */

TEST(the_history_tells_every_change_newest_first)
{
	struct fixture f = set_up();
	struct id id = add_named(&f, f.first_shelf, "Hộp");
	const char *path = path_of(&f, "/api/v1/boxes/{}", id);

	ASK(&f, "PATCH", path, f.binh, "{\"name\":\"Hai\"}", 1);
	const char *history = ASK(&f, "GET", path_of(&f, "/api/v1/boxes/{}/history", id), f.dung);

	CHECK(has(history, "200 {\"items\":[{\"at\":\"2026-"));
	CHECK(has(history, "\"account_name\":\"binh\""));
	CHECK(has(history, "\"version_before\":1,\"version_after\":2"));
	CHECK(has(history, "{\"field\":\"name\",\"value\":\"Hai\",\"erased\":false}"));
	CHECK(strstr(history, "\"kind\":\"change\"") < strstr(history, "\"kind\":\"add\""));
	const char *page = ASK(&f, "GET", path_of(&f, "/api/v1/boxes/{}/history?limit=1", id),
			       f.dung);
	const char *next = strstr(page, "\"next\":\"");

	CHECK(strstr(page, "\"kind\":\"add\"") == NULL);
	CHECK(next != NULL);
	next += strlen("\"next\":\"");
	const char *last = ASK(&f, "GET", arena_printf(f.arena, "%s/history?after=%.*s", path,
						       (int)strcspn(next, "\""), next), f.dung);

	CHECK(has(last, "\"kind\":\"add\""));
	CHECK(has(last, "\"next\":null"));
	CHECK_TEXT(ASK(&f, "GET", arena_printf(f.arena, "%s/history?after=00ff", path), f.dung),
		   "400 bad_request after");
	CHECK_TEXT(ASK(&f, "GET", arena_printf(f.arena, "%s/history?limit=501", path), f.dung),
		   "400 bad_request limit");
	tear_down(&f);
}

/* ---- life-cycles ---- */

TEST(the_steps_that_are_open_depend_on_state_and_reader)
{
	struct fixture f = set_up();
	struct id id = add_named(&f, f.first_shelf, "Hộp");
	const char *actions = path_of(&f, "/api/v1/boxes/{}/actions", id);
	const char *path = path_of(&f, "/api/v1/boxes/{}", id);

	CHECK_TEXT(ASK(&f, "GET", actions, f.binh),
		   "200 {\"items\":[{\"action\":\"seal\",\"to\":\"sealed\","
		   "\"title\":\"Niêm phong\","
		   "\"help\":\"Closes the box for good.\",\"reason_needed\":false,"
		   "\"open\":true,\"why\":null},"
		   "{\"action\":\"lose\",\"to\":\"lost\",\"title\":\"Báo mất\","
		   "\"help\":\"It is not there any more.\",\"reason_needed\":true,"
		   "\"open\":true,\"why\":null}]}");
	CHECK_TEXT(ASK(&f, "GET", actions, f.chi), "200 {\"items\":[]}");
	CHECK(has(ASK(&f, "POST", arena_printf(f.arena, "%s/seal", path), f.binh, "{}", 1),
		  "\"state\":\"sealed\""));
	CHECK_TEXT(ASK(&f, "GET", actions, f.binh), "200 {\"items\":[]}");
	CHECK(has(ASK(&f, "GET", actions, f.an, .language = LANGUAGE_EN),
		  "\"title\":\"Unseal\""));
	tear_down(&f);
}

TEST(only_the_steps_of_the_table_change_a_state)
{
	struct fixture f = set_up();
	struct id id = add_named(&f, f.first_shelf, "Hộp");
	const char *path = path_of(&f, "/api/v1/boxes/{}", id);
	const char *lose = path_of(&f, "/api/v1/boxes/{}/lose", id);
	const char *unseal = path_of(&f, "/api/v1/boxes/{}/unseal", id);
	const char *seal = path_of(&f, "/api/v1/boxes/{}/seal", id);

	CHECK(has(ASK(&f, "PATCH", path, f.an, "{\"state\":\"sealed\"}", 1),
		  "\"pointer\":\"/state\",\"code\":\"read_only\""));
	CHECK(has(ASK(&f, "POST", lose, f.an, "{}", 1),
		  "\"pointer\":\"/reason\",\"code\":\"required\""));
	CHECK(has(ASK(&f, "POST", lose, f.an, "{\"reason\":7}", 1),
		  "\"pointer\":\"/reason\",\"code\":\"not_text\""));
	CHECK(has(ASK(&f, "POST", lose, f.an, "{\"why\":\"x\"}", 1),
		  "\"pointer\":\"/why\",\"code\":\"unknown_member\""));
	CHECK(has(ASK(&f, "POST", lose, f.an, "[]", 1), "400 bad_request"));
	CHECK(has(ASK(&f, "POST", lose, f.an,
		      "{\"reason\":\"12345678901234567890123456789012345678901\"}", 1),
		  "\"code\":\"too_long\""));
	CHECK(has(ASK(&f, "POST", lose, f.an, "{\"reason\":\"x\"}"), "428 version_needed"));
	CHECK(has(ASK(&f, "POST", lose, f.an, "{\"reason\":\"x\"}", 7), "412 stale"));
	CHECK(has(ASK(&f, "POST", unseal, f.an, "{\"reason\":\"x\"}", 1), "409 wrong_state"));
	CHECK_TEXT(ASK(&f, "POST", unseal, f.binh, "{\"reason\":\"x\"}", 1), "403 forbidden");
	CHECK(has(ASK(&f, "POST", seal, f.an, NULL, 1), "\"version\":2"));
	CHECK(has(ASK(&f, "PATCH", path, f.an, "{\"name\":\"X\"}", 2), "409 wrong_state state"));
	CHECK(has(ASK(&f, "POST", unseal, f.an, "{\"reason\":\"Kiểm kê\"}", 2),
		  "\"state\":\"open\",\"state_reason\":\"Kiểm kê\""));
	tear_down(&f);
}

TEST(a_step_whose_guard_refuses_is_shown_closed_with_the_reason)
{
	struct fixture f = set_up();
	struct id id = add_box(&f, &(struct box){ .shelf_id = f.first_shelf, .name = "Rỗng" });
	const char *actions = ASK(&f, "GET", path_of(&f, "/api/v1/boxes/{}/actions", id), f.an);

	CHECK(has(actions, "\"action\":\"seal\""));
	CHECK(has(actions, "\"open\":false,\"why\":\"Chưa có giá trị.\""));
	CHECK(has(actions, "\"action\":\"lose\""));	/* it has no guard */
	CHECK(has(actions, "\"open\":true,\"why\":null"));
	/* the question changed nothing */
	CHECK(has(ASK(&f, "GET", path_of(&f, "/api/v1/boxes/{}", id), f.an), "\"version\":1"));
	tear_down(&f);
}

TEST(a_guard_says_what_is_missing)
{
	struct fixture f = set_up();
	struct id id = add_box(&f, &(struct box){ .shelf_id = f.first_shelf, .name = "Rỗng" });

	CHECK(has(ASK(&f, "POST", path_of(&f, "/api/v1/boxes/{}/seal", id), f.an, "{}", 1),
		  "422 invalid [{\"pointer\":\"/count\",\"code\":\"required\""));
	CHECK(has(ASK(&f, "GET", path_of(&f, "/api/v1/boxes/{}", id), f.an),
		  "\"version\":1"));
	tear_down(&f);
}

/* ---- other callers ---- */

TEST(the_doors_serve_commands_and_other_rooms)
{
	struct fixture f = set_up();
	struct journal *journal = journal_begin(f.store, f.arena,
		(struct instant){ INT64_C(1772330000000000) }, &f.fault);
	struct box box = { .name = "Hộp", .shelf_id = f.secret_shelf, .count = { true, 1 } };
	struct fault refused = { .kind = FAULT_NONE };

	CHECK(journal_part_begin(journal, &(struct actor){ .role = "machine" }, &f.fault));
	CHECK(collection_add(journal, &box_collection, &box, &f.fault));
	box.name = "Hộp hai";
	CHECK(collection_change(journal, &box_collection, &box, &f.fault));
	CHECK(box.head.version == 2);
	CHECK(collection_act(journal, &box_collection, &box, "seal", NULL, &f.fault));
	CHECK(box.state == BOX_SEALED);
	CHECK(!collection_act(journal, &box_collection, &box, "seal", NULL, &refused));
	CHECK(refused.kind == FAULT_WRONG_STATE);
	CHECK(collection_refer(journal, box_collection.type, box.head.id, "/box_id",
			       &f.fault) != NULL);
	refused = (struct fault){ .kind = FAULT_NONE };
	CHECK(collection_refer(journal, box_collection.type, f.first_shelf, "/box_id",
			       &refused) == NULL);
	CHECK(refused.kind == FAULT_INVALID);
	CHECK_TEXT(refused.problems->pointer, "/box_id");
	refused = (struct fault){ .kind = FAULT_NONE };
	CHECK(!collection_remove(journal, &box_collection, box.head.id, 3, &refused));
	CHECK(refused.kind == FAULT_WRONG_STATE);
	CHECK(journal_part_end(journal, &f.fault) && journal_commit(&journal, &f.fault));
	CHECK(collection_find("box") == &box_collection && collection_find("lid") == NULL);
	tear_down(&f);
}
