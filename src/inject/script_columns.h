#ifndef INJECT_SCRIPT_COLUMNS_H
#define INJECT_SCRIPT_COLUMNS_H
/* The columns that a script has in a spreadsheet, found by what HSEEP, Blueprint and
   OpenAEV sheets call them, in Vietnamese or English.  Private to this room. */

#include "inject/private.h"

/* Places in the sheet, -1 where there is no such column. */
enum script_column_kind {
	COLUMN_NUMBER, COLUMN_PLANNED, COLUMN_DATE, COLUMN_KIND, COLUMN_RELEASE, COLUMN_PHASE,
	COLUMN_STORYLINE, COLUMN_FROM, COLUMN_TO, COLUMN_MEANS, COLUMN_TITLE, COLUMN_TEXT,
	COLUMN_EXPECTED, COLUMN_OUTCOMES, COLUMN_OBJECTIVE, COLUMN_CONTROLLER,
	COLUMN_EVALUATOR, COLUMN_LOCATION, COLUMN_PRIORITY, COLUMN_WITHIN, COLUMN_CRITICAL,
	COLUMN_NOTES, COLUMN_STATE, SCRIPT_COLUMNS
};

struct script_columns { int at[SCRIPT_COLUMNS]; };

/* Says which columns it does not use; false if nothing tells the injects. */
bool script_columns_find(const struct import_job *job, struct script_columns *columns_out);
/* The column of a record's member ("/title"), or -1; fits import_column_of. */
int script_columns_of(const void *columns, const char *pointer);
/* What our own sheets call it. */
const char *script_column_name(enum script_column_kind kind);

/* Words of other programs: false if it is none of them. */
bool script_read_kind(struct arena *arena, const char *cell, enum inject_kind *kind_out);
bool script_read_release(struct arena *arena, const char *cell,
			 enum inject_release *release_out);
/* Always gives one: MEANS_OTHER for what it does not know. */
enum inject_means script_read_means(struct arena *arena, const char *cell);

#endif
