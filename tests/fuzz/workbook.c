/* Any bytes as a workbook give lines of JSON, or a failure that says why. */
#include <jansson.h>
#include <string.h>

#include "sheet/xlsx.h"
#include "tests/fuzz/fuzz.h"

FUZZ(bytes, length)
{
	struct text out = { .arena = arena };
	struct failure failure = { XLSX_DONE, NULL };

	if (!xlsx_read(arena, bytes, length, NULL, &out, &failure)) {
		must(failure.status != XLSX_DONE && failure.message != NULL,
		     "a refusal says why");
		return;
	}
	for (const char *line = text_string(&out); *line != '\0';) {
		size_t end = strcspn(line, "\n");
		json_t *json = json_loadb(line, end, 0, NULL);

		must(json != NULL, "each line is JSON");
		json_decref(json);
		line += end + (line[end] == '\n');
	}
}
