#include "access/token.h"

#include <sodium.h>
#include <string.h>

#include "access/private.h"
#include "base/must.h"

#define PREFIX "dtp_"
#define DIGITS 43	/* 62^43 > 2^256 */

static const char base62[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

bool token_is_well_formed(const char *secret)
{
	const size_t prefix = strlen(PREFIX);

	return strncmp(secret, PREFIX, prefix) == 0 && strlen(secret) == prefix + DIGITS &&
	       strspn(secret + prefix, base62) == DIGITS;
}

/* As many equally likely secrets as 32 random bytes have, and some more. */
static void make_secret(char secret_out[64])
{
	size_t at = strlen(PREFIX);

	must(sodium_init() >= 0, "libsodium does not start");
	memcpy(secret_out, PREFIX, at);
	for (int i = 0; i < DIGITS; i++)
		secret_out[at++] = base62[randombytes_uniform(62)];
	secret_out[at] = '\0';
}

bool access_add_token(struct journal *journal, struct token *token, char secret_out[64],
		      struct fault *fault)
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	if (!record_check(journal_arena(journal), &token_type, token, fault) ||
	    !access_settle_token(journal, NULL, token, fault) ||
	    !journal_add(journal, &token_type, token, fault))
		return false;
	make_secret(secret_out);
	crypto_hash_sha256(hash, (const unsigned char *)secret_out, strlen(secret_out));
	return store_run(journal_store(journal),
		"INSERT INTO token_secret(token_id, hash)\n"
		"VALUES(:token, :hash)",
		BINDS(ID("token", token->head.id), BYTES("hash", hash, sizeof(hash))), NULL,
		fault);
}

static bool read_row(struct rows *rows, struct arena *arena, struct token_use *use_out)
{
	const char *unknown;

	if (!rows_next(rows))
		return false;
	use_out->token_id = rows_id(rows, "id");
	use_out->account_id = rows_id(rows, "account_id");
	use_out->rights = UINT64_MAX;
	if (!rows_is_null(rows, "rights"))
		(void)rights_parse(arena, rows_text(rows, "rights"), &use_out->rights, &unknown);
	return true;
}

bool token_read(struct store *store, const unsigned char hash[32], struct instant now,
		struct token_use *use_out, struct fault *fault)
{
	struct arena *arena = arena_create();
	const void *eyes = record_store_reader(store);

	record_store_set_reader(store, reader_of_machine());
	struct rows *rows = store_rows(store,
		"SELECT t.id AS id, t.account_id AS account_id, t.rights AS rights\n"
		"FROM token_secret s\n"
		"JOIN visible_token t ON t.id = s.token_id\n"
		"WHERE s.hash = :hash\n"
		"  AND t.revoked = 0\n"
		"  AND (t.valid_to IS NULL OR t.valid_to > :day)",
		BINDS(BYTES("hash", hash, 32), TEXT("day", access_day(arena, now))), fault);
	bool found = read_row(rows, arena, use_out);
	bool good = rows_end(&rows, fault);

	record_store_set_reader(store, eyes);
	arena_destroy(&arena);
	if (good && !found)
		return fault_set(fault, FAULT_NOT_FOUND, NULL, token_type.name);
	return good;
}

bool token_write_use(struct store *store, struct id token_id, struct instant used_at,
		     struct fault *fault)
{
	return store_run(store,
		"UPDATE token_secret\n"
		"SET used_at = :at\n"
		"WHERE token_id = :token",
		BINDS(INTEGER("at", used_at.us), ID("token", token_id)), NULL, fault);
}

bool access_token_used_at(struct store *store, struct id token_id, struct instant *used_at_out,
			  struct fault *fault)
{
	return store_integer(store,
		"SELECT COALESCE(MAX(used_at), 0)\n"
		"FROM token_secret\n"
		"WHERE token_id = :token",
		BINDS(ID("token", token_id)), &used_at_out->us, fault);
}
