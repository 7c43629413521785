/* Roll-up of the table by the units above its rows. */

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "report/progress.h"

#define ABOVE_MOST (sizeof(((struct progress_row *)0)->above) / sizeof(struct id))

struct parent {
	struct id parent_id;
};

static struct date structure_day(const struct progress *progress)
{
	return progress->query.structure == PROGRESS_AS_IS ? progress->query.as_of :
	       progress->term->programme.structure_on;
}

/* The links of the day; where no day is known, each unit's last one. */
static bool load_links(struct store *store, struct progress *progress, struct id_table *links,
		       struct fault *fault)
{
	struct arena *arena = progress->term->arena;
	char day[DATE_TEXT_SIZE];
	struct date on = structure_day(progress);

	date_format(on, day);
	struct rows *rows = store_rows(store,
		"SELECT unit_id, parent_id"
		" FROM visible_unit_link"
		" WHERE chain = 'administrative'"
		"   AND (:day IS NULL OR ((valid_from IS NULL OR valid_from <= :day)"
		"        AND (valid_to IS NULL OR valid_to > :day)))"
		" ORDER BY COALESCE(valid_from, '0001-01-01')",
		BINDS(TEXT("day", date_is_known(on) ? day : NULL)), fault);

	while (rows_next(rows)) {
		struct parent *parent = arena_new(arena, struct parent);

		parent->parent_id = rows_id(rows, "parent_id");
		id_table_set(links, rows_id(rows, "unit_id"), parent);
	}
	return rows_end(&rows, fault);
}

static bool load_names(struct store *store, struct progress *progress, struct fault *fault)
{
	struct arena *arena = progress->term->arena;
	struct rows *rows = store_rows(store,
		"SELECT id, code, name"
		" FROM visible_unit"
		" WHERE id IN (SELECT parent_id FROM visible_unit_link"
		"              WHERE chain = 'administrative')", NO_BINDS, fault);

	while (rows_next(rows)) {
		struct term_unit *unit = arena_new(arena, struct term_unit);

		unit->id = rows_id(rows, "id");
		unit->code = arena_copy(arena, rows_text(rows, "code"));
		unit->name = arena_copy(arena, rows_text(rows, "name"));
		id_table_set(&progress->above, unit->id, unit);
	}
	return rows_end(&rows, fault);
}

bool progress_load_parents(struct store *store, struct progress *progress, struct fault *fault)
{
	struct id_table links = { .arena = progress->term->arena };

	if (progress->has_above)
		return true;
	if (!load_links(store, progress, &links, fault) || !load_names(store, progress, fault))
		return false;
	for (size_t i = 0; i < progress->row_count; i++) {
		struct progress_row *row = &progress->rows[i];
		const struct parent *parent = id_table_find(&links, row->unit->id);

		for (size_t level = 0; level < ABOVE_MOST && parent != NULL; level++) {
			row->above[level] = parent->parent_id;
			parent = id_table_find(&links, parent->parent_id);
		}
	}
	progress->has_above = true;
	return true;
}

/* --- groups ------------------------------------------------------------------------- */

/* The unit above the row that stands right below `parent_id` (none: at the top);
   false if the row is not below it.  None if it is the row itself. */
static bool find_group(const struct progress_row *row, struct id parent_id, struct id *group_out)
{
	struct id below = ID_NONE;

	for (size_t level = 0; level < ABOVE_MOST; level++) {
		if (id_equal(row->above[level], parent_id)) {
			*group_out = below;
			return true;
		}
		if (id_is_none(row->above[level]))
			return false;
		below = row->above[level];
	}
	*group_out = below;
	return id_is_none(parent_id);
}

static int64_t count_grades(const struct term *term)
{
	int64_t count = 0;

	for (const struct term_grade *g = term->grades; g != NULL; g = g->next)
		count++;
	return count;
}

static size_t grade_position(const struct term *term, const struct term_grade *grade)
{
	size_t position = 0;

	for (const struct term_grade *g = term->grades; g != grade; g = g->next)
		position++;
	return position;
}

static void count_part(const struct progress *progress, struct progress_group *group,
		       const struct term_part *part)
{
	if (part->grade != NULL)
		group->grades[grade_position(progress->term, part->grade)]++;
	for (size_t i = 0; i < progress->year_count && part->exercise->year.has_value; i++)
		group->years[i] += progress->years[i] == part->exercise->year.value;
	if (!part->exercise->year.has_value)
		group->years[progress->year_count]++;
}

static void count_row(const struct progress *progress, struct progress_group *group,
		      const struct progress_row *row)
{
	group->rows++;
	for (const struct term_part *p = row->unit->parts; p != NULL; p = p->next_of_unit)
		if (p->exercise->held)
			count_part(progress, group, p);
	if (!row->counted)
		return;
	if (group->totals.target.has_value)
		group->totals.target.value++;
	group->totals.done += row->state == PROGRESS_DONE;
	group->totals.planned += row->state == PROGRESS_PLANNED;
	group->totals.blocked += row->state == PROGRESS_BLOCKED;
}

static bool asks_each_unit(const struct progress *progress)
{
	for (const struct progress_target *t = progress->targets; t != NULL; t = t->next)
		if (t->target->rule == TARGET_EACH_UNIT && t->target->count.has_value)
			return true;
	return false;
}

static struct progress_group *make_group(struct arena *arena, const struct progress *progress,
					 struct id id)
{
	struct progress_group *group = arena_new(arena, struct progress_group);
	int64_t grades = count_grades(progress->term);

	group->unit = id_table_find(&progress->above, id);
	group->grades = arena_array(arena, int64_t, (size_t)grades + 1);
	group->years = arena_array(arena, int64_t, progress->year_count + 1);
	group->totals.target.has_value = asks_each_unit(progress);
	return group;
}

static int compare_groups(const void *a, const void *b)
{
	const struct progress_group *left = *(struct progress_group *const *)a;
	const struct progress_group *right = *(struct progress_group *const *)b;

	return strcmp(left->unit->code, right->unit->code);
}

static struct progress_group *sort_groups(struct arena *arena, struct progress_group *first,
					  size_t count)
{
	struct progress_group **all = arena_array(arena, struct progress_group *, count + 1);
	size_t i = 0;

	for (struct progress_group *g = first; g != NULL; g = g->next)
		all[i++] = g;
	if (count > 1)
		qsort(all, count, sizeof(struct progress_group *), compare_groups);
	for (i = 0; i < count; i++)
		all[i]->next = i + 1 < count ? all[i + 1] : NULL;
	return count == 0 ? NULL : all[0];
}

struct progress_group *progress_group(struct arena *arena, const struct progress *progress,
				      struct id parent_id, struct list *direct_out)
{
	struct id_table groups = { .arena = arena };
	struct progress_group *first = NULL;

	must(progress->has_above, "the parents of the rows are not loaded");
	*direct_out = (struct list){ .items = arena_array(arena, void *,
							  progress->row_count + 1) };
	for (size_t i = 0; i < progress->row_count; i++) {
		struct progress_row *row = &progress->rows[i];
		struct id id;

		if (!find_group(row, parent_id, &id))
			continue;
		if (id_is_none(id) || id_table_find(&progress->above, id) == NULL) {
			direct_out->items[direct_out->count++] = row;
			continue;
		}
		struct progress_group *group = id_table_find(&groups, id);

		if (group == NULL) {
			group = make_group(arena, progress, id);
			group->next = first;
			first = group;
			id_table_set(&groups, id, group);
		}
		count_row(progress, group, row);
	}
	for (struct progress_group *g = first; g != NULL; g = g->next)
		if (g->totals.target.has_value)
			g->totals.remaining = (struct optional_integer){ true,
				g->totals.target.value - g->totals.done };
	return sort_groups(arena, first, groups.count);
}
