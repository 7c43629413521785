#ifndef ACCESS_TOTP_H
#define ACCESS_TOTP_H
/* Codes of the second factor: RFC 6238 over HMAC-SHA-1, steps of 30 seconds, as
   every authenticator program computes them.  No database.  Private to this
   room. */

#include "base/arena.h"
#include "base/time.h"

#define TOTP_SECRET_SIZE 20
#define TOTP_STEP_SECONDS 30
#define TOTP_DIGITS 6
#define TOTP_DIGEST_SIZE 20

/* HMAC-SHA-1 (RFC 2104), which these codes are defined by: for nothing else. */
void totp_hmac(const void *key, size_t key_length, const void *bytes, size_t length,
	       unsigned char digest_out[TOTP_DIGEST_SIZE]);
/* The code of a step with so many digits (8 at most), as a number. */
unsigned totp_code(const unsigned char *secret, size_t length, int64_t step, int digits);
int64_t totp_step(struct instant now);
/* The step of the code if it is that of now, of the one before or after, and later
   than `after_step`; -1 if it is not. */
int64_t totp_find_step(const unsigned char secret[TOTP_SECRET_SIZE], const char *code,
		       struct instant now, int64_t after_step);
/* RFC 4648 base 32 without padding. */
const char *totp_base32(struct arena *arena, const unsigned char *bytes, size_t length);

#endif
