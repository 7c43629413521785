/* The rules of findings: where they belong, and what they repeat. */

#include "lesson/private.h"

#include "base/must.h"
#include "base/utf8.h"

/* Would the chain of repeats come back to this finding? */
static bool check_circle(struct journal *journal, const struct finding *finding,
			 struct fault *fault)
{
	int64_t comes_back = 0;

	must(!id_is_none(finding->repeats_id), "a circle begins with a repeat");
	if (!store_integer(journal_store(journal),
		"WITH RECURSIVE chain(id, depth) AS ("
		"  VALUES(:start, 0)"
		"  UNION"
		"  SELECT f.repeats_id, chain.depth + 1"
		"  FROM chain JOIN visible_finding f ON f.id = chain.id"
		"  WHERE f.repeats_id IS NOT NULL AND chain.depth < 64)"
		" SELECT COUNT(*) FROM chain WHERE id = :id",
		BINDS(ID("start", finding->repeats_id), ID("id", finding->head.id)),
		&comes_back, fault))
		return false;
	if (comes_back > 0)
		return fault_add_problem(fault, journal_arena(journal), "/repeats_id",
					 PROBLEM_CYCLE, finding->statement);
	return true;
}

/* The exercise of the earlier finding did not come after that of the later one. */
static bool check_earlier(struct journal *journal, const struct finding *later,
			  const struct finding *earlier, struct fault *fault)
{
	if (id_is_none(later->exercise_id) || id_is_none(earlier->exercise_id))
		return true;

	const struct exercise *now = collection_refer(journal, &exercise_type,
		later->exercise_id, "/exercise_id", fault);
	const struct exercise *then = collection_refer(journal, &exercise_type,
		earlier->exercise_id, "/repeats_id", fault);

	if (now == NULL || then == NULL)
		return false;
	struct date today = exercise_day(now), before = exercise_day(then);

	if (date_is_known(today) && date_is_known(before) && date_compare(before, today) > 0)
		return fault_add_problem(fault, journal_arena(journal), "/repeats_id",
					 PROBLEM_NOT_EARLIER, then->theme);
	return true;
}

/* A named finding of another term, or of another exercise that was not later. */
static bool settle_repeats(struct journal *journal, struct finding *finding, struct fault *fault)
{
	if (id_is_none(finding->repeats_id))
		return true;

	const struct finding *earlier = collection_refer(journal, &finding_type,
		finding->repeats_id, "/repeats_id", fault);

	if (earlier == NULL)
		return false;
	if (earlier->kind != finding->kind)
		return fault_add_problem(fault, journal_arena(journal), "/repeats_id",
					 PROBLEM_OTHER_KIND, earlier->statement);
	if (!check_circle(journal, finding, fault) ||
	    !check_earlier(journal, finding, earlier, fault))
		return false;
	finding->repeated = !id_equal(earlier->programme_id, finding->programme_id) ||
			    !id_equal(earlier->exercise_id, finding->exercise_id);
	return true;
}

/* The same words, accents apart, as a shortcoming in an earlier programme of the
   same issuing unit.  A programme's place in time is its first day, else its first
   year, else the years of its label. */
static bool settle_same_words(struct journal *journal, struct finding *finding,
			      struct fault *fault)
{
	int64_t same = 0;

	must(finding->search_key != NULL, "words are compared by their key");
	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*)"
		" FROM visible_programme mine"
		" JOIN visible_programme earlier ON earlier.issuing_unit_id = mine.issuing_unit_id"
		"  AND COALESCE(earlier.starts_on, CAST(earlier.first_year AS TEXT),"
		"               earlier.term_label)"
		"    < COALESCE(mine.starts_on, CAST(mine.first_year AS TEXT), mine.term_label)"
		" JOIN visible_finding f ON f.programme_id = earlier.id"
		" WHERE mine.id = :programme AND f.kind = 'shortcoming'"
		"  AND f.search_key = :words",
		BINDS(ID("programme", finding->programme_id),
		      TEXT("words", finding->search_key)), &same, fault))
		return false;
	finding->repeated = finding->repeated || same > 0;
	return true;
}

bool settle_finding(struct journal *journal, const void *before, void *after,
		    struct fault *fault)
{
	struct finding *finding = after;

	must(before != NULL || after != NULL, "a change of nothing");
	if (finding == NULL)
		return true;

	struct origin origin = { .programme_id = finding->programme_id,
				 .exercise_id = finding->exercise_id };

	if (!origin_settle(journal, &origin, &finding->head, fault))
		return false;
	finding->programme_id = origin.programme_id;
	if (finding->statement == NULL)
		return true;	/* the check of the fields refuses it */
	finding->search_key = utf8_search_key(journal_arena(journal), finding->statement);
	finding->repeated = false;
	if (!settle_repeats(journal, finding, fault))
		return false;
	if (finding->kind != FINDING_SHORTCOMING || id_is_none(finding->programme_id))
		return true;
	return settle_same_words(journal, finding, fault);
}

const struct collection finding_collection = {
	.type = &finding_type, .settle = settle_finding,
};
