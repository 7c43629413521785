/* III to VI: shortcomings and causes, lessons, the tasks that follow, proposals. */

#include <string.h>

#include "base/must.h"
#include "lesson/lesson.h"
#include "report/summary_private.h"

/* --- findings ------------------------------------------------------------------------- */

struct finding_line {
	struct finding_line *next;
	enum finding_kind kind;
	enum finding_cause cause;
	const char *statement, *cause_text, *unit_name;
	bool repeated;
};

static struct finding_line *read_finding(struct arena *arena, struct rows *rows)
{
	struct finding_line *line = arena_new(arena, struct finding_line);
	unsigned kind = 0, cause = 0;
	const char *word = rows_text(rows, "cause");

	must(words_find(&finding_kind_words, rows_text(rows, "kind"), &kind), "a finding's kind");
	if (word != NULL)
		must(words_find(&finding_cause_words, word, &cause), "a finding's cause");
	*line = (struct finding_line){ .kind = kind, .cause = cause,
		.statement = summary_unstopped(arena, rows_text(rows, "statement")),
		.cause_text = arena_copy(arena, rows_text(rows, "cause_text")),
		.unit_name = arena_copy(arena, rows_text(rows, "unit_name")),
		.repeated = rows_integer(rows, "repeated") != 0 };
	return line;
}

static bool read_findings(struct writer_of_summary *w, struct finding_line **first_out)
{
	struct finding_line **end = first_out;
	struct rows *rows = store_rows(w->store,
		"SELECT f.kind AS kind, f.cause AS cause, f.statement AS statement,"
		"       f.cause_text AS cause_text, f.repeated AS repeated, u.name AS unit_name"
		" FROM visible_finding f"
		" LEFT JOIN visible_unit u ON u.id = f.unit_id"
		" WHERE f.programme_id = :programme"
		"    OR f.exercise_id IN (SELECT id FROM visible_exercise"
		"                         WHERE programme_id = :programme)"
		" ORDER BY f.id", BINDS(ID("programme", w->term->programme.head.id)), w->fault);

	*first_out = NULL;
	while (rows_next(rows)) {
		*end = read_finding(w->arena, rows);
		end = &(*end)->next;
	}
	return rows_end(&rows, w->fault);
}

static void add_statement(struct writer_of_summary *w, const struct finding_line *line)
{
	struct rich_text *text = document_add_dash(w->document, "%s", line->statement);

	if (line->unit_name != NULL)
		rich_add(text, " (%s)", summary_unit_in_text(w->arena, line->unit_name));
	if (line->repeated)
		rich_add(text, "; đã nêu ở lần tổng kết trước");
	rich_add(text, ".");
}

static void add_shortcomings(struct writer_of_summary *w, const struct finding_line *findings)
{
	struct rich_text *head = document_add_heading(w->document, 2, "Hạn chế, khuyết điểm: ");

	summary_add_figure(w, head, "findings.shortcomings");
	for (const struct finding_line *f = findings; f != NULL; f = f->next)
		if (f->kind == FINDING_SHORTCOMING)
			add_statement(w, f);
	if (summary_value(w, "findings.repeated") > 0) {
		struct rich_text *text = document_add_paragraph(w->document,
			"Số hạn chế lặp lại từ trước: ");

		summary_add_figure(w, text, "findings.repeated");
		rich_add(text, ".");
	}
}

static void add_causes(struct writer_of_summary *w, const struct finding_line *findings,
		       enum finding_cause cause, const char *title)
{
	bool opened = false;

	for (const struct finding_line *f = findings; f != NULL; f = f->next) {
		if (f->kind != FINDING_SHORTCOMING || f->cause != cause ||
		    !summary_is_given(f->cause_text))
			continue;
		if (!opened)
			document_add_point(w->document, 3, "%s", title);
		opened = true;
		document_add_dash(w->document, "%s.", summary_unstopped(w->arena, f->cause_text));
	}
}

static bool has_causes(const struct finding_line *findings)
{
	for (const struct finding_line *f = findings; f != NULL; f = f->next)
		if (f->kind == FINDING_SHORTCOMING && summary_is_given(f->cause_text))
			return true;
	return false;
}

static void add_part_three(struct writer_of_summary *w, const struct finding_line *findings)
{
	bool said;

	document_add_heading(w->document, 1, "Hạn chế, khuyết điểm và nguyên nhân");
	said = summary_add_words(w, w->report->shortcomings_text);
	if (summary_value(w, "findings.shortcomings") == 0) {
		if (!said)
			summary_add_unwritten(w, "shortcomings_text");
		return;
	}
	add_shortcomings(w, findings);
	document_add_heading(w->document, 2, "Nguyên nhân");
	add_causes(w, findings, CAUSE_SUBJECTIVE, "Nguyên nhân chủ quan:");
	add_causes(w, findings, CAUSE_OBJECTIVE, "Nguyên nhân khách quan:");
	add_causes(w, findings, CAUSE_UNKNOWN, "Nguyên nhân chưa phân loại:");
	if (!has_causes(findings))
		document_add_paragraph(w->document, "Hồ sơ chưa ghi rõ nguyên nhân.");
}

static void add_part_four(struct writer_of_summary *w, const struct finding_line *findings)
{
	document_add_heading(w->document, 1, "Bài học kinh nghiệm");
	if (summary_add_words(w, w->report->lessons_text))
		return;
	if (summary_value(w, "findings.strengths") == 0) {
		summary_add_unwritten(w, "lessons_text");
		return;
	}
	document_add_paragraph(w->document, "Những cách làm tốt cần tiếp tục phát huy:");
	for (const struct finding_line *f = findings; f != NULL; f = f->next)
		if (f->kind == FINDING_STRENGTH)
			add_statement(w, f);
}

/* --- tasks -------------------------------------------------------------------------------- */

struct task_line {
	struct task_line *next;
	enum task_field field;
	enum task_state state;
	const char *task, *owner;
	struct date due_on;
	struct money budget;
};

static struct task_line *read_task(struct arena *arena, struct rows *rows)
{
	struct task_line *line = arena_new(arena, struct task_line);
	const char *word = rows_text(rows, "field");
	unsigned field = 0, state = 0;

	if (word != NULL)
		must(words_find(&task_field_words, word, &field), "a task's field");
	must(words_find(&task_state_words, rows_text(rows, "state"), &state), "a task's state");
	*line = (struct task_line){ .field = field, .state = state,
		.task = summary_unstopped(arena, rows_text(rows, "task")),
		.owner = arena_copy(arena, rows_text(rows, "owner")),
		.due_on = rows_date(rows, "due_on") };
	line->budget.has_value = !rows_is_null(rows, "budget");
	line->budget.dong = line->budget.has_value ? rows_integer(rows, "budget") : 0;
	return line;
}

static bool read_tasks(struct writer_of_summary *w, struct task_line **first_out)
{
	struct task_line **end = first_out;
	struct rows *rows = store_rows(w->store,
		"SELECT t.field AS field, t.state AS state, t.task AS task, t.due_on AS due_on,"
		"       t.budget AS budget,"
		"       COALESCE(u.name, p.full_name, t.owner_name) AS owner"
		" FROM visible_corrective_task t"
		" LEFT JOIN visible_unit u ON u.id = t.owner_unit_id"
		" LEFT JOIN visible_person p ON p.id = t.owner_person_id"
		" WHERE (t.programme_id = :programme"
		"    OR t.exercise_id IN (SELECT id FROM visible_exercise"
		"                         WHERE programme_id = :programme)"
		"    OR t.finding_id IN (SELECT id FROM visible_finding"
		"                        WHERE programme_id = :programme))"
		"   AND t.state <> 'rejected'"
		" ORDER BY COALESCE(t.priority, 999), COALESCE(t.due_on, '9999-12-31'), t.id",
		BINDS(ID("programme", w->term->programme.head.id)), w->fault);

	*first_out = NULL;
	while (rows_next(rows)) {
		*end = read_task(w->arena, rows);
		end = &(*end)->next;
	}
	return rows_end(&rows, w->fault);
}

/* Who, until when and with what money, as far as it is known: what is not is counted
   once at the head of the section (add_unknown) and not repeated at every task. */
static const char *task_terms(struct arena *arena, const struct task_line *line)
{
	struct text out = { .arena = arena };

	if (line->owner != NULL)
		text_add_format(&out, "chủ trì: %s", line->owner);
	if (date_is_known(line->due_on))
		text_add_format(&out, "%sthời hạn: %s", out.length == 0 ? "" : "; ",
				summary_day(arena, line->due_on));
	if (line->budget.has_value)
		text_add_format(&out, "%skinh phí: %s", out.length == 0 ? "" : "; ",
				summary_money(arena, line->budget.dong));
	if (line->state == TASK_DONE || line->state == TASK_VERIFIED ||
	    line->state == TASK_CLOSED)
		text_add_format(&out, "%sđã thực hiện", out.length == 0 ? "" : "; ");
	return text_string(&out);
}

/* One task of a field is a paragraph; several are its points a), b), c). */
static void add_task(struct writer_of_summary *w, const struct task_line *line, bool only)
{
	const char *terms = task_terms(w->arena, line);
	struct rich_text *text = only ? document_add_paragraph(w->document, "%s", line->task) :
				 document_add_point(w->document, 3, "%s", line->task);

	if (terms[0] != '\0')
		rich_add(text, " (%s)", terms);
	rich_add(text, ".");
}

static void add_tasks_of(struct writer_of_summary *w, const struct task_line *tasks,
			 unsigned field)
{
	const char *title = field == TASK_FIELD_UNKNOWN ? "Nhiệm vụ khác" :
			    words_text(&task_field_words, field, LANGUAGE_VI);
	int count = 0;

	for (const struct task_line *t = tasks; t != NULL; t = t->next)
		count += (unsigned)t->field == field;
	must(field < task_field_words.count, "a field of tasks");
	if (count == 0)
		return;
	document_add_heading(w->document, 2, "%s", title);
	for (const struct task_line *t = tasks; t != NULL; t = t->next)
		if ((unsigned)t->field == field)
			add_task(w, t, count == 1);
}

/* "Chưa rõ chủ trì của 7 nhiệm vụ, thời hạn của 7 nhiệm vụ." */
static void add_unknown(struct rich_text *text, const struct task_line *tasks)
{
	static const char *const names[] = { "chủ trì", "thời hạn", "kinh phí" };
	int unknown[3] = { 0 }, named = 0;

	for (const struct task_line *t = tasks; t != NULL; t = t->next) {
		unknown[0] += t->owner == NULL;
		unknown[1] += !date_is_known(t->due_on);
		unknown[2] += !t->budget.has_value;
	}
	for (int i = 0; i < 3; i++)
		if (unknown[i] > 0)
			rich_add(text, "%s%s của %d nhiệm vụ", named++ == 0 ? " Chưa rõ " : ", ",
				 names[i], unknown[i]);
	if (named > 0)
		rich_add(text, ".");
}

static void add_part_five(struct writer_of_summary *w, const struct task_line *tasks)
{
	document_add_heading(w->document, 1, "Phương hướng, nhiệm vụ");
	bool said = summary_add_words(w, w->report->directions_text);

	if (summary_value(w, "tasks.total") == 0) {
		if (!said)
			summary_add_unwritten(w, "directions_text");
		return;
	}
	struct rich_text *text = document_add_paragraph(w->document, "Tổng số nhiệm vụ đề ra: ");

	summary_add_figure(w, text, "tasks.total");
	rich_add(text, "; đang mở: ");
	summary_add_figure(w, text, "tasks.open");
	rich_add(text, "; quá hạn: ");
	summary_add_figure(w, text, "tasks.overdue");
	rich_add(text, ".");
	add_unknown(text, tasks);
	for (unsigned field = 1; field < task_field_words.count; field++)
		add_tasks_of(w, tasks, field);
	add_tasks_of(w, tasks, TASK_FIELD_UNKNOWN);
}

bool summary_add_lessons(struct writer_of_summary *w)
{
	struct finding_line *findings;
	struct task_line *tasks;

	if (!read_findings(w, &findings) || !read_tasks(w, &tasks))
		return false;
	add_part_three(w, findings);
	add_part_four(w, findings);
	add_part_five(w, tasks);
	document_add_heading(w->document, 1, "Kiến nghị, đề xuất");
	if (!summary_add_words(w, w->report->proposals_text))
		summary_add_unwritten(w, "proposals_text");
	return true;
}
