#include "store/record_store.h"

#include <pthread.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/text.h"
#include "store/store_sqlite.h"

#define TYPES_MOST 128

/* The statements of a record type, made once from its table of fields. */
struct type_sql {
	const struct record_type *type;
	const char *columns, *find, *insert, *remove;
};

static struct type_sql *type_sql[TYPES_MOST];
static pthread_mutex_t type_sql_lock = PTHREAD_MUTEX_INITIALIZER;

static const char *keep(const struct text *text)
{
	return memory_copy_text(text_string(text));
}

static const char *list_columns(struct arena *arena, const struct record_type *type)
{
	struct text out = { .arena = arena };

	for (size_t i = 0; i < type->field_count; i++) {
		text_add(&out, i == 0 ? "" : ", ");
		text_add(&out, type->fields[i].name);
	}
	return keep(&out);
}

/* Names come from the tables of fields, which are ours: nothing here is anybody's input. */
static struct type_sql *make_sql(const struct record_type *type)
{
	struct arena *arena = arena_create();
	struct type_sql *sql = memory_new(struct type_sql);
	struct text find = { .arena = arena }, insert = find, remove = find;

	must(type->field_count > 4 && strcmp(type->fields[0].name, "id") == 0 &&
	     strcmp(type->fields[1].name, "version") == 0, "a record without its head");
	sql->type = type;
	sql->columns = list_columns(arena, type);
	text_add_format(&find, "SELECT %s FROM %s WHERE id = ?1", sql->columns, type->name);
	text_add_format(&insert, "INSERT INTO %s(%s) VALUES(", type->name, sql->columns);
	for (size_t i = 0; i < type->field_count; i++)
		text_add_format(&insert, "%s?%zu", i == 0 ? "" : ", ", i + 1);
	text_add(&insert, ")");
	text_add_format(&remove, "DELETE FROM %s WHERE id = ?1 AND version = ?2", type->name);
	sql->find = keep(&find);
	sql->insert = keep(&insert);
	sql->remove = keep(&remove);
	arena_destroy(&arena);
	return sql;
}

static const struct type_sql *sql_of(const struct record_type *type)
{
	size_t i = 0;

	pthread_mutex_lock(&type_sql_lock);
	while (i < TYPES_MOST && type_sql[i] != NULL && type_sql[i]->type != type)
		i++;
	must(i < TYPES_MOST, "more record types than there is room for");
	if (type_sql[i] == NULL)
		type_sql[i] = make_sql(type);
	const struct type_sql *found = type_sql[i];

	pthread_mutex_unlock(&type_sql_lock);
	return found;
}

const char *record_store_columns(const struct record_type *type)
{
	return sql_of(type)->columns;
}

static void bind_text(sqlite3_stmt *handle, int index, const char *text)
{
	if (text != NULL)
		must(sqlite3_bind_text(handle, index, text, -1, SQLITE_STATIC) == SQLITE_OK,
		     "a text that cannot be bound");
}

static void bind_id(sqlite3_stmt *handle, int index, const struct id *id)
{
	if (!id_is_none(*id))
		must(sqlite3_bind_blob(handle, index, id->bytes, sizeof(id->bytes),
				       SQLITE_STATIC) == SQLITE_OK, "an id that cannot be bound");
}

static void bind_field(sqlite3_stmt *handle, int index, const struct field *field, const void *at)
{
	char day[DATE_TEXT_SIZE];

	switch (field->type) {
	case FIELD_INTEGER:
		sqlite3_bind_int64(handle, index, *(const int64_t *)at);
		return;
	case FIELD_OPTIONAL_INTEGER:
		if (((const struct optional_integer *)at)->has_value)
			sqlite3_bind_int64(handle, index,
					   ((const struct optional_integer *)at)->value);
		return;
	case FIELD_EXERCISE_TIME:
		if (((const struct optional_time *)at)->has_value)
			sqlite3_bind_int64(handle, index,
					   ((const struct optional_time *)at)->time.us);
		return;
	case FIELD_MONEY:
		if (((const struct money *)at)->has_value)
			sqlite3_bind_int64(handle, index, ((const struct money *)at)->dong);
		return;
	case FIELD_REAL:
		sqlite3_bind_double(handle, index, *(const double *)at);
		return;
	case FIELD_BOOL:
		sqlite3_bind_int64(handle, index, *(const bool *)at);
		return;
	case FIELD_TEXT:
		bind_text(handle, index, *(const char *const *)at);
		return;
	case FIELD_ID:
		bind_id(handle, index, at);
		return;
	case FIELD_INSTANT:
		if (!field_is_empty(field, at))
			sqlite3_bind_int64(handle, index, ((const struct instant *)at)->us);
		return;
	case FIELD_DATE:
		if (field_is_empty(field, at))
			return;
		date_format(*(const struct date *)at, day);
		sqlite3_bind_text(handle, index, day, -1, SQLITE_TRANSIENT);
		return;
	case FIELD_LABEL:
		bind_text(handle, index, words_word(&label_words,
						    ((const struct label *)at)->level));
		return;
	case FIELD_WORD:
		bind_text(handle, index, words_word(field->words, *(const unsigned *)at));
		return;
	}
	must(false, "a field of no type");
}

void statement_bind_record(struct statement *statement, const struct record_type *type,
			   const void *record)
{
	for (size_t i = 0; i < type->field_count; i++)
		bind_field(statement->handle, (int)i + 1, &type->fields[i],
			   field_at_const(&type->fields[i], record));
}

void *record_store_find(struct store *store, struct arena *arena, const struct record_type *type,
			struct id id, struct fault *fault)
{
	struct statement *statement = statement_open(store, sql_of(type)->find, fault);
	void *record = NULL;

	if (statement == NULL)
		return NULL;
	bind_id(statement->handle, 1, &id);
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
	if (store->bad_row && record != NULL) {
		store->bad_row = false;
		fault_set(fault, FAULT_TAMPERED, NULL, type->name);
		return NULL;
	}
	return record;
}

static bool finish(struct store *store, struct statement **statement, int64_t *changed_out,
		   struct fault *fault)
{
	int code = sqlite3_step((*statement)->handle);

	if (code != SQLITE_DONE)
		store_failed(store, code, fault);
	*changed_out = sqlite3_changes64(store->connection);
	statement_close(statement);
	return code == SQLITE_DONE;
}

bool record_store_insert(struct store *store, const struct record_type *type,
			 const void *record, struct fault *fault)
{
	struct statement *statement = statement_open(store, sql_of(type)->insert, fault);
	int64_t changed;

	if (statement == NULL)
		return false;
	statement_bind_record(statement, type, record);
	return finish(store, &statement, &changed, fault);
}

/* Nothing had that id and version: which of the two was wrong? */
static bool refuse_version(struct store *store, const struct record_type *type, struct id id,
			   struct fault *fault)
{
	struct arena *arena = arena_create();
	bool there = record_store_find(store, arena, type, id, fault) != NULL;

	arena_destroy(&arena);
	return there ? fault_set(fault, FAULT_STALE, NULL, type->name) : false;
}

/* Sets only what differs from `before`: each index and each reference that is named costs
   a search, whether its value is new or not.  The id is never set: the engine would look
   for its users in every table that may refer to it, row by row where no index helps.
   The numbers of the parameters are those of the fields, so that all may be bound. */
static struct statement *open_update(struct store *store, const struct record_type *type,
				     const void *before, const void *record,
				     struct fault *fault)
{
	struct text sql = { .arena = store->scratch };

	text_add_format(&sql, "UPDATE %s SET ", type->name);
	for (size_t i = 1; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (i > 1 && before != NULL && field_equal(field, field_at_const(field, before),
							   field_at_const(field, record)))
			continue;
		text_add_format(&sql, "%s%s = ?%zu", i == 1 ? "" : ", ", field->name, i + 1);
	}
	text_add_format(&sql, " WHERE id = ?1 AND version = ?%zu", type->field_count + 1);
	struct statement *statement = statement_open(store, text_string(&sql), fault);

	arena_reset(store->scratch);
	return statement;
}

bool record_store_update(struct store *store, const struct record_type *type,
			 const void *before, const void *record, int64_t version,
			 struct fault *fault)
{
	must(before == NULL || id_equal(record_head_const(before)->id,
					record_head_const(record)->id),
	     "a row is set against itself");
	struct statement *statement = open_update(store, type, before, record, fault);
	int64_t changed;

	if (statement == NULL)
		return false;
	statement_bind_record(statement, type, record);
	sqlite3_bind_int64(statement->handle, (int)type->field_count + 1, version);
	if (!finish(store, &statement, &changed, fault))
		return false;
	return changed == 1 || refuse_version(store, type, record_head_const(record)->id, fault);
}

bool record_store_delete(struct store *store, const struct record_type *type, struct id id,
			 int64_t version, struct fault *fault)
{
	struct statement *statement = statement_open(store, sql_of(type)->remove, fault);
	int64_t changed;

	if (statement == NULL)
		return false;
	bind_id(statement->handle, 1, &id);
	sqlite3_bind_int64(statement->handle, 2, version);
	if (!finish(store, &statement, &changed, fault))
		return false;
	return changed == 1 || refuse_version(store, type, id, fault);
}
