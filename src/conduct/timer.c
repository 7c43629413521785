#include "conduct/timer.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/os_alarm.h"
#include "conduct/moment.h"

#define RETRY_US 200000		/* after a refusal of the disk or of another process */
#define HELD_MOST 16

/* A stop that is not written yet. */
struct held {
	struct id run_id, account_id;
	int64_t boot_us;
	struct instant at;
	enum incident_kind kind;
	enum incident_severity severity;
	char *description;
};

struct timer {
	struct site *site;
	struct os_alarm *alarm;
	struct store *store;		/* the thread's */
	struct arena *arena;		/* the thread's */
	pthread_t thread;
	atomic_bool is_stopping;
	pthread_mutex_t lock;		/* guards what follows */
	struct held held[HELD_MOST];
	size_t held_count;
};

/* What a job of the clock is about. */
struct errand {
	struct id run_id;
	struct instant last_known;	/* of an interruption */
	const struct held *held;	/* of a stop */
};

static bool run_tick(struct journal *journal, struct job *job)
{
	const struct errand *errand = job->context;
	const struct moment moment = conduct_moment(journal_now(journal));

	return act_tick(journal, errand->run_id, &moment, &job->fault);
}

static bool run_interrupt(struct journal *journal, struct job *job)
{
	const struct errand *errand = job->context;
	const struct moment moment = conduct_moment(journal_now(journal));

	return act_interrupt(journal, errand->run_id, errand->last_known, &moment, &job->fault);
}

/* As of the moment at which it was asked for. */
static bool run_held(struct journal *journal, struct job *job)
{
	const struct held *held = ((const struct errand *)job->context)->held;
	struct moment moment = conduct_moment(held->at);
	const struct safety safety = { held->description, held->kind, held->severity };

	moment.boot_us = held->boot_us;
	return act_stop(journal, held->run_id, &safety, &moment, &job->fault) != NULL;
}

static bool run_job(struct timer *timer, bool (*run)(struct journal *, struct job *),
		    struct errand *errand, const struct actor *actor, struct fault *fault)
{
	struct job job = { .run = run, .actor = *actor, .arena = timer->arena,
			   .context = errand, .is_urgent = true };
	bool good = writer_run(timer->site->writer, &job);

	*fault = job.fault;
	return good;
}

static bool is_held(struct timer *timer, struct id run_id)
{
	bool found = false;

	pthread_mutex_lock(&timer->lock);
	for (size_t i = 0; i < timer->held_count; i++)
		found = found || id_equal(timer->held[i].run_id, run_id);
	pthread_mutex_unlock(&timer->lock);
	return found;
}

/* Writes the first stop that waits; true if none is left. */
static bool write_held(struct timer *timer)
{
	struct held held;
	struct fault fault = { .kind = FAULT_NONE };

	pthread_mutex_lock(&timer->lock);
	bool has_one = timer->held_count > 0;

	if (has_one)
		held = timer->held[0];
	pthread_mutex_unlock(&timer->lock);
	if (!has_one)
		return true;
	struct errand errand = { .run_id = held.run_id, .held = &held };
	const struct actor actor = { held.account_id, "safety" };

	/* a run that somebody stopped or ended meanwhile needs no second stop */
	if (!run_job(timer, run_held, &errand, &actor, &fault) &&
	    (fault.kind == FAULT_DISK_FULL || fault.kind == FAULT_BUSY))
		return false;
	memory_release(held.description);
	pthread_mutex_lock(&timer->lock);
	timer->held_count--;
	for (size_t i = 0; i < timer->held_count; i++)
		timer->held[i] = timer->held[i + 1];
	bool is_last = timer->held_count == 0;

	pthread_mutex_unlock(&timer->lock);
	return is_last;
}

/* The run that is due next, and when on the clock that never steps. */
static int64_t find_next(struct timer *timer, struct id *run_id_out)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct list runs;
	int64_t next = OS_ALARM_NEVER;
	const char *sql = arena_printf(timer->arena,
		"SELECT %s\n"
		"FROM visible_run\n"
		"WHERE state = 'running'", record_store_columns(&run_type));

	if (!store_list(timer->store, timer->arena, &run_type, sql, NO_BINDS, &runs, &fault))
		return conduct_boot_us() + RETRY_US;
	for (size_t i = 0; i < runs.count; i++) {
		struct id id = record_head_const(runs.items[i])->id;
		const struct live *live = is_held(timer, id) ? NULL :
			live_read(timer->store, timer->arena, id, &fault);
		int64_t due = live == NULL ? OS_ALARM_NEVER : live_next_due(live);

		if (due >= next)
			continue;
		next = due;
		*run_id_out = id;
	}
	return next;
}

/* By the clock of a test nobody sleeps: whoever moves it wakes us. */
static void sleep_until(struct timer *timer, int64_t boot_us)
{
	os_alarm_sleep(timer->alarm, conduct_has_test_clock() ? OS_ALARM_NEVER : boot_us);
}

static void *run_timer(void *context)
{
	struct timer *timer = context;
	const struct actor clock = { .role = "clock" };

	while (!atomic_load(&timer->is_stopping)) {
		struct errand errand = { .run_id = ID_NONE };
		struct fault fault = { .kind = FAULT_NONE };

		arena_reset(timer->arena);
		bool is_clear = write_held(timer);
		int64_t next = find_next(timer, &errand.run_id);

		if (!is_clear && next > conduct_boot_us() + RETRY_US)
			next = conduct_boot_us() + RETRY_US;
		if (next > conduct_boot_us())
			sleep_until(timer, next);
		else if (!id_is_none(errand.run_id) &&
			 !run_job(timer, run_tick, &errand, &clock, &fault))
			os_alarm_sleep(timer->alarm, conduct_boot_us() + RETRY_US);
	}
	return NULL;
}

/* Runs that counted when the machine went down stand from the last thing known. */
static bool interrupt_all(struct timer *timer, struct fault *fault)
{
	const struct moment moment = conduct_moment((struct instant){ 0 });
	const struct actor clock = { .role = "clock" };
	struct errand errand;
	struct list runs;
	/* By number, which has an index: the greatest moment would read the whole journal. */
	const char *newest = "SELECT coalesce((\n"
			     "  SELECT at\n"
			     "  FROM journal\n"
			     "  ORDER BY sequence DESC\n"
			     "  LIMIT 1), 0)";
	const char *sql = arena_printf(timer->arena,
		"SELECT %s\n"
		"FROM visible_run\n"
		"WHERE state = 'running' AND boot_id <> :boot",
		record_store_columns(&run_type));

	if (!store_integer(timer->store, newest, NO_BINDS, &errand.last_known.us, fault) ||
	    !store_list(timer->store, timer->arena, &run_type, sql,
			BINDS(TEXT("boot", moment.boot_id)), &runs, fault))
		return false;
	for (size_t i = 0; i < runs.count; i++) {
		errand.run_id = record_head_const(runs.items[i])->id;
		if (!run_job(timer, run_interrupt, &errand, &clock, fault))
			return false;
	}
	return true;
}

static void release(struct timer **timer)
{
	for (size_t i = 0; i < (*timer)->held_count; i++)
		memory_release((*timer)->held[i].description);
	store_close(&(*timer)->store);
	arena_destroy(&(*timer)->arena);
	os_alarm_destroy(&(*timer)->alarm);
	pthread_mutex_destroy(&(*timer)->lock);
	memory_release(*timer);
	*timer = NULL;
}

static void *start(struct site *site, struct fault *fault)
{
	struct timer *timer = memory_new(struct timer);

	timer->site = site;
	timer->alarm = os_alarm_create();
	timer->arena = arena_create();
	pthread_mutex_init(&timer->lock, NULL);
	timer->store = store_open(site->database, STORE_READ, fault);
	if (timer->store == NULL || !interrupt_all(timer, fault)) {
		release(&timer);
		return NULL;
	}
	must(pthread_create(&timer->thread, NULL, run_timer, timer) == 0,
	     "the system gives no thread");
	return timer;
}

static void stop(void *companion)
{
	struct timer *timer = companion;

	atomic_store(&timer->is_stopping, true);
	os_alarm_wake(timer->alarm);
	must(pthread_join(timer->thread, NULL) == 0, "the clock's thread does not end");
	release(&timer);
}

/* Whatever moves a due moment is one of these. */
static void heard(void *companion, const struct journal_event *events, size_t count)
{
	struct timer *timer = companion;

	bool is_ours = count == 0;	/* told by the server itself */

	for (size_t i = 0; i < count && !is_ours; i++)
		is_ours = events[i].type == &run_type || events[i].type == &run_inject_type ||
			  events[i].type == &run_condition_type;
	if (is_ours)
		os_alarm_wake(timer->alarm);
}

const struct companion conduct_companion = { start, heard, stop };

void timer_hold(struct site *site, struct id run_id, const struct safety *safety,
		struct id account_id, const struct moment *moment)
{
	struct timer *timer = site->companion;

	must(timer != NULL, "a server of runs has its clock");
	pthread_mutex_lock(&timer->lock);
	if (timer->held_count < HELD_MOST)	/* the first stop of a run is what counts */
		timer->held[timer->held_count++] = (struct held){ .run_id = run_id,
			.account_id = account_id, .boot_us = moment->boot_us, .at = moment->at,
			.kind = safety->kind, .severity = safety->severity,
			.description = memory_copy_text(safety->description) };
	pthread_mutex_unlock(&timer->lock);
	os_alarm_wake(timer->alarm);
}
