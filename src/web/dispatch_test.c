/* Who is let in, what is refused, and how it is said. */

#include <string.h>
#include <unistd.h>

#include "base/must.h"
#include "base/os.h"
#include "tests/server_fixture.h"

#define WITH(...) arena_printf(f.arena, __VA_ARGS__)

static struct server_fixture f;
static struct http_client client;
static const char *cookie;

static void start(const struct route_table *routes)
{
	f = server_set_up(routes);
	cookie = server_sign_in(&f, server_add_account(&f, "an", "secretary", ID_NONE,
						       LABEL_TUYET_MAT));
	client = http_open(f.port);
}

static void finish(void)
{
	http_close(&client);
	server_tear_down(&f);
}

static int post(const char *headers)
{
	static int number;

	return http_call(&client, "POST", "/api/v1/cards", headers,
			 WITH("{\"title\":\"number %d\"}", ++number));
}

TEST(who_is_not_signed_in_is_told_so_in_his_language)
{
	start(NULL);
	CHECK(http_call(&client, "GET", "/api/v1/cards", NULL, NULL) == 401);
	CHECK_TEXT(http_header(&client, "Content-Type"), "application/problem+json");
	CHECK(strstr(client.body, "{\"type\":\"urn:dientap:problem:not_signed_in\","
		     "\"title\":\"Cần đăng nhập.\",\"status\":401,"
		     "\"instance\":\"urn:uuid:") == client.body);
	CHECK(http_header(&client, "WWW-Authenticate") != NULL);
	CHECK(http_call(&client, "GET", "/api/v1/cards",
			"Accept-Language: fr;q=0.9, en-GB, vi;q=0.1\r\n", NULL) == 401);
	CHECK(strstr(client.body, "\"title\":\"Please sign in.\"") != NULL);
	CHECK(http_call(&client, "GET", "/api/v1/cards", "Cookie: dientap=abc\r\n", NULL) == 401);
	CHECK(http_call(&client, "GET", "/api/v1/cards", "Authorization: Bearer dtp_x\r\n",
			NULL) == 401);
	CHECK(http_call(&client, "GET", "/api/v1/cards", cookie, NULL) == 200);
	finish();
}

TEST(a_right_that_is_held_nowhere_is_forbidden_and_the_denial_is_noted)
{
	start(NULL);
	const char *auditor = server_sign_in(&f, server_add_account(&f, "binh", "auditor", ID_NONE,
								    LABEL_NONE));

	CHECK(http_call(&client, "GET", "/api/v1/cards", auditor, NULL) == 403);
	CHECK(strstr(client.body, "urn:dientap:problem:forbidden") != NULL);
	CHECK(http_call(&client, "GET", "/api/v1/cards", auditor, NULL) == 403);
	server_destroy(&f.server);
	CHECK(server_count(&f, "SELECT count(*) FROM journal j JOIN journal_value v"
			       " ON v.sequence = j.sequence WHERE j.kind = 'access'"
			       " AND v.content LIKE '%denied%' AND v.content LIKE"
			       " '%GET /api/v1/cards%'") == 1);
	finish();
}

TEST(reading_above_label_none_is_noted_once_a_minute)
{
	start(NULL);
	const char *id = server_add_card(&f, &client, cookie, "kín", ID_NONE, "mat");

	must(id != NULL, "the card is added");
	CHECK(server_add_card(&f, &client, cookie, "mở", ID_NONE, "none") != NULL);
	CHECK(http_call(&client, "GET", WITH("/api/v1/cards/%s", id), cookie, NULL) == 200);
	CHECK(http_call(&client, "GET", WITH("/api/v1/cards/%s", id), cookie, NULL) == 200);
	server_destroy(&f.server);
	CHECK(server_count(&f, "SELECT count(*) FROM journal WHERE kind = 'access'") == 1);
	CHECK(server_count(&f, "SELECT count(*) FROM journal WHERE kind = 'access' AND"
			       " record_type = 'card' AND record_id IS NOT NULL AND"
			       " account_id IS NOT NULL AND role = 'secretary'") == 1);
	finish();
}

TEST(with_a_full_disk_labelled_reading_stops_and_the_rest_goes_on)
{
	start(NULL);
	const char *secret = server_add_card(&f, &client, cookie, "kín", ID_NONE, "internal");
	const char *open = server_add_card(&f, &client, cookie, "mở", ID_NONE, "none");

	must(secret != NULL && open != NULL, "the cards are added");
	store_fill_disk(true);
	CHECK(post(cookie) == 503);
	CHECK(strstr(client.body, "urn:dientap:problem:disk_full") != NULL);
	CHECK(http_call(&client, "GET", WITH("/api/v1/cards/%s", secret), cookie, NULL) == 503);
	CHECK(strstr(client.body, "urn:dientap:problem:disk_full") != NULL);
	CHECK(strstr(client.body, "kín") == NULL);
	CHECK_TEXT(http_header(&client, "Retry-After"), "2");
	CHECK(http_call(&client, "GET", WITH("/api/v1/cards/%s", open), cookie, NULL) == 200);
	CHECK(http_call(&client, "GET", "/api/v1/health", NULL, NULL) == 200);
	CHECK(strstr(client.body, "\"writable\":false,\"reason\":\"disk_full\"") != NULL);
	store_fill_disk(false);
	/* a change that succeeds says that there is room again */
	CHECK(post(cookie) == 201);
	CHECK(http_call(&client, "GET", WITH("/api/v1/cards/%s", secret), cookie, NULL) == 200);
	CHECK(http_call(&client, "GET", "/api/v1/health", NULL, NULL) == 200);
	CHECK(strstr(client.body, "\"writable\":true,\"reason\":null") != NULL);
	finish();
}

TEST(room_that_returns_is_noticed_though_nobody_writes)
{
	start(NULL);
	const char *secret = server_add_card(&f, &client, cookie, "kín", ID_NONE, "internal");
	int status = 0;

	must(secret != NULL, "the card is added");
	store_fill_disk(true);
	CHECK(post(cookie) == 503);
	CHECK(http_call(&client, "GET", WITH("/api/v1/cards/%s", secret), cookie, NULL) == 503);
	store_fill_disk(false);
	for (int i = 0; i < 100 && status != 200; i++) {
		usleep(200000);
		status = http_call(&client, "GET", WITH("/api/v1/cards/%s", secret), cookie, NULL);
	}
	CHECK(status == 200);
	CHECK(!os_file_exists(WITH("%s.room", f.path)));
	finish();
}

TEST(another_site_cannot_write_with_this_browsers_cookie)
{
	start(NULL);
	CHECK(post(WITH("%sOrigin: http://evil.example\r\n", cookie)) == 403);
	CHECK(post(WITH("%sOrigin: null\r\n", cookie)) == 403);
	CHECK(post(WITH("%sOrigin: http://127.0.0.1.evil.example\r\n", cookie)) == 403);
	CHECK(post(WITH("%sSec-Fetch-Site: cross-site\r\n", cookie)) == 403);
	CHECK(post(WITH("%sSec-Fetch-Site: same-site\r\n", cookie)) == 403);
	CHECK(post(WITH("%sOrigin: http://127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n",
			cookie)) == 201);
	CHECK(post(cookie) == 201);
	/* reading is no writing */
	CHECK(http_call(&client, "GET", "/api/v1/cards",
			WITH("%sSec-Fetch-Site: cross-site\r\n", cookie), NULL) == 200);
	finish();
}

TEST(addresses_and_methods_that_are_not_there)
{
	start(NULL);
	CHECK(http_call(&client, "GET", "/api/v1/nothing", cookie, NULL) == 404);
	CHECK(http_call(&client, "PUT", "/api/v1/cards", cookie, "{}") == 405);
	CHECK_TEXT(http_header(&client, "Allow"), "GET, HEAD, POST, OPTIONS");
	CHECK(strstr(client.body, "urn:dientap:problem:method") != NULL);
	CHECK(http_call(&client, "OPTIONS", "/api/v1/cards", NULL, NULL) == 204);
	CHECK_TEXT(http_header(&client, "Allow"), "GET, HEAD, POST, OPTIONS");
	CHECK(http_call(&client, "POST", "/", cookie, "{}") == 405);
	CHECK(http_call(&client, "TRACE", "/api/v1/cards", cookie, NULL) == 405);
	finish();
}

TEST(bodies_that_are_not_right_say_where)
{
	start(NULL);
	CHECK(http_call(&client, "POST", "/api/v1/cards", cookie, "{\"title\":") == 400);
	CHECK(http_call(&client, "POST", "/api/v1/cards", cookie, "{\"titel\":\"x\"}") == 422);
	CHECK(strstr(client.body, "\"errors\":[{\"pointer\":\"/titel\","
		     "\"code\":\"unknown_member\",\"message\":\"") != NULL);
	CHECK(http_call(&client, "POST", "/api/v1/cards", cookie, "") == 422);
	CHECK(http_call(&client, "POST", "/api/v1/cards",
			WITH("%sContent-Type: text/plain\r\n", cookie), "{}") == 415);
	CHECK(http_call(&client, "POST", "/api/v1/cards", cookie, "{\"title\":\"\xff\"}") >= 400);
	CHECK(server_count(&f, "SELECT count(*) FROM card") == 0);
	/* the connection is still good */
	CHECK(post(cookie) == 201);
	finish();
}

static int send_raw(const char *text)
{
	struct http_client raw = http_open(f.port);

	http_send(&raw, text, strlen(text));
	int status = http_receive(&raw, false);

	CHECK(status != 0 && status < 400 ? true : http_is_closed(&raw));
	http_close(&raw);
	return status;
}

TEST(requests_that_two_programs_could_read_differently_are_refused)
{
	static const char *const bad[] = {
		"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
		"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
		"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
		"Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n",
		"Content-Length: -2\r\n\r\n{}",
		"Content-Length: 0x2\r\n\r\n{}",
		"Host: other\r\nContent-Length: 2\r\n\r\n{}",
	};

	start(NULL);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		int status = send_raw(WITH("POST /api/v1/cards HTTP/1.1\r\nHost: 127.0.0.1\r\n"
					   "Content-Type: application/json\r\n%s%s", cookie,
					   bad[i]));

		CHECK(status == 400 || status == 0);
	}
	CHECK(send_raw("GET /api/v1/health HTTP/1.1\r\n\r\n") == 400);
	CHECK(server_count(&f, "SELECT count(*) FROM card") == 0);
	finish();
}

TEST(a_body_in_chunks_is_one_body)
{
	start(NULL);
	const char *text = WITH("POST /api/v1/cards HTTP/1.1\r\nHost: 127.0.0.1\r\n"
				"Content-Type: application/json\r\n"
				"Transfer-Encoding: chunked\r\n%s\r\n"
				"5\r\n{\"tit\r\nb\r\nle\":\"Dur\" }\r\n0\r\n\r\n", cookie);

	http_send(&client, text, strlen(text));
	CHECK(http_receive(&client, false) == 201);
	CHECK(strstr(client.body, "\"title\":\"Dur\"") != NULL);
	finish();
}

TEST(what_is_too_large_is_refused_before_it_is_sent)
{
	start(NULL);
	CHECK(send_raw(WITH("POST /api/v1/cards HTTP/1.1\r\nHost: 127.0.0.1\r\n"
			    "Content-Type: application/json\r\n%s"
			    "Content-Length: 8388609\r\n\r\n", cookie)) == 413);
	CHECK(send_raw(WITH("POST /api/v1/cards HTTP/1.1\r\nHost: 127.0.0.1\r\n"
			    "Content-Type: application/json\r\n%s"
			    "Content-Length: 99999999999999999999999\r\n\r\n", cookie)) >= 400);
	char *head = arena_alloc(f.arena, 20000);

	memset(head, 'a', 19999);
	CHECK(send_raw(WITH("GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: %s\r\n\r\n",
			    head)) >= 400);
	finish();
}

TEST(chunks_without_end_stop_at_the_limit)
{
	start(NULL);
	char *chunk = arena_alloc(f.arena, 1 << 20);
	const char *head = WITH("POST /api/v1/cards HTTP/1.1\r\nHost: 127.0.0.1\r\n"
				"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
				"%s\r\n", cookie);

	memset(chunk, ' ', 1 << 20);
	memcpy(chunk, "fff00\r\n", 7);
	memcpy(chunk + 7 + 0xfff00, "\r\n", 2);
	http_send(&client, head, strlen(head));
	for (int i = 0; i < 12; i++)
		http_send(&client, chunk, 7 + 0xfff00 + 2);
	/* the answer may be lost to the bytes on the way; the server is not */
	int status = http_receive(&client, false);

	CHECK(status == 413 || status == 0);
	http_close(&client);
	client = http_open(f.port);
	CHECK(post(cookie) == 201);
	finish();
}

TEST(a_slow_client_gets_his_answer_and_holds_up_nobody)
{
	start(NULL);
	const char *text = "GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
	struct http_client slow[8];

	for (size_t i = 0; i < 8; i++) {
		slow[i] = http_open(f.port);
		http_send(&slow[i], text, 20 + i);
	}
	for (int i = 0; i < 20; i++)
		CHECK(post(cookie) == 201);
	for (size_t i = 0; i < 8; i++) {
		for (size_t at = 20 + i; at < strlen(text); at++)
			http_send(&slow[i], text + at, 1);
		CHECK(http_receive(&slow[i], false) == 200);
		http_close(&slow[i]);
	}
	finish();
}

static void work(struct request *request)
{
	text_add_format(&request->reply, "{\"length\":%zu}", request->length);
}

static bool change_nothing(struct request *request, void *context)
{
	struct card card = { .title = "never" };

	(void)context;
	CHECK(journal_add(request->journal, &card_type, &card, &request->fault));
	return false;
}

static void try_it(struct request *request)
{
	CHECK(request_write(request, RIGHT_UNIT_WRITE, ID_NONE, change_nothing, NULL));
	text_add(&request->reply, "{}");
}

static void break_down(struct request *request)
{
	fault_set(&request->fault, FAULT_STORE, NULL, "/secret/path");
}

static void send_table(struct request *request)
{
	text_add(&request->reply, "title\r\n");
	request->reply_type = "text/csv; charset=utf-8";
	request->file_name = "cards.csv";
}

static const struct route other_routes[] = {
	{ "GET", "/api/v1/table", send_table, .needs = RIGHT_SIGNED_IN, .answers = &card_type },
	{ "POST", "/api/v1/work", work, .needs = RIGHT_SIGNED_IN, .runs = ROUTE_WORKS,
	  .takes_body = BODY_BYTES },
	{ "POST", "/api/v1/try", try_it, .needs = RIGHT_UNIT_WRITE, .runs = ROUTE_WORKS },
	{ "GET", "/api/v1/broken", break_down, .needs = RIGHT_ANYONE },
};
static const struct route_table other_table = ROUTES(other_routes);

TEST(slow_work_runs_in_the_pool_and_may_try_a_change_without_keeping_it)
{
	start(&other_table);
	CHECK(http_call(&client, "POST", "/api/v1/work", cookie, "12345") == 200);
	CHECK_TEXT(client.body, "{\"length\":5}");
	CHECK(http_call(&client, "POST", "/api/v1/try", cookie, NULL) == 200);
	CHECK(server_count(&f, "SELECT count(*) FROM card") == 0);
	finish();
}

TEST(a_list_that_leaves_as_a_file_is_noted_as_an_export)
{
	start(&other_table);
	CHECK(http_call(&client, "GET", "/api/v1/table", cookie, NULL) == 200);
	CHECK(strstr(http_header(&client, "Content-Disposition"), "cards.csv") != NULL);
	CHECK(http_call(&client, "GET", "/api/v1/table", cookie, NULL) == 200);
	CHECK(http_call(&client, "GET", "/api/v1/table", NULL, NULL) == 401);
	CHECK(http_call(&client, "GET", "/api/v1/cards", cookie, NULL) == 200);
	server_destroy(&f.server);
	CHECK(server_count(&f, "SELECT count(*) FROM journal j JOIN journal_value v"
			       " ON v.sequence = j.sequence WHERE j.kind = 'access'"
			       " AND j.record_type = 'card' AND v.content LIKE '%export%'") == 1);
	CHECK(server_count(&f, "SELECT count(*) FROM journal WHERE kind = 'access'") == 1);
	finish();
}

TEST(text_that_is_no_utf_8_is_refused_wherever_it_comes_in)
{
	start(NULL);
	const char *said = WITH("%sAccept-Language: en\r\n", cookie);

	static const char *const bodies[] = {
		"{\"title\":\"\xc3\x28\"}", "{\"title\":\"\xed\xa0\x80\"}",
		"{\"title\":\"\xf4\x90\x80\x80\"}", "{\"title\":\"\xc0\xaf\"}", "\xff\xfe{}",
	};

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		int status = http_call(&client, "POST", "/api/v1/cards", said, bodies[i]);

		CHECK(status == 400 || status == 422);
	}
	CHECK(http_call(&client, "GET", "/api/v1/cards/%ff%fe", said, NULL) == 404);
	CHECK(server_count(&f, "SELECT count(*) FROM card") == 0);
	/* letters typed in pieces are kept composed */
	CHECK(http_call(&client, "POST", "/api/v1/cards", said,
			"{\"title\":\"Ho\x61\xcc\x80\"}") == 201);
	CHECK(strstr(client.body, "\"title\":\"Hoà\"") != NULL);
	finish();
}

TEST(a_fault_of_the_machine_tells_no_path)
{
	start(&other_table);
	CHECK(http_call(&client, "GET", "/api/v1/broken", NULL, NULL) == 500);
	CHECK(strstr(client.body, "secret") == NULL);
	CHECK(strstr(client.body, "urn:dientap:problem:store") != NULL);
	finish();
}

TEST(waiting_changes_are_written_together)
{
	enum { CLIENTS = 32, ROUNDS = 10 };
	struct http_client many[CLIENTS];

	start(NULL);
	for (int i = 0; i < CLIENTS; i++)
		many[i] = http_open(f.port);
	for (int round = 0; round < ROUNDS; round++) {
		for (int i = 0; i < CLIENTS; i++) {
			const char *text = WITH("POST /api/v1/cards HTTP/1.1\r\nHost: x\r\n"
				"Content-Type: application/json\r\n%sContent-Length: 17\r\n\r\n"
				"{\"title\":\"%02d %02d\"}", cookie, round, i);

			http_send(&many[i], text, strlen(text));
		}
		for (int i = 0; i < CLIENTS; i++)
			CHECK(http_receive(&many[i], false) == 201);
	}
	struct writer_figures figures = writer_figures(f.site->writer);

	CHECK(figures.jobs >= CLIENTS * ROUNDS && figures.groups < figures.jobs);
	CHECK(server_count(&f, "SELECT count(*) FROM card") == CLIENTS * ROUNDS);
	for (int i = 0; i < CLIENTS; i++)
		http_close(&many[i]);
	finish();
}

TEST(metrics_count_requests_for_the_loopback)
{
	start(NULL);
	CHECK(post(cookie) == 201);
	CHECK(http_call(&client, "GET", "/metrics", NULL, NULL) == 200);
	CHECK(strstr(client.body, "\ndientap_writes_total 1\n") != NULL);
	CHECK(strstr(client.body, "\ndientap_disk_full 0\n") != NULL);
	finish();
}
