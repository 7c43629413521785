#include "command/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "command/help.h"
#include "command/parse.h"
#include "command/settings.h"
#include "journal/journal.h"
#include "store/store.h"

#define DEFAULT_DATABASE "dientap.db"

const char *command_option(const struct command_line *line, const char *name)
{
	must(parse_find_option(line->command, name) != NULL, "an option that is in no table");
	const char *value = named_values_find(&line->options, name);

	if (value == NULL)
		value = settings_environment(line->arena, name);
	return value != NULL ? value : named_values_find(&line->settings, name);
}

bool command_flag(const struct command_line *line, const char *name)
{
	const char *value = command_option(line, name);

	return value != NULL && (strcmp(value, "true") == 0 || strcmp(value, "1") == 0 ||
				 strcmp(value, "yes") == 0);
}

bool command_option_date(struct command_line *line, const char *name, struct date *date_out)
{
	const char *value = command_option(line, name);

	if (value == NULL || date_parse(value, date_out))
		return true;
	return command_refuse(line, arena_printf(line->arena, "--%s", name),
			      arena_printf(line->arena, IN_LANGUAGE(line,
				"Không có ngày “%s” (viết yyyy-mm-dd hoặc dd/mm/yyyy).",
				"There is no day “%s” (write yyyy-mm-dd or dd/mm/yyyy)."), value));
}

bool command_refuse(struct command_line *line, const char *field, const char *sentence)
{
	must(sentence != NULL, "a refusal says what is wrong");
	return fault_set(&line->fault, FAULT_USAGE, field, sentence);
}

void command_say(const struct command_line *line, const char *format, ...)
{
	if (command_flag(line, "quiet"))
		return;
	va_list list;

	va_start(list, format);
	fprintf(stderr, "%s\n", arena_vprintf(line->arena, format, list));
	va_end(list);
}

void command_print(const struct text *data)
{
	fwrite(text_string(data), 1, data->length, stdout);
}

const char *command_database(const struct command_line *line)
{
	const char *path = command_option(line, "database");

	return path == NULL ? DEFAULT_DATABASE : path;
}

/* Older databases are brought up to date by the first command that opens them. */
static bool bring_up_to_date(struct command_line *line, const char *path)
{
	int ran = 0;
	struct store *store = store_open(path, STORE_WRITE, &line->fault);
	bool good = store != NULL && store_migrate(store, &ran, &line->fault);

	if (good && ran > 0)
		command_say(line, IN_LANGUAGE(line,
			"Đã nâng cơ sở dữ liệu lên phiên bản %lld.",
			"The database was brought to version %lld."),
			(long long)store_schema_newest());
	store_close(&store);
	return good;
}

struct store *command_open(struct command_line *line, bool writing)
{
	const char *path = command_database(line);
	enum store_mode mode = writing ? STORE_WRITE : STORE_READ;
	struct store *store = store_open(path, mode, &line->fault);

	must(store != NULL || line->fault.kind != FAULT_NONE, "what is not opened says why");
	if (store == NULL && !os_file_exists(path))
		fault_set(&line->fault, FAULT_FILE, path, IN_LANGUAGE(line,
			"Chưa có cơ sở dữ liệu này; lệnh “dientap init” tạo mới.",
			"There is no such database; “dientap init” makes one."));
	must(store == NULL || line->fault.kind == FAULT_NONE, "what is opened has no fault");
	if (store == NULL || store_schema_version(store) == store_schema_newest())
		return store;
	store_close(&store);
	return bring_up_to_date(line, path) ? store_open(path, mode, &line->fault) : NULL;
}

static enum language find_language(const struct command_line *line, const char *given)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *value = given != NULL ? given : settings_environment(line->arena, "lang");

	if (value == NULL)
		value = named_values_find(&line->settings, "lang");
	for (size_t i = 0; value == NULL && i < sizeof(variables) / sizeof(variables[0]); i++) {
		value = getenv(variables[i]);
		if (value != NULL && value[0] == '\0')
			value = NULL;
	}
	return language_parse(value);
}

/* What the database's engine said is in its own words, whatever the reader's language. */
static bool is_of_engine(const struct fault *fault)
{
	return fault->detail != NULL && strchr(fault->detail, BOTH_BORDER) == NULL &&
	       (fault->kind == FAULT_STORE || fault->kind == FAULT_NOT_A_DATABASE ||
		fault->kind == FAULT_DISK_FULL || fault->kind == FAULT_BUSY);
}

/* A kind of record is named as people name it. */
static const char *find_detail(const struct command_line *line)
{
	const char *detail = line->fault.detail;
	const struct record_type *type = line->fault.kind != FAULT_NOT_FOUND || detail == NULL ?
					 NULL : journal_find_type(detail);

	if (type != NULL && type->vi != NULL)
		return arena_printf(line->arena, "(%s)", IN_LANGUAGE(line, type->vi, type->en));
	if (is_of_engine(&line->fault))
		return arena_printf(line->arena, IN_LANGUAGE(line, "(máy báo: “%s”)", "(%s)"),
				    detail);
	return fault_choose(line->arena, detail, line->language);
}

/* The sentence, where, and every problem on a line of its own. */
static void say_fault(struct command_line *line)
{
	const struct fault *fault = &line->fault;
	const char *detail = find_detail(line);

	must(fault->kind != FAULT_NONE, "a command that fails says why");
	if (fault->kind == FAULT_USAGE && detail != NULL)
		fprintf(stderr, "dientap: %s\n", detail);
	else
		fprintf(stderr, "dientap: %s%s%s\n", fault_text(fault->kind, line->language),
			detail == NULL ? "" : " ", detail == NULL ? "" : detail);
	if (fault->field != NULL && fault->problems == NULL && fault->kind != FAULT_USAGE)
		fprintf(stderr, "  %s\n", fault->field);
	for (const struct problem *p = fault->problems; p != NULL; p = p->next)
		fprintf(stderr, "  %s: %s\n", p->pointer == NULL ? "" : p->pointer,
			problem_text(line->arena, p, line->language));
	if (fault->kind != FAULT_USAGE)
		return;
	if (fault->field != NULL && strstr(fault->detail == NULL ? "" : fault->detail,
					   fault->field) == NULL)
		fprintf(stderr, "  %s\n", fault->field);
	const char *name = line->command == NULL ? "help" :
		arena_printf(line->arena, "%s --help", help_name(line->arena, line->command));

	fprintf(stderr, IN_LANGUAGE(line, "Xem: dientap %s\n", "See: dientap %s\n"), name);
}

static bool print_help(struct command_line *line)
{
	struct text out = { .arena = line->arena };

	if (line->command != NULL)
		help_write_command(&out, line->command, line->language);
	else
		help_write_list(&out, commands, line->language);
	command_print(&out);
	return true;
}

static bool run_line(struct command_line *line, int argc, char **argv)
{
	const char *given = parse_language(argc, argv);

	line->language = find_language(line, given);
	if (!parse_line(line, commands, argc, argv))
		return false;
	if (named_values_find(&line->options, "help") != NULL)
		return print_help(line);
	if (line->command == NULL) {
		print_help(line);
		return command_refuse(line, NULL, IN_LANGUAGE(line, "Cần tên một lệnh.",
							      "A command is needed."));
	}
	if (!settings_read(line, commands))
		return false;
	line->language = find_language(line, given);
	return line->command->run(line);
}

int command_main(int argc, char **argv)
{
	struct command_line line = { .arena = arena_create() };
	bool good = run_line(&line, argc, argv);

	/* what could not be printed whole is no success */
	if (fflush(stdout) != 0 || ferror(stdout)) {
		good = false;
		if (line.fault.kind == FAULT_NONE)
			fault_set(&line.fault, FAULT_FILE, "stdout", NULL);
	}
	if (!good)
		say_fault(&line);
	int status = good ? 0 : fault_exit_status(line.fault.kind);

	must(good == (status == 0), "a failure has a status of its own");

	arena_destroy(&line.arena);
	return status;
}
