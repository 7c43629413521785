/* Handlers of the run and of its injects. */

#include "conduct/api.h"

#include <string.h>

#include "base/must.h"
#include "conduct/timer.h"

/* ---- the clock ---- */

struct order_body {
	const char *reason, *from;
	struct optional_time to;
	struct optional_integer speed;
};
static const struct field order_fields[] = {
	FIELD(struct order_body, reason, "Lý do", "Reason", "In words.", .max = 1000),
	FIELD(struct order_body, from, "Từ", "From", "crash or now.", .max = 10),
	FIELD(struct order_body, to, "Đến", "To", "Exercise time."),
	FIELD(struct order_body, speed, "Tốc độ", "Speed", "Thousandths."),
};
static const struct record_type order_shape = RECORD_TYPE(order_body, order_fields);

/* A speed or a moment that is not said is no order. */
static bool read_order(struct request *request, enum run_act act, struct run_order *order_out)
{
	struct order_body body = { .reason = NULL };

	if (!api_read_body(request, &order_shape, &body))
		return false;
	if (act == RUN_ACT_JUMP && !body.to.has_value)
		fault_add_problem(&request->fault, request->arena, "/to", PROBLEM_REQUIRED, NULL);
	if (act == RUN_ACT_SPEED && !body.speed.has_value)
		fault_add_problem(&request->fault, request->arena, "/speed", PROBLEM_REQUIRED,
				  NULL);
	bool is_crash = body.from != NULL && strcmp(body.from, "crash") == 0;
	bool is_now = body.from != NULL && strcmp(body.from, "now") == 0;

	if (act == RUN_ACT_CONTINUE && !is_crash && !is_now)
		fault_add_problem(&request->fault, request->arena, "/from", PROBLEM_NOT_WORD,
				  "crash, now");
	*order_out = (struct run_order){ .act = act, .to = body.to.time,
		.speed = body.speed.value, .reason = body.reason, .from_now = is_now };
	return request->fault.kind == FAULT_NONE;
}

static void order(struct request *request, enum run_act act)
{
	const struct run *run = api_find(request, &run_type, RIGHT_RUN_DIRECT);
	struct run_order order;

	if (run == NULL || !api_check_version(request, &run_type, run, false) ||
	    !read_order(request, act, &order))
		return;
	const struct moment moment = conduct_moment(request->now);

	api_reply(request, &run_type, act_on_run(request->journal, request->id, &order, &moment,
						 &request->fault));
}

void api_start(struct request *request)
{
	order(request, RUN_ACT_START);
}

void api_pause(struct request *request)
{
	order(request, RUN_ACT_PAUSE);
}

void api_resume(struct request *request)
{
	order(request, RUN_ACT_RESUME);
}

void api_jump(struct request *request)
{
	order(request, RUN_ACT_JUMP);
}

void api_speed(struct request *request)
{
	order(request, RUN_ACT_SPEED);
}

void api_continue(struct request *request)
{
	order(request, RUN_ACT_CONTINUE);
}

void api_end(struct request *request)
{
	order(request, RUN_ACT_END);
}

/* T in the story, which all in the run live in: the script itself stays hidden. */
static bool add_story(struct request *request, const struct run *run)
{
	struct store *system = request_system_store(request);
	char text[INSTANT_TEXT_SIZE];
	int64_t begins_us = 0;

	if (system == NULL || !store_integer(system,
			"SELECT coalesce(max(coalesce(nullif(story_starts_at, 0),"
			" starts_at)), 0)\n"
			"FROM visible_script\n"
			"WHERE exercise_id = :exercise",
			BINDS(ID("exercise", run->exercise_id)), &begins_us, &request->fault))
		return false;
	must(begins_us >= 0, "T lies after 1970");
	instant_format((struct instant){ begins_us }, text);
	json_add_name(&request->reply, "story_begins_at");
	json_add_string(&request->reply, begins_us == 0 ? NULL : text);
	return true;
}

/* A screen shows the time by itself from this one answer, until the run changes. */
void api_show_clock(struct request *request)
{
	const struct run *run = run_find(request->store, request->arena, request->id,
					 &request->fault);
	char text[INSTANT_TEXT_SIZE];

	if (run == NULL)
		return;
	const struct moment moment = conduct_moment(request->now);
	const struct optional_time time = { run->anchor_time.has_value,
					    run_time(run, &moment) };
	static const struct field field = { .type = FIELD_EXERCISE_TIME };

	instant_format(run_instant(run, &moment), text);
	text_add(&request->reply, "{");
	json_add_name(&request->reply, "state");
	json_add_string(&request->reply, words_word(&run_state_words, run->state));
	json_add_name(&request->reply, "exercise_time");
	json_add_field(&request->reply, &field, &time);
	json_add_name(&request->reply, "speed");
	text_add_integer(&request->reply, run->state == RUN_RUNNING ? run->speed : 0);
	json_add_name(&request->reply, "at");
	json_add_string(&request->reply, text);
	if (add_story(request, run))
		text_add(&request->reply, "}");
}

/* Who directs a run names people without being let into their accounts. */
void api_list_accounts(struct request *request)
{
	const struct run *run = run_find(request->store, request->arena, request->id,
					 &request->fault);
	struct store *system = run == NULL ||
		!request_may(request, RIGHT_RUN_DIRECT, run->head.scope_id) ? NULL :
		request_system_store(request);

	if (system == NULL)
		return;
	struct rows *rows = store_rows(system,
		"SELECT id, display_name\n"
		"FROM visible_account\n"
		"WHERE disabled = 0\n"
		"ORDER BY display_name, id", NO_BINDS, &request->fault);
	const char *border = "{\"items\":[";

	while (rows_next(rows)) {
		char id[ID_TEXT_SIZE];

		id_format(rows_id(rows, "id"), id);
		text_add_format(&request->reply, "%s{\"id\":\"%s\",\"name\":", border, id);
		json_add_string(&request->reply, rows_text(rows, "display_name"));
		text_add(&request->reply, "}");
		border = ",";
	}
	if (rows_end(&rows, &request->fault))
		text_add(&request->reply, *border == ',' ? "]}" : "{\"items\":[]}");
}

/* ---- injects ---- */

struct inject_body {
	const char *reason, *outcome;
	int64_t by_us;
};
static const struct field inject_body_fields[] = {
	FIELD(struct inject_body, reason, "Lý do", "Reason", "In words.", .max = 1000),
	FIELD(struct inject_body, outcome, "Kết quả", "Outcome", "In words.", .max = 100),
	FIELD(struct inject_body, by_us, "Thêm", "By", "Microseconds of exercise time.",
	      .min = -INT64_C(31622400000000), .max = INT64_C(31622400000000)),
};
static const struct record_type inject_shape = RECORD_TYPE(inject_body, inject_body_fields);

static void act(struct request *request, enum inject_act act, enum right right)
{
	const struct run_inject *inject = api_find(request, &run_inject_type, right);
	struct inject_body body = { .reason = NULL };

	if (inject == NULL || !api_check_version(request, &run_inject_type, inject, true) ||
	    !api_read_body(request, &inject_shape, &body))
		return;
	const struct moment moment = conduct_moment(request->now);
	const struct inject_order order = { .act = act, .version = request->version,
		.by_us = body.by_us, .reason = body.reason, .outcome = body.outcome };
	bool good = act_on_inject(request->journal, request->id, &order, &moment,
				  &request->fault);

	api_reply(request, &run_inject_type, !good ? NULL :
		  record_store_find(request->store, request->arena, &run_inject_type,
				    request->id, &request->fault));
}

void api_release(struct request *request)
{
	act(request, INJECT_RELEASE, RIGHT_RUN_CONTROL);
}

void api_skip(struct request *request)
{
	act(request, INJECT_SKIP, RIGHT_RUN_CONTROL);
}

void api_delay(struct request *request)
{
	act(request, INJECT_DELAY, RIGHT_RUN_CONTROL);
}

void api_hold(struct request *request)
{
	act(request, INJECT_HOLD, RIGHT_RUN_CONTROL);
}

void api_let_go(struct request *request)
{
	act(request, INJECT_LET_GO, RIGHT_RUN_CONTROL);
}

void api_outcome(struct request *request)
{
	act(request, INJECT_OUTCOME, RIGHT_RUN_LOG_WRITE);
}

void api_finish(struct request *request)
{
	act(request, INJECT_FINISH, RIGHT_RUN_CONTROL);
}

/* ---- safety ---- */

struct safety_body {
	const char *description;
	enum incident_kind kind;
	enum incident_severity severity;
};
static const struct field safety_fields[] = {
	FIELD(struct safety_body, description, "Diễn biến", "What happened", "The facts.",
	      .flags = FIELD_REQUIRED, .max = 1000),
	FIELD_ENUM(struct safety_body, kind, &incident_kind_words, "Đối tượng", "Kind",
		   "Who or what was harmed."),
	FIELD_ENUM(struct safety_body, severity, &incident_severity_words, "Mức độ", "Severity",
		   "How bad it was."),
};
static const struct record_type safety_shape = RECORD_TYPE(safety_body, safety_fields);

static bool write_stop(struct request *request, void *context)
{
	const struct safety_body *body = context;
	const struct safety safety = { body->description, body->kind, body->severity };
	const struct moment moment = conduct_moment(request->now);
	const struct run *run = act_stop(request->journal, request->id, &safety, &moment,
					 &request->fault);

	if (run == NULL)
		return false;
	request_reply_record(request, &run_type, run);
	return true;
}

/* Safety does not wait for room on the disk: nothing is released from now on, and the
   stop is written as soon as it can be.  202: taken, not yet recorded. */
static void hold(struct request *request, const struct run *run, const struct safety_body *body)
{
	const struct safety safety = { body->description, body->kind, body->severity };
	const struct moment moment = conduct_moment(request->now);

	if (run->state != RUN_RUNNING && run->state != RUN_PAUSED)
		return;
	timer_hold(request->site, run->head.id, &safety, reader_account_id(request->reader),
		   &moment);
	request->fault = (struct fault){ .kind = FAULT_NONE };
	request->status = 202;
	request_reply_record(request, &run_type, run);
}

void api_stop(struct request *request)
{
	const struct run *run = run_find(request->store, request->arena, request->id,
					 &request->fault);
	struct safety_body body = { .description = NULL };

	if (run == NULL || !request_may(request, RIGHT_RUN_READ, run->head.scope_id) ||
	    !api_read_body(request, &safety_shape, &body))
		return;
	if (request_write(request, RIGHT_RUN_READ, run->head.scope_id, write_stop, &body))
		return;
	must(request->fault.kind != FAULT_NONE, "a stop that was not taken says why");
	if (request->fault.kind == FAULT_DISK_FULL)
		hold(request, run, &body);
}
