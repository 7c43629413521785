/* Any bytes as a document: judging its seal ends, and no document bears a good seal of
   a key that sealed none. */
#include "report/seal.h"
#include "tests/fuzz/fuzz.h"

/* The verifier key of the signed note in the C2SP's own example. */
#define VKEY "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

FUZZ(bytes, length)
{
	enum seal_state state = seal_check(arena, bytes, length, VKEY);

	must(state != SEAL_GOOD, "a seal that nobody made");
	must(words_word(&seal_state_words, state) != NULL, "a state has its word");
}
