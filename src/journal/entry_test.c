/* The two texts of an entry: what it commits to, and what opens the commitments. */

#include "journal/entry.h"

#include <string.h>

#include "journal/test_fixture.h"

static struct salt salt_of(unsigned char seed)
{
	struct salt salt;

	memset(salt.bytes, seed, sizeof(salt.bytes));
	return salt;
}

/* The salt of the row and three fields, as a change writes them. */
static struct entry sample(void)
{
	struct member_texts texts;

	member_texts_start(&texts, test_arena());
	member_texts_add(&texts, "", salt_of(1), NULL);
	member_texts_add(&texts, "count", salt_of(2), "5");
	member_texts_add(&texts, "name", salt_of(3), "\"Ea \\\"Na\\\", ]}\"");
	member_texts_add(&texts, "on", salt_of(4), "null");
	member_texts_end(&texts);
	return (struct entry){ .kind = "change", .origin = "o", .role = "machine",
		.commitments = text_string(&texts.commitments),
		.content = text_string(&texts.content) };
}

/* "name=value " for each open member whose value opens its commitment, "name! " where it
   does not, "name? " for an erased one; "BAD" at the end of what cannot be read. */
static const char *read_all(const struct entry *entry)
{
	struct members members = members_start(entry);
	struct text out = { .arena = test_arena() };
	struct member member;

	while (members_next(&members, &member)) {
		text_add_bytes(&out, member.name, member.name_length);
		if (!member.is_open) {
			text_add(&out, "? ");
		} else if (!member_is_good(&member)) {
			text_add(&out, "! ");
		} else {
			text_add(&out, "=");
			text_add_bytes(&out, member.value, member.value_length);
			text_add(&out, " ");
		}
	}
	text_add(&out, members.is_bad ? "BAD" : "");
	return text_string(&out);
}

#define WHOLE "= count=5 name=\"Ea \\\"Na\\\", ]}\" on=null "

TEST(members_come_back_as_they_were_added_and_open_their_commitments)
{
	struct entry entry = sample();
	struct members members = members_start(&entry);
	struct member member;

	CHECK_TEXT(read_all(&entry), WHOLE);
	CHECK(members_next(&members, &member) && member_is_named(&member, ""));
	CHECK(memcmp(member.salt.bytes, salt_of(1).bytes, SALT_SIZE) == 0);
	CHECK(members_next(&members, &member) && member_is_named(&member, "count"));
	CHECK(!member_is_named(&member, "coun") && !member_is_named(&member, "counts"));
	entry.commitments = entry.content = "{}";
	CHECK_TEXT(read_all(&entry), "");
}

TEST(what_is_left_out_is_erased_and_the_rest_still_opens)
{
	static const struct { const char *field, *rest; } cases[] = {
		{ "count", "? count? name=\"Ea \\\"Na\\\", ]}\" on=null " },
		{ "on", "? count=5 name=\"Ea \\\"Na\\\", ]}\" on? " },
		/* the salt of the row goes in any case: with it the value could be guessed */
		{ "absent", "? count=5 name=\"Ea \\\"Na\\\", ]}\" on=null " },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct entry entry = sample();

		entry.content = member_texts_without(test_arena(), &entry, cases[i].field);
		CHECK_TEXT(read_all(&entry), cases[i].rest);
		/* nothing is left to leave out */
		CHECK(member_texts_without(test_arena(), &entry, cases[i].field) == NULL);
	}
	struct entry erased = sample();

	erased.content = "{}";
	CHECK_TEXT(read_all(&erased), "? count? name? on? ");
}

TEST(texts_of_another_form_than_ours_are_bad)
{
	static const char *const bad[] = { NULL, "", "[", "{", "}", "{}x", "{ }", "{\"count\"}",
		"{\"count\":5}", "{\"count\":[\"02\",5]}", "{\"count\":[]}", "{\"count\":null}",
		"{\"on\":[\"04040404040404040404040404040404\",null],}",
		"{\"on\":[\"04040404040404040404040404040404\"]}",
		"{\"on\":[\"04040404040404040404040404040404\",null]",
		/* more than was committed to, or in another order */
		"{\"zz\":[\"04040404040404040404040404040404\",null]}",
		"{\"on\":[\"04040404040404040404040404040404\",null],"
		"\"count\":[\"02020202020202020202020202020202\",5]}" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct entry entry = sample();
		const char *content = entry.content;

		entry.content = bad[i];
		if (strstr(read_all(&entry), "BAD") == NULL)
			CHECK_TEXT(bad[i], "content that is refused");
		entry.content = content;
		entry.commitments = bad[i];
		if (strstr(read_all(&entry), "BAD") == NULL)
			CHECK_TEXT(bad[i], "commitments that are refused");
	}
}

/* Whoever changes one byte of either text is found, at the value or at the form. */
TEST(no_changed_byte_of_either_text_passes)
{
	for (int side = 0; side < 2; side++) {
		struct entry entry = sample();
		const char *text = side == 0 ? entry.commitments : entry.content;

		for (size_t i = 0; text[i] != '\0'; i++) {
			for (int bit = 0; bit < 8; bit++) {
				char *changed = (char *)(uintptr_t)arena_copy(test_arena(), text);

				changed[i] = (char)(changed[i] ^ (1 << bit));
				if (side == 0)
					entry.commitments = changed;
				else
					entry.content = changed;
				if (strcmp(read_all(&entry), WHOLE) == 0)
					CHECK_TEXT(changed, "a change that is found");
			}
		}
	}
}

TEST(the_canonical_form_of_an_entry_is_fixed)
{
	struct entry entry = { .sequence = 7, .origin = "dientap/ea-na", .clock = 9,
		.at = { 1751302800000000 }, .kind = "add", .role = "secretary",
		.record_type = "unit", .version_after = { true, 1 }, .schema_version = 12,
		.commitments = "{}" };
	struct text out = { .arena = test_arena() };

	entry_write_canonical(&out, &entry);
	/* members sorted, no blanks, long numbers as texts: changing this breaks every proof */
	CHECK_TEXT(text_string(&out), "{\"account\":null,\"after\":null,"
		   "\"at\":\"1751302800000000\",\"clock\":\"9\",\"commitments\":{},"
		   "\"kind\":\"add\","
		   "\"origin\":\"dientap/ea-na\",\"record_id\":null,\"record_type\":\"unit\","
		   "\"role\":\"secretary\",\"schema_version\":12,\"sequence\":7,"
		   "\"version_after\":1,\"version_before\":null}");
}
