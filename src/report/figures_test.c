#include "report/figures.h"

#include "base/json.h"
#include "report/term_fixture.h"

static const struct optional_integer one = { true, 1 }, unknown = { 0 };

TEST(the_figures_of_krong_ana_are_those_of_its_report)
{
	struct term_fixture f = term_open_krong_ana();
	const struct figures *figures = term_figures(&f);

	CHECK(term_figure(figures, "units.target") == 8);
	CHECK(term_figure(figures, "units.done") == 8);
	CHECK(term_figure(figures, "units.percent") == 1000);
	CHECK(term_figure(figures, "units.remaining") == 0);
	CHECK(term_figure(figures, "grade.excellent") == 3);
	CHECK(term_figure(figures, "grade.good") == 5);
	CHECK(term_figure(figures, "grade.completed") == 0);
	CHECK(term_figure(figures, "grade.not_completed") == 0);
	CHECK(term_figure(figures, "grade.unknown") == 0);
	CHECK(term_figure(figures, "safety.incidents") == 0);
	CHECK(term_figure(figures, "exercises.held") == 8);
	CHECK(term_figure(figures, "cost.total") == -1);
	term_close(&f);
}

TEST(every_figure_names_the_records_behind_it)
{
	struct term_fixture f = term_open_krong_ana();
	const struct figures *figures = term_figures(&f);
	const struct figure *excellent = figures_find(figures, "grade.excellent");
	const struct figure *done = figures_find(figures, "units.done");

	CHECK_TEXT(excellent->record_type, "result");
	CHECK(excellent->id_count == 3);
	CHECK_TEXT(done->record_type, "unit");
	CHECK(done->id_count == 8 && id_equal(done->ids[0], f.old_ids[BUON_TRAP]));
	for (const struct figure *each = figures->first; each != NULL; each = each->next)
		CHECK(each->record_type != NULL);
	term_close(&f);
}

TEST(safety_is_unknown_while_one_register_is_open)
{
	struct term_fixture f = term_open_krong_ana();
	struct exercise *open = &f.exercises[EA_NA];

	open->register_closed = true;	/* but neither a source nor an account says so */
	open->register_source = NULL;
	CHECK(journal_change(f.journal, &exercise_type, open, &f.fault));
	CHECK(term_figure(term_figures(&f), "safety.incidents") == -1);
	CHECK(term_figure(term_figures(&f), "safety.registers_open") == 1);
	open->register_closed_by = id_create(f.now);
	CHECK(journal_change(f.journal, &exercise_type, open, &f.fault));
	CHECK(term_figure(term_figures(&f), "safety.incidents") == 0);
	term_close(&f);
}

TEST(an_incident_is_counted_even_before_its_register_is_closed)
{
	struct term_fixture f = term_open_krong_ana();
	struct incident incident = { .exercise_id = f.exercises[0].head.id,
		.kind = INCIDENT_VEHICLE, .severity = SEVERITY_SLIGHT, .description = "Va quệt" };

	f.exercises[1].register_source = NULL;
	CHECK(journal_change(f.journal, &exercise_type, &f.exercises[1], &f.fault));
	term_add(&f, &incident_type, &incident);
	CHECK(term_figure(term_figures(&f), "safety.incidents") == 1);
	term_close(&f);
}

TEST(nothing_held_is_not_called_safe)
{
	struct term_fixture f = term_open();

	CHECK(term_figure(term_figures(&f), "safety.incidents") == -1);
	CHECK(term_figure(term_figures(&f), "units.percent") == -1);
	CHECK(term_figure(term_figures(&f), "units.target") == -1);
	CHECK(term_figure(term_figures(&f), "grade.excellent") == 0);
	term_close(&f);
}

TEST(grades_are_unknown_when_nothing_was_graded)
{
	struct term_fixture f = term_open();

	term_add_member(&f, f.old_ids[0]);
	term_add_exercise(&f, f.old_ids[0], EXERCISE_CONDUCTED, 2021);
	const struct figures *figures = term_figures(&f);

	CHECK(term_figure(figures, "grade.excellent") == -1);
	CHECK(term_figure(figures, "grade.unknown") == 1);
	term_close(&f);
}

TEST(a_withdrawn_result_is_no_grade)
{
	struct term_fixture f = term_open();
	struct result result = { .unit_id = f.old_ids[0], .grade_level_id = f.level_ids[GOOD],
				 .state = RESULT_WITHDRAWN };

	term_add_member(&f, f.old_ids[0]);
	result.exercise_id = term_add_exercise(&f, f.old_ids[0], EXERCISE_EVALUATED, 2021).head.id;
	term_add(&f, &result_type, &result);
	CHECK(term_figure(term_figures(&f), "grade.unknown") == 1);
	term_close(&f);
}

TEST(the_cost_is_known_only_when_every_cost_is)
{
	struct term_fixture f = term_open_krong_ana();

	for (int i = 0; i < OLD_UNITS; i++) {
		CHECK(term_figure(term_figures(&f), "cost.total") == -1);
		f.exercises[i].cost = (struct money){ true, 1000000 };
		CHECK(journal_change(f.journal, &exercise_type, &f.exercises[i], &f.fault));
	}
	CHECK(term_figure(term_figures(&f), "cost.total") == 8000000);
	term_close(&f);
}

TEST(tasks_findings_plans_and_awards_are_counted)
{
	struct term_fixture f = term_open_krong_ana();
	struct finding finding = { .programme_id = f.programme_id, .kind = FINDING_SHORTCOMING,
				   .search_key = "-",
				   .statement = "Văn kiện chậm", .repeated = true };
	struct corrective_task task = { .task = "Rà soát văn kiện", .state = TASK_ACCEPTED,
					.due_on = { 2026, 2, 28 } };
	struct plan plan = { .code = "A2", .name = "Kế hoạch A2", .state = PLAN_IN_FORCE };
	struct award award = { .programme_id = f.programme_id, .award_level = AWARD_DISTRICT,
			       .recipient_kind = AWARD_COLLECTIVE, .count = 5 };

	task.finding_id = term_add(&f, &finding_type, &finding);
	term_add(&f, &corrective_task_type, &task);
	task = (struct corrective_task){ .task = "Khác", .state = TASK_REJECTED,
					 .programme_id = f.programme_id };
	term_add(&f, &corrective_task_type, &task);
	term_add(&f, &plan_type, &plan);
	for (int i = 0; i < 2; i++) {
		struct plan_revision revision = { .plan_id = plan.head.id,
						  .programme_id = f.programme_id };

		term_add(&f, &plan_revision_type, &revision);
	}
	term_add(&f, &award_type, &award);
	const struct figures *figures = term_figures(&f);

	CHECK(term_figure(figures, "findings.shortcomings") == 1);
	CHECK(term_figure(figures, "findings.repeated") == 1);
	CHECK(term_figure(figures, "tasks.total") == 1);
	CHECK(term_figure(figures, "tasks.open") == 1);
	CHECK(term_figure(figures, "tasks.overdue") == 1);
	CHECK(term_figure(figures, "plans.revised") == 1);
	CHECK(figures_find(figures, "plans.revised")->id_count == 2);
	CHECK(term_figure(figures, "awards.collectives") == 5);
	CHECK(term_figure(figures, "awards.individuals") == 0);
	term_close(&f);
}

TEST(unknown_prints_as_unknown)
{
	struct term_fixture f = term_open();
	struct figures *figures = term_figures(&f);

	CHECK_TEXT(figures_print(figures, "units.percent"), "chưa có chỉ tiêu");
	CHECK_TEXT(figures_print(figures, "safety.incidents"), "chưa rõ");
	CHECK_TEXT(figures_print(figures, "exercises.held"), "0");
	CHECK(figures_print(figures, "no.such") == NULL);
	term_add_target(&f, TARGET_EACH_UNIT, one, unknown);
	for (int i = 0; i < 8; i++)
		term_add_member(&f, f.old_ids[i]);
	for (int i = 0; i < 7; i++)
		term_add_exercise(&f, f.old_ids[i], EXERCISE_CLOSED, 2021);
	CHECK_TEXT(figures_print(term_figures(&f), "units.percent"), "87,5 %");
	term_close(&f);
}

TEST(the_values_are_a_flat_object_with_dotted_keys)
{
	struct term_fixture f = term_open_krong_ana();
	struct text out = { .arena = f.arena }, rows = { .arena = f.arena };

	figures_write_values(&out, term_figures(&f));
	figures_write_rows(&rows, term_figures(&f));
	json_t *values = json_parse(text_string(&out), out.length, &f.fault);
	json_t *behind = json_parse(text_string(&rows), rows.length, &f.fault);

	CHECK(json_integer_value(json_object_get(values, "units.percent")) == 100);
	CHECK(json_is_null(json_object_get(values, "cost.total")));
	CHECK(json_object_size(values) == json_object_size(behind));
	CHECK_TEXT(json_string_value(json_object_get(json_object_get(behind, "grade.good"),
						     "kind")), "result");
	json_decref(values);
	json_decref(behind);
	term_close(&f);
}
