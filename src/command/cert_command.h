#ifndef COMMAND_CERT_COMMAND_H
#define COMMAND_CERT_COMMAND_H
/* dientap cert */

#include "command/command.h"

extern const struct command cert_command;

#endif
