#include "command/parse.h"

#include <string.h>

#include "base/must.h"

#define WORD_LENGTH_MOST 64	/* of what is compared for a suggestion */

const struct option common_options[] = {
	{ "database", "FILE", "Tệp cơ sở dữ liệu (mặc định dientap.db).",
	  "The database file (dientap.db unless set)." },
	{ "config", "FILE", "Chỉ đọc tệp cấu hình này.", "Read this configuration file only." },
	{ "lang", "vi|en", "Ngôn ngữ của thông báo.", "Language of the messages." },
	{ "json", NULL, "In dữ liệu dạng JSON.", "Print data as JSON." },
	{ "plain", NULL, "In mỗi dòng một bản ghi, cột cách nhau bằng tab.",
	  "Print one record a line, columns separated by tabs." },
	{ "quiet", NULL, "Không in thông báo, trừ lỗi.", "No messages but errors." },
	{ "help", NULL, "In hướng dẫn của lệnh này.", "Print the help of this command." },
	{ 0 },
};

void named_values_add(struct arena *arena, struct named_values *values, const char *name,
		      const char *value)
{
	must(name != NULL && value != NULL, "an option without name or value");
	if (values->count == values->room) {
		size_t room = values->room == 0 ? 8 : values->room * 2;
		const char **names = arena_array(arena, const char *, room);
		const char **texts = arena_array(arena, const char *, room);

		for (size_t i = 0; i < values->count; i++) {
			names[i] = values->names[i];
			texts[i] = values->values[i];
		}
		values->names = names;
		values->values = texts;
		values->room = room;
	}
	values->names[values->count] = name;
	values->values[values->count++] = value;
}

const char *named_values_find(const struct named_values *values, const char *name)
{
	for (size_t i = values->count; i > 0; i--)
		if (strcmp(values->names[i - 1], name) == 0)
			return values->values[i - 1];
	return NULL;
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Levenshtein's distance, one row at a time. */
static size_t distance(const char *a, const char *b)
{
	size_t row[WORD_LENGTH_MOST + 1], length = strlen(b);

	if (length > WORD_LENGTH_MOST || strlen(a) > WORD_LENGTH_MOST)
		return WORD_LENGTH_MOST;
	for (size_t j = 0; j <= length; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= length; j++) {
			size_t above = row[j];

			row[j] = least(least(above, row[j - 1]) + 1,
				       corner + (a[i - 1] != b[j - 1]));
			corner = above;
		}
	}
	return row[length];
}

const char *parse_nearest(struct arena *arena, const char *name, const char *const *names)
{
	const char *nearest = NULL;
	size_t best = strlen(name) / 3 + 2;

	for (; *names != NULL; names++) {
		size_t found = distance(name, *names);

		if (found >= best)
			continue;
		best = found;
		nearest = *names;
	}
	return arena_copy(arena, nearest);
}

static const struct option *find_in(const struct option *options, const char *name)
{
	for (; options != NULL && options->name != NULL; options++)
		if (strcmp(options->name, name) == 0)
			return options;
	return NULL;
}

const struct option *parse_find_option(const struct command *command, const char *name)
{
	const struct option *found = command == NULL ? NULL : find_in(command->options, name);

	return found != NULL ? found : find_in(common_options, name);
}

static bool refuse_word(struct command_line *line, const char *word, const char *nearest,
			const char *vi, const char *en)
{
	struct text sentence = { .arena = line->arena };

	text_add(&sentence, IN_LANGUAGE(line, vi, en));
	text_add_format(&sentence, " “%s”.", word);
	if (nearest != NULL)
		text_add_format(&sentence, IN_LANGUAGE(line, " Ý bạn là “%s”?",
						       " Did you mean “%s”?"), nearest);
	return command_refuse(line, word, text_string(&sentence));
}

static bool refuse_option(struct command_line *line, const char *name)
{
	struct named_values names = { 0 };
	const struct option *own = line->command == NULL ? NULL : line->command->options;

	for (; own != NULL && own->name != NULL; own++)
		named_values_add(line->arena, &names, own->name, "");
	for (const struct option *o = common_options; o->name != NULL; o++)
		named_values_add(line->arena, &names, o->name, "");
	const char **list = arena_array(line->arena, const char *, names.count + 1);

	for (size_t i = 0; i < names.count; i++)
		list[i] = names.names[i];
	const char *nearest = parse_nearest(line->arena, name, list);

	return refuse_word(line, arena_printf(line->arena, "--%s", name),
			   nearest == NULL ? NULL : arena_printf(line->arena, "--%s", nearest),
			   "Không có tùy chọn", "There is no option");
}

/* One option at argv[*at]; takes its value from the next word where it has one. */
static bool read_option(struct command_line *line, int argc, char **argv, int *at)
{
	const char *word = argv[*at] + 2, *equals = strchr(word, '=');
	const char *name = equals == NULL ? arena_copy(line->arena, word) :
		arena_copy_bytes(line->arena, word, (size_t)(equals - word));
	const struct option *option = parse_find_option(line->command, name);

	if (option == NULL)
		return refuse_option(line, name);
	if (option->value == NULL && equals != NULL)
		return refuse_word(line, argv[*at], NULL, "Tùy chọn này không có giá trị:",
				   "This option takes no value:");
	if (option->value == NULL) {
		named_values_add(line->arena, &line->options, option->name, "true");
		return true;
	}
	if (equals == NULL && *at + 1 >= argc)
		return refuse_word(line, argv[*at], NULL, "Thiếu giá trị của tùy chọn",
				   "A value is missing after the option");
	named_values_add(line->arena, &line->options, option->name,
			 equals != NULL ? equals + 1 : argv[++*at]);
	return true;
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] == '-';
}

/* "-h" is what people try first. */
static bool is_short_help(const char *word)
{
	return strcmp(word, "-h") == 0;
}

/* Any other "-x": a single "-" is a file name (standard input). */
static bool is_unknown_short(const char *word)
{
	return word[0] == '-' && word[1] != '\0' && word[1] != '-';
}

static const struct command *find_command(const struct command *const *all, const char *noun,
					  const char *verb)
{
	for (; *all != NULL; all++) {
		if (strcmp((*all)->noun, noun) != 0)
			continue;
		if ((*all)->verb == NULL)
			return *all;
		if (verb != NULL && strcmp((*all)->verb, verb) == 0)
			return *all;
	}
	return NULL;
}

static bool has_noun(const struct command *const *all, const char *noun)
{
	for (; *all != NULL; all++)
		if (strcmp((*all)->noun, noun) == 0)
			return true;
	return false;
}

/* Names of the nouns, or of the verbs of one noun. */
static const char *const *list_words(struct arena *arena, const struct command *const *all,
				     const char *noun)
{
	struct named_values names = { 0 };

	for (; *all != NULL; all++) {
		if (noun == NULL)
			named_values_add(arena, &names, (*all)->noun, "");
		else if (strcmp((*all)->noun, noun) == 0 && (*all)->verb != NULL)
			named_values_add(arena, &names, (*all)->verb, "");
	}
	const char **list = arena_array(arena, const char *, names.count + 1);

	for (size_t i = 0; i < names.count; i++)
		list[i] = names.names[i];
	return list;
}

static bool refuse_command(struct command_line *line, const struct command *const *all,
			   const char *noun, const char *verb)
{
	if (!has_noun(all, noun))
		return refuse_word(line, noun,
				   parse_nearest(line->arena, noun,
						 list_words(line->arena, all, NULL)),
				   "Không có lệnh", "There is no command");
	const char *const *verbs = list_words(line->arena, all, noun);

	if (verb != NULL)
		return refuse_word(line, arena_printf(line->arena, "%s %s", noun, verb),
				   parse_nearest(line->arena, verb, verbs),
				   "Không có lệnh", "There is no command");
	struct text list = { .arena = line->arena };

	text_add_format(&list, IN_LANGUAGE(line, "Sau “%s” cần một trong:",
					   "After “%s” one of these is needed:"), noun);
	for (; *verbs != NULL; verbs++)
		text_add_format(&list, " %s", *verbs);
	return command_refuse(line, noun, text_string(&list));
}

struct words_read {
	const char **words;
	size_t count;
	bool only_words;	/* "--" was read */
};

static bool read_word(struct command_line *line, struct words_read *read, int argc, char **argv,
		      int *at)
{
	const char *word = argv[*at];

	if (!read->only_words && strcmp(word, "--") == 0) {
		read->only_words = true;
		return true;
	}
	if (!read->only_words && is_short_help(word)) {
		named_values_add(line->arena, &line->options, "help", "true");
		return true;
	}
	if (!read->only_words && is_option(word))
		return read_option(line, argc, argv, at);
	if (!read->only_words && is_unknown_short(word))
		return refuse_word(line, word, NULL, "Không có tùy chọn", "There is no option");
	read->words[read->count++] = word;
	return true;
}

/* The command as soon as its words are there; "unit" alone may still get a verb. */
static void look_up(struct command_line *line, const struct command *const *all,
		    struct words_read *read)
{
	if (line->command != NULL || read->count == 0)
		return;
	line->command = find_command(all, read->words[0], read->count > 1 ? read->words[1] : NULL);
	if (line->command == NULL)
		return;
	size_t taken = line->command->verb == NULL ? 1 : 2;

	for (size_t i = taken; i < read->count; i++)
		read->words[i - taken] = read->words[i];
	read->count -= taken;
}

static bool check_count(struct command_line *line)
{
	const struct command *command = line->command;

	if (line->argument_count > command->arguments_most)
		return refuse_word(line, line->arguments[command->arguments_most], NULL,
				   "Thừa tham số", "There is an argument too many:");
	if (line->argument_count < command->arguments_least)
		return refuse_word(line, command->arguments, NULL, "Thiếu tham số",
				   "An argument is missing:");
	return true;
}

static bool wants_help(struct command_line *line, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--help") == 0 || is_short_help(argv[i])) {
			named_values_add(line->arena, &line->options, "help", "true");
			return true;
		}
	return false;
}

bool parse_line(struct command_line *line, const struct command *const *all, int argc,
		char **argv)
{
	struct words_read read = {
		.words = arena_array(line->arena, const char *, (size_t)argc + 1) };

	for (int at = 1; at < argc; at++) {
		if (!read_word(line, &read, argc, argv, &at))
			return wants_help(line, argc, argv);
		look_up(line, all, &read);
		if (line->command == NULL && read.count == 2)
			break;
	}
	line->arguments = read.words;
	line->argument_count = read.count;
	if (wants_help(line, argc, argv) || (line->command == NULL && read.count == 0))
		return true;
	if (line->command == NULL)
		return refuse_command(line, all, read.words[0],
				      read.count > 1 ? read.words[1] : NULL);
	return check_count(line);
}

const char *parse_language(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			return argv[i] + 7;
		if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			return argv[i + 1];
	}
	return NULL;
}
