/* Rules of grade scales and their levels. */

#include "base/must.h"
#include "evaluation/used.h"

static bool refuse(struct journal *journal, struct fault *fault, const char *pointer,
		   enum problem_kind kind, const char *argument)
{
	return fault_add_problem(fault, journal_arena(journal), pointer, kind, argument);
}

static bool check_scale(struct journal *journal, const struct grade_scale *after,
			struct fault *fault)
{
	bool dates = !date_is_known(after->valid_to) ||
		     date_compare(after->valid_from, after->valid_to) < 0 ||
		     refuse(journal, fault, "/valid_to", PROBLEM_ORDER_OF_DATES, NULL);

	return (!after->weak_cap.has_value || after->weak_count.has_value ||
		refuse(journal, fault, "/weak_count", PROBLEM_REQUIRED, NULL)) && dates;
}

static bool settle_scale(struct journal *journal, const void *before_record, void *after_record,
			 struct fault *fault)
{
	const struct grade_scale *before = before_record;
	struct grade_scale *after = after_record;
	static const char *const free[] = { "valid_to", NULL };

	if (before != NULL && (after == NULL ||
	    used_differs(&grade_scale_type, before, after, free)) &&
	    !used_check_scale(journal, before->head.id, "/id", fault))
		return false;
	if (after == NULL)
		return true;
	if (after->scale_version == 0 && after->code != NULL &&
	    !store_integer(journal_store(journal),
			   "SELECT COALESCE(MAX(scale_version), 0) + 1"
			   " FROM visible_grade_scale"
			   " WHERE code = :code",
			   BINDS(TEXT("code", after->code)), &after->scale_version, fault))
		return false;
	return check_scale(journal, after, fault);
}

static bool count_levels(struct journal *journal, struct id scale_id, int64_t *count_out,
			 struct fault *fault)
{
	return store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_grade_level WHERE scale_id = :id",
		BINDS(ID("id", scale_id)), count_out, fault);
}

/* A level needs more points than the one below it and fewer than the one above. */
static bool check_band(struct journal *journal, const struct grade_level *after,
		       struct fault *fault)
{
	int64_t wrong = 0;

	if (!after->least_score.has_value)
		return true;
	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*)"
			   " FROM visible_grade_level"
			   " WHERE scale_id = :scale"
			   "   AND id <> :id"
			   "   AND ((rank < :rank AND least_score <= :score)"
			   "     OR (rank > :rank AND least_score >= :score))",
			   BINDS(ID("scale", after->scale_id), ID("id", after->head.id),
				 INTEGER("rank", after->rank),
				 INTEGER("score", after->least_score.value)), &wrong, fault))
		return false;
	return wrong == 0 || refuse(journal, fault, "/least_score", PROBLEM_BAND_ORDER, NULL);
}

/* Ranks are given one after the other and taken back from the end. */
static bool check_rank(struct journal *journal, const struct grade_level *before,
		       struct grade_level *after, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	int64_t count = 0;

	must(before != NULL || after != NULL, "a level that never was");
	if (!count_levels(journal, before != NULL ? before->scale_id : after->scale_id, &count,
			  fault))
		return false;
	if (after == NULL)
		return before->rank == count ||
		       refuse(journal, fault, "/rank", PROBLEM_RANK_GAP,
			      arena_printf(arena, "%lld", (long long)count));
	if (before == NULL && after->rank == 0)
		after->rank = count + 1;
	int64_t wanted = before == NULL ? count + 1 : before->rank;

	must(wanted >= 1 && wanted <= count + 1, "ranks follow each other from 1");

	return after->rank == wanted || refuse(journal, fault, "/rank", PROBLEM_RANK_GAP,
					       arena_printf(arena, "%lld", (long long)wanted));
}

static bool settle_level(struct journal *journal, const void *before_record, void *after_record,
			 struct fault *fault)
{
	const struct grade_level *before = before_record;
	struct grade_level *after = after_record;
	struct id scale_id = after == NULL ? before->scale_id : after->scale_id;

	if (id_is_none(scale_id))
		return true;
	return collection_refer(journal, &grade_scale_type, scale_id, "/scale_id", fault) != NULL &&
	       used_check_scale(journal, scale_id, "/scale_id", fault) &&
	       check_rank(journal, before, after, fault) &&
	       (after == NULL || check_band(journal, after, fault));
}

const struct collection grade_scale_collection = {
	.type = &grade_scale_type, .settle = settle_scale, .order = "code",
};
const struct collection grade_level_collection = {
	.type = &grade_level_type, .settle = settle_level, .order = "rank",
};

/* The four grades that public reports of exercises use most; the bands are this program's
   example and no legal text: an office changes them to what its own issuer lays down. */
static const struct grade_level example_levels[] = {
	{ .code = "excellent", .name = "Hoàn thành xuất sắc", .name_en = "Excellent",
	  .least_score = { true, 900 }, .passed = true },
	{ .code = "good", .name = "Hoàn thành tốt", .name_en = "Good",
	  .least_score = { true, 800 }, .passed = true },
	{ .code = "completed", .name = "Hoàn thành nhiệm vụ", .name_en = "Completed",
	  .least_score = { true, 500 }, .passed = true },
	{ .code = "not_completed", .name = "Không hoàn thành", .name_en = "Not completed" },
};

bool evaluation_add_default_scale(struct journal *journal, struct id *scale_id_out,
				  struct fault *fault)
{
	struct grade_scale scale = { .code = "four_grades", .name = "Thang bốn mức",
				     .scale_version = 1, .least_coverage = { true, 800 } };

	if (!collection_add(journal, &grade_scale_collection, &scale, fault))
		return false;
	for (size_t i = 0; i < sizeof(example_levels) / sizeof(example_levels[0]); i++) {
		struct grade_level level = example_levels[i];

		level.scale_id = scale.head.id;
		level.rank = (int64_t)i + 1;
		if (!collection_add(journal, &grade_level_collection, &level, fault))
			return false;
	}
	*scale_id_out = scale.head.id;
	return true;
}
