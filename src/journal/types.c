/* The record types and the words that the journal knows. */

#include <string.h>

#include "base/must.h"
#include "journal/private.h"

static const struct word kinds[] = {
	[JOURNAL_ADD] = { "add", { "Thêm", "Added" } },
	[JOURNAL_CHANGE] = { "change", { "Sửa", "Changed" } },
	[JOURNAL_REMOVE] = { "remove", { "Xóa", "Removed" } },
	[JOURNAL_ERASE] = { "erase", { "Xóa bỏ theo luật", "Lawfully erased" } },
	[JOURNAL_ACCESS] = { "access", { "Truy cập", "Accessed" } },
};
const struct words journal_kind_words = WORDS("journal_kind", kinds);

static const struct record_type *const none[] = { NULL };
static const struct record_type *const *known = none;

void journal_set_types(const struct record_type *const *types)
{
	must(types != NULL, "a list of record types is needed");
	for (const struct record_type *const *type = types; *type != NULL; type++)
		must((*type)->name != NULL && (*type)->field_count <= FIELDS_MOST,
		     "a record type without a name or with too many fields");
	known = types;
}

const struct record_type *const *journal_types(void)
{
	return known;
}

const struct record_type *journal_find_type(const char *name)
{
	for (const struct record_type *const *type = known; *type != NULL; type++)
		if (name != NULL && strcmp((*type)->name, name) == 0)
			return *type;
	return NULL;
}

const char *select_all(struct arena *arena, const struct record_type *type)
{
	return arena_printf(arena, "SELECT %s\nFROM %s\nORDER BY id",
			    record_store_columns(type), type->name);
}
