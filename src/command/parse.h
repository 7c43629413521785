#ifndef COMMAND_PARSE_H
#define COMMAND_PARSE_H
/* Words of the command line to a command, its options and its arguments. */

#include "command/command.h"

/* Finds the command and reads the rest of the line by its table; false and a
   usage fault that names the nearest word otherwise.  line->command is set as
   soon as it is known.  --help is read even where the rest is wrong. */
bool parse_line(struct command_line *line, const struct command *const *all, int argc,
		char **argv);
/* The commands' language is needed before anything is said: the value of the first
   --lang, or NULL. */
const char *parse_language(int argc, char **argv);
/* The option of the command, or a common one; NULL if there is none. */
const struct option *parse_find_option(const struct command *command, const char *name);
/* The nearest of these names, NULL at the end; NULL if none is near. */
const char *parse_nearest(struct arena *arena, const char *name, const char *const *names);

void named_values_add(struct arena *arena, struct named_values *values, const char *name,
		      const char *value);
/* The last value of that name, or NULL. */
const char *named_values_find(const struct named_values *values, const char *name);

#endif
