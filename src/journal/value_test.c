#include "journal/value.h"

#include <float.h>

#include "journal/test_fixture.h"

static const char *real_text(struct arena *arena, double value)
{
	struct card card = { .share = value };
	struct text out = { .arena = arena };
	const struct field *field = record_find_field(&card_type, "share");

	value_write(&out, field, &card.share);
	return text_string(&out);
}

TEST(numbers_are_written_as_rfc_8785_wants)
{
	static const struct { double value; const char *text; } cases[] = {
		{ 0, "0" }, { -0.0, "0" }, { 1, "1" }, { -1.5, "-1.5" }, { 100000, "100000" },
		{ 0.1, "0.1" }, { 1.0 / 3, "0.3333333333333333" }, { 1e-6, "0.000001" },
		{ 1e-7, "1e-7" }, { 1.5e-9, "1.5e-9" },
		{ 4503599627370495.5, "4503599627370495.5" },
		{ 333333333.33333329, "333333333.3333333" }, { 5e-324, "5e-324" },
		{ 123456.789, "123456.789" }, { 9007199254740991, "9007199254740991" },
		{ 9007199254740992, "\"9007199254740992\"" },
	};
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(real_text(arena, cases[i].value), cases[i].text);
	arena_destroy(&arena);
}

TEST(every_real_comes_back_from_its_text)
{
	static const double reals[] = { DBL_MAX, DBL_MIN, 1e20, -1e300, 0.1 + 0.2, 1e-320 };
	struct arena *arena = arena_create();
	const struct field *field = record_find_field(&card_type, "share");

	for (size_t i = 0; i < sizeof(reals) / sizeof(reals[0]); i++) {
		const char *text = real_text(arena, reals[i]);
		double again = 0;

		CHECK(value_read(arena, field, text, strlen(text), &again));
		CHECK(again >= reals[i] && again <= reals[i]);
	}
	arena_destroy(&arena);
}

TEST(whole_numbers_beyond_two_to_the_53_are_texts)
{
	static const int64_t numbers[] = { 0, -5, INT64_MAX, INT64_MIN, (INT64_C(1) << 53) - 1,
					   INT64_C(1) << 53 };
	struct arena *arena = arena_create();
	const struct field *field = record_find_field(&card_type, "number");

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		struct text out = { .arena = arena };
		int64_t again = 1;

		value_write(&out, field, &numbers[i]);
		CHECK((out.bytes[0] == '"') == (numbers[i] > 9007199254740991 ||
						numbers[i] < -9007199254740991));
		CHECK(value_read(arena, field, out.bytes, out.length, &again));
		CHECK(again == numbers[i]);
	}
	arena_destroy(&arena);
}

TEST(a_value_that_does_not_fit_its_field_is_refused)
{
	static const struct { const char *field, *json; } cases[] = {
		{ "number", "true" }, { "number", "\"12x\"" }, { "state", "\"nonsense\"" },
		{ "since", "\"2025-02-30\"" }, { "other_id", "\"1\"" }, { "urgent", "1" },
		{ "title", "5" }, { "title", "[" }, { "share", "\"x\"" }, { "label", "\"x\"" },
	};
	struct arena *arena = arena_create();
	struct card card;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct field *field = record_find_field(&card_type, cases[i].field);

		CHECK(!value_read(arena, field, cases[i].json, strlen(cases[i].json),
				  field_at(field, &card)));
	}
	arena_destroy(&arena);
}

TEST(a_column_added_later_leaves_the_hash_of_an_old_row_alone)
{
	struct record_type shorter = card_type;
	struct arena *arena = arena_create();
	struct card card = { .title = "x", .head.version = 1 };
	struct salt salt = { { 1 } };

	shorter.field_count -= 6;
	struct hash old = value_hash_row(arena, salt, &shorter, &card);

	CHECK(hash_equal(old, value_hash_row(arena, salt, &card_type, &card)));
	card.state = CARD_OPEN;
	CHECK(!hash_equal(old, value_hash_row(arena, salt, &card_type, &card)));
	arena_destroy(&arena);
}

TEST(a_moment_of_an_exercise_comes_back_from_its_value_and_unknown_is_null)
{
	static const struct field field = { .name = "planned", .type = FIELD_EXERCISE_TIME };
	static const struct optional_time moments[] = {
		{ true, { 0 } }, { true, { INT64_C(-5400000001) } }, { false, { 0 } },
	};
	struct arena *arena = arena_create();

	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		struct text out = { .arena = arena };
		struct optional_time again = { true, { 1 } };

		value_write(&out, &field, &moments[i]);
		CHECK(value_read(arena, &field, out.bytes, out.length, &again));
		CHECK(again.has_value == moments[i].has_value &&
		      again.time.us == moments[i].time.us);
	}
	arena_destroy(&arena);
}
