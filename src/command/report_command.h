#ifndef COMMAND_REPORT_COMMAND_H
#define COMMAND_REPORT_COMMAND_H
/* The commands about documents. */

#include "command/command.h"

extern const struct command report_summary_command, report_check_command;

#endif
