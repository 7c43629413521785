#include "conduct/test_fixture.h"
#include "inject/inject.h"

static struct id add_cell(struct stage *s, const char *code, enum cell_kind kind)
{
	struct cell cell = { .head.scope_id = s->exercise_id, .exercise_id = s->exercise_id,
			     .position = 1, .code = code, .name = code, .kind = kind };

	return office_add(&s->o, &cell_type, &cell);
}

static void seat(struct stage *s, struct id cell_id, struct id account_id, bool leads)
{
	struct cell_member member = { .head.scope_id = s->exercise_id, .cell_id = cell_id,
				      .account_id = account_id, .leads = leads };

	office_add(&s->o, &cell_member_type, &member);
}

static struct id add_inject(struct stage *s, int64_t number, enum inject_state state,
			    enum inject_release release, struct id cell_id)
{
	struct inject inject = { .head.scope_id = s->exercise_id, .exercise_id = s->exercise_id,
		.number = number, .kind = INJECT_CONTEXTUAL, .release = release, .state = state,
		.title = "Nước lên", .expected_actions = "Di dời",
		.planned = { release == RELEASE_AUTOMATIC, { 5 * MINUTE } } };
	struct id id = office_add(&s->o, &inject_type, &inject);
	struct inject_recipient recipient = { .head.scope_id = s->exercise_id, .inject_id = id,
					      .cell_id = cell_id };

	office_add(&s->o, &inject_recipient_type, &recipient);
	return id;
}

static void add_condition(struct stage *s, struct id inject_id, struct id parent_id)
{
	struct inject_condition condition = { .head.scope_id = s->exercise_id,
		.inject_id = inject_id, .parent_id = parent_id,
		.kind = CONDITION_PARENT_NOT_ANSWERED, .within_us = { true, 10 * MINUTE } };

	office_add(&s->o, &inject_condition_type, &condition);
}

/* A script of one cell with a player, control with a director, and three injects, one of
   them a draft that another one waits for. */
static void write_script(struct stage *s)
{
	struct id cell = add_cell(s, "SCH", CELL_PLAYER);

	seat(s, cell, s->player, false);
	seat(s, add_cell(s, "DD", CELL_CONTROL), s->director, true);
	struct id first = add_inject(s, 1, INJECT_READY, RELEASE_AUTOMATIC, cell);
	struct id draft = add_inject(s, 2, INJECT_DRAFT, RELEASE_AUTOMATIC, cell);

	add_condition(s, add_inject(s, 3, INJECT_APPROVED, RELEASE_CONDITION, cell), first);
	add_condition(s, add_inject(s, 4, INJECT_APPROVED, RELEASE_CONDITION, cell), draft);
}

static struct id make_run(struct stage *s, enum run_kind kind)
{
	struct run run = { .head.id = id_create(s->moment.at), .exercise_id = s->exercise_id,
			   .kind = kind, .name = "x" };

	must(collection_add(s->o.journal, &run_collection, &run, &s->o.fault), "the run is made");
	return run.head.id;
}

static int64_t count(struct stage *s, const char *sql, struct id run_id)
{
	int64_t rows;

	must(store_integer(s->o.store, sql, BINDS(ID("run", run_id)), &rows, &s->o.fault),
	     "rows are counted");
	return rows;
}

TEST(the_exercise_itself_plays_what_was_approved_and_a_rehearsal_drafts_too)
{
	struct stage s = stage_open();
	static const char sql[] = "SELECT COUNT(*) FROM run_inject WHERE run_id = :run";

	write_script(&s);
	CHECK(count(&s, sql, make_run(&s, RUN_REAL)) == 3);
	CHECK(count(&s, sql, make_run(&s, RUN_REHEARSAL)) == 4);
	stage_close(&s);
}

TEST(cells_and_who_sits_in_them_come_with_the_script)
{
	struct stage s = stage_open();

	write_script(&s);
	struct id run = make_run(&s, RUN_REAL);

	CHECK(count(&s, "SELECT COUNT(*) FROM run_cell WHERE run_id = :run", run) == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM run_member WHERE run_id = :run"
		    " AND role = 'player' AND cell_id IS NOT NULL", run) == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM run_member WHERE run_id = :run"
		    " AND role = 'director' AND grant_id IS NOT NULL", run) == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM run_inject WHERE run_id = :run"
		    " AND recipients = 'SCH'", run) == 3);
	stage_close(&s);
}

TEST(what_waits_for_an_inject_that_is_not_played_is_released_by_hand)
{
	struct stage s = stage_open();

	write_script(&s);
	struct id run = make_run(&s, RUN_REAL);

	CHECK(count(&s, "SELECT COUNT(*) FROM run_condition WHERE run_id = :run", run) == 1);
	CHECK(count(&s, "SELECT COUNT(*) FROM run_inject WHERE run_id = :run"
		    " AND release = 'manual' AND number = '4'", run) == 1);
	stage_close(&s);
}

TEST(a_run_leaves_the_script_as_it_is)
{
	struct stage s = stage_open();

	write_script(&s);
	struct id run = make_run(&s, RUN_REAL);
	struct run *made = run_find(s.o.store, s.o.arena, run, &s.o.fault);
	const struct run_order start = { .act = RUN_ACT_START, .reason = "x" };

	act_as(&s, s.director);
	CHECK(act_on_run(s.o.journal, run, &start, &s.moment, &s.o.fault) != NULL);
	stage_wait(&s, 60);
	CHECK(act_tick(s.o.journal, run, &s.moment, &s.o.fault));
	CHECK(count(&s, "SELECT COUNT(*) FROM run_inject WHERE run_id = :run"
		    " AND state = 'released'", run) == 2);
	CHECK(count(&s, "SELECT COUNT(*) FROM inject WHERE version > 1 OR :run IS NULL", run) ==
	      0);
	const struct run *later = run_find(s.o.store, s.o.arena, make_run(&s, RUN_REHEARSAL),
					   &s.o.fault);

	CHECK_TEXT(later->script_digest, made->script_digest);
	stage_close(&s);
}
