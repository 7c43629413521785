/* The life-cycle of an inject's script (after HSEEP; "synchronised" is ready here):

     draft ─submit─▶ submitted ─approve─▶ approved ─ready─▶ ready ─defer─▶ deferred
       ▲ ◀──return──────┘                    │ ▲ ◀─unready────┘              │
       └────────────revise───────────────────┘ └──────────restore────────────┘

     draft, submitted, approved, deferred ─retire─▶ obsolete ─reopen─▶ draft

   What is obsolete keeps its number and stays for the audit. */

#include "access/access.h"
#include "base/must.h"
#include "inject/private.h"

/* Neither who wrote it nor who submitted it, where the office asks for two. */
static bool may_approve(struct journal *journal, const void *record, struct fault *fault)
{
	const struct inject *inject = record;
	const struct id acting = journal_actor(journal)->account_id;
	bool two_persons = false;

	must(inject->state == INJECT_SUBMITTED, "the table leads from here only");
	if (!access_policy(journal_store(journal), "two_persons_inject", &two_persons, fault))
		return false;
	bool is_own = id_equal(inject->author_id, acting) ||
		      id_equal(inject->proposed_by, acting);

	return !two_persons || !is_own ||
	       fault_add_problem(fault, journal_arena(journal), "/approved_by", PROBLEM_OWN_WORK,
				 NULL);
}

static bool has_condition(struct journal *journal, const struct inject *inject,
			  struct fault *fault)
{
	int64_t count = 0;

	if (inject->release != RELEASE_CONDITION)
		return true;
	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*) FROM visible_inject_condition WHERE inject_id = :id",
			   BINDS(ID("id", inject->head.id)), &count, fault))
		return false;
	return count > 0 || fault_add_problem(fault, journal_arena(journal), "/release",
					      PROBLEM_CONDITION_NEEDED, NULL);
}

/* It has all that releases it; the time itself is checked with the record. */
static bool may_be_ready(struct journal *journal, const void *record, struct fault *fault)
{
	return has_condition(journal, record, fault);
}

#define STEP(from_, to_, action_, needs_, vi_, en_, help_, ...) \
	{ .from = INJECT_##from_, .to = INJECT_##to_, .action = action_, \
	  .needs = RIGHT_INJECT_##needs_, .vi = vi_, .en = en_, .help = help_, __VA_ARGS__ }
#define RETIRE(from_) \
	STEP(from_, OBSOLETE, "retire", WRITE, "Thôi dùng", "Retire", \
	     "Keeps its number; it will not be played.", .reason_needed = true)

static const struct transition inject_transitions[] = {
	STEP(DRAFT, SUBMITTED, "submit", WRITE, "Trình duyệt", "Submit", "It is written."),
	STEP(SUBMITTED, DRAFT, "return", WRITE, "Trả lại", "Return", "Back to its author.",
	     .reason_needed = true),
	STEP(SUBMITTED, APPROVED, "approve", APPROVE, "Duyệt", "Approve",
	     "By another person where the office asks for two.", .guard = may_approve),
	STEP(APPROVED, DRAFT, "revise", WRITE, "Sửa lại", "Revise",
	     "Back to draft: it must be approved again.", .reason_needed = true),
	STEP(APPROVED, READY, "ready", WRITE, "Khớp giờ, sẵn sàng", "Ready",
	     "It has its time, or what releases it.", .guard = may_be_ready),
	STEP(READY, APPROVED, "unready", WRITE, "Bỏ khớp giờ", "Not ready",
	     "Its time is open again."),
	STEP(READY, DEFERRED, "defer", WRITE, "Tạm gác", "Defer",
	     "It will not be played this time.", .reason_needed = true),
	STEP(DEFERRED, APPROVED, "restore", WRITE, "Dùng lại", "Restore",
	     "It can be played after all."),
	RETIRE(DRAFT), RETIRE(SUBMITTED), RETIRE(APPROVED), RETIRE(DEFERRED),
	STEP(OBSOLETE, DRAFT, "reopen", WRITE, "Mở lại", "Reopen",
	     "It begins again as a draft, under its number.", .reason_needed = true),
};

const struct collection inject_collection = {
	.type = &inject_type, .settle = settle_inject,
	.state_field = "state", .reason_field = "state_reason",
	.transitions = inject_transitions,
	.transition_count = sizeof(inject_transitions) / sizeof(inject_transitions[0]),
	.order = "number",
};
