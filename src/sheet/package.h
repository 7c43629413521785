#ifndef SHEET_PACKAGE_H
#define SHEET_PACKAGE_H
/* The zip around a workbook's parts. */

#include "sheet/xlsx.h"

struct package {
	struct arena *arena;
	const char *bytes;
	size_t length;
	size_t unpacked;	/* of all parts so far */
	struct failure *failure;
};

struct part {
	const char *bytes;	/* NULL: there is no such part */
	size_t length;
};

/* Room for one more item of `size` bytes in a list of the package's arena: the list, or a
   copy of twice the room (`first` at the beginning).  What a file may hold is limited by
   the caller, in items. */
void *package_grow(struct package *package, void *items, size_t count, size_t *room,
		   size_t first, size_t size);
/* Unpacks the part of that name (in any case); false with the failure. */
bool package_read(struct package *package, const char *name, struct part *part_out);

#endif
