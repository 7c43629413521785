#include "journal/writer.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/memory.h"
#include "base/must.h"
#include "journal/checkpoint.h"
#include "journal/private.h"

#define GROUP_MOST 512
#define CHECKPOINT_EVERY_US (INT64_C(600) * 1000000)

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
		atomic_store(&writer->disk_is_full, true);
	else if (good && wrote)
		atomic_store(&writer->disk_is_full, false);
}

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

/* Waits for jobs and takes a group of them; 0 when it is time to end. */
static size_t take_group(struct writer *writer)
{
	size_t count = 0;

	pthread_mutex_lock(&writer->lock);
	while (writer->first == NULL && !writer->is_stopping)
		pthread_cond_wait(&writer->more, &writer->lock);
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

struct writer *writer_start_on(struct store **store, struct instant (*now)(void),
			       struct fault *fault)
{
	struct writer *writer = memory_new(struct writer);

	writer->now = now;
	writer->checkpoint_at = now();
	writer->last = &writer->first;
	writer->arena = arena_create();
	pthread_mutex_init(&writer->lock, NULL);
	pthread_cond_init(&writer->more, NULL);
	pthread_cond_init(&writer->answered, NULL);
	writer->store = *store;
	*store = NULL;
	if (!read_sizes(writer, fault)) {
		release(&writer);
		return NULL;
	}
	must(pthread_create(&writer->thread, NULL, run_writer, writer) == 0,
	     "the system gives no thread");
	return writer;
}

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

void writer_submit(struct writer *writer, struct job *job)
{
	must(job->run != NULL && job->arena != NULL, "a job without work or arena");
	must(job->actor.role != NULL, "a job without a role");
	pthread_mutex_lock(&writer->lock);
	must(!writer->is_stopping, "a job after the end");
	job->next = NULL;
	*writer->last = job;
	writer->last = &job->next;
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

struct writer_figures writer_figures(struct writer *writer)
{
	return (struct writer_figures){ atomic_load(&writer->groups), atomic_load(&writer->jobs) };
}
