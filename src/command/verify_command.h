#ifndef COMMAND_VERIFY_COMMAND_H
#define COMMAND_VERIFY_COMMAND_H
/* dientap verify */

#include "command/command.h"

extern const struct command verify_command;

#endif
