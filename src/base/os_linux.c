#include "base/os.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/must.h"

struct instant os_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct instant){ (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000 };
}

int64_t os_boot_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void os_boot_id(char text_out[BOOT_ID_SIZE])
{
	int file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
	ssize_t got = file < 0 ? 0 : read(file, text_out, BOOT_ID_SIZE - 1);

	if (file >= 0)
		close(file);
	text_out[got > 0 ? got : 0] = '\0';
}

void os_random(void *bytes_out, size_t length)
{
	char *at = bytes_out;

	while (length > 0) {
		ssize_t got = getrandom(at, length, 0);

		must(got > 0 || errno == EINTR, "the system gives no random bytes");
		if (got > 0) {
			at += got;
			length -= (size_t)got;
		}
	}
}

static char *read_open_file(struct arena *arena, int file, size_t most, size_t *length_out)
{
	struct stat status;

	if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) ||
	    (size_t)status.st_size > most)
		return NULL;
	size_t length = (size_t)status.st_size, done = 0;
	char *bytes = arena_alloc(arena, length + 1);

	while (done < length) {
		ssize_t got = read(file, bytes + done, length - done);

		if (got <= 0)
			return NULL;
		done += (size_t)got;
	}
	*length_out = length;
	return bytes;
}

char *os_read_file(struct arena *arena, const char *path, size_t most, size_t *length_out,
		   struct fault *fault)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0) {
		fault_set(fault, FAULT_FILE, path, os_error_text(errno));
		return NULL;
	}
	char *bytes = read_open_file(arena, file, most, length_out);

	close(file);
	if (bytes == NULL)
		fault_set(fault, FAULT_FILE, path,
			BOTH("không phải tệp thường, hoặc quá lớn",
			     "not a regular file, or too large"));
	return bytes;
}

static bool write_all(int file, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t done = write(file, bytes, length);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		length -= (size_t)done;
	}
	return fsync(file) == 0;
}

bool os_write_file(const char *path, const void *bytes, size_t length, unsigned mode,
		   struct fault *fault)
{
	char temporary[4096];

	if (snprintf(temporary, sizeof(temporary), "%s.new", path) >= (int)sizeof(temporary))
		return fault_set(fault, FAULT_FILE, path,
			BOTH("tên quá dài", "the name is too long"));
	unlink(temporary);
	int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);

	if (file < 0)
		return fault_set(fault, FAULT_FILE, path, os_error_text(errno));
	int error = write_all(file, bytes, length) ? 0 : errno;

	/* the first error is the reason; what comes after it follows from it */
	if (close(file) != 0 && error == 0)
		error = errno;
	if (error == 0 && rename(temporary, path) == 0)
		return true;
	if (error == 0)
		error = errno;
	unlink(temporary);
	return fault_set(fault, os_is_no_room(error) ? FAULT_DISK_FULL : FAULT_FILE, path,
			 os_error_text(error));
}

const char *os_error_text(int error)
{
	static const struct { int error; const char *text; } known[] = {
		{ ENOENT, BOTH("không có tệp này", "no such file") },
		{ EACCES, BOTH("không có quyền truy cập", "permission denied") },
		{ EPERM, BOTH("hệ thống không cho phép", "not permitted") },
		{ EISDIR, BOTH("đây là thư mục", "it is a folder") },
		{ ENOTDIR, BOTH("không có thư mục này", "no such folder") },
		{ ENOTEMPTY, BOTH("thư mục không rỗng", "the folder is not empty") },
		{ EEXIST, BOTH("đã có tệp này", "the file exists") },
		{ EROFS, BOTH("ổ đĩa chỉ cho đọc", "the disk is read-only") },
		{ ENOSPC, BOTH("ổ đĩa đầy", "the disk is full") },
		{ EDQUOT, BOTH("hết hạn mức ổ đĩa", "the disk quota is used up") },
		{ EMFILE, BOTH("mở quá nhiều tệp", "too many open files") },
		{ ENAMETOOLONG, BOTH("tên quá dài", "the name is too long") },
		{ EIO, BOTH("lỗi đọc ghi ổ đĩa", "the disk failed") },
		{ EADDRINUSE, BOTH("cổng đang được chương trình khác dùng",
				   "the port is in use") },
		{ EADDRNOTAVAIL, BOTH("máy này không có địa chỉ đó",
				      "this machine has no such address") },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].error == error)
			return known[i].text;
	return strerror(error);
}

bool os_is_no_room(int error)
{
	return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

bool os_file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool os_file_length(const char *path, size_t *length_out)
{
	struct stat status;

	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return false;
	*length_out = (size_t)status.st_size;
	return true;
}

bool os_create_file(const char *path, unsigned mode, struct fault *fault)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);

	if (file < 0)
		return fault_set(fault, errno == EEXIST ? FAULT_CONFLICT : FAULT_FILE, path,
				 os_error_text(errno));
	close(file);
	return true;
}

int os_lock_file(const char *path)
{
	int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0)
		return file;
	if (file >= 0)
		close(file);
	return -1;
}

size_t os_resident_bytes(void)
{
	char line[128] = "";
	int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t got = file < 0 ? 0 : read(file, line, sizeof(line) - 1);
	const char *resident = got > 0 ? strchr(line, ' ') : NULL;	/* the second number */

	if (file >= 0)
		close(file);
	return resident == NULL ? 0 :
	       strtoul(resident, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

unsigned os_processors(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) != 0 || CPU_COUNT(&set) < 1)
		return 1;
	return (unsigned)CPU_COUNT(&set);
}

void os_raise_file_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}
