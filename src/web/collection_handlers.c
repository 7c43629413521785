#include "web/collection_handlers.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "journal/history.h"
#include "web/collection_door.h"
#include "web/collection_list.h"
#include "web/site.h"

#define PREFIX "/api/v1/"

const struct collection *collection_of_route(const struct route *route)
{
	const char *plural = route->path + strlen(PREFIX);

	must(strncmp(route->path, PREFIX, strlen(PREFIX)) == 0, "an address of the interface");
	size_t length = strcspn(plural, "/");

	for (const struct collection *const *c = collection_all(); *c != NULL; c++)
		if (strlen((*c)->type->plural) == length &&
		    strncmp((*c)->type->plural, plural, length) == 0)
			return *c;
	must(false, "a route of no collection");
}

static struct door door_of(struct request *request)
{
	must(request->journal != NULL && request->reader != NULL, "changes have a writer");
	return (struct door){ request->journal, request->reader, &request->fault };
}

void collection_handle_list(struct request *request)
{
	collection_list(request, collection_of_route(request->route));
}

/* Through the reader's view: what may not be seen is not there. */
static const void *find_visible(struct request *request, const struct record_type *type)
{
	const char *sql = arena_printf(request->arena, "SELECT %s\nFROM visible_%s\nWHERE id = :id",
				       record_store_columns(type), type->name);

	return store_one(request->store, request->arena, type, sql, BINDS(ID("id", request->id)),
			 &request->fault);
}

void collection_handle_show(struct request *request)
{
	const struct record_type *type = collection_of_route(request->route)->type;
	const void *record = find_visible(request, type);

	if (record != NULL)
		request_reply_record(request, type, record);
}

/* ---- adding ---- */

static void reply_added(struct request *request, const struct record_type *type,
			const void *record)
{
	char id[ID_TEXT_SIZE];

	id_format(record_head_const(record)->id, id);
	must(record_head_const(record)->version == 1, "what was added begins with version 1");
	request->status = 201;
	request->location = arena_printf(request->arena, PREFIX "%s/%s", type->plural, id);
	request_reply_record(request, type, record);
}

static bool says_the_same(const struct record_type *type, json_t *body, const void *asked,
			  const void *record)
{
	const char *name;
	json_t *value;

	json_object_foreach(body, name, value) {
		const struct field *field = record_find_field(type, name);

		must(field != NULL, "the body was read: it has members of the type only");
		if (!field_equal(field, field_at_const(field, asked),
				 field_at_const(field, record)))
			return false;
	}
	return true;
}

/* Who did not hear the answer asks again; the same record is not added twice.
   True if the request was answered or refused here. */
static bool answer_again(struct request *request, const struct record_type *type,
			 const void *asked)
{
	struct fault missing = { .kind = FAULT_NONE };
	const struct record_head *head = record_head_const(asked);

	if (id_is_none(head->id))
		return false;
	const void *record = record_store_find(journal_store(request->journal), request->arena,
					       type, head->id, &missing);

	must(record != NULL || missing.kind != FAULT_NONE, "what is not found says why");
	if (record == NULL)
		return missing.kind != FAULT_NOT_FOUND &&
		       !fault_set(&request->fault, missing.kind, missing.field, missing.detail);
	const struct record_head *there = record_head_const(record);

	if (reader_may_see(request->reader, type, there->scope_id, there->label) &&
	    says_the_same(type, request->body, asked, record))
		request_reply_record(request, type, record);
	else
		fault_set(&request->fault, FAULT_CONFLICT, "/id", NULL);
	return true;
}

static void add(struct request *request, const struct collection *collection)
{
	const struct record_type *type = collection->type;
	struct door door = door_of(request);
	void *record = arena_alloc(request->arena, type->size);
	struct record_head *head = record_head(record);

	head->label = type->first_label;
	head->id = request->id;
	door_start_state(collection, record);
	if (!json_read_record(request->arena, type, request->body, JSON_ADD, record,
			      &request->fault))
		return;
	if (!id_is_none(request->id) && !id_equal(head->id, request->id)) {
		fault_add_problem(&request->fault, request->arena, "/id", PROBLEM_READ_ONLY, NULL);
		return;
	}
	if (!answer_again(request, type, record) && door_add(&door, collection, record))
		reply_added(request, type, record);
}

void collection_handle_put(struct request *request)
{
	if (!request->must_be_new)
		fault_set(&request->fault, FAULT_VERSION_NEEDED, NULL,
			  BOTH("PUT chỉ thêm mới: cần If-None-Match: *.",
			       "PUT only adds: If-None-Match: * is needed."));
	else
		add(request, collection_of_route(request->route));
}

void collection_handle_post(struct request *request)
{
	add(request, collection_of_route(request->route));
}

/* ---- changing ---- */

/* With a stale version the client gets the record as it is. */
static void show_current(struct request *request, const struct door *door,
			 const struct record_type *type)
{
	struct fault ignored = { .kind = FAULT_NONE };
	struct door quiet = { door->journal, door->reader, &ignored };

	if (request->fault.kind != FAULT_STALE)
		return;
	request->current = door_find(&quiet, type, request->id);
	request->current_type = request->current == NULL ? NULL : type;
}

static bool has_version(struct request *request)
{
	return request->has_version ||
	       fault_set(&request->fault, FAULT_VERSION_NEEDED, "If-Match", NULL);
}

static bool change(struct request *request, const struct door *door,
		   const struct collection *collection, void *record)
{
	const struct record_type *type = collection->type;
	const void *before = door_find(door, type, request->id);

	if (before == NULL || !has_version(request) ||
	    !rules_may(door, type->write_right, record_head_const(before)->scope_id))
		return false;
	if (record_head_const(before)->version != request->version)
		return fault_set(door->fault, FAULT_STALE, NULL, type->name);
	must(id_equal(record_head_const(before)->id, request->id), "the record of the address");
	memcpy(record, before, type->size);
	return json_read_record(request->arena, type, request->body, JSON_CHANGE, record,
				door->fault) && door_change(door, collection, record);
}

void collection_handle_change(struct request *request)
{
	const struct collection *collection = collection_of_route(request->route);
	struct door door = door_of(request);
	void *record = arena_alloc(request->arena, collection->type->size);

	if (change(request, &door, collection, record))
		request_reply_record(request, collection->type, record);
	else
		show_current(request, &door, collection->type);
}

void collection_handle_remove(struct request *request)
{
	const struct collection *collection = collection_of_route(request->route);
	struct door door = door_of(request);

	if (door_find(&door, collection->type, request->id) == NULL || !has_version(request))
		return;
	if (door_remove(&door, collection, request->id, request->version))
		request->status = 204;
	else
		show_current(request, &door, collection->type);
}

/* ---- what happened ---- */

/* The record itself may be seen; that was asked before. */
static bool sees_all(void *context, const struct record_type *type, struct id record_id)
{
	(void)context;
	(void)type;
	(void)record_id;
	return true;
}

/* "limit" and "after" as history.h takes them. */
static bool read_history_page(struct request *request, struct history_filter *filter)
{
	const char *limit = request_query(request, "limit");
	const char *after = request_query(request, "after");
	char *end;

	if (request->fault.kind != FAULT_NONE)
		return false;
	if (limit != NULL && *limit != '\0') {
		errno = 0;
		filter->limit = strtoll(limit, &end, 10);
		if (errno != 0 || *end != '\0' || filter->limit < 1 ||
		    filter->limit > LIST_LIMIT_MOST)
			return fault_set(&request->fault, FAULT_BAD_REQUEST, "limit",
					 LIST_LIMIT_SAID);
	}
	return after == NULL || *after == '\0' ||
	       history_read_cursor(after, &filter->before_sequence) ||
	       fault_set(&request->fault, FAULT_BAD_REQUEST, "after", NULL);
}

void collection_handle_history(struct request *request)
{
	const struct record_type *type = collection_of_route(request->route)->type;
	struct history_filter filter = { .record_type = type->name, .record_id = request->id };

	if (find_visible(request, type) == NULL || !read_history_page(request, &filter))
		return;
	if (!history_write(request->store, &request->reply, &filter, sees_all, NULL,
			   &request->fault))
		must(request->fault.kind != FAULT_NONE, "the history refuses with a fault");
}

/* ---- life-cycles ---- */

/* What the guard of a step has against it, in one text; NULL if it is open.  Asked as
   the writer will ask it, with the eyes of the program, but nothing is written.  A step
   whose guard cannot be asked stays open: taking it will tell. */
static const char *why_closed(struct request *request, struct store *store,
			      const struct transition *step, const void *record)
{
	struct id scope_id = record_head_const(record)->scope_id;
	struct actor actor = request_actor(request, step->needs, scope_id);
	struct text why = { .arena = request->arena };
	struct fault fault = { .kind = FAULT_NONE };

	if (step->guard == NULL || store == NULL)
		return NULL;
	struct journal *journal = journal_look(store, request->arena, &actor, request->now);
	bool open = step->guard(journal, record, &fault);

	journal_look_end(&journal);
	if (open || fault.kind != FAULT_INVALID)
		return NULL;
	for (const struct problem *p = fault.problems; p != NULL; p = p->next)
		text_add_format(&why, "%s%s", why.length == 0 ? "" : " ",
				problem_text(request->arena, p, request->language));
	must(why.length > 0, "a guard that refuses says why");
	return text_string(&why);
}

static void add_action(struct text *out, const struct transition *step, const struct field *state,
		       const char *why, enum language language)
{
	text_add(out, out->bytes[out->length - 1] == '[' ? "{" : ",{");
	json_add_name(out, "action");
	json_add_string(out, step->action);
	json_add_name(out, "to");
	json_add_string(out, words_word(state->words, step->to));
	json_add_name(out, "title");
	json_add_string(out, language == LANGUAGE_EN ? step->en : step->vi);
	json_add_name(out, "help");
	json_add_string(out, step->help);
	json_add_name(out, "reason_needed");
	text_add(out, step->reason_needed ? "true" : "false");
	json_add_name(out, "open");
	text_add(out, why == NULL ? "true" : "false");
	json_add_name(out, "why");
	json_add_string(out, why);
	text_add_char(out, '}');
}

void collection_handle_actions(struct request *request)
{
	const struct collection *collection = collection_of_route(request->route);
	const struct field *state = record_find_field(collection->type, collection->state_field);
	const void *record = find_visible(request, collection->type);

	if (record == NULL)
		return;
	unsigned now = *(const unsigned *)field_at_const(state, record);
	struct store *store = request_system_store(request);

	text_add(&request->reply, "{\"items\":[");
	for (size_t i = 0; i < collection->transition_count; i++) {
		const struct transition *step = &collection->transitions[i];

		if (step->from == now && reader_may(request->reader, step->needs,
						    record_head_const(record)->scope_id))
			add_action(&request->reply, step, state,
				   why_closed(request, store, step, record), request->language);
	}
	text_add(&request->reply, "]}");
}

/* {"reason": "…"} or nothing. */
static bool read_reason(struct request *request, const struct collection *collection,
			const char **reason_out)
{
	static const struct field plain = { .name = "reason", .type = FIELD_TEXT };
	const struct field *field = collection->reason_field == NULL ? &plain :
		record_find_field(collection->type, collection->reason_field);
	const char *name;
	json_t *value;
	bool good = true;

	*reason_out = NULL;
	if (request->body != NULL && !json_is_object(request->body))
		return fault_set(&request->fault, FAULT_BAD_REQUEST, NULL, NULL);
	json_object_foreach(request->body, name, value) {
		const char *pointer = arena_printf(request->arena, "/%s", name);

		if (strcmp(name, "reason") != 0)
			good = fault_add_problem(&request->fault, request->arena, pointer,
						 PROBLEM_UNKNOWN_MEMBER, NULL);
		else if (!json_is_string(value) && !json_is_null(value))
			good = fault_add_problem(&request->fault, request->arena, pointer,
						 PROBLEM_NOT_TEXT, NULL);
		else if (json_is_string(value))
			good = field_read_cell(request->arena, field, json_string_value(value),
					       pointer, reason_out, &request->fault) && good;
	}
	return good;
}

void collection_handle_act(struct request *request)
{
	const struct collection *collection = collection_of_route(request->route);
	const struct record_type *type = collection->type;
	struct door door = door_of(request);
	struct record_head *record = arena_alloc(request->arena, type->size);
	const char *reason;

	if (door_find(&door, type, request->id) == NULL || !has_version(request) ||
	    !read_reason(request, collection, &reason))
		return;
	record->id = request->id;
	record->version = request->version;
	if (door_act(&door, collection, record, strrchr(request->route->path, '/') + 1, reason))
		request_reply_record(request, type, record);
	else
		show_current(request, &door, type);
}
