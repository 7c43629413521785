#ifndef BASE_OS_PROCESS_H
#define BASE_OS_PROCESS_H
/* Runs another program of ours to its end: no shell, no inherited files but
   its three streams, a time limit, and limits on what it may send back.  Safe to
   call from any thread. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct fault;

struct child_run {
	const char *const *arguments;	/* [0] is the program's path; closed by NULL */
	const void *input;		/* what it reads from standard input */
	size_t input_length;
	size_t output_most;		/* bytes of standard output; more ends it */
	int64_t time_most_us;		/* longer ends it */
};

struct child_result {
	int exit_status;		/* 0 to 255; 128 + signal if one ended it */
	const char *output;		/* closed by a NUL that the length does not count */
	size_t output_length;
	const char *message;		/* the start of what it wrote to standard error */
};

/* False and a fault if it cannot be started, takes too long or sends too much;
   an exit status other than 0 is the caller's to judge. */
bool os_run_child(struct arena *arena, const struct child_run *run,
		  struct child_result *result_out, struct fault *fault);
/* The path of a program beside this one ("dientap-render"). */
const char *os_program_beside(struct arena *arena, const char *name);

#endif
