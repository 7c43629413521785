/* The verbs of a live run, whose clock the scenario moves. */

#include "tests/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "command/demo_krong_ana.h"
#include "conduct/live.h"
#include "conduct/moment.h"
#include "tests/test.h"
#include "web/server.h"

/* Read by the thread of the clock; each scenario has a process of its own. */
static _Atomic int64_t clock_us = INT64_C(1000000000);

static int64_t scenario_clock(void)
{
	return clock_us;
}

void scenario_take_clock(void)
{
	conduct_set_clock(scenario_clock);
}

static const char *word(const struct scenario *s, size_t index)
{
	return index < s->step->count ? s->step->words[index].text : "";
}

static const char *id_of(struct scenario *s, const char *name)
{
	return scenario_handle(s, name)->id;
}

/* ---- the clock ---- */

/* Nothing of any run is due any more: the server's clock has done its work. */
static bool is_settled(struct scenario *s, struct store *store)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct list runs;
	const char *sql = arena_printf(s->arena, "SELECT %s FROM visible_run"
		" WHERE state = 'running'", record_store_columns(&run_type));

	must(store_list(store, s->arena, &run_type, sql, NO_BINDS, &runs, &fault),
	     "the runs are read");
	for (size_t i = 0; i < runs.count; i++) {
		const struct live *live = live_read(store, s->arena,
			record_head_const(runs.items[i])->id, &fault);

		if (live == NULL || live_next_due(live) <= clock_us)
			return false;
	}
	return true;
}

/* the clock moves N minutes|seconds|hours */
static void play_clock(struct scenario *s)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = store_open(s->office, STORE_READ, &fault);
	int64_t unit = strncmp(word(s, 4), "hour", 4) == 0 ? INT64_C(3600000000) :
		       strncmp(word(s, 4), "second", 6) == 0 ? INT64_C(1000000) :
		       INT64_C(60000000);
	int64_t until = os_boot_us() + 8 * 1000000;

	must(store != NULL, "the office is read");
	clock_us += atoll(word(s, 3)) * unit;
	server_wake_companion(s->server);
	while (!is_settled(s, store) && os_boot_us() < until)
		continue;
	if (!is_settled(s, store))
		scenario_fail(s, "what is due was not released");
	store_close(&store);
}

/* "T+90", "T-5": minutes from T in microseconds; false for any other word. */
bool scenario_read_time(const char *text, int64_t *us_out)
{
	if (text[0] != 'T' || (text[1] != '+' && text[1] != '-'))
		return false;
	*us_out = strtoll(text + 1, NULL, 10) * INT64_C(60000000);
	return true;
}

/* ---- people ---- */

static const char *display_name(const char *login)
{
	for (const struct demo_account *a = demo_accounts; a->login != NULL; a++)
		if (strcmp(a->login, login) == 0)
			return a->display_name;
	return login;
}

/* The id by which whoever directs the run can name the person. */
static const char *account_id(struct scenario *s, const char *run, const char *login)
{
	size_t index;
	json_t *item;

	if (!scenario_call(s, "GET", arena_printf(s->arena, "runs/%s/accounts", run), 0, NULL))
		return NULL;
	json_array_foreach(json_object_get(s->answer, "items"), index, item)
		if (strcmp(json_string_value(json_object_get(item, "name")),
			   display_name(login)) == 0)
			return arena_copy(s->arena,
					  json_string_value(json_object_get(item, "id")));
	scenario_fail(s, "there is no %s", login);
	return NULL;
}

/* PERSON names LOGIN as ROLE in RUN [of CELL] */
static void play_names(struct scenario *s)
{
	const char *run = id_of(s, word(s, 6));
	const char *account = account_id(s, run, word(s, 2));
	bool has_cell = s->step->count > 8;

	if (account == NULL)
		return;
	scenario_call(s, "POST", "run_members", 0, arena_printf(s->arena,
		"{\"run_id\":\"%s\",\"account_id\":\"%s\",\"role\":\"%s\"%s%s%s}", run, account,
		word(s, 4), has_cell ? ",\"cell_id\":\"" : "",
		has_cell ? id_of(s, word(s, 8)) : "", has_cell ? "\"" : ""));
}

/* ---- what they do ---- */

static void post(struct scenario *s, const char *name, const char *action, json_t *body)
{
	struct handle *handle = scenario_handle(s, name);

	if (scenario_call(s, "POST", arena_printf(s->arena, "%s/%s/%s", handle->plural,
						  handle->id, action), handle->version,
			  scenario_dump(s, body)))
		scenario_keep(s, handle);
}

/* PERSON answers NAME "TEXT" */
static void play_answers(struct scenario *s)
{
	post(s, word(s, 2), "answer", json_pack("{s:s}", "answer", word(s, 3)));
}

/* PERSON notes "OUTCOME" of NAME */
static void play_notes(struct scenario *s)
{
	post(s, word(s, 4), "outcome", json_pack("{s:s}", "outcome", word(s, 2)));
}

/* PERSON delays NAME by N minutes because "REASON" */
static void play_delays(struct scenario *s)
{
	json_t *body = json_pack("{s:I, s:s}", "by_us",
				 (json_int_t)(atoll(word(s, 4)) * INT64_C(60000000)), "reason",
				 word(s, 7));

	post(s, word(s, 2), "delay", body);
}

/* PERSON jumps with RUN to T+N */
static void play_jumps(struct scenario *s)
{
	int64_t to = 0;

	must(scenario_read_time(word(s, 5), &to), "a jump leads to T+minutes");
	post(s, word(s, 3), "jump", json_pack("{s:I}", "to", (json_int_t)to));
}

/* PERSON runs RUN at N times */
static void play_runs(struct scenario *s)
{
	post(s, word(s, 2), "speed",
	     json_pack("{s:I}", "speed", (json_int_t)(atof(word(s, 4)) * 1000)));
}

/* PERSON stops RUN because "WHAT HAPPENED" */
static void play_stops(struct scenario *s)
{
	post(s, word(s, 2), "stop", json_pack("{s:s}", "description", word(s, 4)));
}

/* PERSON writes "TEXT" in RUN from CELL|control to CELL|control */
static void play_writes(struct scenario *s)
{
	json_t *body = json_pack("{s:s}", "text", word(s, 2));

	if (strcmp(word(s, 6), "control") != 0)
		json_object_set_new(body, "from_cell_id", json_string(id_of(s, word(s, 6))));
	if (strcmp(word(s, 8), "control") != 0)
		json_object_set_new(body, "to_cell_id", json_string(id_of(s, word(s, 8))));
	scenario_call(s, "POST", arena_printf(s->arena, "runs/%s/messages",
					      id_of(s, word(s, 4))), 0, scenario_dump(s, body));
}

static const struct { const char *verb; void (*play)(struct scenario *s); } verbs[] = {
	{ "clock", play_clock }, { "names", play_names }, { "answers", play_answers },
	{ "notes", play_notes }, { "delays", play_delays }, { "jumps", play_jumps },
	{ "runs", play_runs }, { "stops", play_stops }, { "writes", play_writes },
};

bool scenario_play_run(struct scenario *s)
{
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (strcmp(word(s, 1), verbs[i].verb) != 0)
			continue;
		verbs[i].play(s);
		return true;
	}
	return false;
}
