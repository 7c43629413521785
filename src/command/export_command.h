#ifndef COMMAND_EXPORT_COMMAND_H
#define COMMAND_EXPORT_COMMAND_H
/* dientap export all */

#include "command/command.h"

extern const struct command export_all_command;

#endif
