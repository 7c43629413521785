#ifndef WEB_COLLECTION_LIST_H
#define WEB_COLLECTION_LIST_H
/* Lists of any type of record: filters by field, search without accents, order,
   pages, CSV.  Private to this room. */

#include "web/collection.h"

#define LIST_LIMIT_USUAL 100
#define LIST_LIMIT_MOST 500
#define LIST_LIMIT_SAID BOTH("từ 1 đến 500", "from 1 to 500")
#define LIST_CSV_MOST 100000	/* rows of one CSV file */

/* Answers the request with one page, or with all rows as CSV if it asks for that. */
void collection_list(struct request *request, const struct collection *collection);

/* One page's end, as the client gives it back: the order's value and the id. */
const char *list_cursor_write(struct arena *arena, const struct field *order,
			      const void *record);
/* Binds :after_null, :after_value and :after_id; false if it is none of ours. */
bool list_cursor_read(struct arena *arena, const struct field *order, const char *cursor,
		      struct bind binds_out[3]);
/* The record's field as the table stores it, to be bound under the name. */
struct bind list_bind(struct arena *arena, const struct field *field, const void *at,
		      const char *name);
/* A text that no spreadsheet takes for a formula, quoted where CSV needs it. */
void list_write_csv(struct text *out, const struct record_type *type, const struct list *list);

#endif
