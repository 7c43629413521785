/* Any bytes as the body of a request: read into a record, written out, and read
   again they give the same record. */
#include <string.h>

#include "base/json.h"
#include "tests/fuzz/fuzz.h"
#include "unit/unit.h"

static const char *write_unit(struct arena *arena, const struct unit *unit)
{
	struct text out = { .arena = arena };

	json_add_record(&out, &unit_type, unit);
	return text_string(&out);
}

/* What the program writes itself is refused in input, so it is left out. */
static void leave_out(json_t *object)
{
	json_object_del(object, "version");
	json_object_del(object, "scope_id");
	json_object_del(object, "search_key");
}

FUZZ(bytes, length)
{
	struct fault fault = { 0 };
	struct unit first = { 0 }, second = { 0 };
	json_t *object = json_parse(bytes, length, &fault);

	if (object == NULL)
		return;
	bool good = json_read_record(arena, &unit_type, object, JSON_ADD, &first, &fault);

	json_decref(object);
	if (!good) {
		must(fault.kind != FAULT_NONE, "a refusal names its fault");
		return;
	}
	const char *text = write_unit(arena, &first);

	object = json_parse(text, strlen(text), &fault);
	must(object != NULL, "our own JSON is JSON");
	leave_out(object);
	must(json_read_record(arena, &unit_type, object, JSON_ADD, &second, &fault),
	     "our own JSON is read");
	json_decref(object);
	must(strcmp(text, write_unit(arena, &second)) == 0, "there and back is the same");
}
