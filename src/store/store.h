#ifndef STORE_STORE_H
#define STORE_STORE_H
/* The database.  SQL text lives in the domain modules; this room binds named
   parameters, turns rows into records by column name, and is the only one
   that names an engine.  A store is one connection and belongs to one thread.
   Statements are prepared once per connection and text, as far as they find room;
   SQL made from tables of fields may vary and is copied.  search_key(text) is
   utf8_search_key in SQL.  A query that reads `visible_NAME` serves everywhere:
   where no reader guards the connection (the writer, the command line) it reads
   the table NAME itself. */

#include <stdbool.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/record.h"

struct store;

enum bind_type { BIND_NULL, BIND_INTEGER, BIND_REAL, BIND_TEXT, BIND_BYTES, BIND_ID };

struct bind {
	const char *name;	/* without the colon; NULL ends the list */
	enum bind_type type;
	int64_t integer;
	double real;
	const void *bytes;	/* text or bytes; NULL binds NULL */
	size_t length;
	struct id id;		/* the nil id binds NULL */
};
#define INTEGER(name_, value_) { .name = name_, .type = BIND_INTEGER, .integer = (value_) }
#define TEXT(name_, value_) { .name = name_, .type = BIND_TEXT, .bytes = (value_) }
#define BYTES(name_, bytes_, length_) \
	{ .name = name_, .type = BIND_BYTES, .bytes = (bytes_), .length = (length_) }
#define ID(name_, value_) { .name = name_, .type = BIND_ID, .id = (value_) }
#define BINDS(...) (const struct bind[]){ __VA_ARGS__, { .name = NULL } }
#define NO_BINDS (const struct bind[]){ { .name = NULL } }

enum store_mode {
	STORE_CREATE,	/* makes the file; refuses one that is there */
	STORE_WRITE,	/* the writer's connection */
	STORE_READ,	/* read only, for requests and verification */
};

/* Opens the file; FAULT_NOT_A_DATABASE, FAULT_NEWER, FAULT_BUSY or FAULT_FILE
   otherwise.  ":memory:" with STORE_CREATE is for tests. */
struct store *store_open(const char *path, enum store_mode mode, struct fault *fault);
void store_close(struct store **store);
const char *store_path(const struct store *store);

/* For the writer of a server: what its commits leave in the engine's log is carried over
   into the file by a thread of its own, not within a commit. */
void store_carry_aside(struct store *store);

/* Brings the schema to the newest migration; sets *ran_out (may be NULL) to how many ran. */
bool store_migrate(struct store *store, int *ran_out, struct fault *fault)
	__attribute__((warn_unused_result));
int64_t store_schema_version(struct store *store);	/* 0 if it cannot be read */
bool store_read_schema_version(struct store *store, int64_t *version_out, struct fault *fault)
	__attribute__((warn_unused_result));
int64_t store_schema_newest(void);

/* Runs one statement that returns no row; *changed_out (may be NULL) counts rows. */
bool store_run(struct store *store, const char *sql, const struct bind *binds,
	       int64_t *changed_out, struct fault *fault) __attribute__((warn_unused_result));
/* Runs fixed text of several statements, without parameters. */
bool store_script(struct store *store, const char *sql, struct fault *fault)
	__attribute__((warn_unused_result));
/* The first row as a record, or NULL with FAULT_NOT_FOUND. */
void *store_one(struct store *store, struct arena *arena, const struct record_type *type,
		const char *sql, const struct bind *binds, struct fault *fault);

struct list {
	void **items;		/* records of the type asked for, in the arena */
	size_t count;
};
/* All rows as records.  A record type need not be a table: any query whose
   columns bear the fields' names will do. */
bool store_list(struct store *store, struct arena *arena, const struct record_type *type,
		const char *sql, const struct bind *binds, struct list *list_out,
		struct fault *fault) __attribute__((warn_unused_result));
/* The single number of a query; FAULT_NOT_FOUND without a row. */
bool store_integer(struct store *store, const char *sql, const struct bind *binds,
		   int64_t *value_out, struct fault *fault) __attribute__((warn_unused_result));
/* The single text of a query in the arena; NULL if there is no row or it is NULL. */
bool store_text(struct store *store, struct arena *arena, const char *sql,
		const struct bind *binds, const char **value_out, struct fault *fault)
	__attribute__((warn_unused_result));

/* Row by row, for large results and plain columns.
     struct rows *rows = store_rows(store, sql, binds, fault);
     while (rows_next(rows)) …rows_text(rows, "name")…
     if (!rows_end(&rows, fault)) return false;
   Texts and bytes are valid until the next rows_next. */
struct rows;
struct rows *store_rows(struct store *store, const char *sql, const struct bind *binds,
			struct fault *fault);
bool rows_next(struct rows *rows);	/* false for NULL too */
bool rows_end(struct rows **rows, struct fault *fault) __attribute__((warn_unused_result));
bool rows_is_null(struct rows *rows, const char *column);
int64_t rows_integer(struct rows *rows, const char *column);
double rows_real(struct rows *rows, const char *column);
const char *rows_text(struct rows *rows, const char *column);	/* NULL if NULL */
const void *rows_bytes(struct rows *rows, const char *column, size_t *length_out);
struct id rows_id(struct rows *rows, const char *column);
struct date rows_date(struct rows *rows, const char *column);
/* The present row as a record of the type, by column name. */
void *rows_record(struct rows *rows, struct arena *arena, const struct record_type *type);

/* One transaction at a time; a savepoint inside it may be undone alone. */
bool store_begin(struct store *store, struct fault *fault) __attribute__((warn_unused_result));
bool store_commit(struct store *store, struct fault *fault) __attribute__((warn_unused_result));
void store_rollback(struct store *store);
bool store_savepoint(struct store *store, struct fault *fault) __attribute__((warn_unused_result));
bool store_release(struct store *store, struct fault *fault) __attribute__((warn_unused_result));
void store_undo(struct store *store);	/* back to the savepoint, and ends it */
/* A read transaction: several queries see one state. */
bool store_begin_read(struct store *store, struct fault *fault)
	__attribute__((warn_unused_result));
void store_end_read(struct store *store);

/* Tests: the n-th call from now fails as a full disk does; 0 switches it off. */
void store_fail_at(int64_t n);
/* Tests: the same for the n-th call on any connection that may write; true if an
   earlier wish has not come true yet. */
bool store_fail_writing_at(int64_t n);
/* Tests: from now on no connection can begin to write, as on a full disk. */
void store_fill_disk(bool is_full);

#endif
