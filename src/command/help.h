#ifndef COMMAND_HELP_H
#define COMMAND_HELP_H
/* What people read about the commands: examples first. */

#include "command/command.h"

/* The whole list of commands. */
void help_write_list(struct text *out, const struct command *const *all, enum language language);
/* One command. */
void help_write_command(struct text *out, const struct command *command, enum language language);
/* "unit import" */
const char *help_name(struct arena *arena, const struct command *command);

#endif
