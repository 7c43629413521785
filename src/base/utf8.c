#include "base/utf8.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "base/must.h"
#include "base/text.h"

bool utf8_is_valid(const char *bytes, size_t length)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)bytes;
	size_t left = length;

	while (left > 0) {
		utf8proc_int32_t point;
		utf8proc_ssize_t used = utf8proc_iterate(at, (utf8proc_ssize_t)left, &point);

		if (used <= 0 || point == 0)
			return false;
		at += used;
		left -= (size_t)used;
	}
	return true;
}

size_t utf8_count(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += (*text & 0xc0) != 0x80;
	return count;
}

#define POINTS_ON_STACK 512

/* The text through utf8proc with these options, in the arena. */
static const char *map(struct arena *arena, const char *text, unsigned options)
{
	utf8proc_int32_t small[POINTS_ON_STACK + 1], *points = small;
	size_t length = strlen(text), room = length * 4 + 4;

	if (room > POINTS_ON_STACK)
		points = arena_array(arena, utf8proc_int32_t, room + 1);
	utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)text,
		(utf8proc_ssize_t)length, points, (utf8proc_ssize_t)room,
		(utf8proc_option_t)options);

	must(count >= 0 && (size_t)count <= room, "text that was checked before is not valid");
	utf8proc_ssize_t bytes = utf8proc_reencode(points, count, (utf8proc_option_t)options);

	must(bytes >= 0, "text cannot be encoded again");
	return arena_copy_bytes(arena, points, (size_t)bytes);
}

/* True if every letter is ASCII or a composed Latin one (U+00C0 – U+02BF, U+1E80 –
   U+1EFF): nothing there to compose, so nearly every Vietnamese text is done. */
static bool is_composed(const char *text)
{
	while (*text != '\0') {
		unsigned char c = (unsigned char)*text, next = (unsigned char)text[1];

		if (c < 0x80)
			text++;
		else if (c >= 0xc3 && c <= 0xca)
			text += 2;
		else if (c == 0xe1 && (next == 0xba || next == 0xbb))
			text += 3;
		else
			return false;
	}
	return true;
}

const char *utf8_compose(struct arena *arena, const char *text)
{
	if (is_composed(text))
		return text;
	return map(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

const char *utf8_compatible(struct arena *arena, const char *text)
{
	return map(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
}

static bool parts_words(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' || c == '_' ||
	       c == '\'';
}

/* One space between words, none around them; `plain_d` writes d for đ. */
static const char *squeeze_spaces(struct arena *arena, const char *text, bool plain_d)
{
	char *squeezed = arena_alloc(arena, strlen(text) + 1), *out = squeezed;
	bool gap = false;

	for (const char *at = text; *at != '\0'; at++) {
		if (parts_words(*at)) {
			gap = out > squeezed;
			continue;
		}
		if (gap)
			*out++ = ' ';
		gap = false;
		bool is_d = plain_d && at[0] == '\xc4' && at[1] == '\x91';	/* đ */

		*out++ = is_d ? 'd' : *at;
		at += is_d;
	}
	return squeezed;
}

const char *utf8_search_key(struct arena *arena, const char *text)
{
	const char *plain = map(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE |
		UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);

	return squeeze_spaces(arena, plain, true);
}

const char *utf8_letters_key(struct arena *arena, const char *text)
{
	struct text out = { .arena = arena };

	for (const char *at = utf8_search_key(arena, text); *at != '\0'; at++)
		if (*at != ' ')
			text_add_char(&out, *at);
	must(out.length == 0 || strchr(text_string(&out), ' ') == NULL, "letters alone");
	return text_string(&out);
}

#define LETTERS_LEAST 4

const char *utf8_wanted_letters(struct arena *arena, const char *text)
{
	const char *letters = utf8_letters_key(arena, text);

	return utf8_count(letters) < LETTERS_LEAST ? NULL : letters;
}

/* Old and new placement of the tone in oa, oe, uy: the tone is moved to the
   first vowel when the pair ends its syllable. */
static const struct { const char *from, *to; } tone_pairs[] = {
	{ "oà", "òa" }, { "oá", "óa" }, { "oả", "ỏa" }, { "oã", "õa" }, { "oạ", "ọa" },
	{ "oè", "òe" }, { "oé", "óe" }, { "oẻ", "ỏe" }, { "oẽ", "õe" }, { "oẹ", "ọe" },
	{ "uỳ", "ùy" }, { "uý", "úy" }, { "uỷ", "ủy" }, { "uỹ", "ũy" }, { "uỵ", "ụy" },
};

static bool ends_syllable(const char *at)
{
	unsigned char c = (unsigned char)*at;

	return c == '\0' || (c < 0x80 && !(c >= 'a' && c <= 'z'));
}

static size_t add_tone_pair(struct text *out, const char *at, char before)
{
	for (size_t i = 0; i < sizeof(tone_pairs) / sizeof(tone_pairs[0]); i++) {
		size_t length = strlen(tone_pairs[i].from);

		if (strncmp(at, tone_pairs[i].from, length) != 0 || !ends_syllable(at + length))
			continue;
		if (before == 'q' && at[0] == 'u')	/* "quý" has no other form */
			continue;
		text_add(out, tone_pairs[i].to);
		return length;
	}
	return 0;
}

const char *utf8_name_key(struct arena *arena, const char *text)
{
	const char *lower = map(arena, text, UTF8PROC_STABLE | UTF8PROC_COMPOSE |
		UTF8PROC_CASEFOLD);
	struct text out = { .arena = arena };
	char before = ' ';

	while (*lower != '\0') {
		size_t used = add_tone_pair(&out, lower, before);

		if (used == 0) {
			text_add_char(&out, *lower);
			used = 1;
		}
		before = lower[used - 1];
		lower += used;
	}
	return squeeze_spaces(arena, text_string(&out), false);
}

const char *utf8_upper(struct arena *arena, const char *text)
{
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t left = (utf8proc_ssize_t)strlen(text);
	struct text out = { .arena = arena };

	while (left > 0) {
		utf8proc_int32_t point;
		utf8proc_uint8_t bytes[4];
		utf8proc_ssize_t used = utf8proc_iterate(at, left, &point);

		must(used > 0, "text that was checked before is not valid");
		text_add_bytes(&out, bytes,
			       (size_t)utf8proc_encode_char(utf8proc_toupper(point), bytes));
		at += used;
		left -= used;
	}
	return text_string(&out);
}
