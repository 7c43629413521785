#ifndef SHEET_XLSX_H
#define SHEET_XLSX_H
/* Reads one sheet of an Office Open XML workbook (ECMA-376) from memory.  The
   bytes come from anyone: every size, count and depth is limited.  Lives in the
   arena of the caller. */

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Also the exit status of the program. */
enum xlsx_status {
	XLSX_DONE = 0,
	XLSX_FAILED = 1,
	XLSX_USAGE = 2,
	XLSX_WRONG_TYPE = 3,	/* no workbook */
	XLSX_TOO_LARGE = 4,	/* beyond a limit, or a trap */
	XLSX_DAMAGED = 5,	/* a workbook that cannot be read */
	XLSX_NO_SHEET = 6,	/* of the name asked for */
};

struct failure {
	enum xlsx_status status;
	const char *message;	/* static text, English */
};

/* Keeps the first failure; always false. */
bool xlsx_fail(struct failure *failure, enum xlsx_status status, const char *message);

/* Writes lines of JSON: first {"sheet":"name"}, then for each row with content
   [number,"A","B",null,…], the row that names the columns first.  `name` NULL is
   the first sheet that is not hidden.  False with the failure. */
bool xlsx_read(struct arena *arena, const char *bytes, size_t length, const char *name,
	       struct text *out, struct failure *failure);

#endif
