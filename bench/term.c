/* A made-up term (bench/national.sh) in a database of its own: its units, the programme
   with all communes in it, one result a commune and year.  Leaves FOLDER/term.db.
   Usage: bench-term DIENTAP FOLDER
   Prints how long the import of the results took, and what was refused. */

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bench/bench.h"

#define UNITS_MOST 4000

static char programme_id[40], units[UNITS_MOST][40];
static size_t unit_count;

static void read_units(const char *database)
{
	sqlite3 *db;
	sqlite3_stmt *query;

	bench_need(sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
		   sqlite3_prepare_v2(db, "SELECT lower(hex(id)) FROM unit WHERE code GLOB"
				      " 'C[0-9][0-9][0-9][0-9]' ORDER BY code", -1, &query,
				      NULL) == SQLITE_OK, "no units");
	for (; sqlite3_step(query) == SQLITE_ROW && unit_count < UNITS_MOST; unit_count++) {
		const char *hex = (const char *)sqlite3_column_text(query, 0);

		snprintf(units[unit_count], sizeof(units[0]), "%.8s-%.4s-%.4s-%.4s-%.12s", hex,
			 hex + 8, hex + 12, hex + 16, hex + 20);
	}
	sqlite3_finalize(query);
	sqlite3_close(db);
	bench_need(unit_count > 0, "no communes");
}

static size_t add_unit(char *out, size_t room, uint64_t n, const char *cookie)
{
	char body[200];
	int length = snprintf(body, sizeof(body), "{\"programme_id\":\"%s\",\"unit_id\":\"%s\"}",
			      programme_id, units[n]);

	return (size_t)snprintf(out, room, "POST /api/v1/programme_units HTTP/1.1\r\n"
		"Host: 127.0.0.1\r\nCookie: %s\r\nContent-Type: application/json\r\n"
		"Content-Length: %d\r\n\r\n%s", cookie, length, body);
}

static void add_programme(const struct bench_server *server, const char *cookie)
{
	char head[600], body[600];
	int length = snprintf(body, sizeof(body), "{\"code\":\"term\",\"name\":\"Diễn tập mẫu\","
		"\"term_label\":\"2021-2025\",\"first_year\":2021,\"last_year\":2025,"
		"\"issuing_unit_id\":\"%s\",\"structure_on\":\"2025-07-01\"}", units[0]);

	snprintf(head, sizeof(head), "POST /api/v1/programmes HTTP/1.1\r\nCookie: %s\r\n"
		 "Content-Type: application/json", cookie);
	struct bench_reply reply = bench_ask(server->port, head, body, (size_t)length);

	bench_need(reply.status == 201 || reply.status == 200, reply.body);
	bench_member(reply.body, "id", programme_id, sizeof(programme_id));
}

static uint64_t add_units(const struct bench_server *server, const char *cookie)
{
	struct bench_load load = { .port = server->port, .seconds = 600, .cookie = cookie,
		.clients = unit_count < 64 ? 1 : 64, .request = add_unit, .count = unit_count };
	struct bench_answer answer = bench_run(&load);

	bench_need(answer.refused == 0, answer.refusal);
	free(answer.latencies);
	return answer.done;
}

/* Seconds of the import of all results, and of the processor. */
static double add_results(const struct bench_server *server, const char *cookie,
			  const char *folder, double *processor_out)
{
	char path[512], head[600];
	size_t length;

	snprintf(path, sizeof(path), "%s/results.csv", folder);
	char *rows = bench_file(path, &length);

	snprintf(head, sizeof(head), "POST /api/v1/imports?kind=results&programme_id=%s HTTP/1.1"
		 "\r\nCookie: %s\r\nContent-Type: text/csv", programme_id, cookie);
	double used = bench_processor(server->pid), begun = bench_now();
	struct bench_reply reply = bench_ask(server->port, head, rows, length);
	double took = bench_now() - begun;

	*processor_out = bench_processor(server->pid) - used;

	bench_need(reply.status == 200 && strstr(reply.body, "\"refused\":0,") != NULL,
		   reply.body);
	free(rows);
	return took;
}

int main(int argc, char **argv)
{
	char database[512], file[512];
	struct stat size;

	bench_need(argc == 4, "usage: bench-term DIENTAP FOLDER PASSWORD");
	snprintf(database, sizeof(database), "%s/term.db", argv[2]);
	snprintf(file, sizeof(file), "%s/units.csv", argv[2]);
	bench_command((const char *[]){ argv[1], "init", "--demo", "krong-ana", "--database",
					database, NULL });
	bench_command((const char *[]){ argv[1], "unit", "import", file, "--database", database,
					NULL });
	read_units(database);
	struct bench_server server = bench_start(argv[1], database);
	const char *cookie = bench_sign_in(server.port, "thuky", argv[3]);

	add_programme(&server, cookie);
	uint64_t added = add_units(&server, cookie);
	double processor, took = add_results(&server, cookie, argv[2], &processor);
	long peak = bench_memory(server.pid, "VmHWM");

	bench_stop(&server);
	bench_need(stat(database, &size) == 0, database);
	printf("| import of results into a term of %" PRIu64 " units | %.1f s | | | ≤ 2 s | "
	       "processor %.1f s; database %.0f MB; peak %ld KiB |\n", added, took, processor,
	       (double)size.st_size / 1e6, peak);
	return 0;
}
