#include "command/settings.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "base/utf8.h"
#include "command/parse.h"

#define FILE_BYTES_MOST 65536

const char *settings_environment(struct arena *arena, const char *name)
{
	struct text variable = { .arena = arena };

	must(name[0] != '\0', "a setting has a name");

	text_add(&variable, "DIENTAP_");
	for (; *name != '\0'; name++)
		text_add_char(&variable, *name == '-' ? '_' : (char)toupper(*name));
	const char *value = getenv(text_string(&variable));

	return value == NULL || value[0] == '\0' ? NULL : value;
}

const char *const *settings_paths(const struct command_line *line)
{
	const char **paths = arena_array(line->arena, const char *, 3);
	const char *named = named_values_find(&line->options, "config");

	if (named == NULL)
		named = settings_environment(line->arena, "config");
	if (named != NULL) {
		paths[0] = named;
		return paths;
	}
	const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	paths[0] = "/etc/dientap.conf";
	if (folder != NULL && folder[0] == '/')
		paths[1] = arena_printf(line->arena, "%s/dientap/dientap.conf", folder);
	else if (home != NULL && home[0] == '/')
		paths[1] = arena_printf(line->arena, "%s/.config/dientap/dientap.conf", home);
	return paths;
}

static bool is_setting(const struct command *const *all, const char *name)
{
	if (strcmp(name, "help") == 0 || strcmp(name, "config") == 0)
		return false;
	for (; *all != NULL; all++)
		if (parse_find_option(*all, name) != NULL)
			return true;
	return false;
}

/* The text between the blanks at both ends. */
static const char *trim(struct arena *arena, const char *from, size_t length)
{
	while (length > 0 && isspace((unsigned char)from[0])) {
		from++;
		length--;
	}
	while (length > 0 && isspace((unsigned char)from[length - 1]))
		length--;
	return arena_copy_bytes(arena, from, length);
}

static bool read_line(struct command_line *line, const struct command *const *all,
		      const char *place, const char *text)
{
	if (text[0] == '\0' || text[0] == '#')
		return true;
	const char *equals = strchr(text, '=');

	if (equals == NULL)
		return command_refuse(line, place, IN_LANGUAGE(line, "Cần viết “tên = giá trị”.",
							       "“name = value” is needed."));
	const char *name = trim(line->arena, text, (size_t)(equals - text));

	if (!is_setting(all, name))
		return command_refuse(line, place, arena_printf(line->arena,
			IN_LANGUAGE(line, "Không có mục cấu hình “%s”.",
				    "There is no setting “%s”."), name));
	must(strchr(place, ':') != NULL, "a place is a file and a line");
	named_values_add(line->arena, &line->settings, name,
			 trim(line->arena, equals + 1, strlen(equals + 1)));
	return true;
}

static bool read_file(struct command_line *line, const struct command *const *all,
		      const char *path)
{
	size_t length, number = 1;
	const char *bytes = os_read_file(line->arena, path, FILE_BYTES_MOST, &length,
					 &line->fault);

	if (bytes == NULL)
		return false;
	if (!utf8_is_valid(bytes, length))
		return fault_set(&line->fault, FAULT_INVALID, path, IN_LANGUAGE(line,
			"Tệp cấu hình không phải chữ UTF-8.",
			"The configuration file is not UTF-8 text."));
	for (const char *at = bytes; at < bytes + length; number++) {
		size_t width = strcspn(at, "\n");
		const char *place = arena_printf(line->arena, "%s:%zu", path, number);

		if (!read_line(line, all, place, trim(line->arena, at, width)))
			return false;
		at += width + 1;
	}
	return true;
}

bool settings_read(struct command_line *line, const struct command *const *all)
{
	const char *const *paths = settings_paths(line);
	bool is_named = paths[0] != NULL && strcmp(paths[0], "/etc/dientap.conf") != 0;

	must(line->settings.count == 0, "the settings are read once");
	for (; *paths != NULL; paths++) {
		if (!is_named && !os_file_exists(*paths))
			continue;
		if (!read_file(line, all, *paths))
			return false;
	}
	return true;
}
