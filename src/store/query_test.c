/* Queries: parameters by name, columns by name, and what the engine says in faults. */

#include "store/store.h"

#include <string.h>

#include "base/must.h"
#include "store/record_store.h"
#include "tests/test.h"

static const char *path_of(const char *name)
{
	return arena_printf(test_arena(), "%s/%s", test_folder(), name);
}

static struct store *open_with(const char *script)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = store_open(path_of("q.db"), STORE_CREATE, &fault);

	must(store != NULL && store_script(store, script, &fault), "the test's store opens");
	return store;
}

static int64_t number_of(struct store *store, const char *sql)
{
	struct fault fault = { .kind = FAULT_NONE };
	int64_t number = -1;

	return store_integer(store, sql, NO_BINDS, &number, &fault) ? number : -1;
}

#define TABLE "CREATE TABLE t(id BLOB UNIQUE, n INTEGER, r REAL, s TEXT, b BLOB, d TEXT)" \
	" STRICT;"

TEST(a_parameter_takes_the_value_of_its_name_wherever_it_stands)
{
	static const char sql[] = "SELECT :b || '-' || :a || '-' || :b || '-' || :c";
	struct store *store = open_with("");
	struct fault fault = { .kind = FAULT_NONE };
	const char *text = NULL;

	/* in another order, and with one that the text does not ask for */
	CHECK(store_text(store, test_arena(), sql, BINDS(TEXT("c", "3"), TEXT("unused", "x"),
			 TEXT("b", "2"), TEXT("a", "1")), &text, &fault));
	CHECK_TEXT(text, "2-1-2-3");
	CHECK(store_text(store, test_arena(), sql, BINDS(TEXT("a", "x"), TEXT("b", "y"),
			 TEXT("c", "z")), &text, &fault));
	CHECK_TEXT(text, "y-x-y-z");
	store_close(&store);
}

TEST(every_kind_of_value_comes_back_as_it_went_and_null_as_null)
{
	static const char insert[] = "INSERT INTO t(id, n, r, s, b, d)\n"
		"VALUES(:id, :n, :r, :s, :b, :d)";
	struct store *store = open_with(TABLE);
	struct fault fault = { .kind = FAULT_NONE };
	struct id id = { { 7 } };
	size_t length = 9;

	CHECK(store_run(store, insert, BINDS(ID("id", id), INTEGER("n", INT64_MIN),
			{ .name = "r", .type = BIND_REAL, .real = 0.1 }, TEXT("s", "Ea Na"),
			BYTES("b", "a\0b", 3), TEXT("d", "2025-07-01")), NULL, &fault));
	CHECK(store_run(store, insert, BINDS(ID("id", ID_NONE), { .name = "n" }, { .name = "r" },
			TEXT("s", NULL), BYTES("b", NULL, 0), TEXT("d", NULL)), NULL, &fault));
	struct rows *rows = store_rows(store, "SELECT d, b, s, r, n, id FROM t ORDER BY id DESC",
				       NO_BINDS, &fault);

	CHECK(rows_next(rows));
	CHECK(id_equal(rows_id(rows, "id"), id) && rows_integer(rows, "n") == INT64_MIN);
	CHECK(rows_real(rows, "r") >= 0.1 && rows_real(rows, "r") <= 0.1);
	CHECK_TEXT(rows_text(rows, "s"), "Ea Na");
	CHECK(memcmp(rows_bytes(rows, "b", &length), "a\0b", 3) == 0 && length == 3);
	CHECK(date_compare(rows_date(rows, "d"), (struct date){ 2025, 7, 1 }) == 0);
	CHECK(!rows_is_null(rows, "n"));
	CHECK(rows_next(rows));
	CHECK(id_is_none(rows_id(rows, "id")) && rows_is_null(rows, "id"));
	CHECK(rows_is_null(rows, "n") && rows_is_null(rows, "r") && rows_is_null(rows, "b"));
	CHECK(rows_text(rows, "s") == NULL && !date_is_known(rows_date(rows, "d")));
	CHECK(rows_bytes(rows, "b", &length) == NULL && length == 0);
	CHECK(!rows_next(rows) && rows_end(&rows, &fault) && rows == NULL);
	store_close(&store);
}

TEST(nothing_found_is_told_apart_from_null)
{
	struct store *store = open_with(TABLE "INSERT INTO t(id) VALUES(x'01');");
	struct fault fault = { .kind = FAULT_NONE };
	int64_t number = 7;
	const char *text = "x";

	CHECK(!store_integer(store, "SELECT n FROM t WHERE n = 1", NO_BINDS, &number, &fault));
	CHECK(fault.kind == FAULT_NOT_FOUND && number == 7);
	CHECK(store_integer(store, "SELECT count(*) FROM t", NO_BINDS, &number, &fault));
	CHECK(number == 1);
	CHECK(store_text(store, test_arena(), "SELECT s FROM t", NO_BINDS, &text, &fault));
	CHECK(text == NULL);
	text = "x";
	CHECK(store_text(store, test_arena(), "SELECT s FROM t WHERE n = 1", NO_BINDS, &text,
			 &fault));
	CHECK(text == NULL);
	store_close(&store);
}

TEST(a_statement_that_runs_may_be_asked_again_inside_itself)
{
	static const char sql[] = "SELECT n FROM t WHERE n >= :from ORDER BY n";
	struct store *store = open_with(TABLE "INSERT INTO t(id, n) VALUES(x'01', 1), (x'02', 2),"
					" (x'03', 3);");
	struct fault fault = { .kind = FAULT_NONE };
	struct rows *outer = store_rows(store, sql, BINDS(INTEGER("from", 1)), &fault);
	int64_t pairs = 0, sum = 0;

	while (rows_next(outer)) {
		int64_t from = rows_integer(outer, "n");
		struct rows *inner = store_rows(store, sql, BINDS(INTEGER("from", from)), &fault);

		for (; rows_next(inner); pairs++)
			sum += rows_integer(inner, "n");
		CHECK(rows_end(&inner, &fault));
	}
	CHECK(rows_end(&outer, &fault));
	CHECK(pairs == 6 && sum == 1 + 2 + 3 + 2 + 3 + 3);
	store_close(&store);
}

/* More texts than a connection keeps prepared, each asked twice, far apart. */
TEST(every_text_answers_for_itself_however_many_there_are)
{
	struct store *store = open_with("");
	struct fault fault = { .kind = FAULT_NONE };

	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 1000; i++) {
			const char *sql = arena_printf(test_arena(), "SELECT %d + :x", i);
			int64_t number = -1;

			CHECK(store_integer(store, sql, BINDS(INTEGER("x", 5000)), &number,
					    &fault));
			CHECK(number == 5000 + i);
		}
	}
	store_close(&store);
}

TEST(bindings_of_one_use_are_forgotten_before_the_next)
{
	static const char sql[] = "SELECT count(*) FROM t WHERE s IS :s";
	struct store *store = open_with(TABLE "INSERT INTO t(id, s) VALUES(x'01', 'a');");
	struct fault fault = { .kind = FAULT_NONE };
	int64_t number = -1;

	CHECK(store_integer(store, sql, BINDS(TEXT("s", "a")), &number, &fault) && number == 1);
	CHECK(store_integer(store, sql, BINDS(TEXT("s", NULL)), &number, &fault) && number == 0);
	store_close(&store);
}

static const struct { const char *sql; enum fault_kind kind; } failures[] = {
	{ "INSERT INTO t(id) VALUES(x'01')", FAULT_CONFLICT },
	{ "INSERT INTO child(parent) VALUES(x'09')", FAULT_CONFLICT },
	{ "DELETE FROM t WHERE id = x'01'", FAULT_CONFLICT },
	{ "INSERT INTO t(id, n) VALUES(x'02', 'no number')", FAULT_CONFLICT },
	{ "INSERT INTO nowhere(id) VALUES(1)", FAULT_STORE },
	{ "INSRT", FAULT_STORE },
};

TEST(what_the_engine_refuses_is_a_fault_and_the_connection_goes_on)
{
	struct store *store = open_with(TABLE "INSERT INTO t(id) VALUES(x'01');"
		"CREATE TABLE child(parent BLOB REFERENCES t(id)) STRICT;"
		"INSERT INTO child(parent) VALUES(x'01');");

	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		struct fault fault = { .kind = FAULT_NONE };

		CHECK(!store_run(store, failures[i].sql, NO_BINDS, NULL, &fault));
		if (fault.kind != failures[i].kind)
			CHECK_TEXT(failures[i].sql, fault_code(fault.kind));
		CHECK(fault.detail != NULL);
		CHECK(number_of(store, "SELECT count(*) FROM t") == 1);
	}
	/* who is referred to is "in use", a name that is taken is not */
	struct fault used = { .kind = FAULT_NONE }, taken = { .kind = FAULT_NONE };

	CHECK(!store_run(store, failures[2].sql, NO_BINDS, NULL, &used));
	CHECK_TEXT(used.field, "in_use");
	CHECK(!store_run(store, failures[0].sql, NO_BINDS, NULL, &taken));
	CHECK(taken.field == NULL);
	store_close(&store);
}

TEST(changed_rows_are_counted)
{
	struct store *store = open_with(TABLE "INSERT INTO t(id, n) VALUES(x'01', 1), (x'02', 2),"
					" (x'03', 3);");
	struct fault fault = { .kind = FAULT_NONE };
	int64_t changed = -1;

	CHECK(store_run(store, "UPDATE t SET s = 'x' WHERE n > :n", BINDS(INTEGER("n", 1)),
			&changed, &fault) && changed == 2);
	CHECK(store_run(store, "DELETE FROM t WHERE n > :n", BINDS(INTEGER("n", 9)), &changed,
			&fault) && changed == 0);
	store_close(&store);
}

TEST(who_reads_only_cannot_write)
{
	struct store *writer = open_with(TABLE);
	struct fault fault = { .kind = FAULT_NONE };
	struct store *reader = store_open(store_path(writer), STORE_READ, &fault);

	CHECK(reader != NULL);
	CHECK(!store_run(reader, "INSERT INTO t(id) VALUES(x'01')", NO_BINDS, NULL, &fault));
	CHECK(fault.kind == FAULT_FILE && number_of(writer, "SELECT count(*) FROM t") == 0);
	store_close(&reader);
	store_close(&writer);
}

TEST(queries_of_one_reading_see_one_state)
{
	struct store *writer = open_with(TABLE);
	struct fault fault = { .kind = FAULT_NONE };
	struct store *reader = store_open(store_path(writer), STORE_READ, &fault);

	CHECK(store_begin_read(reader, &fault));
	CHECK(number_of(reader, "SELECT count(*) FROM t") == 0);
	CHECK(store_run(writer, "INSERT INTO t(id) VALUES(x'01')", NO_BINDS, NULL, &fault));
	CHECK(number_of(reader, "SELECT count(*) FROM t") == 0);
	store_end_read(reader);
	CHECK(number_of(reader, "SELECT count(*) FROM t") == 1);
	store_close(&reader);
	store_close(&writer);
}

TEST(what_was_rolled_back_or_not_committed_never_was)
{
	struct store *store = open_with(TABLE);
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(store_begin(store, &fault));
	CHECK(store_run(store, "INSERT INTO t(id) VALUES(x'01')", NO_BINDS, NULL, &fault));
	store_rollback(store);
	CHECK(number_of(store, "SELECT count(*) FROM t") == 0);
	store_rollback(store);		/* nothing to undo is fine */
	CHECK(store_begin(store, &fault));
	CHECK(store_run(store, "INSERT INTO t(id) VALUES(x'02')", NO_BINDS, NULL, &fault));
	const char *path = arena_copy(test_arena(), store_path(store));

	/* a program that ends in the middle of a change */
	store_close(&store);
	store = store_open(path, STORE_WRITE, &fault);
	CHECK(store != NULL && number_of(store, "SELECT count(*) FROM t") == 0);
	store_close(&store);
}

TEST(texts_are_searched_by_their_key_in_sql)
{
	struct store *store = open_with(TABLE "INSERT INTO t(id, s) VALUES(x'01', 'Đắk Lắk'),"
					" (x'02', 'Ea Na'), (x'03', NULL);");

	CHECK(number_of(store, "SELECT count(*) FROM t WHERE search_key(s) = 'dak lak'") == 1);
	CHECK(number_of(store, "SELECT count(*) FROM t WHERE search_key(s) IS NULL") == 1);
	store_close(&store);
}

/* Whichever call fails, the change is whole or not there, and the next one works. */
TEST(a_transaction_is_whole_whichever_call_finds_the_disk_full)
{
	struct store *store = open_with(TABLE);
	bool done = false;

	for (int64_t n = 1; n < 20 && !done; n++) {
		struct fault fault = { .kind = FAULT_NONE };

		store_fail_at(n);
		done = store_begin(store, &fault) && store_savepoint(store, &fault) &&
		       store_run(store, "INSERT INTO t(id) VALUES(x'01')", NO_BINDS, NULL,
				 &fault) && store_release(store, &fault) &&
		       store_run(store, "INSERT INTO t(id) VALUES(x'02')", NO_BINDS, NULL,
				 &fault) && store_commit(store, &fault);
		store_fail_at(0);
		if (!done) {
			CHECK(fault.kind == FAULT_DISK_FULL);
			store_rollback(store);
		}
		CHECK(number_of(store, "SELECT count(*) FROM t") == (done ? 2 : 0));
		CHECK(n > 1 || !done);
	}
	CHECK(done);
	store_close(&store);
}

struct row {
	struct record_head head;
	const char *s;
	struct optional_integer n;
	bool open;
	struct date d;
};
static const struct field row_fields[] = {
	RECORD_HEAD_FIELDS(struct row),
	FIELD(struct row, s, "x", "x", "x"),
	FIELD(struct row, n, "x", "x", "x"),
	FIELD(struct row, open, "x", "x", "x"),
	FIELD(struct row, d, "x", "x", "x"),
};
static const struct record_type row_type = RECORD_TYPE(row, row_fields, .plural = "rows",
	.vi = "hàng", .en = "row");
static const struct record_type *const row_types[] = { &row_type, NULL };

#define ROWS "CREATE TABLE row(id, version, label, scope_id, s, n, open, d);"
#define ID16 "x'01010101010101010101010101010101'"

static const struct { const char *values; bool good; } written[] = {
	{ ID16 ", 1, 'none', NULL, 'a', 5, 1, '2025-07-01'", true },
	{ ID16 ", 1, 'none', NULL, NULL, NULL, 0, NULL", true },
	{ "x'01', 1, 'none', NULL, 'a', 5, 1, NULL", false },
	{ "'" "0101010101010101" "', 1, 'none', x'02', 'a', 5, 1, NULL", false },
	{ ID16 ", 1, 'secret', NULL, 'a', 5, 1, NULL", false },
	{ ID16 ", 1, NULL, NULL, 'a', 5, 1, NULL", false },
	{ ID16 ", 1, 'none', x'02', 'a', 5, 1, NULL", false },
	{ ID16 ", 1, 'none', NULL, 'a', 5, 1, '2025-02-31'", false },
	{ ID16 ", 1, 'none', NULL, 'a', 5, 1, 'soon'", false },
};

TEST(a_row_that_was_written_past_the_program_is_told_as_tampered)
{
	for (size_t i = 0; i < sizeof(written) / sizeof(written[0]); i++) {
		struct fault fault = { .kind = FAULT_NONE };
		struct store *store = store_open(":memory:", STORE_CREATE, &fault);
		struct list list;

		CHECK(store_script(store, arena_printf(test_arena(), ROWS
				   "INSERT INTO row VALUES(%s);", written[i].values), &fault));
		CHECK(store_list(store, test_arena(), &row_type, "SELECT id, version, label,"
				 " scope_id, s, n, open, d FROM row", NO_BINDS, &list, &fault) ==
		      written[i].good);
		if (!written[i].good && fault.kind != FAULT_TAMPERED)
			CHECK_TEXT(written[i].values, fault_code(fault.kind));
		/* and the connection reads on */
		CHECK(number_of(store, "SELECT count(*) FROM row") == 1);
		store_close(&store);
	}
}

static bool sees_without_scope(const void *reader, const struct record_type *type,
			       struct id scope_id, struct label label)
{
	(void)label;
	return reader != NULL && type == &row_type && id_is_none(scope_id);
}

/* No scope means all may see it: a scope that cannot be read must not mean that. */
TEST(a_row_whose_scope_or_label_cannot_be_read_is_seen_by_nobody)
{
	struct store *writer = open_with(ROWS
		"INSERT INTO row VALUES(" ID16 ", 1, 'none', NULL, 'good', 0, 0, NULL);"
		"INSERT INTO row VALUES(" ID16 ", 1, 'none', x'0102', 'short', 0, 0, NULL);"
		"INSERT INTO row VALUES(" ID16 ", 1, 'none', '', 'text', 0, 0, NULL);"
		"INSERT INTO row VALUES(" ID16 ", 1, 'none', 7, 'number', 0, 0, NULL);"
		"INSERT INTO row VALUES(" ID16 ", 1, 'none', " ID16 ", 'other', 0, 0, NULL);"
		"INSERT INTO row VALUES(" ID16 ", 1, 'nothing', NULL, 'label', 0, 0, NULL);"
		"INSERT INTO row VALUES(" ID16 ", 1, NULL, NULL, 'no label', 0, 0, NULL);");
	struct fault fault = { .kind = FAULT_NONE };
	struct store *reader = store_open(store_path(writer), STORE_READ, &fault);
	const char *seen = NULL;

	record_store_guard(reader, row_types, sees_without_scope);
	record_store_set_reader(reader, &fault);
	CHECK(store_text(reader, test_arena(), "SELECT group_concat(s) FROM visible_row", NO_BINDS,
			 &seen, &fault));
	CHECK_TEXT(seen, "good");
	store_close(&reader);
	store_close(&writer);
}
