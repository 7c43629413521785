#ifndef WEB_ROUTER_H
#define WEB_ROUTER_H
/* The routes of all rooms, compiled once: an address is walked segment by segment.
   A segment that is written out wins over ":id", ":id" over ":name". */

#include "web/web.h"

struct router;

struct route_match {
	const struct route *route;	/* NULL: the address has no such method */
	const char *allow;		/* "GET, HEAD, PUT", or NULL: no such address */
	struct id id;
	const char *name;		/* decoded, in the arena */
};

/* Two routes for one method and address are our mistake. */
struct router *router_create(const struct route_table *tables, size_t count);
void router_destroy(struct router **router);
/* HEAD finds the route of GET.  `path` is as sent, without the query. */
struct route_match router_find(const struct router *router, struct arena *arena,
			       const char *method, const char *path);
/* Takes %XX away; NULL if it is not right, not UTF-8, or holds a NUL.  With
   `is_form` a plus is a space. */
const char *router_decode(struct arena *arena, const char *text, size_t length, bool is_form);

#endif
