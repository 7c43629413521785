/* Faults as application/problem+json (RFC 9457), in the reader's language, and the
   one line of the log. */

#include <string.h>

#include "base/log.h"
#include "base/must.h"
#include "web/private.h"

/* What is said in both languages is for the reader.  What the machine said stays in
   the log: it may name files; and names of types and rights tell people nothing. */
static bool is_shown(const struct fault *fault)
{
	if (fault->detail != NULL && strchr(fault->detail, BOTH_BORDER) != NULL)
		return true;
	return fault_http_status(fault->kind) < 500 && fault->kind != FAULT_NOT_FOUND &&
	       fault->kind != FAULT_STALE && fault->kind != FAULT_CONFLICT &&
	       fault->kind != FAULT_FORBIDDEN;
}

static void add_member(struct text *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	json_add_name(out, name);
	json_add_string(out, value);
}

static void add_errors(struct request *request, const char *title)
{
	const struct fault *fault = &request->fault;
	struct text *out = &request->reply;

	if (fault->problems != NULL) {
		json_add_name(out, "errors");
		json_add_problems(out, request->arena, fault->problems, request->language);
	} else if (fault->field != NULL) {
		text_add(out, ",\"errors\":[{\"pointer\":");
		json_add_string(out, fault->field[0] == '/' ? fault->field :
				arena_printf(request->arena, "/%s", fault->field));
		text_add(out, ",\"code\":");
		json_add_string(out, fault_code(fault->kind));
		text_add(out, ",\"message\":");
		json_add_string(out, title);
		text_add(out, "}]");
	}
}

static void log_fault(const struct exchange *exchange, const char *instance)
{
	const struct request *request = &exchange->request;
	const struct fault *fault = &request->fault;

	log_line("request %s %s %s: %d %s%s%s%s%s", instance, exchange->method,
		 request->route == NULL ? "-" : request->route->path, request->status,
		 fault_code(fault->kind), fault->field == NULL ? "" : " ",
		 fault->field == NULL ? "" : fault->field, fault->detail == NULL ? "" : ": ",
		 fault->detail == NULL ? "" :
		 fault_choose(request->arena, fault->detail, LANGUAGE_EN));
}

void problem_write(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const struct fault *fault = &request->fault;
	const char *title = fault_text(fault->kind, request->language);
	char instance[ID_TEXT_SIZE];
	struct text *out = &request->reply;

	must(fault->kind != FAULT_NONE, "a problem of no kind");
	id_format(id_create(request->now), instance);
	request->status = fault_http_status(fault->kind);
	request->reply_type = "application/problem+json";
	request->etag = request->location = request->file_name = request->cookie = NULL;
	*out = (struct text){ .arena = request->arena };
	text_add(out, "{\"type\":");
	json_add_string(out, arena_printf(request->arena, "urn:dientap:problem:%s",
					  fault_code(fault->kind)));
	add_member(out, "title", title);
	json_add_name(out, "status");
	text_add_integer(out, request->status);
	if (is_shown(fault))
		add_member(out, "detail", fault_choose(request->arena, fault->detail,
						       request->language));
	if (request->status < 500)
		add_errors(request, title);
	add_member(out, "instance", arena_printf(request->arena, "urn:uuid:%s", instance));
	if (fault->kind == FAULT_STALE && request->current != NULL) {
		json_add_name(out, "current");
		json_add_record(out, request->current_type, request->current);
	}
	text_add_char(out, '}');
	if (request->status >= 500) {
		atomic_fetch_add(&exchange->shard->server->faults, 1);
		log_fault(exchange, instance);
	}
}
