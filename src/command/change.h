#ifndef COMMAND_CHANGE_H
#define COMMAND_CHANGE_H
/* Changes made at the machine: one transaction, then a signed checkpoint.  A server
   that runs beside goes on; both wait for each other's transactions. */

#include "command/command.h"
#include "journal/journal.h"

/* What a command does within its transaction; false and line->fault undo all. */
typedef bool command_change(struct command_line *line, struct journal *journal, void *context);

/* Opens the database, runs the change, commits and signs.  A missing key file is
   told, and stops nothing. */
bool command_run_change(struct command_line *line, command_change *change, void *context);
/* The same on a store that is open. */
bool command_change_store(struct command_line *line, struct store *store,
			  command_change *change, void *context);

#endif
