/* The steps that are the same for every request: framing, route, session, the
   browser's rules, right, versions, body; then the handler on its thread. */

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"
#include "web/private.h"

struct exchange *exchange_of(const struct request *request)
{
	return request->transport;
}

static bool refuse(struct exchange *exchange, enum fault_kind kind, const char *field,
		   const char *detail)
{
	return fault_set(&exchange->request.fault, kind, field, detail);
}

/* What two programs in a row could read differently is refused (RFC 9112 §6.3). */
static bool check_framing(struct exchange *exchange)
{
	const struct headers *h = &exchange->headers;

	if (h->hosts > 1)
		return refuse(exchange, FAULT_BAD_REQUEST, "Host", "more than one");
	if (h->content_lengths > 1 || h->transfer_encodings > 1 ||
	    (h->content_lengths > 0 && h->transfer_encodings > 0))
		return refuse(exchange, FAULT_BAD_REQUEST, "Content-Length",
			      "the length of the body is said twice");
	if (h->transfer_encoding != NULL && strcasecmp(h->transfer_encoding, "chunked") != 0)
		return refuse(exchange, FAULT_BAD_REQUEST, "Transfer-Encoding", "not chunked");
	if (h->content_length != NULL &&
	    (h->content_length[0] == '\0' ||
	     strspn(h->content_length, "0123456789") != strlen(h->content_length)))
		return refuse(exchange, FAULT_BAD_REQUEST, "Content-Length", "not a number");
	return h->count <= HEADERS_MOST ||
	       refuse(exchange, FAULT_TOO_LARGE, NULL, "too many headers");
}

/* All other addresses are pages of the interface, which finds its way by itself. */
static bool is_interface(const char *path)
{
	return strncmp(path, "/api/", 5) != 0 && strcmp(path, "/api") != 0 &&
	       strcmp(path, "/metrics") != 0;
}

/* Methods are told by their address alone, before anybody is asked who he is. */
static bool find_route(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	struct route_match match = router_find(exchange->shard->server->router, request->arena,
					       exchange->method, exchange->path);

	if (match.allow == NULL && is_interface(exchange->path))
		match.allow = "GET, HEAD, OPTIONS";
	if (match.allow == NULL)
		return refuse(exchange, FAULT_NOT_FOUND, NULL, NULL);
	request->route = match.route;
	request->id = match.id;
	request->segment = match.name;
	exchange->allow = match.allow;
	exchange->is_head = strcmp(exchange->method, "HEAD") == 0;
	exchange->is_options = strcmp(exchange->method, "OPTIONS") == 0;
	if (request->route == NULL && !exchange->is_options &&
	    (!is_interface(exchange->path) ||
	     (!exchange->is_head && strcmp(exchange->method, "GET") != 0)))
		return refuse(exchange, FAULT_METHOD, NULL, NULL);
	return true;
}

/* The value of our cookie, or NULL. */
static const char *read_cookie(struct exchange *exchange)
{
	bool has_tls = exchange->request.site->has_tls;
	const char *name = has_tls ? "__Host-dientap=" : "dientap=";
	size_t name_length = strlen(name);

	for (const char *at = exchange->headers.cookie; at != NULL && *at != '\0';) {
		at += strspn(at, " ;");
		size_t length = strcspn(at, ";");

		if (length > name_length && strncmp(at, name, name_length) == 0)
			return arena_copy_bytes(exchange->request.arena, at + name_length,
						length - name_length);
		at += length;
	}
	return NULL;
}

/* A token goes before a cookie, and its request needs no origin: no page sends it. */
static bool find_reader(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	struct sessions *sessions = request->site->sessions;
	const char *token = exchange->headers.authorization;
	bool has_token = token != NULL && strncasecmp(token, "Bearer ", 7) == 0;

	request->session_key = has_token ? NULL : read_cookie(exchange);
	if (!has_token && request->session_key == NULL)
		return true;
	struct store *store = connections_guarded(&exchange->shard->connections, &request->fault);

	if (store == NULL)
		return false;
	foreign_look(exchange->shard, store, request->now);
	if (has_token)
		request->reader = sessions_find_token(sessions, store, token + 7, request->now);
	else
		request->reader = sessions_find(sessions, store, request->session_key,
						request->now);
	exchange->has_cookie = request->session_key != NULL && request->reader != NULL;
	return true;
}

/* "https://host" of the Origin must be the Host that was asked. */
static bool is_own_origin(const struct exchange *exchange)
{
	const char *origin = exchange->headers.origin, *host = exchange->headers.host;
	bool is_safe = strncmp(origin, "https://", 8) == 0;

	/* a proxy before us may speak TLS where we do not */
	if (!is_safe && (exchange->request.site->has_tls || strncmp(origin, "http://", 7) != 0))
		return false;
	return host != NULL && strcasecmp(origin + (is_safe ? 8 : 7), host) == 0;
}

/* A page of another site must not write with this browser's cookie.  Browsers send
   at least one of both headers; a program that sends neither has no page to fear. */
static bool check_origin(struct exchange *exchange)
{
	const struct headers *h = &exchange->headers;

	if (exchange->is_head || exchange->is_options || strcmp(exchange->method, "GET") == 0 ||
	    (h->authorization != NULL && !exchange->has_cookie))
		return true;
	if (h->fetch_site != NULL && strcmp(h->fetch_site, "same-origin") != 0 &&
	    strcmp(h->fetch_site, "none") != 0)
		return refuse(exchange, FAULT_FORBIDDEN, "Sec-Fetch-Site", "from another site");
	if (h->origin != NULL && !is_own_origin(exchange))
		return refuse(exchange, FAULT_FORBIDDEN, "Origin", "from another site");
	return true;
}

static bool check_right(struct exchange *exchange)
{
	const struct request *request = &exchange->request;
	enum right needs = request->route->needs;

	if (needs == RIGHT_ANYONE)
		return true;
	if (request->reader == NULL)
		return refuse(exchange, FAULT_NOT_SIGNED_IN, NULL, NULL);
	return needs == RIGHT_SIGNED_IN || reader_may_somewhere(request->reader, needs) ||
	       refuse(exchange, FAULT_FORBIDDEN, NULL, words_word(&right_words, needs));
}

/* If-Match: "7". */
static bool read_versions(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const char *match = exchange->headers.if_match, *none = exchange->headers.if_none_match;

	request->must_be_new = none != NULL && strcmp(none, "*") == 0;
	if (match == NULL)
		return true;
	size_t length = strlen(match), digits = strspn(match + (length > 0), "0123456789");

	if (length < 3 || match[0] != '"' || digits == 0 || digits > 18 || digits != length - 2 ||
	    match[length - 1] != '"')
		return refuse(exchange, FAULT_BAD_REQUEST, "If-Match", "one version in quotes");
	request->has_version = true;
	request->version = strtoll(match + 1, NULL, 10);
	return true;
}

/* The first of the two that the list names; browsers write the dearest first. */
static enum language read_language(const char *list)
{
	for (const char *at = list; at != NULL; at = strchr(at, ',')) {
		at += strspn(at, ", \t");
		if (strncasecmp(at, "vi", 2) == 0 || strncasecmp(at, "en", 2) == 0)
			return language_parse(at[0] == 'e' || at[0] == 'E' ? "en" : "vi");
	}
	return LANGUAGE_VI;
}

static bool check_body(struct exchange *exchange)
{
	const struct route *route = exchange->request.route;
	const char *length = exchange->headers.content_length;

	exchange->body_most = BODY_IGNORED_MOST;
	if (route != NULL && route->takes_body == BODY_JSON)
		exchange->body_most = BODY_JSON_MOST;
	if (route != NULL && route->takes_body == BODY_BYTES)
		exchange->body_most = BODY_BYTES_MOST;
	return length == NULL || (strlen(length) <= 18 &&
				  strtoull(length, NULL, 10) <= exchange->body_most) ||
	       refuse(exchange, FAULT_TOO_LARGE, NULL, NULL);
}

static bool check_type(struct exchange *exchange)
{
	const struct route *route = exchange->request.route;
	const char *type = exchange->headers.content_type, *length =
		exchange->headers.content_length;
	bool is_empty = exchange->headers.transfer_encoding == NULL &&
			(length == NULL || strcmp(length, "0") == 0);

	exchange->request.content_type = type;
	if (route == NULL || route->takes_body != BODY_JSON || is_empty)
		return true;
	return (type != NULL && (strncasecmp(type, "application/json", 16) == 0 ||
				 strncasecmp(type, "application/merge-patch+json", 28) == 0)) ||
	       refuse(exchange, FAULT_WRONG_TYPE, "Content-Type", "application/json");
}

static bool check_all(struct exchange *exchange)
{
	if (!check_framing(exchange) || !find_route(exchange) || !check_body(exchange))
		return false;
	if (exchange->is_options || exchange->request.route == NULL)
		return true;
	return find_reader(exchange) && check_origin(exchange) && check_right(exchange) &&
	       check_type(exchange) && read_versions(exchange);
}

/* A refusal waits for a small body: who is still sending would not hear it. */
static bool is_body_small(const struct headers *headers)
{
	const char *length = headers->content_length;

	return headers->hosts <= 1 && headers->transfer_encodings == 0 &&
	       headers->content_lengths <= 1 &&
	       (length == NULL || (strlen(length) <= 18 &&
				   strtoull(length, NULL, 10) <= BODY_IGNORED_MOST));
}

void exchange_open(struct exchange *exchange)
{
	struct request *request = &exchange->request;

	request->now = os_now();
	exchange->began_us = request->now.us;
	request->language = read_language(exchange->headers.language);
	exchange->state = EXCHANGE_RECEIVES;
	if (check_all(exchange))
		return;
	must(request->fault.kind != FAULT_NONE, "a refusal has a reason");
	if (!is_body_small(&exchange->headers))
		exchange->state = EXCHANGE_ANSWERED;
	else
		exchange->body_most = BODY_IGNORED_MOST;
}

/* What was refused already is read and dropped, up to a limit, so that the refusal is read. */
bool exchange_take_body(struct exchange *exchange, const char *bytes, size_t length)
{
	const struct route *route = exchange->request.route;

	if (exchange->body_length + length > exchange->body_most) {
		if (exchange->request.fault.kind == FAULT_NONE)
			refuse(exchange, FAULT_TOO_LARGE, NULL, NULL);
		return false;
	}
	exchange->body_length += length;
	if (exchange->request.fault.kind != FAULT_NONE || route == NULL ||
	    route->takes_body == BODY_NONE)
		return true;
	if (exchange->body_length >= exchange->body_room) {
		exchange->body_room = exchange->body_room == 0 ? 4096 : exchange->body_room * 2;
		if (exchange->body_room <= exchange->body_length)
			exchange->body_room = exchange->body_length + 1;
		exchange->body = memory_grow(exchange->body, exchange->body_room);
	}
	memcpy(exchange->body + exchange->body_length - length, bytes, length);
	exchange->body[exchange->body_length] = '\0';
	return true;
}

/* Before the handler and off the writer: what is no JSON costs nobody else anything. */
static bool read_body(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	bool is_json = request->route->takes_body == BODY_JSON;

	if (request->route->takes_body == BODY_NONE)
		return true;
	request->bytes = exchange->body_length == 0 ? "" : exchange->body;
	request->length = exchange->body_length;
	if (!is_json)
		return true;
	/* a step without anything to say is an empty object */
	request->body = request->length == 0 ? json_object() :
			json_parse(request->bytes, request->length, &request->fault);
	return request->body != NULL;
}

/* What was read above label none is noted; with a full disk it cannot be. */
static void note_labels(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	struct server *server = exchange->shard->server;
	const struct record_type *type = NULL;
	struct label label = connections_take_label(&type);

	if (label.level == LABEL_NONE || request->fault.kind != FAULT_NONE)
		return;
	if (writer_disk_is_full(request->site->writer) ||
	    !access_log_note(server->access_log, request, "read", type->name))
		refuse(exchange, FAULT_DISK_FULL, NULL, NULL);
}

/* A list that leaves as a file is an export; what works in the pool notes its own.  With a
   full disk what bears no label leaves all the same. */
static void note_export(struct exchange *exchange)
{
	const struct request *request = &exchange->request;
	const struct record_type *type = request->route->answers;

	if (request->file_name == NULL || request->reader == NULL ||
	    request->route->runs != ROUTE_READS || request->fault.kind != FAULT_NONE)
		return;
	(void)access_log_note(exchange->shard->server->access_log, request, "export",
			      type == NULL ? NULL : type->name);
}

static void run_reading(struct exchange *exchange, struct connections *connections)
{
	struct request *request = &exchange->request;
	const struct record_type *type;

	exchange->connections = connections;
	request->store = connections_guarded(connections, &request->fault);
	if (request->store == NULL)
		return;
	connections_take_label(&type);
	record_store_set_reader(request->store, request->reader);
	if (request->route->runs == ROUTE_WORKS) {
		request->route->handle(request);
	} else if (store_begin_read(request->store, &request->fault)) {
		request->route->handle(request);
		store_end_read(request->store);
	}
	record_store_set_reader(request->store, NULL);
	note_labels(exchange);
	note_export(exchange);
}

void exchange_work(struct exchange *exchange, struct connections *connections)
{
	run_reading(exchange, connections);
	exchange->request.store = NULL;
}

static bool run_writing(struct journal *journal, struct job *job)
{
	struct exchange *exchange = job->context;
	struct request *request = &exchange->request;

	request->journal = journal;
	request->store = journal_store(journal);
	request->now = journal_now(journal);
	request->route->handle(request);
	request->journal = NULL;
	request->store = NULL;
	job->fault = request->fault;
	return job->fault.kind == FAULT_NONE;
}

static void writing_done(struct job *job)
{
	shard_answer(job->context);
}

static void submit_writing(struct exchange *exchange)
{
	struct request *request = &exchange->request;

	exchange->state = EXCHANGE_WAITS;
	exchange->shard->waiting_count++;
	exchange->job = (struct job){
		.run = run_writing, .done = writing_done, .arena = request->arena,
		.context = exchange,
		.actor = exchange_actor(request, request->route->needs, ID_NONE),
	};
	MHD_suspend_connection(exchange->connection);
	writer_submit(request->site->writer, &exchange->job);
}

static void submit_work(struct exchange *exchange)
{
	exchange->state = EXCHANGE_WAITS;
	exchange->shard->waiting_count++;
	MHD_suspend_connection(exchange->connection);
	if (pool_submit(exchange->shard->server->pool, exchange))
		return;
	exchange->state = EXCHANGE_ANSWERED;
	exchange->shard->waiting_count--;
	MHD_resume_connection(exchange->connection);
	refuse(exchange, FAULT_BUSY, NULL, NULL);
}

static void run_handler(struct exchange *exchange)
{
	exchange->state = EXCHANGE_ANSWERED;
	if (!read_body(exchange))
		return;
	switch (exchange->request.route->runs) {
	case ROUTE_READS:
		run_reading(exchange, &exchange->shard->connections);
		return;
	case ROUTE_TELLS:
		exchange->request.route->handle(&exchange->request);
		return;
	case ROUTE_WRITES:
		submit_writing(exchange);
		return;
	case ROUTE_WORKS:
		submit_work(exchange);
		return;
	}
	must(false, "a route that runs nowhere");
}

void exchange_run(struct exchange *exchange)
{
	struct request *request = &exchange->request;

	if (request->fault.kind != FAULT_NONE || exchange->is_options)
		exchange->state = EXCHANGE_ANSWERED;
	else if (request->route != NULL)
		run_handler(exchange);
	else {
		exchange->state = EXCHANGE_ANSWERED;
		asset_find(exchange);
	}
	if (exchange->state == EXCHANGE_ANSWERED)
		exchange_finish(exchange);
}

void exchange_finish(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	struct server *server = exchange->shard->server;

	if (exchange->job.run != NULL) {
		request->fault = exchange->job.fault;
		atomic_fetch_add_explicit(&server->writes, 1, memory_order_relaxed);
	}
	if (request->fault.kind == FAULT_FORBIDDEN && request->reader != NULL)
		access_log_note(server->access_log, request, "denied", NULL);
	exchange->state = EXCHANGE_ANSWERED;
}
