#include "plan/plan.h"

#include "tests/domain.h"

static struct plan plan_of(const struct office *o, const char *code)
{
	return (struct plan){ .head.label = plan_type.first_label, .code = code,
			      .name = "Kế hoạch", .holder_unit_id = o->district_id };
}

static bool add_plan(struct office *o, struct plan *plan)
{
	return collection_add(o->journal, &plan_collection, plan, &o->fault);
}

static bool act(struct office *o, struct plan *plan, const char *action, const char *reason)
{
	return collection_act(o->journal, &plan_collection, plan, action, reason, &o->fault);
}

static struct plan_revision revision_of(const struct office *o, const struct plan *plan,
					const char *before, const char *after)
{
	return (struct plan_revision){ .head.label = plan_revision_type.first_label,
		.plan_id = plan->head.id, .programme_id = o->term_id,
		.version_before = before, .version_after = after };
}

static bool revise(struct office *o, struct plan_revision *revision)
{
	return collection_add(o->journal, &plan_revision_collection, revision, &o->fault);
}

static struct plan *read_plan(struct office *o, struct id id)
{
	struct plan *plan = record_store_find(o->store, o->arena, &plan_type, id, &o->fault);

	must(plan != NULL, "the plan is there");
	return plan;
}

TEST(the_register_of_plans_starts_at_internal)
{
	CHECK(plan_type.first_label.level == LABEL_INTERNAL);
	CHECK(plan_revision_type.first_label.level == LABEL_INTERNAL);
}

TEST(a_plan_is_in_force_and_bears_the_scope_of_its_holder)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "A2");

	CHECK(add_plan(&o, &plan));
	CHECK(plan.state == PLAN_IN_FORCE && id_equal(plan.head.scope_id, o.district_id));
	office_close(&o);
}

TEST(one_holder_has_one_plan_of_a_code)
{
	struct office o = office_open();
	struct plan first = plan_of(&o, "B"), same = plan_of(&o, "B"), other = plan_of(&o, "B");

	CHECK(add_plan(&o, &first) && !add_plan(&o, &same));
	CHECK(office_problem(&o, "/code") == PROBLEM_NOT_UNIQUE);
	other.holder_name = "các ngành";
	CHECK(add_plan(&o, &other));
	first.note = "ghi chú";
	CHECK(collection_change(o.journal, &plan_collection, &first, &o.fault));
	office_close(&o);
}

TEST(a_plan_is_not_to_be_reviewed_before_it_was_approved)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "A");

	plan.approved_on = (struct date){ 2025, 3, 1 };
	plan.review_due_on = (struct date){ 2025, 2, 1 };
	CHECK(!add_plan(&o, &plan));
	CHECK(office_problem(&o, "/review_due_on") == PROBLEM_ORDER_OF_DATES);
	office_close(&o);
}

TEST(a_plan_goes_into_revision_and_back_and_is_withdrawn_and_restored_with_reasons)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "A4");

	CHECK(add_plan(&o, &plan));
	CHECK(act(&o, &plan, "revise", NULL) && plan.state == PLAN_UNDER_REVISION);
	CHECK(act(&o, &plan, "resume", NULL) && plan.state == PLAN_IN_FORCE);
	CHECK(!act(&o, &plan, "withdraw", NULL));
	CHECK(office_problem(&o, "/reason") == PROBLEM_REQUIRED);
	CHECK(act(&o, &plan, "withdraw", "Thay bằng kế hoạch khác"));
	CHECK(plan.state == PLAN_WITHDRAWN);
	CHECK(!act(&o, &plan, "revise", NULL) && o.fault.kind == FAULT_WRONG_STATE);
	o.fault = (struct fault){ .kind = FAULT_NONE };
	CHECK(act(&o, &plan, "restore", "Hủy nhầm") && plan.state == PLAN_IN_FORCE);
	CHECK(act(&o, &plan, "revise", NULL));
	CHECK(act(&o, &plan, "withdraw", "Không cần nữa") && plan.state == PLAN_WITHDRAWN);
	office_close(&o);
}

TEST(a_revision_names_what_caused_it)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "A");

	CHECK(add_plan(&o, &plan));
	struct plan_revision revision = revision_of(&o, &plan, NULL, NULL);

	revision.programme_id = ID_NONE;
	CHECK(!revise(&o, &revision));
	CHECK(office_problem(&o, "/finding_id") == PROBLEM_CAUSE_NEEDED);
	office_close(&o);
}

TEST(a_finding_as_cause_brings_its_exercise_and_its_programme)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "A");
	struct finding finding = { .kind = FINDING_SHORTCOMING, .statement = "Văn kiện nộp chậm" };

	finding.exercise_id = office_add_exercise(&o, o.term_id, EXERCISE_CONDUCTED, DATE_NONE);
	CHECK(collection_add(o.journal, &finding_collection, &finding, &o.fault));
	CHECK(add_plan(&o, &plan));
	struct plan_revision revision = revision_of(&o, &plan, NULL, NULL);

	revision.programme_id = ID_NONE;
	revision.finding_id = finding.head.id;
	CHECK(revise(&o, &revision));
	CHECK(id_equal(revision.programme_id, o.term_id));
	CHECK(id_equal(revision.exercise_id, finding.exercise_id));
	CHECK(id_equal(revision.head.scope_id, o.district_id));
	office_close(&o);
}

TEST(a_revision_moves_the_version_in_the_register)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "A2");

	plan.plan_version = "2023";
	plan.approver = "Cấp trên";
	plan.approved_on = (struct date){ 2023, 5, 1 };
	CHECK(add_plan(&o, &plan));
	struct plan_revision revision = revision_of(&o, &plan, NULL, "2025");

	revision.revised_on = (struct date){ 2025, 6, 1 };
	CHECK(revise(&o, &revision));
	CHECK_TEXT(revision.version_before, "2023");
	const struct plan *now = read_plan(&o, plan.head.id);

	CHECK_TEXT(now->plan_version, "2025");
	CHECK(date_compare(now->approved_on, revision.revised_on) == 0);
	CHECK_TEXT(now->approver, NULL);
	CHECK(now->head.version == 2);
	office_close(&o);
}

TEST(a_revision_starts_from_the_version_in_force_and_not_before_its_day)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "A2");

	plan.plan_version = "2";
	plan.approved_on = (struct date){ 2023, 5, 1 };
	CHECK(add_plan(&o, &plan));
	struct plan_revision stale = revision_of(&o, &plan, "1", "3");
	struct plan_revision unknown = revision_of(&o, &plan, "2", NULL);
	struct plan_revision early = revision_of(&o, &plan, "2", "3");

	CHECK(!revise(&o, &stale));
	CHECK(office_problem(&o, "/version_before") == PROBLEM_DIFFERS);
	CHECK(!revise(&o, &unknown));
	CHECK(office_problem(&o, "/version_after") == PROBLEM_REQUIRED);
	early.revised_on = (struct date){ 2023, 4, 30 };
	CHECK(!revise(&o, &early));
	CHECK(office_problem(&o, "/revised_on") == PROBLEM_ORDER_OF_DATES);
	CHECK_TEXT(read_plan(&o, plan.head.id)->plan_version, "2");
	office_close(&o);
}

TEST(unknown_versions_stay_unknown_and_may_be_filled_in_later)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "B");

	CHECK(add_plan(&o, &plan));
	struct plan_revision revision = revision_of(&o, &plan, NULL, NULL);

	CHECK(revise(&o, &revision));
	CHECK_TEXT(read_plan(&o, plan.head.id)->plan_version, NULL);
	revision.version_after = "2025";
	CHECK(collection_change(o.journal, &plan_revision_collection, &revision, &o.fault));
	CHECK_TEXT(read_plan(&o, plan.head.id)->plan_version, "2025");
	revision.version_after = "2026";
	CHECK(!collection_change(o.journal, &plan_revision_collection, &revision, &o.fault));
	CHECK(office_problem(&o, "/version_after") == PROBLEM_STANDS);
	office_close(&o);
}

TEST(filling_in_an_old_revision_leaves_a_later_version_alone)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "B");

	CHECK(add_plan(&o, &plan));
	struct plan_revision old = revision_of(&o, &plan, NULL, NULL);
	struct plan_revision later = revision_of(&o, &plan, NULL, "2025");

	CHECK(revise(&o, &old) && revise(&o, &later));
	old.version_after = "2023";
	CHECK(collection_change(o.journal, &plan_revision_collection, &old, &o.fault));
	CHECK_TEXT(read_plan(&o, plan.head.id)->plan_version, "2025");
	office_close(&o);
}

TEST(a_revision_is_not_labelled_below_its_plan)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "A");

	CHECK(add_plan(&o, &plan));
	struct plan_revision revision = revision_of(&o, &plan, NULL, NULL);

	revision.head.label.level = LABEL_NONE;
	CHECK(!revise(&o, &revision));
	CHECK(office_problem(&o, "/label") == PROBLEM_LABEL_BELOW);
	office_close(&o);
}

TEST(a_withdrawn_plan_is_not_revised)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "A");

	CHECK(add_plan(&o, &plan) && act(&o, &plan, "withdraw", "Thay thế"));
	struct plan_revision revision = revision_of(&o, &plan, NULL, "2");

	CHECK(!revise(&o, &revision));
	CHECK(office_problem(&o, "/plan_id") == PROBLEM_WITHDRAWN);
	office_close(&o);
}

TEST(a_plan_with_revisions_stays)
{
	struct office o = office_open();
	struct plan plan = plan_of(&o, "A");

	CHECK(add_plan(&o, &plan));
	struct plan_revision revision = revision_of(&o, &plan, NULL, NULL);

	CHECK(revise(&o, &revision));
	CHECK(!collection_remove(o.journal, &plan_collection, plan.head.id, 1, &o.fault));
	CHECK(office_problem(&o, "/id") == PROBLEM_IN_USE);
	CHECK(plan_revision_collection.no_remove);
	office_close(&o);
}
