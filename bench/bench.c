#include "bench/bench.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define REQUEST_MOST 4096
#define ANSWER_MOST 262144

double bench_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double bench_quantile(double *values, size_t count, double share)
{
	bench_need(count > 0, "a quantile of nothing");
	qsort(values, count, sizeof(*values), compare);
	size_t at = (size_t)(share * (double)count);

	return values[at < count ? at : count - 1];
}

double bench_median(double *values, size_t count)
{
	return bench_quantile(values, count, 0.5);
}

void bench_need(bool condition, const char *what)
{
	if (condition)
		return;
	fprintf(stderr, "bench: %s (%s)\n", what, strerror(errno));
	exit(1);
}

long bench_memory(int pid, const char *name)
{
	char path[64], line[256];
	long value = -1;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	FILE *file = fopen(path, "r");

	if (file == NULL)
		return -1;
	while (fgets(line, sizeof(line), file) != NULL)
		if (strncmp(line, name, strlen(name)) == 0)
			sscanf(line + strlen(name) + 1, "%ld", &value);
	fclose(file);
	return value;
}

double bench_processor(int pid)
{
	char path[64], file_path[400];
	unsigned long long all = 0, one = 0;

	snprintf(path, sizeof(path), "/proc/%d/task", pid);
	DIR *folder = opendir(path);

	bench_need(folder != NULL, path);
	for (struct dirent *task = readdir(folder); task != NULL; task = readdir(folder)) {
		snprintf(file_path, sizeof(file_path), "%s/%s/schedstat", path, task->d_name);
		FILE *file = task->d_name[0] == '.' ? NULL : fopen(file_path, "r");

		if (file != NULL && fscanf(file, "%llu", &one) == 1)
			all += one;	/* nanoseconds */
		if (file != NULL)
			fclose(file);
	}
	closedir(folder);
	return (double)all / 1e9;
}

struct bench_server bench_start(const char *program, const char *database)
{
	struct bench_server server = { 0 };
	int said[2];
	char text[4096] = "";
	size_t length = 0;
	double begun = bench_now();

	bench_need(pipe(said) == 0, "no pipe");
	server.pid = fork();
	if (server.pid == 0) {
		dup2(said[1], 1);
		dup2(said[1], 2);
		close(said[0]);
		execl(program, program, "serve", "--database", database, "--listen",
		      "127.0.0.1:0", "--lang", "en", (char *)NULL);
		_exit(127);
	}
	close(said[1]);
	const char *found = NULL;

	while (found == NULL || strpbrk(found + 17, "/\n ") == NULL) {
		ssize_t got = read(said[0], text + length, sizeof(text) - 1 - length);

		bench_need(got > 0, text[0] ? text : "the server ended");
		length += (size_t)got;
		text[length] = '\0';
		found = strstr(text, "http://127.0.0.1:");
	}
	server.port = atoi(found + 17);
	server.started = bench_now() - begun;
	return server;
}

void bench_stop(struct bench_server *server)
{
	kill(server->pid, SIGTERM);
	waitpid(server->pid, NULL, 0);
}

struct client {
	int socket;
	uint64_t number;
	double sent_at;
	char request[REQUEST_MOST];
	size_t request_length, request_sent;
	char *answer;
	size_t answer_length, answer_whole;	/* whole: 0 until the head is read */
};

int bench_connect(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int one = 1, s = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	bench_need(s >= 0 && connect(s, (struct sockaddr *)&address, sizeof(address)) == 0,
		   "no connection");
	setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return s;
}

static void send_next(struct client *c, const struct bench_load *load, uint64_t number)
{
	c->number = number;
	c->request_length = load->request(c->request, sizeof(c->request), number, load->cookie);
	bench_need(c->request_length < sizeof(c->request), "a request that is too long");
	c->answer_length = c->answer_whole = 0;
	c->sent_at = bench_now();
	ssize_t sent = send(c->socket, c->request, c->request_length, MSG_NOSIGNAL);

	bench_need(sent == (ssize_t)c->request_length, "a request was not taken whole");
}

/* True when the answer is complete. */
static bool receive_more(struct client *c)
{
	ssize_t got = recv(c->socket, c->answer + c->answer_length,
			   ANSWER_MOST - 1 - c->answer_length, 0);

	bench_need(got > 0, "the server closed a connection");
	c->answer_length += (size_t)got;
	c->answer[c->answer_length] = '\0';
	if (c->answer_whole == 0) {
		const char *end = strstr(c->answer, "\r\n\r\n");

		if (end == NULL)
			return false;
		const char *size = strcasestr(c->answer, "\r\nContent-Length:");

		c->answer_whole = (size_t)(end + 4 - c->answer) +
				  (size != NULL && size < end ? strtoul(size + 17, NULL, 10) : 0);
	}
	return c->answer_length >= c->answer_whole;
}

static void take(struct client *c, struct bench_answer *answer, size_t *room)
{
	uint64_t count = answer->done + answer->refused;

	if (count == *room) {
		*room *= 2;
		answer->latencies = realloc(answer->latencies, *room * sizeof(double));
		bench_need(answer->latencies != NULL, "no memory");
	}
	answer->latencies[count] = bench_now() - c->sent_at;
	if (strncmp(c->answer, "HTTP/1.1 2", 10) == 0) {
		answer->done++;
	} else {
		if (answer->refused++ == 0)
			snprintf(answer->refusal, sizeof(answer->refusal), "%.255s", c->answer);
	}
}

struct bench_answer bench_run(const struct bench_load *load)
{
	struct bench_answer answer = { 0 };
	struct client *clients = calloc((size_t)load->clients, sizeof(*clients));
	struct epoll_event events[64];
	size_t room = 1 << 16;
	uint64_t number = load->first;
	int poll = epoll_create1(0), open_clients = load->clients;

	answer.latencies = malloc(room * sizeof(double));
	bench_need(clients != NULL && answer.latencies != NULL && poll >= 0, "no memory");
	for (int i = 0; i < load->clients; i++) {
		struct epoll_event event = { .events = EPOLLIN, .data.ptr = &clients[i] };

		clients[i].socket = bench_connect(load->port);
		clients[i].answer = malloc(ANSWER_MOST);
		bench_need(clients[i].answer != NULL &&
			   epoll_ctl(poll, EPOLL_CTL_ADD, clients[i].socket, &event) == 0,
			   "no epoll");
	}
	double begun = bench_now(), end = begun + load->seconds;

	bench_need(load->count == 0 || load->count >= (uint64_t)load->clients,
		   "a request for each client");
	for (int i = 0; i < load->clients; i++)
		send_next(&clients[i], load, number++);
	while (open_clients > 0) {
		int count = epoll_wait(poll, events, 64, 5000);

		bench_need(count > 0, "no answer for five seconds");
		for (int i = 0; i < count; i++) {
			struct client *c = events[i].data.ptr;

			if (!receive_more(c))
				continue;
			take(c, &answer, &room);
			if (bench_now() < end &&
			    (load->count == 0 || number < load->first + load->count))
				send_next(c, load, number++);
			else
				open_clients--;
		}
	}
	answer.seconds = bench_now() - begun;
	for (int i = 0; i < load->clients; i++) {
		close(clients[i].socket);
		free(clients[i].answer);
	}
	free(clients);
	close(poll);
	return answer;
}

void bench_exchange(int file, const char *request, size_t length)
{
	char answer[16384];
	size_t got = 0, whole = 0;

	bench_need(send(file, request, length, MSG_NOSIGNAL) == (ssize_t)length, "a request");
	while (whole == 0 || got < whole) {
		ssize_t more = recv(file, answer + got, sizeof(answer) - 1 - got, 0);

		bench_need(more > 0, "an answer");
		got += (size_t)more;
		answer[got] = '\0';
		const char *end = strstr(answer, "\r\n\r\n");
		const char *size = strcasestr(answer, "\r\nContent-Length:");

		if (end != NULL)
			whole = (size_t)(end + 4 - answer) +
				(size != NULL && size < end ? strtoul(size + 17, NULL, 10) : 0);
	}
	bench_need(strncmp(answer, "HTTP/1.1 2", 10) == 0, answer);
}

const char *bench_sign_in(int port, const char *login, const char *password)
{
	static char cookie[256];
	char request[1024], body[256], answer[8192];
	int s = bench_connect(port), length;
	size_t got = 0;

	snprintf(body, sizeof(body), "{\"login\":\"%s\",\"password\":\"%s\"}", login, password);
	length = snprintf(request, sizeof(request), "POST /api/v1/session HTTP/1.1\r\n"
		"Host: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
		"Content-Length: %zu\r\nConnection: close\r\n\r\n%s", port, strlen(body), body);
	bench_need(send(s, request, (size_t)length, MSG_NOSIGNAL) == length, "no sign-in");
	for (ssize_t n = 1; n > 0 && got < sizeof(answer) - 1; got += (size_t)(n > 0 ? n : 0))
		n = recv(s, answer + got, sizeof(answer) - 1 - got, 0);
	answer[got] = '\0';
	close(s);
	const char *found = strcasestr(answer, "\r\nSet-Cookie: ");

	bench_need(found != NULL, answer);
	snprintf(cookie, sizeof(cookie), "%.*s", (int)strcspn(found + 14, ";\r"), found + 14);
	return cookie;
}

void bench_find_programme(const char *database, const char *code, char id_out[BENCH_ID])
{
	sqlite3 *db;
	sqlite3_stmt *query;

	bench_need(sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
		   sqlite3_prepare_v2(db, "SELECT lower(hex(id)) FROM programme"
				      " WHERE code = ?1 OR ?1 IS NULL", -1, &query,
				      NULL) == SQLITE_OK &&
		   sqlite3_bind_text(query, 1, code, -1, SQLITE_STATIC) == SQLITE_OK &&
		   sqlite3_step(query) == SQLITE_ROW, "the database has no such programme");
	const char *hex = (const char *)sqlite3_column_text(query, 0);

	snprintf(id_out, BENCH_ID, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
		 hex + 20);
	sqlite3_finalize(query);
	sqlite3_close(db);
}
