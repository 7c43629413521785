/* Passwords and second factors, in a table beside the records. */

#include <sodium.h>
#include <string.h>

#include "access/private.h"
#include "base/must.h"

/* Stands before the hash of a password that is too short to be used alone. */
#define SHORT "short "

bool secret_read(struct store *store, struct arena *arena, struct id account_id,
		 struct account_secret *secret_out, struct fault *fault)
{
	struct rows *rows = store_rows(store,
		"SELECT password_hash, totp_secret, totp_step\n"
		"FROM account_secret\n"
		"WHERE account_id = :account",
		BINDS(ID("account", account_id)), fault);

	*secret_out = (struct account_secret){ 0 };
	if (rows_next(rows)) {
		size_t length = 0;
		const void *totp = rows_bytes(rows, "totp_secret", &length);
		const char *hash = arena_copy(arena, rows_text(rows, "password_hash"));

		secret_out->password_is_short = hash != NULL &&
						strncmp(hash, SHORT, strlen(SHORT)) == 0;
		secret_out->password_hash = secret_out->password_is_short ? hash + strlen(SHORT) :
					    hash;
		secret_out->totp_step = rows_integer(rows, "totp_step");
		secret_out->has_totp = totp != NULL && length == sizeof(secret_out->totp);
		if (secret_out->has_totp)
			memcpy(secret_out->totp, totp, length);
	}
	return rows_end(&rows, fault);
}

bool secret_write_password(struct store *store, struct id account_id, const char *hash,
			   bool is_short, struct fault *fault)
{
	must(!id_is_none(account_id), "a password is somebody's");
	must(hash != NULL || !is_short, "only a password can be short");
	return store_run(store,
		"INSERT INTO account_secret(account_id, password_hash, totp_step)\n"
		"VALUES(:account, :mark || :hash, 0)\n"
		"ON CONFLICT(account_id) DO UPDATE\n"
		"SET password_hash = excluded.password_hash",
		BINDS(ID("account", account_id), TEXT("mark", is_short ? SHORT : ""),
		      TEXT("hash", hash)), NULL, fault);
}

bool secret_write_totp(struct store *store, struct id account_id, const unsigned char *secret,
		       int64_t step, struct fault *fault)
{
	const size_t length = sizeof(((struct account_secret *)0)->totp);

	must(!id_is_none(account_id), "a second factor is somebody's");
	must(step >= 0, "steps count from 1970");
	return store_run(store,
		"INSERT INTO account_secret(account_id, totp_secret, totp_step)\n"
		"VALUES(:account, :secret, :step)\n"
		"ON CONFLICT(account_id) DO UPDATE\n"
		"SET totp_secret = excluded.totp_secret, totp_step = excluded.totp_step",
		BINDS(ID("account", account_id), BYTES("secret", secret, length),
		      INTEGER("step", step)), NULL, fault);
}
