/* Readers' connections: views that ask, row by row, whether this reader may see
   it, and an authorizer that closes every other way to the tables. */

#include <string.h>

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

/* reader_sees(number of the type, scope_id, label) */
static void reader_sees(sqlite3_context *context, int count, sqlite3_value **values)
{
	const struct store *store = sqlite3_user_data(context);
	const char *word = (const char *)sqlite3_value_text(values[2]);
	struct id scope = ID_NONE;
	unsigned level;

	must(count == 3, "reader_sees takes three values");
	if (sqlite3_value_bytes(values[1]) == (int)sizeof(scope.bytes))
		memcpy(scope.bytes, sqlite3_value_blob(values[1]), sizeof(scope.bytes));
	bool sees = store->reader != NULL && word != NULL &&
		    words_find(&label_words, word, &level) &&
		    store->sees(store->reader, store->guarded[sqlite3_value_int(values[0])], scope,
				(struct label){ (enum label_level)level });

	sqlite3_result_int(context, sees);
}

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

	text_add_format(&sql, "CREATE TEMP VIEW visible_%s AS SELECT %s FROM main.%s"
			" WHERE reader_sees(%zu, scope_id, label)", type->name,
			record_store_columns(type), type->name, number);
	return store_script(store, text_string(&sql), fault);
}

bool record_store_guard(struct store *store, const struct record_type *const *types,
			record_store_sees *sees, struct fault *fault)
{
	struct arena *arena = arena_create();
	bool good = true;

	must(!store->is_guarded, "a connection is guarded once");
	store->guarded = types;
	store->sees = sees;
	must(sqlite3_create_function_v2(store->connection, "reader_sees", 3,
		SQLITE_UTF8 | SQLITE_INNOCUOUS, store, reader_sees, NULL, NULL, NULL) == SQLITE_OK,
		"the function of the views cannot be made");
	for (size_t i = 0; good && types[i] != NULL; i++)
		good = make_view(store, arena, i, fault);
	store->is_guarded = good;
	sqlite3_set_authorizer(store->connection, authorize, store);
	arena_destroy(&arena);
	return good;
}

void record_store_set_reader(struct store *store, const void *reader)
{
	store->reader = reader;
}

const void *record_store_reader(const struct store *store)
{
	return store->reader;
}
