#ifndef BASE_IMPORT_RESULT_H
#define BASE_IMPORT_RESULT_H
/* What an import did or would do, and what it has to say about each row.  An
   import is all or nothing: one error and the caller undoes the whole part; a
   dry run is undone in any case.  Lives in the arena of its request. */

#include "base/record.h"
#include "base/sheet.h"
#include "base/text.h"

#define IMPORT_MESSAGES_MOST 1000	/* more are counted, not kept */

enum import_severity { IMPORT_WARNING, IMPORT_ERROR };

struct import_message {
	struct import_message *next;
	size_t row;			/* as the person counts; 0: the whole file */
	const char *cell;		/* "B7", or NULL */
	const char *column;		/* name of the column, or NULL */
	enum import_severity severity;
	enum problem_kind kind;
	const char *argument;		/* of the problem's sentence, or NULL */
};

struct import_result {
	struct arena *arena;
	bool dry_run;
	size_t rows;			/* of data that were read */
	size_t added, changed, unchanged;	/* records */
	size_t refused;			/* rows with an error */
	struct import_message *messages, **messages_end;
	size_t message_count, messages_left_out;
	size_t last_refused_row;	/* so that a row counts once */
};

/* Says something about a row of the sheet (0: its header); column -1 is the
   whole row.  An error counts the row as refused.  Always returns false. */
bool import_say(struct import_result *result, const struct sheet *sheet, size_t row, int column,
		enum import_severity severity, enum problem_kind kind, const char *argument);
/* The column of the sheet that a record's member ("/name") came from, or -1. */
typedef int import_column_of(const void *columns, const char *pointer);
/* Says a refusal of the rules about a row and empties the fault; true if it was one.
   A key that is taken is one, too, and names nothing of whoever has it.  Without
   `column_of` the columns bear the members' names.  False leaves another fault. */
bool import_take_problems(struct import_result *result, const struct sheet *sheet, size_t row,
			  import_column_of *column_of, const void *columns,
			  struct fault *fault);
/* Reads the cell into the field's place; says what is wrong with it and returns
   false otherwise.  An empty cell leaves the place empty. */
bool import_read_cell(struct import_result *result, const struct sheet *sheet, size_t row,
		      int column, const struct field *field, void *at);
/* True if nothing may be written. */
bool import_is_refused(const struct import_result *result);
/* The errors as problems of a FAULT_INVALID, cells as pointers; always false. */
bool import_set_fault(const struct import_result *result, struct fault *fault);
/* {"dry_run":…,"rows":…,"added":…,…,"messages":[{row,cell,column,severity,code,message}]} */
void import_write_json(struct text *out, const struct import_result *result,
		       enum language language);
/* "B7: error: …" line by line, for the command line. */
void import_write_lines(struct text *out, const struct import_result *result,
			enum language language);

#endif
