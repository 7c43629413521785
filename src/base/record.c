#include "base/record.h"

#include <string.h>

#include "base/must.h"

const struct field *record_find_field(const struct record_type *type, const char *name)
{
	for (size_t i = 0; i < type->field_count; i++)
		if (strcmp(type->fields[i].name, name) == 0)
			return &type->fields[i];
	return NULL;
}

struct record_head *record_head(void *record)
{
	must(record != NULL, "a record is needed");
	return record;
}

const struct record_head *record_head_const(const void *record)
{
	must(record != NULL, "a record is needed");
	return record;
}

void *field_at(const struct field *field, void *record)
{
	return (char *)record + field->offset;
}

const void *field_at_const(const struct field *field, const void *record)
{
	return (const char *)record + field->offset;
}

bool field_is_empty(const struct field *field, const void *at)
{
	switch (field->type) {
	case FIELD_TEXT:
		return *(const char *const *)at == NULL || **(const char *const *)at == '\0';
	case FIELD_ID:
		return id_is_none(*(const struct id *)at);
	case FIELD_DATE:
		return !date_is_known(*(const struct date *)at);
	case FIELD_INSTANT:
		return ((const struct instant *)at)->us == 0;
	case FIELD_OPTIONAL_INTEGER:
		return !((const struct optional_integer *)at)->has_value;
	case FIELD_EXERCISE_TIME:
		return !((const struct optional_time *)at)->has_value;
	case FIELD_MONEY:
		return !((const struct money *)at)->has_value;
	case FIELD_WORD:
		return words_word(field->words, *(const unsigned *)at) == NULL;
	case FIELD_INTEGER:
	case FIELD_REAL:
	case FIELD_BOOL:
	case FIELD_LABEL:
		return false;
	}
	must(false, "a field of no type");
}

/* No text and an empty one read alike everywhere. */
static bool texts_equal(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

/* Unknown equals unknown only: what lies in the place of its value does not count. */
bool field_equal(const struct field *field, const void *a, const void *b)
{
	bool empty = field_is_empty(field, a);

	if (empty || field_is_empty(field, b))
		return empty && field_is_empty(field, b);
	switch (field->type) {
	case FIELD_TEXT:
		return texts_equal(*(const char *const *)a, *(const char *const *)b);
	case FIELD_ID:
		return id_equal(*(const struct id *)a, *(const struct id *)b);
	case FIELD_DATE:
		return date_compare(*(const struct date *)a, *(const struct date *)b) == 0;
	case FIELD_INSTANT:
		return ((const struct instant *)a)->us == ((const struct instant *)b)->us;
	case FIELD_OPTIONAL_INTEGER:
		return ((const struct optional_integer *)a)->value ==
		       ((const struct optional_integer *)b)->value;
	case FIELD_EXERCISE_TIME:
		return ((const struct optional_time *)a)->time.us ==
		       ((const struct optional_time *)b)->time.us;
	case FIELD_MONEY:
		return ((const struct money *)a)->dong == ((const struct money *)b)->dong;
	case FIELD_WORD:
		return *(const unsigned *)a == *(const unsigned *)b;
	case FIELD_INTEGER:
		return *(const int64_t *)a == *(const int64_t *)b;
	case FIELD_REAL:
		return *(const double *)a >= *(const double *)b &&
		       *(const double *)a <= *(const double *)b;
	case FIELD_BOOL:
		return *(const bool *)a == *(const bool *)b;
	case FIELD_LABEL:
		return ((const struct label *)a)->level == ((const struct label *)b)->level;
	}
	must(false, "a field of no type");
}
