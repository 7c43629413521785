/* Values of fields as a list binds, pages and prints them. */

#include <sodium.h>
#include <string.h>

#include "base/must.h"
#include "web/collection_list.h"

#define CURSOR_BYTES_MOST 4096

struct bind list_bind(struct arena *arena, const struct field *field, const void *at,
		      const char *name)
{
	if (field_is_empty(field, at))
		return (struct bind){ .name = name, .type = BIND_NULL };
	switch (field->type) {
	case FIELD_INTEGER:
		return (struct bind)INTEGER(name, *(const int64_t *)at);
	case FIELD_OPTIONAL_INTEGER:
		return (struct bind)INTEGER(name, ((const struct optional_integer *)at)->value);
	case FIELD_EXERCISE_TIME:
		return (struct bind)INTEGER(name, ((const struct optional_time *)at)->time.us);
	case FIELD_MONEY:
		return (struct bind)INTEGER(name, ((const struct money *)at)->dong);
	case FIELD_REAL:
		return (struct bind){ .name = name, .type = BIND_REAL,
				      .real = *(const double *)at };
	case FIELD_BOOL:
		return (struct bind)INTEGER(name, *(const bool *)at);
	case FIELD_TEXT:
		return (struct bind)TEXT(name, *(const char *const *)at);
	case FIELD_ID:
		return (struct bind)ID(name, *(const struct id *)at);
	case FIELD_INSTANT:
		return (struct bind)INTEGER(name, ((const struct instant *)at)->us);
	case FIELD_DATE: {
		char day[DATE_TEXT_SIZE];

		date_format(*(const struct date *)at, day);
		return (struct bind)TEXT(name, arena_copy(arena, day));
	}
	case FIELD_LABEL:
		return (struct bind)TEXT(name, words_word(&label_words,
						((const struct label *)at)->level));
	case FIELD_WORD:
		return (struct bind)TEXT(name, words_word(field->words, *(const unsigned *)at));
	}
	must(false, "a field of no type");
}

/* Not sealed: it names only what the page showed, and is checked like any input. */
const char *list_cursor_write(struct arena *arena, const struct field *order,
			      const void *record)
{
	struct text json = { .arena = arena };
	char id[ID_TEXT_SIZE];

	must(order != NULL && record != NULL, "a place in an order");

	id_format(record_head_const(record)->id, id);
	text_add_char(&json, '[');
	json_add_string(&json, id);
	text_add_char(&json, ',');
	json_add_field(&json, order, field_at_const(order, record));
	text_add_char(&json, ']');
	size_t room = sodium_base64_encoded_len(json.length,
						sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *out = arena_alloc(arena, room);

	return sodium_bin2base64(out, room, (const unsigned char *)json.bytes, json.length,
				 sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* The value as json_add_field wrote it, to be bound as the table stores it. */
static bool read_bound(struct arena *arena, const struct field *field, json_t *value,
		       struct bind *bind)
{
	struct instant instant;

	if (json_is_null(value))
		return true;
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_DATE:
	case FIELD_LABEL:
	case FIELD_WORD:
		*bind = (struct bind)TEXT("after_value",
					  arena_copy(arena, json_string_value(value)));
		return json_is_string(value);
	case FIELD_ID:
		bind->type = BIND_ID;
		return json_is_string(value) && id_parse(json_string_value(value), &bind->id);
	case FIELD_INSTANT:
		if (!json_is_string(value) || !instant_parse(json_string_value(value), &instant))
			return false;
		*bind = (struct bind)INTEGER("after_value", instant.us);
		return true;
	case FIELD_INTEGER:
	case FIELD_OPTIONAL_INTEGER:
	case FIELD_EXERCISE_TIME:
	case FIELD_MONEY:
		*bind = (struct bind)INTEGER("after_value", json_integer_value(value));
		return json_is_integer(value);
	case FIELD_BOOL:
		*bind = (struct bind)INTEGER("after_value", json_is_true(value));
		return json_is_boolean(value);
	case FIELD_REAL:
		bind->type = BIND_REAL;
		bind->real = json_number_value(value);
		return json_is_number(value);
	}
	must(false, "a field of no type");
}

/* NULL for what is no base64url of JSON, or longer than any value that is ordered by. */
static json_t *open_cursor(struct arena *arena, const char *cursor)
{
	struct fault ignored = { .kind = FAULT_NONE };	/* the caller says it in its own words */
	size_t length = strlen(cursor), room = length;
	unsigned char *bytes = arena_alloc(arena, room + 1);

	if (length > CURSOR_BYTES_MOST ||
	    sodium_base642bin(bytes, room, cursor, length, NULL, &length, NULL,
			      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return NULL;
	return json_parse((const char *)bytes, length, &ignored);
}

bool list_cursor_read(struct arena *arena, const struct field *order, const char *cursor,
		      struct bind binds_out[3])
{
	json_t *json = open_cursor(arena, cursor);
	const char *id_text = json_string_value(json_array_get(json, 0));
	json_t *value = json_array_get(json, 1);
	struct id id;

	must(order != NULL, "a list has an order");
	binds_out[1] = (struct bind){ .name = "after_value", .type = BIND_NULL };
	bool good = json_array_size(json) == 2 && id_text != NULL && id_parse(id_text, &id) &&
		    read_bound(arena, order, value, &binds_out[1]);

	if (good) {
		binds_out[0] = (struct bind)INTEGER("after_null", json_is_null(value));
		binds_out[2] = (struct bind)ID("after_id", id);
	}
	json_decref(json);
	return good;
}

/* An apostrophe before what a spreadsheet would take for a formula; it shows the rest as text. */
static void add_cell(struct text *out, const char *value, bool is_text)
{
	/* these begin a formula, whatever stands after them */
	bool begins_formula = is_text && *value != '\0' && strchr("=+-@\t\r", *value) != NULL;

	if (!begins_formula && strpbrk(value, ",\"\r\n;") == NULL) {
		text_add(out, value);
		return;
	}
	text_add(out, begins_formula ? "\"'" : "\"");
	for (; *value != '\0'; value++) {
		if (*value == '"')
			text_add_char(out, '"');
		text_add_char(out, *value);
	}
	text_add_char(out, '"');
}

static void add_value(struct text *out, struct arena *scratch, const struct field *field,
		      const void *at)
{
	struct text json = { .arena = scratch };

	if (field->type == FIELD_TEXT) {
		const char *value = *(const char *const *)at;

		add_cell(out, value == NULL ? "" : value, true);
		return;
	}
	json_add_field(&json, field, at);
	if (strcmp(json.bytes, "null") == 0)
		return;
	if (*json.bytes == '"')		/* days, moments, ids and words need no escape */
		text_add_bytes(out, json.bytes + 1, json.length - 2);
	else
		text_add_bytes(out, json.bytes, json.length);
}

/* The header for NULL; RFC 4180 ends lines by CR and LF. */
static void add_row(struct text *out, struct arena *scratch, const struct record_type *type,
		    const void *record)
{
	bool first = true;

	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if ((field->flags & FIELD_SECRET) != 0)
			continue;
		text_add(out, first ? "" : ",");
		first = false;
		if (record == NULL)
			text_add(out, field->name);
		else
			add_value(out, scratch, field, field_at_const(field, record));
	}
	text_add(out, "\r\n");
}

/* The memory of one row serves for all. */
void list_write_csv(struct text *out, const struct record_type *type, const struct list *list)
{
	must(list->count == 0 || list->items != NULL, "as many records as are counted");
	struct arena *scratch = arena_create();

	add_row(out, scratch, type, NULL);
	for (size_t i = 0; i < list->count; i++) {
		add_row(out, scratch, type, list->items[i]);
		arena_reset(scratch);
	}
	arena_destroy(&scratch);
}
