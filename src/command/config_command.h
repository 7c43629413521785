#ifndef COMMAND_CONFIG_COMMAND_H
#define COMMAND_CONFIG_COMMAND_H
/* dientap config show */

#include "command/command.h"

extern const struct command config_show_command;

#endif
