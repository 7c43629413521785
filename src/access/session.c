/* Sessions and API tokens of one server, with the readers they stand for.  What
   is looked up for every request is found by one hash and one short lock; only a
   reader that is not cached asks the database. */

#include <pthread.h>
#include <sodium.h>
#include <string.h>

#include "access/private.h"
#include "access/token.h"
#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"

#define BUCKETS 1024U
#define PER_ACCOUNT_MOST 16
#define TOKENS_MOST 4096
#define HOUR_US (INT64_C(3600) * 1000000)
#define IDLE_US (8 * HOUR_US)
#define WHOLE_US (24 * HOUR_US)
#define SWEEP_US (HOUR_US / 6)

struct key_hash { unsigned char bytes[32]; };	/* the key itself is kept nowhere */

struct session {
	struct session *next;
	struct key_hash hash;
	bool is_token;
	struct id account_id, token_id;
	struct instant opened_at, used_at;
	struct instant written_at;		/* a token's use, when it was last written */
	struct instant password_set_at;		/* of the account when it was opened */
	const struct reader *reader;		/* NULL: to be read again */
};

struct sessions {
	pthread_mutex_t lock;
	struct session *buckets[BUCKETS];
	size_t token_count;
	uint64_t generation;			/* of the readers: grows when they are forgotten */
	struct instant swept_at;
};

struct sessions *sessions_create(void)
{
	struct sessions *sessions = memory_new(struct sessions);

	must(sodium_init() >= 0, "libsodium does not start");
	must(pthread_mutex_init(&sessions->lock, NULL) == 0, "a lock");
	return sessions;
}

static struct session **bucket_of(struct sessions *sessions, const struct key_hash *hash)
{
	uint32_t bits;

	memcpy(&bits, hash->bytes, sizeof(bits));
	return &sessions->buckets[bits % BUCKETS];
}

static struct session *find(struct sessions *sessions, const struct key_hash *hash)
{
	struct session *session = *bucket_of(sessions, hash);

	while (session != NULL && memcmp(&session->hash, hash, sizeof(*hash)) != 0)
		session = session->next;
	return session;
}

/* Takes out the session that stands at the link. */
static void drop(struct sessions *sessions, struct session **link)
{
	struct session *session = *link;

	*link = session->next;
	must(!session->is_token || sessions->token_count > 0, "each token was counted");
	sessions->token_count -= session->is_token;
	reader_release(&session->reader);
	memory_release(session);
}

static bool is_over(const struct session *session, struct instant now)
{
	if (session->is_token)
		return false;
	return now.us - session->used_at.us >= IDLE_US ||
	       now.us - session->opened_at.us >= WHOLE_US;
}

/* Drops what the function picks. */
static void drop_where(struct sessions *sessions,
		       bool (*picks)(const struct session *session, const void *context),
		       const void *context)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		struct session **link = &sessions->buckets[i];

		while (*link != NULL) {
			if (picks(*link, context))
				drop(sessions, link);
			else
				link = &(*link)->next;
		}
	}
}

static bool picks_all(const struct session *session, const void *context)
{
	(void)session;
	(void)context;
	return true;
}

static bool picks_over(const struct session *session, const void *context)
{
	return is_over(session, *(const struct instant *)context);
}

static bool picks_account(const struct session *session, const void *context)
{
	return id_equal(session->account_id, *(const struct id *)context);
}

static bool picks_one(const struct session *session, const void *context)
{
	return session == context;
}

static bool picks_hash(const struct session *session, const void *context)
{
	return memcmp(&session->hash, context, sizeof(session->hash)) == 0;
}

void sessions_destroy(struct sessions **sessions)
{
	if (*sessions == NULL)
		return;
	drop_where(*sessions, picks_all, NULL);
	pthread_mutex_destroy(&(*sessions)->lock);
	memory_release(*sessions);
	*sessions = NULL;
}

static struct key_hash hash_of(const char *key)
{
	struct key_hash hash;

	crypto_hash_sha256(hash.bytes, (const unsigned char *)key, strlen(key));
	return hash;
}

static struct session *insert(struct sessions *sessions, const struct session *values)
{
	struct session **bucket = bucket_of(sessions, &values->hash);
	struct session *session = memory_new(struct session);

	*session = *values;
	session->next = *bucket;
	*bucket = session;
	sessions->token_count += session->is_token;
	return session;
}

/* Nobody needs so many at once: the one that was not used for longest ends. */
static void make_room(struct sessions *sessions, struct id account_id)
{
	const struct session *oldest = NULL;
	size_t count = 0;

	for (size_t i = 0; i < BUCKETS; i++) {
		for (const struct session *s = sessions->buckets[i]; s != NULL; s = s->next) {
			if (s->is_token || !id_equal(s->account_id, account_id))
				continue;
			count++;
			if (oldest == NULL || s->used_at.us < oldest->used_at.us)
				oldest = s;
		}
	}
	if (count >= PER_ACCOUNT_MOST)
		drop_where(sessions, picks_one, oldest);
}

static void sweep(struct sessions *sessions, struct instant now)
{
	if (now.us - sessions->swept_at.us < SWEEP_US)
		return;
	sessions->swept_at = now;
	drop_where(sessions, picks_over, &now);
}

bool sessions_open(struct sessions *sessions, struct store *store, struct id account_id,
		   struct instant now, char key_out[65], struct fault *fault)
{
	must(!id_is_none(account_id), "a session is somebody's");
	const struct reader *reader = reader_of_account(store, account_id, now, fault);
	unsigned char random[32];

	if (reader == NULL)
		return false;
	os_random(random, sizeof(random));
	sodium_bin2hex(key_out, 65, random, sizeof(random));
	/* the first request makes its reader anew: grants may change until then */
	struct session session = {
		.hash = hash_of(key_out), .account_id = account_id, .opened_at = now,
		.used_at = now, .password_set_at = reader_password_set_at(reader),
	};

	reader_release(&reader);
	pthread_mutex_lock(&sessions->lock);
	sweep(sessions, now);
	make_room(sessions, account_id);
	insert(sessions, &session);
	pthread_mutex_unlock(&sessions->lock);
	return true;
}

/* What a look in the table gave: a reader, or what is needed to make one. */
struct found {
	bool is_known;
	const struct reader *reader;
	struct session session;
	uint64_t generation;
};

static struct found look(struct sessions *sessions, const struct key_hash *hash,
			 struct instant now)
{
	struct found found = { 0 };

	pthread_mutex_lock(&sessions->lock);
	struct session *session = find(sessions, hash);

	if (session != NULL && is_over(session, now)) {
		drop_where(sessions, picks_one, session);
		session = NULL;
	}
	found.generation = sessions->generation;
	if (session != NULL) {
		found.is_known = true;
		if (now.us > session->used_at.us)
			session->used_at = now;
		found.session = *session;
		if (session->reader != NULL && now.us < reader_good_until(session->reader).us)
			found.reader = reader_retain(session->reader);
	}
	pthread_mutex_unlock(&sessions->lock);
	return found;
}

/* Keeps the reader with its session, unless grants changed while it was made.
   False if the session ended meanwhile. */
static bool keep(struct sessions *sessions, const struct found *found,
		 const struct reader *reader)
{
	pthread_mutex_lock(&sessions->lock);
	struct session *session = find(sessions, &found->session.hash);

	if (session == NULL && found->session.is_token && !found->is_known &&
	    sessions->token_count < TOKENS_MOST)
		session = insert(sessions, &found->session);
	if (session != NULL && sessions->generation == found->generation) {
		reader_release(&session->reader);
		session->reader = reader_retain(reader);
	}
	bool good = session != NULL || found->session.is_token;

	pthread_mutex_unlock(&sessions->lock);
	return good;
}

static void forget(struct sessions *sessions, const struct key_hash *hash)
{
	pthread_mutex_lock(&sessions->lock);
	if (find(sessions, hash) != NULL)
		drop_where(sessions, picks_hash, hash);
	pthread_mutex_unlock(&sessions->lock);
}

const struct reader *sessions_find(struct sessions *sessions, struct store *store,
				   const char *key, struct instant now)
{
	struct fault fault = { 0 };

	must(key != NULL, "a key to look for");
	if (strlen(key) != 64)
		return NULL;
	struct key_hash hash = hash_of(key);
	struct found found = look(sessions, &hash, now);

	if (found.reader != NULL || !found.is_known)
		return found.reader;
	const struct reader *reader = reader_of_account(store, found.session.account_id, now,
							&fault);

	if (reader == NULL) {	/* a busy database ends no session; a closed account does */
		if (fault.kind == FAULT_FORBIDDEN || fault.kind == FAULT_NOT_FOUND)
			forget(sessions, &hash);
		return NULL;
	}
	bool same = reader_password_set_at(reader).us == found.session.password_set_at.us;

	if (!same)
		forget(sessions, &hash);
	if (!same || !keep(sessions, &found, reader))
		reader_release(&reader);
	return reader;
}

const struct reader *sessions_find_token(struct sessions *sessions, struct store *store,
					 const char *token, struct instant now)
{
	struct fault fault = { 0 };
	struct token_use use;

	if (!token_is_well_formed(token))
		return NULL;
	struct key_hash hash = hash_of(token);
	struct found found = look(sessions, &hash, now);

	if (found.reader != NULL)
		return found.reader;
	if (!token_read(store, hash.bytes, now, &use, &fault)) {
		if (found.is_known && fault.kind == FAULT_NOT_FOUND)
			forget(sessions, &hash);
		return NULL;
	}
	const struct reader *reader = reader_create(store, use.account_id, use.rights, true, now,
						    &fault);

	if (reader == NULL)
		return NULL;
	if (!found.is_known)
		found.session = (struct session){
			.hash = hash, .is_token = true, .account_id = use.account_id,
			.token_id = use.token_id, .opened_at = now, .used_at = now };
	(void)keep(sessions, &found, reader);
	return reader;
}

void sessions_close(struct sessions *sessions, const char *key)
{
	struct key_hash hash = hash_of(key);

	forget(sessions, &hash);
}

void sessions_close_account(struct sessions *sessions, struct id account_id)
{
	pthread_mutex_lock(&sessions->lock);
	sessions->generation++;
	drop_where(sessions, picks_account, &account_id);
	pthread_mutex_unlock(&sessions->lock);
}

void sessions_forget_readers(struct sessions *sessions)
{
	pthread_mutex_lock(&sessions->lock);
	sessions->generation++;
	for (size_t i = 0; i < BUCKETS; i++)
		for (struct session *s = sessions->buckets[i]; s != NULL; s = s->next)
			reader_release(&s->reader);
	pthread_mutex_unlock(&sessions->lock);
}

/* Takes one use that is not written yet. */
static bool take_use(struct sessions *sessions, struct id *token_id_out,
		     struct instant *used_at_out)
{
	bool found = false;

	pthread_mutex_lock(&sessions->lock);
	for (size_t i = 0; i < BUCKETS && !found; i++) {
		for (struct session *s = sessions->buckets[i]; s != NULL && !found; s = s->next) {
			found = s->is_token && s->used_at.us > s->written_at.us;
			if (!found)
				continue;
			*token_id_out = s->token_id;
			*used_at_out = s->written_at = s->used_at;
		}
	}
	pthread_mutex_unlock(&sessions->lock);
	return found;
}

bool sessions_write_token_uses(struct sessions *sessions, struct store *store,
			       struct fault *fault)
{
	struct instant used_at;
	struct id token_id;

	/* bounded: a token that is used while we write is written once more at most */
	for (int i = 0; i < 2 * TOKENS_MOST && take_use(sessions, &token_id, &used_at); i++)
		if (!token_write_use(store, token_id, used_at, fault))
			return false;
	return true;
}
