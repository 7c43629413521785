#include "command/command.h"

#include <string.h>

#include "base/utf8.h"
#include "command/completion.h"
#include "command/help.h"
#include "command/manual.h"
#include "command/test_program.h"

static struct text new_text(void)
{
	return (struct text){ .arena = test_arena() };
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

static const struct program_case runs[] = {
	{ "version --lang en", NULL, 0, "dientap ", NULL },
	{ "version --json", NULL, 0, "{\"version\":\"", NULL },
	{ "help verify --lang en", NULL, 0, "Usage:\n  dientap verify", NULL },
	{ "help verify --lang vi", NULL, 0, "Cách dùng:", NULL },
	{ "verify --help --lang en --bad", NULL, 0, "Usage:", NULL },
	{ "--lang en", NULL, 2, "Commands:", "A command is needed." },
	{ "verify --bad --lang en", NULL, 2, NULL, "There is no option “--bad”." },
	{ "verify --bad --lang vi", NULL, 2, NULL, "Không có tùy chọn “--bad”." },
	{ "verify --database /nowhere/x.db --lang en", NULL, 1, NULL, "/nowhere/x.db" },
	{ "verify --database /etc/passwd --lang vi", NULL, 6, NULL, "không phải cơ sở dữ liệu" },
	{ "backup --lang en", NULL, 2, NULL, "--output" },
	{ "completion tcsh --lang en", NULL, 2, NULL, "fish" },
	{ "help nothing --lang en", NULL, 2, NULL, "“nothing”" },
	{ "config show --database here.db", NULL, 0, "database\there.db\tflag\n",
	  "/etc/dientap.conf" },
	{ "config show --quiet", NULL, 0, "database\tdientap.db\tdefault\n", NULL },
	{ "describe faults", NULL, 0, "\"code\"", NULL },
	{ "describe openapi", NULL, 0, "\"openapi\":\"3.1.0\"", NULL },
	{ "describe typescript", NULL, 0, "unit", NULL },
	{ "describe manual --lang en", NULL, 0, ".TH DIENTAP 1", NULL },
	{ "describe nothing --lang en", NULL, 2, NULL, "typescript" },
	{ "cert a*b --lang en", NULL, 2, NULL, "“a*b”" },
};

TEST(data_goes_to_output_messages_elsewhere_and_the_status_tells_the_kind)
{
	struct arena *arena = test_arena();

	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++)
		check_program(arena, &runs[i]);
}
