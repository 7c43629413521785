#include "my_work/my_work.h"

#define OFFICE_MINUTES_EAST 420	/* Viet Nam */

static const char schema[] =
	"{\"type\":\"object\",\"required\":[\"items\"],\"additionalProperties\":false,"
	"\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
	"\"required\":[\"kind\",\"record_type\",\"record_id\",\"title\",\"due_on\",\"overdue\"],"
	"\"additionalProperties\":false,\"properties\":{"
	"\"kind\":{\"type\":\"string\"},\"record_type\":{\"type\":\"string\"},"
	"\"record_id\":{\"type\":\"string\",\"format\":\"uuid\"},\"title\":{\"type\":\"string\"},"
	"\"due_on\":{\"type\":[\"string\",\"null\"],\"format\":\"date\"},"
	"\"overdue\":{\"type\":\"boolean\"}}}}}}";

static void add_work(struct text *out, struct arena *arena, const struct work *work)
{
	char id[ID_TEXT_SIZE];

	id_format(work->head.id, id);
	text_add(out, "{\"kind\":");
	json_add_string(out, work->kind);
	json_add_name(out, "record_type");
	json_add_string(out, work->record_type);
	json_add_name(out, "record_id");
	json_add_string(out, id);
	json_add_name(out, "title");
	json_add_string(out, work->title);
	json_add_name(out, "due_on");
	json_add_string(out, unit_day(arena, work->due_on));
	json_add_name(out, "overdue");
	text_add(out, work->overdue ? "true}" : "false}");
}

static void show_my_work(struct request *request)
{
	struct date today = instant_date(request->now, OFFICE_MINUTES_EAST);
	struct list works;

	if (!my_work_list(request->store, request->arena, request->reader, today, &works,
			  &request->fault))
		return;
	text_add(&request->reply, "{\"items\":[");
	for (size_t i = 0; i < works.count; i++) {
		if (i > 0)
			text_add_char(&request->reply, ',');
		add_work(&request->reply, request->arena, works.items[i]);
	}
	text_add(&request->reply, "]}");
}

static const struct route routes[] = {
	{ "GET", "/api/v1/my_work", show_my_work, .needs = RIGHT_SIGNED_IN, .runs = ROUTE_READS,
	  .answers_schema = schema, .operation = "list_my_work",
	  .help = "What waits for the person who is signed in, the most urgent first." },
};
const struct route_table my_work_routes = ROUTES(routes);
