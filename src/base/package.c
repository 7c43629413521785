#include "base/package.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/must.h"
#include "base/os_process.h"

#define OUTPUT_BYTES_MOST ((size_t)512 << 20)
#define TIME_MOST_US ((int64_t)60 * 1000000)

void package_add(struct text *files, const char *name, const struct text *content)
{
	must(name[0] != '\0' && strpbrk(name, " \n") == NULL, "a name of one word");
	if (content->length == 0)
		return;
	text_add_format(files, "%s %zu\n", name, content->length);
	text_add_bytes(files, content->bytes, content->length);
}

bool package_make(struct arena *arena, const struct text *files, const char **bytes_out,
		  size_t *length_out, struct fault *fault)
{
	const char *named = getenv("DIENTAP_RENDER");	/* tests run elsewhere */
	const char *program = named != NULL ? named : os_program_beside(arena, "dientap-render");
	const char *arguments[] = { program, "zip", "-", NULL };
	struct child_run run = { .arguments = arguments, .input = files->bytes,
		.input_length = files->length, .output_most = OUTPUT_BYTES_MOST,
		.time_most_us = TIME_MOST_US };
	struct child_result result = { 0 };

	must(files->length > 0, "a package holds something");
	if (!os_run_child(arena, &run, &result, fault))
		return false;
	if (result.exit_status != 0)
		return fault_set(fault, FAULT_FILE, program,
				 arena_copy_bytes(arena, result.message,
						  strcspn(result.message, "\n")));
	*bytes_out = result.output;
	*length_out = result.output_length;
	return true;
}
