#ifndef WEB_JOURNAL_API_H
#define WEB_JOURNAL_API_H
/* The audit search, the verification, and backups on demand. */

#include "web/web.h"

extern const struct route_table journal_routes;

#endif
