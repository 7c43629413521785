#include <string.h>

#include "base/must.h"
#include "evaluation/evaluation.h"
#include "store/record_store.h"
#include "tests/test.h"

static const struct record_type *const types[] = {
	&grade_scale_type, &grade_level_type, &score_sheet_type, &criterion_type, &score_type,
	&result_type,
};
#define TYPE_COUNT (sizeof(types) / sizeof(types[0]))

TEST(fields_and_columns_of_evaluations_are_the_same)
{
	struct fault fault = { 0 };
	struct store *store = store_open(":memory:", STORE_CREATE, &fault);

	must(store != NULL && store_migrate(store, NULL, &fault), "the test's store opens");
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

TEST(the_states_of_a_result_read_in_both_languages)
{
	for (unsigned i = 1; i < result_state_words.count; i++) {
		CHECK(*words_text(&result_state_words, i, LANGUAGE_VI) != '\0');
		CHECK(*words_text(&result_state_words, i, LANGUAGE_EN) != '\0');
	}
	CHECK(result_state_words.count == RESULT_WITHDRAWN + 1);
}
