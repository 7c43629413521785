#include "base/os_file.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/os.h"
#include "tests/test.h"

static const char *path_of(const char *name)
{
	return arena_printf(test_arena(), "%s/%s", test_folder(), name);
}

static const char *content_of(const char *path)
{
	struct fault fault = { .kind = FAULT_NONE };
	size_t length;
	const char *bytes = os_read_file(test_arena(), path, 1000, &length, &fault);

	CHECK((bytes == NULL) == (fault.kind == FAULT_FILE));
	return bytes;
}

TEST(a_written_file_takes_the_place_of_the_old_one_whole)
{
	struct fault fault = { .kind = FAULT_NONE };
	const char *path = path_of("a");
	struct stat status;

	CHECK(os_write_file(path, "first", 5, 0600, &fault));
	CHECK_TEXT(content_of(path), "first");
	CHECK(os_write_file(path, "2", 1, 0640, &fault));
	CHECK_TEXT(content_of(path), "2");
	CHECK(stat(path, &status) == 0 && (status.st_mode & 0777) == 0640);
	/* nothing is left beside it, and what a crash left there is no hindrance */
	CHECK(!os_file_exists(path_of("a.new")));
	CHECK(os_create_file(path_of("a.new"), 0600, &fault));
	CHECK(os_write_file(path, "3", 1, 0600, &fault) && !os_file_exists(path_of("a.new")));
}

TEST(a_file_that_cannot_be_written_leaves_the_old_one)
{
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(os_create_folder(path_of("folder"), &fault));
	CHECK(os_create_folder(path_of("folder/inner"), &fault));
	/* a folder cannot be written over */
	CHECK(!os_write_file(path_of("folder"), "x", 1, 0600, &fault));
	CHECK(fault.kind == FAULT_FILE && strcmp(fault.field, path_of("folder")) == 0);
	CHECK(os_file_exists(path_of("folder/inner")) && !os_file_exists(path_of("folder.new")));
	CHECK(!os_write_file(path_of("none/x"), "x", 1, 0600, &fault));
	CHECK(fault.kind == FAULT_FILE && fault.detail != NULL);
}

TEST(a_file_is_read_whole_up_to_the_limit_and_not_beyond)
{
	struct fault fault = { .kind = FAULT_NONE };
	size_t length = 0;

	CHECK(os_write_file(path_of("a"), "12\0" "45", 5, 0600, &fault));
	const char *bytes = os_read_file(test_arena(), path_of("a"), 5, &length, &fault);

	CHECK(bytes != NULL && length == 5 && memcmp(bytes, "12\0" "45\0", 6) == 0);
	CHECK(os_read_file(test_arena(), path_of("a"), 4, &length, &fault) == NULL);
	CHECK(os_read_file(test_arena(), path_of("none"), 5, &length, &fault) == NULL);
	CHECK(os_read_file(test_arena(), test_folder(), 5, &length, &fault) == NULL);
	CHECK(os_file_length(path_of("a"), &length) && length == 5);
	CHECK(!os_file_length(path_of("none"), &length) && !os_file_length("/dev/null", &length));
}

TEST(only_one_may_make_a_file_or_hold_its_lock)
{
	struct fault fault = { .kind = FAULT_NONE };
	const char *path = path_of("a");

	CHECK(os_create_file(path, 0600, &fault));
	CHECK(!os_create_file(path, 0600, &fault) && fault.kind == FAULT_CONFLICT);
	CHECK(!os_create_file(path_of("none/x"), 0600, &fault) && fault.kind == FAULT_FILE);
	int lock = os_lock_file(path);

	CHECK(lock >= 0 && os_lock_file(path) == -1);
	close(lock);
	lock = os_lock_file(path);
	CHECK(lock >= 0);
	close(lock);
}

TEST(large_files_are_written_and_read_in_pieces)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct os_file *file = os_file_create(path_of("a"), 0600, &fault);
	char bytes[8];
	size_t length = 99;

	CHECK(file != NULL && os_file_write(file, "12345", 5, &fault));
	CHECK(os_file_write(file, "", 0, &fault) && os_file_write(file, "67", 2, &fault));
	CHECK(os_file_close(&file, &fault) && file == NULL);
	CHECK(os_file_close(&file, &fault));		/* none is fine */
	file = os_file_open(path_of("a"), &fault);
	CHECK(file != NULL && os_file_size(file) == 7);
	CHECK(os_file_read(file, bytes, 4, &length, &fault) && length == 4);
	CHECK(os_file_read(file, bytes, 8, &length, &fault) && length == 3);
	CHECK(memcmp(bytes, "567", 3) == 0);
	CHECK(os_file_read(file, bytes, 8, &length, &fault) && length == 0);
	CHECK(os_file_close(&file, &fault));
}

TEST(nothing_is_written_over_what_is_there)
{
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(os_write_file(path_of("a"), "a", 1, 0600, &fault));
	CHECK(os_write_file(path_of("b"), "b", 1, 0600, &fault));
	CHECK(os_file_create(path_of("a"), 0600, &fault) == NULL && fault.kind == FAULT_CONFLICT);
	CHECK(!os_move_file(path_of("a"), path_of("b"), &fault) && fault.kind == FAULT_CONFLICT);
	CHECK_TEXT(content_of(path_of("b")), "b");
	CHECK(os_move_file(path_of("a"), path_of("c"), &fault) && !os_file_exists(path_of("a")));
	CHECK(os_create_folder(path_of("d"), &fault));
	CHECK(!os_create_folder(path_of("d"), &fault) && fault.kind == FAULT_CONFLICT);
	CHECK(!os_move_file(path_of("c"), path_of("d"), &fault) && fault.kind == FAULT_CONFLICT);
	CHECK(os_file_open(path_of("d"), &fault) == NULL && fault.kind == FAULT_FILE);
}

TEST(what_is_not_there_counts_as_removed_and_a_full_folder_stays)
{
	struct fault fault = { .kind = FAULT_NONE };

	os_remove_file(path_of("none"));
	os_remove_folder(path_of("none"));
	CHECK(os_create_folder(path_of("d"), &fault));
	CHECK(os_write_file(path_of("d/a"), "a", 1, 0600, &fault));
	os_remove_folder(path_of("d"));
	CHECK(os_file_exists(path_of("d/a")));
	os_remove_file(path_of("d/a"));
	os_remove_folder(path_of("d"));
	CHECK(!os_file_exists(path_of("d")));
}
