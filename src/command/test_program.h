#ifndef COMMAND_TEST_PROGRAM_H
#define COMMAND_TEST_PROGRAM_H
/* Runs the program itself, for the tests of this room. */

#include <string.h>

#include "base/fault.h"
#include "base/os_process.h"
#include "tests/test.h"

#define OUTPUT_MOST ((size_t)64 << 20)
#define SECONDS INT64_C(1000000)
#define WORDS_MOST 24

/* The words have blanks between them; the folder of the test stands for "@". */
static inline struct child_result run_program(struct arena *arena, const char *words,
					      const char *input)
{
	const char *arguments[WORDS_MOST] = { os_program_beside(arena, "dientap") };
	char *rest = (char *)(uintptr_t)arena_copy(arena, words);
	struct fault fault = { .kind = FAULT_NONE };
	struct child_result result = { .exit_status = -1, .output = "", .message = "" };
	size_t count = 1;

	for (char *word = strsep(&rest, " "); word != NULL; word = strsep(&rest, " "))
		arguments[count++] = word[0] != '@' ? word :
			arena_printf(arena, "%s%s", test_folder(), word + 1);
	struct child_run child = { .arguments = arguments, .input = input,
		.input_length = input == NULL ? 0 : strlen(input), .output_most = OUTPUT_MOST,
		.time_most_us = 30 * SECONDS };

	CHECK(os_run_child(arena, &child, &result, &fault));
	return result;
}

struct program_case {
	const char *words, *input;
	int status;
	const char *output, *message;	/* parts; NULL: nothing there; "": anything */
};

static inline bool has_part(const char *text, const char *part)
{
	return part == NULL ? text[0] == '\0' : strstr(text, part) != NULL;
}

static inline void check_program(struct arena *arena, const struct program_case *c)
{
	struct child_result result = run_program(arena, c->words, c->input);
	bool good = result.exit_status == c->status && has_part(result.output, c->output) &&
		    has_part(result.message, c->message);

	if (!good)
		fprintf(stderr, "dientap %s: status %d, not %d\n%s%s\n", c->words,
			result.exit_status, c->status, result.output, result.message);
	CHECK(good);
}

#define CHECK_PROGRAM(arena_, ...) \
	check_program(arena_, &(const struct program_case){ __VA_ARGS__ })

#endif
