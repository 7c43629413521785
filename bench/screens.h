#ifndef BENCH_SCREENS_H
#define BENCH_SCREENS_H
/* Screens that follow a stream, in a process of their own: it connects, reads, and notes in
   shared memory what arrived, how long after it was sent, and what was lost or doubled.
   An event is known by the number in the last group of its record's id. */

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SCREENS_MOST = 10000, EVENTS_MOST = 400, LATENCIES_MOST = 2000000 };

/* What is to be opened.  `request` is sent whole; with `resume` each screen adds the
   id that it saw last, and waits a part of a second, as browsers do. */
struct screens_plan {
	int port, count;
	const char *request;		/* head without its last empty line; "" sends nothing */
	const char *blind_request;	/* of the first `blind` screens, who may see nothing */
	int blind;
	int stalled;			/* the last of them never read */
	bool resume;
	uint64_t first;			/* number of the first event that counts */
};

struct screens_board {
	atomic_int open, must_stop, has_closed;
	atomic_long total;		/* deliveries of events of this plan */
	atomic_long doubled, unseen;	/* seen twice; seen by those who may not */
	atomic_long resets;
	atomic_uint_fast64_t last_ns;	/* when the newest delivery was read */
	atomic_uint_fast64_t first_ns;	/* when the first request to connect went out */
	_Atomic uint64_t sent_ns[EVENTS_MOST];	/* by event: set before it is sent */
	long latency_count;
	float latencies[LATENCIES_MOST];	/* ms */
	int seen[SCREENS_MOST];		/* deliveries to each */
	char last_id[SCREENS_MOST][40];	/* of each, as it came */
};

/* Of the clock that both processes have. */
uint64_t screens_now(void);
/* The memory that they share; zero. */
struct screens_board *screens_board(void);
/* Starts the process; returns its number when all are open.  `keep` leaves what the
   screens saw last, for a resume. */
int screens_start(struct screens_board *board, const struct screens_plan *plan);
/* Waits for so many deliveries; false if they do not come within the seconds. */
bool screens_wait(struct screens_board *board, long total, double seconds);
void screens_stop(struct screens_board *board, int process);

#endif
