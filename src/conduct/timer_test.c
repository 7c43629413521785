/* The clock of live runs inside a server. */

#include "conduct/server_stage.h"

static const char *start_with_inject(struct stage *s, int64_t minute, struct id *inject_out)
{
	*inject_out = stage_inject(s, RUN_AUTOMATIC, minute, "SCH");
	must(stage_act(s, RUN_ACT_START, "x") != NULL, "the run starts");
	return house_token(s, s->director);
}

/* How many rows the cell has of it. */
static size_t received(struct house *h, const char *director)
{
	house_call(h, director, "GET", "/api/v1/run_recipients?limit=500", ID_NONE, NULL);
	return house_count(h->client.body, "\"run_inject_id\":");
}

TEST(the_clock_of_a_server_releases_what_is_due)
{
	struct stage s = stage_open();
	struct id inject;
	const char *director = start_with_inject(&s, 10, &inject);
	struct house h = house_open(&s);

	CHECK(house_wait(&h, director, 9, 0));
	CHECK(house_wait(&h, director, 1, 1));
	CHECK(received(&h, director) == 1);
	CHECK(strstr(h.client.body, "\"released_time\":600000000") != NULL);
	house_close(&h);
}

TEST(a_server_that_starts_again_goes_on_through_the_outage_and_doubles_nothing)
{
	struct stage s = stage_open();
	struct id inject;
	const char *director = start_with_inject(&s, 10, &inject);

	stage_inject(&s, RUN_AUTOMATIC, 20, "SCH");
	struct house h = house_open(&s);

	CHECK(house_wait(&h, director, 12, 1));
	house_stop(&h);
	stage_boot_us += 9 * MINUTE;	/* nobody is there */
	house_start(&h);
	CHECK(house_wait(&h, director, 0, 2));
	CHECK(received(&h, director) == 2);
	house_call(&h, director, "GET", "/api/v1/runs/%s/clock", s.run_id, NULL);
	CHECK(strstr(h.client.body, "\"exercise_time\":1260000000") != NULL);
	house_close(&h);
}

TEST(after_a_new_start_of_the_machine_a_run_is_interrupted)
{
	struct stage s = stage_open();
	struct id inject;
	const char *director = start_with_inject(&s, 10, &inject);
	struct run *run = run_find(s.o.store, s.o.arena, s.run_id, &s.o.fault);

	must(run != NULL, "there is the run");
	run->boot_id = "an earlier start of the machine";
	must(journal_change(s.o.journal, &run_type, run, &s.o.fault), "it is of another start");
	struct house h = house_open(&s);

	house_call(&h, director, "GET", "/api/v1/runs/%s", s.run_id, NULL);
	CHECK(strstr(h.client.body, "\"state\":\"interrupted\"") != NULL);
	CHECK(house_call(&h, director, "POST", "/api/v1/runs/%s/continue", s.run_id,
			 "{\"from\":\"sometime\"}") == 422);
	CHECK(house_call(&h, director, "POST", "/api/v1/runs/%s/continue", s.run_id,
			 "{\"from\":\"crash\"}") == 200);
	CHECK(house_wait(&h, director, 10, 1));
	house_close(&h);
}

TEST(a_stop_for_safety_is_taken_on_a_full_disk_and_written_later)
{
	struct stage s = stage_open();
	struct id inject;
	const char *director = start_with_inject(&s, 10, &inject);
	const char *player = house_token(&s, s.player);
	struct house h = house_open(&s);

	CHECK(house_wait(&h, director, 5, 0));
	store_fill_disk(true);
	int status = house_call(&h, player, "POST", "/api/v1/runs/%s/stop", s.run_id,
				"{\"description\":\"Có người ngã\"}");

	CHECK(status == 202);
	CHECK(house_wait(&h, director, 30, 0));
	store_fill_disk(false);
	int64_t until = os_boot_us() + 5 * 1000000;

	do {	/* the clock tries again by itself */
		server_wake_companion(h.server);
		house_call(&h, director, "GET", "/api/v1/runs/%s", s.run_id, NULL);
	} while (strstr(h.client.body, "\"state\":\"paused\"") == NULL && os_boot_us() < until);
	CHECK(strstr(h.client.body, "\"anchor_time\":300000000") != NULL);
	CHECK(received(&h, director) == 0);
	house_close(&h);
}
