#ifndef UNIT_TEST_FIXTURE_H
#define UNIT_TEST_FIXTURE_H
/* A new database and its parts, for the tests of this room and those to the right. */

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "base/os.h"
#include "tests/test.h"
#include "unit/unit.h"

/* Rooms to the right define what they have besides, before they include this. */
#ifndef TEST_TYPES
#define TEST_TYPES
#define TEST_COLLECTIONS
#endif

static const struct record_type *const unit_test_types[] = {
	&unit_type, &unit_link_type, &succession_type, &unit_alias_type, TEST_TYPES NULL,
};
static const struct collection *const unit_test_collections[] = {
	&unit_collection, &unit_link_collection, &succession_collection, &unit_alias_collection,
	TEST_COLLECTIONS NULL,
};

static access_scope_source *const unit_test_scopes[] = { unit_fill_scopes, NULL };

struct fixture {
	struct arena *arena;
	struct store *store;
	struct journal *journal;
	struct fault fault;
	struct import_result result;
	const struct reader *reader;	/* whose imports they are; NULL: the machine's */
};

static const struct instant test_now = { INT64_C(1772323200000000) };	/* 2026-03-01 */
static const struct actor test_actor = { .role = "machine" };

static inline void begin_part(struct fixture *f)
{
	f->fault = (struct fault){ 0 };
	f->journal = journal_begin(f->store, f->arena, test_now, &f->fault);
	must(f->journal != NULL, "the journal opens");
	must(journal_part_begin(f->journal, &test_actor, &f->fault), "the part opens");
}

static inline void end_part(struct fixture *f, bool keep)
{
	if (keep)
		must(journal_part_end(f->journal, &f->fault), "the part ends");
	else
		journal_part_undo(f->journal);
	must(journal_commit(&f->journal, &f->fault), "the journal commits");
}

static inline struct fixture set_up(void)
{
	static int count;
	struct fixture f = { .arena = arena_create() };

	journal_set_types(unit_test_types);
	collection_set_all(unit_test_collections);
	access_set_scope_sources(unit_test_scopes);
	const char *path = arena_printf(f.arena, "%s/units%d.db", test_folder(), count++);

	f.store = store_open(path, STORE_CREATE, &f.fault);
	must(f.store != NULL && store_migrate(f.store, NULL, &f.fault), "the database is made");
	return f;
}

static inline void tear_down(struct fixture *f)
{
	store_close(&f->store);
	arena_destroy(&f->arena);
}

static inline int64_t count_rows(struct fixture *f, const char *sql)
{
	int64_t count = -1;

	CHECK(store_integer(f->store, sql, NO_BINDS, &count, &f->fault));
	return count;
}

/* Adds the record in a part of its own; true if the rules let it. */
static inline bool add(struct fixture *f, const struct collection *collection, void *record)
{
	begin_part(f);
	bool good = collection_add(f->journal, collection, record, &f->fault);

	end_part(f, good);
	return good;
}

static inline bool change(struct fixture *f, const struct collection *collection, void *record)
{
	begin_part(f);
	bool good = collection_change(f->journal, collection, record, &f->fault);

	end_part(f, good);
	return good;
}

static inline bool take_away(struct fixture *f, const struct collection *collection,
			     const void *record)
{
	const struct record_head *head = record_head_const(record);

	begin_part(f);
	bool good = collection_remove(f->journal, collection, head->id, head->version, &f->fault);

	end_part(f, good);
	return good;
}

static inline bool has_problem(const struct fixture *f, enum problem_kind kind,
			       const char *pointer)
{
	for (const struct problem *p = f->fault.problems; p != NULL; p = p->next)
		if (p->kind == kind && strcmp(p->pointer, pointer) == 0)
			return true;
	return false;
}

#endif
