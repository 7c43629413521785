#ifndef BASE_OS_H
#define BASE_OS_H
/* What the program asks of the operating system: clocks, randomness, files.
   Only base/os_*.c make such calls, so that another system stays possible.
   Time is injected: everything above base/ takes a `struct instant` or a
   `struct clock`, never the wall clock itself. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/time.h"

struct fault;

struct instant os_now(void);
/* Microseconds of a clock that never steps and counts sleep of the machine. */
int64_t os_boot_us(void);
#define BOOT_ID_SIZE 37
/* Which start of the machine that clock counts in; "" if the system does not say. */
void os_boot_id(char text_out[BOOT_ID_SIZE]);
/* Fills the bytes from the system's generator; never fails. */
void os_random(void *bytes_out, size_t length);

/* What the system says about an errno, as a BOTH() text where people meet it. */
const char *os_error_text(int error);
/* The whole file, closed by a NUL; NULL and a fault if it cannot be read or
   is longer than `most` bytes. */
char *os_read_file(struct arena *arena, const char *path, size_t most,
		   size_t *length_out, struct fault *fault);
/* Writes beside the file, syncs, then renames over it, with these permissions. */
bool os_write_file(const char *path, const void *bytes, size_t length, unsigned mode,
		   struct fault *fault) __attribute__((warn_unused_result));
/* Does this errno say that the disk, a quota or a limit leaves no room? */
bool os_is_no_room(int error);
bool os_file_exists(const char *path);
/* False if there is no such file. */
bool os_file_length(const char *path, size_t *length_out);
/* Makes an empty file that was not there; refuses one that is. */
bool os_create_file(const char *path, unsigned mode, struct fault *fault)
	__attribute__((warn_unused_result));
/* Takes an exclusive lock that the process holds until it ends; -1 if another
   process holds it. */
int os_lock_file(const char *path);
/* How many processors this process may use, at least 1. */
unsigned os_processors(void);
/* Allows as many open files and sockets as the system lets this process have. */
void os_raise_file_limit(void);
/* Resident memory of this process in bytes. */
size_t os_resident_bytes(void);

#endif
