#ifndef COMMAND_BACKUP_COMMAND_H
#define COMMAND_BACKUP_COMMAND_H
/* dientap backup, dientap restore */

#include "command/command.h"

extern const struct command backup_command, restore_command;

#endif
