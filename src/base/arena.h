#ifndef BASE_ARENA_H
#define BASE_ARENA_H
/* A region of memory that is released all at once.  Everything that lives as
   long as one request, command or clock tick (rows, strings, JSON text) is
   taken from its arena and is never freed on its own.  Allocation never
   fails: out of memory ends the process; what a user controls is limited
   before it gets here.  An arena belongs to one thread at a time. */

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_create(void);
void arena_destroy(struct arena **arena);
/* Forgets everything in the arena but keeps a block of at most 64 kB for reuse. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
/* A copy of the text; NULL stays NULL. */
const char *arena_copy(struct arena *arena, const char *text);
/* A copy of `length` bytes, closed by a NUL. */
const char *arena_copy_bytes(struct arena *arena, const void *bytes, size_t length);
const char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
const char *arena_vprintf(struct arena *arena, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

#define arena_new(arena_, type_) ((type_ *)arena_alloc((arena_), sizeof(type_)))
#define arena_array(arena_, type_, count_) \
	((type_ *)arena_alloc((arena_), sizeof(type_) * (count_)))

#endif
