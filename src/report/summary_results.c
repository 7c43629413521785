/* II. What was to be done and what was done, unit by unit; safety; plans. */

#include <string.h>

#include "base/must.h"
#include "report/document_lines.h"
#include "report/summary_private.h"

#define NAMES_MOST 12		/* units that a sentence lists */

/* --- 1. targets ----------------------------------------------------------------------- */

static const char *year_text(struct arena *arena, struct optional_integer year)
{
	return year.has_value ? arena_printf(arena, "%lld", (long long)year.value) : "chưa rõ";
}

static const char *per_mille_text(struct arena *arena, int64_t share)
{
	return share % 10 == 0 ? arena_printf(arena, "%lld %%", (long long)(share / 10)) :
	       arena_printf(arena, "%lld,%lld %%", (long long)(share / 10),
			    (long long)(share % 10));
}

static const char *target_text(struct arena *arena, const struct term_target *target)
{
	const char *unknown = "chỉ tiêu chưa rõ số";
	long long count = (long long)target->count.value;

	switch (target->rule) {
	case TARGET_RULE_UNKNOWN:
		return "chưa có chỉ tiêu";
	case TARGET_EACH_UNIT:
		return target->count.has_value ?
			arena_printf(arena, "mỗi đơn vị diễn tập ít nhất %02lld lần trong nhiệm kỳ",
				     count) : unknown;
	case TARGET_SHARE_PER_YEAR:
		return target->share.has_value ?
			arena_printf(arena, "mỗi năm %s số đơn vị diễn tập",
				     per_mille_text(arena, target->share.value)) : unknown;
	case TARGET_TOTAL:
		return target->count.has_value ?
			arena_printf(arena, "tổng số %02lld cuộc diễn tập", count) : unknown;
	case TARGET_LIST:
		return "thực hiện các cuộc diễn tập theo kế hoạch từng năm";
	}
	must(false, "a target of no rule");
}

static void add_targets(struct writer_of_summary *w)
{
	if (w->progress->targets == NULL)
		document_add_paragraph(w->document,
				       "Nhiệm kỳ chưa có chỉ tiêu được ghi trong hồ sơ.");
	for (const struct progress_target *t = w->progress->targets; t != NULL; t = t->next) {
		struct rich_text *text = document_add_dash(w->document, "Chỉ tiêu: %s",
							   target_text(w->arena, t->target));

		if (t->totals.target.has_value)
			rich_add(text, "; đạt %lld/%lld", (long long)t->totals.done,
				 (long long)t->totals.target.value);
		if (summary_is_given(t->target->note))
			rich_add(text, " (%s)", summary_unstopped(w->arena, t->target->note));
		rich_add(text, ".");
	}
}

static void add_open_units(struct writer_of_summary *w)
{
	for (size_t i = 0; i < w->progress->row_count; i++) {
		const struct progress_row *row = &w->progress->rows[i];

		if (row->state != PROGRESS_BLOCKED)
			continue;
		struct rich_text *text = document_add_dash(w->document, "Vướng mắc tại %s",
			summary_unit_in_text(w->arena, row->unit->name));

		for (const struct progress_reason *r = row->reasons; r != NULL; r = r->next)
			rich_add(text, "%s%s", r == row->reasons ? ": " : "; ",
				 summary_unstopped(w->arena, r->text));
		rich_add(text, ".");
	}
}

static void add_counts(struct writer_of_summary *w)
{
	struct rich_text *text = document_add_paragraph(w->document, "Đã tổ chức ");

	summary_add_figure(w, text, "exercises.held");
	rich_add(text, " cuộc diễn tập");
	if (summary_is_known(w, "units.remaining") && summary_value(w, "units.remaining") > 0) {
		rich_add(text, "; còn lại ");
		summary_add_figure(w, text, "units.remaining");
		rich_add(text, " đơn vị, trong đó đã có kế hoạch ");
		summary_add_figure(w, text, "units.planned");
		rich_add(text, ", vướng mắc ");
		summary_add_figure(w, text, "units.blocked");
	}
	rich_add(text, ". Kinh phí đã sử dụng: ");
	if (summary_is_known(w, "cost.total"))
		rich_add_figure(text, "cost.total",
				summary_money(w->arena, summary_value(w, "cost.total")));
	else
		summary_add_figure(w, text, "cost.total");
	rich_add(text, ".");
}

static void add_plan_and_target(struct writer_of_summary *w)
{
	struct rich_text *head = document_add_heading(w->document, 2, "Chỉ tiêu, kế hoạch: ");

	summary_add_figure(w, head, "units.done");
	if (summary_is_known(w, "units.target")) {
		rich_add(head, "/");
		summary_add_figure(w, head, "units.target");
	}
	rich_add(head, " đơn vị (");
	summary_add_figure(w, head, "units.percent");
	rich_add(head, ")");
	add_targets(w);
	add_counts(w);
	add_open_units(w);
	summary_add_words(w, w->report->targets_text);
}

/* --- 2. units --------------------------------------------------------------------------- */

static const char *grade_text(struct arena *arena, const char *name)
{
	static const char first[] = "Hoàn thành";	/* small within a sentence */

	if (strncmp(name, first, strlen(first)) == 0)
		return arena_printf(arena, "hoàn thành%s", name + strlen(first));
	return strncmp(name, "Không", strlen("Không")) == 0 ?
	       arena_printf(arena, "không%s", name + strlen("Không")) : name;
}

static void add_names(struct writer_of_summary *w, struct rich_text *text, const char *code)
{
	int count = 0;

	for (size_t i = 0; i < w->progress->row_count; i++) {
		const struct term_unit *unit = w->progress->rows[i].unit;

		for (const struct term_part *p = unit->parts; p != NULL; p = p->next_of_unit) {
			if (!p->exercise->held || p->grade == NULL ||
			    strcmp(p->grade->code, code) != 0)
				continue;
			rich_add(text, "%s%s", count++ == 0 ? " (" : ", ",
				 summary_unit_in_text(w->arena, unit->name));
			break;
		}
	}
	if (count > 0)
		rich_add(text, ")");
}

static void add_grades(struct writer_of_summary *w)
{
	struct rich_text *text = document_add_paragraph(w->document, "Kết quả xếp loại (Bảng 1):");
	const char *last = "";
	int count = 0;

	for (const struct term_grade *g = w->term->grades; g != NULL; g = g->next) {
		const char *name = arena_printf(w->arena, "grade.%s", g->code);

		if (!g->used || strcmp(last, g->code) == 0 || !summary_is_known(w, name) ||
		    summary_value(w, name) == 0)
			continue;
		last = g->code;
		rich_add(text, count++ == 0 ? " " : "; ");
		summary_add_figure(w, text, name);
		rich_add(text, " %s", grade_text(w->arena, g->name));
		if (summary_value(w, name) <= NAMES_MOST)
			add_names(w, text, g->code);
	}
	if (summary_value(w, "grade.unknown") > 0) {
		rich_add(text, count++ == 0 ? " " : "; ");
		summary_add_figure(w, text, "grade.unknown");
		rich_add(text, " chưa rõ xếp loại");
	}
	rich_add(text, count == 0 ? " chưa có.": ".");
}

static const char *row_year(struct writer_of_summary *w, const struct progress_row *row)
{
	struct text out = { .arena = w->arena };

	for (const struct term_part *p = row->unit->parts; p != NULL; p = p->next_of_unit)
		if (p->exercise->held)
			text_add_format(&out, "%s%s", out.length == 0 ? "" : "; ",
					year_text(w->arena, p->exercise->year));
	return text_string(&out);
}

static const char *row_grade(struct writer_of_summary *w, const struct progress_row *row)
{
	struct text out = { .arena = w->arena };

	for (const struct term_part *p = row->unit->parts; p != NULL; p = p->next_of_unit)
		if (p->exercise->held)
			text_add_format(&out, "%s%s%s", out.length == 0 ? "" : "; ",
					p->grade == NULL ? "Chưa rõ" : p->grade->name,
					p->provisional ? " (tạm thời)" : "");
	if (out.length == 0)
		return words_text(&progress_state_words, row->state, LANGUAGE_VI);
	return text_string(&out);
}

static void add_units(struct writer_of_summary *w)
{
	static const struct table_column columns[] = {
		{ "TT", 1, ALIGN_CENTRE }, { "Đơn vị", 5, ALIGN_LEFT },
		{ "Năm diễn tập", 2, ALIGN_CENTRE }, { "Kết quả", 4, ALIGN_LEFT },
		{ "Ghi chú", 3, ALIGN_LEFT },
	};

	document_add_caption(w->document, "Bảng 1. Kết quả diễn tập của từng đơn vị");
	struct table *table = document_add_table(w->document, columns, 5);

	for (size_t i = 0; i < w->progress->row_count; i++) {
		const struct progress_row *row = &w->progress->rows[i];

		table_add_row(table);
		rich_add(table_add_cell(table, 1, NULL), "%zu", i + 1);
		table_add_cell(table, 1, row->unit->name);
		table_add_cell(table, 1, row_year(w, row));
		table_add_cell(table, 1, row_grade(w, row));
		table_add_cell(table, 1, progress_row_note(w->arena, row, LANGUAGE_VI));
	}
	table_add_row(table)->strong = true;
	table_add_cell(table, 2, "Cộng");
	struct rich_text *sum = table_add_cell(table, 3, "Đã diễn tập: ");

	summary_add_figure(w, sum, "units.done");
	if (summary_is_known(w, "units.target")) {
		rich_add(sum, "/");
		summary_add_figure(w, sum, "units.target");
	}
	rich_add(sum, " đơn vị");
	for (size_t i = 0; i < w->progress->mismatch_count; i++)
		document_add_note(w->document, "%s", progress_mismatch_text(w->arena,
				  &w->progress->mismatches[i], LANGUAGE_VI));
}

static void add_awards(struct writer_of_summary *w)
{
	if (summary_value(w, "awards.collectives") + summary_value(w, "awards.individuals") == 0)
		return;
	struct rich_text *text = document_add_paragraph(w->document, "Khen thưởng: ");

	summary_add_figure(w, text, "awards.collectives");
	rich_add(text, " tập thể, ");
	summary_add_figure(w, text, "awards.individuals");
	rich_add(text, " cá nhân.");
}

/* --- 3. safety: follows from the registers, never from what somebody types ------------- */

static bool add_incidents(struct writer_of_summary *w)
{
	struct rows *rows = store_rows(w->store,
		"SELECT i.happened_on AS happened_on, i.description AS description,"
		"       i.handling AS handling, u.name AS unit_name"
		" FROM visible_exercise e"
		" JOIN visible_incident i ON i.exercise_id = e.id"
		" LEFT JOIN visible_unit u ON u.id = e.host_unit_id"
		" WHERE e.programme_id = :programme"
		" ORDER BY COALESCE(i.happened_on, '9999-12-31'), i.id",
		BINDS(ID("programme", w->term->programme.head.id)), w->fault);

	while (rows_next(rows)) {
		const char *unit = rows_text(rows, "unit_name");
		const char *handling = rows_text(rows, "handling");
		struct rich_text *text = document_add_dash(w->document, "%s",
			summary_unstopped(w->arena, rows_text(rows, "description")));

		rich_add(text, " (ngày: %s%s%s)",
			 summary_day(w->arena, rows_date(rows, "happened_on")),
			 unit == NULL ? "" : "; ", unit == NULL ? "" :
			 summary_unit_in_text(w->arena, unit));
		if (summary_is_given(handling))
			rich_add(text, "; xử lý: %s", summary_unstopped(w->arena, handling));
		rich_add(text, ".");
	}
	return rows_end(&rows, w->fault);
}

static bool add_safety(struct writer_of_summary *w)
{
	struct rich_text *text;
	bool open = summary_value(w, "safety.registers_open") > 0;

	document_add_heading(w->document, 2, "Bảo đảm an toàn");
	if (!summary_is_known(w, "safety.incidents")) {
		text = document_add_paragraph(w->document,
			"Chưa đủ căn cứ kết luận về an toàn: số sự cố ");
		summary_add_figure(w, text, "safety.incidents");
		if (open) {
			rich_add(text, ", còn sổ an toàn của ");
			summary_add_figure(w, text, "safety.registers_open");
			rich_add(text, " cuộc diễn tập chưa khóa");
		}
		rich_add(text, ".");
	} else if (summary_value(w, "safety.incidents") == 0) {
		text = document_add_paragraph(w->document, "Bảo đảm an toàn tuyệt đối về người và "
			"vũ khí, trang bị: sổ an toàn của ");
		summary_add_figure(w, text, "exercises.held");
		rich_add(text, " cuộc diễn tập đã khóa hoặc có nguồn xác nhận, số sự cố là ");
		summary_add_figure(w, text, "safety.incidents");
		rich_add(text, ".");
	} else {
		text = document_add_paragraph(w->document, "Sổ an toàn ghi ");
		summary_add_figure(w, text, "safety.incidents");
		rich_add(text, open ? " sự cố (còn sổ chưa khóa):" : " sự cố:");
		if (!add_incidents(w))
			return false;
	}
	summary_add_words(w, w->report->safety_text);
	return true;
}

/* --- 4. plans ----------------------------------------------------------------------------- */

/* A plan that is called by its code ("Kế hoạch A2") is not called so twice. */
static const char *plan_title(struct arena *arena, const char *code, const char *name)
{
	const char *found = strstr(name, code);
	bool whole = found != NULL && (found == name || found[-1] == ' ') &&
		     strchr(" ,.", found[strlen(code)]) != NULL;

	return whole ? name : arena_printf(arena, "%s - %s", code, name);
}

/* What a clerk reads of two versions, each of which may be unknown. */
static const char *version_text(struct arena *arena, const char *before, const char *after)
{
	if (before == NULL && after == NULL)
		return "chưa rõ";
	if (before == NULL)
		return arena_printf(arena, "%s (trước đó: chưa rõ)", after);
	return arena_printf(arena, "từ %s sang %s", before, after == NULL ? "chưa rõ" : after);
}

static void add_revision(struct writer_of_summary *w, struct table *table, struct rows *rows,
			 int number)
{
	const char *holder = rows_text(rows, "unit_name");
	const char *before = rows_text(rows, "version_before");
	const char *after = rows_text(rows, "version_after");
	const char *summary = rows_text(rows, "summary"), *cause = rows_text(rows, "statement");

	if (holder == NULL)
		holder = rows_text(rows, "holder_name");
	table_add_row(table);
	rich_add(table_add_cell(table, 1, NULL), "%d", number);
	table_add_cell(table, 1, plan_title(w->arena, rows_text(rows, "code"),
					    rows_text(rows, "name")));
	table_add_cell(table, 1, holder == NULL ? "chưa rõ" : format_sentence(w->arena, holder));
	table_add_cell(table, 1, version_text(w->arena, before, after));
	table_add_cell(table, 1, summary_day(w->arena, rows_date(rows, "revised_on")));
	table_add_cell(table, 1, summary != NULL ? summary : cause != NULL ? cause : "");
}

#define REVISIONS_SQL \
	"SELECT p.code AS code, p.name AS name, p.holder_name AS holder_name," \
	"       u.name AS unit_name, r.version_before AS version_before," \
	"       r.version_after AS version_after, r.revised_on AS revised_on," \
	"       r.summary AS summary, f.statement AS statement" \
	" FROM visible_plan_revision r" \
	" JOIN visible_plan p ON p.id = r.plan_id" \
	" LEFT JOIN visible_unit u ON u.id = p.holder_unit_id" \
	" LEFT JOIN visible_finding f ON f.id = r.finding_id" \
	" WHERE r.programme_id = :programme" \
	"    OR r.exercise_id IN (SELECT id FROM visible_exercise" \
	"                         WHERE programme_id = :programme)" \
	"    OR r.finding_id IN (SELECT id FROM visible_finding" \
	"                        WHERE programme_id = :programme)" \
	" ORDER BY p.code, r.revised_on, r.id"

static bool add_revisions(struct writer_of_summary *w)
{
	static const struct table_column columns[] = {
		{ "TT", 1.4, ALIGN_CENTRE }, { "Kế hoạch", 3.6, ALIGN_LEFT },
		{ "Đơn vị giữ", 3.2, ALIGN_LEFT }, { "Phiên bản", 2.4, ALIGN_LEFT },
		{ "Ngày điều chỉnh", 2.8, ALIGN_CENTRE },
		{ "Nội dung, căn cứ", 4.6, ALIGN_LEFT },
	};
	int number = 0;
	struct rows *rows = store_rows(w->store, REVISIONS_SQL,
				       BINDS(ID("programme", w->term->programme.head.id)),
				       w->fault);

	document_add_caption(w->document, "Bảng 2. Kế hoạch được điều chỉnh, bổ sung");
	struct table *table = document_add_table(w->document, columns, 6);

	while (rows_next(rows))
		add_revision(w, table, rows, ++number);
	return rows_end(&rows, w->fault);
}

/* The codes of the plans revised: "A, A2, B". */
static bool plan_codes(struct writer_of_summary *w, const char **codes_out)
{
	struct text out = { .arena = w->arena };
	const char *last = "";
	struct rows *rows = store_rows(w->store, REVISIONS_SQL,
				       BINDS(ID("programme", w->term->programme.head.id)),
				       w->fault);

	while (rows_next(rows)) {
		const char *code = arena_copy(w->arena, rows_text(rows, "code"));

		if (strcmp(code, last) != 0)
			text_add_format(&out, "%s%s", out.length == 0 ? "" : ", ", code);
		last = code;
	}
	*codes_out = text_string(&out);
	return rows_end(&rows, w->fault);
}

static bool add_plans(struct writer_of_summary *w)
{
	const char *codes;

	if (!plan_codes(w, &codes))
		return false;
	struct rich_text *head = document_add_heading(w->document, 2,
		"Điều chỉnh, bổ sung hệ thống kế hoạch");

	if (codes[0] != '\0')
		rich_add(head, " (%s)", codes);
	struct rich_text *text = document_add_paragraph(w->document,
		"Số kế hoạch được điều chỉnh, bổ sung từ kết quả diễn tập: ");

	summary_add_figure(w, text, "plans.revised");
	rich_add(text, summary_value(w, "plans.revised") > 0 ? " (Bảng 2)." : ".");
	if (summary_value(w, "plans.revised") > 0 && !add_revisions(w))
		return false;
	summary_add_words(w, w->report->plans_text);
	return true;
}

bool summary_add_results(struct writer_of_summary *w)
{
	document_add_heading(w->document, 1, "Kết quả thực hiện");
	add_plan_and_target(w);
	document_add_heading(w->document, 2, "Kết quả từng đơn vị");
	add_grades(w);
	add_units(w);
	add_awards(w);
	summary_add_words(w, w->report->results_text);
	return add_safety(w) && add_plans(w);
}
