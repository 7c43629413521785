#include "journal/writer.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/os.h"
#include "journal/checkpoint.h"
#include "journal/test_fixture.h"

#define THREADS 64
#define CARDS_EACH 20

static atomic_int seconds = 100;

static struct instant now(void)
{
	return second(atomic_load(&seconds));
}

struct work {
	struct card card;
	const char *title;
	bool fails, fills_disk;
};

static bool add_one(struct journal *journal, struct job *job)
{
	struct work *work = job->context;

	work->card = (struct card){ .title = work->title };
	if (work->fills_disk)
		store_fail_at(1);
	bool good = journal_add(journal, &card_type, &work->card, &job->fault);

	store_fail_at(0);
	if (work->fails)
		return fault_set(&job->fault, FAULT_FORBIDDEN, NULL, "this one must not");
	return good;
}

static void *add_many(void *argument)
{
	static atomic_int threads;
	int thread = atomic_fetch_add(&threads, 1);
	struct writer *writer = argument;
	struct arena *arena = arena_create();

	for (int i = 0; i < CARDS_EACH; i++) {
		struct work work = { .title = arena_printf(arena, "%d %d", thread, i),
				     .fails = i % 5 == 4 };
		struct job job = { .run = add_one, .arena = arena, .context = &work,
				   .actor = { .role = "officer" } };
		bool good = writer_run(writer, &job);

		must(good != work.fails, "each job is answered for itself");
	}
	arena_destroy(&arena);
	return NULL;
}

TEST(no_job_of_64_threads_is_lost_and_a_failing_one_is_undone_alone)
{
	struct fixture f = set_up();
	pthread_t threads[THREADS];

	store_close(&f.store);
	struct writer *writer = writer_start(f.path, now, &f.fault);

	must(writer != NULL, "the writer starts");
	for (int i = 0; i < THREADS; i++)
		must(pthread_create(&threads[i], NULL, add_many, writer) == 0, "a thread");
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	CHECK(!writer_disk_is_full(writer));
	writer_stop(&writer);
	CHECK(writer == NULL);
	f.store = store_open(f.path, STORE_WRITE, &f.fault);
	int64_t cards = 0, gaps = 1;

	CHECK(count_entries(&f) == THREADS * CARDS_EACH * 4 / 5);
	CHECK(store_integer(f.store, "SELECT count(*) FROM card", NO_BINDS, &cards, &f.fault));
	CHECK(store_integer(f.store, "SELECT max(sequence) + 1 - count(*) FROM journal", NO_BINDS,
			    &gaps, &f.fault));
	CHECK(cards == THREADS * CARDS_EACH * 4 / 5 && gaps == 0);
	tear_down(&f);
}

TEST(a_full_disk_is_told_and_forgotten_when_a_change_succeeds)
{
	struct fixture f = set_up();
	struct writer *writer = writer_start(f.path, now, &f.fault);
	struct work work = { .title = "x", .fills_disk = true };
	struct job job = { .run = add_one, .arena = f.arena, .context = &work,
			   .actor = { .role = "officer" } };

	CHECK(!writer_run(writer, &job) && job.fault.kind == FAULT_DISK_FULL);
	CHECK(writer_disk_is_full(writer) && count_entries(&f) == 0);
	work.fills_disk = false;
	CHECK(writer_run(writer, &job));
	CHECK(!writer_disk_is_full(writer) && count_entries(&f) == 1);
	writer_stop(&writer);
	tear_down(&f);
}

struct counted {
	pthread_mutex_t lock;
	pthread_cond_t woken;
	int done;
};

static bool read_only(struct journal *journal, struct job *job)
{
	(void)job;
	return journal_store(journal) != NULL;
}

static void count_done(struct job *job)
{
	struct counted *counted = job->context;

	pthread_mutex_lock(&counted->lock);
	counted->done++;
	pthread_cond_signal(&counted->woken);
	pthread_mutex_unlock(&counted->lock);
}

TEST(a_submitted_job_is_answered_by_its_callback)
{
	struct fixture f = set_up();
	struct counted counted = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0 };
	struct writer *writer = writer_start(f.path, now, &f.fault);
	struct job jobs[600];

	for (int i = 0; i < 600; i++) {
		jobs[i] = (struct job){ .run = read_only, .done = count_done, .arena = f.arena,
					.actor = { .role = "officer" }, .context = &counted };
		writer_submit(writer, &jobs[i]);
	}
	writer_stop(&writer);
	CHECK(counted.done == 600);
	for (int i = 0; i < 600; i++)
		CHECK(jobs[i].fault.kind == FAULT_NONE);
	tear_down(&f);
}

TEST(the_writer_signs_the_root_when_it_stops)
{
	struct fixture f = set_up();
	struct checkpoint checkpoint;
	const char *vkey, *text;

	CHECK(checkpoint_create_key(f.store, "dientap.example/office", &f.fault));
	CHECK(!checkpoint_newest(f.store, f.arena, &checkpoint, &f.fault));
	struct writer *writer = writer_start(f.path, now, &f.fault);
	struct work work = { .title = "x" };
	struct job job = { .run = add_one, .arena = f.arena, .context = &work,
			   .actor = { .role = "officer" } };

	CHECK(writer_run(writer, &job));
	writer_stop(&writer);
	CHECK(checkpoint_newest(f.store, f.arena, &checkpoint, &f.fault) && checkpoint.size == 1);
	CHECK(note_public_key(f.store, f.arena, &vkey, &f.fault));
	CHECK(note_check(f.arena, checkpoint.note, vkey, &text));
	CHECK(strncmp(text, "dientap.example/office\n1\n", 25) == 0);
	tear_down(&f);
}

TEST(the_writer_signs_the_root_every_ten_minutes_of_activity)
{
	struct fixture f = set_up();
	struct checkpoint checkpoint;

	CHECK(checkpoint_create_key(f.store, "office", &f.fault));
	struct writer *writer = writer_start(f.path, now, &f.fault);
	struct work work = { .title = "a" };
	struct job job = { .run = add_one, .arena = f.arena, .context = &work,
			   .actor = { .role = "officer" } };

	CHECK(writer_run(writer, &job));
	CHECK(!checkpoint_newest(f.store, f.arena, &checkpoint, &f.fault));
	atomic_store(&seconds, 701);
	work.title = "b";
	CHECK(writer_run(writer, &job));
	work.title = "c";	/* answered after the checkpoint was written */
	CHECK(writer_run(writer, &job));
	/* the clock may have jumped before or after the writer looked at it for "a" */
	CHECK(checkpoint_newest(f.store, f.arena, &checkpoint, &f.fault));
	CHECK(checkpoint.size == 1 || checkpoint.size == 2);
	writer_stop(&writer);
	CHECK(checkpoint_newest(f.store, f.arena, &checkpoint, &f.fault) && checkpoint.size == 3);
	tear_down(&f);
}

TEST(a_missing_or_foreign_key_file_is_told_when_signing)
{
	struct fixture f = set_up();
	const char *key = arena_printf(f.arena, "%s.key", f.path);
	size_t length;

	CHECK(note_sign(f.store, f.arena, "x\n", &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_NOT_FOUND);
	CHECK(!checkpoint_create_key(f.store, "no spaces", &f.fault));
	CHECK(checkpoint_create_key(f.store, "here", &f.fault));
	CHECK(!checkpoint_create_key(f.store, "here", &f.fault) && f.fault.kind == FAULT_FILE);
	CHECK(note_sign(f.store, f.arena, "x\n", &f.fault) != NULL);
	char *line = os_read_file(f.arena, key, 1000, &length, &f.fault);

	line[length - 5] ^= 1;
	CHECK(os_write_file(key, line, length, 0600, &f.fault));
	CHECK(note_sign(f.store, f.arena, "x\n", &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_FILE);
	CHECK(remove(key) == 0);
	CHECK(note_sign(f.store, f.arena, "x\n", &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_FILE);
	tear_down(&f);
}
