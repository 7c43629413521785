/* What is said of the injects that wait. */

#include "conduct/server_stage.h"

/* The member of the inject in the answer: "…" after its id. */
static const char *said_of(const struct house *h, struct id inject_id)
{
	char text[ID_TEXT_SIZE];

	id_format(inject_id, text);
	const char *at = strstr(h->client.body, text);

	return at == NULL ? "" : at;
}

static bool says(const struct house *h, struct id inject_id, const char *what)
{
	const char *at = said_of(h, inject_id);

	return *at != '\0' && strncmp(at + ID_TEXT_SIZE - 1, what, strlen(what)) == 0;
}

TEST(what_waits_has_its_due_time_and_what_it_waits_for)
{
	struct stage s = stage_open();
	struct id automatic = stage_inject(&s, RUN_AUTOMATIC, 10, "SCH");
	struct id by_hand = stage_inject(&s, RUN_MANUAL, 0, "SCH");
	struct id reserve = stage_inject(&s, RUN_RESERVE, 0, "YTE");
	struct id gone = stage_inject(&s, RUN_AUTOMATIC, 1, "YTE");

	must(stage_act(&s, RUN_ACT_START, "x") != NULL, "the run starts");
	stage_wait(&s, 2);
	must(stage_tick(&s), "the first is released");
	const char *director = house_token(&s, s.director);
	struct house h = house_open(&s);

	CHECK(house_call(&h, director, "GET", "/api/v1/runs/%s/due", s.run_id, NULL) == 200);
	CHECK(says(&h, automatic, "\",\"due_time\":600000000,\"waits_for\":\"time\"}"));
	CHECK(says(&h, by_hand, "\",\"due_time\":null,\"waits_for\":\"person\"}"));
	CHECK(says(&h, reserve, "\",\"due_time\":null,\"waits_for\":\"reserve\"}"));
	CHECK(said_of(&h, gone)[0] == '\0');
	house_close(&h);
}

TEST(what_is_held_keeps_its_time_as_a_reminder)
{
	struct stage s = stage_open();
	struct id inject = stage_inject(&s, RUN_AUTOMATIC, 10, "SCH");

	must(stage_act(&s, RUN_ACT_START, "x") != NULL, "the run starts");
	act_as(&s, s.controller);
	const struct inject_order hold = { .act = INJECT_HOLD, .reason = "chờ",
		.version = stage_find(&s, inject)->head.version };

	must(act_on_inject(s.o.journal, inject, &hold, &s.moment, &s.o.fault), "it is held");
	const char *controller = house_token(&s, s.controller);
	struct house h = house_open(&s);

	house_call(&h, controller, "GET", "/api/v1/runs/%s/due", s.run_id, NULL);
	CHECK(says(&h, inject, "\",\"due_time\":600000000,\"waits_for\":\"hold\"}"));
	house_close(&h);
}

TEST(players_are_not_told_what_waits)
{
	struct stage s = stage_open();

	stage_inject(&s, RUN_AUTOMATIC, 10, "SCH");
	const char *player = house_token(&s, s.player);
	struct house h = house_open(&s);

	CHECK(house_call(&h, player, "GET", "/api/v1/runs/%s/due", s.run_id, NULL) == 403);
	CHECK(strstr(h.client.body, "waits_for") == NULL);
	/* nor when T is, where no script says so */
	CHECK(house_call(&h, player, "GET", "/api/v1/runs/%s/clock", s.run_id, NULL) == 200);
	CHECK(strstr(h.client.body, "\"story_begins_at\":null") != NULL);
	house_close(&h);
}
