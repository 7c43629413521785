#ifndef COMMAND_PROGRAMME_COMMAND_H
#define COMMAND_PROGRAMME_COMMAND_H
/* dientap programme list|show, dientap exercise list|show */

#include "command/command.h"

extern const struct command programme_list_command, programme_show_command,
	exercise_list_command, exercise_show_command;

#endif
