/* What is committed stands in the log first and must be carried over into the file some time.
   The engine would do that within the commit that makes the log long, and one client in
   eighty would wait for two more syncs of the disk.  Here a thread with a connection of its
   own does it beside the writer.  The log begins anew only when nothing in it is left to be
   carried, and it shall do so soon: to write where the log has been before costs one flush
   of the disk, to make it longer costs the file system's own journal too.  So the little that
   is left in the end is carried over within a commit after all. */

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "store/store_sqlite.h"

/* In frames of the log, a page each: 4 KiB. */
#define PIECE 1000		/* so many are worth the syncs */
#define LEFT_MOST 100		/* so much a commit may carry */
#define LIMIT 4000		/* and here it must, whatever it costs */

struct carry {
	pthread_t thread;
	sqlite3 *connection;	/* the thread's */
	pthread_mutex_t at_work;	/* the engine lets one connection carry at a time */
	atomic_int carried;	/* frames of the present log that stand in the file */
	pthread_mutex_t lock;	/* guards what follows */
	pthread_cond_t more;
	bool is_wanted, must_stop;
};

/* Gives `at_work` back.  What fails (a full disk) is tried again after the next commit: until
   then everything stands in the log. */
static void carry_over(struct carry *carry, sqlite3 *connection)
{
	int frames = 0, carried = 0;

	(void)sqlite3_wal_checkpoint_v2(connection, NULL, SQLITE_CHECKPOINT_PASSIVE, &frames,
					&carried);
	if (carried >= 0)
		atomic_store(&carry->carried, carried);
	pthread_mutex_unlock(&carry->at_work);
}

static void *run_carry(void *argument)
{
	struct carry *carry = argument;

	pthread_mutex_lock(&carry->lock);
	while (!carry->must_stop) {
		if (!carry->is_wanted) {
			pthread_cond_wait(&carry->more, &carry->lock);
			continue;
		}
		carry->is_wanted = false;
		pthread_mutex_unlock(&carry->lock);
		/* and what came meanwhile, so that only a little is left */
		for (int pass = 0; pass < 2; pass++) {
			pthread_mutex_lock(&carry->at_work);
			carry_over(carry, carry->connection);
		}
		pthread_mutex_lock(&carry->lock);
	}
	pthread_mutex_unlock(&carry->lock);
	return NULL;
}

static void want(struct carry *carry)
{
	pthread_mutex_lock(&carry->lock);
	carry->is_wanted = true;
	pthread_mutex_unlock(&carry->lock);
	pthread_cond_signal(&carry->more);
}

/* The engine's call on the writer's thread after each commit: so many frames stand in the
   log.  After it began anew there are fewer than were carried. */
static int after_commit(void *context, sqlite3 *connection, const char *name, int frames)
{
	struct carry *carry = context;
	int carried = atomic_load(&carry->carried);

	must(frames > 0 && strcmp(name, "main") == 0, "a commit stands in the log");
	if (carried > frames) {
		carried = 0;
		atomic_store(&carry->carried, 0);
	}
	if (frames >= LIMIT) {	/* waits for a slow carrier: or the log would grow for ever */
		pthread_mutex_lock(&carry->at_work);
		carry_over(carry, connection);
	} else if (frames >= PIECE && frames - carried <= LEFT_MOST) {
		if (pthread_mutex_trylock(&carry->at_work) == 0)
			carry_over(carry, connection);
	} else if (frames - carried >= PIECE) {
		want(carry);
	}
	return SQLITE_OK;
}

void store_carry_aside(struct store *store)
{
	must(store->mode == STORE_WRITE && store->carry == NULL, "a writer has one carrier");
	struct carry *carry = memory_new(struct carry);

	if (sqlite3_open_v2(store->path, &carry->connection,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK ||
	    sqlite3_exec(carry->connection, "PRAGMA synchronous = FULL", NULL, NULL, NULL) !=
	    SQLITE_OK) {
		/* then the engine goes on to do it within its commits */
		sqlite3_close(carry->connection);
		memory_release(carry);
		return;
	}
	pthread_mutex_init(&carry->at_work, NULL);
	pthread_mutex_init(&carry->lock, NULL);
	pthread_cond_init(&carry->more, NULL);
	must(pthread_create(&carry->thread, NULL, run_carry, carry) == 0,
	     "the system gives no thread");
	store->carry = carry;
	sqlite3_wal_hook(store->connection, after_commit, carry);
}

void carry_stop(struct carry **carry)
{
	if (*carry == NULL)
		return;
	pthread_mutex_lock(&(*carry)->lock);
	(*carry)->must_stop = true;
	pthread_mutex_unlock(&(*carry)->lock);
	pthread_cond_signal(&(*carry)->more);
	must(pthread_join((*carry)->thread, NULL) == 0, "the carrier's thread does not end");
	must(sqlite3_close((*carry)->connection) == SQLITE_OK, "the carrier left something open");
	pthread_mutex_destroy(&(*carry)->at_work);
	pthread_mutex_destroy(&(*carry)->lock);
	pthread_cond_destroy(&(*carry)->more);
	memory_release(*carry);
	*carry = NULL;
}
