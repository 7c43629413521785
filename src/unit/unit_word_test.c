#include "unit/test_import.h"

static const char *word_in(struct fixture *f, const char *key)
{
	const char *word = NULL;

	must(unit_find_word(f->store, f->arena, key, &word, &f->fault), "words are looked for");
	return word == NULL ? "" : word;
}

static void add_unit(struct fixture *f, const char *code, const char *name)
{
	struct unit unit = { .code = code, .name = name, .tier = UNIT_COMMUNE };

	begin_part(f);
	must(collection_add(f->journal, &unit_collection, &unit, &f->fault), "a unit is added");
	end_part(f, true);
}

TEST(the_longest_name_of_a_unit_in_a_password_is_found_without_its_kind)
{
	struct fixture f = set_up();

	CHECK_TEXT(word_in(&f, "eana2026"), "");
	add_unit(&f, "24559", "Xã Ea Na");
	add_unit(&f, "24556", "Xã Ea Bông");
	add_unit(&f, "24538", "Thị trấn Buôn Trấp");
	add_unit(&f, "1", "Quận 1");
	CHECK_TEXT(word_in(&f, "xaeana2026"), "eana");
	CHECK_TEXT(word_in(&f, "eanabuontrap1"), "buontrap");
	CHECK_TEXT(word_in(&f, "quan1"), "");
	CHECK_TEXT(word_in(&f, "benthuyen"), "");
	tear_down(&f);
}
