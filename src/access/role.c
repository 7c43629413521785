/* The built-in roles.  They are rows like any other: an office may change them or
   add its own. */

#include "access/access.h"

#include <string.h>

#include "base/must.h"

#define READ_CONTENT \
	"unit_read person_read programme_read exercise_read evaluation_read lesson_read " \
	"plan_read report_read run_read"
/* Whoever reads the script knows what is to come: no player, no viewer. */
#define CONTROL "inject_read run_read run_inbox_read run_script_read run_log_write"

/* Who reads content does not therefore read scripts: players and those who watch must
   not know what is coming.  Planners, approvers and evaluators do.

   Separation of duties: the administrator manages accounts and copies and looks at
   content, up to the clearance of the account (none unless given), but changes
   none; the auditor sees the journal alone. */
static const struct { const char *code, *name, *rights; } built_in[] = {
	{ "administrator", "Quản trị hệ thống (Administrator)",
	  READ_CONTENT " account_read account_write journal_read backup export" },
	{ "secretary", "Thư ký, văn thư (Secretary)",
	  READ_CONTENT " unit_write person_write programme_write exercise_write"
	  " inject_read inject_write"
	  " evaluation_write lesson_write plan_write report_write"
	  " run_inbox_read run_script_read run_control run_direct run_log_write" },
	{ "commander", "Chỉ huy phê duyệt (Commander)",
	  READ_CONTENT " exercise_approve inject_read inject_approve evaluation_confirm"
	  " report_write journal_read"
	  " run_inbox_read run_script_read run_control run_direct run_log_write" },
	{ "evaluator", "Đánh giá viên (Evaluator)",
	  READ_CONTENT " inject_read evaluation_write lesson_write" },
	{ "officer", "Sĩ quan, cán bộ (Officer)",
	  READ_CONTENT " exercise_write inject_read inject_write lesson_write" },
	{ "viewer", "Lãnh đạo theo dõi (Viewer)", READ_CONTENT },
	/* within one exercise, run or cell: given with the membership of a run */
	{ "run_director", "Tổng đạo diễn (Exercise director)",
	  CONTROL " run_control run_direct" },
	{ "run_controller", "Phái viên đạo diễn (Controller)", CONTROL " run_control" },
	{ "run_evaluator", "Người đánh giá tại chỗ (Evaluator of a run)", CONTROL },
	{ "run_player", "Người tập (Player)", "run_read run_inbox_read run_answer" },
	{ "run_observer", "Quan sát viên (Observer)", "run_read" },
	{ "auditor", "Kiểm tra nhật ký (Auditor)", "journal_read" },
};

static bool add_role(struct journal *journal, size_t number, struct fault *fault)
{
	struct role role = { .code = built_in[number].code, .name = built_in[number].name,
			     .rights = built_in[number].rights };
	int64_t count;

	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*) FROM visible_role WHERE code = :code",
			   BINDS(TEXT("code", role.code)), &count, fault))
		return false;
	return count > 0 || journal_add(journal, &role_type, &role, fault);
}

bool access_add_roles(struct journal *journal, struct fault *fault)
{
	for (size_t i = 0; i < sizeof(built_in) / sizeof(built_in[0]); i++)
		if (!add_role(journal, i, fault))
			return false;
	return true;
}

const struct role *access_find_role(struct store *store, struct arena *arena, const char *code,
				    struct fault *fault)
{
	must(code != NULL, "a role to look for");
	return store_one(store, arena, &role_type,
		"SELECT id, version, label, scope_id, code, name, rights\n"
		"FROM visible_role\n"
		"WHERE code = :code",
		BINDS(TEXT("code", code)), fault);
}

bool access_policy(struct store *store, const char *code, bool *enabled_out, struct fault *fault)
{
	int64_t count;

	must(code != NULL, "a policy to look for");
	if (!store_integer(store,
			   "SELECT COUNT(*)\n"
			   "FROM visible_policy\n"
			   "WHERE code = :code AND enabled = 1",
			   BINDS(TEXT("code", code)), &count, fault))
		return false;
	*enabled_out = count > 0;
	return true;
}

bool access_second_person(struct journal *journal, const char *code, struct id first,
			  const char *pointer, struct fault *fault)
{
	bool enabled = false;

	must(strncmp(code, "two_persons_", strlen("two_persons_")) == 0, "a rule of two persons");
	if (!access_policy(journal_store(journal), code, &enabled, fault))
		return false;
	return !enabled || !id_equal(first, journal_actor(journal)->account_id) ||
	       fault_add_problem(fault, journal_arena(journal), pointer, PROBLEM_TWO_PERSONS,
				 NULL);
}
