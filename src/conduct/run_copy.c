/* A run is made from the script: its cells, who sits in them, its injects and their
   conditions, pinned to the version they had.  Nothing leads back: what happens in a run
   never edits the script. */

#include "conduct/rules.h"

#include <string.h>

#include "base/id_table.h"
#include "base/must.h"
#include "inject/inject.h"

struct copying {
	struct journal *journal;
	struct arena *arena;
	const struct run *run;
	struct script_copy script;
	struct id_table cells;		/* of the script, to struct run_cell */
	struct id_table injects;	/* of the script, to struct run_inject */
	struct fault *fault;
};

/* Control and evaluators sit where everything is seen: they are members, no cells. */
static bool receives(enum cell_kind kind)
{
	return kind == CELL_PLAYER || kind == CELL_RESPONSE || kind == CELL_SUPPORT;
}

static bool add_cells(struct copying *c)
{
	for (size_t i = 0; i < c->script.cells.count; i++) {
		const struct cell *cell = c->script.cells.items[i];
		struct run_cell *copy = arena_new(c->arena, struct run_cell);

		if (!receives(cell->kind))
			continue;
		*copy = (struct run_cell){
			.head = { .id = id_create_scattered(journal_now(c->journal)),
				  .label = cell->head.label },
			.run_id = c->run->head.id, .position = cell->position,
			.code = cell->code, .name = cell->name };
		if (!collection_add(c->journal, &run_cell_collection, copy, c->fault))
			return false;
		id_table_set(&c->cells, cell->head.id, copy);
	}
	return true;
}

static const struct cell *find_cell(const struct copying *c, struct id cell_id)
{
	for (size_t i = 0; i < c->script.cells.count; i++)
		if (id_equal(record_head_const(c->script.cells.items[i])->id, cell_id))
			return c->script.cells.items[i];
	return NULL;
}

static enum run_member_role role_of(const struct cell *cell, const struct cell_member *member)
{
	switch (cell->kind) {
	case CELL_CONTROL:
		return member->leads ? RUN_DIRECTOR : RUN_CONTROLLER;
	case CELL_EVALUATION:
		return RUN_EVALUATOR;
	case CELL_PLAYER:
	case CELL_RESPONSE:
	case CELL_SUPPORT:
		return RUN_PLAYER;
	case CELL_KIND_UNKNOWN:
		break;
	}
	return RUN_MEMBER_UNKNOWN;
}

/* Who has no sign-in yet is named later. */
static bool add_members(struct copying *c)
{
	for (size_t i = 0; i < c->script.cell_members.count; i++) {
		const struct cell_member *member = c->script.cell_members.items[i];
		const struct cell *cell = find_cell(c, member->cell_id);
		enum run_member_role role = cell == NULL ? RUN_MEMBER_UNKNOWN :
					    role_of(cell, member);
		const struct run_cell *place = id_table_find(&c->cells, member->cell_id);

		if (id_is_none(member->account_id) || role == RUN_MEMBER_UNKNOWN)
			continue;
		must((role == RUN_PLAYER) == (place != NULL), "a player sits in a cell");
		struct run_member copy = { .run_id = c->run->head.id,
			.account_id = member->account_id, .role = role,
			.cell_id = place == NULL ? ID_NONE : place->head.id };

		if (!collection_add(c->journal, &run_member_collection, &copy, c->fault))
			return false;
	}
	return true;
}

/* The codes of the cells that get it, each once. */
static const char *recipients_of(struct copying *c, struct id inject_id)
{
	struct text codes = { .arena = c->arena };

	for (size_t i = 0; i < c->script.recipients.count; i++) {
		const struct inject_recipient *recipient = c->script.recipients.items[i];
		const struct cell *cell = !id_equal(recipient->inject_id, inject_id) ? NULL :
					  recipient_cell(&c->script, recipient);

		if (cell == NULL || id_table_find(&c->cells, cell->head.id) == NULL)
			continue;
		if (codes.length > 0)
			text_add_char(&codes, ' ');
		text_add(&codes, cell->code);
	}
	return text_string(&codes);
}

static const enum run_inject_kind kinds[] = {
	[INJECT_CONTEXTUAL] = RUN_INJECT, [INJECT_CONTINGENCY] = RUN_CONTINGENCY,
	[INJECT_EXPECTED_ACTION] = RUN_EXPECTED_ACTION,
	[INJECT_ADMINISTRATIVE] = RUN_ADMINISTRATIVE,
};
static const enum run_release ways[] = {
	[RELEASE_AUTOMATIC] = RUN_AUTOMATIC, [RELEASE_MANUAL] = RUN_MANUAL,
	[RELEASE_CONDITION] = RUN_CONDITION, [RELEASE_RESERVE] = RUN_RESERVE,
};

/* An inject without a time cannot come by itself: a person releases it. */
static enum run_release way_of(const struct inject *inject)
{
	enum run_release way = inject->release == RELEASE_UNKNOWN ? RUN_MANUAL :
			       ways[inject->release];

	return way == RUN_AUTOMATIC && !inject->planned.has_value ? RUN_MANUAL : way;
}

/* "Diễn tập – …": every text that is delivered bears the exercise's marking. */
static const char *marked_text(struct copying *c, const struct inject *inject)
{
	const char *marking = c->script.script == NULL ? NULL : c->script.script->marking;

	if (marking == NULL || marking[0] == '\0')
		return inject->text;
	return arena_printf(c->arena, "%s\n%s", marking,
			    inject->text == NULL ? "" : inject->text);
}

static bool add_inject(struct copying *c, const struct inject *inject, int64_t position)
{
	struct run_inject *copy = arena_new(c->arena, struct run_inject);

	*copy = (struct run_inject){
		.head = { .id = id_create_scattered(journal_now(c->journal)),
			  .label = inject->head.label },
		.run_id = c->run->head.id, .inject_id = inject->head.id, .position = position,
		.release = way_of(inject),
		.kind = inject->kind == INJECT_KIND_UNKNOWN ? RUN_INJECT : kinds[inject->kind],
		.planned_time = inject->planned, .any_condition = inject->any_condition,
		.number = arena_printf(c->arena, "%lld", (long long)inject->number),
		.title = inject->title == NULL ? "…" : inject->title,
		.recipients = recipients_of(c, inject->head.id), .sender = inject->from_name,
		.means = inject->means_text != NULL ? inject->means_text :
			 words_text(&inject_means_words, inject->means, LANGUAGE_VI),
		.text = marked_text(c, inject), .expected_actions = inject->expected_actions,
		.note = inject->notes };
	if (!collection_add(c->journal, &run_inject_collection, copy, c->fault))
		return false;
	id_table_set(&c->injects, inject->head.id, copy);
	return true;
}

/* The exercise itself plays what was approved; a rehearsal tries drafts as well. */
static bool is_played(const struct copying *c, const struct inject *inject)
{
	if (inject->state == INJECT_OBSOLETE || inject->state == INJECT_DEFERRED)
		return false;
	return c->run->kind == RUN_REHEARSAL || inject_is_approved(inject->state);
}

static bool add_injects(struct copying *c)
{
	for (size_t i = 0; i < c->script.injects.count; i++) {
		const struct inject *inject = c->script.injects.items[i];

		if (is_played(c, inject) && !add_inject(c, inject, (int64_t)i))
			return false;
	}
	return true;
}

static const enum run_condition_kind condition_kinds[] = {
	[CONDITION_PARENT_DONE] = RUN_PARENT_DONE,
	[CONDITION_PARENT_ANSWERED] = RUN_PARENT_ANSWERED,
	[CONDITION_PARENT_NOT_ANSWERED] = RUN_PARENT_NOT_ANSWERED,
	[CONDITION_PARENT_OUTCOME] = RUN_PARENT_OUTCOME,
};

/* A condition on an inject that is not played can never come true: where it is needed, a
   person releases what waits for it. */
static bool release_by_hand(struct copying *c, struct run_inject *inject)
{
	if (inject == NULL || inject->any_condition || inject->release != RUN_CONDITION)
		return true;
	inject->release = RUN_MANUAL;
	return collection_change(c->journal, &run_inject_collection, inject, c->fault);
}

static bool add_conditions(struct copying *c)
{
	for (size_t i = 0; i < c->script.conditions.count; i++) {
		const struct inject_condition *condition = c->script.conditions.items[i];
		struct run_inject *inject = id_table_find(&c->injects, condition->inject_id);
		const struct run_inject *parent = id_table_find(&c->injects,
								condition->parent_id);

		if (parent == NULL && !release_by_hand(c, inject))
			return false;
		if (inject == NULL || parent == NULL || condition->kind == CONDITION_UNKNOWN)
			continue;
		struct run_condition copy = { .run_inject_id = inject->head.id,
			.parent_id = parent->head.id, .kind = condition_kinds[condition->kind],
			.within_us = condition->within_us.value, .outcome = condition->outcome };

		if (!collection_add(c->journal, &run_condition_collection, &copy, c->fault))
			return false;
	}
	return true;
}

bool run_copy_script(struct journal *journal, const struct run *run, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct copying c = { journal, arena, run, .cells.arena = arena, .injects.arena = arena,
			     .fault = fault };

	must(run->state == RUN_PREPARED, "a run is made before it begins");
	return script_read(journal_store(journal), arena, run->exercise_id, &c.script, fault) &&
	       add_cells(&c) && add_members(&c) && add_injects(&c) && add_conditions(&c);
}

const char *run_script_digest(struct journal *journal, struct id exercise_id, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct script_copy script;

	if (!script_read(journal_store(journal), arena, exercise_id, &script, fault))
		return NULL;
	return script_digest(arena, &script);
}
