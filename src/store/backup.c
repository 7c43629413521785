#include "store/backup.h"

#include <string.h>

#include "base/os.h"
#include "store/store_sqlite.h"

#define PAGES_AT_ONCE 1024

static bool copy_pages(struct store *store, sqlite3 *target, struct fault *fault)
{
	sqlite3_backup *backup = sqlite3_backup_init(target, "main", store->connection, "main");

	if (backup == NULL)
		return fault_set(fault, FAULT_STORE, NULL, "the copy cannot be started");
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
	return good || fault_set(fault, FAULT_NOT_A_DATABASE, NULL, "the copy is damaged");
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
