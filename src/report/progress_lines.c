/* The table of a term in the structure of a later day: rows are the units in force
   then that descend from the programme's, with whatever came before them. */

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "report/progress.h"

#define DEPTH_MOST 64		/* lines have no circle; bounded all the same */

struct builder {
	struct progress *progress;
	struct date day;
	size_t room;
	unsigned mark;
};

static bool is_in_force(const struct builder *b, const struct term_unit *unit)
{
	return date_compare(unit->valid_from, b->day) <= 0 &&
	       (!date_is_known(unit->valid_to) || date_compare(b->day, unit->valid_to) < 0);
}

static bool has_happened(const struct builder *b, const struct term_step *step)
{
	return !date_is_known(step->date) || date_compare(step->date, b->day) <= 0;
}

static struct progress_row *add_row(struct builder *b, const struct term_unit *unit)
{
	struct progress *progress = b->progress;

	if (progress->row_count == b->room) {
		size_t room = b->room == 0 ? 64 : b->room * 2;
		struct progress_row *rows = arena_array(progress->term->arena,
							struct progress_row, room);

		if (progress->row_count > 0)
			memcpy(rows, progress->rows, progress->row_count * sizeof(*rows));
		progress->rows = rows;
		b->room = room;
	}
	struct progress_row *row = &progress->rows[progress->row_count++];

	*row = (struct progress_row){ .unit = unit };
	return row;
}

/* --- what came before ---------------------------------------------------------------- */

struct way {
	struct arena *arena;
	struct progress_row *row;
	bool certain;
	enum succession_extent extent;
	int depth;
};

static int doubt(enum succession_extent extent, bool certain)
{
	int of_extent = extent == SUCCESSION_WHOLE ? 0 : extent == SUCCESSION_PART ? 2 : 1;

	return 2 * of_extent + !certain;
}

/* One origin for each exercise of the unit that was held, or one without. */
static void add_origins(struct way *way, const struct term_unit *unit, bool outside)
{
	struct progress_origin **end = &way->row->origins;
	struct progress_origin origin = { .unit = unit, .outside = outside,
		.certain = way->certain, .extent = way->extent };
	bool found = false;

	for (; *end != NULL; end = &(*end)->next) {
		if ((*end)->unit != unit)
			continue;
		found = true;		/* another way leads here: the clearer one counts */
		if (doubt(way->extent, way->certain) < doubt((*end)->extent, (*end)->certain)) {
			(*end)->extent = way->extent;
			(*end)->certain = way->certain;
		}
	}
	for (const struct term_part *p = unit->parts; p != NULL && !found; p = p->next_of_unit) {
		if (!p->exercise->held)
			continue;
		origin.part = p;
		*end = arena_new(way->arena, struct progress_origin);
		**end = origin;
		end = &(*end)->next;
	}
	if (found || origin.part != NULL)
		return;
	*end = arena_new(way->arena, struct progress_origin);
	**end = origin;
}

static enum succession_extent join_extents(enum succession_extent a, enum succession_extent b)
{
	if (a == SUCCESSION_PART || b == SUCCESSION_PART)
		return SUCCESSION_PART;
	return a == SUCCESSION_UNKNOWN || b == SUCCESSION_UNKNOWN ? SUCCESSION_UNKNOWN :
	       SUCCESSION_WHOLE;
}

/* Goes back to the programme's units, and to exercises on the way; a line that ends
   without either comes from outside. */
static void walk_back(const struct builder *b, struct way way, const struct term_unit *unit)
{
	struct way next = way;
	bool is_end = true;

	next.depth++;
	for (const struct term_step *s = unit->steps_to; s != NULL && way.depth < DEPTH_MOST;
	     s = s->next_to) {
		if (!has_happened(b, s))
			continue;
		is_end = false;
		next.certain = way.certain && s->certain;
		next.extent = join_extents(way.extent, s->extent);
		if (term_is_of_programme(s->from) || s->from->parts != NULL)
			add_origins(&next, s->from, false);
		if (!term_is_of_programme(s->from))
			walk_back(b, next, s->from);
	}
	if (is_end && way.depth > 0 && unit->parts == NULL)
		add_origins(&way, unit, true);
}

/* --- what came after ----------------------------------------------------------------- */

static void add_lost_row(struct builder *b, const struct term_unit *unit, const char *name)
{
	struct progress_row *row = add_row(b, unit);

	row->successor_name = name;
	row->counted = false;
}

static void walk_on(struct builder *b, struct term_unit *unit, int depth)
{
	bool goes_on = is_in_force(b, unit);

	if (unit->mark == b->mark || depth > DEPTH_MOST)
		return;
	unit->mark = b->mark;
	if (goes_on) {
		struct progress_row *row = add_row(b, unit);

		row->counted = true;
		walk_back(b, (struct way){ .arena = b->progress->term->arena, .row = row,
			.certain = true, .extent = SUCCESSION_WHOLE }, unit);
	}
	for (const struct term_step *s = unit->steps_from; s != NULL; s = s->next_from) {
		if (!has_happened(b, s))
			continue;
		goes_on = true;
		if (s->to != NULL)
			walk_on(b, s->to, depth + 1);
		else
			add_lost_row(b, unit, s->to_name);
	}
	if (!goes_on && date_compare(unit->valid_from, b->day) <= 0)
		add_lost_row(b, unit, NULL);
}

static int compare_rows(const void *a, const void *b)
{
	const struct progress_row *left = a, *right = b;
	int order = strcmp(left->unit->code, right->unit->code);

	if (order == 0)
		order = date_compare(left->unit->valid_from, right->unit->valid_from);
	return order != 0 ? order : (left->counted < right->counted) -
				    (left->counted > right->counted);
}

void progress_add_lines(struct progress *progress)
{
	struct term *term = (struct term *)(uintptr_t)progress->term;
	struct builder b = { .progress = progress, .day = progress->query.as_of,
			     .mark = ++term->marks };

	must(term->has_succession, "the lines of succession are not loaded");
	must(date_is_known(b.day), "the structure of which day?");
	for (struct term_unit *u = term->units; u != NULL; u = u->next)
		if (term_is_of_programme(u))
			walk_on(&b, u, 0);
	if (progress->row_count > 0)
		qsort(progress->rows, progress->row_count, sizeof(*progress->rows), compare_rows);
}
