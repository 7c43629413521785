#ifndef COMMAND_DEMO_FLOOD_H
#define COMMAND_DEMO_FLOOD_H
/* The script of the civil-defence exercise in the demonstration, as data.  Places, people
   and events are made up for this product; nothing follows a real plan. */

#include "inject/inject.h"

enum { FLOOD_PHASES = 3, FLOOD_PROBLEMS = 6, FLOOD_CONTENTS = 15 };

/* Numbers count from 1 in these tables; 0 is none. */
struct flood_problem { int phase; const char *name; };
struct flood_content { int problem, objective; enum content_item_kind kind; const char *name; };
struct flood_cell { const char *code, *name, *contact, *login; enum cell_kind kind; };
struct flood_storyline { const char *code, *title, *aim; };
struct flood_event { int storyline; const char *title, *synopsis; };
struct flood_incident {
	int event;
	const char *title, *background, *place, *expected_outcome;
};

struct flood_inject {
	int minutes;			/* from T */
	int content, incident;
	enum inject_means means;
	const char *from, *to;		/* codes of cells, a space between; NULL: nobody */
	const char *title, *text, *expected;
	enum inject_kind kind;		/* 0: an ordinary inject */
	enum inject_release release;	/* 0: automatic */
	int within;			/* minutes until the answer is due; 0: none is asked */
	enum inject_condition_kind waits;	/* 0: for nothing */
	int parent;			/* the inject it waits for or stands in for */
	int stands_for;			/* of a contingency: the action, where it waits too */
	int waits_minutes;		/* not answered so long */
	const char *outcomes, *outcome;
	bool is_critical;
};

extern const char *const flood_objectives[], *const flood_phases[FLOOD_PHASES];
extern const struct flood_problem flood_problems[FLOOD_PROBLEMS];
extern const struct flood_content flood_contents[FLOOD_CONTENTS];
extern const struct flood_cell flood_cells[];
extern const struct flood_storyline flood_storylines[];
extern const struct flood_event flood_events[];
extern const struct flood_incident flood_incidents[];
/* In the order of their numbers; a row without a title ends every table. */
extern const struct flood_inject flood_injects[];

#endif
