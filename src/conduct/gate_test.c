/* What a player cannot find out, over the real interface: random scripts, everything that
   can be asked, and the stream.  Each text bears a mark of its own, so that a leak by
   whatever way is seen. */

#include "conduct/server_stage.h"

enum { INJECTS = 14, LAST_MINUTE = 40 };

struct secret {
	struct id id;
	bool of_cell, of_other_cell, is_labelled;
	bool is_timed;			/* the others wait for a person, who never comes */
	int64_t minute;
};

struct gate {
	struct stage stage;
	struct secret secrets[INJECTS];
	const char *controller, *player, *cleared_player, *other_player, *observer;
};

static uint64_t below(uint64_t *state, uint64_t bound)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (*state >> 33) % bound;
}

static struct id add_cleared(struct stage *s, const char *login)
{
	struct account account = { .login = login, .display_name = login,
				   .clearance = { LABEL_INTERNAL } };

	must(access_add_account(s->o.journal, &account, NULL, &s->o.fault), "an account");
	return account.head.id;
}

static void add_secret(struct gate *g, size_t number, uint64_t *random)
{
	struct stage *s = &g->stage;
	struct secret *secret = &g->secrets[number];

	*secret = (struct secret){ .of_cell = below(random, 2), .of_other_cell = below(random, 2),
		.is_labelled = below(random, 4) == 0, .is_timed = below(random, 4) > 0,
		.minute = (int64_t)below(random, LAST_MINUTE) };
	struct run_inject inject = { .run_id = s->run_id, .kind = RUN_INJECT,
		.head.label.level = secret->is_labelled ? LABEL_INTERNAL : LABEL_NONE,
		.release = secret->is_timed ? RUN_AUTOMATIC : RUN_MANUAL,
		.planned_time = { true, { secret->minute * MINUTE } },
		.title = arena_printf(s->o.arena, "tieude%zux", number),
		.text = arena_printf(s->o.arena, "noidung%zux", number),
		.expected_actions = arena_printf(s->o.arena, "dapan%zux", number),
		.note = arena_printf(s->o.arena, "ghichu%zux", number),
		.recipients = arena_printf(s->o.arena, "%s %s", secret->of_cell ? "SCH" : "",
					   secret->of_other_cell ? "YTE" : "") };

	must(collection_add(s->o.journal, &run_inject_collection, &inject, &s->o.fault),
	     "an inject");
	secret->id = inject.head.id;
}

static struct gate gate_open(uint64_t seed)
{
	struct gate g = { .stage = stage_open() };
	struct stage *s = &g.stage;
	struct id observer = stage_account(s, "quansat"), controller = add_cleared(s, "dieuhanh"),
		  cleared = add_cleared(s, "nguoitapmat");

	stage_member(s, cleared, RUN_PLAYER, s->cell);
	stage_member(s, observer, RUN_OBSERVER, ID_NONE);
	stage_member(s, controller, RUN_DIRECTOR, ID_NONE);
	for (size_t i = 0; i < INJECTS; i++)
		add_secret(&g, i, &seed);
	must(stage_act(s, RUN_ACT_START, "x") != NULL, "the run starts");
	g.controller = house_token(s, controller);
	g.player = house_token(s, s->player);
	g.cleared_player = house_token(s, cleared);
	g.other_player = house_token(s, s->other_player);
	g.observer = house_token(s, observer);
	return g;
}

/* Everything that may be asked about an inject, or about all of them. */
static const char *const addresses[] = {
	"/api/v1/run_injects?limit=500", "/api/v1/run_recipients?limit=500",
	"/api/v1/run_messages", "/api/v1/run_logs", "/api/v1/run_conditions",
	"/api/v1/run_decisions", "/api/v1/runs", "/api/v1/run_cells", "/api/v1/run_members",
	"/api/v1/run_segments", "/api/v1/injects", "/api/v1/my_work",
	"/api/v1/run_recipients?q=noidung", "/api/v1/run_injects?q=noidung",
	"/api/v1/run_injects/%s", "/api/v1/run_injects/%s/history",
	"/api/v1/run_injects/%s/actions", "/api/v1/journal?record_id=%s",
};

struct eyes { const char *token; bool sees_cell, sees_other_cell, is_cleared; };

static bool should_see(const struct secret *secret, const struct eyes *eyes, int64_t minute)
{
	return secret->is_timed && secret->minute <= minute &&
	       ((secret->of_cell && eyes->sees_cell) ||
		(secret->of_other_cell && eyes->sees_other_cell)) &&
	       (!secret->is_labelled || eyes->is_cleared);
}

static bool holds(const char *text, const char *mark, size_t number)
{
	char whole[40];

	snprintf(whole, sizeof(whole), "%s%zux", mark, number);
	return strstr(text, whole) != NULL;
}

static void check_answer(const struct house *h, const struct gate *g, const struct eyes *eyes,
			 int64_t minute, const char *path)
{
	bool is_inbox = strcmp(path, "/api/v1/run_recipients?limit=500") == 0;

	for (size_t i = 0; i < INJECTS; i++) {
		bool may = should_see(&g->secrets[i], eyes, minute);
		bool sees = holds(h->client.body, "noidung", i);

		CHECK(!sees || may);
		CHECK(!holds(h->client.body, "tieude", i) || may);
		CHECK(!holds(h->client.body, "dapan", i) && !holds(h->client.body, "ghichu", i));
		CHECK(!is_inbox || sees == may);
	}
}

/* Numbers in an inbox go 1, 2, 3 …: a gap would tell of what is hidden. */
static void check_numbers(const struct house *h, const struct gate *g, const struct eyes *eyes,
			  int64_t minute)
{
	char mark[40];
	size_t plain = 0;

	for (size_t i = 0; i < INJECTS; i++)
		plain += should_see(&g->secrets[i], eyes, minute) &&
			 !g->secrets[i].is_labelled;
	for (size_t number = 1; number <= plain; number++) {
		snprintf(mark, sizeof(mark), "\"position\":%zu,", number);
		CHECK(strstr(h->client.body, mark) != NULL);
	}
	snprintf(mark, sizeof(mark), "\"position\":%zu,", (size_t)INJECTS + 1);
	CHECK(strstr(h->client.body, mark) == NULL);
}

static void check_eyes(struct house *h, const struct gate *g, const struct eyes *eyes,
		       int64_t minute, size_t about)
{
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		house_call(h, eyes->token, "GET", addresses[i], g->secrets[about].id, NULL);
		check_answer(h, g, eyes, minute, addresses[i]);
	}
	house_call(h, eyes->token, "GET", "/api/v1/run_recipients?limit=500", ID_NONE, NULL);
	check_numbers(h, g, eyes, minute);
}

/* An event tells of a record that this reader may read; never of the script. */
static void check_stream(struct house *h, struct http_client *stream, const char *token)
{
	size_t received = 0;

	for (const char *event = http_event(stream, 2000); event != NULL;
	     event = http_event(stream, 200)) {
		const char *id = strstr(event, "\"id\":\"");

		CHECK(strstr(event, "\"run_inject\"") == NULL);
		CHECK(strstr(event, "\"run_log\"") == NULL);
		if (id == NULL || strstr(event, "\"run_recipient\"") == NULL)
			continue;
		received++;
		http_call(&h->client, "GET",
			  arena_printf(h->stage.o.arena, "/api/v1/run_recipients/%.36s", id + 6),
			  token, NULL);
		CHECK(h->client.status == 200);
	}
	CHECK(received > 0);
}

static size_t released_until(const struct gate *g, int64_t minute)
{
	size_t count = 0;

	for (size_t i = 0; i < INJECTS; i++)
		count += g->secrets[i].is_timed && g->secrets[i].minute <= minute;
	return count;
}

static void play(uint64_t seed)
{
	struct gate g = gate_open(seed);
	struct house h = house_open(&g.stage);
	const struct eyes all[] = {
		{ g.player, true, false, false }, { g.cleared_player, true, false, true },
		{ g.other_player, false, true, false }, { g.observer, false, false, false },
	};
	struct http_client stream = http_open(server_port(h.server));

	CHECK(http_follow(&stream, "/api/v1/events", g.player) == 200);
	for (int64_t minute = 0; minute < LAST_MINUTE; minute += 13) {
		CHECK(house_wait(&h, g.controller, minute == 0 ? 0 : 13,
				 released_until(&g, minute)));
		for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
			check_eyes(&h, &g, &all[i], minute, below(&seed, INJECTS));
	}
	check_stream(&h, &stream, g.player);
	http_close(&stream);
	house_close(&h);
}

TEST(a_player_finds_nothing_before_its_time_in_a_first_random_script)
{
	play(11);
}

TEST(a_player_finds_nothing_before_its_time_in_a_second_random_script)
{
	play(4711);
}

TEST(a_player_finds_nothing_before_its_time_in_a_third_random_script)
{
	play(20260301);
}

TEST(a_player_can_move_nothing_that_is_not_his)
{
	struct gate g = gate_open(5);
	struct house h = house_open(&g.stage);
	static const char *const acts[] = { "/api/v1/run_injects/%s/release",
		"/api/v1/run_injects/%s/skip", "/api/v1/run_injects/%s/outcome" };

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		int status = house_call(&h, g.player, "POST", acts[i], g.secrets[0].id, "{}");

		CHECK(status == 403 || status == 404);
	}
	CHECK(house_call(&h, g.player, "POST", "/api/v1/runs/%s/pause", g.stage.run_id, "{}") ==
	      403);
	CHECK(house_call(&h, g.observer, "POST", "/api/v1/run_cells/%s/check", g.stage.cell,
			 "{}") == 403);
	CHECK(house_call(&h, g.player, "POST", "/api/v1/runs/%s/stop", g.stage.run_id,
			 "{\"description\":\"Có người ngã\"}") == 200);
	CHECK(strstr(h.client.body, "\"state\":\"paused\"") != NULL);
	house_close(&h);
}
