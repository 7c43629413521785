#include "bench/push_peers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/bench.h"

enum { SCREENS_MOST = 10000, EVENT_MOST = 300, BURST_MOST = 400 };

static const char nginx[] = "/usr/sbin/nginx";
static const char nchan[] = "/usr/lib/nginx/modules/ngx_nchan_module.so";

static size_t write_data(char *out, size_t room, uint64_t number)
{
	return (size_t)snprintf(out, room, "{\"type\":\"finding\",\"id\":"
		"\"01900000-0000-7000-8000-%012llx\",\"version\":1}", (unsigned long long)number);
}

/* As long as ours. */
static size_t write_event(char *out, size_t room, uint64_t number)
{
	char data[EVENT_MOST];

	write_data(data, sizeof(data), number);
	return (size_t)snprintf(out, room, "id: 0123456789abcdef0123456789abcdef\n"
				"event: change\ndata: %s\n\n", data);
}

static int listen_anywhere(int *port_out)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(address);
	int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	bench_need(file >= 0 && bind(file, (struct sockaddr *)&address, size) == 0 &&
		   listen(file, 4096) == 0 &&
		   getsockname(file, (struct sockaddr *)&address, &size) == 0, "no listener");
	*port_out = ntohs(address.sin_port);
	return file;
}

/* ---- the loop ---- */

/* Everything of the burst in one send where the socket takes it; who does not is asked
   again until he has it. */
static void send_all(const int *files, int count, const char *bytes, size_t length)
{
	static size_t sent[SCREENS_MOST];
	int left = count;

	memset(sent, 0, sizeof(sent));
	while (left > 0) {
		for (int i = 0; i < count; i++) {
			if (sent[i] == length)
				continue;
			ssize_t done = send(files[i], bytes + sent[i], length - sent[i],
					    MSG_NOSIGNAL | MSG_DONTWAIT);

			bench_need(done > 0 || errno == EAGAIN, "the loop cannot send");
			sent[i] += done > 0 ? (size_t)done : 0;
			left -= sent[i] == length;
		}
		if (left > 0)
			poll(NULL, 0, 1);
	}
}

static void run_loop(int listener, int commands, int count, int burst)
{
	static int files[SCREENS_MOST];
	static char bytes[BURST_MOST * EVENT_MOST];
	struct rlimit limit;
	int one = 1;
	uint64_t number;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	for (int i = 0; i < count; i++) {
		files[i] = accept(listener, NULL, NULL);
		bench_need(files[i] >= 0, "the loop accepts");
		setsockopt(files[i], IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	}
	while (read(commands, &number, sizeof(number)) == sizeof(number)) {
		size_t length = 0;

		for (int k = 0; k < burst; k++)
			length += write_event(bytes + length, sizeof(bytes) - length,
					      number + (uint64_t)k);
		send_all(files, count, bytes, length);
	}
	_exit(0);
}

struct push_peer push_floor_start(int count, int burst)
{
	struct push_peer peer = { .request = "" };
	int listener = listen_anywhere(&peer.port), commands[2];

	bench_need(count <= SCREENS_MOST && burst <= BURST_MOST && pipe(commands) == 0,
		   "a loop within its bounds");
	fflush(stdout);
	peer.process = peer.worker = fork();
	if (peer.process == 0) {
		close(commands[1]);
		run_loop(listener, commands[0], count, burst);
	}
	close(listener);
	close(commands[0]);
	peer.file = commands[1];
	return peer;
}

/* ---- nchan ---- */

static void write_settings(const char *path, const char *folder, int port)
{
	FILE *file = fopen(path, "w");

	bench_need(file != NULL, path);
	fprintf(file, "load_module %s;\ndaemon off;\nworker_processes 1;\n%s"
		"error_log %s/nginx.log;\npid %s/nginx.pid;\nworker_rlimit_nofile 20000;\n"
		"events { worker_connections 15000; }\n"
		"http {\naccess_log off;\nkeepalive_requests 1000000;\n"
		"server {\nlisten 127.0.0.1:%d backlog=4096;\n"
		"location = /follow { nchan_subscriber eventsource; nchan_channel_id bench; "
		"nchan_subscriber_first_message newest; }\n"
		"location = /push { nchan_publisher; nchan_channel_id bench; }\n}\n}\n", nchan,
		geteuid() == 0 ? "user root;\n" : "", folder, folder, port);
	fclose(file);
}

/* The worker is the only child of the process that we started. */
static int find_worker(int process)
{
	char path[64];
	int worker = 0;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", process, process);
	for (int i = 0; i < 200 && worker == 0; i++) {
		FILE *file = fopen(path, "r");

		if (file != NULL && fscanf(file, "%d", &worker) != 1)
			worker = 0;
		if (file != NULL)
			fclose(file);
		usleep(10000);
	}
	bench_need(worker > 0, "nginx has no worker");
	return worker;
}

bool push_nchan_start(const char *folder, struct push_peer *peer_out)
{
	char settings[600];
	struct push_peer peer = { .request = "GET /follow HTTP/1.1\r\nHost: 127.0.0.1\r\n"
					     "Accept: text/event-stream\r\n" };

	if (access(nginx, X_OK) != 0 || access(nchan, R_OK) != 0)
		return false;
	close(listen_anywhere(&peer.port));
	snprintf(settings, sizeof(settings), "%s/nginx.conf", folder);
	write_settings(settings, folder, peer.port);
	fflush(stdout);
	peer.process = fork();
	if (peer.process == 0) {
		execl(nginx, nginx, "-p", folder, "-c", settings, (char *)NULL);
		_exit(127);
	}
	peer.worker = find_worker(peer.process);
	peer.file = bench_connect(peer.port);
	*peer_out = peer;
	return true;
}

/* ---- both ---- */

static bool is_socket(int file)
{
	int type;
	socklen_t size = sizeof(type);

	return getsockopt(file, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
}

void push_peer_send(int file, uint64_t number)
{
	char data[EVENT_MOST], request[EVENT_MOST * 2];

	if (!is_socket(file)) {
		bench_need(write(file, &number, sizeof(number)) == sizeof(number), "the loop");
		return;
	}
	size_t length = write_data(data, sizeof(data), number);

	length = (size_t)snprintf(request, sizeof(request), "POST /push HTTP/1.1\r\n"
		"Host: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n"
		"%s", length, data);
	bench_exchange(file, request, length);
}

void push_peer_stop(struct push_peer *peer)
{
	close(peer->file);
	kill(peer->process, peer->process == peer->worker ? SIGKILL : SIGTERM);
	waitpid(peer->process, NULL, 0);
}
