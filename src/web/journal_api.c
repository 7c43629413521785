#include "web/journal_api.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/os_file.h"
#include "journal/history.h"
#include "journal/office_backup.h"
#include "web/collection_list.h"
#include "web/site.h"

#define VIET_NAM_MINUTES 420

/* ---- the audit search ---- */

/* Who reads the journal sees that something was done and to which fields, never
   the values; of what bears a label above the clearance not even that. */
struct auditor {
	struct request *request;
	struct store *store;
	bool everywhere;		/* the right is for the whole office */
	struct id last_id;		/* the answer for entries of one record in a row */
	bool last;
};

static bool may_audit_record(const struct auditor *auditor, const struct record_type *type,
			     struct id id)
{
	const struct reader *reader = auditor->request->reader;
	struct arena *arena = auditor->request->arena;
	struct fault ignored = { .kind = FAULT_NONE };	/* then it may not */
	struct label label;

	if (!history_label(auditor->store, type->name, id, &label, &ignored) ||
	    label.level > reader_clearance(reader).level)
		return false;
	if (auditor->everywhere)
		return true;
	const void *record = record_store_find(auditor->store, arena, type, id, &ignored);

	return record != NULL && reader_may(reader, RIGHT_JOURNAL_READ,
					    record_head_const(record)->scope_id);
}

static bool may_audit(void *context, const struct record_type *type, struct id record_id)
{
	struct auditor *auditor = context;

	if (type == NULL || id_is_none(record_id))
		return auditor->everywhere;
	if (!id_equal(record_id, auditor->last_id)) {
		auditor->last = may_audit_record(auditor, type, record_id);
		auditor->last_id = record_id;
	}
	return auditor->last;
}

static bool read_id(struct request *request, const char *name, struct id *id_out)
{
	const char *value = request_query(request, name);

	if (value == NULL || *value == '\0')
		return request->fault.kind == FAULT_NONE;
	return id_parse(value, id_out) ||
	       fault_add_problem(&request->fault, request->arena,
				 arena_printf(request->arena, "/%s", name), PROBLEM_NOT_ID, NULL);
}

/* A day (of Viet Nam) or a moment; `after` days later for the end of a day. */
static bool read_moment(struct request *request, const char *name, int after,
			struct instant *moment_out)
{
	const char *value = request_query(request, name);
	struct date day;

	if (value == NULL || *value == '\0')
		return request->fault.kind == FAULT_NONE;
	if (date_parse(value, &day)) {
		*moment_out = instant_from_date(date_add_days(day, after), VIET_NAM_MINUTES);
		return true;
	}
	return instant_parse(value, moment_out) ||
	       fault_add_problem(&request->fault, request->arena,
				 arena_printf(request->arena, "/%s", name), PROBLEM_NOT_DATE, NULL);
}

static bool read_word(struct request *request, const char *name, const char **word_out)
{
	const char *value = request_query(request, name);

	*word_out = value == NULL || *value == '\0' ? NULL : value;
	return request->fault.kind == FAULT_NONE;
}

/* Each is optional; one that cannot be read is refused, for without it more would be found. */
static bool read_filter(struct request *request, struct history_filter *filter)
{
	const char *limit, *after;
	unsigned kind;
	char *end;

	if (!read_word(request, "record_type", &filter->record_type) ||
	    !read_id(request, "record_id", &filter->record_id) ||
	    !read_id(request, "account_id", &filter->account_id) ||
	    !read_moment(request, "from", 0, &filter->from) ||
	    !read_moment(request, "to", 1, &filter->to) ||
	    !read_word(request, "kind", &filter->kind) ||
	    !read_word(request, "q", &filter->search) ||
	    !read_word(request, "limit", &limit) || !read_word(request, "after", &after))
		return false;
	if (filter->kind != NULL && !words_find(&journal_kind_words, filter->kind, &kind))
		return fault_set(&request->fault, FAULT_BAD_REQUEST, "kind", NULL);
	if (limit != NULL) {
		errno = 0;
		filter->limit = strtoll(limit, &end, 10);
		if (errno != 0 || *end != '\0' || filter->limit < 1 ||
		    filter->limit > LIST_LIMIT_MOST)
			return fault_set(&request->fault, FAULT_BAD_REQUEST, "limit",
					 LIST_LIMIT_SAID);
	}
	return after == NULL || history_read_cursor(after, &filter->before_sequence) ||
	       fault_set(&request->fault, FAULT_BAD_REQUEST, "after", NULL);
}

/* Which fields changed, never the values: an auditor needs no right to the content. */
static void search_journal(struct request *request)
{
	struct auditor auditor = { .request = request, .store = request_system_store(request),
		.everywhere = reader_may(request->reader, RIGHT_JOURNAL_READ, ID_NONE) };
	struct history_filter filter = { .without_values = true };

	if (auditor.store == NULL || !read_filter(request, &filter))
		return;
	if (!history_write(auditor.store, &request->reply, &filter, may_audit, &auditor,
			   &request->fault))
		must(request->fault.kind != FAULT_NONE, "the history refuses with a fault");
}

/* ---- the proof ---- */

/* What was found first; the whole list would repeat what follows from it. */
static void add_verdict(struct text *out, const struct verify_result *result)
{
	char root[HASH_HEX_SIZE];

	hash_format(result->root, root);
	text_add_format(out, "{\"good\":%s,\"entries\":%" PRIu64 ",\"rows\":%" PRIu64
			",\"checkpoints\":%" PRIu64 ",\"root\":\"%s\",\"first_bad\":",
			result->good ? "true" : "false", result->entries, result->rows,
			result->checkpoints, root);
	if (result->has_sequence)
		text_add_format(out, "%" PRIu64, result->first_bad);
	else
		text_add(out, "null");
	json_add_name(out, "what");
	json_add_string(out, result->what);
	text_add_char(out, '}');
}

/* The whole, not from the last good checkpoint: who asks here wants to know. */
static void verify(struct request *request)
{
	struct store *store = request_system_store(request);
	struct verify_result result;

	if (store != NULL && request_may(request, RIGHT_JOURNAL_READ, ID_NONE) &&
	    verify_run(store, request->arena, true, &result, &request->fault))
		add_verdict(&request->reply, &result);
}

/* ---- backups ---- */

static bool note_backup(struct request *request, void *context)
{
	return journal_access(request->journal, "backup", NULL, ID_NONE, context,
			      &request->fault);
}

/* FILE.backup-20260301T080000 beside the database, in UTC. */
static const char *backup_path(struct request *request)
{
	char at[INSTANT_TEXT_SIZE];
	struct text out = { .arena = request->arena };

	instant_format(request->now, at);
	text_add_format(&out, "%s.backup-", request->site->database);
	for (const char *c = at; *c != '\0' && *c != '.'; c++)
		if (*c != '-' && *c != ':')
			text_add_char(&out, *c);
	return text_string(&out);
}

/* Verified before it is kept: a copy of what was tampered with is no backup. */
static void make_backup(struct request *request)
{
	struct store *store = request_system_store(request);
	const char *path = backup_path(request), *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	struct verify_result result;
	char root[HASH_HEX_SIZE];

	if (store == NULL || !request_may(request, RIGHT_BACKUP, ID_NONE) ||
	    !office_backup(store, request->arena, path, NULL, &result, &request->fault))
		return;
	if (!request_write(request, RIGHT_BACKUP, ID_NONE, note_backup,
			   (void *)(uintptr_t)name)) {
		os_remove_file(path);	/* no copy leaves that the journal does not know of */
		return;
	}
	hash_format(result.root, root);
	request->status = 201;
	text_add(&request->reply, "{\"name\":");
	json_add_string(&request->reply, name);
	text_add_format(&request->reply, ",\"size\":%" PRIu64 ",\"root\":\"%s\"}", result.entries,
			root);
}

#define VERDICT_SCHEMA \
	"{\"type\":\"object\",\"required\":[\"good\",\"entries\",\"root\",\"first_bad\"," \
	"\"what\"],\"properties\":{\"good\":{\"type\":\"boolean\"}," \
	"\"entries\":{\"type\":\"integer\"},\"rows\":{\"type\":\"integer\"}," \
	"\"checkpoints\":{\"type\":\"integer\"},\"root\":{\"type\":\"string\"}," \
	"\"first_bad\":{\"type\":[\"integer\",\"null\"]}," \
	"\"what\":{\"type\":[\"string\",\"null\"]}}}"
#define BACKUP_SCHEMA \
	"{\"type\":\"object\",\"required\":[\"name\",\"size\",\"root\"],\"properties\":{" \
	"\"name\":{\"type\":\"string\",\"description\":\"The file, beside the database.\"}," \
	"\"size\":{\"type\":\"integer\",\"description\":\"Entries of the journal in it.\"}," \
	"\"root\":{\"type\":\"string\"}}}"

static const struct route routes[] = {
	{ "GET", "/api/v1/journal", search_journal, .needs = RIGHT_JOURNAL_READ,
	  .runs = ROUTE_WORKS, .answers_schema = "{\"$ref\":\"#/components/schemas/history\"}",
	  .parameters = "record_type:string, record_id:id, account_id:id, from:string, to:string, "
			"kind:string, q:string, after:string, limit:integer",
	  .operation = "search_journal", .help = "Who did what, newest first; without values." },
	{ "POST", "/api/v1/journal/verify", verify, .needs = RIGHT_JOURNAL_READ,
	  .runs = ROUTE_WORKS, .takes_body = BODY_JSON, .answers_schema = VERDICT_SCHEMA,
	  .operation = "verify_journal", .help = "Proves that the data is what the journal says." },
	{ "POST", "/api/v1/backups", make_backup, .needs = RIGHT_BACKUP, .runs = ROUTE_WORKS,
	  .takes_body = BODY_JSON, .answers_schema = BACKUP_SCHEMA, .operation = "make_backup",
	  .help = "Writes a verified backup beside the database." },
};
const struct route_table journal_routes = ROUTES(routes);
