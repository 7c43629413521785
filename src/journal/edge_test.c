/* What the journal keeps in single rows, and keys and notes that came from elsewhere. */

#include <stdlib.h>

#include "base/os.h"
#include "journal/checkpoint.h"
#include "journal/note.h"
#include "journal/private.h"
#include "journal/test_fixture.h"

static struct tree_edge edge_of(uint64_t leaves)
{
	struct tree_edge edge = { .size = 0 };

	for (uint64_t i = 0; i < leaves; i++)
		tree_append(&edge, tree_leaf(&i, sizeof(i)));
	return edge;
}

TEST(an_edge_of_every_size_comes_back_from_its_row_and_goes_on_the_same)
{
	for (uint64_t size = 0; size <= 130; size++) {
		struct tree_edge edge = edge_of(size), again;
		unsigned char bytes[EDGE_NODES_MOST];
		size_t length = edge_write_nodes(&edge, bytes);

		CHECK(length == 32 * (size_t)__builtin_popcountll(size));
		CHECK(edge_parse((int64_t)size, bytes, length, &again));
		CHECK(hash_equal(tree_root(&edge), tree_root(&again)));
		tree_append(&edge, tree_leaf("x", 1));
		tree_append(&again, tree_leaf("x", 1));
		CHECK(hash_equal(tree_root(&edge), tree_root(&again)));
	}
}

TEST(an_edge_with_another_number_of_hashes_than_its_size_wants_is_none)
{
	struct tree_edge edge = edge_of(5), kept = edge_of(3);
	const struct hash root = tree_root(&kept);
	unsigned char bytes[EDGE_NODES_MOST];
	size_t length = edge_write_nodes(&edge, bytes);

	CHECK(!edge_parse(5, bytes, length - 1, &kept) && !edge_parse(5, bytes, 0, &kept));
	CHECK(!edge_parse(4, bytes, length, &kept) && !edge_parse(7, bytes, length, &kept));
	CHECK(!edge_parse(-1, bytes, length, &kept) && !edge_parse(INT64_MIN, bytes, 32, &kept));
	CHECK(edge_parse(6, bytes, length, &edge));	/* as many: only the root can tell */
	CHECK(hash_equal(tree_root(&kept), root));
}

TEST(a_damaged_edge_is_told_as_tampered_and_a_missing_one_is_an_empty_tree)
{
	static const struct { const char *script; enum fault_kind kind; } cases[] = {
		{ "UPDATE journal_edge SET size = 3, nodes = x'00'", FAULT_TAMPERED },
		{ "UPDATE journal_edge SET size = 1, nodes = zeroblob(64)", FAULT_TAMPERED },
		{ "DELETE FROM journal_edge", FAULT_NONE },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct fault fault = { .kind = FAULT_NONE };
		struct store *store = store_open(":memory:", STORE_CREATE, &fault);
		struct checkpoint present;

		CHECK(store_migrate(store, NULL, &fault));
		CHECK(store_run(store, "INSERT INTO journal_edge(id, size, clock, nodes)"
				" VALUES(1, 0, 0, x'') ON CONFLICT DO NOTHING", NO_BINDS, NULL,
				&fault));
		CHECK(store_script(store, cases[i].script, &fault));
		CHECK(checkpoint_present(store, &present, &fault) ==
		      (cases[i].kind == FAULT_NONE));
		CHECK(fault.kind == cases[i].kind);
		if (cases[i].kind == FAULT_NONE)
			CHECK(present.size == 0 && present.note == NULL);
		store_close(&store);
	}
}

TEST(a_setting_is_kept_until_it_is_written_again)
{
	struct fixture f = set_up();
	const char *value = "x";

	CHECK(setting_read(f.store, f.arena, "a", &value, &f.fault) && value == NULL);
	CHECK(setting_write(f.store, "a", "1", &f.fault));
	CHECK(setting_write(f.store, "b", "", &f.fault));
	CHECK(setting_write(f.store, "a", "2", &f.fault));
	CHECK(setting_read(f.store, f.arena, "a", &value, &f.fault));
	CHECK_TEXT(value, "2");
	CHECK(setting_read(f.store, f.arena, "b", &value, &f.fault));
	CHECK_TEXT(value, "");
	tear_down(&f);
}

#define ROOT64 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

TEST(a_checkpoint_is_origin_size_root_and_moment_line_by_line)
{
	/* C2SP tlog-checkpoint: the first three lines; ours adds the moment */
	struct hash root = { { 0 } };

	CHECK_TEXT(checkpoint_text(test_arena(), "dientap/ea-na", 7, root, (struct instant){ 9 }),
		   "dientap/ea-na\n7\n" ROOT64 "\nat 9\n");
	CHECK_TEXT(checkpoint_text(test_arena(), "o", UINT64_MAX, root, (struct instant){ -9 }),
		   "o\n18446744073709551615\n" ROOT64 "\nat -9\n");
}

static struct fixture set_up_with_key(void)
{
	struct fixture f = set_up();

	CHECK(checkpoint_create_key(f.store, "dientap/ea-na", &f.fault));
	return f;
}

TEST(a_key_is_made_once_and_only_its_owner_may_read_it)
{
	struct fixture f = set_up_with_key();
	const char *before, *after, *path = arena_printf(f.arena, "%s.key", f.path);
	size_t length;

	CHECK(note_public_key(f.store, f.arena, &before, &f.fault));
	CHECK(!checkpoint_create_key(f.store, "dientap/ea-na", &f.fault));
	CHECK(f.fault.kind == FAULT_FILE);
	CHECK(note_public_key(f.store, f.arena, &after, &f.fault));
	CHECK_TEXT(after, before);
	const char *line = os_read_file(f.arena, path, 1000, &length, &f.fault);

	CHECK(line != NULL && strncmp(line, "PRIVATE+KEY+dientap/ea-na+", 26) == 0);
	CHECK(strstr(before, "PRIVATE") == NULL);
	tear_down(&f);
}

TEST(a_name_that_would_break_a_line_of_a_note_is_no_origin)
{
	static const char *const bad[] = { "", "a b", "a+b", "a\nb", "a\tb", "a\x7f", "\xff" };
	struct fixture f = set_up();

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK(!checkpoint_create_key(f.store, bad[i], &f.fault));
		CHECK(f.fault.kind == FAULT_INVALID);
	}
	CHECK(!os_file_exists(arena_printf(f.arena, "%s.key", f.path)));
	CHECK(checkpoint_create_key(f.store, "xã-ea-na", &f.fault));
	tear_down(&f);
}

TEST(what_was_signed_is_read_back_and_nothing_else)
{
	struct fixture f = set_up_with_key();
	const char *vkey, *text = NULL;
	const char *note = note_sign(f.store, f.arena, "first\n\nsecond\n", &f.fault);

	CHECK(note != NULL && note_public_key(f.store, f.arena, &vkey, &f.fault));
	CHECK(note_check(f.arena, note, vkey, &text));
	CHECK_TEXT(text, "first\n\nsecond\n");
	/* a key of the same name is another key */
	struct note_key other;

	note_key_create("dientap/ea-na", &other);
	CHECK(!note_check(f.arena, note, note_key_public(f.arena, &other), &text));
	CHECK(!note_check(f.arena, note_key_sign(f.arena, &other, "x\n"), vkey, &text));
	tear_down(&f);
}

static const char *const bad_notes[] = {
	"", "\n", "\n\n", "text\n", "text\n\n", "text\n\n\n", "text\n\n\xe2\x80\x94 \n",
	"text\n\n\xe2\x80\x94 a\n", "text\n\n\xe2\x80\x94 a \n", "text\n\n- a AAAA\n",
	"text\n\n\xe2\x80\x94 a AAAA", "te\x01t\n\n\xe2\x80\x94 a AAAA\n",
	"te\xfft\n\n\xe2\x80\x94 a AAAA\n",
};
static const char *const bad_keys[] = {
	"", "a", "a+b", "a+530d903a", "a+530d903a+", "a+530d903a+AQ==", "+530d903a+AekyeRrm",
	"a+530d903+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
	"a+530d903g+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
	/* good in form, but its hash is another name's */
	"a+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
	/* an algorithm that is not Ed25519 */
	"example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
};

TEST(notes_and_keys_of_wrong_form_are_refused)
{
	struct note_key key, again;
	const char *text;

	note_key_create("a", &key);
	const char *vkey = note_key_public(test_arena(), &key);
	const char *note = note_key_sign(test_arena(), &key, "text\n");

	CHECK(note_check(test_arena(), note, vkey, &text));
	for (size_t i = 0; i < sizeof(bad_notes) / sizeof(bad_notes[0]); i++)
		CHECK(!note_check(test_arena(), bad_notes[i], vkey, &text));
	for (size_t i = 0; i < sizeof(bad_keys) / sizeof(bad_keys[0]); i++) {
		CHECK(!note_check(test_arena(), note, bad_keys[i], &text));
		CHECK(!note_key_parse_secret(test_arena(), arena_printf(test_arena(),
					     "PRIVATE+KEY+%s", bad_keys[i]), &again));
	}
}
