/* How late a timed inject is: real time from the due moment to the last of all screens having
   it, plainly, after a pause, after a jump, at speed 60, and for "release now".  The floor is
   a child that sleeps until the same kind of moments and sends as many bytes to as many
   sockets, in the same run.
   Usage: bench-release DIENTAP DATABASE PASSWORD SUBSCRIBERS INJECTS
   Prints rows of bench/run.sh's table: 99 % in milliseconds, the floor's, the median, the
   worst, what was lost, and memory. */

#include <arpa/inet.h>
#include <errno.h>
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

#include "bench/bench.h"

enum { SUBSCRIBERS_MOST = 20000, INJECTS_MOST = 1000, SPACING_US = 60000, FIRST_US = 400000 };

/* The screens: how many deliveries each has seen, and when the last of them saw the k-th. */
struct screens {
	int epoll, count;
	int files[SUBSCRIBERS_MOST];
	int seen[SUBSCRIBERS_MOST];
	char tail[SUBSCRIBERS_MOST][64];	/* a mark may be cut by the end of a read */
	const char *mark;
	int64_t last_us[INJECTS_MOST];
	long total;
};

static struct screens screens;
static int server_port;
static const char *cookie;
static double floor_ms;		/* 99 % of the floor, measured just before */

static int64_t boot_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_BOOTTIME, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int connect_to(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int one = 1, file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	bench_need(file >= 0 && connect(file, (struct sockaddr *)&address, sizeof(address)) == 0,
		   "a connection");
	setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return file;
}

/* ---- the screens ---- */

static void screens_open(int count, const char *mark)
{
	screens.epoll = epoll_create1(EPOLL_CLOEXEC);
	screens.count = count;
	screens.mark = mark;
}

static void screens_add(int number, int file)
{
	struct epoll_event event = { .events = EPOLLIN, .data.u32 = (uint32_t)number };

	screens.files[number] = file;
	bench_need(epoll_ctl(screens.epoll, EPOLL_CTL_ADD, file, &event) == 0, "a screen");
}

static void screens_reset(void)
{
	memset(screens.seen, 0, sizeof(screens.seen));
	memset(screens.last_us, 0, sizeof(screens.last_us));
	screens.total = 0;
}

static void screens_close(void)
{
	for (int i = 0; i < screens.count; i++)
		close(screens.files[i]);
	close(screens.epoll);
}

static void screen_read(int number)
{
	static char bytes[65536 + 64];
	size_t kept = strlen(screens.tail[number]), length = strlen(screens.mark);

	memcpy(bytes, screens.tail[number], kept);
	ssize_t got = recv(screens.files[number], bytes + kept, 65535, MSG_DONTWAIT);
	int64_t now = boot_us();

	if (got <= 0)
		return;
	bytes[kept + (size_t)got] = '\0';
	const char *at = bytes;

	for (const char *hit = strstr(at, screens.mark); hit != NULL;
	     hit = strstr(at, screens.mark)) {
		int k = screens.seen[number]++;

		if (k < INJECTS_MOST && now > screens.last_us[k])
			screens.last_us[k] = now;
		screens.total++;
		at = hit + length;
	}
	size_t rest = strlen(at), keep = rest < length - 1 ? rest : length - 1;

	memcpy(screens.tail[number], at + rest - keep, keep + 1);
}

/* Reads until so many deliveries were seen, or until the moment. */
static void screens_wait(long total, int64_t until_us)
{
	struct epoll_event events[256];

	while (screens.total < total && boot_us() < until_us) {
		int ready = epoll_wait(screens.epoll, events, 256, 20);

		for (int i = 0; i < ready; i++)
			screen_read((int)events[i].data.u32);
	}
}

static void print_lateness(const char *what, const int64_t *due, int injects)
{
	double late[INJECTS_MOST];

	for (int k = 0; k < injects; k++)
		late[k] = (double)(screens.last_us[k] - due[k]) / 1000.0;
	double median = bench_median(late, (size_t)injects);
	double most = bench_quantile(late, (size_t)injects, 0.99);

	if (what == NULL)	/* the floor itself */
		floor_ms = most;
	else
		printf("| lateness on %d screens, %s, p99 | %.2f ms | %.2f ms | %.2f | < 10 ms |"
		       " median %.2f, worst %.2f ms; %ld lost |\n", screens.count, what, most,
		       floor_ms, most / floor_ms, median, late[injects - 1],
		       (long)injects * screens.count - screens.total);
	fflush(stdout);
}

/* ---- the floor ---- */

static void floor_child(int listener, int count, int injects, int start_pipe)
{
	static char frame[200];
	static int files[SUBSCRIBERS_MOST];
	int64_t first;

	memset(frame, 'x', sizeof(frame));
	memcpy(frame, "data: floor!", 12);
	memcpy(frame + sizeof(frame) - 2, "\n\n", 2);
	for (int i = 0; i < count; i++)
		files[i] = accept(listener, NULL, NULL);
	bench_need(read(start_pipe, &first, sizeof(first)) == sizeof(first), "the start");
	for (int k = 0; k < injects; k++) {
		int64_t due = first + (int64_t)k * SPACING_US;
		struct timespec when = { due / 1000000, (due % 1000000) * 1000 };

		while (clock_nanosleep(CLOCK_BOOTTIME, TIMER_ABSTIME, &when, NULL) == EINTR)
			continue;
		for (int i = 0; i < count; i++)
			send(files[i], frame, sizeof(frame), MSG_NOSIGNAL);
	}
	sleep(1);
	_exit(0);
}

static void run_floor(int count, int injects)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM, 0), start[2];
	int64_t due[INJECTS_MOST], first;

	bench_need(bind(listener, (struct sockaddr *)&address, size) == 0 &&
		   listen(listener, 4096) == 0 && pipe(start) == 0 &&
		   getsockname(listener, (struct sockaddr *)&address, &size) == 0, "the floor");
	pid_t child = fork();

	if (child == 0)
		floor_child(listener, count, injects, start[0]);
	screens_open(count, "data: floor!");
	for (int i = 0; i < count; i++)
		screens_add(i, connect_to(ntohs(address.sin_port)));
	screens_reset();
	first = boot_us() + FIRST_US;
	for (int k = 0; k < injects; k++)
		due[k] = first + (int64_t)k * SPACING_US;
	bench_need(write(start[1], &first, sizeof(first)) == sizeof(first), "the start");
	screens_wait((long)count * injects, due[injects - 1] + 2000000);
	print_lateness(NULL, due, injects);
	waitpid(child, NULL, 0);
	screens_close();
	close(listener);
}

/* ---- the server ---- */

/* One call on a connection of its own; the body, until the next call. */
static const char *call(const char *method, const char *path, const char *more, const char *body)
{
	static char reply[1 << 20];
	int file = connect_to(server_port);
	size_t length = 0;
	char request[4096];
	int size = snprintf(request, sizeof(request), "%s /api/v1/%s HTTP/1.1\r\nHost: 127.0.0.1"
		"\r\nCookie: %s\r\nConnection: close\r\nContent-Type: application/json\r\n%s"
		"Content-Length: %zu\r\n\r\n%s", method, path, cookie, more, strlen(body), body);

	bench_need(send(file, request, (size_t)size, MSG_NOSIGNAL) == size, "a request");
	for (ssize_t got = 1; got > 0 && length < sizeof(reply) - 1; length += (size_t)got) {
		got = recv(file, reply + length, sizeof(reply) - 1 - length, 0);
		got = got < 0 ? 0 : got;
	}
	close(file);
	reply[length] = '\0';
	const char *start = strstr(reply, "\r\n\r\n");

	if (start == NULL || strncmp(reply + 9, "20", 2) != 0)
		fprintf(stderr, "%s %s: %.400s\n", method, path, reply);
	bench_need(start != NULL && strncmp(reply + 9, "20", 2) == 0, "an answer");
	return start + 4;
}

static void take_id(const char *body, char id_out[37])
{
	const char *at = strstr(body, "\"id\":\"");

	bench_need(at != NULL, "an id");
	snprintf(id_out, 37, "%.36s", at + 6);
}

static int64_t take_number(const char *body, const char *name)
{
	char mark[64];

	snprintf(mark, sizeof(mark), "\"%s\":", name);
	const char *at = strstr(body, mark);

	bench_need(at != NULL, name);
	return strtoll(at + strlen(mark), NULL, 10);
}

/* An exercise that is open and has no script of its own. */
static void find_exercise(const char *database, char id_out[37])
{
	static const char sql[] = "SELECT lower(hex(id)) FROM exercise WHERE state <> 'closed'"
		" AND id NOT IN (SELECT exercise_id FROM inject) LIMIT 1";
	sqlite3 *db;
	sqlite3_stmt *query;

	bench_need(sqlite3_open_v2(database, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
		   sqlite3_prepare_v2(db, sql, -1, &query, NULL) == SQLITE_OK &&
		   sqlite3_step(query) == SQLITE_ROW, "no open exercise in the demo");
	const char *hex = (const char *)sqlite3_column_text(query, 0);

	snprintf(id_out, 37, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16,
		 hex + 20);
	sqlite3_finalize(query);
	sqlite3_close(db);
}

struct play {
	char run[37];
	char injects[INJECTS_MOST][37];
	int64_t planned[INJECTS_MOST];
	int count;
};

static void make_run(struct play *play, const char *exercise, int injects, const char *release,
		     int64_t first_us, int64_t spacing_us)
{
	char body[512];

	snprintf(body, sizeof(body), "{\"exercise_id\":\"%s\",\"kind\":\"rehearsal\","
		 "\"name\":\"bench\"}", exercise);
	take_id(call("POST", "runs", "", body), play->run);
	snprintf(body, sizeof(body), "{\"run_id\":\"%s\",\"code\":\"A\",\"name\":\"A\"}",
		 play->run);
	call("POST", "run_cells", "", body);
	play->count = injects;
	for (int k = 0; k < injects; k++) {
		play->planned[k] = first_us + k * spacing_us;
		snprintf(body, sizeof(body), "{\"run_id\":\"%s\",\"title\":\"Tin %d\","
			 "\"kind\":\"inject\",\"release\":\"%s\",\"recipients\":\"A\","
			 "\"position\":%d,\"planned_time\":%lld}", play->run, k, release, k,
			 (long long)play->planned[k]);
		take_id(call("POST", "run_injects", "", body), play->injects[k]);
	}
}

static const char *act(const struct play *play, const char *action, const char *body)
{
	char path[128];

	snprintf(path, sizeof(path), "runs/%s/%s", play->run, action);
	return call("POST", path, "", body);
}

/* Waits for the injects by the anchor that the answer bears. */
static void measure(const struct play *play, const char *what, const char *answer)
{
	int64_t boot = take_number(answer, "anchor_boot_us");
	int64_t anchor = take_number(answer, "anchor_time"), speed = take_number(answer, "speed");
	int64_t due[INJECTS_MOST];

	for (int k = 0; k < play->count; k++)
		due[k] = boot + ((play->planned[k] - anchor) * 1000 + speed - 1) / speed;
	screens_wait((long)screens.count * play->count, due[play->count - 1] + 2000000);
	print_lateness(what, due, play->count);
	act(play, "end", "{\"reason\":\"x\"}");
}

static void measure_now(const struct play *play)
{
	int64_t due[INJECTS_MOST];
	char path[128];

	for (int k = 0; k < play->count; k++) {
		snprintf(path, sizeof(path), "run_injects/%s/release", play->injects[k]);
		due[k] = boot_us();
		call("POST", path, "If-Match: \"1\"\r\n", "{}");
		screens_wait((long)screens.count * (k + 1), boot_us() + 2000000);
	}
	print_lateness("release now", due, play->count);
	act(play, "end", "{\"reason\":\"x\"}");
}

static void follow(int count)
{
	char request[1024], reply[4096];
	int size = snprintf(request, sizeof(request), "GET /api/v1/events HTTP/1.1\r\n"
			    "Host: 127.0.0.1\r\nCookie: %s\r\n\r\n", cookie);

	screens_open(count, "\"run_recipient\"");
	for (int i = 0; i < count; i++) {
		int file = connect_to(server_port);

		bench_need(send(file, request, (size_t)size, MSG_NOSIGNAL) == size &&
			   recv(file, reply, sizeof(reply), 0) > 0, "a stream");
		screens_add(i, file);
	}
}

static const char start_reason[] = "{\"reason\":\"x\"}";

static void run_all(const char *exercise, int injects)
{
	static struct play play;
	static const int64_t hour = INT64_C(3600000000);

	screens_reset();
	make_run(&play, exercise, injects, "automatic", FIRST_US, SPACING_US);
	measure(&play, "timed", act(&play, "start", start_reason));
	screens_reset();
	make_run(&play, exercise, injects, "automatic", FIRST_US, SPACING_US);
	act(&play, "start", start_reason);
	act(&play, "pause", "{}");
	usleep(300000);
	measure(&play, "after a pause", act(&play, "resume", "{}"));
	screens_reset();
	make_run(&play, exercise, injects, "automatic", hour + FIRST_US, SPACING_US);
	act(&play, "start", start_reason);
	measure(&play, "after a jump", act(&play, "jump", "{\"to\":3600000000}"));
	screens_reset();
	make_run(&play, exercise, injects, "automatic", 60 * FIRST_US, 60 * SPACING_US);
	act(&play, "start", start_reason);
	measure(&play, "speed 60", act(&play, "speed", "{\"speed\":60000}"));
	screens_reset();
	make_run(&play, exercise, injects, "reserve", 0, 0);
	act(&play, "start", start_reason);
	measure_now(&play);
}

int main(int argc, char **argv)
{
	char exercise[37];

	bench_need(argc == 6, "bench-release DIENTAP DATABASE PASSWORD SUBSCRIBERS INJECTS");
	int count = atoi(argv[4]), injects = atoi(argv[5]);

	bench_need(count > 0 && count <= SUBSCRIBERS_MOST && injects > 0 &&
		   injects <= INJECTS_MOST, "numbers in their bounds");
	find_exercise(argv[2], exercise);
	run_floor(count, injects);
	struct bench_server server = bench_start(argv[1], argv[2]);

	server_port = server.port;
	cookie = bench_sign_in(server.port, "thuky", argv[3]);
	follow(count);
	run_all(exercise, injects);
	printf("| memory with %d screens | %.1f MiB | | | | at most %.1f MiB |\n", count,
	       (double)bench_memory(server.pid, "VmRSS") / 1024,
	       (double)bench_memory(server.pid, "VmHWM") / 1024);
	bench_stop(&server);
	screens_close();
	return 0;
}
