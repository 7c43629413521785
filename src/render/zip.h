#ifndef RENDER_ZIP_H
#define RENDER_ZIP_H
/* A zip whose bytes follow from its parts alone: one fixed moment for all of them. */

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

struct zip_part {
	const char *name;
	const char *bytes;	/* never empty: a part without content says nothing */
	size_t length;
};

/* Adds the zip's bytes; false after a sentence on standard error. */
bool zip_write(const struct zip_part *parts, size_t count, struct text *bytes);
/* The same from standard input, where each part is "NAME LENGTH\n" and its bytes. */
bool zip_write_input(struct arena *arena, struct text *bytes);

#endif
