#include "access/totp.h"

#include <string.h>

#include "tests/test.h"

static void check_hmac(const void *key, size_t key_length, const char *text,
		       const char *expected)
{
	unsigned char digest[TOTP_DIGEST_SIZE];
	char hex[2 * TOTP_DIGEST_SIZE + 1];

	totp_hmac(key, key_length, text, strlen(text), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	CHECK_TEXT(hex, expected);
}

/* Cases 1, 2, 6 and 7 of RFC 2202, section 3: short keys, and keys longer than a block. */
TEST(hmac_of_codes_agrees_with_rfc_2202)
{
	unsigned char key[80];

	memset(key, 0x0b, 20);
	check_hmac(key, 20, "Hi There", "b617318655057264e28bc0b6fb378c8ef146be00");
	check_hmac("Jefe", 4, "what do ya want for nothing?",
		   "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
	memset(key, 0xaa, sizeof(key));
	check_hmac(key, sizeof(key), "Test Using Larger Than Block-Size Key - Hash Key First",
		   "aa4ae5e15272d00e95705637ce8a3b55ed402112");
	check_hmac(key, sizeof(key),
		   "Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data",
		   "e8e99d0f45237d786d6bbaa7965c7808bbff1a91");
}

static const unsigned char secret[] = "12345678901234567890";

/* RFC 6238, appendix B, the rows of SHA-1. */
static const struct { int64_t seconds; unsigned code; } vectors[] = {
	{ 59, 94287082 }, { 1111111109, 7081804 }, { 1111111111, 14050471 },
	{ 1234567890, 89005924 }, { 2000000000, 69279037 }, { 20000000000, 65353130 },
};

static struct instant at(int64_t seconds)
{
	return (struct instant){ seconds * 1000000 };
}

TEST(codes_agree_with_rfc_6238)
{
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++)
		CHECK(totp_code(secret, 20, totp_step(at(vectors[i].seconds)), 8) ==
		      vectors[i].code);
}

TEST(a_code_holds_for_its_step_and_its_neighbours)
{
	CHECK(totp_find_step(secret, "287082", at(59), -1) == 1);
	CHECK(totp_find_step(secret, "287082", at(29), -1) == 1);	/* our clock is behind */
	CHECK(totp_find_step(secret, "287082", at(89), -1) == 1);	/* and ahead */
	CHECK(totp_find_step(secret, "287082", at(90), -1) == -1);
	CHECK(totp_find_step(secret, "081804", at(1111111109), -1) == 37037036);
}

TEST(a_step_is_used_once)
{
	CHECK(totp_find_step(secret, "287082", at(59), 0) == 1);
	CHECK(totp_find_step(secret, "287082", at(59), 1) == -1);
	CHECK(totp_find_step(secret, "287082", at(59), 2) == -1);
}

TEST(what_is_no_code_is_refused)
{
	CHECK(totp_find_step(secret, "", at(59), -1) == -1);
	CHECK(totp_find_step(secret, "28708", at(59), -1) == -1);
	CHECK(totp_find_step(secret, "2870820", at(59), -1) == -1);
	CHECK(totp_find_step(secret, "28708a", at(59), -1) == -1);
	CHECK(totp_find_step(secret, "94287082", at(59), -1) == -1);
}

TEST(base32_agrees_with_rfc_4648)
{
	struct arena *arena = arena_create();
	const unsigned char *word = (const unsigned char *)"foobar";

	CHECK_TEXT(totp_base32(arena, word, 0), "");
	CHECK_TEXT(totp_base32(arena, word, 1), "MY");
	CHECK_TEXT(totp_base32(arena, word, 2), "MZXQ");
	CHECK_TEXT(totp_base32(arena, word, 3), "MZXW6");
	CHECK_TEXT(totp_base32(arena, word, 4), "MZXW6YQ");
	CHECK_TEXT(totp_base32(arena, word, 6), "MZXW6YTBOI");
	arena_destroy(&arena);
}
