#include "base/json.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"

#define TEXT_MOST 200		/* characters of a text whose field says nothing */
#define LONG_TEXT_MOST 20000	/* of one that takes several paragraphs */

json_t *json_parse(const char *bytes, size_t length, struct fault *fault)
{
	json_error_t error;

	if (length > JSON_BYTES_MOST) {
		fault_set(fault, FAULT_TOO_LARGE, NULL, NULL);
		return NULL;
	}
	int depth = 0;
	bool in_string = false;

	for (size_t i = 0; i < length; i++) {	/* jansson allows 2,048 levels */
		if (in_string && bytes[i] == '\\')
			i++;
		else if (bytes[i] == '"')
			in_string = !in_string;
		else if (!in_string && (bytes[i] == '{' || bytes[i] == '['))
			depth++;
		else if (!in_string && (bytes[i] == '}' || bytes[i] == ']'))
			depth--;
		if (depth > JSON_DEPTH_MOST) {
			fault_set(fault, FAULT_BAD_REQUEST, NULL,
				BOTH("JSON lồng quá sâu", "JSON is nested too deeply"));
			return NULL;
		}
	}
	json_t *value = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, &error);

	if (value == NULL)
		fault_set(fault, FAULT_BAD_REQUEST, NULL,
			BOTH("nội dung không phải JSON đúng chuẩn", "the body is not strict JSON"));
	return value;
}

static int64_t text_most(const struct field *field)
{
	if (field->max > 0)
		return field->max;
	return (field->flags & FIELD_LONG) != 0 ? LONG_TEXT_MOST : TEXT_MOST;
}

static bool read_text(struct arena *arena, const struct field *field, const char *value,
		      const char *pointer, const char **text_out, struct fault *fault)
{
	for (const unsigned char *p = (const unsigned char *)value; *p != '\0'; p++)
		if ((*p < 0x20 && *p != '\n' && *p != '\r' && *p != '\t') || *p == 0x7f)
			return fault_add_problem(fault, arena, pointer,
						 PROBLEM_CONTROL_CHARACTER, NULL);
	const char *text = utf8_compose(arena, value);
	int64_t most = text_most(field);

	if ((int64_t)utf8_count(text) > most)
		return fault_add_problem(fault, arena, pointer, PROBLEM_TOO_LONG,
					 arena_printf(arena, "%" PRId64, most));
	*text_out = arena_copy(arena, text);
	return true;
}

static bool in_range(struct arena *arena, const struct field *field, const char *pointer,
		     int64_t value, struct fault *fault)
{
	if (field->max <= field->min)
		return true;
	if (value < field->min)
		return fault_add_problem(fault, arena, pointer, PROBLEM_TOO_SMALL,
					 arena_printf(arena, "%" PRId64, field->min));
	if (value > field->max)
		return fault_add_problem(fault, arena, pointer, PROBLEM_TOO_GREAT,
					 arena_printf(arena, "%" PRId64, field->max));
	return true;
}

/* The same for a real number, whose limits are whole; what is no number is in no range. */
static bool in_real_range(struct arena *arena, const struct field *field, const char *pointer,
			  double value, struct fault *fault)
{
	if (!isfinite(value))
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_NUMBER, NULL);
	if (field->max <= field->min)
		return true;
	if (value < (double)field->min)
		return fault_add_problem(fault, arena, pointer, PROBLEM_TOO_SMALL,
					 arena_printf(arena, "%" PRId64, field->min));
	return value <= (double)field->max ||
	       fault_add_problem(fault, arena, pointer, PROBLEM_TOO_GREAT,
				 arena_printf(arena, "%" PRId64, field->max));
}

static const char *list_words(struct arena *arena, const struct words *words)
{
	struct text out = { .arena = arena };

	for (size_t i = 0; i < words->count; i++) {
		if (words->list[i].word == NULL)
			continue;
		if (out.length > 0)
			text_add(&out, ", ");
		text_add(&out, words->list[i].word);
	}
	return text_string(&out);
}

static bool read_string(struct arena *arena, const struct field *field, const char *value,
			const char *pointer, void *at, struct fault *fault)
{
	const struct words *words = field->type == FIELD_LABEL ? &label_words : field->words;
	unsigned word;

	switch (field->type) {
	case FIELD_TEXT:
		return read_text(arena, field, value, pointer, at, fault);
	case FIELD_ID:
		if (!id_parse(value, at))
			return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_ID, NULL);
		return true;
	case FIELD_DATE:
		if (!date_parse(value, at))
			return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_DATE, NULL);
		return true;
	case FIELD_INSTANT:
		if (!instant_parse(value, at))
			return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_INSTANT, NULL);
		return true;
	case FIELD_LABEL:
	case FIELD_WORD:
		if (!words_find(words, value, &word))
			return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_WORD,
						 list_words(arena, words));
		memcpy(at, &word, sizeof(word));
		return true;
	case FIELD_INTEGER:
	case FIELD_OPTIONAL_INTEGER:
	case FIELD_EXERCISE_TIME:
	case FIELD_MONEY:
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_INTEGER, NULL);
	case FIELD_REAL:
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_NUMBER, NULL);
	case FIELD_BOOL:
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_BOOLEAN, NULL);
	}
	must(false, "a field of no type");
}

static bool read_integer(struct arena *arena, const struct field *field, int64_t value,
			 const char *pointer, void *at, struct fault *fault)
{
	switch (field->type) {
	case FIELD_INTEGER:
		*(int64_t *)at = value;
		return in_range(arena, field, pointer, value, fault);
	case FIELD_OPTIONAL_INTEGER:
		*(struct optional_integer *)at = (struct optional_integer){ true, value };
		return in_range(arena, field, pointer, value, fault);
	case FIELD_EXERCISE_TIME:
		*(struct optional_time *)at = (struct optional_time){ true, { value } };
		return in_range(arena, field, pointer, value, fault);
	case FIELD_MONEY:
		*(struct money *)at = (struct money){ true, value };
		if (value < 0)
			return fault_add_problem(fault, arena, pointer, PROBLEM_TOO_SMALL, "0");
		return true;
	case FIELD_REAL:
		*(double *)at = (double)value;
		return in_real_range(arena, field, pointer, (double)value, fault);
	case FIELD_BOOL:
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_BOOLEAN, NULL);
	case FIELD_ID:
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_ID, NULL);
	case FIELD_DATE:
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_DATE, NULL);
	case FIELD_INSTANT:
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_INSTANT, NULL);
	case FIELD_TEXT:
	case FIELD_LABEL:
	case FIELD_WORD:
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_TEXT, NULL);
	}
	must(false, "a field of no type");
}

/* null empties what may be empty; a number or a flag cannot be. */
static bool read_null(struct arena *arena, const struct field *field, const char *pointer,
		      void *at, struct fault *fault)
{
	static const size_t sizes[] = {
		[FIELD_OPTIONAL_INTEGER] = sizeof(struct optional_integer),
		[FIELD_MONEY] = sizeof(struct money), [FIELD_TEXT] = sizeof(char *),
		[FIELD_ID] = sizeof(struct id), [FIELD_INSTANT] = sizeof(struct instant),
		[FIELD_EXERCISE_TIME] = sizeof(struct optional_time),
		[FIELD_DATE] = sizeof(struct date), [FIELD_WORD] = sizeof(unsigned),
	};
	size_t size = field->type <= FIELD_WORD ? sizes[field->type] : 0;
	bool has_empty_form = size > 0 && (field->type != FIELD_WORD ||
					   field->words->list[0].word == NULL);

	if (!has_empty_form)
		return fault_add_problem(fault, arena, pointer, PROBLEM_REQUIRED, NULL);
	memset(at, 0, size);
	return true;
}

static bool read_value(struct arena *arena, const struct field *field, json_t *value,
		       const char *pointer, void *at, struct fault *fault)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		if (strlen(json_string_value(value)) != json_string_length(value))
			return fault_add_problem(fault, arena, pointer,
						 PROBLEM_CONTROL_CHARACTER, NULL);
		return read_string(arena, field, json_string_value(value), pointer, at, fault);
	case JSON_INTEGER:
		return read_integer(arena, field, json_integer_value(value), pointer, at, fault);
	case JSON_NULL:
		return read_null(arena, field, pointer, at, fault);
	case JSON_REAL:
		if (field->type != FIELD_REAL)
			return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_INTEGER, NULL);
		*(double *)at = json_real_value(value);
		return in_real_range(arena, field, pointer, json_real_value(value), fault);
	case JSON_TRUE:
	case JSON_FALSE:
		if (field->type != FIELD_BOOL)
			return read_string(arena, field, "", pointer, at, fault) &&
			       fault_add_problem(fault, arena, pointer, PROBLEM_NOT_TEXT, NULL);
		*(bool *)at = json_is_true(value);
		return true;
	case JSON_OBJECT:
	case JSON_ARRAY:
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_TEXT, NULL);
	}
	must(false, "JSON of no type");
}

/* What came from us may be sent back whole: clients need not take members out. */
static bool may_be_given(const struct field *field, enum json_mode mode, json_t *value,
			 const void *record)
{
	if ((field->flags & FIELD_READ_ONLY) != 0 ||
	    (mode == JSON_CHANGE && (field->flags & FIELD_FIXED) != 0)) {
		/* the same value sent back is no change */
		struct arena *scratch = arena_create();
		struct text now = { .arena = scratch };

		json_add_field(&now, field, field_at_const(field, record));
		json_t *same = json_loads(text_string(&now), JSON_DECODE_ANY, NULL);
		bool equal = same != NULL && json_equal(same, value);

		json_decref(same);
		arena_destroy(&scratch);
		return equal;
	}
	return true;
}

bool json_read_record(struct arena *arena, const struct record_type *type, json_t *object,
		      enum json_mode mode, void *record, struct fault *fault)
{
	const char *name;
	json_t *value;
	bool good = true;

	if (!json_is_object(object))
		return fault_set(fault, FAULT_BAD_REQUEST, NULL,
			BOTH("cần một đối tượng JSON", "a JSON object is needed"));
	json_object_foreach(object, name, value) {
		const struct field *field = record_find_field(type, name);
		const char *pointer = arena_printf(arena, "/%s", name);

		if (field == NULL || (field->flags & FIELD_SECRET) != 0)
			good = fault_add_problem(fault, arena, pointer, PROBLEM_UNKNOWN_MEMBER,
						 NULL);
		else if (!may_be_given(field, mode, value, record))
			good = fault_add_problem(fault, arena, pointer, PROBLEM_READ_ONLY, NULL);
		else if ((field->flags & FIELD_READ_ONLY) == 0)
			good = read_value(arena, field, value, pointer, field_at(field, record),
					  fault) && good;
	}
	return record_check(arena, type, record, fault) && good;
}

/* Has a problem been found there already?  One for each member is enough. */
static bool has_problem(const struct fault *fault, const char *pointer)
{
	for (const struct problem *p = fault->problems; p != NULL; p = p->next)
		if (strcmp(p->pointer, pointer) == 0)
			return true;
	return false;
}

/* The limits of the table, for values that came by whatever way. */
static bool check_limits(struct arena *arena, const struct field *field, const char *pointer,
			 const void *at, struct fault *fault)
{
	switch (field->type) {
	case FIELD_TEXT:
		return (int64_t)utf8_count(*(const char *const *)at) <= text_most(field) ||
		       fault_add_problem(fault, arena, pointer, PROBLEM_TOO_LONG,
					 arena_printf(arena, "%" PRId64, text_most(field)));
	case FIELD_INTEGER:
		return in_range(arena, field, pointer, *(const int64_t *)at, fault);
	case FIELD_OPTIONAL_INTEGER:
		return in_range(arena, field, pointer,
				((const struct optional_integer *)at)->value, fault);
	case FIELD_EXERCISE_TIME:
		return in_range(arena, field, pointer,
				((const struct optional_time *)at)->time.us, fault);
	case FIELD_MONEY:
		return ((const struct money *)at)->dong >= 0 ||
		       fault_add_problem(fault, arena, pointer, PROBLEM_TOO_SMALL, "0");
	case FIELD_REAL:
		return in_real_range(arena, field, pointer, *(const double *)at, fault);
	case FIELD_LABEL:
		must(words_word(&label_words, ((const struct label *)at)->level) != NULL,
		     "a label is one of the words");
		return true;
	case FIELD_WORD:	/* one of its words, or empty */
	case FIELD_ID:
	case FIELD_DATE:
	case FIELD_INSTANT:
	case FIELD_BOOL:
		return true;
	}
	must(false, "a field of no type");
}

/* "/name", without the price of a format: each change asks for each field. */
static const char *pointer_to(struct arena *arena, const struct field *field)
{
	size_t length = strlen(field->name);
	char *pointer = arena_alloc(arena, length + 2);

	pointer[0] = '/';
	memcpy(pointer + 1, field->name, length);
	return pointer;
}

bool record_check(struct arena *arena, const struct record_type *type, const void *record,
		  struct fault *fault)
{
	bool good = fault->problems == NULL;

	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];
		const void *at = field_at_const(field, record);
		const char *pointer = pointer_to(arena, field);
		bool is_empty = field_is_empty(field, at);

		if (has_problem(fault, pointer))
			continue;
		if (!is_empty)
			good = check_limits(arena, field, pointer, at, fault) && good;
		else if ((field->flags & FIELD_REQUIRED) != 0)
			good = fault_add_problem(fault, arena, pointer, PROBLEM_REQUIRED, NULL);
	}
	return good;
}

static bool find_read_word(struct arena *arena, const struct words *words, const char *cell,
			   unsigned *value_out)
{
	if (words_find(words, cell, value_out))
		return true;
	const char *key = utf8_search_key(arena, cell);

	for (unsigned i = 0; i < words->count; i++) {
		for (int l = 0; l < 2; l++) {
			const char *text = words_text(words, i, (enum language)l);

			if (*text == '\0' || strcmp(utf8_search_key(arena, text), key) != 0)
				continue;
			*value_out = i;
			return true;
		}
	}
	return false;
}

/* How people write yes and no in a cell; compared without case and accents. */
#define FLAG_WORDS "yes/no, có/không, x, 1/0, true/false"
static const struct { const char *word; bool value; } flag_words[] = {
	{ "true", true }, { "yes", true }, { "có", true }, { "x", true }, { "1", true },
	{ "false", false }, { "no", false }, { "không", false }, { "0", false },
};

/* Any other word is refused: a "không rõ" that was read as no would be a claim. */
static bool read_flag(struct arena *arena, const char *cell, const char *pointer, bool *at,
		      struct fault *fault)
{
	const char *key = utf8_search_key(arena, cell);

	for (size_t i = 0; i < sizeof(flag_words) / sizeof(flag_words[0]); i++) {
		if (strcmp(utf8_search_key(arena, flag_words[i].word), key) != 0)
			continue;
		*at = flag_words[i].value;
		return true;
	}
	return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_WORD, FLAG_WORDS);
}

static bool parse_integer(const char *cell, int64_t *value_out)
{
	char *end;

	errno = 0;
	*value_out = strtoll(cell, &end, 10);
	return errno == 0 && end != cell && *end == '\0';
}

/* Digits with a point, as JSON writes them: "nan", "0x1p3" and what a locale calls a
   number are none. */
static bool parse_real(const char *cell, double *value_out)
{
	const char *digits = cell + (*cell == '-');
	size_t whole = strspn(digits, "0123456789");
	const char *at = digits + whole;

	if (whole == 0)
		return false;
	if (*at == '.') {
		size_t part = strspn(at + 1, "0123456789");

		if (part == 0)
			return false;
		at += 1 + part;
	}
	*value_out = strtod(cell, NULL);
	return *at == '\0';
}

static bool read_real_cell(struct arena *arena, const struct field *field, const char *cell,
			   const char *pointer, double *at, struct fault *fault)
{
	double value;

	if (!parse_real(cell, &value))
		return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_NUMBER, NULL);
	*at = value;
	return in_real_range(arena, field, pointer, value, fault);
}

bool field_read_cell(struct arena *arena, const struct field *field, const char *cell,
		     const char *pointer, void *at, struct fault *fault)
{
	const struct words *words = field->type == FIELD_LABEL ? &label_words : field->words;
	int64_t integer;
	unsigned word;

	if (*cell == '\0')
		return field->type == FIELD_INTEGER || field->type == FIELD_REAL ||
		       field->type == FIELD_BOOL || field->type == FIELD_LABEL ||
		       read_null(arena, field, pointer, at, fault);
	if (field->type == FIELD_BOOL)
		return read_flag(arena, cell, pointer, at, fault);
	if (field->type == FIELD_REAL)
		return read_real_cell(arena, field, cell, pointer, at, fault);
	if (field->type == FIELD_WORD || field->type == FIELD_LABEL) {
		if (!find_read_word(arena, words, cell, &word))
			return fault_add_problem(fault, arena, pointer, PROBLEM_NOT_WORD,
						 list_words(arena, words));
		memcpy(at, &word, sizeof(word));
		return true;
	}
	if ((field->type == FIELD_INTEGER || field->type == FIELD_OPTIONAL_INTEGER ||
	     field->type == FIELD_EXERCISE_TIME || field->type == FIELD_MONEY) &&
	    parse_integer(cell, &integer))
		return read_integer(arena, field, integer, pointer, at, fault);
	return read_string(arena, field, cell, pointer, at, fault);
}
