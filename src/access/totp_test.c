#include "access/totp.h"

#include <string.h>

#include "access/sha1.h"
#include "tests/test.h"

static void check_hex(const unsigned char *digest, const char *expected)
{
	char hex[2 * SHA1_SIZE + 1];

	for (size_t i = 0; i < SHA1_SIZE; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	CHECK_TEXT(hex, expected);
}

TEST(sha1_agrees_with_its_standard)
{
	unsigned char digest[SHA1_SIZE];
	const char *two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

	sha1("", 0, digest);
	check_hex(digest, "da39a3ee5e6b4b0d3255bfef95601890afd80709");
	sha1("abc", 3, digest);
	check_hex(digest, "a9993e364706816aba3e25717850c26c9cd0d89d");
	sha1(two_blocks, strlen(two_blocks), digest);
	check_hex(digest, "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
}

TEST(sha1_hmac_agrees_with_rfc_2202)
{
	unsigned char digest[SHA1_SIZE];
	unsigned char key[20];

	memset(key, 0x0b, sizeof(key));
	sha1_hmac(key, sizeof(key), "Hi There", 8, digest);
	check_hex(digest, "b617318655057264e28bc0b6fb378c8ef146be00");
	sha1_hmac("Jefe", 4, "what do ya want for nothing?", 28, digest);
	check_hex(digest, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
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
