#ifndef ACCESS_PASSWORD_H
#define ACCESS_PASSWORD_H
/* Passwords: which are good, and their hashes (argon2id, 19 MiB, two passes).
   Each hash takes tens of milliseconds; two are computed at a time and a
   bounded number waits.  Private to this room. */

#include "access/account.h"

#define PASSWORD_LEAST 15		/* characters, alone (NIST SP 800-63B-4) */
#define PASSWORD_LEAST_WITH_CODE 8	/* with a second factor */
#define PASSWORD_BYTES_MOST 1024
#define PASSWORD_HASH_SIZE 128

/* Adds a problem at /password and returns false if it must not be used. */
bool password_check(struct store *store, struct arena *arena, const struct account *account,
		    const char *password, struct fault *fault)
	__attribute__((warn_unused_result));
/* The hash in argon2's own notation; the password however it was typed (NFKC). */
void password_hash(const char *password, char hash_out[PASSWORD_HASH_SIZE]);
/* Does it open the hash?  A hash of NULL never fits but takes as long. */
bool password_fits(const char *password, const char *hash, bool *fits_out, struct fault *fault)
	__attribute__((warn_unused_result));

/* The word of which the password mostly consists, or NULL.  `key`: small letters
   without accents and digits only. */
const char *password_common_word(struct arena *arena, const char *key,
				 const char *const words[], size_t count);
/* The key of a text. */
const char *password_key(struct arena *arena, const char *text);

#endif
