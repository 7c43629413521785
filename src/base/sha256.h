#ifndef BASE_SHA256_H
#define BASE_SHA256_H
/* SHA-256 (FIPS 180-4) of a few pieces at a time: by the processor's own instructions
   where it has them, by libsodium elsewhere.  An import hashes half a million short
   texts; see docs/decisions/sha256.md. */

#include <stddef.h>

#define SHA256_BYTES 32

struct sha256_piece {
	const void *bytes;	/* may be NULL if there are none */
	size_t length;
};

/* The hash of the pieces one after the other. */
void sha256(const struct sha256_piece *pieces, size_t count,
	    unsigned char hash_out[SHA256_BYTES]);
#define SHA256_OF(hash_out_, ...) \
	sha256((const struct sha256_piece[]){ __VA_ARGS__ }, \
	       sizeof((const struct sha256_piece[]){ __VA_ARGS__ }) / \
	       sizeof(struct sha256_piece), hash_out_)

#endif
