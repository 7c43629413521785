/* Any bytes behind the "?" of an address, and as the cursor of a list: a value that
   is given out is well-formed text, everything else is refused with a fault. */
#include <string.h>

#include "base/utf8.h"
#include "tests/fuzz/fuzz.h"
#include "unit/unit.h"
#include "web/collection_list.h"

static void check_value(struct request *request, const char *name)
{
	request->fault = (struct fault){ .kind = FAULT_NONE };
	const char *value = request_query(request, name);

	must(value == NULL || request->fault.kind == FAULT_NONE, "a value or a fault");
	if (value == NULL)
		return;
	must(utf8_is_valid(value, strlen(value)), "a value is text");
	must(strcmp(utf8_compose(request->arena, value), value) == 0, "a value is composed");
}

static void check_cursor(struct arena *arena, const struct field *order, const char *cursor)
{
	struct bind binds[3];

	if (!list_cursor_read(arena, order, cursor, binds))
		return;
	must(binds[0].name != NULL && binds[1].name != NULL && binds[2].name != NULL &&
	     binds[2].type == BIND_ID, "a cursor binds three values");
	must(binds[0].integer == 0 || binds[1].type == BIND_NULL, "unknown is bound as NULL");
}

FUZZ(bytes, length)
{
	const char *text = arena_copy_bytes(arena, bytes, length);
	struct request request = { .arena = arena, .query = text };

	check_value(&request, "q");
	check_value(&request, "sort");
	check_value(&request, "after");
	for (size_t i = 0; i < unit_type.field_count; i++)
		check_cursor(arena, &unit_type.fields[i], text);
}
