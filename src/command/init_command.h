#ifndef COMMAND_INIT_COMMAND_H
#define COMMAND_INIT_COMMAND_H
/* dientap init, and the demonstrations that it can write. */

#include "command/command.h"
#include "journal/journal.h"

struct demo {
	const char *name;		/* "krong-ana"; NULL ends the list */
	bool (*write)(struct journal *journal, struct fault *fault);
};

extern const struct demo demos[];	/* registry.c */
extern const struct command init_command;

#endif
