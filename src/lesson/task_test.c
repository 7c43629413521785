#include "lesson/lesson.h"

#include "person/person.h"

#include "tests/domain.h"

static struct corrective_task task_of(struct id programme_id)
{
	return (struct corrective_task){ .programme_id = programme_id, .task = "Lập mẫu văn kiện" };
}

/* A task with all that any step asks for. */
static struct corrective_task whole_task(const struct office *o)
{
	struct corrective_task task = task_of(o->term_id);

	task.owner_unit_id = o->commune_id;
	task.due_on = (struct date){ 2026, 6, 30 };
	task.proof = "Bộ mẫu đã ban hành";
	return task;
}

static bool add(struct office *o, struct corrective_task *task)
{
	return collection_add(o->journal, &corrective_task_collection, task, &o->fault);
}

static bool act(struct office *o, struct corrective_task *task, const char *action,
		const char *reason)
{
	return collection_act(o->journal, &corrective_task_collection, task, action, reason,
			      &o->fault);
}

TEST(a_new_task_is_proposed_and_belongs_to_its_programme)
{
	struct office o = office_open();
	struct corrective_task task = task_of(o.term_id), homeless = task_of(ID_NONE);

	CHECK(add(&o, &task));
	CHECK(task.state == TASK_PROPOSED && id_equal(task.head.scope_id, o.district_id));
	CHECK(!add(&o, &homeless));
	CHECK(office_problem(&o, "/programme_id") == PROBLEM_ORIGIN_NEEDED);
	office_close(&o);
}

TEST(a_task_about_a_finding_belongs_where_the_finding_belongs)
{
	struct office o = office_open();
	struct finding finding = { .kind = FINDING_SHORTCOMING, .statement = "Văn kiện nộp chậm" };

	finding.exercise_id = office_add_exercise(&o, o.term_id, EXERCISE_CONDUCTED, DATE_NONE);
	CHECK(collection_add(o.journal, &finding_collection, &finding, &o.fault));
	struct corrective_task task = { .finding_id = finding.head.id, .task = "Lập mẫu" };

	CHECK(add(&o, &task));
	CHECK(id_equal(task.programme_id, o.term_id));
	CHECK(id_equal(task.exercise_id, finding.exercise_id));
	CHECK(id_equal(task.head.scope_id, finding.exercise_id));
	office_close(&o);
}

TEST(a_task_of_the_term_moves_to_its_owner_below_the_issuing_unit_and_no_further)
{
	struct office o = office_open();
	struct id elsewhere = office_add_unit(&o, "X9", "Xã Mẫu 9", UNIT_COMMUNE);
	struct unit_link link = { .chain = UNIT_CHAIN_ADMINISTRATIVE, .unit_id = o.commune_id,
				  .parent_id = o.district_id };
	struct corrective_task task = task_of(o.term_id);

	office_add(&o, &unit_link_type, &link);
	task.owner_unit_id = o.commune_id;
	CHECK(add(&o, &task) && id_equal(task.head.scope_id, o.commune_id));
	task.owner_unit_id = elsewhere;
	CHECK(collection_change(o.journal, &corrective_task_collection, &task, &o.fault));
	CHECK(id_equal(task.head.scope_id, o.district_id));
	task.owner_unit_id = ID_NONE;
	CHECK(collection_change(o.journal, &corrective_task_collection, &task, &o.fault));
	CHECK(id_equal(task.head.scope_id, o.district_id));
	office_close(&o);
}

TEST(a_task_is_not_accepted_without_owner_and_due_day)
{
	struct office o = office_open();
	struct corrective_task task = task_of(o.term_id);

	CHECK(add(&o, &task));
	CHECK(!act(&o, &task, "accept", NULL) && o.fault.kind == FAULT_INVALID);
	CHECK(o.fault.problems != NULL && o.fault.problems->kind == PROBLEM_OWNER_NEEDED);
	CHECK(o.fault.problems->next != NULL &&
	      o.fault.problems->next->kind == PROBLEM_DUE_DAY_NEEDED);
	o.fault = (struct fault){ .kind = FAULT_NONE };

	task.state = TASK_PROPOSED;
	task.owner_name = "Ban Chỉ huy quân sự";
	CHECK(collection_change(o.journal, &corrective_task_collection, &task, &o.fault));
	CHECK(!act(&o, &task, "accept", NULL));
	CHECK(office_problem(&o, "/due_on") == PROBLEM_DUE_DAY_NEEDED);

	task.state = TASK_PROPOSED;
	task.due_on = (struct date){ 2026, 6, 30 };
	CHECK(collection_change(o.journal, &corrective_task_collection, &task, &o.fault));
	CHECK(act(&o, &task, "accept", NULL) && task.state == TASK_ACCEPTED);
	office_close(&o);
}

TEST(an_accepted_task_keeps_its_owner_and_its_due_day)
{
	struct office o = office_open();
	struct corrective_task task = whole_task(&o);

	CHECK(add(&o, &task) && act(&o, &task, "accept", NULL));
	task.due_on = DATE_NONE;
	CHECK(!collection_change(o.journal, &corrective_task_collection, &task, &o.fault));
	CHECK(office_problem(&o, "/due_on") == PROBLEM_DUE_DAY_NEEDED);
	office_close(&o);
}

TEST(a_task_goes_its_whole_way_by_inspection)
{
	struct office o = office_open();
	struct corrective_task task = whole_task(&o);

	CHECK(add(&o, &task));
	CHECK(act(&o, &task, "accept", NULL) && task.state == TASK_ACCEPTED);
	CHECK(act(&o, &task, "start", NULL) && task.state == TASK_IN_PROGRESS);
	CHECK(act(&o, &task, "finish", NULL) && task.state == TASK_DONE);
	CHECK(!act(&o, &task, "inspect", NULL));
	CHECK(office_problem(&o, "/reason") == PROBLEM_REQUIRED);
	CHECK(act(&o, &task, "inspect", "Kiểm tra ngày 01/3/2026"));
	CHECK(task.state == TASK_VERIFIED);
	CHECK_TEXT(task.state_reason, "Kiểm tra ngày 01/3/2026");
	CHECK(act(&o, &task, "close", NULL) && task.state == TASK_CLOSED);
	office_close(&o);
}

TEST(a_task_is_opened_again_with_a_reason_only)
{
	struct office o = office_open();
	struct corrective_task task = whole_task(&o);

	CHECK(add(&o, &task));
	CHECK(act(&o, &task, "reject", "Ngoài thẩm quyền") && task.state == TASK_REJECTED);
	CHECK(!act(&o, &task, "reopen", NULL));
	CHECK(office_problem(&o, "/reason") == PROBLEM_REQUIRED);
	CHECK(act(&o, &task, "reopen", "Đã được giao quyền") && task.state == TASK_PROPOSED);
	CHECK(act(&o, &task, "accept", NULL) && act(&o, &task, "start", NULL));
	CHECK(act(&o, &task, "finish", NULL));
	CHECK(act(&o, &task, "reopen", "Mẫu còn thiếu") && task.state == TASK_IN_PROGRESS);
	CHECK(act(&o, &task, "finish", NULL));
	CHECK(act(&o, &task, "inspect", "Đã kiểm tra") && act(&o, &task, "close", NULL));
	CHECK(act(&o, &task, "reopen", "Tồn tại lặp lại") && task.state == TASK_IN_PROGRESS);
	office_close(&o);
}

TEST(steps_that_the_picture_does_not_show_are_refused)
{
	static const struct { const char *done, *refused; } cases[] = {
		{ NULL, "start" }, { NULL, "finish" }, { NULL, "close" }, { NULL, "reopen" },
		{ "accept", "accept" }, { "accept", "reject" }, { "accept", "close" },
		{ "start", "accept" }, { "start", "inspect" }, { "finish", "close" },
	};
	struct office o = office_open();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		static const char *const way[] = { "accept", "start", "finish" };
		struct corrective_task task = whole_task(&o);

		CHECK(add(&o, &task));
		for (size_t j = 0; cases[i].done != NULL && j < 3; j++) {
			CHECK(act(&o, &task, way[j], NULL));
			if (strcmp(way[j], cases[i].done) == 0)
				break;
		}
		CHECK(!act(&o, &task, cases[i].refused, "lý do"));
		CHECK(o.fault.kind == FAULT_WRONG_STATE);
		o.fault = (struct fault){ .kind = FAULT_NONE };
	}
	office_close(&o);
}

TEST(a_task_is_done_with_a_proof_only)
{
	struct office o = office_open();
	struct corrective_task task = whole_task(&o);

	task.proof = NULL;
	CHECK(add(&o, &task) && act(&o, &task, "accept", NULL) && act(&o, &task, "start", NULL));
	CHECK(!act(&o, &task, "finish", NULL));
	CHECK(office_problem(&o, "/proof") == PROBLEM_PROOF_NEEDED);
	office_close(&o);
}

static struct corrective_task done_task(struct office *o, struct id exercise_id)
{
	struct corrective_task task = whole_task(o);

	task.exercise_id = exercise_id;
	must(add(o, &task) && act(o, &task, "accept", NULL) && act(o, &task, "start", NULL) &&
	     act(o, &task, "finish", NULL), "a task that is done");
	return task;
}

TEST(a_task_is_verified_by_a_later_exercise_that_was_held)
{
	struct office o = office_open();
	struct id first = office_add_exercise(&o, o.term_id, EXERCISE_EVALUATED,
					      (struct date){ 2023, 8, 1 });
	struct id earlier = office_add_exercise(&o, o.term_id, EXERCISE_EVALUATED,
						(struct date){ 2022, 8, 1 });
	struct id planned = office_add_exercise(&o, o.term_id, EXERCISE_PREPARING,
						(struct date){ 2026, 8, 1 });
	struct id later = office_add_exercise(&o, o.term_id, EXERCISE_CONDUCTED,
					      (struct date){ 2024, 8, 1 });
	struct corrective_task task = done_task(&o, first);
	const struct { struct id id; enum problem_kind problem; } wrong[] = {
		{ first, PROBLEM_NOT_LATER }, { earlier, PROBLEM_NOT_LATER },
		{ planned, PROBLEM_EXERCISE_NOT_HELD },
	};

	CHECK(!act(&o, &task, "verify", NULL));
	CHECK(office_problem(&o, "/verified_by_exercise_id") == PROBLEM_VERIFICATION_NEEDED);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		task.verified_by_exercise_id = wrong[i].id;
		CHECK(!collection_change(o.journal, &corrective_task_collection, &task, &o.fault));
		CHECK(office_problem(&o, "/verified_by_exercise_id") == wrong[i].problem);
	}
	task.verified_by_exercise_id = later;
	CHECK(collection_change(o.journal, &corrective_task_collection, &task, &o.fault));
	CHECK(act(&o, &task, "verify", NULL) && task.state == TASK_VERIFIED);
	office_close(&o);
}

TEST(a_reason_of_an_earlier_step_does_not_verify_a_task)
{
	struct office o = office_open();
	struct corrective_task task = done_task(&o, ID_NONE);

	CHECK(act(&o, &task, "reopen", "Mẫu còn thiếu") && act(&o, &task, "finish", NULL));
	CHECK(!act(&o, &task, "verify", NULL));
	CHECK(office_problem(&o, "/verified_by_exercise_id") == PROBLEM_VERIFICATION_NEEDED);
	office_close(&o);
}

TEST(a_task_is_not_due_before_it_starts)
{
	struct office o = office_open();
	struct corrective_task task = whole_task(&o);

	task.starts_on = (struct date){ 2026, 7, 1 };
	CHECK(!add(&o, &task));
	CHECK(office_problem(&o, "/due_on") == PROBLEM_ORDER_OF_DATES);
	task.starts_on = task.due_on;
	CHECK(add(&o, &task));
	office_close(&o);
}

TEST(a_task_is_overdue_from_the_day_after_its_due_day_until_it_is_done)
{
	struct corrective_task task = { .due_on = { 2026, 6, 30 }, .state = TASK_ACCEPTED };
	const struct date last = { 2026, 6, 30 }, next = { 2026, 7, 1 };
	static const struct { enum task_state state; bool overdue; } cases[] = {
		{ TASK_PROPOSED, true }, { TASK_ACCEPTED, true }, { TASK_IN_PROGRESS, true },
		{ TASK_REJECTED, false }, { TASK_DONE, false }, { TASK_VERIFIED, false },
		{ TASK_CLOSED, false },
	};

	CHECK(!task_is_overdue(&task, last));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		task.state = cases[i].state;
		CHECK(task_is_overdue(&task, next) == cases[i].overdue);
	}
	task = (struct corrective_task){ .state = TASK_ACCEPTED };
	CHECK(!task_is_overdue(&task, next));
}

TEST(where_two_persons_are_asked_the_doer_does_not_verify)
{
	struct office o = office_open();
	struct policy policy = { .code = "two_persons_task", .enabled = true,
				 .reason = "Quy chế làm việc" };
	struct account first = { .login = "mot", .display_name = "Một", .language = "vi" };
	struct account second = { .login = "hai", .display_name = "Hai", .language = "vi" };
	struct corrective_task task = whole_task(&o);

	office_add(&o, &policy_type, &policy);
	const struct actor doer = { office_add(&o, &account_type, &first), "secretary" };
	const struct actor other = { office_add(&o, &account_type, &second), "commander" };

	CHECK(journal_part_begin(o.journal, &doer, &o.fault));
	CHECK(add(&o, &task) && act(&o, &task, "accept", NULL) && act(&o, &task, "start", NULL));
	CHECK(act(&o, &task, "finish", NULL));
	CHECK(id_equal(task.done_by, doer.account_id));
	CHECK(!act(&o, &task, "inspect", "Biên bản kiểm tra"));
	CHECK(office_problem(&o, "/done_by") == PROBLEM_TWO_PERSONS);
	o.fault = (struct fault){ .kind = FAULT_NONE };
	journal_set_actor(o.journal, &other);
	CHECK(act(&o, &task, "inspect", "Biên bản kiểm tra") && task.state == TASK_VERIFIED);
	CHECK(id_equal(task.done_by, doer.account_id));
	CHECK(act(&o, &task, "reopen", "Chưa đạt") && id_is_none(task.done_by));
	CHECK(journal_part_end(o.journal, &o.fault));
	office_close(&o);
}

TEST(where_two_persons_are_asked_the_owner_does_not_verify)
{
	struct office o = office_open();
	struct policy policy = { .code = "two_persons_task", .enabled = true };
	struct person person = { .full_name = "Người Thử", .search_key = "nguoi thu" };
	struct account account = { .login = "chu", .display_name = "Chủ", .language = "vi" };
	struct corrective_task task = whole_task(&o);

	office_add(&o, &policy_type, &policy);
	account.person_id = task.owner_person_id = office_add(&o, &person_type, &person);
	const struct actor owner = { office_add(&o, &account_type, &account), "secretary" };

	CHECK(add(&o, &task) && act(&o, &task, "accept", NULL) && act(&o, &task, "start", NULL) &&
	      act(&o, &task, "finish", NULL));
	CHECK(journal_part_begin(o.journal, &owner, &o.fault));
	CHECK(!act(&o, &task, "inspect", "Biên bản kiểm tra"));
	CHECK(office_problem(&o, "/owner_person_id") == PROBLEM_TWO_PERSONS);
	o.fault = (struct fault){ .kind = FAULT_NONE };
	CHECK(journal_part_end(o.journal, &o.fault));
	office_close(&o);
}
