#include "inject/test_fixture.h"

#include "access/access.h"

TEST(an_inject_goes_from_draft_to_ready_and_names_who_did_it)
{
	struct stage s = stage_set_up();
	struct inject inject = add_inject(&s, "Mưa lớn");

	CHECK(inject.state == INJECT_DRAFT && id_equal(inject.author_id, s.f.first_account));
	CHECK(stage_act(&s, &inject, "submit"));
	CHECK(id_equal(inject.proposed_by, s.f.first_account));
	act_as(&s.f, s.f.second_account);
	CHECK(stage_act(&s, &inject, "approve"));
	CHECK(id_equal(inject.approved_by, s.f.second_account) && inject.was_approved);
	CHECK(stage_act(&s, &inject, "ready"));
	CHECK(inject.state == INJECT_READY && inject_is_approved(inject.state));
	CHECK(stage_act(&s, &inject, "defer") && !inject_is_approved(inject.state));
	CHECK(stage_act(&s, &inject, "restore") && inject.state == INJECT_APPROVED);
	CHECK(id_equal(inject.approved_by, s.f.second_account));
	CHECK(stage_act(&s, &inject, "revise") && id_is_none(inject.approved_by));
	stage_tear_down(&s);
}

TEST(the_table_refuses_what_skips_a_step)
{
	static const char *const refused_from_draft[] = {
		"approve", "ready", "defer", "restore", "revise", "reopen", "unready",
	};
	struct stage s = stage_set_up();
	struct inject inject = add_inject(&s, "Mưa lớn");

	for (size_t i = 0; i < sizeof(refused_from_draft) / sizeof(refused_from_draft[0]); i++)
		CHECK(refused_as(&s.f, stage_act(&s, &inject, refused_from_draft[i]),
				 FAULT_WRONG_STATE));
	CHECK(stage_act(&s, &inject, "retire") && inject.state == INJECT_OBSOLETE);
	CHECK(stage_act(&s, &inject, "reopen") && inject.state == INJECT_DRAFT);
	stage_tear_down(&s);
}

TEST(where_the_office_asks_for_two_persons_nobody_approves_his_own_inject)
{
	struct stage s = stage_set_up();
	struct inject inject = add_inject(&s, "Mưa lớn");

	set_policy(&s.f, "two_persons_inject");
	act_as(&s.f, s.f.second_account);
	CHECK(stage_act(&s, &inject, "submit"));
	CHECK(refused(&s.f, stage_act(&s, &inject, "approve"), PROBLEM_OWN_WORK,
		      "/approved_by"));
	act_as(&s.f, s.f.first_account);	/* did not submit, but wrote it */
	CHECK(refused(&s.f, stage_act(&s, &inject, "approve"), PROBLEM_OWN_WORK,
		      "/approved_by"));
	act_as(&s.f, add_account_named(&s.f, "cuong"));
	CHECK(stage_act(&s, &inject, "approve"));
	stage_tear_down(&s);
}

TEST(with_two_persons_what_was_approved_keeps_its_content_and_may_move_in_time)
{
	struct stage s = stage_set_up();
	struct inject inject = add_inject(&s, "Mưa lớn");

	CHECK(stage_act(&s, &inject, "submit") && stage_act(&s, &inject, "approve"));
	set_policy(&s.f, "two_persons_inject");
	inject.planned.time.us += 60000000;
	inject.notes = "Phát sau khi họp";
	CHECK(stage_change(&s, &inject_collection, &inject));
	inject.text = "Mưa rất lớn";
	CHECK(refused(&s.f, stage_change(&s, &inject_collection, &inject),
		      PROBLEM_APPROVED_STANDS, "/text"));
	struct inject_recipient recipient = { .inject_id = inject.head.id,
					      .cell_id = s.post.head.id };

	CHECK(refused(&s.f, stage_add(&s, &inject_recipient_collection, &recipient),
		      PROBLEM_APPROVED_STANDS, "/inject_id"));
	stage_tear_down(&s);
}

TEST(ready_needs_a_time_for_automatic_release_and_a_condition_for_conditional)
{
	struct stage s = stage_set_up();
	struct inject timed = an_inject(&s, "Mưa lớn"), waiting = an_inject(&s, "Lũ lên");

	timed.planned = (struct optional_time){ 0 };
	must_add(&s, &inject_collection, &timed);
	CHECK(stage_act(&s, &timed, "submit") && stage_act(&s, &timed, "approve"));
	CHECK(refused(&s.f, stage_act(&s, &timed, "ready"), PROBLEM_TIME_NEEDED, "/planned"));
	waiting.release = RELEASE_CONDITION;
	must_add(&s, &inject_collection, &waiting);
	CHECK(stage_act(&s, &waiting, "submit") && stage_act(&s, &waiting, "approve"));
	CHECK(refused(&s.f, stage_act(&s, &waiting, "ready"), PROBLEM_CONDITION_NEEDED,
		      "/release"));
	struct inject_condition condition = { .inject_id = waiting.head.id,
		.parent_id = timed.head.id, .kind = CONDITION_PARENT_DONE };

	must_add(&s, &inject_condition_collection, &condition);
	CHECK(stage_act(&s, &waiting, "ready"));
	stage_tear_down(&s);
}
