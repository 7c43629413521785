#ifndef BASE_TEST_ZIP_H
#define BASE_TEST_ZIP_H
/* Zips built by hand, for tests of what reads them: entries are stored as they
   are, or packed as one run of the same byte. */

#include <string.h>

#include "base/text.h"

struct zip {
	struct text bytes, directory;
	unsigned count;
};

static inline void put_number(struct text *out, uint32_t value, int size)
{
	for (int i = 0; i < size; i++)
		text_add_char(out, (char)(value >> (8 * i)));
}

static inline uint32_t zip_checksum(const char *bytes, size_t length)
{
	uint32_t sum = 0xffffffff;

	for (size_t i = 0; i < length; i++) {
		sum ^= (unsigned char)bytes[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
	}
	return ~sum;
}

struct zip_entry {
	const char *name, *bytes;
	size_t packed, unpacked;
	uint32_t checksum;
	unsigned method;		/* 0 stored, 8 deflate */
};

/* What both headers share. */
static inline void put_entry(struct text *out, const struct zip_entry *entry)
{
	put_number(out, 20, 2);			/* version needed */
	put_number(out, 0, 2);
	put_number(out, entry->method, 2);
	put_number(out, 0x5a210000, 4);		/* 2025-01-01 */
	put_number(out, entry->checksum, 4);
	put_number(out, (uint32_t)entry->packed, 4);
	put_number(out, (uint32_t)entry->unpacked, 4);
	put_number(out, (uint32_t)strlen(entry->name), 2);
	put_number(out, 0, 2);
}

static inline void zip_put(struct zip *zip, const struct zip_entry *entry)
{
	uint32_t at = (uint32_t)zip->bytes.length;

	put_number(&zip->bytes, 0x04034b50, 4);
	put_entry(&zip->bytes, entry);
	text_add(&zip->bytes, entry->name);
	text_add_bytes(&zip->bytes, entry->bytes, entry->packed);
	put_number(&zip->directory, 0x02014b50, 4);
	put_number(&zip->directory, 20, 2);	/* version made by */
	put_entry(&zip->directory, entry);
	put_number(&zip->directory, 0, 2);	/* comment */
	put_number(&zip->directory, 0, 2);	/* disk */
	put_number(&zip->directory, 0, 2);
	put_number(&zip->directory, 0, 4);
	put_number(&zip->directory, at, 4);
	text_add(&zip->directory, entry->name);
	zip->count++;
}

static inline void zip_add(struct zip *zip, const char *name, const char *content)
{
	size_t length = strlen(content);

	zip_put(zip, &(struct zip_entry){ name, content, length, length,
					  zip_checksum(content, length), 0 });
}

static inline void zip_end(struct zip *zip)
{
	uint32_t at = (uint32_t)zip->bytes.length;

	text_add_bytes(&zip->bytes, text_string(&zip->directory), zip->directory.length);
	put_number(&zip->bytes, 0x06054b50, 4);
	put_number(&zip->bytes, 0, 4);
	put_number(&zip->bytes, zip->count, 2);
	put_number(&zip->bytes, zip->count, 2);
	put_number(&zip->bytes, (uint32_t)zip->directory.length, 4);
	put_number(&zip->bytes, at, 4);
	put_number(&zip->bytes, 0, 2);
}

struct bits {
	struct text out;
	unsigned value, count;
};

/* The code's bits, the highest first. */
static inline void put_code(struct bits *bits, unsigned code, unsigned length)
{
	while (length-- > 0) {
		bits->value |= (code >> length & 1) << bits->count;
		if (++bits->count == 8) {
			text_add_char(&bits->out, (char)bits->value);
			bits->value = bits->count = 0;
		}
	}
}

/* One blank, then `runs` times 258 more of it: a fixed-code deflate block (RFC
   1951 §3.2.6) of 13 bits a run. */
static inline void zip_add_blanks(struct zip *zip, const char *name, size_t runs)
{
	struct bits bits = { .out = { .arena = zip->bytes.arena } };

	put_code(&bits, 1, 1);			/* the last block */
	put_code(&bits, 2, 2);			/* fixed codes; two bits, lowest first */
	put_code(&bits, 0x30 + ' ', 8);
	for (size_t i = 0; i < runs; i++) {
		put_code(&bits, 0xc5, 8);	/* length 258 */
		put_code(&bits, 0, 5);		/* distance 1 */
	}
	put_code(&bits, 0, 7);			/* the end of the block */
	put_code(&bits, 0, 7);
	zip_put(zip, &(struct zip_entry){ name, text_string(&bits.out), bits.out.length,
					  1 + runs * 258, 0, 8 });
}

#endif
