/* The page data of a term (the roll-up of its table) over HTTP: the first one after a
   start, which computes it, and those that follow.  The floor of the first is a bare
   reader of the same rows; that of the warm ones a server that only sends the same bytes.
   Usage: bench-national DIENTAP DATABASE PASSWORD ROUNDS */

#include <arpa/inet.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/bench.h"

#define WARM 1000

static char programme_id[BENCH_ID];

static size_t ask(char *out, size_t room, uint64_t n, const char *cookie)
{
	(void)n;
	return (size_t)snprintf(out, room, "GET /api/v1/programmes/%s/progress HTTP/1.1\r\n"
		"Host: 127.0.0.1\r\nCookie: %s\r\n\r\n", programme_id, cookie);
}

/* Seconds of a bare reader that fetches each row once which the table is made of. */
static double read_rows(const char *database)
{
	static const char *const queries[] = {
		"SELECT unit_id FROM programme_unit WHERE programme_id = (SELECT id FROM programme"
		" WHERE code = 'term')",
		"SELECT id, host_unit_id, year, state, kind_id FROM exercise WHERE programme_id ="
		" (SELECT id FROM programme WHERE code = 'term')",
		"SELECT exercise_id, unit_id, grade_level_id, state FROM result",
		"SELECT unit_id, parent_id, valid_from, valid_to FROM unit_link",
		"SELECT id, code, name, tier FROM unit",
	};
	double begun = bench_now();
	sqlite3 *db;

	bench_need(sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
		   sqlite3_exec(db, "PRAGMA mmap_size = 268435456", NULL, NULL, NULL) == SQLITE_OK,
		   "no database");
	for (size_t i = 0; i < sizeof(queries) / sizeof(queries[0]); i++) {
		sqlite3_stmt *query;

		bench_need(sqlite3_prepare_v2(db, queries[i], -1, &query, NULL) == SQLITE_OK,
			   sqlite3_errmsg(db));
		while (sqlite3_step(query) == SQLITE_ROW)
			for (int c = 0; c < sqlite3_column_count(query); c++)
				sqlite3_column_bytes(query, c);
		sqlite3_finalize(query);
	}
	sqlite3_close(db);
	return bench_now() - begun;
}

/* Sends an answer of so many bytes to each request of its one client, until killed. */
static void send_only(int listener, size_t length)
{
	char request[4096], *answer = calloc(1, length + 200);
	int client = accept(listener, NULL, NULL);
	size_t whole;

	bench_need(answer != NULL && client >= 0, "no floor");
	whole = (size_t)snprintf(answer, 200, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n",
				 length) + length;
	while (recv(client, request, sizeof(request), 0) > 0)
		bench_need(send(client, answer, whole, MSG_NOSIGNAL) == (ssize_t)whole,
			   "the floor cannot send");
	_exit(0);
}

static struct bench_answer run_floor(size_t length)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t size = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	bench_need(bind(listener, (struct sockaddr *)&address, size) == 0 &&
		   listen(listener, 1) == 0 &&
		   getsockname(listener, (struct sockaddr *)&address, &size) == 0, "no floor");
	int pid = fork();

	if (pid == 0)
		send_only(listener, length);
	close(listener);
	struct bench_load load = { .port = ntohs(address.sin_port), .clients = 1, .seconds = 60,
		.cookie = "none", .request = ask, .count = WARM };
	struct bench_answer answer = bench_run(&load);

	waitpid(pid, NULL, 0);
	return answer;
}

struct round { double first, rows, warm, warm_median, floor; size_t length; long peak; };

static struct round run_round(const char *program, const char *database, const char *password)
{
	struct round round;
	char head[600];
	struct bench_server server = bench_start(program, database);
	const char *cookie = bench_sign_in(server.port, "thuky", password);

	snprintf(head, sizeof(head), "GET /api/v1/programmes/%s/progress HTTP/1.1\r\nCookie: %s",
		 programme_id, cookie);
	double begun = bench_now();
	struct bench_reply reply = bench_ask(server.port, head, "", 0);

	round.first = (bench_now() - begun) * 1e3;
	bench_need(reply.status == 200, reply.body);
	round.length = reply.length;
	struct bench_load load = { .port = server.port, .clients = 1, .seconds = 60,
		.cookie = cookie, .request = ask, .count = WARM };
	struct bench_answer warm = bench_run(&load);

	bench_need(warm.refused == 0 && warm.done == WARM, warm.refusal);
	round.warm = bench_quantile(warm.latencies, WARM, 0.99) * 1e3;
	round.warm_median = bench_median(warm.latencies, WARM) * 1e3;
	round.peak = bench_memory(server.pid, "VmHWM");
	bench_stop(&server);
	struct bench_answer floor = run_floor(round.length);

	round.floor = bench_quantile(floor.latencies, WARM, 0.99) * 1e3;
	round.rows = read_rows(database) * 1e3;
	free(warm.latencies);
	free(floor.latencies);
	return round;
}

int main(int argc, char **argv)
{
	double first[16], rows[16], warm[16], medians[16], floor[16], ratios[2][16];
	struct round round = { 0 };

	bench_need(argc == 5, "usage: bench-national DIENTAP DATABASE PASSWORD ROUNDS");
	size_t rounds = strtoul(argv[4], NULL, 10);

	bench_need(rounds > 0 && rounds <= 16, "rounds 1 to 16");
	bench_find_programme(argv[2], "term", programme_id);
	for (size_t i = 0; i < rounds; i++) {
		round = run_round(argv[1], argv[2], argv[3]);
		first[i] = round.first;
		rows[i] = round.rows;
		warm[i] = round.warm;
		medians[i] = round.warm_median;
		floor[i] = round.floor;
		ratios[0][i] = round.first / round.rows;
		ratios[1][i] = round.warm / round.floor;
	}
	printf("| national term, first build | %.0f ms | %.0f ms | %.2f | <= 500 ms | "
	       "peak %ld KiB |\n", bench_median(first, rounds), bench_median(rows, rounds),
	       bench_median(ratios[0], rounds), round.peak);
	printf("| national term, page data warm p99 | %.2f ms | %.2f ms | %.2f | <= 5 ms | "
	       "median %.2f ms; %zu bytes; refused 0 of %d |\n", bench_median(warm, rounds),
	       bench_median(floor, rounds), bench_median(ratios[1], rounds),
	       bench_median(medians, rounds), round.length, WARM);
	return 0;
}
