#include "conduct/live.h"

#include <string.h>

#include "base/must.h"

static const struct field live_fields[] = {
	RECORD_HEAD_FIELDS(struct live_inject),
	FIELD(struct live_inject, position, "", "", ""),
	FIELD_ENUM(struct live_inject, state, &run_inject_state_words, "", "", ""),
	FIELD_ENUM(struct live_inject, release, &run_release_words, "", "", ""),
	FIELD(struct live_inject, planned_time, "", "", ""),
	FIELD(struct live_inject, delay_us, "", "", ""),
	FIELD(struct live_inject, is_held, "", "", ""),
	FIELD(struct live_inject, any_condition, "", "", ""),
	FIELD(struct live_inject, not_before_time, "", "", ""),
	FIELD(struct live_inject, released_time, "", "", ""),
	FIELD(struct live_inject, answered_time, "", "", ""),
	FIELD(struct live_inject, done_time, "", "", ""),
	FIELD(struct live_inject, outcome_time, "", "", ""),
	FIELD(struct live_inject, outcome, "", "", ""),
};
static const struct record_type live_type = RECORD_TYPE(live_inject, live_fields);

static const enum machine_release releases[] = {
	[RUN_AUTOMATIC] = MACHINE_AUTOMATIC, [RUN_MANUAL] = MACHINE_MANUAL,
	[RUN_CONDITION] = MACHINE_CONDITION, [RUN_RESERVE] = MACHINE_RESERVE,
};
static const enum machine_stage stages[] = {
	[RUN_WAITING] = MACHINE_WAITING, [RUN_RELEASED] = MACHINE_RELEASED,
	[RUN_SKIPPED] = MACHINE_SKIPPED,
};
static const enum machine_condition_kind conditions[] = {
	[RUN_PARENT_DONE] = MACHINE_DONE, [RUN_PARENT_ANSWERED] = MACHINE_ANSWERED,
	[RUN_PARENT_NOT_ANSWERED] = MACHINE_NOT_ANSWERED,
	[RUN_PARENT_OUTCOME] = MACHINE_OUTCOME,
};

struct exercise_clock live_clock(const struct run *run)
{
	return (struct exercise_clock){ .is_running = run->state == RUN_RUNNING,
		.speed = run->speed, .real_us = run->anchor_boot_us,
		.at = run->anchor_time.time };
}

static struct machine_moment moment_of(struct optional_time time)
{
	return (struct machine_moment){ time.has_value, time.time };
}

static struct machine_inject machine_inject_of(const struct live_inject *row)
{
	must(row->release > 0 && row->release <= RUN_RESERVE && row->state > 0 &&
	     row->state <= RUN_SKIPPED, "an inject of a run has its release and its state");
	return (struct machine_inject){
		.release = releases[row->release], .stage = stages[row->state],
		.has_time = row->planned_time.has_value, .planned = row->planned_time.time,
		.delay_us = row->delay_us, .is_held = row->is_held, .position = row->position,
		.any_suffices = row->any_condition,
		.not_before = moment_of(row->not_before_time),
		.released = moment_of(row->released_time),
		.answered = moment_of(row->answered_time), .done = moment_of(row->done_time),
		.outcome_at = moment_of(row->outcome_time),
	};
}

bool live_find(const struct live *live, struct id inject_id, size_t *place_out)
{
	const struct live_inject *row = id_table_find(&live->places, inject_id);

	if (row != NULL)
		*place_out = row->place;
	return row != NULL;
}

/* The machine compares numbers: 1 is the outcome that is waited for, 2 any other. */
enum { OUTCOME_WAITED_FOR = 1 };

/* The row as a condition of the inject that waits for it; conditions come sorted by
   that inject, so that those of one lie side by side. */
static bool add_condition(struct live *live, struct machine_condition *condition,
			  const struct run_condition *row)
{
	size_t child, parent;

	if (!live_find(live, row->run_inject_id, &child) ||
	    !live_find(live, row->parent_id, &parent))
		return false;
	struct machine_inject *inject = &live->machine.injects[child];
	const struct live_inject *other = live->injects.items[parent];

	*condition = (struct machine_condition){ .parent = parent,
		.kind = conditions[row->kind], .within_us = row->within_us };
	if (row->kind == RUN_PARENT_OUTCOME)
		condition->outcome = other->outcome != NULL &&
			strcmp(other->outcome, row->outcome) == 0 ? OUTCOME_WAITED_FOR : 2;
	if (other->outcome != NULL)
		live->machine.injects[parent].outcome = OUTCOME_WAITED_FOR;
	if (inject->condition_count == 0)
		inject->conditions = condition;
	inject->condition_count++;
	return true;
}

static bool read_conditions(struct live *live, struct fault *fault)
{
	struct list rows;
	const char *sql = arena_printf(live->arena,
		"SELECT %s\n"
		"FROM visible_run_condition\n"
		"WHERE run_id = :run\n"
		"ORDER BY run_inject_id, id", record_store_columns(&run_condition_type));

	if (!store_list(live->store, live->arena, &run_condition_type, sql,
			BINDS(ID("run", live->run->head.id)), &rows, fault))
		return false;
	struct machine_condition *all = arena_array(live->arena, struct machine_condition,
						    rows.count + 1);
	for (size_t i = 0; i < rows.count; i++)
		must(add_condition(live, &all[i], rows.items[i]),
		     "a condition and its injects are of one run");
	return true;
}

static bool read_injects(struct live *live, struct fault *fault)
{
	const char *sql = arena_printf(live->arena,
		"SELECT %s\n"
		"FROM visible_run_inject\n"
		"WHERE run_id = :run\n"
		"ORDER BY position, id", record_store_columns(&live_type));

	if (!store_list(live->store, live->arena, &live_type, sql,
			BINDS(ID("run", live->run->head.id)), &live->injects, fault))
		return false;
	live->machine.count = live->injects.count;
	live->machine.injects = arena_array(live->arena, struct machine_inject,
					    live->injects.count + 1);
	for (size_t i = 0; i < live->injects.count; i++) {
		struct live_inject *row = live->injects.items[i];

		row->place = i;
		id_table_set(&live->places, row->head.id, row);
		live->machine.injects[i] = machine_inject_of(row);
		live->machine.injects[i].position = (int64_t)i;
	}
	return true;
}

struct live *live_read(struct store *store, struct arena *arena, struct id run_id,
		       struct fault *fault)
{
	struct live *live = arena_new(arena, struct live);

	live->store = store;
	live->arena = arena;
	live->places.arena = arena;
	live->run = run_find(store, arena, run_id, fault);
	if (live->run == NULL)
		return NULL;
	live->machine.starts_at = live->run->starts_time.time;
	return read_injects(live, fault) && read_conditions(live, fault) ? live : NULL;
}

int64_t live_next_due(const struct live *live)
{
	const struct exercise_clock clock = live_clock(live->run);
	struct exercise_time due;

	if (!clock.is_running || !machine_next_due(&live->machine, &due))
		return INT64_MAX;
	return clock_real(&clock, due);
}

/* ---- releases ---- */

/* The number of a message in its cell, for each label by itself: a gap would tell of others
   that the reader may not see. */
static bool next_position(struct journal *journal, struct id cell_id, struct label label,
			  int64_t *position_out, struct fault *fault)
{
	return store_integer(journal_store(journal),
			     "SELECT coalesce(max(position), 0) + 1\n"
			     "FROM visible_run_recipient\n"
			     "WHERE cell_id = :cell AND label = :label",
			     BINDS(ID("cell", cell_id),
				   TEXT("label", words_word(&label_words, label.level))),
			     position_out, fault);
}

static bool deliver(struct journal *journal, const struct run_inject *inject, struct id cell_id,
		    struct fault *fault)
{
	struct run_recipient recipient = {
		.head = { .id = id_create_scattered(journal_now(journal)),
			  .label = inject->head.label, .scope_id = cell_id },
		.run_id = inject->run_id, .run_inject_id = inject->head.id, .cell_id = cell_id,
		.state = RECEPTION_RELEASED, .released_time = inject->released_time,
		.released_at = inject->released_at, .title = inject->title,
		.sender = inject->sender, .means = inject->means, .text = inject->text,
	};

	return next_position(journal, cell_id, inject->head.label, &recipient.position, fault) &&
	       journal_add(journal, &run_recipient_type, &recipient, fault);
}

static bool names_cell(const char *recipients, const char *code)
{
	size_t length = strlen(code);

	for (const char *at = recipients; at != NULL && *at != '\0'; at += strcspn(at, " ")) {
		at += strspn(at, " ");
		if (strncmp(at, code, length) == 0 && (at[length] == ' ' || at[length] == '\0'))
			return true;
	}
	return false;
}

/* An expected action is for control's eyes; cells that are away receive nothing. */
static bool deliver_all(struct journal *journal, const struct run_inject *inject,
			struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct list cells;
	const char *sql = arena_printf(arena,
		"SELECT %s\n"
		"FROM visible_run_cell\n"
		"WHERE run_id = :run AND is_absent = 0\n"
		"ORDER BY position, id", record_store_columns(&run_cell_type));

	if (inject->kind == RUN_EXPECTED_ACTION)
		return true;
	if (!store_list(journal_store(journal), arena, &run_cell_type, sql,
			BINDS(ID("run", inject->run_id)), &cells, fault))
		return false;
	for (size_t i = 0; i < cells.count; i++) {
		const struct run_cell *cell = cells.items[i];

		if (names_cell(inject->recipients, cell->code) &&
		    !deliver(journal, inject, cell->head.id, fault))
			return false;
	}
	return true;
}

bool live_write_release(struct journal *journal, const struct live *live, struct id inject_id,
			struct exercise_time at, const struct moment *moment,
			struct id released_by, struct fault *fault)
{
	const struct exercise_clock clock = live_clock(live->run);
	struct run_inject *inject = record_store_find(journal_store(journal),
		journal_arena(journal), &run_inject_type, inject_id, fault);

	if (inject == NULL)
		return false;
	must(inject->state == RUN_WAITING, "an inject is released once");
	inject->state = RUN_RELEASED;
	inject->is_held = false;
	inject->released_time = (struct optional_time){ true, at };
	inject->released_at = run_instant(live->run, moment);
	inject->released_by = released_by;
	if (id_is_none(released_by))
		inject->late_us = (struct optional_integer){ true,
			moment->boot_us - clock_real(&clock, at) };
	return journal_change(journal, &run_inject_type, inject, fault) &&
	       deliver_all(journal, inject, fault);
}

struct releasing {
	struct journal *journal;
	const struct live *live;
	const struct moment *moment;
	struct fault *fault;
	bool good;
};

static void write_one(void *context, size_t place, struct exercise_time at)
{
	struct releasing *r = context;
	const struct live_inject *row = r->live->injects.items[place];

	r->good = r->good && live_write_release(r->journal, r->live, row->head.id, at,
						r->moment, ID_NONE, r->fault);
}

/* The clock acts for nobody: who started the run answers for what it releases. */
bool live_advance(struct journal *journal, struct live *live, const struct moment *moment,
		  struct fault *fault)
{
	struct releasing releasing = { journal, live, moment, fault, true };
	struct actor before = *journal_actor(journal);

	if (live->run->state != RUN_RUNNING)
		return true;
	journal_set_actor(journal, &(struct actor){ .role = "clock" });
	machine_advance(&live->machine, run_time(live->run, moment), write_one, &releasing);
	journal_set_actor(journal, &before);
	return releasing.good;
}
