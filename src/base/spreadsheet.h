#ifndef BASE_SPREADSHEET_H
#define BASE_SPREADSHEET_H
/* The one way in for tables that people send: CSV, JSON or an Excel workbook,
   whatever the file's name says.  Workbooks are read by the program dientap-sheet
   beside this one, in its own process with limits; call it off the event loop. */

#include "base/sheet.h"

/* As sheet_read; of a workbook its first sheet that is not hidden, rows numbered as
   the spreadsheet does.  FAULT_WRONG_TYPE for other files, FAULT_TOO_LARGE beyond
   the limits and for packed traps. */
bool spreadsheet_read(struct arena *arena, const char *bytes, size_t length, const char *name,
		      struct sheet *sheet_out, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
