#ifndef BASE_UTF8_H
#define BASE_UTF8_H
/* Unicode text: all text is NFC inside the program, whatever the keyboard or
   the file sent (macOS sends NFD). */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* True for well-formed UTF-8 without NUL, surrogates or overlong forms. */
bool utf8_is_valid(const char *bytes, size_t length);
/* The characters (code points) of a valid text. */
size_t utf8_count(const char *text);
/* The text in normalisation form C; the text must be valid. */
const char *utf8_compose(struct arena *arena, const char *text);
/* In form KC, as passwords are hashed: however it was typed, it is the same. */
const char *utf8_compatible(struct arena *arena, const char *text);
/* What search compares: lower case, without accents, đ as d, one space between
   words.  "Hòa" and "Hoà" both become "hoa". */
const char *utf8_search_key(struct arena *arena, const char *text);
/* The key without its spaces: "Krông A Na" and "Krông Ana" are one then. */
const char *utf8_letters_key(struct arena *arena, const char *text);
/* What a text that is searched for is looked up by beside its key, since people write
   syllables together and apart: its letters, or NULL for so few of them that they would
   be found across any two words. */
const char *utf8_wanted_letters(struct arena *arena, const char *text);
/* What names are compared by: lower case, tone marks moved to one placement
   (Hoà = Hòa), accents kept. */
const char *utf8_name_key(struct arena *arena, const char *text);
/* Upper case of every letter, for headings. */
const char *utf8_upper(struct arena *arena, const char *text);

#endif
