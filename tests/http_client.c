#include "tests/http_client.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/must.h"

#define WAIT_MS 10000

struct http_client http_open(int port)
{
	struct http_client client = { .file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) };
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_port = htons((unsigned short)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int on = 1;

	must(client.file >= 0 && connect(client.file, (struct sockaddr *)&address,
					 sizeof(address)) == 0, "the server takes the connection");
	setsockopt(client.file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	return client;
}

void http_close(struct http_client *client)
{
	close(client->file);
	memory_release(client->bytes);
	memory_release(client->head);
	memory_release(client->body);
	*client = (struct http_client){ .file = -1 };
}

void http_send(struct http_client *client, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t done = send(client->file, bytes, length, MSG_NOSIGNAL);

		if (done <= 0)
			return;		/* the server closed: its reply says why */
		bytes += done;
		length -= (size_t)done;
	}
}

/* False if nothing came in time, or the connection ended. */
static bool receive_more(struct http_client *client, int milliseconds)
{
	struct pollfd wait = { .fd = client->file, .events = POLLIN };

	if (client->room - client->length < 65536) {
		client->room = client->room * 2 + 65536;
		client->bytes = memory_grow(client->bytes, client->room);
	}
	if (poll(&wait, 1, milliseconds) <= 0)
		return false;
	ssize_t got = recv(client->file, client->bytes + client->length,
			   client->room - client->length - 1, 0);

	if (got <= 0)
		return false;
	client->length += (size_t)got;
	client->bytes[client->length] = '\0';
	return true;
}

/* Takes the first bytes away, as a text of its own. */
static char *take(struct http_client *client, size_t length)
{
	char *text = memory_take(length + 1);

	memcpy(text, client->bytes, length);
	client->length -= length;
	memmove(client->bytes, client->bytes + length, client->length);
	client->bytes[client->length] = '\0';
	return text;
}

/* Takes everything up to the mark, and the mark; NULL if it does not come. */
static char *take_until(struct http_client *client, const char *mark, int milliseconds)
{
	char *found = client->length == 0 ? NULL : strstr(client->bytes, mark);

	while (found == NULL && receive_more(client, milliseconds))
		found = strstr(client->bytes, mark);
	return found == NULL ? NULL :
	       take(client, (size_t)(found - client->bytes) + strlen(mark));
}

static void take_head(struct http_client *client)
{
	memory_release(client->head);
	memory_release(client->body);
	client->body = NULL;
	client->body_length = 0;
	client->status = 0;
	client->head = take_until(client, "\r\n\r\n", WAIT_MS);
	if (client->head != NULL)
		client->status = (int)strtol(client->head + strlen("HTTP/1.1 "), NULL, 10);
}

const char *http_header(struct http_client *client, const char *name)
{
	static char value[2000];
	size_t length = strlen(name);

	for (const char *line = client->head; line != NULL && *line != '\0';) {
		if (strncasecmp(line, name, length) == 0 && line[length] == ':') {
			const char *start = line + length + 1 + strspn(line + length + 1, " ");

			snprintf(value, sizeof(value), "%.*s", (int)strcspn(start, "\r"), start);
			return value;
		}
		line = strstr(line, "\r\n");
		line = line == NULL ? NULL : line + 2;
	}
	return NULL;
}

static void take_body(struct http_client *client, size_t length)
{
	while (client->length < length && receive_more(client, WAIT_MS))
		continue;
	if (client->length < length)
		length = client->length;
	client->body = take(client, length);
	client->body_length = length;
}

int http_receive(struct http_client *client, bool is_head)
{
	take_head(client);
	if (client->status == 100)
		take_head(client);
	const char *length = http_header(client, "Content-Length");

	if (client->status == 0)
		return 0;
	must(http_header(client, "Transfer-Encoding") == NULL, "the server sends no chunks");
	if (client->bytes == NULL || is_head || client->status == 204 || client->status == 304)
		client->body = memory_copy_text("");
	else
		take_body(client, length == NULL ? 0 : strtoul(length, NULL, 10));
	return client->status;
}

int http_call(struct http_client *client, const char *method, const char *path,
	      const char *headers, const char *body)
{
	char head[8000];
	int length = snprintf(head, sizeof(head), "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s",
			      method, path, headers == NULL ? "" : headers);

	must(length > 0 && length < (int)sizeof(head) - 100, "a request of some length");
	if (body != NULL)
		length += snprintf(head + length, sizeof(head) - (size_t)length,
				   "Content-Length: %zu\r\n%s", strlen(body),
				   strstr(head, "Content-Type") != NULL ? "" :
				   "Content-Type: application/json\r\n");
	length += snprintf(head + length, sizeof(head) - (size_t)length, "\r\n");
	http_send(client, head, (size_t)length);
	if (body != NULL)
		http_send(client, body, strlen(body));
	return http_receive(client, strcmp(method, "HEAD") == 0);
}

bool http_is_closed(struct http_client *client)
{
	do
		client->length = 0;
	while (receive_more(client, WAIT_MS));
	ssize_t got = recv(client->file, &(char){ 0 }, 1, MSG_DONTWAIT);

	return got == 0 || (got < 0 && errno != EAGAIN);
}

const char *http_event(struct http_client *client, int milliseconds)
{
	do {
		memory_release(client->body);
		client->body = take_until(client, "\n\n", milliseconds);
	} while (client->body != NULL && client->body[0] == ':');
	return client->body;
}

int http_follow(struct http_client *client, const char *path, const char *headers)
{
	char head[2000];
	int length = snprintf(head, sizeof(head), "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n",
			      path, headers == NULL ? "" : headers);

	http_send(client, head, (size_t)length);
	take_head(client);
	return client->status;
}
