/* Names of units as words that passwords must not consist of. */

#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "unit/unit.h"

#define WORD_LEAST 4	/* "eana"; shorter names stand in many honest words */

static const char *const kinds[] = {
	"xa ", "phuong ", "thi tran ", "huyen ", "quan ", "thi xa ", "thanh pho ", "tinh ",
	"dac khu ", "thu do ",
};

static const char *after_kind(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strncmp(name, kinds[i], strlen(kinds[i])) == 0)
			return name + strlen(kinds[i]);
	return name;
}

/* The name as passwords are compared: without what stands between its words. */
static void write_key(struct text *out, const char *name)
{
	out->length = 0;
	text_add(out, "");
	for (; *name != '\0'; name++)
		if ((*name >= 'a' && *name <= 'z') || (*name >= '0' && *name <= '9') ||
		    (*name & 0x80) != 0)
			text_add_char(out, *name);
}

bool unit_find_word(struct store *store, struct arena *arena, const char *key,
		    const char **word_out, struct fault *fault)
{
	struct text word = { .arena = arena };
	const char *longest = NULL;
	struct rows *rows = store_rows(store,
		"SELECT search_key\n"
		"FROM visible_unit",
		NO_BINDS, fault);

	while (rows_next(rows)) {
		write_key(&word, after_kind(rows_text(rows, "search_key")));
		if (word.length >= WORD_LEAST && strstr(key, text_string(&word)) != NULL &&
		    (longest == NULL || word.length > strlen(longest)))
			longest = arena_copy(arena, text_string(&word));
	}
	must(longest == NULL || strlen(longest) >= WORD_LEAST, "short names are let pass");
	*word_out = longest;
	return rows_end(&rows, fault);
}
