#include "command/completion.h"

#include <string.h>

#include "base/must.h"
#include "command/help.h"

/* Commands of one noun stand together in the list. */
static bool begins_noun(const struct command *const *all, size_t i)
{
	must(all[i]->noun != NULL, "a command has a noun");
	return i == 0 || strcmp(all[i]->noun, all[i - 1]->noun) != 0;
}

static void add_nouns(struct text *out, const struct command *const *all)
{
	for (size_t i = 0; all[i] != NULL; i++)
		if (begins_noun(all, i))
			text_add_format(out, "%s%s", i == 0 ? "" : " ", all[i]->noun);
}

static void add_verbs(struct text *out, const struct command *const *all, const char *noun)
{
	bool first = true;

	for (; *all != NULL; all++) {
		if (strcmp((*all)->noun, noun) != 0 || (*all)->verb == NULL)
			continue;
		text_add_format(out, "%s%s", first ? "" : " ", (*all)->verb);
		first = false;
	}
}

static void add_option_names(struct text *out, const struct option *options)
{
	for (; options != NULL && options->name != NULL; options++)
		text_add_format(out, " --%s", options->name);
}

/* Each command with its words: a line `"unit import") list="--a --b" ;;`. */
static void add_cases(struct text *out, const struct command *const *all)
{
	for (; *all != NULL; all++) {
		const struct command *command = *all;

		text_add_format(out, "\t\"%s\"%s) list=\"", help_name(out->arena, command),
				command->verb == NULL ? "*" : "");
		add_option_names(out, command->options);
		add_option_names(out, common_options);
		text_add(out, "\" ;;\n");
	}
}

static void add_verb_cases(struct text *out, const struct command *const *all)
{
	for (size_t i = 0; all[i] != NULL; i++) {
		if (!begins_noun(all, i) || all[i]->verb == NULL)
			continue;
		text_add_format(out, "\t%s) list=\"", all[i]->noun);
		add_verbs(out, all, all[i]->noun);
		text_add(out, "\" ;;\n");
	}
}

void completion_write_bash(struct text *out, const struct command *const *all)
{
	must(all[0] != NULL, "there are commands");
	text_add(out, "# bash completion of dientap\n"
		 "_dientap()\n{\n"
		 "\tlocal word=\"${COMP_WORDS[COMP_CWORD]}\" list=\"\"\n"
		 "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\tlist=\"");
	add_nouns(out, all);
	text_add(out, "\"\n\telif [ \"$COMP_CWORD\" -eq 2 ] && "
		 "[ \"${word#-}\" = \"$word\" ]; then\n"
		 "\tcase \"${COMP_WORDS[1]}\" in\n");
	add_verb_cases(out, all);
	text_add(out, "\tesac\n\telif [ \"${word#-}\" != \"$word\" ]; then\n"
		 "\tcase \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n");
	add_cases(out, all);
	text_add(out, "\tesac\n\tfi\n"
		 "\tmapfile -t COMPREPLY < <(compgen -W \"$list\" -- \"$word\")\n"
		 "}\ncomplete -o default -F _dientap dientap\n");
}

void completion_write_zsh(struct text *out, const struct command *const *all)
{
	must(all[0] != NULL, "there are commands");
	text_add(out, "#compdef dientap\n"
		 "_dientap()\n{\n\tlocal list=\"\"\n"
		 "\tif (( CURRENT == 2 )); then\n\t\tlist=\"");
	add_nouns(out, all);
	text_add(out, "\"\n\telif [[ $CURRENT -eq 3 && $words[CURRENT] != -* ]]; then\n"
		 "\tcase $words[2] in\n");
	add_verb_cases(out, all);
	text_add(out, "\tesac\n\telif [[ $words[CURRENT] == -* ]]; then\n"
		 "\tcase \"$words[2] $words[3]\" in\n");
	add_cases(out, all);
	text_add(out, "\tesac\n\tfi\n"
		 "\tif [[ -n $list ]]; then compadd -- ${=list}; else _files; fi\n"
		 "}\n_dientap \"$@\"\n");
}

/* Within single quotes of fish. */
static void add_quoted(struct text *out, const char *text)
{
	must(strchr(text, '\n') == NULL, "a sentence of one line");
	text_add_char(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			text_add_char(out, '\\');
		text_add_char(out, *text);
	}
	text_add_char(out, '\'');
}

static void add_fish_options(struct text *out, const struct option *options, const char *when)
{
	must(strchr(when, '\n') == NULL, "a condition of one line");
	for (; options != NULL && options->name != NULL; options++) {
		text_add_format(out, "complete -c dientap%s -l %s%s -d ", when, options->name,
				options->value == NULL ? "" : " -r");
		add_quoted(out, options->en);
		text_add_char(out, '\n');
	}
}

static void add_fish_command(struct text *out, const struct command *command, bool begins)
{
	const char *when = arena_printf(out->arena, " -n '__fish_seen_subcommand_from %s%s%s'",
		command->noun,
		command->verb == NULL ? "" : "; and __fish_seen_subcommand_from ",
		command->verb == NULL ? "" : command->verb);

	if (begins) {
		text_add_format(out, "complete -c dientap -f -n __fish_use_subcommand -a %s -d ",
				command->noun);
		add_quoted(out, command->en);
		text_add_char(out, '\n');
	}
	if (command->verb != NULL) {
		text_add_format(out, "complete -c dientap -f -n "
				"'__fish_seen_subcommand_from %s' -a %s -d ",
				command->noun, command->verb);
		add_quoted(out, command->en);
		text_add_char(out, '\n');
	}
	add_fish_options(out, command->options, when);
}

void completion_write_fish(struct text *out, const struct command *const *all)
{
	must(all[0] != NULL, "there are commands");
	text_add(out, "# fish completion of dientap\n");
	for (size_t i = 0; all[i] != NULL; i++)
		add_fish_command(out, all[i], begins_noun(all, i));
	add_fish_options(out, common_options, "");
}

static bool run(struct command_line *line)
{
	const char *shell = line->arguments[0];
	struct text out = { .arena = line->arena };

	if (strcmp(shell, "bash") == 0)
		completion_write_bash(&out, commands);
	else if (strcmp(shell, "zsh") == 0)
		completion_write_zsh(&out, commands);
	else if (strcmp(shell, "fish") == 0)
		completion_write_fish(&out, commands);
	else
		return command_refuse(line, shell, IN_LANGUAGE(line,
			"Chỉ có bash, zsh và fish.", "There are bash, zsh and fish only."));
	command_print(&out);
	return true;
}

const struct command completion_command = {
	.noun = "completion", .arguments = "bash|zsh|fish", .arguments_least = 1,
	.arguments_most = 1, .run = run,
	.vi = "In tập lệnh để trình dòng lệnh tự điền các từ của dientap.",
	.en = "Prints the script with which a shell completes the words of dientap.",
	.example = "completion bash > ~/.local/share/bash-completion/completions/dientap",
};
