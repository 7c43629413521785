#include "my_work/my_work.h"

#include "access/account.h"
#include "person/person.h"
#include "plan/plan.h"
#include "tests/domain.h"

static const struct date today = { 2026, 3, 1 };	/* the day of the fixture's journal */

static struct id add_account(struct office *o, const char *login, const char *role,
			     enum label_level clearance, struct id within_id, struct id person_id)
{
	struct account account = { .login = login, .display_name = "Tài khoản thử",
				   .clearance = { clearance }, .person_id = person_id };

	must(access_add_roles(o->journal, &o->fault) &&
	     access_add_account(o->journal, &account, NULL, &o->fault) &&
	     access_add_grant(o->journal, account.head.id, role, within_id, NULL, &o->fault),
	     "an account with its role");
	return account.head.id;
}

/* One record of every kind of work, all in the district. */
static void add_everything(struct office *o)
{
	struct id submitted = office_add_exercise(o, o->term_id, EXERCISE_SUBMITTED, DATE_NONE);
	struct id held = office_add_exercise(o, o->term_id, EXERCISE_CONDUCTED, DATE_NONE);
	struct grade_scale scale = { .code = "bon_muc", .name = "Thang bốn mức",
				     .scale_version = 1 };
	struct grade_level level = { .rank = 1, .code = "excellent", .name = "Xuất sắc",
				     .passed = true };

	level.scale_id = office_add(o, &grade_scale_type, &scale);

	struct result result = { .head.scope_id = held, .exercise_id = held,
		.unit_id = o->commune_id, .state = RESULT_PROVISIONAL };
	result.grade_level_id = office_add(o, &grade_level_type, &level);

	struct corrective_task task = { .head.scope_id = o->district_id,
		.programme_id = o->term_id, .task = "Lập mẫu văn kiện", .state = TASK_ACCEPTED,
		.owner_unit_id = o->commune_id, .due_on = { 2026, 2, 28 } };
	struct corrective_task done = { .head.scope_id = o->district_id,
		.programme_id = o->term_id, .task = "Tập huấn vai tập", .state = TASK_DONE,
		.due_on = { 2026, 2, 1 }, .proof = "Danh sách" };
	struct plan plan = { .head.scope_id = o->district_id, .head.label = { LABEL_INTERNAL },
		.code = "A2", .name = "Kế hoạch", .review_due_on = { 2026, 3, 31 },
		.state = PLAN_IN_FORCE };
	struct report report = { .head.scope_id = o->district_id, .programme_id = o->term_id,
		.subject = "Tổng kết", .state = REPORT_DRAFT };
	struct scheduled_exercise line = { .head.scope_id = o->district_id,
		.programme_id = o->term_id, .unit_id = o->commune_id, .kind_id = o->kind_id,
		.starts_on = { 2026, 4, 30 } };

	must(!id_is_none(submitted), "an exercise waits");
	office_add(o, &result_type, &result);
	office_add(o, &corrective_task_type, &task);
	office_add(o, &corrective_task_type, &done);
	office_add(o, &plan_type, &plan);
	office_add(o, &report_type, &report);
	office_add(o, &scheduled_exercise_type, &line);
}

static void add_scope(struct office *o, struct id scope_id, struct id parent_id)
{
	must(access_scope_set(o->store, scope_id, parent_id, &o->fault), "a scope");
}

/* The kinds of what the account finds, in order, a space between; through the
   guarded connection that requests have. */
static const char *kinds_of(struct office *o, struct id account_id)
{
	struct text kinds = { .arena = o->arena };
	struct list works = { .count = 0 };

	if (o->journal != NULL)
		must(journal_commit(&o->journal, &o->fault), "the fixture is written");
	struct store *store = store_open(store_path(o->store), STORE_READ, &o->fault);
	const struct reader *reader = reader_of_account(o->store, account_id,
		(struct instant){ INT64_C(1772323260000000) }, &o->fault);

	must(store != NULL && reader != NULL, "a reading connection");
	record_store_guard(store, journal_types(), reader_may_see);
	record_store_set_reader(store, reader);
	CHECK(my_work_list(store, o->arena, reader, today, &works, &o->fault));
	for (size_t i = 0; i < works.count; i++) {
		const struct work *work = works.items[i];

		CHECK(work->title != NULL && work->title[0] != '\0');
		text_add(&kinds, i == 0 ? "" : " ");
		text_add(&kinds, work->overdue ? "!" : "");
		text_add(&kinds, work->kind);
	}
	reader_release(&reader);
	store_close(&store);
	return text_string(&kinds);
}

static struct office office_with_work(void)
{
	struct office o = office_open();
	struct list exercises;

	add_everything(&o);
	must(store_list(o.store, o.arena, &exercise_type,
			arena_printf(o.arena, "SELECT %s FROM exercise",
				     record_store_columns(&exercise_type)),
			NO_BINDS, &exercises, &o.fault), "the exercises");
	add_scope(&o, o.commune_id, o.district_id);
	for (size_t i = 0; i < exercises.count; i++)
		add_scope(&o, record_head(exercises.items[i])->id, o.commune_id);
	return o;
}

TEST(a_secretary_finds_tasks_plans_reports_registers_and_the_schedule)
{
	struct office o = office_with_work();
	struct id account = add_account(&o, "thuky", "secretary", LABEL_INTERNAL, o.district_id,
					ID_NONE);

	CHECK_TEXT(kinds_of(&o, account),
		   "!task plan_review scheduled register_open task_to_verify report_draft");
	office_close(&o);
}

TEST(a_commander_finds_what_waits_for_approval_and_confirmation)
{
	struct office o = office_with_work();
	struct id account = add_account(&o, "chihuy", "commander", LABEL_NONE, o.district_id,
					ID_NONE);
	const char *kinds = kinds_of(&o, account);

	CHECK_TEXT(kinds, "!task scheduled exercise_to_approve result_to_confirm report_draft");
	office_close(&o);
}

TEST(a_viewer_finds_only_tasks_of_units_in_sight_and_the_schedule)
{
	struct office o = office_with_work();
	struct id account = add_account(&o, "lanhdao", "viewer", LABEL_INTERNAL, o.district_id,
					ID_NONE);

	CHECK_TEXT(kinds_of(&o, account), "!task scheduled");
	office_close(&o);
}

TEST(nobody_finds_work_outside_the_scope_of_the_grant)
{
	struct office o = office_with_work();
	struct id elsewhere = office_add_unit(&o, "H2", "Huyện Mẫu 2", UNIT_DISTRICT);
	struct id account = add_account(&o, "khac", "secretary", LABEL_INTERNAL, elsewhere,
					ID_NONE);

	CHECK_TEXT(kinds_of(&o, account), "");
	office_close(&o);
}

TEST(a_plan_above_the_clearance_is_no_work)
{
	struct office o = office_with_work();
	struct id account = add_account(&o, "thuky", "secretary", LABEL_NONE, o.district_id,
					ID_NONE);

	CHECK(strstr(kinds_of(&o, account), "plan_review") == NULL);
	office_close(&o);
}

TEST(a_person_finds_the_tasks_that_bear_the_persons_name)
{
	struct office o = office_open();
	struct person person = { .full_name = "N. V. A", .search_key = "n. v. a" };
	struct id person_id = office_add(&o, &person_type, &person);
	struct corrective_task mine = { .head.scope_id = o.district_id, .programme_id = o.term_id,
		.task = "Việc của tôi", .state = TASK_IN_PROGRESS, .owner_person_id = person_id };
	struct corrective_task other = { .head.scope_id = o.district_id, .programme_id = o.term_id,
		.task = "Việc khác", .state = TASK_IN_PROGRESS };

	office_add(&o, &corrective_task_type, &mine);
	office_add(&o, &corrective_task_type, &other);
	struct id account = add_account(&o, "canbo", "viewer", LABEL_NONE, o.district_id,
					person_id);

	CHECK_TEXT(kinds_of(&o, account), "task");
	office_close(&o);
}

TEST(a_commune_finds_the_task_that_the_district_gave_it_and_no_other)
{
	struct office o = office_open();
	struct unit_link link = { .chain = UNIT_CHAIN_ADMINISTRATIVE, .unit_id = o.commune_id,
				  .parent_id = o.district_id };
	struct corrective_task mine = { .programme_id = o.term_id, .task = "Việc của xã",
		.owner_unit_id = o.commune_id };
	struct corrective_task other = { .programme_id = o.term_id, .task = "Việc của huyện" };

	must(collection_add(o.journal, &unit_link_collection, &link, &o.fault) &&
	     collection_add(o.journal, &corrective_task_collection, &mine, &o.fault) &&
	     collection_add(o.journal, &corrective_task_collection, &other, &o.fault),
	     "two tasks");
	struct id account = add_account(&o, "xa", "officer", LABEL_NONE, o.commune_id, ID_NONE);
	struct id above = add_account(&o, "huyen", "officer", LABEL_NONE, o.district_id, ID_NONE);

	CHECK_TEXT(kinds_of(&o, account), "task");
	CHECK_TEXT(kinds_of(&o, above), "task task");
	office_close(&o);
}

static void add_days(struct office *o, struct date review_due_on, struct date starts_on)
{
	struct plan plan = { .head.scope_id = o->district_id, .code = unit_day(o->arena,
		review_due_on), .name = "Kế hoạch", .review_due_on = review_due_on,
		.state = PLAN_IN_FORCE };
	struct scheduled_exercise line = { .head.scope_id = o->district_id,
		.programme_id = o->term_id, .unit_id = o->commune_id, .kind_id = o->kind_id,
		.starts_on = starts_on };

	office_add(o, &plan_type, &plan);
	office_add(o, &scheduled_exercise_type, &line);
}

TEST(reviews_count_from_thirty_days_before_and_the_schedule_for_sixty_days_ahead)
{
	struct office o = office_open();

	add_days(&o, date_add_days(today, 31), date_add_days(today, 61));
	add_days(&o, date_add_days(today, 30), date_add_days(today, 60));
	add_days(&o, date_add_days(today, -1), date_add_days(today, -1));
	add_days(&o, date_add_days(today, 5), today);
	struct id account = add_account(&o, "thuky", "secretary", LABEL_NONE, o.district_id,
					ID_NONE);

	CHECK_TEXT(kinds_of(&o, account),
		   "!plan_review scheduled plan_review plan_review scheduled");
	office_close(&o);
}
