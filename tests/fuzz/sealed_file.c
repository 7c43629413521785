/* Any bytes as a sealed backup: refused with a fault, and nothing is left of what was
   being written.  The passes and the memory of the header are made small, so that a
   run takes no second. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/os_file.h"
#include "store/sealed_file.h"
#include "tests/fuzz/fuzz.h"

#define PASSES_AT 33		/* behind 17 bytes of name and 16 of salt */
#define LEAST_MEMORY 8192

static void write_small(char *bytes, size_t length)
{
	const uint64_t cost[2] = { 1, LEAST_MEMORY };

	if (length >= PASSES_AT + sizeof(cost))
		memcpy(bytes + PASSES_AT, cost, sizeof(cost));
}

FUZZ(bytes, length)
{
	const char *from = arena_printf(arena, "/dev/shm/fuzz-sealed-%d", (int)getpid());
	const char *to = arena_printf(arena, "%s.opened", from);
	char *copy = arena_alloc(arena, length + 1);
	struct fault fault = { 0 };
	bool is_sealed;

	memcpy(copy, bytes, length);
	write_small(copy, length);
	FILE *file = fopen(from, "wb");

	must(file != NULL && fwrite(copy, 1, length, file) == length && fclose(file) == 0,
	     "the input is written");
	must(sealed_file_is(from, &is_sealed, &fault), "a file can be looked at");
	must(!sealed_file_read(from, to, "a passphrase of tests", &fault) &&
	     fault.kind != FAULT_NONE, "what nobody sealed is refused");
	must(access(to, F_OK) != 0, "nothing is left of it");
	unlink(from);
}
