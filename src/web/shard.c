/* One event loop: a thread, a listener, a daemon of the library that is run only
   from here, and what other threads hand back.  The library's ways that matter:
   after a resume it must be run again at once; one resume walks all suspended
   connections, so that they are resumed together. */

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"
#include "web/private.h"

#define READY_MOST 256
#define FREE_MOST 32
#define BODY_KEPT ((size_t)16 << 10)	/* a larger buffer is given back */
#define CONNECTION_BYTES ((size_t)8 << 10)
#define CONNECTIONS_MOST 8000U
#define IDLE_SECONDS 60U
#define STACK_BYTES ((size_t)512 << 10)

static struct exchange *take_exchange(struct shard *shard)
{
	struct exchange *exchange = shard->free;

	if (exchange != NULL) {
		shard->free = exchange->next;
		shard->free_count--;
	} else {
		exchange = memory_new(struct exchange);
		exchange->request.arena = arena_create();
	}
	shard->open_count++;
	return exchange;
}

static void release_exchange(struct exchange **exchange)
{
	arena_destroy(&(*exchange)->request.arena);
	memory_release((*exchange)->body);
	memory_release(*exchange);
	*exchange = NULL;
}

static void give_exchange(struct exchange *exchange)
{
	struct shard *shard = exchange->shard;
	struct exchange empty = { .request.arena = exchange->request.arena };

	must(exchange->state != EXCHANGE_WAITS, "another thread has the exchange");
	json_decref(exchange->request.body);
	reader_release(&exchange->request.reader);
	if (exchange->file >= 0)
		os_socket_close(exchange->file);
	shard->open_count--;
	if (shard->free_count >= FREE_MOST) {
		release_exchange(&exchange);
		return;
	}
	if (exchange->body_room <= BODY_KEPT) {
		empty.body = exchange->body;
		empty.body_room = exchange->body_room;
	} else {
		memory_release(exchange->body);
	}
	arena_reset(empty.request.arena);
	shard->free_count++;
	empty.next = shard->free;
	*exchange = empty;
	shard->free = exchange;
}

struct header_place { const char *name; size_t value, count; };
#define NO_COUNT SIZE_MAX
#define PLACE(name_, member_) { name_, offsetof(struct headers, member_), NO_COUNT }
#define COUNTED(name_, member_, count_) \
	{ name_, offsetof(struct headers, member_), offsetof(struct headers, count_) }
static const struct header_place places[] = {
	COUNTED("Host", host, hosts),
	COUNTED("Content-Length", content_length, content_lengths),
	COUNTED("Transfer-Encoding", transfer_encoding, transfer_encodings),
	PLACE("Cookie", cookie), PLACE("Authorization", authorization),
	PLACE("Origin", origin), PLACE("Sec-Fetch-Site", fetch_site),
	PLACE("Accept-Language", language), PLACE("Accept-Encoding", encodings),
	PLACE("If-Match", if_match), PLACE("If-None-Match", if_none_match),
	PLACE("Accept", accept), PLACE("Content-Type", content_type),
	PLACE("Last-Event-ID", last_event_id),
};

static enum MHD_Result note_header(void *context, enum MHD_ValueKind kind, const char *name,
				   const char *value)
{
	struct headers *headers = context;
	char *base = (char *)headers;

	(void)kind;
	headers->count++;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		const struct header_place *place = &places[i];

		if ((name[0] | 32) != (place->name[0] | 32) || strcasecmp(name, place->name) != 0)
			continue;
		memcpy(base + place->value, &value, sizeof(value));
		if (place->count != NO_COUNT)
			++*(unsigned *)(void *)(base + place->count);
	}
	return MHD_YES;
}

static const char *address_of(struct MHD_Connection *connection, struct arena *arena)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

	return os_address_format(arena, info == NULL ? NULL : info->client_addr);
}

/* At the request line: the address as sent, before the library cuts it up. */
static void *begin(void *context, const char *address, struct MHD_Connection *connection)
{
	struct shard *shard = context;
	struct exchange *exchange = take_exchange(shard);
	struct request *request = &exchange->request;
	const char *query = strchr(address, '?');

	exchange->shard = shard;
	exchange->connection = connection;
	exchange->file = -1;
	request->site = &shard->server->site;
	request->transport = exchange;
	request->reply.arena = request->arena;
	request->query = query == NULL ? NULL : arena_copy(request->arena, query + 1);
	return exchange;
}

static void read_headers(struct exchange *exchange, const char *path, const char *method)
{
	struct shard *shard = exchange->shard;
	struct MHD_Connection *connection = exchange->connection;
	struct request *request = &exchange->request;

	exchange->path = path;
	exchange->method = method;
	request->address = address_of(connection, request->arena);
	MHD_get_connection_values(connection, MHD_HEADER_KIND, note_header, &exchange->headers);
	request->accept = exchange->headers.accept;
	atomic_fetch_add_explicit(&shard->server->requests, 1, memory_order_relaxed);
	exchange_open(exchange);
}

static enum MHD_Result reply(struct exchange *exchange)
{
	switch (exchange->state) {
	case EXCHANGE_ANSWERED:
		return exchange_reply(exchange);
	case EXCHANGE_STREAMS:		/* the stream has the socket; under TLS it holds it here */
		return exchange->is_left ? MHD_NO : MHD_YES;
	case EXCHANGE_OPENS:
	case EXCHANGE_RECEIVES:
	case EXCHANGE_WAITS:
		return MHD_YES;
	}
	must(false, "a state that is none");
}

/* The library calls this at the headers, for each piece of the body, at its end,
   and again after a resume. */
static enum MHD_Result answer(void *context, struct MHD_Connection *connection, const char *url,
			      const char *method, const char *version, const char *bytes,
			      size_t *length, void **exchange_at)
{
	struct exchange *exchange = *exchange_at;

	(void)context;
	(void)connection;
	(void)version;
	must(exchange != NULL, "a request without its line");
	if (exchange->state == EXCHANGE_OPENS) {
		read_headers(exchange, url, method);
		return reply(exchange);
	}
	if (*length > 0) {
		size_t taken = *length;

		*length = 0;
		if (!exchange_take_body(exchange, bytes, taken))
			exchange->state = EXCHANGE_ANSWERED;
	} else if (exchange->state == EXCHANGE_RECEIVES) {
		exchange_run(exchange);
	}
	return reply(exchange);
}

static void completed(void *context, struct MHD_Connection *connection, void **exchange_at,
		      enum MHD_RequestTerminationCode code)
{
	(void)context;
	(void)connection;
	(void)code;
	if (*exchange_at == NULL)
		return;
	give_exchange(*exchange_at);
	*exchange_at = NULL;
}

/* Addresses are decoded where they are used: "%2F" is no slash. */
static size_t keep_escapes(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context;
	(void)connection;
	return strlen(text);
}

__attribute__((format(printf, 2, 0)))
static void log_library(void *context, const char *format, va_list args)
{
	const struct shard *shard = context;
	char text[300];

	if (!shard->server->is_verbose)
		return;
	vsnprintf(text, sizeof(text), format, args);
	log_line("http: %s", text);
}

void shard_answer(struct exchange *exchange)
{
	struct shard *shard = exchange->shard;
	bool was_empty;

	pthread_mutex_lock(&shard->lock);
	was_empty = shard->answered == NULL;
	exchange->next = NULL;
	*shard->answered_last = exchange;
	shard->answered_last = &exchange->next;
	pthread_mutex_unlock(&shard->lock);
	if (was_empty)
		os_poll_wake(shard->poll);
}

/* Takes back what the writer and the pool are done with. */
static bool resume_answered(struct shard *shard)
{
	struct exchange *exchange;

	pthread_mutex_lock(&shard->lock);
	exchange = shard->answered;
	shard->answered = NULL;
	shard->answered_last = &shard->answered;
	pthread_mutex_unlock(&shard->lock);
	if (exchange == NULL)
		return false;
	while (exchange != NULL) {
		struct exchange *next = exchange->next;

		shard->waiting_count--;
		exchange_finish(exchange);
		MHD_resume_connection(exchange->connection);
		exchange = next;
	}
	return true;
}

static int sooner(int a, int b)
{
	if (a < 0 || b < 0)
		return a < 0 ? b : a;
	return a < b ? a : b;
}

/* The streams hear of other programs too: a shard that has some looks for them. */
static int look_for_streams(struct shard *shard, struct instant now)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = connections_guarded(&shard->connections, &fault);

	return store == NULL ? 1000 : foreign_look(shard, store, now);
}

/* Milliseconds until something is due without anybody calling. */
static int next_due(struct shard *shard)
{
	struct server *server = shard->server;
	struct instant now = os_now();
	unsigned long long wait;
	int due = stream_next_due(shard->streams, now);

	if (due >= 0)
		due = sooner(due, look_for_streams(shard, now));

	if (MHD_get_timeout(shard->daemon, &wait) == MHD_YES)
		due = sooner(due, wait > 60000 ? 60000 : (int)wait);
	return sooner(due, access_log_flush(server->access_log, now));
}

static void run_once(struct shard *shard, int due)
{
	struct os_ready ready[READY_MOST];
	size_t count = os_poll_wait(shard->poll, ready, READY_MOST, due);

	for (size_t i = 0; i < count; i++)
		if (ready[i].token != shard)
			stream_ready(shard->streams, &ready[i]);
	resume_answered(shard);
	must(MHD_run(shard->daemon) == MHD_YES, "the library's loop fails");
	stream_tick(shard->streams, os_now());
}

static void drain(struct shard *shard)
{
	int listener = MHD_quiesce_daemon(shard->daemon);

	if (listener >= 0)
		os_socket_close(listener);
	stream_shard_close(shard->streams);
	/* requests under way are answered; who does not take his answer is left */
	int64_t until = os_boot_us() + INT64_C(10) * 1000000;

	while (shard->waiting_count > 0 ||
	       (shard->open_count > 0 && os_boot_us() < until))
		run_once(shard, 20);
}

static void *run_shard(void *argument)
{
	struct shard *shard = argument;

	while (!atomic_load(&shard->server->is_stopping))
		run_once(shard, next_due(shard));
	drain(shard);
	MHD_stop_daemon(shard->daemon);
	while (shard->free != NULL) {
		struct exchange *exchange = shard->free;

		shard->free = exchange->next;
		release_exchange(&exchange);
	}
	stream_shard_destroy(&shard->streams);
	connections_close(&shard->connections);
	return NULL;
}

static struct MHD_Daemon *start_daemon(struct shard *shard)
{
	const struct server *server = shard->server;
	unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO |
			 MHD_USE_ERROR_LOG | (server->certificate != NULL ? MHD_USE_TLS : 0) |
			 (server->address.is_version_6 ? MHD_USE_IPv6 : 0);
	const struct MHD_OptionItem end = { MHD_OPTION_END, 0, NULL };
	struct MHD_OptionItem secure[] = {
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)server->certificate },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)server->key },
		end,
	};

	if (server->certificate == NULL)
		secure[0] = end;
	return MHD_start_daemon(flags, 0, NULL, NULL, answer, shard,
		MHD_OPTION_EXTERNAL_LOGGER, log_library, shard,
		MHD_OPTION_LISTEN_SOCKET, shard->listener,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_BYTES,
		MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MOST,
		MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS,
		MHD_OPTION_URI_LOG_CALLBACK, begin, shard,
		MHD_OPTION_NOTIFY_COMPLETED, completed, NULL,
		MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_ARRAY, secure, MHD_OPTION_END);
}

bool shard_start(struct shard *shard, struct server *server, int listener, struct fault *fault)
{
	pthread_attr_t attributes;

	*shard = (struct shard){ .server = server, .listener = listener };
	shard->answered_last = &shard->answered;
	shard->connections.path = server->site.database;
	shard->daemon = start_daemon(shard);
	if (shard->daemon == NULL) {
		os_socket_close(listener);
		return fault_set(fault, FAULT_ADDRESS, server->address.host,
					BOTH("không nhận được cổng nghe hoặc chứng thư",
					     "the listener or the certificate is not taken"));
	}
	pthread_mutex_init(&shard->lock, NULL);
	shard->poll = os_poll_create();
	shard->daemon_file =
		MHD_get_daemon_info(shard->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
	os_poll_add(shard->poll, shard->daemon_file, shard);
	shard->streams = stream_shard_create(server->stream, shard->poll, &server->site,
					     &shard->connections);
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	must(pthread_create(&shard->thread, &attributes, run_shard, shard) == 0,
	     "the system gives no thread");
	pthread_attr_destroy(&attributes);
	return true;
}

void shard_join(struct shard *shard)
{
	must(pthread_join(shard->thread, NULL) == 0, "a shard does not end");
}

void shard_destroy(struct shard *shard)
{
	os_poll_destroy(&shard->poll);
	pthread_mutex_destroy(&shard->lock);
}
