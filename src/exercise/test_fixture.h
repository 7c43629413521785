#ifndef EXERCISE_TEST_FIXTURE_H
#define EXERCISE_TEST_FIXTURE_H
/* A database with a province, a district, two communes and a programme, for the tests of
   exercises and their evaluation.  One journal stays open; who acts can change. */

#include <string.h>

#include "access/access.h"
#include "base/must.h"
#include "base/utf8.h"
#include "exercise/exercise.h"
#include "tests/test.h"

struct fixture {
	struct arena *arena;
	struct store *store;
	struct journal *journal;
	struct fault fault;
	struct id province, district, commune, other_commune;
	struct id kind, programme;
	struct id first_account, second_account;
	const struct reader *reader;	/* whose imports they are; NULL: the machine's */
};

static inline struct instant fixture_now(void)
{
	return (struct instant){ INT64_C(1772323200000000) };	/* 2026-03-01 */
}

/* From now on this account acts (none: the program at the machine). */
static inline void act_as(struct fixture *f, struct id account_id)
{
	const struct actor actor = { account_id, "secretary" };

	must(journal_part_end(f->journal, &f->fault) &&
	     journal_part_begin(f->journal, &actor, &f->fault), "another one acts");
}

static inline void add_record(struct fixture *f, const struct record_type *type, void *record)
{
	must(journal_add(f->journal, type, record, &f->fault), "the record is added");
}

static inline struct id add_unit(struct fixture *f, const char *code, const char *name,
				 enum unit_tier tier, struct id parent_id, struct date to)
{
	struct unit unit = { .code = code, .name = name, .tier = tier, .valid_to = to,
			     .search_key = utf8_search_key(f->arena, name) };

	unit.kind = unit_kind_of_name(f->arena, name);
	if (unit.kind == UNIT_KIND_UNKNOWN)
		unit.kind = UNIT_KIND_OTHER;
	unit.head.id = unit.head.scope_id = id_create(fixture_now());
	add_record(f, &unit_type, &unit);
	struct unit_link link = { .chain = UNIT_CHAIN_ADMINISTRATIVE, .unit_id = unit.head.id,
				  .parent_id = parent_id };

	if (!id_is_none(parent_id))
		add_record(f, &unit_link_type, &link);
	return unit.head.id;
}

static inline void add_units(struct fixture *f)
{
	const struct date end = { 2025, 7, 1 };

	f->province = add_unit(f, "66", "Tỉnh Đắk Lắk", UNIT_PROVINCE, ID_NONE, DATE_NONE);
	f->district = add_unit(f, "655", "Huyện Krông Ana", UNIT_DISTRICT, f->province, end);
	f->commune = add_unit(f, "24559", "Xã Ea Na", UNIT_COMMUNE, f->district, end);
	f->other_commune = add_unit(f, "24556", "Xã Ea Bông", UNIT_COMMUNE, f->district, end);
}

static inline struct id add_account_named(struct fixture *f, const char *login)
{
	struct account account = { .login = login, .display_name = login, .language = "vi" };

	add_record(f, &account_type, &account);
	return account.head.id;
}

static inline struct fixture set_up_with(const struct record_type *const *types)
{
	struct fixture f = { .arena = arena_create() };
	const struct actor machine = { ID_NONE, "machine" };
	struct exercise_kind kind = { .code = "commune",
		.name = "Diễn tập chiến đấu xã trong khu vực phòng thủ" };
	struct programme programme = { .code = "krong-ana", .name = "Nhiệm kỳ 2021-2025",
		.term_label = "2021-2025", .structure_on = { 2025, 4, 1 },
		.state = PROGRAMME_RUNNING };

	journal_set_types(types);
	f.store = store_open(":memory:", STORE_CREATE, &f.fault);
	must(f.store != NULL && store_migrate(f.store, NULL, &f.fault), "the database is made");
	f.journal = journal_begin(f.store, f.arena, fixture_now(), &f.fault);
	must(f.journal != NULL && journal_part_begin(f.journal, &machine, &f.fault),
	     "the journal opens");
	add_units(&f);
	add_record(&f, &exercise_kind_type, &kind);
	programme.issuing_unit_id = programme.head.scope_id = f.district;
	add_record(&f, &programme_type, &programme);
	f.kind = kind.head.id;
	f.programme = programme.head.id;
	f.first_account = add_account_named(&f, "an");
	f.second_account = add_account_named(&f, "binh");
	act_as(&f, f.first_account);
	return f;
}

static inline void tear_down(struct fixture *f)
{
	journal_cancel(&f->journal);
	store_close(&f->store);
	arena_destroy(&f->arena);
}

/* An exercise of Ea Na in 2024 that may be submitted. */
static inline struct exercise an_exercise(const struct fixture *f)
{
	return (struct exercise){ .theme = "Chuyển trạng thái, thực hành chiến đấu",
		.kind_id = f->kind, .host_unit_id = f->commune, .programme_id = f->programme,
		.starts_on = { 2024, 9, 10 }, .ends_on = { 2024, 9, 11 } };
}

static inline struct exercise add_exercise(struct fixture *f, enum exercise_state state)
{
	struct exercise exercise = an_exercise(f);

	exercise.state = state;
	must(collection_add(f->journal, &exercise_collection, &exercise, &f->fault),
	     "the exercise is added");
	return exercise;
}

static inline void set_policy(struct fixture *f, const char *code)
{
	struct policy policy = { .code = code, .enabled = true };

	add_record(f, &policy_type, &policy);
}

#endif
