#include "base/import_result.h"

#include <string.h>

#include "base/json.h"
#include "base/must.h"

static const struct {
	const char *code, *texts[2];
} severities[] = {
	[IMPORT_WARNING] = { "warning", { "lưu ý", "note" } },
	[IMPORT_ERROR] = { "error", { "lỗi", "error" } },
};

static void keep(struct import_result *result, struct import_message message)
{
	if (result->message_count == IMPORT_MESSAGES_MOST) {
		result->messages_left_out++;
		return;
	}
	struct import_message *kept = arena_new(result->arena, struct import_message);

	*kept = message;
	if (result->messages == NULL)
		result->messages_end = &result->messages;
	*result->messages_end = kept;
	result->messages_end = &kept->next;
	result->message_count++;
}

bool import_say(struct import_result *result, const struct sheet *sheet, size_t row, int column,
		enum import_severity severity, enum problem_kind kind, const char *argument)
{
	bool has_row = row < sheet->count;
	size_t number = has_row ? sheet->rows[row].number : 0;

	must(kind != PROBLEM_NONE && kind < PROBLEM_KINDS, "a message of no kind");
	if (severity == IMPORT_ERROR && (result->refused == 0 || result->last_refused_row != row)) {
		result->refused++;
		result->last_refused_row = row;
	}
	keep(result, (struct import_message){
		.row = number, .severity = severity, .kind = kind, .argument = argument,
		.cell = has_row && column >= 0 ?
			sheet_cell_name(result->arena, sheet, row, column) : NULL,
		.column = has_row && column >= 0 ? sheet_cell(sheet, 0, column) : NULL });
	return false;
}

/* The column that bears the name of the problem's member, -1 if none does. */
static int column_called(const struct sheet *sheet, const char *pointer)
{
	const char *names[] = { pointer != NULL && *pointer == '/' ? pointer + 1 : "", NULL };

	return sheet_find_column(sheet, names);
}

bool import_take_problems(struct import_result *result, const struct sheet *sheet, size_t row,
			  import_column_of *column_of, const void *columns,
			  struct fault *fault)
{
	must(fault->kind != FAULT_NONE, "something was refused");
	if (fault->kind == FAULT_CONFLICT && fault->field == NULL)
		import_say(result, sheet, row, -1, IMPORT_ERROR, PROBLEM_NOT_UNIQUE,
			   BOTH("mã hoặc số của dòng", "the code or number of the row"));
	else if (fault->kind != FAULT_INVALID || fault->problems == NULL)
		return false;
	for (const struct problem *p = fault->problems; p != NULL; p = p->next)
		import_say(result, sheet, row,
			   column_of == NULL ? column_called(sheet, p->pointer) :
			   column_of(columns, p->pointer), IMPORT_ERROR, p->kind, p->argument);
	*fault = (struct fault){ 0 };
	return true;
}

bool import_read_cell(struct import_result *result, const struct sheet *sheet, size_t row,
		      int column, const struct field *field, void *at)
{
	const char *cell = sheet_cell(sheet, row, column);
	struct fault fault = { 0 };

	if (cell == NULL)
		return (field->flags & FIELD_REQUIRED) == 0 ||
		       import_say(result, sheet, row, column, IMPORT_ERROR, PROBLEM_REQUIRED,
				  NULL);
	if (field_read_cell(result->arena, field, cell, "", at, &fault))
		return true;
	for (const struct problem *p = fault.problems; p != NULL; p = p->next)
		import_say(result, sheet, row, column, IMPORT_ERROR, p->kind, p->argument);
	return false;
}

bool import_is_refused(const struct import_result *result)
{
	return result->refused > 0;
}

bool import_set_fault(const struct import_result *result, struct fault *fault)
{
	for (const struct import_message *m = result->messages; m != NULL; m = m->next) {
		const char *pointer = m->cell;

		if (m->severity != IMPORT_ERROR)
			continue;
		if (pointer == NULL)
			pointer = arena_printf(result->arena, "%zu", m->row);
		fault_add_problem(fault, result->arena, pointer, m->kind, m->argument);
	}
	return false;
}

static const char *sentence(const struct import_result *result, const struct import_message *m,
			    enum language language)
{
	struct problem problem = { .kind = m->kind, .argument = m->argument };

	return problem_text(result->arena, &problem, language);
}

static void write_count(struct text *out, const char *name, size_t count)
{
	json_add_name(out, name);
	text_add_integer(out, (int64_t)count);
}

static void write_message(struct text *out, const struct import_result *result,
			  const struct import_message *m, enum language language)
{
	text_add(out, "{");
	write_count(out, "row", m->row);
	json_add_name(out, "cell");
	json_add_string(out, m->cell);
	json_add_name(out, "column");
	json_add_string(out, m->column);
	json_add_name(out, "severity");
	json_add_string(out, severities[m->severity].code);
	json_add_name(out, "code");
	json_add_string(out, problem_code(m->kind));
	json_add_name(out, "message");
	json_add_string(out, sentence(result, m, language));
	text_add(out, "}");
}

void import_write_json(struct text *out, const struct import_result *result,
		       enum language language)
{
	text_add(out, "{");
	json_add_name(out, "dry_run");
	text_add(out, result->dry_run ? "true" : "false");
	write_count(out, "rows", result->rows);
	write_count(out, "added", result->added);
	write_count(out, "changed", result->changed);
	write_count(out, "unchanged", result->unchanged);
	write_count(out, "refused", result->refused);
	write_count(out, "messages_left_out", result->messages_left_out);
	json_add_name(out, "messages");
	text_add(out, "[");
	for (const struct import_message *m = result->messages; m != NULL; m = m->next) {
		if (m != result->messages)
			text_add(out, ",");
		write_message(out, result, m, language);
	}
	text_add(out, "]}");
}

void import_write_lines(struct text *out, const struct import_result *result,
			enum language language)
{
	for (const struct import_message *m = result->messages; m != NULL; m = m->next) {
		if (m->cell != NULL)
			text_add(out, m->cell);
		else
			text_add_integer(out, (int64_t)m->row);
		text_add_format(out, ": %s: %s\n", severities[m->severity].texts[language],
				sentence(result, m, language));
	}
	if (result->messages_left_out > 0)
		text_add_format(out, "… +%zu\n", result->messages_left_out);
}
