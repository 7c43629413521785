/* How units, days and money are written in the running text of a document. */

#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "report/summary_private.h"

bool summary_is_given(const char *text)
{
	return text != NULL && text[strspn(text, " \t\r\n")] != '\0';
}

static const struct { const char *name, *in_text; } kinds[] = {
	{ "Xã ", "xã " }, { "Phường ", "phường " }, { "Thị trấn ", "thị trấn " },
	{ "Thị xã ", "thị xã " }, { "Huyện ", "huyện " }, { "Quận ", "quận " },
	{ "Tỉnh ", "tỉnh " }, { "Thành phố ", "thành phố " }, { "Đặc khu ", "đặc khu " },
};

/* Appendix II of the decree: the common noun is small, except before a numeral and in
   the names of the capital and of the city that bears a person's name. */
const char *summary_unit_in_text(struct arena *arena, const char *name)
{
	if (strcmp(name, "Thành phố Hồ Chí Minh") == 0)
		return name;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t length = strlen(kinds[i].name);

		if (strncmp(name, kinds[i].name, length) == 0 &&
		    (name[length] < '0' || name[length] > '9'))
			return arena_printf(arena, "%s%s", kinds[i].in_text, name + length);
	}
	return name;
}

const char *summary_bare_name(struct arena *arena, const char *name)
{
	must(arena != NULL, "names live in an arena");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strncmp(name, kinds[i].name, strlen(kinds[i].name)) == 0)
			return name + strlen(kinds[i].name);
	return name;
}

const char *summary_day_in_text(struct arena *arena, struct date day)
{
	if (!date_is_known(day))
		return NULL;
	/* days below 10 and months 1 and 2 take a zero, as above the text */
	return arena_printf(arena, day.month <= 2 ? "ngày %02d tháng %02d năm %d" :
			    "ngày %02d tháng %d năm %d", day.day, day.month, day.year);
}

const char *summary_day(struct arena *arena, struct date day)
{
	if (!date_is_known(day))
		return "chưa rõ";
	return arena_printf(arena, "%02d/%02d/%04d", day.day, day.month, day.year);
}

const char *summary_money(struct arena *arena, int64_t dong)
{
	must(arena != NULL, "money is written in an arena");
	const char *digits = arena_printf(arena, "%lld", (long long)dong);
	size_t length = strlen(digits);
	struct text out = { .arena = arena };

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0 && digits[i - 1] != '-')
			text_add_char(&out, '.');
		text_add_char(&out, digits[i]);
	}
	text_add(&out, " đồng");
	return text_string(&out);
}

const char *summary_unstopped(struct arena *arena, const char *text)
{
	size_t length = strlen(text);

	while (length > 0 && strchr(" .;\t\r\n", text[length - 1]) != NULL)
		length--;
	return arena_copy_bytes(arena, text, length);
}

void summary_add_figure(struct writer_of_summary *w, struct rich_text *text, const char *name)
{
	const char *printed = figures_print(w->figures, name);

	must(printed != NULL, "a figure of the summary that does not exist");
	rich_add_figure(text, name, printed);
}

void summary_add_unwritten(struct writer_of_summary *w, const char *member)
{
	struct summary *summary = w->summary;

	must(summary->unwritten_count < SUMMARY_UNWRITTEN_MOST, "a section once only");
	summary->unwritten[summary->unwritten_count++] = member;
	rich_add_bold(document_add_paragraph(w->document, "%s", ""), "[chưa ghi]");
}

bool summary_is_known(const struct writer_of_summary *w, const char *name)
{
	const struct figure *figure = figures_find(w->figures, name);

	return figure != NULL && figure->value.has_value;
}

int64_t summary_value(const struct writer_of_summary *w, const char *name)
{
	must(summary_is_known(w, name), "the value of an unknown figure");
	return figures_find(w->figures, name)->value.value;
}

bool summary_add_words(struct writer_of_summary *w, const char *text)
{
	must(w->figures != NULL, "the figures are counted before the words");
	if (!summary_is_given(text))
		return false;
	for (const char *at = text; *at != '\0'; ) {
		size_t length = strcspn(at, "\r\n");
		const char *line = arena_copy_bytes(w->arena, at, length);

		at += length + strspn(at + length, "\r\n");
		if (!summary_is_given(line))
			continue;
		bool dash = strncmp(line, "- ", 2) == 0;
		struct rich_text *out = dash ? document_add_dash(w->document, "%s", "") :
					document_add_paragraph(w->document, "%s", "");

		rich_add_template(out, line + (dash ? 2 : 0), figures_print, w->figures);
	}
	return true;
}
