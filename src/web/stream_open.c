/* A new subscriber: where it goes on, and what it missed. */

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "web/stream_private.h"

#define REPLAY_MOST 1000

static const char head[] =
	"HTTP/1.1 200 OK\r\n"
	"Content-Type: text/event-stream; charset=utf-8\r\n"
	"Cache-Control: no-store\r\n"
	"X-Accel-Buffering: no\r\n"
	"X-Content-Type-Options: nosniff\r\n"
	"Referrer-Policy: no-referrer\r\n"
	"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
	"Connection: close\r\n\r\n";

/* Where the client stopped: the header that browsers send again, or ?since=.  False if
   it says nothing, or nothing of ours. */
static bool read_since(const struct stream *stream, struct exchange *exchange,
		       int64_t *since_out, bool *is_bad_out)
{
	const char *text = exchange->headers.last_event_id;

	if (text == NULL)
		text = request_query(&exchange->request, "since");
	if (text == NULL || *text == '\0')
		return false;
	*is_bad_out = !cursor_read(&stream->key, text, since_out);
	return !*is_bad_out;
}

/* One missed entry; false if what the reader may know of it cannot be told. */
static bool add_missed(struct stream *stream, struct exchange *exchange, struct store *store,
		       struct rows *rows, struct text *out)
{
	struct request *request = &exchange->request;
	struct fault fault = { .kind = FAULT_NONE };
	const struct record_type *type = journal_find_type(rows_text(rows, "record_type"));
	struct id id = rows_id(rows, "record_id");
	char frame[FRAME_MOST];

	if (type == NULL || strcmp(rows_text(rows, "kind"), "remove") == 0)
		return false;
	const struct record_head *record =
		record_store_find(store, request->arena, type, id, &fault);

	if (record == NULL)
		return false;
	/* out of sight now: before this entry it may have been seen */
	if (!reader_may_see(request->reader, type, record->scope_id, record->label))
		return rows_integer(rows, "moved") == 0;
	text_add_bytes(out, frame, stream_frame(&stream->key, rows_integer(rows, "sequence"),
						type->name, id,
						rows_integer(rows, "version_after"), false,
						frame));
	return true;
}

/* What was committed after `since` and before the ring begins, from the journal;
   false if it is too much or cannot be told: the client reads everything again. */
static bool replay(struct stream *stream, struct exchange *exchange, int64_t since,
		   int64_t until, struct text *out)
{
	static const char sql[] =
		"SELECT j.sequence AS sequence, j.kind AS kind, j.record_type AS record_type,\n"
		"       j.record_id AS record_id, j.version_after AS version_after,\n"
		"       j.kind = 'change' AND (v.content LIKE '%\"label\":[%'\n"
		"         OR v.content LIKE '%\"scope_id\":[%') AS moved\n"
		"FROM journal j\n"
		"LEFT JOIN journal_value v ON v.sequence = j.sequence\n"
		"WHERE j.sequence > :since AND j.sequence < :until AND j.kind <> 'access'\n"
		"ORDER BY j.sequence\n"
		"LIMIT :most";
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = connections_system(&exchange->shard->connections, &fault);
	bool good = store != NULL;
	int count = 0;

	if (!good)
		return false;
	struct rows *rows = store_rows(store, sql,
		BINDS(INTEGER("since", since), INTEGER("until", until),
		      INTEGER("most", REPLAY_MOST + 1)), &fault);

	while (good && rows_next(rows))
		good = ++count <= REPLAY_MOST && add_missed(stream, exchange, store, rows, out);
	return rows_end(&rows, &fault) && good;
}

static void add_id(struct stream *stream, struct text *out, int64_t sequence)
{
	char cursor[CURSOR_TEXT];

	cursor_write(&stream->key, sequence, cursor);
	text_add_format(out, "id: %s\n", cursor);
}

/* Everything before the first frame of the ring; sets the place of that frame. */
static void write_start(struct stream *stream, struct exchange *exchange, struct text *out,
			unsigned long *place_out)
{
	int64_t since, newest = stream_newest(stream, place_out);
	uint32_t random;
	bool is_bad = false;

	os_random(&random, sizeof(random));
	/* not all at once after a restart */
	text_add_format(out, "%sretry: %u\n", head, 2000 + random % 1000);
	if (read_since(stream, exchange, &since, &is_bad)) {
		struct text missed = { .arena = exchange->request.arena };
		unsigned long place;

		if (since >= newest)
			since = newest;
		if (stream_seek(stream, since, &place) ||
		    replay(stream, exchange, since, stream_floor(stream, &place), &missed)) {
			*place_out = place;
			add_id(stream, out, since);
			text_add_char(out, '\n');
			text_add_bytes(out, text_string(&missed), missed.length);
			return;
		}
		is_bad = true;
	}
	add_id(stream, out, newest);
	text_add(out, is_bad ? "event: reset\ndata: {}\n\n" : "\n");
}

static void keep_key(struct subscriber *subscriber, const struct exchange *exchange)
{
	const char *key = exchange->request.session_key;

	if (key == NULL)
		key = exchange->headers.authorization + sizeof("Bearer ") - 1;
	must(key != NULL, "who follows has a session or a token");
	if (strlen(key) < sizeof(subscriber->key))
		memcpy(subscriber->key, key, strlen(key) + 1);
}

bool stream_open(struct stream_shard *shard, struct exchange *exchange)
{
	struct request *request = &exchange->request;
	struct MHD_Connection *connection = exchange->connection;
	int file = MHD_get_connection_info(connection,
					   MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	struct text start = { .arena = request->arena };
	unsigned long place;

	if (shard->is_closed)
		return fault_set(&request->fault, FAULT_BUSY, NULL, NULL);
	if (!shard->site->has_tls)
		file = os_socket_duplicate(file);
	if (file < 0)
		return fault_set(&request->fault, FAULT_BUSY, NULL,
			BOTH("không mở thêm được kết nối", "no more sockets"));
	write_start(shard->stream, exchange, &start, &place);
	void *session = shard->site->has_tls ?
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION)->tls_session
		: NULL;
	struct subscriber *subscriber = subscriber_add(shard, file, session, &request->reader,
						       request->now.us);

	must(subscriber->view != NULL, "a subscriber has a view");
	subscriber->place = place;
	keep_key(subscriber, exchange);
	if (session != NULL) {
		subscriber->exchange = exchange;
		MHD_suspend_connection(connection);
	}
	exchange->is_left = session == NULL;
	exchange->state = EXCHANGE_STREAMS;
	subscriber_send(subscriber, start.bytes, start.length);
	subscriber_catch_up(shard, subscriber, request->now.us);
	subscriber_settle(shard, subscriber);
	return true;
}
