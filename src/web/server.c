#include "web/server.h"

#include <string.h>

#include "base/memory.h"
#include "base/must.h"
#include "base/os.h"
#include "web/private.h"

#define SHARDS_MOST 4
#define PEM_MOST ((size_t)1 << 20)
#define DAY_US (INT64_C(86400) * 1000000)

static const struct word deployments[] = {
	[DEPLOYMENT_OPEN] = { "open", { "Mở", "Open" } },
	[DEPLOYMENT_ISOLATED_LAN] = { "isolated_lan",
		{ "Mạng riêng cách ly", "Isolated network" } },
	[DEPLOYMENT_STANDALONE] = { "standalone", { "Máy độc lập", "Standalone machine" } },
};
const struct words deployment_words = WORDS("deployment", deployments);

static bool read_deployment(struct server *server, struct store *store, struct fault *fault)
{
	static const char sql[] =
		"SELECT value\n"
		"FROM office_setting\n"
		"WHERE name = 'deployment'";
	const char *word = NULL;
	unsigned deployment = DEPLOYMENT_OPEN;

	if (!store_text(store, server->arena, sql, NO_BINDS, &word, fault))
		return false;
	if (word != NULL && !words_find(&deployment_words, word, &deployment))
		return fault_set(fault, FAULT_STORE, "deployment", word);
	server->site.deployment = (enum deployment)deployment;
	return true;
}

/* Entries stamped before the last one would make a wrong history. */
static bool check_clock(struct store *store, struct fault *fault)
{
	static const char sql[] =
		"SELECT coalesce(max(at), 0)\n"
		"FROM journal\n"
		"WHERE sequence = (SELECT max(sequence) FROM journal)";
	int64_t last;

	if (!store_integer(store, sql, NO_BINDS, &last, fault))
		return false;
	return os_now().us >= last - DAY_US || fault_set(fault, FAULT_CLOCK, NULL, NULL);
}

static bool check_address(const struct server *server, const struct server_options *options,
			  struct fault *fault)
{
	const struct os_address *address = &server->address;

	if (os_address_is_loopback(address))
		return true;
	if (options->certificate == NULL && !options->plain_http_anywhere)
		return fault_set(fault, FAULT_PLAIN_HTTP, "listen", options->listen);
	if (server->site.deployment != DEPLOYMENT_OPEN && !os_address_is_private(address))
		return fault_set(fault, FAULT_PUBLIC_ADDRESS, "listen", options->listen);
	return true;
}

/* Checked before anything is opened: a server that cannot speak TLS must not speak plainly. */
static bool read_certificate(struct server *server, const struct server_options *options,
			     struct fault *fault)
{
	size_t length;

	if ((options->certificate == NULL) != (options->key == NULL))
		return fault_set(fault, FAULT_USAGE, "key",
					BOTH("chứng thư và khóa phải đi cùng nhau",
					     "a certificate and its key go together"));
	server->site.has_tls = options->certificate != NULL;
	if (!server->site.has_tls)
		return true;
	server->certificate = os_read_file(server->arena, options->certificate, PEM_MOST, &length,
					   fault);
	if (server->certificate == NULL)
		return false;
	server->key = os_read_file(server->arena, options->key, PEM_MOST, &length, fault);
	return server->key != NULL &&
	       tls_check(server->certificate, server->key, options->certificate, fault);
}

/* What must be known of the database before anybody is answered; its connection
   becomes the writer's, for opening one reads the whole schema. */
static bool open_database(struct server *server, const struct server_options *options,
			  struct fault *fault)
{
	struct store *store = store_open(options->path, STORE_WRITE, fault);
	bool good = store != NULL && store_migrate(store, NULL, fault) &&
		    read_deployment(server, store, fault) &&
		    check_address(server, options, fault) &&
		    (options->accept_clock || check_clock(store, fault));

	if (good) {
		server->stream = stream_create(store, fault);
		good = server->stream != NULL;
	}
	if (good) {
		atomic_store(&server->known_size, stream_size(server->stream));
		server->site.writer = writer_start_on(&store, os_now, fault);
	}
	store_close(&store);
	return server->site.writer != NULL;
}

/* Two servers over one file would each keep caches that the other makes wrong. */
static bool lock_database(struct server *server, const struct server_options *options,
			  struct fault *fault)
{
	if (!os_file_exists(options->path))
		return fault_set(fault, FAULT_FILE, options->path,
			BOTH("không có tệp này", "no such file"));
	server->lock_file = os_lock_file(arena_printf(server->arena, "%s.lock", options->path));
	return server->lock_file >= 0 ||
	       fault_set(fault, FAULT_LOCKED, "database", options->path);
}

/* One for each processor, unless told otherwise. */
static unsigned count_shards(const struct server_options *options)
{
	unsigned wanted = options->shards == 0 ? os_processors() : options->shards;

	return wanted > SHARDS_MOST ? SHARDS_MOST : wanted;
}

/* The manager's socket is one queue, which all shards take from. */
static int open_listener(struct server *server, const struct server_options *options,
			 struct fault *fault)
{
	return options->given_listener > 0 ?
	       os_listener_duplicate(options->given_listener, fault) :
	       os_listen(&server->address, &server->address.port, fault);
}

/* All shards listen at one address; the first may choose its port. */
static bool start_shards(struct server *server, const struct server_options *options,
			 struct fault *fault)
{
	unsigned wanted = count_shards(options);

	if (options->given_listener == 0 && !os_address_probe(&server->address, fault))
		return false;
	while (server->shard_count < wanted) {
		int listener = open_listener(server, options, fault);

		if (listener < 0 || !shard_start(&server->shards[server->shard_count], server,
						 listener, fault))
			return false;
		server->shard_count++;
	}
	return true;
}

/* On the writer's thread. */
static void tell_state(void *stream, bool disk_is_full)
{
	stream_tell_state(stream, !disk_is_full);
}

static bool start(struct server *server, const struct server_options *options,
		  struct fault *fault)
{
	struct site *site = &server->site;

	if (!os_address_parse(options->listen, &server->address))
		return fault_set(fault, FAULT_ADDRESS, "listen", options->listen);
	if (!read_certificate(server, options, fault) || !lock_database(server, options, fault) ||
	    !open_database(server, options, fault))
		return false;
	site->sessions = sessions_create();
	server->access_log = access_log_create(site->writer, site->sessions);
	server->pool = pool_create(site->database);
	server->companion = options->companion;
	if (server->companion != NULL) {
		site->companion = server->companion->start(site, fault);
		if (site->companion == NULL)
			return false;
	}
	journal_listen(server_heard, server);
	writer_tell_disk(site->writer, tell_state, server->stream);
	/* it may have missed what was committed since it looked */
	server_wake_companion(server);
	return start_shards(server, options, fault);
}

/* On the writer's thread: rights that changed hold at once, then the screens hear. */
void server_heard(void *context, const struct journal_event *events, size_t count)
{
	must(count == 0 || events != NULL, "as many events as are counted");
	struct server *server = context;

	if (count > 0)
		foreign_heard(server, events[0].sequence, events[count - 1].sequence + 1);
	if (access_changes_readers(events, count))
		sessions_forget_readers(server->site.sessions);
	stream_publish(server->stream, events, count);
	if (server->site.companion != NULL)
		server->companion->heard(server->site.companion, events, count);
}

/* No events: it looks for itself at what is due. */
void server_wake_companion(struct server *server)
{
	if (server->site.companion != NULL)
		server->companion->heard(server->site.companion, NULL, 0);
}

struct server *server_start(const struct server_options *options, struct fault *fault)
{
	struct server *server = memory_new(struct server);

	must(options->table_count == 0 || options->tables != NULL, "a server has routes");
	os_raise_file_limit();
	server->arena = arena_create();
	server->look_arena = arena_create();
	server->lock_file = -1;
	server->is_verbose = options->verbose;
	server->site.database = arena_copy(server->arena, options->path);
	server->site.tables = options->tables;
	server->site.table_count = options->table_count;
	server->site.started_at = os_now();
	server->router = router_create(options->tables, options->table_count);
	pthread_mutex_init(&server->lock, NULL);
	pthread_cond_init(&server->stopped, NULL);
	if (!start(server, options, fault)) {
		if (fault->field == server->address.host)
			fault->field = options->listen;		/* ours goes away */
		server_destroy(&server);
	}
	return server;
}

int server_port(const struct server *server)
{
	must(server->address.port > 0, "a server listens at a port");
	return server->address.port;
}

void server_wait(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	while (server->state != SERVER_STOPPED)
		pthread_cond_wait(&server->stopped, &server->lock);
	pthread_mutex_unlock(&server->lock);
}

/* In the order of the work's way: no new requests, then what is under way, then
   the writer with its last checkpoint. */
static void stop(struct server *server)
{
	struct site *site = &server->site;

	atomic_store(&server->is_stopping, true);
	for (unsigned i = 0; i < server->shard_count; i++)
		os_poll_wake(server->shards[i].poll);
	for (unsigned i = 0; i < server->shard_count; i++)
		shard_join(&server->shards[i]);
	pool_destroy(&server->pool);
	if (site->companion != NULL)
		server->companion->stop(site->companion);
	access_log_destroy(&server->access_log);
	writer_stop(&site->writer);
	journal_listen(NULL, NULL);
	sessions_destroy(&site->sessions);
	stream_destroy(&server->stream);
	for (unsigned i = 0; i < server->shard_count; i++)
		shard_destroy(&server->shards[i]);
}

void server_stop(struct server *server)
{
	bool is_ours;

	pthread_mutex_lock(&server->lock);
	is_ours = server->state == SERVER_RUNS;
	if (is_ours)
		server->state = SERVER_STOPS;
	pthread_mutex_unlock(&server->lock);
	if (!is_ours) {
		server_wait(server);
		return;
	}
	stop(server);
	pthread_mutex_lock(&server->lock);
	server->state = SERVER_STOPPED;
	pthread_cond_broadcast(&server->stopped);
	pthread_mutex_unlock(&server->lock);
}

void server_destroy(struct server **server)
{
	if (*server == NULL)
		return;
	server_stop(*server);
	router_destroy(&(*server)->router);
	if ((*server)->lock_file >= 0)
		os_socket_close((*server)->lock_file);
	pthread_mutex_destroy(&(*server)->lock);
	pthread_cond_destroy(&(*server)->stopped);
	arena_destroy(&(*server)->arena);
	arena_destroy(&(*server)->look_arena);
	memory_release(*server);
	*server = NULL;
}
