#ifndef WEB_COLLECTION_HANDLERS_H
#define WEB_COLLECTION_HANDLERS_H
/* The handlers behind the routes of collections.  Private to this room. */

#include "web/collection.h"

/* The collection whose plural stands in the route's path. */
const struct collection *collection_of_route(const struct route *route);

request_handler collection_handle_list, collection_handle_show, collection_handle_put,
	collection_handle_post, collection_handle_change, collection_handle_remove,
	collection_handle_history, collection_handle_actions, collection_handle_act;

#endif
