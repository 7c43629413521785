#include "access/account.h"
#include "exercise/test_refusal.h"
#include "store/record_store.h"

static const struct record_type *const types[] = {
	&account_type, &policy_type, &unit_type, &unit_link_type, &unit_alias_type,
	&succession_type, &exercise_kind_type, &programme_type, &scheduled_exercise_type,
	&exercise_type, &participation_type, &objective_type, &phase_type,
	&training_problem_type, &content_type, &content_item_type, &organisation_member_type,
	&award_type, &incident_type, NULL,
};

static struct fixture set_up(void)
{
	return set_up_with(types);
}

static bool add(struct fixture *f, struct exercise *exercise)
{
	return collection_add(f->journal, &exercise_collection, exercise, &f->fault);
}

static bool change(struct fixture *f, struct exercise *exercise)
{
	return collection_change(f->journal, &exercise_collection, exercise, &f->fault);
}

TEST(a_new_exercise_is_a_draft_and_a_scope_below_its_host)
{
	struct fixture f = set_up();
	struct exercise exercise = an_exercise(&f);
	int64_t below = 0;

	CHECK(add(&f, &exercise) && exercise.state == EXERCISE_DRAFT);
	CHECK(id_equal(exercise.head.scope_id, exercise.head.id));
	CHECK(exercise.year.has_value && exercise.year.value == 2024);
	CHECK(store_integer(f.store,
		"SELECT COUNT(*) FROM access_scope_parent"
		" WHERE scope_id = :scope AND parent_id = :parent",
		BINDS(ID("scope", exercise.head.id), ID("parent", f.commune)), &below, &f.fault));
	CHECK(below == 1);
	tear_down(&f);
}

TEST(who_no_longer_hosts_an_exercise_has_it_no_more_in_sight)
{
	static access_scope_source *const sources[] = { exercise_fill_scopes, NULL };
	static const char sql[] =
		"SELECT COUNT(*) FROM access_scope_parent"
		" WHERE scope_id = :scope AND parent_id = :parent";
	struct fixture f = set_up();
	struct exercise exercise = add_exercise(&f, EXERCISE_DRAFT);
	int64_t below_old = -1, below_new = -1;

	access_set_scope_sources(sources);
	exercise.host_unit_id = f.other_commune;
	CHECK(collection_change(f.journal, &exercise_collection, &exercise, &f.fault));
	CHECK(store_integer(f.store, sql, BINDS(ID("scope", exercise.head.id),
						ID("parent", f.commune)), &below_old, &f.fault));
	CHECK(store_integer(f.store, sql, BINDS(ID("scope", exercise.head.id),
						ID("parent", f.other_commune)), &below_new,
			    &f.fault));
	CHECK(below_old == 0 && below_new == 1);
	tear_down(&f);
}

TEST(scopes_can_be_filled_again)
{
	struct fixture f = set_up();
	struct exercise exercise = add_exercise(&f, EXERCISE_DRAFT);
	int64_t below = 0;

	CHECK(access_scope_clear(f.store, &f.fault) && exercise_fill_scopes(f.store, &f.fault));
	CHECK(store_integer(f.store,
		"SELECT COUNT(*) FROM access_scope_parent WHERE scope_id = :scope",
		BINDS(ID("scope", exercise.head.id)), &below, &f.fault) && below == 1);
	tear_down(&f);
}

TEST(host_unit_must_exist_on_the_days_of_the_exercise)
{
	struct fixture f = set_up();
	struct exercise exercise = an_exercise(&f);

	exercise.starts_on = exercise.ends_on = (struct date){ 2025, 7, 1 };
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_OUTSIDE_DATES, "/host_unit_id"));
	exercise.starts_on = (struct date){ 2025, 6, 30 };
	exercise.year.has_value = false;
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_OUTSIDE_DATES, "/host_unit_id"));
	exercise.ends_on = exercise.starts_on;
	CHECK(add(&f, &exercise));
	tear_down(&f);
}

TEST(a_year_alone_is_enough_if_the_host_existed_in_some_part_of_it)
{
	struct fixture f = set_up();
	struct exercise exercise = an_exercise(&f);

	exercise.starts_on = exercise.ends_on = DATE_NONE;
	exercise.year = (struct optional_integer){ true, 2025 };
	CHECK(add(&f, &exercise));
	exercise.head.id = ID_NONE;
	exercise.year.value = 2026;
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_OUTSIDE_DATES, "/host_unit_id"));
	exercise.year.has_value = false;
	CHECK(add(&f, &exercise));	/* nothing is known, nothing is wrong */
	tear_down(&f);
}

TEST(days_come_in_order_and_year_and_half_days_agree_with_them)
{
	struct fixture f = set_up();
	struct exercise exercise = an_exercise(&f);

	exercise.ends_on = (struct date){ 2024, 9, 9 };
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_ORDER_OF_DATES, "/ends_on"));
	exercise.ends_on = (struct date){ 2024, 9, 11 };
	exercise.half_days = (struct optional_integer){ true, 5 };
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_TOO_GREAT, "/half_days"));
	exercise.half_days.value = 4;
	exercise.year = (struct optional_integer){ true, 2023 };
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_DIFFERS, "/year"));
	exercise.year.value = 2024;
	CHECK(add(&f, &exercise));
	tear_down(&f);
}

TEST(the_year_follows_when_only_the_days_are_moved)
{
	struct fixture f = set_up();
	struct exercise exercise = add_exercise(&f, EXERCISE_DRAFT);

	exercise.starts_on = exercise.ends_on = (struct date){ 2023, 8, 1 };
	CHECK(change(&f, &exercise) && exercise.year.value == 2023);
	tear_down(&f);
}

TEST(required_members_and_unknown_records_are_told)
{
	struct fixture f = set_up();
	struct exercise exercise = an_exercise(&f);

	exercise.kind_id = ID_NONE;
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_REQUIRED, "/kind_id"));
	exercise.kind_id = f.commune;
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_NO_SUCH_RECORD, "/kind_id"));
	exercise.kind_id = f.kind;
	exercise.host_unit_id = ID_NONE;
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_REQUIRED, "/host_unit_id"));
	tear_down(&f);
}

static struct id add_line(struct fixture *f, struct id unit_id)
{
	struct scheduled_exercise line = { .programme_id = f->programme, .unit_id = unit_id,
					   .kind_id = f->kind };

	line.head.scope_id = f->district;
	add_record(f, &scheduled_exercise_type, &line);
	return line.head.id;
}

TEST(the_line_of_the_schedule_is_of_the_same_unit_and_programme)
{
	struct fixture f = set_up();
	struct exercise exercise = an_exercise(&f);
	struct programme other = { .code = "other", .name = "Khác", .term_label = "2026-2030",
		.issuing_unit_id = f.district, .structure_on = { 2025, 4, 1 },
		.state = PROGRAMME_RUNNING };

	exercise.scheduled_id = add_line(&f, f.other_commune);
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_NOT_OF_SAME, "/scheduled_id"));
	exercise.scheduled_id = add_line(&f, f.commune);
	other.head.scope_id = f.district;
	add_record(&f, &programme_type, &other);
	exercise.programme_id = other.head.id;
	CHECK(refused(&f, add(&f, &exercise), PROBLEM_NOT_OF_SAME, "/scheduled_id"));
	exercise.programme_id = ID_NONE;
	CHECK(add(&f, &exercise) && id_equal(exercise.programme_id, f.programme));
	tear_down(&f);
}

TEST(closing_the_register_names_who_and_when_and_opening_forgets_it)
{
	struct fixture f = set_up();
	struct exercise exercise = add_exercise(&f, EXERCISE_CONDUCTED);

	exercise.register_closed = true;
	CHECK(change(&f, &exercise));
	CHECK(id_equal(exercise.register_closed_by, f.first_account));
	CHECK(exercise.register_closed_at.us == fixture_now().us);
	act_as(&f, f.second_account);
	exercise.note = "…";
	CHECK(change(&f, &exercise));
	CHECK(id_equal(exercise.register_closed_by, f.first_account));
	exercise.register_closed = false;
	CHECK(change(&f, &exercise) && id_is_none(exercise.register_closed_by));
	CHECK(exercise.register_closed_at.us == 0);
	tear_down(&f);
}

TEST(a_register_is_closed_by_a_name_or_a_source_and_not_before_the_exercise)
{
	struct fixture f = set_up();
	struct exercise draft = add_exercise(&f, EXERCISE_DRAFT);
	struct exercise held = add_exercise(&f, EXERCISE_CONDUCTED);

	draft.register_closed = true;
	CHECK(refused(&f, change(&f, &draft), PROBLEM_NOT_HELD, "/register_closed"));
	act_as(&f, ID_NONE);
	held.register_closed = true;
	CHECK(refused(&f, change(&f, &held), PROBLEM_REQUIRED, "/register_source"));
	held.register_source = "Báo cáo tổng kết";
	CHECK(change(&f, &held) && id_is_none(held.register_closed_by));
	CHECK(exercise_register_is_complete(&held));
	held.register_closed = false;
	CHECK(exercise_register_is_complete(&held));	/* the source alone counts as well */
	held.register_source = NULL;
	CHECK(!exercise_register_is_complete(&held));
	tear_down(&f);
}

static struct incident an_incident(struct id exercise_id)
{
	return (struct incident){ .exercise_id = exercise_id, .kind = INCIDENT_VEHICLE,
		.severity = SEVERITY_SLIGHT, .description = "Xe trầy xước" };
}

TEST(nothing_is_written_into_a_closed_register_until_it_is_reopened)
{
	struct fixture f = set_up();
	struct exercise exercise = add_exercise(&f, EXERCISE_CONDUCTED);
	struct incident first = an_incident(exercise.head.id), second = first;

	CHECK(collection_add(f.journal, &incident_collection, &first, &f.fault));
	exercise.register_closed = true;
	CHECK(change(&f, &exercise));
	CHECK(refused(&f, collection_add(f.journal, &incident_collection, &second, &f.fault),
		      PROBLEM_REGISTER_CLOSED, "/exercise_id"));
	first.severity = SEVERITY_SERIOUS;
	CHECK(refused(&f, collection_change(f.journal, &incident_collection, &first, &f.fault),
		      PROBLEM_REGISTER_CLOSED, "/exercise_id"));
	CHECK(refused(&f, collection_remove(f.journal, &incident_collection, first.head.id,
					    first.head.version, &f.fault),
		      PROBLEM_REGISTER_CLOSED, "/exercise_id"));
	exercise.register_closed = false;
	CHECK(change(&f, &exercise));
	CHECK(collection_add(f.journal, &incident_collection, &second, &f.fault));
	tear_down(&f);
}

TEST(raising_the_label_raises_all_that_hangs_on_the_exercise)
{
	struct fixture f = set_up();
	struct exercise exercise = add_exercise(&f, EXERCISE_CONDUCTED);
	struct incident incident = an_incident(exercise.head.id);
	struct objective objective = { .exercise_id = exercise.head.id, .statement = "Một" };

	CHECK(collection_add(f.journal, &incident_collection, &incident, &f.fault));
	exercise.head.label.level = LABEL_INTERNAL;
	CHECK(change(&f, &exercise));
	const struct incident *read = record_store_find(f.store, f.arena, &incident_type,
							incident.head.id, &f.fault);

	CHECK(read != NULL && read->head.label.level == LABEL_INTERNAL);
	CHECK(collection_add(f.journal, &objective_collection, &objective, &f.fault));
	CHECK(objective.head.label.level == LABEL_INTERNAL);
	tear_down(&f);
}

TEST(the_file_of_a_closed_exercise_stays_as_it_is)
{
	struct fixture f = set_up();
	struct exercise exercise = add_exercise(&f, EXERCISE_CLOSED);
	struct objective objective = { .exercise_id = exercise.head.id, .statement = "Một" };

	exercise.note = "…";
	CHECK(refused(&f, change(&f, &exercise), PROBLEM_FILE_CLOSED, "/state"));
	CHECK(refused(&f, collection_add(f.journal, &objective_collection, &objective, &f.fault),
		      PROBLEM_FILE_CLOSED, "/exercise_id"));
	CHECK(refused(&f, collection_remove(f.journal, &exercise_collection, exercise.head.id,
					    exercise.head.version, &f.fault),
		      PROBLEM_FILE_CLOSED, "/state"));
	tear_down(&f);
}

TEST(an_exercise_that_moves_leaves_the_scope_of_its_former_host)
{
	struct fixture f = set_up();
	struct exercise exercise = an_exercise(&f);
	int64_t parents = 0;

	CHECK(add(&f, &exercise));
	exercise.host_unit_id = f.other_commune;
	CHECK(collection_change(f.journal, &exercise_collection, &exercise, &f.fault));
	CHECK(store_integer(f.store,
		"SELECT COUNT(*) FROM access_scope_parent WHERE scope_id = :id",
		BINDS(ID("id", exercise.head.id)), &parents, &f.fault));
	CHECK(parents == 1);
	CHECK(store_integer(f.store,
		"SELECT COUNT(*) FROM access_scope_parent"
		" WHERE scope_id = :id AND parent_id = :host",
		BINDS(ID("id", exercise.head.id), ID("host", f.other_commune)), &parents,
		&f.fault));
	CHECK(parents == 1);
	tear_down(&f);
}
