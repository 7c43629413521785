#ifndef BASE_WORDS_H
#define BASE_WORDS_H
/* The words an enumeration is stored and sent as, with what people read for
   them.  The list is indexed by the enumerator; entry 0 may have no word and
   then means "not known", null on the wire and in the table. */

#include <stdbool.h>
#include <stddef.h>

#include "base/language.h"

struct word {
	const char *word;	/* English code, NULL for "not known" */
	const char *texts[2];	/* by enum language */
};

struct words {
	const char *name;
	const struct word *list;
	size_t count;
};

#define WORDS(name_, list_) { name_, list_, sizeof(list_) / sizeof((list_)[0]) }

/* The enumerator of the word; false if there is none. */
bool words_find(const struct words *words, const char *word, unsigned *value_out);
/* The stored word of an enumerator, NULL for "not known". */
const char *words_word(const struct words *words, unsigned value);
/* What people read, "" for "not known". */
const char *words_text(const struct words *words, unsigned value, enum language language);

#endif
