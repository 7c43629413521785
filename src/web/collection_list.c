#include "web/collection_list.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "base/utf8.h"

/* What one request asks for. */
struct question {
	const struct record_type *type;
	void *sample;			/* the values of the filters */
	const bool *given;		/* by field: is there a filter? */
	const char *pattern;		/* of LIKE on the search key, or NULL */
	const char *letters;		/* the same without spaces, or NULL */
	const struct field *order;
	bool falling;
	int64_t limit;
	bool has_cursor;
	struct bind cursor[3];
};

/* A secret can neither be ordered by nor filtered: that would tell it bit by bit. */
static bool is_listed(const struct field *field)
{
	return (field->flags & FIELD_SECRET) == 0;
}

/* ---- the text of the query: names from the table of fields only ---- */

/* May the column hold NULL? */
static bool may_be_null(const struct field *field)
{
	switch (field->type) {
	case FIELD_OPTIONAL_INTEGER:
	case FIELD_EXERCISE_TIME:
	case FIELD_MONEY:
	case FIELD_TEXT:
	case FIELD_ID:
	case FIELD_INSTANT:
	case FIELD_DATE:
	case FIELD_WORD:
		return (field->flags & FIELD_REQUIRED) == 0 && strcmp(field->name, "id") != 0;
	case FIELD_INTEGER:
	case FIELD_REAL:
	case FIELD_BOOL:
	case FIELD_LABEL:
		return false;
	}
	must(false, "a field of no type");
}

static void add_texts(struct text *sql, const struct record_type *type, unsigned flags)
{
	const char *between = "";

	for (size_t i = 0; i < type->field_count; i++) {
		const struct field *field = &type->fields[i];

		if (field->type != FIELD_TEXT || !is_listed(field) ||
		    (field->flags & flags) != flags)
			continue;
		text_add_format(sql, "%sCOALESCE(%s, '')", between, field->name);
		between = " || ' ' || ";
	}
	if (*between == '\0')
		text_add(sql, "''");
}

/* The key that is kept, else that of the searched fields, else of all texts. */
static void add_search(struct text *sql, const struct record_type *type)
{
	bool has_searched = false;

	for (size_t i = 0; i < type->field_count; i++)
		has_searched = has_searched || (type->fields[i].flags & FIELD_SEARCHED) != 0;
	if (record_find_field(type, "search_key") != NULL) {
		text_add(sql, "\nAND (search_key LIKE :search_pattern ESCAPE '\\'"
			      "\n     OR REPLACE(search_key, ' ', '')"
			      " LIKE :letters_pattern ESCAPE '\\')");
		return;
	}
	text_add(sql, "\nAND search_key(");
	add_texts(sql, type, has_searched ? FIELD_SEARCHED : 0);
	text_add(sql, ") LIKE :search_pattern ESCAPE '\\'");
}

/* After the last row of the page before; what is not known comes last. */
static void add_after(struct text *sql, const struct question *q)
{
	const char *name = q->order->name, *sign = q->falling ? "<" : ">";

	text_add(sql, "\nAND (");
	if (may_be_null(q->order))
		text_add_format(sql, "(%s IS NULL) > :after_null"
				" OR (%s IS NULL) = :after_null AND (", name, name);
	text_add_format(sql, "%s %s :after_value OR %s IS :after_value AND id %s :after_id)",
			name, sign, name, sign);
	if (may_be_null(q->order))
		text_add(sql, ")");
}

static void add_order(struct text *sql, const struct question *q)
{
	const char *way = q->falling ? " DESC" : "";

	text_add(sql, "\nORDER BY ");
	if (may_be_null(q->order))
		text_add_format(sql, "%s IS NULL, ", q->order->name);
	if (strcmp(q->order->name, "id") != 0)
		text_add_format(sql, "%s%s, ", q->order->name, way);
	text_add_format(sql, "id%s\nLIMIT :page_limit", way);
}

static const char *write_sql(struct arena *arena, const struct question *q)
{
	struct text sql = { .arena = arena };

	text_add_format(&sql, "SELECT %s\nFROM visible_%s\nWHERE 1 = 1",
			record_store_columns(q->type), q->type->name);
	for (size_t i = 0; i < q->type->field_count; i++)
		if (q->given[i])
			text_add_format(&sql, "\nAND %s = :%s", q->type->fields[i].name,
					q->type->fields[i].name);
	if (q->pattern != NULL)
		add_search(&sql, q->type);
	if (q->has_cursor)
		add_after(&sql, q);
	add_order(&sql, q);
	return text_string(&sql);
}

/* ---- what the request says ---- */

static bool read_filter(struct request *request, const struct field *field, void *sample,
			bool *given)
{
	const char *value = request_query(request, field->name);

	if (value == NULL || *value == '\0')
		return request->fault.kind == FAULT_NONE;
	*given = true;
	if (field->type != FIELD_BOOL)
		return field_read_cell(request->arena, field, value,
				       arena_printf(request->arena, "/%s", field->name),
				       field_at(field, sample), &request->fault);
	*(bool *)field_at(field, sample) = strcmp(value, "true") == 0;
	return strcmp(value, "true") == 0 || strcmp(value, "false") == 0 ||
	       fault_add_problem(&request->fault, request->arena,
				 arena_printf(request->arena, "/%s", field->name),
				 PROBLEM_NOT_BOOLEAN, NULL);
}

/* A filter that nobody knows would answer with everything: it is refused. */
static bool check_names(struct request *request, const struct record_type *type)
{
	static const char *const known[] = { "q", "sort", "after", "limit" };
	const char *name;

	for (size_t n = 0; (name = request_query_name(request, n), name != NULL); n++) {
		const struct field *field = record_find_field(type, name);
		bool is_known = *name == '\0' || (field != NULL && is_listed(field));

		for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			is_known = is_known || strcmp(known[i], name) == 0;
		if (!is_known)
			return fault_set(&request->fault, FAULT_BAD_REQUEST, name, NULL);
	}
	return true;
}

static bool read_filters(struct request *request, struct question *q)
{
	bool *given = arena_array(request->arena, bool, q->type->field_count);
	bool good = true;

	q->sample = arena_alloc(request->arena, q->type->size);
	q->given = given;
	for (size_t i = 0; i < q->type->field_count; i++)
		if (is_listed(&q->type->fields[i]))
			good = read_filter(request, &q->type->fields[i], q->sample, &given[i]) &&
			       good;
	return good;
}

/* Contains the words, accents and case aside; the signs of LIKE mean themselves. */
static const char *write_pattern(struct arena *arena, const char *key)
{
	struct text pattern = { .arena = arena };

	if (key == NULL)
		return NULL;
	text_add_char(&pattern, '%');
	for (const char *at = key; *at != '\0'; at++) {
		if (*at == '%' || *at == '_' || *at == '\\')
			text_add_char(&pattern, '\\');
		text_add_char(&pattern, *at);
	}
	text_add_char(&pattern, '%');
	return text_string(&pattern);
}

/* Names are ordered by their key: bytes would put every Đ behind the Z. */
static const struct field *order_by(const struct record_type *type, const struct field *field)
{
	const struct field *key = record_find_field(type, "search_key");

	if (key == NULL || field->type != FIELD_TEXT || (field->flags & FIELD_SEARCHED) == 0)
		return field;
	for (size_t i = 0; i < type->field_count; i++)
		if ((type->fields[i].flags & FIELD_SEARCHED) != 0)
			return &type->fields[i] == field ? key : field;
	return field;
}

/* "-name" is falling; only names of the table of fields get into the SQL. */
static bool read_order(struct request *request, const struct collection *collection,
		       struct question *q)
{
	const char *name = request_query(request, "sort");

	if (name == NULL || *name == '\0')
		name = collection->order != NULL ? collection->order : "id";
	q->falling = *name == '-';
	const struct field *field = record_find_field(q->type, name + q->falling);

	if (request->fault.kind != FAULT_NONE)
		return false;
	if (field == NULL || !is_listed(field))
		return fault_set(&request->fault, FAULT_BAD_REQUEST, "sort", NULL);
	q->order = order_by(q->type, field);
	return true;
}

/* A limit that is no number is refused: taken for the usual one it would surprise. */
static bool read_page(struct request *request, struct question *q)
{
	const char *limit = request_query(request, "limit");
	const char *after = request_query(request, "after");
	char *end;

	q->limit = LIST_LIMIT_USUAL;
	if (request->fault.kind != FAULT_NONE)
		return false;
	if (limit != NULL && *limit != '\0') {
		errno = 0;
		q->limit = strtoll(limit, &end, 10);
		if (errno != 0 || *end != '\0' || q->limit < 1 || q->limit > LIST_LIMIT_MOST)
			return fault_set(&request->fault, FAULT_BAD_REQUEST, "limit",
					 LIST_LIMIT_SAID);
	}
	q->has_cursor = after != NULL && *after != '\0';
	return !q->has_cursor ||
	       list_cursor_read(request->arena, q->order, after, q->cursor) ||
	       fault_set(&request->fault, FAULT_BAD_REQUEST, "after", NULL);
}

static const struct bind *bind_question(struct arena *arena, const struct question *q)
{
	struct bind *binds = arena_array(arena, struct bind, q->type->field_count + 7);
	struct bind *next = binds;

	for (size_t i = 0; i < q->type->field_count; i++) {
		const struct field *field = &q->type->fields[i];

		if (q->given[i])
			*next++ = list_bind(arena, field, field_at_const(field, q->sample),
					    field->name);
	}
	*next++ = (struct bind)TEXT("search_pattern", q->pattern);
	*next++ = (struct bind)TEXT("letters_pattern", q->letters);
	for (size_t i = 0; q->has_cursor && i < 3; i++)
		*next++ = q->cursor[i];
	*next = (struct bind)INTEGER("page_limit", q->limit + 1);
	return binds;
}

/* ---- the answers ---- */

static void reply_page(struct request *request, const struct question *q, struct list *list)
{
	const char *next = NULL;

	if ((int64_t)list->count > q->limit) {
		list->count = (size_t)q->limit;
		next = list_cursor_write(request->arena, q->order, list->items[list->count - 1]);
	}
	request_reply_list(request, q->type, list, next);
}

static void reply_csv(struct request *request, const struct question *q, const struct list *list)
{
	list_write_csv(&request->reply, q->type, list);
	request->reply_type = "text/csv; charset=utf-8; header=present";
	request->file_name = arena_printf(request->arena, "%s.csv", q->type->plural);
}

/* A CSV file has all rows, or is refused: part of a list must not look like the whole. */
void collection_list(struct request *request, const struct collection *collection)
{
	struct question q = { .type = collection->type };
	const char *accepted = request->accept;
	bool as_csv = accepted != NULL && strstr(accepted, "text/csv") != NULL;
	const char *wanted = request_query(request, "q");
	struct list list;

	if (!check_names(request, q.type) || !read_filters(request, &q) ||
	    !read_order(request, collection, &q) || !read_page(request, &q))
		return;
	must(q.order != NULL, "every list has an order");
	if (wanted != NULL && *wanted != '\0') {
		q.pattern = write_pattern(request->arena, utf8_search_key(request->arena, wanted));
		q.letters = write_pattern(request->arena,
					  utf8_wanted_letters(request->arena, wanted));
	}
	if (as_csv) {
		q.limit = LIST_CSV_MOST;
		q.has_cursor = false;
	}
	if (!store_list(request->store, request->arena, q.type, write_sql(request->arena, &q),
			bind_question(request->arena, &q), &list, &request->fault))
		return;
	if (!as_csv)
		reply_page(request, &q, &list);
	else if ((int64_t)list.count > LIST_CSV_MOST)
		fault_set(&request->fault, FAULT_TOO_LARGE, NULL, NULL);
	else
		reply_csv(request, &q, &list);
}
