#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H
/* One target = one file with FUZZ(bytes, length) { … }: libFuzzer calls it with
   whatever it thinks of; it must neither crash nor break a rule it states itself. */

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/must.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length);

#define FUZZ(bytes_, length_) \
	static void fuzz_one(struct arena *arena, const char *bytes_, size_t length_); \
	int LLVMFuzzerTestOneInput(const uint8_t *data, size_t length) \
	{ \
		struct arena *arena = arena_create(); \
		fuzz_one(arena, (const char *)data, length); \
		arena_destroy(&arena); \
		return 0; \
	} \
	static void fuzz_one(struct arena *arena, const char *bytes_, size_t length_)

#endif
