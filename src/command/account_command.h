#ifndef COMMAND_ACCOUNT_COMMAND_H
#define COMMAND_ACCOUNT_COMMAND_H
/* dientap account add|list|password|recover|disable */

#include "command/command.h"

extern const struct command account_add_command, account_list_command,
	account_password_command, account_recover_command, account_disable_command;

#endif
