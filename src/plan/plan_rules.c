/* The life-cycle and the rules of plans. */

#include "plan/plan.h"

#include "base/must.h"

/*  in_force ──revise──▶ under_revision ──resume──▶ in_force
    in_force, under_revision ──withdraw (reason)──▶ withdrawn
    withdrawn ──restore (reason)──▶ in_force */
static const struct transition plan_transitions[] = {
	{ PLAN_IN_FORCE, PLAN_UNDER_REVISION, "revise", RIGHT_PLAN_WRITE,
	  .vi = "Bắt đầu sửa đổi", .en = "Start revising",
	  .help = "A new version is being written." },
	{ PLAN_UNDER_REVISION, PLAN_IN_FORCE, "resume", RIGHT_PLAN_WRITE,
	  .vi = "Đưa vào hiệu lực", .en = "Put in force",
	  .help = "The new version, or the old one again, is in force." },
	{ PLAN_IN_FORCE, PLAN_WITHDRAWN, "withdraw", RIGHT_PLAN_WRITE, .reason_needed = true,
	  .vi = "Hủy bỏ", .en = "Withdraw", .help = "The plan is no more in force." },
	{ PLAN_UNDER_REVISION, PLAN_WITHDRAWN, "withdraw", RIGHT_PLAN_WRITE,
	  .reason_needed = true,
	  .vi = "Hủy bỏ", .en = "Withdraw", .help = "The plan is given up." },
	{ PLAN_WITHDRAWN, PLAN_IN_FORCE, "restore", RIGHT_PLAN_WRITE, .reason_needed = true,
	  .vi = "Khôi phục hiệu lực", .en = "Put in force again",
	  .help = "It was withdrawn by mistake, or is needed again." },
};

static bool check_key(struct journal *journal, const struct plan *plan, struct fault *fault)
{
	int64_t others = 0;

	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_plan"
		" WHERE code = :code AND id <> COALESCE(:id, x'')"
		"  AND COALESCE(holder_unit_id, x'') = COALESCE(:unit, x'')"
		"  AND COALESCE(holder_name, '') = COALESCE(:name, '')",
		BINDS(TEXT("code", plan->code), ID("id", plan->head.id),
		      ID("unit", plan->holder_unit_id), TEXT("name", plan->holder_name)),
		&others, fault))
		return false;
	if (others > 0)
		return fault_add_problem(fault, journal_arena(journal), "/code",
					 PROBLEM_NOT_UNIQUE, plan->code);
	return true;
}

static bool settle_plan(struct journal *journal, const void *before, void *after,
			struct fault *fault)
{
	struct plan *plan = after;

	must(before != NULL || after != NULL, "a change of nothing");
	if (plan == NULL)
		return true;
	plan->head.scope_id = plan->holder_unit_id;
	if (date_is_known(plan->approved_on) && date_is_known(plan->review_due_on) &&
	    date_compare(plan->review_due_on, plan->approved_on) < 0)
		return fault_add_problem(fault, journal_arena(journal), "/review_due_on",
					 PROBLEM_ORDER_OF_DATES, NULL);
	return check_key(journal, plan, fault);
}

const struct collection plan_collection = {
	.type = &plan_type, .settle = settle_plan,
	.state_field = "state", .reason_field = "state_reason",
	.transitions = plan_transitions,
	.transition_count = sizeof(plan_transitions) / sizeof(plan_transitions[0]),
	.order = "code",
};
