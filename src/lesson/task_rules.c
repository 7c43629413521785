/* The life-cycle and the rules of corrective tasks. */

#include "lesson/private.h"

#include "access/access.h"
#include "base/must.h"

/* The account of the person who owns the task; none if the owner has none. */
static bool find_owner(struct journal *journal, const struct corrective_task *task,
		       struct id *account_out, struct fault *fault)
{
	struct id actor = journal_actor(journal)->account_id;
	int64_t count = 0;

	*account_out = ID_NONE;
	if (id_is_none(task->owner_person_id) || id_is_none(actor))
		return true;
	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*)"
		" FROM visible_account"
		" WHERE id = :actor AND person_id = :owner",
		BINDS(ID("actor", actor), ID("owner", task->owner_person_id)), &count, fault))
		return false;
	must(count <= 1, "one account of that number");
	*account_out = count > 0 ? actor : ID_NONE;
	return true;
}

/* Where the office asks for two persons, what was done is verified neither by its owner
   nor by who reported it as done. */
static bool is_second_person(struct journal *journal, const void *record, struct fault *fault)
{
	const struct corrective_task *task = record;
	struct id owner;

	if (!access_second_person(journal, "two_persons_task", task->done_by, "/done_by", fault) ||
	    !find_owner(journal, task, &owner, fault))
		return false;
	return id_is_none(owner) ||
	       access_second_person(journal, "two_persons_task", owner, "/owner_person_id", fault);
}

/* A reason that stands there from an earlier step is no verification. */
static bool names_exercise(struct journal *journal, const void *record, struct fault *fault)
{
	const struct corrective_task *task = record;

	if (id_is_none(task->verified_by_exercise_id))
		return fault_add_problem(fault, journal_arena(journal), "/verified_by_exercise_id",
					 PROBLEM_VERIFICATION_NEEDED, NULL);
	return is_second_person(journal, record, fault);
}

/*  proposed ──accept──▶ accepted ──start──▶ in_progress ──finish──▶ done
    done ──verify, inspect──▶ verified ──close──▶ closed
    proposed ──reject (reason)──▶ rejected ──reopen (reason)──▶ proposed
    done, verified, closed ──reopen (reason)──▶ in_progress

    Accepted needs owner and due day (HSEEP, rule HS-30), done a proof, verified a later
    exercise (verify) or an inspection that the reason names (inspect). */
static const struct transition task_transitions[] = {
	{ TASK_PROPOSED, TASK_ACCEPTED, "accept", RIGHT_LESSON_WRITE,
	  .vi = "Nhận nhiệm vụ", .en = "Accept",
	  .help = "Needs an owner and a due day." },
	{ TASK_PROPOSED, TASK_REJECTED, "reject", RIGHT_LESSON_WRITE, .reason_needed = true,
	  .vi = "Không chấp nhận", .en = "Reject", .help = "Says why it is not taken up." },
	{ TASK_REJECTED, TASK_PROPOSED, "reopen", RIGHT_LESSON_WRITE, .reason_needed = true,
	  .vi = "Đề xuất lại", .en = "Propose again", .help = "Takes a rejected task up again." },
	{ TASK_ACCEPTED, TASK_IN_PROGRESS, "start", RIGHT_LESSON_WRITE,
	  .vi = "Bắt đầu thực hiện", .en = "Start", .help = "Work has begun." },
	{ TASK_IN_PROGRESS, TASK_DONE, "finish", RIGHT_LESSON_WRITE,
	  .vi = "Báo đã làm xong", .en = "Report as done", .help = "Needs a proof." },
	{ TASK_DONE, TASK_VERIFIED, "verify", RIGHT_LESSON_WRITE, .guard = names_exercise,
	  .vi = "Xác nhận qua diễn tập", .en = "Verify by an exercise",
	  .help = "A later exercise, named in the task, showed that it is right." },
	{ TASK_DONE, TASK_VERIFIED, "inspect", RIGHT_LESSON_WRITE, .reason_needed = true,
	  .guard = is_second_person,
	  .vi = "Xác nhận qua kiểm tra", .en = "Verify by an inspection",
	  .help = "The reason names the inspection that found it in order." },
	{ TASK_VERIFIED, TASK_CLOSED, "close", RIGHT_LESSON_WRITE,
	  .vi = "Kết thúc", .en = "Close", .help = "Nothing remains to be done." },
	{ TASK_DONE, TASK_IN_PROGRESS, "reopen", RIGHT_LESSON_WRITE, .reason_needed = true,
	  .vi = "Làm lại", .en = "Open again", .help = "It turned out not to be done." },
	{ TASK_VERIFIED, TASK_IN_PROGRESS, "reopen", RIGHT_LESSON_WRITE, .reason_needed = true,
	  .vi = "Làm lại", .en = "Open again", .help = "It turned out not to be right." },
	{ TASK_CLOSED, TASK_IN_PROGRESS, "reopen", RIGHT_LESSON_WRITE, .reason_needed = true,
	  .vi = "Làm lại", .en = "Open again", .help = "The shortcoming came back." },
};

static bool is_filled(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static bool has_owner(const struct corrective_task *task)
{
	return !id_is_none(task->owner_unit_id) || !id_is_none(task->owner_person_id) ||
	       is_filled(task->owner_name);
}

/* What a task must bear in its state.  All that is missing is said at once. */
static bool check_state(struct arena *arena, const struct corrective_task *task,
			struct fault *fault)
{
	const bool accepted = task->state != TASK_PROPOSED && task->state != TASK_REJECTED;
	const bool done = task->state == TASK_DONE || task->state == TASK_VERIFIED ||
			  task->state == TASK_CLOSED;

	if (accepted && !has_owner(task))
		fault_add_problem(fault, arena, "/owner_unit_id", PROBLEM_OWNER_NEEDED, NULL);
	if (accepted && !date_is_known(task->due_on))
		fault_add_problem(fault, arena, "/due_on", PROBLEM_DUE_DAY_NEEDED, NULL);
	if (done && !is_filled(task->proof))
		fault_add_problem(fault, arena, "/proof", PROBLEM_PROOF_NEEDED, NULL);
	if (task->state == TASK_VERIFIED && id_is_none(task->verified_by_exercise_id) &&
	    !is_filled(task->state_reason))
		fault_add_problem(fault, arena, "/verified_by_exercise_id",
				  PROBLEM_VERIFICATION_NEEDED, NULL);
	if (date_is_known(task->starts_on) && date_is_known(task->due_on) &&
	    date_compare(task->due_on, task->starts_on) < 0)
		fault_add_problem(fault, arena, "/due_on", PROBLEM_ORDER_OF_DATES, NULL);
	return fault->kind == FAULT_NONE;
}

/* It was held, and after the exercise in which the task arose. */
static bool check_verifying_exercise(struct journal *journal, const struct corrective_task *task,
				     struct fault *fault)
{
	struct arena *arena = journal_arena(journal);

	if (id_is_none(task->verified_by_exercise_id))
		return true;

	const char *pointer = "/verified_by_exercise_id";
	const struct exercise *seen = collection_refer(journal, &exercise_type,
		task->verified_by_exercise_id, pointer, fault);

	if (seen == NULL)
		return false;
	if (!exercise_is_held(seen->state))
		return fault_add_problem(fault, arena, pointer, PROBLEM_EXERCISE_NOT_HELD,
					 seen->theme);
	if (id_is_none(task->exercise_id))
		return true;
	if (id_equal(task->exercise_id, task->verified_by_exercise_id))
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_LATER, seen->theme);

	const struct exercise *first = collection_refer(journal, &exercise_type,
		task->exercise_id, "/exercise_id", fault);

	if (first == NULL)
		return false;
	struct date then = exercise_day(first), now = exercise_day(seen);

	if (date_is_known(then) && date_is_known(now) && date_compare(now, then) < 0)
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_LATER, seen->theme);
	return true;
}

/* A task about a finding belongs where the finding belongs. */
static bool take_finding(struct journal *journal, struct corrective_task *task,
			 struct fault *fault)
{
	if (id_is_none(task->finding_id))
		return true;

	const struct finding *finding = collection_refer(journal, &finding_type,
		task->finding_id, "/finding_id", fault);

	if (finding == NULL)
		return false;
	if (id_is_none(task->exercise_id))
		task->exercise_id = finding->exercise_id;
	if (id_is_none(task->programme_id))
		task->programme_id = finding->programme_id;
	return true;
}

/* Whoever owns a task of the term must see it and may report on it: it moves to the
   owning unit if that stands below the programme's, whose people see it as before. */
static bool lend_to_owner(struct journal *journal, struct corrective_task *task,
			  struct fault *fault)
{
	int64_t below = 0;

	if (id_is_none(task->owner_unit_id) || !id_is_none(task->exercise_id))
		return true;
	if (!store_integer(journal_store(journal),
		"WITH RECURSIVE above(id) AS ("
		"  VALUES(:owner)"
		"  UNION"
		"  SELECT l.parent_id"
		"  FROM above JOIN visible_unit_link l ON l.unit_id = above.id)"
		" SELECT COUNT(*) FROM above WHERE id = :scope",
		BINDS(ID("owner", task->owner_unit_id), ID("scope", task->head.scope_id)), &below,
		fault))
		return false;
	if (below > 0)
		task->head.scope_id = task->owner_unit_id;
	return true;
}

/* Who reported it as done stays known while it is done or more. */
static void note_doer(struct journal *journal, const struct corrective_task *before,
		      struct corrective_task *task)
{
	if (task->state == TASK_DONE && (before == NULL || before->state != TASK_DONE))
		task->done_by = journal_actor(journal)->account_id;
	else if (task->state != TASK_DONE && task->state != TASK_VERIFIED &&
		 task->state != TASK_CLOSED)
		task->done_by = ID_NONE;
}

bool settle_task(struct journal *journal, const void *before, void *after, struct fault *fault)
{
	struct corrective_task *task = after;

	must(before != NULL || after != NULL, "a change of nothing");
	if (task == NULL)
		return true;
	note_doer(journal, before, task);
	if (!take_finding(journal, task, fault))
		return false;

	struct origin origin = { .programme_id = task->programme_id,
				 .exercise_id = task->exercise_id };

	if (!origin_settle(journal, &origin, &task->head, fault))
		return false;
	task->programme_id = origin.programme_id;
	return lend_to_owner(journal, task, fault) &&
	       check_verifying_exercise(journal, task, fault) &&
	       check_state(journal_arena(journal), task, fault);
}

bool task_is_overdue(const struct corrective_task *task, struct date today)
{
	const bool open = task->state == TASK_PROPOSED || task->state == TASK_ACCEPTED ||
			  task->state == TASK_IN_PROGRESS;

	must(date_is_known(today), "whoever asks what is overdue knows the day");
	return open && date_is_known(task->due_on) && date_compare(task->due_on, today) < 0;
}

const struct collection corrective_task_collection = {
	.type = &corrective_task_type, .settle = settle_task,
	.state_field = "state", .reason_field = "state_reason",
	.transitions = task_transitions,
	.transition_count = sizeof(task_transitions) / sizeof(task_transitions[0]),
	.order = "due_on",
};
