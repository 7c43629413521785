#ifndef BASE_TEXT_H
#define BASE_TEXT_H
/* A growing run of bytes in an arena: JSON, HTML, documents, messages are
   built in one.  `bytes` is always closed by a NUL that `length` does not
   count.  Start with `struct text t = { .arena = arena };`. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct text {
	struct arena *arena;
	char *bytes;		/* NULL until something is added */
	size_t length, room;
};

void text_add(struct text *text, const char *more);
void text_add_bytes(struct text *text, const void *more, size_t length);
void text_add_char(struct text *text, char c);
void text_add_integer(struct text *text, int64_t number);
/* Two lower-case digits a byte. */
void text_add_hex(struct text *text, const void *bytes, size_t length);
/* No argument may be this text's own bytes. */
void text_add_format(struct text *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* The text as a string, "" when nothing was added. */
const char *text_string(const struct text *text);

#endif
