/* Readers' connections: views that ask, row by row, whether this reader may see
   it, and an authorizer that closes every other way to the tables.  A view is made
   when a statement first names it: most connections need few of them. */

#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/text.h"
#include "store/record_store.h"
#include "store/store_sqlite.h"

static const struct record_type *guarded_type(const struct store *store, const char *table)
{
	for (size_t i = 0; store->guarded[i] != NULL; i++)
		if (strcmp(store->guarded[i]->name, table) == 0)
			return store->guarded[i];
	return NULL;
}

/* No scope means that all may see it, so that only NULL is none: what cannot be the id of
   a scope is seen by nobody. */
static bool read_scope(sqlite3_value *value, struct id *scope_out)
{
	int type = sqlite3_value_type(value);

	if (type == SQLITE_NULL)
		return true;
	if (type != SQLITE_BLOB || sqlite3_value_bytes(value) != (int)sizeof(scope_out->bytes))
		return false;
	memcpy(scope_out->bytes, sqlite3_value_blob(value), sizeof(scope_out->bytes));
	return true;
}

/* reader_sees(number of the type, scope_id, label) */
static void reader_sees(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct store *store = sqlite3_user_data(context);
	const char *word = (const char *)sqlite3_value_text(values[2]);
	struct id scope = ID_NONE;
	unsigned level;

	must(count == 3, "reader_sees takes three values");
	bool sees = store->reader != NULL && word != NULL &&
		    read_scope(values[1], &scope) && words_find(&label_words, word, &level) &&
		    store->sees(store->reader, store->guarded[sqlite3_value_int(values[0])], scope,
				(struct label){ (enum label_level)level });

	sqlite3_result_int(context, sees);
}

/* Asked when a statement is prepared, for each column it reads: `inner` is the view or
   trigger that reads it. */
static int authorize(void *context, int action, const char *first, const char *second,
		     const char *database, const char *inner)
{
	const struct store *store = context;

	(void)second;
	(void)database;
	if (!store->is_guarded || action != SQLITE_READ || first == NULL ||
	    guarded_type(store, first) == NULL)
		return SQLITE_OK;
	if (inner != NULL && strncmp(inner, "visible_", 8) == 0)
		return SQLITE_OK;
	return SQLITE_DENY;
}

static bool make_view(struct store *store, struct arena *arena, size_t number,
		      struct fault *fault)
{
	const struct record_type *type = store->guarded[number];
	struct text sql = { .arena = arena };

	text_add_format(&sql, "CREATE TEMP VIEW IF NOT EXISTS visible_%s AS SELECT %s FROM main.%s"
			" WHERE reader_sees(%zu, scope_id, label)", type->name,
			record_store_columns(type), type->name, number);
	return store_script(store, text_string(&sql), fault);
}

/* The number of the type whose whole name stands at `name`; -1 if there is none. */
static int find_named(const struct store *store, const char *name)
{
	size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	for (int i = 0; store->guarded[i] != NULL; i++)
		if (strlen(store->guarded[i]->name) == length &&
		    memcmp(store->guarded[i]->name, name, length) == 0)
			return i;
	return -1;
}

bool guard_make_views(struct store *store, const char *sql, struct fault *fault)
{
	static const char prefix[] = "visible_";
	struct arena *arena = NULL;
	bool good = true;

	must(store->is_guarded, "views are for readers");
	for (const char *at = strstr(sql, prefix); good && at != NULL; at = strstr(at, prefix)) {
		at += sizeof(prefix) - 1;
		int number = find_named(store, at);

		if (number < 0 || store->views_made[number])
			continue;
		if (arena == NULL)
			arena = arena_create();
		good = make_view(store, arena, (size_t)number, fault);
		store->views_made[number] = good;
	}
	arena_destroy(&arena);
	return good;
}

/* A view made in a transaction that was undone is not there any more. */
void guard_forget_views(struct store *store)
{
	if (!store->is_guarded)
		return;
	memset(store->views_made, 0, store->guarded_count * sizeof(bool));
	store->has_lost_views = true;
}

void record_store_guard(struct store *store, const struct record_type *const *types,
			record_store_sees *sees)
{
	must(!store->is_guarded, "a connection is guarded once");
	store->guarded = types;
	store->sees = sees;
	while (types[store->guarded_count] != NULL)
		store->guarded_count++;
	must(store->guarded_count > 0, "a guard without types");
	store->views_made = memory_take(store->guarded_count * sizeof(bool));
	must(sqlite3_create_function_v2(store->connection, "reader_sees", 3,
		SQLITE_UTF8 | SQLITE_INNOCUOUS, store, reader_sees, NULL, NULL, NULL) == SQLITE_OK,
		"the function of the views cannot be made");
	must(sqlite3_set_authorizer(store->connection, authorize, store) == SQLITE_OK,
	     "the guard cannot be set");
	store->is_guarded = true;
}

void record_store_set_reader(struct store *store, const void *reader)
{
	store->reader = reader;
}

const void *record_store_reader(const struct store *store)
{
	return store->reader;
}
