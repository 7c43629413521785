#ifndef BASE_OS_SOCKET_H
#define BASE_OS_SOCKET_H
/* Network addresses and sockets, without names to look up. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct fault;
struct sockaddr;

struct os_address {
	char host[46];		/* as text, without brackets */
	int port;		/* 0: any that is free */
	bool is_version_6;
};

/* "127.0.0.1:8080" or "[::1]:8080"; false for anything else. */
bool os_address_parse(const char *text, struct os_address *address_out);
bool os_address_is_loopback(const struct os_address *address);
/* Of the ranges that are not routed on the Internet (RFC 1918, 4193, link-local). */
bool os_address_is_private(const struct os_address *address);
/* What one subscriber of a provider surely holds: the address itself, or the first
   half of one of version 6 (/64); what is no address stays as it is. */
const char *os_address_network(struct arena *arena, const char *host);
/* The address of a peer as text, in the arena. */
const char *os_address_format(struct arena *arena, const struct sockaddr *peer);

/* Fails if any program listens there, even one that would share the port. */
bool os_address_probe(const struct os_address *address, struct fault *fault)
	__attribute__((warn_unused_result));
/* A listening socket; several of this process may share one address.  Sets the
   port that was really opened.  -1 and a fault if it cannot be. */
int os_listen(const struct os_address *address, int *port_out, struct fault *fault);
/* The listening socket that a service manager opened for this process (LISTEN_PID and
   LISTEN_FDS, sd_listen_fds(3)), with the address it stands on; -1 and no fault if
   there is none, -1 and a fault if what was given is not one TCP listener. */
int os_given_listener(struct arena *arena, const char **address_out, struct fault *fault);
/* Another handle of a listener: who accepts first has the connection. */
int os_listener_duplicate(int listener, struct fault *fault);
/* A second handle of the socket, set up to send small pieces at once; -1 if the
   system has no more. */
int os_socket_duplicate(int file);
/* Sends what can be sent now: 0 if nothing, -1 if the connection is gone. */
long os_socket_send(int file, const void *bytes, size_t length);
void os_socket_close(int file);
/* Opens a file to be sent and takes its name away: it is gone when it is closed. */
int os_take_file(const char *path, size_t *length_out, struct fault *fault);

#endif
