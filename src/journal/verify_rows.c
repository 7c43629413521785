/* Verification of the tables: every row is what its newest entry says. */

#include "base/must.h"
#include "journal/history.h"
#include "journal/verify_private.h"

/* The two sides of the comparison, both in the order of ids. */
struct sides {
	const struct record_type *type;
	struct rows *entries, *rows;
	bool has_entry, has_row;
	struct entry entry;	/* the newest about its record */
	void *record;
	struct arena *arena;	/* of the record */
};

/* Of each record the newest entry. */
static void next_entry(struct sides *s)
{
	s->has_entry = rows_next(s->entries);
	if (s->has_entry && !entry_read(s->entries, &s->entry))
		s->entry.record_id = ID_NONE;	/* malformed: equal to no row */
}

static void next_row(struct sides *s)
{
	arena_reset(s->arena);
	s->has_row = rows_next(s->rows);
	s->record = s->has_row ? rows_record(s->rows, s->arena, s->type) : NULL;
}

/* Which field differs from what the journal's values say? */
static const char *find_field(struct verification *v, const struct sides *s)
{
	struct fault ignored = { .kind = FAULT_NONE };
	const void *was = history_record_at(v->store, v->scratch, s->type, s->entry.record_id,
					    s->entry.sequence, &ignored);

	for (size_t i = 0; was != NULL && i < s->type->field_count; i++) {
		const struct field *field = &s->type->fields[i];

		if ((field->flags & FIELD_SECRET) == 0 &&
		    !field_equal(field, field_at_const(field, was),
				 field_at_const(field, s->record)))
			return field->name;
	}
	return NULL;
}

/* A row that no entry speaks of. */
static bool bad_row(struct verification *v, const struct sides *s)
{
	char id[ID_TEXT_SIZE];

	must(s->has_row, "a row is needed");
	id_format(record_head_const(s->record)->id, id);
	v->result->record_type = s->type->name;
	v->result->record_id = arena_copy(v->arena, id);
	return verify_bad(v, VERIFY_RECORD_STRAY);
}

static bool check_row(struct verification *v, struct sides *s)
{
	enum journal_kind kind;
	struct salt salt;

	must(s->has_entry && s->has_row, "both sides are needed");
	if (!entry_kind(&s->entry, &kind) || kind == JOURNAL_REMOVE)
		return verify_bad_entry(v, &s->entry, NULL, VERIFY_RECORD_NOT_REMOVED);
	if (!entry_row_salt(&s->entry, &salt) ||
	    !hash_equal(value_hash_row(v->scratch, salt, s->type, s->record),
			s->entry.after_hash))
		return verify_bad_entry(v, &s->entry, find_field(v, s),
					VERIFY_RECORD_CHANGED);
	v->result->rows++;
	arena_reset(v->scratch);
	return true;
}

/* No row: good only where the last entry removed it. */
static bool check_missing(struct verification *v, const struct sides *s)
{
	enum journal_kind kind;

	return (entry_kind(&s->entry, &kind) && kind == JOURNAL_REMOVE) ||
	       verify_bad_entry(v, &s->entry, NULL, VERIFY_RECORD_MISSING);
}

static bool compare_sides(struct verification *v, struct sides *s)
{
	bool good = true;

	next_entry(s);
	next_row(s);
	while (good && (s->has_entry || s->has_row)) {
		int order = !s->has_entry ? 1 : !s->has_row ? -1 :
			    id_compare(s->entry.record_id, record_head_const(s->record)->id);

		if (order > 0)
			good = bad_row(v, s);
		else if (order < 0)
			good = check_missing(v, s);
		else
			good = check_row(v, s);
		if (good && order <= 0)
			next_entry(s);
		if (good && order >= 0)
			next_row(s);
	}
	return good;
}

static bool verify_type(struct verification *v, const struct record_type *type)
{
	static const char newest[] =
		"SELECT " ENTRY_COLUMNS "\n"
		"FROM (\n"
		"	SELECT max(sequence) AS sequence\n"
		"	FROM journal\n"
		"	WHERE record_type = :record_type\n"
		"	AND kind <> 'access'\n"
		"	GROUP BY record_id) n\n"
		"JOIN journal j ON j.sequence = n.sequence\n"
		"LEFT JOIN journal_value v ON v.sequence = j.sequence\n"
		"ORDER BY j.record_id";
	struct fault ignored = { .kind = FAULT_NONE }, rows_fault = ignored;
	struct sides s = { .type = type, .arena = arena_create() };

	s.entries = store_rows(v->store, newest, BINDS(TEXT("record_type", type->name)), v->fault);
	s.rows = store_rows(v->store, select_all(s.arena, type), NO_BINDS, v->fault);
	bool good = s.entries != NULL && s.rows != NULL && compare_sides(v, &s);
	/* the rows first: the store tells of an unreadable one at the next end */
	bool rows_are_whole = rows_end(&s.rows, &rows_fault);
	bool entries_end = rows_end(&s.entries, good ? v->fault : &ignored);

	arena_destroy(&s.arena);
	if (!good || !entries_end)
		return false;
	if (rows_are_whole)
		return true;
	if (rows_fault.kind == FAULT_TAMPERED) {
		v->result->record_type = type->name;
		return verify_bad(v, VERIFY_ROW_MALFORMED);
	}
	*v->fault = rows_fault;
	return false;
}

bool verify_rows(struct verification *v)
{
	for (const struct record_type *const *type = journal_types(); *type != NULL; type++)
		if (!verify_type(v, *type))
			return false;
	return true;
}
