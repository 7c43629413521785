/* The exchange's reply as the library sends it, with the headers every reply has. */

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/must.h"
#include "base/os.h"
#include "web/private.h"

#define POLICY "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; " \
	"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

static const struct { const char *name, *value; } always[] = {
	{ "Content-Security-Policy", POLICY },
	{ "X-Content-Type-Options", "nosniff" },
	{ "Referrer-Policy", "no-referrer" },
	{ "Cross-Origin-Opener-Policy", "same-origin" },
	{ "Cross-Origin-Resource-Policy", "same-origin" },
};

static void add_header(struct MHD_Response *response, const char *name, const char *value)
{
	must(strpbrk(value, "\r\n") == NULL, "a header of one line");
	must(MHD_add_response_header(response, name, value) == MHD_YES, "a header that is right");
}

static void add_cookie(struct exchange *exchange, struct MHD_Response *response)
{
	const struct request *request = &exchange->request;
	bool has_tls = request->site->has_tls, is_end = request->cookie[0] == '\0';

	must(strpbrk(request->cookie, "; ,") == NULL, "a cookie of one value");

	add_header(response, "Set-Cookie", arena_printf(request->arena,
		   "%sdientap=%s; Path=/; HttpOnly; SameSite=Strict%s%s", has_tls ? "__Host-" : "",
		   request->cookie, has_tls ? "; Secure" : "", is_end ? "; Max-Age=0" : ""));
}

static bool is_plain(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       c == '.' || c == '-' || c == '_';
}

/* RFC 6266: the name in UTF-8, percent-encoded. */
static void add_file_name(struct request *request, struct MHD_Response *response)
{
	struct text value = { .arena = request->arena };

	text_add(&value, "attachment; filename*=UTF-8''");
	for (const char *at = request->file_name; *at != '\0'; at++) {
		if (is_plain((unsigned char)*at))
			text_add_char(&value, *at);
		else
			text_add_format(&value, "%%%02X", (unsigned)(unsigned char)*at);
	}
	add_header(response, "Content-Disposition", text_string(&value));
}

static void add_fault_headers(struct exchange *exchange, struct MHD_Response *response)
{
	const struct request *request = &exchange->request;

	if (request->fault.kind == FAULT_METHOD || exchange->is_options)
		add_header(response, "Allow", exchange->allow);
	if (request->status == 429 || request->status == 503)
		add_header(response, "Retry-After", request->status == 429 ? "30" : "2");
	if (request->status == 401)
		add_header(response, "WWW-Authenticate", "Bearer realm=\"dientap\"");
}

static void add_headers(struct exchange *exchange, struct MHD_Response *response)
{
	struct request *request = &exchange->request;

	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		add_header(response, always[i].name, always[i].value);
	if (exchange->asset == NULL)
		add_header(response, "Cache-Control", "no-store");
	else
		add_header(response, "Cache-Control", exchange->asset_is_kept ?
			   "public, max-age=31536000, immutable" : "no-cache");
	if (exchange->asset != NULL)
		add_header(response, "Vary", "Accept-Encoding, Accept-Language");
	if (exchange->asset_encoding != NULL)
		add_header(response, "Content-Encoding", exchange->asset_encoding);
	if (request->reply_type != NULL)
		add_header(response, "Content-Type", request->reply_type);
	if (request->etag != NULL)
		add_header(response, "ETag", arena_printf(request->arena, "\"%s\"", request->etag));
	if (request->location != NULL)
		add_header(response, "Location", request->location);
	if (request->cookie != NULL)
		add_cookie(exchange, response);
	if (request->file_name != NULL)
		add_file_name(request, response);
	add_fault_headers(exchange, response);
	/* headers that could be read in two ways: nothing after them can be trusted */
	if (exchange->headers.content_lengths + exchange->headers.transfer_encodings > 1 ||
	    exchange->headers.hosts > 1)
		add_header(response, "Connection", "close");
}

/* Is the reply the one that the reader has already? */
static bool is_known(const struct exchange *exchange)
{
	const struct request *request = &exchange->request;
	const char *list = exchange->headers.if_none_match;

	if (list == NULL || request->etag == NULL || request->status != 200 ||
	    (strcmp(exchange->method, "GET") != 0 && !exchange->is_head))
		return false;
	return strstr(list, arena_printf(request->arena, "\"%s\"", request->etag)) != NULL;
}

static void settle_status(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	bool is_empty = request->reply.length == 0 && exchange->file < 0 &&
			exchange->asset == NULL;

	if (request->fault.kind != FAULT_NONE)
		problem_write(exchange);
	else if (request->status == 0 || request->status == 200)
		request->status = is_empty ? 204 : 200;
	must(request->status >= 200 && request->status < 600, "a status of HTTP");
	if (is_known(exchange))
		request->status = 304;
	if (request->reply_type == NULL && request->reply.length > 0)
		request->reply_type = "application/json";
}

/* The bytes live as long as the exchange: until the reply is sent. */
static struct MHD_Response *make_response(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const void *bytes = text_string(&request->reply);
	size_t length = request->reply.length;

	if (request->status == 204 || request->status == 304)
		length = 0;
	else if (exchange->file >= 0 && request->fault.kind == FAULT_NONE) {
		int file = exchange->file;

		exchange->file = -1;		/* the response closes it */
		return MHD_create_response_from_fd(exchange->file_length, file);
	} else if (exchange->asset != NULL) {
		bytes = exchange->asset->bytes;
		length = exchange->asset->length;
	}
	return MHD_create_response_from_buffer(length, (void *)(uintptr_t)bytes,
					       MHD_RESPMEM_PERSISTENT);
}

static void log_request(const struct exchange *exchange)
{
	const struct request *request = &exchange->request;

	log_line("%s %s %d %lld us", exchange->method,
		 request->route == NULL ? "-" : request->route->path, request->status,
		 (long long)(os_now().us - exchange->began_us));
}

enum MHD_Result exchange_reply(struct exchange *exchange)
{
	settle_status(exchange);
	must(exchange->request.status != 0, "a settled reply has a status");
	struct MHD_Response *response = make_response(exchange);

	must(response != NULL, "the library makes no response");
	add_headers(exchange, response);
	enum MHD_Result result = MHD_queue_response(exchange->connection,
		(unsigned)exchange->request.status, response);

	MHD_destroy_response(response);
	if (exchange->shard->server->is_verbose)
		log_request(exchange);
	return result;
}
