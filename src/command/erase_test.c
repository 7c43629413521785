/* A lawful erasure at the machine, over the demonstration. */

#include "command/erase_command.h"

#include "base/must.h"
#include "base/os.h"
#include "command/test_program.h"
#include "store/store.h"

static struct arena *set_up(void)
{
	struct arena *arena = arena_create();

	CHECK_PROGRAM(arena, "init --demo krong-ana --database @/a.db --quiet", NULL, 0, "", "");
	return arena;
}

static int64_t count(struct arena *arena, const char *sql)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = store_open(arena_printf(arena, "%s/a.db", test_folder()), STORE_READ,
					 &fault);
	int64_t number = -1;

	must(store != NULL && store_integer(store, sql, NO_BINDS, &number, &fault),
	     "the database is read");
	store_close(&store);
	return number;
}

/* The id of the first record of a table, as text. */
static const char *first_id(struct arena *arena, const char *sql)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = store_open(arena_printf(arena, "%s/a.db", test_folder()), STORE_READ,
					 &fault);
	char *text = arena_alloc(arena, ID_TEXT_SIZE);
	struct rows *rows;

	must(store != NULL, "the database is opened");
	rows = store_rows(store, sql, NO_BINDS, &fault);
	must(rows_next(rows), "a record is there");
	id_format(rows_id(rows, "id"), text);
	must(rows_end(&rows, &fault), "the row is read");
	store_close(&store);
	return text;
}

static void run(struct arena *arena, const char *words, const char *id, const char *rest,
		int status, const char *message)
{
	CHECK_PROGRAM(arena, arena_printf(arena, "%s %s %s --database @/a.db --lang en", words, id,
					  rest), NULL, status, NULL, message);
}

TEST(an_erased_value_leaves_the_record_and_its_history_and_everything_verifies)
{
	struct arena *arena = set_up();
	const char *id = first_id(arena, "SELECT id FROM finding ORDER BY id LIMIT 1");

	CHECK(count(arena, "SELECT count(*) FROM journal_value v JOIN journal j"
		    " ON j.sequence = v.sequence WHERE j.record_type = 'finding'"
		    " AND v.content LIKE '%\"statement\":[%' AND j.kind = 'add'") > 0);
	run(arena, "erase finding", id, "statement --reason 12/QD", 0, "Older backups");
	CHECK(count(arena, "SELECT count(*) FROM finding WHERE statement = ''"
		    " AND search_key = ''") == 1);
	CHECK(count(arena, "SELECT count(*) FROM journal_value v JOIN journal j"
		    " ON j.sequence = v.sequence WHERE j.record_type = 'finding'"
		    " AND (v.content LIKE '%\"statement\":[%' OR v.content LIKE '%search_key%')"
		    " AND j.kind = 'add'") == 0);
	CHECK(count(arena, "SELECT count(*) FROM journal WHERE kind = 'erase'") == 2);
	CHECK(count(arena, "SELECT count(*) FROM journal_value WHERE content LIKE '%12/QD%'") == 2);
	CHECK_PROGRAM(arena, "verify --database @/a.db --lang en", NULL, 0, "Good", NULL);
	arena_destroy(&arena);
}

TEST(an_erasure_names_a_record_a_member_that_can_be_empty_and_its_ground)
{
	struct arena *arena = set_up();
	const char *id = first_id(arena, "SELECT id FROM exercise ORDER BY id LIMIT 1");
	int64_t entries = count(arena, "SELECT count(*) FROM journal");

	run(arena, "erase exercise", id, "theme", 2, "--reason");
	run(arena, "erase exercises", id, "theme --reason x", 2, "no such kind");
	run(arena, "erase exercise", "7", "theme --reason x", 2, "identifier");
	run(arena, "erase exercise", id, "colour --reason x", 2, "no such member");
	/* a state is never unknown, a version is the program's */
	run(arena, "erase exercise", id, "state --reason x", 2, "cannot be erased");
	run(arena, "erase exercise", id, "version --reason x", 2, "cannot be erased");
	run(arena, "erase exercise", id, "host_unit_id --reason x", 2, "cannot be erased");
	run(arena, "erase account", id, "password_hash --reason x", 2, "cannot be erased");
	run(arena, "erase unit", id, "name --reason x", 3, id);
	CHECK(count(arena, "SELECT count(*) FROM journal") == entries);
	arena_destroy(&arena);
}
