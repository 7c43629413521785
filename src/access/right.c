#include "access/right.h"

#include <string.h>

#include "access/private.h"
#include "base/must.h"

static const struct word right_list[] = {
	[RIGHT_NONE] = { NULL, { NULL, NULL } },
#define RIGHT(name_, word_, vi_, en_) [RIGHT_##name_] = { word_, { vi_, en_ } },
#include "access/rights.def"
};
const struct words right_words = WORDS("right", right_list);

_Static_assert(RIGHTS <= 64, "a set of rights is one word of 64 bits");

bool rights_parse(struct arena *arena, const char *text, uint64_t *rights_out,
		  const char **unknown_out)
{
	*rights_out = 0;
	*unknown_out = NULL;
	if (text == NULL)
		return true;
	while (*text != '\0') {
		size_t length = strcspn(text, " ");
		const char *word = arena_copy_bytes(arena, text, length);
		unsigned right;

		if (length > 0 && words_find(&right_words, word, &right))
			*rights_out |= right_bit(right);
		else if (length > 0 && *unknown_out == NULL)
			*unknown_out = word;
		text += length + (text[length] == ' ');
	}
	return *unknown_out == NULL;
}

uint64_t right_bit(unsigned right)
{
	must(right < RIGHTS, "a right that is none");
	return UINT64_C(1) << right;
}

/* The rights that only look. */
uint64_t rights_reading(void)
{
	uint64_t rights = 0;

	for (unsigned right = 1; right < RIGHTS; right++) {
		const char *end = strrchr(right_list[right].word, '_');

		if (end != NULL && strcmp(end, "_read") == 0)
			rights |= right_bit(right);
	}
	return rights;
}
