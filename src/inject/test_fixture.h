#ifndef INJECT_TEST_FIXTURE_H
#define INJECT_TEST_FIXTURE_H
/* An exercise with one objective, phase, problem and content, two cells and a member,
   for the tests of scripts. */

#include "exercise/test_fixture.h"
#include "exercise/test_refusal.h"
#include "inject/inject.h"

static const struct record_type *const script_types[] = {
	&account_type, &role_type, &grant_type, &policy_type,
	&unit_type, &unit_link_type, &unit_alias_type,
	&exercise_kind_type, &programme_type, &scheduled_exercise_type,
	&exercise_type, &participation_type, &objective_type, &phase_type,
	&training_problem_type, &content_type, &content_item_type, &organisation_member_type,
	&award_type, &incident_type, &script_type, &cell_type, &cell_member_type,
	&storyline_type, &script_event_type, &script_incident_type, &inject_type,
	&inject_recipient_type, &inject_condition_type, &objective_link_type, NULL,
};

struct stage {
	struct fixture f;
	struct exercise exercise, other;
	struct objective objective;
	struct phase phase;
	struct training_problem problem;
	struct content content;
	struct organisation_member member;
	struct cell post, rescue;
};

static inline bool stage_add(struct stage *s, const struct collection *collection, void *record)
{
	s->f.fault = (struct fault){ .kind = FAULT_NONE };
	return collection_add(s->f.journal, collection, record, &s->f.fault);
}

static inline void must_add(struct stage *s, const struct collection *collection, void *record)
{
	must(stage_add(s, collection, record), "the record is added");
}

static inline bool stage_change(struct stage *s, const struct collection *collection,
				void *record)
{
	s->f.fault = (struct fault){ .kind = FAULT_NONE };
	return collection_change(s->f.journal, collection, record, &s->f.fault);
}

static inline bool stage_remove(struct stage *s, const struct collection *collection,
				const struct record_head *head)
{
	s->f.fault = (struct fault){ .kind = FAULT_NONE };
	return collection_remove(s->f.journal, collection, head->id, head->version, &s->f.fault);
}

static inline bool stage_act(struct stage *s, struct inject *inject, const char *action)
{
	s->f.fault = (struct fault){ .kind = FAULT_NONE };
	return collection_act(s->f.journal, &inject_collection, inject, action, "vì thử",
			      &s->f.fault);
}

static inline struct inject an_inject(const struct stage *s, const char *title)
{
	return (struct inject){ .exercise_id = s->exercise.head.id, .title = title,
		.kind = INJECT_CONTEXTUAL, .release = RELEASE_AUTOMATIC,
		.planned = { true, { INT64_C(600000000) } } };
}

static inline struct inject add_inject(struct stage *s, const char *title)
{
	struct inject inject = an_inject(s, title);

	must_add(s, &inject_collection, &inject);
	return inject;
}

static inline struct stage stage_set_up(void)
{
	struct stage s = { .f = set_up_with(script_types) };

	s.exercise = add_exercise(&s.f, EXERCISE_DRAFT);
	s.other = add_exercise(&s.f, EXERCISE_DRAFT);
	s.objective = (struct objective){ .exercise_id = s.exercise.head.id,
					  .statement = "Nâng cao năng lực chỉ huy" };
	must_add(&s, &objective_collection, &s.objective);
	s.phase = (struct phase){ .exercise_id = s.exercise.head.id, .name = "Giai đoạn 1" };
	must_add(&s, &phase_collection, &s.phase);
	s.problem = (struct training_problem){ .phase_id = s.phase.head.id, .name = "Vấn đề 1" };
	must_add(&s, &training_problem_collection, &s.problem);
	s.content = (struct content){ .training_problem_id = s.problem.head.id,
				      .name = "Nội dung 1" };
	must_add(&s, &content_collection, &s.content);
	s.member = (struct organisation_member){ .exercise_id = s.exercise.head.id,
		.body = BODY_DIRECTION, .role = ROLE_CONTROLLER, .post_title = "Phái viên" };
	must_add(&s, &organisation_member_collection, &s.member);
	s.post = (struct cell){ .exercise_id = s.exercise.head.id, .code = "SCH",
				.name = "Sở chỉ huy thống nhất", .kind = CELL_PLAYER };
	must_add(&s, &cell_collection, &s.post);
	s.rescue = (struct cell){ .exercise_id = s.exercise.head.id, .code = "CH",
				  .name = "Đội cứu hộ", .kind = CELL_PLAYER };
	must_add(&s, &cell_collection, &s.rescue);
	return s;
}

static inline void stage_tear_down(struct stage *s)
{
	tear_down(&s->f);
}

#endif
