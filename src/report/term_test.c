#include "report/term.h"

#include "report/term_fixture.h"

/* A unit that only took part is read apart; a report that lost it would still look whole. */
TEST(a_term_with_a_unit_that_cannot_be_read_is_refused_not_shortened)
{
	struct term_fixture f = term_open();

	(void)term_add_exercise(&f, f.old_ids[EA_NA], EXERCISE_CONDUCTED, 2023);
	term_commit(&f);
	const struct term *term = term_load(f.store, f.arena, f.programme_id, &f.fault);

	CHECK(term != NULL && term->exercises->host != NULL);
	CHECK(store_begin(f.store, &f.fault));
	CHECK(store_run(f.store, "UPDATE unit SET valid_to = 'no day' WHERE id = :id",
			BINDS(ID("id", f.old_ids[EA_NA])), NULL, &f.fault));
	CHECK(store_commit(f.store, &f.fault));
	CHECK(term_load(f.store, f.arena, f.programme_id, &f.fault) == NULL);
	CHECK(f.fault.kind != FAULT_NONE && f.fault.kind != FAULT_NOT_FOUND);
	term_close(&f);
}
