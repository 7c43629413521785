#include "report/render.h"

#include <string.h>

#include "base/os.h"
#include "report/pages_test.h"
#include "report/sample_test.h"
#include "tests/test.h"

TEST(figures_come_back_from_docx_and_pdf_byte_for_byte)
{
	struct arena *arena = arena_create();
	struct document *document = sample_report(arena);
	static const char *const names[] = { "a.docx", "a.pdf" };
	struct fault fault = { 0 };

	for (int i = 0; i < 2; i++) {
		const char *path = pages_path(arena, names[i]);

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
		const char *path = pages_path(arena, "b");
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
	const char *path = pages_path(arena, "c.docx");

	CHECK(report_render(arena, sample_report(arena), REPORT_DOCX, path, &fault));
	const char *body = pages_output_of(arena, arena_printf(arena,
		"unzip -p '%s' word/document.xml", path));

	CHECK(strstr(body, "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>") != NULL);
	CHECK(strstr(body, "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>") != NULL);
	CHECK(strstr(body, "w:top=\"1418\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1985\"") !=
	      NULL);
	CHECK(strstr(body, "<w:gridCol w:w=\"3829\"/><w:gridCol w:w=\"5670\"/>") != NULL);
	CHECK(strstr(body, "<w:tblHeader/>") != NULL && strstr(body, "<w:titlePg/>") != NULL);
	arena_destroy(&arena);
}

static const char *words_of_sample(struct arena *arena, struct document *document)
{
	const char *path = pages_path(arena, "d.pdf");
	struct fault fault = { 0 };

	CHECK(report_render(arena, document, REPORT_PDF, path, &fault));
	return pages_words(arena, path);
}

TEST(pdf_head_stands_where_the_decree_puts_it)
{
	struct arena *arena = arena_create();
	const char *words = words_of_sample(arena, sample_report(arena));
	struct box nation = pages_word_at(words, 1, "CỘNG"), motto = pages_word_at(words, 1, "Độc");
	struct box issuer = pages_word_at(words, 1, "CHỈ"), number = pages_word_at(words, 1, "Số:");
	struct box day = pages_word_at(words, 1, "ngày"), kind = pages_word_at(words, 1, "CÁO");

	CHECK(pages_has_size(nation, 13) && pages_has_size(motto, 14) &&
	      pages_has_size(issuer, 13));
	CHECK(pages_has_size(number, 13) && pages_has_size(day, 14) && pages_has_size(kind, 14));
	CHECK(pages_near(nation.top, MM(25), 1));
	CHECK(nation.left > MM(105 - 12) && pages_word_at(words, 1, "NAM").right < MM(210 - 15));
	CHECK(pages_word_at(words, 1, "ỦY").left >= MM(30));
	CHECK(motto.top >= nation.bottom - 1 && number.top > issuer.bottom);
	/* Number and date share a base line: 0.891 of the size below the top. */
	CHECK(pages_near(number.top + 0.891 * 13, day.top + 0.891 * 14, 0.5));
	CHECK(number.right < day.left && kind.top > number.bottom);
	CHECK(pages_word_at(words, 1, "Kính").top > kind.bottom);
	arena_destroy(&arena);
}

TEST(pdf_text_keeps_the_margins_and_its_signature_the_recipients)
{
	struct arena *arena = arena_create();
	const char *words = words_of_sample(arena, sample_report(arena));
	struct box first = pages_word_at(words, 1, "Trong"), title = pages_word_at(words, 2, "Nơi");
	struct box page = pages_word_at(words, 2, "2"), authority = pages_word_at(words, 2, "TM.");

	CHECK(pages_has_size(first, 14) && pages_near(first.left, MM(35 + 12.7), 1));
	CHECK(pages_near(pages_word_at(words, 1, "lực").left, MM(35), 1));
	CHECK(pages_near((page.left + page.right) / 2, MM(35 + 155.0 / 2), 1));
	CHECK(page.top > MM(10) && page.bottom < MM(25) && pages_has_size(page, 14));
	CHECK(pages_has_size(title, 12) && pages_near(title.left, MM(35), 1));
	CHECK(pages_has_size(pages_word_at(words, 2, "Như"), 11));
	CHECK(pages_near(title.top, authority.top, 3) && authority.left > MM(105));
	CHECK(pages_word_at(words, 2, "PHÓ").top > authority.bottom - 1);
	/* The annex has its own numbers and, lying, its own paper. */
	CHECK(pages_word_at(words, 4, "2").top < MM(25));
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
	struct box secrecy = pages_word_at(words, 1, "TUYỆT");
	struct box urgency = pages_word_at(words, 1, "HỎA");
	struct box circulation = pages_word_at(words, 1, "XEM");
	struct box foot = pages_word_at(words, 1, "Địachỉ");

	CHECK(pages_has_size(secrecy, 13) && pages_has_size(urgency, 13) &&
	      pages_has_size(circulation, 13));
	CHECK(secrecy.top > pages_word_at(words, 1, "Số:").bottom && secrecy.right < MM(72));
	CHECK(urgency.top > secrecy.bottom);
	CHECK(circulation.bottom < MM(25) && circulation.left > MM(105));
	CHECK(pages_has_size(foot, 11) && foot.bottom < MM(297 - 20) + 1 && foot.top > MM(265));
	arena_destroy(&arena);
}

TEST(pdf_is_set_in_a_face_of_the_metric_of_times)
{
	struct arena *arena = arena_create();
	const char *path = pages_path(arena, "e.pdf");
	struct fault fault = { 0 };

	CHECK(report_render(arena, sample_report(arena), REPORT_PDF, path, &fault));
	const char *fonts = pages_output_of(arena, arena_printf(arena,
		"pdffonts '%s' | tail -n +3 | "
		"sed -e 's/^[A-Z]*+//' -e 's/[-, ].*//' | sort -u", path));

	CHECK(strcmp(fonts, "Tinos\n") == 0 || strcmp(fonts, "TimesNewRoman\n") == 0 ||
	      strcmp(fonts, "TimesNewRomanPS\n") == 0);
	arena_destroy(&arena);
}
