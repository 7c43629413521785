#ifndef WEB_POOL_H
#define WEB_POOL_H
/* A few threads for slow work (reports, passwords, backups), started when there is
   some.  What waits is bounded: beyond that callers are told to come again. */

#include <stdbool.h>

struct pool;
struct exchange;

/* `path`: of the database; each thread has reading connections of its own. */
struct pool *pool_create(const char *path);
/* Waits for the work under way. */
void pool_destroy(struct pool **pool);
/* False if too much waits already.  The thread runs exchange_work, then gives
   the exchange back to its shard. */
bool pool_submit(struct pool *pool, struct exchange *exchange);

#endif
