#ifndef COMMAND_TABLE_H
#define COMMAND_TABLE_H
/* Records as people read them at a terminal: aligned columns under the names of
   the fields; with --plain one line each, tabs between; with --json an array of the
   whole records. */

#include "command/command.h"
#include "store/store.h"

/* `columns` names the fields to show, NULL at the end. */
void table_print(const struct command_line *line, const struct record_type *type,
		 const struct list *list, const char *const *columns);
/* One record: a line for each field that has a value, references by name; or a JSON
   object, which alone bears the ids. */
void table_print_one(const struct command_line *line, struct store *store,
		     const struct record_type *type, const void *record);
/* "Xã Ea Na (24559)": what people call the record, its kind if it has no name. */
const char *table_record_name(struct arena *arena, const struct record_type *type,
			      const void *record, enum language language);
/* The value as people read it, "" for none. */
const char *table_cell(struct arena *arena, const struct field *field, const void *record,
		       enum language language);

#endif
