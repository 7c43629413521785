#ifndef CONDUCT_TEST_FIXTURE_H
#define CONDUCT_TEST_FIXTURE_H
/* An exercise of the office of tests/domain.h with one run: a director, a controller, two
   cells with a player each, and a clock that the test moves. */

#include "access/account.h"
#include "conduct/act.h"
#include "conduct/moment.h"
#include "tests/domain.h"

#define MINUTE INT64_C(60000000)

struct stage {
	struct office o;
	struct id exercise_id, run_id;
	struct id director, controller, player, other_player;	/* accounts */
	struct id cell, other_cell;
	struct moment moment;		/* the real one; boot_us is the test's clock */
};

/* Read by the thread of the clock; each test has a process of its own. */
static _Atomic int64_t stage_boot_us = 1000000;

static inline int64_t stage_clock(void)
{
	return stage_boot_us;
}

static inline void act_as(struct stage *s, struct id account_id)
{
	journal_set_actor(s->o.journal, &(struct actor){ account_id, "test" });
}

static inline struct id stage_account(struct stage *s, const char *login)
{
	struct account account = { .login = login, .display_name = login };

	must(access_add_account(s->o.journal, &account, NULL, &s->o.fault), "the account is added");
	return account.head.id;
}

static inline struct id stage_cell(struct stage *s, const char *code)
{
	struct run_cell cell = { .head.id = id_create(journal_now(s->o.journal)),
				 .run_id = s->run_id, .code = code, .name = code };

	must(collection_add(s->o.journal, &run_cell_collection, &cell, &s->o.fault),
	     "the cell is added");
	return cell.head.id;
}

static inline void stage_member(struct stage *s, struct id account_id, enum run_member_role role,
				struct id cell_id)
{
	struct run_member member = { .run_id = s->run_id, .account_id = account_id,
				     .role = role, .cell_id = cell_id };

	must(collection_add(s->o.journal, &run_member_collection, &member, &s->o.fault),
	     "the member is added");
}

static inline struct stage stage_open(void)
{
	struct stage s = { .o = office_open() };

	conduct_set_clock(stage_clock);
	s.moment = conduct_moment(journal_now(s.o.journal));
	must(journal_part_begin(s.o.journal, &(struct actor){ .role = "machine" }, &s.o.fault),
	     "a part begins");
	must(access_add_roles(s.o.journal, &s.o.fault), "the roles are added");
	s.exercise_id = office_add_exercise(&s.o, s.o.term_id, EXERCISE_CONDUCTING,
					    (struct date){ 2026, 3, 1 });
	must(access_scope_set(s.o.store, s.exercise_id, s.o.commune_id, &s.o.fault),
	     "the exercise is a scope");
	struct run run = { .head.id = id_create(s.moment.at), .exercise_id = s.exercise_id,
			   .kind = RUN_REAL, .name = "Lần chạy mẫu" };

	must(collection_add(s.o.journal, &run_collection, &run, &s.o.fault), "the run is added");
	s.run_id = run.head.id;
	s.director = stage_account(&s, "daodien");
	s.controller = stage_account(&s, "phaivien");
	s.player = stage_account(&s, "nguoitap");
	s.other_player = stage_account(&s, "nguoikhac");
	s.cell = stage_cell(&s, "SCH");
	s.other_cell = stage_cell(&s, "YTE");
	stage_member(&s, s.director, RUN_DIRECTOR, ID_NONE);
	stage_member(&s, s.controller, RUN_CONTROLLER, ID_NONE);
	stage_member(&s, s.player, RUN_PLAYER, s.cell);
	stage_member(&s, s.other_player, RUN_PLAYER, s.other_cell);
	return s;
}

static inline void stage_close(struct stage *s)
{
	office_close(&s->o);
}

static inline struct id stage_inject(struct stage *s, enum run_release release, int64_t minute,
				     const char *recipients)
{
	struct run_inject inject = { .run_id = s->run_id, .release = release,
		.kind = RUN_INJECT, .title = "Nước lên", .text = "Nước lên nhanh.",
		.expected_actions = "Di dời dân.", .recipients = recipients };

	if (release == RUN_AUTOMATIC)
		inject.planned_time = (struct optional_time){ true, { minute * MINUTE } };
	must(collection_add(s->o.journal, &run_inject_collection, &inject, &s->o.fault),
	     "the inject is added");
	return inject.head.id;
}

/* The real clock goes on; nobody looks. */
static inline void stage_wait(struct stage *s, int64_t minutes)
{
	stage_boot_us += minutes * MINUTE;
	s->moment.boot_us = stage_boot_us;
	s->moment.at.us += minutes * MINUTE;
}

static inline struct run *stage_act(struct stage *s, enum run_act act, const char *reason)
{
	const struct run_order order = { .act = act, .reason = reason };

	act_as(s, s->director);
	return act_on_run(s->o.journal, s->run_id, &order, &s->moment, &s->o.fault);
}

static inline bool stage_tick(struct stage *s)
{
	return act_tick(s->o.journal, s->run_id, &s->moment, &s->o.fault);
}

static inline struct run_inject *stage_find(struct stage *s, struct id inject_id)
{
	struct run_inject *inject = record_store_find(s->o.store, s->o.arena, &run_inject_type,
						      inject_id, &s->o.fault);

	must(inject != NULL, "the inject is there");
	return inject;
}

/* What the cell received of the inject, or NULL. */
static inline struct run_recipient *stage_received(struct stage *s, struct id inject_id,
						   struct id cell_id)
{
	struct fault missing = { .kind = FAULT_NONE };
	const char *sql = arena_printf(s->o.arena, "SELECT %s FROM run_recipient"
		" WHERE run_inject_id = :inject AND cell_id = :cell",
		record_store_columns(&run_recipient_type));

	return store_one(s->o.store, s->o.arena, &run_recipient_type, sql,
			 BINDS(ID("inject", inject_id), ID("cell", cell_id)), &missing);
}

static inline enum fault_kind stage_fault(struct stage *s)
{
	enum fault_kind kind = s->o.fault.kind;

	s->o.fault = (struct fault){ .kind = FAULT_NONE };
	return kind;
}

#endif
