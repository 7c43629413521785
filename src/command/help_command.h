#ifndef COMMAND_HELP_COMMAND_H
#define COMMAND_HELP_COMMAND_H
/* dientap help */

#include "command/command.h"

extern const struct command help_command;

#endif
