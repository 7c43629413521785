#include "journal/value.h"

#include <inttypes.h>
#include <math.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/must.h"
#include "base/sha256.h"

#define EXACT_MOST (INT64_C(1) << 53)	/* above, a double is not a whole number's equal */

static void add_integer(struct text *out, int64_t value)
{
	bool exact = value < EXACT_MOST && value > -EXACT_MOST;

	if (!exact)
		text_add_char(out, '"');
	text_add_integer(out, value);
	if (!exact)
		text_add_char(out, '"');
}

/* Text where a reader's number would not be exact any more; else as json_add_field writes it. */
static void add_real(struct text *out, const struct field *field, double value)
{
	char form[40];

	must(isfinite(value), "JSON has no infinite numbers");
	if (fabs(value) < (double)EXACT_MOST) {
		json_add_field(out, field, &value);
		return;
	}
	snprintf(form, sizeof(form), "\"%.17g\"", value);
	text_add(out, form);
}

void value_write(struct text *out, const struct field *field, const void *at)
{
	if (field_is_empty(field, at)) {
		text_add(out, "null");
		return;
	}
	switch (field->type) {
	case FIELD_INTEGER:
		add_integer(out, *(const int64_t *)at);
		return;
	case FIELD_OPTIONAL_INTEGER:
		add_integer(out, ((const struct optional_integer *)at)->value);
		return;
	case FIELD_EXERCISE_TIME:
		add_integer(out, ((const struct optional_time *)at)->time.us);
		return;
	case FIELD_MONEY:
		add_integer(out, ((const struct money *)at)->dong);
		return;
	case FIELD_REAL:
		add_real(out, field, *(const double *)at);
		return;
	case FIELD_BOOL:
	case FIELD_TEXT:
	case FIELD_ID:
	case FIELD_INSTANT:
	case FIELD_DATE:
	case FIELD_LABEL:
	case FIELD_WORD:
		json_add_field(out, field, at);
		return;
	}
	must(false, "a field of no type");
}

void value_clear(const struct field *field, void *at)
{
	static const size_t sizes[] = {
		[FIELD_INTEGER] = sizeof(int64_t),
		[FIELD_OPTIONAL_INTEGER] = sizeof(struct optional_integer),
		[FIELD_EXERCISE_TIME] = sizeof(struct optional_time),
		[FIELD_MONEY] = sizeof(struct money), [FIELD_REAL] = sizeof(double),
		[FIELD_BOOL] = sizeof(bool), [FIELD_TEXT] = sizeof(char *),
		[FIELD_ID] = sizeof(struct id), [FIELD_INSTANT] = sizeof(struct instant),
		[FIELD_DATE] = sizeof(struct date), [FIELD_LABEL] = sizeof(struct label),
		[FIELD_WORD] = sizeof(unsigned),
	};

	must(field->type <= FIELD_WORD, "a field of no type");
	memset(at, 0, sizes[field->type]);
	if (field->type == FIELD_TEXT && (field->flags & FIELD_REQUIRED) != 0)
		*(const char **)at = "";
}

/* A text where the number was too large to be exact as one. */
static bool read_integer(const json_t *value, int64_t *integer_out)
{
	char *end;

	if (json_is_integer(value)) {
		*integer_out = json_integer_value(value);
		return true;
	}
	if (!json_is_string(value))
		return false;
	*integer_out = strtoll(json_string_value(value), &end, 10);
	return *end == '\0';
}

static bool read_real(const json_t *value, double *real_out)
{
	char *end;

	if (json_is_number(value)) {
		*real_out = json_number_value(value);
		return true;
	}
	if (!json_is_string(value))
		return false;
	*real_out = strtod(json_string_value(value), &end);
	return *end == '\0';
}

static bool read_string(struct arena *arena, const struct field *field, const char *string,
			void *at)
{
	const struct words *words = field->type == FIELD_LABEL ? &label_words : field->words;

	if (string == NULL)
		return false;
	if (field->type == FIELD_TEXT)
		*(const char **)at = arena_copy(arena, string);
	else if (field->type == FIELD_ID)
		return id_parse(string, at);
	else if (field->type == FIELD_DATE)
		return date_parse(string, at);
	else if (field->type == FIELD_INSTANT)
		return instant_parse(string, at);
	else
		return words_find(words, string, at);
	return true;
}

static bool read_json(struct arena *arena, const struct field *field, const json_t *value,
		      void *at)
{
	switch (field->type) {
	case FIELD_INTEGER:
		return read_integer(value, at);
	case FIELD_OPTIONAL_INTEGER: {
		struct optional_integer *number = at;

		number->has_value = true;
		return read_integer(value, &number->value);
	}
	case FIELD_EXERCISE_TIME: {
		struct optional_time *moment = at;

		moment->has_value = true;
		return read_integer(value, &moment->time.us);
	}
	case FIELD_MONEY: {
		struct money *money = at;

		money->has_value = true;
		return read_integer(value, &money->dong);
	}
	case FIELD_REAL:
		return read_real(value, at);
	case FIELD_BOOL:
		*(bool *)at = json_is_true(value);
		return json_is_boolean(value);
	case FIELD_TEXT:
	case FIELD_ID:
	case FIELD_INSTANT:
	case FIELD_DATE:
	case FIELD_LABEL:
	case FIELD_WORD:
		return read_string(arena, field, json_string_value(value), at);
	}
	must(false, "a field of no type");
}

/* Whatever stood there before goes, also where the value does not fit. */
bool value_read(struct arena *arena, const struct field *field, const char *json,
		size_t length, void *at)
{
	must(json != NULL, "an erased value cannot be read");
	value_clear(field, at);
	json_t *value = json_loadb(json, length, JSON_DECODE_ANY, NULL);

	if (value == NULL)
		return false;
	bool good = json_is_null(value) || read_json(arena, field, value, at);

	json_decref(value);
	return good;
}

static int compare_fields(const void *a, const void *b)
{
	const struct field *const *left = a, *const *right = b;

	return strcmp((*left)->name, (*right)->name);
}

size_t value_sort_fields(const struct record_type *type, const struct field *fields_out[])
{
	static _Thread_local const struct record_type *sorted_type;	/* of the last call */
	static _Thread_local const struct field *sorted[FIELDS_MOST];

	must(type->field_count <= FIELDS_MOST, "a record type with too many fields");
	if (type != sorted_type) {
		for (size_t i = 0; i < type->field_count; i++)
			sorted[i] = &type->fields[i];
		qsort(sorted, type->field_count, sizeof(sorted[0]), compare_fields);
		sorted_type = type;
	}
	memcpy(fields_out, sorted, sizeof(sorted[0]) * type->field_count);
	return type->field_count;
}

struct hash value_commit(struct salt salt, const char *name, size_t name_length,
			 const char *value, size_t length)
{
	static const unsigned char separator = 0x00;
	struct hash hash;

	SHA256_OF(hash.bytes, { salt.bytes, sizeof(salt.bytes) }, { name, name_length },
		  { &separator, 1 }, { value, length });
	return hash;
}

/* What a new column has in old rows, by whatever type: it must not change their hashes. */
static bool is_zero(const struct field *field, const void *at)
{
	switch (field->type) {
	case FIELD_INTEGER:
		return *(const int64_t *)at == 0;
	case FIELD_REAL:
		return fabs(*(const double *)at) <= 0;
	case FIELD_BOOL:
		return !*(const bool *)at;
	case FIELD_LABEL:
		return ((const struct label *)at)->level == LABEL_NONE;
	case FIELD_WORD:
		return *(const unsigned *)at == 0;
	case FIELD_OPTIONAL_INTEGER:
	case FIELD_EXERCISE_TIME:
	case FIELD_MONEY:
	case FIELD_TEXT:
	case FIELD_ID:
	case FIELD_INSTANT:
	case FIELD_DATE:
		return field_is_empty(field, at);
	}
	must(false, "a field of no type");
}

struct hash value_hash_row(struct arena *scratch, struct salt salt,
			   const struct record_type *type, const void *record)
{
	const struct field *fields[FIELDS_MOST];
	size_t count = value_sort_fields(type, fields);
	struct text out = { .arena = scratch };
	struct hash hash;

	must(record != NULL, "a row is needed");
	text_add_bytes(&out, salt.bytes, sizeof(salt.bytes));
	text_add_char(&out, '{');
	for (size_t i = 0; i < count; i++) {
		const void *at = field_at_const(fields[i], record);

		if ((fields[i]->flags & FIELD_SECRET) != 0 || is_zero(fields[i], at))
			continue;
		json_add_name(&out, fields[i]->name);
		value_write(&out, fields[i], at);
	}
	text_add_char(&out, '}');
	SHA256_OF(hash.bytes, { out.bytes, out.length });
	return hash;
}
