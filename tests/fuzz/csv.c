/* Any bytes read as CSV give rows within the limits, or a fault that says why. */
#include "base/csv.h"
#include "base/utf8.h"
#include "tests/fuzz/fuzz.h"

FUZZ(bytes, length)
{
	struct sheet sheet = { .arena = arena };
	struct fault fault = { 0 };

	if (!csv_read(arena, bytes, length, &sheet, &fault)) {
		must(fault.kind != FAULT_NONE, "a refusal names its fault");
		return;
	}
	for (size_t row = 0; row < sheet.count; row++) {
		must(sheet.rows[row].count <= SHEET_CELLS_MOST, "a row keeps the limit of cells");
		for (size_t i = 0; i < sheet.rows[row].count; i++) {
			const char *cell = sheet_cell(&sheet, row, (int)i);

			must(cell == NULL || utf8_is_valid(cell, __builtin_strlen(cell)),
			     "cells are valid text");
		}
	}
}
