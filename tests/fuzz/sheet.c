/* Any bytes read as the table of an import, whichever form they pretend to have. */
#include "base/sheet.h"
#include "tests/fuzz/fuzz.h"

FUZZ(bytes, length)
{
	struct sheet sheet = { .arena = arena };
	struct fault fault = { 0 };

	if (!sheet_read(arena, bytes, length, "fuzz", &sheet, &fault))
		must(fault.kind != FAULT_NONE, "a refusal names its fault");
}
