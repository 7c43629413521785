#ifndef COMMAND_INJECT_COMMAND_H
#define COMMAND_INJECT_COMMAND_H
/* dientap inject list|check|export|import */

#include "command/command.h"

extern const struct command inject_list_command, inject_check_command, inject_export_command,
	inject_import_command;

#endif
