/* What handlers ask of a request and how they answer; nothing here knows the wire. */

#include <string.h>

#include "base/must.h"
#include "web/router.h"
#include "web/web.h"

/* As forms write: %XX, and + for a blank. */
static const char *decode(struct arena *arena, const char *text, size_t length)
{
	return router_decode(arena, text, length, true);
}

/* Names may be escaped, too. */
static bool is_named(struct arena *arena, const char *pair, size_t length, const char *name)
{
	const char *given = decode(arena, pair, length);

	return given != NULL && strcmp(given, name) == 0;
}

/* The first of its name counts; what cannot be decoded is the request's fault, not NULL. */
const char *request_query(struct request *request, const char *name)
{
	must(name != NULL && name[0] != '\0', "a parameter is asked for by its name");
	const char *pair = request->query == NULL ? "" : request->query;

	while (*pair != '\0') {
		size_t length = strcspn(pair, "&"), name_length = strcspn(pair, "=&");

		if (is_named(request->arena, pair, name_length, name)) {
			size_t skip = name_length < length ? name_length + 1 : length;
			const char *value = decode(request->arena, pair + skip, length - skip);

			if (value == NULL)
				fault_set(&request->fault, FAULT_BAD_REQUEST, name, NULL);
			return value;
		}
		pair += length + (pair[length] == '&');
	}
	return NULL;
}

const char *request_query_name(struct request *request, size_t number)
{
	const char *pair = request->query == NULL ? "" : request->query;

	for (; *pair != '\0'; number--) {
		size_t length = strcspn(pair, "&");

		if (number == 0) {
			const char *name = decode(request->arena, pair, strcspn(pair, "=&"));

			return name == NULL ? "?" : name;
		}
		pair += length + (pair[length] == '&');
	}
	return NULL;
}

bool request_query_date(struct request *request, const char *name, struct date *date_out)
{
	must(name != NULL, "a parameter has a name");
	const char *value = request_query(request, name);

	if (value == NULL || *value == '\0')
		return request->fault.kind == FAULT_NONE;
	return date_parse(value, date_out) ||
	       fault_add_problem(&request->fault, request->arena,
				 arena_printf(request->arena, "/%s", name), PROBLEM_NOT_DATE, NULL);
}

void request_reply_record(struct request *request, const struct record_type *type,
			  const void *record)
{
	must(type != NULL && record != NULL, "an answer of nothing");
	request->etag = arena_printf(request->arena, "%lld",
				     (long long)record_head_const(record)->version);
	json_add_record(&request->reply, type, record);
}

/* One form for all lists, so that a client needs one reader. */
void request_reply_list(struct request *request, const struct record_type *type,
			const struct list *list, const char *next)
{
	struct text *out = &request->reply;

	must(type != NULL && out->length == 0, "one answer for one request");

	text_add(out, "{\"items\":[");
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0)
			text_add_char(out, ',');
		json_add_record(out, type, list->items[i]);
	}
	text_add(out, "],\"next\":");
	json_add_string(out, next);
	text_add_char(out, '}');
}

bool request_may(struct request *request, enum right right, struct id scope_id)
{
	must(right != RIGHT_NONE, "RIGHT_NONE is nobody's");
	if (right == RIGHT_ANYONE || (request->reader != NULL &&
				      reader_may(request->reader, right, scope_id)))
		return true;
	return fault_set(&request->fault, request->reader == NULL ? FAULT_NOT_SIGNED_IN :
			 FAULT_FORBIDDEN, NULL, NULL);
}

struct actor request_actor(const struct request *request, enum right right, struct id scope_id)
{
	must(request->reader != NULL, "somebody acts");
	return (struct actor){ reader_account_id(request->reader),
			       reader_role(request->reader, right, scope_id) };
}
