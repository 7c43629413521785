#include "report/summary.h"

#include <string.h>

#include "access/sight.h"
#include "base/json.h"
#include "base/must.h"
#include "report/document_html.h"
#include "report/render.h"
#include "report/seal.h"
#include "report/summary_private.h"

static const struct word format_list[] = {
	[SUMMARY_HTML] = { "html", { "HTML", "HTML" } },
	[SUMMARY_JSON] = { "json", { "JSON", "JSON" } },
	[SUMMARY_DOCX] = { "docx", { "Word", "Word" } },
	[SUMMARY_PDF] = { "pdf", { "PDF", "PDF" } },
};
const struct words summary_format_words = WORDS("summary_format", format_list);

/* --- the words that people wrote ------------------------------------------------------- */

/* The newest draft of the term; where there is none, what was issued last. */
static struct report *find_report(struct store *store, struct arena *arena, struct id programme,
				  struct fault *fault)
{
	struct fault none = { .kind = FAULT_NONE };
	struct report *report = store_one(store, arena, &report_type,
		"SELECT id, version, label, scope_id, programme_id, superior, issuer, number,"
		"       symbol, place, dated_on, subject, addressees, bases, recipients, situation,"
		"       targets_text, results_text, safety_text, plans_text, shortcomings_text,"
		"       lessons_text, directions_text, proposals_text, archive, capacity,"
		"       collective, head_post, post, signer_name, regulation, delegation,"
		"       delegation_from, delegation_to, state, state_reason, issued_by, issued_at,"
		"       checkpoint_size, checkpoint_root, figures"
		" FROM visible_report"
		" WHERE programme_id = :programme"
		"   AND state IN ('draft', 'issued')"
		" ORDER BY state, id DESC"
		" LIMIT 1", BINDS(ID("programme", programme)), &none);

	if (report == NULL && none.kind != FAULT_NOT_FOUND)
		fault_set(fault, none.kind, none.field, none.detail);
	return report;
}

/* --- names above and below the text ------------------------------------------------------ */

struct body_names {
	const char *unit, *parent;	/* names; NULL: not known */
	bool is_administrative;
};

static bool read_names(struct writer_of_summary *w, struct body_names *names_out)
{
	const struct programme *p = &w->term->programme;
	char day[DATE_TEXT_SIZE];

	date_format(p->structure_on, day);
	struct rows *rows = store_rows(w->store,
		"SELECT u.name AS name, u.tier AS tier, p.name AS parent_name"
		" FROM visible_unit u"
		" LEFT JOIN visible_unit_link l"
		"   ON l.unit_id = u.id AND l.chain = 'administrative'"
		"   AND (:day IS NULL OR ((l.valid_from IS NULL OR l.valid_from <= :day)"
		"        AND (l.valid_to IS NULL OR l.valid_to > :day)))"
		" LEFT JOIN visible_unit p ON p.id = l.parent_id"
		" WHERE u.id = :unit"
		" ORDER BY COALESCE(l.valid_from, '0001-01-01') DESC"
		" LIMIT 1", BINDS(ID("unit", p->issuing_unit_id),
				  TEXT("day", date_is_known(p->structure_on) ? day : NULL)),
		w->fault);

	*names_out = (struct body_names){ 0 };
	if (rows_next(rows)) {
		names_out->unit = arena_copy(w->arena, rows_text(rows, "name"));
		names_out->parent = arena_copy(w->arena, rows_text(rows, "parent_name"));
		names_out->is_administrative = strcmp(rows_text(rows, "tier"), "other") != 0;
	}
	return rows_end(&rows, w->fault);
}

static const char *or_else(const char *given, const char *otherwise)
{
	return summary_is_given(given) ? given : otherwise;
}

static const char *committee_of(struct arena *arena, const char *unit)
{
	return arena_printf(arena, "Ủy ban nhân dân %s", summary_unit_in_text(arena, unit));
}

typedef void add_item(struct document *document, const char *text);

/* One item a line; false if there is none. */
static bool add_lines(struct writer_of_summary *w, const char *text, add_item *add)
{
	bool any = false;

	for (const char *at = text; at != NULL && *at != '\0'; ) {
		size_t length = strcspn(at, "\r\n");
		const char *line = arena_copy_bytes(w->arena, at, length);

		at += length + strspn(at + length, "\r\n");
		if (!summary_is_given(line))
			continue;
		add(w->document, line + strspn(line, " -\t"));
		any = true;
	}
	return any;
}

/* What a number alone is the number of: "28-NQ/TW" is that of a resolution. */
static const char *basis_kind(const char *reference)
{
	static const struct { const char *part, *kind; } kinds[] = {
		{ "NQ", "Nghị quyết số " }, { "NĐ", "Nghị định số " }, { "QĐ", "Quyết định số " },
		{ "CT", "Chỉ thị số " }, { "QH", "Luật số " }, { "TT", "Thông tư số " },
		{ "KL", "Kết luận số " }, { "KH", "Kế hoạch số " }, { "HD", "Hướng dẫn số " },
	};

	if (reference[0] < '0' || reference[0] > '9')
		return "";		/* it says by itself what it is */
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strstr(reference, kinds[i].part) != NULL)
			return kinds[i].kind;
	return "Văn bản số ";
}

/* A title within a sentence begins small. */
static const char *title_in_text(struct arena *arena, const char *title)
{
	if (strncmp(title, "Đ", strlen("Đ")) == 0)
		return arena_printf(arena, "đ%s", title + strlen("Đ"));
	return title[0] < 'A' || title[0] > 'Z' ? title :
	       arena_printf(arena, "%c%s", title[0] - 'A' + 'a', title + 1);
}

/* "Căn cứ Nghị quyết số 28-NQ/TW ngày 22 tháng 9 năm 2008 của Bộ Chính trị về …".  A
   law is cited by its name and day without number and issuer (Decree 30/2020, Appendix
   I, II.6.b); where its day is not known the number tells which law is meant. */
static void add_basis(struct writer_of_summary *w, struct rows *rows)
{
	const char *reference = rows_text(rows, "reference"), *title = rows_text(rows, "title");
	const char *issuer = rows_text(rows, "issuer");
	const char *day = summary_day_in_text(w->arena, rows_date(rows, "issued_on"));
	bool is_law = title != NULL && strncmp(title, "Luật ", strlen("Luật ")) == 0;
	struct text out = { .arena = w->arena };

	must(reference != NULL, "a legal basis has its number");
	if (is_law)
		text_add_format(&out, "Căn cứ %s", title);
	else
		text_add_format(&out, "Căn cứ %s%s", basis_kind(reference), reference);
	if (is_law && day == NULL)
		text_add_format(&out, " số %s", reference);
	if (day != NULL)
		text_add_format(&out, " %s", day);
	if (!is_law && summary_is_given(issuer))
		text_add_format(&out, " của %s", issuer);
	if (!is_law && title != NULL && summary_is_given(title))
		text_add_format(&out, strncmp(title, "về ", strlen("về ")) == 0 ? " %s" :
				" về %s", title_in_text(w->arena, title));
	document_add_basis(w->document, text_string(&out));
}

static bool add_bases(struct writer_of_summary *w)
{
	if (add_lines(w, w->report->bases, document_add_basis))
		return true;
	struct rows *rows = store_rows(w->store,
		"SELECT reference, title, issuer, issued_on"
		" FROM visible_legal_basis"
		" WHERE programme_id = :programme"
		" ORDER BY position, id",
		BINDS(ID("programme", w->term->programme.head.id)), w->fault);

	while (rows_next(rows))
		add_basis(w, rows);
	return rows_end(&rows, w->fault);
}

/* "2021-2025" is written "2021 - 2025" in the name of a document. */
static const char *spaced_term(struct arena *arena, const char *label)
{
	const char *dash = label == NULL ? NULL : strchr(label, '-');

	if (dash == NULL || dash == label || dash[-1] == ' ')
		return label == NULL ? "" : label;
	return arena_printf(arena, "%.*s - %s", (int)(dash - label), label, dash + 1);
}

static void add_signature(struct writer_of_summary *w)
{
	const struct report *r = w->report;

	w->document->signature = (struct signature){ .capacity = r->capacity,
		.collective = or_else(r->collective, "Ban Chỉ đạo"),
		.head_post = or_else(r->head_post, "Trưởng Ban"), .post = r->post,
		.name = r->signer_name, .regulation = r->regulation,
		.delegation = { .reference = r->delegation, .from = r->delegation_from,
				.to = r->delegation_to } };
}

static bool add_head(struct writer_of_summary *w)
{
	const struct report *r = w->report;
	struct document *d = w->document;
	struct body_names names;

	if (!read_names(w, &names))
		return false;
	const char *unit = names.unit == NULL ? "" : names.unit;
	const char *above = names.unit == NULL || !names.is_administrative ? names.unit :
			    committee_of(w->arena, unit);

	d->superior = or_else(r->superior, above);
	d->issuer = or_else(r->issuer, "Ban Chỉ đạo diễn tập");
	d->number = r->number.has_value ? (int)r->number.value : 0;
	d->symbol = or_else(r->symbol, "BCĐ");
	d->place = or_else(r->place, summary_bare_name(w->arena, unit));
	d->date = r->dated_on;
	d->subject = or_else(r->subject, arena_printf(w->arena,
		"Tổng kết nhiệm vụ diễn tập nhiệm kỳ %s",
		spaced_term(w->arena, w->term->programme.term_label)));
	d->archive = or_else(r->archive, "VT");
	add_signature(w);
	if (!add_lines(w, r->addressees, document_add_addressee) && names.parent != NULL)
		document_add_addressee(d, committee_of(w->arena, names.parent));
	if (!add_lines(w, r->recipients, document_add_recipient))
		document_add_recipient(d, "Các cơ quan, đơn vị liên quan");
	return add_bases(w);
}

/* --- I ------------------------------------------------------------------------------------ */

static void add_situation(struct writer_of_summary *w)
{
	const struct programme *p = &w->term->programme;

	document_add_heading(w->document, 1, "Đặc điểm tình hình");
	if (summary_add_words(w, w->report->situation))
		return;
	struct rich_text *text = document_add_paragraph(w->document, "%s (nhiệm kỳ %s",
							p->name, p->term_label);

	if (summary_is_given(p->term_label_other))
		rich_add(text, "; có văn bản ghi %s", p->term_label_other);
	rich_add(text, ") gồm ");
	if (summary_is_known(w, "units.target"))
		summary_add_figure(w, text, "units.target");
	else
		rich_add(text, "%zu", w->progress->row_count);
	rich_add(text, " đơn vị");
	if (date_is_known(p->structure_on))
		rich_add(text, ", tính theo cơ cấu %s",
			 summary_day_in_text(w->arena, p->structure_on));
	rich_add(text, ".");
	summary_add_words(w, p->summary);
}

/* --- the whole -------------------------------------------------------------------------------- */

static bool add_body(struct writer_of_summary *w)
{
	document_set_label(w->document, w->figures->label.level > w->report->head.label.level ?
			   w->figures->label.level : w->report->head.label.level);
	if (!add_head(w))
		return false;
	add_situation(w);
	if (!summary_add_results(w) || !summary_add_lessons(w))
		return false;
	document_close(w->document);
	return summary_add_annexes(w);
}

/* Other figures than the issued ones: the records have changed, or this reader sees only a
   part of what they were counted from.  Which of the two is not for him to know. */
static bool refuse_other_figures(struct writer_of_summary *w)
{
	const struct reader *reader = record_store_reader(w->store);

	if (reader == NULL || reader == reader_of_machine())
		return fault_set(w->fault, FAULT_CONFLICT, "figures",
			BOTH("số liệu hiện có khác với báo cáo đã ban hành",
			     "the records say something else than the issued report"));
	return fault_set(w->fault, FAULT_CONFLICT, "figures",
		BOTH("số liệu mà tài khoản này thấy khác với báo cáo đã ban hành: tài khoản chỉ "
		     "thấy một phần, hoặc số liệu đã đổi; hãy dùng bản đã ban hành",
		     "what this account sees differs from the issued report: it sees only a part, "
		     "or the records have changed; use the issued copy"));
}

/* What was issued stays as it was signed: its figures must still be those of today. */
static bool keep_issued(struct writer_of_summary *w)
{
	const struct report *r = w->report;
	struct text now = { .arena = w->arena };
	struct fault none = { .kind = FAULT_NONE };
	json_t *sealed = json_parse(r->figures, strlen(r->figures), &none);

	figures_write_values(&now, w->figures);
	json_t *values = json_parse(text_string(&now), now.length, &none);
	bool same = sealed != NULL && json_equal(json_object_get(sealed, "figures"), values);

	bool good = same || refuse_other_figures(w);

	json_decref(values);
	json_decref(sealed);
	if (!good)
		return false;
	w->document->figures = r->figures;
	w->document->journal_line = arena_printf(w->arena,
		"Số liệu lập từ nhật ký của hệ thống gồm %lld mục.\nGốc nhật ký: %s",
		(long long)r->checkpoint_size.value, r->checkpoint_root);
	return true;
}

/* Which state of the journal the figures are from, signed by the office. */
static bool prove(struct writer_of_summary *w, struct summary *summary)
{
	const char *key = NULL, *sight;
	struct fault none = { .kind = FAULT_NONE };

	if (!checkpoint_present(w->store, &summary->checkpoint, w->fault) ||
	    !sight_describe(w->store, w->arena, record_store_reader(w->store), w->figures->today,
			    &sight, w->fault))
		return false;
	summary->has_checkpoint = true;
	if (!seal_figures(w->store, w->arena, w->figures, w->term->programme.code, sight,
			  &summary->checkpoint, &w->document->figures, w->fault))
		return false;
	if (!note_public_key(w->store, w->arena, &key, &none))
		key = "chưa có";
	w->document->journal_line = arena_printf(w->arena,
		"Số liệu lập từ nhật ký của hệ thống gồm %llu mục.\nGốc nhật ký: %s\n"
		"Khóa kiểm tra:\n%s%s",
		(unsigned long long)summary->checkpoint.size,
		seal_root_text(w->arena, summary->checkpoint.root), key, sight == NULL ? "" :
		"\nSố liệu đếm trong phạm vi được xem của người lập, không phải của toàn cơ quan.");
	return true;
}

static bool load(struct writer_of_summary *w, struct summary *summary)
{
	static const struct report nothing = { .capacity = SIGNING_HEAD };
	const struct summary_options *options = w->options;
	struct term *term = term_load(w->store, w->arena, options->programme_id, w->fault);
	struct date today = options->today;

	if (term == NULL)
		return false;
	w->term = term;
	summary->report = (struct report *)(uintptr_t)options->report;
	if (summary->report == NULL)
		summary->report = find_report(w->store, w->arena, options->programme_id, w->fault);
	if (w->fault->kind != FAULT_NONE)
		return false;
	w->report = summary->report == NULL ? &nothing : summary->report;
	if (w->report->state == REPORT_ISSUED)
		today = instant_date(w->report->issued_at, 420);
	summary->progress = w->progress = progress_make(term, &(struct progress_query){
		.structure = PROGRESS_AS_WAS });
	summary->figures = w->figures = figures_make(w->store, w->progress, today, w->fault);
	return w->figures != NULL;
}

bool summary_make(struct store *store, struct arena *arena,
		  const struct summary_options *options, struct summary *summary_out,
		  struct fault *fault)
{
	struct summary summary = { .document = document_create(arena, DOCUMENT_REPORT) };
	struct writer_of_summary w = { .store = store, .arena = arena, .options = options,
				       .document = summary.document, .fault = fault,
				       .summary = &summary };

	must(date_is_known(options->today), "a report of which day?");
	if (!load(&w, &summary))
		return false;
	bool issued = w.report->state == REPORT_ISSUED && w.report->figures != NULL;

	if (!(issued ? keep_issued(&w) : prove(&w, &summary)) || !add_body(&w))
		return false;
	*summary_out = summary;
	return true;
}

bool summary_write(struct store *store, struct arena *arena, const struct summary *summary,
		   enum summary_format format, const char **bytes_out, size_t *length_out,
		   struct fault *fault)
{
	struct text out = { .arena = arena };

	switch (format) {
	case SUMMARY_JSON:
		text_add_format(&out, "%s\n", summary->document->figures);
		break;
	case SUMMARY_HTML:
		document_write_html_page(&out, summary->document);
		break;
	case SUMMARY_DOCX:
	case SUMMARY_PDF:
		if (!report_render_bytes(arena, summary->document,
					 format == SUMMARY_PDF ? REPORT_PDF : REPORT_DOCX,
					 bytes_out, length_out, fault))
			return false;
		return seal_file(store, arena, bytes_out, length_out, fault);
	}
	*bytes_out = text_string(&out);
	*length_out = out.length;
	return format == SUMMARY_JSON || seal_file(store, arena, bytes_out, length_out, fault);
}

const char *summary_file_name(struct arena *arena, const struct summary *summary,
			      enum summary_format format)
{
	const char *code = summary->progress->term->programme.code;
	struct text out = { .arena = arena };

	text_add(&out, "bao-cao-tong-ket-");
	for (; *code != '\0'; code++)
		text_add_char(&out, strchr("\"\\/:;?*<>|% ", *code) != NULL || *code < ' ' ? '-' :
			      *code);
	text_add_format(&out, ".%s", words_word(&summary_format_words, format));
	return text_string(&out);
}

const char *summary_media_type(enum summary_format format)
{
	switch (format) {
	case SUMMARY_HTML:
		return "text/html; charset=utf-8";
	case SUMMARY_JSON:
		return "application/json";
	case SUMMARY_DOCX:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
	case SUMMARY_PDF:
		return "application/pdf";
	}
	must(false, "a format that is none");
}
