#include "base/must.h"

#include <stdio.h>
#include <stdlib.h>

void must_stop(const char *file, int line, const char *condition, const char *why)
{
	fprintf(stderr, "%s:%d: %s: %s\n", file, line, condition, why);
	abort();
}
