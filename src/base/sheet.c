#include "base/sheet.h"

#include <string.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/must.h"
#include "base/table.h"
#include "base/utf8.h"

#define NO_BREAK_SPACE "\xc2\xa0"	/* what web pages and Word put around texts */
#define MARK "\xef\xbb\xbf"		/* what Windows puts before UTF-8 */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool ends_with_no_break(const char *cell, size_t length)
{
	return length >= 2 && memcmp(cell + length - 2, NO_BREAK_SPACE, 2) == 0;
}

/* Trimmed and composed; NULL if nothing is left.  False: not UTF-8. */
static bool clean_cell(struct arena *arena, const char *cell, const char **cell_out)
{
	*cell_out = NULL;
	if (cell == NULL)
		return true;
	while (is_space(*cell) || strncmp(cell, NO_BREAK_SPACE, 2) == 0)
		cell += is_space(*cell) ? 1 : 2;
	size_t length = strlen(cell);

	while (length > 0 && (is_space(cell[length - 1]) || ends_with_no_break(cell, length)))
		length -= is_space(cell[length - 1]) ? 1 : 2;
	if (length == 0)
		return true;
	if (!utf8_is_valid(cell, length))
		return false;
	*cell_out = utf8_compose(arena, arena_copy_bytes(arena, cell, length));
	return true;
}

static void make_room(struct sheet *sheet)
{
	if (sheet->count < sheet->room)
		return;
	struct sheet_row *rows;

	sheet->room = sheet->room == 0 ? 64 : sheet->room * 2;
	rows = arena_array(sheet->arena, struct sheet_row, sheet->room);
	if (sheet->count > 0)
		memcpy(rows, sheet->rows, sheet->count * sizeof(*rows));
	sheet->rows = rows;
}

bool sheet_add_row(struct sheet *sheet, size_t number, const char *const *cells, size_t count,
		   struct fault *fault)
{
	struct arena *arena = sheet->arena;
	struct sheet_row row = { number, arena_array(arena, const char *, count + 1), count };
	bool empty = true;

	for (size_t i = 0; i < count; i++) {
		if (!clean_cell(arena, cells[i], &row.cells[i]))
			return fault_add_problem(fault, arena, arena_printf(arena, "%zu", number),
						 PROBLEM_BAD_UTF8, NULL);
		empty = empty && row.cells[i] == NULL;
	}
	if (empty)
		return true;
	if (sheet->count > SHEET_ROWS_MOST)
		return fault_add_problem(fault, arena, arena_printf(arena, "%zu", number),
					 PROBLEM_TOO_MANY_ROWS, "200000");
	make_room(sheet);
	sheet->rows[sheet->count++] = row;
	return true;
}

const char *sheet_cell(const struct sheet *sheet, size_t row, int column)
{
	must(row < sheet->count, "a row beyond the sheet");
	if (column < 0 || (size_t)column >= sheet->rows[row].count)
		return NULL;
	return sheet->rows[row].cells[column];
}

int sheet_find_column(const struct sheet *sheet, const char *const *names)
{
	if (sheet->count == 0)
		return -1;
	for (; *names != NULL; names++) {
		const char *wanted = utf8_search_key(sheet->arena, *names);

		for (size_t i = 0; i < sheet->rows[0].count; i++) {
			const char *name = sheet->rows[0].cells[i];

			if (name != NULL &&
			    strcmp(utf8_search_key(sheet->arena, name), wanted) == 0)
				return (int)i;
		}
	}
	return -1;
}

const char *sheet_cell_name(struct arena *arena, const struct sheet *sheet, size_t row,
			    int column)
{
	must(row < sheet->count, "a row beyond the sheet");
	size_t number = sheet->rows[row].number;

	if (sheet->from_json) {
		const char *name = column < 0 ? NULL : sheet_cell(sheet, 0, column);

		return name == NULL ? arena_printf(arena, "/%zu", number) :
		       arena_printf(arena, "/%zu/%s", number, name);
	}
	if (column < 0)
		return arena_printf(arena, "%zu", number);
	must(column < SHEET_CELLS_MOST, "a column beyond the sheet");
	if (column < 26)
		return arena_printf(arena, "%c%zu", 'A' + column, number);
	return arena_printf(arena, "%c%c%zu", 'A' + column / 26 - 1, 'A' + column % 26, number);
}

/* --- JSON: an array of objects of texts, numbers and flags ------------------- */

static bool json_cell(struct sheet *sheet, size_t item, const char *name, json_t *value,
		      const char **cell_out, struct fault *fault)
{
	const char *pointer;

	*cell_out = NULL;
	switch (json_typeof(value)) {
	case JSON_NULL:
		return true;
	case JSON_STRING:
		*cell_out = arena_copy(sheet->arena, json_string_value(value));
		return true;
	case JSON_INTEGER:
		*cell_out = arena_printf(sheet->arena, "%" JSON_INTEGER_FORMAT,
					 json_integer_value(value));
		return true;
	case JSON_REAL:
		*cell_out = arena_printf(sheet->arena, "%.15g", json_real_value(value));
		return true;
	case JSON_TRUE:
	case JSON_FALSE:
		*cell_out = json_is_true(value) ? "1" : "0";
		return true;
	case JSON_OBJECT:
	case JSON_ARRAY:
		break;
	}
	pointer = arena_printf(sheet->arena, "/%zu/%s", item, name);
	return fault_add_problem(fault, sheet->arena, pointer, PROBLEM_NOT_TEXT, NULL);
}

static bool add_json_row(struct sheet *sheet, struct table *columns, size_t item, json_t *object,
			 struct fault *fault)
{
	const char *cells[SHEET_CELLS_MOST] = { NULL };
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value) {
		const size_t *column = table_find(columns, name);

		must(column != NULL && *column < SHEET_CELLS_MOST, "a member without a column");
		if (!json_cell(sheet, item, name, value, &cells[*column], fault))
			return false;
	}
	return sheet_add_row(sheet, item, cells, columns->count, fault);
}

/* The members of all objects, in the order they first appear, name the columns. */
static bool add_json_columns(struct sheet *sheet, json_t *array, struct table *columns,
			     struct fault *fault)
{
	const char *names[SHEET_CELLS_MOST];
	size_t count = 0, item;
	json_t *object, *value;
	const char *name;

	json_array_foreach(array, item, object) {
		if (!json_is_object(object))
			return fault_add_problem(fault, sheet->arena,
				arena_printf(sheet->arena, "/%zu", item), PROBLEM_NOT_OBJECT, NULL);
		json_object_foreach(object, name, value) {
			if (table_find(columns, name) != NULL)
				continue;
			if (count == SHEET_CELLS_MOST)
				return fault_add_problem(fault, sheet->arena,
					arena_printf(sheet->arena, "/%zu", item),
					PROBLEM_TOO_MANY_CELLS, "256");
			size_t *column = arena_new(sheet->arena, size_t);

			*column = count;
			names[count] = arena_copy(sheet->arena, name);
			table_set(columns, names[count++], column);
		}
	}
	return sheet_add_row(sheet, 0, names, count, fault);
}

static bool read_json(struct arena *arena, const char *bytes, size_t length,
		      struct sheet *sheet_out, struct fault *fault)
{
	struct sheet sheet = { .arena = arena, .from_json = true };
	struct table columns = { .arena = arena };
	json_t *array = json_parse(bytes, length, fault), *object;
	size_t item;

	if (array == NULL)
		return false;
	bool good = json_is_array(array) ? add_json_columns(&sheet, array, &columns, fault) :
		    fault_set(fault, FAULT_BAD_REQUEST, NULL,
			BOTH("cần một mảng JSON gồm các đối tượng",
			     "a JSON array of objects is needed"));

	for (item = 0; good && item < json_array_size(array); item++) {
		object = json_array_get(array, item);
		good = add_json_row(&sheet, &columns, item, object, fault);
	}
	json_decref(array);
	if (good)
		*sheet_out = sheet;
	return good;
}

bool sheet_read(struct arena *arena, const char *bytes, size_t length, const char *name,
		struct sheet *sheet_out, struct fault *fault)
{
	size_t at = 0;

	if (length > SHEET_BYTES_MOST)
		return fault_set(fault, FAULT_TOO_LARGE, NULL, NULL);
	if (length >= 3 && memcmp(bytes, MARK, 3) == 0) {
		bytes += 3;
		length -= 3;
	}
	if (memchr(bytes, '\0', length) != NULL || (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0))
		return fault_set(fault, FAULT_WRONG_TYPE, NULL,
			BOTH("cần tệp CSV hoặc JSON", "CSV or JSON text is needed"));
	while (at < length && is_space(bytes[at]))
		at++;
	bool good = at < length && bytes[at] == '[' ?
		    read_json(arena, bytes, length, sheet_out, fault) :
		    csv_read(arena, bytes, length, sheet_out, fault);

	if (good)
		sheet_out->name = name;
	return good;
}
