#ifndef UNIT_TEST_FIXTURE_H
#define UNIT_TEST_FIXTURE_H
/* A new database, and imports from text, for the tests of this room. */

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "tests/test.h"
#include "unit/import.h"
#include "unit/unit_query.h"

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

struct fixture {
	struct arena *arena;
	struct store *store;
	struct journal *journal;
	struct fault fault;
	struct import_result result;
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
	f.store = store_open(arena_printf(f.arena, "%s/units%d.db", test_folder(), count++), STORE_CREATE,
			     &f.fault);
	must(f.store != NULL && store_migrate(f.store, NULL, &f.fault), "the database is made");
	return f;
}

static inline void tear_down(struct fixture *f)
{
	store_close(&f->store);
	arena_destroy(&f->arena);
}

/* Runs the importer as a request does; true if everything was written. */
static inline bool import_text(struct fixture *f, const struct importer *importer,
			       const char *text, size_t length, bool dry_run, struct id within)
{
	struct sheet sheet;
	struct import_job job = { .sheet = &sheet, .result = &f->result, .within = within };

	f->result = (struct import_result){ .arena = f->arena, .dry_run = dry_run };
	f->fault = (struct fault){ 0 };
	if (!sheet_read(f->arena, text, length, "units.csv", &sheet, &f->fault))
		return false;
	begin_part(f);
	job.journal = f->journal;
	bool good = importer->run(&job, &f->fault) && !import_is_refused(&f->result);

	end_part(f, good && !dry_run);
	return good;
}

static inline bool import_units(struct fixture *f, const char *text)
{
	return import_text(f, &unit_importer, text, strlen(text), false, ID_NONE);
}

static inline bool import_file(struct fixture *f, const struct importer *importer,
			       const char *path)
{
	size_t length;
	const char *text = os_read_file(f->arena, path, 8 << 20, &length, &f->fault);

	must(text != NULL, "the test's file is there");
	return import_text(f, importer, text, length, false, ID_NONE);
}

static inline struct fixture set_up_krong_ana(void)
{
	struct fixture f = set_up();

	CHECK(import_file(&f, &unit_importer, "tests/data/krong_ana_units.csv"));
	CHECK(import_file(&f, &succession_importer, "tests/data/krong_ana_succession.csv"));
	return f;
}

/* The first message of this kind, or NULL. */
static inline const struct import_message *message_of(const struct fixture *f,
						      enum problem_kind kind)
{
	const struct import_message *m = f->result.messages;

	while (m != NULL && m->kind != kind)
		m = m->next;
	return m;
}

static inline size_t count_units(struct fixture *f, struct date day, enum unit_tier tier)
{
	struct list list = { 0 };

	CHECK(unit_list_as_of(f->store, f->arena,
			      &(struct unit_query){ .day = day, .tier = tier }, &list, &f->fault));
	return list.count;
}

static inline struct id id_of(struct fixture *f, const char *code, struct date day)
{
	const struct unit_row *row = unit_find_by_code(f->store, f->arena, code, day, &f->fault);

	CHECK(row != NULL);
	return row == NULL ? ID_NONE : row->head.id;
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

static const struct date before_reform = { 2025, 6, 30 }, after_reform = { 2025, 7, 1 };

#endif
