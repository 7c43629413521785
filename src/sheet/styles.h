#ifndef SHEET_STYLES_H
#define SHEET_STYLES_H
/* What a cell's style says about its number: a day, a time, or zeros in front. */

#include "sheet/package.h"

enum number_kind { NUMBER_PLAIN, NUMBER_DAY, NUMBER_TIME, NUMBER_MOMENT, NUMBER_PADDED };

struct number_format {
	enum number_kind kind;
	int width;		/* NUMBER_PADDED: digits at least */
};

struct styles {
	struct number_format *formats;	/* by the index in a cell's "s" */
	size_t count, room;
};

/* `part` NULL or missing: all numbers are plain. */
bool styles_read(struct package *package, const char *part, struct styles *styles_out);
/* What a format code such as "dd/mm/yyyy hh:mm" or "00000" means. */
struct number_format styles_parse_code(const char *code);
/* The format of the built-in number, ECMA-376 Part 1 §18.8.30. */
struct number_format styles_built_in(int64_t id);

#endif
