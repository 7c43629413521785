#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"

/* Out of memory is nothing that a request could mend: the process ends and starts anew. */
void *memory_take(size_t size)
{
	void *memory = calloc(1, size);

	must(memory != NULL, "out of memory");
	return memory;
}

void *memory_grow(void *memory, size_t size)
{
	void *grown = realloc(memory, size);

	must(grown != NULL, "out of memory");
	return grown;
}

void memory_release(void *memory)
{
	free(memory);
}

char *memory_copy_text(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(memory_take(size), text, size);
}
