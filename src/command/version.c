#include "command/version.h"

#include "base/json.h"
#include "store/store.h"

static bool run(struct command_line *line)
{
	struct text out = { .arena = line->arena };

	if (command_flag(line, "json"))
		text_add_format(&out, "{\"version\":\"%s\",\"schema_version\":%lld}\n",
				DIENTAP_VERSION, (long long)store_schema_newest());
	else
		text_add_format(&out, "dientap %s\n", DIENTAP_VERSION);
	command_print(&out);
	return true;
}

const struct command version_command = {
	.noun = "version", .run = run,
	.vi = "In phiên bản của chương trình.", .en = "Prints the version of the program.",
	.example = "version --json",
};
