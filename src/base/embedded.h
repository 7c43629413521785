#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H
/* Files that the build puts into the program: migrations and the interface. */

#include <stddef.h>

struct embedded_file {
	const char *name;		/* NULL ends an array */
	const unsigned char *bytes;	/* closed by a NUL that length does not count */
	size_t length;
};

#endif
