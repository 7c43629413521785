/* Whatever is taken from whom: one account that may manage accounts in the whole
   office stays. */

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "web/account_api.h"

static bool count_administrators(struct journal *journal, int64_t *count_out,
				 struct fault *fault)
{
	static const char sql[] =
		"SELECT COUNT(DISTINCT a.id)\n"
		"FROM visible_account a\n"
		"JOIN visible_grant g ON g.account_id = a.id\n"
		"JOIN visible_role r ON r.id = g.role_id\n"
		"WHERE a.disabled = 0\n"
		"AND g.within_id IS NULL\n"
		"AND (g.valid_from IS NULL OR g.valid_from <= :today)\n"
		"AND (g.valid_to IS NULL OR g.valid_to > :today)\n"
		"AND ' ' || r.rights || ' ' LIKE '% account_write %'";
	char today[DATE_TEXT_SIZE];

	date_format(instant_date(journal_now(journal), 420), today);
	return store_integer(journal_store(journal), sql, BINDS(TEXT("today", today)), count_out,
			     fault);
}

/* After something was taken: is there one left? */
static bool check_administrators(struct journal *journal, const char *pointer,
				 struct fault *fault)
{
	int64_t count;

	if (!count_administrators(journal, &count, fault))
		return false;
	return count > 0 || fault_add_problem(fault, journal_arena(journal), pointer, PROBLEM_RULE,
		BOTH("Phải còn ít nhất một tài khoản quản trị toàn cơ quan.",
		     "One account that manages the whole office must remain."));
}

static bool account_settled(struct journal *journal, const void *before, const void *after,
			    struct fault *fault)
{
	const struct account *old = before, *account = after;

	return old == NULL || account == NULL || old->disabled || !account->disabled ||
	       check_administrators(journal, "/disabled", fault);
}

static bool role_settled(struct journal *journal, const void *before, const void *after,
			 struct fault *fault)
{
	const struct role *old = before, *role = after;

	return old == NULL || role == NULL || strcmp(old->rights, role->rights) == 0 ||
	       check_administrators(journal, "/rights", fault);
}

static bool grant_settled(struct journal *journal, const void *before, const void *after,
			  struct fault *fault)
{
	const struct grant *old = before, *grant = after;

	if (old == NULL || (grant != NULL &&
	    date_compare(old->valid_from, grant->valid_from) == 0 &&
	    date_compare(old->valid_to, grant->valid_to) == 0))
		return true;
	return check_administrators(journal, grant == NULL ? "/id" : "/valid_to", fault);
}

/* What was revoked stays so: nobody knows who has the secret by now. */
static bool settle_token(struct journal *journal, const void *before, void *after,
			 struct fault *fault)
{
	const struct token *old = before, *token = after;

	if (old != NULL && token != NULL && old->revoked && !token->revoked)
		return fault_add_problem(fault, journal_arena(journal), "/revoked",
					 PROBLEM_READ_ONLY, NULL);
	return access_settle_token(journal, before, after, fault);
}

const struct collection account_collection = {
	.type = &account_type, .settle = access_settle_account, .settled = account_settled,
	.order = "login", .no_remove = true,
};
const struct collection role_collection = {
	.type = &role_type, .settle = access_settle_role, .settled = role_settled, .order = "code",
};
const struct collection grant_collection = {
	.type = &grant_type, .settle = access_settle_grant, .settled = grant_settled,
};
/* Added by a route of their own: the secret is shown once. */
const struct collection token_collection = {
	.type = &token_type, .settle = settle_token, .order = "name", .no_add = true,
	.no_remove = true,
};
const struct collection policy_collection = {
	.type = &policy_type, .settle = access_settle_policy, .order = "code",
};
