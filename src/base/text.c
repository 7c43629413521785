#include "base/text.h"

#include <stdio.h>
#include <string.h>

#include "base/must.h"

#define FORMATTED_USUALLY 48	/* room for most pieces, so that one pass is enough */

static void make_room(struct text *text, size_t more)
{
	size_t need = text->length + more + 1;

	must(more < SIZE_MAX / 4, "a text of an impossible size");
	if (need <= text->room)
		return;
	size_t room = text->room == 0 ? 128 : text->room * 2;

	while (room < need)
		room *= 2;
	must(text->arena != NULL, "a text without an arena");
	char *bytes = arena_alloc(text->arena, room);

	if (text->length > 0)
		memcpy(bytes, text->bytes, text->length);
	text->bytes = bytes;
	text->room = room;
}

void text_add_bytes(struct text *text, const void *more, size_t length)
{
	make_room(text, length);
	if (length > 0)
		memcpy(text->bytes + text->length, more, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void text_add(struct text *text, const char *more)
{
	text_add_bytes(text, more, strlen(more));
}

void text_add_char(struct text *text, char c)
{
	make_room(text, 1);
	text->bytes[text->length++] = c;
	text->bytes[text->length] = '\0';
}

void text_add_integer(struct text *text, int64_t number)
{
	char digits[24];
	size_t first = sizeof(digits);
	/* the least number has no positive of its own type */
	uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	do {
		digits[--first] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest > 0);
	if (number < 0)
		digits[--first] = '-';
	text_add_bytes(text, digits + first, sizeof(digits) - first);
}

void text_add_hex(struct text *text, const void *bytes, size_t length)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *from = bytes;

	must(from != NULL || length == 0, "bytes are needed");
	make_room(text, length * 2);
	char *at = text->bytes + text->length;

	for (size_t i = 0; i < length; i++) {
		*at++ = digits[from[i] >> 4];
		*at++ = digits[from[i] & 15];
	}
	*at = '\0';
	text->length += length * 2;
}

void text_add_format(struct text *text, const char *format, ...)
{
	va_list args;

	make_room(text, FORMATTED_USUALLY);
	size_t room = text->room - text->length;

	va_start(args, format);
	int length = vsnprintf(text->bytes + text->length, room, format, args);

	va_end(args);
	must(length >= 0, "a format that vsnprintf refuses");
	if ((size_t)length >= room) {
		make_room(text, (size_t)length);
		va_start(args, format);
		vsnprintf(text->bytes + text->length, (size_t)length + 1, format, args);
		va_end(args);
	}
	text->length += (size_t)length;
}

const char *text_string(const struct text *text)
{
	return text->bytes == NULL ? "" : text->bytes;
}
