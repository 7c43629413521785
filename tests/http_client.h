#ifndef TESTS_HTTP_CLIENT_H
#define TESTS_HTTP_CLIENT_H
/* A small blocking HTTP/1.1 client for tests: one connection, kept alive, to a port
   of 127.0.0.1; no wait is longer than ten seconds. */

#include <stdbool.h>
#include <stddef.h>

struct http_client {
	int file;
	char *bytes;		/* what was received and not yet used */
	size_t length, room;
	char *head;		/* of the last reply, status line and headers */
	char *body;		/* closed by a NUL */
	size_t body_length;
	int status;		/* 0: the connection ended without a reply */
};

struct http_client http_open(int port);
void http_close(struct http_client *client);
/* Sends the request and reads the reply; gives its status.  `headers` are whole
   lines, each closed by \r\n, or NULL; a body of NULL sends none. */
int http_call(struct http_client *client, const char *method, const char *path,
	      const char *headers, const char *body);
/* The parts of it, for requests that no good client sends. */
void http_send(struct http_client *client, const char *bytes, size_t length);
int http_receive(struct http_client *client, bool is_head);
/* The value of a header of the last reply (until the next call), or NULL. */
const char *http_header(struct http_client *client, const char *name);
/* True if the other side closes after what it still sends, which is dropped: the
   library repeats the head of its own refusals. */
bool http_is_closed(struct http_client *client);
/* The next block of an event stream (until the next call); beats that only keep it
   open are passed over.  NULL if none came within the time or the stream ended. */
const char *http_event(struct http_client *client, int milliseconds);
/* An open stream: the request, and the headers of its reply. */
int http_follow(struct http_client *client, const char *path, const char *headers);

#endif
