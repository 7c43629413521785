#include "report/roll_up.h"

#include "access/access.h"
#include "base/must.h"
#include "report/term_fixture.h"

static struct roll_up_query as_was(const struct term_fixture *f)
{
	return (struct roll_up_query){ .programme_id = f->programme_id,
				       .today = { 2026, 3, 1 } };
}

static const struct roll_up *take(struct term_fixture *f, const struct reader *reader)
{
	const struct roll_up_query query = as_was(f);
	const struct roll_up *taken = roll_up_take(f->store, reader, &query, &f->fault);

	must(taken != NULL, "the term is rolled up");
	return taken;
}

TEST(a_roll_up_is_computed_once_while_nothing_it_depends_on_changes)
{
	struct term_fixture f = term_open_krong_ana();

	term_commit(&f);
	const struct roll_up *first = take(&f, reader_of_machine());
	struct plan plan = { .code = "A2", .name = "Kế hoạch A2", .state = PLAN_IN_FORCE };

	term_begin(&f);
	term_add(&f, &plan_type, &plan);	/* the register itself is no figure */
	term_commit(&f);
	const struct roll_up *second = take(&f, reader_of_machine());

	CHECK(first == second);
	roll_up_release(&first);
	roll_up_release(&second);
	term_close(&f);
}

TEST(a_roll_up_is_computed_anew_after_an_entry_it_depends_on)
{
	struct term_fixture f = term_open_krong_ana();

	term_commit(&f);
	const struct roll_up *before = take(&f, reader_of_machine());

	term_begin(&f);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2025);
	term_commit(&f);
	const struct roll_up *after = take(&f, reader_of_machine());

	CHECK(before != after);
	CHECK(term_figure(before->figures, "exercises.held") == 8);	/* who holds it keeps it */
	CHECK(term_figure(after->figures, "exercises.held") == 9);
	roll_up_release(&before);
	roll_up_release(&after);
	term_close(&f);
}

TEST(who_sees_a_part_only_shares_nothing)
{
	struct term_fixture f = term_open_krong_ana();

	term_commit(&f);
	const struct roll_up *shared = take(&f, reader_of_machine());
	const struct roll_up *own = take(&f, NULL), *again = take(&f, NULL);

	CHECK(own != shared && own != again);
	roll_up_release(&shared);
	roll_up_release(&own);
	roll_up_release(&again);
	term_close(&f);
}

TEST(different_questions_have_different_answers)
{
	struct term_fixture f = term_open_krong_ana();
	struct roll_up_query query = as_was(&f);

	term_commit(&f);
	const struct roll_up *was = take(&f, reader_of_machine());

	query.progress = (struct progress_query){ PROGRESS_AS_IS, PROGRESS_ALL, { 2026, 3, 1 } };
	const struct roll_up *is = roll_up_take(f.store, reader_of_machine(), &query, &f.fault);

	CHECK(is != NULL && is->progress->row_count == 3 && is->figures == NULL);
	CHECK(was->progress->row_count == 8 && was->figures_json != NULL);
	roll_up_release(&was);
	roll_up_release(&is);
	term_close(&f);
}

TEST(a_programme_that_is_not_there_is_not_found)
{
	struct term_fixture f = term_open();
	struct roll_up_query query = as_was(&f);

	query.programme_id = id_create(f.now);
	CHECK(roll_up_take(f.store, reader_of_machine(), &query, &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_NOT_FOUND);
	term_close(&f);
}

TEST(more_terms_than_are_kept_put_out_the_oldest)
{
	struct term_fixture f = term_open_krong_ana();
	struct roll_up_query query = as_was(&f);

	term_commit(&f);
	for (int day = 1; day <= 30; day++)
		for (int month = 1; month <= 2; month++) {
			query.today = (struct date){ 2026, (int8_t)month, (int8_t)day };
			const struct roll_up *taken = roll_up_take(f.store, reader_of_machine(),
								   &query, &f.fault);

			CHECK(taken != NULL);
			roll_up_release(&taken);
		}
	term_close(&f);
}
