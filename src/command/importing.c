#include "command/importing.h"

#include <stdio.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "base/spreadsheet.h"
#include "command/change.h"

static const struct actor machine = { .role = "machine" };

static bool read_sheet(struct command_line *line, const char *path, struct sheet *sheet_out)
{
	must(path != NULL, "files that were not named are passed over");
	size_t length;
	const char *bytes = os_read_file(line->arena, path, SHEET_BYTES_MOST, &length,
					 &line->fault);

	if (bytes == NULL)
		return false;
	if (spreadsheet_read(line->arena, bytes, length, path, sheet_out, &line->fault))
		return true;
	if (line->fault.field == NULL)
		line->fault.field = path;
	return false;
}

static bool import_one(struct command_line *line, struct journal *journal,
		       struct import_file *file)
{
	const struct importer *importer = import_find(file->kind);
	struct sheet sheet;

	must(importer != NULL, "an importer that is in the registry");
	if (!read_sheet(line, file->path, &sheet))
		return false;
	file->result = (struct import_result){ .arena = line->arena,
					       .dry_run = command_flag(line, "dry-run") };
	struct import_job job = { .journal = journal, .sheet = &sheet, .result = &file->result,
				  .within = file->within };

	return importer->run(&job, &line->fault);
}

static bool import_all(struct command_line *line, struct journal *journal,
		       struct import_file *files, size_t count)
{
	must(count > 0, "something is imported");
	if (!journal_part_begin(journal, &machine, &line->fault))
		return false;
	bool good = true, refused = false;

	for (size_t i = 0; i < count && good && !refused; i++) {
		if (files[i].path == NULL)
			continue;
		good = import_one(line, journal, &files[i]);
		refused = good && import_is_refused(&files[i].result);
	}
	if (good && !refused && !command_flag(line, "dry-run"))
		return journal_part_end(journal, &line->fault);
	journal_part_undo(journal);
	return good;
}

static void print_json(struct command_line *line, const struct import_file *files, size_t count)
{
	struct text out = { .arena = line->arena };

	text_add_char(&out, '{');
	for (size_t i = 0; i < count; i++) {
		if (files[i].result.arena == NULL)
			continue;
		text_add_format(&out, "%s\"%s\":", out.length > 1 ? "," : "", files[i].kind);
		import_write_json(&out, &files[i].result, line->language);
	}
	text_add(&out, "}\n");
	command_print(&out);
}

static void print_counts(struct command_line *line, const struct import_file *file)
{
	const struct import_result *result = &file->result;
	struct text lines = { .arena = line->arena }, out = { .arena = line->arena };

	must(result->rows >= result->refused, "no more refused than there were");
	import_write_lines(&lines, result, line->language);
	fwrite(text_string(&lines), 1, lines.length, stderr);
	text_add_format(&out, IN_LANGUAGE(line,
		"%s: %zu dòng; thêm %zu, sửa %zu, giữ nguyên %zu, từ chối %zu\n",
		"%s: %zu rows; %zu added, %zu changed, %zu unchanged, %zu refused\n"),
		file->path, result->rows, result->added, result->changed, result->unchanged,
		result->refused);
	command_print(&out);
}

static bool report(struct command_line *line, const struct import_file *files, size_t count)
{
	bool refused = false;

	if (command_flag(line, "json"))
		print_json(line, files, count);
	for (size_t i = 0; i < count; i++) {
		if (files[i].result.arena == NULL)
			continue;
		if (!command_flag(line, "json"))
			print_counts(line, &files[i]);
		refused = refused || import_is_refused(&files[i].result);
	}
	if (refused)
		return fault_set(&line->fault, FAULT_INVALID, NULL, NULL);
	if (command_flag(line, "dry-run"))
		command_say(line, IN_LANGUAGE(line, "Chạy thử: chưa ghi gì.",
					      "A dry run: nothing was written."));
	return true;
}

struct import_context {
	struct import_file *files;
	size_t count;
};

static bool change(struct command_line *line, struct journal *journal, void *context)
{
	const struct import_context *import = context;

	return import_all(line, journal, import->files, import->count);
}

bool command_import(struct command_line *line, struct import_file *files, size_t count)
{
	struct import_context context = { files, count };

	return command_run_change(line, change, &context) && report(line, files, count);
}
