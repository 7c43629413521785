#ifndef PROGRAMME_PROGRAMME_RULES_H
#define PROGRAMME_PROGRAMME_RULES_H
/* Between the files of this room. */

#include "programme/programme.h"

/* Brings the label of all that belongs to the programme up to its own. */
bool programme_raise_labels(struct journal *journal, const struct programme *programme,
			    struct fault *fault) __attribute__((warn_unused_result));

#endif
