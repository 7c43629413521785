#ifndef COMMAND_ERASE_COMMAND_H
#define COMMAND_ERASE_COMMAND_H
/* dientap erase: a value leaves a record and all its history, by law; the proofs stay.
   At the machine only, like the recovery of an account: it is nobody's daily work. */

#include "command/command.h"

extern const struct command erase_command;

#endif
