#ifndef WEB_SERVER_H
#define WEB_SERVER_H
/* The HTTP server: shards (thread, event loop, listener, read connection each)
   over libmicrohttpd, the pool for slow work, the event stream, the interface
   embedded in the program. */

#include "web/web.h"

enum deployment { DEPLOYMENT_OPEN, DEPLOYMENT_ISOLATED_LAN, DEPLOYMENT_STANDALONE };
extern const struct words deployment_words;

/* A thread of a domain room that lives as long as the server: the clock of live runs. */
struct site;
struct companion {
	/* When the writer runs and nobody is answered yet; NULL and a fault otherwise. */
	void *(*start)(struct site *site, struct fault *fault);
	/* On the writer's thread after each commit, as a journal_listener. */
	void (*heard)(void *companion, const struct journal_event *events, size_t count);
	/* When nobody is answered any more and the writer still runs. */
	void (*stop)(void *companion);
};

struct server_options {
	const char *path;		/* of the database */
	const char *listen;		/* "127.0.0.1:8080", "[::1]:8080" */
	const char *certificate, *key;	/* PEM files for TLS, or NULL */
	int given_listener;		/* opened by a service manager at `listen`; 0: none */
	bool plain_http_anywhere;	/* allow plain HTTP off the loopback */
	bool accept_clock;		/* a clock behind the journal is the right one */
	bool verbose;			/* a line of the log for every request */
	unsigned shards;		/* 0: one per processor, 4 at most */
	const struct route_table *tables;	/* of the registry */
	size_t table_count;
	const struct companion *companion;	/* NULL: none */
};

struct server;
/* Opens the database, the writer and the listeners; refuses with a fault:
   database locked by another server, newer schema, port in use, plain HTTP off
   the loopback, an address that the deployment does not allow. */
struct server *server_start(const struct server_options *options, struct fault *fault);
/* The port really opened (for port 0). */
int server_port(const struct server *server);
/* Blocks until server_stop is called (from a signal handler's thread or a test). */
void server_wait(struct server *server);
/* Tells the companion that something changed outside the journal (a test's clock). */
void server_wake_companion(struct server *server);
void server_stop(struct server *server);
void server_destroy(struct server **server);

#endif
