#ifndef COMMAND_MANUAL_H
#define COMMAND_MANUAL_H
/* The manual page dientap(1), made from the table of commands. */

#include "command/command.h"

/* roff for man(1). */
void manual_write(struct text *out, const struct command *const *all, enum language language);

#endif
