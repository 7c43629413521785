#include "store/backup.h"

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "tests/test.h"

static const char *path_of(const char *name)
{
	return arena_printf(test_arena(), "%s/%s", test_folder(), name);
}

static struct store *open_office(void)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = store_open(path_of("a.db"), STORE_CREATE, &fault);

	must(store != NULL && store_migrate(store, NULL, &fault), "the office is made");
	CHECK(store_run(store, "INSERT INTO office_setting(name, value) VALUES('a', 'secret word')",
			NO_BINDS, NULL, &fault));
	return store;
}

static const char *setting_of(const char *path)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = store_open(path, STORE_READ, &fault);
	const char *value = NULL;

	CHECK(store != NULL && store_text(store, test_arena(), "SELECT value FROM office_setting"
					  " WHERE name = 'a'", NO_BINDS, &value, &fault));
	store_close(&store);
	return value;
}

static bool file_holds(const char *path, const char *what)
{
	struct fault fault = { .kind = FAULT_NONE };
	size_t length;
	const char *bytes = os_read_file(test_arena(), path, (size_t)64 << 20, &length, &fault);

	CHECK(bytes != NULL);
	return bytes != NULL && memmem(bytes, length, what, strlen(what)) != NULL;
}

TEST(a_copy_is_one_plain_file_of_what_was_committed)
{
	struct store *store = open_office(), *other;
	struct fault fault = { .kind = FAULT_NONE };
	const char *copy = path_of("copy.db");

	other = store_open(path_of("a.db"), STORE_WRITE, &fault);
	CHECK(store_begin(other, &fault));
	CHECK(store_run(other, "UPDATE office_setting SET value = 'not yet' WHERE name = 'a'",
			NO_BINDS, NULL, &fault));
	CHECK(backup_write(store, copy, &fault));
	CHECK_TEXT(setting_of(copy), "secret word");
	CHECK(!os_file_exists(path_of("copy.db-wal")));
	CHECK(!os_file_exists(path_of("copy.db-journal")));
	CHECK(file_holds(copy, "SQLite format 3"));
	CHECK(backup_check(copy, &fault));
	store_rollback(other);
	store_close(&other);
	store_close(&store);
}

TEST(a_copy_is_written_over_nothing)
{
	struct store *store = open_office();
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(os_write_file(path_of("copy.db"), "mine", 4, 0600, &fault));
	CHECK(!backup_write(store, path_of("copy.db"), &fault) && fault.kind == FAULT_CONFLICT);
	CHECK(file_holds(path_of("copy.db"), "mine"));
	CHECK(!backup_write(store, path_of("none/copy.db"), &fault));
	CHECK(fault.kind == FAULT_FILE);
	store_close(&store);
}

TEST(a_copy_with_damaged_pages_is_found)
{
	struct store *store = open_office();
	struct fault fault = { .kind = FAULT_NONE };
	const char *copy = path_of("copy.db");
	size_t length;

	CHECK(backup_write(store, copy, &fault));
	store_close(&store);
	char *bytes = os_read_file(test_arena(), copy, (size_t)64 << 20, &length, &fault);

	must(bytes != NULL, "the copy is read");
	/* the head of each page from the second on */
	for (size_t at = 4096; at < length; at += 4096)
		memset(bytes + at, 0xff, 16);
	CHECK(os_write_file(copy, bytes, length, 0600, &fault));
	CHECK(!backup_check(copy, &fault) && fault.kind == FAULT_NOT_A_DATABASE);
	CHECK(os_write_file(copy, "this is no database at all, by no means", 39, 0600, &fault));
	CHECK(!backup_check(copy, &fault) && fault.kind == FAULT_NOT_A_DATABASE);
	CHECK(!backup_check(path_of("none"), &fault) && fault.kind == FAULT_FILE);
}

TEST(a_setting_that_is_taken_out_of_a_copy_leaves_no_trace)
{
	struct store *store = open_office();
	struct fault fault = { .kind = FAULT_NONE };
	const char *copy = path_of("copy.db");

	CHECK(backup_write(store, copy, &fault));
	store_close(&store);
	CHECK(backup_set(copy, "a", "other word", &fault));
	CHECK_TEXT(setting_of(copy), "other word");
	CHECK(!file_holds(copy, "secret word") && file_holds(copy, "other word"));
	CHECK(backup_set(copy, "a", NULL, &fault) && setting_of(copy) == NULL);
	CHECK(!file_holds(copy, "other word"));
	CHECK(backup_set(copy, "a", NULL, &fault));	/* what is not there stays away */
	/* the office itself is untouched */
	CHECK_TEXT(setting_of(path_of("a.db")), "secret word");
	CHECK(!backup_set(path_of("none"), "a", "b", &fault) && fault.kind == FAULT_FILE);
}

TEST(a_copy_of_an_empty_database_is_one_too)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = store_open(path_of("empty.db"), STORE_CREATE, &fault);

	CHECK(store != NULL && backup_write(store, path_of("copy.db"), &fault));
	CHECK(backup_check(path_of("copy.db"), &fault));
	store_close(&store);
}
