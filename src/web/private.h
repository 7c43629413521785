#ifndef WEB_PRIVATE_H
#define WEB_PRIVATE_H
/* The running server, as this room sees it: one `struct exchange` is one request
   from its headers to the last byte of its reply.  It belongs to its shard's thread,
   except while it is in the writer's or the pool's hands (EXCHANGE_WAITS). */

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "access/account.h"
#include "base/embedded.h"
#include "base/os_poll.h"
#include "base/os_socket.h"
#include "web/access_log.h"
#include "web/connections.h"
#include "web/pool.h"
#include "web/router.h"
#include "web/site.h"
#include "web/stream.h"

#define BODY_JSON_MOST ((size_t)8 << 20)
#define BODY_BYTES_MOST ((size_t)64 << 20)
#define BODY_IGNORED_MOST ((size_t)64 << 10)	/* that a route takes no interest in */
#define HEADERS_MOST 64

/* What the dispatcher wants of the request's headers, as sent. */
struct headers {
	const char *host, *origin, *fetch_site, *authorization, *cookie, *language,
		   *encodings, *accept, *if_match, *if_none_match, *content_type, *content_length,
		   *transfer_encoding, *last_event_id;
	unsigned hosts, content_lengths, transfer_encodings, count;
};

enum exchange_state {
	EXCHANGE_OPENS, EXCHANGE_RECEIVES, EXCHANGE_WAITS, EXCHANGE_ANSWERED, EXCHANGE_STREAMS,
};

struct exchange {
	struct request request;		/* its transport is the exchange */
	struct shard *shard;
	struct MHD_Connection *connection;
	struct exchange *next;		/* in a free list or a queue */
	enum exchange_state state;
	struct headers headers;
	const char *method, *path;
	const char *allow;		/* methods of the address, for OPTIONS and 405 */
	bool is_head, is_options;
	bool is_left;			/* the stream needs the library's connection no more */
	bool has_cookie;		/* signed in by it: the browser's rules apply */
	char *body;
	size_t body_length, body_room, body_most;
	const struct embedded_file *asset;
	const char *asset_encoding;
	bool asset_is_kept;		/* its name changes with its content */
	int file;			/* to be sent, or -1 */
	size_t file_length;
	struct connections *connections;	/* of the thread that runs the handler */
	struct job job;
	int64_t began_us;
};

/* dispatch.c: the steps that are the same for every request. */
/* At the headers: receives its body, or is answered without it. */
void exchange_open(struct exchange *exchange);
bool exchange_take_body(struct exchange *exchange, const char *bytes, size_t length);
/* At the end of the body: answered, or waiting for another thread. */
void exchange_run(struct exchange *exchange);
/* On a thread of the pool: runs the handler with that thread's connections. */
void exchange_work(struct exchange *exchange, struct connections *connections);
/* After the writer or the pool: the same thread as exchange_run. */
void exchange_finish(struct exchange *exchange);
struct exchange *exchange_of(const struct request *request);

/* Who acts where nobody need be signed in, too. */
struct actor exchange_actor(const struct request *request, enum right right, struct id scope_id);

/* reply.c */
enum MHD_Result exchange_reply(struct exchange *exchange);
/* problem.c: the fault as application/problem+json. */
void problem_write(struct exchange *exchange);
/* asset.c: finds the file of the interface for this address, or sets the fault. */
void asset_find(struct exchange *exchange);

struct shard {
	struct server *server;
	pthread_t thread;
	struct os_poll *poll;
	struct MHD_Daemon *daemon;
	int listener, daemon_file;
	struct connections connections;
	struct exchange *free;
	size_t free_count, open_count;	/* exchanges kept; exchanges under way */
	size_t waiting_count;		/* of them with the writer or the pool */
	int64_t looked_us;		/* when it last looked for foreign changes */
	struct stream_shard *streams;
	pthread_mutex_t lock;		/* guards what follows */
	struct exchange *answered, **answered_last;
};
/* Starts the thread; the listener is the shard's from now on, in any case. */
bool shard_start(struct shard *shard, struct server *server, int listener,
		 struct fault *fault) __attribute__((warn_unused_result));
/* From the writer's or a pool's thread: the exchange is ready to be replied to. */
void shard_answer(struct exchange *exchange);
void shard_join(struct shard *shard);
/* After the writer and the pool have ended: until then they may wake it. */
void shard_destroy(struct shard *shard);

/* tls.c: do the certificate and the key, both PEM text, fit? */
bool tls_check(const char *certificate, const char *key, const char *path, struct fault *fault);
/* The journal's listener. */
void server_heard(void *context, const struct journal_event *events, size_t count);
/* foreign.c: entries `first` to before `size` were committed by us, on the writer's
   thread; any before them that we do not know are another program's. */
void foreign_heard(struct server *server, int64_t first, int64_t size);
/* Looks at most once a second whether another program wrote; gives the milliseconds
   until the next look.  The store must be outside a transaction. */
int foreign_look(struct shard *shard, struct store *store, struct instant now);

enum server_state { SERVER_RUNS, SERVER_STOPS, SERVER_STOPPED };

struct server {
	struct site site;
	const struct companion *companion;
	struct arena *arena;		/* for the life of the server */
	struct router *router;
	struct access_log *access_log;
	struct pool *pool;
	struct stream *stream;
	bool is_verbose;
	const char *certificate, *key;	/* PEM text, or NULL */
	struct os_address address;
	int lock_file;
	struct shard shards[8];
	unsigned shard_count;
	atomic_bool is_stopping;
	atomic_ulong requests, writes, faults;
	atomic_llong known_size;	/* of the journal, as far as we heard of it */
	atomic_bool is_looking;		/* the job below is the writer's */
	struct job look;
	struct arena *look_arena;
	pthread_mutex_t lock;		/* guards what follows */
	pthread_cond_t stopped;
	enum server_state state;
};

#endif
