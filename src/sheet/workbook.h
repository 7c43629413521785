#ifndef SHEET_WORKBOOK_H
#define SHEET_WORKBOOK_H
/* Which parts a workbook has, and which of its sheets is wanted. */

#include "sheet/package.h"

struct workbook {
	bool from_1904;			/* days are counted from 1904-01-01 */
	const char *sheet_name;
	const char *sheet_part;
	const char *strings_part, *styles_part;	/* NULL: none */
};

/* `name` NULL: the first sheet that is not hidden. */
bool workbook_read(struct package *package, const char *name, struct workbook *workbook_out);

#endif
