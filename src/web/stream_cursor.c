/* A sequence number, sealed: its keyed hash, and the number masked by that hash. */

#include <sodium.h>
#include <string.h>

#include "base/must.h"
#include "web/stream_private.h"

static uint64_t hash_of(uint64_t number, const unsigned char key[16])
{
	unsigned char out[crypto_shorthash_BYTES];
	uint64_t hash;

	_Static_assert(sizeof(out) == sizeof(hash), "SipHash gives 64 bits");
	_Static_assert(crypto_shorthash_KEYBYTES == 16, "and takes a key of 128");
	crypto_shorthash(out, (const unsigned char *)&number, sizeof(number), key);
	memcpy(&hash, out, sizeof(hash));
	return hash;
}

void cursor_write(const struct cursor_key *key, int64_t sequence, char text_out[CURSOR_TEXT])
{
	uint64_t parts[2];

	must(sequence >= -1, "an entry, or before the first");
	parts[0] = hash_of((uint64_t)sequence, key->seal);
	parts[1] = (uint64_t)sequence ^ hash_of(parts[0], key->mask);
	sodium_bin2hex(text_out, CURSOR_TEXT, (const unsigned char *)parts, sizeof(parts));
}

bool cursor_read(const struct cursor_key *key, const char *text, int64_t *sequence_out)
{
	must(text != NULL, "a cursor was sent");
	uint64_t parts[2];
	size_t length;

	if (strlen(text) != CURSOR_TEXT - 1 ||
	    sodium_hex2bin((unsigned char *)parts, sizeof(parts), text, CURSOR_TEXT - 1, NULL,
			   &length, NULL) != 0 || length != sizeof(parts))
		return false;
	uint64_t sequence = parts[1] ^ hash_of(parts[0], key->mask);

	if (hash_of(sequence, key->seal) != parts[0])
		return false;
	*sequence_out = (int64_t)sequence;
	return true;
}
