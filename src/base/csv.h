#ifndef BASE_CSV_H
#define BASE_CSV_H
/* Comma-separated values (RFC 4180) as people's programs write them: with or
   without a byte order mark; comma, semicolon or tab, found in the first line;
   line ends of any system.  Safe for any bytes. */

#include "base/sheet.h"

/* Reads the whole text; a problem names the line otherwise. */
bool csv_read(struct arena *arena, const char *bytes, size_t length, struct sheet *sheet_out,
	      struct fault *fault) __attribute__((warn_unused_result));

#endif
