#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H
/* What the programs of this folder share: rounds are interleaved with their floor,
   medians are printed, and so is what was lost. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Seconds of a clock that never steps. */
double bench_now(void);
/* The median of the values; sorts them. */
double bench_median(double *values, size_t count);
/* The value below which `share` of the sorted values lie. */
double bench_quantile(double *values, size_t count, double share);
/* Ends the program with a message when the condition does not hold. */
void bench_need(bool condition, const char *what);
/* The id, as an address has it, of the database's programme of that code (NULL: of any). */
#define BENCH_ID 40
void bench_find_programme(const char *database, const char *code, char id_out[BENCH_ID]);
/* Resident and peak memory of a process in KiB, from /proc. */
long bench_memory(int pid, const char *name);
/* Seconds of processor time that the threads of a process have used that still run. */
double bench_processor(int pid);

/* A server of ours over a database, started for one round. */
struct bench_server {
	int pid, port;
	double started;		/* seconds from fork to the address being said */
};
struct bench_server bench_start(const char *program, const char *database);
void bench_stop(struct bench_server *server);

/* Closed-loop clients over keep-alive connections: each sends its next request when
   the last one is answered. */
struct bench_load {
	int port, clients;
	double seconds;
	const char *cookie;	/* the session, or NULL */
	/* Writes the n-th request, whole, into the room given; returns its length. */
	size_t (*request)(char *out, size_t room, uint64_t n, const char *cookie);
	uint64_t first;		/* number of the first request */
	uint64_t count;		/* so many requests at most; 0: as many as there is time for */
};
struct bench_answer {
	uint64_t done, refused;	/* 2xx and others */
	double seconds;
	double *latencies;	/* seconds; the caller frees them */
	char refusal[256];	/* the start of the first refusal */
};
struct bench_answer bench_run(const struct bench_load *load);
/* One request over a connection of its own, for what is not measured by the thousand.
   The answer is kept until the next one. */
struct bench_reply { int status; const char *body; size_t length; };
struct bench_reply bench_ask(int port, const char *head, const void *body, size_t length);
/* The first text member of this name in JSON, as it is written. */
void bench_member(const char *json, const char *name, char *out, size_t room);
/* A connection that sends small pieces at once. */
int bench_connect(int port);
/* One request on it; ends the program unless the answer is one of 200 to 299. */
void bench_exchange(int file, const char *request, size_t length);
/* A whole file, from the heap. */
char *bench_file(const char *path, size_t *length_out);
/* Runs the program with these arguments, silent; seconds until its end. */
double bench_command(const char *const *arguments);
/* Signs in and returns the cookie's "name=value", kept until the program ends. */
const char *bench_sign_in(int port, const char *login, const char *password);

#endif
