#ifndef SHEET_STRINGS_H
#define SHEET_STRINGS_H
/* The texts that cells share. */

#include "sheet/package.h"

struct strings {
	const char **items;
	size_t count, room;
};

/* `part` NULL: there are none. */
bool strings_read(struct package *package, const char *part, struct strings *strings_out);

#endif
