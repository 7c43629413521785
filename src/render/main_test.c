/* The programs of this tree that render and read files, from outside. */

#include "base/fault.h"
#include "base/os_process.h"
#include "render/render.h"
#include "render/test_document.h"
#include "sheet/xlsx.h"

static struct child_result run(const char *program, const char *first, const char *second,
			       const char *input)
{
	const char *arguments[] = { os_program_beside(test_arena(), program), first, second, NULL };
	struct child_run child = { .arguments = arguments, .input = input,
		.input_length = strlen(input), .output_most = (size_t)1 << 20,
		.time_most_us = INT64_C(60) * 1000000 };
	struct child_result result = { .exit_status = -1, .output = "", .message = "" };
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(os_run_child(test_arena(), &child, &result, &fault));
	return result;
}

#define DOCUMENT "{\"profile\":\"nd30\",\"blocks\":[]}"

static const struct {
	const char *first, *second, *input;
	int status;
	const char *output;	/* how it begins */
} renders[] = {
	{ NULL, NULL, "", RENDER_USAGE, "" },
	{ "docx", NULL, DOCUMENT, RENDER_USAGE, "" },
	{ "odt", "-", DOCUMENT, RENDER_USAGE, "" },
	{ "docx", "-", DOCUMENT, RENDER_DONE, "PK\3\4" },
	{ "pdf", "-", DOCUMENT, RENDER_DONE, "%PDF-" },
	{ "docx", "-", "{}", RENDER_INVALID, "" },
	{ "pdf", "/nowhere/at/all.pdf", DOCUMENT, RENDER_FAILED, "" },
	{ "figures", "-", "neither", RENDER_INVALID, "" },
	{ "figures", "/nowhere/at/all", "", RENDER_INVALID, "" },
};

TEST(the_rendering_program_says_by_its_status_what_went_wrong)
{
	for (size_t i = 0; i < sizeof(renders) / sizeof(renders[0]); i++) {
		struct child_result result = run("dientap-render", renders[i].first,
						 renders[i].second, renders[i].input);
		bool good = result.exit_status == renders[i].status &&
			    strncmp(result.output, renders[i].output,
				    strlen(renders[i].output)) == 0;

		if (!good)
			fprintf(stderr, "case %zu ends with %d: %s\n", i, result.exit_status,
				result.message);
		CHECK(good);
		/* whatever went wrong is said, and only then */
		CHECK((result.message[0] != '\0') == (renders[i].status != RENDER_DONE));
	}
}

TEST(the_spreadsheet_program_says_by_its_status_what_went_wrong)
{
	CHECK(run("dientap-sheet", NULL, NULL, "code,name\n1,2\n").exit_status == XLSX_WRONG_TYPE);
	CHECK(run("dientap-sheet", "a", "b", "").exit_status == XLSX_USAGE);
	struct child_result empty = run("dientap-sheet", NULL, NULL, "");

	CHECK(empty.exit_status == XLSX_WRONG_TYPE && empty.output_length == 0);
	CHECK(empty.message[0] != '\0');
}
