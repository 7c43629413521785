/* The import of a list of units, from starting the program to its end, against a
   writer that puts the same rows into the same tables, one by one in one transaction,
   without reading, checking or hashing anything.
   Usage: bench-import DIENTAP UNITS.csv FOLDER ROUNDS */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/bench.h"

#define ROWS_MOST 400000
#define COLUMNS_MOST 20

static const char *const tables[] = { "unit", "unit_link", "access_scope", "access_scope_parent",
				      "journal", "journal_value" };

static void run(const char *program, const char *verb, const char *file, const char *database)
{
	int status, pid = fork();

	if (pid == 0) {
		bench_need(freopen("/dev/null", "w", stdout) != NULL &&
			   freopen("/dev/null", "w", stderr) != NULL, "no /dev/null");
		if (file == NULL)
			execl(program, program, verb, "--database", database, (char *)NULL);
		else
			execl(program, program, verb, "import", file, "--database", database,
			      (char *)NULL);
		_exit(127);
	}
	bench_need(waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
		   WEXITSTATUS(status) == 0, "the program failed");
}

static double processor_seconds(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void must_run(sqlite3 *db, const char *sql)
{
	bench_need(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, sqlite3_errmsg(db));
}

struct kept { sqlite3_value *values[COLUMNS_MOST]; };

/* All rows of the table as they stand after the import. */
static size_t keep_rows(sqlite3 *from, const char *table, struct kept *rows, int *columns)
{
	char sql[100];
	sqlite3_stmt *statement;
	size_t count = 0;

	snprintf(sql, sizeof(sql), "SELECT * FROM %s", table);
	bench_need(sqlite3_prepare_v2(from, sql, -1, &statement, NULL) == SQLITE_OK, table);
	*columns = sqlite3_column_count(statement);
	for (; sqlite3_step(statement) == SQLITE_ROW; count++) {
		bench_need(count < ROWS_MOST && *columns <= COLUMNS_MOST, "too many rows");
		for (int c = 0; c < *columns; c++)
			rows[count].values[c] =
				sqlite3_value_dup(sqlite3_column_value(statement, c));
	}
	sqlite3_finalize(statement);
	return count;
}

static void put_rows(sqlite3 *to, const char *table, struct kept *rows, size_t count, int columns)
{
	char sql[200];
	sqlite3_stmt *statement;
	size_t length = (size_t)snprintf(sql, sizeof(sql), "INSERT INTO %s VALUES(?", table);

	for (int c = 1; c < columns; c++)
		length += (size_t)snprintf(sql + length, sizeof(sql) - length, ",?");
	snprintf(sql + length, sizeof(sql) - length, ")");
	bench_need(sqlite3_prepare_v2(to, sql, -1, &statement, NULL) == SQLITE_OK, table);
	for (size_t i = 0; i < count; i++) {
		for (int c = 0; c < columns; c++)
			sqlite3_bind_value(statement, c + 1, rows[i].values[c]);
		bench_need(sqlite3_step(statement) == SQLITE_DONE, sqlite3_errmsg(to));
		sqlite3_reset(statement);
	}
	sqlite3_finalize(statement);
}

/* The same rows into an empty office; foreign keys and the file as we have them. */
static double floor_import(const char *from_path, const char *to_path)
{
	static struct kept rows[sizeof(tables) / sizeof(tables[0])][ROWS_MOST / 8];
	size_t counts[sizeof(tables) / sizeof(tables[0])];
	int columns[sizeof(tables) / sizeof(tables[0])];
	sqlite3 *from, *to;

	bench_need(sqlite3_open(from_path, &from) == SQLITE_OK &&
		   sqlite3_open(to_path, &to) == SQLITE_OK, "no database");
	must_run(to, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
		     "PRAGMA cache_size = -8192; PRAGMA journal_mode = WAL");
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++) {
		char sql[100];

		snprintf(sql, sizeof(sql), "DELETE FROM %s", tables[t]);
		must_run(to, sql);
		counts[t] = keep_rows(from, tables[t], rows[t], &columns[t]);
		bench_need(counts[t] <= ROWS_MOST / 8, "too many rows");
	}
	double begun = bench_now();

	must_run(to, "BEGIN IMMEDIATE");
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
		put_rows(to, tables[t], rows[t], counts[t], columns[t]);
	must_run(to, "COMMIT");
	sqlite3_close(to);
	double took = bench_now() - begun;

	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++)
		for (size_t i = 0; i < counts[t]; i++)
			for (int c = 0; c < columns[t]; c++)
				sqlite3_value_free(rows[t][i].values[c]);
	sqlite3_close(from);
	return took;
}

int main(int argc, char **argv)
{
	double ours[16], floors[16], ratios[16], processor[16];
	char path[2][400], extra[808];

	bench_need(argc == 5, "usage: bench-import DIENTAP UNITS.csv FOLDER ROUNDS");
	size_t rounds = strtoul(argv[4], NULL, 10);

	bench_need(rounds > 0 && rounds <= 16, "rounds 1 to 16");
	for (size_t i = 0; i < rounds; i++) {
		for (int d = 0; d < 2; d++) {
			snprintf(path[d], sizeof(path[d]), "%s/%d-%zu-%d.db", argv[3],
				 (int)getpid(), i, d);
			run(argv[1], "init", NULL, path[d]);
		}
		double before = processor_seconds(), begun = bench_now();

		run(argv[1], "unit", argv[2], path[0]);
		ours[i] = (bench_now() - begun) * 1e3;
		processor[i] = (processor_seconds() - before) * 1e3;
		floors[i] = floor_import(path[0], path[1]) * 1e3;
		ratios[i] = ours[i] / floors[i];
		for (int d = 0; d < 2; d++) {
			unlink(path[d]);
			snprintf(extra, sizeof(extra), "%s.key", path[d]);
			unlink(extra);
		}
	}
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	printf("| import of units | %.0f ms | %.0f ms | %.2f | < 1,000 ms | processor %.0f ms; "
	       "peak %ld KiB |\n", bench_median(ours, rounds), bench_median(floors, rounds),
	       bench_median(ratios, rounds), bench_median(processor, rounds), usage.ru_maxrss);
	return 0;
}
