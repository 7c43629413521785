/* People and their posts from rows of name, rank, unit, title and days.  A person is
   known by the office's code; without one by name and unit, so that the same list may
   come again.  Two people of one name in one unit are never taken for one in silence: a
   row that adds to somebody known by the name alone says so, and one that could be of
   several is refused. */

#include <string.h>

#include "base/must.h"
#include "base/table.h"
#include "base/utf8.h"
#include "person/person_import.h"
#include "unit/unit.h"

struct columns { int full_name, rank, unit, title, valid_from, valid_to, note, code; };

/* People of one name in one unit. */
struct namesake {
	struct namesake *next;
	struct person *person;
	bool is_new;			/* of this sheet */
};

struct person_import {
	const struct import_job *job;
	struct import_result *result;
	struct columns columns;
	struct table namesakes;		/* "unit, name key": struct namesake */
	struct table codes;		/* code: struct person */
	struct table hidden_codes;	/* of persons that this import may not see */
	struct table posts;		/* "person, unit, title": struct post */
	struct table rows;		/* of posts and bare persons in the sheet */
	struct table units;		/* what the cell says: struct unit_row */
};

static const char *const name_names[] = { "full_name", "họ và tên", "họ tên", NULL };
static const char *const rank_names[] = { "rank", "cấp bậc", "cấp bậc, chức danh", NULL };
static const char *const unit_names[] = { "unit", "unit_code", "đơn vị", "mã đơn vị", NULL };
static const char *const title_names[] = { "title", "chức vụ", NULL };
static const char *const from_names[] = { "valid_from", "từ ngày", NULL };
static const char *const to_names[] = { "valid_to", "đến trước ngày", "đến ngày", NULL };
static const char *const note_names[] = { "note", "ghi chú", NULL };
static const char *const code_names[] = { "code", "mã người", "mã", NULL };

static bool refuse(struct person_import *import, size_t row, int column, enum problem_kind kind,
		   const char *argument)
{
	return import_say(import->result, import->job->sheet, row, column, IMPORT_ERROR, kind,
			  argument);
}

static bool find_columns(struct person_import *import)
{
	const struct sheet *sheet = import->job->sheet;
	struct columns *c = &import->columns;

	*c = (struct columns){
		.full_name = sheet_find_column(sheet, name_names),
		.rank = sheet_find_column(sheet, rank_names),
		.unit = sheet_find_column(sheet, unit_names),
		.title = sheet_find_column(sheet, title_names),
		.valid_from = sheet_find_column(sheet, from_names),
		.valid_to = sheet_find_column(sheet, to_names),
		.note = sheet_find_column(sheet, note_names),
		.code = sheet_find_column(sheet, code_names),
	};
	if (c->full_name < 0)
		return refuse(import, 0, -1, PROBLEM_NO_COLUMN, name_names[0]);
	return sheet->count > 1 || refuse(import, 0, -1, PROBLEM_NO_ROWS, NULL);
}

static const char *person_key(struct arena *arena, const struct person *person)
{
	char unit[ID_TEXT_SIZE];

	id_format(person->unit_id, unit);
	return arena_printf(arena, "%s %s", unit, utf8_name_key(arena, person->full_name));
}

static const char *post_key(struct arena *arena, const struct post *post)
{
	char person[ID_TEXT_SIZE], unit[ID_TEXT_SIZE];

	id_format(post->person_id, person);
	id_format(post->unit_id, unit);
	return arena_printf(arena, "%s %s %s", person, unit, utf8_name_key(arena, post->title));
}

static void know(struct person_import *import, struct person *person, bool is_new)
{
	struct arena *arena = import->result->arena;
	const char *key = person_key(arena, person);
	struct namesake *namesake = arena_new(arena, struct namesake);

	must(!id_is_none(person->head.id), "whoever is known is recorded");
	*namesake = (struct namesake){ table_find(&import->namesakes, key), person, is_new };
	table_set(&import->namesakes, key, namesake);
	if (person->code != NULL)
		table_set(&import->codes, person->code, person);
}

static bool load(struct person_import *import, struct fault *fault)
{
	struct arena *arena = import->result->arena;
	struct store *store = journal_store(import->job->journal);
	struct list persons, posts;

	import->namesakes.arena = import->codes.arena = import->posts.arena = arena;
	import->hidden_codes.arena = arena;
	import->rows.arena = import->units.arena = arena;
	if (!store_list(store, arena, &person_type,
		"SELECT id, version, label, scope_id, full_name, rank, unit_id, note,"
		"       search_key, code"
		" FROM person", NO_BINDS, &persons, fault) ||
	    !store_list(store, arena, &post_type,
		"SELECT id, version, label, scope_id, person_id, unit_id, title, valid_from,"
		"       valid_to"
		" FROM post", NO_BINDS, &posts, fault))
		return false;
	for (size_t i = 0; i < persons.count; i++) {
		struct person *person = persons.items[i];

		if (import_sees(import->job, &person_type, person))
			know(import, person, false);
		else if (person->code != NULL)	/* the office's key, which holds for all */
			table_set(&import->hidden_codes, person->code, person);
	}
	import_keep_seen(import->job, &post_type, &posts);
	for (size_t i = 0; i < posts.count; i++)
		table_set(&import->posts, post_key(arena, posts.items[i]), posts.items[i]);
	return true;
}

/* --- the unit of a row ------------------------------------------------------- */

static bool find_by_name(struct person_import *import, const char *cell, struct date day,
			 const struct unit_row **unit_out, struct fault *fault)
{
	struct store *store = journal_store(import->job->journal);
	struct list list;

	if (!unit_find_by_name(store, import->result->arena, cell, day, &list, fault))
		return false;
	import_keep_seen(import->job, &unit_row_type, &list);
	*unit_out = list.count == 1 ? list.items[0] : NULL;
	return true;
}

/* By its code or name, on the first day of the post or today; NULL if there is none. */
static bool find_unit(struct person_import *import, const char *cell, struct date day,
		      const struct unit_row **unit_out, struct fault *fault)
{
	struct arena *arena = import->result->arena;
	const char *key = arena_printf(arena, "%s %d-%d-%d", cell, day.year, day.month, day.day);
	struct store *store = journal_store(import->job->journal);
	struct fault missing = { .kind = FAULT_NONE };
	struct unit_row *row = table_find(&import->units, key);

	*unit_out = row;
	if (row != NULL)
		return true;
	row = unit_find_by_code(store, arena, cell, day, &missing);
	if (row != NULL && !import_sees(import->job, &unit_row_type, row)) {
		row = NULL;
		fault_set(&missing, FAULT_NOT_FOUND, NULL, NULL);
	}
	*unit_out = row;
	if (row == NULL && missing.kind != FAULT_NOT_FOUND)
		return fault_set(fault, missing.kind, missing.field, missing.detail);
	if (row == NULL && !find_by_name(import, cell, day, unit_out, fault))
		return false;
	if (row != NULL)
		table_set(&import->units, key, row);
	return true;
}

/* True with the unit's id, none for an empty cell; false with a message or a fault. */
static bool read_unit(struct person_import *import, size_t row, struct date day,
		      struct id *id_out, struct fault *fault)
{
	const char *cell = sheet_cell(import->job->sheet, row, import->columns.unit);
	const struct unit_row *unit;
	bool within;

	if (!date_is_known(day))
		day = instant_date(journal_now(import->job->journal), 420);
	if (cell == NULL) {
		*id_out = import->job->within;
		return true;
	}
	if (!find_unit(import, cell, day, &unit, fault))
		return false;
	if (unit == NULL)
		return refuse(import, row, import->columns.unit, PROBLEM_NO_SUCH_RECORD,
			      arena_printf(import->result->arena, BOTH("đơn vị %s", "unit %s"),
					   cell, cell));
	if (!unit_is_within(journal_store(import->job->journal), unit->head.id,
			    import->job->within, &within, fault))
		return false;
	if (!within)
		return refuse(import, row, import->columns.unit, PROBLEM_NOT_WITHIN,
			      BOTH("đơn vị được nhập", "the unit of this import"));
	*id_out = unit->head.id;
	return true;
}

/* --- rows -------------------------------------------------------------------- */

static bool read_cell(struct person_import *import, size_t row, int column,
		      const struct record_type *type, const char *field, void *at)
{
	return column < 0 || import_read_cell(import->result, import->job->sheet, row, column,
					      record_find_field(type, field), at);
}

static bool read_row(struct person_import *import, size_t row, struct person *person,
		     struct post *post, struct fault *fault)
{
	const struct columns *c = &import->columns;
	bool good = read_cell(import, row, c->full_name, &person_type, "full_name",
			      &person->full_name);

	good = read_cell(import, row, c->rank, &person_type, "rank", &person->rank) && good;
	good = read_cell(import, row, c->note, &person_type, "note", &person->note) && good;
	good = read_cell(import, row, c->code, &person_type, "code", &person->code) && good;
	good = read_cell(import, row, c->valid_from, &post_type, "valid_from",
			 &post->valid_from) && good;
	good = read_cell(import, row, c->valid_to, &post_type, "valid_to", &post->valid_to) && good;
	post->title = sheet_cell(import->job->sheet, row, c->title);
	if (post->title != NULL)
		good = read_cell(import, row, c->title, &post_type, "title", &post->title) && good;
	good = good && read_unit(import, row, post->valid_from, &person->unit_id, fault);
	if (good && post->title != NULL && id_is_none(person->unit_id))
		good = refuse(import, row, c->unit, PROBLEM_REQUIRED, NULL);
	post->unit_id = person->unit_id;
	return good;
}

/* False: a message was said, or the fault is set. */
static bool add(struct person_import *import, size_t row, const struct collection *collection,
		void *record, struct fault *fault)
{
	if (collection_add(import->job->journal, collection, record, fault))
		return true;
	import_take_problems(import->result, import->job->sheet, row, NULL, NULL, fault);
	return false;
}

static bool change(struct person_import *import, size_t row,
		   const struct collection *collection, void *record, struct fault *fault)
{
	must(record_head_const(record)->version > 0, "only what is recorded is changed");
	if (collection_change(import->job->journal, collection, record, fault))
		return true;
	import_take_problems(import->result, import->job->sheet, row, NULL, NULL, fault);
	return false;
}

/* What is recorded stays and a difference is said; what was not known is learned. */
static bool learn_person(struct person_import *import, size_t row, const struct person *read,
			 struct person *person, bool *has_learned_out, struct fault *fault)
{
	if (read->rank != NULL && person->rank != NULL && strcmp(read->rank, person->rank) != 0)
		import_say(import->result, import->job->sheet, row, import->columns.rank,
			   IMPORT_WARNING, PROBLEM_DIFFERS, person->rank);
	bool is_rank_new = read->rank != NULL && person->rank == NULL;
	bool is_note_new = read->note != NULL && person->note == NULL;

	*has_learned_out = is_rank_new || is_note_new;
	if (is_rank_new)
		person->rank = read->rank;
	if (is_note_new)
		person->note = read->note;
	return !*has_learned_out || change(import, row, &person_collection, person, fault);
}

static bool warn(struct person_import *import, size_t row, int column, enum problem_kind kind,
		 const char *argument)
{
	return import_say(import->result, import->job->sheet, row, column, IMPORT_WARNING, kind,
			  argument);
}

/* Whose post this is already; NULL if nobody's of that name. */
static struct person *find_by_post(struct person_import *import, struct namesake *first,
				   const struct post *post)
{
	for (struct namesake *n = first; n != NULL && post->title != NULL; n = n->next) {
		struct post held = *post;

		held.person_id = n->person->head.id;
		if (table_find(&import->posts, post_key(import->result->arena, &held)) != NULL)
			return n->person;
	}
	return NULL;
}

/* The one person of that name and unit, NULL if there is none yet; false with a message
   if it could be several. */
static bool find_by_person_name(struct person_import *import, size_t row,
				const struct person *read, const struct post *post,
				struct person **person_out)
{
	struct namesake *first = table_find(&import->namesakes,
					    person_key(import->result->arena, read));

	*person_out = find_by_post(import, first, post);
	if (*person_out != NULL || first == NULL)
		return true;
	if (first->next != NULL)
		return refuse(import, row, import->columns.full_name, PROBLEM_AMBIGUOUS,
			      read->full_name);
	*person_out = first->person;
	if (post->title != NULL || first->is_new)
		warn(import, row, import->columns.full_name, PROBLEM_SAME_PERSON,
		     first->person->full_name);
	return true;
}

/* Who bears the code; a new code beside somebody known by the name alone is told. */
static struct person *find_by_person_code(struct person_import *import, size_t row,
					  const struct person *read)
{
	struct person *person = table_find(&import->codes, read->code);
	struct arena *arena = import->result->arena;

	if (person == NULL) {
		for (const struct namesake *n = table_find(&import->namesakes,
							   person_key(arena, read));
		     n != NULL; n = n->next)
			if (n->person->code == NULL)
				warn(import, row, import->columns.code, PROBLEM_OTHER_PERSON,
				     n->person->full_name);
	} else if (strcmp(utf8_name_key(arena, person->full_name),
			  utf8_name_key(arena, read->full_name)) != 0) {
		warn(import, row, import->columns.full_name, PROBLEM_DIFFERS, person->full_name);
	}
	return person;
}

/* The recorded person whom the row means, or a new one. */
static struct person *keep_person(struct person_import *import, size_t row,
				  const struct person *read, const struct post *post,
				  bool *is_new_out, bool *has_learned_out,
				  struct fault *fault)
{
	struct person *person = NULL;

	if (read->code != NULL && table_find(&import->hidden_codes, read->code) != NULL) {
		refuse(import, row, import->columns.code, PROBLEM_NOT_UNIQUE, read->code);
		return NULL;
	}
	if (read->code != NULL)
		person = find_by_person_code(import, row, read);
	else if (!find_by_person_name(import, row, read, post, &person))
		return NULL;
	*is_new_out = person == NULL;
	*has_learned_out = false;
	if (person != NULL)
		return learn_person(import, row, read, person, has_learned_out, fault) ?
		       person : NULL;
	person = arena_new(import->result->arena, struct person);
	*person = *read;
	if (!add(import, row, &person_collection, person, fault))
		return NULL;
	know(import, person, true);
	return person;
}

/* Days of a recorded post that were not known. */
static bool learn_post(struct person_import *import, size_t row, const struct post *read,
		       struct post *post, bool *has_learned_out, struct fault *fault)
{
	bool is_start_new = date_is_known(read->valid_from) && !date_is_known(post->valid_from);
	bool is_end_new = date_is_known(read->valid_to) && !date_is_known(post->valid_to);

	*has_learned_out = is_start_new || is_end_new;
	if (is_start_new)
		post->valid_from = read->valid_from;
	if (is_end_new)
		post->valid_to = read->valid_to;
	return !*has_learned_out || change(import, row, &post_collection, post, fault);
}

/* A post once in the sheet. */
static bool keep_post(struct person_import *import, size_t row, const struct post *read,
		      bool *is_new_out, struct fault *fault)
{
	struct arena *arena = import->result->arena;
	const char *key = post_key(arena, read);
	const size_t *twin = table_find(&import->rows, key);

	*is_new_out = false;
	if (twin != NULL)
		return refuse(import, row, import->columns.title, PROBLEM_REPEATED_ROW,
			      arena_printf(arena, "%zu", import->job->sheet->rows[*twin].number));
	size_t *seen = arena_new(arena, size_t);

	*seen = row;
	table_set(&import->rows, key, seen);
	struct post *known = table_find(&import->posts, key);

	if (known != NULL)
		return learn_post(import, row, read, known, is_new_out, fault);
	struct post *post = arena_new(arena, struct post);

	*post = *read;
	*is_new_out = true;
	if (!add(import, row, &post_collection, post, fault))
		return false;
	table_set(&import->posts, key, post);
	return true;
}

/* False only for a fault of the machine. */
static bool take_row(struct person_import *import, size_t row, struct fault *fault)
{
	struct person read = { .head.label = person_type.first_label };
	struct post post = { .head.label = post_type.first_label };
	bool new_person = false, learned = false, new_post = false;

	if (!read_row(import, row, &read, &post, fault))
		return fault->kind == FAULT_NONE;
	const struct person *person = keep_person(import, row, &read, &post, &new_person,
						  &learned, fault);

	if (person == NULL)
		return fault->kind == FAULT_NONE;
	post.person_id = person->head.id;
	if (post.title != NULL && !keep_post(import, row, &post, &new_post, fault))
		return fault->kind == FAULT_NONE;
	import->result->added += new_person;
	import->result->changed += !new_person && (learned || new_post);
	import->result->unchanged += !new_person && !learned && !new_post;
	return true;
}

static bool run(const struct import_job *job, struct fault *fault)
{
	struct person_import import = { .job = job, .result = job->result };

	if (!find_columns(&import))
		return true;
	if (!load(&import, fault))
		return false;
	job->result->rows = job->sheet->count - 1;
	for (size_t row = 1; row < job->sheet->count; row++)
		if (!take_row(&import, row, fault))
			return false;
	return true;
}

const struct importer person_importer = {
	.kind = "persons", .needs = RIGHT_PERSON_WRITE, .run = run,
	.vi = "Người: họ và tên, cấp bậc, đơn vị (mã hoặc tên), chức vụ, từ ngày, đến trước ngày, "
	      "mã người (phân biệt người trùng tên).",
	.en = "People: full_name, rank, unit (code or name), title, valid_from, valid_to, "
	      "code (tells people of one name apart).",
};
