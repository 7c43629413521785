/* Queries: parameters in by name, rows out by column name. */

#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "store/store_sqlite.h"

struct rows {
	struct store *store;
	struct statement *statement;
	int code;
};

/* `life` says whether the bytes are copied: not where they outlive the statement's run. */
static void bind_one(sqlite3_stmt *handle, int index, const struct bind *bind,
		     sqlite3_destructor_type life)
{
	int code = SQLITE_OK;

	switch (bind->type) {
	case BIND_NULL:
		break;
	case BIND_INTEGER:
		code = sqlite3_bind_int64(handle, index, bind->integer);
		break;
	case BIND_REAL:
		code = sqlite3_bind_double(handle, index, bind->real);
		break;
	case BIND_TEXT:
		code = sqlite3_bind_text(handle, index, bind->bytes, -1, life);
		break;
	case BIND_BYTES:
		code = sqlite3_bind_blob(handle, index, bind->bytes, (int)bind->length,
					 life);
		break;
	case BIND_ID:
		if (!id_is_none(bind->id))
			code = sqlite3_bind_blob(handle, index, bind->id.bytes,
						 sizeof(bind->id.bytes), life);
		break;
	}
	must(code == SQLITE_OK, "a value that cannot be bound");
}

static void bind_all(sqlite3_stmt *handle, const struct bind *binds,
		     sqlite3_destructor_type life)
{
	const struct bind *next = binds;	/* they mostly stand in the order of the text */

	for (int i = 1; i <= sqlite3_bind_parameter_count(handle); i++) {
		const char *name = sqlite3_bind_parameter_name(handle, i);
		const struct bind *b = next;

		must(name != NULL, "a parameter without a name");
		if (b->name == NULL || strcmp(b->name, name + 1) != 0)
			b = binds;
		while (b->name != NULL && strcmp(b->name, name + 1) != 0)
			b++;
		must(b->name != NULL, "a parameter of the statement is not bound");
		bind_one(handle, i, b, life);
		next = b + 1;
	}
}

static struct statement *start(struct store *store, const char *sql, const struct bind *binds,
			       sqlite3_destructor_type life, struct fault *fault)
{
	struct statement *statement = statement_open(store, sql, fault);

	if (statement != NULL)
		bind_all(statement->handle, binds, life);
	return statement;
}

bool store_run(struct store *store, const char *sql, const struct bind *binds,
	       int64_t *changed_out, struct fault *fault)
{
	struct statement *statement = start(store, sql, binds, SQLITE_STATIC, fault);

	if (statement == NULL)
		return false;
	int code = sqlite3_step(statement->handle);

	if (code != SQLITE_DONE && code != SQLITE_ROW)
		store_failed(store, code, fault);
	else if (changed_out != NULL)
		*changed_out = sqlite3_changes64(store->connection);
	statement_close(&statement);
	return code == SQLITE_DONE || code == SQLITE_ROW;
}

static int find_column(sqlite3_stmt *handle, const char *name)
{
	for (int i = 0; i < sqlite3_column_count(handle); i++)
		if (strcmp(sqlite3_column_name(handle, i), name) == 0)
			return i;
	must(false, "the statement does not return a column that is asked for");
}

static const int *columns_of(struct statement *statement, const struct record_type *type)
{
	if (statement->type == type)
		return statement->columns;
	memory_release(statement->columns);
	statement->columns = memory_take(sizeof(int) * type->field_count);
	for (size_t i = 0; i < type->field_count; i++)
		statement->columns[i] = find_column(statement->handle, type->fields[i].name);
	statement->type = type;
	return statement->columns;
}

static bool read_id(sqlite3_stmt *handle, int column, struct id *id_out)
{
	const void *bytes = sqlite3_column_blob(handle, column);

	if (bytes == NULL || sqlite3_column_bytes(handle, column) != (int)sizeof(id_out->bytes))
		return bytes == NULL;
	memcpy(id_out->bytes, bytes, sizeof(id_out->bytes));
	return true;
}

static bool read_word(sqlite3_stmt *handle, int column, const struct words *words, void *at)
{
	unsigned value = 0;
	const char *word = (const char *)sqlite3_column_text(handle, column);
	bool good = word == NULL ? words->list[0].word == NULL : words_find(words, word, &value);

	memcpy(at, &value, sizeof(value));
	return good;
}

static bool read_column(sqlite3_stmt *handle, int column, struct arena *arena,
			const struct field *field, void *at)
{
	bool has_value = sqlite3_column_type(handle, column) != SQLITE_NULL;
	int64_t integer = has_value ? sqlite3_column_int64(handle, column) : 0;

	switch (field->type) {
	case FIELD_INTEGER:
		*(int64_t *)at = integer;
		return true;
	case FIELD_OPTIONAL_INTEGER:
		*(struct optional_integer *)at = (struct optional_integer){ has_value, integer };
		return true;
	case FIELD_EXERCISE_TIME:
		*(struct optional_time *)at = (struct optional_time){ has_value, { integer } };
		return true;
	case FIELD_MONEY:
		*(struct money *)at = (struct money){ has_value, integer };
		return true;
	case FIELD_REAL:
		*(double *)at = sqlite3_column_double(handle, column);
		return true;
	case FIELD_BOOL:
		*(bool *)at = integer != 0;
		return true;
	case FIELD_TEXT:
		*(const char **)at = !has_value ? NULL : arena_copy_bytes(arena,
			sqlite3_column_text(handle, column),
			(size_t)sqlite3_column_bytes(handle, column));
		return true;
	case FIELD_ID:
		return read_id(handle, column, at);
	case FIELD_INSTANT:
		((struct instant *)at)->us = integer;
		return true;
	case FIELD_DATE:
		return !has_value ||
		       date_parse((const char *)sqlite3_column_text(handle, column), at);
	case FIELD_LABEL:
		return read_word(handle, column, &label_words, at);
	case FIELD_WORD:
		return read_word(handle, column, field->words, at);
	}
	must(false, "a field of no type");
}

void statement_read_record(struct store *store, struct statement *statement, struct arena *arena,
			   const struct record_type *type, void *record)
{
	const int *columns = columns_of(statement, type);

	for (size_t i = 0; i < type->field_count; i++)
		if (!read_column(statement->handle, columns[i], arena, &type->fields[i],
				 field_at(&type->fields[i], record)))
			store->bad_row = true;
}

static bool row_was_good(struct store *store, struct fault *fault)
{
	bool bad = store->bad_row;

	store->bad_row = false;
	return !bad || fault_set(fault, FAULT_TAMPERED, NULL,
		BOTH("một dòng chứa giá trị không thể có", "a row holds what no record can be"));
}

void *store_one(struct store *store, struct arena *arena, const struct record_type *type,
		const char *sql, const struct bind *binds, struct fault *fault)
{
	struct statement *statement = start(store, sql, binds, SQLITE_TRANSIENT, fault);
	void *record = NULL;

	if (statement == NULL)
		return NULL;
	int code = sqlite3_step(statement->handle);

	if (code == SQLITE_ROW) {
		record = arena_alloc(arena, type->size);
		statement_read_record(store, statement, arena, type, record);
	} else if (code == SQLITE_DONE) {
		fault_set(fault, FAULT_NOT_FOUND, NULL, type->name);
	} else {
		store_failed(store, code, fault);
	}
	statement_close(&statement);
	return record != NULL && row_was_good(store, fault) ? record : NULL;
}

static void list_add(struct list *list, size_t *room, struct arena *arena, void *item)
{
	if (list->count == *room) {
		size_t more = *room == 0 ? 16 : *room * 2;
		void **items = arena_array(arena, void *, more);

		if (list->count > 0)
			memcpy(items, list->items, list->count * sizeof(*items));
		list->items = items;
		*room = more;
	}
	list->items[list->count++] = item;
}

bool store_list(struct store *store, struct arena *arena, const struct record_type *type,
		const char *sql, const struct bind *binds, struct list *list_out,
		struct fault *fault)
{
	struct rows *rows = store_rows(store, sql, binds, fault);
	size_t room = 0;

	*list_out = (struct list){ 0 };
	while (rows_next(rows))
		list_add(list_out, &room, arena, rows_record(rows, arena, type));
	return rows_end(&rows, fault);
}

bool store_integer(struct store *store, const char *sql, const struct bind *binds,
		   int64_t *value_out, struct fault *fault)
{
	struct rows *rows = store_rows(store, sql, binds, fault);
	bool found = rows_next(rows);

	if (found)
		*value_out = sqlite3_column_int64(rows->statement->handle, 0);
	return rows_end(&rows, fault) && (found || fault_set(fault, FAULT_NOT_FOUND, NULL, NULL));
}

bool store_text(struct store *store, struct arena *arena, const char *sql,
		const struct bind *binds, const char **value_out, struct fault *fault)
{
	struct rows *rows = store_rows(store, sql, binds, fault);

	*value_out = NULL;
	if (rows_next(rows))
		*value_out = arena_copy(arena,
			(const char *)sqlite3_column_text(rows->statement->handle, 0));
	return rows_end(&rows, fault);
}

struct rows *store_rows(struct store *store, const char *sql, const struct bind *binds,
			struct fault *fault)
{
	struct statement *statement = start(store, sql, binds, SQLITE_TRANSIENT, fault);

	if (statement == NULL)
		return NULL;
	struct rows *rows = memory_new(struct rows);

	rows->store = store;
	rows->statement = statement;
	return rows;
}

/* An error ends the rows like the last one; rows_end tells them apart. */
bool rows_next(struct rows *rows)
{
	if (rows == NULL)
		return false;
	rows->code = sqlite3_step(rows->statement->handle);
	return rows->code == SQLITE_ROW;
}

bool rows_end(struct rows **rows, struct fault *fault)
{
	if (*rows == NULL)
		return false;		/* store_rows has set the fault */
	struct store *store = (*rows)->store;
	int code = (*rows)->code;
	bool good = code == SQLITE_ROW || code == SQLITE_DONE || code == SQLITE_OK;

	if (!good)
		store_failed(store, code, fault);
	statement_close(&(*rows)->statement);
	memory_release(*rows);
	*rows = NULL;
	return row_was_good(store, fault) && good;
}

bool rows_is_null(struct rows *rows, const char *column)
{
	sqlite3_stmt *handle = rows->statement->handle;

	return sqlite3_column_type(handle, find_column(handle, column)) == SQLITE_NULL;
}

int64_t rows_integer(struct rows *rows, const char *column)
{
	sqlite3_stmt *handle = rows->statement->handle;

	return sqlite3_column_int64(handle, find_column(handle, column));
}

double rows_real(struct rows *rows, const char *column)
{
	sqlite3_stmt *handle = rows->statement->handle;

	return sqlite3_column_double(handle, find_column(handle, column));
}

const char *rows_text(struct rows *rows, const char *column)
{
	sqlite3_stmt *handle = rows->statement->handle;

	return (const char *)sqlite3_column_text(handle, find_column(handle, column));
}

const void *rows_bytes(struct rows *rows, const char *column, size_t *length_out)
{
	sqlite3_stmt *handle = rows->statement->handle;
	int index = find_column(handle, column);
	const void *bytes = sqlite3_column_blob(handle, index);

	*length_out = (size_t)sqlite3_column_bytes(handle, index);
	return bytes;
}

struct id rows_id(struct rows *rows, const char *column)
{
	struct id id = ID_NONE;

	if (!read_id(rows->statement->handle, find_column(rows->statement->handle, column), &id))
		rows->store->bad_row = true;
	return id;
}

struct date rows_date(struct rows *rows, const char *column)
{
	const char *text = rows_text(rows, column);
	struct date date = DATE_NONE;

	if (text != NULL && !date_parse(text, &date))
		rows->store->bad_row = true;
	return date;
}

void *rows_record(struct rows *rows, struct arena *arena, const struct record_type *type)
{
	void *record = arena_alloc(arena, type->size);

	statement_read_record(rows->store, rows->statement, arena, type, record);
	return record;
}
