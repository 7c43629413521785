#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "access/password.h"
#include "base/must.h"
#include "base/utf8.h"

#define SLOTS 2			/* 19 MiB each */
#define WAITING_MOST 64
#define PASSES 2
#define MEMORY_BYTES (19U << 20)

_Static_assert(PASSWORD_HASH_SIZE >= crypto_pwhash_STRBYTES, "the hash must fit");

/* Well formed, of our cost, and of nothing: for names that nobody has. */
static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$"
	"AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

static struct {
	pthread_mutex_t lock;
	pthread_cond_t freed;
	unsigned running, waiting;
} slots = { .lock = PTHREAD_MUTEX_INITIALIZER, .freed = PTHREAD_COND_INITIALIZER };

/* Who sets a password waits his turn always; who signs in only in a short queue. */
static bool take_slot(bool always)
{
	pthread_mutex_lock(&slots.lock);
	bool good = always || slots.waiting < WAITING_MOST;

	if (good) {
		slots.waiting++;
		while (slots.running == SLOTS)
			pthread_cond_wait(&slots.freed, &slots.lock);
		slots.waiting--;
		slots.running++;
	}
	pthread_mutex_unlock(&slots.lock);
	return good;
}

static void give_slot(void)
{
	pthread_mutex_lock(&slots.lock);
	must(slots.running > 0, "a slot given back twice");
	slots.running--;
	pthread_cond_signal(&slots.freed);
	pthread_mutex_unlock(&slots.lock);
}

void password_hash(const char *password, char hash_out[PASSWORD_HASH_SIZE])
{
	struct arena *arena = arena_create();
	const char *same = utf8_compatible(arena, password);

	must(sodium_init() >= 0, "libsodium does not start");
	(void)take_slot(true);
	int code = crypto_pwhash_str_alg(hash_out, same, strlen(same), PASSES, MEMORY_BYTES,
					 crypto_pwhash_ALG_ARGON2ID13);

	give_slot();
	must(code == 0, "no memory to hash a password");
	arena_destroy(&arena);
}

bool password_fits(const char *password, const char *hash, bool *fits_out, struct fault *fault)
{
	size_t length = strlen(password);
	bool possible = hash != NULL && length <= PASSWORD_BYTES_MOST &&
			utf8_is_valid(password, length);

	must(sodium_init() >= 0, "libsodium does not start");
	if (!take_slot(false))
		return fault_set(fault, FAULT_BUSY, NULL,
			BOTH("nhiều người đang chờ đăng nhập quá", "too many sign-ins wait"));
	struct arena *arena = arena_create();
	const char *same = possible ? utf8_compatible(arena, password) : "";
	int code = crypto_pwhash_str_verify(hash == NULL ? nobody : hash, same, strlen(same));

	give_slot();
	arena_destroy(&arena);
	*fits_out = possible && code == 0;
	return true;
}
