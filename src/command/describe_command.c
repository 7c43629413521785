#include "command/describe_command.h"

#include <string.h>

#include "command/manual.h"
#include "web/describe.h"

static bool refuse(struct command_line *line, const char *name)
{
	struct text known = { .arena = line->arena };

	for (const char *const *known_name = describe_names; *known_name != NULL; known_name++)
		text_add_format(&known, "%s ", *known_name);
	return command_refuse(line, name, arena_printf(line->arena,
		IN_LANGUAGE(line, "Không có bản mô tả “%s”; chỉ có: %smanual.",
			    "There is no description “%s”; there are: %smanual."), name,
		text_string(&known)));
}

static bool run(struct command_line *line)
{
	const char *name = line->arguments[0];
	struct text out = { .arena = line->arena };

	if (strcmp(name, "manual") == 0)
		manual_write(&out, commands, line->language);
	else if (!describe_write(&out, name, line->language))
		return refuse(line, name);
	if (out.length > 0 && out.bytes[out.length - 1] != '\n')
		text_add_char(&out, '\n');
	command_print(&out);
	return true;
}

const struct command describe_command = {
	.noun = "describe",
	.arguments = "openapi|routes|rights|faults|states|fields|typescript|manual",
	.arguments_least = 1, .arguments_most = 1, .run = run,
	.vi = "In bản mô tả do chính các bảng của chương trình sinh ra.",
	.en = "Prints a description that comes from the program's own tables.",
	.example = "describe openapi > openapi.json\n"
		   "describe manual --lang vi | man -l -",
};
