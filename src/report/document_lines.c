#include "report/document_lines.h"

#include <stdio.h>
#include <string.h>

#include "base/must.h"
#include "base/text.h"
#include "base/utf8.h"

const char *format_roman(struct arena *arena, int number)
{
	static const struct { int value; const char *text; } digits[] = {
		{ 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" },
		{ 90, "XC" }, { 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" },
		{ 4, "IV" }, { 1, "I" },
	};
	struct text out = { .arena = arena };

	must(number >= 1 && number <= 3999, "a Roman number");
	for (size_t i = 0; number > 0; ) {
		if (number < digits[i].value) {
			i++;
			continue;
		}
		text_add(&out, digits[i].text);
		number -= digits[i].value;
	}
	return text_string(&out);
}

const char *format_letter(struct arena *arena, int number)
{
	static const char *const letters[] = {
		"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q",
		"r", "s", "t", "u", "v", "x", "y",
	};
	const int count = (int)(sizeof(letters) / sizeof(letters[0]));

	must(number >= 1, "a letter counted from 1");
	if (number <= count)
		return letters[number - 1];
	return arena_printf(arena, "%s%s", format_letter(arena, (number - 1) / count),
			    letters[(number - 1) % count]);
}

static const char *given(const char *text)
{
	return text == NULL ? "" : text;
}

const char *format_symbol(struct arena *arena, const struct document *document)
{
	const char *abbreviation = document_kind_abbreviation(document->kind);

	if (abbreviation[0] != '\0')
		return arena_printf(arena, "%s-%s", abbreviation, given(document->symbol));
	if (given(document->drafter)[0] == '\0')
		return given(document->symbol);
	return arena_printf(arena, "%s-%s", given(document->symbol), document->drafter);
}

const char *format_number_line(struct arena *arena, const struct document *document)
{
	const char *symbol = format_symbol(arena, document);

	must(document->number >= 0, "a document number below zero");
	/* No-break spaces leave room for the pen and are not squeezed by HTML. */
	if (document->number == 0)
		return arena_printf(arena, "Số: \u00a0\u00a0\u00a0\u00a0\u00a0/%s", symbol);
	return arena_printf(arena, "Số: %02d/%s", document->number, symbol);
}

/* A group of the symbol: a letter first, then letters, digits or points. */
static const char *skip_group(const char *at)
{
	unsigned char first = (unsigned char)*at;

	if (!(first >= 'A' && first <= 'Z') && first < 0x80)
		return NULL;
	while (*at != '\0' && strchr(" /-:;,\t\n", *at) == NULL)
		at++;
	return at;
}

bool is_number_line(struct arena *arena, const char *line)
{
	int number = 0, used = 0;

	if (sscanf(line, "Số: %9d%n", &number, &used) != 1 || number < 1)
		return false;
	const char *start = arena_printf(arena, "Số: %02d/", number);

	/* Written again it must be the same: one leading zero, no inner spaces. */
	if (strncmp(line, start, strlen(start)) != 0)
		return false;
	const char *at = line + strlen(start);
	int groups = 0;

	for (;;) {
		at = skip_group(at);
		if (at == NULL)
			return false;
		groups++;
		if (*at == '\0')
			return groups >= 2;
		if (*at++ != '-')
			return false;
	}
}

const char *format_place_date(struct arena *arena, const char *place, struct date date)
{
	const char *gap = "\u00a0\u00a0\u00a0\u00a0\u00a0";
	struct text out = { .arena = arena };

	text_add_format(&out, "%s, ngày ", given(place)[0] == '\0' ? "…" : place);
	if (date.day > 0)
		text_add_format(&out, "%02d", date.day);
	else
		text_add(&out, gap);
	text_add(&out, " tháng ");
	/* ô 4: day below 10 and months 1 and 2 take a zero, the other months none. */
	if (date.month > 0)
		text_add_format(&out, date.month <= 2 ? "%02d" : "%d", date.month);
	else
		text_add(&out, gap);
	text_add(&out, " năm ");
	if (date.year > 0)
		text_add_integer(&out, date.year);
	else
		text_add(&out, gap);
	return text_string(&out);
}

bool is_place_date_line(struct arena *arena, const char *line)
{
	const char *comma = strstr(line, ", ngày ");
	int day, month, year;
	struct date date;

	if (comma == NULL || comma == line ||
	    sscanf(comma, ", ngày %4d tháng %4d năm %4d", &day, &month, &year) != 3)
		return false;
	if (!date_parse(arena_printf(arena, "%04d-%02d-%02d", year, month, day), &date))
		return false;
	const char *place = arena_copy_bytes(arena, line, (size_t)(comma - line));

	return strcmp(format_place_date(arena, place, date), line) == 0;
}

const char *document_title(const struct document *document)
{
	if (document_kind_is_letter(document->kind))
		return "";
	if (document->kind_name != NULL)
		return utf8_upper(document->arena, document->kind_name);
	return utf8_upper(document->arena,
			  words_text(&document_kinds, document->kind, LANGUAGE_VI));
}

const char *document_capitals(const struct document *document, const char *text)
{
	return text == NULL ? NULL : utf8_upper(document->arena, text);
}

/* Where the place begins in the name of a body: its last common noun of territory. */
static const char *place_in(const char *name)
{
	static const char *const nouns[] = { " tỉnh ", " thành phố ", " huyện ", " quận ",
		" thị xã ", " xã ", " phường ", " thị trấn ", " đặc khu " };
	const char *place = NULL;

	for (size_t i = 0; i < sizeof(nouns) / sizeof(nouns[0]); i++) {
		const char *found = strstr(name, nouns[i]);

		if (found != NULL && (place == NULL || found + 1 < place))
			place = found + 1;
	}
	return place;
}

#define PLACE_MOST 22	/* letters of 13 pt capitals that fit the left column of the head */

const char *document_body_name(const struct document *document, const char *name)
{
	struct text out = { .arena = document->arena };

	if (name == NULL)
		return NULL;
	const char *place = place_in(name);

	if (place == NULL || utf8_count(place) > PLACE_MOST)
		return document_capitals(document, name);
	text_add_bytes(&out, name, (size_t)(place - name));
	for (; *place != '\0'; place++) {
		if (*place == ' ')
			text_add(&out, "\u00a0");
		else
			text_add_char(&out, *place);
	}
	return document_capitals(document, text_string(&out));
}

const char *document_secrecy_mark(const struct document *document)
{
	if (document->secrecy < LABEL_MAT)
		return NULL;
	return utf8_upper(document->arena,
			  words_text(&label_words, document->secrecy, LANGUAGE_VI));
}

const char *document_urgency_mark(const struct document *document)
{
	if (document->urgency == URGENCY_NONE)
		return NULL;
	return words_text(&urgency_words, document->urgency, LANGUAGE_VI);
}

const char *document_circulation_mark(const struct document *document)
{
	if (document->circulation == CIRCULATION_ANY)
		return NULL;
	return words_text(&circulation_words, document->circulation, LANGUAGE_VI);
}

/* The text without the points, commas and semicolons at its end. */
static const char *bare(struct arena *arena, const char *text)
{
	size_t length = strlen(text);

	while (length > 0 && strchr(" .;,", text[length - 1]) != NULL)
		length--;
	return arena_copy_bytes(arena, text, length);
}

const char *document_basis_line(const struct document *document, const struct text_item *basis)
{
	return arena_printf(document->arena, "%s%s", bare(document->arena, basis->text),
			    basis->next == NULL ? "." : ";");
}

const char *const *document_recipient_lines(const struct document *document)
{
	struct arena *arena = document->arena;
	const char **lines = arena_array(arena, const char *,
					 (size_t)document->recipients.count + 3);
	int count = 0;

	if (document_kind_has_addressees(document->kind) && document->addressees.count > 0)
		lines[count++] = "- Như trên;";
	for (const struct text_item *item = document->recipients.first; item != NULL;
	     item = item->next)
		lines[count++] = arena_printf(arena, "- %s;", bare(arena, item->text));
	const char *archive = document->archive == NULL ? "VT" : document->archive;

	lines[count++] = document->archive_copies > 0 ?
		arena_printf(arena, "- Lưu: %s (%d).", archive, document->archive_copies) :
		arena_printf(arena, "- Lưu: %s.", bare(arena, archive));
	must(count <= document->recipients.count + 2, "more recipient lines than recipients");
	return lines;
}

const char *document_typist_line(const struct document *document)
{
	if (given(document->typist)[0] == '\0')
		return NULL;
	const char *mark = utf8_upper(document->arena, document->typist);

	return document->copies > 0 ?
		arena_printf(document->arena, "%s.(%d)", mark, document->copies) : mark;
}

const char *document_annex_label(const struct document *document, const struct annex *annex)
{
	int position = 1;

	must(document->annexes != NULL, "a document without annexes");
	if (document->annexes->next == NULL)
		return "Phụ lục";
	for (const struct annex *at = document->annexes; at != annex; at = at->next)
		position++;
	return arena_printf(document->arena, "Phụ lục %s",
			    format_roman(document->arena, position));
}

const char *format_sentence(struct arena *arena, const char *text)
{
	size_t first = 1;

	must(text != NULL, "a sentence of no text");
	if (text[0] == '\0')
		return text;
	/* a letter of UTF-8 goes on for as long as its bytes begin with the bits 10 */
	while (((unsigned char)text[first] & 0xc0) == 0x80)
		first++;
	return arena_printf(arena, "%s%s", utf8_upper(arena, arena_copy_bytes(arena, text, first)),
			    text + first);
}

const char *document_annex_reference(const struct document *document,
				     const struct annex *annex)
{
	struct arena *arena = document->arena;
	const char *kind = words_text(&document_kinds, document->kind, LANGUAGE_VI);
	const char *number = format_number_line(arena, document) + strlen("Số: ");
	const char *date = format_place_date(arena, "x", document->date) + strlen("x, ");

	if (annex->reference != NULL)
		return annex->reference;
	return arena_printf(arena, "(Kèm theo %s số %s %s của %s)",
			    format_sentence(arena, kind), number, date, given(document->issuer));
}

static bool need(struct document *document, struct fault *fault, const char *pointer,
		 bool is_there)
{
	return is_there ||
	       fault_add_problem(fault, document->arena, pointer, PROBLEM_REQUIRED, NULL);
}

bool document_check(struct document *document, struct fault *fault)
{
	bool letter = document_kind_is_letter(document->kind), good = true;

	good &= need(document, fault, "/issuer", given(document->issuer)[0] != '\0');
	good &= need(document, fault, "/symbol", given(document->symbol)[0] != '\0');
	good &= need(document, fault, "/place", given(document->place)[0] != '\0');
	good &= need(document, fault, "/subject", given(document->subject)[0] != '\0' ||
		     document->kind == DOCUMENT_OPEN_LETTER);
	good &= need(document, fault, "/addressees", document->addressees.count > 0 || !letter);
	good &= need(document, fault, "/drafter", given(document->drafter)[0] != '\0' || !letter);
	good &= need(document, fault, "/blocks", document->blocks.first != NULL);
	good &= signature_check(document->arena, &document->signature, document->date, fault);
	return good;
}
