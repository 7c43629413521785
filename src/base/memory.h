#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H
/* The heap, for the few objects that outlive a request.  Never fails: out of
   memory ends the process. */

#include <stddef.h>

/* Zeroed memory of `size` bytes; the caller owns it. */
void *memory_take(size_t size);
/* The same memory with room for `size` bytes; what is new is not zeroed. */
void *memory_grow(void *memory, size_t size);
void memory_release(void *memory);
/* A copy of the text; the caller releases it. */
char *memory_copy_text(const char *text);

#define memory_new(type_) ((type_ *)memory_take(sizeof(type_)))

#endif
