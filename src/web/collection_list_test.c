#include "web/test_fixture.h"

#include "web/collection_list.h"

/* Five boxes on two shelves; the last one bears a label. */
static struct fixture set_up_boxes(void)
{
	struct fixture f = set_up();
	struct box boxes[] = {
		{ .name = "Đồ nghề", .shelf_id = f.first_shelf, .count = { true, 7 },
		  .fragile = true, .since = { 2024, 5, 1 } },
		{ .name = "Áo mưa", .shelf_id = f.first_shelf, .place = 3 },
		{ .name = "Dây thừng", .shelf_id = f.second_shelf, .count = { true, 2 },
		  .cost = { true, 150000 } },
		{ .name = "100% bông", .shelf_id = f.second_shelf, .count = { true, 2 } },
		{ .name = "Tài liệu", .shelf_id = f.first_shelf, .head.label = { LABEL_MAT } },
	};

	for (size_t i = 0; i < sizeof(boxes) / sizeof(boxes[0]); i++)
		add_box(&f, &boxes[i]);
	return f;
}

/* The names in the answer, in its order. */
static const char *names(struct fixture *f, const char *answer)
{
	static const char member[] = "\"name\":\"";
	struct text out = { .arena = f->arena };

	for (const char *at = strstr(answer, member); at != NULL; at = strstr(at, member)) {
		at += strlen(member);
		text_add(&out, out.length == 0 ? "" : ", ");
		text_add_bytes(&out, at, strcspn(at, "\""));
	}
	return text_string(&out);
}

TEST(a_list_is_filtered_searched_and_ordered)
{
	struct fixture f = set_up_boxes();
	const char *second = id_text(&f, f.second_shelf);
	const struct { const char *query, *names; } cases[] = {
		/* the usual order is that of the names without accents */
		{ "", "100% bông, Áo mưa, Dây thừng, Đồ nghề, Tài liệu" },
		{ "?sort=-name", "Tài liệu, Đồ nghề, Dây thừng, Áo mưa, 100% bông" },
		{ "?sort=id", "Đồ nghề, Áo mưa, Dây thừng, 100% bông, Tài liệu" },
		{ "?sort=-id", "Tài liệu, 100% bông, Dây thừng, Áo mưa, Đồ nghề" },
		/* what is not known comes last in both directions */
		{ "?sort=count", "Dây thừng, 100% bông, Đồ nghề, Áo mưa, Tài liệu" },
		{ "?sort=-count", "Đồ nghề, 100% bông, Dây thừng, Tài liệu, Áo mưa" },
		{ "?q=do", "Đồ nghề" },
		{ "?q=%C4%90%E1%BB%92+NGH%E1%BB%80", "Đồ nghề" },
		{ "?q=day%20thung", "Dây thừng" },
		{ "?q=0%25", "100% bông" },
		{ "?q=%25", "100% bông" },
		{ "?q=1__0", "" },
		{ "?q=khong+co", "" },
		{ "?count=2", "100% bông, Dây thừng" },
		{ "?count=2&cost=150000", "Dây thừng" },
		{ "?fragile=true", "Đồ nghề" },
		{ "?fragile=false&count=7", "" },
		{ "?since=2024-05-01", "Đồ nghề" },
		{ "?since=1/5/2024", "Đồ nghề" },
		{ "?label=mat", "Tài liệu" },
		{ "?state=open&place=3", "Áo mưa" },
		{ "?state=sealed", "" },
		{ "?name=%C3%81o%20m%C6%B0a", "Áo mưa" },
		{ "?name=A%CC%81o%20mu%CC%9Ba", "Áo mưa" },	/* NFD, as a Mac sends it */
		{ "?count=", "100% bông, Áo mưa, Dây thừng, Đồ nghề, Tài liệu" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(names(&f, ASK(&f, "GET", arena_printf(f.arena, "/api/v1/boxes%s",
								 cases[i].query), f.an)),
			   cases[i].names);
	CHECK_TEXT(names(&f, ASK(&f, "GET", arena_printf(f.arena, "/api/v1/boxes?shelf_id=%s",
							 second), f.an)),
		   "100% bông, Dây thừng");
	tear_down(&f);
}

TEST(a_list_holds_only_what_its_reader_may_see)
{
	struct fixture f = set_up_boxes();

	CHECK_TEXT(names(&f, ASK(&f, "GET", "/api/v1/boxes", f.binh)), "Áo mưa, Đồ nghề");
	CHECK_TEXT(names(&f, ASK(&f, "GET", "/api/v1/boxes", f.chi)),
		   "100% bông, Áo mưa, Dây thừng, Đồ nghề");
	CHECK_TEXT(ASK(&f, "GET", "/api/v1/boxes?label=mat", f.binh),
		   "200 {\"items\":[],\"next\":null}");
	CHECK_TEXT(ASK(&f, "GET", "/api/v1/boxes", NULL), "401 not_signed_in");
	tear_down(&f);
}

TEST(a_question_that_makes_no_sense_is_refused)
{
	struct fixture f = set_up();
	static const struct { const char *query, *answer; } cases[] = {
		{ "?colour=red", "400 bad_request colour" },
		{ "?secret=x", "400 bad_request secret" },
		{ "?count=2&%FF=1", "400 bad_request ?" },
		{ "?limit=0", "400 bad_request limit" },
		{ "?limit=501", "400 bad_request limit" },
		{ "?limit=ten", "400 bad_request limit" },
		{ "?limit=99999999999999999999", "400 bad_request limit" },
		{ "?sort=colour", "400 bad_request sort" },
		{ "?sort=secret", "400 bad_request sort" },
		{ "?sort=name;DROP%20TABLE%20box", "400 bad_request sort" },
		{ "?after=x", "400 bad_request after" },
		{ "?after=bm90IGpzb24", "400 bad_request after" },
		{ "?after=WyJhIiwiYiJd", "400 bad_request after" },
		{ "?count=two", "\"pointer\":\"/count\",\"code\":\"not_integer\"" },
		{ "?shelf_id=x", "\"pointer\":\"/shelf_id\",\"code\":\"not_id\"" },
		{ "?state=shut", "\"pointer\":\"/state\",\"code\":\"not_word\"" },
		{ "?since=31/2/2024", "\"pointer\":\"/since\",\"code\":\"not_date\"" },
		{ "?fragile=maybe", "\"pointer\":\"/fragile\",\"code\":\"not_boolean\"" },
		{ "?q=%FF", "400 bad_request q" },
		{ "?q=%4", "400 bad_request q" },
		{ "?q=a%00b", "400 bad_request q" },
		{ "?name=%ZZ", "400 bad_request name" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK(has(ASK(&f, "GET", arena_printf(f.arena, "/api/v1/boxes%s", cases[i].query),
			      f.an), cases[i].answer));
	tear_down(&f);
}

static const char *next_of(struct fixture *f, const char *answer)
{
	const char *at = strstr(answer, "\"next\":\"");

	return at == NULL ? NULL : arena_copy_bytes(f->arena, at + 8, strcspn(at + 8, "\""));
}

TEST(pages_hold_every_record_once_in_any_order)
{
	struct fixture f = set_up();
	static const char *const orders[] = { "id", "-id", "name", "-name", "count", "-count",
		"cost", "place", "-place", "share", "fragile", "since", "-since", "seen_at",
		"state", "shelf_id", "label", "note", "-note" };

	for (int64_t i = 0; i < 23; i++)
		add_box(&f, &(struct box){ .name = arena_printf(f.arena, "Hộp %d", (int)(i % 5)),
			.shelf_id = i % 2 == 0 ? f.first_shelf : f.second_shelf,
			.count = { i % 3 != 0, i % 4 }, .cost = { i % 4 != 1, i * 1000 },
			.place = i % 6, .share = (double)(i % 7) / 3, .fragile = i % 2 == 1,
			.note = i % 5 == 2 ? "\"ghi\" chú" : NULL,
			.since = i % 3 == 0 ? DATE_NONE :
				 (struct date){ 2024, 1, (int8_t)(1 + i % 9) },
			.seen_at = { i % 2 == 0 ? 0 : 1772323200000000 + i % 4 } });
	for (size_t o = 0; o < sizeof(orders) / sizeof(orders[0]); o++) {
		const char *whole = ASK(&f, "GET", arena_printf(f.arena,
			"/api/v1/boxes?limit=500&sort=%s", orders[o]), f.an);
		struct text pieces = { .arena = f.arena };
		const char *after = "";
		int pages = 0;

		for (; after != NULL && pages < 20; pages++) {
			const char *page = ASK(&f, "GET", arena_printf(f.arena,
				"/api/v1/boxes?limit=5&sort=%s&after=%s", orders[o], after), f.an);
			const char *end = strstr(page, "],\"next\"");

			CHECK(strncmp(page, "200 {\"items\":[", 14) == 0 && end != NULL);
			text_add(&pieces, pieces.length == 0 ? "" : ",");
			text_add_bytes(&pieces, page + 14, (size_t)(end - page) - 14);
			after = next_of(&f, page);
		}
		CHECK(pages == 5);
		CHECK_TEXT(arena_printf(f.arena, "200 {\"items\":[%s],\"next\":null}",
					text_string(&pieces)), whole);
	}
	tear_down(&f);
}

TEST(csv_has_every_row_and_no_formula)
{
	struct fixture f = set_up();
	struct request request;

	add_box(&f, &(struct box){ .name = "=1+1", .shelf_id = f.first_shelf,
				   .note = "nói \"có\", rồi\nxuống dòng", .cost = { true, 5000 },
				   .since = { 2025, 7, 1 } });
	add_box(&f, &(struct box){ .name = "-2", .shelf_id = f.first_shelf, .mark = "@x" });
	add_box(&f, &(struct box){ .name = "Mật", .shelf_id = f.first_shelf,
				   .head.label = { LABEL_MAT } });
	const char *csv = ask(&f, &(struct question){ "GET", "/api/v1/boxes?limit=1", f.binh,
						      .accept = "text/csv" }, &request);

	CHECK(has(csv, "200 id,version,label,scope_id,shelf_id,name,note,mark,count,cost,place,"
		  "share,fragile,since,seen_at,state,state_reason,search_key\r\n"));
	CHECK(has(csv, ",\"'=1+1\",\"nói \"\"có\"\", rồi\nxuống dòng\",,,5000,0,0,false,2025-07-01,"
		  ",open,,\"'=1+1\"\r\n"));
	CHECK(has(csv, ",\"'-2\",,\"'@x\","));
	CHECK(strstr(csv, "Mật") == NULL);
	CHECK_TEXT(request.reply_type, "text/csv; charset=utf-8; header=present");
	CHECK_TEXT(request.file_name, "boxes.csv");
	tear_down(&f);
}

TEST(a_kind_without_a_search_key_is_searched_all_the_same)
{
	struct fixture f = set_up();

	CHECK_TEXT(names(&f, ASK(&f, "GET", "/api/v1/shelves?q=KE+HAI", f.an)), "Kệ hai");
	CHECK_TEXT(names(&f, ASK(&f, "GET", "/api/v1/shelves", f.an)), "Kệ hai, Kệ mật, Kệ một");
	tear_down(&f);
}

TEST(routes_of_collections_have_one_operation_each)
{
	struct fixture f = set_up();
	struct route_table table = collection_routes();
	size_t actions = 0;

	for (size_t i = 0; i < table.count; i++) {
		const struct route *route = &table.routes[i];

		CHECK(route->needs != RIGHT_NONE && route->help != NULL);
		CHECK((route->runs == ROUTE_WRITES) == (strcmp(route->method, "GET") != 0));
		for (size_t j = 0; j < i; j++) {
			CHECK(strcmp(table.routes[j].operation, route->operation) != 0);
			CHECK(strcmp(table.routes[j].path, route->path) != 0 ||
			      strcmp(table.routes[j].method, route->method) != 0);
		}
		actions += strcmp(route->operation, "seal_box") == 0 ||
			   strcmp(route->operation, "unseal_box") == 0 ||
			   strcmp(route->operation, "lose_box") == 0;
	}
	CHECK(actions == 3);
	CHECK(collection_routes().routes == table.routes);
	tear_down(&f);
}
