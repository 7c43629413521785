#ifndef STORE_SEALED_FILE_H
#define STORE_SEALED_FILE_H
/* A file under a passphrase, so that a backup may lie on a stick or a foreign disk.
   Layout, in bytes:
     17  "dientap sealed 1\n"
     16  salt of argon2id (version 1.3)
      8  passes, 8 memory in bytes: little endian
     24  header of XChaCha20-Poly1305 (secretstream of libsodium)
   then chunks of 65536 bytes, each with its 17 bytes of authentication; the last
   one is shorter, may be empty, and bears the tag FINAL.  Everything before the
   chunks is authenticated with the first of them. */

#include "base/fault.h"

#define PASSPHRASE_LEAST 8
#define PASSPHRASE_MOST 1024

/* Writes the new file `to`; FAULT_CONFLICT if there is one.  Nothing is left of it
   after a fault. */
bool sealed_file_write(const char *from, const char *to, const char *passphrase,
		       struct fault *fault) __attribute__((warn_unused_result));
/* FAULT_INVALID with field "passphrase" for a wrong one, or for a damaged file:
   the two cannot be told apart. */
bool sealed_file_read(const char *from, const char *to, const char *passphrase,
		      struct fault *fault) __attribute__((warn_unused_result));
/* Does the file begin like one of these? */
bool sealed_file_is(const char *path, bool *is_out, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
