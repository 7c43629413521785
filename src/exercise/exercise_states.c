/* The life-cycle of an exercise.  Steps forward on the line, steps back (with a
   reason) below it:

     draft ─submit─▶ submitted ─approve─▶ approved ─prepare─▶ preparing ─start─▶ conducting
       ▲  ◀─return──┘                        │ │  ◀─unprepare──┘  ◀─stop────────┘     │
       └───────────────revoke────────────────┘ │                                    finish
                                               │                                      ▼
     closed ◀─close─ evaluated ◀─evaluate─ conducted ◀────────────────────────────────┘
       └─reopen─▶────┘   └─reevaluate─▶────┘  └─reconduct─▶ conducting

     approved, preparing, conducting ─postpone─▶ postponed ─resume─▶ approved
     draft … conducting, postponed   ─cancel───▶ cancelled ─restore▶ draft

   A postponed exercise keeps its approval; a cancelled one begins again. */

#include "access/access.h"
#include "base/must.h"
#include "exercise/exercise_rules.h"

static bool has_text(const char *text)
{
	return text != NULL && *text != '\0';
}

/* An exercise that is designed has a theme and at least one objective; one of the past
   that was published without them has its source instead. */
static bool may_submit(struct journal *journal, const void *record, struct fault *fault)
{
	const struct exercise *exercise = record;
	struct arena *arena = journal_arena(journal);
	int64_t objectives = 0;

	if (has_text(exercise->source))
		return true;
	bool good = has_text(exercise->theme) ||
		    fault_add_problem(fault, arena, "/theme", PROBLEM_REQUIRED, NULL);

	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*) FROM visible_objective WHERE exercise_id = :id",
			   BINDS(ID("id", exercise->head.id)), &objectives, fault))
		return false;
	return (objectives > 0 || fault_add_problem(fault, arena, "/objectives",
						    PROBLEM_NO_OBJECTIVE, NULL)) && good;
}

static bool may_approve(struct journal *journal, const void *record, struct fault *fault)
{
	const struct exercise *exercise = record;

	must(exercise->state == EXERCISE_SUBMITTED, "only what was submitted is approved");
	return access_second_person(journal, "two_persons_exercise", exercise->proposed_by,
				    "/approved_by", fault);
}

/* When it was held is told at least by the year. */
static bool may_finish(struct journal *journal, const void *record, struct fault *fault)
{
	const struct exercise *exercise = record;

	return date_is_known(exercise->starts_on) || exercise->year.has_value ||
	       fault_add_problem(fault, journal_arena(journal), "/year", PROBLEM_REQUIRED, NULL);
}

/* Results stand in a room to the right of this one: only their table is known here. */
static bool may_evaluate(struct journal *journal, const void *record, struct fault *fault)
{
	const struct exercise *exercise = record;
	int64_t confirmed = 0;

	must(exercise_is_held(exercise->state), "only what was held is evaluated");

	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*)"
			   " FROM visible_result"
			   " WHERE exercise_id = :id"
			   /* said, so that the index of what was not withdrawn serves */
			   "   AND state <> 'withdrawn'"
			   "   AND state = 'confirmed'",
			   BINDS(ID("id", exercise->head.id)), &confirmed, fault))
		return false;
	return confirmed > 0 || fault_add_problem(fault, journal_arena(journal), "/state",
						  PROBLEM_NO_RESULT, NULL);
}

static bool may_close(struct journal *journal, const void *record, struct fault *fault)
{
	return exercise_register_is_complete(record) ||
	       fault_add_problem(fault, journal_arena(journal), "/register_closed",
				 PROBLEM_REGISTER_OPEN, NULL);
}

#define STEP(from_, to_, action_, needs_, vi_, en_, help_, ...) \
	{ .from = EXERCISE_##from_, .to = EXERCISE_##to_, .action = action_, \
	  .needs = RIGHT_EXERCISE_##needs_, .vi = vi_, .en = en_, .help = help_, __VA_ARGS__ }
#define POSTPONE(from_) \
	STEP(from_, POSTPONED, "postpone", WRITE, "Tạm hoãn", "Postpone", \
	     "Keeps the approval; new days can be set.", .reason_needed = true)
#define CANCEL(from_, needs_) \
	STEP(from_, CANCELLED, "cancel", needs_, "Hủy", "Cancel", \
	     "It will not be held.", .reason_needed = true)

static const struct transition exercise_transitions[] = {
	STEP(DRAFT, SUBMITTED, "submit", WRITE, "Trình duyệt", "Submit",
	     "Needs a theme and an objective, or a source.", .guard = may_submit),
	STEP(SUBMITTED, APPROVED, "approve", APPROVE, "Phê duyệt", "Approve",
	     "By another person where the office asks for two.", .guard = may_approve),
	STEP(SUBMITTED, DRAFT, "return", APPROVE, "Trả lại", "Return",
	     "Back to its author.", .reason_needed = true),
	STEP(APPROVED, DRAFT, "revoke", APPROVE, "Thu hồi phê duyệt", "Revoke approval",
	     "It must be submitted again.", .reason_needed = true),
	STEP(APPROVED, PREPARING, "prepare", WRITE, "Bắt đầu chuẩn bị", "Begin preparation",
	     "Documents, training, rehearsals."),
	STEP(PREPARING, APPROVED, "unprepare", WRITE, "Ngừng chuẩn bị", "Stop preparation",
	     "Back to the approved state.", .reason_needed = true),
	STEP(PREPARING, CONDUCTING, "start", WRITE, "Khai mạc", "Start",
	     "The exercise begins."),
	STEP(CONDUCTING, PREPARING, "stop", WRITE, "Quay lại chuẩn bị", "Back to preparation",
	     "It was started by mistake.", .reason_needed = true),
	STEP(CONDUCTING, CONDUCTED, "finish", WRITE, "Bế mạc", "Finish",
	     "Needs its days, or at least its year.", .guard = may_finish),
	STEP(CONDUCTED, CONDUCTING, "reconduct", WRITE, "Quay lại diễn tập", "Back to conduct",
	     "It was finished by mistake.", .reason_needed = true),
	STEP(CONDUCTED, EVALUATED, "evaluate", WRITE, "Hoàn tất đánh giá", "Evaluation done",
	     "Needs a confirmed result.", .guard = may_evaluate),
	STEP(EVALUATED, CONDUCTED, "reevaluate", WRITE, "Đánh giá lại", "Evaluate again",
	     "The results are to be changed.", .reason_needed = true),
	STEP(EVALUATED, CLOSED, "close", APPROVE, "Kết thúc hồ sơ", "Close the file",
	     "Needs a complete safety register; nothing changes afterwards.",
	     .guard = may_close),
	STEP(CLOSED, EVALUATED, "reopen", APPROVE, "Mở lại hồ sơ", "Reopen the file",
	     "To correct something.", .reason_needed = true),
	POSTPONE(APPROVED), POSTPONE(PREPARING), POSTPONE(CONDUCTING),
	STEP(POSTPONED, APPROVED, "resume", WRITE, "Tiếp tục", "Resume",
	     "The approval stands."),
	CANCEL(DRAFT, WRITE), CANCEL(SUBMITTED, APPROVE), CANCEL(APPROVED, APPROVE),
	CANCEL(PREPARING, APPROVE), CANCEL(CONDUCTING, APPROVE), CANCEL(POSTPONED, APPROVE),
	STEP(CANCELLED, DRAFT, "restore", APPROVE, "Khôi phục", "Restore",
	     "It begins again as a draft.", .reason_needed = true),
};

const struct collection exercise_collection = {
	.type = &exercise_type, .settle = exercise_settle, .settled = exercise_settled,
	.state_field = "state", .reason_field = "state_reason",
	.transitions = exercise_transitions,
	.transition_count = sizeof(exercise_transitions) / sizeof(exercise_transitions[0]),
	.order = "year",
};
