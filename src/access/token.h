#ifndef ACCESS_TOKEN_H
#define ACCESS_TOKEN_H
/* Secrets of API tokens: "dtp_" and 43 digits to base 62, stored as a hash.
   Private to this room. */

#include "access/access.h"

struct token_use {
	struct id token_id, account_id;
	uint64_t rights;	/* what the token leaves of the account's */
};

bool token_is_well_formed(const char *secret);
/* The token of this SHA-256; FAULT_NOT_FOUND if it is not there, over or revoked. */
bool token_read(struct store *store, const unsigned char hash[32], struct instant now,
		struct token_use *use_out, struct fault *fault) __attribute__((warn_unused_result));
bool token_write_use(struct store *store, struct id token_id, struct instant used_at,
		     struct fault *fault) __attribute__((warn_unused_result));

#endif
