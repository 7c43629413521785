#ifndef SHEET_NUMBER_H
#define SHEET_NUMBER_H
/* Numbers of a spreadsheet as texts. */

#include "sheet/styles.h"

/* Whole numbers without a fraction; days as 2025-07-01, moments as
   2025-07-01T08:30:00, times and durations as 08:30:00; zeros in front.  What is no
   number stays as it is. */
const char *number_text(struct arena *arena, const char *raw, struct number_format format,
			bool from_1904);

#endif
