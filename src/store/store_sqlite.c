/* The embedded engine: opening, statements, transactions. */

#include "store/store_sqlite.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"
#include "base/utf8.h"
#include "store/migration.h"

#define APPLICATION_ID 0x6469656e	/* "dien" */
#define BUSY_MS 5000

static _Thread_local int64_t fail_in;

void store_fail_at(int64_t n)
{
	fail_in = n;
}

static atomic_bool disk_is_full;

void store_fill_disk(bool is_full)
{
	atomic_store(&disk_is_full, is_full);
}

static _Atomic int64_t writing_fails_in;

bool store_fail_writing_at(int64_t n)
{
	must(n >= 0, "calls are counted from one");
	return atomic_exchange(&writing_fails_in, n) > 0;
}

/* Counts down to one whoever writes; it stays above nothing for reading alone. */
static bool writing_fails(const struct store *store)
{
	if (store->mode == STORE_READ || atomic_load(&writing_fails_in) <= 0)
		return false;
	return atomic_fetch_sub(&writing_fails_in, 1) == 1;
}

bool store_fails_now(const struct store *store, struct fault *fault)
{
	bool fails = fail_in > 0 && --fail_in == 0;

	if (!fails && !writing_fails(store))
		return false;
	fault_set(fault, FAULT_DISK_FULL, NULL, "a test made this call fail");
	return true;
}

/* The lower byte is the plain code; the rest tells more than a person can use. */
static enum fault_kind kind_of_error(int code)
{
	switch (code & 0xff) {
	case SQLITE_FULL:
	case SQLITE_IOERR:
		return FAULT_DISK_FULL;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return FAULT_BUSY;
	case SQLITE_CONSTRAINT:
		return FAULT_CONFLICT;
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
		return FAULT_NOT_A_DATABASE;
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return FAULT_FILE;
	default:
		return FAULT_STORE;
	}
}

/* The text lives until the thread's next failure: long enough for a reply or a log line. */
bool store_failed(struct store *store, int code, struct fault *fault)
{
	static _Thread_local char detail[300];
	int extended = sqlite3_extended_errcode(store->connection);

	snprintf(detail, sizeof(detail), "%s", sqlite3_errmsg(store->connection));
	fault_set(fault, kind_of_error(code), NULL, detail);
	if (extended == SQLITE_CONSTRAINT_FOREIGNKEY || extended == SQLITE_CONSTRAINT_TRIGGER)
		fault->field = "in_use";
	return false;
}

static bool run_fixed(struct store *store, const char *sql, struct fault *fault)
{
	int code = sqlite3_exec(store->connection, sql, NULL, NULL, NULL);

	return code == SQLITE_OK || store_failed(store, code, fault);
}

/* search_key(text): for searching texts that have no column of their own key. */
static void search_key(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct store *store = sqlite3_user_data(context);
	const char *text = (const char *)sqlite3_value_text(values[0]);

	must(count == 1, "search_key takes one text");
	if (text == NULL)
		return;
	sqlite3_result_text(context, utf8_search_key(store->scratch, text), -1, SQLITE_TRANSIENT);
	arena_reset(store->scratch);
}

static void configure_engine(void)
{
	must(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK, "SQLite was started before");
	must(sqlite3_initialize() == SQLITE_OK, "SQLite does not start");
}

void engine_start(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, configure_engine);
}

/* Foreign keys are off unless asked for; a schema that was changed past us may not call our
   functions; a reader's cache is small, for there is one of each shard. */
static bool set_up(struct store *store, enum store_mode mode, struct fault *fault)
{
	const char *common =
		"PRAGMA foreign_keys = ON;"
		"PRAGMA trusted_schema = OFF;"
		"PRAGMA cell_size_check = ON;"
		"PRAGMA temp_store = MEMORY;"
		"PRAGMA mmap_size = 268435456;";

	must(sqlite3_create_function_v2(store->connection, "search_key", 1,
		SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, store, search_key, NULL,
		NULL, NULL) == SQLITE_OK, "the function of the search cannot be made");
	sqlite3_busy_timeout(store->connection, BUSY_MS);
	sqlite3_extended_result_codes(store->connection, 0);
	if (!run_fixed(store, common, fault))
		return false;
	if (mode == STORE_READ)
		return run_fixed(store, "PRAGMA cache_size = -512;", fault);
	return run_fixed(store, "PRAGMA journal_mode = WAL;"
			 "PRAGMA synchronous = FULL;"
			 "PRAGMA cache_size = -8192;", fault);
}

/* The pragma takes no parameter: 1684628846 is APPLICATION_ID. */
static bool check_identity(struct store *store, enum store_mode mode, struct fault *fault)
{
	int64_t application = 0;

	if (mode == STORE_CREATE)
		return run_fixed(store, "PRAGMA application_id = 1684628846;", fault);
	if (!store_integer(store, "PRAGMA application_id", NO_BINDS, &application, fault))
		return false;
	if (application != APPLICATION_ID)
		return fault_set(fault, FAULT_NOT_A_DATABASE, NULL, store->path);
	if (store_schema_version(store) > store_schema_newest())
		return fault_set(fault, FAULT_NEWER, NULL, store->path);
	return true;
}

static bool open_connection(struct store *store, enum store_mode mode, struct fault *fault)
{
	int flags = mode == STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	bool in_memory = strcmp(store->path, ":memory:") == 0;

	if (mode == STORE_CREATE) {
		flags |= SQLITE_OPEN_CREATE;
		if (!in_memory && !os_create_file(store->path, 0600, fault))
			return false;
	} else if (!os_file_exists(store->path)) {
		return fault_set(fault, FAULT_FILE, store->path,
			BOTH("không có tệp này", "no such file"));
	}
	int code = sqlite3_open_v2(store->path, &store->connection,
				   flags | SQLITE_OPEN_NOMUTEX, NULL);

	if (code != SQLITE_OK)
		return fault_set(fault, kind_of_error(code), store->path, sqlite3_errstr(code));
	return set_up(store, mode, fault) && check_identity(store, mode, fault);
}

struct store *store_open(const char *path, enum store_mode mode, struct fault *fault)
{
	engine_start();
	struct store *store = memory_new(struct store);

	store->path = memory_copy_text(path);
	store->mode = mode;
	store->scratch = arena_create();
	if (!open_connection(store, mode, fault)) {
		if (fault->field == store->path)
			fault->field = path;	/* ours goes away */
		if (fault->detail == store->path)
			fault->detail = path;
		store_close(&store);
	}
	return store;
}

static void finalize(struct statement *statement)
{
	sqlite3_finalize(statement->handle);
	memory_release(statement->columns);
	memory_release(statement->asked);
	memory_release(statement);
}

/* The log and its index are made by whoever reads first; the engine takes them away
   with the last connection, but only with one that may write.  Here it is asked to, if
   nothing is in them; who may not write, or is not the last, leaves them. */
static void tidy(const char *path)
{
	char log[4096];
	size_t length = 0;
	sqlite3 *connection = NULL;

	if (snprintf(log, sizeof(log), "%s-wal", path) >= (int)sizeof(log) ||
	    !os_file_length(log, &length) || length > 0)
		return;
	if (sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
			    NULL) == SQLITE_OK)
		(void)sqlite3_exec(connection, "PRAGMA schema_version", NULL, NULL, NULL);
	sqlite3_close(connection);
}

/* Every statement goes first: the engine keeps a connection open while one lives. */
void store_close(struct store **store)
{
	if (*store == NULL)
		return;
	for (size_t i = 0; i < STATEMENTS_KEPT; i++)
		if ((*store)->statements[i] != NULL)
			finalize((*store)->statements[i]);
	carry_stop(&(*store)->carry);
	must(sqlite3_close((*store)->connection) == SQLITE_OK, "a statement was left open");
	if ((*store)->mode == STORE_READ && (*store)->connection != NULL)
		tidy((*store)->path);
	arena_destroy(&(*store)->scratch);
	memory_release((*store)->views_made);
	memory_release((*store)->path);
	memory_release(*store);
	*store = NULL;
}

const char *store_path(const struct store *store)
{
	return store->path;
}

/* The first place of the text's set: eight bytes a step, for each call asks. */
static size_t text_set(const char *text)
{
	size_t length = strlen(text);
	uint64_t hash = length, piece = 0;

	for (; length >= sizeof(piece); text += sizeof(piece), length -= sizeof(piece)) {
		memcpy(&piece, text, sizeof(piece));
		hash = (hash ^ piece) * UINT64_C(0x9e3779b97f4a7c15);
		hash ^= hash >> 32;
	}
	piece = 0;
	memcpy(&piece, text, length);
	hash = (hash ^ piece) * UINT64_C(0x9e3779b97f4a7c15);
	return (size_t)(hash >> 40) % (STATEMENTS_KEPT / SET_SIZE) * SET_SIZE;
}

static const char *text_of(const struct statement *statement)
{
	return statement->asked != NULL ? statement->asked : sqlite3_sql(statement->handle);
}

/* Takes "visible_" off the names of views, in place. */
static void name_tables(char *sql)
{
	static const char prefix[] = "visible_";

	for (char *at = strstr(sql, prefix); at != NULL; at = strstr(at, prefix))
		memmove(at, at + sizeof(prefix) - 1, strlen(at + sizeof(prefix) - 1) + 1);
}

static int prepare(struct store *store, const char *sql, struct statement *statement)
{
	char *own = NULL;

	if (!store->is_guarded && strstr(sql, "visible_") != NULL) {
		statement->asked = memory_copy_text(sql);
		own = memory_copy_text(sql);
		name_tables(own);
	}
	int code = sqlite3_prepare_v3(store->connection, own == NULL ? sql : own, -1,
				      SQLITE_PREPARE_PERSISTENT, &statement->handle, NULL);

	memory_release(own);
	return code;
}

/* The kept statement of this text, or NULL.  *place_out is its place, or the one for a
   new one: of its set the place that is free, or was not used for the longest time. */
static struct statement *find_kept(struct store *store, const char *sql,
				   struct statement ***place_out)
{
	struct statement **set = &store->statements[text_set(sql)];

	*place_out = NULL;
	for (size_t i = 0; i < SET_SIZE; i++) {
		struct statement *kept = set[i];
		bool is_busy = kept != NULL && sqlite3_stmt_busy(kept->handle);

		if (kept != NULL && !is_busy && strcmp(text_of(kept), sql) == 0) {
			*place_out = &set[i];
			return kept;
		}
		if (!is_busy && (*place_out == NULL || kept == NULL ||
				 (**place_out != NULL && kept->used < (**place_out)->used)))
			*place_out = &set[i];
	}
	return NULL;
}

static struct statement *make_statement(struct store *store, const char *sql,
					struct fault *fault)
{
	struct statement *statement = memory_new(struct statement);
	int code = prepare(store, sql, statement);

	if (code != SQLITE_OK) {
		guard_forget_views(store);
		memory_release(statement->asked);
		memory_release(statement);
		store_failed(store, code, fault);
		return NULL;
	}
	must(statement->handle != NULL, "a statement without text");
	return statement;
}

struct statement *statement_open(struct store *store, const char *sql, struct fault *fault)
{
	struct statement **place;

	if (store_fails_now(store, fault))
		return NULL;
	struct statement *statement = find_kept(store, sql, &place);

	if (store->is_guarded && (statement == NULL || store->has_lost_views) &&
	    !guard_make_views(store, sql, fault))
		return NULL;
	if (statement == NULL) {
		statement = make_statement(store, sql, fault);
		if (statement == NULL)
			return NULL;
		statement->kept = place != NULL;
		if (place != NULL && *place != NULL)
			finalize(*place);
		if (place != NULL)
			*place = statement;
	}
	statement->used = ++store->uses;
	return statement;
}

void statement_close(struct statement **statement)
{
	if (*statement == NULL)
		return;
	if ((*statement)->kept) {
		sqlite3_reset((*statement)->handle);
		sqlite3_clear_bindings((*statement)->handle);
	} else {
		finalize(*statement);
	}
	*statement = NULL;
}

bool store_begin(struct store *store, struct fault *fault)
{
	if (atomic_load_explicit(&disk_is_full, memory_order_relaxed))
		return fault_set(fault, FAULT_DISK_FULL, NULL, "a test filled the disk");
	return !store_fails_now(store, fault) && run_fixed(store, "BEGIN IMMEDIATE", fault);
}

/* A commit that fails leaves nothing: the caller may answer and go on. */
bool store_commit(struct store *store, struct fault *fault)
{
	if (!store_fails_now(store, fault) && run_fixed(store, "COMMIT", fault))
		return true;
	store_rollback(store);
	return false;
}

void store_rollback(struct store *store)
{
	if (!sqlite3_get_autocommit(store->connection))
		sqlite3_exec(store->connection, "ROLLBACK", NULL, NULL, NULL);
	guard_forget_views(store);
}

bool store_savepoint(struct store *store, struct fault *fault)
{
	return !store_fails_now(store, fault) && run_fixed(store, "SAVEPOINT part", fault);
}

bool store_release(struct store *store, struct fault *fault)
{
	return !store_fails_now(store, fault) && run_fixed(store, "RELEASE part", fault);
}

void store_undo(struct store *store)
{
	/* after an error SQLite may have rolled the whole transaction back */
	if (!sqlite3_get_autocommit(store->connection))
		sqlite3_exec(store->connection, "ROLLBACK TO part; RELEASE part", NULL, NULL, NULL);
}

bool store_begin_read(struct store *store, struct fault *fault)
{
	return run_fixed(store, "BEGIN", fault);
}

/* Views that were made on the way shall stay. */
void store_end_read(struct store *store)
{
	struct fault ignored = { .kind = FAULT_NONE };

	if (sqlite3_get_autocommit(store->connection) || !run_fixed(store, "COMMIT", &ignored))
		store_rollback(store);
}

bool store_script(struct store *store, const char *sql, struct fault *fault)
{
	return !store_fails_now(store, fault) && run_fixed(store, sql, fault);
}
