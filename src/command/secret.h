#ifndef COMMAND_SECRET_H
#define COMMAND_SECRET_H
/* Passwords and passphrases: never in the arguments, which other users of the
   machine can read; from a file, a terminal without echo, or standard input. */

#include "command/command.h"

/* Asks once; with `again` a terminal asks twice and both must be the same.  NULL and
   a usage fault for an empty one, or at the end of the input. */
const char *secret_ask(struct command_line *line, const char *prompt, bool again);
/* The first line of the file named by --passphrase-file, or what is asked for with
   --passphrase; *passphrase_out is NULL where neither is given. */
bool secret_passphrase(struct command_line *line, bool again, const char **passphrase_out);

#endif
