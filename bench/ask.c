#include "bench/bench.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void send_all(int s, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t sent = send(s, at, length, MSG_NOSIGNAL);

		bench_need(sent > 0, "a request was not taken");
		at += sent;
		length -= (size_t)sent;
	}
}

struct bench_reply bench_ask(int port, const char *head, const void *body, size_t length)
{
	static char *answer;
	static size_t room;
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int s = socket(AF_INET, SOCK_STREAM, 0);
	char text[2048];
	size_t got = 0;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	bench_need(s >= 0 && connect(s, (struct sockaddr *)&address, sizeof(address)) == 0,
		   "no connection");
	int written = snprintf(text, sizeof(text), "%s\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
			       "Content-Length: %zu\r\n\r\n", head, length);

	bench_need(written > 0 && (size_t)written < sizeof(text), "a head that is too long");
	send_all(s, text, (size_t)written);
	send_all(s, body, length);
	for (ssize_t n = 1; n > 0; got += (size_t)(n > 0 ? n : 0)) {
		if (room - got < 65536) {
			room = room == 0 ? 1 << 20 : room * 2;
			answer = realloc(answer, room);
			bench_need(answer != NULL, "no memory");
		}
		n = recv(s, answer + got, room - got - 1, 0);
	}
	close(s);
	answer[got] = '\0';
	const char *end = strstr(answer, "\r\n\r\n");

	bench_need(got > 12 && end != NULL, "no answer");
	return (struct bench_reply){ .status = (int)strtol(answer + 9, NULL, 10), .body = end + 4,
				     .length = got - (size_t)(end + 4 - answer) };
}

void bench_member(const char *json, const char *name, char *out, size_t room)
{
	char key[80];

	snprintf(key, sizeof(key), "\"%s\":\"", name);
	const char *found = strstr(json, key);

	bench_need(found != NULL, json);
	found += strlen(key);
	snprintf(out, room, "%.*s", (int)strcspn(found, "\""), found);
}

char *bench_file(const char *path, size_t *length_out)
{
	FILE *file = fopen(path, "r");

	bench_need(file != NULL && fseek(file, 0, SEEK_END) == 0, path);
	long length = ftell(file);
	char *bytes = malloc((size_t)length + 1);

	rewind(file);
	bench_need(bytes != NULL && fread(bytes, 1, (size_t)length, file) == (size_t)length, path);
	fclose(file);
	bytes[length] = '\0';
	*length_out = (size_t)length;
	return bytes;
}

double bench_command(const char *const *arguments)
{
	double begun = bench_now();
	int status, pid = fork();

	if (pid == 0) {
		bench_need(freopen("/dev/null", "w", stdout) != NULL &&
			   freopen("/dev/null", "w", stderr) != NULL, "no /dev/null");
		execv(arguments[0], (char *const *)(uintptr_t)arguments);
		_exit(127);
	}
	bench_need(waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
		   WEXITSTATUS(status) == 0, arguments[1]);
	return bench_now() - begun;
}
