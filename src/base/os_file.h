#ifndef BASE_OS_FILE_H
#define BASE_OS_FILE_H
/* Files that are too large to hold whole, and folders.  Nothing here writes over
   what is there. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct fault;
struct os_file;

struct os_file *os_file_open(const char *path, struct fault *fault);
/* A new file; FAULT_CONFLICT if there is one of that name. */
struct os_file *os_file_create(const char *path, unsigned mode, struct fault *fault);
/* Fills the room unless the file ends before. */
bool os_file_read(struct os_file *file, void *bytes_out, size_t most, size_t *length_out,
		  struct fault *fault) __attribute__((warn_unused_result));
int64_t os_file_size(const struct os_file *file);
bool os_file_write(struct os_file *file, const void *bytes, size_t length,
		   struct fault *fault) __attribute__((warn_unused_result));
/* A file that was written is on the disk afterwards; NULL is fine. */
bool os_file_close(struct os_file **file, struct fault *fault)
	__attribute__((warn_unused_result));

/* FAULT_CONFLICT if the new name is taken.  Files and folders of one disk. */
bool os_move_file(const char *from, const char *to, struct fault *fault)
	__attribute__((warn_unused_result));
/* What is not there counts as removed. */
void os_remove_file(const char *path);
bool os_create_folder(const char *path, struct fault *fault)
	__attribute__((warn_unused_result));
/* Only an empty one. */
void os_remove_folder(const char *path);

#endif
