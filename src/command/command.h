#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H
/* The command line, after clig.dev: one command = one file with its own record.
   Data goes to standard output, messages to standard error; exit statuses are
   those of base/faults.def (0 ok, 1 failure, 2 usage, 3 not found, 4 conflict,
   5 denied, 6 invalid, 7 busy). */

#include "base/fault.h"
#include "base/text.h"
#include "base/time.h"

struct option {
	const char *name;		/* "as-of" */
	const char *value;		/* "DATE", NULL for a flag */
	const char *vi, *en;
};

/* Options and settings by name. */
struct named_values {
	const char **names, **values;	/* a flag has the value "true" */
	size_t count, room;
};

struct command_line {
	struct arena *arena;
	enum language language;
	const struct command *command;
	const char **arguments;		/* what is no option */
	size_t argument_count;
	struct named_values options;	/* as given */
	struct named_values settings;	/* of the configuration files */
	struct fault fault;		/* set it and return false to refuse */
};

struct command {
	const char *noun, *verb;	/* "unit", "import"; verb NULL for "verify" */
	const char *arguments;		/* "UNITS.csv" for the help */
	size_t arguments_least, arguments_most;
	const struct option *options;	/* NULL name at the end; the common ones are added */
	bool (*run)(struct command_line *line);
	const char *vi, *en;		/* one sentence */
	const char *example;		/* without "dientap "; several by '\n' */
};

/* Parses, runs, says what went wrong; the exit status of the program. */
int command_main(int argc, char **argv);

/* The value of an option: flag > DIENTAP_NAME > configuration file > NULL. */
const char *command_option(const struct command_line *line, const char *name);
bool command_flag(const struct command_line *line, const char *name);
/* A day or NULL text: false and a usage fault for a day that is none. */
bool command_option_date(struct command_line *line, const char *name, struct date *date_out);

/* Of two texts the one in the reader's language. */
#define IN_LANGUAGE(line_, vi_, en_) ((line_)->language == LANGUAGE_EN ? (en_) : (vi_))
/* A usage fault with its sentence; always false. */
bool command_refuse(struct command_line *line, const char *field, const char *sentence);
/* A message for the person, on standard error; not with --quiet. */
void command_say(const struct command_line *line, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Data, on standard output. */
void command_print(const struct text *data);

struct store;
/* The file named by --database, DIENTAP_DATABASE or a configuration file. */
const char *command_database(const struct command_line *line);
/* The database, opened and migrated. */
struct store *command_open(struct command_line *line, bool writing);

extern const struct option common_options[];	/* NULL name at the end */
extern const struct command *const commands[];	/* NULL at the end; registry.c */

#endif
