#include "access/totp.h"

#include <nettle/hmac.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"

void totp_hmac(const void *key, size_t key_length, const void *bytes, size_t length,
	       unsigned char digest_out[TOTP_DIGEST_SIZE])
{
	struct hmac_sha1_ctx context;

	hmac_sha1_set_key(&context, key_length, key);
	hmac_sha1_update(&context, length, bytes);
	hmac_sha1_digest(&context, TOTP_DIGEST_SIZE, digest_out);
	sodium_memzero(&context, sizeof(context));	/* it holds the key */
}

unsigned totp_code(const unsigned char *secret, size_t length, int64_t step, int digits)
{
	unsigned char counter[8], digest[TOTP_DIGEST_SIZE];
	uint32_t number, power = 1;

	must(digits > 0 && digits <= 8, "codes have one to eight digits");
	must(secret != NULL && length > 0, "a code is made with a secret");
	for (size_t i = 0; i < sizeof(counter); i++)
		counter[i] = (unsigned char)((uint64_t)step >> (56 - 8 * i));
	totp_hmac(secret, length, counter, sizeof(counter), digest);
	/* RFC 4226, 5.3: the last four bits say where the code stands */
	const unsigned char *at = digest + (digest[TOTP_DIGEST_SIZE - 1] & 0x0f);

	number = (uint32_t)(at[0] & 0x7f) << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 |
		 at[3];
	for (int i = 0; i < digits; i++)
		power *= 10;
	return number % power;
}

int64_t totp_step(struct instant now)
{
	return now.us / 1000000 / TOTP_STEP_SECONDS;
}

int64_t totp_find_step(const unsigned char secret[TOTP_SECRET_SIZE], const char *code,
		       struct instant now, int64_t after_step)
{
	int64_t found = -1, present = totp_step(now);
	char right[TOTP_DIGITS + 1];

	if (strlen(code) != TOTP_DIGITS)
		return -1;
	for (int64_t step = present - 1; step <= present + 1; step++) {
		snprintf(right, sizeof(right), "%0*u", TOTP_DIGITS,
			 totp_code(secret, TOTP_SECRET_SIZE, step, TOTP_DIGITS));
		if (sodium_memcmp(right, code, TOTP_DIGITS) == 0 && step > after_step)
			found = step;
	}
	return found;
}

const char *totp_base32(struct arena *arena, const unsigned char *bytes, size_t length)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	struct text out = { .arena = arena };
	uint32_t bits = 0;
	unsigned count = 0;

	for (size_t i = 0; i < length; i++) {
		bits = bits << 8 | bytes[i];
		for (count += 8; count >= 5; count -= 5)
			text_add_char(&out, letters[bits >> (count - 5) & 31]);
	}
	if (count > 0)
		text_add_char(&out, letters[bits << (5 - count) & 31]);
	return text_string(&out);
}
