#include "base/os_process.h"

#include <string.h>

#include "base/fault.h"
#include "tests/test.h"

static bool run(struct arena *arena, const char *script, const char *input, size_t most,
		struct child_result *result, struct fault *fault)
{
	const char *arguments[] = { "/bin/sh", "-c", script, NULL };
	struct child_run child = { .arguments = arguments, .input = input,
		.input_length = strlen(input), .output_most = most, .time_most_us = 2000000 };

	return os_run_child(arena, &child, result, fault);
}

TEST(child_reads_its_input_and_gives_output_message_and_status)
{
	struct arena *arena = arena_create();
	struct child_result result = { 0 };
	struct fault fault = { 0 };

	CHECK(run(arena, "tr a-z A-Z; echo why >&2; exit 6", "abc", 100, &result, &fault));
	CHECK(result.exit_status == 6);
	CHECK_TEXT(result.output, "ABC");
	CHECK_TEXT(result.message, "why\n");
	arena_destroy(&arena);
}

TEST(child_that_reads_nothing_does_no_harm)
{
	struct arena *arena = arena_create();
	struct child_result result = { 0 };
	struct fault fault = { 0 };
	char *input = arena_alloc(arena, 1000001);

	memset(input, 'x', 1000000);
	CHECK(run(arena, "exit 0", input, 100, &result, &fault));
	CHECK(result.exit_status == 0);
	arena_destroy(&arena);
}

TEST(child_is_ended_when_it_takes_too_long_or_sends_too_much)
{
	struct arena *arena = arena_create();
	struct child_result result = { 0 };
	struct fault fault = { 0 };

	CHECK(!run(arena, "yes", "", 1000, &result, &fault));
	CHECK(fault.kind == FAULT_BUSY);
	fault = (struct fault){ 0 };
	CHECK(!run(arena, "sleep 30 & sleep 30", "", 1000, &result, &fault));
	CHECK(fault.kind == FAULT_BUSY);
	arena_destroy(&arena);
}

TEST(child_that_is_not_there_is_a_fault)
{
	struct arena *arena = arena_create();
	const char *arguments[] = { "/nonexistent/program", NULL };
	struct child_run child = { .arguments = arguments, .input = "", .output_most = 10,
		.time_most_us = 1000000 };
	struct child_result result = { 0 };
	struct fault fault = { 0 };

	CHECK(!os_run_child(arena, &child, &result, &fault));
	CHECK(fault.kind == FAULT_FILE);
	arena_destroy(&arena);
}
