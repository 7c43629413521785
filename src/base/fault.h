#ifndef BASE_FAULT_H
#define BASE_FAULT_H
/* What went wrong, for the person who asked.  Functions that can fail return
   bool (or a null pointer) and fill the fault; they never log and never end
   the process.  Programming errors are must(), not faults.  All texts are in
   faults.def and problems.def, in Vietnamese and English. */

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/language.h"

enum fault_kind {
	FAULT_NONE = 0,
#define FAULT(name_, status_, exit_, code_, vi_, en_) FAULT_##name_,
#include "base/faults.def"
	FAULT_KINDS
};

/* What is wrong with one member, row or cell. */
enum problem_kind {
	PROBLEM_NONE = 0,
#define PROBLEM(name_, code_, vi_, en_) PROBLEM_##name_,
#include "base/problems.def"
	PROBLEM_KINDS
};

struct problem {
	struct problem *next;
	enum problem_kind kind;
	const char *pointer;	/* JSON pointer "/name", or a cell "B7" */
	const char *argument;	/* replaces %s of the text; may be NULL or BOTH(…) */
};

/* An argument or detail that reads differently in the two languages; made at
   run time with arena_printf(arena, BOTH("%s", "%s"), vi, en). */
#define BOTH(vi_, en_) vi_ "\x1f" en_
#define BOTH_BORDER '\x1f'
/* The half of a BOTH() text in this language; any other text as it is. */
const char *fault_choose(struct arena *arena, const char *text, enum language language);

struct fault {
	enum fault_kind kind;
	const char *field;	/* the input at fault, or NULL */
	const char *detail;	/* more for the reader or the log, or NULL */
	struct problem *problems;	/* the first of a list, or NULL */
	struct problem **problems_end;	/* where the next one goes */
};

int fault_http_status(enum fault_kind kind);
/* Exit status of the command line (architecture.md §5). */
int fault_exit_status(enum fault_kind kind);
const char *fault_code(enum fault_kind kind);
const char *fault_text(enum fault_kind kind, enum language language);
const char *problem_code(enum problem_kind kind);
/* The sentence with its argument put in. */
const char *problem_text(struct arena *arena, const struct problem *problem,
			 enum language language);

/* Always returns false, so that callers can write "return fault_set(...)".
   Keeps problems that were added before, unless the machine failed (status 500 and
   above): a rule that could not be asked says nothing about the input. */
bool fault_set(struct fault *fault, enum fault_kind kind, const char *field, const char *detail);
/* Adds a problem and makes the fault FAULT_INVALID, unless the machine has failed
   already: that fault stays what it is.  Always returns false.
   The texts must live as long as the arena. */
bool fault_add_problem(struct fault *fault, struct arena *arena, const char *pointer,
		       enum problem_kind kind, const char *argument);

#endif
