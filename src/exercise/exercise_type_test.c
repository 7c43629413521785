#include <string.h>

#include "base/must.h"
#include "exercise/exercise.h"
#include "store/record_store.h"
#include "tests/test.h"

static const struct record_type *const types[] = {
	&exercise_type, &participation_type, &objective_type, &phase_type,
	&training_problem_type, &content_type, &content_item_type, &organisation_member_type,
	&award_type, &incident_type,
};
#define TYPE_COUNT (sizeof(types) / sizeof(types[0]))

static struct store *migrated_store(struct fault *fault)
{
	struct store *store = store_open(":memory:", STORE_CREATE, fault);

	must(store != NULL && store_migrate(store, NULL, fault), "the test's store opens");
	return store;
}

TEST(every_field_of_an_exercise_record_has_its_column)
{
	struct fault fault = { 0 };
	struct store *store = migrated_store(&fault);
	struct arena *arena = arena_create();
	struct id id = id_create((struct instant){ 1 });

	for (size_t i = 0; i < TYPE_COUNT; i++) {
		fault = (struct fault){ 0 };
		CHECK(record_store_find(store, arena, types[i], id, &fault) == NULL);
		CHECK(fault.kind == FAULT_NOT_FOUND);
	}
	arena_destroy(&arena);
	store_close(&store);
}

TEST(every_column_of_an_exercise_table_has_its_field)
{
	struct fault fault = { 0 };
	struct store *store = migrated_store(&fault);

	for (size_t i = 0; i < TYPE_COUNT; i++) {
		struct rows *rows = store_rows(store,
			"SELECT name FROM pragma_table_info(:table)",
			BINDS(TEXT("table", types[i]->name)), &fault);
		size_t count = 0;

		for (; rows_next(rows); count++)
			CHECK(record_find_field(types[i], rows_text(rows, "name")) != NULL);
		CHECK(rows_end(&rows, &fault) && count == types[i]->field_count);
	}
	store_close(&store);
}

static void check_words(const struct words *words)
{
	unsigned found = 0;

	CHECK(words_word(words, 0) == NULL);
	for (unsigned i = 1; i < words->count; i++) {
		CHECK(words_find(words, words_word(words, i), &found) && found == i);
		CHECK(*words_text(words, i, LANGUAGE_VI) != '\0');
		CHECK(*words_text(words, i, LANGUAGE_EN) != '\0');
	}
}

TEST(every_word_of_exercises_is_found_again_and_read_in_both_languages)
{
	check_words(&exercise_state_words);
	check_words(&exercise_method_words);
	check_words(&exercise_direction_words);
	check_words(&participation_role_words);
	check_words(&content_item_kind_words);
	check_words(&organisation_body_words);
	check_words(&organisation_role_words);
	check_words(&award_level_words);
	check_words(&award_recipient_words);
	check_words(&incident_kind_words);
	check_words(&incident_severity_words);
	CHECK(exercise_state_words.count == EXERCISE_CANCELLED + 1);
	CHECK(organisation_role_words.count == ROLE_SUPPORT + 1);
}

TEST(an_exercise_counts_as_held_only_once_it_was_conducted)
{
	CHECK(exercise_is_held(EXERCISE_CONDUCTED) && exercise_is_held(EXERCISE_EVALUATED));
	CHECK(exercise_is_held(EXERCISE_CLOSED) && !exercise_is_held(EXERCISE_CONDUCTING));
	CHECK(!exercise_is_held(EXERCISE_POSTPONED) && !exercise_is_held(EXERCISE_CANCELLED));
}
