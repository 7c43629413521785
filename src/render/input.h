#ifndef RENDER_INPUT_H
#define RENDER_INPUT_H
/* The document as report/document_json.c wrote it.  Members that are not there
   read as "" or as nothing to go through. */

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

#define INPUT_BYTES_MOST ((size_t)32 << 20)

/* Reads standard input; NULL and a sentence on standard error if it is no document. */
json_t *input_read(struct arena *arena);
const char *input_text(const json_t *object, const char *name);
/* True, or a text or list with something in it. */
bool input_has(const json_t *object, const char *name);
/* 0 for what is no number of 0 to 100000: levels and spans are small. */
int input_integer(const json_t *object, const char *name);
/* The strings of an array member, or the member "text" of its objects, as one. */
const char *input_joined(struct arena *arena, const json_t *runs);

#endif
