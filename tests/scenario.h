#ifndef TESTS_SCENARIO_H
#define TESTS_SCENARIO_H
/* What an office does with the program, told so that an officer can read it, and
   played over HTTP against a server in this process (tests/scenarios/README.md has the
   language).  A line that does not come true is a failure of the test. */

#include <jansson.h>

#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "tests/http_client.h"

enum { WORDS_MOST = 24, LINES_MOST = 40, HANDLES_MOST = 64, PEOPLE_MOST = 8 };

struct word_of_line {
	const char *text;
	bool quoted;
};

/* One line in words; `number` is that of the file. */
struct line {
	int number;
	struct word_of_line words[WORDS_MOST];
	size_t count;
};

/* A record by the name that the scenario gives it. */
struct handle {
	const char *name, *plural, *id;
	int64_t version;		/* as last seen */
};

struct signed_in {
	const char *login, *cookie;	/* a header line */
};

struct scenario {
	struct arena *arena;
	const char *path;		/* of the file, for messages */
	const char *office;		/* path of the database */
	struct server *server;
	int port;
	bool hung_up;			/* the last reply ended the connection */
	struct http_client client;
	struct handle handles[HANDLES_MOST];
	size_t handle_count;
	struct signed_in people[PEOPLE_MOST];
	size_t people_count;
	const char *today;
	const struct line *step;	/* being played */
	const struct line *details;	/* its indented lines */
	size_t detail_count;
	json_t *answer;			/* of the last call, or NULL */
};

/* Plays one step: line->words are PERSON VERB …; false if there is no such verb. */
bool scenario_play(struct scenario *scenario);
/* The verbs of a live run (scenario_run.c). */
bool scenario_play_run(struct scenario *scenario);
/* From now on exercise time goes by the scenario's own clock. */
void scenario_take_clock(void);
/* "T+90": microseconds of exercise time; false for any other word. */
bool scenario_read_time(const char *text, int64_t *us_out);
/* What verbs are made of: a call as the step's person, true if it was done; a record by
   its name; what it became; a value as text. */
bool scenario_call(struct scenario *scenario, const char *method, const char *path,
		   int64_t version, const char *body);
struct handle *scenario_handle(struct scenario *scenario, const char *name);
void scenario_keep(struct scenario *scenario, struct handle *handle);
const char *scenario_dump(struct scenario *scenario, json_t *value);
/* Says what did not come true, with file and line. */
void scenario_fail(const struct scenario *scenario, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
