/* The one door for imports over HTTP: the file is read in the pool, the rows are
   written on the writer's thread in one part, all of them or none. */

#include <string.h>

#include "base/must.h"
#include "base/spreadsheet.h"
#include "unit/import.h"
#include "unit/unit.h"
#include "web/site.h"

struct import_request {
	const struct importer *importer;
	struct sheet sheet;
	struct import_result result;
	struct id within, scope_id;
};

static bool read_kind(struct request *request, struct import_request *import)
{
	const char *kind = request_query(request, "kind");

	if (kind == NULL)
		return request->fault.kind == FAULT_NONE &&
		       fault_add_problem(&request->fault, request->arena, "/kind",
					 PROBLEM_REQUIRED, NULL);
	import->importer = import_find(kind);
	return import->importer != NULL ||
	       fault_add_problem(&request->fault, request->arena, "/kind", PROBLEM_NOT_WORD,
				 import_kinds(request->arena));
}

/* What the rows belong to, and the scope in which the right is needed.  Read past
   the guard, so the reader is asked here. */
static bool read_within(struct request *request, struct import_request *import)
{
	must(import->importer != NULL, "the kind was read before");
	const struct record_type *type = import->importer->within_type;
	const char *name = type == NULL ? "within" :
			   arena_printf(request->arena, "%s_id", type->name);
	const char *text = request_query(request, name);
	const char *pointer = arena_printf(request->arena, "/%s", name);
	struct fault missing = { .kind = FAULT_NONE };

	if (text == NULL || *text == '\0')
		return request->fault.kind == FAULT_NONE &&
		       (type == NULL || fault_add_problem(&request->fault, request->arena, pointer,
							  PROBLEM_REQUIRED, NULL));
	if (!id_parse(text, &import->within))
		return fault_add_problem(&request->fault, request->arena, pointer, PROBLEM_NOT_ID,
					 NULL);
	if (type == NULL)
		type = &unit_type;
	const void *record = record_store_find(request_system_store(request), request->arena, type,
					       import->within, &missing);

	if (record == NULL || !reader_may_see(request->reader, type,
					      record_head_const(record)->scope_id,
					      record_head_const(record)->label))
		return missing.kind != FAULT_NONE && missing.kind != FAULT_NOT_FOUND ?
		       fault_set(&request->fault, missing.kind, missing.field, missing.detail) :
		       fault_add_problem(&request->fault, request->arena, pointer,
					 PROBLEM_NO_SUCH_RECORD,
					 arena_printf(request->arena, BOTH("%s", "%s"), type->vi,
						      type->en));
	must(id_equal(record_head_const(record)->id, import->within), "the record asked for");
	import->scope_id = record_head_const(record)->scope_id;
	return true;
}

static bool is_true(const char *text)
{
	return text != NULL && (strcmp(text, "true") == 0 || strcmp(text, "1") == 0);
}

static bool read_request(struct request *request, struct import_request *import)
{
	const char *name = request_query(request, "filename");

	if (!read_kind(request, import) || !read_within(request, import) ||
	    !request_may(request, import->importer->needs, import->scope_id) ||
	    (import->importer->also_needs != RIGHT_NONE &&
	     !request_may(request, import->importer->also_needs, import->scope_id)))
		return false;
	import->result.arena = request->arena;
	import->result.dry_run = is_true(request_query(request, "dry_run"));
	return request->fault.kind == FAULT_NONE &&
	       spreadsheet_read(request->arena, request->bytes, request->length, name,
				&import->sheet, &request->fault);
}

/* False undoes the part; without a fault that is a dry run, which answers. */
static bool write(struct request *request, void *context)
{
	struct import_request *import = context;
	struct import_job job = { .journal = request->journal, .sheet = &import->sheet,
				  .result = &import->result, .within = import->within,
				  .reader = request->reader };

	must(import->importer != NULL && import->result.rows == 0, "one run for one request");
	if (!import->importer->run(&job, &request->fault))
		return false;
	if (import->result.dry_run)
		return false;
	return !import_is_refused(&import->result) ||
	       import_set_fault(&import->result, &request->fault);
}

static void import(struct request *request)
{
	struct import_request import = { 0 };

	if (!read_request(request, &import) ||
	    !request_write(request, import.importer->needs, import.scope_id, write, &import))
		return;
	import_write_json(&request->reply, &import.result, request->language);
}

#define COUNT "{\"type\":\"integer\",\"minimum\":0}"
#define RESULT_SCHEMA \
	"{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"dry_run\",\"rows\"," \
	"\"added\",\"changed\",\"unchanged\",\"refused\",\"messages_left_out\",\"messages\"]," \
	"\"properties\":{\"dry_run\":{\"type\":\"boolean\"},\"rows\":" COUNT ",\"added\":" COUNT \
	",\"changed\":" COUNT ",\"unchanged\":" COUNT ",\"refused\":" COUNT \
	",\"messages_left_out\":" COUNT ",\"messages\":{\"type\":\"array\",\"items\":" \
	"{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"row\",\"cell\"," \
	"\"column\",\"severity\",\"code\",\"message\"],\"properties\":{\"row\":" COUNT "," \
	"\"cell\":{\"type\":[\"string\",\"null\"]},\"column\":{\"type\":[\"string\",\"null\"]}," \
	"\"severity\":{\"enum\":[\"warning\",\"error\"]},\"code\":{\"type\":\"string\"}," \
	"\"message\":{\"type\":\"string\"}}}}}}"

static const struct route routes[] = {
	{ "POST", "/api/v1/imports", import, .needs = RIGHT_SIGNED_IN, .runs = ROUTE_WORKS,
	  .takes_body = BODY_BYTES, .answers_schema = RESULT_SCHEMA, .operation = "import_rows",
	  .parameters = "kind:string, dry_run:boolean, filename:string, within:id, "
			"programme_id:id, exercise_id:id",
	  .help = "Reads rows from CSV, JSON or a spreadsheet and writes all of them or none; a "
		  "dry run only says what it would do." },
};
const struct route_table import_routes = ROUTES(routes);
