#ifndef COMMAND_COMPLETION_H
#define COMMAND_COMPLETION_H
/* dientap completion: scripts with which shells complete our words. */

#include "command/command.h"

void completion_write_bash(struct text *out, const struct command *const *all);
void completion_write_zsh(struct text *out, const struct command *const *all);
void completion_write_fish(struct text *out, const struct command *const *all);

extern const struct command completion_command;

#endif
