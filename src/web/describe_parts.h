#ifndef WEB_DESCRIBE_PARTS_H
#define WEB_DESCRIBE_PARTS_H
/* The single descriptions.  Private to this room. */

#include "web/describe.h"

typedef void describe_writer(struct text *out, enum language language);
describe_writer describe_fields, describe_routes_table, describe_rights, describe_faults,
	describe_states, describe_openapi, describe_typescript;

/* Every route, one after the other; NULL at the end. */
const struct route *describe_route(size_t number);
/* Every type that is stored or answered, each once; NULL at the end. */
const struct record_type *describe_type(size_t number);

/* "name":"text" and "name":true, with the comma before it. */
void describe_text(struct text *out, const char *name, const char *value);
void describe_flag(struct text *out, const char *name, bool value);
/* Opens the next object of a list. */
void describe_open(struct text *out);
/* "text", "optional_integer" … */
const char *describe_field_type(enum field_type type);
/* May the member be null when it is sent? */
bool describe_may_be_null(const struct field *field);

#endif
