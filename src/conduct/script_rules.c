/* The rules of what is played, and of what is written down in a run. */

#include "conduct/rules.h"

#include <string.h>

#include "base/must.h"

static bool has_text(const char *text)
{
	return text != NULL && text[0] != '\0';
}

/* Every code must be a cell of the run: what goes to nobody would be lost in silence. */
static bool check_recipients(struct journal *journal, const struct run_inject *inject,
			     struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	const char *at = inject->recipients == NULL ? "" : inject->recipients;

	for (at += strspn(at, " "); *at != '\0'; at += strspn(at, " ")) {
		const char *code = arena_copy_bytes(arena, at, strcspn(at, " "));
		int64_t count;

		at += strlen(code);
		if (!store_integer(journal_store(journal),
				   "SELECT COUNT(*)\n"
				   "FROM visible_run_cell\n"
				   "WHERE run_id = :run AND code = :code",
				   BINDS(ID("run", inject->run_id), TEXT("code", code)),
				   &count, fault))
			return false;
		if (count == 0)
			return fault_add_problem(fault, arena, "/recipients",
				PROBLEM_NO_SUCH_RECORD,
				arena_printf(arena, BOTH("bộ phận “%s”", "cell “%s”"),
					     code, code));
	}
	return true;
}

/* What was made in the run gets a number of its own. */
static bool give_number(struct journal *journal, struct run_inject *inject,
			struct fault *fault)
{
	int64_t count;

	if (has_text(inject->number))
		return true;
	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*)\n"
			   "FROM visible_run_inject\n"
			   "WHERE run_id = :run AND inject_id IS NULL",
			   BINDS(ID("run", inject->run_id)), &count, fault))
		return false;
	inject->number = arena_printf(journal_arena(journal), "+%lld", (long long)count + 1);
	return true;
}

bool run_inject_settle(struct journal *journal, const void *before_record, void *after_record,
		       struct fault *fault)
{
	const struct run_inject *before = before_record;
	struct run_inject *after = after_record;

	if (after == NULL)
		return fault_add_problem(fault, journal_arena(journal), "", PROBLEM_KEPT, NULL);
	const struct run *run = rules_open_run(journal, after->run_id, &after->head, fault);

	if (run == NULL)
		return false;
	after->head.scope_id = run->exercise_id;
	if (before == NULL)
		after->state = RUN_WAITING;
	if (before != NULL && before->state != RUN_WAITING)
		return rules_refuse(journal, fault, "/state",
			BOTH("Chỉ sửa được tình huống chưa phát.",
			     "Only an inject that waits can be changed."));
	if (after->release == RUN_AUTOMATIC && !after->planned_time.has_value)
		return fault_add_problem(fault, journal_arena(journal), "/planned_time",
					 PROBLEM_REQUIRED, NULL);
	return check_recipients(journal, after, fault) && give_number(journal, after, fault);
}

bool run_condition_settle(struct journal *journal, const void *before_record,
			  void *after_record, struct fault *fault)
{
	const struct run_condition *before = before_record;
	struct run_condition *after = after_record;
	struct arena *arena = journal_arena(journal);
	const struct run_condition *any = after == NULL ? before : after;
	const struct run_inject *inject = collection_refer(journal, &run_inject_type,
		any->run_inject_id, "/run_inject_id", fault);
	const struct run_inject *parent = collection_refer(journal, &run_inject_type,
		any->parent_id, "/parent_id", fault);

	if (inject == NULL || parent == NULL)
		return false;
	if (inject->state != RUN_WAITING)
		return rules_refuse(journal, fault, "/run_inject_id",
			BOTH("Chỉ sửa được tình huống chưa phát.",
			     "Only an inject that waits can be changed."));
	if (after == NULL)
		return true;
	if (!id_equal(inject->run_id, parent->run_id))
		return fault_add_problem(fault, arena, "/parent_id", PROBLEM_NOT_OF_SAME,
					 BOTH("lần chạy", "run"));
	after->run_id = inject->run_id;
	after->head.scope_id = inject->head.scope_id;
	if (after->head.label.level < inject->head.label.level)
		after->head.label = inject->head.label;
	if (after->kind == RUN_PARENT_OUTCOME && !has_text(after->outcome))
		return fault_add_problem(fault, arena, "/outcome", PROBLEM_REQUIRED, NULL);
	return !id_equal(inject->head.id, parent->head.id) ||
	       fault_add_problem(fault, arena, "/parent_id", PROBLEM_CYCLE, inject->number);
}

bool run_decision_settle(struct journal *journal, const void *before, void *after_record,
			 struct fault *fault)
{
	struct run_decision *after = after_record;

	if (after == NULL)
		return fault_add_problem(fault, journal_arena(journal), "", PROBLEM_KEPT, NULL);
	const struct run_cell *cell = collection_refer(journal, &run_cell_type, after->cell_id,
						       "/cell_id", fault);
	const struct run *run = cell == NULL ? NULL :
		rules_open_run(journal, cell->run_id, &after->head, fault);

	if (run == NULL)
		return false;
	after->run_id = run->head.id;
	after->head.scope_id = cell->head.id;
	if (before != NULL)
		return true;
	struct moment moment = conduct_moment(journal_now(journal));

	after->begun_time = (struct optional_time){ true, run_time(run, &moment) };
	after->begun_at = run_instant(run, &moment);
	after->recorded_by = journal_actor(journal)->account_id;
	return true;
}

bool run_log_settle(struct journal *journal, const void *before, void *after_record,
		    struct fault *fault)
{
	struct run_log *after = after_record;

	if (before != NULL)	/* a journal is written on, never over */
		return fault_add_problem(fault, journal_arena(journal), "", PROBLEM_KEPT, NULL);
	const struct run *run = rules_open_run(journal, after->run_id, &after->head, fault);

	if (run == NULL)
		return false;
	if (after->outcome != PERFORMANCE_UNKNOWN && after->kind != RUN_LOG_EVALUATION)
		return rules_refuse(journal, fault, "/outcome",
			BOTH("Chỉ quan sát của người đánh giá mới có mức thực hiện.",
			     "Only what an evaluator saw has a rating."));
	struct moment moment = conduct_moment(journal_now(journal));

	after->head.scope_id = run->exercise_id;
	after->noted_time = (struct optional_time){ true, run_time(run, &moment) };
	after->noted_at = run_instant(run, &moment);
	after->noted_by = journal_actor(journal)->account_id;
	return true;
}

const struct collection run_inject_collection = {
	.type = &run_inject_type, .settle = run_inject_settle, .order = "position",
	.no_remove = true,
};
const struct collection run_condition_collection = {
	.type = &run_condition_type, .settle = run_condition_settle,
};
const struct collection run_recipient_collection = {
	.type = &run_recipient_type, .fixed = true,
};
const struct collection run_message_collection = { .type = &run_message_type, .fixed = true };
const struct collection run_decision_collection = {
	.type = &run_decision_type, .settle = run_decision_settle, .no_remove = true,
};
const struct collection run_log_collection = {
	.type = &run_log_type, .settle = run_log_settle, .no_remove = true,
};
