/* The event stream, as two browsers see it. */

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/must.h"
#include "base/os.h"
#include "tests/server_fixture.h"
#include "web/stream_private.h"

#define WITH(...) arena_printf(f.arena, __VA_ARGS__)
#define WAIT_MS 10000

static struct server_fixture f;
static struct http_client writer;
static const char *cookie;
static struct id an, scope_a, scope_b;

static void start(void)
{
	f = server_set_up(NULL);
	scope_a = id_create(os_now());
	scope_b = id_create(os_now());
	an = server_add_account(&f, "an", "secretary", ID_NONE, LABEL_TUYET_MAT);
	cookie = server_sign_in(&f, an);
	writer = http_open(f.port);
}

static void finish(void)
{
	http_close(&writer);
	server_tear_down(&f);
}

static struct http_client follow(const char *headers, const char *path)
{
	struct http_client client = http_open(f.port);

	CHECK(http_follow(&client, path, headers) == 200);
	return client;
}

/* The id of an event in the arena. */
static const char *id_of(const char *event)
{
	const char *id = event == NULL ? NULL : strstr(event, "id: ");

	must(id != NULL, "the event has an id");
	return arena_copy_bytes(f.arena, id + 4, strcspn(id + 4, "\n"));
}

TEST(a_stream_opens_with_a_place_and_brings_each_change)
{
	start();
	struct http_client reader = follow(cookie, "/api/v1/events");

	CHECK_TEXT(http_header(&reader, "Content-Type"), "text/event-stream; charset=utf-8");
	CHECK_TEXT(http_header(&reader, "X-Accel-Buffering"), "no");
	CHECK_TEXT(http_header(&reader, "Cache-Control"), "no-store");
	const char *event = http_event(&reader, WAIT_MS);

	CHECK(event != NULL && strstr(event, "retry: 2") == event);
	CHECK(event != NULL && strstr(event, "\nid: ") != NULL);
	const char *id = server_add_card(&f, &writer, cookie, "Ea Na", ID_NONE, "none");

	event = http_event(&reader, WAIT_MS);
	CHECK(event != NULL && strstr(event, WITH("\nevent: change\ndata: {\"type\":\"card\","
						  "\"id\":\"%s\",\"version\":1}\n", id)) != NULL);
	CHECK(http_call(&writer, "DELETE", WITH("/api/v1/cards/%s", id),
			WITH("%sIf-Match: \"1\"\r\n", cookie), NULL) == 204);
	event = http_event(&reader, WAIT_MS);
	CHECK(event != NULL && strstr(event, ",\"removed\":true}\n") != NULL);
	http_close(&reader);
	finish();
}

TEST(a_stream_needs_a_session)
{
	start();
	struct http_client reader = http_open(f.port);

	CHECK(http_follow(&reader, "/api/v1/events", NULL) == 401);
	http_close(&reader);
	finish();
}

/* The next event tells of this record and of no other: what was hidden before it sent nothing. */
static bool is_next(struct http_client *reader, const char *id)
{
	const char *event = http_event(reader, WAIT_MS);

	return event != NULL && id != NULL && strstr(event, id) != NULL &&
	       strstr(event, "\"removed\":true") == NULL;
}

TEST(two_readers_see_what_each_may_see)
{
	start();
	const char *a = server_sign_in(&f, server_add_account(&f, "binh", "viewer", scope_a,
							      LABEL_NONE));
	const char *b = server_sign_in(&f, server_add_account(&f, "chi", "viewer", scope_b,
							      LABEL_TUYET_MAT));
	struct http_client of_a = follow(a, "/api/v1/events"), of_b = follow(b, "/api/v1/events");

	http_event(&of_a, WAIT_MS);
	http_event(&of_b, WAIT_MS);
	const char *secret = server_add_card(&f, &writer, cookie, "1", scope_a, "mat");
	const char *in_b = server_add_card(&f, &writer, cookie, "2", scope_b, "mat");
	const char *in_a = server_add_card(&f, &writer, cookie, "3", scope_a, "none");
	const char *event = http_event(&of_a, WAIT_MS);

	CHECK(secret != NULL && event != NULL && strstr(event, in_a) != NULL);
	event = http_event(&of_b, WAIT_MS);
	CHECK(event != NULL && strstr(event, in_b) != NULL);
	/* nothing else: the next thing each hears is what is written next for both */
	const char *for_all = server_add_card(&f, &writer, cookie, "4", ID_NONE, "none");

	CHECK(is_next(&of_a, for_all) && is_next(&of_b, for_all));
	http_close(&of_a);
	http_close(&of_b);
	finish();
}

/* The version of the next event if it takes this record out of sight, else -1. */
static long long version_lost(struct http_client *reader, const char *id)
{
	const char *event = http_event(reader, WAIT_MS);
	const char *end = ",\"removed\":true}\n\n";
	long long version = -1;

	if (event == NULL || strstr(event, WITH("\nevent: change\ndata: {\"type\":\"card\","
						"\"id\":\"%s\",", id)) == NULL)
		return -1;
	const char *at = strstr(event, "\"version\":");

	return at != NULL && sscanf(at, "\"version\":%lld", &version) == 1 &&
	       strstr(at, end) != NULL && strlen(strstr(at, end)) == strlen(end) ? version : -1;
}

/* As a screen does: title, or where the record belongs. */
static void move_card(const char *id, const char *version, struct id scope_id, const char *label)
{
	char scope[ID_TEXT_SIZE];

	id_format(scope_id, scope);
	CHECK(http_call(&writer, "PATCH", WITH("/api/v1/cards/%s?scope=%s&label=%s", id, scope,
					       label),
			WITH("%sIf-Match: \"%s\"\r\n", cookie, version), "{}") == 200);
}

TEST(who_loses_sight_of_a_record_hears_what_a_removal_tells)
{
	start();
	const char *low = server_sign_in(&f, server_add_account(&f, "binh", "viewer", scope_a,
								LABEL_NONE));
	const char *high = server_sign_in(&f, server_add_account(&f, "chi", "viewer", scope_a,
								 LABEL_MAT));
	const char *raised = server_add_card(&f, &writer, cookie, "1", scope_a, "none");
	const char *moved = server_add_card(&f, &writer, cookie, "2", scope_a, "none");
	const char *removed = server_add_card(&f, &writer, cookie, "3", scope_a, "none");
	struct http_client of_low = follow(low, "/api/v1/events");
	struct http_client of_high = follow(high, "/api/v1/events");

	http_event(&of_low, WAIT_MS);
	http_event(&of_high, WAIT_MS);
	move_card(raised, "1", scope_a, "mat");
	CHECK(version_lost(&of_low, raised) == 1);
	CHECK(is_next(&of_high, raised));
	move_card(moved, "1", scope_b, "none");
	CHECK(version_lost(&of_low, moved) == 1 && version_lost(&of_high, moved) == 1);
	CHECK(http_call(&writer, "DELETE", WITH("/api/v1/cards/%s", removed),
			WITH("%sIf-Match: \"1\"\r\n", cookie), NULL) == 204);
	CHECK(version_lost(&of_low, removed) == 1 && version_lost(&of_high, removed) == 1);
	/* what happens to them out of sight is not heard */
	move_card(raised, "2", scope_b, "mat");
	move_card(moved, "2", scope_b, "mat");
	CHECK(version_lost(&of_high, raised) == 2);
	CHECK(is_next(&of_low, server_add_card(&f, &writer, cookie, "4", scope_a, "none")));
	http_close(&of_low);
	http_close(&of_high);
	finish();
}

TEST(a_record_that_comes_into_sight_is_a_change)
{
	start();
	const char *low = server_sign_in(&f, server_add_account(&f, "binh", "viewer", scope_a,
								LABEL_NONE));
	const char *id = server_add_card(&f, &writer, cookie, "1", scope_a, "mat");
	struct http_client reader = follow(low, "/api/v1/events");

	http_event(&reader, WAIT_MS);
	move_card(id, "1", scope_a, "none");
	CHECK(is_next(&reader, id));
	http_close(&reader);
	finish();
}

TEST(what_went_out_of_sight_before_the_ring_begins_is_a_reset)
{
	start();
	struct id account = server_add_account(&f, "binh", "viewer", scope_a, LABEL_NONE);
	const char *id = server_add_card(&f, &writer, cookie, "1", scope_a, "none");
	struct http_client reader = follow(server_sign_in(&f, account), "/api/v1/events");
	const char *place = id_of(http_event(&reader, WAIT_MS)), *event;

	move_card(id, "1", scope_a, "mat");
	http_close(&reader);
	http_close(&writer);
	server_destroy(&f.server);
	must(server_begin(&f), "the server starts again");
	writer = http_open(f.port);
	reader = follow(WITH("%sLast-Event-ID: %s\r\n", server_sign_in(&f, account), place),
			"/api/v1/events");
	event = http_event(&reader, WAIT_MS);
	CHECK(event != NULL && strstr(event, "event: reset") != NULL && strstr(event, id) == NULL);
	http_close(&reader);
	finish();
}

static bool lower_clearance(struct journal *journal, struct job *job)
{
	struct account *account = access_find_account(journal_store(journal), job->arena, "binh",
						      &job->fault);

	if (account == NULL)
		return false;
	account->clearance.level = LABEL_NONE;
	return journal_change(journal, &account_type, account, &job->fault);
}

TEST(who_is_allowed_less_reads_everything_again)
{
	start();
	const char *binh = server_sign_in(&f, server_add_account(&f, "binh", "viewer", scope_a,
								 LABEL_MAT));
	const char *chi = server_sign_in(&f, server_add_account(&f, "chi", "viewer", scope_a,
								LABEL_MAT));
	struct http_client of_binh = follow(binh, "/api/v1/events");
	struct http_client of_chi = follow(chi, "/api/v1/events");
	struct job job = { .run = lower_clearance, .arena = f.arena,
			   .actor = { .role = "machine" } };

	http_event(&of_binh, WAIT_MS);
	http_event(&of_chi, WAIT_MS);
	CHECK(writer_run(f.site->writer, &job));
	CHECK_TEXT(http_event(&of_binh, WAIT_MS), "event: reset\ndata: {}\n\n");
	CHECK(server_add_card(&f, &writer, cookie, "1", scope_a, "mat") != NULL);
	const char *id = server_add_card(&f, &writer, cookie, "2", scope_a, "none");

	CHECK(is_next(&of_binh, id));
	/* the other one lost nothing and goes on without a gap */
	CHECK(http_event(&of_chi, WAIT_MS) != NULL && is_next(&of_chi, id));
	http_close(&of_binh);
	http_close(&of_chi);
	finish();
}

static bool add_grant(struct journal *journal, struct job *job)
{
	const struct id *ids = job->context;

	return access_add_grant(journal, ids[0], "viewer", ids[1], "test", &job->fault);
}

TEST(a_grant_widens_a_stream_that_is_open)
{
	start();
	struct id ids[2] = {
		server_add_account(&f, "binh", "viewer", scope_a, LABEL_NONE), scope_b,
	};
	struct http_client reader = follow(server_sign_in(&f, ids[0]), "/api/v1/events");

	http_event(&reader, WAIT_MS);
	CHECK(server_add_card(&f, &writer, cookie, "1", scope_b, "none") != NULL);
	/* it is passed over before the grant: the next thing heard is what is in sight */
	CHECK(is_next(&reader, server_add_card(&f, &writer, cookie, "a", scope_a, "none")));
	struct job job = { .run = add_grant, .arena = f.arena, .context = ids,
			   .actor = { .role = "machine" } };

	CHECK(writer_run(f.site->writer, &job));
	const char *id = server_add_card(&f, &writer, cookie, "2", scope_b, "none");
	const char *event = http_event(&reader, WAIT_MS);

	CHECK(event != NULL && strstr(event, id) != NULL);
	http_close(&reader);
	finish();
}

TEST(a_closed_session_ends_its_stream)
{
	start();
	struct id account = server_add_account(&f, "binh", "viewer", ID_NONE, LABEL_NONE);
	struct id ids[2] = {
		server_add_account(&f, "chi", "viewer", scope_a, LABEL_NONE), scope_b,
	};
	struct http_client reader = follow(server_sign_in(&f, account), "/api/v1/events");
	struct job job = { .run = add_grant, .arena = f.arena, .context = ids,
			   .actor = { .role = "machine" } };

	http_event(&reader, WAIT_MS);
	sessions_close_account(f.site->sessions, account);
	/* any change of rights makes the streams look */
	CHECK(writer_run(f.site->writer, &job));
	CHECK(http_event(&reader, WAIT_MS) == NULL && http_is_closed(&reader));
	CHECK(stream_subscriber_count(f.server->stream) == 0);
	http_close(&reader);
	finish();
}

TEST(a_stream_goes_on_where_it_stopped)
{
	start();
	struct http_client reader = follow(cookie, "/api/v1/events");
	const char *place = id_of(http_event(&reader, WAIT_MS));

	http_close(&reader);
	const char *first = server_add_card(&f, &writer, cookie, "1", ID_NONE, "none");
	const char *second = server_add_card(&f, &writer, cookie, "2", ID_NONE, "none");

	reader = follow(WITH("%sLast-Event-ID: %s\r\n", cookie, place), "/api/v1/events");
	CHECK_TEXT(id_of(http_event(&reader, WAIT_MS)), place);
	const char *event = http_event(&reader, WAIT_MS);

	CHECK(event != NULL && strstr(event, first) != NULL);
	place = id_of(event);
	event = http_event(&reader, WAIT_MS);
	CHECK(event != NULL && strstr(event, second) != NULL);
	http_close(&reader);
	reader = follow(cookie, WITH("/api/v1/events?since=%s", place));
	http_event(&reader, WAIT_MS);
	event = http_event(&reader, WAIT_MS);
	CHECK(event != NULL && strstr(event, second) != NULL);
	http_close(&reader);
	finish();
}

TEST(a_stream_goes_on_after_the_server_was_started_again)
{
	start();
	struct http_client reader = follow(cookie, "/api/v1/events");
	const char *place = id_of(http_event(&reader, WAIT_MS));
	const char *id = server_add_card(&f, &writer, cookie, "1", ID_NONE, "none");

	CHECK(server_add_card(&f, &writer, cookie, "2", scope_a, "mat") != NULL);
	http_close(&reader);
	http_close(&writer);
	struct id viewer = server_add_account(&f, "binh", "viewer", ID_NONE, LABEL_NONE);

	server_destroy(&f.server);
	must(server_begin(&f), "the server starts again");
	writer = http_open(f.port);
	reader = follow(WITH("%sLast-Event-ID: %s\r\n", server_sign_in(&f, viewer), place),
			"/api/v1/events");
	CHECK_TEXT(id_of(http_event(&reader, WAIT_MS)), place);
	const char *event = http_event(&reader, WAIT_MS);

	/* and not the one that this account may not see */
	CHECK(event != NULL && strstr(event, id) != NULL);
	cookie = server_sign_in(&f, an);
	CHECK(is_next(&reader, server_add_card(&f, &writer, cookie, "3", ID_NONE, "none")));
	http_close(&reader);
	finish();
}

TEST(a_full_disk_and_room_again_are_told_to_every_screen)
{
	start();
	struct http_client reader = follow(cookie, "/api/v1/events");

	(void)id_of(http_event(&reader, WAIT_MS));
	store_fill_disk(true);
	CHECK(server_add_card(&f, &writer, cookie, "1", ID_NONE, "none") == NULL);
	CHECK_TEXT(http_event(&reader, WAIT_MS),
		   "event: state\ndata: {\"writable\":false,\"reason\":\"disk_full\"}\n\n");
	/* who comes later is told, too */
	struct http_client late = follow(cookie, "/api/v1/events");

	(void)id_of(http_event(&late, WAIT_MS));
	CHECK_TEXT(http_event(&late, WAIT_MS),
		   "event: state\ndata: {\"writable\":false,\"reason\":\"disk_full\"}\n\n");
	store_fill_disk(false);
	CHECK_TEXT(http_event(&reader, WAIT_MS),
		   "event: state\ndata: {\"writable\":true,\"reason\":null}\n\n");
	http_close(&late);
	http_close(&reader);
	finish();
}

TEST(a_place_of_nobody_or_too_far_back_is_a_reset)
{
	start();
	struct http_client reader = follow(WITH("%sLast-Event-ID: 00112233445566778899aabbccddeeff"
						"\r\n", cookie), "/api/v1/events");

	const char *event = http_event(&reader, WAIT_MS);

	CHECK(event != NULL && strstr(event, "event: reset\ndata: {}\n") != NULL);
	http_close(&reader);
	finish();
}

TEST(a_record_that_was_removed_before_the_ring_begins_is_a_reset)
{
	start();
	struct http_client reader = follow(cookie, "/api/v1/events");
	const char *place = id_of(http_event(&reader, WAIT_MS));
	const char *id = server_add_card(&f, &writer, cookie, "1", ID_NONE, "none");
	struct id account = server_add_account(&f, "binh", "secretary", ID_NONE, LABEL_NONE);

	CHECK(http_call(&writer, "DELETE", WITH("/api/v1/cards/%s", id),
			WITH("%sIf-Match: \"1\"\r\n", cookie), NULL) == 204);
	http_close(&reader);
	http_close(&writer);
	server_destroy(&f.server);
	must(server_begin(&f), "the server starts again");
	writer = http_open(f.port);
	reader = follow(WITH("%sLast-Event-ID: %s\r\n", server_sign_in(&f, account), place),
			"/api/v1/events");
	const char *event = http_event(&reader, WAIT_MS);

	CHECK(event != NULL && strstr(event, "event: reset") != NULL);
	http_close(&reader);
	finish();
}

TEST(cursors_are_sealed_and_say_nothing)
{
	struct cursor_key key = { { 1, 2, 3 }, { 4, 5, 6 } }, other = { { 1, 2, 3 }, { 4, 5, 7 } };
	char first[CURSOR_TEXT], second[CURSOR_TEXT];
	int64_t sequence = -7;

	cursor_write(&key, 41, first);
	cursor_write(&key, 42, second);
	CHECK(strlen(first) == 32 && strncmp(first, second, 4) != 0);
	CHECK(strncmp(first + 16, second + 16, 12) != 0);
	CHECK(cursor_read(&key, first, &sequence) && sequence == 41);
	CHECK(!cursor_read(&other, first, &sequence));
	first[31] = first[31] == '0' ? '1' : '0';
	CHECK(!cursor_read(&key, first, &sequence));
	CHECK(!cursor_read(&key, "41", &sequence) && !cursor_read(&key, "", &sequence));
}

struct flood { const char *prefix; int count; };

static bool add_flood(struct journal *journal, struct job *job)
{
	const struct flood *flood = job->context;

	for (int i = 0; i < flood->count; i++) {
		struct card card = { .title = arena_printf(job->arena, "%s %d", flood->prefix, i) };

		if (!journal_add(journal, &card_type, &card, &job->fault))
			return false;
	}
	return true;
}

static void add_many(const char *prefix, int count)
{
	struct flood flood = { prefix, count };
	struct job job = { .run = add_flood, .arena = f.arena, .context = &flood,
			   .actor = { .role = "machine" } };

	must(writer_run(f.site->writer, &job), "the cards are added");
}

TEST(a_stalled_reader_holds_up_nobody_and_hears_of_it_when_he_wakes)
{
	start();
	struct http_client stalled = follow(cookie, "/api/v1/events");
	struct http_client quick = follow(cookie, "/api/v1/events");
	int small = 65536, count = 0;
	const char *event;

	setsockopt(stalled.file, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	http_event(&stalled, WAIT_MS);
	http_event(&quick, WAIT_MS);
	/* more than the sockets and the ring hold; the quick one reads all the time */
	for (int round = 0; round < 24; round++) {
		add_many(WITH("%d", round), 1000);
		for (int i = 0; i < 1000 && http_event(&quick, WAIT_MS) != NULL; i++)
			count++;
	}
	CHECK(count == 24000);
	CHECK(http_call(&writer, "GET", "/api/v1/health", NULL, NULL) == 200);
	const char *id = server_add_card(&f, &writer, cookie, "last", ID_NONE, "none");
	bool is_reset = false, is_whole = true, is_last = false;

	for (int i = 0; i < 24010 && !is_last; i++) {
		event = http_event(&stalled, WAIT_MS);
		if (event == NULL)
			break;
		bool is_this = strcmp(event, "event: reset\ndata: {}\n\n") == 0;

		is_reset = is_reset || is_this;
		is_whole = is_whole && (is_this || (strncmp(event, "id: ", 4) == 0 &&
						    strstr(event, "\"version\":1}\n\n") != NULL));
		is_last = strstr(event, id) != NULL;
	}
	/* "last" may itself be what the reset stands for */
	CHECK(is_reset && is_whole);
	id = server_add_card(&f, &writer, cookie, "after it", ID_NONE, "none");
	event = http_event(&stalled, WAIT_MS);
	CHECK(event != NULL && strstr(event, id) != NULL);
	http_close(&stalled);
	http_close(&quick);
	finish();
}

TEST(who_hangs_up_is_forgotten)
{
	start();
	struct http_client reader = follow(cookie, "/api/v1/events");

	http_event(&reader, WAIT_MS);
	CHECK(stream_subscriber_count(f.server->stream) == 1);
	http_close(&reader);
	for (int i = 0; i < 200 && stream_subscriber_count(f.server->stream) > 0; i++)
		CHECK(http_call(&writer, "GET", "/api/v1/health", NULL, NULL) == 200);
	CHECK(stream_subscriber_count(f.server->stream) == 0);
	finish();
}

TEST(what_another_program_writes_is_a_reset_and_its_rights_hold)
{
	start();
	struct id account = server_add_account(&f, "binh", "viewer", ID_NONE, LABEL_NONE);
	const char *viewer = server_sign_in(&f, account);
	struct http_client reader = follow(cookie, "/api/v1/events");

	http_event(&reader, WAIT_MS);
	CHECK(http_call(&writer, "GET", "/api/v1/cards", viewer, NULL) == 200);
	/* as the command line does, beside the server */
	struct store *store = store_open(f.path, STORE_WRITE, &f.fault);
	struct journal *journal = journal_begin(store, f.arena, os_now(), &f.fault);
	struct account *found = access_find_account(store, f.arena, "binh", &f.fault);

	must(journal != NULL && found != NULL, "the account is there");
	found->disabled = true;
	journal_listen(NULL, NULL);
	must(journal_change(journal, &account_type, found, &f.fault) &&
	     journal_commit(&journal, &f.fault), "the account is closed");
	journal_listen(server_heard, f.server);
	store_close(&store);
	const char *event = http_event(&reader, WAIT_MS);

	CHECK_TEXT(event, "event: reset\ndata: {}\n\n");
	CHECK(http_call(&writer, "GET", "/api/v1/cards", viewer, NULL) == 401);
	CHECK(server_add_card(&f, &writer, cookie, "1", ID_NONE, "none") != NULL);
	event = http_event(&reader, WAIT_MS);
	CHECK(event != NULL && strstr(event, "event: change") != NULL);
	/* one reset, not several */
	CHECK(is_next(&reader, server_add_card(&f, &writer, cookie, "2", ID_NONE, "none")));
	http_close(&reader);
	finish();
}
