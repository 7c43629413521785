#include "conduct/server_stage.h"

struct played {
	struct stage stage;
	const char *director, *player, *other_player;
};

/* SCH answers after four minutes; YTE received another inject and stays silent. */
static struct played play_a_little(void)
{
	struct played p = { .stage = stage_open() };
	struct stage *s = &p.stage;
	struct id first = stage_inject(s, RUN_AUTOMATIC, 5, "SCH");

	stage_inject(s, RUN_AUTOMATIC, 6, "YTE");
	must(stage_act(s, RUN_ACT_START, "x") != NULL, "the run starts");
	stage_wait(s, 9);
	must(stage_tick(s), "the injects are released");
	act_as(s, s->player);
	must(act_on_recipient(s->o.journal, stage_received(s, first, s->cell)->head.id,
			      RECEPTION_ANSWERED, "Đã di dời", &s->moment, &s->o.fault) != NULL,
	     "the cell answers");
	p.director = house_token(s, s->director);
	p.player = house_token(s, s->player);
	p.other_player = house_token(s, s->other_player);
	return p;
}

TEST(a_run_can_be_looked_at_as_it_stood_at_any_moment)
{
	struct played p = play_a_little();
	struct house h = house_open(&p.stage);

	house_call(&h, p.director, "GET", "/api/v1/runs/%s/at?t=240000000", p.stage.run_id, NULL);
	CHECK(house_count(h.client.body, "\"state\":\"waiting\"") == 2);
	CHECK(strstr(h.client.body, "\"recipients\":[]") != NULL);
	house_call(&h, p.director, "GET", "/api/v1/runs/%s/at?t=360000000", p.stage.run_id, NULL);
	CHECK(house_count(h.client.body, "\"state\":\"released\"") == 4);
	house_call(&h, p.director, "GET", "/api/v1/runs/%s/at?t=540000000", p.stage.run_id, NULL);
	CHECK(house_count(h.client.body, "\"state\":\"answered\"") == 1);
	CHECK(house_call(&h, p.director, "GET", "/api/v1/runs/%s/at?t=soon", p.stage.run_id,
			 NULL) == 400);
	house_close(&h);
}

TEST(a_players_replay_shows_what_he_saw)
{
	struct played p = play_a_little();
	struct house h = house_open(&p.stage);

	house_call(&h, p.player, "GET", "/api/v1/runs/%s/at?t=540000000", p.stage.run_id, NULL);
	CHECK(strstr(h.client.body, "\"injects\":[]") != NULL);
	CHECK(house_count(h.client.body, "\"cell_id\"") == 1);
	CHECK(house_call(&h, p.player, "GET", "/api/v1/runs/%s/evidence", p.stage.run_id, NULL) ==
	      403);
	house_close(&h);
}

TEST(times_of_each_cell_are_counted_from_the_release)
{
	struct played p = play_a_little();
	struct house h = house_open(&p.stage);

	CHECK(house_call(&h, p.director, "GET", "/api/v1/runs/%s/times", p.stage.run_id, NULL) ==
	      200);
	CHECK(strstr(h.client.body, "\"answered\":{\"count\":1,\"median_us\":240000000,"
		     "\"longest_us\":240000000}") != NULL);
	CHECK(strstr(h.client.body, "\"answered\":{\"count\":0,\"median_us\":null,"
		     "\"longest_us\":null}") != NULL);
	CHECK(strstr(h.client.body, "\"late\":{\"count\":2,\"median_us\":180000000,"
		     "\"longest_us\":240000000}") != NULL);
	house_close(&h);
}

TEST(evidence_is_every_record_of_the_run_and_a_checkpoint)
{
	struct played p = play_a_little();
	struct house h = house_open(&p.stage);

	CHECK(house_call(&h, p.director, "GET", "/api/v1/runs/%s/evidence", p.stage.run_id,
			 NULL) == 200);
	CHECK(house_count(h.client.body, "\"type\":\"run_recipient\"") == 2);
	CHECK(house_count(h.client.body, "\"type\":\"run_segment\"") == 1);
	CHECK(house_count(h.client.body, "\"type\":\"checkpoint\"") == 1);
	CHECK(house_count(h.client.body, "\n") ==
	      house_count(h.client.body, "\"type\":\""));
	house_close(&h);
}

TEST(evidence_can_be_one_zip_with_a_file_for_each_kind)
{
	struct played p = play_a_little();
	struct house h = house_open(&p.stage);

	CHECK(house_call(&h, p.director, "GET", "/api/v1/runs/%s/evidence?format=zip",
			 p.stage.run_id, NULL) == 200);
	/* a zip begins so; the names of its parts stand in it as they are */
	CHECK(strncmp(h.client.body, "PK\003\004", 4) == 0);
	CHECK(house_call(&h, p.director, "GET", "/api/v1/runs/%s/evidence?format=doc",
			 p.stage.run_id, NULL) == 400);
	CHECK(house_call(&h, p.player, "GET", "/api/v1/runs/%s/evidence?format=zip",
			 p.stage.run_id, NULL) == 403);
	house_close(&h);
}
