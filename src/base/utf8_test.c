#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

#include "tests/test.h"

static const struct { const char *bytes; size_t length; bool good; } sequences[] = {
	{ "", 0, true },
	{ "Đắk Lắk", 11, true },
	{ "\xf0\x9f\x9a\x92", 4, true },
	{ "\xf4\x8f\xbf\xbf", 4, true },	/* U+10FFFF, the last */
	{ "\xf4\x90\x80\x80", 4, false },	/* beyond it */
	{ "\xed\x9f\xbf", 3, true },		/* before the surrogates */
	{ "\xed\xa0\x80", 3, false },
	{ "\xed\xbf\xbf", 3, false },
	{ "\xee\x80\x80", 3, true },
	/* overlong forms, by which a slash or a NUL would get past a check */
	{ "\xc0\x80", 2, false },
	{ "\xc1\xbf", 2, false },
	{ "\xe0\x9f\xbf", 3, false },
	{ "\xf0\x8f\xbf\xbf", 4, false },
	/* cut short, and what continues nothing */
	{ "\xc4", 1, false },
	{ "\xe1\xba", 2, false },
	{ "a\x80", 2, false },
	{ "\xe1\xbaz", 3, false },
	{ "\xff", 1, false },
	/* Latin-1 and Windows-1258, as old spreadsheets write */
	{ "Qu\xe2n", 4, false },
	{ "a\0b", 3, false },
};

TEST(only_well_formed_text_without_nul_is_valid)
{
	for (size_t i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++) {
		/* a copy of its own: reading beyond the length would be seen */
		const char *copy = arena_copy_bytes(test_arena(), sequences[i].bytes,
						    sequences[i].length);

		if (utf8_is_valid(copy, sequences[i].length) != sequences[i].good)
			fprintf(stderr, "sequence %zu\n", i);
		CHECK(utf8_is_valid(copy, sequences[i].length) == sequences[i].good);
	}
}

TEST(letters_are_counted_not_bytes)
{
	static const struct { const char *text; size_t count; } cases[] = {
		{ "", 0 }, { "Ea Na", 5 }, { "Đắk", 3 }, { "ở", 1 }, { "\xf0\x9f\x9a\x92", 1 },
		/* composed as it is stored; decomposed it would be three */
		{ "o\xcc\x9b\xcc\x89", 3 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK(utf8_count(cases[i].text) == cases[i].count);
}

/* The twelve vowels of Vietnamese by the six tones, composed. */
static const char *const vowels[] = {
	"a à á ả ã ạ", "ă ằ ắ ẳ ẵ ặ", "â ầ ấ ẩ ẫ ậ", "e è é ẻ ẽ ẹ", "ê ề ế ể ễ ệ",
	"i ì í ỉ ĩ ị", "o ò ó ỏ õ ọ", "ô ồ ố ổ ỗ ộ", "ơ ờ ớ ở ỡ ợ", "u ù ú ủ ũ ụ",
	"ư ừ ứ ử ữ ự", "y ỳ ý ỷ ỹ ỵ",
};
static const char *const decomposed[] = {
	"", "\xcc\x80", "\xcc\x81", "\xcc\x89", "\xcc\x83", "\xcc\xa3",
};

TEST(every_vietnamese_vowel_is_composed_upper_and_found_without_accents)
{
	static const char plain[] = "aaaeeiooouuy";

	for (size_t v = 0; v < 12; v++) {
		char *rest = (char *)(uintptr_t)arena_copy(test_arena(), vowels[v]);
		const char *base = strtok_r(rest, " ", &rest), *vowel = base;

		for (size_t tone = 0; tone < 6; tone++, vowel = strtok_r(NULL, " ", &rest)) {
			const char *typed = arena_printf(test_arena(), "%s%s", base,
							 decomposed[tone]);

			CHECK_TEXT(utf8_compose(test_arena(), typed), vowel);
			CHECK_TEXT(utf8_compose(test_arena(), vowel), vowel);
			CHECK_TEXT(utf8_search_key(test_arena(), vowel),
				   arena_copy_bytes(test_arena(), &plain[v], 1));
			const char *upper = utf8_upper(test_arena(), vowel);

			CHECK(strcmp(upper, vowel) != 0);
			CHECK_TEXT(utf8_name_key(test_arena(), upper), vowel);
		}
	}
}

TEST(a_search_key_is_the_same_however_a_name_is_written)
{
	static const struct { const char *text, *key; } cases[] = {
		{ "", "" }, { "   ", "" },
		{ "Đắk Lắk", "dak lak" }, { "ĐẮK LẮK", "dak lak" }, { "đăk-lăk", "dak lak" },
		{ "  Krông \t A\nNa ", "krong a na" }, { "Krông_A_Na", "krong a na" },
		{ "M'Drắk", "m drak" }, { "Ea H'leo", "ea h leo" },
		{ "Buôn Ma Thuột 2025", "buon ma thuot 2025" },
		{ "a, b; (c)", "a, b; (c)" },
		{ "\xf0\x9f\x9a\x92", "\xf0\x9f\x9a\x92" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(utf8_search_key(test_arena(), cases[i].text), cases[i].key);
}

TEST(both_placements_of_a_tone_name_the_same_and_other_tones_do_not)
{
	static const struct { const char *a, *b; bool same; } cases[] = {
		{ "Hòa", "Hoà", true }, { "khỏe", "khoẻ", true }, { "Thụy", "Thuỵ", true },
		{ "HÓA", "hoá", true }, { "Bình Hòa Đông", "Bình Hoà Đông", true },
		{ "Hoà, Bình", "Hòa, Bình", true },
		{ "Hòa", "Hóa", false }, { "Hoa", "Hòa", false }, { "Đa", "Da", false },
		/* the vowel of "quý" is y alone, and "oàn" goes on behind the pair */
		{ "Quý", "Qúy", false }, { "toàn", "tòan", false }, { "tuyến", "tuyên", false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK((strcmp(utf8_name_key(test_arena(), cases[i].a),
			      utf8_name_key(test_arena(), cases[i].b)) == 0) == cases[i].same);
}

TEST(a_password_is_the_same_from_every_keyboard)
{
	/* form KC: wide letters, ligatures and composed vowels are one */
	CHECK_TEXT(utf8_compatible(test_arena(), "\xef\xbc\xa1\xef\xac\x81"), "Afi");
	CHECK_TEXT(utf8_compatible(test_arena(), "o\xcc\x9b\xcc\x89"), "ở");
	/* case and accents stay what they are */
	CHECK_TEXT(utf8_compatible(test_arena(), "Đắk Lắk"), "Đắk Lắk");
}

/* The shortcut for text that is composed already must agree with the long way, on both
   sides of its borders and where its room on the stack ends. */
TEST(long_texts_are_composed_like_short_ones)
{
	for (size_t letters = 100; letters <= 140; letters++) {
		char *typed = arena_alloc(test_arena(), 3 * letters + 1), *at = typed;

		for (size_t i = 0; i < letters; i++, at += 3)
			memcpy(at, "a\xcc\x80", 3);
		const char *composed = utf8_compose(test_arena(), typed);

		CHECK(utf8_count(composed) == letters && strlen(composed) == 2 * letters);
		CHECK(strncmp(composed, "àà", 4) == 0);
	}
}
