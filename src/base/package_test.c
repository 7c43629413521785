/* Zips made by the child program, looked into by another one. */

#include "base/package.h"

#include <string.h>

#include "base/fault.h"
#include "tests/test.h"

static const char *zip_of(struct arena *arena, size_t *length_out)
{
	struct text files = { .arena = arena }, one = { .arena = arena };
	struct text none = { .arena = arena };
	struct fault fault = { .kind = FAULT_NONE };
	const char *bytes = NULL;

	text_add(&one, "{\"text\":\"Nước lên\"}\n");
	package_add(&files, "runs.jsonl", &one);
	package_add(&files, "nothing.jsonl", &none);
	CHECK(package_make(arena, &files, &bytes, length_out, &fault));
	return bytes;
}

static bool holds(const char *bytes, size_t length, const char *what)
{
	for (size_t i = 0; i + strlen(what) <= length; i++)
		if (memcmp(bytes + i, what, strlen(what)) == 0)
			return true;
	return false;
}

TEST(a_package_names_its_files_and_leaves_out_what_is_empty)
{
	struct arena *arena = arena_create();
	size_t length = 0;
	const char *bytes = zip_of(arena, &length);

	CHECK(bytes != NULL && memcmp(bytes, "PK\003\004", 4) == 0);
	CHECK(holds(bytes, length, "runs.jsonl"));
	CHECK(!holds(bytes, length, "nothing.jsonl"));
	arena_destroy(&arena);
}

TEST(the_same_files_give_the_same_package)
{
	struct arena *arena = arena_create();
	size_t first = 0, second = 0;
	const char *a = zip_of(arena, &first), *b = zip_of(arena, &second);

	CHECK(first == second && memcmp(a, b, first) == 0);
	arena_destroy(&arena);
}
