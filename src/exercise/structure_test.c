#include "exercise/test_refusal.h"
#include "web/web.h"

static const struct record_type *const types[] = {
	&account_type, &policy_type, &unit_type, &unit_link_type, &unit_alias_type,
	&succession_type, &exercise_kind_type, &programme_type, &scheduled_exercise_type,
	&exercise_type, &participation_type, &objective_type, &phase_type,
	&training_problem_type, &content_type, &content_item_type, &organisation_member_type,
	&award_type, &incident_type, NULL,
};

static bool add(struct fixture *f, const struct collection *collection, void *record)
{
	return collection_add(f->journal, collection, record, &f->fault);
}

static struct id add_phase(struct fixture *f, struct id exercise_id)
{
	struct phase phase = { .exercise_id = exercise_id, .name = "Giai đoạn" };

	must(add(f, &phase_collection, &phase), "the phase is added");
	return phase.head.id;
}

static struct id add_problem(struct fixture *f, struct id phase_id)
{
	struct training_problem problem = { .phase_id = phase_id, .name = "Vấn đề" };

	must(add(f, &training_problem_collection, &problem), "the problem is added");
	return problem.head.id;
}

static struct id add_content(struct fixture *f, struct id problem_id,
			     enum content_item_kind kind)
{
	struct content content = { .training_problem_id = problem_id, .name = "Nội dung" };
	struct content_item item = { .kind = kind, .name = "Mục" };

	must(add(f, &content_collection, &content), "the content is added");
	item.content_id = content.head.id;
	must(add(f, &content_item_collection, &item), "the item is added");
	return content.head.id;
}

TEST(positions_go_on_from_the_last_one_below_the_same_record)
{
	struct fixture f = set_up_with(types);
	struct id exercise_id = add_exercise(&f, EXERCISE_DRAFT).head.id;
	struct phase first = { .exercise_id = exercise_id, .name = "Một" };
	struct phase second = { .exercise_id = exercise_id, .name = "Hai" };
	struct training_problem problem = { .name = "Vấn đề" };

	CHECK(add(&f, &phase_collection, &first) && first.position == 1);
	CHECK(add(&f, &phase_collection, &second) && second.position == 2);
	problem.phase_id = second.head.id;
	CHECK(add(&f, &training_problem_collection, &problem) && problem.position == 1);
	CHECK(id_equal(problem.head.scope_id, exercise_id));
	tear_down(&f);
}

TEST(a_phase_lies_within_the_days_of_its_exercise)
{
	struct fixture f = set_up_with(types);
	struct phase phase = { .name = "Một", .starts_on = { 2024, 9, 9 },
			       .ends_on = { 2024, 9, 11 } };

	phase.exercise_id = add_exercise(&f, EXERCISE_DRAFT).head.id;
	CHECK(refused(&f, add(&f, &phase_collection, &phase), PROBLEM_OUTSIDE_DATES,
		      "/starts_on"));
	phase.starts_on.day = 11;
	phase.ends_on.day = 10;
	CHECK(refused(&f, add(&f, &phase_collection, &phase), PROBLEM_ORDER_OF_DATES,
		      "/ends_on"));
	phase.ends_on.day = 12;
	CHECK(refused(&f, add(&f, &phase_collection, &phase), PROBLEM_OUTSIDE_DATES,
		      "/ends_on"));
	phase.ends_on.day = 11;
	CHECK(add(&f, &phase_collection, &phase));
	tear_down(&f);
}

TEST(a_part_moves_within_its_exercise_and_never_to_another)
{
	struct fixture f = set_up_with(types);
	struct id here = add_exercise(&f, EXERCISE_DRAFT).head.id;
	struct id elsewhere = add_exercise(&f, EXERCISE_DRAFT).head.id;
	struct training_problem problem = { .phase_id = add_phase(&f, here), .name = "Vấn đề" };

	CHECK(add(&f, &training_problem_collection, &problem));
	problem.phase_id = add_phase(&f, here);
	CHECK(collection_change(f.journal, &training_problem_collection, &problem, &f.fault));
	problem.phase_id = add_phase(&f, elsewhere);
	CHECK(refused(&f, collection_change(f.journal, &training_problem_collection, &problem,
					    &f.fault), PROBLEM_NOT_OF_SAME, "/phase_id"));
	tear_down(&f);
}

TEST(parts_need_what_is_above_them)
{
	struct fixture f = set_up_with(types);
	struct content content = { .name = "Nội dung", .training_problem_id = f.commune };
	struct objective objective = { .statement = "Một" };

	CHECK(refused(&f, add(&f, &content_collection, &content), PROBLEM_NO_SUCH_RECORD,
		      "/training_problem_id"));
	CHECK(refused(&f, add(&f, &objective_collection, &objective), PROBLEM_REQUIRED,
		      "/exercise_id"));
	tear_down(&f);
}

TEST(an_exercise_with_parts_is_not_removed)
{
	struct fixture f = set_up_with(types);
	struct exercise exercise = add_exercise(&f, EXERCISE_DRAFT);
	struct exercise empty = add_exercise(&f, EXERCISE_DRAFT);

	add_phase(&f, exercise.head.id);
	CHECK(refused(&f, collection_remove(f.journal, &exercise_collection, exercise.head.id,
					    exercise.head.version, &f.fault),
		      PROBLEM_IN_USE, "/id"));
	CHECK(collection_remove(f.journal, &exercise_collection, empty.head.id,
				empty.head.version, &f.fault));
	tear_down(&f);
}

static const char *structure_of(struct fixture *f, struct id exercise_id)
{
	struct request request = { .arena = f->arena, .store = f->store, .id = exercise_id,
				   .reply = { .arena = f->arena } };

	exercise_routes.routes[0].handle(&request);
	f->fault = request.fault;
	return text_string(&request.reply);
}

/* The commune exercise of the sources: 3 phases, 6 problems, 15 contents, which are 11
   meetings, 3 clips and 1 live item. */
static struct id add_commune_exercise(struct fixture *f, int64_t meetings_stated)
{
	struct exercise exercise = an_exercise(f);

	exercise.phases_stated = (struct optional_integer){ true, 3 };
	exercise.problems_stated = (struct optional_integer){ true, 6 };
	exercise.contents_stated = (struct optional_integer){ true, 15 };
	exercise.meetings_stated = (struct optional_integer){ true, meetings_stated };
	exercise.clips_stated = (struct optional_integer){ true, 3 };
	exercise.live_items_stated = (struct optional_integer){ true, 1 };
	must(add(f, &exercise_collection, &exercise), "the exercise is added");
	return exercise.head.id;
}

static void add_structure(struct fixture *f, struct id exercise_id)
{
	struct id problem = ID_NONE, phase = ID_NONE;
	int problems = 0;

	for (int i = 0; i < 15; i++) {
		if (i % 5 == 0)
			phase = add_phase(f, exercise_id);
		if (i % 5 == 0 || i % 5 == 2) {
			problem = add_problem(f, phase);
			problems++;
		}
		add_content(f, problem, i < 11 ? CONTENT_ITEM_MEETING :
			    i < 14 ? CONTENT_ITEM_CLIP : CONTENT_ITEM_LIVE);
	}
	must(problems == 6, "six problems");
}

TEST(structure_of_the_commune_exercise_reconciles)
{
	struct fixture f = set_up_with(types);
	struct id id = add_commune_exercise(&f, 11);

	add_structure(&f, id);
	const char *told = structure_of(&f, id);

	CHECK(strstr(told, "{\"name\":\"phases\",\"stated\":3,\"recorded\":3,"
		     "\"reconciles\":true}") != NULL);
	CHECK(strstr(told, "\"training_problems\",\"stated\":6,\"recorded\":6,") != NULL);
	CHECK(strstr(told, "\"contents\",\"stated\":15,\"recorded\":15,") != NULL);
	CHECK(strstr(told, "\"meetings\",\"stated\":11,\"recorded\":11,") != NULL);
	CHECK(strstr(told, "\"clips\",\"stated\":3,\"recorded\":3,") != NULL);
	CHECK(strstr(told, "\"live_items\",\"stated\":1,\"recorded\":1,") != NULL);
	CHECK(strstr(told, "\"situations\",\"stated\":null,\"recorded\":0,"
		     "\"reconciles\":null}") != NULL);
	CHECK(strstr(told, "\"stated_sum\":15,\"stated_adds_up\":true,\"is_entered\":true,"
		     "\"reconciles\":true}") != NULL);
	tear_down(&f);
}

TEST(a_structure_that_does_not_reconcile_says_where)
{
	struct fixture f = set_up_with(types);
	struct id id = add_commune_exercise(&f, 12);

	add_structure(&f, id);
	const char *told = structure_of(&f, id);

	CHECK(strstr(told, "\"meetings\",\"stated\":12,\"recorded\":11,"
		     "\"reconciles\":false}") != NULL);
	CHECK(strstr(told, "\"stated_sum\":16,\"stated_adds_up\":false,") != NULL);
	CHECK(strstr(told, "\"reconciles\":false}") != NULL);
	tear_down(&f);
}

TEST(a_structure_not_entered_yet_is_no_contradiction)
{
	struct fixture f = set_up_with(types);
	const char *told = structure_of(&f, add_commune_exercise(&f, 11));

	CHECK(strstr(told, "\"phases\",\"stated\":3,\"recorded\":0,\"reconciles\":null}") != NULL);
	CHECK(strstr(told, "\"is_entered\":false,\"reconciles\":true}") != NULL);
	structure_of(&f, f.commune);
	CHECK(f.fault.kind == FAULT_NOT_FOUND);
	tear_down(&f);
}

/* --- organisation ---------------------------------------------------------------- */

TEST(participants_exist_at_the_time_and_only_the_host_is_host)
{
	struct fixture f = set_up_with(types);
	struct id new_commune = add_unit(&f, "24560", "Xã mới", UNIT_COMMUNE, f.province,
					 DATE_NONE);
	struct participation part = { .unit_id = f.other_commune, .role = PARTICIPATION_HOST };
	struct exercise late = an_exercise(&f);

	part.exercise_id = add_exercise(&f, EXERCISE_DRAFT).head.id;
	CHECK(refused(&f, add(&f, &participation_collection, &part), PROBLEM_NOT_OF_SAME,
		      "/role"));
	part.role = PARTICIPATION_OBSERVER;
	CHECK(add(&f, &participation_collection, &part));
	part.head.id = ID_NONE;
	CHECK(refused_as(&f, add(&f, &participation_collection, &part), FAULT_CONFLICT));
	late.host_unit_id = new_commune;
	late.starts_on = late.ends_on = (struct date){ 2025, 8, 1 };
	CHECK(add(&f, &exercise_collection, &late));
	part = (struct participation){ .exercise_id = late.head.id, .unit_id = f.other_commune,
				       .role = PARTICIPATION_PLAYER };
	CHECK(refused(&f, add(&f, &participation_collection, &part), PROBLEM_OUTSIDE_DATES,
		      "/unit_id"));
	tear_down(&f);
}

TEST(a_member_is_named_at_least_by_the_post)
{
	struct fixture f = set_up_with(types);
	struct organisation_member member = { .body = BODY_DIRECTION, .role = ROLE_DIRECTOR };

	member.exercise_id = add_exercise(&f, EXERCISE_DRAFT).head.id;
	CHECK(refused(&f, add(&f, &organisation_member_collection, &member), PROBLEM_REQUIRED,
		      "/post_title"));
	member.post_title = "Chỉ huy trưởng";
	CHECK(add(&f, &organisation_member_collection, &member));
	tear_down(&f);
}

TEST(an_award_is_for_one_exercise_or_one_programme)
{
	struct fixture f = set_up_with(types);
	struct award award = { .award_level = AWARD_DISTRICT, .recipient_kind = AWARD_COLLECTIVE,
			       .count = 3 };
	struct id exercise_id = add_exercise(&f, EXERCISE_CONDUCTED).head.id;

	CHECK(refused(&f, add(&f, &award_collection, &award), PROBLEM_ONE_OF, "/exercise_id"));
	award.programme_id = f.programme;
	CHECK(add(&f, &award_collection, &award) && id_equal(award.head.scope_id, f.district));
	award.head.id = ID_NONE;
	award.exercise_id = exercise_id;
	CHECK(refused(&f, add(&f, &award_collection, &award), PROBLEM_ONE_OF, "/exercise_id"));
	award.programme_id = ID_NONE;
	CHECK(add(&f, &award_collection, &award) && id_equal(award.head.scope_id, exercise_id));
	tear_down(&f);
}

TEST(a_named_recipient_counts_one)
{
	struct fixture f = set_up_with(types);
	struct award award = { .award_level = AWARD_DISTRICT, .recipient_kind = AWARD_COLLECTIVE,
			       .count = 2, .unit_id = f.commune };

	award.exercise_id = add_exercise(&f, EXERCISE_CONDUCTED).head.id;
	CHECK(refused(&f, add(&f, &award_collection, &award), PROBLEM_TOO_GREAT, "/count"));
	award.count = 0;
	CHECK(add(&f, &award_collection, &award) && award.count == 1);
	award.head.id = ID_NONE;
	award.person_id = id_create(fixture_now());
	CHECK(refused(&f, add(&f, &award_collection, &award), PROBLEM_ONE_OF, "/person_id"));
	tear_down(&f);
}
