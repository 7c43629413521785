#ifndef JOURNAL_OFFICE_BACKUP_H
#define JOURNAL_OFFICE_BACKUP_H
/* The whole office in one file: the database as of one moment with the key that
   signs its checkpoints, verified, and under a passphrase if one is given (then
   store/sealed_file.h has the layout).  Without one it is a plain database followed
   by 91 bytes "\n-- dientap backup sha256 HEX\n" over what stands before them;
   any flipped byte is found.  Keep both as the database itself is kept. */

#include "journal/verify.h"

/* Writes the new file `path` while others go on writing; FAULT_CONFLICT if it is
   there, FAULT_TAMPERED if what was copied does not verify (result_out says what).
   Nothing is left after a fault.  `passphrase` may be NULL. */
bool office_backup(struct store *store, struct arena *arena, const char *path,
		   const char *passphrase, struct verify_result *result_out,
		   struct fault *fault) __attribute__((warn_unused_result));
/* Makes the new database and its key file of a backup; refuses a damaged, changed
   or newer one, and never writes over anything.  FAULT_INVALID with field
   "passphrase" where one is needed or does not fit. */
bool office_restore(struct arena *arena, const char *path, const char *database,
		    const char *passphrase, struct verify_result *result_out,
		    struct fault *fault) __attribute__((warn_unused_result));

#endif
