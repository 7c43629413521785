/* From starting the program to its first answer, and what it weighs when idle, with a
   database of about 100 MB.  The floor is a process that opens the same database, listens,
   and answers one fixed line.
   Usage: bench-start DIENTAP DATABASE ROUNDS */

#include <arpa/inet.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/bench.h"

/* Asks until there is an answer; seconds since `begun`. */
static double first_answer(int port, double begun)
{
	static const char request[] = "GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n"
				      "Connection: close\r\n\r\n";
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	char answer[64];

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	while (bench_now() - begun < 10) {
		int s = socket(AF_INET, SOCK_STREAM, 0);

		if (connect(s, (struct sockaddr *)&address, sizeof(address)) == 0 &&
		    send(s, request, sizeof(request) - 1, MSG_NOSIGNAL) > 0 &&
		    recv(s, answer, sizeof(answer), 0) > 12 && strncmp(answer + 9, "200", 3) == 0) {
			close(s);
			return bench_now() - begun;
		}
		close(s);
		usleep(200);
	}
	bench_need(false, "no answer within ten seconds");
	return 0;
}

/* The least a server over this database can do. */
static void floor_server(const char *database, int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
	char request[1024];
	sqlite3 *db;
	int one = 1, s = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (sqlite3_open(database, &db) != SQLITE_OK ||
	    sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) != SQLITE_OK ||
	    bind(s, (struct sockaddr *)&address, sizeof(address)) != 0 || listen(s, 8) != 0)
		_exit(1);
	int client = accept(s, NULL, NULL);

	if (recv(client, request, sizeof(request), 0) > 0)
		send(client, answer, sizeof(answer) - 1, MSG_NOSIGNAL);
	shutdown(client, SHUT_RDWR);
	_exit(0);
}

static double floor_start(const char *database, int port)
{
	double begun = bench_now();
	int pid = fork();

	if (pid == 0)
		floor_server(database, port);
	double took = first_answer(port, begun);

	waitpid(pid, NULL, 0);
	return took;
}

static double our_start(const char *program, const char *database, int port, long *idle, long *peak)
{
	char listen[32];
	double begun = bench_now();
	int pid = fork();

	snprintf(listen, sizeof(listen), "127.0.0.1:%d", port);
	if (pid == 0) {
		bench_need(freopen("/dev/null", "w", stdout) != NULL &&
			   freopen("/dev/null", "w", stderr) != NULL, "no /dev/null");
		execl(program, program, "serve", "--database", database, "--listen", listen,
		      (char *)NULL);
		_exit(127);
	}
	double took = first_answer(port, begun);

	usleep(300000);
	*idle = bench_memory(pid, "VmRSS");
	*peak = bench_memory(pid, "VmHWM");
	struct bench_server server = { .pid = pid };

	bench_stop(&server);
	return took;
}

int main(int argc, char **argv)
{
	double ours[64], floors[64], ratios[64];
	struct stat program, database;
	long idle = 0, peak = 0;

	bench_need(argc == 4, "usage: bench-start DIENTAP DATABASE ROUNDS");
	size_t rounds = strtoul(argv[3], NULL, 10);

	bench_need(rounds > 0 && rounds <= 64, "rounds 1 to 64");
	bench_need(stat(argv[1], &program) == 0 && stat(argv[2], &database) == 0, "no such file");
	for (size_t i = 0; i < rounds; i++) {
		int port = 20000 + (int)(((size_t)getpid() + i * 2) % 20000);

		floors[i] = floor_start(argv[2], port) * 1e3;
		ours[i] = our_start(argv[1], argv[2], port + 1, &idle, &peak) * 1e3;
		ratios[i] = ours[i] / floors[i];
	}
	printf("| start to first answer with %.0f MB | %.1f ms | %.1f ms | %.2f | <= 15 ms | "
	       "median of %zu |\n", (double)database.st_size / 1e6, bench_median(ours, rounds),
	       bench_median(floors, rounds), bench_median(ratios, rounds), rounds);
	printf("| idle memory (RSS) | %.1f MiB | | | <= 12 MiB | peak %.1f MiB |\n",
	       (double)idle / 1024, (double)peak / 1024);
	printf("| program without symbols, with the interface | %.2f MB | | | <= 8 MB | |\n",
	       (double)program.st_size / 1e6);
	return 0;
}
