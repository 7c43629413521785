/* The routes of a run beyond those of its collections. */

#include "conduct/api.h"

#include "base/must.h"

void *api_find(struct request *request, const struct record_type *type, enum right right)
{
	must(request->journal != NULL && request->reader != NULL, "changes have a writer");
	void *record = record_store_find(request->store, request->arena, type, request->id,
					 &request->fault);

	if (record == NULL)
		return NULL;
	const struct record_head *head = record_head_const(record);

	if (!reader_may_see(request->reader, type, head->scope_id, head->label)) {
		fault_set(&request->fault, FAULT_NOT_FOUND, NULL, type->name);
		return NULL;
	}
	if (!request_may(request, right, head->scope_id))
		return NULL;
	struct actor actor = request_actor(request, right, head->scope_id);

	journal_set_actor(request->journal, &actor);
	return record;
}

bool api_read_body(struct request *request, const struct record_type *shape, void *out)
{
	return json_read_record(request->arena, shape, request->body, JSON_ADD, out,
				&request->fault);
}

bool api_check_version(struct request *request, const struct record_type *type,
		       const void *record, bool is_needed)
{
	if (!request->has_version)
		return !is_needed ||
		       fault_set(&request->fault, FAULT_VERSION_NEEDED, "If-Match", NULL);
	if (record_head_const(record)->version == request->version)
		return true;
	request->current_type = type;
	request->current = record;
	return fault_set(&request->fault, FAULT_STALE, NULL, type->name);
}

/* After a refusal by the rules the record may be newer than the one that was seen. */
static void show_current(struct request *request, const struct record_type *type)
{
	struct fault ignored = { .kind = FAULT_NONE };

	if (request->fault.kind != FAULT_STALE || request->current != NULL)
		return;
	request->current = record_store_find(request->store, request->arena, type, request->id,
					     &ignored);
	request->current_type = request->current == NULL ? NULL : type;
}

void api_reply(struct request *request, const struct record_type *type, const void *record)
{
	if (record != NULL && request->fault.kind == FAULT_NONE)
		request_reply_record(request, type, record);
	else
		show_current(request, type);
	must(record != NULL || request->fault.kind != FAULT_NONE, "a refusal has a reason");
}

#define ACT(path_, handler_, right_, answers_, operation_, help_) \
	{ "POST", "/api/v1/" path_, handler_, .needs = RIGHT_##right_, .runs = ROUTE_WRITES, \
	  .takes_body = BODY_JSON, .answers = answers_, .operation = operation_, .help = help_ }

#define CLOCK_SCHEMA \
	"{\"type\":\"object\",\"additionalProperties\":false," \
	"\"required\":[\"state\",\"exercise_time\",\"speed\",\"at\",\"story_begins_at\"]," \
	"\"properties\":{" \
	"\"state\":{\"type\":\"string\"},\"exercise_time\":{\"type\":[\"integer\",\"null\"]}," \
	"\"speed\":{\"type\":\"integer\"},\"at\":{\"type\":\"string\"}," \
	"\"story_begins_at\":{\"type\":[\"string\",\"null\"]}}}"
#define PART(members_, required_) \
	"{\"type\":\"object\",\"additionalProperties\":false,\"required\":[" required_ "]," \
	"\"properties\":{" members_ "}}"
#define ARRAY(items_) "{\"type\":\"array\",\"items\":" items_ "}"
#define TEXT_MEMBER(name_) "\"" name_ "\":{\"type\":[\"string\",\"null\"]}"
#define NUMBER_MEMBER(name_) "\"" name_ "\":{\"type\":[\"integer\",\"null\"]}"
#define MOMENT_SCHEMA \
	PART(NUMBER_MEMBER("exercise_time") ",\"injects\":" \
	     ARRAY(PART(TEXT_MEMBER("id") "," TEXT_MEMBER("number") "," TEXT_MEMBER("title") "," \
			TEXT_MEMBER("state"), "\"id\",\"state\"")) ",\"recipients\":" \
	     ARRAY(PART(TEXT_MEMBER("id") "," TEXT_MEMBER("cell_id") "," TEXT_MEMBER("title") \
			"," TEXT_MEMBER("state"), "\"id\",\"state\"")), \
	     "\"exercise_time\",\"injects\",\"recipients\"")
#define DUE_SCHEMA \
	PART("\"items\":" ARRAY(PART(TEXT_MEMBER("id") "," NUMBER_MEMBER("due_time") "," \
				     TEXT_MEMBER("waits_for"), \
				     "\"id\",\"due_time\",\"waits_for\"")), "\"items\"")
#define SPREAD \
	PART(NUMBER_MEMBER("count") "," NUMBER_MEMBER("median_us") "," \
	     NUMBER_MEMBER("longest_us"), "\"count\"")
#define TIMES_SCHEMA \
	PART("\"late\":" SPREAD ",\"cells\":" \
	     ARRAY(PART(TEXT_MEMBER("cell_id") "," TEXT_MEMBER("name") "," \
			NUMBER_MEMBER("received") ",\"acknowledged\":" SPREAD \
			",\"answered\":" SPREAD, "\"cell_id\",\"received\"")), \
	     "\"late\",\"cells\"")
#define ACCOUNTS_SCHEMA \
	"{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"items\"]," \
	"\"properties\":{\"items\":{\"type\":\"array\",\"items\":{\"type\":\"object\"," \
	"\"additionalProperties\":false,\"required\":[\"id\",\"name\"],\"properties\":{" \
	"\"id\":{\"type\":\"string\"},\"name\":{\"type\":\"string\"}}}}}}"

static const struct route routes[] = {
	{ "GET", "/api/v1/runs/:id/clock", api_show_clock, .needs = RIGHT_RUN_READ,
	  .answers_schema = CLOCK_SCHEMA, .operation = "show_run_clock",
	  .help = "The exercise time now; speed 0: the clock stands; T in the story." },
	{ "GET", "/api/v1/runs/:id/due", api_list_due, .needs = RIGHT_RUN_SCRIPT_READ,
	  .answers_schema = DUE_SCHEMA, .operation = "list_run_due",
	  .help = "Injects that wait: when each is due and what it waits for: time, person,"
		  " condition, hold or reserve." },
	{ "GET", "/api/v1/runs/:id/accounts", api_list_accounts, .needs = RIGHT_RUN_DIRECT,
	  .answers_schema = ACCOUNTS_SCHEMA, .operation = "list_run_accounts",
	  .help = "Accounts that can be named as members." },
	{ "GET", "/api/v1/runs/:id/at", api_show_moment, .needs = RIGHT_RUN_READ,
	  .parameters = "t:integer", .answers_schema = MOMENT_SCHEMA,
	  .operation = "show_run_moment",
	  .help = "What stood how at the exercise time t, in microseconds from T." },
	{ "GET", "/api/v1/runs/:id/times", api_show_times, .needs = RIGHT_RUN_READ,
	  .answers_schema = TIMES_SCHEMA, .operation = "show_run_times",
	  .help = "How late the clock was, and how long each cell took." },
	{ "GET", "/api/v1/runs/:id/evidence", api_show_evidence, .needs = RIGHT_RUN_SCRIPT_READ,
	  .runs = ROUTE_WORKS, .answers_types = "application/x-ndjson, application/zip",
	  .parameters = "format:string", .operation = "show_run_evidence",
	  .help = "All of a run as JSON lines (jsonl, as it is unless told otherwise), or as a zip"
		  " with a file for each kind; with the journal's newest checkpoint." },
	ACT("runs/:id/start", api_start, RUN_DIRECT, &run_type, "start_run",
	    "Starts the clock; {\"reason\"} if not every cell has reported."),
	ACT("runs/:id/pause", api_pause, RUN_DIRECT, &run_type, "pause_run",
	    "The clock stands; {\"reason\"}."),
	ACT("runs/:id/resume", api_resume, RUN_DIRECT, &run_type, "resume_run",
	    "The clock goes on where it stood."),
	ACT("runs/:id/jump", api_jump, RUN_DIRECT, &run_type, "jump_run",
	    "Forward to the exercise time {\"to\"}; what lies between is released."),
	ACT("runs/:id/speed", api_speed, RUN_DIRECT, &run_type, "set_run_speed",
	    "{\"speed\"} in thousandths, 100 to 600000."),
	ACT("runs/:id/continue", api_continue, RUN_DIRECT, &run_type, "continue_run",
	    "After an interruption: {\"from\"}: crash or now."),
	ACT("runs/:id/end", api_end, RUN_DIRECT, &run_type, "end_run",
	    "Ends the run for good; {\"reason\"}."),
	ACT("run_injects/:id/release", api_release, RUN_CONTROL, &run_inject_type,
	    "release_run_inject", "Releases it now."),
	ACT("run_injects/:id/skip", api_skip, RUN_CONTROL, &run_inject_type, "skip_run_inject",
	    "It will not be released; {\"reason\"}."),
	ACT("run_injects/:id/delay", api_delay, RUN_CONTROL, &run_inject_type,
	    "delay_run_inject",
	    "Moves its time by {\"by_us\"} microseconds of exercise time; {\"reason\"}."),
	ACT("run_injects/:id/hold", api_hold, RUN_CONTROL, &run_inject_type, "hold_run_inject",
	    "Keeps it back; {\"reason\"}."),
	ACT("run_injects/:id/let_go", api_let_go, RUN_CONTROL, &run_inject_type,
	    "let_go_run_inject", "Ends the hold."),
	ACT("run_injects/:id/outcome", api_outcome, RUN_LOG_WRITE, &run_inject_type,
	    "set_run_inject_outcome", "Records the {\"outcome\"} of the cells' handling."),
	ACT("run_injects/:id/finish", api_finish, RUN_CONTROL, &run_inject_type,
	    "finish_run_inject", "Done, although not every cell has closed it."),
	ACT("run_recipients/:id/deliver", api_deliver, RUN_ANSWER, &run_recipient_type,
	    "deliver_run_recipient", "A screen of the addressed cell has it."),
	ACT("run_recipients/:id/open", api_open, RUN_ANSWER, &run_recipient_type,
	    "open_run_recipient", "Somebody of the cell reads it."),
	ACT("run_recipients/:id/acknowledge", api_acknowledge, RUN_ANSWER, &run_recipient_type,
	    "acknowledge_run_recipient", "Received; the response clock starts."),
	ACT("run_recipients/:id/work", api_work, RUN_ANSWER, &run_recipient_type,
	    "work_run_recipient", "The cell works on it."),
	ACT("run_recipients/:id/answer", api_answer, RUN_ANSWER, &run_recipient_type,
	    "answer_run_recipient", "The {\"answer\"}; it may be mended until it is closed."),
	ACT("run_recipients/:id/close", api_close, RUN_ANSWER, &run_recipient_type,
	    "close_run_recipient", "The cell is done with it."),
	ACT("runs/:id/messages", api_send, RUN_READ, &run_message_type, "send_run_message",
	    "A letter {\"text\"} from a cell to a cell; none: control."),
	ACT("run_messages/:id/read", api_read, RUN_INBOX_READ, &run_message_type,
	    "read_run_message", "The addressee has read it."),
	ACT("run_cells/:id/check", api_check, RUN_READ, &run_cell_type, "check_run_cell",
	    "The cell reports in the communication check."),
	ACT("run_decisions/:id/end", api_end_decision, RUN_ANSWER, &run_decision_type,
	    "end_run_decision", "The meeting is over; the {\"document\"} that came of it."),
	{ "POST", "/api/v1/runs/:id/stop", api_stop, .needs = RIGHT_RUN_READ,
	  .runs = ROUTE_WORKS, .takes_body = BODY_JSON, .answers = &run_type,
	  .operation = "stop_run",
	  .help = "Stop for safety, open to everyone in the run: {\"description\"}, and for the"
		  " register {\"kind\"} and {\"severity\"}." },
};
const struct route_table run_routes = ROUTES(routes);
