/* Plays every file of tests/scenarios: reads its lines, starts the office it names,
   and goes through its steps. */

#include "tests/scenario.h"

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "base/os.h"
#include "command/demo_krong_ana.h"
#include "command/registry.h"
#include "conduct/conduct.h"
#include "journal/checkpoint.h"
#include "journal/setting.h"
#include "journal/verify.h"
#include "tests/test.h"
#include "web/server.h"

enum { STEPS_MOST = 400, FILE_MOST = 1 << 20 };

/* --- reading ------------------------------------------------------------------ */

/* The next word or quoted text; NULL at the end of the line. */
static const char *read_word(struct arena *arena, const char *at, struct word_of_line *token_out)
{
	while (*at == ' ' || *at == '\t')
		at++;
	if (*at == '\0' || *at == '#')
		return NULL;
	bool quoted = *at == '"';
	const char *from = quoted ? at + 1 : at;
	size_t length = quoted ? strcspn(from, "\"") : strcspn(from, " \t");

	*token_out = (struct word_of_line){ arena_copy_bytes(arena, from, length), quoted };
	must(!quoted || from[length] == '"', "a quoted text of the scenario ends in its line");
	return from + length + (quoted ? 1 : 0);
}

static struct line read_line(struct arena *arena, const char *text, int number)
{
	struct line line = { .number = number };

	for (const char *at = text; at != NULL; ) {
		must(line.count < WORDS_MOST, "a line of the scenario is short");
		at = read_word(arena, at, &line.words[line.count]);
		if (at != NULL)
			line.count++;
	}
	return line;
}

struct script {
	struct line lines[STEPS_MOST];
	bool indented[STEPS_MOST];
	size_t count;
};

static void read_script(struct arena *arena, const char *path, struct script *script)
{
	struct fault fault = { .kind = FAULT_NONE };
	size_t length;
	const char *text = os_read_file(arena, path, FILE_MOST, &length, &fault);
	int number = 1;

	must(text != NULL, "the scenario is there");
	for (const char *at = text; *at != '\0'; number++) {
		size_t width = strcspn(at, "\n");
		const char *copy = arena_copy_bytes(arena, at, width);
		struct line line = read_line(arena, copy, number);

		must(script->count < STEPS_MOST, "a scenario of few lines");
		if (line.count > 0) {
			script->indented[script->count] = *copy == ' ' || *copy == '\t';
			script->lines[script->count++] = line;
		}
		at += width + (at[width] == '\n' ? 1 : 0);
	}
}

/* --- the office --------------------------------------------------------------- */

/* The people of the demonstration in an office without any record. */
static bool add_people(struct journal *journal, struct fault *fault)
{
	if (!access_add_roles(journal, fault))
		return false;
	for (const struct demo_account *a = demo_accounts; a->login != NULL; a++) {
		struct account account = { .login = a->login, .display_name = a->display_name,
					   .clearance = { LABEL_INTERNAL }, .demo = true };

		if (!access_add_account(journal, &account, a->password, fault) ||
		    (a->role != NULL &&
		     !access_add_grant(journal, account.head.id, a->role, ID_NONE, NULL, fault)))
			return false;
	}
	return true;
}

static void write_office(struct arena *arena, struct store *store, const char *name)
{
	struct fault fault = { .kind = FAULT_NONE };
	const struct actor machine = { .role = "machine" };
	struct journal *journal = journal_begin(store, arena, os_now(), &fault);
	bool demo = strcmp(name, "krong-ana") == 0;

	must(demo || strcmp(name, "empty") == 0, "an office that a scenario can name");
	must(journal != NULL && journal_part_begin(journal, &machine, &fault) &&
	     (demo ? demo_krong_ana(journal, &fault) : add_people(journal, &fault)) &&
	     journal_part_end(journal, &fault) && journal_commit(&journal, &fault),
	     "the office is written");
}

static const char *make_office(struct arena *arena, const char *name)
{
	struct fault fault = { .kind = FAULT_NONE };
	const char *path = arena_printf(arena, "%s/office.db", test_folder());
	struct store *store = store_open(path, STORE_CREATE, &fault);

	must(store != NULL && store_migrate(store, NULL, &fault) &&
	     checkpoint_create_key(store, "dientap/scenario", &fault) &&
	     setting_write(store, "deployment", "open", &fault), "the office opens");
	write_office(arena, store, name);
	store_close(&store);
	return path;
}

static struct server *start_server(const char *path)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct server_options options = { .path = path, .listen = "127.0.0.1:0", .shards = 1 };

	options.companion = &conduct_companion;
	options.tables = registry_routes(&options.table_count);
	struct server *server = server_start(&options, &fault);

	if (server == NULL)
		must_stop(__FILE__, __LINE__, fault_code(fault.kind), fault.detail);
	return server;
}

/* --- playing ------------------------------------------------------------------ */

static const char *today_text(struct arena *arena)
{
	char day[DATE_TEXT_SIZE];

	date_format(instant_date(os_now(), 420), day);
	return arena_copy(arena, day);
}

static void play_all(struct scenario *s, const struct script *script)
{
	for (size_t i = 1; i < script->count; ) {
		size_t details = 0;

		while (i + 1 + details < script->count && script->indented[i + 1 + details])
			details++;
		s->step = &script->lines[i];
		s->details = &script->lines[i + 1];
		s->detail_count = details;
		if (!scenario_play(s))
			scenario_fail(s, "there is no such step: %s",
				      s->step->count > 1 ? s->step->words[1].text : "");
		i += 1 + details;
	}
}

/* Whatever was played, the journal proves it afterwards. */
static void check_journal(struct arena *arena, const char *path)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = store_open(path, STORE_READ, &fault);
	struct verify_result result;

	CHECK(store != NULL && verify_run(store, arena, true, &result, &fault) && result.good);
	store_close(&store);
}

static void play(const char *path)
{
	struct arena *arena = arena_create();
	struct script *script = arena_new(arena, struct script);
	struct scenario s = { .arena = arena, .path = path, .today = today_text(arena) };

	registry_install();
	read_script(arena, path, script);
	must(script->count > 1 && strcmp(script->lines[0].words[0].text, "office") == 0,
	     "a scenario begins with its office");
	const char *office = make_office(arena, script->lines[0].words[1].text);
	scenario_take_clock();
	struct server *server = start_server(office);

	s.office = office;
	s.server = server;
	s.port = server_port(server);
	s.client = http_open(s.port);
	play_all(&s, script);
	json_decref(s.answer);
	http_close(&s.client);
	server_stop(server);
	server_destroy(&server);
	check_journal(arena, office);
	arena_destroy(&arena);
}

#define SCENARIO(name_) \
	TEST(scenario_##name_) { play("tests/scenarios/" #name_ ".scenario"); }

SCENARIO(another_district_from_nothing)
SCENARIO(figures_of_krong_ana)
SCENARIO(an_exercise_from_draft_to_closed)
SCENARIO(a_grade_is_confirmed)
SCENARIO(a_task_is_done_and_verified)
SCENARIO(a_plan_is_revised_after_a_finding)
SCENARIO(who_may_not)
SCENARIO(bad_input_is_refused)
SCENARIO(work_that_waits)
SCENARIO(a_report_is_issued)
SCENARIO(two_persons_where_the_office_asks)
SCENARIO(a_run_from_start_to_end)
SCENARIO(a_run_is_paused_for_a_real_emergency)
SCENARIO(a_controller_improvises)
SCENARIO(silence_brings_the_contingency)
SCENARIO(who_sees_what_in_a_run)
