/* The stream under load, its screens in a process of their own, rights on (ten screens are of
   an account that may see nothing of it): processor time for each delivery against a bare
   loop of send(), lateness beside nchan's, memory of idle screens, a burst, screens that do
   not read, and all screens coming back after a kill.
   Usage: bench-push DIENTAP DATABASE PASSWORD FOLDER ROUNDS [PART]
   Prints rows of bench/run.sh's table; loss, doubles and memory stand beside. */

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/bench.h"
#include "bench/push_peers.h"
#include "bench/screens.h"

enum { MANY = 10000, BLIND = 10, PUSHES = 20, BURST = 300, BURST_SCREENS = 1000,
       PACED = 300, PACED_SCREENS = 100, STALLED = 100, STALLED_WRITES = 4000, MISSED = 3,
       ROUNDS_MOST = 16 };

static struct screens_board *board;
static char programme_id[BENCH_ID], cookies[2][256], heads[2][400];
static uint64_t next_event = UINT64_C(0x500000000000);	/* numbers of findings; none twice */

/* ---- the program ---- */

static size_t add_finding(char *out, size_t room, uint64_t n, const char *cookie)
{
	char body[400];
	int length = snprintf(body, sizeof(body), "{\"programme_id\":\"%s\",\"kind\":"
		"\"shortcoming\",\"statement\":\"Một số vai tập chưa thuộc nội dung, lần %llu.\","
		"\"cause\":\"subjective\"}", programme_id, (unsigned long long)n);

	return (size_t)snprintf(out, room, "PUT /api/v1/findings/01900000-0000-7000-8000-%012llx"
		" HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nIf-None-Match: *\r\n"
		"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		(unsigned long long)n, cookie, length, body);
}

/* The first signs in as one who sees the findings, the second as one who does not. */
static struct bench_server start(const char *program, const char *database, const char *password)
{
	static const char *const logins[] = { "thuky", "tap.yte" };
	struct bench_server server = bench_start(program, database);

	for (int i = 0; i < 2; i++) {
		snprintf(cookies[i], sizeof(cookies[i]), "%s",
			 bench_sign_in(server.port, logins[i], password));
		snprintf(heads[i], sizeof(heads[i]), "GET /api/v1/events HTTP/1.1\r\n"
			 "Host: 127.0.0.1\r\nCookie: %s\r\n", cookies[i]);
	}
	return server;
}

static struct screens_plan plan_of(const struct bench_server *server, int count, int blind)
{
	return (struct screens_plan){ .port = server->port, .count = count, .blind = blind,
		.request = heads[0], .blind_request = heads[1], .first = next_event };
}

/* One change, answered; its event counts from the moment before it is sent. */
static void put(int file, uint64_t first)
{
	char request[2048];
	size_t length = add_finding(request, sizeof(request), next_event, cookies[0]);

	if (next_event - first < EVENTS_MOST)
		board->sent_ns[next_event - first] = screens_now();
	next_event++;
	bench_exchange(file, request, length);
}

/* ---- 10,000 screens ---- */

struct many { double processor_us, p99_ms, memory_kib; long lost; };

static double latency_p99(void)
{
	static double values[LATENCIES_MOST];

	bench_need(board->latency_count > 0, "nothing arrived");
	for (long i = 0; i < board->latency_count; i++)
		values[i] = (double)board->latencies[i];
	return bench_quantile(values, (size_t)board->latency_count, 0.99);
}

/* Each push is sent when the last one has arrived everywhere. */
static struct many push(int process, long sees, void (*send_one)(int file, uint64_t first),
			int file)
{
	struct many many = { 0 };
	uint64_t first = next_event;
	double used = bench_processor(process);

	for (int k = 0; k < PUSHES; k++) {
		send_one(file, first);
		if (!screens_wait(board, sees * (k + 1), 5))
			break;
	}
	usleep(20000);
	many.lost = sees * PUSHES - atomic_load(&board->total);
	many.processor_us = (bench_processor(process) - used) * 1e6 / (double)(sees * PUSHES);
	many.p99_ms = latency_p99();
	return many;
}

static struct many ours_many(char **argv, const char *database)
{
	struct bench_server server = start(argv[1], database, argv[3]);
	int file = bench_connect(server.port);

	put(file, next_event);	/* what is made once is there */
	struct screens_plan plan = plan_of(&server, MANY, BLIND);
	long before = bench_memory(server.pid, "RssAnon");
	int process = screens_start(board, &plan);
	double memory = (double)(bench_memory(server.pid, "RssAnon") - before) / MANY;
	struct many many = push(server.pid, MANY - BLIND, put, file);

	many.memory_kib = memory;
	screens_stop(board, process);
	close(file);
	bench_stop(&server);
	return many;
}

static struct many peer_many(const struct push_peer *peer)
{
	struct screens_plan plan = { .port = peer->port, .count = MANY, .first = next_event,
				     .request = peer->request };
	long before = bench_memory(peer->worker, "RssAnon");
	int process = screens_start(board, &plan);
	double memory = (double)(bench_memory(peer->worker, "RssAnon") - before) / MANY;
	struct many many = push(peer->worker, MANY, peer->send_one, peer->file);

	many.memory_kib = memory;
	screens_stop(board, process);
	return many;
}

static void push_sent(int file, uint64_t first)
{
	if (next_event - first < EVENTS_MOST)
		board->sent_ns[next_event - first] = screens_now();
	push_peer_send(file, next_event++);
}

static void run_many(char **argv, const char *database, int rounds)
{
	double ours[ROUNDS_MOST], floors[ROUNDS_MOST], late[ROUNDS_MOST], theirs[ROUNDS_MOST];
	double bare[ROUNDS_MOST], memory = 0;
	long lost = 0, unseen = atomic_load(&board->unseen);
	bool has_nchan = true;

	for (int i = 0; i < rounds; i++) {
		struct many many = ours_many(argv, database);
		struct push_peer loop = push_floor_start(MANY, 1);
		struct push_peer nchan;

		loop.send_one = push_sent;
		struct many bare_many = peer_many(&loop);

		push_peer_stop(&loop);
		has_nchan = has_nchan && push_nchan_start(argv[4], &nchan);
		if (has_nchan) {
			nchan.send_one = push_sent;
			theirs[i] = peer_many(&nchan).p99_ms;
			push_peer_stop(&nchan);
		}
		ours[i] = many.processor_us;
		late[i] = many.p99_ms;
		memory = many.memory_kib;
		lost += many.lost;
		floors[i] = bare_many.processor_us;
		bare[i] = bare_many.p99_ms;
	}
	size_t n = (size_t)rounds;
	double our_late = bench_median(late, n), floor = bench_median(floors, n);

	printf("| push to %d screens, processor for each delivery | %.2f µs | %.2f µs | %.2f | "
	       "≤ 1.10 | %ld lost; %ld seen by who may not |\n", MANY, bench_median(ours, n), floor,
	       bench_median(ours, n) / floor, lost, atomic_load(&board->unseen) - unseen);
	printf("| push to %d screens, p99 from sending the change | %.1f ms | %.1f ms | %.2f | | "
	       "floor: the loop, nothing on a disk |\n", MANY, our_late, bench_median(bare, n),
	       our_late / bench_median(bare, n));
	if (has_nchan)
		printf("| the same with nchan | %.1f ms | %.1f ms | %.2f | ≤ 0.75 | "
		       "nchan keeps nothing on a disk |\n", our_late, bench_median(theirs, n),
		       our_late / bench_median(theirs, n));
	else
		printf("| the same with nchan | | not installed | | ≤ 0.75 | |\n");
	printf("| memory for each idle screen | %.2f KiB | | | ≤ 1 KiB | kernel buffers apart |\n",
	       memory);
	fflush(stdout);
}

/* ---- a burst ---- */

struct burst { double seconds, processor; long lost; };

static struct burst burst_end(int process, double used, uint64_t begun, long total)
{
	screens_wait(board, total, 20);
	return (struct burst){
		.seconds = (double)(atomic_load(&board->last_ns) - begun) / 1e9,
		.processor = bench_processor(process) - used,
		.lost = total - atomic_load(&board->total),
	};
}

static struct burst ours_burst(char **argv, const char *database)
{
	struct bench_server server = start(argv[1], database, argv[3]);
	struct screens_plan plan = plan_of(&server, BURST_SCREENS, BLIND);
	int process = screens_start(board, &plan);
	struct bench_load load = { .port = server.port, .clients = 64, .seconds = 20,
		.cookie = cookies[0], .request = add_finding, .first = next_event,
		.count = BURST };
	double used = bench_processor(server.pid);
	uint64_t begun = screens_now();

	next_event += BURST;
	struct bench_answer answer = bench_run(&load);
	struct burst burst = burst_end(server.pid, used, begun,
				       (long)BURST * (BURST_SCREENS - BLIND));

	bench_need(answer.refused == 0, answer.refusal);
	free(answer.latencies);
	screens_stop(board, process);
	bench_stop(&server);
	return burst;
}

static struct burst floor_burst(void)
{
	struct push_peer loop = push_floor_start(BURST_SCREENS, BURST);
	struct screens_plan plan = { .port = loop.port, .count = BURST_SCREENS,
				     .first = next_event, .request = "" };
	int process = screens_start(board, &plan);
	double used = bench_processor(loop.worker);
	uint64_t begun = screens_now();

	push_peer_send(loop.file, next_event);
	next_event += BURST;
	struct burst burst = burst_end(loop.worker, used, begun, (long)BURST * BURST_SCREENS);

	screens_stop(board, process);
	push_peer_stop(&loop);
	return burst;
}

static void run_burst(char **argv, const char *database, int rounds)
{
	double ours[ROUNDS_MOST], floors[ROUNDS_MOST], used[ROUNDS_MOST], least[ROUNDS_MOST];
	long lost = 0;
	size_t n = (size_t)rounds;

	for (int i = 0; i < rounds; i++) {
		struct burst burst = ours_burst(argv, database), loop = floor_burst();

		ours[i] = burst.seconds * 1e3;
		used[i] = burst.processor * 1e3;
		floors[i] = loop.seconds * 1e3;
		least[i] = loop.processor * 1e3;
		lost += burst.lost;
	}
	double took = bench_median(ours, n), floor = bench_median(floors, n);

	printf("| burst of %d changes to %d screens, until all have all | %.0f ms | %.0f ms | %.2f "
	       "| ≤ 1.5 | processor %.0f against %.0f ms; %ld lost |\n", BURST, BURST_SCREENS, took,
	       floor, took / floor, bench_median(used, n), bench_median(least, n), lost);
	fflush(stdout);
}

/* ---- one change to 100 screens; screens that do not read ---- */

static void run_paced(char **argv, const char *database, int rounds)
{
	(void)rounds;
	struct bench_server server = start(argv[1], database, argv[3]);
	int file = bench_connect(server.port);
	struct screens_plan plan = plan_of(&server, PACED_SCREENS, 0);
	int process = screens_start(board, &plan);
	uint64_t first = next_event;

	for (int k = 0; k < PACED; k++) {
		put(file, first);
		usleep(10000);
	}
	screens_wait(board, (long)PACED * PACED_SCREENS, 5);
	printf("| change on the disk and on %d screens, p99 | %.2f ms | | | ≤ 5 ms | %ld lost |\n",
	       PACED_SCREENS, latency_p99(),
	       (long)PACED * PACED_SCREENS - atomic_load(&board->total));
	fflush(stdout);
	screens_stop(board, process);
	close(file);
	bench_stop(&server);
}

static void run_stalled(char **argv, const char *database, int rounds)
{
	(void)rounds;
	struct bench_server server = start(argv[1], database, argv[3]);
	struct screens_plan plan = plan_of(&server, 2 * STALLED, 0);

	plan.stalled = STALLED;
	int process = screens_start(board, &plan);
	struct bench_load load = { .port = server.port, .clients = 4, .seconds = 60,
		.cookie = cookies[0], .request = add_finding, .first = next_event,
		.count = STALLED_WRITES };

	next_event += STALLED_WRITES;
	struct bench_answer answer = bench_run(&load);
	long total = (long)STALLED_WRITES * STALLED;
	double p99 = bench_quantile(answer.latencies, answer.done + answer.refused, 0.99) * 1e3;

	screens_wait(board, total, 5);
	printf("| %d screens that do not read: p99 of writing | %.2f ms | | | ≤ 20 ms | the other "
	       "%d got %.2f %%; refused %llu; peak %ld KiB |\n", STALLED, p99, STALLED,
	       100.0 * (double)atomic_load(&board->total) / (double)total,
	       (unsigned long long)answer.refused, bench_memory(server.pid, "VmHWM"));
	fflush(stdout);
	free(answer.latencies);
	screens_stop(board, process);
	bench_stop(&server);
}

/* ---- all come back after a kill ---- */

static void run_resume(char **argv, const char *database, int rounds)
{
	(void)rounds;
	struct bench_server server = start(argv[1], database, argv[3]);
	struct screens_plan plan = plan_of(&server, MANY, 0);
	int process = screens_start(board, &plan), file = bench_connect(server.port);

	put(file, plan.first);
	bench_need(screens_wait(board, MANY, 10), "the screens have a place to come back to");
	screens_stop(board, process);
	uint64_t first = next_event;

	for (int i = 0; i < MISSED; i++)	/* committed before the kill, seen by nobody */
		put(file, first);
	close(file);
	kill(server.pid, SIGKILL);
	waitpid(server.pid, NULL, 0);
	server = start(argv[1], database, argv[3]);
	file = bench_connect(server.port);
	put(file, first);			/* and one after it */
	long doubled = atomic_load(&board->doubled), total = (long)MANY * (MISSED + 1);

	plan = plan_of(&server, MANY, 0);
	plan.first = first;
	plan.resume = true;
	process = screens_start(board, &plan);
	screens_wait(board, total, 10);
	printf("| %d screens come back after kill -9, all have what they missed | %.2f s | | | "
	       "≤ 2 s | within a second at random; %ld lost, %ld doubled, %ld read anew |\n", MANY,
	       (double)(atomic_load(&board->last_ns) - atomic_load(&board->first_ns)) / 1e9,
	       total - atomic_load(&board->total), atomic_load(&board->doubled) - doubled,
	       atomic_load(&board->resets));
	fflush(stdout);
	screens_stop(board, process);
	close(file);
	bench_stop(&server);
}

static const struct { const char *name; void (*run)(char **, const char *, int); } parts[] = {
	{ "many", run_many }, { "burst", run_burst }, { "paced", run_paced },
	{ "stalled", run_stalled }, { "resume", run_resume },
};

int main(int argc, char **argv)
{
	char database[512], command[2048];

	bench_need(argc == 6 || argc == 7,
		   "usage: bench-push DIENTAP DATABASE PASSWORD FOLDER ROUNDS [PART]");
	const char *part = argc == 7 ? argv[6] : NULL;
	int rounds = atoi(argv[5]);

	bench_need(rounds > 0 && rounds <= ROUNDS_MOST, "1 to 16 rounds");
	snprintf(database, sizeof(database), "%s/push.db", argv[4]);
	snprintf(command, sizeof(command), "rm -f '%s'* && cp '%s' '%s' && cp '%s.key' '%s.key'",
		 database, argv[2], database, argv[2], database);
	bench_need(system(command) == 0, "no copy of the database");
	bench_find_programme(database, NULL, programme_id);
	board = screens_board();
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (part == NULL || strcmp(part, parts[i].name) == 0)
			parts[i].run(argv, database, rounds);
	return 0;
}
