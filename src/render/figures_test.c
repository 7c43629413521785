/* Figures are read out of files that anybody may have changed. */

#include "render/render.h"

#include "base/fault.h"
#include "base/os.h"
#include "base/test_zip.h"
#include "render/test_document.h"

static const char *figures_of(const char *bytes, size_t length)
{
	const char *path = arena_printf(test_arena(), "%s/file", test_folder());
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(os_write_file(path, bytes, length, 0600, &fault));
	return figures_read(test_arena(), path);
}

/* A PDF of which only what is read is there: an object and the way to it. */
static const char *figures_of_keywords(const char *keywords)
{
	const char *pdf = arena_printf(test_arena(), "%%PDF-1.5\n7 0 obj\n<< /Title (x)\n"
		"   /Keywords %s\n>>\nendobj\ntrailer\n<< /Root 1 0 R /Info 7 0 R >>\n%%%%EOF\n",
		keywords);

	return figures_of(pdf, strlen(pdf));
}

static const struct {
	const char *keywords, *figures;
} pdfs[] = {
	{ "(dientap-figures:1 {\"a\":1})", "{\"a\":1}" },
	{ "\r\n (dientap-figures:1 {})", "{}" },
	/* PDF 32000-1 §7.3.4.2: nested parentheses, escapes, bytes by octal digits */
	{ "(dientap-figures:1 a(b(c))d)", "a(b(c))d" },
	{ "(dientap-figures:1 \\(\\)\\\\)", "()\\" },
	{ "(dientap-figures:1 \\n\\t\\101\\1011\\060)", "\n\tAA10" },
	{ "(dientap-figures:1 \\7x)", "\ax" },
	/* §7.3.4.3: hexadecimal, with blanks anywhere */
	{ "<6469656E7461702D666967757265733A31207b 7d>", "{}" },
	/* §7.9.2.2: UTF-16 with its mark, with and beyond the basic plane */
	{ "<FEFF006400690065006E007400610070002D0066006900670075007200650073003A00310020"
	  "0110D83DDE92>", "Đ\xf0\x9f\x9a\x92" },
	{ "(dientap-figures:2 {})", NULL },
	{ "(other words)", NULL },
	{ "()", NULL },
	{ "(dientap-figures:1 never closed \\)", NULL },
	{ "(dientap-figures:1 never closed \\", NULL },
	{ "<646965", NULL },
	{ "7 0 R", NULL },
	{ "", NULL },
};

TEST(figures_of_a_pdf_are_read_in_every_way_that_keywords_are_written)
{
	for (size_t i = 0; i < sizeof(pdfs) / sizeof(pdfs[0]); i++)
		CHECK_TEXT(figures_of_keywords(pdfs[i].keywords), pdfs[i].figures);
}

TEST(the_last_trailer_and_the_last_object_of_a_pdf_count)
{
	/* what was changed afterwards stands below the first state (§7.5.6) */
	static const char pdf[] = "%PDF-1.5\n7 0 obj\n<< /Keywords (dientap-figures:1 old) >>\n"
		"endobj\n17 0 obj\n<< /Keywords (dientap-figures:1 other) >>\nendobj\n"
		"<< /Info 17 0 R >>\n7 0 obj\n<< /Keywords (dientap-figures:1 new) >>\nendobj\n"
		"<< /Info 7 0 R >>\n";
	static const char none[] = "%PDF-1.5\n7 0 obj\n<< /Title (x) >>\nendobj\n"
		"8 0 obj\n<< /Keywords (dientap-figures:1 stray) >>\nendobj\n<< /Info 7 0 R >>\n";

	CHECK_TEXT(figures_of(pdf, sizeof(pdf) - 1), "new");
	/* keywords of another object are not those of the document */
	CHECK_TEXT(figures_of(none, sizeof(none) - 1), NULL);
}

TEST(every_cut_of_a_pdf_gives_all_figures_or_none)
{
	static const char pdf[] = "%PDF-1.5\n7 0 obj\n"
		"<< /Keywords (dientap-figures:1 {\"a\":1}) >>\nendobj\n<< /Info 7 0 R >>\n";

	for (size_t length = 0; length < sizeof(pdf); length++) {
		const char *read = figures_of(pdf, length);

		if (read != NULL)
			CHECK_TEXT(read, "{\"a\":1}");
	}
}

#define PART(content_) "<figures xmlns='" FIGURES_NAMESPACE "'>" content_ "</figures>"

static const struct {
	const char *name, *content, *figures;
} parts[] = {
	{ "customXml/item1.xml", PART("{&quot;a&quot;:1}"), "{\"a\":1}" },
	/* who saves it again may give another number and prefix */
	{ "customXml/item27.xml", "<?xml version='1.0'?><f:figures xmlns:f='" FIGURES_NAMESPACE
	  "'><![CDATA[{}]]></f:figures>", "{}" },
	{ "customXml/itemProps1.xml", PART("{}"), NULL },
	{ "word/document.xml", PART("{}"), NULL },
	{ "customXml/item1.xml", "<figures>{}</figures>", NULL },
	{ "customXml/item1.xml", "<figures xmlns='urn:dientap:figures:2'>{}</figures>", NULL },
	{ "customXml/item1.xml", PART(""), NULL },
	{ "customXml/item1.xml", "<figures xmlns='" FIGURES_NAMESPACE "'>{}", NULL },
	{ "customXml/item1.xml", "<!DOCTYPE figures [<!ENTITY a '{}'>]>" PART("&a;"), NULL },
	{ "customXml/item1.xml", "not XML", NULL },
};

TEST(figures_of_a_docx_stand_in_a_part_of_their_own)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		struct zip zip = { .bytes = { .arena = test_arena() },
				   .directory = { .arena = test_arena() } };

		zip_add(&zip, "customXml/item0.xml", "<other xmlns='urn:x'>7</other>");
		zip_add(&zip, parts[i].name, parts[i].content);
		zip_end(&zip);
		CHECK_TEXT(figures_of(text_string(&zip.bytes), zip.bytes.length),
			   parts[i].figures);
	}
}

TEST(what_is_neither_docx_nor_pdf_carries_no_figures)
{
	CHECK_TEXT(figures_of("PK\3\4", 4), NULL);
	CHECK_TEXT(figures_of("PK\3\4 and nothing", 16), NULL);
	CHECK_TEXT(figures_of("%PDF-", 5), NULL);
	CHECK_TEXT(figures_of("", 0), NULL);
	CHECK_TEXT(figures_of(FIGURES_MARK "{}", sizeof(FIGURES_MARK) + 1), NULL);
	CHECK_TEXT(figures_read(test_arena(), "/nowhere/at/all"), NULL);
}
