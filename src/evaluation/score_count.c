#include "evaluation/score_count.h"

#include <stdlib.h>

#include "base/must.h"
#include "base/table.h"
#include "store/record_store.h"

#define NEVER 100000	/* more than any score, in hundredths */

static const struct score_sheet *find_sheet(struct store *store, struct arena *arena,
					    struct id exercise_id, struct fault *fault)
{
	return store_one(store, arena, &score_sheet_type,
		"SELECT h.id AS id, h.version AS version, h.label AS label,"
		"       h.scope_id AS scope_id, h.name AS name, h.issuer AS issuer,"
		"       h.sheet_version AS sheet_version, h.scale_id AS scale_id,"
		"       h.kind_id AS kind_id, h.valid_from AS valid_from, h.valid_to AS valid_to"
		" FROM visible_score s"
		" JOIN visible_criterion c ON c.id = s.criterion_id"
		" JOIN visible_score_sheet h ON h.id = c.sheet_id"
		" WHERE s.exercise_id = :exercise"
		" GROUP BY h.id"
		" ORDER BY COUNT(*) DESC, h.sheet_version DESC, h.id"
		" LIMIT 1", BINDS(ID("exercise", exercise_id)), fault);
}

static bool list_levels(struct store *store, struct arena *arena, struct id scale_id,
			struct list *levels_out, struct fault *fault)
{
	return store_list(store, arena, &grade_level_type,
		"SELECT id, version, label, scope_id, scale_id, rank, code, name, name_en,"
		"       least_score, passed"
		" FROM visible_grade_level"
		" WHERE scale_id = :scale"
		" ORDER BY rank", BINDS(ID("scale", scale_id)), levels_out, fault);
}

/* Puts the criteria below `parent` in the order of their positions, each followed by its
   own; returns how many. */
static int place(struct score_count *count, const struct list *all, int parent)
{
	struct id above = parent < 0 ? ID_NONE : count->criteria[parent].criterion->head.id;
	int before = (int)count->count;

	for (size_t i = 0; i < all->count; i++) {
		const struct criterion *criterion = all->items[i];

		if (!id_equal(criterion->parent_id, above) || count->count == all->count)
			continue;
		int at = (int)count->count++;

		count->criteria[at] = (struct counted_criterion){ .criterion = criterion,
								  .parent = parent };
		count->criteria[at].below = place(count, all, at);
		must(count->criteria[at].below >= 0, "what stands below is counted");
	}
	return (int)count->count - before;
}

static bool place_criteria(struct store *store, struct arena *arena, struct score_count *count,
			   struct fault *fault)
{
	struct list all;

	if (!store_list(store, arena, &criterion_type,
			"SELECT id, version, label, scope_id, sheet_id, parent_id, position,"
			"       number, name, weight, critical, guidance"
			" FROM visible_criterion"
			" WHERE sheet_id = :sheet"
			" ORDER BY position, id", BINDS(ID("sheet", count->sheet->head.id)), &all,
			fault))
		return false;
	count->criteria = arena_array(arena, struct counted_criterion, all.count + 1);
	place(count, &all, -1);
	must(count->count <= all.count, "each criterion is placed once");
	return true;
}

static struct counted_criterion *find_criterion(struct score_count *count, struct id id)
{
	for (size_t i = 0; i < count->count; i++)
		if (id_equal(count->criteria[i].criterion->head.id, id))
			return &count->criteria[i];
	return NULL;
}

/* The scores come by criterion with rising values; unobserved ones first. */
static bool read_scores(struct store *store, struct arena *arena, struct id exercise_id,
			struct score_count *count, struct fault *fault)
{
	struct counted_criterion *counted = NULL;
	struct list scores;

	if (!store_list(store, arena, &score_type,
			"SELECT s.id AS id, s.version AS version, s.label AS label,"
			"       s.scope_id AS scope_id, s.exercise_id AS exercise_id,"
			"       s.criterion_id AS criterion_id, s.evaluator_id AS evaluator_id,"
			"       s.not_observed AS not_observed, s.value AS value, s.note AS note"
			" FROM visible_score s JOIN visible_criterion c ON c.id = s.criterion_id"
			" WHERE s.exercise_id = :exercise"
			"   AND c.sheet_id = :sheet"
			" ORDER BY s.criterion_id, s.value",
			BINDS(ID("exercise", exercise_id), ID("sheet", count->sheet->head.id)),
			&scores, fault))
		return false;
	for (size_t i = 0; i < scores.count; i++) {
		const struct score *score = scores.items[i];

		if (counted == NULL || !id_equal(counted->criterion->head.id, score->criterion_id))
			counted = find_criterion(count, score->criterion_id);
		if (counted == NULL)
			continue;
		if (counted->values == NULL)
			counted->values = arena_array(arena, int64_t, scores.count - i);
		counted->evaluators++;
		must(counted->value_count < scores.count, "no more values than scores");
		if (score->value.has_value)
			counted->values[counted->value_count++] = score->value.value;
	}
	return true;
}

/* The middle value; of an even number the mean of the two, half a hundredth rounded up. */
static struct optional_integer median(const int64_t *values, size_t count)
{
	if (count == 0)
		return (struct optional_integer){ 0 };
	for (size_t i = 1; i < count; i++)
		must(values[i - 1] <= values[i], "values rise");
	if (count % 2 == 1)
		return (struct optional_integer){ true, values[count / 2] };
	return (struct optional_integer){ true,
		(values[count / 2 - 1] + values[count / 2] + 1) / 2 };
}

static int level_of(const struct score_scale *scale, int64_t value)
{
	must(scale->count > 0, "a scale of no level");
	for (size_t i = 0; i + 1 < scale->count; i++)
		if (value >= scale->least_scores[i])
			return (int)i;
	return (int)scale->count - 1;
}

static void judge_criteria(struct score_count *count, const struct score_scale *scale)
{
	for (size_t i = 0; i < count->count; i++) {
		struct counted_criterion *c = &count->criteria[i];

		c->value = c->below > 0 ? (struct optional_integer){ 0 } :
			   median(c->values, c->value_count);
		if (c->below > 0 || c->value_count < 2)
			continue;
		must(c->values[0] <= c->values[c->value_count - 1], "values rise");
		c->moderation = level_of(scale, c->values[0]) -
				level_of(scale, c->values[c->value_count - 1]) > 1;
	}
}

/* What stands below one criterion (-1: the whole sheet) as nodes of weighted_score. */
static size_t take_nodes(const struct score_count *count, int top, struct score_node *nodes)
{
	size_t first = top < 0 ? 0 : (size_t)top + 1;
	size_t end = top < 0 ? count->count : first + (size_t)count->criteria[top].below;

	must(end <= count->count, "criteria that were not placed");
	for (size_t i = first; i < end; i++) {
		const struct counted_criterion *c = &count->criteria[i];

		nodes[i - first] = (struct score_node){
			.parent = c->parent <= top ? -1 : c->parent - (int)first,
			.weight = c->criterion->weight, .critical = c->criterion->critical,
			.has_score = c->value.has_value, .score = c->value.value };
	}
	return end - first;
}

/* The last level first, so that what is below is not yet overwritten: inner criteria show
   the mean of theirs, which the sum itself does not use. */
static void fill_inner(struct score_count *count, struct score_node *nodes,
		       const struct score_scale *scale)
{
	for (size_t i = count->count; i > 0; i--) {
		struct counted_criterion *c = &count->criteria[i - 1];

		if (c->below == 0)
			continue;
		size_t below = take_nodes(count, (int)i - 1, nodes);
		struct score_outcome outcome = weighted_score(nodes, below, scale, false);

		c->value = (struct optional_integer){ outcome.has_score,
						      (outcome.score + 5) / 10 };
	}
}

static int cap(struct optional_integer rank, size_t levels)
{
	if (!rank.has_value)
		return -1;
	must(rank.value >= 1 && levels > 0, "ranks begin with 1");
	return rank.value > (int64_t)levels ? (int)levels - 1 : (int)rank.value - 1;
}

/* A scale without levels gives no grade: one level stands for "everything". */
static struct score_scale scale_of(struct arena *arena, const struct score_count *count)
{
	const struct grade_scale *scale = count->scale;
	size_t levels = count->levels.count == 0 ? 1 : count->levels.count;
	int64_t *least = arena_array(arena, int64_t, levels);

	for (size_t i = 0; i < count->levels.count; i++) {
		const struct grade_level *level = count->levels.items[i];

		least[i] = level->least_score.has_value ? level->least_score.value : NEVER;
	}
	must(scale != NULL, "a sheet has its scale");
	return (struct score_scale){
		.least_scores = least, .count = levels,
		.least_coverage = scale->least_coverage.value,
		.failed_below = scale->failed_below.value, .weak_below = scale->weak_below.value,
		.critical_cap = cap(scale->critical_cap, levels),
		.accident_cap = cap(scale->accident_cap, levels),
		.weak_cap = cap(scale->weak_cap, levels), .weak_count = scale->weak_count.value };
}

static bool had_accident(struct store *store, struct id exercise_id, bool *accident_out,
			 struct fault *fault)
{
	int64_t count = 0;

	if (!store_integer(store,
			   "SELECT COUNT(*) FROM visible_incident WHERE exercise_id = :id",
			   BINDS(ID("id", exercise_id)), &count, fault))
		return false;
	*accident_out = count > 0;
	return true;
}

static bool count_scores(struct store *store, struct arena *arena, struct id exercise_id,
			 struct score_count *count, struct fault *fault)
{
	bool accident = false;

	if (!list_levels(store, arena, count->sheet->scale_id, &count->levels, fault) ||
	    !place_criteria(store, arena, count, fault) ||
	    !read_scores(store, arena, exercise_id, count, fault) ||
	    !had_accident(store, exercise_id, &accident, fault))
		return false;
	struct score_node *nodes = arena_array(arena, struct score_node, count->count + 1);
	struct score_scale scale = scale_of(arena, count);

	judge_criteria(count, &scale);
	size_t all = take_nodes(count, -1, nodes);

	must(all == count->count, "the whole sheet is counted");
	count->outcome = weighted_score(nodes, all, &scale, accident);
	fill_inner(count, nodes, &scale);
	return true;
}

struct score_count *score_count(struct store *store, struct arena *arena, struct id exercise_id,
				struct fault *fault)
{
	struct score_count *count = arena_new(arena, struct score_count);

	count->sheet = find_sheet(store, arena, exercise_id, fault);
	if (count->sheet == NULL)
		return NULL;
	count->scale = store_one(store, arena, &grade_scale_type,
		arena_printf(arena, "SELECT %s FROM visible_grade_scale WHERE id = :id",
			     record_store_columns(&grade_scale_type)),
		BINDS(ID("id", count->sheet->scale_id)), fault);
	return count->scale != NULL && count_scores(store, arena, exercise_id, count, fault) ?
	       count : NULL;
}
