#ifndef PROGRAMME_PROGRAMME_RULES_H
#define PROGRAMME_PROGRAMME_RULES_H
/* Between the files of this room. */

#include "programme/programme.h"

/* All that belongs to the programme takes its scope, and a label no lower than its own. */
bool programme_keep_parts(struct journal *journal, const struct programme *programme,
			  struct fault *fault) __attribute__((warn_unused_result));

#endif
