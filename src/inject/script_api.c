/* Below /exercises/:id/script: the whole script as a document, out and in, and what the
   quality rules have to say about it. */

#include <string.h>

#include "base/must.h"
#include "inject/lint.h"
#include "inject/script_json.h"
#include "store/record_store.h"

bool script_objectives(struct store *store, struct arena *arena, struct id exercise_id,
		       struct list *list_out, struct fault *fault)
{
	return store_list(store, arena, &objective_type,
		arena_printf(arena, "SELECT %s FROM visible_objective"
			     " WHERE exercise_id = :id ORDER BY position, id",
			     record_store_columns(&objective_type)),
		BINDS(ID("id", exercise_id)), list_out, fault);
}

static void write_finding(struct text *out, const struct lint_finding *finding,
			  enum language language)
{
	char id[ID_TEXT_SIZE];

	must(finding->type != NULL, "a finding is about a record");
	id_format(finding->id, id);
	text_add_char(out, '{');
	json_add_name(out, "rule");
	json_add_string(out, lint_number(finding->rule));
	json_add_name(out, "record_type");
	json_add_string(out, finding->type->name);
	json_add_name(out, "record_id");
	json_add_string(out, id);
	json_add_name(out, "number");
	text_add_integer(out, finding->number);
	json_add_name(out, "title");
	json_add_string(out, finding->title);
	json_add_name(out, "member");
	json_add_string(out, lint_member(finding->rule));
	json_add_name(out, "text");
	json_add_string(out, lint_text(finding->rule, language));
	text_add_char(out, '}');
}

void script_write_findings(struct text *out, const struct lint_result *result,
			   size_t injects, enum language language)
{
	text_add_char(out, '{');
	json_add_name(out, "injects");
	text_add_integer(out, (int64_t)injects);
	json_add_name(out, "findings");
	text_add_char(out, '[');
	for (size_t i = 0; i < result->count; i++) {
		if (i > 0)
			text_add_char(out, ',');
		write_finding(out, &result->findings[i], language);
	}
	text_add(out, "]}");
}

bool script_check(struct store *store, struct arena *arena, struct id exercise_id,
		  struct lint_result *result, size_t *injects_out, struct fault *fault)
{
	struct script_copy script;
	struct list objectives;

	result->arena = arena;
	if (!script_read(store, arena, exercise_id, &script, fault) ||
	    !script_objectives(store, arena, exercise_id, &objectives, fault))
		return false;
	lint_run(&script, &objectives, result);
	*injects_out = script.injects.count;
	return true;
}

/* The exercise as this reader sees it, whose script the right covers. */
static bool may_read(struct request *request)
{
	return exercise_find(request->store, request->arena, request->id, &request->fault) !=
	       NULL && request_may(request, RIGHT_INJECT_READ, request->id);
}

static void show_findings(struct request *request)
{
	struct lint_result result = { .arena = request->arena };
	size_t injects = 0;

	if (may_read(request) && script_check(request->store, request->arena, request->id,
					      &result, &injects, &request->fault))
		script_write_findings(&request->reply, &result, injects, request->language);
}

static void show_script(struct request *request)
{
	if (may_read(request) && script_write_json(request->store, request->arena, request->id,
						   &request->reply, &request->fault))
		request->file_name = "script.json";
}

struct script_import_context {
	struct script_counts counts;
	bool is_dry_run;
};

static bool read_script(struct request *request, void *context)
{
	struct script_import_context *import = context;

	return script_read_json(request->journal, request->id, request->body, &import->counts,
				&request->fault) && !import->is_dry_run;
}

static void import_script(struct request *request)
{
	const char *dry_run = request_query(request, "dry_run");
	struct script_import_context import = {
		.is_dry_run = dry_run != NULL && strcmp(dry_run, "true") == 0,
	};

	if (!may_read(request) || !request_may(request, RIGHT_INJECT_WRITE, request->id) ||
	    !request_write(request, RIGHT_INJECT_WRITE, request->id, read_script, &import))
		return;
	text_add_format(&request->reply,
			"{\"dry_run\":%s,\"injects\":%zu,\"cells\":%zu,\"others\":%zu}",
			import.is_dry_run ? "true" : "false", import.counts.injects,
			import.counts.cells, import.counts.others);
}

/* The published form of the document: docs/decisions/script_format.md tells the rest. */
#define TEXTS "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}"
#define NUMBERS "{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"minimum\":1}}"
#define OBJECTS "{\"type\":\"array\",\"items\":{\"type\":\"object\"}}"
#define DOCUMENT_SCHEMA \
	"{\"type\":\"object\",\"additionalProperties\":false," \
	"\"required\":[\"format\",\"version\",\"injects\"],\"properties\":{" \
	"\"format\":{\"const\":\"" SCRIPT_FORMAT "\"},\"version\":{\"const\":1}," \
	"\"script\":{\"type\":\"object\"},\"cells\":" OBJECTS ",\"objectives\":" TEXTS "," \
	"\"phases\":" OBJECTS ",\"storylines\":" OBJECTS ",\"events\":" OBJECTS "," \
	"\"incidents\":" OBJECTS ",\"injects\":{\"type\":\"array\",\"items\":{" \
	"\"type\":\"object\",\"additionalProperties\":false," \
	"\"required\":[\"number\",\"kind\",\"release\",\"title\"],\"properties\":{" \
	"\"number\":{\"type\":\"integer\",\"minimum\":1}," \
	"\"kind\":{\"enum\":[\"inject\",\"contingency\",\"expected_action\",\"administrative\"]}," \
	"\"release\":{\"enum\":[\"automatic\",\"manual\",\"condition\",\"reserve\"]}," \
	"\"any_condition\":{\"type\":\"boolean\"},\"is_critical\":{\"type\":\"boolean\"}," \
	"\"planned\":{\"type\":\"integer\"},\"answer_within_us\":{\"type\":\"integer\"}," \
	"\"priority\":{\"type\":\"integer\"},\"contingency_for\":{\"type\":\"integer\"}," \
	"\"title\":{\"type\":\"string\"},\"text\":{\"type\":\"string\"}," \
	"\"from_name\":{\"type\":\"string\"},\"means\":{\"type\":\"string\"}," \
	"\"means_text\":{\"type\":\"string\"},\"expected_actions\":{\"type\":\"string\"}," \
	"\"outcomes\":{\"type\":\"string\"},\"controller_name\":{\"type\":\"string\"}," \
	"\"evaluator_name\":{\"type\":\"string\"},\"location\":{\"type\":\"string\"}," \
	"\"notes\":{\"type\":\"string\"},\"storyline\":{\"type\":\"string\"}," \
	"\"incident\":{\"type\":\"string\"},\"place\":{\"type\":\"string\"}," \
	"\"controller\":{\"type\":\"string\"},\"evaluator\":{\"type\":\"string\"}," \
	"\"recipients\":" OBJECTS ",\"conditions\":" OBJECTS ",\"objectives\":" NUMBERS "}}}}}"

static const struct route routes[] = {
	{ "GET", "/api/v1/exercises/:id/script", show_script,
	  .needs = RIGHT_INJECT_READ, .operation = "write_script",
	  .answers_schema = DOCUMENT_SCHEMA,
	  .help = "The whole script as one canonical JSON document." },
	{ "POST", "/api/v1/exercises/:id/script", import_script,
	  .needs = RIGHT_INJECT_WRITE, .runs = ROUTE_WORKS, .takes_body = BODY_JSON,
	  .parameters = "dry_run:boolean", .operation = "read_script",
	  .answers_schema = "{\"type\":\"object\",\"additionalProperties\":false,"
		"\"required\":[\"dry_run\",\"injects\",\"cells\",\"others\"],\"properties\":{"
		"\"dry_run\":{\"type\":\"boolean\"},\"injects\":{\"type\":\"integer\"},"
		"\"cells\":{\"type\":\"integer\"},\"others\":{\"type\":\"integer\"}}}",
	  .help = "Adds a script from such a document: all of it as drafts, or nothing; a dry "
		  "run only says what it would add." },
	{ "GET", "/api/v1/exercises/:id/script/findings", show_findings,
	  .needs = RIGHT_INJECT_READ, .operation = "check_script",
	  .answers_schema = "{\"type\":\"object\",\"additionalProperties\":false,"
		"\"required\":[\"injects\",\"findings\"],\"properties\":{"
		"\"injects\":{\"type\":\"integer\"},"
		"\"findings\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
		"\"additionalProperties\":false,"
		"\"required\":[\"rule\",\"record_type\",\"record_id\",\"number\",\"title\","
		"\"member\",\"text\"],\"properties\":{"
		"\"rule\":{\"type\":\"string\"},\"record_type\":{\"type\":\"string\"},"
		"\"record_id\":{\"type\":\"string\",\"format\":\"uuid\"},"
		"\"number\":{\"type\":\"integer\"},\"title\":{\"type\":[\"string\",\"null\"]},"
		"\"member\":{\"type\":\"string\"},\"text\":{\"type\":\"string\"}}}}}}",
	  .help = "What the quality rules HS-10 to HS-19 say about a script." },
};
const struct route_table inject_routes = ROUTES(routes);
