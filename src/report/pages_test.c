#include "report/pages_test.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/os_process.h"
#include "tests/test.h"

#define OUTPUT_MOST ((size_t)16 << 20)
#define TIME_MOST_US (INT64_C(120) * 1000000)

const char *pages_path(struct arena *arena, const char *name)
{
	return arena_printf(arena, "%s/%s", test_folder(), name);
}

const char *pages_output_of(struct arena *arena, const char *command)
{
	const char *arguments[] = { "/bin/sh", "-c", command, NULL };
	struct child_run run = { .arguments = arguments, .input = "", .output_most = OUTPUT_MOST,
		.time_most_us = TIME_MOST_US };
	struct child_result result = { 0 };
	struct fault fault = { 0 };

	return os_run_child(arena, &run, &result, &fault) && result.exit_status == 0 ?
	       result.output : "";
}

const char *pages_words(struct arena *arena, const char *pdf_path)
{
	return pages_output_of(arena, arena_printf(arena, "pdftotext -bbox '%s' -", pdf_path));
}

int pages_count(const char *words)
{
	int count = 0;

	for (; (words = strstr(words, "<page ")) != NULL; words++)
		count++;
	return count;
}

struct box pages_word_at(const char *words, int page, const char *text)
{
	char wanted[64];
	struct box box = { 0 };

	snprintf(wanted, sizeof(wanted), "\">%s</word>", text);
	for (; words != NULL && page > 0; page--) {
		words = strstr(words, "<page ");
		words = words == NULL ? NULL : words + 6;
	}
	const char *end = words == NULL ? NULL : strstr(words, "</page>");
	const char *found = words == NULL ? NULL : strstr(words, wanted);

	if (found == NULL || found > end)
		return box;
	while (strncmp(found, "<word", 5) != 0)
		found--;
	CHECK(sscanf(found, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &box.left,
		     &box.top, &box.right, &box.bottom) == 4);
	return box;
}

bool pages_near(double a, double b, double tolerance)
{
	return a - b < tolerance && b - a < tolerance;
}

bool pages_has_size(struct box box, double points)
{
	return pages_near(box.bottom - box.top, 1.107 * points, 0.1);
}
