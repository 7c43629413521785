#include "report/report.h"

#include <string.h>

#include "access/access.h"
#include "report/document.h"
#include "report/summary.h"
#include "report/term_fixture.h"

static struct report add(struct term_fixture *f)
{
	struct report report = { .programme_id = f->programme_id, .signer_name = "",
		.shortcomings_text = "Văn kiện có nội dung chưa sát địa bàn.",
		.lessons_text = "Chuẩn bị sớm.", .directions_text = "Duy trì nền nếp.",
		.proposals_text = "Không có kiến nghị, đề xuất." };

	CHECK(collection_add(f->journal, &report_collection, &report, &f->fault));
	return report;
}

static bool act(struct term_fixture *f, struct report *report, const char *action,
		const char *reason)
{
	f->fault = (struct fault){ .kind = FAULT_NONE };
	return collection_act(f->journal, &report_collection, report, action, reason, &f->fault);
}

TEST(a_new_report_is_a_draft_in_the_scope_of_its_programme)
{
	struct term_fixture f = term_open_krong_ana();
	const struct report report = add(&f);

	CHECK(report.state == REPORT_DRAFT && !report.number.has_value);
	CHECK(id_equal(report.head.scope_id, f.district_id));
	term_close(&f);
}

TEST(issuing_gives_number_day_figures_and_the_root)
{
	struct term_fixture f = term_open_krong_ana();
	struct report report = add(&f);

	CHECK(act(&f, &report, "issue", NULL));
	CHECK(report.state == REPORT_ISSUED && report.number.value == 1);
	CHECK(date_compare(report.dated_on, (struct date){ 2026, 3, 1 }) == 0);
	CHECK(report.checkpoint_size.has_value && report.checkpoint_size.value > 0);
	CHECK(strlen(report.checkpoint_root) == 44);
	CHECK(strstr(report.figures, "\"units.done\":8") != NULL);
	CHECK(report.issued_at.us == f.now.us);
	term_close(&f);
}

TEST(numbers_follow_each_other_within_body_and_year)
{
	struct term_fixture f = term_open_krong_ana();
	struct report reports[4];

	for (int i = 0; i < 4; i++)
		reports[i] = add(&f);
	reports[2].dated_on = (struct date){ 2025, 12, 5 };
	reports[3].issuer = "Ban Tổ chức";
	for (int i = 2; i < 4; i++)
		CHECK(collection_change(f.journal, &report_collection, &reports[i], &f.fault));
	for (int i = 0; i < 4; i++)
		CHECK(act(&f, &reports[i], "issue", NULL));
	CHECK(reports[0].number.value == 1 && reports[1].number.value == 2);
	CHECK(reports[2].number.value == 1);	/* of another year */
	CHECK(reports[3].number.value == 1);	/* of another body */
	term_close(&f);
}

TEST(a_number_that_is_taken_is_refused)
{
	struct term_fixture f = term_open_krong_ana();
	struct report first = add(&f), second = add(&f);

	CHECK(act(&f, &first, "issue", NULL));
	second.number = first.number;
	CHECK(collection_change(f.journal, &report_collection, &second, &f.fault));
	CHECK(!act(&f, &second, "issue", NULL));
	CHECK(f.fault.problems != NULL && f.fault.problems->kind == PROBLEM_NOT_UNIQUE);
	CHECK_TEXT(f.fault.problems->pointer, "/number");
	term_close(&f);
}

TEST(issuing_refuses_a_signature_that_the_decree_does_not_allow)
{
	struct term_fixture f = term_open_krong_ana();
	struct report report = add(&f);

	report.capacity = SIGNING_DELEGATED;	/* without a written delegation */
	report.post = "Chỉ huy trưởng";
	CHECK(collection_change(f.journal, &report_collection, &report, &f.fault));
	CHECK(!act(&f, &report, "issue", NULL));
	CHECK(f.fault.problems != NULL && f.fault.problems->kind == PROBLEM_SIGNING_DELEGATION);
	term_close(&f);
}

TEST(a_report_with_an_unwritten_section_is_not_issued)
{
	struct term_fixture f = term_open_krong_ana();
	struct report report = add(&f);

	report.lessons_text = report.proposals_text = NULL;
	CHECK(collection_change(f.journal, &report_collection, &report, &f.fault));
	CHECK(!act(&f, &report, "issue", NULL));
	CHECK(f.fault.kind == FAULT_INVALID);
	const struct problem *first = f.fault.problems;

	CHECK(first != NULL && first->kind == PROBLEM_NOT_WRITTEN);
	CHECK_TEXT(first->pointer, "/lessons_text");
	CHECK(first->next != NULL && first->next->kind == PROBLEM_NOT_WRITTEN);
	CHECK_TEXT(first->next->pointer, "/proposals_text");
	term_close(&f);
}

TEST(an_issued_report_only_is_recalled_and_that_with_a_reason)
{
	struct term_fixture f = term_open_krong_ana();
	struct report report = add(&f);

	CHECK(act(&f, &report, "issue", NULL));
	struct report changed = report;

	changed.subject = "Khác";
	CHECK(!collection_change(f.journal, &report_collection, &changed, &f.fault));
	CHECK(f.fault.kind == FAULT_WRONG_STATE);
	f.fault = (struct fault){ .kind = FAULT_NONE };
	CHECK(!collection_remove(f.journal, &report_collection, report.head.id,
				 report.head.version, &f.fault));
	CHECK(!act(&f, &report, "recall", NULL));
	CHECK(act(&f, &report, "recall", "Sai số liệu"));
	CHECK(report.state == REPORT_RECALLED);
	CHECK_TEXT(report.state_reason, "Sai số liệu");
	CHECK(!act(&f, &report, "issue", NULL));
	term_close(&f);
}

TEST(a_draft_may_be_removed)
{
	struct term_fixture f = term_open_krong_ana();
	const struct report report = add(&f);

	CHECK(collection_remove(f.journal, &report_collection, report.head.id,
				report.head.version, &f.fault));
	term_close(&f);
}

TEST(where_two_persons_are_asked_the_author_does_not_issue)
{
	struct term_fixture f = term_open_krong_ana();
	struct policy policy = { .code = "two_persons_report", .enabled = true,
				 .reason = "Quy chế làm việc" };
	const struct actor author = { .account_id = id_create(f.now), .role = "secretary" };
	const struct actor other = { .account_id = id_create(f.now), .role = "head" };
	struct report report;

	term_add(&f, &policy_type, &policy);
	CHECK(journal_part_begin(f.journal, &author, &f.fault));
	report = add(&f);
	CHECK(!act(&f, &report, "issue", NULL));
	CHECK(f.fault.problems != NULL && f.fault.problems->kind == PROBLEM_TWO_PERSONS);
	f.fault = (struct fault){ .kind = FAULT_NONE };
	CHECK(journal_part_end(f.journal, &f.fault));
	CHECK(journal_part_begin(f.journal, &other, &f.fault));
	CHECK(act(&f, &report, "issue", NULL));
	CHECK(id_equal(report.issued_by, other.account_id));
	CHECK(journal_part_end(f.journal, &f.fault));
	term_close(&f);
}

TEST(an_issued_report_bears_the_highest_label_of_what_it_tells)
{
	struct term_fixture f = term_open_krong_ana();
	struct finding finding = { .programme_id = f.programme_id, .kind = FINDING_SHORTCOMING,
				   .search_key = "-",
				   .statement = "Nội bộ", .head.label = { LABEL_INTERNAL } };
	struct report report = add(&f);

	term_add(&f, &finding_type, &finding);
	CHECK(act(&f, &report, "issue", NULL));
	CHECK(report.head.label.level == LABEL_INTERNAL);
	term_close(&f);
}

TEST(an_issued_report_is_printed_again_only_while_its_figures_stand)
{
	struct term_fixture f = term_open_krong_ana();
	const struct summary_options options = { .programme_id = f.programme_id,
						 .today = { 2026, 4, 1 } };
	struct report report = add(&f);
	struct summary summary;

	CHECK(act(&f, &report, "issue", NULL));
	CHECK(summary_make(f.store, f.arena, &options, &summary, &f.fault));
	CHECK(summary.document->number == 1);
	CHECK_TEXT(summary.document->figures, report.figures);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CLOSED, 2025);
	CHECK(!summary_make(f.store, f.arena, &options, &summary, &f.fault));
	CHECK(f.fault.kind == FAULT_CONFLICT);
	term_close(&f);
}
