#ifndef UNIT_TEST_IMPORT_H
#define UNIT_TEST_IMPORT_H
/* Imports from text and files, and the units of Krông Ana, for tests. */

#include "unit/test_fixture.h"

static const struct date before_reform = { 2025, 6, 30 }, after_reform = { 2025, 7, 1 };

/* Runs the importer as a request does; true if everything was written. */
static inline bool import_text(struct fixture *f, const struct importer *importer,
			       const char *text, size_t length, bool dry_run, struct id within)
{
	struct sheet sheet;
	struct import_job job = { .sheet = &sheet, .result = &f->result, .within = within,
				  .reader = f->reader };

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

#endif
