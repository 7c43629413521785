#include "command/help_command.h"

#include <string.h>

#include "command/help.h"
#include "command/parse.h"

/* A noun alone stands for all its verbs. */
static bool is_asked_for(const struct command_line *line, const struct command *command)
{
	if (strcmp(command->noun, line->arguments[0]) != 0)
		return false;
	return line->argument_count == 1 || command->verb == NULL ||
	       strcmp(command->verb, line->arguments[1]) == 0;
}

static bool run(struct command_line *line)
{
	struct text out = { .arena = line->arena };

	if (line->argument_count == 0)
		help_write_list(&out, commands, line->language);
	for (size_t i = 0; line->argument_count > 0 && commands[i] != NULL; i++) {
		if (!is_asked_for(line, commands[i]))
			continue;
		if (out.length > 0)
			text_add(&out, "\n\n");
		help_write_command(&out, commands[i], line->language);
	}
	if (out.length == 0)
		return command_refuse(line, line->arguments[0], arena_printf(line->arena,
			IN_LANGUAGE(line, "Không có lệnh “%s”.", "There is no command “%s”."),
			line->arguments[0]));
	command_print(&out);
	return true;
}

const struct command help_command = {
	.noun = "help", .arguments = "[COMMAND [VERB]]", .arguments_most = 2, .run = run,
	.vi = "Giải thích các lệnh, hoặc một lệnh.", .en = "Explains the commands, or one of them.",
	.example = "help unit import\nhelp account",
};
