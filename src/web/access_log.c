#include "web/access_log.h"

#include <pthread.h>
#include <sodium.h>

#include "access/account.h"
#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"
#include "base/text.h"
#include "journal/writer.h"
#include "web/private.h"

#define WAITING_MOST 4096
#define WAIT_US (INT64_C(2) * 1000000)
#define RETRY_US (INT64_C(15) * 1000000)
#define SAME_US (INT64_C(60) * 1000000)
#define RECENT 256			/* a power of two */

struct note {
	struct note *next;
	struct actor actor;
	const char *what, *record_type, *detail;
	struct id record_id;
};

struct recent {
	uint64_t hash;
	int64_t at_us;
};

struct access_log {
	struct writer *writer;
	struct sessions *sessions;
	unsigned char key[16];		/* of the hashes in `recent` */
	pthread_cond_t written;
	pthread_mutex_t lock;		/* guards what follows */
	struct arena *arena;		/* of what waits */
	struct note *first, **last;
	size_t count;			/* that are not yet written */
	int64_t due_us;			/* 0: nothing waits */
	struct recent recent[RECENT];
	bool is_writing;		/* the job and the batch are the writer's */
	struct job job;
	struct note *batch;
	size_t batch_count;
	struct arena *batch_arena;
};

struct access_log *access_log_create(struct writer *writer, struct sessions *sessions)
{
	must(writer != NULL && sessions != NULL, "what is read is noted by the writer");
	struct access_log *log = memory_new(struct access_log);

	log->writer = writer;
	log->sessions = sessions;
	os_random(log->key, sizeof(log->key));
	pthread_cond_init(&log->written, NULL);
	log->last = &log->first;
	log->arena = arena_create();
	pthread_mutex_init(&log->lock, NULL);
	return log;
}

/* Who did what to which record by which route.  Under a key of this process: nobody can
   choose two records of which one would hide the reading of the other. */
static uint64_t hash_request(const struct access_log *log, const struct request *request,
			     const char *what)
{
	struct id account = reader_account_id(request->reader);
	struct text said = { .arena = request->arena };
	uint64_t hash;

	_Static_assert(crypto_shorthash_BYTES == sizeof(hash), "the hash has 64 bits");
	_Static_assert(crypto_shorthash_KEYBYTES == sizeof(log->key), "and a key of 128");
	text_add(&said, what);
	text_add_bytes(&said, &account, sizeof(account));
	text_add_bytes(&said, &request->id, sizeof(request->id));
	text_add_bytes(&said, &request->route, sizeof(request->route));
	crypto_shorthash((unsigned char *)&hash, (const unsigned char *)text_string(&said),
			 said.length, log->key);
	return hash;
}

/* A screen asks for the same record many times: within a minute that is one reading. */
static bool is_recent(struct access_log *log, const struct request *request, const char *what)
{
	uint64_t hash = hash_request(log, request, what);
	struct recent *recent = &log->recent[(hash ^ hash >> 32) & (RECENT - 1)];
	int64_t now = request->now.us;

	if (recent->hash == hash && now - recent->at_us < SAME_US)
		return true;
	*recent = (struct recent){ hash, now };
	return false;
}

/* Under the lock; texts are copied, for the request ends before they are written. */
static void add_note(struct access_log *log, const struct request *request, const char *what,
		     const char *record_type)
{
	struct note *note = arena_new(log->arena, struct note);
	enum right needs = request->route->needs;

	note->actor = exchange_actor(request, needs, ID_NONE);
	note->actor.role = arena_copy(log->arena, note->actor.role);
	note->what = what;
	note->record_type = record_type;
	note->record_id = request->id;
	note->detail = arena_printf(log->arena, "%s %s", request->route->method,
				    request->route->path);
	*log->last = note;
	log->last = &note->next;
	log->count++;
	if (log->due_us == 0)
		log->due_us = request->now.us + WAIT_US;
}

/* False when too much waits: what must be noted and cannot be is refused. */
bool access_log_note(struct access_log *log, const struct request *request, const char *what,
		     const char *record_type)
{
	bool good = true;

	must(request->reader != NULL && request->route != NULL, "somebody did something");
	pthread_mutex_lock(&log->lock);
	if (!is_recent(log, request, what)) {
		good = log->count < WAITING_MOST;
		if (good)
			add_note(log, request, what, record_type);
	}
	pthread_mutex_unlock(&log->lock);
	return good;
}

/* All or none: what could not be written waits and is tried again. */
static bool write_notes(struct journal *journal, struct job *job)
{
	struct access_log *log = job->context;

	for (struct note *note = log->batch; note != NULL; note = note->next) {
		journal_set_actor(journal, &note->actor);
		if (!journal_access(journal, note->what, note->record_type, note->record_id,
				    note->detail, &job->fault))
			return false;
	}
	return sessions_write_token_uses(log->sessions, journal_store(journal), &job->fault);
}

static void notes_done(struct job *job)
{
	struct access_log *log = job->context;

	pthread_mutex_lock(&log->lock);
	log->is_writing = false;
	if (job->fault.kind == FAULT_NONE) {
		log->batch = NULL;
		must(log->count >= log->batch_count, "what was written had waited");
		log->count -= log->batch_count;
		arena_destroy(&log->batch_arena);
	}
	pthread_cond_broadcast(&log->written);
	pthread_mutex_unlock(&log->lock);
}

/* Under the lock: what waits becomes the batch, unless an earlier one still is. */
static void take_batch(struct access_log *log, int64_t now)
{
	if (log->batch == NULL) {
		log->batch = log->first;
		log->batch_count = log->count;
		log->batch_arena = log->arena;
		log->first = NULL;
		log->last = &log->first;
		log->arena = arena_create();
	}
	must(!log->is_writing, "one batch at a time");
	log->is_writing = true;
	log->due_us = now + RETRY_US;
	log->job = (struct job){
		.run = write_notes, .done = notes_done, .arena = log->batch_arena,
		.context = log, .actor = { .role = "machine" },
	};
}

/* Under the lock. */
static int next_due(const struct access_log *log, struct instant now)
{
	if (log->count == 0)
		return -1;
	return log->due_us > now.us ? (int)((log->due_us - now.us) / 1000) + 1 : 1;
}

int access_log_flush(struct access_log *log, struct instant now)
{
	int due;
	bool is_due;

	pthread_mutex_lock(&log->lock);
	is_due = log->count > 0 && !log->is_writing && now.us >= log->due_us;
	if (is_due)
		take_batch(log, now.us);
	else if (log->count == 0)
		log->due_us = 0;
	due = next_due(log, now);
	pthread_mutex_unlock(&log->lock);
	if (is_due)
		writer_submit(log->writer, &log->job);
	return due;
}

/* Waits for the batch under way, then writes what is left; one refusal ends it. */
static void write_all(struct access_log *log)
{
	bool is_refused = false;

	pthread_mutex_lock(&log->lock);
	while (log->is_writing || (log->count > 0 && !is_refused)) {
		if (!log->is_writing) {
			take_batch(log, 0);
			writer_submit(log->writer, &log->job);
		}
		while (log->is_writing)
			pthread_cond_wait(&log->written, &log->lock);
		is_refused = log->job.fault.kind != FAULT_NONE;
	}
	pthread_mutex_unlock(&log->lock);
}

void access_log_destroy(struct access_log **log)
{
	if (*log == NULL)
		return;
	write_all(*log);
	arena_destroy(&(*log)->arena);
	arena_destroy(&(*log)->batch_arena);
	pthread_mutex_destroy(&(*log)->lock);
	pthread_cond_destroy(&(*log)->written);
	memory_release(*log);
	*log = NULL;
}
