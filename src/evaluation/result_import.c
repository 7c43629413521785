/* Results of a programme from rows of unit, year or day, kind, theme, grade, score and
   source.  A row is one exercise that was held and, if it bears a grade, one result: with
   a source it is confirmed at once (unless the office asks for two persons), without one
   it is provisional.  The same rows again change nothing: an exercise is known by unit,
   year and kind within its programme. */

#include <string.h>

#include "access/access.h"
#include "base/id_table.h"
#include "base/must.h"
#include "base/table.h"
#include "base/utf8.h"
#include "evaluation/result_cells.h"
#include "store/record_store.h"

struct result_import {
	const struct import_job *job;
	struct import_result *result;
	struct arena *arena;
	struct store *store;
	struct result_columns columns;
	const struct programme *programme;
	struct list kinds, levels;	/* every kind; levels of the newest scales first */
	struct id_table scales;		/* struct grade_scale */
	struct id_table units;		/* of the programme: struct programme_unit */
	struct table seen;		/* unit, year, kind → the row that named them */
	bool two_persons;
};

static bool say(struct result_import *import, const struct result_row *row, int column,
		enum problem_kind kind, const char *argument)
{
	return import_say(import->result, import->job->sheet, row->row, column, IMPORT_ERROR, kind,
			  argument);
}

static void warn(struct result_import *import, const struct result_row *row, int column,
		 enum problem_kind kind, const char *argument)
{
	import_say(import->result, import->job->sheet, row->row, column, IMPORT_WARNING, kind,
		   argument);
}

static const char *cell(const struct result_import *import, const struct result_row *row,
			int column)
{
	return sheet_cell(import->job->sheet, row->row, column);
}

/* --- what the database knows ------------------------------------------------------- */

static bool load_scales(struct result_import *import, struct fault *fault)
{
	struct list scales;
	const char *sql = arena_printf(import->arena, "SELECT %s FROM visible_grade_scale",
				       record_store_columns(&grade_scale_type));

	if (!store_list(import->store, import->arena, &grade_scale_type, sql, NO_BINDS, &scales,
			fault))
		return false;
	for (size_t i = 0; i < scales.count; i++) {
		struct grade_scale *scale = scales.items[i];

		id_table_set(&import->scales, scale->head.id, scale);
	}
	return true;
}

static bool load_words(struct result_import *import, struct fault *fault)
{
	return load_scales(import, fault) &&
	       store_list(import->store, import->arena, &exercise_kind_type,
			"SELECT id, version, label, scope_id, code, name, name_en, valid_from,"
			"       valid_to, note"
			" FROM visible_exercise_kind"
			" ORDER BY COALESCE(valid_from, '0001-01-01') DESC, code", NO_BINDS,
			&import->kinds, fault) &&
	       store_list(import->store, import->arena, &grade_level_type,
			"SELECT l.id AS id, l.version AS version, l.label AS label,"
			"       l.scope_id AS scope_id, l.scale_id AS scale_id, l.rank AS rank,"
			"       l.code AS code, l.name AS name, l.name_en AS name_en,"
			"       l.least_score AS least_score, l.passed AS passed"
			" FROM visible_grade_level l"
			" JOIN visible_grade_scale s ON s.id = l.scale_id"
			" ORDER BY COALESCE(s.valid_from, '0001-01-01') DESC, s.scale_version DESC,"
			"          s.code, l.rank", NO_BINDS, &import->levels, fault);
}

static bool load_lists(struct result_import *import, struct fault *fault)
{
	struct list units;

	if (!load_words(import, fault) ||
	    !store_list(import->store, import->arena, &programme_unit_type,
			"SELECT id, version, label, scope_id, programme_id, unit_id, pilot, note"
			" FROM visible_programme_unit"
			" WHERE programme_id = :programme",
			BINDS(ID("programme", import->programme->head.id)), &units, fault))
		return false;
	import_keep_seen(import->job, &exercise_kind_type, &import->kinds);
	import_keep_seen(import->job, &grade_level_type, &import->levels);
	import_keep_seen(import->job, &programme_unit_type, &units);
	import->units.arena = import->arena;
	for (size_t i = 0; i < units.count; i++) {
		struct programme_unit *unit = units.items[i];

		id_table_set(&import->units, unit->unit_id, unit);
	}
	return true;
}

static bool is_in_programme(const struct result_import *import, struct id unit_id)
{
	must(!id_is_none(unit_id), "no unit is in no programme");
	return id_table_find(&import->units, unit_id) != NULL;
}

/* --- the unit ---------------------------------------------------------------------- */

static const char *name_units(struct arena *arena, const struct list *units)
{
	struct text out = { .arena = arena };

	for (size_t i = 0; i < units->count && i < 5; i++) {
		const struct unit_row *unit = units->items[i];

		text_add_format(&out, "%s%s (%s)", i == 0 ? "" : ", ", unit->name, unit->code);
		if (unit->parent_name != NULL)
			text_add_format(&out, " – %s", unit->parent_name);
	}
	return text_string(&out);
}

static void keep_unit(struct result_row *row, const struct unit_row *unit)
{
	must(!id_is_none(unit->head.id), "a unit that was found has its id");
	row->unit_id = row->exercise.host_unit_id = unit->head.id;
	row->unit_name = unit->name;
}

/* How near a unit is to the programme: one of its own, below its issuer, or neither. */
static int nearness(const struct result_import *import, const struct unit_row *unit)
{
	if (is_in_programme(import, unit->head.id))
		return 2;
	return id_equal(unit->parent_id, import->programme->issuing_unit_id) ? 1 : 0;
}

/* Of several units of one name, the only one that is nearest to the programme. */
static const struct unit_row *find_nearest(const struct result_import *import,
					   const struct list *found)
{
	const struct unit_row *nearest = NULL;
	int best = 0;

	for (size_t i = 0; i < found->count; i++) {
		const struct unit_row *unit = found->items[i];
		int near = nearness(import, unit);

		if (near > best)
			nearest = unit;
		else if (near == best)
			nearest = NULL;
		best = near > best ? near : best;
	}
	return found->count == 1 ? found->items[0] : nearest;
}

static bool choose_unit(struct result_import *import, struct result_row *row, int column,
			const struct list *found)
{
	const struct unit_row *chosen = find_nearest(import, found);

	if (found->count == 0)
		return say(import, row, column, PROBLEM_NO_SUCH_RECORD, BOTH("đơn vị", "unit"));
	if (chosen == NULL)
		return say(import, row, column, PROBLEM_AMBIGUOUS,
			   name_units(import->arena, found));
	keep_unit(row, chosen);
	return true;
}

/* Sets *good_out; false only for a fault of the database. */
static bool read_unit_by_name(struct result_import *import, struct result_row *row,
			      const char *name, bool *good_out, struct fault *fault)
{
	struct list found;

	if (!unit_find_by_name(import->store, import->arena, name,
			       import->programme->structure_on, &found, fault))
		return false;
	import_keep_seen(import->job, &unit_row_type, &found);
	*good_out = choose_unit(import, row, import->columns.unit, &found);
	return true;
}

static bool read_unit_by_code(struct result_import *import, struct result_row *row, int column,
			      const char *code, bool *good_out, struct fault *fault)
{
	struct date day = import->programme->structure_on;
	struct fault missing = { 0 };
	const struct unit_row *unit = date_is_known(day) ?
		unit_find_by_code(import->store, import->arena, code, day, &missing) :
		unit_find_latest(import->store, import->arena, code, &missing);

	if (unit == NULL && missing.kind != FAULT_NOT_FOUND) {
		*fault = missing;
		return false;
	}
	if (unit != NULL && !import_sees(import->job, &unit_row_type, unit))
		unit = NULL;
	*good_out = unit != NULL;
	if (unit == NULL)
		say(import, row, column, PROBLEM_NO_SUCH_RECORD, BOTH("đơn vị", "unit"));
	else
		keep_unit(row, unit);
	return true;
}

static bool is_number(const char *text)
{
	return *text != '\0' && strspn(text, "0123456789") == strlen(text);
}

/* By its code where there is one (a name of digits is a code as well). */
static bool read_unit(struct result_import *import, struct result_row *row, bool *good_out,
		      struct fault *fault)
{
	const struct result_columns *c = &import->columns;
	const char *code = cell(import, row, c->code), *name = cell(import, row, c->unit);
	int column = code != NULL || c->unit < 0 ? c->code : c->unit;
	bool done = true;

	*good_out = false;
	if (code != NULL)
		done = read_unit_by_code(import, row, column, code, good_out, fault);
	else if (name != NULL && is_number(name))
		done = read_unit_by_code(import, row, column, name, good_out, fault);
	else if (name != NULL)
		done = read_unit_by_name(import, row, name, good_out, fault);
	else
		say(import, row, column, PROBLEM_REQUIRED, NULL);
	if (*good_out && import->units.count > 0 && !is_in_programme(import, row->unit_id))
		warn(import, row, column, PROBLEM_NOT_IN_PROGRAMME, row->unit_name);
	return done;
}

/* --- kind and grade ---------------------------------------------------------------- */

static bool kind_is_called(struct arena *arena, const struct exercise_kind *kind,
			   const char *text)
{
	const char *key = utf8_search_key(arena, text);

	return strcmp(kind->code, text) == 0 ||
	       strcmp(utf8_search_key(arena, kind->name), key) == 0 ||
	       (kind->name_en != NULL && strcmp(utf8_search_key(arena, kind->name_en), key) == 0);
}

static const char *name_kinds(const struct result_import *import)
{
	struct text out = { .arena = import->arena };

	for (size_t i = 0; i < import->kinds.count && i < 10; i++) {
		const struct exercise_kind *kind = import->kinds.items[i];

		text_add_format(&out, "%s%s (%s)", i == 0 ? "" : ", ", kind->name, kind->code);
	}
	return text_string(&out);
}

/* True if all kinds are one under the names of several years. */
static bool is_only_kind(const struct result_import *import)
{
	const struct exercise_kind *first = import->kinds.count == 0 ? NULL :
					    import->kinds.items[0];

	for (size_t i = 1; i < import->kinds.count; i++) {
		const struct exercise_kind *kind = import->kinds.items[i];

		if (strcmp(kind->code, first->code) != 0)
			return false;
	}
	return first != NULL;
}

/* The kind of that name, best the one whose name was in force then. */
static const struct exercise_kind *find_kind(const struct result_import *import,
					     const struct exercise *exercise, const char *text)
{
	const struct exercise_kind *found = NULL;

	for (size_t i = 0; i < import->kinds.count; i++) {
		const struct exercise_kind *kind = import->kinds.items[i];

		if (text != NULL && !kind_is_called(import->arena, kind, text))
			continue;
		if (exercise_is_within(exercise, kind->valid_from, kind->valid_to))
			return kind;
		found = kind;
	}
	return found;
}

/* Without a kind in the row, the only one there is. */
static bool read_kind(struct result_import *import, struct result_row *row)
{
	int column = import->columns.kind;
	const char *text = cell(import, row, column);

	if (text == NULL && !is_only_kind(import))
		return say(import, row, column, PROBLEM_REQUIRED, NULL);
	const struct exercise_kind *found = find_kind(import, &row->exercise, text);

	if (found == NULL)
		return say(import, row, column, PROBLEM_NOT_WORD, name_kinds(import));
	row->exercise.kind_id = found->head.id;
	return true;
}

static const char *name_levels(const struct result_import *import)
{
	struct text out = { .arena = import->arena };

	for (size_t i = 0; i < import->levels.count && i < 12; i++) {
		const struct grade_level *level = import->levels.items[i];

		text_add_format(&out, "%s%s", i == 0 ? "" : ", ", level->name);
	}
	return text_string(&out);
}

/* Levels of scales that were in force then; a newer scale is looked at first. */
static struct list list_levels_then(const struct result_import *import,
				    const struct exercise *exercise)
{
	struct list levels = {
		.items = arena_array(import->arena, void *, import->levels.count + 1) };
	for (size_t i = 0; i < import->levels.count; i++) {
		struct grade_level *level = import->levels.items[i];
		const struct grade_scale *scale = id_table_find(&import->scales,
								level->scale_id);

		must(scale != NULL, "a level was listed together with its scale");
		if (exercise_is_within(exercise, scale->valid_from, scale->valid_to))
			levels.items[levels.count++] = level;
	}
	return levels;
}

static bool read_grade(struct result_import *import, struct result_row *row)
{
	const char *text = cell(import, row, import->columns.grade);

	if (text == NULL && !row->score.has_value)
		return true;	/* held, but not graded */
	if (text == NULL)
		return say(import, row, import->columns.grade, PROBLEM_REQUIRED, NULL);
	struct list levels = list_levels_then(import, &row->exercise);

	row->level = result_find_level(import->arena, &levels, text);
	return row->level != NULL || say(import, row, import->columns.grade, PROBLEM_NOT_WORD,
					 name_levels(import));
}

/* --- writing ----------------------------------------------------------------------- */

/* The column of a member that a rule refuses. */
static int column_of(const void *columns, const char *pointer)
{
	const struct result_columns *c = columns;
	const struct { const char *pointer; int column; } list[] = {
		{ "/host_unit_id", c->unit >= 0 ? c->unit : c->code },
		{ "/unit_id", c->unit >= 0 ? c->unit : c->code },
		{ "/year", c->year >= 0 ? c->year : c->date }, { "/starts_on", c->date },
		{ "/ends_on", c->last_date }, { "/kind_id", c->kind }, { "/theme", c->theme },
		{ "/grade_level_id", c->grade }, { "/score", c->score },
		{ "/source", c->source },
	};

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (strcmp(list[i].pointer, pointer) == 0)
			return list[i].column;
	return -1;
}

/* A refusal of the rules becomes messages of the row; anything else is a fault. */
static bool take_refusal(struct result_import *import, const struct result_row *row,
			 struct fault *fault)
{
	return import_take_problems(import->result, import->job->sheet, row->row, column_of,
				    &import->columns, fault);
}

/* The exercise that the row means, if it is recorded: of this year, or the only one when
   either year is unknown.  NULL without a fault: none. */
static bool find_exercise(struct result_import *import, const struct result_row *row,
			  struct exercise **found_out, struct fault *fault)
{
	const struct optional_integer year = row->exercise.year;
	const struct bind year_bind = year.has_value ?
		(struct bind)INTEGER("year", year.value) :
		(struct bind){ .name = "year", .type = BIND_NULL };
	const struct bind binds[] = { ID("unit", row->unit_id), ID("kind", row->exercise.kind_id),
				      ID("programme", import->programme->head.id), year_bind,
				      { .name = NULL } };
	struct list found;

	*found_out = NULL;
	if (!store_list(import->store, import->arena, &exercise_type,
			arena_printf(import->arena,
				     "SELECT %s FROM visible_exercise"
				     " WHERE host_unit_id = :unit"
				     "   AND kind_id = :kind"
				     "   AND programme_id = :programme"
				     "   AND state <> 'cancelled'"
				     "   AND (year IS :year OR year IS NULL OR :year IS NULL)"
				     " ORDER BY year IS :year DESC, id",
				     record_store_columns(&exercise_type)),
			binds, &found, fault))
		return false;
	import_keep_seen(import->job, &exercise_type, &found);
	struct exercise *first = found.count > 0 ? found.items[0] : NULL;
	bool is_same_year = first != NULL && first->year.has_value == year.has_value &&
			    first->year.value == year.value;

	if (is_same_year || found.count == 1)
		*found_out = first;
	return true;
}

/* Takes what the row knows and the record does not; says where the two differ. */
static bool learn(struct result_import *import, const struct result_row *row,
		  struct exercise *recorded)
{
	static const struct { const char *name; size_t column; } members[] = {
		{ "theme", offsetof(struct result_columns, theme) },
		{ "year", offsetof(struct result_columns, year) },
		{ "starts_on", offsetof(struct result_columns, date) },
		{ "ends_on", offsetof(struct result_columns, last_date) },
		{ "source", offsetof(struct result_columns, source) },
	};
	bool is_changed = false;

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		const struct field *field = record_find_field(&exercise_type, members[i].name);
		const void *read = field_at_const(field, &row->exercise);
		void *known = field_at(field, recorded);
		int column = *(const int *)((const char *)&import->columns + members[i].column);

		if (field_is_empty(field, read) || field_equal(field, read, known))
			continue;
		if (!field_is_empty(field, known)) {
			warn(import, row, column, PROBLEM_DIFFERS,
			     BOTH("giữ giá trị đã ghi", "the recorded value is kept"));
			continue;
		}
		memcpy(known, read, field->type == FIELD_TEXT ? sizeof(const char *) :
		       field->type == FIELD_DATE ? sizeof(struct date) :
		       sizeof(struct optional_integer));
		is_changed = true;
	}
	return is_changed;
}

static bool add_exercise(struct result_import *import, struct result_row *row,
			 struct exercise **exercise_out, struct fault *fault)
{
	struct exercise *exercise = arena_new(import->arena, struct exercise);

	*exercise = row->exercise;
	exercise->programme_id = import->programme->head.id;
	exercise->head.label = import->programme->head.label;
	exercise->state = EXERCISE_CONDUCTED;
	if (!collection_add(import->job->journal, &exercise_collection, exercise, fault))
		return take_refusal(import, row, fault);
	import->result->added++;
	*exercise_out = exercise;
	return true;
}

static bool update_exercise(struct result_import *import, struct result_row *row,
			    struct exercise *recorded, struct fault *fault)
{
	if (!exercise_is_held(recorded->state)) {
		say(import, row, -1, PROBLEM_NOT_HELD, NULL);
		return true;
	}
	if (!learn(import, row, recorded)) {
		import->result->unchanged++;
		return true;
	}
	if (!collection_change(import->job->journal, &exercise_collection, recorded, fault))
		return take_refusal(import, row, fault);
	import->result->changed++;
	return true;
}

static bool find_result(struct result_import *import, const struct result_row *row,
			struct id exercise_id, const struct result **found_out,
			struct fault *fault)
{
	struct list found;

	if (!store_list(import->store, import->arena, &result_type,
			arena_printf(import->arena,
				     "SELECT %s FROM visible_result"
				     " WHERE exercise_id = :exercise"
				     "   AND unit_id = :unit"
				     "   AND state <> 'withdrawn'",
				     record_store_columns(&result_type)),
			BINDS(ID("exercise", exercise_id), ID("unit", row->unit_id)), &found,
			fault))
		return false;
	import_keep_seen(import->job, &result_type, &found);
	*found_out = found.count > 0 ? found.items[0] : NULL;
	return true;
}

/* A grade that is recorded stays: it is withdrawn by a person, not by a sheet. */
static void compare_result(struct result_import *import, const struct result_row *row,
			   const struct result *recorded)
{
	import->result->unchanged++;
	if (!id_equal(recorded->grade_level_id, row->level->head.id))
		warn(import, row, import->columns.grade, PROBLEM_DIFFERS,
		     BOTH("giữ kết quả đã ghi", "the recorded result is kept"));
	else if (row->score.has_value && (!recorded->score.has_value ||
					  recorded->score.value != row->score.value))
		warn(import, row, import->columns.score, PROBLEM_DIFFERS,
		     BOTH("giữ điểm đã ghi", "the recorded score is kept"));
}

static bool add_result(struct result_import *import, struct result_row *row,
		       struct exercise *exercise, struct fault *fault)
{
	struct journal *journal = import->job->journal;

	must(row->level != NULL, "a result without a grade");
	struct result result = { .exercise_id = exercise->head.id, .unit_id = row->unit_id,
		.grade_level_id = row->level->head.id, .score = row->score,
		.source = row->exercise.source };
	bool is_published = result.source != NULL && !import->two_persons;

	result.state = is_published ? RESULT_CONFIRMED : RESULT_PROVISIONAL;
	if (!collection_add(journal, &result_collection, &result, fault))
		return take_refusal(import, row, fault);
	import->result->added++;
	if (!is_published || exercise->state != EXERCISE_CONDUCTED)
		return true;
	return collection_act(journal, &exercise_collection, exercise, "evaluate", NULL, fault) ||
	       take_refusal(import, row, fault);
}

static bool write_row(struct result_import *import, struct result_row *row, struct fault *fault)
{
	struct exercise *exercise = NULL;
	const struct result *recorded = NULL;
	size_t refused = import->result->refused;

	if (!find_exercise(import, row, &exercise, fault))
		return false;
	if (exercise == NULL ? !add_exercise(import, row, &exercise, fault) :
			       !update_exercise(import, row, exercise, fault))
		return false;
	if (exercise == NULL || row->level == NULL || import->result->refused != refused)
		return true;
	if (!find_result(import, row, exercise->head.id, &recorded, fault))
		return false;
	if (recorded == NULL)
		return add_result(import, row, exercise, fault);
	compare_result(import, row, recorded);
	return true;
}

/* The same unit, year and kind once more in the same sheet. */
static bool is_repeated(struct result_import *import, const struct result_row *row)
{
	char unit[ID_TEXT_SIZE], kind[ID_TEXT_SIZE];
	const struct optional_integer year = row->exercise.year;

	id_format(row->unit_id, unit);
	id_format(row->exercise.kind_id, kind);
	const char *key = arena_printf(import->arena, "%s %s %lld", unit, kind,
				       year.has_value ? (long long)year.value : -1LL);
	const size_t *earlier = table_find(&import->seen, key);

	if (earlier != NULL) {
		say(import, row, -1, PROBLEM_REPEATED_ROW,
		    arena_printf(import->arena, "%zu",
				 import->job->sheet->rows[*earlier].number));
		return true;
	}
	size_t *here = arena_new(import->arena, size_t);

	*here = row->row;
	table_set(&import->seen, key, here);
	return false;
}

static bool run_row(struct result_import *import, size_t number, struct fault *fault)
{
	struct result_row row = { .row = number };
	bool has_unit = false;
	bool good = result_read_plain(import->job, &import->columns, &row);

	if (!read_unit(import, &row, &has_unit, fault))
		return false;
	good = read_kind(import, &row) && good;
	good = read_grade(import, &row) && good;
	if (!good || !has_unit || is_repeated(import, &row))
		return true;
	return write_row(import, &row, fault);
}

static bool start(struct result_import *import, struct fault *fault)
{
	const struct import_job *job = import->job;

	if (id_is_none(job->within))
		return fault_add_problem(fault, import->arena, "/programme_id", PROBLEM_REQUIRED,
					 NULL);
	import->programme = collection_refer(job->journal, &programme_type, job->within,
					     "/programme_id", fault);
	return import->programme != NULL && load_lists(import, fault) &&
	       access_policy(import->store, "two_persons_result", &import->two_persons, fault);
}

static bool run(const struct import_job *job, struct fault *fault)
{
	struct result_import import = { .job = job, .result = job->result,
		.arena = job->result->arena, .store = journal_store(job->journal),
		.scales = { .arena = job->result->arena },
		.units = { .arena = job->result->arena },
		.seen = { .arena = job->result->arena } };

	if (!start(&import, fault))
		return false;
	if (job->sheet->count < 2) {
		import_say(job->result, job->sheet, 0, -1, IMPORT_ERROR, PROBLEM_NO_ROWS, NULL);
		return true;
	}
	if (!result_find_columns(job, &import.columns))
		return true;
	for (size_t row = 1; row < job->sheet->count; row++) {
		job->result->rows++;
		if (!run_row(&import, row, fault))
			return false;
	}
	return true;
}

const struct importer result_importer = {
	.kind = "results", .needs = RIGHT_EVALUATION_WRITE, .run = run,
	.also_needs = RIGHT_EXERCISE_WRITE,	/* a row makes the exercise that it grades */
	.within_type = &programme_type,
	.vi = "Đơn vị (mã hoặc tên), năm hoặc ngày, loại, đề mục, xếp loại, điểm, nguồn; "
	      "mỗi dòng một cuộc diễn tập đã tổ chức.",
	.en = "Unit (code or name), year or date, kind, theme, grade, score, source; "
	      "one exercise that was held in each row.",
};
