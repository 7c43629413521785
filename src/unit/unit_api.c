#include "unit/unit_api.h"

#include <errno.h>
#include <stdlib.h>

#include "base/must.h"
#include "unit/unit_query.h"

#define LIST_USUAL 200
#define LIST_MOST 1000

static bool read_id(struct request *request, const char *name, struct id *id_out)
{
	const char *text = request_query(request, name);

	if (text == NULL || *text == '\0')
		return request->fault.kind == FAULT_NONE;
	return id_parse(text, id_out) ||
	       fault_add_problem(&request->fault, request->arena,
				 arena_printf(request->arena, "/%s", name), PROBLEM_NOT_ID, NULL);
}

static bool read_tier(struct request *request, enum unit_tier *tier_out)
{
	const char *text = request_query(request, "tier");
	unsigned tier = UNIT_TIER_UNKNOWN;

	if (text == NULL || *text == '\0')
		return request->fault.kind == FAULT_NONE;
	if (!words_find(&unit_tier_words, text, &tier))
		return fault_add_problem(&request->fault, request->arena, "/tier",
					 PROBLEM_NOT_WORD, "province, district, commune, other");
	*tier_out = tier;
	return true;
}

static bool read_limit(struct request *request, int64_t *limit_out)
{
	const char *text = request_query(request, "limit");
	char *end;

	*limit_out = LIST_USUAL;
	if (text == NULL || *text == '\0')
		return request->fault.kind == FAULT_NONE;
	errno = 0;
	*limit_out = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0')
		return fault_add_problem(&request->fault, request->arena, "/limit",
					 PROBLEM_NOT_INTEGER, NULL);
	if (*limit_out < 1)
		return fault_add_problem(&request->fault, request->arena, "/limit",
					 PROBLEM_TOO_SMALL, "1");
	*limit_out = *limit_out > LIST_MOST ? LIST_MOST : *limit_out;
	return true;
}

static void list_as_of(struct request *request)
{
	struct unit_query query = { .day = instant_date(request->now, 420) };
	struct list list;

	if (!request_query_date(request, "as_of", &query.day) ||
	    !read_tier(request, &query.tier) ||
	    !read_id(request, "parent_id", &query.parent_id) ||
	    !read_id(request, "within", &query.within_id) || !read_limit(request, &query.limit))
		return;
	query.text = request_query(request, "q");
	query.after_code = request_query(request, "after");
	if (query.text != NULL && *query.text == '\0')
		query.text = NULL;
	if (query.after_code != NULL && *query.after_code == '\0')
		query.after_code = NULL;
	must(query.limit >= 1 && query.limit <= LIST_MOST, "a page has a size");
	int64_t limit = query.limit++;		/* one more tells whether there is a next page */

	if (request->fault.kind != FAULT_NONE ||
	    !unit_list_as_of(request->store, request->arena, &query, &list, &request->fault))
		return;
	const char *next = NULL;

	if (list.count > (size_t)limit) {
		must(list.count == (size_t)limit + 1, "one more than was asked for, at most");
		list.count = (size_t)limit;
		next = ((const struct unit_row *)list.items[list.count - 1])->code;
	}
	request_reply_list(request, &unit_row_type, &list, next);
}

typedef bool list_of_unit(struct store *store, struct arena *arena, struct id unit_id,
			  struct list *list_out, struct fault *fault);

static void reply_of_unit(struct request *request, list_of_unit *list_them,
			  const struct record_type *type)
{
	struct list list;

	must(!id_is_none(request->id), "the address names a unit");

	if (unit_find_row(request->store, request->arena, request->id, DATE_NONE,
			  &request->fault) == NULL ||
	    !list_them(request->store, request->arena, request->id, &list, &request->fault))
		return;
	request_reply_list(request, type, &list, NULL);
}

static void list_predecessors(struct request *request)
{
	reply_of_unit(request, unit_list_predecessors, &succession_row_type);
}

static void list_successors(struct request *request)
{
	reply_of_unit(request, unit_list_successors, &succession_row_type);
}

static void list_chain(struct request *request)
{
	reply_of_unit(request, unit_list_chain, &unit_chain_row_type);
}

static const struct route routes[] = {
	{ "GET", "/api/v1/units/as_of", list_as_of, .needs = RIGHT_UNIT_READ,
	  .answers = &unit_row_type, .answers_list = true, .operation = "list_units_as_of",
	  .parameters = "as_of:date, tier:string, parent_id:id, within:id, q:string, "
			"after:string, limit:integer",
	  .help = "Units in force on a day (today unless said), with the unit above each, in the "
		  "order of their codes." },
	{ "GET", "/api/v1/units/:id/predecessors", list_predecessors, .needs = RIGHT_UNIT_READ,
	  .answers = &succession_row_type, .answers_list = true,
	  .operation = "list_unit_predecessors",
	  .help = "The steps of succession that led to the unit, nearest first." },
	{ "GET", "/api/v1/units/:id/successors", list_successors, .needs = RIGHT_UNIT_READ,
	  .answers = &succession_row_type, .answers_list = true,
	  .operation = "list_unit_successors",
	  .help = "The steps of succession that followed the unit, nearest first." },
	{ "GET", "/api/v1/units/:id/chain", list_chain, .needs = RIGHT_UNIT_READ,
	  .answers = &unit_chain_row_type, .answers_list = true, .operation = "list_unit_chain",
	  .help = "The units that stood above it in any chain, oldest first." },
};
const struct route_table unit_routes = ROUTES(routes);
