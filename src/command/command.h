#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H
/* The command line, after clig.dev: one command = one file with its own record.
   Data goes to standard output, messages to standard error; exit statuses are
   those of base/faults.def (0 ok, 1 failure, 2 usage, 3 not found, 4 conflict,
   5 denied, 6 invalid, 7 busy). */

#include "base/fault.h"
#include "base/text.h"

struct option {
	const char *name;		/* "as-of" */
	const char *value;		/* "DATE", NULL for a flag */
	const char *vi, *en;
};

struct command_line {
	struct arena *arena;
	enum language language;
	const struct command *command;
	const char **arguments;		/* what is no option */
	size_t argument_count;
	const char **option_names, **option_values;
	size_t option_count;
	struct fault fault;
};

struct command {
	const char *noun, *verb;	/* "unit", "import"; verb NULL for "verify" */
	const char *arguments;		/* "UNITS.csv" for the help */
	size_t arguments_least, arguments_most;
	const struct option *options;	/* NULL name at the end; the common ones are added */
	bool (*run)(struct command_line *line);
	const char *vi, *en;		/* one sentence */
	const char *example;
};

/* The value of an option: flag > DIENTAP_NAME > config file > NULL. */
const char *command_option(const struct command_line *line, const char *name);
bool command_flag(const struct command_line *line, const char *name);

struct store;
/* The database named by --database (or DIENTAP_DATABASE), opened and migrated if
   it is to be written. */
struct store *command_open(struct command_line *line, bool writing);

extern const struct command *const commands[];	/* NULL at the end */

#endif
