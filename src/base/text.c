#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/must.h"

#define FORMATTED_USUALLY 48	/* room for most pieces, so that one pass is enough */

static void make_room(struct text *text, size_t more)
{
	size_t need = text->length + more + 1;

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
	text_add_bytes(text, &c, 1);
}

void text_add_integer(struct text *text, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRId64, number);
	text_add(text, digits);
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
