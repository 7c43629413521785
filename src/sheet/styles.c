#include "sheet/styles.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "sheet/xml.h"

#define STYLES_MOST 65536
#define FORMATS_MOST 4096

struct custom {
	struct custom *next;
	int64_t id;
	struct number_format format;
};

struct reader {
	struct package *package;
	struct styles *styles;
	struct custom *customs;
	size_t custom_count;
	bool in_cell_formats;
};

/* 27 to 36 and 50 to 58 are days and times of East Asian spreadsheets. */
struct number_format styles_built_in(int64_t id)
{
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 ||
	    (id >= 50 && id <= 58))
		return (struct number_format){ NUMBER_DAY, 0 };
	if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47))
		return (struct number_format){ NUMBER_TIME, 0 };
	return (struct number_format){ id == 22 ? NUMBER_MOMENT : NUMBER_PLAIN, 0 };
}

/* Past what is written as it stands: "text", \c, _c, *c, and [colour]; a bracket of
   h, m or s is a count of hours. */
static const char *skip_literal(const char *at, bool *is_time)
{
	if (*at == '"') {
		const char *close = strchr(at + 1, '"');

		return close == NULL ? at + strlen(at) : close + 1;
	}
	if (*at == '[') {
		const char *close = strchr(at, ']');

		if (strchr("hHmMsS", at[1]) != NULL && at[1] != '\0' && close != NULL &&
		    strspn(at + 1, "hHmMsS") == (size_t)(close - at - 1))
			*is_time = true;
		return close == NULL ? at + strlen(at) : close + 1;
	}
	return at[1] == '\0' ? at + 1 : at + 2;
}

/* Only what decides: a letter of days makes a day, one of hours or seconds a time.  "m" is
   a month unless a time stands beside it. */
struct number_format styles_parse_code(const char *code)
{
	bool is_day = false, is_time = false, has_month = false;
	size_t zeros = strspn(code, "0");

	if (zeros > 1 && code[zeros] == '\0' && zeros < 20)
		return (struct number_format){ NUMBER_PADDED, (int)zeros };
	for (const char *at = code; *at != '\0' && *at != ';';) {
		if (strchr("\"\\_*[", *at) != NULL) {
			at = skip_literal(at, &is_time);
			continue;
		}
		is_day = is_day || strchr("dDyY", *at) != NULL;
		is_time = is_time || strchr("hHsS", *at) != NULL;
		has_month = has_month || *at == 'm' || *at == 'M';
		at++;
	}
	if (is_time)
		return (struct number_format){ is_day ? NUMBER_MOMENT : NUMBER_TIME, 0 };
	return (struct number_format){ is_day || has_month ? NUMBER_DAY : NUMBER_PLAIN, 0 };
}

static void add_custom(struct reader *reader, const char *id, const char *code)
{
	struct arena *arena = reader->package->arena;
	struct custom *custom;

	if (id == NULL || code == NULL)
		return;
	if (++reader->custom_count > FORMATS_MOST) {
		xlsx_fail(reader->package->failure, XLSX_TOO_LARGE, "too many number formats");
		return;
	}
	custom = arena_new(arena, struct custom);
	*custom = (struct custom){ reader->customs, strtoll(id, NULL, 10),
				   styles_parse_code(code) };
	reader->customs = custom;
}

/* Formats of the file come before the styles that name them. */
static void add_style(struct reader *reader, const char *id)
{
	struct styles *styles = reader->styles;
	int64_t number = id == NULL ? 0 : strtoll(id, NULL, 10);
	struct number_format format = styles_built_in(number);

	for (const struct custom *c = reader->customs; c != NULL; c = c->next)
		if (c->id == number)
			format = c->format;
	if (styles->count == STYLES_MOST) {
		xlsx_fail(reader->package->failure, XLSX_TOO_LARGE, "too many styles");
		return;
	}
	styles->formats = package_grow(reader->package, styles->formats, styles->count,
				       &styles->room, 64, sizeof(styles->formats[0]));
	must(styles->count < styles->room, "there is room for one more");
	styles->formats[styles->count++] = format;
}

static void start(void *context, const char *name, const char *const *attributes)
{
	struct reader *reader = context;

	if (strcmp(name, "numFmt") == 0)
		add_custom(reader, xml_attribute(attributes, "numFmtId"),
			   xml_attribute(attributes, "formatCode"));
	if (strcmp(name, "cellXfs") == 0)
		reader->in_cell_formats = true;
	if (strcmp(name, "xf") == 0 && reader->in_cell_formats)
		add_style(reader, xml_attribute(attributes, "numFmtId"));
}

static void end(void *context, const char *name)
{
	struct reader *reader = context;

	if (strcmp(name, "cellXfs") == 0)
		reader->in_cell_formats = false;
}

bool styles_read(struct package *package, const char *name, struct styles *styles_out)
{
	static const struct xml_handlers handlers = { start, end, NULL };
	struct reader reader = { .package = package, .styles = styles_out };

	*styles_out = (struct styles){ .formats = NULL };
	return xml_read_optional(package, name, &handlers, &reader);
}
