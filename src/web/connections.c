#include "web/connections.h"

#include "base/must.h"

static _Thread_local enum label_level highest;
static _Thread_local const struct record_type *highest_type;

/* The guard's question; remembers what was answered with yes. */
static bool sees(const void *reader, const struct record_type *type, struct id scope_id,
		 struct label label)
{
	if (!reader_may_see(reader, type, scope_id, label))
		return false;
	if (label.level > highest && reader != reader_of_machine()) {
		highest = label.level;
		highest_type = type;
	}
	return true;
}

struct label connections_take_label(const struct record_type **type_out)
{
	struct label label = { highest };

	*type_out = highest_type;
	highest = LABEL_NONE;
	highest_type = NULL;
	return label;
}

struct store *connections_guarded(struct connections *connections, struct fault *fault)
{
	if (connections->guarded != NULL)
		return connections->guarded;
	must(connections->path != NULL, "connections to which database?");
	connections->guarded = store_open(connections->path, STORE_READ, fault);
	if (connections->guarded != NULL)
		record_store_guard(connections->guarded, journal_types(), sees);
	return connections->guarded;
}

struct store *connections_system(struct connections *connections, struct fault *fault)
{
	if (connections->system == NULL)
		connections->system = store_open(connections->path, STORE_READ, fault);
	return connections->system;
}

void connections_close(struct connections *connections)
{
	store_close(&connections->guarded);
	store_close(&connections->system);
}
