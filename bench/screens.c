#include "bench/screens.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/bench.h"

enum { READ_MOST = 65536, REST_MOST = 400, JITTER_US = 1000000, NUMBERS_MOST = 4096 };

struct screen {
	int file;
	bool is_open;			/* the head of the answer was read */
	uint64_t seen[NUMBERS_MOST / 64];	/* by number of the event, a bit each */
	int rest_length;
	char rest[REST_MOST];		/* of an event that was cut by the end of a read */
};

static struct screen *screens;
static struct screens_board *board;
static const struct screens_plan *plan;

uint64_t screens_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

struct screens_board *screens_board(void)
{
	void *memory = mmap(NULL, sizeof(struct screens_board), PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	bench_need(memory != MAP_FAILED, "no shared memory");
	return memory;
}

static bool is_stalled(int number)
{
	return number >= plan->count - plan->stalled;
}

static void send_request(int number)
{
	const char *head = number < plan->blind ? plan->blind_request : plan->request;
	char text[2048];
	int length = plan->resume && board->last_id[number][0] != '\0' ?
		snprintf(text, sizeof(text), "%sLast-Event-ID: %s\r\n\r\n", head,
			 board->last_id[number]) :
		snprintf(text, sizeof(text), "%s\r\n", head);

	if (*head != '\0')
		bench_need(send(screens[number].file, text, (size_t)length, MSG_NOSIGNAL) ==
			   length, "a request to follow");
}

static void open_screen(int epoll, int number)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)plan->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct epoll_event event = { .events = EPOLLIN, .data.u32 = (uint32_t)number };
	int small = 4096, file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	bench_need(file >= 0, "a socket");
	if (is_stalled(number))
		setsockopt(file, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small));
	bench_need(connect(file, (struct sockaddr *)&address, sizeof(address)) == 0,
		   "a connection");
	screens[number] = (struct screen){ .file = file };
	send_request(number);
	if (*plan->request == '\0') {	/* a floor says nothing before its events */
		screens[number].is_open = true;
		atomic_fetch_add(&board->open, 1);
	}
	bench_need(epoll_ctl(epoll, EPOLL_CTL_ADD, file, &event) == 0, "a screen");
}

static void note_event(int number, uint64_t event, uint64_t now)
{
	struct screen *screen = &screens[number];

	if (event < plan->first) {	/* after a resume: what it had seen before */
		atomic_fetch_add(&board->doubled, plan->resume ? 1 : 0);
		return;
	}
	uint64_t k = event - plan->first;

	if (number < plan->blind)
		atomic_fetch_add(&board->unseen, 1);
	bench_need(k < NUMBERS_MOST, "an event that nobody sent");
	if ((screen->seen[k / 64] >> k % 64 & 1) != 0) {
		atomic_fetch_add(&board->doubled, 1);
		return;
	}
	screen->seen[k / 64] |= UINT64_C(1) << k % 64;
	board->seen[number]++;
	if (k < EVENTS_MOST && board->latency_count < LATENCIES_MOST)
		board->latencies[board->latency_count++] =
			(float)((double)(now - board->sent_ns[k]) / 1e6);
	atomic_fetch_add_explicit(&board->total, 1, memory_order_relaxed);
}

/* One event as it stands in the stream, closed by a NUL. */
static void read_event(int number, const char *text, uint64_t now)
{
	const char *id = strncmp(text, "id: ", 4) == 0 ? text : strstr(text, "\nid: ");
	const char *record = strstr(text, "\"id\":\"");

	if (id != NULL) {
		id = strstr(id, "id: ") + 4;
		snprintf(board->last_id[number], sizeof(board->last_id[0]), "%.*s",
			 (int)strcspn(id, "\n"), id);
	}
	if (strstr(text, "event: reset") != NULL)
		atomic_fetch_add(&board->resets, 1);
	if (record != NULL && strlen(record) > 42)
		note_event(number, strtoull(record + 6 + 24, NULL, 16), now);
}

static char *skip_head(int number, char *bytes)
{
	if (screens[number].is_open)
		return bytes;
	char *end = strstr(bytes, "\r\n\r\n");

	bench_need(strncmp(bytes, "HTTP/1.1 200", 12) == 0, bytes);
	bench_need(end != NULL, "the head of a stream in pieces");
	screens[number].is_open = true;
	atomic_fetch_add(&board->open, 1);
	return end + 4;
}

/* False when the server has closed the stream. */
static bool read_screen(int number)
{
	static char bytes[REST_MOST + READ_MOST + 1];
	struct screen *screen = &screens[number];
	size_t kept = (size_t)screen->rest_length;

	memcpy(bytes, screen->rest, kept);
	ssize_t got = recv(screen->file, bytes + kept, READ_MOST, MSG_DONTWAIT);
	uint64_t now = screens_now();

	if (got <= 0)
		return got < 0 && errno == EAGAIN;
	bytes[kept + (size_t)got] = '\0';
	char *at = skip_head(number, bytes);

	for (char *end = strstr(at, "\n\n"); end != NULL; end = strstr(at, "\n\n")) {
		*end = '\0';
		read_event(number, at, now);
		at = end + 2;
	}
	size_t rest = strlen(at);

	bench_need(rest < REST_MOST, "an event too long for a screen");
	memcpy(screen->rest, at, rest);
	screen->rest_length = (int)rest;
	atomic_store_explicit(&board->last_ns, now, memory_order_relaxed);
	return true;
}

static void read_ready(int epoll, int timeout_ms)
{
	struct epoll_event events[256];
	int ready = epoll_wait(epoll, events, 256, timeout_ms);

	for (int i = 0; i < ready; i++) {
		int number = (int)events[i].data.u32;

		if (is_stalled(number) && screens[number].is_open) {
			epoll_ctl(epoll, EPOLL_CTL_DEL, screens[number].file, NULL);
			continue;
		}
		if (!read_screen(number)) {
			epoll_ctl(epoll, EPOLL_CTL_DEL, screens[number].file, NULL);
			atomic_fetch_add(&board->has_closed, 1);
		}
	}
}

/* After a restart all come back within a second, not all at once; else as fast as they are
   taken, a few ahead. */
static void open_all(int epoll)
{
	uint64_t begun = screens_now();

	atomic_store(&board->first_ns, begun);
	for (int i = 0; i < plan->count; i++) {
		uint64_t due = begun + (uint64_t)i * JITTER_US * 1000 / (uint64_t)plan->count;

		while (plan->resume ? screens_now() < due : i - atomic_load(&board->open) > 200)
			read_ready(epoll, plan->resume ? 0 : 1);
		open_screen(epoll, i);
		if (i % 8 == 0)
			read_ready(epoll, 0);
	}
}

static void run_screens(void)
{
	struct rlimit limit;
	int epoll = epoll_create1(EPOLL_CLOEXEC);

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	screens = calloc((size_t)plan->count, sizeof(*screens));
	bench_need(screens != NULL && epoll >= 0, "no memory");
	open_all(epoll);
	while (!atomic_load(&board->must_stop))
		read_ready(epoll, 5);
	_exit(0);
}

int screens_start(struct screens_board *shared, const struct screens_plan *what)
{
	bench_need(what->count > 0 && what->count <= SCREENS_MOST, "1 to 10,000 screens");
	board = shared;
	plan = what;
	atomic_store(&board->open, 0);
	atomic_store(&board->must_stop, 0);
	atomic_store(&board->has_closed, 0);
	atomic_store(&board->total, 0);
	atomic_store(&board->resets, 0);
	board->latency_count = 0;
	memset(board->seen, 0, sizeof(board->seen));
	fflush(stdout);
	int process = fork();

	bench_need(process >= 0, "no process");
	if (process == 0)
		run_screens();
	double begun = bench_now();

	while (atomic_load(&board->open) < plan->count && bench_now() - begun < 60)
		usleep(500);
	bench_need(atomic_load(&board->open) == plan->count, "not all screens opened");
	return process;
}

bool screens_wait(struct screens_board *shared, long total, double seconds)
{
	double begun = bench_now();

	while (atomic_load(&shared->total) < total && bench_now() - begun < seconds)
		usleep(200);
	return atomic_load(&shared->total) >= total;
}

void screens_stop(struct screens_board *shared, int process)
{
	atomic_store(&shared->must_stop, 1);
	waitpid(process, NULL, 0);
}
