/* The table of a term as the API sends it. */

#include "base/json.h"
#include "base/must.h"
#include "report/progress.h"

static void add_id(struct text *out, const char *name, struct id id)
{
	char text[ID_TEXT_SIZE];

	json_add_name(out, name);
	if (!id_is_none(id))
		id_format(id, text);
	json_add_string(out, id_is_none(id) ? NULL : text);
}

static void add_text(struct text *out, const char *name, const char *text)
{
	json_add_name(out, name);
	json_add_string(out, text);
}

static void add_number(struct text *out, const char *name, struct optional_integer number)
{
	json_add_name(out, name);
	if (number.has_value)
		text_add_integer(out, number.value);
	else
		text_add(out, "null");
}

static void add_count(struct text *out, const char *name, int64_t count)
{
	json_add_name(out, name);
	text_add_integer(out, count);
}

static void add_bool(struct text *out, const char *name, bool value)
{
	json_add_name(out, name);
	text_add(out, value ? "true" : "false");
}

/* Objects follow each other with a comma between. */
static void open_object(struct text *out)
{
	must(out->length > 0, "an object stands in a list");
	text_add(out, out->bytes[out->length - 1] == '[' ? "{" : ",{");
}

void json_add_share(struct text *out, struct optional_integer per_mille)
{
	if (!per_mille.has_value)
		text_add(out, "null");
	else if (per_mille.value % 10 == 0)
		text_add_integer(out, per_mille.value / 10);
	else
		text_add_format(out, "%lld.%lld", (long long)(per_mille.value / 10),
				(long long)(per_mille.value % 10));
}

static void add_totals(struct text *out, const struct progress_totals *totals)
{
	text_add_char(out, '{');
	add_number(out, "target", totals->target);
	add_count(out, "planned", totals->planned);
	add_count(out, "done", totals->done);
	add_number(out, "remaining", totals->remaining);
	add_count(out, "blocked", totals->blocked);
	json_add_name(out, "percent");
	json_add_share(out, progress_share(totals));
	text_add_char(out, '}');
}

static void add_years(struct text *out, const struct progress *progress)
{
	json_add_name(out, "years");
	text_add_char(out, '[');
	for (size_t i = 0; i < progress->year_count; i++)
		text_add_format(out, "%s%lld", i == 0 ? "" : ",", (long long)progress->years[i]);
	if (progress->unknown_year)
		text_add(out, progress->year_count == 0 ? "null" : ",null");
	text_add_char(out, ']');
}

static void add_part(struct text *out, const struct term *term, const struct term_part *part)
{
	const struct term_exercise *e = part->exercise;

	open_object(out);
	add_number(out, "year", e->year);
	add_id(out, "exercise_id", e->id);
	add_id(out, "scheduled_id", e->scheduled_id);
	add_text(out, "state", words_word(&exercise_state_words, e->state));
	add_text(out, "grade", part->grade == NULL ? NULL : part->grade->code);
	add_bool(out, "provisional", part->provisional);
	add_text(out, "kind", term_kind_code(term, e->kind_id));
	text_add_char(out, '}');
}

/* A line of the schedule of which no exercise was made yet. */
static void add_line(struct text *out, const struct term *term, const struct term_line *line)
{
	open_object(out);
	add_number(out, "year", line->year);
	add_id(out, "exercise_id", ID_NONE);
	add_id(out, "scheduled_id", line->id);
	add_text(out, "state", line->blocked_reason == NULL ? "planned" : "blocked");
	add_text(out, "grade", NULL);
	add_bool(out, "provisional", false);
	add_text(out, "kind", term_kind_code(term, line->kind_id));
	text_add_char(out, '}');
}

static void add_cells(struct text *out, const struct progress *progress,
		      const struct progress_row *row)
{
	json_add_name(out, "cells");
	text_add_char(out, '[');
	for (const struct term_part *p = row->unit->parts; p != NULL; p = p->next_of_unit)
		if (p->exercise->state != EXERCISE_CANCELLED)
			add_part(out, progress->term, p);
	for (const struct term_line *l = row->unit->lines; l != NULL; l = l->next_of_unit)
		if (!l->taken_up && !progress_line_is_done(l))
			add_line(out, progress->term, l);
	text_add_char(out, ']');
}

static void add_origin(struct text *out, const struct progress_origin *origin)
{
	const struct term_part *part = origin->part;

	open_object(out);
	add_id(out, "unit_id", origin->unit->id);
	add_text(out, "unit_code", origin->unit->code);
	add_text(out, "unit_name", origin->unit->name);
	add_id(out, "exercise_id", part == NULL ? ID_NONE : part->exercise->id);
	add_number(out, "year", part == NULL ? (struct optional_integer){ 0 } :
		   part->exercise->year);
	add_text(out, "grade", part == NULL || part->grade == NULL ? NULL : part->grade->code);
	add_bool(out, "certain", origin->certain);
	add_text(out, "extent", words_word(&succession_extent_words, origin->extent));
	add_bool(out, "outside", origin->outside);
	text_add_char(out, '}');
}

static void add_row(struct text *out, const struct progress *progress,
		    const struct progress_row *row, enum language language)
{
	open_object(out);
	add_id(out, "unit_id", row->unit->id);
	add_text(out, "unit_code", row->unit->code);
	add_text(out, "unit_name", row->unit->name);
	add_text(out, "note", progress_row_note(out->arena, row, language));
	add_cells(out, progress, row);
	add_text(out, "state", words_word(&progress_state_words, row->state));
	json_add_name(out, "inherited_from");
	text_add_char(out, '[');
	for (const struct progress_origin *o = row->origins; o != NULL; o = o->next)
		add_origin(out, o);
	text_add(out, "]}");
}

static void add_grades(struct text *out, const struct term *term, const int64_t *counts)
{
	size_t i = 0;
	bool first = true;

	json_add_name(out, "grades");
	text_add_char(out, '{');
	for (const struct term_grade *g = term->grades; g != NULL; g = g->next, i++) {
		if (!g->used)
			continue;
		text_add(out, first ? "" : ",");
		json_add_string(out, g->code);
		text_add_format(out, ":%lld", (long long)counts[i]);
		first = false;
	}
	text_add_char(out, '}');
}

static void add_group(struct text *out, const struct progress *progress,
		      const struct progress_group *group)
{
	size_t columns = progress->year_count + progress->unknown_year;

	open_object(out);
	add_id(out, "unit_id", group->unit->id);
	add_text(out, "unit_code", group->unit->code);
	add_text(out, "unit_name", group->unit->name);
	add_count(out, "rows", group->rows);
	json_add_name(out, "totals");
	add_totals(out, &group->totals);
	add_grades(out, progress->term, group->grades);
	json_add_name(out, "held");
	text_add_char(out, '[');
	for (size_t i = 0; i < columns; i++)
		text_add_format(out, "%s%lld", i == 0 ? "" : ",", (long long)group->years[i]);
	text_add(out, "]}");
}

static void add_targets(struct text *out, const struct progress *progress)
{
	json_add_name(out, "targets");
	text_add_char(out, '[');
	for (const struct progress_target *t = progress->targets; t != NULL; t = t->next) {
		open_object(out);
		add_id(out, "target_id", t->target->id);
		add_text(out, "rule", words_word(&target_rule_words, t->target->rule));
		add_text(out, "kind", term_kind_code(progress->term, t->target->kind_id));
		json_add_name(out, "totals");
		add_totals(out, &t->totals);
		text_add_char(out, '}');
	}
	text_add_char(out, ']');
}

static void add_mismatches(struct text *out, const struct progress *progress,
			   enum language language)
{
	char id[ID_TEXT_SIZE];

	json_add_name(out, "mismatches");
	text_add_char(out, '[');
	for (size_t i = 0; i < progress->mismatch_count; i++) {
		const struct progress_mismatch *m = &progress->mismatches[i];

		open_object(out);
		add_text(out, "code", words_word(&progress_mismatch_words, m->kind));
		add_text(out, "text", progress_mismatch_text(out->arena, m, language));
		add_text(out, "record_type", m->record_type);
		json_add_name(out, "ids");
		text_add_char(out, '[');
		for (size_t j = 0; j < m->id_count; j++) {
			id_format(m->ids[j], id);
			text_add(out, j == 0 ? "" : ",");
			json_add_string(out, id);
		}
		text_add(out, "]}");
	}
	text_add_char(out, ']');
}

static void add_body(struct text *out, const struct progress *progress,
		     const struct progress_page *page)
{
	bool many = page->rows_most > 0 && progress->row_count > page->rows_most;
	struct progress_group *groups = NULL;
	struct list direct = { 0 };

	if (many || !id_is_none(page->parent_id))
		groups = progress_group(out->arena, progress, page->parent_id, &direct);
	/* a single unit above everything says nothing: open it */
	while (groups != NULL && groups->next == NULL && direct.count == 0)
		groups = progress_group(out->arena, progress, groups->unit->id, &direct);
	json_add_name(out, "groups");
	text_add_char(out, '[');
	for (const struct progress_group *g = groups; g != NULL; g = g->next)
		add_group(out, progress, g);
	text_add_char(out, ']');
	json_add_name(out, "rows");
	text_add_char(out, '[');
	if (many || !id_is_none(page->parent_id))
		for (size_t i = 0; i < direct.count; i++)
			add_row(out, progress, direct.items[i], page->language);
	else
		for (size_t i = 0; i < progress->row_count; i++)
			add_row(out, progress, &progress->rows[i], page->language);
	text_add_char(out, ']');
}

void progress_write_json(struct text *out, const struct progress *progress,
			 const struct progress_page *page)
{
	const struct progress_query *query = &progress->query;

	text_add_char(out, '{');
	add_text(out, "structure", words_word(&progress_structure_words, query->structure));
	add_text(out, "rule", words_word(&progress_rule_words, query->rule));
	add_text(out, "rule_text", progress_rule_text(out->arena, query, page->language));
	add_years(out, progress);
	add_body(out, progress, page);
	json_add_name(out, "totals");
	add_totals(out, &progress->totals);
	add_targets(out, progress);
	add_mismatches(out, progress, page->language);
	text_add_char(out, '}');
}
