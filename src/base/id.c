#include "base/id.h"

#include <string.h>

#include "base/os.h"

struct id id_create(struct instant now)
{
	static _Thread_local uint64_t last_ms;
	static _Thread_local uint16_t counter;
	static _Thread_local struct id pool[64];
	static _Thread_local size_t left;
	uint64_t ms = (uint64_t)(now.us / 1000);
	struct id id;

	if (left == 0) {	/* a page at a time: imports make thousands */
		os_random(pool, sizeof(pool));
		left = sizeof(pool) / sizeof(pool[0]);
	}
	id = pool[--left];
	if (ms > last_ms) {
		last_ms = ms;
		counter = (uint16_t)((id.bytes[6] << 8 | id.bytes[7]) & 0x7ff);
	} else if (++counter > 0xfff) {
		last_ms++;
		counter = 0;
	}
	for (int i = 0; i < 6; i++)
		id.bytes[i] = (unsigned char)(last_ms >> (40 - 8 * i));
	id.bytes[6] = (unsigned char)(0x70 | counter >> 8);
	id.bytes[7] = (unsigned char)counter;
	id.bytes[8] = (unsigned char)(0x80 | (id.bytes[8] & 0x3f));
	return id;
}

struct id id_create_scattered(struct instant now)
{
	struct id id = id_create(now);
	uint64_t ms = (uint64_t)(now.us / 1000);

	for (int i = 0; i < 6; i++)
		id.bytes[i] = (unsigned char)(ms >> (40 - 8 * i));
	os_random(id.bytes + 6, sizeof(id.bytes) - 6);
	id.bytes[6] = (unsigned char)(0x70 | (id.bytes[6] & 0x0f));
	id.bytes[8] = (unsigned char)(0x80 | (id.bytes[8] & 0x3f));
	return id;
}

bool id_is_none(struct id id)
{
	return id_equal(id, ID_NONE);
}

bool id_equal(struct id a, struct id b)
{
	return id_compare(a, b) == 0;
}

int id_compare(struct id a, struct id b)
{
	return memcmp(a.bytes, b.bytes, sizeof(a.bytes));
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool id_parse(const char *text, struct id *id_out)
{
	struct id id;
	size_t at = 0;

	if (text == NULL || strlen(text) != ID_TEXT_SIZE - 1)
		return false;
	for (size_t i = 0; i < sizeof(id.bytes); i++) {
		if ((i == 4 || i == 6 || i == 8 || i == 10) && text[at++] != '-')
			return false;
		int high = hex_value(text[at++]), low = hex_value(text[at++]);

		if (high < 0 || low < 0)
			return false;
		id.bytes[i] = (unsigned char)(high << 4 | low);
	}
	*id_out = id;
	return true;
}

void id_format(struct id id, char text_out[ID_TEXT_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	char *at = text_out;

	for (size_t i = 0; i < sizeof(id.bytes); i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		*at++ = digits[id.bytes[i] >> 4];
		*at++ = digits[id.bytes[i] & 15];
	}
	*at = '\0';
}
