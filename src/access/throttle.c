#include "access/throttle.h"

#include <pthread.h>
#include <sodium.h>
#include <stdint.h>
#include <string.h>

#include "base/must.h"

#define ROWS 1024U
#define WAYS 8U
#define SECOND_US INT64_C(1000000)
#define MINUTE_US (60 * SECOND_US)
#define DAY_US (24 * 3600 * SECOND_US)
#define WAIT_MOST_US (15 * 60 * SECOND_US)
#define FREE_PER_LOGIN 5
#define FREE_PER_ADDRESS 20	/* an office may sit behind one address */
#define FAILURES_MOST 100

struct tries {
	uint64_t key;		/* 0: free */
	uint32_t failures;
	int64_t last_us;
};

enum counted { BY_LOGIN, BY_ADDRESS, COUNTED };

static struct {
	pthread_mutex_t lock;
	unsigned char secret[crypto_shorthash_KEYBYTES];
	bool has_secret;
	struct tries rows[COUNTED][ROWS][WAYS];
} table = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* Keyed, so that nobody can choose names that fall on another's row. */
static uint64_t key_of(const char *text)
{
	uint64_t key;

	must(sodium_init() >= 0, "libsodium does not start");
	if (!table.has_secret)
		crypto_shorthash_keygen(table.secret);
	table.has_secret = true;
	crypto_shorthash((unsigned char *)&key, (const unsigned char *)text, strlen(text),
			 table.secret);
	return key == 0 ? 1 : key;
}

static struct tries *find(enum counted by, const char *text)
{
	must(text != NULL, "tries of somebody");
	uint64_t key = key_of(text);
	struct tries *row = table.rows[by][key % ROWS];

	for (unsigned i = 0; i < WAYS; i++)
		if (row[i].key == key)
			return &row[i];
	return NULL;
}

/* A new one takes the place that is missed least: few failures, long ago. */
static struct tries *take(enum counted by, const char *text, int64_t now_us)
{
	uint64_t key = key_of(text);
	struct tries *row = table.rows[by][key % ROWS], *least = &row[0];
	struct tries *found = find(by, text);

	if (found != NULL)
		return found;
	for (unsigned i = 1; i < WAYS; i++)
		if (row[i].failures < least->failures ||
		    (row[i].failures == least->failures && row[i].last_us < least->last_us))
			least = &row[i];
	*least = (struct tries){ .key = key, .last_us = now_us };
	return least;
}

static void forget_old(struct tries *tries, enum counted by, int64_t now_us)
{
	must(tries->key != 0, "tries of somebody");
	int64_t passed = now_us - tries->last_us, minutes = passed / MINUTE_US;

	if (passed >= DAY_US)
		tries->failures = 0;
	else if (by == BY_ADDRESS && minutes > 0)
		tries->failures -= minutes < tries->failures ? (uint32_t)minutes : tries->failures;
}

static int64_t wait_us(uint32_t failures, enum counted by)
{
	uint32_t free = by == BY_LOGIN ? FREE_PER_LOGIN : FREE_PER_ADDRESS;

	if (failures < free)
		return 0;
	if (by == BY_LOGIN && failures >= FAILURES_MOST)
		return DAY_US;
	int64_t wait = failures - free > 10 ? WAIT_MOST_US : SECOND_US << (failures - free);

	return wait < WAIT_MOST_US ? wait : WAIT_MOST_US;
}

static bool may_try(const struct tries *tries, enum counted by, int64_t now_us)
{
	return now_us - tries->last_us >= wait_us(tries->failures, by);
}

static void count(struct tries *tries, enum counted by, int64_t now_us)
{
	forget_old(tries, by, now_us);
	tries->failures++;
	tries->last_us = now_us;
}

bool throttle_take(const char *login, const char *address, struct instant now)
{
	pthread_mutex_lock(&table.lock);
	struct tries *by_login = take(BY_LOGIN, login, now.us);
	struct tries *by_address = address == NULL ? NULL : take(BY_ADDRESS, address, now.us);
	bool good = may_try(by_login, BY_LOGIN, now.us) &&
		    (by_address == NULL || may_try(by_address, BY_ADDRESS, now.us));

	if (good) {
		count(by_login, BY_LOGIN, now.us);
		if (by_address != NULL)
			count(by_address, BY_ADDRESS, now.us);
	}
	pthread_mutex_unlock(&table.lock);
	return good;
}

static void give_back(enum counted by, const char *text)
{
	struct tries *tries = text == NULL ? NULL : find(by, text);

	if (tries != NULL && tries->failures > 0)
		tries->failures--;
}

void throttle_give_back(const char *login, const char *address)
{
	pthread_mutex_lock(&table.lock);
	give_back(BY_LOGIN, login);
	give_back(BY_ADDRESS, address);
	pthread_mutex_unlock(&table.lock);
}

void throttle_forgive(const char *login, const char *address)
{
	pthread_mutex_lock(&table.lock);
	struct tries *by_login = find(BY_LOGIN, login);

	if (by_login != NULL)
		*by_login = (struct tries){ 0 };
	give_back(BY_ADDRESS, address);
	pthread_mutex_unlock(&table.lock);
}
