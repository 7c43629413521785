/* The annexes: the table of the term, and the table in the structure of a later day. */

#include <string.h>

#include "base/must.h"
#include "report/summary_private.h"

#define YEARS_MOST (TABLE_COLUMNS_MOST - 4)

static void add_to_cell(struct text *out, const char *text, bool provisional)
{
	text_add_format(out, "%s%s%s", out->length == 0 ? "" : "; ", text,
			provisional ? " (tạm thời)" : "");
}

/* What stands in the column of a year; the unknown year has no value. */
static const char *cell_text(struct arena *arena, const struct term_unit *unit,
			     struct optional_integer year)
{
	struct text out = { .arena = arena };

	for (const struct term_part *p = unit->parts; p != NULL; p = p->next_of_unit) {
		const struct term_exercise *e = p->exercise;

		if (e->year.has_value != year.has_value || e->year.value != year.value ||
		    e->state == EXERCISE_CANCELLED)
			continue;
		add_to_cell(&out, p->grade != NULL ? p->grade->name :
			    words_text(&exercise_state_words, e->state, LANGUAGE_VI),
			    p->provisional);
	}
	for (const struct term_line *l = unit->lines; l != NULL; l = l->next_of_unit)
		if (!l->taken_up && !progress_line_is_done(l) &&
		    l->year.has_value == year.has_value && l->year.value == year.value)
			add_to_cell(&out, l->blocked_reason == NULL ? "Kế hoạch" : "Vướng mắc",
				    false);
	return text_string(&out);
}

static void add_row(struct writer_of_summary *w, struct table *table, size_t number,
		    const struct progress_row *row, size_t years)
{
	const struct progress *p = w->progress;

	table_add_row(table);
	rich_add(table_add_cell(table, 1, NULL), "%zu", number);
	table_add_cell(table, 1, row->unit->name);
	for (size_t i = 0; i < years; i++)
		table_add_cell(table, 1, cell_text(w->arena, row->unit,
			(struct optional_integer){ true, p->years[i] }));
	if (p->unknown_year)
		table_add_cell(table, 1, cell_text(w->arena, row->unit,
						   (struct optional_integer){ 0 }));
	table_add_cell(table, 1, words_text(&progress_state_words, row->state, LANGUAGE_VI));
}

static void add_term_table(struct writer_of_summary *w)
{
	const struct progress *p = w->progress;
	size_t years = p->year_count < YEARS_MOST ? p->year_count : YEARS_MOST;
	struct table_column columns[TABLE_COLUMNS_MOST] = {
		{ "TT", 1, ALIGN_CENTRE }, { "Đơn vị", 4, ALIGN_LEFT },
	};
	int count = 2;

	for (size_t i = 0; i < years; i++)
		columns[count++] = (struct table_column){
			arena_printf(w->arena, "%lld", (long long)p->years[i]), 2, ALIGN_LEFT };
	if (p->unknown_year)
		/* wide enough for "Hoàn thành xuất sắc" on one line of the lying page */
		columns[count++] = (struct table_column){ "Chưa rõ năm", 4, ALIGN_LEFT };
	must(count < TABLE_COLUMNS_MOST, "years that fit into the table");
	columns[count++] = (struct table_column){ "Tình trạng", 3, ALIGN_LEFT };
	document_add_annex(w->document, "Tổng hợp kết quả diễn tập theo đơn vị và năm", true);
	struct table *table = document_add_table(w->document, columns, count);

	for (size_t i = 0; i < p->row_count; i++)
		add_row(w, table, i + 1, &p->rows[i], years);
	document_add_note(w->document, "%s",
			  progress_rule_text(w->arena, &p->query, LANGUAGE_VI));
	for (size_t i = 0; i < p->mismatch_count; i++)
		document_add_note(w->document, "%s", progress_mismatch_text(w->arena,
				  &p->mismatches[i], LANGUAGE_VI));
}

/* --- as is ---------------------------------------------------------------------------- */

static void add_origin(struct writer_of_summary *w, struct rich_text *cell,
		       const struct progress_origin *origin, bool first)
{
	rich_add(cell, "%s%s: ", first ? "" : ";\n", origin->unit->name);
	if (origin->outside)
		rich_add(cell, "ngoài nhiệm kỳ");
	else if (origin->part == NULL)
		rich_add(cell, "chưa diễn tập");
	else
		rich_add(cell, "%s", origin->part->grade == NULL ? "chưa rõ xếp loại" :
			 origin->part->grade->name);
	if (origin->extent == SUCCESSION_PART)
		rich_add(cell, " (một phần)");
	if (origin->extent == SUCCESSION_UNKNOWN)
		rich_add(cell, " (chưa rõ phạm vi)");
	if (!origin->certain)
		rich_add(cell, " (chưa chắc chắn)");
	must(w->arena != NULL, "a cell in an arena");
}

static bool add_as_is(struct writer_of_summary *w)
{
	static const struct table_column columns[] = {
		{ "TT", 1, ALIGN_CENTRE }, { "Đơn vị", 4, ALIGN_LEFT },
		{ "Tình trạng", 3, ALIGN_LEFT }, { "Kế thừa từ", 8, ALIGN_LEFT },
		{ "Ghi chú", 4, ALIGN_LEFT },
	};
	struct term *term = term_load(w->store, w->arena, w->options->programme_id, w->fault);

	if (term == NULL || !term_load_succession(w->store, term, w->fault))
		return false;
	const struct progress *p = progress_make(term, &w->options->as_is);

	document_add_annex(w->document, "Kết quả diễn tập theo cơ cấu đơn vị hiện nay", true);
	document_add_paragraph(w->document, "%s",
			       progress_rule_text(w->arena, &p->query, LANGUAGE_VI));
	struct table *table = document_add_table(w->document, columns, 5);

	for (size_t i = 0; i < p->row_count; i++) {
		const struct progress_row *row = &p->rows[i];

		table_add_row(table);
		rich_add(table_add_cell(table, 1, NULL), "%zu", i + 1);
		table_add_cell(table, 1, row->unit->name);
		table_add_cell(table, 1, words_text(&progress_state_words, row->state,
						    LANGUAGE_VI));
		struct rich_text *cell = table_add_cell(table, 1, NULL);

		for (const struct progress_origin *o = row->origins; o != NULL; o = o->next)
			add_origin(w, cell, o, o == row->origins);
		table_add_cell(table, 1, progress_row_note(w->arena, row, LANGUAGE_VI));
	}
	table_add_row(table)->strong = true;
	table_add_cell(table, 2, "Cộng");
	rich_add(table_add_cell(table, 3, NULL), "Đã diễn tập: %lld/%zu đơn vị",
		 (long long)p->totals.done, p->row_count);
	return true;
}

bool summary_add_annexes(struct writer_of_summary *w)
{
	add_term_table(w);
	return !w->options->with_as_is || add_as_is(w);
}
