#include "conduct/test_fixture.h"

static struct stage with_inject(struct id *inject_out)
{
	struct stage s = stage_open();

	*inject_out = stage_inject(&s, RUN_AUTOMATIC, 5, "SCH YTE");
	must(stage_act(&s, RUN_ACT_START, "x") != NULL, "the run starts");
	stage_wait(&s, 6);
	must(stage_tick(&s), "the inject is released");
	return s;
}

static struct run_recipient *step(struct stage *s, struct id account, struct id recipient,
				  enum reception to, const char *answer)
{
	act_as(s, account);
	return act_on_recipient(s->o.journal, recipient, to, answer, &s->moment, &s->o.fault);
}

TEST(only_the_addressed_cell_says_what_it_did)
{
	struct id inject;
	struct stage s = with_inject(&inject);
	struct id received = stage_received(&s, inject, s.cell)->head.id;

	CHECK(step(&s, s.controller, received, RECEPTION_ACKNOWLEDGED, NULL) == NULL);
	CHECK(stage_fault(&s) == FAULT_FORBIDDEN);
	CHECK(step(&s, s.other_player, received, RECEPTION_OPENED, NULL) == NULL);
	CHECK(stage_fault(&s) == FAULT_FORBIDDEN);
	const struct run_recipient *now = step(&s, s.player, received, RECEPTION_ACKNOWLEDGED,
					       NULL);

	CHECK(now != NULL && now->acknowledged_time.time.us == 6 * MINUTE);
	CHECK(now != NULL && id_equal(now->acknowledged_by, s.player));
	CHECK(now != NULL && !now->opened_time.has_value);
	stage_close(&s);
}

TEST(a_step_that_was_made_may_be_sent_again)
{
	struct id inject;
	struct stage s = with_inject(&inject);
	struct id received = stage_received(&s, inject, s.cell)->head.id;

	CHECK(step(&s, s.player, received, RECEPTION_ACKNOWLEDGED, NULL) != NULL);
	stage_wait(&s, 3);
	const struct run_recipient *again = step(&s, s.player, received, RECEPTION_ACKNOWLEDGED,
						 NULL);

	CHECK(again != NULL && again->acknowledged_time.time.us == 6 * MINUTE);
	CHECK(again != NULL && again->head.version == 2);
	stage_close(&s);
}

TEST(an_answer_may_be_mended_until_it_is_closed)
{
	struct id inject;
	struct stage s = with_inject(&inject);
	struct id received = stage_received(&s, inject, s.cell)->head.id;

	CHECK(step(&s, s.player, received, RECEPTION_ANSWERED, "") == NULL);
	CHECK(office_problem(&s.o, "/answer") == PROBLEM_REQUIRED);
	CHECK(step(&s, s.player, received, RECEPTION_ANSWERED, "12 hộ") != NULL);
	stage_wait(&s, 1);
	const struct run_recipient *mended = step(&s, s.player, received, RECEPTION_ANSWERED,
						  "13 hộ");

	CHECK(mended != NULL && mended->answered_time.time.us == 6 * MINUTE);
	CHECK(mended != NULL && strcmp(mended->answer, "13 hộ") == 0);
	CHECK(step(&s, s.player, received, RECEPTION_CLOSED, NULL) != NULL);
	CHECK(step(&s, s.player, received, RECEPTION_ANSWERED, "14 hộ") == NULL);
	CHECK(stage_fault(&s) == FAULT_WRONG_STATE);
	stage_close(&s);
}

TEST(an_inject_is_answered_when_its_last_cell_has_answered)
{
	struct id inject;
	struct stage s = with_inject(&inject);

	CHECK(step(&s, s.player, stage_received(&s, inject, s.cell)->head.id,
		   RECEPTION_ANSWERED, "a") != NULL);
	CHECK(!stage_find(&s, inject)->answered_time.has_value);
	stage_wait(&s, 2);
	CHECK(step(&s, s.other_player, stage_received(&s, inject, s.other_cell)->head.id,
		   RECEPTION_CLOSED, NULL) != NULL);
	CHECK(stage_find(&s, inject)->answered_time.time.us == 8 * MINUTE);
	CHECK(!stage_find(&s, inject)->done_time.has_value);
	CHECK(step(&s, s.player, stage_received(&s, inject, s.cell)->head.id,
		   RECEPTION_CLOSED, NULL) != NULL);
	CHECK(stage_find(&s, inject)->done_time.time.us == 8 * MINUTE);
	stage_close(&s);
}

TEST(a_letter_lies_in_both_boxes_and_one_to_control_once)
{
	struct id inject;
	struct stage s = with_inject(&inject);
	struct letter letter = { .from_cell_id = s.cell, .to_cell_id = s.other_cell,
				 .text = "Cần hai xe cứu thương" };
	int64_t rows;

	act_as(&s, s.player);
	const struct run_message *sent = act_send(s.o.journal, s.run_id, &letter, false,
						  &s.moment, &s.o.fault);

	CHECK(sent != NULL && sent->box == RUN_BOX_SENT &&
	      id_equal(sent->head.scope_id, s.cell));
	letter.id = sent->letter_id;	/* who did not hear the answer sends again */
	CHECK(act_send(s.o.journal, s.run_id, &letter, false, &s.moment, &s.o.fault) != NULL);
	letter = (struct letter){ .from_cell_id = s.cell, .text = "Báo cáo" };
	CHECK(act_send(s.o.journal, s.run_id, &letter, false, &s.moment, &s.o.fault) != NULL);
	CHECK(store_integer(s.o.store, "SELECT COUNT(*) FROM run_message", NO_BINDS, &rows,
			    &s.o.fault) && rows == 3);
	stage_close(&s);
}

TEST(nobody_writes_in_the_name_of_another_cell_or_of_control)
{
	struct id inject;
	struct stage s = with_inject(&inject);
	struct letter forged = { .from_cell_id = s.other_cell, .to_cell_id = s.cell,
				 .text = "x" };

	act_as(&s, s.player);
	CHECK(act_send(s.o.journal, s.run_id, &forged, false, &s.moment, &s.o.fault) == NULL);
	CHECK(stage_fault(&s) == FAULT_FORBIDDEN);
	forged = (struct letter){ .to_cell_id = s.other_cell, .text = "x" };
	CHECK(act_send(s.o.journal, s.run_id, &forged, false, &s.moment, &s.o.fault) == NULL);
	CHECK(stage_fault(&s) == FAULT_FORBIDDEN);
	forged = (struct letter){ .from_cell_id = s.cell, .to_cell_id = s.cell, .text = "x" };
	CHECK(act_send(s.o.journal, s.run_id, &forged, false, &s.moment, &s.o.fault) == NULL);
	CHECK(office_problem(&s.o, "/to_cell_id") == PROBLEM_RULE);
	stage_close(&s);
}

TEST(only_the_addressee_reads_a_letter)
{
	struct id inject;
	struct stage s = with_inject(&inject);
	const struct letter letter = { .to_cell_id = s.cell, .text = "Giữ liên lạc" };

	act_as(&s, s.controller);
	const struct run_message *sent = act_send(s.o.journal, s.run_id, &letter, true,
						  &s.moment, &s.o.fault);

	must(sent != NULL, "the letter is sent");
	CHECK(act_read(s.o.journal, sent->head.id, true, &s.moment, &s.o.fault) == NULL);
	CHECK(stage_fault(&s) == FAULT_FORBIDDEN);
	act_as(&s, s.player);
	const struct run_message *read = act_read(s.o.journal, sent->head.id, false, &s.moment,
						  &s.o.fault);

	CHECK(read != NULL && id_equal(read->read_by, s.player));
	stage_close(&s);
}

TEST(a_meeting_ends_with_its_document_once)
{
	struct id inject;
	struct stage s = with_inject(&inject);
	struct run_decision meeting = { .cell_id = s.cell, .kind = RUN_MEETING,
					.title = "Họp Sở chỉ huy thống nhất" };

	act_as(&s, s.player);
	CHECK(collection_add(s.o.journal, &run_decision_collection, &meeting, &s.o.fault));
	CHECK(meeting.begun_time.time.us == 6 * MINUTE);
	stage_wait(&s, 30);
	const struct run_decision *over = act_end_decision(s.o.journal, meeting.head.id,
		"Quyết định số 01", &s.moment, &s.o.fault);

	CHECK(over != NULL && over->ended_time.time.us == 36 * MINUTE);
	CHECK(act_end_decision(s.o.journal, meeting.head.id, NULL, &s.moment, &s.o.fault) ==
	      NULL);
	CHECK(stage_fault(&s) == FAULT_WRONG_STATE);
	stage_close(&s);
}

TEST(who_leaves_a_run_loses_the_grant_that_came_with_it)
{
	struct stage s = stage_open();
	int64_t before, after;
	const char *sql = arena_printf(s.o.arena, "SELECT %s FROM run_member"
		" WHERE role = 'player'", record_store_columns(&run_member_type));
	const struct run_member *member = store_one(s.o.store, s.o.arena, &run_member_type, sql,
						    NO_BINDS, &s.o.fault);

	must(member != NULL, "there is a player");
	const char *count = "SELECT COUNT(*) FROM visible_grant";

	CHECK(store_integer(s.o.store, count, NO_BINDS, &before, &s.o.fault));
	CHECK(collection_remove(s.o.journal, &run_member_collection, member->head.id,
				member->head.version, &s.o.fault));
	CHECK(store_integer(s.o.store, count, NO_BINDS, &after, &s.o.fault));
	CHECK(after == before - 1);
	stage_close(&s);
}

TEST(only_what_an_evaluator_saw_is_rated)
{
	struct stage s = stage_open();
	struct run_log seen = { .run_id = s.run_id, .kind = RUN_LOG_EVALUATION,
				.outcome = PERFORMED, .text = "Di dời xong trong 20 phút." };
	struct run_log line = { .run_id = s.run_id, .kind = RUN_LOG_CONTROL,
				.outcome = UNABLE_TO_PERFORM, .text = "Loa hỏng." };

	must(stage_act(&s, RUN_ACT_START, "x") != NULL, "the run starts");
	CHECK(collection_add(s.o.journal, &run_log_collection, &seen, &s.o.fault));
	CHECK(seen.noted_time.has_value);
	CHECK(!collection_add(s.o.journal, &run_log_collection, &line, &s.o.fault));
	CHECK(stage_fault(&s) == FAULT_INVALID);
	line.outcome = PERFORMANCE_UNKNOWN;
	CHECK(collection_add(s.o.journal, &run_log_collection, &line, &s.o.fault));
	stage_close(&s);
}
