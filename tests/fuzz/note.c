/* Any bytes as a signed note: without the office's key nothing verifies. */
#include "journal/checkpoint.h"
#include "tests/fuzz/fuzz.h"

static const char key[] = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

FUZZ(bytes, length)
{
	const char *text = NULL;

	note_check(arena, arena_copy_bytes(arena, bytes, length), key, &text);
}
