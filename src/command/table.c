#include "command/table.h"

#include <string.h>

#include "base/json.h"
#include "base/must.h"
#include "base/utf8.h"
#include "journal/journal.h"
#include "store/record_store.h"

#define COLUMNS_MOST 16
#define GAP 2

/* A cell is one line, whatever the text holds. */
static const char *one_line(struct arena *arena, const char *text)
{
	char *line = (char *)(uintptr_t)arena_copy(arena, text);

	for (char *at = line; *at != '\0'; at++)
		if ((unsigned char)*at < ' ')
			*at = ' ';
	return line;
}

const char *table_cell(struct arena *arena, const struct field *field, const void *record,
		       enum language language)
{
	const void *at = field_at_const(field, record);
	struct text out = { .arena = arena };

	if (field_is_empty(field, at) && field->type != FIELD_BOOL && field->type != FIELD_INTEGER)
		return "";
	if (field->type == FIELD_TEXT)
		return one_line(arena, *(const char *const *)at);
	if (field->type == FIELD_WORD)
		return words_text(field->words, *(const unsigned *)at, language);
	if (field->type == FIELD_BOOL && language == LANGUAGE_VI)
		return *(const bool *)at ? "có" : "không";
	if (field->type == FIELD_LABEL)
		return words_text(&label_words, ((const struct label *)at)->level, language);
	json_add_field(&out, field, at);
	if (out.bytes[0] != '"')
		return out.bytes;
	return arena_copy_bytes(arena, out.bytes + 1, out.length - 2);
}

static const char *heading(const struct field *field, enum language language)
{
	must(field->vi != NULL && field->en != NULL, "a column has a name in both languages");
	return language == LANGUAGE_EN ? field->en : field->vi;
}

struct columns {
	const struct field *fields[COLUMNS_MOST];
	size_t widths[COLUMNS_MOST], count;
};

static struct columns find_columns(const struct record_type *type, const char *const *names)
{
	struct columns columns = { .count = 0 };

	for (; *names != NULL; names++) {
		must(columns.count < COLUMNS_MOST, "a table has few columns");
		columns.fields[columns.count] = record_find_field(type, *names);
		must(columns.fields[columns.count++] != NULL, "a column is a field");
	}
	return columns;
}

static void widen(struct columns *columns, size_t i, const char *text)
{
	must(i < columns->count, "a column of the table");
	size_t width = utf8_count(text);

	if (width > columns->widths[i])
		columns->widths[i] = width;
}

static void add_padded(struct text *out, const struct columns *columns, size_t i,
		       const char *text)
{
	must(utf8_count(text) <= columns->widths[i], "a column is as wide as its widest cell");
	text_add(out, text);
	if (i + 1 == columns->count)
		return;
	for (size_t width = utf8_count(text); width < columns->widths[i] + GAP; width++)
		text_add_char(out, ' ');
}

static void write_aligned(struct text *out, const struct command_line *line,
			  const struct list *list, struct columns *columns)
{
	enum language language = line->language;

	for (size_t i = 0; i < columns->count; i++)
		widen(columns, i, heading(columns->fields[i], language));
	for (size_t row = 0; row < list->count; row++)
		for (size_t i = 0; i < columns->count; i++)
			widen(columns, i, table_cell(line->arena, columns->fields[i],
						     list->items[row], language));
	for (size_t i = 0; i < columns->count; i++)
		add_padded(out, columns, i, heading(columns->fields[i], language));
	text_add_char(out, '\n');
	for (size_t row = 0; row < list->count; row++) {
		for (size_t i = 0; i < columns->count; i++)
			add_padded(out, columns, i, table_cell(line->arena, columns->fields[i],
							       list->items[row], language));
		text_add_char(out, '\n');
	}
}

/* Codes instead of what people read: scripts compare them. */
static const char *plain_cell(struct arena *arena, const struct field *field,
			      const void *record)
{
	const void *at = field_at_const(field, record);
	const char *word = NULL;

	if (field->type == FIELD_WORD)
		word = words_word(field->words, *(const unsigned *)at);
	else if (field->type == FIELD_LABEL)
		word = words_word(&label_words, ((const struct label *)at)->level);
	else
		return table_cell(arena, field, record, LANGUAGE_EN);
	return word == NULL ? "" : word;
}

static void write_plain(struct text *out, const struct list *list,
			const struct columns *columns)
{
	for (size_t row = 0; row < list->count; row++)
		for (size_t i = 0; i < columns->count; i++)
			text_add_format(out, "%s%c", plain_cell(out->arena, columns->fields[i],
								list->items[row]),
					i + 1 == columns->count ? '\n' : '\t');
}

static void write_json(struct text *out, const struct record_type *type,
		       const struct list *list)
{
	text_add_char(out, '[');
	for (size_t row = 0; row < list->count; row++) {
		text_add(out, row == 0 ? "\n" : ",\n");
		json_add_record(out, type, list->items[row]);
	}
	text_add(out, list->count == 0 ? "]\n" : "\n]\n");
}

void table_print(const struct command_line *line, const struct record_type *type,
		 const struct list *list, const char *const *names)
{
	struct text out = { .arena = line->arena };
	struct columns columns = find_columns(type, names);

	must(columns.count > 0, "a table has columns");

	if (command_flag(line, "json"))
		write_json(&out, type, list);
	else if (command_flag(line, "plain"))
		write_plain(&out, list, &columns);
	else
		write_aligned(&out, line, list, &columns);
	command_print(&out);
}

/* --- one record ---------------------------------------------------------------- */

/* What people call a record, the best first; the code follows in brackets. */
static const char *const name_fields[] = {
	"name", "full_name", "theme", "title", "statement", "display_name", "login", "code",
};

static const char *text_of(const struct record_type *type, const void *record,
			   const char *name)
{
	const struct field *field = record_find_field(type, name);

	return field == NULL || field->type != FIELD_TEXT ? NULL :
	       *(const char *const *)field_at_const(field, record);
}

const char *table_record_name(struct arena *arena, const struct record_type *type,
			      const void *record, enum language language)
{
	const char *code = text_of(type, record, "code"), *name = NULL;

	for (size_t i = 0; i < sizeof(name_fields) / sizeof(name_fields[0]) && name == NULL; i++)
		name = text_of(type, record, name_fields[i]);
	if (name == NULL)
		return language == LANGUAGE_EN ? type->en : type->vi;
	return one_line(arena, code == NULL || code == name ? name :
			arena_printf(arena, "%s (%s)", name, code));
}

/* The record that an id names, as people call it; "" where no such record is in sight. */
static const char *referred_name(const struct command_line *line, struct store *store,
				 const struct field *field, const void *record)
{
	const struct record_type *type = field->refers_to == NULL ? NULL :
					 journal_find_type(field->refers_to);
	struct fault missing = { .kind = FAULT_NONE };
	const struct id *id = field_at_const(field, record);
	const void *referred = type == NULL || id_is_none(*id) ? NULL :
		record_store_find(store, line->arena, type, *id, &missing);

	return referred == NULL ? "" :
	       table_record_name(line->arena, type, referred, line->language);
}

/* Is the name of what this id names a field of the record itself (parent_id, parent_name)? */
static bool is_named_beside(const struct record_type *type, const struct field *field)
{
	const char *end = strstr(field->name, "_id");
	size_t stem = end == NULL ? 0 : (size_t)(end - field->name);

	if (stem == 0 || strcmp(end, "_id") != 0)	/* closed_by and the like */
		return false;
	for (size_t i = 0; i < type->field_count; i++) {
		const char *name = type->fields[i].name;

		if (strncmp(name, field->name, stem) == 0 && strcmp(name + stem, "_name") == 0)
			return true;
	}
	return false;
}

/* Numbers of the program's own are for programs, and they read JSON. */
static bool is_for_people(const struct record_type *type, const struct field *field)
{
	static const char *const own[] = { "id", "version", "label", "scope_id", "search_key" };

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (strcmp(field->name, own[i]) == 0)
			return false;
	return (field->flags & FIELD_SECRET) == 0 &&
	       (field->type != FIELD_ID || !is_named_beside(type, field));
}

static void add_line(struct text *out, const struct command_line *line,
		     const struct field *field, const char *cell)
{
	bool is_plain = command_flag(line, "plain");

	if (cell[0] != '\0')
		text_add_format(out, is_plain ? "%s\t%s\n" : "%s: %s\n",
				is_plain ? field->name : heading(field, line->language), cell);
}

static void write_for_people(struct text *out, const struct command_line *line,
			     struct store *store, const struct record_type *type,
			     const void *record)
{
	const struct record_head *head = record_head_const(record);

	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (is_for_people(type, field))
			add_line(out, line, field, field->type == FIELD_ID ?
				 referred_name(line, store, field, record) :
				 table_cell(line->arena, field, record, line->language));
	}
	if (head->label.level != LABEL_NONE)
		add_line(out, line, record_find_field(type, "label"),
			 table_cell(line->arena, record_find_field(type, "label"), record,
				    line->language));
}

void table_print_one(const struct command_line *line, struct store *store,
		     const struct record_type *type, const void *record)
{
	must(record != NULL && store != NULL, "a record to be shown, and where it stands");
	struct text out = { .arena = line->arena };

	if (command_flag(line, "json")) {
		json_add_record(&out, type, record);
		text_add_char(&out, '\n');
	} else {
		write_for_people(&out, line, store, type, record);
	}
	command_print(&out);
}
