#include "command/inject_command.h"

#include <stdio.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "command/change.h"
#include "command/importing.h"
#include "command/table.h"
#include "inject/lint.h"
#include "inject/script_json.h"

/* The exercise that the first argument names: by its id, or by its code name. */
static bool find_exercise(struct command_line *line, struct store *store, struct id *id_out)
{
	const char *name = line->arguments[0];
	struct id id = ID_NONE;
	struct rows *rows;

	must(line->argument_count > 0, "the command asks for an exercise");
	id_parse(name, &id);
	rows = store_rows(store,
		"SELECT id\n"
		"FROM visible_exercise\n"
		"WHERE id = :id OR code_name = :name\n"
		"ORDER BY id",
		BINDS(ID("id", id), TEXT("name", name)), &line->fault);
	*id_out = rows_next(rows) ? rows_id(rows, "id") : ID_NONE;
	if (!rows_end(&rows, &line->fault))
		return false;
	return !id_is_none(*id_out) || fault_set(&line->fault, FAULT_NOT_FOUND, name, NULL);
}

static bool with_script(struct command_line *line,
			bool (*run)(struct command_line *line, struct store *store,
				    struct id exercise_id))
{
	struct store *store = command_open(line, false);
	struct id exercise_id;
	bool good = store != NULL && find_exercise(line, store, &exercise_id) &&
		    run(line, store, exercise_id);

	store_close(&store);
	return good;
}

static bool list_injects(struct command_line *line, struct store *store, struct id exercise_id)
{
	static const char *const columns[] = { "number", "planned", "kind", "release", "state",
					       "from_name", "title", NULL };
	struct script_copy script;

	if (!script_read(store, line->arena, exercise_id, &script, &line->fault))
		return false;
	table_print(line, &inject_type, &script.injects, columns);
	return true;
}

static bool run_list(struct command_line *line)
{
	return with_script(line, list_injects);
}

static bool check(struct command_line *line, struct store *store, struct id exercise_id)
{
	struct lint_result result = { .arena = line->arena };
	struct text out = { .arena = line->arena };
	size_t injects = 0;

	if (!script_check(store, line->arena, exercise_id, &result, &injects, &line->fault))
		return false;
	if (command_flag(line, "json")) {
		script_write_findings(&out, &result, injects, line->language);
		text_add_char(&out, '\n');
	}
	for (size_t i = 0; i < result.count && !command_flag(line, "json"); i++) {
		const struct lint_finding *f = &result.findings[i];

		text_add_format(&out, "%s\t%s %lld\t%s\t%s\n", lint_number(f->rule),
				f->type->name, (long long)f->number, f->title,
				lint_text(f->rule, line->language));
	}
	command_print(&out);
	command_say(line, IN_LANGUAGE(line, "%zu tình huống, %zu điều cần xem lại.",
				      "%zu injects, %zu findings."), injects, result.count);
	return true;
}

static bool run_check(struct command_line *line)
{
	return with_script(line, check);
}

static bool export(struct command_line *line, struct store *store, struct id exercise_id)
{
	struct text out = { .arena = line->arena };

	if (!script_write_json(store, line->arena, exercise_id, &out, &line->fault))
		return false;
	text_add_char(&out, '\n');
	command_print(&out);
	return true;
}

static bool run_export(struct command_line *line)
{
	return with_script(line, export);
}

struct document_import {
	struct id exercise_id;
	json_t *document;
	struct script_counts counts;
};

static bool read_document(struct command_line *line, struct journal *journal, void *context)
{
	static const struct actor machine = { .role = "machine" };
	struct document_import *import = context;

	if (!journal_part_begin(journal, &machine, &line->fault))
		return false;
	if (!script_read_json(journal, import->exercise_id, import->document, &import->counts,
			      &line->fault)) {
		journal_part_undo(journal);
		return false;
	}
	if (!command_flag(line, "dry-run"))
		return journal_part_end(journal, &line->fault);
	journal_part_undo(journal);
	return true;
}

static bool import_document(struct command_line *line, struct id exercise_id,
			    const char *bytes, size_t length)
{
	struct document_import import = { .exercise_id = exercise_id,
		.document = json_parse(bytes, length, &line->fault) };

	if (import.document == NULL)
		return false;
	bool good = command_run_change(line, read_document, &import);

	json_decref(import.document);
	for (const struct problem *p = line->fault.problems; p != NULL; p = p->next)
		command_say(line, "%s: %s", p->pointer,
			    problem_text(line->arena, p, line->language));
	if (!good)
		return false;
	command_say(line, IN_LANGUAGE(line, "Thêm %zu tình huống, %zu bộ phận, %zu bản ghi khác.",
				      "%zu injects, %zu cells and %zu other records added."),
		    import.counts.injects, import.counts.cells, import.counts.others);
	if (command_flag(line, "dry-run"))
		command_say(line, IN_LANGUAGE(line, "Chạy thử: chưa ghi gì.",
					      "A dry run: nothing was written."));
	return true;
}

/* Our own document begins with a brace; everything else is a sheet. */
static bool run_import(struct command_line *line)
{
	struct store *store = command_open(line, false);
	struct import_file file = { .kind = "injects", .path = line->arguments[1] };
	bool good = store != NULL && find_exercise(line, store, &file.within);
	size_t length = 0, at = 0;

	store_close(&store);
	if (!good)
		return false;
	const char *bytes = os_read_file(line->arena, file.path, SHEET_BYTES_MOST, &length,
					 &line->fault);

	if (bytes == NULL)
		return false;
	while (at < length && strchr(" \t\r\n", bytes[at]) != NULL && bytes[at] != '\0')
		at++;
	if (at < length && bytes[at] == '{')
		return import_document(line, file.within, bytes, length);
	return command_import(line, &file, 1);
}

#define EXERCISE_ARGUMENT .noun = "inject", .arguments_least = 1, .arguments_most = 1, \
	.arguments = "EXERCISE"

const struct command inject_list_command = {
	EXERCISE_ARGUMENT, .verb = "list", .run = run_list,
	.vi = "In các tình huống của một cuộc diễn tập (mã định danh hoặc ký hiệu).",
	.en = "Lists the injects of an exercise (its id or code name).",
	.example = "inject list KA-24 --json",
};

const struct command inject_check_command = {
	EXERCISE_ARGUMENT, .verb = "check", .run = run_check,
	.vi = "Rà soát kịch bản theo các quy tắc HS-10 đến HS-19.",
	.en = "Checks a script against the quality rules HS-10 to HS-19.",
	.example = "inject check KA-24",
};

const struct command inject_export_command = {
	EXERCISE_ARGUMENT, .verb = "export", .run = run_export,
	.vi = "Xuất cả kịch bản thành một tài liệu JSON.",
	.en = "Writes the whole script as one JSON document.",
	.example = "inject export KA-24 > script.json",
};

const struct command inject_import_command = {
	.noun = "inject", .verb = "import", .arguments = "EXERCISE FILE", .arguments_least = 2,
	.arguments_most = 2, .run = run_import,
	.options = (const struct option[]){
		{ "dry-run", NULL, "Chỉ nói sẽ ghi gì.", "Only says what would be written." },
		{ 0 } },
	.vi = "Đọc kịch bản từ JSON, CSV hoặc Excel (mẫu HSEEP, Blueprint, OpenAEV).",
	.en = "Reads a script from JSON, CSV or Excel (HSEEP, Blueprint, OpenAEV columns).",
	.example = "inject import KA-24 msel.xlsx --dry-run\ninject import KA-24 script.json",
};
