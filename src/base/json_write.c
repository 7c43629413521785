#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"

/* \n and its like where JSON has a short form, \u00.. otherwise. */
static void add_escape(struct text *out, unsigned char c)
{
	static const char short_forms[] = "\bb\ff\nn\rr\tt\"\"\\\\";
	const char *form = strchr(short_forms, c);

	must(c != '\0', "a string ends before its NUL");
	while (form != NULL && (form - short_forms) % 2 != 0)
		form = strchr(form + 1, c);
	text_add_char(out, '\\');
	if (form != NULL) {
		text_add_char(out, form[1]);
		return;
	}
	text_add(out, "u00");
	text_add_hex(out, &c, 1);
}

/* How many bytes go as they are: all but control characters, quote and backslash. */
static size_t plain_length(const char *value)
{
	const unsigned char *at = (const unsigned char *)value;

	while (*at >= 0x20 && *at != '"' && *at != '\\')
		at++;
	return (size_t)(at - (const unsigned char *)value);
}

void json_add_string(struct text *out, const char *value)
{
	if (value == NULL) {
		text_add(out, "null");
		return;
	}
	text_add_char(out, '"');
	for (;;) {
		size_t plain = plain_length(value);

		text_add_bytes(out, value, plain);
		value += plain;
		if (*value == '\0')
			break;
		add_escape(out, (unsigned char)*value++);
	}
	text_add_char(out, '"');
}

void json_add_name(struct text *out, const char *name)
{
	must(name != NULL, "a member has a name");
	char last = out->length == 0 ? '\0' : out->bytes[out->length - 1];

	if (last != '{' && last != '[' && last != '\0')
		text_add_char(out, ',');
	json_add_string(out, name);
	text_add_char(out, ':');
}

#define REAL_DIGITS_MOST 17	/* as many bring every double back */
#define PLAIN_EXPONENT_MOST 21	/* larger numbers are written with an exponent … */
#define PLAIN_EXPONENT_LEAST -6	/* … and smaller ones */

/* The shortest digits that give the number again, without a point; its value is
   0.DIGITS times ten to the exponent that is returned. */
static int shortest_digits(double value, char digits_out[REAL_DIGITS_MOST + 1])
{
	char text[40];
	int count = 0;

	do {
		count++;
		snprintf(text, sizeof(text), "%.*e", count - 1, value);
	} while (count < REAL_DIGITS_MOST && fabs(strtod(text, NULL) - value) > 0);
	const char *exponent = strchr(text, 'e');

	must(exponent != NULL, "\"%e\" writes an exponent");
	digits_out[0] = text[0];
	memcpy(digits_out + 1, text + 2, (size_t)count - 1);
	digits_out[count] = '\0';
	return (int)strtol(exponent + 1, NULL, 10) + 1;
}

/* As ECMAScript writes numbers, which RFC 8785 §3.2.2.3 asks for. */
static void add_real(struct text *out, double value)
{
	char digits[REAL_DIGITS_MOST + 1];

	must(isfinite(value), "JSON has no infinite numbers");
	int exponent = shortest_digits(fabs(value), digits), count = (int)strlen(digits);

	if (value < 0)
		text_add_char(out, '-');
	if (value >= 0 && value <= 0)
		text_add_char(out, '0');
	else if (exponent > PLAIN_EXPONENT_MOST || exponent <= PLAIN_EXPONENT_LEAST)
		text_add_format(out, "%c%s%se%+d", digits[0], count > 1 ? "." : "", digits + 1,
				exponent - 1);
	else if (exponent >= count)
		text_add_format(out, "%s%.*s", digits, exponent - count, "00000000000000000000");
	else if (exponent > 0)
		text_add_format(out, "%.*s.%s", exponent, digits, digits + exponent);
	else
		text_add_format(out, "0.%.*s%s", -exponent, "00000", digits);
}

static void add_id(struct text *out, struct id id)
{
	char text[ID_TEXT_SIZE + 2] = "\"";

	if (id_is_none(id)) {
		text_add(out, "null");
		return;
	}
	id_format(id, text + 1);
	text[ID_TEXT_SIZE] = '"';
	text_add_bytes(out, text, ID_TEXT_SIZE + 1);
}

static void add_moment(struct text *out, const struct field *field, const void *at)
{
	char text[INSTANT_TEXT_SIZE];

	if (field_is_empty(field, at)) {
		text_add(out, "null");
		return;
	}
	if (field->type == FIELD_DATE)
		date_format(*(const struct date *)at, text);
	else
		instant_format(*(const struct instant *)at, text);
	json_add_string(out, text);
}

static void add_number_or_null(struct text *out, bool has_value, int64_t value)
{
	if (has_value)
		text_add_integer(out, value);
	else
		text_add(out, "null");
}

void json_add_field(struct text *out, const struct field *field, const void *at)
{
	switch (field->type) {
	case FIELD_INTEGER:
		text_add_integer(out, *(const int64_t *)at);
		return;
	case FIELD_OPTIONAL_INTEGER: {
		const struct optional_integer *number = at;

		add_number_or_null(out, number->has_value, number->value);
		return;
	}
	case FIELD_EXERCISE_TIME: {
		const struct optional_time *moment = at;

		add_number_or_null(out, moment->has_value, moment->time.us);
		return;
	}
	case FIELD_MONEY: {
		const struct money *money = at;

		add_number_or_null(out, money->has_value, money->dong);
		return;
	}
	case FIELD_REAL:
		add_real(out, *(const double *)at);
		return;
	case FIELD_BOOL:
		text_add(out, *(const bool *)at ? "true" : "false");
		return;
	case FIELD_TEXT:
		json_add_string(out, *(const char *const *)at);
		return;
	case FIELD_ID:
		add_id(out, *(const struct id *)at);
		return;
	case FIELD_INSTANT:
	case FIELD_DATE:
		add_moment(out, field, at);
		return;
	case FIELD_LABEL:
		json_add_string(out, words_word(&label_words, ((const struct label *)at)->level));
		return;
	case FIELD_WORD:
		json_add_string(out, words_word(field->words, *(const unsigned *)at));
		return;
	}
	must(false, "a field of no type");
}

void json_add_record(struct text *out, const struct record_type *type, const void *record)
{
	text_add_char(out, '{');
	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if ((field->flags & FIELD_SECRET) != 0)
			continue;
		json_add_name(out, field->name);
		json_add_field(out, field, field_at_const(field, record));
	}
	text_add_char(out, '}');
}

void json_add_problems(struct text *out, struct arena *arena, const struct problem *first,
		       enum language language)
{
	text_add_char(out, '[');
	for (const struct problem *p = first; p != NULL; p = p->next) {
		text_add(out, p == first ? "{" : ",{");
		json_add_name(out, "pointer");
		json_add_string(out, p->pointer);
		json_add_name(out, "code");
		json_add_string(out, problem_code(p->kind));
		json_add_name(out, "message");
		json_add_string(out, problem_text(arena, p, language));
		text_add_char(out, '}');
	}
	text_add_char(out, ']');
}
