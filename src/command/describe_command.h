#ifndef COMMAND_DESCRIBE_COMMAND_H
#define COMMAND_DESCRIBE_COMMAND_H
/* dientap describe */

#include "command/command.h"

extern const struct command describe_command;

#endif
