#include "report/progress.h"

#include <stdlib.h>

#include "base/must.h"

static const struct word structure_list[] = {
	[PROGRESS_AS_WAS] = { "as_was", { "Theo cơ cấu khi diễn tập", "As it was then" } },
	[PROGRESS_AS_IS] = { "as_is", { "Theo cơ cấu hiện nay", "As it is now" } },
};
const struct words progress_structure_words = WORDS("progress_structure", structure_list);

static const struct word rule_list[] = {
	[PROGRESS_ANY] = { "any", { "Ít nhất một đơn vị trước", "Any predecessor" } },
	[PROGRESS_ALL] = { "all", { "Mọi đơn vị trước", "All predecessors" } },
};
const struct words progress_rule_words = WORDS("progress_rule", rule_list);

static const struct word state_list[] = {
	[PROGRESS_DONE] = { "done", { "Đã diễn tập", "Exercised" } },
	[PROGRESS_PLANNED] = { "planned", { "Đã có kế hoạch", "Planned" } },
	[PROGRESS_BLOCKED] = { "blocked", { "Vướng mắc", "Blocked" } },
	[PROGRESS_REMAINING] = { "remaining", { "Còn lại", "Remaining" } },
	[PROGRESS_UNKNOWN_SUCCESSOR] = { "unknown_successor",
		{ "Chưa rõ đơn vị kế thừa", "Successor not recorded" } },
};
const struct words progress_state_words = WORDS("progress_state", state_list);

/* --- what a unit has done ----------------------------------------------------- */

static bool is_unit_target(const struct term_target *target)
{
	return target->rule == TARGET_EACH_UNIT && target->count.has_value;
}

/* Did it exercise as often as the target wants?  NULL: at all. */
static bool unit_meets(const struct term_unit *unit, const struct term_target *target)
{
	int64_t least = target == NULL || !target->count.has_value || target->count.value < 1 ?
			1 : target->count.value;

	return term_count_held(unit, target == NULL ? ID_NONE : target->kind_id) >= least;
}

/* Only that a unit has exercised passes through succession. */
static bool inherits(const struct progress_row *row, enum progress_rule rule,
		     const struct term_target *target)
{
	bool any = false, all = row->origins != NULL && !term_is_of_programme(row->unit);

	for (const struct progress_origin *o = row->origins; o != NULL; o = o->next) {
		bool meets = !o->outside && unit_meets(o->unit, target);

		any |= meets;
		all &= meets;
	}
	return rule == PROGRESS_ANY ? any : all;
}

static bool row_meets(const struct progress *progress, const struct progress_row *row,
		      const struct term_target *target)
{
	return unit_meets(row->unit, target) ||
	       (progress->query.structure == PROGRESS_AS_IS &&
		inherits(row, progress->query.rule, target));
}

static bool row_is_done(const struct progress *progress, const struct progress_row *row)
{
	bool has_target = false;

	for (const struct term_target *t = progress->term->targets; t != NULL; t = t->next) {
		if (!is_unit_target(t))
			continue;
		has_target = true;
		if (!row_meets(progress, row, t))
			return false;
	}
	return has_target || row_meets(progress, row, NULL);
}

/* --- what stands in the schedule ------------------------------------------------ */

/* An exercise that was held without naming the line it carried out. */
bool progress_line_is_done(const struct term_line *line)
{
	if (line->carried_out || line->unit == NULL)
		return line->carried_out;
	for (const struct term_part *p = line->unit->parts; p != NULL; p = p->next_of_unit) {
		const struct term_exercise *e = p->exercise;

		if (e->held && id_is_none(e->scheduled_id) && term_is_of_kind(e, line->kind_id) &&
		    (!e->year.has_value || !line->year.has_value ||
		     e->year.value == line->year.value))
			return true;
	}
	return false;
}

static void add_reason(struct arena *arena, struct progress_row *row, const char *text)
{
	struct progress_reason **end = &row->reasons;

	while (*end != NULL)
		end = &(*end)->next;
	*end = arena_new(arena, struct progress_reason);
	(*end)->text = text;
}

/* Of a unit that is not done: what is open goes before what is stuck. */
static enum progress_state open_state(struct arena *arena, struct progress_row *row)
{
	bool planned = false, blocked = false;

	for (const struct term_part *p = row->unit->parts; p != NULL; p = p->next_of_unit) {
		const struct term_exercise *e = p->exercise;

		if (e->held || e->state == EXERCISE_CANCELLED)
			continue;
		planned |= e->state != EXERCISE_POSTPONED;
		if (e->state != EXERCISE_POSTPONED)
			continue;
		blocked = true;
		if (e->state_reason != NULL)
			add_reason(arena, row, e->state_reason);
	}
	for (const struct term_line *l = row->unit->lines; l != NULL; l = l->next_of_unit) {
		if (l->taken_up || progress_line_is_done(l))
			continue;
		planned |= l->blocked_reason == NULL;
		if (l->blocked_reason == NULL)
			continue;
		blocked = true;
		add_reason(arena, row, l->blocked_reason);
	}
	return planned ? PROGRESS_PLANNED : blocked ? PROGRESS_BLOCKED : PROGRESS_REMAINING;
}

static void set_states(struct progress *progress)
{
	for (size_t i = 0; i < progress->row_count; i++) {
		struct progress_row *row = &progress->rows[i];

		if (!row->counted)
			row->state = PROGRESS_UNKNOWN_SUCCESSOR;
		else if (row_is_done(progress, row))
			row->state = PROGRESS_DONE;
		else
			row->state = open_state(progress->term->arena, row);
	}
}

/* --- targets and totals ---------------------------------------------------------- */

static int64_t count_rows(const struct progress *progress, enum progress_state state)
{
	int64_t count = 0;

	for (size_t i = 0; i < progress->row_count; i++)
		count += progress->rows[i].counted && progress->rows[i].state == state;
	return count;
}

static int64_t count_counted(const struct progress *progress)
{
	int64_t count = 0;

	for (size_t i = 0; i < progress->row_count; i++)
		count += progress->rows[i].counted;
	return count;
}

static int64_t count_exercises(const struct term *term, struct id kind_id)
{
	int64_t count = 0;

	for (const struct term_exercise *e = term->exercises; e != NULL; e = e->next)
		count += e->held && term_is_of_kind(e, kind_id);
	return count;
}

/* A unit counts once in each year, and once for the years that are not known. */
static int64_t count_unit_years(const struct term *term, struct id kind_id)
{
	int64_t count = 0;

	for (const struct term_unit *u = term->units; u != NULL; u = u->next) {
		const struct term_part *last = NULL;

		for (const struct term_part *p = u->parts; p != NULL; p = p->next_of_unit) {
			if (!p->exercise->held || !term_is_of_programme(u) ||
			    !term_is_of_kind(p->exercise, kind_id))
				continue;
			count += last == NULL ||
				 last->exercise->year.has_value != p->exercise->year.has_value ||
				 last->exercise->year.value != p->exercise->year.value;
			last = p;
		}
	}
	return count;
}

static struct optional_integer share_target(const struct term *term,
					    const struct term_target *target)
{
	const struct programme *p = &term->programme;
	int64_t units = 0;

	if (!target->share.has_value || !p->first_year.has_value || !p->last_year.has_value)
		return (struct optional_integer){ 0 };
	for (const struct term_unit *u = term->units; u != NULL; u = u->next)
		units += term_is_of_programme(u);
	int64_t each_year = (units * target->share.value + 999) / 1000;

	return (struct optional_integer){ true,
		each_year * (p->last_year.value - p->first_year.value + 1) };
}

static void count_lines(const struct term *term, struct id kind_id,
			struct progress_totals *totals)
{
	totals->target = (struct optional_integer){ true, 0 };
	for (const struct term_line *l = term->lines; l != NULL; l = l->next) {
		if (!id_is_none(kind_id) && !id_equal(l->kind_id, kind_id))
			continue;
		totals->target.value++;
		totals->done += progress_line_is_done(l);
	}
}

static void count_target(const struct progress *progress, const struct term_target *target,
			 struct progress_totals *totals)
{
	const struct term *term = progress->term;

	totals->exercises = count_exercises(term, target->kind_id);
	switch (target->rule) {
	case TARGET_RULE_UNKNOWN:
		break;
	case TARGET_EACH_UNIT:
		totals->target = (struct optional_integer){ target->count.has_value,
			target->count.has_value ? count_counted(progress) : 0 };
		for (size_t i = 0; i < progress->row_count; i++)
			totals->done += progress->rows[i].counted &&
					row_meets(progress, &progress->rows[i], target);
		break;
	case TARGET_SHARE_PER_YEAR:
		totals->target = share_target(term, target);
		totals->done = count_unit_years(term, target->kind_id);
		break;
	case TARGET_TOTAL:
		totals->target = target->count;
		totals->done = totals->exercises;
		break;
	case TARGET_LIST:
		count_lines(term, target->kind_id, totals);
		break;
	}
}

static void set_remaining(struct progress_totals *totals)
{
	int64_t rest = totals->target.value - totals->done;

	if (totals->target.has_value)
		totals->remaining = (struct optional_integer){ true, rest < 0 ? 0 : rest };
}

static void make_targets(struct progress *progress)
{
	struct progress_target **end = &progress->targets;

	for (const struct term_target *t = progress->term->targets; t != NULL; t = t->next) {
		struct progress_target *made = arena_new(progress->term->arena,
							 struct progress_target);

		made->target = t;
		count_target(progress, t, &made->totals);
		set_remaining(&made->totals);
		*end = made;
		end = &made->next;
	}
}

/* The units of the programme where a target asks each of them; otherwise what the
   other targets ask together; and nothing at all where no number is known. */
static void make_totals(struct progress *progress)
{
	struct progress_totals *totals = &progress->totals;
	bool by_unit = false, by_other = false;

	totals->planned = count_rows(progress, PROGRESS_PLANNED);
	totals->blocked = count_rows(progress, PROGRESS_BLOCKED);
	totals->done = count_rows(progress, PROGRESS_DONE);
	totals->exercises = count_exercises(progress->term, ID_NONE);
	for (const struct progress_target *t = progress->targets; t != NULL; t = t->next)
		by_unit |= is_unit_target(t->target);
	if (by_unit)
		totals->target = (struct optional_integer){ true, count_counted(progress) };
	for (const struct progress_target *t = progress->targets; t != NULL && !by_unit;
	     t = t->next) {
		if (!t->totals.target.has_value)
			continue;
		totals->done = (by_other ? totals->done : 0) + t->totals.done;
		totals->target.value += t->totals.target.value;
		totals->target.has_value = by_other = true;
	}
	set_remaining(totals);
}

struct optional_integer progress_share(const struct progress_totals *totals)
{
	if (!totals->target.has_value || totals->target.value <= 0)
		return (struct optional_integer){ 0 };
	return (struct optional_integer){ true, totals->done * 1000 / totals->target.value };
}

/* --- years ------------------------------------------------------------------------ */

static int compare_years(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static void make_years(struct progress *progress)
{
	const struct term *term = progress->term;
	const struct programme *p = &term->programme;
	size_t room = 0, count = 0, kept = 0;

	if (p->first_year.has_value && p->last_year.has_value)
		room = (size_t)(p->last_year.value - p->first_year.value + 1);
	for (const struct term_exercise *e = term->exercises; e != NULL; e = e->next)
		room++;
	for (const struct term_line *l = term->lines; l != NULL; l = l->next)
		room++;
	int64_t *years = arena_array(term->arena, int64_t, room + 1);

	if (p->first_year.has_value && p->last_year.has_value)
		for (int64_t year = p->first_year.value; year <= p->last_year.value; year++)
			years[count++] = year;
	for (const struct term_exercise *e = term->exercises; e != NULL; e = e->next) {
		if (e->year.has_value)
			years[count++] = e->year.value;
		progress->unknown_year |= !e->year.has_value && e->state != EXERCISE_CANCELLED;
	}
	for (const struct term_line *l = term->lines; l != NULL; l = l->next) {
		if (l->year.has_value)
			years[count++] = l->year.value;
		progress->unknown_year |= !l->year.has_value && !l->taken_up;
	}
	qsort(years, count, sizeof(*years), compare_years);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || years[kept - 1] != years[i])
			years[kept++] = years[i];
	progress->years = years;
	progress->year_count = kept;
}

static void add_units(struct progress *progress)
{
	size_t count = 0;

	for (const struct term_unit *u = progress->term->units; u != NULL; u = u->next)
		count += term_is_of_programme(u);
	progress->rows = arena_array(progress->term->arena, struct progress_row, count + 1);
	for (const struct term_unit *u = progress->term->units; u != NULL; u = u->next)
		if (term_is_of_programme(u))
			progress->rows[progress->row_count++] =
				(struct progress_row){ .unit = u, .counted = true };
}

struct progress *progress_make(struct term *term, const struct progress_query *query)
{
	struct progress *progress = arena_new(term->arena, struct progress);

	*progress = (struct progress){ .term = term, .query = *query };
	progress->above.arena = term->arena;
	if (query->structure == PROGRESS_AS_IS)
		progress_add_lines(progress);
	else
		add_units(progress);
	make_years(progress);
	set_states(progress);
	make_targets(progress);
	make_totals(progress);
	progress_reconcile(progress);
	return progress;
}
