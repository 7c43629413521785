/* Any bytes as a configuration file: every line is a known setting, or the file is
   refused and its fault names file and line. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "command/command.h"
#include "command/settings.h"
#include "tests/fuzz/fuzz.h"

FUZZ(bytes, length)
{
	const char *path = arena_printf(arena, "/dev/shm/fuzz-settings-%d", (int)getpid());
	const char *option = "config";
	struct command_line line = { .arena = arena, .language = LANGUAGE_VI,
				     .options = { &option, &path, 1, 1 } };
	FILE *file = fopen(path, "wb");

	must(file != NULL && fwrite(bytes, 1, length, file) == length && fclose(file) == 0,
	     "the input is written");
	bool good = settings_read(&line, commands);

	unlink(path);
	must(good == (line.fault.kind == FAULT_NONE), "a refusal names its fault");
	for (size_t i = 0; i < line.settings.count; i++) {
		const char *value = line.settings.values[i];

		must(line.settings.names[i][0] != '\0', "a setting has a name");
		must(utf8_is_valid(value, strlen(value)), "a value is text");
	}
}
