#include "store/backup.h"

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "store/store_sqlite.h"

#define PAGES_AT_ONCE 1024

/* In steps, so that the writer goes on between them; the engine copies a page that was
   changed meanwhile once more. */
static bool copy_pages(struct store *store, sqlite3 *target, struct fault *fault)
{
	sqlite3_backup *backup = sqlite3_backup_init(target, "main", store->connection, "main");

	if (backup == NULL)
		return fault_set(fault, FAULT_STORE, NULL,
			BOTH("không bắt đầu sao chép được", "the copy cannot be started"));
	int code = SQLITE_OK;

	while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED)
		code = sqlite3_backup_step(backup, PAGES_AT_ONCE);
	sqlite3_backup_finish(backup);
	if (code == SQLITE_DONE)
		return true;
	return fault_set(fault, code == SQLITE_FULL ? FAULT_DISK_FULL : FAULT_STORE, NULL,
			 sqlite3_errstr(code));
}

/* The copy is one plain file (no write-ahead log) whose pages were checked. */
static bool check_copy(sqlite3 *target, struct fault *fault)
{
	sqlite3_stmt *statement = NULL;
	bool good = sqlite3_exec(target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) ==
		    SQLITE_OK &&
		    sqlite3_prepare_v2(target, "PRAGMA integrity_check(1)", -1, &statement, NULL) ==
		    SQLITE_OK &&
		    sqlite3_step(statement) == SQLITE_ROW &&
		    strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;

	sqlite3_finalize(statement);
	return good || fault_set(fault, FAULT_NOT_A_DATABASE, NULL,
		BOTH("bản sao bị hỏng", "the copy is damaged"));
}

bool backup_write(struct store *store, const char *path, struct fault *fault)
{
	sqlite3 *target = NULL;

	if (!os_create_file(path, 0600, fault))
		return false;
	int code = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE, NULL);

	if (code != SQLITE_OK) {
		sqlite3_close(target);
		return fault_set(fault, FAULT_FILE, path, sqlite3_errstr(code));
	}
	bool good = copy_pages(store, target, fault) && check_copy(target, fault);

	sqlite3_close(target);
	return good;
}

bool backup_check(const char *path, struct fault *fault)
{
	sqlite3 *target = NULL;

	engine_start();
	bool good = sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK ?
		check_copy(target, fault) : fault_set(fault, FAULT_FILE, path, NULL);

	sqlite3_close(target);
	return good;
}

/* By number, for the copy is opened past this room's statements: ?2 only where it is set. */
static bool run_setting(sqlite3 *target, const char *sql, const char *name, const char *value)
{
	sqlite3_stmt *statement = NULL;
	bool good = sqlite3_prepare_v2(target, sql, -1, &statement, NULL) == SQLITE_OK &&
		    sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT) == SQLITE_OK &&
		    (value == NULL ||
		     sqlite3_bind_text(statement, 2, value, -1, SQLITE_TRANSIENT) == SQLITE_OK) &&
		    sqlite3_step(statement) == SQLITE_DONE;

	return sqlite3_finalize(statement) == SQLITE_OK && good;
}

bool backup_set(const char *path, const char *name, const char *value, struct fault *fault)
{
	static const char set[] =
		"INSERT INTO office_setting(name, value)\n"
		"VALUES(?1, ?2)\n"
		"ON CONFLICT(name) DO UPDATE\n"
		"SET value = excluded.value";
	static const char take_out[] =
		"DELETE FROM office_setting\n"
		"WHERE name = ?1";
	sqlite3 *target = NULL;

	must(name != NULL, "a setting has a name");
	engine_start();
	if (sqlite3_open_v2(path, &target, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) {
		sqlite3_close(target);
		return fault_set(fault, FAULT_FILE, path,
			BOTH("không mở được bản sao", "the copy cannot be opened"));
	}
	bool good = sqlite3_exec(target, "PRAGMA secure_delete = ON", NULL, NULL, NULL) ==
		    SQLITE_OK && run_setting(target, value == NULL ? take_out : set, name, value);
	int code = sqlite3_errcode(target);

	if (!good)
		fault_set(fault, (code & 0xff) == SQLITE_FULL ? FAULT_DISK_FULL :
			  FAULT_NOT_A_DATABASE, path, sqlite3_errstr(code));
	sqlite3_close(target);
	return good;
}
