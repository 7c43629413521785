#ifndef WEB_STREAM_H
#define WEB_STREAM_H
/* The event stream (text/event-stream): what was committed, framed once into a ring
   that all shards read.  A subscriber is a place in the ring; an event says type, id
   and version of a record that its reader may see, nothing else.  Who cannot keep up
   costs nothing and is told to read everything again.

   A subscriber's socket is taken over from the library after the headers, because a
   connection there costs 8 KiB and each wake-up walks all of them; under TLS the
   connection stays with the library, suspended, for its session's sake. */

#include "base/os_poll.h"
#include "web/web.h"

struct stream;
struct stream_shard;
struct exchange;
struct connections;
struct stream_cursor;

/* The ring.  `store` is read once: the newest entry and the office's cursor key. */
struct stream *stream_create(struct store *store, struct fault *fault);
void stream_destroy(struct stream **stream);
/* The journal's listener: on the writer's thread, after each commit. */
void stream_publish(void *stream, const struct journal_event *events, size_t count);
/* Something else was committed before `size` that nobody can tell: all read again. */
void stream_reset(struct stream *stream, int64_t size);
/* Changes are refused (a full disk), or go on: all screens hear it. */
void stream_tell_state(struct stream *stream, bool is_writable);
/* Of the journal when the stream was made. */
int64_t stream_size(struct stream *stream);
size_t stream_subscriber_count(const struct stream *stream);

/* The subscribers of one shard; all calls on its thread. */
struct stream_shard *stream_shard_create(struct stream *stream, struct os_poll *poll,
					 struct site *site, struct connections *connections);
/* Ends every subscriber; new ones are refused from now on. */
void stream_shard_close(struct stream_shard *shard);
void stream_shard_destroy(struct stream_shard **shard);
/* Takes the request's connection; false and a fault if it cannot. */
bool stream_open(struct stream_shard *shard, struct exchange *exchange);
/* The poll's report about one subscriber. */
void stream_ready(struct stream_shard *shard, const struct os_ready *ready);
/* Sends what is new, and heartbeats. */
void stream_tick(struct stream_shard *shard, struct instant now);
/* Milliseconds until the next heartbeat, -1 without subscribers. */
int stream_next_due(const struct stream_shard *shard, struct instant now);

#endif
