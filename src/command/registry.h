#ifndef COMMAND_REGISTRY_H
#define COMMAND_REGISTRY_H
/* The one list of everything there is: record types, collections, importers,
   routes, commands.  A room adds one line to each list it has something for. */

#include "web/web.h"

/* Tells the journal, the collections and the imports what there is; before
   anything is opened, and once. */
void registry_install(void);
/* The route tables of all rooms and of the collections. */
const struct route_table *registry_routes(size_t *count_out);

#endif
