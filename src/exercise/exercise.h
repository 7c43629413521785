#ifndef EXERCISE_EXERCISE_H
#define EXERCISE_EXERCISE_H
/* One exercise from its design to its closing: what it is, who takes part, how it
   is built (phases → training problems → contents → meetings, clips, live items),
   what it cost, who was rewarded, what went wrong.  An exercise is a scope of its
   own below its host unit; all that hangs on it bears that scope. */

#include "exercise/exercise_parts.h"
#include "exercise/exercise_types.h"
#include "programme/programme.h"

/* draft → submitted → approved → preparing → conducting → conducted → evaluated →
   closed; postponed and cancelled beside it (exercise_states.c). */
enum exercise_state {
	EXERCISE_STATE_UNKNOWN, EXERCISE_DRAFT, EXERCISE_SUBMITTED, EXERCISE_APPROVED,
	EXERCISE_PREPARING, EXERCISE_CONDUCTING, EXERCISE_CONDUCTED, EXERCISE_EVALUATED,
	EXERCISE_CLOSED, EXERCISE_POSTPONED, EXERCISE_CANCELLED,
};
enum exercise_method { METHOD_UNKNOWN, METHOD_MAP, METHOD_FIELD, METHOD_LIVE_PART };
enum exercise_direction { DIRECTION_UNKNOWN, DIRECTION_SCRIPTED, DIRECTION_RESPONSIVE,
			  DIRECTION_MIXED };

struct exercise {
	struct record_head head;		/* the scope is the exercise itself */
	const char *theme;			/* đề mục */
	const char *code_name;			/* ký hiệu, mật danh */
	struct id programme_id, kind_id;
	struct id scheduled_id;			/* the scheduled line it carries out, or none */
	struct id host_unit_id;
	enum exercise_state state;
	const char *state_reason;		/* of the last step that asks for one */
	struct optional_integer year;		/* unknown years count in totals */
	struct date starts_on, ends_on;		/* the end is the last day */
	struct optional_integer half_days;	/* duration */
	struct optional_integer sides, levels;	/* scale: "một bên hai cấp" = 1, 2 */
	enum exercise_method method;
	enum exercise_direction direction;
	struct optional_integer phases_stated, problems_stated, contents_stated,
		meetings_stated, clips_stated, live_items_stated;	/* as its papers say */
	struct money cost_estimate, cost;
	struct optional_integer work_days, people;
	bool register_closed;			/* the safety register is complete */
	const char *register_source;		/* a cited source that says so, or NULL */
	struct id register_closed_by;		/* the account that closed it; none by a source */
	struct instant register_closed_at;
	struct id proposed_by, approved_by;	/* accounts; the same one: said openly */
	const char *source;			/* where facts of the past come from, or NULL */
	const char *note;
};

extern const struct words exercise_state_words, exercise_method_words, exercise_direction_words,
	participation_role_words, content_item_kind_words, organisation_body_words,
	organisation_role_words, award_level_words, award_recipient_words, incident_kind_words,
	incident_severity_words;

/* GET /exercises/:id/structure */
extern const struct route_table exercise_routes;
/* Every exercise as a scope below its host unit (for access_set_scope_sources). */
bool exercise_fill_scopes(struct store *store, struct fault *fault)
	__attribute__((warn_unused_result));

/* The exercise as the store's reader sees it, or NULL and FAULT_NOT_FOUND. */
struct exercise *exercise_find(struct store *store, struct arena *arena, struct id id,
			       struct fault *fault);
/* True for the states of an exercise that took place. */
bool exercise_is_held(enum exercise_state state);
/* True once the safety register counts as complete: closed, or by a cited source. */
bool exercise_register_is_complete(const struct exercise *exercise);
/* The days it took; of a year that alone is known, its first and its last; false
   when not even the year is. */
bool exercise_days(const struct exercise *exercise, struct date *first_out,
		   struct date *last_out);
/* True if what is valid from … to (exclusive) was there: on all the known days, or
   on some day of the known year; when nothing is known, always. */
bool exercise_is_within(const struct exercise *exercise, struct date valid_from,
			struct date valid_to);
/* Gives a record that hangs on an exercise the scope of what is above it, and at
   least its label. */
void exercise_lend(const struct record_head *above, struct record_head *part);
/* Refuses, with a problem, changes below an exercise whose file is closed. */
bool exercise_is_open(struct journal *journal, struct id exercise_id, struct fault *fault)
	__attribute__((warn_unused_result));

#endif
