#ifndef STORE_STORE_SQLITE_H
#define STORE_STORE_SQLITE_H
/* Inside of the SQLite engine, shared by the files of this room only. */

#include <sqlite3.h>

#include "store/store.h"

#define STATEMENTS_KEPT 256		/* per connection */
#define SET_SIZE 4			/* places that a text may have: two of a loop must not
					   drive each other out, or each use prepares anew */

struct statement {
	sqlite3_stmt *handle;
	const struct record_type *type;	/* that `columns` was made for, or NULL */
	int *columns;			/* for each field of the type: its column */
	char *asked;			/* the caller's text where it differs from the engine's */
	uint64_t used;			/* when it was last opened, counted in openings */
	bool kept;			/* stays in the connection's table */
};

struct store {
	sqlite3 *connection;
	char *path;
	enum store_mode mode;
	struct statement *statements[STATEMENTS_KEPT];
	uint64_t uses;			/* openings of statements so far */
	bool bad_row;			/* a row held what no record can be */
	const void *reader;		/* whose eyes the views have */
	const struct record_type *const *guarded;
	bool (*sees)(const void *reader, const struct record_type *type, struct id scope_id,
		     struct label label);
	bool is_guarded;
	size_t guarded_count;
	bool *views_made;		/* for each guarded type: its view is there */
	bool has_lost_views;		/* a statement that is kept may miss its view */
	struct carry *carry;		/* of a server's writer, else NULL */
	struct arena *scratch;		/* of search_key(); emptied by each call */
};

/* Must come before any other use of the engine; harmless when repeated. */
void engine_start(void);
/* The prepared statement of this text; NULL and a fault. */
struct statement *statement_open(struct store *store, const char *sql, struct fault *fault);
/* Makes the views of a guarded connection that the text names. */
bool guard_make_views(struct store *store, const char *sql, struct fault *fault)
	__attribute__((warn_unused_result));
/* After a transaction was undone: what was made in it is gone. */
void guard_forget_views(struct store *store);
/* Resets it for the next use, or ends it if it was not kept. */
void statement_close(struct statement **statement);
/* Turns the connection's last error into a fault; always false. */
bool store_failed(struct store *store, int code, struct fault *fault);
/* True when a test wants this call to fail; the fault is set. */
bool store_fails_now(const struct store *store, struct fault *fault);
/* Ends the thread of store_carry_aside; NULL is fine. */
void carry_stop(struct carry **carry);
/* Fills the record from the present row; a row that no record can be sets
   store->bad_row. */
void statement_read_record(struct store *store, struct statement *statement, struct arena *arena,
			   const struct record_type *type, void *record);
/* Binds the record's fields to ?1, ?2 … in table order. */
void statement_bind_record(struct statement *statement, const struct record_type *type,
			   const void *record);

#endif
