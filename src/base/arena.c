#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"

#define BLOCK_SIZE 4000		/* with its header one page of the allocator */
#define BLOCK_SIZE_MOST 64000	/* blocks of a large arena grow to this */

struct block {
	struct block *next;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *blocks;	/* the newest first */
};

struct arena *arena_create(void)
{
	return memory_new(struct arena);
}

static void release_until(struct arena *arena, const struct block *keep)
{
	while (arena->blocks != keep) {
		struct block *b = arena->blocks;

		arena->blocks = b->next;
		memory_release(b);
	}
}

void arena_destroy(struct arena **arena)
{
	if (*arena == NULL)
		return;
	release_until(*arena, NULL);
	memory_release(*arena);
	*arena = NULL;
}

/* One block stays: what is used again and again soon needs no other. */
void arena_reset(struct arena *arena)
{
	must(arena != NULL, "an arena to reset");
	struct block *kept = NULL;

	while (arena->blocks != NULL) {
		struct block *b = arena->blocks, *worse = b;

		arena->blocks = b->next;
		if (b->size <= BLOCK_SIZE_MOST && (kept == NULL || b->size > kept->size)) {
			worse = kept;
			kept = b;
		}
		memory_release(worse);
	}
	if (kept == NULL)
		return;
	memset(kept->bytes, 0, kept->used);
	*kept = (struct block){ .size = kept->size };
	arena->blocks = kept;
}

static struct block *add_block(struct arena *arena, size_t need)
{
	size_t room = BLOCK_SIZE;

	if (arena->blocks != NULL && arena->blocks->next != NULL)
		room = 2 * arena->blocks->size < BLOCK_SIZE_MOST ? 2 * arena->blocks->size :
		       BLOCK_SIZE_MOST;
	if (room < need)
		room = need;
	struct block *b = memory_take(sizeof(*b) + room);

	b->size = room;
	b->next = arena->blocks;
	arena->blocks = b;
	return b;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	must(size < SIZE_MAX / 2, "an allocation of an impossible size");
	size_t need = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	struct block *b = arena->blocks;

	if (b == NULL || b->size - b->used < need)
		b = add_block(arena, need);
	void *p = b->bytes + b->used;

	b->used += need;
	return p;
}

const char *arena_copy(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_copy_bytes(arena, text, strlen(text));
}

const char *arena_copy_bytes(struct arena *arena, const void *bytes, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);

	if (length > 0)
		memcpy(copy, bytes, length);
	return copy;
}

/* Most texts fit into what is left of the block: they are formatted once, in their place. */
const char *arena_vprintf(struct arena *arena, const char *format, va_list args)
{
	struct block *b = arena->blocks;
	size_t left = b == NULL ? 0 : b->size - b->used;
	char *place = b == NULL ? NULL : b->bytes + b->used;
	va_list again;

	must(format != NULL, "a format is needed");
	va_copy(again, args);
	int length = vsnprintf(left == 0 ? NULL : place, left, format, args);

	must(length >= 0, "a format that vsnprintf refuses");
	char *text = arena_alloc(arena, (size_t)length + 1);

	if (text != place) {
		/* a block that comes back must be zero beyond its use */
		if (left > 0)
			memset(place, 0, left);
		vsnprintf(text, (size_t)length + 1, format, again);
	}
	va_end(again);
	return text;
}

const char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	const char *text = arena_vprintf(arena, format, args);

	va_end(args);
	return text;
}
