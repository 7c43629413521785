#ifndef COMMAND_SETTINGS_H
#define COMMAND_SETTINGS_H
/* Settings of the configuration files: lines "name = value", a "#" begins a
   remark; the names are those of the options.  /etc/dientap.conf first, then
   $XDG_CONFIG_HOME/dientap/dientap.conf over it; --config (or DIENTAP_CONFIG)
   names one file instead of both. */

#include "command/command.h"

/* Reads the files that are there; false and a fault with file and line for what
   is no setting, or for a named file that is not there. */
bool settings_read(struct command_line *line, const struct command *const *all);
/* The value of the environment variable DIENTAP_NAME, or NULL. */
const char *settings_environment(struct arena *arena, const char *name);
/* The paths in the order in which they are read, NULL at the end. */
const char *const *settings_paths(const struct command_line *line);

#endif
