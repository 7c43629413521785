/* The rules of revisions: what caused them, and which version follows which. */

#include "plan/plan.h"

#include <string.h>

#include "base/must.h"

static bool is_known(const char *version)
{
	return version != NULL && version[0] != '\0';
}

/* The cause is there; a finding brings its exercise and its programme with it. */
static bool settle_cause(struct journal *journal, struct plan_revision *revision,
			 struct fault *fault)
{
	if (!id_is_none(revision->finding_id)) {
		const struct finding *finding = collection_refer(journal, &finding_type,
			revision->finding_id, "/finding_id", fault);

		if (finding == NULL)
			return false;
		if (id_is_none(revision->exercise_id))
			revision->exercise_id = finding->exercise_id;
		if (id_is_none(revision->programme_id))
			revision->programme_id = finding->programme_id;
	}
	if (id_is_none(revision->exercise_id) && id_is_none(revision->programme_id))
		return fault_add_problem(fault, journal_arena(journal), "/finding_id",
					 PROBLEM_CAUSE_NEEDED, NULL);
	return true;
}

/* A new revision starts from the version that is in force.  Where that is known,
   the next one must be known too, or the register would lose it. */
static bool settle_new_versions(struct journal *journal, const struct plan *plan,
				struct plan_revision *revision, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);

	must(id_equal(plan->head.id, revision->plan_id), "the revision of this plan");
	if (plan->state == PLAN_WITHDRAWN)
		return fault_add_problem(fault, arena, "/plan_id", PROBLEM_WITHDRAWN, plan->code);
	if (date_is_known(revision->revised_on) && date_is_known(plan->approved_on) &&
	    date_compare(revision->revised_on, plan->approved_on) < 0)
		fault_add_problem(fault, arena, "/revised_on", PROBLEM_ORDER_OF_DATES, NULL);
	if (!is_known(plan->plan_version))
		return fault->kind == FAULT_NONE;
	if (!is_known(revision->version_before))
		revision->version_before = plan->plan_version;
	if (strcmp(revision->version_before, plan->plan_version) != 0)
		fault_add_problem(fault, arena, "/version_before", PROBLEM_DIFFERS,
				  plan->plan_version);
	if (!is_known(revision->version_after))
		fault_add_problem(fault, arena, "/version_after", PROBLEM_REQUIRED, NULL);
	return fault->kind == FAULT_NONE;
}

/* What the register was built on is not rewritten; what was unknown may be filled. */
static bool check_standing(struct arena *arena, const char *pointer, const char *before,
			   const char *after, struct fault *fault)
{
	must(pointer[0] == '/', "a pointer into the record");
	if (!is_known(before) || (is_known(after) && strcmp(before, after) == 0))
		return true;
	return fault_add_problem(fault, arena, pointer, PROBLEM_STANDS, before);
}

static bool settle_revision(struct journal *journal, const void *before, void *after,
			    struct fault *fault)
{
	const struct plan_revision *old = before;
	struct plan_revision *revision = after;
	struct arena *arena = journal_arena(journal);

	must(revision != NULL, "revisions are not removed");

	const struct plan *plan = collection_refer(journal, &plan_type, revision->plan_id,
						   "/plan_id", fault);

	if (plan == NULL || !settle_cause(journal, revision, fault))
		return false;
	revision->head.scope_id = plan->head.scope_id;
	if (revision->head.label.level < plan->head.label.level)
		return fault_add_problem(fault, arena, "/label", PROBLEM_LABEL_BELOW, plan->code);
	if (old == NULL)
		return settle_new_versions(journal, plan, revision, fault);
	check_standing(arena, "/version_before", old->version_before, revision->version_before,
		       fault);
	check_standing(arena, "/version_after", old->version_after, revision->version_after,
		       fault);
	return fault->kind == FAULT_NONE;
}

/* The register takes over the version that a new revision, or one whose version
   became known now, has made; with it the day and the authority of its approval. */
static bool revision_settled(struct journal *journal, const void *before, const void *after,
			     struct fault *fault)
{
	const struct plan_revision *old = before, *revision = after;

	must(revision != NULL, "revisions are not removed");
	if (!is_known(revision->version_after) ||
	    (old != NULL && is_known(old->version_after)))
		return true;

	struct plan *plan = record_store_find(journal_store(journal), journal_arena(journal),
					      &plan_type, revision->plan_id, fault);

	if (plan == NULL)
		return false;
	if (old != NULL && is_known(plan->plan_version))
		return true;	/* a later revision has gone past it */
	plan->plan_version = revision->version_after;
	plan->approved_on = revision->revised_on;
	plan->approver = revision->approver;
	if (date_is_known(plan->approved_on) && date_is_known(plan->review_due_on) &&
	    date_compare(plan->review_due_on, plan->approved_on) < 0)
		plan->review_due_on = DATE_NONE;	/* it was that of the old version */
	return journal_change(journal, &plan_type, plan, fault);
}

const struct collection plan_revision_collection = {
	.type = &plan_revision_type, .settle = settle_revision, .settled = revision_settled,
	.order = "revised_on", .no_remove = true,
};
