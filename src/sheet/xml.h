#ifndef SHEET_XML_H
#define SHEET_XML_H
/* XML by events, without document types and not too deep.  Names are local ones:
   prefixes and the two families of OOXML namespaces do not matter. */

#include "sheet/package.h"

struct xml_handlers {
	void (*start)(void *context, const char *name, const char *const *attributes);
	void (*end)(void *context, const char *name);
	void (*text)(void *context, const char *bytes, size_t length);	/* may be NULL */
};

/* False with the failure; a handler that sets it ends the reading. */
bool xml_read(const struct part *part, const struct xml_handlers *handlers, void *context,
	      struct failure *failure);
/* The attribute's value, or NULL. */
const char *xml_attribute(const char *const *attributes, const char *name);
bool xml_is_true(const char *value);

/* Reads a part that a workbook may do without: true where it has none, or where `name` is
   NULL because no relation names one. */
bool xml_read_optional(struct package *package, const char *name,
		       const struct xml_handlers *handlers, void *context);

#endif
