/* The civil-defence exercise of the demonstration: outside every programme, its days not
   yet set, its script approved and ready, with a cell for each of four screens. */

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "command/demo_flood.h"
#include "command/demo_private.h"
#include "store/record_store.h"

#define MINUTE_US INT64_C(60000000)

enum { INJECTS_MOST = 80, CELLS_MOST = 12, THREADS_MOST = 12, OBJECTIVES_MOST = 8 };

/* What was made, by the numbers of the tables (from 1). */
struct flood {
	struct demonstration *demo;
	struct id exercise_id;
	struct id objectives[OBJECTIVES_MOST + 1], phases[FLOOD_PHASES + 1];
	struct id problems[FLOOD_PROBLEMS + 1], contents[FLOOD_CONTENTS + 1];
	struct id cells[CELLS_MOST + 1], members[CELLS_MOST + 1];
	struct id storylines[THREADS_MOST + 1], events[THREADS_MOST + 1];
	struct id incidents[THREADS_MOST + 1], injects[INJECTS_MOST + 1];
};

static bool add(struct flood *flood, const struct collection *collection, void *record,
		struct id *id_out)
{
	if (!collection_add(flood->demo->journal, collection, record, flood->demo->fault))
		return false;
	if (id_out != NULL)
		*id_out = record_head_const(record)->id;
	return true;
}

static bool find_id(struct flood *flood, const char *sql, struct id *id_out)
{
	struct rows *rows = store_rows(journal_store(flood->demo->journal), sql, NO_BINDS,
				       flood->demo->fault);

	*id_out = rows_next(rows) ? rows_id(rows, "id") : ID_NONE;
	return rows_end(&rows, flood->demo->fault);
}

static bool add_exercise(struct flood *flood)
{
	struct exercise exercise = {
		.theme = "Ứng phó mưa lũ, sạt lở đất, cứu hộ cứu nạn",
		.code_name = "PTDS-KA",
		.state = EXERCISE_PREPARING, .method = METHOD_LIVE_PART,
		.direction = DIRECTION_MIXED, .sides = { true, 1 }, .levels = { true, 1 },
		.phases_stated = { true, FLOOD_PHASES },
		.problems_stated = { true, FLOOD_PROBLEMS },
		.contents_stated = { true, FLOOD_CONTENTS },
		.note = "Cuộc diễn tập mẫu để chạy thử. Địa danh, tình huống đều là giả định.",
	};

	if (!find_id(flood, "SELECT id FROM visible_exercise_kind WHERE code = 'civil_defence'",
		     &exercise.kind_id) ||
	    !find_id(flood, "SELECT id FROM visible_unit WHERE name = 'Xã Krông Ana'",
		     &exercise.host_unit_id))
		return false;
	must(!id_is_none(exercise.kind_id) && !id_is_none(exercise.host_unit_id),
	     "kinds and communes come first");
	if (!add(flood, &exercise_collection, &exercise, &flood->exercise_id))
		return false;
	for (int i = 0; flood_objectives[i] != NULL; i++) {
		struct objective objective = { .exercise_id = flood->exercise_id,
					       .statement = flood_objectives[i] };

		must(i < OBJECTIVES_MOST, "room for the objectives");
		if (!add(flood, &objective_collection, &objective, &flood->objectives[i + 1]))
			return false;
	}
	return true;
}

static bool add_content(struct flood *flood, int number)
{
	const struct flood_content *row = &flood_contents[number - 1];
	struct content content = { .training_problem_id = flood->problems[row->problem],
				   .name = row->name };

	if (!add(flood, &content_collection, &content, &flood->contents[number]))
		return false;
	struct content_item item = { .content_id = content.head.id, .kind = row->kind,
				     .name = row->name };

	return add(flood, &content_item_collection, &item, NULL);
}

static bool add_structure(struct flood *flood)
{
	for (int i = 0; i < FLOOD_PHASES; i++) {
		struct phase phase = { .exercise_id = flood->exercise_id,
				       .name = flood_phases[i] };

		if (!add(flood, &phase_collection, &phase, &flood->phases[i + 1]))
			return false;
	}
	for (int i = 0; i < FLOOD_PROBLEMS; i++) {
		struct training_problem problem = { .name = flood_problems[i].name,
			.phase_id = flood->phases[flood_problems[i].phase] };

		if (!add(flood, &training_problem_collection, &problem, &flood->problems[i + 1]))
			return false;
	}
	for (int i = 1; i <= FLOOD_CONTENTS; i++)
		if (!add_content(flood, i))
			return false;
	return true;
}

static enum organisation_body body_of(enum cell_kind kind)
{
	switch (kind) {
	case CELL_CONTROL:
	case CELL_RESPONSE:
		return BODY_DIRECTION;
	case CELL_EVALUATION:
		return BODY_EVALUATION;
	case CELL_PLAYER:
		return BODY_PLAYER_FRAME;
	case CELL_SUPPORT:
	case CELL_KIND_UNKNOWN:
		break;
	}
	return BODY_SUPPORT;
}

static enum organisation_role role_of(enum cell_kind kind)
{
	switch (kind) {
	case CELL_CONTROL:
		return ROLE_DIRECTOR;
	case CELL_RESPONSE:
		return ROLE_CONTROLLER;
	case CELL_EVALUATION:
		return ROLE_EVALUATOR;
	case CELL_PLAYER:
		return ROLE_PLAYER;
	case CELL_SUPPORT:
	case CELL_KIND_UNKNOWN:
		break;
	}
	return ROLE_SUPPORT;
}

static bool add_cell(struct flood *flood, int number)
{
	const struct flood_cell *row = &flood_cells[number - 1];
	struct cell cell = { .exercise_id = flood->exercise_id, .code = row->code,
			     .name = row->name, .kind = row->kind, .contact = row->contact };
	struct organisation_member member = { .exercise_id = flood->exercise_id,
		.body = body_of(row->kind), .role = role_of(row->kind), .post_title = row->name,
		.played_role = row->kind == CELL_PLAYER ? row->name : NULL };

	must(number <= CELLS_MOST, "room for the cells");
	if (!add(flood, &cell_collection, &cell, &flood->cells[number]) ||
	    !add(flood, &organisation_member_collection, &member, &flood->members[number]))
		return false;
	struct cell_member seat = { .cell_id = cell.head.id, .login = row->login,
		.organisation_member_id = member.head.id,
		.leads = row->kind == CELL_CONTROL };

	return add(flood, &cell_member_collection, &seat, NULL);
}

static bool add_threads(struct flood *flood)
{
	for (int i = 0; flood_storylines[i].code != NULL; i++) {
		struct storyline storyline = { .exercise_id = flood->exercise_id,
			.code = flood_storylines[i].code, .title = flood_storylines[i].title,
			.aim = flood_storylines[i].aim };

		must(i < THREADS_MOST, "room for the storylines");
		if (!add(flood, &storyline_collection, &storyline, &flood->storylines[i + 1]))
			return false;
	}
	for (int i = 0; flood_events[i].title != NULL; i++) {
		struct script_event event = { .exercise_id = flood->exercise_id,
			.storyline_id = flood->storylines[flood_events[i].storyline],
			.title = flood_events[i].title, .synopsis = flood_events[i].synopsis };

		must(i < THREADS_MOST, "room for the events");
		if (!add(flood, &script_event_collection, &event, &flood->events[i + 1]))
			return false;
	}
	for (int i = 0; flood_incidents[i].title != NULL; i++) {
		const struct flood_incident *row = &flood_incidents[i];
		struct script_incident incident = { .title = row->title,
			.script_event_id = flood->events[row->event],
			.background = row->background, .place = row->place,
			.expected_outcome = row->expected_outcome };

		must(i < THREADS_MOST, "room for the incidents");
		if (!add(flood, &script_incident_collection, &incident,
			 &flood->incidents[i + 1]))
			return false;
	}
	return true;
}

/* "SCH YTE": one recipient for each code, in that order. */
static bool add_recipients(struct flood *flood, const struct flood_inject *row,
			   struct id inject_id)
{
	const char *at = row->to;

	while (at != NULL && *at != '\0') {
		size_t length = strcspn(at, " ");
		int cell = 0;

		while (flood_cells[cell].code != NULL &&
		       (strlen(flood_cells[cell].code) != length ||
			strncmp(flood_cells[cell].code, at, length) != 0))
			cell++;
		must(flood_cells[cell].code != NULL, "every recipient is a cell");
		struct inject_recipient recipient = { .inject_id = inject_id,
						      .cell_id = flood->cells[cell + 1] };

		if (!add(flood, &inject_recipient_collection, &recipient, NULL))
			return false;
		at += length + (at[length] == ' ');
	}
	return true;
}

static bool add_condition(struct flood *flood, const struct flood_inject *row,
			  struct id inject_id)
{
	if (row->waits == CONDITION_UNKNOWN)
		return true;
	struct inject_condition condition = { .inject_id = inject_id, .kind = row->waits,
		.parent_id = flood->injects[row->parent], .outcome = row->outcome };

	if (row->waits == CONDITION_PARENT_NOT_ANSWERED)
		condition.within_us = (struct optional_integer){ true,
			row->waits_minutes * MINUTE_US };
	return add(flood, &inject_condition_collection, &condition, NULL);
}

/* Control answers for what nobody else does, and the evaluators watch all. */
static struct inject inject_of(const struct flood *flood, const struct flood_inject *row)
{
	struct inject inject = { .exercise_id = flood->exercise_id,
		.kind = row->kind == INJECT_KIND_UNKNOWN ? INJECT_CONTEXTUAL : row->kind,
		.release = row->release == RELEASE_UNKNOWN ? RELEASE_AUTOMATIC : row->release,
		.title = row->title, .text = row->text, .from_name = row->from,
		.means = row->means, .expected_actions = row->expected,
		.is_critical = row->is_critical, .outcomes = row->outcomes,
		.script_incident_id = flood->incidents[row->incident],
		.content_id = flood->contents[row->content],
		.location = row->incident == 0 ? NULL : flood_incidents[row->incident - 1].place };

	if (inject.release != RELEASE_RESERVE)
		inject.planned = (struct optional_time){ true, { row->minutes * MINUTE_US } };
	if (row->within > 0)
		inject.answer_within_us = (struct optional_integer){ true,
			row->within * MINUTE_US };
	if (inject.kind == INJECT_CONTINGENCY)
		inject.contingency_for_id = flood->injects[row->stands_for > 0 ?
			row->stands_for : row->parent];
	for (int i = 0; flood_cells[i].code != NULL; i++) {
		if (flood_cells[i].kind == CELL_CONTROL)
			inject.controller_id = flood->members[i + 1];
		if (flood_cells[i].kind == CELL_EVALUATION)
			inject.evaluator_id = flood->members[i + 1];
	}
	return inject;
}

static bool add_inject(struct flood *flood, int number)
{
	static const char *const steps[] = { "submit", "approve", "ready" };
	const struct flood_inject *row = &flood_injects[number - 1];
	struct inject inject = inject_of(flood, row);

	must(number <= INJECTS_MOST && row->content > 0, "room, and a content for each");
	if (!add(flood, &inject_collection, &inject, &flood->injects[number]) ||
	    !add_recipients(flood, row, inject.head.id) ||
	    !add_condition(flood, row, inject.head.id))
		return false;
	struct objective_link link = { .inject_id = inject.head.id,
		.objective_id = flood->objectives[flood_contents[row->content - 1].objective] };

	if (!add(flood, &objective_link_collection, &link, NULL))
		return false;
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (!collection_act(flood->demo->journal, &inject_collection, &inject, steps[i],
				    NULL, flood->demo->fault))
			return false;
	return true;
}

static bool add_script(struct flood *flood)
{
	struct script script = { .exercise_id = flood->exercise_id,
		.marking = "DIỄN TẬP – DIỄN TẬP – DIỄN TẬP", .load_most = { true, 6 },
		.load_minutes = { true, 15 } };

	if (!add(flood, &script_collection, &script, NULL))
		return false;
	for (int i = 1; flood_cells[i - 1].code != NULL; i++)
		if (!add_cell(flood, i))
			return false;
	if (!add_threads(flood))
		return false;
	for (int i = 1; flood_injects[i - 1].title != NULL; i++)
		if (!add_inject(flood, i))
			return false;
	return true;
}

bool demo_add_civil_defence(struct demonstration *demo)
{
	struct flood flood = { .demo = demo };

	must(!id_is_none(demo->programme_id), "the programme comes first");
	return add_exercise(&flood) && add_structure(&flood) && add_script(&flood);
}
