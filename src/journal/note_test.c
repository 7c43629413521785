#include <string.h>

#include "base/must.h"
#include "journal/checkpoint.h"
#include "journal/note.h"
#include "tests/test.h"

#define VKEY "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
#define TEXT_PART "This is an example message.\n"
#define SIGNATURE "\xe2\x80\x94 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAl" \
	"TgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"

TEST(the_public_check_vector_of_signed_notes_verifies)
{
	struct arena *arena = arena_create();
	const char *text = NULL;

	CHECK(note_check(arena, TEXT_PART "\n" SIGNATURE, VKEY, &text));
	CHECK_TEXT(text, TEXT_PART);
	arena_destroy(&arena);
}

TEST(a_note_with_any_changed_byte_is_refused)
{
	static const char note[] = TEXT_PART "\n" SIGNATURE;
	struct arena *arena = arena_create();
	const char *text;

	for (size_t i = 0; i + 1 < sizeof(note); i++) {
		char changed[sizeof(note)];

		memcpy(changed, note, sizeof(note));
		changed[i] ^= 1;
		CHECK(!note_check(arena, changed, VKEY, &text));
	}
	arena_destroy(&arena);
}

TEST(a_note_ignores_unknown_signers_but_needs_a_known_one)
{
	static const char other[] = "\xe2\x80\x94 example.com/bar Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6"
		"TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
	struct arena *arena = arena_create();
	struct text note = { .arena = arena };
	const char *text;

	text_add(&note, TEXT_PART "\n");
	for (int i = 0; i < 16; i++)
		text_add(&note, other);
	CHECK(!note_check(arena, text_string(&note), VKEY, &text));
	text_add(&note, SIGNATURE);
	CHECK(note_check(arena, text_string(&note), VKEY, &text));
	text_add(&note, "not a signature\n");
	CHECK(!note_check(arena, text_string(&note), VKEY, &text));
	arena_destroy(&arena);
}

TEST(a_key_survives_its_written_form_and_signs_what_it_verifies)
{
	struct arena *arena = arena_create();
	struct note_key key, again;
	const char *text = NULL;

	note_key_create("dientap/ea-na", &key);
	CHECK(note_key_parse_secret(arena, note_key_secret(arena, &key), &again));
	CHECK_TEXT(note_key_public(arena, &again), note_key_public(arena, &key));
	const char *note = note_key_sign(arena, &again, "two\n\nparts\n");

	CHECK(note_check(arena, note, note_key_public(arena, &key), &text));
	CHECK_TEXT(text, "two\n\nparts\n");
	CHECK(!note_check(arena, note, VKEY, &text));
	CHECK(!note_key_parse_secret(arena, VKEY, &again));
	CHECK(!note_name_is_good("a b") && !note_name_is_good("a+b") && !note_name_is_good(""));
	arena_destroy(&arena);
}
