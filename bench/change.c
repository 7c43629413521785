/* A durable change over HTTP against its floor: a bare SQLite writer that puts the very
   same rows (record, journal entry, its values, the tree's edge) into the very same tables
   with WAL and synchronous=FULL, one transaction for each group.
   With a command, its number of a round stands beside: PostgreSQL's (bench/postgresql.sh).
   Usage: bench-change DIENTAP CLIENTS SECONDS ROUNDS PASSWORD [COMMAND]
   Prints changes per second of both, their ratio, latency, memory and loss. */

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench/bench.h"

static char programme_id[BENCH_ID];

static size_t add_finding(char *out, size_t room, uint64_t n, const char *cookie)
{
	char body[512];
	int length = snprintf(body, sizeof(body), "{\"programme_id\":\"%s\","
		"\"kind\":\"shortcoming\",\"statement\":\"Một số vai tập chưa thuộc nội dung, "
		"lần %" PRIu64 ".\",\"cause\":\"subjective\"}", programme_id, n);

	return (size_t)snprintf(out, room, "PUT /api/v1/findings/01900000-0000-7000-8000-%012"
		PRIx64 " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nIf-None-Match: *\r\n"
		"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		n + 1, cookie, length, body);
}

static void run_sql(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
		fprintf(stderr, "bench: %s: %s\n", sql, message);
		exit(1);
	}
}

/* Rows of ours to be written again: `finding`, `journal`, `journal_value`. */
struct copy {
	sqlite3_stmt *read, *write;
};

static struct copy prepare(sqlite3 *db, const char *table, const char *which)
{
	struct copy copy;
	char sql[512], marks[256] = "?";
	sqlite3_stmt *probe;

	snprintf(sql, sizeof(sql), "SELECT * FROM ours.%s %s", table, which);
	bench_need(sqlite3_prepare_v2(db, sql, -1, &copy.read, NULL) == SQLITE_OK,
		   sqlite3_errmsg(db));
	probe = copy.read;
	for (int i = 1; i < sqlite3_column_count(probe); i++)
		strcat(marks, ",?");
	snprintf(sql, sizeof(sql), "INSERT INTO main.%s VALUES(%s)", table, marks);
	bench_need(sqlite3_prepare_v2(db, sql, -1, &copy.write, NULL) == SQLITE_OK,
		   sqlite3_errmsg(db));
	return copy;
}

/* False when there is no further row. */
static bool copy_one(struct copy *copy)
{
	if (sqlite3_step(copy->read) != SQLITE_ROW)
		return false;
	for (int i = 0; i < sqlite3_column_count(copy->read); i++)
		sqlite3_bind_value(copy->write, i + 1, sqlite3_column_value(copy->read, i));
	bench_need(sqlite3_step(copy->write) == SQLITE_DONE, "a row of the floor was refused");
	sqlite3_reset(copy->write);
	return true;
}

static void copy_schema(sqlite3 *db)
{
	sqlite3_stmt *query;

	bench_need(sqlite3_prepare_v2(db, "SELECT sql FROM ours.sqlite_schema WHERE sql IS NOT NULL"
		" AND tbl_name IN ('finding', 'journal', 'journal_value', 'journal_edge')"
		" ORDER BY type DESC", -1, &query, NULL) == SQLITE_OK, sqlite3_errmsg(db));
	while (sqlite3_step(query) == SQLITE_ROW)
		run_sql(db, (const char *)sqlite3_column_text(query, 0));
	sqlite3_finalize(query);
}

/* Changes per second of the bare writer over the rows that our round has left. */
static double floor_round(const char *folder, const char *ours, int group, double seconds)
{
	sqlite3 *db;
	char path[512], sql[600];
	uint64_t done = 0;
	bool more = true;

	snprintf(path, sizeof(path), "%s/floor.db", folder);
	unlink(path);
	bench_need(sqlite3_open(path, &db) == SQLITE_OK, "no floor database");
	run_sql(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF");
	snprintf(sql, sizeof(sql), "ATTACH '%s' AS ours", ours);
	run_sql(db, sql);
	copy_schema(db);
	run_sql(db, "INSERT INTO main.journal_edge SELECT * FROM ours.journal_edge");
	struct copy finding = prepare(db, "finding", "ORDER BY rowid"),
		    entry = prepare(db, "journal",
				    "WHERE record_type = 'finding' ORDER BY sequence"),
		    value = prepare(db, "journal_value", "WHERE sequence IN (SELECT sequence"
			" FROM ours.journal WHERE record_type = 'finding') ORDER BY sequence");
	double begun = bench_now();

	while (more && bench_now() - begun < seconds) {
		run_sql(db, "BEGIN IMMEDIATE");
		for (int i = 0; i < group && more; i++) {
			run_sql(db, "SAVEPOINT part");
			more = copy_one(&finding) && copy_one(&entry) && copy_one(&value);
			done += more;
			run_sql(db, "RELEASE part");
		}
		run_sql(db, "UPDATE main.journal_edge SET size = size + 1, clock = clock + 1");
		run_sql(db, "COMMIT");
	}
	double took = bench_now() - begun;
	struct copy *all[] = { &finding, &entry, &value };

	for (int i = 0; i < 3; i++) {
		sqlite3_finalize(all[i]->read);
		sqlite3_finalize(all[i]->write);
	}
	sqlite3_close(db);
	return (double)done / took;
}

/* Milliseconds of one write and sync of a page, the median of many. */
static double sync_cost(const char *folder)
{
	double times[100];
	char path[512], page[4096] = { 1 };

	snprintf(path, sizeof(path), "%s/sync", folder);
	FILE *file = fopen(path, "w");

	bench_need(file != NULL, "no file to sync");
	for (int i = 0; i < 100; i++) {
		double begun = bench_now();

		bench_need(pwrite(fileno(file), page, sizeof(page), i * 4096) == 4096 &&
			   fdatasync(fileno(file)) == 0, "no sync");
		times[i] = (bench_now() - begun) * 1e3;
	}
	fclose(file);
	return bench_median(times, 100);
}

static void make_database(const char *program, const char *database)
{
	char command[1200];

	snprintf(command, sizeof(command), "rm -f '%s'* && '%s' init --demo krong-ana --database "
		"'%s' >/dev/null 2>&1", database, program, database);
	bench_need(system(command) == 0, "the demo cannot be made");
}

/* The number that the command prints, for so many clients and seconds. */
static double other_round(const char *command, int clients, double seconds)
{
	char line[700], answer[64] = "";

	snprintf(line, sizeof(line), "%s %d %.0f", command, clients, seconds);
	FILE *pipe = popen(line, "r");

	bench_need(pipe != NULL && fgets(answer, sizeof(answer), pipe) != NULL, command);
	bench_need(pclose(pipe) == 0, command);
	return strtod(answer, NULL);
}

static void print_other(double *theirs, double *ratios, size_t rounds, int clients)
{
	printf("| the same rows in PostgreSQL, %d client%s | | %.0f/s | %.2f | > 1 | |\n", clients,
	       clients == 1 ? "" : "s", bench_median(theirs, rounds),
	       bench_median(ratios, rounds));
}

int main(int argc, char **argv)
{
	double theirs[64], their_ratios[64];
	char folder[] = "/tmp/dientap-bench-XXXXXX", database[512], clean[600];

	bench_need(argc == 6 || argc == 7,
		   "usage: bench-change DIENTAP CLIENTS SECONDS ROUNDS PASSWORD [COMMAND]");
	int clients = atoi(argv[2]), rounds = atoi(argv[4]);
	double seconds = atof(argv[3]), ours[64], floors[64], ratios[64], p50 = 0, p99 = 0;
	uint64_t lost = 0;
	long memory = 0;

	bench_need(rounds > 0 && rounds <= 64 && mkdtemp(folder) != NULL, "rounds 1 to 64");
	snprintf(database, sizeof(database), "%s/bench.db", folder);
	for (int i = 0; i < rounds; i++) {
		make_database(argv[1], database);
		bench_find_programme(database, NULL, programme_id);
		struct bench_server server = bench_start(argv[1], database);
		struct bench_load load = { .port = server.port, .clients = clients,
			.seconds = seconds, .request = add_finding,
			.cookie = bench_sign_in(server.port, "thuky", argv[5]) };
		struct bench_answer answer = bench_run(&load);

		if (answer.refused > 0)
			fprintf(stderr, "first refusal: %s\n", answer.refusal);
		lost += answer.refused;
		p50 = bench_median(answer.latencies, answer.done + answer.refused) * 1e3;
		p99 = bench_quantile(answer.latencies, answer.done + answer.refused, .99) * 1e3;
		free(answer.latencies);
		memory = bench_memory(server.pid, "VmHWM");
		bench_stop(&server);
		ours[i] = (double)answer.done / answer.seconds;
		floors[i] = floor_round(folder, database, clients, seconds);
		ratios[i] = ours[i] / floors[i];
		theirs[i] = argc == 7 ? other_round(argv[6], clients, seconds) : 1;
		their_ratios[i] = ours[i] / theirs[i];
	}
	double cost = sync_cost(folder);

	printf("| durable change, %d client%s | %.0f/s | %.0f/s | %.2f | >= %s | p50 %.2f ms, p99 "
	       "%.2f ms; refused %" PRIu64 "; peak %ld KiB; sync %.3f ms |\n", clients,
	       clients == 1 ? "" : "s", bench_median(ours, (size_t)rounds),
	       bench_median(floors, (size_t)rounds), bench_median(ratios, (size_t)rounds),
	       clients == 1 ? "0.85" : "0.5", p50, p99, lost, memory, cost);
	if (argc == 7)
		print_other(theirs, their_ratios, (size_t)rounds, clients);
	snprintf(clean, sizeof(clean), "rm -rf '%s'", folder);
	return system(clean) != 0 || lost > 0;
}
