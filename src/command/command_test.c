#include "command/command.h"

#include <string.h>

#include "base/os_process.h"
#include "base/utf8.h"
#include "command/completion.h"
#include "command/help.h"
#include "command/manual.h"
#include "tests/test.h"

#define OUTPUT_MOST (1 << 20)
#define SECONDS INT64_C(1000000)
#define WORDS_MOST 16

static struct text new_text(void)
{
	return (struct text){ .arena = arena_create() };
}

TEST(every_command_explains_itself_in_both_languages)
{
	for (size_t i = 0; commands[i] != NULL; i++) {
		const struct command *c = commands[i];

		CHECK(c->run != NULL && c->example != NULL);
		CHECK(c->vi != NULL && c->en != NULL && strcmp(c->vi, c->en) != 0);
		CHECK(c->arguments_most == 0 || c->arguments != NULL);
		for (const struct option *o = c->options; o != NULL && o->name != NULL; o++)
			CHECK(strcmp(o->vi, o->en) != 0);
	}
}

TEST(help_manual_and_completion_name_every_command_and_option)
{
	struct text list = new_text(), page = new_text(), bash = new_text(), zsh = new_text(),
		    fish = new_text();

	help_write_list(&list, commands, LANGUAGE_VI);
	manual_write(&page, commands, LANGUAGE_EN);
	completion_write_bash(&bash, commands);
	completion_write_zsh(&zsh, commands);
	completion_write_fish(&fish, commands);
	for (size_t i = 0; commands[i] != NULL; i++) {
		const char *name = help_name(list.arena, commands[i]);
		const char *last = commands[i]->verb == NULL ? name : commands[i]->verb;

		CHECK(strstr(list.bytes, name) != NULL && strstr(page.bytes, name) != NULL);
		CHECK(strstr(bash.bytes, name) != NULL && strstr(zsh.bytes, name) != NULL);
		CHECK(strstr(fish.bytes, last) != NULL);
		struct text help = new_text();

		help_write_command(&help, commands[i], LANGUAGE_EN);
		for (const struct option *o = commands[i]->options; o != NULL && o->name != NULL;
		     o++) {
			const char *option = arena_printf(list.arena, "--%s", o->name);

			CHECK(strstr(help.bytes, option) != NULL);
			CHECK(strstr(bash.bytes, option) != NULL);
		}
		CHECK(strncmp(help.bytes, commands[i]->en, strlen(commands[i]->en)) == 0);
		CHECK(strstr(help.bytes, "Examples:") < strstr(help.bytes, "Usage:"));
	}
}

TEST(no_line_of_the_manual_begins_a_request_by_accident)
{
	for (int language = LANGUAGE_VI; language <= LANGUAGE_EN; language++) {
		struct text page = new_text();

		manual_write(&page, commands, (enum language)language);
		CHECK(utf8_is_valid(page.bytes, page.length));
		CHECK(strstr(page.bytes, "\n\n") == NULL);
		CHECK(strstr(page.bytes, ".SH") != NULL && strstr(page.bytes, "\n'") == NULL);
	}
}

/* Runs the program itself with the words. */
static struct child_result run(struct arena *arena, const char *words, const char *input)
{
	const char *arguments[WORDS_MOST] = { os_program_beside(arena, "dientap") };
	char *rest = arena_alloc(arena, strlen(words) + 1);
	struct fault fault = { .kind = FAULT_NONE };
	struct child_result result = { .exit_status = -1 };
	size_t count = 1;

	memcpy(rest, words, strlen(words));
	for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " "))
		arguments[count++] = word;
	struct child_run child = { .arguments = arguments, .input = input,
		.input_length = input == NULL ? 0 : strlen(input), .output_most = OUTPUT_MOST,
		.time_most_us = 20 * SECONDS };

	CHECK(os_run_child(arena, &child, &result, &fault));
	return result;
}

static const struct {
	const char *words;
	int status;
	const char *output, *message;	/* parts; NULL: nothing there */
} runs[] = {
	{ "version --lang en", 0, "dientap ", NULL },
	{ "version --json", 0, "{\"version\":\"", NULL },
	{ "help verify --lang en", 0, "Usage:\n  dientap verify", NULL },
	{ "help verify --lang vi", 0, "Cách dùng:", NULL },
	{ "verify --help --lang en --bad", 0, "Usage:", NULL },
	{ "verify --bad --lang en", 2, NULL, "There is no option “--bad”." },
	{ "verify --bad --lang vi", 2, NULL, "Không có tùy chọn “--bad”." },
	{ "verify --database /nowhere/x.db --lang en", 1, NULL, "/nowhere/x.db" },
	{ "verify --database /etc/passwd --lang vi", 6, NULL, "không phải cơ sở dữ liệu" },
	{ "backup --lang en", 2, NULL, "--output" },
	{ "completion tcsh --lang en", 2, NULL, "fish" },
	{ "help nothing --lang en", 2, NULL, "“nothing”" },
	{ "config show --database here.db", 0, "database\there.db\tflag\n", "/etc/dientap.conf" },
	{ "config show --quiet", 0, "database\tdientap.db\tdefault\n", NULL },
};

TEST(data_goes_to_output_messages_elsewhere_and_the_status_tells_the_kind)
{
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
		struct child_result result = run(arena, runs[i].words, NULL);
		bool good = result.exit_status == runs[i].status;

		good = good && (runs[i].output == NULL ? result.output_length == 0 :
				strstr(result.output, runs[i].output) != NULL);
		good = good && (runs[i].message == NULL ? result.message[0] == '\0' :
				strstr(result.message, runs[i].message) != NULL);
		if (!good)
			fprintf(stderr, "dientap %s: status %d\n%s%s\n", runs[i].words,
				result.exit_status, result.output, result.message);
		CHECK(good);
	}
}
