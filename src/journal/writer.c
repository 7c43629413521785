#include "journal/writer.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"
#include "base/os_file.h"
#include "journal/checkpoint.h"
#include "journal/private.h"

#define GROUP_MOST 512
#define CHECKPOINT_EVERY_US (INT64_C(600) * 1000000)
#define PROBE_SECONDS 2
#define PROBE_BYTES (256 * 1024)	/* less room than this is none: it would fail at once */

struct writer {
	pthread_t thread;
	struct instant (*now)(void);
	struct store *store;		/* the thread's */
	struct arena *arena;		/* the thread's */
	struct job *group[GROUP_MOST];	/* the thread's */
	uint64_t size, checkpoint_size;	/* the thread's: of the tree */
	struct instant checkpoint_at;	/* the thread's */
	atomic_bool disk_is_full;
	atomic_ulong groups, jobs;
	pthread_mutex_t lock;		/* guards what follows */
	pthread_cond_t more, answered;
	struct job *first, **last;
	bool is_stopping;
	void (*tell_disk)(void *context, bool is_full);
	void *tell_context;
};

/* The store's words live on the thread that met them. */
static void keep_detail(struct job *job)
{
	job->fault.detail = arena_copy(job->arena, job->fault.detail);
}

/* Runs the job in a part of its own. */
static void run_job(struct journal *journal, struct job *job)
{
	journal_set_arena(journal, job->arena);
	if (!journal_part_begin(journal, &job->actor, &job->fault)) {
		keep_detail(job);
		return;
	}
	if (job->run(journal, job)) {
		job->fault = (struct fault){ .kind = FAULT_NONE };
		if (!journal_part_end(journal, &job->fault))
			keep_detail(job);
		return;
	}
	must(job->fault.kind != FAULT_NONE, "a job that fails says why");
	journal_failed(journal, &job->fault);
	journal_part_undo(journal);
	keep_detail(job);
}

/* The whole group failed: what seemed done is not. */
static void refuse_group(struct writer *writer, size_t count, const struct fault *fault)
{
	for (size_t i = 0; i < count; i++) {
		struct job *job = writer->group[i];

		if (job->fault.kind == FAULT_NONE)
			fault_set(&job->fault, fault->kind, fault->field,
				  arena_copy(job->arena, fault->detail));
	}
}

/* Says so only when it turns. */
static void set_disk_full(struct writer *writer, bool is_full)
{
	if (atomic_exchange(&writer->disk_is_full, is_full) == is_full)
		return;
	pthread_mutex_lock(&writer->lock);
	void (*tell)(void *context, bool is_full) = writer->tell_disk;
	void *context = writer->tell_context;

	pthread_mutex_unlock(&writer->lock);
	if (tell != NULL)
		tell(context, is_full);
}

static bool has_full_disk(const struct writer *writer, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (writer->group[i]->fault.kind == FAULT_DISK_FULL)
			return true;
	return false;
}

/* One job may have broken the transaction; the others then hear its fault. */
static const struct fault *find_breaking(const struct writer *writer, size_t count,
					 const struct fault *fallback)
{
	for (size_t i = 0; i < count; i++)
		if (writer->group[i]->fault.kind == FAULT_DISK_FULL ||
		    writer->group[i]->fault.kind == FAULT_BUSY)
			return &writer->group[i]->fault;
	return fallback;
}

static void run_group(struct writer *writer, size_t count)
{
	struct fault fault = { .kind = FAULT_NONE };

	must(count > 0 && count <= GROUP_MOST, "a group has its bounds");
	for (size_t i = 0; i < count; i++)
		writer->group[i]->fault = fault;
	struct journal *journal = journal_begin(writer->store, writer->arena, writer->now(),
						&fault);
	bool good = journal != NULL, wrote = false;

	if (good) {
		for (size_t i = 0; i < count && !journal->is_broken; i++)
			run_job(journal, writer->group[i]);
		journal_set_arena(journal, writer->arena);
		uint64_t size = journal->edge.size;

		wrote = size > journal->size_before;
		good = journal_commit(&journal, &fault);
		if (good)
			writer->size = size;
	}
	must(good || fault.kind != FAULT_NONE, "a refused group has a reason");
	if (!good)
		refuse_group(writer, count, find_breaking(writer, count, &fault));
	if (has_full_disk(writer, count))
		set_disk_full(writer, true);
	else if (good && wrote)
		set_disk_full(writer, false);
}

/* Those with a callback first; who waits in writer_run is woken once for all. */
static void answer_group(struct writer *writer, size_t count)
{
	bool has_waiting = false;

	for (size_t i = 0; i < count; i++) {
		struct job *job = writer->group[i];

		if (job->done == NULL) {
			has_waiting = true;
			continue;
		}
		writer->group[i] = NULL;	/* no longer ours when it is answered */
		job->done(job);
	}
	if (!has_waiting)
		return;
	pthread_mutex_lock(&writer->lock);
	for (size_t i = 0; i < count; i++)
		if (writer->group[i] != NULL)
			writer->group[i]->next = writer->group[i];
	pthread_cond_broadcast(&writer->answered);
	pthread_mutex_unlock(&writer->lock);
}

/* Is there room again?  The database must take a page, and the disk a file of some
   size: pages that the log already owns would promise what the next change cannot keep. */
static bool has_room(struct writer *writer)
{
	static const char sql[] =
		"UPDATE journal_edge\n"
		"SET clock = clock";
	struct fault fault = { .kind = FAULT_NONE };
	const char *path = arena_printf(writer->arena, "%s.room", store_path(writer->store));
	const char *bytes = arena_alloc(writer->arena, PROBE_BYTES);
	bool good = os_write_file(path, bytes, PROBE_BYTES, 0600, &fault);

	os_remove_file(path);
	if (good && store_begin(writer->store, &fault)) {
		good = store_run(writer->store, sql, NO_BINDS, NULL, &fault);
		if (!good)
			store_rollback(writer->store);
		good = good && store_commit(writer->store, &fault);
	}
	arena_reset(writer->arena);
	return good && fault.kind == FAULT_NONE;
}

/* With a full disk labelled reading is refused, too; so the writer does not wait for
   somebody's change to learn that there is room again.  The lock is held. */
static void wait_and_probe(struct writer *writer)
{
	struct timespec until;

	must(clock_gettime(CLOCK_MONOTONIC, &until) == 0, "the system has no steady clock");
	until.tv_sec += PROBE_SECONDS;
	if (pthread_cond_timedwait(&writer->more, &writer->lock, &until) != ETIMEDOUT)
		return;
	pthread_mutex_unlock(&writer->lock);
	if (has_room(writer))
		set_disk_full(writer, false);
	pthread_mutex_lock(&writer->lock);
}

/* Waits for jobs and takes a group of them; 0 when it is time to end. */
static size_t take_group(struct writer *writer)
{
	size_t count = 0;

	pthread_mutex_lock(&writer->lock);
	while (writer->first == NULL && !writer->is_stopping) {
		if (atomic_load(&writer->disk_is_full))
			wait_and_probe(writer);
		else
			pthread_cond_wait(&writer->more, &writer->lock);
	}
	while (writer->first != NULL && count < GROUP_MOST) {
		struct job *job = writer->first;

		writer->first = job->next;
		job->next = NULL;
		writer->group[count++] = job;
	}
	if (writer->first == NULL)
		writer->last = &writer->first;
	pthread_mutex_unlock(&writer->lock);
	return count;
}

/* A missing key file stops no work: the next checkpoint tries again, and who
   verifies or issues a document is told. */
static void write_checkpoint(struct writer *writer)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct checkpoint checkpoint;
	struct instant now = writer->now();
	struct journal *journal = journal_begin(writer->store, writer->arena, now, &fault);

	writer->checkpoint_at = now;
	if (journal == NULL)
		return;
	if (!checkpoint_write(journal, &checkpoint, &fault))
		journal_cancel(&journal);
	else if (journal_commit(&journal, &fault))
		writer->checkpoint_size = checkpoint.size;
}

static void *run_writer(void *argument)
{
	struct writer *writer = argument;

	for (size_t count = take_group(writer); count > 0; count = take_group(writer)) {
		run_group(writer, count);
		atomic_fetch_add_explicit(&writer->groups, 1, memory_order_relaxed);
		atomic_fetch_add_explicit(&writer->jobs, count, memory_order_relaxed);
		/* judged at the moment of the group, written when nobody waits for it */
		bool is_due = writer->size > writer->checkpoint_size &&
			      writer->now().us - writer->checkpoint_at.us >= CHECKPOINT_EVERY_US;

		answer_group(writer, count);
		if (is_due)
			write_checkpoint(writer);
		arena_reset(writer->arena);
	}
	if (writer->size > writer->checkpoint_size)
		write_checkpoint(writer);
	return NULL;
}

/* So that a start without any change signs nothing. */
static bool read_sizes(struct writer *writer, struct fault *fault)
{
	static const char sql[] =
		"SELECT coalesce(max(size), 0)\n"
		"FROM journal_checkpoint";
	struct tree_edge edge;
	int64_t clock, size;

	if (!edge_read(writer->store, &edge, &clock, fault) ||
	    !store_integer(writer->store, sql, NO_BINDS, &size, fault))
		return false;
	writer->size = edge.size;
	writer->checkpoint_size = (uint64_t)size;
	return true;
}

static void release(struct writer **writer)
{
	store_close(&(*writer)->store);
	arena_destroy(&(*writer)->arena);
	pthread_mutex_destroy(&(*writer)->lock);
	pthread_cond_destroy(&(*writer)->more);
	pthread_cond_destroy(&(*writer)->answered);
	memory_release(*writer);
	*writer = NULL;
}

struct writer *writer_start(const char *path, struct instant (*now)(void), struct fault *fault)
{
	struct store *store = store_open(path, STORE_WRITE, fault);

	return store == NULL ? NULL : writer_start_on(&store, now, fault);
}

/* A condition whose waits do not jump with the wall clock. */
static void init_steady(pthread_cond_t *condition)
{
	pthread_condattr_t attributes;

	must(pthread_condattr_init(&attributes) == 0 &&
	     pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC) == 0 &&
	     pthread_cond_init(condition, &attributes) == 0, "the system gives no condition");
	pthread_condattr_destroy(&attributes);
}

struct writer *writer_start_on(struct store **store, struct instant (*now)(void),
			       struct fault *fault)
{
	struct writer *writer = memory_new(struct writer);

	writer->now = now;
	writer->checkpoint_at = now();
	writer->last = &writer->first;
	writer->arena = arena_create();
	pthread_mutex_init(&writer->lock, NULL);
	init_steady(&writer->more);
	pthread_cond_init(&writer->answered, NULL);
	writer->store = *store;
	*store = NULL;
	if (!read_sizes(writer, fault)) {
		release(&writer);
		return NULL;
	}
	store_carry_aside(writer->store);
	must(pthread_create(&writer->thread, NULL, run_writer, writer) == 0,
	     "the system gives no thread");
	return writer;
}

/* What was submitted before is done first; nothing may be submitted any more. */
void writer_stop(struct writer **writer)
{
	if (*writer == NULL)
		return;
	pthread_mutex_lock(&(*writer)->lock);
	(*writer)->is_stopping = true;
	pthread_cond_signal(&(*writer)->more);
	pthread_mutex_unlock(&(*writer)->lock);
	must(pthread_join((*writer)->thread, NULL) == 0, "the writer's thread does not end");
	release(writer);
}

/* An urgent one (the clock's release) goes ahead of all that waits, not into a group that
   runs already. */
void writer_submit(struct writer *writer, struct job *job)
{
	must(job->run != NULL && job->arena != NULL, "a job without work or arena");
	must(job->actor.role != NULL, "a job without a role");
	pthread_mutex_lock(&writer->lock);
	must(!writer->is_stopping, "a job after the end");
	if (job->is_urgent && writer->first != NULL) {
		job->next = writer->first;
		writer->first = job;
	} else {
		job->next = NULL;
		*writer->last = job;
		writer->last = &job->next;
	}
	pthread_mutex_unlock(&writer->lock);
	/* the writer shall not wake up only to wait for the lock */
	pthread_cond_signal(&writer->more);
}

/* A job without `done` is answered by pointing to itself, under the lock. */
bool writer_run(struct writer *writer, struct job *job)
{
	must(pthread_equal(pthread_self(), writer->thread) == 0,
	     "the writer would wait for itself");
	job->done = NULL;
	writer_submit(writer, job);
	pthread_mutex_lock(&writer->lock);
	while (job->next != job)
		pthread_cond_wait(&writer->answered, &writer->lock);
	pthread_mutex_unlock(&writer->lock);
	job->next = NULL;
	return job->fault.kind == FAULT_NONE;
}

bool writer_disk_is_full(struct writer *writer)
{
	return atomic_load(&writer->disk_is_full);
}

void writer_tell_disk(struct writer *writer, void (*tell)(void *context, bool is_full),
		      void *context)
{
	pthread_mutex_lock(&writer->lock);
	writer->tell_disk = tell;
	writer->tell_context = context;
	pthread_mutex_unlock(&writer->lock);
}

struct writer_figures writer_figures(struct writer *writer)
{
	return (struct writer_figures){ atomic_load(&writer->groups), atomic_load(&writer->jobs) };
}
