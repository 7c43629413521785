#ifndef TESTS_DOMAIN_H
#define TESTS_DOMAIN_H
/* A small office for the tests of rooms that stand on programmes and exercises: one
   district with a commune, the programmes of two terms, and an open journal. */

#include <string.h>

#include "base/must.h"
#include "command/registry.h"
#include "exercise/exercise.h"
#include "tests/test.h"

struct office {
	struct arena *arena;
	struct store *store;
	struct journal *journal;
	struct fault fault;
	struct id district_id, commune_id, kind_id;
	struct id old_term_id, term_id;		/* 2016-2020, 2021-2025, both of the district */
};

static inline struct id office_add(struct office *o, const struct record_type *type, void *record)
{
	if (!journal_add(o->journal, type, record, &o->fault))
		must_stop(__FILE__, __LINE__, type->name, o->fault.detail);
	return record_head(record)->id;
}

static inline struct id office_add_unit(struct office *o, const char *code, const char *name,
					enum unit_tier tier)
{
	struct unit unit = { .code = code, .name = name, .tier = tier,
			     .kind = UNIT_KIND_OTHER, .search_key = name };

	unit.head.id = id_create(journal_now(o->journal));
	unit.head.scope_id = unit.head.id;
	return office_add(o, &unit_type, &unit);
}

static inline struct id office_add_programme(struct office *o, const char *code,
					     const char *term_label, struct id issuing_unit_id)
{
	struct programme programme = { .head.scope_id = issuing_unit_id, .code = code,
		.name = "Nhiệm kỳ", .term_label = term_label, .issuing_unit_id = issuing_unit_id,
		.structure_on = { 2025, 6, 30 }, .state = PROGRAMME_RUNNING };

	return office_add(o, &programme_type, &programme);
}

static inline struct id office_add_exercise(struct office *o, struct id programme_id,
					    enum exercise_state state, struct date starts_on)
{
	struct exercise exercise = { .theme = "Diễn tập mẫu", .programme_id = programme_id,
		.kind_id = o->kind_id, .host_unit_id = o->commune_id, .state = state,
		.starts_on = starts_on, .ends_on = starts_on };

	exercise.head.id = id_create(journal_now(o->journal));
	exercise.head.scope_id = exercise.head.id;
	return office_add(o, &exercise_type, &exercise);
}

static inline struct office office_open(void)
{
	struct office o = { .arena = arena_create() };
	const struct instant now = { INT64_C(1772323200000000) };	/* 2026-03-01 */

	registry_install();
	o.store = store_open(arena_printf(o.arena, "%s/office.db", test_folder()), STORE_CREATE,
			     &o.fault);
	must(o.store != NULL && store_migrate(o.store, NULL, &o.fault), "the store opens");
	o.journal = journal_begin(o.store, o.arena, now, &o.fault);
	must(o.journal != NULL, "the journal opens");
	o.district_id = office_add_unit(&o, "H1", "Huyện Mẫu", UNIT_DISTRICT);
	o.commune_id = office_add_unit(&o, "X1", "Xã Mẫu 1", UNIT_COMMUNE);

	struct exercise_kind kind = { .code = "commune", .name = "Diễn tập cấp xã" };

	o.kind_id = office_add(&o, &exercise_kind_type, &kind);
	o.old_term_id = office_add_programme(&o, "mau-2016-2020", "2016-2020", o.district_id);
	o.term_id = office_add_programme(&o, "mau-2021-2025", "2021-2025", o.district_id);
	return o;
}

static inline void office_close(struct office *o)
{
	journal_cancel(&o->journal);
	store_close(&o->store);
	arena_destroy(&o->arena);
}

/* The kind of the only problem, PROBLEM_NONE if there is not exactly one at that
   pointer; empties the fault. */
static inline enum problem_kind office_problem(struct office *o, const char *pointer)
{
	const struct problem *first = o->fault.problems;
	enum problem_kind kind = PROBLEM_NONE;

	if (first != NULL && first->next == NULL && strcmp(first->pointer, pointer) == 0)
		kind = first->kind;
	o->fault = (struct fault){ .kind = FAULT_NONE };
	return kind;
}

#endif
