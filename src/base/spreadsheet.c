#include "base/spreadsheet.h"

#include <string.h>

#include "base/json.h"
#include "base/must.h"
#include "base/os_process.h"

#define OUTPUT_BYTES_MOST ((size_t)128 << 20)
#define TIME_MOST_US ((int64_t)30 * 1000000)

/* Exit statuses of dientap-sheet (src/sheet/xlsx.h). */
enum { NO_WORKBOOK = 3, BEYOND_LIMIT = 4, DAMAGED = 5 };

static bool begins_with(const char *bytes, size_t length, const char *mark)
{
	return length >= strlen(mark) && memcmp(bytes, mark, strlen(mark)) == 0;
}

static bool refuse(struct arena *arena, const struct child_result *result, struct fault *fault)
{
	const char *message = arena_copy_bytes(arena, result->message,
					       strcspn(result->message, "\n"));

	switch (result->exit_status) {
	case NO_WORKBOOK:
		return fault_set(fault, FAULT_WRONG_TYPE, NULL,
			BOTH("Cần tệp CSV, JSON hoặc Excel (.xlsx).",
			     "A CSV, JSON or Excel (.xlsx) file is needed."));
	case BEYOND_LIMIT:
		return fault_set(fault, FAULT_TOO_LARGE, NULL, message);
	case DAMAGED:
		return fault_set(fault, FAULT_WRONG_TYPE, NULL,
			BOTH("Tệp Excel bị hỏng; hãy mở và lưu lại.",
			     "The Excel file is damaged; open it and save it again."));
	}
	return fault_set(fault, FAULT_FILE, "dientap-sheet", message);
}

/* [number,"A","B",null,…] */
static bool add_row(struct sheet *sheet, const json_t *row, struct fault *fault)
{
	const char *cells[SHEET_CELLS_MOST];
	size_t count = json_array_size(row);

	must(count > 0 && count <= SHEET_CELLS_MOST + 1, "a row with its number");
	for (size_t i = 1; i < count; i++)
		cells[i - 1] = arena_copy(sheet->arena, json_string_value(json_array_get(row, i)));
	return sheet_add_row(sheet, (size_t)json_integer_value(json_array_get(row, 0)), cells,
			     count - 1, fault);
}

static bool read_lines(struct sheet *sheet, const struct child_result *result,
		       struct fault *fault)
{
	const char *at = result->output, *end = at + result->output_length;
	bool good = true;

	while (good && at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = stop == NULL ? (size_t)(end - at) : (size_t)(stop - at);
		json_t *line = json_parse(at, length, fault);

		if (line == NULL)
			return false;
		good = !json_is_array(line) || add_row(sheet, line, fault);
		json_decref(line);
		at += length + 1;
	}
	return good;
}

static bool read_workbook(struct arena *arena, const char *bytes, size_t length,
			  struct sheet *sheet_out, struct fault *fault)
{
	const char *arguments[] = { os_program_beside(arena, "dientap-sheet"), NULL };
	struct child_run run = { .arguments = arguments, .input = bytes, .input_length = length,
				 .output_most = OUTPUT_BYTES_MOST, .time_most_us = TIME_MOST_US };
	struct child_result result = { 0 };
	struct sheet sheet = { .arena = arena };

	if (!os_run_child(arena, &run, &result, fault))
		return false;
	if (result.exit_status != 0)
		return refuse(arena, &result, fault);
	if (!read_lines(&sheet, &result, fault))
		return false;
	*sheet_out = sheet;
	return true;
}

bool spreadsheet_read(struct arena *arena, const char *bytes, size_t length, const char *name,
		      struct sheet *sheet_out, struct fault *fault)
{
	if (length > SHEET_BYTES_MOST)
		return fault_set(fault, FAULT_TOO_LARGE, NULL, NULL);
	if (begins_with(bytes, length, "\xd0\xcf\x11\xe0"))
		return fault_set(fault, FAULT_WRONG_TYPE, NULL,
			BOTH("Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu; hãy lưu thành .xlsx.",
			     "An old (.xls) or protected Excel file; save it as .xlsx."));
	if (!begins_with(bytes, length, "PK\3\4") && !begins_with(bytes, length, "PK\5\6"))
		return sheet_read(arena, bytes, length, name, sheet_out, fault);
	if (!read_workbook(arena, bytes, length, sheet_out, fault))
		return false;
	sheet_out->name = name;
	return true;
}
