#include "base/words.h"

#include <string.h>

#include "base/must.h"

bool words_find(const struct words *words, const char *word, unsigned *value_out)
{
	must(word != NULL, "a word to look for");
	for (size_t i = 0; i < words->count; i++) {
		if (words->list[i].word == NULL || strcmp(words->list[i].word, word) != 0)
			continue;
		*value_out = (unsigned)i;
		return true;
	}
	return false;
}

const char *words_word(const struct words *words, unsigned value)
{
	must(value < words->count, "an enumerator without a word");
	return words->list[value].word;
}

const char *words_text(const struct words *words, unsigned value, enum language language)
{
	must(value < words->count, "an enumerator without a word");
	const char *text = words->list[value].texts[language];

	return text == NULL ? "" : text;
}
