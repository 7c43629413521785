#ifndef COMMAND_SERVE_COMMAND_H
#define COMMAND_SERVE_COMMAND_H
/* dientap serve */

#include "command/command.h"

extern const struct command serve_command;

#endif
