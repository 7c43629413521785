#include "base/sha256.h"

#include <sodium.h>
#include <string.h>

#include "tests/test.h"

static const char *hex_of(const unsigned char hash[SHA256_BYTES])
{
	static char hex[2 * SHA256_BYTES + 1];

	return sodium_bin2hex(hex, sizeof(hex), hash, SHA256_BYTES);
}

TEST(sha256_gives_the_published_examples)
{
	unsigned char hash[SHA256_BYTES];

	SHA256_OF(hash, { "", 0 });
	CHECK_TEXT(hex_of(hash),
		   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	SHA256_OF(hash, { "abc", 3 });
	CHECK_TEXT(hex_of(hash),
		   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	SHA256_OF(hash, { "abcdbcdecdefdefgefghfghighij", 28 },
		  { "hijkijkljklmklmnlmnomnopnopq", 28 });
	CHECK_TEXT(hex_of(hash),
		   "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(sha256_agrees_with_libsodium_for_every_length_and_cut)
{
	unsigned char bytes[400], ours[SHA256_BYTES], theirs[SHA256_BYTES];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i * 167 + i / 3);
	for (size_t length = 0; length <= sizeof(bytes); length++) {
		size_t first = length * 7 % (length + 1), second = (length - first) / 2;

		crypto_hash_sha256(theirs, bytes, length);
		SHA256_OF(ours, { bytes, length });
		CHECK(memcmp(ours, theirs, sizeof(ours)) == 0);
		SHA256_OF(ours, { bytes, first }, { NULL, 0 }, { bytes + first, second },
			  { bytes + first + second, length - first - second });
		CHECK(memcmp(ours, theirs, sizeof(ours)) == 0);
	}
}
