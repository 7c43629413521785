#include "render/xml.h"

#include "render/test_document.h"

static const char *escaped(const char *text)
{
	struct text out = { .arena = test_arena() };

	xml_add(&out, text);
	return text_string(&out);
}

TEST(text_in_xml_is_escaped_and_what_xml_cannot_hold_becomes_a_space)
{
	static const struct { const char *text, *expected; } cases[] = {
		{ "", "" },
		{ "Ea Na", "Ea Na" },
		{ "Điều 5 & 6 <b> \"c\"", "Điều 5 &amp; 6 &lt;b&gt; &quot;c&quot;" },
		{ "&amp;", "&amp;amp;" },
		{ "]]>", "]]&gt;" },
		{ "a\tb\rc\x01" "d\x1f", "a b c d " },
		{ "a\nb", "a\nb" },
		/* XML 1.0 §2.2: U+FFFE and U+FFFF are no characters, U+FFFD and beyond are */
		{ "a\xef\xbf\xbe" "b\xef\xbf\xbf", "a b " },
		{ "\xef\xbf\xbd\xf0\x9f\x9a\x92", "\xef\xbf\xbd\xf0\x9f\x9a\x92" },
		{ "\xef\xbe\xbf", "\xef\xbe\xbf" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(escaped(cases[i].text), cases[i].expected);
}

/* U+0001 to U+FFFF but the surrogates, which no UTF-8 holds. */
TEST(no_character_makes_bad_xml)
{
	struct text all = { .arena = test_arena() }, page = { .arena = test_arena() };

	for (unsigned point = 1; point <= 0xffff; point++) {
		if (point >= 0xd800 && point < 0xe000)
			continue;
		if (point < 0x80) {
			text_add_char(&all, (char)point);
		} else if (point < 0x800) {
			text_add_char(&all, (char)(0xc0 | point >> 6));
			text_add_char(&all, (char)(0x80 | (point & 63)));
		} else {
			text_add_char(&all, (char)(0xe0 | point >> 12));
			text_add_char(&all, (char)(0x80 | (point >> 6 & 63)));
			text_add_char(&all, (char)(0x80 | (point & 63)));
		}
	}
	text_add_format(&page, "<a b=\"%s\"/>", escaped(text_string(&all)));
	CHECK(is_good_xml(text_string(&page)));
}
