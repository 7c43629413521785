/* The rules of runs, their cells and members. */

#include "conduct/rules.h"

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "conduct/exercise_clock.h"

bool rules_refuse(struct journal *journal, struct fault *fault, const char *pointer,
		  const char *both)
{
	return fault_add_problem(fault, journal_arena(journal), pointer, PROBLEM_RULE, both);
}

struct run *rules_open_run(struct journal *journal, struct id run_id, struct record_head *part,
			   struct fault *fault)
{
	struct run *run = collection_refer(journal, &run_type, run_id, "/run_id", fault);

	if (run == NULL)
		return NULL;
	if (run->state == RUN_ENDED) {
		rules_refuse(journal, fault, "/run_id",
			     BOTH("Lần chạy đã kết thúc.", "The run has ended."));
		return NULL;
	}
	if (part->label.level < run->head.label.level)
		part->label = run->head.label;
	return run;
}

bool rules_is_player(struct journal *journal, struct id run_id, struct id cell_id,
		     bool *is_player_out, struct fault *fault)
{
	int64_t count;

	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*)\n"
			   "FROM visible_run_member\n"
			   "WHERE run_id = :run AND cell_id = :cell AND account_id = :account\n"
			   "  AND role = 'player'",
			   BINDS(ID("run", run_id), ID("cell", cell_id),
				 ID("account", journal_actor(journal)->account_id)),
			   &count, fault))
		return false;
	*is_player_out = count > 0;
	return true;
}

bool run_settle(struct journal *journal, const void *before_record, void *after_record,
		struct fault *fault)
{
	const struct run *before = before_record;
	struct run *after = after_record;

	if (after == NULL)	/* what was played is evidence */
		return fault_add_problem(fault, journal_arena(journal), "", PROBLEM_KEPT, NULL);
	const struct exercise *exercise = collection_refer(journal, &exercise_type,
		after->exercise_id, "/exercise_id", fault);

	if (exercise == NULL || !exercise_is_open(journal, after->exercise_id, fault))
		return false;
	if (after->head.label.level < exercise->head.label.level)
		after->head.label = exercise->head.label;
	must(!id_is_none(after->head.id), "a run is its own scope");
	after->head.scope_id = after->head.id;
	if (!after->starts_time.has_value)
		after->starts_time = (struct optional_time){ true, { 0 } };
	if (before == NULL) {
		after->state = RUN_PREPARED;
		after->speed = SPEED_REAL;
		after->script_digest = run_script_digest(journal, after->exercise_id, fault);
		if (after->script_digest == NULL)
			return false;
	}
	if (after->state == RUN_PREPARED)
		after->anchor_time = after->starts_time;
	return before == NULL || before->state == RUN_PREPARED ||
	       before->starts_time.time.us == after->starts_time.time.us ||
	       rules_refuse(journal, fault, "/starts_time",
			    BOTH("Lần chạy đã bắt đầu.", "The run has begun."));
}

bool run_settled(struct journal *journal, const void *before, const void *after_record,
		 struct fault *fault)
{
	const struct run *after = after_record;

	return before != NULL ||
	       (access_scope_set(journal_store(journal), after->head.id, after->exercise_id,
				 fault) && run_copy_script(journal, after, fault));
}

bool run_cell_settle(struct journal *journal, const void *before, void *after_record,
		     struct fault *fault)
{
	struct run_cell *after = after_record;

	if (after == NULL)
		return fault_add_problem(fault, journal_arena(journal), "", PROBLEM_KEPT, NULL);
	if (rules_open_run(journal, after->run_id, &after->head, fault) == NULL)
		return false;
	after->head.scope_id = after->run_id;
	int64_t taken;

	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*)\n"
			   "FROM visible_run_cell\n"
			   "WHERE run_id = :run AND code = :code AND id <> :id",
			   BINDS(ID("run", after->run_id), TEXT("code", after->code),
				 ID("id", after->head.id)), &taken, fault))
		return false;
	if (before == NULL && taken > 0)
		return fault_add_problem(fault, journal_arena(journal), "/code",
					 PROBLEM_NOT_UNIQUE, after->code);
	return strpbrk(after->code, " \t\n\r") == NULL ||
	       rules_refuse(journal, fault, "/code",
			    BOTH("Mã không có dấu cách.", "A code has no spaces."));
}

/* The cell lies below the exercise, and what all may see below every cell. */
bool run_cell_settled(struct journal *journal, const void *before, const void *after_record,
		      struct fault *fault)
{
	const struct run_cell *after = after_record;
	struct store *store = journal_store(journal);

	if (before != NULL || after == NULL)
		return true;
	const struct run *run = collection_refer(journal, &run_type, after->run_id, "/run_id",
						 fault);

	return run != NULL &&
	       access_scope_set(store, after->head.id, run->exercise_id, fault) &&
	       access_scope_set(store, run->head.id, after->head.id, fault);
}

/* The built-in role that goes with each; where it holds is said below. */
static const char *const role_codes[] = {
	[RUN_DIRECTOR] = "run_director", [RUN_CONTROLLER] = "run_controller",
	[RUN_EVALUATOR] = "run_evaluator", [RUN_PLAYER] = "run_player",
	[RUN_OBSERVER] = "run_observer",
};

static struct id place_of(const struct run *run, const struct run_member *member)
{
	switch (member->role) {
	case RUN_DIRECTOR:
	case RUN_CONTROLLER:
	case RUN_EVALUATOR:
		return run->exercise_id;
	case RUN_PLAYER:
		return member->cell_id;
	case RUN_OBSERVER:
	case RUN_MEMBER_UNKNOWN:
		break;
	}
	return run->head.id;
}

/* An office that is older than these roles has none of them yet. */
static const struct role *find_role(struct journal *journal, const char *code,
				    struct fault *fault)
{
	struct fault missing = { .kind = FAULT_NONE };
	const struct role *role = access_find_role(journal_store(journal),
						   journal_arena(journal), code, &missing);

	if (role != NULL)
		return role;
	if (missing.kind != FAULT_NOT_FOUND) {
		fault_set(fault, missing.kind, missing.field, missing.detail);
		return NULL;
	}
	if (!access_add_roles(journal, fault))
		return NULL;
	return access_find_role(journal_store(journal), journal_arena(journal), code, fault);
}

static bool add_grant(struct journal *journal, const struct run *run, struct run_member *member,
		      struct fault *fault)
{
	must(member->role > RUN_MEMBER_UNKNOWN && member->role <= RUN_OBSERVER,
	     "a member has a role");
	const struct role *role = find_role(journal, role_codes[member->role], fault);

	if (role == NULL)
		return false;
	struct grant grant = { .account_id = member->account_id, .role_id = role->head.id,
			       .within_id = place_of(run, member), .reason = run->name };

	if (!journal_add(journal, &grant_type, &grant, fault))
		return false;
	member->grant_id = grant.head.id;
	return true;
}

static bool check_cell(struct journal *journal, const struct run_member *member,
		       struct fault *fault)
{
	if ((member->role == RUN_PLAYER) == id_is_none(member->cell_id))
		return rules_refuse(journal, fault, "/cell_id",
			BOTH("Người tập phải thuộc một bộ phận; người khác thì không.",
			     "A player belongs to a cell; nobody else does."));
	if (id_is_none(member->cell_id))
		return true;
	const struct run_cell *cell = collection_refer(journal, &run_cell_type,
		member->cell_id, "/cell_id", fault);

	return cell != NULL && (id_equal(cell->run_id, member->run_id) ||
		fault_add_problem(fault, journal_arena(journal), "/cell_id",
				  PROBLEM_NOT_OF_SAME, BOTH("lần chạy", "run")));
}

/* Who leaves loses what came with the membership, and nothing else. */
static bool take_grant(struct journal *journal, const struct run_member *member,
		       struct fault *fault)
{
	struct fault missing = { .kind = FAULT_NONE };
	const struct grant *grant = record_store_find(journal_store(journal),
		journal_arena(journal), &grant_type, member->grant_id, &missing);

	if (grant == NULL)	/* somebody took it away already */
		return missing.kind == FAULT_NOT_FOUND ||
		       fault_set(fault, missing.kind, missing.field, missing.detail);
	return journal_remove(journal, &grant_type, grant->head.id, grant->head.version, fault);
}

bool run_member_settle(struct journal *journal, const void *before, void *after_record,
		       struct fault *fault)
{
	struct run_member *after = after_record;

	if (after == NULL)
		return take_grant(journal, before, fault);
	const struct run *run = rules_open_run(journal, after->run_id, &after->head, fault);
	const struct account *account = collection_refer(journal, &account_type,
		after->account_id, "/account_id", fault);

	if (run == NULL || account == NULL || !check_cell(journal, after, fault))
		return false;
	after->head.scope_id = after->run_id;
	after->name = account->display_name;
	return before != NULL || add_grant(journal, run, after, fault);
}

bool conduct_fill_scopes(struct store *store, struct fault *fault)
{
	struct rows *rows = store_rows(store,
		"SELECT id, exercise_id AS parent\n"
		"FROM visible_run\n"
		"UNION ALL\n"
		"SELECT c.id, r.exercise_id\n"
		"FROM visible_run_cell c JOIN visible_run r ON r.id = c.run_id\n"
		"UNION ALL\n"
		"SELECT run_id, id\n"
		"FROM visible_run_cell", NO_BINDS, fault);
	bool good = true;

	while (good && rows_next(rows))
		good = access_scope_set(store, rows_id(rows, "id"), rows_id(rows, "parent"),
					fault);
	return rows_end(&rows, fault) && good;
}

const struct collection run_collection = {
	.type = &run_type, .settle = run_settle, .settled = run_settled, .no_remove = true,
};
const struct collection run_segment_collection = {
	.type = &run_segment_type, .order = "position", .fixed = true,
};
const struct collection run_cell_collection = {
	.type = &run_cell_type, .settle = run_cell_settle, .settled = run_cell_settled,
	.order = "position", .no_remove = true,
};
const struct collection run_member_collection = {
	.type = &run_member_type, .settle = run_member_settle,
};
