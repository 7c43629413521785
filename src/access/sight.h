#ifndef ACCESS_SIGHT_H
#define ACCESS_SIGHT_H
/* In whose sight something was counted: written into what leaves the house, and made a
   reader again from there.  It names no account: two people of the same sight count the
   same. */

#include <jansson.h>

#include "access/access.h"

/* {"label":"internal","places":[{"within":null,"rights":"unit_read …"}]}; NULL for the
   machine (and for no reader at all: a connection that nobody guards), which sees the
   whole office.  The grants are those in force on that day. */
bool sight_describe(struct store *store, struct arena *arena, const struct reader *reader,
		    struct date day, const char **json_out, struct fault *fault)
	__attribute__((warn_unused_result));
/* A reader of that sight in the scopes of the store, to be given back with
   reader_release; NULL and FAULT_INVALID if it is not as sight_describe writes it. */
const struct reader *sight_open(struct store *store, struct arena *arena, const json_t *sight,
				struct fault *fault);

#endif
