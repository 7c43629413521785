#ifndef COMMAND_IMPORTING_H
#define COMMAND_IMPORTING_H
/* Imports at the command line: through the same importers as over HTTP. */

#include "command/command.h"
#include "unit/import.h"

struct import_file {
	const char *kind;	/* of an importer */
	const char *path;	/* NULL: left out */
	struct id within;
	struct import_result result;	/* set by command_import */
};

/* Reads all files in one transaction, in this order: all or nothing.  With --dry-run
   nothing is kept.  Says what there is to say about each row, prints the counts, and
   refuses with FAULT_INVALID if a row has an error. */
bool command_import(struct command_line *line, struct import_file *files, size_t count);

#endif
