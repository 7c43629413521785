#include "inject/test_fixture.h"

#include "store/record_store.h"

TEST(every_field_of_a_script_has_its_column_and_every_column_its_field)
{
	static const struct record_type *const types[] = {
		&script_type, &cell_type, &cell_member_type, &storyline_type, &script_event_type,
		&script_incident_type, &inject_type, &inject_recipient_type,
		&inject_condition_type, &objective_link_type,
	};
	struct stage s = stage_set_up();

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		struct fault fault = { .kind = FAULT_NONE };
		struct rows *rows = store_rows(s.f.store,
			"SELECT name FROM pragma_table_info(:table)",
			BINDS(TEXT("table", types[i]->name)), &fault);
		size_t count = 0;

		for (; rows_next(rows); count++)
			CHECK(record_find_field(types[i], rows_text(rows, "name")) != NULL);
		CHECK(rows_end(&rows, &fault) && count == types[i]->field_count);
		CHECK(record_store_find(s.f.store, s.f.arena, types[i],
					id_create(fixture_now()), &fault) == NULL);
		CHECK(fault.kind == FAULT_NOT_FOUND);
	}
	stage_tear_down(&s);
}

TEST(every_word_of_a_script_has_its_texts_in_both_languages)
{
	static const struct words *const all[] = {
		&inject_kind_words, &inject_release_words, &inject_state_words,
		&inject_means_words, &inject_condition_kind_words, &cell_kind_words,
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		CHECK(words_word(all[i], 0) == NULL);
		for (unsigned value = 1; value < all[i]->count; value++) {
			unsigned found = 0;

			CHECK(words_find(all[i], words_word(all[i], value), &found) &&
			      found == value);
			CHECK(*words_text(all[i], value, LANGUAGE_VI) != '\0');
			CHECK(*words_text(all[i], value, LANGUAGE_EN) != '\0');
		}
	}
}

TEST(numbers_of_injects_go_on_and_the_number_of_a_removed_one_is_never_used_again)
{
	struct stage s = stage_set_up();
	struct inject first = add_inject(&s, "Mưa lớn"), second = add_inject(&s, "Lũ lên");
	struct inject elsewhere = an_inject(&s, "Mưa ở nơi khác");

	elsewhere.exercise_id = s.other.head.id;
	must_add(&s, &inject_collection, &elsewhere);
	CHECK(first.number == 1 && second.number == 2 && elsewhere.number == 1);
	CHECK(stage_remove(&s, &inject_collection, &second.head));
	CHECK(add_inject(&s, "Sạt lở").number == 3);
	CHECK(stage_remove(&s, &inject_collection, &first.head));
	CHECK(add_inject(&s, "Mất điện").number == 4);
	stage_tear_down(&s);
}

TEST(an_inject_bears_the_scope_and_at_least_the_label_of_its_exercise)
{
	struct stage s = stage_set_up();

	s.exercise.head.label.level = LABEL_INTERNAL;
	CHECK(stage_change(&s, &exercise_collection, &s.exercise));
	struct inject inject = add_inject(&s, "Mưa lớn");

	CHECK(id_equal(inject.head.scope_id, s.exercise.head.id));
	CHECK(inject.head.label.level == LABEL_INTERNAL);
	stage_tear_down(&s);
}

TEST(the_content_says_the_training_problem_and_the_phase_of_an_inject)
{
	struct stage s = stage_set_up();
	struct inject inject = an_inject(&s, "Mưa lớn");

	inject.content_id = s.content.head.id;
	must_add(&s, &inject_collection, &inject);
	CHECK(id_equal(inject.training_problem_id, s.problem.head.id));
	CHECK(id_equal(inject.phase_id, s.phase.head.id));
	stage_tear_down(&s);
}

TEST(the_incident_says_the_storyline_and_a_moved_event_takes_its_injects_along)
{
	struct stage s = stage_set_up();
	struct storyline flood = { .exercise_id = s.exercise.head.id, .code = "SL-1",
				   .title = "Lũ" };
	struct storyline slide = { .exercise_id = s.exercise.head.id, .code = "SL-2",
				   .title = "Sạt lở" };
	struct script_event event = { .exercise_id = s.exercise.head.id, .title = "Vỡ kè" };
	struct script_incident incident = { .title = "Kè nứt" };
	struct inject inject = an_inject(&s, "Báo kè nứt");

	must_add(&s, &storyline_collection, &flood);
	must_add(&s, &storyline_collection, &slide);
	event.storyline_id = flood.head.id;
	must_add(&s, &script_event_collection, &event);
	incident.script_event_id = event.head.id;
	must_add(&s, &script_incident_collection, &incident);
	inject.script_incident_id = incident.head.id;
	must_add(&s, &inject_collection, &inject);
	CHECK(flood.position == 1 && slide.position == 2);
	CHECK(id_equal(inject.storyline_id, flood.head.id));
	event.storyline_id = slide.head.id;
	CHECK(stage_change(&s, &script_event_collection, &event));
	const struct inject *moved = record_store_find(s.f.store, s.f.arena, &inject_type,
						       inject.head.id, &s.f.fault);

	CHECK(moved != NULL && id_equal(moved->storyline_id, slide.head.id));
	CHECK(refused(&s.f, stage_remove(&s, &script_event_collection, &event.head),
		      PROBLEM_IN_USE, "/id"));
	stage_tear_down(&s);
}

TEST(nothing_of_a_script_refers_to_another_exercise)
{
	struct stage s = stage_set_up();
	struct cell cell = { .exercise_id = s.other.head.id, .code = "SCH", .name = "Sở chỉ huy",
			     .kind = CELL_PLAYER };
	struct inject inject = add_inject(&s, "Mưa lớn"), foreign = an_inject(&s, "Lũ");

	must_add(&s, &cell_collection, &cell);
	foreign.exercise_id = s.other.head.id;
	foreign.content_id = s.content.head.id;
	CHECK(refused(&s.f, stage_add(&s, &inject_collection, &foreign), PROBLEM_NOT_OF_SAME,
		      "/content_id"));
	struct inject_recipient recipient = { .inject_id = inject.head.id,
					      .cell_id = cell.head.id };

	CHECK(refused(&s.f, stage_add(&s, &inject_recipient_collection, &recipient),
		      PROBLEM_NOT_OF_SAME, "/cell_id"));
	stage_tear_down(&s);
}

TEST(a_contingency_stands_in_for_an_expected_action)
{
	struct stage s = stage_set_up();
	struct inject action = an_inject(&s, "Sơ tán thôn 3"), rescue = an_inject(&s, "Giục");
	struct inject plain = add_inject(&s, "Mưa lớn");

	action.kind = INJECT_EXPECTED_ACTION;
	must_add(&s, &inject_collection, &action);
	rescue.kind = INJECT_CONTINGENCY;
	rescue.contingency_for_id = plain.head.id;
	CHECK(refused(&s.f, stage_add(&s, &inject_collection, &rescue), PROBLEM_NOT_WORD,
		      "/contingency_for_id"));
	rescue.contingency_for_id = action.head.id;
	rescue.number = 0;
	CHECK(stage_add(&s, &inject_collection, &rescue));
	stage_tear_down(&s);
}

TEST(a_draft_goes_with_what_hangs_on_it_and_what_was_approved_stays)
{
	struct stage s = stage_set_up();
	struct inject draft = add_inject(&s, "Mưa lớn"), kept = add_inject(&s, "Lũ lên");
	struct inject_recipient recipient = { .inject_id = draft.head.id,
					      .cell_id = s.post.head.id };
	struct objective_link link = { .objective_id = s.objective.head.id,
				       .inject_id = draft.head.id };

	must_add(&s, &inject_recipient_collection, &recipient);
	must_add(&s, &objective_link_collection, &link);
	CHECK(stage_remove(&s, &inject_collection, &draft.head));
	CHECK(record_store_find(s.f.store, s.f.arena, &inject_recipient_type, recipient.head.id,
				&s.f.fault) == NULL);
	CHECK(stage_act(&s, &kept, "submit") && stage_act(&s, &kept, "approve") &&
	      stage_act(&s, &kept, "revise"));
	CHECK(kept.state == INJECT_DRAFT && kept.was_approved);
	CHECK(refused(&s.f, stage_remove(&s, &inject_collection, &kept.head),
		      PROBLEM_RETIRE_INSTEAD, "/state"));
	stage_tear_down(&s);
}

TEST(nothing_is_written_below_a_closed_exercise)
{
	struct stage s = stage_set_up();
	struct inject inject = an_inject(&s, "Mưa lớn");

	s.exercise.state = EXERCISE_CLOSED;
	must(journal_change(s.f.journal, &exercise_type, &s.exercise, &s.f.fault), "it is closed");
	CHECK(refused(&s.f, stage_add(&s, &inject_collection, &inject), PROBLEM_FILE_CLOSED,
		      "/exercise_id"));
	stage_tear_down(&s);
}
