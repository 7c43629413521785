#include "lesson/lesson.h"

#include "tests/domain.h"

static struct finding shortcoming(struct id programme_id, const char *statement)
{
	return (struct finding){ .programme_id = programme_id, .kind = FINDING_SHORTCOMING,
				 .statement = statement };
}

static bool add(struct office *o, struct finding *finding)
{
	return collection_add(o->journal, &finding_collection, finding, &o->fault);
}

TEST(a_finding_names_a_programme_or_an_exercise)
{
	struct office o = office_open();
	struct finding homeless = shortcoming(ID_NONE, "Văn kiện nộp chậm");

	CHECK(!add(&o, &homeless));
	CHECK(office_problem(&o, "/programme_id") == PROBLEM_ORIGIN_NEEDED);
	office_close(&o);
}

TEST(a_finding_without_a_statement_is_refused)
{
	struct office o = office_open();
	struct finding finding = shortcoming(o.term_id, NULL);

	CHECK(!add(&o, &finding));
	CHECK(office_problem(&o, "/statement") == PROBLEM_REQUIRED);
	office_close(&o);
}

TEST(a_finding_of_a_term_bears_the_scope_of_its_programme)
{
	struct office o = office_open();
	struct finding finding = shortcoming(o.term_id, "Văn kiện nộp chậm");

	CHECK(add(&o, &finding));
	CHECK(id_equal(finding.head.scope_id, o.district_id));
	CHECK(!finding.repeated);
	office_close(&o);
}

TEST(a_finding_of_an_exercise_takes_over_its_programme_and_its_scope)
{
	struct office o = office_open();
	struct id exercise_id = office_add_exercise(&o, o.term_id, EXERCISE_CONDUCTED, DATE_NONE);
	struct finding finding = shortcoming(ID_NONE, "Văn kiện nộp chậm");

	finding.exercise_id = exercise_id;
	CHECK(add(&o, &finding));
	CHECK(id_equal(finding.programme_id, o.term_id));
	CHECK(id_equal(finding.head.scope_id, exercise_id));
	office_close(&o);
}

TEST(a_finding_bears_at_least_the_label_of_its_exercise)
{
	struct office o = office_open();
	struct finding finding = shortcoming(ID_NONE, "Văn kiện nộp chậm");
	struct exercise *exercise;

	finding.exercise_id = office_add_exercise(&o, o.term_id, EXERCISE_CONDUCTED, DATE_NONE);
	exercise = record_store_find(o.store, o.arena, &exercise_type, finding.exercise_id,
				     &o.fault);
	must(exercise != NULL, "the exercise is there");
	exercise->head.label.level = LABEL_INTERNAL;
	CHECK(journal_change(o.journal, &exercise_type, exercise, &o.fault));
	CHECK(add(&o, &finding) && finding.head.label.level == LABEL_INTERNAL);
	office_close(&o);
}

TEST(a_finding_is_refused_if_its_exercise_belongs_to_another_programme)
{
	struct office o = office_open();
	struct finding finding = shortcoming(o.old_term_id, "Văn kiện nộp chậm");

	finding.exercise_id = office_add_exercise(&o, o.term_id, EXERCISE_CONDUCTED, DATE_NONE);
	CHECK(!add(&o, &finding));
	CHECK(office_problem(&o, "/programme_id") == PROBLEM_OTHER_PROGRAMME);
	office_close(&o);
}

TEST(a_shortcoming_is_repeated_if_it_names_one_of_another_term)
{
	struct office o = office_open();
	struct finding old = shortcoming(o.old_term_id, "Văn kiện nộp chậm");

	CHECK(add(&o, &old));
	struct finding now = shortcoming(o.term_id, "Tài liệu chưa kịp thời");

	now.repeats_id = old.head.id;
	CHECK(add(&o, &now) && now.repeated);
	now.repeats_id = ID_NONE;
	CHECK(collection_change(o.journal, &finding_collection, &now, &o.fault));
	CHECK(!now.repeated);
	office_close(&o);
}

TEST(a_shortcoming_is_repeated_if_it_names_one_of_an_earlier_exercise_but_not_of_its_own)
{
	struct office o = office_open();
	struct finding old = shortcoming(ID_NONE, "Văn kiện nộp chậm");
	struct finding now = shortcoming(ID_NONE, "Họp chưa đúng giờ");
	struct finding same = shortcoming(ID_NONE, "Phát biểu còn chung chung");

	old.exercise_id = office_add_exercise(&o, o.term_id, EXERCISE_CONDUCTED,
					      (struct date){ 2022, 8, 1 });
	CHECK(add(&o, &old));
	now.exercise_id = office_add_exercise(&o, o.term_id, EXERCISE_CONDUCTED,
					      (struct date){ 2023, 8, 1 });
	now.repeats_id = old.head.id;
	CHECK(add(&o, &now) && now.repeated);
	same.exercise_id = old.exercise_id;
	same.repeats_id = old.head.id;
	CHECK(add(&o, &same) && !same.repeated);
	office_close(&o);
}

TEST(a_finding_cannot_repeat_one_of_a_later_exercise)
{
	struct office o = office_open();
	struct finding late = shortcoming(ID_NONE, "Văn kiện nộp chậm");
	struct finding early = shortcoming(ID_NONE, "Văn kiện nộp chậm");

	late.exercise_id = office_add_exercise(&o, o.term_id, EXERCISE_CONDUCTED,
					       (struct date){ 2023, 8, 1 });
	CHECK(add(&o, &late));
	early.exercise_id = office_add_exercise(&o, o.term_id, EXERCISE_CONDUCTED,
						(struct date){ 2022, 8, 1 });
	early.repeats_id = late.head.id;
	CHECK(!add(&o, &early));
	CHECK(office_problem(&o, "/repeats_id") == PROBLEM_NOT_EARLIER);
	office_close(&o);
}

TEST(the_same_words_in_an_earlier_term_of_the_unit_mark_a_shortcoming_as_repeated)
{
	struct office o = office_open();
	struct finding old = shortcoming(o.old_term_id, "Văn kiện chưa hoàn thiện");
	struct finding now = shortcoming(o.term_id, "VĂN KIỆN CHƯA  HOÀN THIỆN");

	CHECK(add(&o, &old) && !old.repeated);
	CHECK(add(&o, &now) && now.repeated);
	office_close(&o);
}

TEST(the_same_words_of_a_later_term_another_unit_or_a_strength_repeat_nothing)
{
	struct office o = office_open();
	struct id elsewhere = office_add_programme(&o, "khac", "2016-2020", o.commune_id);
	struct finding later = shortcoming(o.term_id, "Văn kiện nộp chậm");
	struct finding other = shortcoming(elsewhere, "Họp chưa đúng giờ");
	struct finding strength = shortcoming(o.old_term_id, "Vai tập thuộc bài");

	CHECK(add(&o, &later) && add(&o, &other));
	strength.kind = FINDING_STRENGTH;
	CHECK(add(&o, &strength));
	struct finding cases[] = { shortcoming(o.old_term_id, "Văn kiện nộp chậm"),
				   shortcoming(o.term_id, "Họp chưa đúng giờ"),
				   shortcoming(o.term_id, "Vai tập thuộc bài") };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK(add(&o, &cases[i]) && !cases[i].repeated);
	office_close(&o);
}

TEST(a_shortcoming_does_not_repeat_a_strength)
{
	struct office o = office_open();
	struct finding strength = shortcoming(o.old_term_id, "Vai tập thuộc bài");
	struct finding now = shortcoming(o.term_id, "Vai tập chưa thuộc bài");

	strength.kind = FINDING_STRENGTH;
	CHECK(add(&o, &strength));
	now.repeats_id = strength.head.id;
	CHECK(!add(&o, &now));
	CHECK(office_problem(&o, "/repeats_id") == PROBLEM_OTHER_KIND);
	office_close(&o);
}

TEST(findings_do_not_repeat_each_other_in_a_circle)
{
	struct office o = office_open();
	struct finding first = shortcoming(o.old_term_id, "một"), second, third;

	CHECK(add(&o, &first));
	second = shortcoming(o.term_id, "hai");
	second.repeats_id = first.head.id;
	CHECK(add(&o, &second));
	third = shortcoming(o.term_id, "ba");
	third.repeats_id = second.head.id;
	CHECK(add(&o, &third));
	first.repeats_id = third.head.id;
	CHECK(!collection_change(o.journal, &finding_collection, &first, &o.fault));
	CHECK(office_problem(&o, "/repeats_id") == PROBLEM_CYCLE);
	third.repeats_id = third.head.id;
	CHECK(!collection_change(o.journal, &finding_collection, &third, &o.fault));
	CHECK(office_problem(&o, "/repeats_id") == PROBLEM_CYCLE);
	office_close(&o);
}

TEST(a_finding_that_a_task_answers_stays)
{
	struct office o = office_open();
	struct finding finding = shortcoming(o.term_id, "Văn kiện nộp chậm");

	CHECK(add(&o, &finding));
	struct corrective_task task = { .finding_id = finding.head.id, .task = "Lập mẫu" };

	CHECK(collection_add(o.journal, &corrective_task_collection, &task, &o.fault));
	CHECK(!collection_remove(o.journal, &finding_collection, finding.head.id, 1, &o.fault));
	CHECK(office_problem(&o, "/id") == PROBLEM_IN_USE);
	CHECK(collection_remove(o.journal, &corrective_task_collection, task.head.id, 1,
				&o.fault));
	CHECK(collection_remove(o.journal, &finding_collection, finding.head.id, 1, &o.fault));
	office_close(&o);
}
