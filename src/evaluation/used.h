#ifndef EVALUATION_USED_H
#define EVALUATION_USED_H
/* What has graded something stays as it was.  Private to this room. */

#include "evaluation/evaluation.h"

/* Refuses, with VERSION_USED at the pointer, what a confirmed result rests on. */
bool used_check_scale(struct journal *journal, struct id scale_id, const char *pointer,
		      struct fault *fault) __attribute__((warn_unused_result));
bool used_check_sheet(struct journal *journal, struct id sheet_id, const char *pointer,
		      struct fault *fault) __attribute__((warn_unused_result));
/* True if the records differ in any field but the version and those named. */
bool used_differs(const struct record_type *type, const void *before, const void *after,
		  const char *const *except);

#endif
