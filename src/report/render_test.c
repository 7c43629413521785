#include "report/render.h"

#include <string.h>

#include "base/os.h"
#include "base/os_process.h"
#include "report/sample_test.h"
#include "tests/test.h"

#define FILE_MOST ((size_t)16 << 20)

static const char *path_of(struct arena *arena, const char *name)
{
	return arena_printf(arena, "%s/%s", test_folder(), name);
}

/* Standard output of a command of the shell, "" if it fails. */
static const char *output_of(struct arena *arena, const char *command)
{
	const char *arguments[] = { "/bin/sh", "-c", command, NULL };
	struct child_run run = { .arguments = arguments, .input = "", .output_most = FILE_MOST,
		.time_most_us = 20000000 };
	struct child_result result = { 0 };
	struct fault fault = { 0 };

	return os_run_child(arena, &run, &result, &fault) && result.exit_status == 0 ?
	       result.output : "";
}

TEST(figures_come_back_from_docx_and_pdf_byte_for_byte)
{
	struct arena *arena = arena_create();
	struct document *document = sample_report(arena);
	static const char *const names[] = { "a.docx", "a.pdf" };
	struct fault fault = { 0 };

	for (int i = 0; i < 2; i++) {
		const char *path = path_of(arena, names[i]);

		CHECK(report_render(arena, document, (enum report_format)i, path, &fault));
		CHECK_TEXT(report_read_figures(arena, path, &fault), document->figures);
		CHECK(fault.kind == FAULT_NONE);
	}
	arena_destroy(&arena);
}

TEST(same_document_gives_the_same_bytes)
{
	struct arena *arena = arena_create();
	struct fault fault = { 0 };

	for (int i = 0; i < 2; i++) {
		const char *first, *second;
		size_t length, again;

		CHECK(report_render_bytes(arena, sample_report(arena), (enum report_format)i,
					  &first, &length, &fault));
		CHECK(report_render_bytes(arena, sample_report(arena), (enum report_format)i,
					  &second, &again, &fault));
		CHECK(length == again && memcmp(first, second, length) == 0);
	}
	arena_destroy(&arena);
}

TEST(file_without_figures_is_refused_as_invalid)
{
	struct arena *arena = arena_create();
	static const char *const contents[] = { "", "PK\3\4 not a package", "%PDF-1.5\n/Info 1 0 R",
						"%PDF-1.5\n1 0 obj\n<< /Keywords (x >> endobj" };

	for (size_t i = 0; i < sizeof(contents) / sizeof(contents[0]); i++) {
		const char *path = path_of(arena, "b");
		struct fault fault = { 0 };

		CHECK(os_write_file(path, contents[i], strlen(contents[i]), 0600, &fault));
		CHECK(report_read_figures(arena, path, &fault) == NULL);
		CHECK(fault.kind == FAULT_INVALID);
	}
	arena_destroy(&arena);
}

TEST(docx_has_the_page_of_the_official_form)
{
	struct arena *arena = arena_create();
	struct fault fault = { 0 };
	const char *path = path_of(arena, "c.docx");

	if (output_of(arena, "command -v unzip")[0] == '\0')
		return;
	CHECK(report_render(arena, sample_report(arena), REPORT_DOCX, path, &fault));
	const char *body = output_of(arena, arena_printf(arena,
		"unzip -p '%s' word/document.xml", path));

	CHECK(strstr(body, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>") != NULL);
	CHECK(strstr(body, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>") != NULL);
	CHECK(strstr(body, "w:top=\"1418\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1985\"") !=
	      NULL);
	CHECK(strstr(body, "<w:gridCol w:w=\"3829\"/><w:gridCol w:w=\"5670\"/>") != NULL);
	CHECK(strstr(body, "<w:tblHeader/>") != NULL && strstr(body, "<w:titlePg/>") != NULL);
	arena_destroy(&arena);
}
