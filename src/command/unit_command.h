#ifndef COMMAND_UNIT_COMMAND_H
#define COMMAND_UNIT_COMMAND_H
/* The commands about units. */

#include "command/command.h"

extern const struct command unit_import_command, unit_list_command, unit_show_command,
	unit_history_command;

#endif
