#include "command/completion.h"

#include "base/os.h"
#include "command/test_program.h"

static struct child_result run(struct arena *arena, const char *const *arguments)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct child_result result = { .exit_status = -1, .output = "", .message = "" };
	struct child_run child = { .arguments = arguments, .output_most = 1 << 20,
				   .time_most_us = 30 * SECONDS };

	CHECK(os_run_child(arena, &child, &result, &fault));
	return result;
}

/* The script of bash, in a file; what it offers after these words. */
static const char *offer(struct arena *arena, const char *words, int at)
{
	struct fault fault = { .kind = FAULT_NONE };
	const char *path = arena_printf(arena, "%s/completion", test_folder());
	const char *script = run_program(arena, "completion bash", NULL).output;
	const char *ask = arena_printf(arena, ". %s; COMP_WORDS=(%s); COMP_CWORD=%d; _dientap; "
				       "printf '%%s ' \"${COMPREPLY[@]}\"", path, words, at);

	CHECK(os_file_exists(path) || os_write_file(path, script, strlen(script), 0600, &fault));
	const char *const arguments[] = { "/bin/bash", "-c", ask, NULL };
	struct child_result result = run(arena, arguments);

	CHECK(result.exit_status == 0 && result.message[0] == '\0');
	return result.output;
}

TEST(bash_offers_the_nouns_then_the_verbs_then_the_options)
{
	struct arena *arena = arena_create();

	CHECK(strstr(offer(arena, "dientap u", 1), "unit ") != NULL);
	CHECK(strstr(offer(arena, "dientap u", 1), "verify ") == NULL);
	CHECK_TEXT(offer(arena, "dientap unit h", 2), "history ");
	CHECK_TEXT(offer(arena, "dientap verify --rec", 2), "--recent ");
	CHECK_TEXT(offer(arena, "dientap unit list --as", 3), "--as-of ");
	/* what all commands take, and nothing that only another takes */
	CHECK(strstr(offer(arena, "dientap unit list --", 3), "--database ") != NULL);
	CHECK(strstr(offer(arena, "dientap unit list --", 3), "--succession") == NULL);
	/* an argument of one's own: the shell goes on with files */
	CHECK(strstr(offer(arena, "dientap unit import x", 3), "unit") == NULL);
	arena_destroy(&arena);
}
