#ifndef BASE_PACKAGE_H
#define BASE_PACKAGE_H
/* One zip out of several files, made by the program dientap-render beside this one, in
   its own process with limits; call it off the event loop. */

#include <stdbool.h>

#include "base/text.h"

struct fault;

/* Adds a file to what package_make takes; the name has no spaces, and a file without
   content is left out. */
void package_add(struct text *files, const char *name, const struct text *content);
/* The zip's bytes, the same for the same files; FAULT_FILE if it could not be made. */
bool package_make(struct arena *arena, const struct text *files, const char **bytes_out,
		  size_t *length_out, struct fault *fault) __attribute__((warn_unused_result));

#endif
