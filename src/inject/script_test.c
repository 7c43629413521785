#include "inject/test_fixture.h"

TEST(a_member_of_a_cell_is_found_by_sign_in_name_or_named_by_post)
{
	struct stage s = stage_set_up();
	struct cell_member an = { .cell_id = s.post.head.id, .login = "an", .leads = true };
	struct cell_member none = { .cell_id = s.post.head.id, .login = "khongco" };
	struct cell_member empty = { .cell_id = s.post.head.id };
	struct cell_member post = { .cell_id = s.post.head.id,
				    .organisation_member_id = s.member.head.id };

	CHECK(stage_add(&s, &cell_member_collection, &an));
	CHECK(id_equal(an.account_id, s.f.first_account));
	CHECK(refused(&s.f, stage_add(&s, &cell_member_collection, &none),
		      PROBLEM_NO_SUCH_LOGIN, "/login"));
	CHECK(refused(&s.f, stage_add(&s, &cell_member_collection, &empty), PROBLEM_REQUIRED,
		      "/login"));
	CHECK(stage_add(&s, &cell_member_collection, &post) && id_is_none(post.account_id));
	stage_tear_down(&s);
}

TEST(codes_of_cells_are_unique_in_their_exercise_only)
{
	struct stage s = stage_set_up();
	struct cell same = { .exercise_id = s.exercise.head.id, .code = "SCH", .name = "Khác",
			     .kind = CELL_RESPONSE };
	struct cell elsewhere = { .exercise_id = s.other.head.id, .code = "SCH", .name = "Khác",
				  .kind = CELL_RESPONSE };

	CHECK(refused_as(&s.f, stage_add(&s, &cell_collection, &same), FAULT_CONFLICT));
	CHECK(stage_add(&s, &cell_collection, &elsewhere) && elsewhere.position == 1);
	stage_tear_down(&s);
}

/* Three injects at 20 and 10 minutes and at no time. */
static void add_three(struct stage *s, struct inject made[3])
{
	made[0] = an_inject(s, "Sau");
	made[0].planned.time.us = INT64_C(1200000000);
	made[1] = an_inject(s, "Trước");
	made[2] = an_inject(s, "Dự trữ");
	made[2].release = RELEASE_RESERVE;
	made[2].planned = (struct optional_time){ 0 };
	for (int i = 0; i < 3; i++)
		must_add(s, &inject_collection, &made[i]);
}

static struct script_copy read_script(struct stage *s)
{
	struct script_copy copy;

	must(script_read(s->f.store, s->f.arena, s->exercise.head.id, &copy, &s->f.fault),
	     "the script is read");
	return copy;
}

TEST(a_script_is_read_by_time_and_what_has_none_comes_last)
{
	struct stage s = stage_set_up();
	struct inject made[3];

	add_three(&s, made);
	struct inject_recipient late = { .inject_id = made[0].head.id, .cell_id = s.post.head.id };
	struct inject_recipient early = { .inject_id = made[1].head.id,
					  .cell_id = s.rescue.head.id };

	must_add(&s, &inject_recipient_collection, &late);
	must_add(&s, &inject_recipient_collection, &early);
	struct script_copy copy = read_script(&s);

	CHECK(copy.script == NULL && copy.cells.count == 2 && copy.injects.count == 3);
	CHECK_TEXT(((struct inject *)copy.injects.items[0])->title, "Trước");
	CHECK_TEXT(((struct inject *)copy.injects.items[1])->title, "Sau");
	CHECK_TEXT(((struct inject *)copy.injects.items[2])->title, "Dự trữ");
	CHECK(copy.recipients.count == 2);
	CHECK(id_equal(((struct inject_recipient *)copy.recipients.items[0])->head.id,
		       early.head.id));
	stage_tear_down(&s);
}

TEST(the_cell_of_a_recipient_is_its_own_or_that_of_the_member)
{
	struct stage s = stage_set_up();
	struct inject inject = add_inject(&s, "Mưa lớn");
	struct cell_member seat = { .cell_id = s.rescue.head.id,
				    .organisation_member_id = s.member.head.id };
	struct inject_recipient cell = { .inject_id = inject.head.id, .cell_id = s.post.head.id };
	struct inject_recipient member = { .inject_id = inject.head.id,
					   .organisation_member_id = s.member.head.id };
	struct inject_recipient name = { .inject_id = inject.head.id, .name = "Nhân dân" };

	must_add(&s, &cell_member_collection, &seat);
	must_add(&s, &inject_recipient_collection, &cell);
	must_add(&s, &inject_recipient_collection, &member);
	must_add(&s, &inject_recipient_collection, &name);
	struct script_copy copy = read_script(&s);

	CHECK_TEXT(recipient_cell(&copy, &cell)->code, "SCH");
	CHECK_TEXT(recipient_cell(&copy, &member)->code, "CH");
	CHECK(recipient_cell(&copy, &name) == NULL);
	stage_tear_down(&s);
}

TEST(the_digest_of_a_script_changes_with_what_is_played_and_with_nothing_else)
{
	struct stage s = stage_set_up();
	struct inject inject = add_inject(&s, "Mưa lớn");
	struct script_copy copy = read_script(&s);
	const char *before = script_digest(s.f.arena, &copy);
	struct objective second = { .exercise_id = s.exercise.head.id, .statement = "Khác" };

	CHECK(strlen(before) == 64);
	must_add(&s, &objective_collection, &second);
	copy = read_script(&s);
	CHECK_TEXT(script_digest(s.f.arena, &copy), before);
	inject.text = "Mưa rất lớn";
	CHECK(stage_change(&s, &inject_collection, &inject));
	copy = read_script(&s);
	CHECK(strcmp(script_digest(s.f.arena, &copy), before) != 0);
	stage_tear_down(&s);
}
