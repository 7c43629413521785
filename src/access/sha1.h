#ifndef ACCESS_SHA1_H
#define ACCESS_SHA1_H
/* SHA-1 (RFC 3174) and HMAC (RFC 2104) over it.  For codes of the second factor
   only, which are defined by it: nothing else here may use SHA-1. */

#include <stddef.h>

#define SHA1_SIZE 20

void sha1(const void *bytes, size_t length, unsigned char digest_out[SHA1_SIZE]);
void sha1_hmac(const void *key, size_t key_length, const void *bytes, size_t length,
	       unsigned char digest_out[SHA1_SIZE]);

#endif
