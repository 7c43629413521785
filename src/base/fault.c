#include "base/fault.h"

#include <stddef.h>
#include <string.h>

#include "base/must.h"

static const struct {
	int status, exit_status;
	const char *code, *texts[2];
} faults[FAULT_KINDS] = {
#define FAULT(name_, status_, exit_, code_, vi_, en_) \
	[FAULT_##name_] = { status_, exit_, code_, { vi_, en_ } },
#include "base/faults.def"
};

static const struct {
	const char *code, *texts[2];
} problem_table[PROBLEM_KINDS] = {
#define PROBLEM(name_, code_, vi_, en_) [PROBLEM_##name_] = { code_, { vi_, en_ } },
#include "base/problems.def"
};

int fault_http_status(enum fault_kind kind)
{
	must(kind > FAULT_NONE && kind < FAULT_KINDS, "a fault of no kind");
	return faults[kind].status;
}

int fault_exit_status(enum fault_kind kind)
{
	must(kind > FAULT_NONE && kind < FAULT_KINDS, "a fault of no kind");
	return faults[kind].exit_status;
}

const char *fault_code(enum fault_kind kind)
{
	return faults[kind].code;
}

const char *fault_text(enum fault_kind kind, enum language language)
{
	must(kind != FAULT_NONE && kind < FAULT_KINDS, "a fault of no kind");
	return faults[kind].texts[language];
}

const char *problem_code(enum problem_kind kind)
{
	must(kind > PROBLEM_NONE && kind < PROBLEM_KINDS, "a problem of no kind");
	return problem_table[kind].code;
}

const char *fault_choose(struct arena *arena, const char *text, enum language language)
{
	const char *border = text == NULL ? NULL : strchr(text, BOTH_BORDER);

	if (border == NULL)
		return text;
	return language == LANGUAGE_EN ? border + 1 :
	       arena_copy_bytes(arena, text, (size_t)(border - text));
}

const char *problem_text(struct arena *arena, const struct problem *problem,
			 enum language language)
{
	const char *text = problem_table[problem->kind].texts[language];
	const char *at = strstr(text, "%s");

	const char *argument = fault_choose(arena, problem->argument, language);

	if (at == NULL)
		return text;
	return arena_printf(arena, "%.*s%s%s", (int)(at - text), text,
			    argument == NULL ? "" : argument, at + 2);
}

/* The store, the disk or the program failed, whatever was asked. */
static bool is_of_machine(enum fault_kind kind)
{
	return kind != FAULT_NONE && fault_http_status(kind) >= 500;
}

bool fault_set(struct fault *fault, enum fault_kind kind, const char *field, const char *detail)
{
	must(kind > FAULT_NONE && kind < FAULT_KINDS, "a fault is one of its kinds");
	if (is_of_machine(kind))	/* what was wrong with the input was never found out */
		fault->problems = NULL;
	fault->kind = kind;
	fault->field = field;
	fault->detail = detail;
	return false;
}

bool fault_add_problem(struct fault *fault, struct arena *arena, const char *pointer,
		       enum problem_kind kind, const char *argument)
{
	if (is_of_machine(fault->kind))
		return false;
	struct problem *problem = arena_new(arena, struct problem);

	must(kind > PROBLEM_NONE && kind < PROBLEM_KINDS, "a problem of no kind");
	must(pointer != NULL, "a problem stands somewhere, if only at the whole (\"\")");
	*problem = (struct problem){ .kind = kind, .pointer = pointer, .argument = argument };
	if (fault->problems == NULL)
		fault->problems_end = &fault->problems;
	*fault->problems_end = problem;
	fault->problems_end = &problem->next;
	fault->kind = FAULT_INVALID;
	if (fault->field == NULL)
		fault->field = pointer;
	return false;
}
