#include "access/account.h"

#include <string.h>

#include "access/private.h"
#include "base/must.h"

const char *access_day(struct arena *arena, struct instant now)
{
	char text[DATE_TEXT_SIZE];

	date_format(instant_date(now, OFFICE_MINUTES_EAST), text);
	return arena_copy(arena, text);
}

#define ACCOUNT_COLUMNS \
	"SELECT id, version, label, scope_id, login, display_name, person_id, clearance,\n" \
	"       language, demo, disabled, second_factor, password_set_at\n" \
	"FROM visible_account\n"

/* At sign-in nobody is signed in yet, so the machine looks. */
static struct account *look(struct store *store, struct arena *arena, const char *sql,
			    const struct bind *binds, struct fault *fault)
{
	const void *eyes = record_store_reader(store);

	record_store_set_reader(store, reader_of_machine());
	struct account *account = store_one(store, arena, &account_type, sql, binds, fault);

	record_store_set_reader(store, eyes);
	return account;
}

struct account *access_read_account(struct store *store, struct arena *arena, struct id id,
				    struct fault *fault)
{
	return look(store, arena, ACCOUNT_COLUMNS "WHERE id = :id", BINDS(ID("id", id)), fault);
}

static char *lower_case(struct arena *arena, const char *login)
{
	char *lower = (char *)(uintptr_t)arena_copy_bytes(arena, login, strlen(login));

	for (char *at = lower; *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
	return lower;
}

struct account *access_find_account(struct store *store, struct arena *arena, const char *login,
				    struct fault *fault)
{
	must(login != NULL, "a name to look for");
	return look(store, arena, ACCOUNT_COLUMNS "WHERE login = :login",
		    BINDS(TEXT("login", lower_case(arena, login))), fault);
}

bool access_add_account(struct journal *journal, struct account *account, const char *password,
			struct fault *fault)
{
	account->login = account->login == NULL ? NULL :
			 lower_case(journal_arena(journal), account->login);
	if (!record_check(journal_arena(journal), &account_type, account, fault) ||
	    !access_settle_account(journal, NULL, account, fault) ||
	    !journal_add(journal, &account_type, account, fault))
		return false;
	if (password == NULL)
		return true;
	if (!access_set_password(journal, account->head.id, password, fault))
		return false;
	account->password_set_at = journal_now(journal);
	must(account->head.version == 1, "a new account, as it was just added");
	account->head.version++;
	return true;
}

bool access_add_grant(struct journal *journal, struct id account_id, const char *role_code,
		      struct id within_id, const char *reason, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);

	must(!id_is_none(account_id), "a grant is somebody's");
	const struct role *role = access_find_role(journal_store(journal), arena, role_code, fault);

	if (role == NULL)
		return false;
	struct grant grant = { .account_id = account_id, .role_id = role->head.id,
			       .within_id = within_id, .reason = reason };

	return access_settle_grant(journal, NULL, &grant, fault) &&
	       journal_add(journal, &grant_type, &grant, fault);
}

bool access_add_administrator(struct journal *journal, struct account *account,
			      const char *password, struct fault *fault)
{
	return access_add_roles(journal, fault) &&
	       access_add_account(journal, account, password, fault) &&
	       access_add_grant(journal, account->head.id, "administrator", ID_NONE, NULL, fault);
}

bool access_recover(struct journal *journal, const char *login, const char *password,
		    struct fault *fault)
{
	struct store *store = journal_store(journal);
	struct arena *arena = journal_arena(journal);
	struct account *account = access_find_account(store, arena, login, fault);

	must(id_is_none(journal_actor(journal)->account_id), "recovery is at the machine only");
	if (account == NULL)
		return false;
	struct id id = account->head.id;

	if (account->disabled) {
		account->disabled = false;
		if (!journal_change(journal, &account_type, account, fault))
			return false;
	}
	return access_end_second_factor(journal, id, fault) &&
	       access_set_password(journal, id, password, fault) &&
	       journal_access(journal, "account_recover", account_type.name, id, NULL, fault);
}
