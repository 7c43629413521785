#include "render/pdf.h"

#include "base/fault.h"
#include "base/os.h"
#include "render/page.h"
#include "render/render.h"
#include "render/test_document.h"
#include "report/pages_test.h"

/* What pdftotext sees in the PDF of the document: words with their boxes, page by page. */
static const char *words_of(const char *members)
{
	struct text bytes = { .arena = test_arena() };
	struct fault fault = { .kind = FAULT_NONE };
	json_t *document = document_of(members);
	const char *path = pages_path(test_arena(), "document.pdf");

	CHECK(pdf_write(test_arena(), document, &bytes));
	json_decref(document);
	CHECK(os_write_file(path, text_string(&bytes), bytes.length, 0600, &fault));
	return pages_words(test_arena(), path);
}

/* Words "tNNNN" from 0 on must be there once each and in order. */
static void check_all_words(const char *words, int count)
{
	for (int i = 0; i < count; i++) {
		const char *wanted = arena_printf(test_arena(), "\">t%04d</word>", i);
		const char *at = strstr(words, wanted);

		CHECK(at != NULL);
		if (at == NULL)
			return;
		words = at + 1;
	}
	CHECK(strstr(words, "\">t") == NULL);
}

/* The same where they stand side by side, in any order. */
static void check_each_word(const char *words, int count)
{
	for (int i = 0; i < count; i++)
		CHECK(count_of(words, arena_printf(test_arena(), "\">t%04d</word>", i)) == 1);
}

static void add_words(struct text *text, int from, int count)
{
	for (int i = from; i < from + count; i++)
		text_add_format(text, "%st%04d", i > from ? " " : "", i);
}

TEST(a_paragraph_over_many_pages_loses_no_word)
{
	struct text members = { .arena = test_arena() };

	text_add(&members, "'blocks':[{'kind':'paragraph','runs':[{'text':'");
	add_words(&members, 0, 1500);
	text_add(&members, "'}]}]");
	const char *words = words_of(text_string(&members));

	CHECK(pages_count(words) >= 3);
	check_all_words(words, 1500);
	/* page 1 of a document bears no number (Appendix I of the decree) */
	CHECK(pages_word_at(words, 1, "1").right == 0);
	struct box number = pages_word_at(words, 2, "2");

	/* in the middle of the text, in the upper margin */
	CHECK(pages_near((number.left + number.right) / 2,
			 POINTS_OF_TWIPS(MARGIN_LEFT) + POINTS_OF_TWIPS(TEXT_WIDTH) / 2, 1));
	CHECK(number.bottom < POINTS_OF_TWIPS(MARGIN_TOP));
}

TEST(no_line_stands_in_the_margins)
{
	struct text members = { .arena = test_arena() };
	const char *at;
	struct box box;

	text_add(&members, "'blocks':[{'kind':'paragraph','runs':[{'text':'");
	add_words(&members, 0, 900);
	text_add(&members, "'}]}]");
	at = strstr(words_of(text_string(&members)), "<word ");
	for (; at != NULL; at = strstr(at, "<word ")) {
		CHECK(sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
			     &box.left, &box.top, &box.right, &box.bottom) == 4);
		at = strchr(at, '>') + 1;
		if (*at != 't')
			continue;
		CHECK(box.left > POINTS_OF_TWIPS(MARGIN_LEFT) - 0.5);
		CHECK(box.right < POINTS_OF_TWIPS(PAGE_SHORT - MARGIN_RIGHT) + 0.5);
		CHECK(box.bottom < POINTS_OF_TWIPS(PAGE_LONG - MARGIN_BOTTOM) + 0.5);
	}
}

/* A table of `rows` rows, two columns, each cell one word of the count. */
static void add_table(struct text *members, int rows)
{
	text_add(members, "{'kind':'table','columns':[{'weight':1,'align':'left'},"
		 "{'weight':1,'align':'left'}],'rows':[{'header':true,'cells':["
		 "{'span':2,'runs':[{'text':'HEADER'}]}]}");
	for (int i = 0; i < rows; i++)
		text_add_format(members, ",{'cells':[{'span':1,'runs':[{'text':'t%04d'}]},"
				"{'span':1,'runs':[{'text':'t%04d'}]}]}", 2 * i, 2 * i + 1);
	text_add(members, "]}");
}

TEST(a_table_over_many_pages_repeats_its_header_and_loses_no_row)
{
	struct text members = { .arena = test_arena() };

	text_add(&members, "'annexes':[{'landscape':true,'blocks':[");
	add_table(&members, 120);
	text_add(&members, "]}]");
	const char *words = words_of(text_string(&members));

	check_each_word(words, 240);
	/* on each page of the annex, which follows the page of the document */
	CHECK(count_of(words, ">HEADER<") == pages_count(words) - 1);
	CHECK(pages_count(words) >= 4);
}

TEST(a_row_higher_than_a_page_runs_on_with_all_its_lines)
{
	struct text members = { .arena = test_arena() };

	text_add(&members, "'blocks':[{'kind':'table','columns':[{'weight':1,'align':'left'},"
		 "{'weight':9,'align':'left'}],'rows':[{'header':true,'cells':["
		 "{'span':2,'runs':[{'text':'HEADER'}]}]},{'cells':[{'span':1,'runs':["
		 "{'text':'1'}]},{'span':1,'runs':[{'text':'");
	add_words(&members, 0, 1200);
	text_add(&members, "'}]}]}]}]");
	const char *words = words_of(text_string(&members));

	check_all_words(words, 1200);
	CHECK(pages_count(words) >= 3);
	CHECK(count_of(words, ">HEADER<") >= pages_count(words) - 1);
}

TEST(pages_of_each_section_count_from_one)
{
	struct text members = { .arena = test_arena() };

	text_add(&members, "'annexes':[{'label':'Phụ lục I','blocks':[");
	add_table(&members, 60);
	text_add(&members, "]},{'label':'Phụ lục II','blocks':[]}]");
	const char *words = words_of(text_string(&members));
	int pages = pages_count(words);

	CHECK(pages >= 4);
	CHECK(pages_word_at(words, 1, "Phụ").right == 0);
	CHECK(pages_word_at(words, 2, "Phụ").right > 0);
	CHECK(pages_word_at(words, 2, "2").right == 0);
	CHECK(pages_word_at(words, 3, "2").right > 0);
	CHECK(pages_word_at(words, pages, "II").right > 0);
	CHECK(pages_word_at(words, pages, "1").right == 0);
}

TEST(the_signature_never_stands_alone_on_a_page)
{
	/* documents of each length around the end of a page */
	for (int lines = 10; lines <= 26; lines += 2) {
		struct text members = { .arena = test_arena() };

		text_add(&members, "'authority':['CHỨC'],'signer':'HỌ','blocks':[");
		for (int i = 0; i < lines; i++)
			text_add_format(&members, "%s{'kind':'paragraph','runs':[{'text':"
					"'t%04d'}]}", i == 0 ? "" : ",", i);
		text_add(&members, "]");
		const char *words = words_of(text_string(&members));
		const char *last = arena_printf(test_arena(), "t%04d", lines - 1);
		int page = pages_count(words);

		check_all_words(words, lines);
		CHECK(pages_word_at(words, page, "HỌ").right > 0);
		CHECK(pages_word_at(words, page, "CHỨC").right > 0);
		CHECK(pages_word_at(words, page, last).right > 0);
	}
}

TEST(empty_documents_and_members_of_other_kinds_are_still_a_page)
{
	CHECK(pages_count(words_of("")) == 1);
	CHECK(pages_count(words_of("'blocks':[{'kind':'paragraph'},{},{'kind':'heading',"
				   "'level':-5,'runs':'x'}],'recipients':['a']")) == 1);
	/* an annex without content is a page of its own all the same */
	CHECK(pages_count(words_of("'annexes':[{},{}]")) == 3);
}

TEST(a_width_grows_with_text_size_and_weight)
{
	double plain = measure_text("Độc lập", 14, false);

	CHECK(measure_text("", 14, false) == 0);
	CHECK(plain > 0 && measure_text("Độc lập - Tự do", 14, false) > plain);
	CHECK(measure_text("Độc lập", 14, true) > plain);
	/* not hinted: the widths of a face are in proportion to its size */
	CHECK(pages_near(measure_text("Độc lập", 28, false), 2 * plain, 0.1));
	/* every letter of ours is in the face, none is drawn as an empty box of one width */
	CHECK(!pages_near(measure_text("ỹ", 14, false), measure_text("ợ", 14, false), 0.01) ||
	      !pages_near(measure_text("ỵ", 14, false), measure_text("Ẩ", 14, false), 0.01));
}

TEST(the_rest_of_a_document_stands_below_what_comes_before_it)
{
	const char *words = words_of("'kind':'BÁOCÁO','subject':'CHỦĐỀ','issuer':'CƠQUAN',"
		"'number':'SỐ','place_date':'NGÀY','bases':['CĂNCỨ'],'addressees':['NƠIGỬI'],"
		"'blocks':[{'kind':'paragraph','runs':[{'text':'NỘIDUNG'}]}],"
		"'authority':['CHỨCVỤ'],'signer':'HỌTÊN','recipients':['NƠINHẬN'],"
		"'journal':'NHẬTKÝ'");
	static const char *const order[] = { "CƠQUAN", "SỐ", "BÁOCÁO", "CHỦĐỀ", "NƠIGỬI", "CĂNCỨ",
					     "NỘIDUNG", "CHỨCVỤ", "HỌTÊN", "NHẬTKÝ" };
	struct box before = pages_word_at(words, 1, order[0]);

	for (size_t i = 1; i < sizeof(order) / sizeof(order[0]); i++) {
		struct box box = pages_word_at(words, 1, order[i]);

		if (box.top < before.bottom - 3)
			fprintf(stderr, "%s is not below %s\n", order[i], order[i - 1]);
		CHECK(box.right > 0 && box.top >= before.bottom - 3);
		before = box;
	}
	/* recipients on the left of the signature */
	CHECK(pages_word_at(words, 1, "NƠINHẬN").right < pages_word_at(words, 1, "HỌTÊN").left);
}

TEST(an_address_at_the_foot_shortens_page_1_only)
{
	struct text plain = { .arena = test_arena() }, footed = { .arena = test_arena() };

	text_add(&plain, "'blocks':[{'kind':'paragraph','runs':[{'text':'");
	add_words(&plain, 0, 1200);
	text_add(&plain, "'}]}]");
	text_add_format(&footed, "'footer':'ĐỊACHỈ',%s", text_string(&plain));
	const char *without = words_of(text_string(&plain));
	int lines_without = count_of(arena_copy_bytes(test_arena(), without,
		(size_t)(strstr(without, "</page>") - without)), "\">t");
	const char *with = words_of(text_string(&footed));
	int lines_with = count_of(arena_copy_bytes(test_arena(), with,
		(size_t)(strstr(with, "</page>") - with)), "\">t");

	check_all_words(with, 1200);
	CHECK(lines_with < lines_without);
	CHECK(count_of(with, ">ĐỊACHỈ<") == 1);
	CHECK(pages_word_at(with, 1, "ĐỊACHỈ").bottom <
	      POINTS_OF_TWIPS(PAGE_LONG - MARGIN_BOTTOM) + 0.5);
}
