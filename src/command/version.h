#ifndef COMMAND_VERSION_H
#define COMMAND_VERSION_H
/* dientap version */

#include "command/command.h"

extern const struct command version_command;

#endif
