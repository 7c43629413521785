#include "command/parse.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/os.h"
#include "command/settings.h"
#include "tests/test.h"

static bool run_nothing(struct command_line *line)
{
	return line != NULL;
}

static const struct command unit_list = {
	.noun = "unit", .verb = "list", .run = run_nothing, .vi = "v", .en = "e", .example = "x",
	.options = (const struct option[]){
		{ "as-of", "DATE", "v", "e" }, { "whole", NULL, "v", "e" }, { 0 } },
};
static const struct command unit_import = {
	.noun = "unit", .verb = "import", .arguments = "FILE", .arguments_least = 1,
	.arguments_most = 2, .run = run_nothing, .vi = "v", .en = "e", .example = "x",
};
static const struct command verify = {
	.noun = "verify", .run = run_nothing, .vi = "v", .en = "e", .example = "x",
};
static const struct command *const all[] = { &unit_list, &unit_import, &verify, NULL };

#define WORDS_MOST 16

/* The words, with blanks between them, as an argument vector. */
static bool parse(struct command_line *line, const char *words)
{
	struct arena *arena = test_arena();
	char *argv[WORDS_MOST], *rest = (char *)(uintptr_t)arena_copy(arena, words);
	int argc = 0;

	argv[argc++] = (char *)(uintptr_t)"dientap";
	for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " "))
		argv[argc++] = word;
	*line = (struct command_line){ .arena = arena, .language = LANGUAGE_EN };
	return parse_line(line, all, argc, argv);
}

static const char *value(const struct command_line *line, const char *name)
{
	return named_values_find(&line->options, name);
}

TEST(options_take_their_value_after_a_blank_or_an_equals_sign)
{
	struct command_line line;

	CHECK(parse(&line, "unit list --as-of 2025-07-01 --json"));
	CHECK(line.command == &unit_list && line.argument_count == 0);
	CHECK_TEXT(value(&line, "as-of"), "2025-07-01");
	CHECK_TEXT(value(&line, "json"), "true");
	CHECK(parse(&line, "unit list --as-of=a=b"));
	CHECK_TEXT(value(&line, "as-of"), "a=b");
	CHECK(parse(&line, "unit list --as-of 1 --as-of 2"));
	CHECK_TEXT(value(&line, "as-of"), "2");
	CHECK(parse(&line, "--json unit --lang en list"));
	CHECK(line.command == &unit_list);
}

TEST(two_dashes_end_the_options)
{
	struct command_line line;

	CHECK(parse(&line, "unit import -- --json -x"));
	CHECK(line.argument_count == 2 && value(&line, "json") == NULL);
	CHECK_TEXT(line.arguments[0], "--json");
	CHECK_TEXT(line.arguments[1], "-x");
	CHECK(parse(&line, "unit import -"));
	CHECK_TEXT(line.arguments[0], "-");
}

static const struct {
	const char *words, *part;	/* of the sentence */
} refusals[] = {
	{ "unit list --as-fo 1", "--as-of" },
	{ "unit list --jsn", "--json" },
	{ "unit list --nothing-like-it", "There is no option “--nothing-like-it”." },
	{ "unit list --as-of", "A value is missing" },
	{ "unit list --json=yes", "takes no value" },
	{ "unit list -x", "“-x”" },
	{ "unit list more", "argument too many" },
	{ "unit import", "FILE" },
	{ "unit import a b c", "“c”" },
	{ "unit lsit", "“list”" },
	{ "unit", "list import" },
	{ "verfy", "“verify”" },
	{ "nothing", "There is no command “nothing”." },
	{ "--as-of 1 unit list", "--as-of" },
};

TEST(what_is_not_understood_is_a_usage_fault_that_names_the_nearest_word)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		struct command_line line;

		CHECK(!parse(&line, refusals[i].words));
		CHECK(line.fault.kind == FAULT_USAGE && line.fault.detail != NULL);
		if (strstr(line.fault.detail, refusals[i].part) == NULL)
			CHECK_TEXT(line.fault.detail, refusals[i].part);
	}
}

TEST(help_is_given_even_where_the_rest_is_wrong)
{
	struct command_line line;

	CHECK(parse(&line, "unit import --help") && value(&line, "help") != NULL);
	CHECK(parse(&line, "unit list --nonsense -h") && line.command == &unit_list);
	CHECK(parse(&line, "unit import -- --help") && value(&line, "help") == NULL);
	CHECK(parse(&line, "--help") && line.command == NULL);
}

TEST(the_language_is_known_before_anything_is_said)
{
	char program[] = "dientap", word[] = "x", joined[] = "--lang=en", lang[] = "--lang",
	     code[] = "vi";
	char *argv[] = { program, word, joined, NULL };
	char *other[] = { program, lang, code, NULL };

	CHECK_TEXT(parse_language(3, argv), "en");
	CHECK_TEXT(parse_language(3, other), "vi");
	CHECK_TEXT(parse_language(2, argv), NULL);
}

static const char *write_settings(struct command_line *line, const char *text)
{
	const char *path = arena_printf(line->arena, "%s/settings.conf", test_folder());

	CHECK(os_write_file(path, text, strlen(text), 0600, &line->fault));
	return path;
}

TEST(an_option_beats_the_environment_which_beats_the_file)
{
	struct command_line line;

	CHECK(parse(&line, "unit list"));
	const char *path = write_settings(&line, "# of this office\n\n  as-of =  1  \nwhole=true\n"
					  "database = a = b\n");

	named_values_add(line.arena, &line.options, "config", path);
	CHECK(settings_read(&line, all));
	CHECK_TEXT(command_option(&line, "as-of"), "1");
	CHECK_TEXT(command_option(&line, "database"), "a = b");
	CHECK(command_flag(&line, "whole") && !command_flag(&line, "json"));
	setenv("DIENTAP_AS_OF", "2", 1);
	CHECK_TEXT(command_option(&line, "as-of"), "2");
	named_values_add(line.arena, &line.options, "as-of", "3");
	CHECK_TEXT(command_option(&line, "as-of"), "3");
}

TEST(a_wrong_line_of_a_settings_file_is_named)
{
	struct command_line line;

	CHECK(parse(&line, "verify"));
	const char *path = write_settings(&line, "lang = vi\nunknown = 1\n");

	named_values_add(line.arena, &line.options, "config", path);
	CHECK(!settings_read(&line, all) && line.fault.kind == FAULT_USAGE);
	CHECK_TEXT(line.fault.field, arena_printf(line.arena, "%s:2", path));
	CHECK(parse(&line, "verify --config /nowhere/at/all.conf"));
	CHECK(!settings_read(&line, all) && line.fault.kind == FAULT_FILE);
}

TEST(the_readers_folder_of_settings_follows_the_environment)
{
	struct command_line line;

	CHECK(parse(&line, "verify"));
	unsetenv("DIENTAP_CONFIG");
	setenv("XDG_CONFIG_HOME", "/home/an/settings", 1);
	CHECK_TEXT(settings_paths(&line)[0], "/etc/dientap.conf");
	CHECK_TEXT(settings_paths(&line)[1], "/home/an/settings/dientap/dientap.conf");
	unsetenv("XDG_CONFIG_HOME");
	setenv("HOME", "/home/an", 1);
	CHECK_TEXT(settings_paths(&line)[1], "/home/an/.config/dientap/dientap.conf");
}
