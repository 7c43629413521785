#include "report/term.h"

#include <string.h>

#include "base/must.h"

void term_see_label(struct term_label *label, struct rows *rows, const char *record_type)
{
	unsigned level = LABEL_NONE;

	must(words_find(&label_words, rows_text(rows, "label"), &level), "a label of no word");
	if (level > label->level)
		*label = (struct term_label){ (enum label_level)level, record_type,
					      rows_id(rows, "id") };
}

static struct optional_integer optional(struct rows *rows, const char *column)
{
	bool has_value = !rows_is_null(rows, column);

	return (struct optional_integer){ has_value, has_value ? rows_integer(rows, column) : 0 };
}

static unsigned word_of(struct rows *rows, const char *column, const struct words *words)
{
	unsigned value = 0;
	const char *word = rows_text(rows, column);

	if (word != NULL && !words_find(words, word, &value))
		return 0;
	return value;
}

static bool load_programme(struct store *store, struct term *term, struct id id,
			   struct fault *fault)
{
	const struct programme *found = store_one(store, term->arena, &programme_type,
		"SELECT id, version, label, scope_id, code, name, term_label, term_label_other,"
		"       starts_on, ends_on, first_year, last_year, issuing_unit_id,"
		"       structure_on, state, state_reason, summary, source"
		" FROM visible_programme"
		" WHERE id = :id", BINDS(ID("id", id)), fault);

	if (found == NULL)
		return false;
	term->programme = *found;
	term->label = (struct term_label){ found->head.label.level, "programme", id };
	return true;
}

static bool load_targets(struct store *store, struct term *term, struct fault *fault)
{
	struct term_target **end = &term->targets;
	struct rows *rows = store_rows(store,
		"SELECT id, kind_id, rule, count, share, note, label"
		" FROM visible_target"
		" WHERE programme_id = :programme"
		" ORDER BY id", BINDS(ID("programme", term->programme.head.id)), fault);

	while (rows_next(rows)) {
		struct term_target *target = arena_new(term->arena, struct term_target);

		*target = (struct term_target){ .id = rows_id(rows, "id"),
			.kind_id = rows_id(rows, "kind_id"),
			.rule = word_of(rows, "rule", &target_rule_words),
			.count = optional(rows, "count"), .share = optional(rows, "share"),
			.note = arena_copy(term->arena, rows_text(rows, "note")) };
		term_see_label(&term->label, rows, "target");
		*end = target;
		end = &target->next;
	}
	return rows_end(&rows, fault);
}

static bool load_kinds(struct store *store, struct term *term, struct fault *fault)
{
	struct rows *rows = store_rows(store, "SELECT id, code FROM visible_exercise_kind",
				       NO_BINDS, fault);

	while (rows_next(rows)) {
		struct term_kind *kind = arena_new(term->arena, struct term_kind);

		kind->id = rows_id(rows, "id");
		kind->code = arena_copy(term->arena, rows_text(rows, "code"));
		id_table_set(&term->kinds_by_id, kind->id, kind);
	}
	return rows_end(&rows, fault);
}

static bool load_grades(struct store *store, struct term *term, struct fault *fault)
{
	struct term_grade **end = &term->grades;
	struct rows *rows = store_rows(store,
		"SELECT id, scale_id, rank, code, name"
		" FROM visible_grade_level"
		" ORDER BY scale_id, rank", NO_BINDS, fault);

	while (rows_next(rows)) {
		struct term_grade *grade = arena_new(term->arena, struct term_grade);

		*grade = (struct term_grade){ .id = rows_id(rows, "id"),
			.scale_id = rows_id(rows, "scale_id"), .rank = rows_integer(rows, "rank"),
			.code = arena_copy(term->arena, rows_text(rows, "code")),
			.name = arena_copy(term->arena, rows_text(rows, "name")) };
		id_table_set(&term->grades_by_id, grade->id, grade);
		*end = grade;
		end = &grade->next;
	}
	return rows_end(&rows, fault);
}

static struct term_unit *read_unit(struct term *term, struct rows *rows)
{
	struct term_unit *unit = arena_new(term->arena, struct term_unit);

	*unit = (struct term_unit){ .id = rows_id(rows, "id"),
		.code = arena_copy(term->arena, rows_text(rows, "code")),
		.name = arena_copy(term->arena, rows_text(rows, "name")),
		.valid_from = rows_date(rows, "valid_from"),
		.valid_to = rows_date(rows, "valid_to") };
	id_table_set(&term->units_by_id, unit->id, unit);
	return unit;
}

/* Units that the programme names, and the hosts of its exercises. */
static bool load_units(struct store *store, struct term *term, struct fault *fault)
{
	struct term_unit **end = &term->units;
	struct rows *rows = store_rows(store,
		"WITH named(id) AS ("
		"  SELECT unit_id FROM visible_programme_unit WHERE programme_id = :programme"
		"  UNION SELECT unit_id FROM visible_scheduled_exercise"
		"  WHERE programme_id = :programme"
		"  UNION SELECT host_unit_id FROM visible_exercise WHERE programme_id = :programme)"
		" SELECT u.id AS id, u.code AS code, u.name AS name, u.valid_from AS valid_from,"
		"        u.valid_to AS valid_to"
		" FROM named n JOIN visible_unit u ON u.id = n.id"
		" ORDER BY u.code, COALESCE(u.valid_from, '0001-01-01')",
		BINDS(ID("programme", term->programme.head.id)), fault);

	while (rows_next(rows)) {
		struct term_unit *unit = read_unit(term, rows);

		*end = unit;
		end = &unit->next;
	}
	return rows_end(&rows, fault);
}

/* A unit that only took part; *unit_out is NULL if it is not to be seen. */
static bool find_unit(struct store *store, struct term *term, struct id id,
		      struct term_unit **unit_out, struct fault *fault)
{
	struct term_unit *unit = id_table_find(&term->units_by_id, id), **end = &term->units;

	*unit_out = unit;
	if (unit != NULL)
		return true;
	struct rows *rows = store_rows(store,
		"SELECT id, code, name, valid_from, valid_to FROM visible_unit WHERE id = :id",
		BINDS(ID("id", id)), fault);

	if (rows_next(rows))
		unit = read_unit(term, rows);
	if (!rows_end(&rows, fault))
		return false;
	if (unit == NULL)
		return true;
	while (*end != NULL && strcmp((*end)->code, unit->code) <= 0)
		end = &(*end)->next;
	unit->next = *end;
	*unit_out = *end = unit;
	return true;
}

static bool load_programme_units(struct store *store, struct term *term, struct fault *fault)
{
	struct rows *rows = store_rows(store,
		"SELECT id, unit_id, pilot, note, label"
		" FROM visible_programme_unit"
		" WHERE programme_id = :programme",
		BINDS(ID("programme", term->programme.head.id)), fault);

	while (rows_next(rows)) {
		struct term_unit *unit = id_table_find(&term->units_by_id,
						       rows_id(rows, "unit_id"));

		if (unit == NULL)
			continue;
		unit->programme_unit_id = rows_id(rows, "id");
		unit->pilot = rows_integer(rows, "pilot") != 0;
		unit->note = arena_copy(term->arena, rows_text(rows, "note"));
		term_see_label(&term->label, rows, "programme_unit");
	}
	return rows_end(&rows, fault);
}

static void add_line(struct term *term, struct rows *rows, struct term_line **last)
{
	struct term_line *line = arena_new(term->arena, struct term_line);
	struct term_line **end;

	*line = (struct term_line){ .id = rows_id(rows, "id"),
		.kind_id = rows_id(rows, "kind_id"), .year = optional(rows, "year"),
		.unit = id_table_find(&term->units_by_id, rows_id(rows, "unit_id")),
		.blocked_reason = arena_copy(term->arena, rows_text(rows, "blocked_reason")) };
	term_see_label(&term->label, rows, "scheduled_exercise");
	id_table_set(&term->lines_by_id, line->id, line);
	if (*last == NULL)
		term->lines = line;
	else
		(*last)->next = line;
	*last = line;
	if (line->unit == NULL)
		return;
	for (end = &line->unit->lines; *end != NULL; end = &(*end)->next_of_unit)
		must(*end != line, "a line stands once at its unit");
	*end = line;
}

static bool load_lines(struct store *store, struct term *term, struct fault *fault)
{
	struct term_line *last = NULL;
	struct rows *rows = store_rows(store,
		"SELECT id, unit_id, kind_id, blocked_reason, label,"
		"       COALESCE(year, CAST(SUBSTR(starts_on, 1, 4) AS INTEGER)) AS year"
		" FROM visible_scheduled_exercise"
		" WHERE programme_id = :programme"
		" ORDER BY COALESCE(year, CAST(SUBSTR(starts_on, 1, 4) AS INTEGER), 9999), id",
		BINDS(ID("programme", term->programme.head.id)), fault);

	while (rows_next(rows))
		add_line(term, rows, &last);
	return rows_end(&rows, fault);
}

static bool take_part(struct store *store, struct term *term, struct term_exercise *exercise,
		      struct id unit_id, struct term_part **part_out, struct fault *fault)
{
	struct term_part **end = &exercise->parts;
	struct term_unit *unit;

	*part_out = NULL;
	if (!find_unit(store, term, unit_id, &unit, fault))
		return false;
	if (unit == NULL)
		return true;
	while (*end != NULL && (*end)->unit != unit)
		end = &(*end)->next_of_exercise;
	if (*end == NULL) {
		*end = arena_new(term->arena, struct term_part);
		(*end)->unit = unit;
		(*end)->exercise = exercise;
	}
	*part_out = *end;
	return true;
}

static void note_line(struct term *term, const struct term_exercise *exercise)
{
	struct term_line *line = id_table_find(&term->lines_by_id, exercise->scheduled_id);

	if (line == NULL || exercise->state == EXERCISE_CANCELLED)
		return;
	line->taken_up = true;
	line->carried_out |= exercise->held;
}

static struct term_exercise *read_exercise(struct term *term, struct rows *rows)
{
	struct term_exercise *exercise = arena_new(term->arena, struct term_exercise);

	*exercise = (struct term_exercise){ .id = rows_id(rows, "id"),
		.kind_id = rows_id(rows, "kind_id"), .scheduled_id = rows_id(rows, "scheduled_id"),
		.state = word_of(rows, "state", &exercise_state_words),
		.year = optional(rows, "year"),
		.register_closed = rows_integer(rows, "register_is_closed") != 0 };
	exercise->held = exercise_is_held(exercise->state);
	if (!exercise->held)
		exercise->state_reason = arena_copy(term->arena, rows_text(rows, "state_reason"));
	exercise->cost.has_value = !rows_is_null(rows, "cost");
	exercise->cost.dong = exercise->cost.has_value ? rows_integer(rows, "cost") : 0;
	return exercise;
}

/* A register is closed by an account, or by a document that says so. */
static bool load_exercises(struct store *store, struct term *term, struct fault *fault)
{
	struct term_exercise **end = &term->exercises;
	struct rows *rows = store_rows(store,
		"SELECT id, label, kind_id, host_unit_id, scheduled_id, state, cost,"
		"       COALESCE(year, CAST(SUBSTR(starts_on, 1, 4) AS INTEGER)) AS year,"
		"       COALESCE(register_source, '') <> '' OR (register_closed <> 0"
		"       AND register_closed_by IS NOT NULL) AS register_is_closed,"
		"       state_reason"
		" FROM visible_exercise"
		" WHERE programme_id = :programme"
		" ORDER BY COALESCE(year, CAST(SUBSTR(starts_on, 1, 4) AS INTEGER), 9999),"
		"          COALESCE(starts_on, '9999-12-31'), id",
		BINDS(ID("programme", term->programme.head.id)), fault);
	bool good = true;

	while (good && rows_next(rows)) {
		struct term_exercise *exercise = read_exercise(term, rows);
		struct term_part *part;

		good = take_part(store, term, exercise, rows_id(rows, "host_unit_id"), &part,
				 fault);
		exercise->host = part == NULL ? NULL : part->unit;
		term_see_label(&term->label, rows, "exercise");
		note_line(term, exercise);
		id_table_set(&term->exercises_by_id, exercise->id, exercise);
		*end = exercise;
		end = &exercise->next;
	}
	return rows_end(&rows, fault) && good;
}

/* Who plays has exercised; who supports, observes or inspects has not. */
static bool load_participations(struct store *store, struct term *term, struct fault *fault)
{
	struct rows *rows = store_rows(store,
		"SELECT p.exercise_id AS exercise_id, p.unit_id AS unit_id"
		" FROM visible_exercise e"
		" JOIN visible_participation p ON p.exercise_id = e.id"
		" WHERE e.programme_id = :programme"
		"   AND p.role IN ('host', 'player')",
		BINDS(ID("programme", term->programme.head.id)), fault);
	bool good = true;

	while (good && rows_next(rows)) {
		struct term_exercise *exercise = id_table_find(&term->exercises_by_id,
							       rows_id(rows, "exercise_id"));
		struct term_part *part;

		good = exercise == NULL || take_part(store, term, exercise,
						     rows_id(rows, "unit_id"), &part, fault);
	}
	return rows_end(&rows, fault) && good;
}

static void use_scale(struct term *term, const struct term_grade *grade)
{
	if (grade == NULL || grade->used)
		return;
	for (struct term_grade *level = term->grades; level != NULL; level = level->next)
		level->used |= id_equal(level->scale_id, grade->scale_id);
}

/* A confirmed result comes before a provisional one of the same unit. */
static bool load_results(struct store *store, struct term *term, struct fault *fault)
{
	struct rows *rows = store_rows(store,
		"SELECT r.id AS id, r.exercise_id AS exercise_id, r.unit_id AS unit_id,"
		"       r.grade_level_id AS grade_level_id, r.state AS state, r.label AS label"
		" FROM visible_exercise e"
		" JOIN visible_result r ON r.exercise_id = e.id"
		" WHERE e.programme_id = :programme"
		"   AND r.state <> 'withdrawn'"
		" ORDER BY r.state, r.id",
		BINDS(ID("programme", term->programme.head.id)), fault);
	bool good = true;

	while (good && rows_next(rows)) {
		struct term_exercise *exercise = id_table_find(&term->exercises_by_id,
							       rows_id(rows, "exercise_id"));
		struct term_part *part = NULL;

		good = exercise == NULL || take_part(store, term, exercise,
						     rows_id(rows, "unit_id"), &part, fault);
		if (part == NULL || !id_is_none(part->result_id))
			continue;
		part->result_id = rows_id(rows, "id");
		part->grade = id_table_find(&term->grades_by_id,
					    rows_id(rows, "grade_level_id"));
		part->provisional = word_of(rows, "state", &result_state_words) ==
				    RESULT_PROVISIONAL;
		term_see_label(&term->label, rows, "result");
		use_scale(term, part->grade);
	}
	return rows_end(&rows, fault) && good;
}

/* Exercises are in the order of their years: each part put in front, from the
   last exercise to the first, leaves every unit's parts in that order. */
static void link_parts(struct term *term)
{
	size_t count = 0;

	for (struct term_exercise *each = term->exercises; each != NULL; each = each->next)
		count++;
	struct term_exercise **all = arena_array(term->arena, struct term_exercise *, count + 1);

	count = 0;
	for (struct term_exercise *each = term->exercises; each != NULL; each = each->next)
		all[count++] = each;
	while (count-- > 0)
		for (struct term_part *part = all[count]->parts; part != NULL;
		     part = part->next_of_exercise) {
			part->next_of_unit = part->unit->parts;
			part->unit->parts = part;
		}
}

struct term *term_load(struct store *store, struct arena *arena, struct id programme_id,
		       struct fault *fault)
{
	struct term *term = arena_new(arena, struct term);

	term->arena = arena;
	term->units_by_id.arena = term->exercises_by_id.arena = arena;
	term->lines_by_id.arena = term->grades_by_id.arena = term->kinds_by_id.arena = arena;
	if (!load_programme(store, term, programme_id, fault) ||
	    !load_targets(store, term, fault) || !load_kinds(store, term, fault) ||
	    !load_grades(store, term, fault) || !load_units(store, term, fault) ||
	    !load_programme_units(store, term, fault) || !load_lines(store, term, fault) ||
	    !load_exercises(store, term, fault) || !load_participations(store, term, fault) ||
	    !load_results(store, term, fault))
		return NULL;
	link_parts(term);
	return term;
}

bool term_is_of_programme(const struct term_unit *unit)
{
	return !id_is_none(unit->programme_unit_id);
}

bool term_is_of_kind(const struct term_exercise *exercise, struct id kind_id)
{
	return id_is_none(kind_id) || id_equal(exercise->kind_id, kind_id);
}

int64_t term_count_held(const struct term_unit *unit, struct id kind_id)
{
	int64_t count = 0;

	for (const struct term_part *part = unit->parts; part != NULL; part = part->next_of_unit)
		count += part->exercise->held && term_is_of_kind(part->exercise, kind_id);
	return count;
}

const char *term_kind_code(const struct term *term, struct id kind_id)
{
	const struct term_kind *kind = id_table_find(&term->kinds_by_id, kind_id);

	return kind == NULL ? NULL : kind->code;
}
