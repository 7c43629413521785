#ifndef EXERCISE_TEST_REFUSAL_H
#define EXERCISE_TEST_REFUSAL_H
/* Was something refused as the rule says?  For the tests of exercises and evaluation. */

#include <stdio.h>

#include "exercise/test_fixture.h"

/* Was it refused with just this problem at this member?  Forgets the fault. */
static inline bool refused(struct fixture *f, bool good, enum problem_kind kind,
			   const char *pointer)
{
	const struct problem *problem = f->fault.problems;
	bool as_told = !good && f->fault.kind == FAULT_INVALID && problem != NULL &&
		       problem->kind == kind && strcmp(problem->pointer, pointer) == 0;

	if (!as_told)
		fprintf(stderr, "%s: %s %s\n", good ? "taken" : "refused otherwise",
			problem == NULL ? fault_code(f->fault.kind) : problem_code(problem->kind),
			problem == NULL ? "" : problem->pointer);
	f->fault = (struct fault){ 0 };
	return as_told;
}

static inline bool refused_as(struct fixture *f, bool good, enum fault_kind kind)
{
	bool as_told = !good && f->fault.kind == kind;

	f->fault = (struct fault){ 0 };
	return as_told;
}

#endif
