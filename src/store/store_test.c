#include "store/store.h"

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "store/record_store.h"
#include "tests/test.h"

struct thing {
	struct record_head head;
	const char *name;
	struct optional_integer count;
	struct date since;
	struct money cost;
	bool open;
};
static const struct field thing_fields[] = {
	RECORD_HEAD_FIELDS(struct thing),
	FIELD(struct thing, name, "Tên", "Name", "A name.", .flags = FIELD_REQUIRED),
	FIELD(struct thing, count, "Số", "Count", "How many."),
	FIELD(struct thing, since, "Từ", "Since", "From when."),
	FIELD(struct thing, cost, "Tiền", "Cost", "How much."),
	FIELD(struct thing, open, "Mở", "Open", "Whether."),
};
static const struct record_type thing_type = RECORD_TYPE(thing, thing_fields,
	.plural = "things", .vi = "vật", .en = "thing");
static const struct record_type *const types[] = { &thing_type, NULL };

struct fixture {
	struct arena *arena;
	struct store *store;
	struct fault fault;
	const char *path;
};

static struct fixture set_up(void)
{
	struct fixture f = { .arena = arena_create() };

	f.path = arena_printf(f.arena, "%s/t.db", test_folder());
	f.store = store_open(f.path, STORE_CREATE, &f.fault);
	must(f.store != NULL, "the test's store opens");
	CHECK(store_script(f.store,
		"CREATE TABLE thing(id BLOB PRIMARY KEY, version INTEGER NOT NULL,"
		" label TEXT NOT NULL, scope_id BLOB, name TEXT NOT NULL UNIQUE, count INTEGER,"
		" since TEXT, cost INTEGER, open INTEGER NOT NULL) STRICT", &f.fault));
	return f;
}

static void tear_down(struct fixture *f)
{
	store_close(&f->store);
	arena_destroy(&f->arena);
}

static struct thing a_thing(const char *name, enum label_level level)
{
	return (struct thing){ .head = { .id = id_create((struct instant){ 1 }), .version = 1,
		.label = { level } }, .name = name, .cost = { true, 5 } };
}

static bool has_beside(struct arena *arena, const char *path, const char *suffix)
{
	return os_file_exists(arena_printf(arena, "%s%s", path, suffix));
}

TEST(who_only_reads_leaves_no_files_beside_the_database)
{
	struct arena *arena = arena_create();
	struct fault fault = { .kind = FAULT_NONE };
	const char *path = arena_printf(arena, "%s/quiet.db", test_folder());
	struct store *store = store_open(path, STORE_CREATE, &fault);

	must(store != NULL && store_migrate(store, NULL, &fault), "the database is made");
	store_close(&store);
	store = store_open(path, STORE_READ, &fault);
	CHECK(store != NULL && store_schema_version(store) > 0);
	CHECK(has_beside(arena, path, "-wal"));		/* the engine needs it meanwhile */
	store_close(&store);
	CHECK(!has_beside(arena, path, "-wal") && !has_beside(arena, path, "-shm"));
	/* but not from under a writer whose changes are in it */
	struct store *writer = store_open(path, STORE_WRITE, &fault);

	store = store_open(path, STORE_READ, &fault);
	CHECK(store_run(writer, "INSERT INTO office_setting(name, value) VALUES('a', 'b')",
			NO_BINDS, NULL, &fault));
	store_close(&store);
	CHECK(has_beside(arena, path, "-wal"));
	store_close(&writer);
	arena_destroy(&arena);
}

/* 200 pages of 4 KiB in each commit. */
TEST(a_log_that_is_carried_over_beside_the_commits_begins_anew)
{
	struct arena *arena = arena_create();
	struct fault fault = { .kind = FAULT_NONE };
	const char *path = arena_printf(arena, "%s/long.db", test_folder());
	struct store *store = store_open(path, STORE_CREATE, &fault);
	size_t length = 0, most = 0;
	int64_t sum = 0;

	must(store != NULL && store_script(store, "CREATE TABLE bytes(number INTEGER PRIMARY KEY,"
					   " content BLOB)", &fault), "the database is made");
	store_close(&store);
	store = store_open(path, STORE_WRITE, &fault);
	must(store != NULL, "the writer's connection opens");
	store_carry_aside(store);
	for (int i = 1; i <= 80; i++) {
		CHECK(store_run(store, "REPLACE INTO bytes VALUES(:number % 2, zeroblob(800000 +"
				" :number))", BINDS(INTEGER("number", i)), NULL, &fault));
		CHECK(os_file_length(arena_printf(arena, "%s-wal", path), &length));
		most = length > most ? length : most;
	}
	CHECK(most > (size_t)4096 * 1000);	/* it does not begin anew for little */
	CHECK(most < (size_t)4096 * 6000);	/* of 16,000 pages that were written */
	store_close(&store);
	CHECK(!has_beside(arena, path, "-wal"));
	store = store_open(path, STORE_READ, &fault);
	CHECK(store_integer(store, "SELECT SUM(length(content)) FROM bytes", NO_BINDS, &sum,
			    &fault));
	CHECK(sum == 1600000 + 79 + 80);
	store_close(&store);
	arena_destroy(&arena);
}

TEST(record_returns_from_its_row_as_it_went)
{
	struct fixture f = set_up();
	struct thing thing = a_thing("Hòa", LABEL_NONE);

	thing.since = (struct date){ 2025, 7, 1 };
	CHECK(record_store_insert(f.store, &thing_type, &thing, &f.fault));
	const struct thing *read = record_store_find(f.store, f.arena, &thing_type, thing.head.id,
						     &f.fault);

	CHECK(read != NULL && strcmp(read->name, "Hòa") == 0 && !read->count.has_value);
	CHECK(read != NULL && read->cost.has_value && read->cost.dong == 5 && !read->open);
	CHECK(read != NULL && date_compare(read->since, thing.since) == 0);
	CHECK(!record_store_insert(f.store, &thing_type, &thing, &f.fault));
	CHECK(f.fault.kind == FAULT_CONFLICT);
	tear_down(&f);
}

TEST(update_and_delete_want_the_version_that_was_seen)
{
	struct fixture f = set_up();
	struct thing thing = a_thing("a", LABEL_NONE);

	CHECK(record_store_insert(f.store, &thing_type, &thing, &f.fault));
	thing.head.version = 2;
	CHECK(record_store_update(f.store, &thing_type, NULL, &thing, 1, &f.fault));
	CHECK(!record_store_update(f.store, &thing_type, NULL, &thing, 1, &f.fault));
	CHECK(f.fault.kind == FAULT_STALE);
	CHECK(!record_store_delete(f.store, &thing_type, thing.head.id, 1, &f.fault));
	CHECK(record_store_delete(f.store, &thing_type, thing.head.id, 2, &f.fault));
	CHECK(!record_store_delete(f.store, &thing_type, thing.head.id, 2, &f.fault));
	CHECK(f.fault.kind == FAULT_NOT_FOUND);
	tear_down(&f);
}

TEST(a_change_does_not_look_for_those_who_refer_to_the_record)
{
	struct fixture f = set_up();
	struct thing thing = a_thing("a", LABEL_NONE);

	/* where the id is set, the engine reads all tables that may refer to it */
	CHECK(store_script(f.store, "CREATE TRIGGER thing_id BEFORE UPDATE OF id ON thing"
			   " BEGIN SELECT RAISE(ABORT, 'the id was set'); END", &f.fault));
	CHECK(record_store_insert(f.store, &thing_type, &thing, &f.fault));
	thing.head.version = 2;
	thing.name = "b";
	CHECK(record_store_update(f.store, &thing_type, NULL, &thing, 1, &f.fault));
	const struct thing *read = record_store_find(f.store, f.arena, &thing_type, thing.head.id,
						     &f.fault);

	CHECK(read != NULL && read->head.version == 2 && strcmp(read->name, "b") == 0);
	tear_down(&f);
}

TEST(a_change_sets_only_what_differs_from_the_row_before)
{
	struct fixture f = set_up();
	struct thing thing = a_thing("a", LABEL_NONE);
	const struct thing before = thing;

	CHECK(store_script(f.store, "CREATE TRIGGER thing_open BEFORE UPDATE OF open ON thing"
			   " BEGIN SELECT RAISE(ABORT, 'what had not changed was set'); END",
			   &f.fault));
	CHECK(record_store_insert(f.store, &thing_type, &thing, &f.fault));
	thing.head.version = 2;
	thing.name = "b";
	thing.cost.has_value = false;
	CHECK(record_store_update(f.store, &thing_type, &before, &thing, 1, &f.fault));
	const struct thing *read = record_store_find(f.store, f.arena, &thing_type, thing.head.id,
						     &f.fault);

	CHECK(read != NULL && read->head.version == 2 && strcmp(read->name, "b") == 0);
	CHECK(read != NULL && !read->cost.has_value);
	thing.open = !thing.open;
	CHECK(!record_store_update(f.store, &thing_type, &before, &thing, 2, &f.fault));
	tear_down(&f);
}

static bool sees(const void *reader, const struct record_type *type, struct id scope_id,
		 struct label label)
{
	(void)scope_id;
	return type == &thing_type && label.level <= *(const enum label_level *)reader;
}

static int64_t count(struct store *store, const char *sql)
{
	struct fault fault = { 0 };
	int64_t number = -1;

	return store_integer(store, sql, NO_BINDS, &number, &fault) ? number : -1;
}

TEST(guarded_connection_shows_only_what_the_reader_may_see)
{
	static const enum label_level low = LABEL_NONE, high = LABEL_TUYET_MAT;
	struct fixture f = set_up();
	struct thing open = a_thing("open", LABEL_NONE), secret = a_thing("secret", LABEL_MAT);

	CHECK(record_store_insert(f.store, &thing_type, &open, &f.fault));
	CHECK(record_store_insert(f.store, &thing_type, &secret, &f.fault));
	struct store *reading = store_open(f.path, STORE_READ, &f.fault);

	CHECK(reading != NULL);
	record_store_guard(reading, types, sees);
	CHECK(count(reading, "SELECT count(*) FROM visible_thing") == 0);
	record_store_set_reader(reading, &low);
	CHECK(count(reading, "SELECT count(*) FROM visible_thing") == 1);
	record_store_set_reader(reading, &high);
	CHECK(count(reading, "SELECT count(*) FROM visible_thing") == 2);
	CHECK(count(reading, "SELECT count(*) FROM thing") == -1);
	CHECK(count(reading, "SELECT count(name) FROM thing t") == -1);
	CHECK(count(reading, "SELECT (SELECT count(*) FROM thing) FROM visible_thing") == -1);
	store_close(&reading);
	tear_down(&f);
}

TEST(views_of_a_guarded_connection_outlive_the_transaction_that_made_them)
{
	static const char sql[] = "SELECT count(*) FROM visible_thing";
	static const enum label_level high = LABEL_TUYET_MAT;
	struct fixture f = set_up();
	struct thing thing = a_thing("open", LABEL_NONE);

	CHECK(record_store_insert(f.store, &thing_type, &thing, &f.fault));
	struct store *reading = store_open(f.path, STORE_READ, &f.fault);

	CHECK(reading != NULL);
	record_store_guard(reading, types, sees);
	record_store_set_reader(reading, &high);
	for (int i = 0; i < 3; i++) {
		CHECK(store_begin_read(reading, &f.fault));
		CHECK(count(reading, sql) == 1);
		store_end_read(reading);
		CHECK(count(reading, sql) == 1);
	}
	CHECK(store_begin_read(reading, &f.fault));
	store_rollback(reading);
	CHECK(count(reading, sql) == 1);
	store_close(&reading);
	tear_down(&f);
}

TEST(a_view_that_was_undone_is_made_again)
{
	static const char sql[] = "SELECT count(*) FROM visible_thing";
	static const enum label_level high = LABEL_TUYET_MAT;
	struct fixture f = set_up();
	struct store *reading = store_open(f.path, STORE_READ, &f.fault);

	CHECK(reading != NULL);
	record_store_guard(reading, types, sees);
	record_store_set_reader(reading, &high);
	CHECK(store_begin_read(reading, &f.fault));
	CHECK(count(reading, sql) == 0);
	store_rollback(reading);
	CHECK(count(reading, sql) == 0);
	CHECK(count(reading, "SELECT count(*) FROM visible_nothing") == -1);
	CHECK(count(reading, sql) == 0);
	store_close(&reading);
	tear_down(&f);
}

TEST(unguarded_connection_reads_the_tables_behind_the_views)
{
	struct fixture f = set_up();
	struct thing thing = a_thing("open", LABEL_TUYET_MAT);

	CHECK(record_store_insert(f.store, &thing_type, &thing, &f.fault));
	for (int i = 0; i < 2; i++)
		CHECK(count(f.store, "SELECT count(*) FROM visible_thing t JOIN visible_thing o"
			    " ON o.id = t.id") == 1);
	tear_down(&f);
}

TEST(savepoint_is_undone_alone)
{
	struct fixture f = set_up();
	struct thing one = a_thing("one", LABEL_NONE), two = a_thing("two", LABEL_NONE);

	CHECK(store_begin(f.store, &f.fault) && store_savepoint(f.store, &f.fault));
	CHECK(record_store_insert(f.store, &thing_type, &one, &f.fault));
	CHECK(store_release(f.store, &f.fault) && store_savepoint(f.store, &f.fault));
	CHECK(record_store_insert(f.store, &thing_type, &two, &f.fault));
	store_undo(f.store);
	CHECK(store_commit(f.store, &f.fault));
	CHECK(count(f.store, "SELECT count(*) FROM thing") == 1);
	tear_down(&f);
}

TEST(files_that_are_no_database_are_refused_with_their_reason)
{
	struct fixture f = set_up();
	const char *other = arena_printf(f.arena, "%s/other", test_folder());
	FILE *file = fopen(other, "w");

	CHECK(file != NULL);
	CHECK(fputs("this is a letter, not a database at all ........\n", file) > 0);
	CHECK(fclose(file) == 0);
	CHECK(store_open(other, STORE_WRITE, &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_NOT_A_DATABASE);
	CHECK(store_open(f.path, STORE_CREATE, &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_CONFLICT);
	CHECK(store_script(f.store, "PRAGMA user_version = 9999", &f.fault));
	CHECK(store_open(f.path, STORE_WRITE, &f.fault) == NULL);
	CHECK(f.fault.kind == FAULT_NEWER);
	tear_down(&f);
}

TEST(fresh_database_runs_every_migration_once)
{
	struct fixture f = set_up();
	int ran = -1;

	CHECK(store_migrate(f.store, &ran, &f.fault) && ran > 0);
	CHECK(store_schema_version(f.store) == store_schema_newest());
	CHECK(store_migrate(f.store, &ran, &f.fault) && ran == 0);
	tear_down(&f);
}

TEST(row_that_no_record_can_be_is_a_fault_not_a_crash)
{
	struct fixture f = set_up();

	CHECK(store_script(f.store, "INSERT INTO thing VALUES(zeroblob(16), 1, 'nonsense', NULL,"
		" 'x', NULL, NULL, NULL, 0)", &f.fault));
	struct list list;

	CHECK(!store_list(f.store, f.arena, &thing_type,
			  "SELECT id, version, label, scope_id, name,"
			  " count, since, cost, open FROM thing", NO_BINDS, &list, &f.fault));
	CHECK(f.fault.kind == FAULT_TAMPERED);
	tear_down(&f);
}

TEST(search_key_serves_in_a_query)
{
	struct fixture f = set_up();
	const char *key = NULL;

	CHECK(store_text(f.store, f.arena, "SELECT search_key(:text)",
			 BINDS(TEXT("text", "Diễn  tập Hoà Đông")), &key, &f.fault));
	CHECK_TEXT(key, "dien tap hoa dong");
	CHECK(store_text(f.store, f.arena, "SELECT search_key(NULL)", NO_BINDS, &key, &f.fault));
	CHECK(key == NULL);
	tear_down(&f);
}
