#ifndef BENCH_PUSH_PEERS_H
#define BENCH_PUSH_PEERS_H
/* What the stream is held against: a bare loop of send() in a process of its own, and nchan
   (a module of nginx, Debian: libnginx-mod-nchan), each fed the same events. */

#include <stdbool.h>
#include <stdint.h>

struct push_peer {
	int port;
	int process, worker;		/* to be ended; whose time and memory count */
	int file;			/* where events go in */
	const char *request;		/* what a screen sends */
	void (*send_one)(int file, uint64_t first);
};

/* Accepts so many screens; for each event that comes in, `burst` events of rising
   numbers go out to each of them in one send. */
struct push_peer push_floor_start(int screens, int burst);
/* False if it is not installed. */
bool push_nchan_start(const char *folder, struct push_peer *peer_out);
/* Gives the event of this number to the peer of the file. */
void push_peer_send(int file, uint64_t number);
void push_peer_stop(struct push_peer *peer);

#endif
