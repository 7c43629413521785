/* The life-cycle and the rules of reports: a draft may be written, an issued one only
   recalled. */

#include <string.h>

#include "access/access.h"
#include "base/must.h"
#include "report/document_lines.h"
#include "report/seal.h"
#include "report/summary.h"

#define VIETNAM_MINUTES 420

/*  draft ──issue──▶ issued ──recall (reason)──▶ recalled

    Issuing checks the form and the signing authority, gives the number, signs the
    figures at a checkpoint of the journal; from then on nothing changes but a recall. */
static const struct transition transitions[] = {
	{ REPORT_DRAFT, REPORT_ISSUED, "issue", RIGHT_REPORT_WRITE,
	  .vi = "Ban hành", .en = "Issue",
	  .help = "Checks the form, gives the number, signs the figures." },
	{ REPORT_ISSUED, REPORT_RECALLED, "recall", RIGHT_REPORT_WRITE, .reason_needed = true,
	  .vi = "Thu hồi", .en = "Recall", .help = "Withdraws an issued report and says why." },
};

/* Where the office wants two persons, who began the draft does not issue it. */
static bool check_persons(struct journal *journal, const struct report *report,
			  struct fault *fault)
{
	struct id author = ID_NONE;
	struct rows *rows = store_rows(journal_store(journal),
		"SELECT account_id"
		" FROM journal"
		" WHERE record_type = 'report' AND record_id = :id AND kind = 'add'"
		" ORDER BY sequence DESC"
		" LIMIT 1", BINDS(ID("id", report->head.id)), fault);

	if (rows_next(rows))
		author = rows_id(rows, "account_id");
	return rows_end(&rows, fault) &&
	       access_second_person(journal, "two_persons_report", author, "/issued_by", fault);
}

static bool is_secret(struct label label)
{
	return label.level >= LABEL_MAT;
}

/* Article 15 of the decree: numbers run from 01 within body and year; secret documents
   have a series of their own. */
#define SAME_SERIES \
	" FROM report" \
	" WHERE COALESCE(issuer, '') = COALESCE(:issuer, '')" \
	"   AND SUBSTR(dated_on, 1, 4) = :year" \
	"   AND (label IN ('mat', 'toi_mat', 'tuyet_mat')) = :secret"
#define SERIES_BINDS(arena_, report_) \
	TEXT("issuer", (report_)->issuer), \
	TEXT("year", arena_printf(arena_, "%04d", (report_)->dated_on.year)), \
	INTEGER("secret", is_secret((report_)->head.label))

static bool next_number(struct store *store, struct arena *arena, const struct report *report,
			int64_t *number_out, struct fault *fault)
{
	must(date_is_known(report->dated_on), "a number of which year?");
	return store_integer(store, "SELECT COALESCE(MAX(number), 0) + 1" SAME_SERIES,
			     BINDS(SERIES_BINDS(arena, report)), number_out, fault);
}

static bool number_is_free(struct store *store, struct arena *arena, const struct report *report,
			   struct fault *fault)
{
	int64_t count = 0;

	if (!report->number.has_value || !date_is_known(report->dated_on))
		return true;
	if (!store_integer(store,
		"SELECT COUNT(*)" SAME_SERIES " AND number = :number AND id <> :id",
		BINDS(SERIES_BINDS(arena, report), INTEGER("number", report->number.value),
		      ID("id", report->head.id)), &count, fault))
		return false;
	return count == 0 || fault_add_problem(fault, arena, "/number", PROBLEM_NOT_UNIQUE,
		arena_printf(arena, "%lld", (long long)report->number.value));
}

/* Day, label and number are known before the figures are signed. */
static bool number_report(struct journal *journal, struct report *report,
			  const struct summary *summary, struct fault *fault)
{
	struct store *store = journal_store(journal);
	struct arena *arena = journal_arena(journal);

	if (!date_is_known(report->dated_on))
		report->dated_on = instant_date(journal_now(journal), VIETNAM_MINUTES);
	if (summary->figures->label.level > report->head.label.level)
		report->head.label.level = summary->figures->label.level;
	if (!report->number.has_value) {
		report->number.has_value = true;
		if (!next_number(store, arena, report, &report->number.value, fault))
			return false;
	}
	return number_is_free(store, arena, report, fault);
}

static bool build(struct journal *journal, const struct report *report, struct summary *summary,
		  struct fault *fault)
{
	const struct summary_options options = { .programme_id = report->programme_id,
		.report = report, .today = instant_date(journal_now(journal), VIETNAM_MINUTES) };

	return summary_make(journal_store(journal), journal_arena(journal), &options, summary,
			    fault);
}

static bool seal(struct journal *journal, struct report *report, const struct summary *summary,
		 struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct checkpoint checkpoint;

	must(report->number.has_value && date_is_known(report->dated_on),
	     "what is signed bears its number and its day");
	must(summary->unwritten_count == 0, "what is signed has no empty section");
	if (!checkpoint_write(journal, &checkpoint, fault) ||
	    !seal_figures(journal_store(journal), arena, summary->figures,
			  summary->progress->term->programme.code, NULL, &checkpoint,
			  &report->figures, fault))
		return false;
	report->checkpoint_size = (struct optional_integer){ true, (int64_t)checkpoint.size };
	report->checkpoint_root = seal_root_text(arena, checkpoint.root);
	report->issued_by = journal_actor(journal)->account_id;
	report->issued_at = journal_now(journal);
	return true;
}

/* A section that nobody filled in is asked for; a stated "none" is words enough. */
static bool is_written(struct arena *arena, const struct summary *summary, struct fault *fault)
{
	for (int i = 0; i < summary->unwritten_count; i++)
		fault_add_problem(fault, arena, arena_printf(arena, "/%s", summary->unwritten[i]),
				  PROBLEM_NOT_WRITTEN, NULL);
	return summary->unwritten_count == 0;
}

/* What it will look like is made as a draft, with everything that it will bear. */
static bool issue(struct journal *journal, struct report *report, struct fault *fault)
{
	struct summary summary;

	report->state = REPORT_DRAFT;
	if (!check_persons(journal, report, fault) ||
	    !build(journal, report, &summary, fault) ||
	    !is_written(journal_arena(journal), &summary, fault) ||
	    !number_report(journal, report, &summary, fault) ||
	    !build(journal, report, &summary, fault) ||
	    !document_check(summary.document, fault) || !seal(journal, report, &summary, fault))
		return false;
	report->state = REPORT_ISSUED;
	return true;
}

/* Only the state and its reason may differ from what was issued. */
static bool recall(const struct report *before, struct report *after, struct fault *fault)
{
	for (size_t i = 0; i < report_type.field_count; i++) {
		const struct field *field = &report_type.fields[i];

		if (strcmp(field->name, "state") == 0 || strcmp(field->name, "state_reason") == 0)
			continue;
		if (!field_equal(field, field_at_const(field, before),
				 field_at_const(field, after)))
			return fault_set(fault, FAULT_WRONG_STATE, field->name,
						BOTH("báo cáo đã ban hành thì không sửa",
						     "an issued report does not change"));
	}
	return before->state == REPORT_ISSUED && after->state == REPORT_RECALLED ? true :
	       fault_set(fault, FAULT_WRONG_STATE, "state",
		BOTH("báo cáo đã ban hành thì không sửa", "an issued report does not change"));
}

static bool settle_new(struct journal *journal, struct report *report, struct fault *fault)
{
	const struct programme *programme = collection_refer(journal, &programme_type,
		report->programme_id, "/programme_id", fault);

	if (programme == NULL)
		return false;
	report->head.scope_id = programme->head.scope_id;
	return number_is_free(journal_store(journal), journal_arena(journal), report, fault);
}

static bool settle(struct journal *journal, const void *before, void *after,
		   struct fault *fault)
{
	const struct report *old = before;
	struct report *new = after;

	must(old != NULL || new != NULL, "a change of nothing");
	if (new == NULL)
		return old->state == REPORT_DRAFT ||
		       fault_set(fault, FAULT_WRONG_STATE, "state",
					BOTH("báo cáo đã ban hành thì thu hồi, không xóa",
					     "an issued report is recalled, never removed"));
	if (old == NULL)
		return settle_new(journal, new, fault);
	if (old->state != REPORT_DRAFT)
		return recall(old, new, fault);
	return new->state == REPORT_ISSUED ? issue(journal, new, fault) :
	       number_is_free(journal_store(journal), journal_arena(journal), new, fault);
}

const struct collection report_collection = {
	.type = &report_type, .settle = settle, .state_field = "state",
	.reason_field = "state_reason", .transitions = transitions,
	.transition_count = sizeof(transitions) / sizeof(transitions[0]),
};
