/* The rules that accounts, roles, grants, tokens and policies obey, whoever
   writes them. */

#include <string.h>

#include "access/private.h"
#include "base/must.h"

/* Small letters and digits first; dot, hyphen, low line inside. */
static bool is_login(const char *login)
{
	size_t good = strspn(login, "abcdefghijklmnopqrstuvwxyz0123456789.-_");

	return login[good] == '\0' && good >= 2 && strchr(".-_", login[0]) == NULL;
}

static bool is_taken(struct journal *journal, const char *sql, const char *value, struct id id,
		     bool *taken_out, struct fault *fault)
{
	int64_t count;

	if (!store_integer(journal_store(journal), sql,
			   BINDS(TEXT("value", value), BYTES("id", id.bytes, sizeof(id.bytes))),
			   &count, fault))
		return false;
	*taken_out = count > 0;
	return true;
}

static bool check_unique(struct journal *journal, const char *sql, const char *value,
			 struct id id, const char *pointer, struct fault *fault)
{
	bool taken;

	if (!is_taken(journal, sql, value, id, &taken, fault))
		return false;
	return !taken || fault_add_problem(fault, journal_arena(journal), pointer,
					   PROBLEM_NOT_UNIQUE, value);
}

/* Separation of duties: what one gives, another one receives. */
static bool is_self(struct journal *journal, struct id account_id)
{
	struct id acting = journal_actor(journal)->account_id;

	return !id_is_none(acting) && id_equal(acting, account_id);
}

static bool refuse_self(struct journal *journal, const char *pointer, struct fault *fault)
{
	fault_add_problem(fault, journal_arena(journal), pointer, PROBLEM_OWN_RIGHTS, NULL);
	return fault_set(fault, FAULT_FORBIDDEN, NULL, NULL);
}

static bool check_use(struct journal *journal, const char *sql, struct id id, const char *by,
		      struct fault *fault)
{
	int64_t count;

	if (!store_integer(journal_store(journal), sql, BINDS(ID("id", id)), &count, fault))
		return false;
	return count == 0 ||
	       fault_add_problem(fault, journal_arena(journal), "", PROBLEM_IN_USE, by);
}

bool access_settle_account(struct journal *journal, const void *before, void *after,
			   struct fault *fault)
{
	must(before != NULL || after != NULL, "an account is added, changed or removed");
	const struct account *old = before;
	struct account *account = after;
	struct arena *arena = journal_arena(journal);
	enum label_level cleared = old == NULL ? LABEL_NONE : old->clearance.level;

	if (account == NULL)	/* the journal names it for ever: disable it instead */
		return fault_add_problem(fault, arena, "", PROBLEM_KEPT, NULL);
	if (old != NULL && account->clearance.level > cleared &&
	    is_self(journal, account->head.id))
		return refuse_self(journal, "/clearance", fault);
	if (!is_login(account->login))
		fault_add_problem(fault, arena, "/login", PROBLEM_NOT_LOGIN, NULL);
	if (account->language == NULL)
		account->language = "vi";
	if (strcmp(account->language, "vi") != 0 && strcmp(account->language, "en") != 0)
		fault_add_problem(fault, arena, "/language", PROBLEM_NOT_WORD, "vi, en");
	return check_unique(journal,
			    "SELECT COUNT(*)\n"
			    "FROM visible_account\n"
			    "WHERE login = :value AND id <> :id",
			    account->login, account->head.id, "/login", fault) &&
	       fault->kind == FAULT_NONE;
}

bool access_settle_role(struct journal *journal, const void *before, void *after,
			struct fault *fault)
{
	must(before != NULL || after != NULL, "a role is added, changed or removed");
	const struct role *old = before, *role = after;
	struct arena *arena = journal_arena(journal);
	const char *unknown;
	uint64_t rights;

	if (role == NULL)
		return check_use(journal,
				 "SELECT COUNT(*) FROM visible_grant WHERE role_id = :id",
				 old->head.id, grant_type.name, fault);
	if (!rights_parse(arena, role->rights, &rights, &unknown))
		fault_add_problem(fault, arena, "/rights", PROBLEM_NO_SUCH_RIGHT, unknown);
	return check_unique(journal,
			    "SELECT COUNT(*)\n"
			    "FROM visible_role\n"
			    "WHERE code = :value AND id <> :id",
			    role->code, role->head.id, "/code", fault) &&
	       fault->kind == FAULT_NONE;
}

static bool check_there(struct journal *journal, const char *sql, struct id id,
			const char *pointer, const struct record_type *type,
			struct fault *fault)
{
	int64_t count;

	if (!store_integer(journal_store(journal), sql, BINDS(ID("id", id)), &count, fault))
		return false;
	return count > 0 || fault_add_problem(fault, journal_arena(journal), pointer,
					      PROBLEM_NO_SUCH_RECORD, type->name);
}

#define COUNT_ACCOUNT "SELECT COUNT(*) FROM visible_account WHERE id = :id"

bool access_settle_grant(struct journal *journal, const void *before, void *after,
			 struct fault *fault)
{
	const struct grant *grant = after;

	(void)before;
	if (grant == NULL)	/* what was granted may be taken back by anyone who may grant */
		return true;
	if (is_self(journal, grant->account_id))
		return refuse_self(journal, "/account_id", fault);
	if (date_is_known(grant->valid_to) &&
	    date_compare(grant->valid_from, grant->valid_to) >= 0)
		fault_add_problem(fault, journal_arena(journal), "/valid_to",
				  PROBLEM_ORDER_OF_DATES, NULL);
	(void)check_there(journal, COUNT_ACCOUNT, grant->account_id, "/account_id",
			  &account_type, fault);
	(void)check_there(journal, "SELECT COUNT(*) FROM visible_role WHERE id = :id",
			  grant->role_id, "/role_id", &role_type, fault);
	return fault->kind == FAULT_NONE;
}

bool access_settle_token(struct journal *journal, const void *before, void *after,
			 struct fault *fault)
{
	const struct token *token = after;
	const char *unknown;
	uint64_t rights;

	(void)before;
	if (token == NULL)	/* it names who did what: revoke it instead */
		return fault_add_problem(fault, journal_arena(journal), "", PROBLEM_KEPT, NULL);
	if (!rights_parse(journal_arena(journal), token->rights, &rights, &unknown))
		fault_add_problem(fault, journal_arena(journal), "/rights",
				  PROBLEM_NO_SUCH_RIGHT, unknown);
	(void)check_there(journal, COUNT_ACCOUNT, token->account_id, "/account_id",
			  &account_type, fault);
	return fault->kind == FAULT_NONE;
}

bool access_settle_policy(struct journal *journal, const void *before, void *after,
			  struct fault *fault)
{
	const struct policy *policy = after;

	(void)before;
	if (policy == NULL)
		return true;
	return check_unique(journal,
			    "SELECT COUNT(*)\n"
			    "FROM visible_policy\n"
			    "WHERE code = :value AND id <> :id",
			    policy->code, policy->head.id, "/code", fault);
}
