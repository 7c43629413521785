/* What comes next in a run: every inject that still waits, when it is due, and for whom or
   what it waits.  The machine says so itself, the one that will release it. */

#include "conduct/api.h"

#include "base/must.h"
#include "conduct/live.h"

/* What stands between an inject and its release. */
static const char *waits_for(const struct live_inject *row, bool is_due_known)
{
	if (row->is_held)
		return "hold";
	switch ((enum run_release)row->release) {
	case RUN_AUTOMATIC:
		return "time";
	case RUN_CONDITION:
		return is_due_known ? "time" : "condition";
	case RUN_MANUAL:
		return "person";
	case RUN_RESERVE:
		return "reserve";
	case RUN_RELEASE_UNKNOWN:
		break;
	}
	must(false, "an inject of a run has a way of release");
	return NULL;
}

/* What a person releases, or keeps back, has its planned time as a reminder. */
static struct optional_time due_of(const struct live *live, const struct live_inject *row,
				   bool *is_known_out)
{
	struct optional_time due = { .has_value = false };

	must(row->place < live->machine.count, "an inject has its place in the machine");
	*is_known_out = machine_due(&live->machine, row->place, &due.time);
	due.has_value = *is_known_out;
	if (!due.has_value && row->planned_time.has_value && row->release != RUN_CONDITION)
		due = (struct optional_time){ true,
			{ row->planned_time.time.us + row->delay_us } };
	return due;
}

static void add_waiting(struct text *out, const struct live *live,
			const struct live_inject *row, const char *border)
{
	static const struct field field = { .type = FIELD_EXERCISE_TIME };
	bool is_known;
	const struct optional_time due = due_of(live, row, &is_known);
	char id[ID_TEXT_SIZE];

	id_format(row->head.id, id);
	text_add_format(out, "%s{\"id\":\"%s\",\"due_time\":", border, id);
	json_add_field(out, &field, &due);
	json_add_name(out, "waits_for");
	json_add_string(out, waits_for(row, is_known));
	text_add(out, "}");
}

/* The machine needs the whole script; the reader is told of what he may see of it. */
static void add_visible(struct request *request, const struct live *live)
{
	struct rows *rows = store_rows(request->store,
		"SELECT id\n"
		"FROM visible_run_inject\n"
		"WHERE run_id = :run AND state = 'waiting'\n"
		"ORDER BY position, id",
		BINDS(ID("run", request->id)), &request->fault);
	const char *border = "";
	size_t place;

	text_add(&request->reply, "{\"items\":[");
	while (rows_next(rows)) {
		/* two connections: it may have gone out between the two readings */
		if (!live_find(live, rows_id(rows, "id"), &place))
			continue;
		const struct live_inject *row = live->injects.items[place];

		if (row->state != RUN_WAITING)
			continue;
		add_waiting(&request->reply, live, row, border);
		border = ",";
	}
	if (rows_end(&rows, &request->fault))
		text_add(&request->reply, "]}");
}

void api_list_due(struct request *request)
{
	const struct run *run = run_find(request->store, request->arena, request->id,
					 &request->fault);
	struct store *system = run == NULL ||
		!request_may(request, RIGHT_RUN_SCRIPT_READ, run->exercise_id) ? NULL :
		request_system_store(request);
	const struct live *live = system == NULL ? NULL :
		live_read(system, request->arena, request->id, &request->fault);

	if (live != NULL)
		add_visible(request, live);
}
