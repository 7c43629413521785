#include "exercise/test_refusal.h"

static const struct record_type *const types[] = {
	&account_type, &policy_type, &unit_type, &unit_link_type, &unit_alias_type,
	&succession_type, &exercise_kind_type, &programme_type, &scheduled_exercise_type,
	&exercise_type, &participation_type, &objective_type, &phase_type,
	&training_problem_type, &content_type, &content_item_type, &organisation_member_type,
	&award_type, &incident_type, NULL,
};

static bool act(struct fixture *f, struct exercise *exercise, const char *action,
		const char *reason)
{
	return collection_act(f->journal, &exercise_collection, exercise, action, reason,
			      &f->fault);
}

static void add_objective(struct fixture *f, struct id exercise_id)
{
	struct objective objective = { .exercise_id = exercise_id, .position = 1,
				       .statement = "Thống nhất nhận thức" };

	objective.head.scope_id = exercise_id;
	add_record(f, &objective_type, &objective);
}

/* The room of results stands to the right of this one: its rows are written plainly. */
static void add_confirmed_result(struct fixture *f, struct id exercise_id)
{
	const struct bind *ids = BINDS(ID("id", id_create(fixture_now())),
		ID("exercise", exercise_id), ID("unit", f->commune));

	must(store_run(f->store,
		"INSERT OR IGNORE INTO grade_scale(id, version, label, code, name, scale_version)"
		" VALUES(x'01', 1, 'none', 'c', 'n', 1)", NO_BINDS, NULL, &f->fault) &&
	     store_run(f->store,
		"INSERT OR IGNORE INTO grade_level(id, version, label, scale_id, rank, code, name,"
		" passed) VALUES(x'02', 1, 'none', x'01', 1, 'good', 'n', 1)", NO_BINDS, NULL,
		&f->fault) &&
	     store_run(f->store,
		"INSERT INTO result(id, version, label, scope_id, exercise_id, unit_id,"
		" grade_level_id, state)"
		" VALUES(:id, 1, 'none', :exercise, :exercise, :unit, x'02', 'confirmed')", ids,
		NULL, &f->fault), "the result is written");
}

/* One for which every guard is content. */
static struct exercise a_ready_exercise(struct fixture *f, enum exercise_state state)
{
	struct exercise exercise = an_exercise(f);

	exercise.state = state;
	exercise.register_source = "Báo cáo tổng kết";
	must(collection_add(f->journal, &exercise_collection, &exercise, &f->fault),
	     "the exercise is added");
	add_objective(f, exercise.head.id);
	add_confirmed_result(f, exercise.head.id);
	return exercise;
}

static const struct transition *find_step(unsigned from, const char *action)
{
	for (size_t i = 0; i < exercise_collection.transition_count; i++) {
		const struct transition *step = &exercise_collection.transitions[i];

		if (step->from == from && strcmp(step->action, action) == 0)
			return step;
	}
	return NULL;
}

/* Every state × every action there is. */
TEST(every_step_of_the_table_works_and_every_other_is_refused)
{
	struct fixture f = set_up_with(types);
	size_t done = 0, told = 0;

	for (unsigned state = EXERCISE_DRAFT; state <= EXERCISE_CANCELLED; state++) {
		for (size_t i = 0; i < exercise_collection.transition_count; i++) {
			const char *action = exercise_collection.transitions[i].action;
			const struct transition *step = find_step(state, action);
			struct exercise e = a_ready_exercise(&f, (enum exercise_state)state);
			bool good = act(&f, &e, action, "vì bão");

			if (step == NULL)
				told += refused_as(&f, good, FAULT_WRONG_STATE);
			else
				done += good && (unsigned)e.state == step->to;
			CHECK(f.fault.kind == FAULT_NONE);
		}
	}
	/* each of the table's rows is met once for every row that bears its action */
	CHECK(done + told == EXERCISE_CANCELLED * exercise_collection.transition_count);
	CHECK(done >= exercise_collection.transition_count);
	tear_down(&f);
}

TEST(steps_that_ask_for_a_reason_are_refused_without_one)
{
	struct fixture f = set_up_with(types);

	for (size_t i = 0; i < exercise_collection.transition_count; i++) {
		const struct transition *step = &exercise_collection.transitions[i];
		struct exercise e = a_ready_exercise(&f, (enum exercise_state)step->from);

		if (!step->reason_needed) {
			CHECK(act(&f, &e, step->action, NULL));
			continue;
		}
		CHECK(refused(&f, act(&f, &e, step->action, NULL), PROBLEM_REQUIRED, "/reason"));
		CHECK(act(&f, &e, step->action, "vì bão"));
		CHECK_TEXT(e.state_reason, "vì bão");
	}
	tear_down(&f);
}

TEST(the_state_is_changed_by_steps_only)
{
	struct fixture f = set_up_with(types);
	struct exercise exercise = add_exercise(&f, EXERCISE_DRAFT);

	exercise.state = EXERCISE_APPROVED;
	CHECK(refused(&f, collection_change(f.journal, &exercise_collection, &exercise, &f.fault),
		      PROBLEM_READ_ONLY, "/state"));
	tear_down(&f);
}

TEST(submitting_needs_a_theme_and_an_objective_or_a_source)
{
	struct fixture f = set_up_with(types);
	struct exercise exercise = an_exercise(&f);

	CHECK(collection_add(f.journal, &exercise_collection, &exercise, &f.fault));
	CHECK(refused(&f, act(&f, &exercise, "submit", NULL), PROBLEM_NO_OBJECTIVE,
		      "/objectives"));
	exercise.theme = NULL;
	CHECK(collection_change(f.journal, &exercise_collection, &exercise, &f.fault));
	add_objective(&f, exercise.head.id);
	CHECK(refused(&f, act(&f, &exercise, "submit", NULL), PROBLEM_REQUIRED, "/theme"));
	exercise.source = "Báo cáo tổng kết";
	CHECK(collection_change(f.journal, &exercise_collection, &exercise, &f.fault));
	CHECK(act(&f, &exercise, "submit", NULL));
	tear_down(&f);
}

TEST(one_person_may_approve_and_the_record_says_so)
{
	struct fixture f = set_up_with(types);
	struct exercise exercise = a_ready_exercise(&f, EXERCISE_DRAFT);

	CHECK(act(&f, &exercise, "submit", NULL) && act(&f, &exercise, "approve", NULL));
	CHECK(id_equal(exercise.proposed_by, f.first_account));
	CHECK(id_equal(exercise.approved_by, f.first_account));
	CHECK(act(&f, &exercise, "revoke", "thiếu kinh phí"));
	CHECK(id_is_none(exercise.proposed_by) && id_is_none(exercise.approved_by));
	tear_down(&f);
}

TEST(where_the_office_asks_for_two_persons_the_proposer_does_not_approve)
{
	struct fixture f = set_up_with(types);
	struct exercise exercise = a_ready_exercise(&f, EXERCISE_DRAFT);

	set_policy(&f, "two_persons_exercise");
	CHECK(act(&f, &exercise, "submit", NULL));
	CHECK(refused(&f, act(&f, &exercise, "approve", NULL), PROBLEM_TWO_PERSONS,
		      "/approved_by"));
	act_as(&f, f.second_account);
	CHECK(act(&f, &exercise, "approve", NULL));
	CHECK(id_equal(exercise.proposed_by, f.first_account));
	CHECK(id_equal(exercise.approved_by, f.second_account));
	tear_down(&f);
}

TEST(an_exercise_is_finished_with_at_least_its_year)
{
	struct fixture f = set_up_with(types);
	struct exercise exercise = an_exercise(&f);

	exercise.starts_on = exercise.ends_on = DATE_NONE;
	exercise.state = EXERCISE_CONDUCTING;
	CHECK(collection_add(f.journal, &exercise_collection, &exercise, &f.fault));
	CHECK(refused(&f, act(&f, &exercise, "finish", NULL), PROBLEM_REQUIRED, "/year"));
	exercise.year = (struct optional_integer){ true, 2024 };
	CHECK(collection_change(f.journal, &exercise_collection, &exercise, &f.fault));
	CHECK(act(&f, &exercise, "finish", NULL));
	tear_down(&f);
}

TEST(evaluation_needs_a_confirmed_result_and_closing_a_complete_register)
{
	struct fixture f = set_up_with(types);
	struct exercise exercise = add_exercise(&f, EXERCISE_CONDUCTED);

	CHECK(refused(&f, act(&f, &exercise, "evaluate", NULL), PROBLEM_NO_RESULT, "/state"));
	add_confirmed_result(&f, exercise.head.id);
	CHECK(act(&f, &exercise, "evaluate", NULL));
	CHECK(refused(&f, act(&f, &exercise, "close", NULL), PROBLEM_REGISTER_OPEN,
		      "/register_closed"));
	exercise.register_closed = true;
	CHECK(collection_change(f.journal, &exercise_collection, &exercise, &f.fault));
	CHECK(act(&f, &exercise, "close", NULL) && exercise.state == EXERCISE_CLOSED);
	CHECK(act(&f, &exercise, "reopen", "sai số liệu"));
	tear_down(&f);
}

TEST(a_postponed_exercise_keeps_its_approval)
{
	struct fixture f = set_up_with(types);
	struct exercise exercise = a_ready_exercise(&f, EXERCISE_DRAFT);

	CHECK(act(&f, &exercise, "submit", NULL) && act(&f, &exercise, "approve", NULL));
	CHECK(act(&f, &exercise, "postpone", "vì bão"));
	CHECK(act(&f, &exercise, "resume", NULL) && exercise.state == EXERCISE_APPROVED);
	CHECK(id_equal(exercise.approved_by, f.first_account));
	tear_down(&f);
}
