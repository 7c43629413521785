#include "base/os_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"

#define FOLDER_MODE 0700

struct os_file {
	int number;
	bool is_written;
};

static bool failed(struct fault *fault, const char *path)
{
	enum fault_kind kind = errno == EEXIST || errno == ENOTEMPTY ? FAULT_CONFLICT :
		os_is_no_room(errno) ? FAULT_DISK_FULL : FAULT_FILE;

	return fault_set(fault, kind, path, os_error_text(errno));
}

static struct os_file *open_file(const char *path, int flags, unsigned mode,
				 struct fault *fault)
{
	struct stat status;
	int number = open(path, flags | O_CLOEXEC, (mode_t)mode);

	if (number < 0) {
		failed(fault, path);
		return NULL;
	}
	if (fstat(number, &status) != 0 || !S_ISREG(status.st_mode)) {
		close(number);
		fault_set(fault, FAULT_FILE, path,
			BOTH("không phải tệp thường", "not a regular file"));
		return NULL;
	}
	struct os_file *file = memory_new(struct os_file);

	*file = (struct os_file){ .number = number, .is_written = (flags & O_CREAT) != 0 };
	return file;
}

struct os_file *os_file_open(const char *path, struct fault *fault)
{
	return open_file(path, O_RDONLY, 0, fault);
}

struct os_file *os_file_create(const char *path, unsigned mode, struct fault *fault)
{
	return open_file(path, O_WRONLY | O_CREAT | O_EXCL, mode, fault);
}

bool os_file_read(struct os_file *file, void *bytes_out, size_t most, size_t *length_out,
		  struct fault *fault)
{
	char *at = bytes_out;
	size_t length = 0;

	must(!file->is_written, "a file that is read");
	while (length < most) {
		ssize_t got = read(file->number, at + length, most - length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return failed(fault, NULL);
		if (got == 0)
			break;
		length += (size_t)got;
	}
	*length_out = length;
	return true;
}

int64_t os_file_size(const struct os_file *file)
{
	struct stat status;

	must(fstat(file->number, &status) == 0, "an open file has a size");
	return status.st_size;
}

bool os_file_write(struct os_file *file, const void *bytes, size_t length, struct fault *fault)
{
	const char *at = bytes;

	must(file->is_written, "a file that is written");
	while (length > 0) {
		ssize_t done = write(file->number, at, length);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return failed(fault, NULL);
		at += done;
		length -= (size_t)done;
	}
	return true;
}

bool os_file_close(struct os_file **file, struct fault *fault)
{
	if (*file == NULL)
		return true;
	bool good = !(*file)->is_written || fsync((*file)->number) == 0 || failed(fault, NULL);

	if (close((*file)->number) != 0 && good)
		good = failed(fault, NULL);
	memory_release(*file);
	*file = NULL;
	return good;
}

/* The name is on the disk when its folder is. */
static void sync_folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = memory_copy_text(slash == NULL ? "." : path);

	if (slash != NULL)
		folder[slash == path ? 1 : slash - path] = '\0';
	int number = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	memory_release(folder);
	if (number < 0)
		return;
	if (fsync(number) != 0)
		must(errno != EBADF, "the folder is open");	/* some disks cannot */
	close(number);
}

bool os_move_file(const char *from, const char *to, struct fault *fault)
{
	must(strcmp(from, to) != 0, "a move goes elsewhere");
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) != 0)
		return failed(fault, to);
	sync_folder_of(to);
	return true;
}

void os_remove_file(const char *path)
{
	if (unlink(path) != 0)
		must(errno != EFAULT, "a path that can be read");
}

bool os_create_folder(const char *path, struct fault *fault)
{
	return mkdir(path, FOLDER_MODE) == 0 || failed(fault, path);
}

void os_remove_folder(const char *path)
{
	if (rmdir(path) != 0)
		must(errno != EFAULT, "a path that can be read");
}
