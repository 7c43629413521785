#include "report/render.h"

#include <stdio.h>
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

struct box { double left, top, right, bottom; };

/* The first word of that text on the page, where pdftotext -bbox saw it. */
static struct box word_at(const char *words, int page, const char *text)
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

static bool near(double a, double b, double tolerance)
{
	return a - b < tolerance && b - a < tolerance;
}

/* The size of the type: the box of a word is 1.107 times as high in this face. */
static bool has_size(struct box box, double points)
{
	return near(box.bottom - box.top, 1.107 * points, 0.1);
}

static const char *words_of_sample(struct arena *arena, struct document *document)
{
	const char *path = path_of(arena, "d.pdf");
	struct fault fault = { 0 };

	CHECK(report_render(arena, document, REPORT_PDF, path, &fault));
	return output_of(arena, arena_printf(arena, "pdftotext -bbox '%s' -", path));
}

#define MM(mm_) ((mm_) * 72 / 25.4)

TEST(pdf_head_stands_where_the_decree_puts_it)
{
	struct arena *arena = arena_create();
	const char *words = words_of_sample(arena, sample_report(arena));
	struct box nation = word_at(words, 1, "CỘNG"), motto = word_at(words, 1, "Độc");
	struct box issuer = word_at(words, 1, "CHỈ"), number = word_at(words, 1, "Số:");
	struct box day = word_at(words, 1, "ngày"), kind = word_at(words, 1, "CÁO");

	CHECK(has_size(nation, 13) && has_size(motto, 14) && has_size(issuer, 13));
	CHECK(has_size(number, 13) && has_size(day, 14) && has_size(kind, 14));
	CHECK(near(nation.top, MM(25), 1));
	CHECK(nation.left > MM(105 - 12) && word_at(words, 1, "NAM").right < MM(210 - 15));
	CHECK(word_at(words, 1, "ỦY").left >= MM(30));
	CHECK(motto.top >= nation.bottom - 1 && number.top > issuer.bottom);
	/* Number and date share a base line: 0.891 of the size below the top. */
	CHECK(near(number.top + 0.891 * 13, day.top + 0.891 * 14, 0.5));
	CHECK(number.right < day.left && kind.top > number.bottom);
	CHECK(word_at(words, 1, "Kính").top > kind.bottom);
	arena_destroy(&arena);
}

TEST(pdf_text_keeps_the_margins_and_its_signature_the_recipients)
{
	struct arena *arena = arena_create();
	const char *words = words_of_sample(arena, sample_report(arena));
	struct box first = word_at(words, 1, "Trong"), title = word_at(words, 2, "Nơi");
	struct box page = word_at(words, 2, "2"), authority = word_at(words, 2, "TM.");

	CHECK(has_size(first, 14) && near(first.left, MM(35 + 12.7), 1));
	CHECK(near(word_at(words, 1, "lực").left, MM(35), 1));
	CHECK(near((page.left + page.right) / 2, MM(35 + 155.0 / 2), 1));
	CHECK(page.top > MM(10) && page.bottom < MM(25) && has_size(page, 14));
	CHECK(has_size(title, 12) && near(title.left, MM(35), 1));
	CHECK(has_size(word_at(words, 2, "Như"), 11));
	CHECK(near(title.top, authority.top, 3) && authority.left > MM(105));
	CHECK(word_at(words, 2, "PHÓ").top > authority.bottom - 1);
	/* The annex has its own numbers and, lying, its own paper. */
	CHECK(word_at(words, 4, "2").top < MM(25));
	CHECK(strstr(words, "<page width=\"841") != NULL);
	arena_destroy(&arena);
}

TEST(pdf_marks_stand_left_below_the_number)
{
	struct arena *arena = arena_create();
	struct document *document = sample_report(arena);

	document_set_label(document, LABEL_TUYET_MAT);
	document->urgency = URGENCY_HOA_TOC;
	document->circulation = CIRCULATION_RETURN;
	document->footer = "Địachỉ";
	const char *words = words_of_sample(arena, document);
	struct box secrecy = word_at(words, 1, "TUYỆT"), urgency = word_at(words, 1, "HỎA");
	struct box circulation = word_at(words, 1, "XEM"), foot = word_at(words, 1, "Địachỉ");

	CHECK(has_size(secrecy, 13) && has_size(urgency, 13) && has_size(circulation, 13));
	CHECK(secrecy.top > word_at(words, 1, "Số:").bottom && secrecy.right < MM(72));
	CHECK(urgency.top > secrecy.bottom);
	CHECK(circulation.bottom < MM(25) && circulation.left > MM(105));
	CHECK(has_size(foot, 11) && foot.bottom < MM(297 - 20) + 1 && foot.top > MM(265));
	arena_destroy(&arena);
}

TEST(pdf_is_set_in_a_face_of_the_metric_of_times)
{
	struct arena *arena = arena_create();
	const char *path = path_of(arena, "e.pdf");
	struct fault fault = { 0 };

	CHECK(report_render(arena, sample_report(arena), REPORT_PDF, path, &fault));
	const char *fonts = output_of(arena, arena_printf(arena, "pdffonts '%s' | tail -n +3 | "
		"sed -e 's/^[A-Z]*+//' -e 's/[-, ].*//' | sort -u", path));

	CHECK(strcmp(fonts, "Tinos\n") == 0 || strcmp(fonts, "TimesNewRoman\n") == 0 ||
	      strcmp(fonts, "TimesNewRomanPS\n") == 0);
	arena_destroy(&arena);
}
