#ifndef TESTS_SCENARIO_H
#define TESTS_SCENARIO_H
/* What an office does with the program, told so that an officer can read it, and
   played over HTTP against a server in this process (tests/scenarios/README.md has the
   language).  A line that does not come true is a failure of the test. */

#include <jansson.h>

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
/* Says what did not come true, with file and line. */
void scenario_fail(const struct scenario *scenario, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
