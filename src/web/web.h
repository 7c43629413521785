#ifndef WEB_WEB_H
#define WEB_WEB_H
/* Requests, replies and routes.  The route is data; the dispatcher does all
   that is the same for every request: method, session, right, body, thread,
   transaction, journal, reply.  A handler looks up, decides, replies. */

#include "access/access.h"
#include "journal/journal.h"

struct route;
struct site;

struct request {
	struct arena *arena;		/* gone when the reply is sent */
	struct store *store;		/* reads `visible_…` only; in ROUTE_WRITES the writer's;
					   NULL in ROUTE_TELLS */
	struct journal *journal;	/* the open part, in ROUTE_WRITES only */
	struct site *site;
	const struct route *route;
	const struct reader *reader;	/* NULL if nobody is signed in */
	const char *session_key;	/* of the cookie, or NULL */
	const char *address;		/* of the client, for rate limits and the log */
	enum language language;
	struct instant now;
	struct id id;			/* ":id" of the path, or none */
	const char *segment;		/* ":name" of the path, or NULL */
	json_t *body;			/* parsed, if the route takes JSON */
	const char *bytes;		/* the body as sent */
	size_t length;
	const char *content_type;
	const char *query;		/* what stands behind the "?", as sent; NULL: nothing */
	const char *accept;		/* the header Accept as sent, or NULL */
	bool has_version;		/* If-Match was sent */
	int64_t version;
	bool must_be_new;		/* If-None-Match: * */
	struct fault fault;		/* set it and return to refuse */
	const struct record_type *current_type;	/* with FAULT_STALE: the record as it is */
	const void *current;
	int status;			/* 200 unless set */
	const char *reply_type;		/* application/json unless set */
	struct text reply;
	const char *location, *etag, *file_name;	/* the ETag without its quotes */
	const char *cookie;		/* a new session's key to be kept, or "" to forget it */
	struct store *system_store;	/* unguarded; ask request_system_store */
	void *transport;		/* the server's */
};

typedef void request_handler(struct request *request);

enum route_runs {
	ROUTE_READS,	/* on the shard, read connection, must be quick */
	ROUTE_TELLS,	/* on the shard, of the running server itself: no connection */
	ROUTE_WRITES,	/* on the writer's thread, inside a part of its transaction */
	ROUTE_WORKS,	/* in the bounded pool, read connection: reports, passwords, imports;
			   changes by request_write */
};

enum route_body { BODY_NONE, BODY_JSON, BODY_BYTES };

struct route {
	const char *method, *path;	/* "/api/v1/units/:id", one :id and one :name at most */
	request_handler *handle;
	enum right needs;
	enum route_runs runs;
	enum route_body takes_body;
	const struct record_type *takes;	/* shape of a JSON body; NULL: the handler's */
	const struct record_type *answers;	/* record, or items of a list */
	bool answers_list;
	const char *answers_schema;	/* JSON Schema text of other answers, or NULL */
	const char *answers_types;	/* media types, ", " between them; NULL: JSON */
	const char *parameters;		/* query parameters for OpenAPI: "name:type, …" */
	const char *operation;		/* operationId */
	const char *help;
};

/* The routes of one room; the registry holds them all. */
struct route_table {
	const struct route *routes;
	size_t count;
};
#define ROUTES(array_) { array_, sizeof(array_) / sizeof((array_)[0]) }

/* A query parameter, decoded and checked as UTF-8 (NFC); NULL if absent. */
const char *request_query(struct request *request, const char *name);
/* The name of the n-th parameter ("?" if it is no text); NULL after the last. */
const char *request_query_name(struct request *request, size_t number);
bool request_query_date(struct request *request, const char *name, struct date *date_out);
/* A header as sent, or NULL. */
const char *request_header(struct request *request, const char *name);
/* 200 (or `status` set before) with the record and its ETag. */
void request_reply_record(struct request *request, const struct record_type *type,
			  const void *record);
/* {"items":[…],"next":…}. */
void request_reply_list(struct request *request, const struct record_type *type,
			const struct list *list, const char *next);
/* Sends a file made in the pool and removes it. */
void request_reply_file(struct request *request, const char *path, const char *type,
			const char *file_name);
/* In ROUTE_WORKS: `change` runs on the writer's thread in a part of its own, as
   this reader using `right` in the scope, with request->journal open and
   request->store the writer's; the call returns when it is durable.  `change`
   returns false to undo the part: the call then fails if request->fault is set,
   and is good without one (a dry run).  May be called several times. */
typedef bool request_change(struct request *request, void *context);
bool request_write(struct request *request, enum right right, struct id scope_id,
		   request_change *change, void *context) __attribute__((warn_unused_result));
/* Refuses unless the reader has the right in the scope. */
bool request_may(struct request *request, enum right right, struct id scope_id);
/* The acting account for the journal. */
struct actor request_actor(const struct request *request, enum right right, struct id scope_id);

#endif
