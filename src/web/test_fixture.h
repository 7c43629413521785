#ifndef WEB_TEST_FIXTURE_H
#define WEB_TEST_FIXTURE_H
/* Two kinds of records in a database of their own, some people, and a way to send
   a request to its handler without a server: for the tests of this room. */

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "tests/test.h"
#include "web/collection.h"

/* A shelf is a scope of its own; boxes stand on it. */
struct shelf {
	struct record_head head;
	const char *name;
};
enum box_state { BOX_STATE_UNKNOWN, BOX_OPEN, BOX_SEALED, BOX_LOST };
struct box {
	struct record_head head;
	struct id shelf_id;
	const char *name, *note;
	const char *mark;
	struct optional_integer count;
	struct money cost;
	int64_t place;
	double share;
	bool fragile;
	struct date since;
	struct instant seen_at;
	enum box_state state;
	const char *state_reason;
	const char *secret;
	const char *search_key;
};

extern const struct collection shelf_collection, box_collection;

struct fixture {
	struct arena *arena;
	struct store *store;		/* the writer's */
	struct store *reading;		/* a reader's, guarded */
	struct fault fault;
	struct route_table extra;	/* looked at before the collections' */
	struct site *site;
	struct id first_shelf, second_shelf, secret_shelf;
	/* an: everything, up to toi_mat; binh: the first shelf; chi: only reads;
	   dung: only the first shelf and only reads */
	const struct reader *an, *binh, *chi, *dung;
};

struct fixture set_up(void);
void tear_down(struct fixture *fixture);

struct question {
	const char *method, *path;	/* with its query */
	const struct reader *reader;
	const char *body;		/* JSON or NULL */
	int64_t version;		/* of If-Match; 0: not sent */
	bool must_be_new;
	const char *accept;
	enum language language;
};
/* "200 {…}", "404 not_found", "422 invalid [{…}]"; the request stays in *request_out
   (may be NULL) until the fixture goes. */
const char *ask(struct fixture *fixture, const struct question *question,
		struct request *request_out);
#define ASK(fixture_, ...) ask(fixture_, &(struct question){ __VA_ARGS__ }, NULL)

/* Adds a shelf or a box past the rights; its id. */
struct id add_shelf(struct fixture *fixture, const char *name, enum label_level level);
struct id add_box(struct fixture *fixture, struct box *box);
/* The text of an id, in the arena. */
const char *id_text(struct fixture *fixture, struct id id);
/* True if the answer holds the part. */
bool has(const char *answer, const char *part);

#endif
