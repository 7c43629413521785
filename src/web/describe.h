#ifndef WEB_DESCRIBE_H
#define WEB_DESCRIBE_H
/* The program describes itself: what `dientap describe NAME` prints and
   GET /api/v1/describe/NAME answers.  Everything comes from the tables the program
   runs by, nothing is written twice. */

#include "base/language.h"
#include "web/web.h"

/* All routes of the program; set by the registry, kept. */
void describe_set_routes(const struct route_table *tables, size_t count);

/* "fields", "routes", "rights", "faults", "states", "openapi", "typescript"; NULL at
   the end. */
extern const char *const describe_names[];
/* False if there is no description of that name.  Prose beside the tables comes in
   the language; what has a name in both gives both. */
bool describe_write(struct text *out, const char *what, enum language language)
	__attribute__((warn_unused_result));

/* JSON Schema (2020-12) of the records of a type as they are sent and exported. */
void describe_write_schema(struct text *out, const struct record_type *type);

/* GET /api/v1/describe/:name */
extern const struct route_table describe_routes;

#endif
