/* Sign-in: throttled, then the password, then the second factor. */

#include <pthread.h>
#include <string.h>

#include "access/password.h"
#include "access/private.h"
#include "access/throttle.h"
#include "access/totp.h"
#include "base/must.h"
#include "base/os.h"
#include "base/os_socket.h"
#include "base/utf8.h"

/* The newest step of the second factor that each account used since the program
   began; a sign-in that is noted in the journal also writes it down.  A code is
   good for three steps, so few accounts can be in here at once. */
#define USED_MOST 256U

struct used_step {
	struct id account_id;
	int64_t step;
};

static struct {
	pthread_mutex_t lock;
	struct used_step list[USED_MOST];
} used = { .lock = PTHREAD_MUTEX_INITIALIZER };

static struct used_step *find_used(struct id account_id)
{
	struct used_step *oldest = &used.list[0];

	for (size_t i = 0; i < USED_MOST; i++) {
		if (id_equal(used.list[i].account_id, account_id))
			return &used.list[i];
		if (used.list[i].step < oldest->step)
			oldest = &used.list[i];
	}
	return oldest;
}

/* Uses up the step of the code; false if it is wrong or was used. */
static bool use_code(const struct account_secret *secret, struct id account_id,
		     const char *code, struct instant now)
{
	pthread_mutex_lock(&used.lock);
	struct used_step *last = find_used(account_id);
	bool is_same = id_equal(last->account_id, account_id);
	int64_t after = is_same && last->step > secret->totp_step ? last->step :
			secret->totp_step;
	int64_t step = totp_find_step(secret->totp, code, now, after);

	if (step >= 0)
		*last = (struct used_step){ account_id, step };
	pthread_mutex_unlock(&used.lock);
	return step >= 0;
}

static int64_t step_used(struct id account_id)
{
	pthread_mutex_lock(&used.lock);
	const struct used_step *last = find_used(account_id);
	int64_t step = id_equal(last->account_id, account_id) ? last->step : 0;

	pthread_mutex_unlock(&used.lock);
	return step;
}

/* The account if it may sign in at all, else NULL and no fault. */
static bool find_open_account(struct store *store, struct arena *arena, const char *login,
			      struct account **account_out, struct account_secret *secret_out,
			      struct fault *fault)
{
	struct fault absent = { 0 };
	struct account *account = access_find_account(store, arena, login, &absent);

	*account_out = NULL;
	*secret_out = (struct account_secret){ 0 };
	if (account == NULL && absent.kind != FAULT_NOT_FOUND)
		return fault_set(fault, absent.kind, absent.field, absent.detail);
	if (account == NULL || account->disabled)
		return true;
	*account_out = account;
	return secret_read(store, arena, account->head.id, secret_out, fault);
}

/* The second half: a code that is missing is no failure, a wrong one is. */
static bool check_code(struct arena *arena, const struct account *account,
		       const struct account_secret *secret, const char *code,
		       const char *address, struct instant now, struct fault *fault)
{
	if (code == NULL || *code == '\0') {
		throttle_give_back(account->login, address);
		return fault_set(fault, FAULT_SECOND_FACTOR, "code", NULL);
	}
	if (secret->has_totp && use_code(secret, account->head.id, code, now))
		return true;
	fault_add_problem(fault, arena, "/code", PROBLEM_WRONG_CODE, NULL);
	return fault_set(fault, FAULT_SECOND_FACTOR, "code", NULL);
}

bool access_check_password(struct store *store, struct arena *arena, const char *login,
			   const char *password, const char *code, const char *address,
			   struct instant now, struct id *account_id_out, struct fault *fault)
{
	struct account_secret secret;
	struct account *account;
	bool fits;

	must(login != NULL && password != NULL, "a sign-in needs both");
	if (strlen(login) > 64 || !utf8_is_valid(login, strlen(login)))
		login = "?";	/* nobody's */
	if (!find_open_account(store, arena, login, &account, &secret, fault))
		return false;
	if (account != NULL)
		login = account->login;	/* one count, however it was typed */
	/* who has one address of version 6 has 2^64 of them */
	address = address == NULL ? NULL : os_address_network(arena, address);
	if (!throttle_take(login, address, now))
		return fault_set(fault, FAULT_TOO_MANY, NULL, NULL);
	if (!password_fits(password, secret.password_hash, &fits, fault))
		return false;
	if (!fits || account == NULL)
		return fault_set(fault, FAULT_WRONG_PASSWORD, NULL, NULL);
	if (account->second_factor &&
	    !check_code(arena, account, &secret, code, address, now, fault))
		return false;
	throttle_forgive(login, address);
	*account_id_out = account->head.id;
	return true;
}

bool access_begin_second_factor(struct journal *journal, struct id account_id,
				const char **address_out, struct fault *fault)
{
	struct store *store = journal_store(journal);
	struct arena *arena = journal_arena(journal);
	const struct account *account = access_read_account(store, arena, account_id, fault);
	unsigned char secret[TOTP_SECRET_SIZE];

	if (account == NULL)
		return false;
	if (account->second_factor)
		return fault_set(fault, FAULT_WRONG_STATE, NULL,
			BOTH("xác thực hai bước đang bật; hãy tắt trước",
			     "it is on; end it first"));
	os_random(secret, sizeof(secret));
	if (!secret_write_totp(store, account_id, secret, 0, fault))
		return false;
	*address_out = arena_printf(arena,
		"otpauth://totp/dientap:%s?secret=%s&issuer=dientap&algorithm=SHA1"
		"&digits=%d&period=%d", account->login,
		totp_base32(arena, secret, sizeof(secret)), TOTP_DIGITS, TOTP_STEP_SECONDS);
	return true;
}

bool access_confirm_second_factor(struct journal *journal, struct id account_id,
				  const char *code, struct fault *fault)
{
	struct store *store = journal_store(journal);
	struct arena *arena = journal_arena(journal);
	struct account *account = access_read_account(store, arena, account_id, fault);
	struct account_secret secret;

	if (account == NULL || !secret_read(store, arena, account_id, &secret, fault))
		return false;
	if (account->second_factor || !secret.has_totp)
		return fault_set(fault, FAULT_WRONG_STATE, NULL,
			BOTH("chưa bắt đầu bật xác thực hai bước", "nothing was begun"));
	int64_t step = totp_find_step(secret.totp, code, journal_now(journal), secret.totp_step);

	if (step < 0)
		return fault_add_problem(fault, arena, "/code", PROBLEM_WRONG_CODE, NULL);
	account->second_factor = true;
	return secret_write_totp(store, account_id, secret.totp, step, fault) &&
	       journal_change(journal, &account_type, account, fault);
}

bool access_end_second_factor(struct journal *journal, struct id account_id,
			      struct fault *fault)
{
	struct store *store = journal_store(journal);
	struct arena *arena = journal_arena(journal);
	struct account *account = access_read_account(store, arena, account_id, fault);
	struct account_secret secret;

	if (account == NULL || !secret_read(store, arena, account_id, &secret, fault) ||
	    !secret_write_totp(store, account_id, NULL, 0, fault))
		return false;
	account->second_factor = false;
	if (secret.password_is_short) {
		if (!secret_write_password(store, account_id, NULL, false, fault))
			return false;
		account->password_set_at = (struct instant){ 0 };
	}
	return journal_change(journal, &account_type, account, fault);
}

/* Where nothing of the second factor is kept, there is nothing to write. */
static bool write_step(struct journal *journal, struct id account_id, struct fault *fault)
{
	int64_t step = step_used(account_id);

	return step == 0 ||
	       store_run(journal_store(journal),
			 "UPDATE account_secret\n"
			 "SET totp_step = :step\n"
			 "WHERE account_id = :account AND totp_step < :step",
			 BINDS(INTEGER("step", step), ID("account", account_id)), NULL, fault);
}

bool access_note_sign_in(struct journal *journal, struct id account_id, const char *address,
			 struct fault *fault)
{
	return write_step(journal, account_id, fault) &&
	       journal_access(journal, "sign_in", account_type.name, account_id, address, fault);
}

bool access_note_sign_out(struct journal *journal, struct id account_id, const char *address,
			  struct fault *fault)
{
	return journal_access(journal, "sign_out", account_type.name, account_id, address, fault);
}

bool access_note_denial(struct journal *journal, const char *login, enum fault_kind why,
			const char *address, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct fault absent = { 0 };
	const struct account *account = login == NULL ? NULL :
		access_find_account(journal_store(journal), arena, login, &absent);
	const char *detail = arena_printf(arena, "%s %s", fault_code(why),
					  address == NULL ? "" : address);

	return journal_access(journal, "sign_in_denied", account_type.name,
			      account == NULL ? ID_NONE : account->head.id, detail, fault);
}
