#include "render/render.h"

#include <archive.h>
#include <archive_entry.h>
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"

#define FILE_BYTES_MOST ((size_t)64 << 20)
#define PART_BYTES_MOST ((size_t)8 << 20)	/* of one part, unpacked */
#define TOTAL_BYTES_MOST ((int64_t)128 << 20)	/* of the whole package, unpacked */
#define RATIO_MOST 200				/* packed tighter than this is a bomb */
#define ENTRIES_MOST 4000

struct reading {
	XML_Parser parser;
	struct text text;
	bool inside, found;
	int depth;
};

/* The root decides; another program's part is left after its first element. */
static void start_element(void *context, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *reading = context;

	(void)attributes;
	if (reading->depth++ == 0)
		reading->inside = reading->found =
			strcmp(name, FIGURES_NAMESPACE "|figures") == 0;
	if (!reading->inside)
		XML_StopParser(reading->parser, XML_FALSE);
}

static void end_element(void *context, const XML_Char *name)
{
	struct reading *reading = context;

	(void)name;
	must(reading->depth > 0, "expat ends only what began");
	reading->depth--;
}

/* In pieces: the parser cuts at entities and where its buffer ends. */
static void add_characters(void *context, const XML_Char *characters, int length)
{
	struct reading *reading = context;

	must(length >= 0, "expat counts bytes");
	if (reading->inside)
		text_add_bytes(&reading->text, characters, (size_t)length);
}

/* Entities are not needed and not wanted. */
static void refuse_doctype(void *context, const XML_Char *name, const XML_Char *system_id,
			   const XML_Char *public_id, int has_internal)
{
	struct reading *reading = context;

	(void)name, (void)system_id, (void)public_id, (void)has_internal;
	XML_StopParser(reading->parser, XML_FALSE);
}

/* The text of a custom XML part, NULL if it is not ours. */
static const char *figures_of_part(struct arena *arena, const char *bytes, size_t length)
{
	struct reading reading = { .text = { .arena = arena } };

	reading.parser = XML_ParserCreateNS(NULL, '|');
	must(reading.parser != NULL, "no memory for the parser");
	XML_SetUserData(reading.parser, &reading);
	XML_SetElementHandler(reading.parser, start_element, end_element);
	XML_SetCharacterDataHandler(reading.parser, add_characters);
	XML_SetStartDoctypeDeclHandler(reading.parser, refuse_doctype);
	bool good = XML_Parse(reading.parser, bytes, (int)length, XML_TRUE) == XML_STATUS_OK;

	XML_ParserFree(reading.parser);
	return good && reading.found && reading.text.length > 0 ?
	       text_string(&reading.text) : NULL;
}

/* One part, unpacked; false if it is too large or packed too tightly.  The
   sizes written in the package are not believed. */
static bool unpack(struct archive *zip, size_t packed, struct text *part, int64_t *total)
{
	char bytes[16384];

	for (;;) {
		la_ssize_t got = archive_read_data(zip, bytes, sizeof(bytes));

		if (got < 0)
			return false;
		if (got == 0)
			return true;
		*total += got;
		if (*total > TOTAL_BYTES_MOST || *total > (int64_t)packed * RATIO_MOST)
			return false;
		if (part->arena == NULL)
			continue;
		if (part->length + (size_t)got > PART_BYTES_MOST)
			return false;
		text_add_bytes(part, bytes, (size_t)got);
	}
}

/* Word and LibreOffice may give the part another number when they save. */
static bool is_custom_part(const char *name)
{
	return name != NULL && strncmp(name, "customXml/item", 14) == 0 &&
	       strncmp(name, "customXml/itemProps", 19) != 0;
}

static const char *figures_of_docx(struct arena *arena, const char *bytes, size_t length)
{
	struct archive *zip = archive_read_new();
	struct archive_entry *entry;
	const char *figures = NULL;
	int64_t total = 0;

	must(zip != NULL, "no memory for the package");
	archive_read_support_format_zip(zip);
	bool good = archive_read_open_memory(zip, bytes, length) == ARCHIVE_OK;

	for (int i = 0; good && figures == NULL && i < ENTRIES_MOST; i++) {
		struct text part = { 0 };

		if (archive_read_next_header(zip, &entry) != ARCHIVE_OK)
			break;
		if (is_custom_part(archive_entry_pathname(entry)))
			part.arena = arena;
		good = unpack(zip, length, &part, &total);
		if (good && part.length > 0)
			figures = figures_of_part(arena, part.bytes, part.length);
	}
	archive_read_free(zip);
	return figures;
}

/* The last place where `what` stands, NULL if nowhere. */
static const char *find_last(const char *bytes, size_t length, const char *what)
{
	const char *found = NULL, *end = bytes + length;

	for (const char *at = bytes; ; at = found + 1) {
		const char *next = memmem(at, (size_t)(end - at), what, strlen(what));

		if (next == NULL)
			return found;
		found = next;
	}
}

/* The byte behind a backslash (PDF 32000-1 §7.3.4.2), `at` behind it; a backslash at the
   end stands for nothing. */
static int escaped_byte(const char **at)
{
	static const char names[] = "n\nr\rt\tb\bf\f";
	const char *name = **at != '\0' ? strchr(names, **at) : NULL;
	int value = 0;

	if (**at >= '0' && **at <= '7') {
		for (int i = 0; i < 3 && **at >= '0' && **at <= '7'; i++, (*at)++)
			value = value * 8 + (**at - '0');
		return value & 255;
	}
	value = name != NULL && (name - names) % 2 == 0 ? name[1] : **at;
	if (**at != '\0')
		(*at)++;
	return value;
}

/* "( … )" of a PDF, with its escapes and nested parentheses. */
static bool read_literal(const char *at, struct text *out)
{
	for (int depth = 1; *at != '\0'; ) {
		char c = *at++;

		if (c == '\\') {
			text_add_char(out, (char)escaped_byte(&at));
			continue;
		}
		depth += (c == '(') - (c == ')');
		if (depth == 0)
			return true;
		text_add_char(out, c);
	}
	return false;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "< … >" of a PDF. */
static bool read_hex(const char *at, struct text *out)
{
	int high = -1;

	for (; *at != '\0' && *at != '>'; at++) {
		int digit = hex_digit(*at);

		if (digit < 0)
			continue;
		if (high >= 0)
			text_add_char(out, (char)(high * 16 + digit));
		high = high >= 0 ? -1 : digit;
	}
	return *at == '>';
}

/* UTF-8; what is half a pair becomes bytes that the reader of JSON refuses. */
static void add_point(struct text *out, unsigned point)
{
	if (point < 0x80) {
		text_add_char(out, (char)point);
		return;
	}
	if (point >= 0x10000)
		text_add_char(out, (char)(0xf0 | point >> 18));
	if (point >= 0x800)
		text_add_char(out, (char)((point >= 0x10000 ? 0x80 : 0xe0) | (point >> 12 & 63)));
	text_add_char(out, (char)((point >= 0x800 ? 0x80 : 0xc0) | (point >> 6 & 63)));
	text_add_char(out, (char)(0x80 | (point & 63)));
}

/* UTF-16BE with its mark becomes UTF-8; anything else is ASCII from cairo. */
static const char *decode(struct arena *arena, const struct text *raw)
{
	const unsigned char *bytes = (const unsigned char *)text_string(raw);
	struct text out = { .arena = arena };

	if (raw->length < 2 || bytes[0] != 0xfe || bytes[1] != 0xff)
		return text_string(raw);
	for (size_t i = 2; i + 1 < raw->length; i += 2) {
		unsigned unit = (unsigned)bytes[i] << 8 | bytes[i + 1];

		if (unit >= 0xd800 && unit < 0xdc00 && i + 3 < raw->length) {
			unsigned low = (unsigned)bytes[i + 2] << 8 | bytes[i + 3];

			unit = 0x10000 + ((unit - 0xd800) << 10) + ((low - 0xdc00) & 0x3ff);
			i += 2;
		}
		add_point(&out, unit);
	}
	return text_string(&out);
}

/* Cairo writes the document's information as plain text.  A program that saved the file
   again may pack it: then there are no figures to read, and the document counts as one
   without. */
static const char *figures_of_pdf(struct arena *arena, const char *bytes, size_t length)
{
	const char *info = find_last(bytes, length, "/Info ");
	struct text raw = { .arena = arena };

	if (info == NULL)
		return NULL;
	long number = strtol(info + 6, NULL, 10);
	const char *object = find_last(bytes, length, arena_printf(arena, "\n%ld 0 obj", number));

	if (object == NULL)
		return NULL;
	const char *words = memmem(object, (size_t)(bytes + length - object), "/Keywords", 9);
	const char *end = memmem(object, (size_t)(bytes + length - object), "endobj", 6);

	if (words == NULL || end == NULL || words > end)
		return NULL;
	words += 9;
	words += strspn(words, " \r\n");
	bool good = *words == '(' ? read_literal(words + 1, &raw) :
		    *words == '<' && read_hex(words + 1, &raw);
	const char *text = good ? decode(arena, &raw) : "";

	return strncmp(text, FIGURES_MARK, strlen(FIGURES_MARK)) == 0 ?
	       text + strlen(FIGURES_MARK) : NULL;
}

/* Whole, closed by the NUL that the readers of literals stop at. */
static const char *read_file(struct arena *arena, const char *path, size_t *length_out)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rbe");
	struct text out = { .arena = arena };
	char bytes[16384];
	size_t got = 1;

	if (file == NULL)
		return NULL;
	while (got > 0 && out.length <= FILE_BYTES_MOST) {
		got = fread(bytes, 1, sizeof(bytes), file);
		text_add_bytes(&out, bytes, got);
	}
	bool good = ferror(file) == 0 && out.length <= FILE_BYTES_MOST;

	fclose(file);
	*length_out = out.length;
	return good ? text_string(&out) : NULL;
}

/* By the first bytes, not by the name: people rename files. */
const char *figures_read(struct arena *arena, const char *path)
{
	size_t length = 0;
	const char *bytes = read_file(arena, path, &length);

	if (bytes == NULL)
		return NULL;
	if (length > 4 && memcmp(bytes, "PK\3\4", 4) == 0)
		return figures_of_docx(arena, bytes, length);
	if (length > 5 && memcmp(bytes, "%PDF-", 5) == 0)
		return figures_of_pdf(arena, bytes, length);
	return NULL;
}
