#include "command/help.h"

#include <string.h>

#include "base/must.h"
#include "base/utf8.h"

#define NAME_WIDTH 24

const char *help_name(struct arena *arena, const struct command *command)
{
	must(command->noun != NULL, "a command has a noun");
	return command->verb == NULL ? command->noun :
		arena_printf(arena, "%s %s", command->noun, command->verb);
}

static const char *sentence(const struct command *command, enum language language)
{
	must(command->vi != NULL && command->en != NULL, "a command without its sentence");
	return language == LANGUAGE_EN ? command->en : command->vi;
}

/* The name, then its sentence in the column; on a line of its own if it is long. */
static void add_row(struct text *out, const char *name, const char *explanation)
{
	size_t width = utf8_count(name);

	must(explanation != NULL, "what is listed is explained");

	text_add_format(out, "  %s", name);
	if (width >= NAME_WIDTH)
		text_add(out, "\n  ");
	for (size_t i = width >= NAME_WIDTH ? 0 : width; i < NAME_WIDTH; i++)
		text_add_char(out, ' ');
	text_add_format(out, " %s\n", explanation);
}

static void add_examples(struct text *out, const char *examples)
{
	while (*examples != '\0') {
		size_t length = strcspn(examples, "\n");

		text_add(out, "  dientap ");
		text_add_bytes(out, examples, length);
		text_add_char(out, '\n');
		examples += length + (examples[length] == '\n');
	}
}

void help_write_list(struct text *out, const struct command *const *all, enum language language)
{
	bool english = language == LANGUAGE_EN;

	text_add(out, english ? "Examples:\n" : "Ví dụ:\n");
	add_examples(out, "init --database dientap.db --administrator an\n"
		     "serve --database dientap.db --listen 127.0.0.1:8080\n"
		     "help serve");
	text_add(out, english ? "\nCommands:\n" : "\nCác lệnh:\n");
	for (; *all != NULL; all++)
		add_row(out, help_name(out->arena, *all), sentence(*all, language));
	text_add(out, english ?
		 "\n“dientap COMMAND --help” explains one command and its options.\n" :
		 "\n“dientap LỆNH --help” giải thích một lệnh và các tùy chọn của nó.\n");
}

static void add_options(struct text *out, const struct option *options, enum language language)
{
	for (; options != NULL && options->name != NULL; options++) {
		const char *name = options->value == NULL ?
			arena_printf(out->arena, "--%s", options->name) :
			arena_printf(out->arena, "--%s %s", options->name, options->value);

		add_row(out, name, language == LANGUAGE_EN ? options->en : options->vi);
	}
}

void help_write_command(struct text *out, const struct command *command, enum language language)
{
	bool english = language == LANGUAGE_EN;

	must(command->example != NULL, "a command without an example");
	text_add_format(out, "%s\n\n", sentence(command, language));
	text_add(out, english ? "Examples:\n" : "Ví dụ:\n");
	add_examples(out, command->example);
	text_add_format(out, english ? "\nUsage:\n  dientap %s" : "\nCách dùng:\n  dientap %s",
			help_name(out->arena, command));
	if (command->arguments != NULL)
		text_add_format(out, " %s", command->arguments);
	text_add(out, english ? " [options]\n" : " [tùy chọn]\n");
	if (command->options != NULL && command->options->name != NULL) {
		text_add(out, english ? "\nOptions:\n" : "\nTùy chọn:\n");
		add_options(out, command->options, language);
	}
	text_add(out, english ? "\nOptions of all commands:\n" : "\nTùy chọn chung:\n");
	add_options(out, common_options, language);
}
