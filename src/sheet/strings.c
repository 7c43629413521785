#include "sheet/strings.h"

#include <string.h>

#include "base/must.h"
#include "base/sheet.h"
#include "sheet/xml.h"

#define STRINGS_MOST 2000000

struct reader {
	struct package *package;
	struct strings *strings;
	struct text text;
	bool in_item, in_text, in_phonetic;	/* how a name is spoken is no part of it */
};

static void start(void *context, const char *name, const char *const *attributes)
{
	struct reader *reader = context;

	(void)attributes;
	if (strcmp(name, "si") == 0) {
		reader->in_item = true;
		reader->text = (struct text){ .arena = reader->package->arena };
	}
	if (strcmp(name, "rPh") == 0)
		reader->in_phonetic = true;
	if (strcmp(name, "t") == 0)
		reader->in_text = reader->in_item && !reader->in_phonetic;
}

/* Empty ones count, too: cells name texts by their number. */
static void keep(struct reader *reader)
{
	struct strings *strings = reader->strings;

	if (strings->count == STRINGS_MOST) {
		xlsx_fail(reader->package->failure, XLSX_TOO_LARGE, "too many shared texts");
		return;
	}
	strings->items = package_grow(reader->package, strings->items, strings->count,
				      &strings->room, 256, sizeof(strings->items[0]));
	must(strings->count < strings->room, "there is room for one more");
	strings->items[strings->count++] = text_string(&reader->text);
}

static void end(void *context, const char *name)
{
	struct reader *reader = context;

	if (strcmp(name, "t") == 0)
		reader->in_text = false;
	if (strcmp(name, "rPh") == 0)
		reader->in_phonetic = false;
	if (strcmp(name, "si") == 0) {
		reader->in_item = false;
		keep(reader);
	}
}

static void text(void *context, const char *bytes, size_t length)
{
	struct reader *reader = context;

	if (!reader->in_text)
		return;
	if (reader->text.length + length > SHEET_CELL_BYTES_MOST)
		xlsx_fail(reader->package->failure, XLSX_TOO_LARGE, "a text is too long");
	else
		text_add_bytes(&reader->text, bytes, length);
}

bool strings_read(struct package *package, const char *name, struct strings *strings_out)
{
	static const struct xml_handlers handlers = { start, end, text };
	struct reader reader = { .package = package, .strings = strings_out };

	*strings_out = (struct strings){ .items = NULL };
	return xml_read_optional(package, name, &handlers, &reader);
}
