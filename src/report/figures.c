#include "report/figures.h"

#include <string.h>

#include "base/json.h"
#include "base/must.h"
#include "base/table.h"
#include "lesson/lesson.h"

static struct figure *add(struct figures *figures, const char *name, const char *record_type,
			  size_t room)
{
	struct figure *figure = arena_new(figures->arena, struct figure);

	*figure = (struct figure){ .name = name, .record_type = record_type,
		.ids = arena_array(figures->arena, struct id, room + 1), .id_room = room + 1 };
	*figures->end = figure;
	figures->end = &figure->next;
	return figure;
}

static void add_id(struct figures *figures, struct figure *figure, struct id id)
{
	if (figure->id_count == figure->id_room) {
		struct id *ids = arena_array(figures->arena, struct id, figure->id_room * 2);

		memcpy(ids, figure->ids, figure->id_count * sizeof(*ids));
		figure->ids = ids;
		figure->id_room *= 2;
	}
	figure->ids[figure->id_count++] = id;
}

static void set(struct figure *figure, int64_t value)
{
	figure->value = (struct optional_integer){ true, value };
}

/* --- units ------------------------------------------------------------------------ */

static struct figure *add_state(struct figures *figures, const struct progress *progress,
				const char *name, enum progress_state state)
{
	struct figure *figure = add(figures, name, "unit", progress->row_count);

	for (size_t i = 0; i < progress->row_count; i++)
		if (progress->rows[i].state == state)
			add_id(figures, figure, progress->rows[i].unit->id);
	return figure;
}

static void count_units(struct figures *figures, const struct progress *progress)
{
	const struct progress_totals *totals = &progress->totals;
	struct figure *target = add(figures, "units.target", "unit", progress->row_count);

	for (size_t i = 0; i < progress->row_count; i++)
		add_id(figures, target, progress->rows[i].unit->id);
	target->value = totals->target;
	set(add_state(figures, progress, "units.done", PROGRESS_DONE), totals->done);
	struct figure *share = add_state(figures, progress, "units.percent", PROGRESS_DONE);

	share->value = progress_share(totals);
	share->is_percent = true;
	set(add_state(figures, progress, "units.planned", PROGRESS_PLANNED), totals->planned);
	struct figure *rest = add_state(figures, progress, "units.remaining",
					PROGRESS_REMAINING);

	for (size_t i = 0; i < progress->row_count; i++)
		if (progress->rows[i].state == PROGRESS_PLANNED ||
		    progress->rows[i].state == PROGRESS_BLOCKED)
			add_id(figures, rest, progress->rows[i].unit->id);
	rest->value = totals->remaining;
	set(add_state(figures, progress, "units.blocked", PROGRESS_BLOCKED), totals->blocked);
}

/* --- grades ----------------------------------------------------------------------- */

static bool counts(const struct term_part *part)
{
	return part->exercise->held && term_is_of_programme(part->unit);
}

static const char *const usual_grades[] = { "excellent", "good", "completed", "not_completed" };
#define USUAL_GRADES (sizeof(usual_grades) / sizeof(usual_grades[0]))

static void add_grade(struct figures *figures, struct table *grades, const char *code)
{
	if (table_find(grades, code) == NULL)
		table_set(grades, code, add(figures, arena_printf(figures->arena, "grade.%s",
								  code), "result", 8));
}

/* Every level of the scales used; where none is used yet, the usual four. */
static void add_grades(struct figures *figures, struct table *grades, const struct term *term)
{
	for (const struct term_grade *g = term->grades; g != NULL; g = g->next)
		if (g->used)
			add_grade(figures, grades, g->code);
	for (size_t i = 0; i < USUAL_GRADES && grades->count < USUAL_GRADES; i++)
		add_grade(figures, grades, usual_grades[i]);
}

static void count_unit_grades(struct figures *figures, const struct table *grades,
			      const struct term_unit *unit, struct figure *unknown)
{
	for (const struct term_part *p = unit->parts; p != NULL; p = p->next_of_unit) {
		if (!counts(p))
			continue;
		if (p->grade == NULL)
			add_id(figures, unknown, p->exercise->id);
		else
			add_id(figures, table_find(grades, p->grade->code), p->result_id);
	}
}

/* Without any grading at all the number of each level is not known. */
static void count_grades(struct figures *figures, const struct term *term)
{
	struct table grades = { .arena = figures->arena };
	struct figure **first = figures->end;
	int64_t graded = 0;

	add_grades(figures, &grades, term);
	struct figure *unknown = add(figures, "grade.unknown", "exercise", 8);

	for (const struct term_unit *u = term->units; u != NULL; u = u->next)
		count_unit_grades(figures, &grades, u, unknown);
	for (const struct figure *f = *first; f != unknown; f = f->next)
		graded += (int64_t)f->id_count;
	for (struct figure *f = *first; f != unknown; f = f->next)
		if (graded > 0 || unknown->id_count == 0)
			set(f, (int64_t)f->id_count);
	set(unknown, (int64_t)unknown->id_count);
}

/* --- exercises -------------------------------------------------------------------- */

static void count_exercises(struct figures *figures, const struct term *term)
{
	struct figure *held = add(figures, "exercises.held", "exercise", 64);
	struct figure *cost = add(figures, "cost.total", "exercise", 64);
	bool known = true;
	int64_t sum = 0;

	for (const struct term_exercise *e = term->exercises; e != NULL; e = e->next) {
		if (!e->held)
			continue;
		add_id(figures, held, e->id);
		add_id(figures, cost, e->id);
		known &= e->cost.has_value;
		sum += e->cost.dong;
	}
	set(held, (int64_t)held->id_count);
	if (known && held->id_count > 0)
		set(cost, sum);
}

static bool count_incidents(struct store *store, struct figures *figures,
			    const struct term *term, struct fault *fault)
{
	struct figure *open = add(figures, "safety.registers_open", "exercise", 8);
	struct figure *incidents = add(figures, "safety.incidents", "incident", 8);
	int64_t held = 0;
	struct rows *rows = store_rows(store,
		"SELECT i.id AS id, i.label AS label"
		" FROM visible_exercise e"
		" JOIN visible_incident i ON i.exercise_id = e.id"
		" WHERE e.programme_id = :programme",
		BINDS(ID("programme", term->programme.head.id)), fault);

	while (rows_next(rows)) {
		add_id(figures, incidents, rows_id(rows, "id"));
		term_see_label(&figures->label, rows, "incident");
	}
	for (const struct term_exercise *e = term->exercises; e != NULL; e = e->next) {
		held += e->held;
		if (e->held && !e->register_closed)
			add_id(figures, open, e->id);
	}
	set(open, (int64_t)open->id_count);
	/* An empty register proves nothing before it is closed. */
	if (incidents->id_count > 0 || (held > 0 && open->id_count == 0))
		set(incidents, (int64_t)incidents->id_count);
	return rows_end(&rows, fault);
}

/* --- awards, findings, tasks, plans ------------------------------------------------- */

static bool count_awards(struct store *store, struct figures *figures, const struct term *term,
			 struct fault *fault)
{
	struct figure *collectives = add(figures, "awards.collectives", "award", 8);
	struct figure *individuals = add(figures, "awards.individuals", "award", 8);
	struct rows *rows = store_rows(store,
		"SELECT id, recipient_kind, count, label"
		" FROM visible_award"
		" WHERE programme_id = :programme"
		"    OR exercise_id IN (SELECT id FROM visible_exercise"
		"                       WHERE programme_id = :programme)"
		" ORDER BY id", BINDS(ID("programme", term->programme.head.id)), fault);

	set(collectives, 0);
	set(individuals, 0);
	while (rows_next(rows)) {
		bool is_collective = strcmp(rows_text(rows, "recipient_kind"), "collective") == 0;
		struct figure *figure = is_collective ? collectives : individuals;

		figure->value.value += rows_integer(rows, "count");
		add_id(figures, figure, rows_id(rows, "id"));
		term_see_label(&figures->label, rows, "award");
	}
	return rows_end(&rows, fault);
}

static bool count_findings(struct store *store, struct figures *figures, const struct term *term,
			   struct fault *fault)
{
	struct figure *strengths = add(figures, "findings.strengths", "finding", 8);
	struct figure *shortcomings = add(figures, "findings.shortcomings", "finding", 8);
	struct figure *repeated = add(figures, "findings.repeated", "finding", 8);
	struct rows *rows = store_rows(store,
		"SELECT id, kind, repeated, label"
		" FROM visible_finding"
		" WHERE programme_id = :programme"
		"    OR exercise_id IN (SELECT id FROM visible_exercise"
		"                       WHERE programme_id = :programme)"
		" ORDER BY id", BINDS(ID("programme", term->programme.head.id)), fault);

	while (rows_next(rows)) {
		bool is_strength = strcmp(rows_text(rows, "kind"), "strength") == 0;

		add_id(figures, is_strength ? strengths : shortcomings, rows_id(rows, "id"));
		if (!is_strength && rows_integer(rows, "repeated") != 0)
			add_id(figures, repeated, rows_id(rows, "id"));
		term_see_label(&figures->label, rows, "finding");
	}
	set(strengths, (int64_t)strengths->id_count);
	set(shortcomings, (int64_t)shortcomings->id_count);
	set(repeated, (int64_t)repeated->id_count);
	return rows_end(&rows, fault);
}

static void count_task(struct figures *figures, struct rows *rows, struct figure *const tasks[3])
{
	unsigned state = TASK_STATE_UNKNOWN;
	struct corrective_task task = { .due_on = rows_date(rows, "due_on") };

	must(words_find(&task_state_words, rows_text(rows, "state"), &state), "a task's state");
	task.state = state;
	term_see_label(&figures->label, rows, "corrective_task");
	if (state == TASK_REJECTED)
		return;
	add_id(figures, tasks[0], rows_id(rows, "id"));
	if (state == TASK_DONE || state == TASK_VERIFIED || state == TASK_CLOSED)
		return;
	add_id(figures, tasks[1], rows_id(rows, "id"));
	if (task_is_overdue(&task, figures->today))
		add_id(figures, tasks[2], rows_id(rows, "id"));
}

static bool count_tasks(struct store *store, struct figures *figures, const struct term *term,
			struct fault *fault)
{
	static const char *const names[] = { "tasks.total", "tasks.open", "tasks.overdue" };
	struct figure *tasks[3];
	struct rows *rows = store_rows(store,
		"SELECT id, state, due_on, label"
		" FROM visible_corrective_task"
		" WHERE programme_id = :programme"
		"    OR exercise_id IN (SELECT id FROM visible_exercise"
		"                       WHERE programme_id = :programme)"
		"    OR finding_id IN (SELECT id FROM visible_finding"
		"                      WHERE programme_id = :programme)"
		" ORDER BY id", BINDS(ID("programme", term->programme.head.id)), fault);

	for (int i = 0; i < 3; i++)
		tasks[i] = add(figures, names[i], "corrective_task", 8);
	while (rows_next(rows))
		count_task(figures, rows, tasks);
	for (int i = 0; i < 3; i++)
		set(tasks[i], (int64_t)tasks[i]->id_count);
	return rows_end(&rows, fault);
}

/* Plans, not revisions: a plan that was revised twice counts once. */
static bool count_revisions(struct store *store, struct figures *figures,
			    const struct term *term, struct fault *fault)
{
	struct figure *revisions = add(figures, "plans.revised", "plan_revision", 8);
	struct id last = ID_NONE;
	struct rows *rows = store_rows(store,
		"SELECT id, plan_id, label"
		" FROM visible_plan_revision"
		" WHERE programme_id = :programme"
		"    OR exercise_id IN (SELECT id FROM visible_exercise"
		"                       WHERE programme_id = :programme)"
		"    OR finding_id IN (SELECT id FROM visible_finding"
		"                      WHERE programme_id = :programme)"
		" ORDER BY plan_id, id", BINDS(ID("programme", term->programme.head.id)), fault);

	set(revisions, 0);
	while (rows_next(rows)) {
		struct id plan = rows_id(rows, "plan_id");

		revisions->value.value += !id_equal(plan, last);
		last = plan;
		add_id(figures, revisions, rows_id(rows, "id"));
		term_see_label(&figures->label, rows, "plan_revision");
	}
	return rows_end(&rows, fault);
}

struct figures *figures_make(struct store *store, const struct progress *progress,
			     struct date today, struct fault *fault)
{
	const struct term *term = progress->term;
	struct figures *figures = arena_new(term->arena, struct figures);

	must(progress->query.structure == PROGRESS_AS_WAS, "figures are those of the term's time");
	must(date_is_known(today), "overdue on which day?");
	*figures = (struct figures){ .arena = term->arena, .today = today,
				     .label = term->label };
	figures->end = &figures->first;
	count_units(figures, progress);
	count_grades(figures, term);
	count_exercises(figures, term);
	if (!count_incidents(store, figures, term, fault) ||
	    !count_awards(store, figures, term, fault) ||
	    !count_findings(store, figures, term, fault) ||
	    !count_tasks(store, figures, term, fault) ||
	    !count_revisions(store, figures, term, fault))
		return NULL;
	return figures;
}

const struct figure *figures_find(const struct figures *figures, const char *name)
{
	for (const struct figure *f = figures->first; f != NULL; f = f->next)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

/* --- as text ------------------------------------------------------------------------ */

void figures_write_values(struct text *out, const struct figures *figures)
{
	text_add_char(out, '{');
	for (const struct figure *f = figures->first; f != NULL; f = f->next) {
		json_add_name(out, f->name);
		if (f->is_percent)
			json_add_share(out, f->value);
		else if (f->value.has_value)
			text_add_integer(out, f->value.value);
		else
			text_add(out, "null");
	}
	text_add_char(out, '}');
}

void figures_write_rows(struct text *out, const struct figures *figures)
{
	char id[ID_TEXT_SIZE];

	text_add_char(out, '{');
	for (const struct figure *f = figures->first; f != NULL; f = f->next) {
		json_add_name(out, f->name);
		text_add(out, "{\"kind\":");
		json_add_string(out, f->record_type);
		text_add_format(out, ",\"count\":%zu,\"ids\":[", f->id_count);
		for (size_t i = 0; i < f->id_count && i < FIGURES_ROWS_MOST; i++) {
			id_format(f->ids[i], id);
			text_add(out, i == 0 ? "\"" : ",\"");
			text_add(out, id);
			text_add_char(out, '"');
		}
		text_add(out, "]}");
	}
	text_add_char(out, '}');
}

const char *figures_print(void *context, const char *name)
{
	const struct figures *figures = context;
	const struct figure *f = figures_find(figures, name);

	if (f == NULL)
		return NULL;
	if (!f->value.has_value)
		return strncmp(name, "units.", strlen("units.")) == 0 ? "chưa có chỉ tiêu" :
		       "chưa rõ";
	long long value = (long long)f->value.value;

	if (!f->is_percent)
		return arena_printf(figures->arena, "%lld", value);
	if (value % 10 == 0)
		return arena_printf(figures->arena, "%lld %%", value / 10);
	return arena_printf(figures->arena, "%lld,%lld %%", value / 10, value % 10);
}
