#include "journal/verify.h"

#include <time.h>

#include "journal/checkpoint.h"
#include "journal/private.h"
#include "journal/test_fixture.h"

static void sign(struct fixture *f, int64_t n)
{
	struct journal *journal = begin(f, n);
	struct checkpoint checkpoint;

	CHECK(checkpoint_write(journal, &checkpoint, &f->fault));
	CHECK(journal_commit(&journal, &f->fault));
}

/* Eight entries, two checkpoints (5 and 8):
   0 add a; 1 add b; 2 change a; 3 add c; 4 remove c; 5 erase b.remark; 6 access; 7 change b */
static struct fixture set_up_office(void)
{
	struct fixture f = set_up();

	CHECK(checkpoint_create_key(f.store, "office.example/a", &f.fault));
	struct card a = add_card(&f, "a", 1), b = add_card(&f, "b", 2);

	a.number = 100;
	CHECK(change_card(&f, &a, 3));
	struct card c = add_card(&f, "c", 4);
	struct journal *journal = begin(&f, 5);

	CHECK(journal_remove(journal, &card_type, c.head.id, 1, &f.fault));
	CHECK(journal_commit(&journal, &f.fault));
	sign(&f, 6);
	journal = begin(&f, 7);
	CHECK(journal_erase(journal, &card_type, b.head.id, "remark", "asked", &f.fault));
	CHECK(journal_access(journal, "print", "card", b.head.id, "page 1", &f.fault));
	CHECK(journal_commit(&journal, &f.fault));
	b.remark = NULL;
	b.head.version = 2;
	b.title = "bb";
	CHECK(change_card(&f, &b, 8));
	sign(&f, 9);
	return f;
}

static struct verify_result verify(struct fixture *f, bool whole)
{
	struct verify_result result;

	CHECK(verify_run(f->store, f->arena, whole, &result, &f->fault));
	CHECK(result.good == (result.what == NULL));
	return result;
}

TEST(an_untouched_database_verifies)
{
	struct fixture f = set_up_office();
	struct verify_result result = verify(&f, true);

	CHECK(result.good && result.entries == 8 && result.rows == 2 && result.checkpoints == 2);
	CHECK_TEXT(result.what, NULL);
	tear_down(&f);
}

/* What an attacker with the file could do, and which entry must be named. */
static const struct tampering {
	const char *sql;
	int64_t first_bad;	/* -1: none can be named */
	const char *field;
} tamperings[] = {
	{ "UPDATE journal SET origin = 'x' WHERE sequence = 2", 2, NULL },
	{ "UPDATE journal SET clock = clock + 1 WHERE sequence = 2", 2, NULL },
	{ "UPDATE journal SET at = at + 1 WHERE sequence = 0", 0, NULL },
	{ "UPDATE journal SET kind = 'add' WHERE sequence = 2", 2, NULL },
	{ "UPDATE journal SET account_id = randomblob(16) WHERE sequence = 2", 2, NULL },
	{ "UPDATE journal SET account_id = zeroblob(16) WHERE sequence = 2", 2, NULL },
	{ "UPDATE journal SET role = 'x' WHERE sequence = 6", 6, NULL },
	{ "UPDATE journal SET record_type = NULL WHERE sequence = 6", 6, NULL },
	{ "UPDATE journal SET record_id = randomblob(16) WHERE sequence = 7", 7, NULL },
	{ "UPDATE journal SET record_id = x'00' WHERE sequence = 7", 7, NULL },
	{ "UPDATE journal SET version_before = NULL WHERE sequence = 2", 2, NULL },
	{ "UPDATE journal SET version_after = 3 WHERE sequence = 2", 2, NULL },
	{ "UPDATE journal SET schema_version = 99 WHERE sequence = 2", 2, NULL },
	{ "UPDATE journal SET commitments = replace(commitments, 'a', 'b') WHERE sequence = 3", 3,
	  NULL },
	{ "UPDATE journal SET after_hash = NULL WHERE sequence = 3", 3, NULL },
	{ "UPDATE journal SET after_hash = randomblob(32) WHERE sequence = 3", 3, NULL },
	{ "UPDATE journal SET leaf = randomblob(32) WHERE sequence = 3", 3, NULL },
	{ "DELETE FROM journal WHERE sequence = 0", 0, NULL },
	{ "DELETE FROM journal WHERE sequence = 4", 4, NULL },
	{ "DELETE FROM journal WHERE sequence = 7", 7, NULL },
	{ "DELETE FROM journal", 0, NULL },
	{ "UPDATE journal SET sequence = 100 WHERE sequence = 1;"
	  "UPDATE journal SET sequence = 1 WHERE sequence = 3;"
	  "UPDATE journal SET sequence = 3 WHERE sequence = 100", 1, NULL },
	{ "INSERT INTO journal SELECT 8, origin, clock, at, kind, account_id, role, record_type,"
	  " record_id, version_before, version_after, schema_version, commitments, after_hash,"
	  " leaf FROM journal WHERE sequence = 7", 8, NULL },
	{ "INSERT INTO journal SELECT -1, origin, clock, at, kind, account_id, role, record_type,"
	  " record_id, version_before, version_after, schema_version, commitments, after_hash,"
	  " leaf FROM journal WHERE sequence = 7", -1, NULL },
	{ "UPDATE journal_value SET content = replace(content, '100', '101') WHERE sequence = 2", 2,
	  "number" },
	{ "UPDATE journal_value SET content = substr(content, 1, 8) || 'zz' || substr(content, 11)"
	  " WHERE sequence = 2", 2, NULL },
	{ "UPDATE journal_value SET content = content || ' ' WHERE sequence = 4", 4, NULL },
	{ "UPDATE journal_value SET content = '{}' WHERE sequence = 2", 2, "" },
	{ "UPDATE journal_value SET content = '{}' WHERE sequence = 7", 7, "" },
	{ "UPDATE journal_value SET content = '{}' WHERE sequence = 1", 1, "cost" },
	{ "DELETE FROM journal_value WHERE sequence = 4", 4, NULL },
	{ "INSERT INTO journal_value VALUES(50, '{}')", 50, NULL },
	{ "UPDATE journal_value SET sequence = 60 WHERE sequence = 0", 0, NULL },
	{ "UPDATE journal_edge SET size = size + 1", -1, NULL },
	{ "UPDATE journal_edge SET clock = clock + 1", -1, NULL },
	{ "UPDATE journal_edge SET nodes = randomblob(32)", -1, NULL },
	{ "DELETE FROM journal_edge", 0, NULL },
	{ "UPDATE journal_checkpoint SET root = randomblob(32) WHERE size = 5", -1, NULL },
	{ "UPDATE journal_checkpoint SET at = at + 1 WHERE size = 5", -1, NULL },
	{ "UPDATE journal_checkpoint SET size = 6 WHERE size = 5", -1, NULL },
	{ "UPDATE journal_checkpoint SET size = 9 WHERE size = 8", -1, NULL },
	{ "UPDATE journal_checkpoint SET note = replace(note, 'at ', 'At ')", -1, NULL },
	{ "UPDATE journal_checkpoint SET note = note || note", -1, NULL },
	{ "UPDATE office_setting SET value = replace(value, '+A', '+B')"
	  " WHERE name = 'public_key'", -1, NULL },
	{ "DELETE FROM office_setting WHERE name = 'public_key'", -1, NULL },
	{ "UPDATE card SET number = 101 WHERE title = 'a'", 2, "number" },
	{ "UPDATE card SET title = 'A' WHERE title = 'a'", 2, "title" },
	{ "UPDATE card SET remark = 'back' WHERE title = 'bb'", 7, "remark" },
	{ "UPDATE card SET label = 'none' WHERE title = 'bb'", 7, "label" },
	{ "UPDATE card SET version = 9 WHERE title = 'bb'", 7, "version" },
	{ "UPDATE card SET share = 0.25 WHERE title = 'bb'", 7, "share" },
	{ "UPDATE card SET urgent = 0 WHERE title = 'bb'", 7, "urgent" },
	{ "UPDATE card SET count = NULL WHERE title = 'bb'", 7, "count" },
	{ "UPDATE card SET cost = 0 WHERE title = 'bb'", 7, "cost" },
	{ "UPDATE card SET since = '2025-07-02' WHERE title = 'bb'", 7, "since" },
	{ "UPDATE card SET state = 'closed' WHERE title = 'bb'", 7, "state" },
	{ "UPDATE card SET state = 'nonsense' WHERE title = 'bb'", 7, NULL },
	{ "UPDATE card SET seen_at = seen_at + 1 WHERE title = 'bb'", 7, "seen_at" },
	{ "UPDATE card SET scope_id = x'01' WHERE title = 'bb'", -1, NULL },
	{ "DELETE FROM card WHERE title = 'a'", 2, NULL },
	{ "DELETE FROM card WHERE title = 'bb'", 7, NULL },
	{ "UPDATE card SET id = randomblob(16) WHERE title = 'a'", -2, NULL },
	{ "INSERT INTO card(id, version, label, title, number, share, urgent)"
	  " VALUES(randomblob(16), 1, 'none', 'x', 0, 0.0, 0)", -1, NULL },
	{ "INSERT INTO card(id, version, label, title, number, share, urgent)"
	  " SELECT record_id, 1, 'none', 'c', 0, 0.0, 0 FROM journal WHERE sequence = 4", 4, NULL },
};

TEST(every_tampering_is_found_and_its_first_entry_named)
{
	for (size_t i = 0; i < sizeof(tamperings) / sizeof(tamperings[0]); i++) {
		const struct tampering *t = &tamperings[i];
		struct fixture f = set_up_office();

		CHECK(store_script(f.store, t->sql, &f.fault));
		struct verify_result result = verify(&f, true);
		bool named = t->first_bad == -2 || result.has_sequence == (t->first_bad >= 0);

		if (t->first_bad >= 0)
			named = named && result.first_bad == (uint64_t)t->first_bad;
		if (t->field != NULL)
			CHECK_TEXT(result.field, t->field);
		if (result.good || !named)
			fprintf(stderr, "%s\n  -> %s, entry %d %ld\n", t->sql, result.what,
				result.has_sequence, (long)result.first_bad);
		CHECK(!result.good && named);
		store_close(&f.store);
		CHECK(remove(f.path) == 0);
		CHECK(remove(arena_printf(f.arena, "%s.key", f.path)) == 0);
		tear_down(&f);
	}
}

TEST(any_flipped_bit_of_a_stored_value_is_found)
{
	static const struct { const char *table, *column; } columns[] = {
		{ "journal", "commitments" }, { "journal", "kind" }, { "journal", "role" },
		{ "journal_value", "content" }, { "journal_checkpoint", "note" },
	};
	struct fixture f = set_up_office();

	for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]); c++) {
		const char *table = columns[c].table, *column = columns[c].column;
		int64_t length = 0;
		const char *count = arena_printf(f.arena,
			"SELECT length(%s) FROM %s LIMIT 1 OFFSET 1", column, table);

		CHECK(store_integer(f.store, count, NO_BINDS, &length, &f.fault));
		for (int64_t at = 1; at <= length; at++) {
			/* + 1 flips at least the lowest bit */
			const char *flip = arena_printf(f.arena,
				"BEGIN; UPDATE %s SET %s = substr(%s, 1, %ld) ||"
				" char(unicode(substr(%s, %ld, 1)) + 1) || substr(%s, %ld)"
				" WHERE rowid = (SELECT rowid FROM %s LIMIT 1 OFFSET 1); COMMIT",
				table, column, column, (long)at - 1, column, (long)at, column,
				(long)at + 1, table);
			const char *keep = arena_printf(f.arena,
				"CREATE TEMP TABLE kept AS SELECT rowid AS r, %s AS c FROM %s",
				column, table);
			const char *restore = arena_printf(f.arena,
				"UPDATE %s SET %s = (SELECT c FROM temp.kept WHERE r = %s.rowid);"
				"DROP TABLE temp.kept", table, column, table);

			CHECK(store_script(f.store, keep, &f.fault));
			CHECK(store_script(f.store, flip, &f.fault));
			struct verify_result result = verify(&f, true);

			if (result.good)
				fprintf(stderr, "%s.%s, byte %ld\n", table, column, (long)at);
			CHECK(!result.good);
			CHECK(store_script(f.store, restore, &f.fault));
		}
	}
	CHECK(verify(&f, true).good);
	tear_down(&f);
}

TEST(entries_changed_together_with_their_leaf_are_found_by_the_signature)
{
	struct fixture f = set_up_office();
	static const char find[] = "SELECT " ENTRY_COLUMNS ENTRY_TABLES "WHERE j.sequence = 6";
	struct rows *rows = store_rows(f.store, find, NO_BINDS, &f.fault);
	struct entry entry;

	CHECK(rows_next(rows) && entry_read(rows, &entry));
	entry.role = "nobody";
	struct hash leaf = entry_leaf(f.arena, &entry);

	CHECK(rows_end(&rows, &f.fault));
	CHECK(store_run(f.store, "UPDATE journal SET role = 'nobody', leaf = :leaf"
			" WHERE sequence = 6", BINDS(BYTES("leaf", leaf.bytes, 32)), NULL,
			&f.fault));
	struct verify_result result = verify(&f, true);

	CHECK(!result.good && result.has_sequence && result.first_bad == 5);
	tear_down(&f);
}

TEST(a_rollback_of_the_whole_file_behind_a_checkpoint_is_found)
{
	struct fixture f = set_up_office();

	/* as a forger who leaves all consistent but cannot sign */
	CHECK(store_script(f.store, "CREATE TEMP TABLE old AS SELECT size, clock, nodes"
			   " FROM journal_edge", &f.fault));
	struct card d = add_card(&f, "d", 20);

	sign(&f, 21);
	CHECK(store_script(f.store, "DELETE FROM journal WHERE sequence = 8;"
			   "DELETE FROM journal_value WHERE sequence = 8;"
			   "DELETE FROM card WHERE title = 'd';"
			   "UPDATE journal_edge SET size = (SELECT size FROM temp.old),"
			   " clock = (SELECT clock FROM temp.old),"
			   " nodes = (SELECT nodes FROM temp.old)", &f.fault));
	struct verify_result result = verify(&f, true);

	CHECK(d.head.version == 1);
	CHECK(!result.good && result.has_sequence && result.first_bad == 8);
	tear_down(&f);
}

TEST(the_second_verification_starts_from_the_last_good_checkpoint)
{
	struct fixture f = set_up_office();

	CHECK(verify(&f, false).entries == 8);
	CHECK(verify(&f, false).entries == 0);
	add_card(&f, "d", 20);
	struct verify_result result = verify(&f, false);

	CHECK(result.good && result.entries == 1 && result.rows == 3);
	struct hash root = result.root;

	CHECK(hash_equal(verify(&f, true).root, root));
	CHECK(store_script(f.store, "UPDATE journal SET role = 'x' WHERE sequence = 8", &f.fault));
	result = verify(&f, false);
	CHECK(!result.good && result.first_bad == 8);
	CHECK(store_script(f.store, "UPDATE office_setting"
			   " SET value = substr(value, 1, length(value) - 1) ||"
			   "   CASE substr(value, -1) WHEN '0' THEN '1' ELSE '0' END"
			   " WHERE name = 'verified_edge'", &f.fault));
	result = verify(&f, false);	/* nobody vouches: from the beginning */
	CHECK(!result.good && result.entries == 8 && result.first_bad == 8);
	tear_down(&f);
}

TEST(verification_works_on_a_reading_connection_without_a_key)
{
	struct fixture f = set_up();
	struct fixture reader = f;

	CHECK(verify(&f, true).good);
	add_card(&f, "a", 1);
	reader.store = store_open(f.path, STORE_READ, &f.fault);
	struct verify_result result = verify(&reader, false);

	CHECK(result.good && result.entries == 1 && result.rows == 1);
	store_close(&reader.store);
	tear_down(&f);
}

TEST(a_root_is_known_at_its_own_size_only)
{
	struct fixture f = set_up_office();
	struct hash root = verify(&f, true).root;
	bool was;

	CHECK(verify_root_at(f.store, 8, root, &was, &f.fault) && was);
	CHECK(verify_root_at(f.store, 7, root, &was, &f.fault) && !was);
	CHECK(verify_root_at(f.store, 9, root, &was, &f.fault) && !was);
	add_card(&f, "d", 20);
	CHECK(verify_root_at(f.store, 8, root, &was, &f.fault) && was);
	tear_down(&f);
}

TEST(a_hundred_thousand_entries_verify_within_seconds)
{
	struct fixture f = set_up();
	struct journal *journal = begin(&f, 1);
	struct arena *arena = arena_create();
	struct timespec start, end;

	for (int i = 0; i < 100000; i++) {
		struct card card = { .title = arena_printf(arena, "card %d", i), .number = i };

		CHECK(journal_add(journal, &card_type, &card, &f.fault));
		arena_reset(arena);
	}
	CHECK(journal_commit(&journal, &f.fault));
	clock_gettime(CLOCK_MONOTONIC, &start);
	struct verify_result result = verify(&f, true);

	clock_gettime(CLOCK_MONOTONIC, &end);
	CHECK(result.good && result.entries == 100000 && result.rows == 100000);
	CHECK(end.tv_sec - start.tv_sec < 20);	/* on a busy machine; 2 s on a quiet one */
	arena_destroy(&arena);
	tear_down(&f);
}

TEST(every_finding_has_its_code_and_speaks_both_languages)
{
	CHECK(verify_text(VERIFY_GOOD, LANGUAGE_VI) == NULL && verify_code(VERIFY_GOOD) == NULL);
	for (unsigned i = VERIFY_GOOD + 1; i < VERIFY_FINDINGS; i++) {
		const char *vi = verify_text((enum verify_finding)i, LANGUAGE_VI);
		const char *en = verify_text((enum verify_finding)i, LANGUAGE_EN);

		CHECK(vi != NULL && en != NULL && strcmp(vi, en) != 0);
		for (unsigned k = VERIFY_GOOD + 1; k < i; k++)
			CHECK(strcmp(verify_code((enum verify_finding)i),
				     verify_code((enum verify_finding)k)) != 0);
	}
}
