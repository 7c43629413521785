#include "command/table.h"

#include <string.h>

#include "base/must.h"
#include "base/record.h"
#include "tests/test.h"

enum colour { COLOUR_UNKNOWN, COLOUR_RED };
static const struct word colour_list[] = {
	[COLOUR_RED] = { "red", { "Đỏ", "Red" } },
};
static const struct words colour_words = WORDS("colour", colour_list);

struct thing {
	struct record_head head;
	const char *name, *secret;
	bool good;
	int64_t number;
	struct optional_integer year;
	struct money cost;
	struct date day;
	enum colour colour;
};
static const struct field thing_fields[] = {
	RECORD_HEAD_FIELDS(struct thing),
	FIELD(struct thing, name, "Tên", "Name", "Its name."),
	FIELD(struct thing, secret, "Bí mật", "Secret", "Not shown.", .flags = FIELD_SECRET),
	FIELD(struct thing, good, "Tốt", "Good", "Yes or no."),
	FIELD(struct thing, number, "Số", "Number", "How many."),
	FIELD(struct thing, year, "Năm", "Year", "Null: not known."),
	FIELD(struct thing, cost, "Kinh phí", "Cost", "Null: not known."),
	FIELD(struct thing, day, "Ngày", "Day", "Null: not known."),
	FIELD_ENUM(struct thing, colour, &colour_words, "Màu", "Colour", "Its colour."),
};
static const struct record_type thing_type = RECORD_TYPE(thing, thing_fields);

static const char *cell(struct arena *arena, const struct thing *thing, const char *name,
			enum language language)
{
	const struct field *field = record_find_field(&thing_type, name);

	must(field != NULL, "a field of the thing");
	return table_cell(arena, field, thing, language);
}

TEST(what_is_not_known_is_an_empty_cell_and_zero_is_a_number)
{
	struct arena *arena = arena_create();
	struct thing thing = { .name = NULL };
	static const char *const unknown[] = { "name", "year", "cost", "day", "colour" };

	for (size_t i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++)
		CHECK_TEXT(cell(arena, &thing, unknown[i], LANGUAGE_VI), "");
	CHECK_TEXT(cell(arena, &thing, "number", LANGUAGE_VI), "0");
	CHECK_TEXT(cell(arena, &thing, "good", LANGUAGE_VI), "không");
	CHECK_TEXT(cell(arena, &thing, "good", LANGUAGE_EN), "false");
	thing.year = (struct optional_integer){ true, 0 };
	CHECK_TEXT(cell(arena, &thing, "year", LANGUAGE_EN), "0");
	arena_destroy(&arena);
}

TEST(words_and_labels_are_read_in_the_language_of_the_reader)
{
	struct arena *arena = arena_create();
	struct thing thing = { .colour = COLOUR_RED, .head.label = { LABEL_INTERNAL },
			       .day = { 2025, 7, 1 }, .good = true };

	CHECK_TEXT(cell(arena, &thing, "colour", LANGUAGE_VI), "Đỏ");
	CHECK_TEXT(cell(arena, &thing, "colour", LANGUAGE_EN), "Red");
	CHECK_TEXT(cell(arena, &thing, "label", LANGUAGE_EN), "Internal");
	CHECK_TEXT(cell(arena, &thing, "good", LANGUAGE_VI), "có");
	CHECK_TEXT(cell(arena, &thing, "day", LANGUAGE_VI), "2025-07-01");
	arena_destroy(&arena);
}

TEST(a_cell_is_one_line_whatever_the_text_holds)
{
	struct arena *arena = arena_create();
	struct thing thing = { .name = "một\nhai\tba\r\x1b[31m" };

	CHECK_TEXT(cell(arena, &thing, "name", LANGUAGE_VI), "một hai ba  [31m");
	arena_destroy(&arena);
}
