#include "report/render.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "base/os_process.h"
#include "base/text.h"
#include "report/document_json.h"

#define NO_FIGURES \
	BOTH("tệp bị hỏng hoặc không mang số liệu nào của dientap", \
	     "the file is damaged or carries no figures of dientap")
#define OUTPUT_BYTES_MOST ((size_t)64 << 20)
#define TIME_MOST_US ((int64_t)60 * 1000000)

static const char *const format_words[] = { [REPORT_DOCX] = "docx", [REPORT_PDF] = "pdf" };

static bool run_renderer(struct arena *arena, const char *command, const char *argument,
			 const struct text *input, struct child_result *result,
			 struct fault *fault)
{
	const char *named = getenv("DIENTAP_RENDER");
	const char *program = named != NULL ? named : os_program_beside(arena, "dientap-render");
	const char *arguments[] = { program, command, argument, NULL };
	struct child_run run = { .arguments = arguments, .input = text_string(input),
		.input_length = input->length, .output_most = OUTPUT_BYTES_MOST,
		.time_most_us = TIME_MOST_US };

	if (!os_run_child(arena, &run, result, fault))
		return false;
	if (result->exit_status == 0)
		return true;
	/* whoever asked knows the document, not the program that makes it */
	if (result->exit_status == 6)
		return fault_set(fault, FAULT_INVALID, NULL, NO_FIGURES);
	const char *message = arena_copy_bytes(arena, result->message,
					       strcspn(result->message, "\n"));

	return fault_set(fault, FAULT_FILE, NULL, arena_printf(arena,
		BOTH("chương trình tạo tài liệu không làm được: %s",
		     "the program that makes documents failed: %s"), message, message));
}

bool report_render_bytes(struct arena *arena, const struct document *document,
			 enum report_format format, const char **bytes_out, size_t *length_out,
			 struct fault *fault)
{
	struct text input = { .arena = arena };
	struct child_result result = { 0 };

	must(format == REPORT_DOCX || format == REPORT_PDF, "a format that is not rendered");
	document_write_json(&input, document);
	if (!run_renderer(arena, format_words[format], "-", &input, &result, fault))
		return false;
	*bytes_out = result.output;
	*length_out = result.output_length;
	return true;
}

bool report_render(struct arena *arena, const struct document *document,
		   enum report_format format, const char *path, struct fault *fault)
{
	const char *bytes;
	size_t length;

	return report_render_bytes(arena, document, format, &bytes, &length, fault) &&
	       os_write_file(path, bytes, length, 0644, fault);
}

const char *report_read_figures(struct arena *arena, const char *path, struct fault *fault)
{
	struct text nothing = { .arena = arena };
	struct child_result result = { 0 };

	if (!run_renderer(arena, "figures", path, &nothing, &result, fault))
		return NULL;
	return result.output;
}

const char *report_read_figures_of(struct arena *arena, const char *bytes, size_t length,
				   struct fault *fault)
{
	const struct text input = { .arena = arena, .bytes = (char *)(uintptr_t)bytes,
				    .length = length };
	struct child_result result = { 0 };

	must(bytes != NULL, "figures of nothing");
	return run_renderer(arena, "figures", "-", &input, &result, fault) ? result.output : NULL;
}
