#ifndef UNIT_UNIT_API_H
#define UNIT_UNIT_API_H
/* Routes about units beyond those of their collections. */

#include "web/web.h"

extern const struct route_table unit_routes;

#endif
