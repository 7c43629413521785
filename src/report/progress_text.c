/* What a person reads about the table of a term; and what does not agree in it. */

#include "base/must.h"
#include "report/progress.h"

static const struct word mismatch_list[] = {
	[MISMATCH_OUTSIDE_UNIT] = { "outside_unit",
		{ "Đơn vị ngoài nhiệm kỳ", "Unit outside the programme" } },
	[MISMATCH_LINE_OUTSIDE] = { "line_outside",
		{ "Kế hoạch ngoài nhiệm kỳ", "Line outside the programme" } },
	[MISMATCH_UNKNOWN_SUCCESSOR] = { "unknown_successor",
		{ "Chưa rõ đơn vị kế thừa", "Successor not recorded" } },
	[MISMATCH_TARGET_UNKNOWN] = { "target_unknown",
		{ "Chưa rõ số chỉ tiêu", "Target unknown" } },
	[MISMATCH_GRADES] = { "grades", { "Xếp loại không khớp", "Grades do not agree" } },
	[MISMATCH_PROVISIONAL] = { "provisional",
		{ "Xếp loại tạm thời", "Provisional grades" } },
};
const struct words progress_mismatch_words = WORDS("progress_mismatch", mismatch_list);

/* --- reconciling ------------------------------------------------------------------- */

static struct progress_mismatch *begin(struct progress *progress, size_t most)
{
	struct progress_mismatch *m = &progress->mismatches[progress->mismatch_count];

	must(progress->mismatch_count < MISMATCH_KINDS, "each kind of mismatch once");
	*m = (struct progress_mismatch){ .ids = arena_array(progress->term->arena, struct id,
							    most + 1) };
	return m;
}

static void end(struct progress *progress, struct progress_mismatch *m,
		enum progress_mismatch_kind kind, const char *record_type)
{
	m->kind = kind;
	m->record_type = record_type;
	m->count = (int64_t)m->id_count;
	progress->mismatch_count += m->id_count > 0;
}

static bool is_ours(const struct progress *progress, const struct term_unit *unit)
{
	return unit != NULL && (term_is_of_programme(unit) ||
	       id_equal(unit->id, progress->term->programme.issuing_unit_id));
}

static void find_outside_units(struct progress *progress)
{
	size_t most = progress->term->exercises_by_id.count;
	struct progress_mismatch *m = begin(progress, most);

	for (const struct term_exercise *e = progress->term->exercises; e != NULL; e = e->next) {
		bool ours = false;

		for (const struct term_part *p = e->parts; p != NULL; p = p->next_of_exercise)
			ours |= is_ours(progress, p->unit);
		if (e->held && !ours)
			m->ids[m->id_count++] = e->id;
	}
	end(progress, m, MISMATCH_OUTSIDE_UNIT, "exercise");
}

static void find_outside_lines(struct progress *progress)
{
	struct progress_mismatch *m = begin(progress, progress->term->lines_by_id.count);

	for (const struct term_line *l = progress->term->lines; l != NULL; l = l->next)
		if (!is_ours(progress, l->unit))
			m->ids[m->id_count++] = l->id;
	end(progress, m, MISMATCH_LINE_OUTSIDE, "scheduled_exercise");
}

static void find_lost_rows(struct progress *progress)
{
	struct progress_mismatch *m = begin(progress, progress->row_count);

	for (size_t i = 0; i < progress->row_count; i++)
		if (!progress->rows[i].counted)
			m->ids[m->id_count++] = progress->rows[i].unit->id;
	end(progress, m, MISMATCH_UNKNOWN_SUCCESSOR, "unit");
}

static void find_unknown_targets(struct progress *progress)
{
	size_t most = 0;

	for (const struct progress_target *t = progress->targets; t != NULL; t = t->next)
		most++;
	struct progress_mismatch *m = begin(progress, most);

	for (const struct progress_target *t = progress->targets; t != NULL; t = t->next)
		if (!t->totals.target.has_value)
			m->ids[m->id_count++] = t->target->id;
	end(progress, m, MISMATCH_TARGET_UNKNOWN, "target");
}

/* Gradings of the programme's own units; ids only of those that are provisional. */
static void compare_grades(struct progress *progress)
{
	const struct term *term = progress->term;
	struct progress_mismatch *m = begin(progress, 8 * term->units_by_id.count + 8);
	int64_t graded = 0, exercised = 0;

	for (const struct term_unit *u = term->units; u != NULL; u = u->next) {
		if (!term_is_of_programme(u))
			continue;
		exercised += term_count_held(u, ID_NONE) > 0;
		for (const struct term_part *p = u->parts; p != NULL; p = p->next_of_unit) {
			graded += p->exercise->held && p->grade != NULL;
			if (p->provisional && m->id_count < 8 * term->units_by_id.count)
				m->ids[m->id_count++] = p->result_id;
		}
	}
	end(progress, m, MISMATCH_PROVISIONAL, "result");
	if (graded == exercised)
		return;
	m = begin(progress, 0);
	*m = (struct progress_mismatch){ .kind = MISMATCH_GRADES, .count = graded,
					 .other = exercised };
	progress->mismatch_count++;
}

void progress_reconcile(struct progress *progress)
{
	if (progress->query.structure == PROGRESS_AS_WAS)
		find_outside_units(progress);
	find_outside_lines(progress);
	find_lost_rows(progress);
	find_unknown_targets(progress);
	compare_grades(progress);
}

const char *progress_mismatch_text(struct arena *arena, const struct progress_mismatch *mismatch,
				   enum language language)
{
	long long count = (long long)mismatch->count, other = (long long)mismatch->other;
	bool vi = language == LANGUAGE_VI;

	switch (mismatch->kind) {
	case MISMATCH_OUTSIDE_UNIT:
		return arena_printf(arena, vi ?
			"Có %lld cuộc diễn tập của đơn vị không thuộc nhiệm kỳ này." :
			"Exercises of units that are not in this programme: %lld.", count);
	case MISMATCH_LINE_OUTSIDE:
		return arena_printf(arena, vi ?
			"Có %lld dòng kế hoạch cho đơn vị không thuộc nhiệm kỳ này." :
			"Lines of the schedule for units not in this programme: %lld.", count);
	case MISMATCH_UNKNOWN_SUCCESSOR:
		return arena_printf(arena, vi ?
			"Có %lld dòng chưa rõ đơn vị kế thừa, không tính vào tổng." :
			"Rows without a recorded successor, not counted: %lld.", count);
	case MISMATCH_TARGET_UNKNOWN:
		return arena_printf(arena, vi ? "Có %lld chỉ tiêu chưa rõ số." :
			"Targets whose number is not known: %lld.", count);
	case MISMATCH_GRADES:
		return arena_printf(arena, vi ?
			"Có %lld lượt xếp loại, trong khi %lld đơn vị đã diễn tập." :
			"There are %lld gradings, while %lld units have exercised.", count, other);
	case MISMATCH_PROVISIONAL:
		return arena_printf(arena, vi ?
			"Có %lld xếp loại tạm thời, chưa được xác nhận." :
			"Grades that are provisional, not confirmed yet: %lld.", count);
	case MISMATCH_KINDS:
		break;
	}
	must(false, "a mismatch of no kind");
}

/* --- sentences ---------------------------------------------------------------------- */

const char *progress_rule_text(struct arena *arena, const struct progress_query *query,
			       enum language language)
{
	bool vi = language == LANGUAGE_VI;
	const struct date d = query->as_of;

	if (query->structure == PROGRESS_AS_WAS)
		return vi ? "Tính theo cơ cấu đơn vị của nhiệm kỳ." :
		       "In the structure that the programme was carried out in.";
	if (query->rule == PROGRESS_ANY)
		return arena_printf(arena, vi ?
			"Theo cơ cấu ngày %02d/%02d/%04d: đơn vị được tính là đã diễn tập khi ít "
			"nhất một đơn vị trước nó đã diễn tập; xếp loại ghi riêng từng đơn vị "
			"trước, không gộp." :
			"In the structure of %02d/%02d/%04d: a unit counts as exercised when at "
			"least one unit before it has exercised; grades stand for each unit "
			"before it and are not merged.", d.day, d.month, d.year);
	return arena_printf(arena, vi ?
		"Theo cơ cấu ngày %02d/%02d/%04d: đơn vị được tính là đã diễn tập khi mọi đơn vị "
		"trước nó đều đã diễn tập; xếp loại ghi riêng từng đơn vị trước, không gộp." :
		"In the structure of %02d/%02d/%04d: a unit counts as exercised when all units "
		"before it have exercised; grades stand for each unit before it and are not "
		"merged.", d.day, d.month, d.year);
}

static void add_part(struct text *out, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return;
	text_add(out, out->length > 0 ? "; " : "");
	text_add(out, text);
}

const char *progress_row_note(struct arena *arena, const struct progress_row *row,
			      enum language language)
{
	struct text out = { .arena = arena };
	bool vi = language == LANGUAGE_VI;

	if (!row->counted)
		add_part(&out, row->successor_name == NULL ?
			 (vi ? "chưa rõ đơn vị kế thừa" : "successor not recorded") :
			 arena_printf(arena, vi ? "chưa rõ đơn vị kế thừa (văn bản ghi: %s)" :
				      "successor not recorded (the document says: %s)",
				      row->successor_name));
	if (row->unit->pilot)
		add_part(&out, vi ? "đơn vị điểm" : "pilot unit");
	add_part(&out, row->unit->note);
	for (const struct progress_reason *r = row->reasons; r != NULL; r = r->next)
		add_part(&out, r->text);
	return out.length == 0 ? NULL : text_string(&out);
}
