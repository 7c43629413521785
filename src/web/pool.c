#include "web/pool.h"

#include "base/memory.h"
#include "base/must.h"
#include "web/private.h"

#define THREADS 2
#define WAITING_MOST 64
#define STACK_BYTES ((size_t)1 << 20)

struct pool {
	const char *path;
	pthread_t threads[THREADS];
	pthread_mutex_t lock;		/* guards what follows */
	pthread_cond_t more;
	unsigned thread_count, idle_count, waiting_count;
	struct exchange *first, **last;
	bool is_stopping;
};

static struct exchange *take(struct pool *pool)
{
	struct exchange *exchange;

	pthread_mutex_lock(&pool->lock);
	pool->idle_count++;
	while (pool->first == NULL && !pool->is_stopping)
		pthread_cond_wait(&pool->more, &pool->lock);
	pool->idle_count--;
	exchange = pool->first;
	if (exchange != NULL) {
		pool->first = exchange->next;
		must(pool->waiting_count > 0, "what waits is counted");
		pool->waiting_count--;
	}
	if (pool->first == NULL)
		pool->last = &pool->first;
	pthread_mutex_unlock(&pool->lock);
	return exchange;
}

static void *run_worker(void *argument)
{
	struct pool *pool = argument;
	struct connections connections = { .path = pool->path };

	for (struct exchange *e = take(pool); e != NULL; e = take(pool)) {
		exchange_work(e, &connections);
		shard_answer(e);
	}
	connections_close(&connections);
	return NULL;
}

static void add_thread(struct pool *pool)
{
	pthread_attr_t attributes;

	must(pool->thread_count < THREADS, "a bounded number of threads");
	pthread_attr_init(&attributes);
	pthread_attr_setstacksize(&attributes, STACK_BYTES);
	must(pthread_create(&pool->threads[pool->thread_count++], &attributes, run_worker,
			    pool) == 0, "the system gives no thread");
	pthread_attr_destroy(&attributes);
}

struct pool *pool_create(const char *path)
{
	struct pool *pool = memory_new(struct pool);

	must(path != NULL, "a pool works on a database");
	pool->path = path;
	pool->last = &pool->first;
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->more, NULL);
	return pool;
}

void pool_destroy(struct pool **pool)
{
	if (*pool == NULL)
		return;
	pthread_mutex_lock(&(*pool)->lock);
	(*pool)->is_stopping = true;
	pthread_cond_broadcast(&(*pool)->more);
	pthread_mutex_unlock(&(*pool)->lock);
	for (unsigned i = 0; i < (*pool)->thread_count; i++)
		must(pthread_join((*pool)->threads[i], NULL) == 0, "a pool's thread does not end");
	pthread_mutex_destroy(&(*pool)->lock);
	pthread_cond_destroy(&(*pool)->more);
	memory_release(*pool);
	*pool = NULL;
}

bool pool_submit(struct pool *pool, struct exchange *exchange)
{
	must(exchange != NULL, "something to work at");
	bool has_room;

	pthread_mutex_lock(&pool->lock);
	has_room = pool->waiting_count < WAITING_MOST;
	if (has_room) {
		exchange->next = NULL;
		*pool->last = exchange;
		pool->last = &exchange->next;
		if (++pool->waiting_count > pool->idle_count && pool->thread_count < THREADS)
			add_thread(pool);
		pthread_cond_signal(&pool->more);
	}
	pthread_mutex_unlock(&pool->lock);
	return has_room;
}
