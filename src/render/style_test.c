#include "render/style.h"

#include <string.h>

#include "render/page.h"
#include "tests/test.h"

/* Decree 30/2020/NĐ-CP, Appendix I: size from, size to, letters. */
static const struct {
	enum style_id id;
	double least, most;
	bool bold, italic;
} rules[] = {
	{ STYLE_NATION, 12, 13, true, false },
	{ STYLE_MOTTO, 13, 14, true, false },
	{ STYLE_SUPERIOR, 12, 13, false, false },
	{ STYLE_ISSUER, 12, 13, true, false },
	{ STYLE_NUMBER, 13, 13, false, false },
	{ STYLE_PLACE, 13, 14, false, true },
	{ STYLE_KIND, 13, 14, true, false },
	{ STYLE_SUBJECT, 13, 14, true, false },
	{ STYLE_ABOUT, 12, 13, false, false },
	{ STYLE_BODY, 13, 14, false, false },
	{ STYLE_POINT, 13, 14, false, false },
	{ STYLE_HEADING_1, 13, 14, true, false },
	{ STYLE_BASIS, 13, 14, false, true },
	{ STYLE_AUTHORITY, 13, 14, true, false },
	{ STYLE_SIGNER, 13, 14, true, false },
	{ STYLE_SECRECY, 13, 14, true, false },
	{ STYLE_MARK, 13, 14, true, false },
	{ STYLE_CIRCULATION, 13, 14, true, false },
	{ STYLE_ADDRESSEE, 13, 14, false, false },
	{ STYLE_ADDRESSEES, 13, 14, false, false },
	{ STYLE_RECIPIENTS, 12, 12, true, true },
	{ STYLE_RECIPIENT, 11, 11, false, false },
	{ STYLE_TYPIST, 11, 11, false, false },
	{ STYLE_ADDRESS, 11, 12, false, false },
	{ STYLE_PAGE_NUMBER, 13, 14, false, false },
	{ STYLE_ANNEX_LABEL, 14, 14, true, false },
	{ STYLE_ANNEX_TITLE, 13, 14, true, false },
	{ STYLE_ANNEX_REFERENCE, 13, 14, false, true },
};

TEST(each_component_is_set_as_the_decree_says)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		const struct style *style = style_of(rules[i].id);
		bool good = style->points >= rules[i].least && style->points <= rules[i].most &&
			    style->bold == rules[i].bold && style->italic == rules[i].italic;

		if (!good)
			fprintf(stderr, "%s is not as the decree says\n", style->name);
		CHECK(good);
	}
}

TEST(styles_are_told_apart_in_word_by_id_and_by_name)
{
	for (int i = 0; i < STYLES; i++) {
		const struct style *style = style_of((enum style_id)i);

		/* the id goes into XML as it stands */
		CHECK(style->id[strspn(style->id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz0123456789")] == '\0');
		for (int k = 0; k < i; k++) {
			CHECK(strcmp(style_of((enum style_id)k)->id, style->id) != 0);
			CHECK(strcmp(style_of((enum style_id)k)->name, style->name) != 0);
		}
	}
}

TEST(a_heading_keeps_with_its_text_and_text_runs_on)
{
	for (int level = 1; level <= 3; level++)
		CHECK(style_of(style_of_block("heading", level))->keep_next);
	CHECK(style_of(style_of_block("caption", 0))->keep_next);
	CHECK(!style_of(style_of_block("paragraph", 0))->keep_next);
	CHECK(!style_of(style_of_block("point", 3))->keep_next);
}

TEST(a_block_of_any_kind_has_a_style)
{
	static const struct { const char *kind; int level; enum style_id style; } cases[] = {
		{ "heading", 0, STYLE_HEADING_1 }, { "heading", 1, STYLE_HEADING_1 },
		{ "heading", 2, STYLE_HEADING_2 }, { "heading", 3, STYLE_HEADING_3 },
		{ "heading", 9, STYLE_HEADING_3 }, { "point", 3, STYLE_POINT },
		{ "paragraph", 0, STYLE_BODY }, { "caption", 0, STYLE_CAPTION },
		{ "note", 0, STYLE_NOTE }, { "", 0, STYLE_BODY },
		{ "of later days", 2, STYLE_BODY },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK(style_of_block(cases[i].kind, cases[i].level) == cases[i].style);
}

/* Appendix I of the decree: marks of 30 × 8, 40 × 8 and 20 × 8 mm. */
TEST(marks_of_urgency_and_secrecy_have_their_size)
{
	static const struct { const char *mark; int mm; } marks[] = {
		{ "HỎA TỐC", 30 }, { "THƯỢNG KHẨN", 40 }, { "KHẨN", 20 },
		{ "MẬT", 20 }, { "TỐI MẬT", 30 }, { "TUYỆT MẬT", 40 },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		CHECK(page_mark_width(marks[i].mark) == TWIPS(marks[i].mm));
	CHECK(MARK_HEIGHT == TWIPS(8));
	/* a mark that the decree does not know still has room */
	CHECK(page_mark_width("HỎA TỐC HẸN GIỜ") == TWIPS(40));
}
