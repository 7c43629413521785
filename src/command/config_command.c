#include "command/config_command.h"

#include "base/json.h"
#include "base/os.h"
#include "command/parse.h"
#include "command/settings.h"

/* Where the value that counts comes from. */
static const char *find_source(const struct command_line *line, const char *name)
{
	if (named_values_find(&line->options, name) != NULL)
		return "flag";
	if (settings_environment(line->arena, name) != NULL)
		return "environment";
	return named_values_find(&line->settings, name) != NULL ? "file" : "default";
}

/* An option of whichever command: only its name matters here. */
static const char *find_value(const struct command_line *line, const char *name)
{
	const char *value = named_values_find(&line->options, name);

	if (value == NULL)
		value = settings_environment(line->arena, name);
	return value != NULL ? value : named_values_find(&line->settings, name);
}

static void add_setting(struct text *out, const struct command_line *line, const char *name,
			const char *value)
{
	if (!command_flag(line, "json")) {
		text_add_format(out, "%s\t%s\t%s\n", name, value, find_source(line, name));
		return;
	}
	text_add(out, out->length > 1 ? ",{" : "{");
	json_add_name(out, "name");
	json_add_string(out, name);
	json_add_name(out, "value");
	json_add_string(out, value);
	json_add_name(out, "source");
	json_add_string(out, find_source(line, name));
	text_add_char(out, '}');
}

static void add_settings(struct text *out, const struct command_line *line)
{
	struct named_values seen = { 0 };

	add_setting(out, line, "database", command_database(line));
	named_values_add(line->arena, &seen, "database", "");
	for (size_t i = 0; commands[i] != NULL; i++)
		for (const struct option *o = commands[i]->options; o != NULL && o->name != NULL;
		     o++) {
			const char *value = find_value(line, o->name);

			if (value == NULL || named_values_find(&seen, o->name) != NULL)
				continue;
			add_setting(out, line, o->name, value);
			named_values_add(line->arena, &seen, o->name, "");
		}
}

static bool show(struct command_line *line)
{
	struct text out = { .arena = line->arena };
	bool json = command_flag(line, "json");

	if (json)
		text_add_char(&out, '[');
	add_settings(&out, line);
	if (json)
		text_add(&out, "]\n");
	command_print(&out);
	for (const char *const *path = settings_paths(line); *path != NULL; path++)
		command_say(line, os_file_exists(*path) ?
			    IN_LANGUAGE(line, "Đã đọc: %s", "Read: %s") :
			    IN_LANGUAGE(line, "Không có: %s", "Not there: %s"), *path);
	return true;
}

const struct command config_show_command = {
	.noun = "config", .verb = "show", .run = show,
	.vi = "In các mục cấu hình đang có hiệu lực và nguồn của từng mục.",
	.en = "Prints the settings in force and where each comes from.",
	.example = "config show\nconfig show --json",
};
