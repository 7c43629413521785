#ifndef WEB_SITE_H
#define WEB_SITE_H
/* What the running server is, for handlers that need more than their request:
   the sessions, the writer's queue, how the office is deployed.  One for each
   server; constant while it runs, and what it points to is thread safe. */

#include "journal/writer.h"
#include "web/server.h"

struct site {
	const char *database;		/* path of the file */
	struct sessions *sessions;
	struct writer *writer;		/* ROUTE_WORKS may writer_run a job; nothing else may */
	enum deployment deployment;
	bool has_tls;
	struct instant started_at;
	const struct route_table *tables;	/* all of them, for OpenAPI */
	size_t table_count;
	void *companion;		/* what its `start` gave, or NULL */
};

/* A reading connection of this thread that no reader guards: for sign-in, sessions
   and verification, never for records that are shown.  In ROUTE_WRITES it is the
   writer's own. */
struct store *request_system_store(struct request *request);

/* The server's own: health, the event stream, metrics. */
extern const struct route_table server_routes;

#endif
