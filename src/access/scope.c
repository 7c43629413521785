/* Which scopes lie within which.  Only the edges are kept; what lies below a
   scope is walked once, when a reader is made. */

#include <stdatomic.h>
#include <string.h>

#include "access/account.h"
#include "base/must.h"

static atomic_bool scopes_changed;	/* since the last commit that was told */
static _Atomic int64_t told_sequence = -1;	/* the newest commit that changed them */
static access_scope_source *const *sources;

static bool write_scope(struct store *store, const char *sql, const struct bind *binds,
			struct fault *fault)
{
	int64_t changed = 0;

	if (!store_run(store, sql, binds, &changed, fault))
		return false;
	if (changed > 0)
		atomic_store(&scopes_changed, true);
	return true;
}

bool access_scope_set(struct store *store, struct id scope_id, struct id parent_scope_id,
		      struct fault *fault)
{
	must(!id_is_none(scope_id), "no scope to set");
	if (id_is_none(parent_scope_id))
		return write_scope(store,
			"INSERT INTO access_scope(scope_id)\n"
			"VALUES(:scope)\n"
			"ON CONFLICT DO NOTHING",
			BINDS(ID("scope", scope_id)), fault);
	return access_scope_set_during(store, scope_id, parent_scope_id, DATE_NONE,
				       DATE_NONE, fault);
}

/* Bounds that any day lies between spare the reader's query two cases. */
static void format_bound(struct date day, const char *otherwise, char text_out[DATE_TEXT_SIZE])
{
	if (date_is_known(day))
		date_format(day, text_out);
	else
		memcpy(text_out, otherwise, DATE_TEXT_SIZE);
}

bool access_scope_set_during(struct store *store, struct id scope_id, struct id parent_scope_id,
			     struct date from, struct date to, struct fault *fault)
{
	char begins_on[DATE_TEXT_SIZE], ends_on[DATE_TEXT_SIZE];

	must(!id_is_none(scope_id) && !id_is_none(parent_scope_id), "a scope and its parent");
	must(!id_equal(scope_id, parent_scope_id), "no scope lies within itself");
	format_bound(from, "0001-01-01", begins_on);
	format_bound(to, "9999-12-31", ends_on);
	return write_scope(store,
		"INSERT INTO access_scope_parent(scope_id, parent_id, begins_on, ends_on)\n"
		"VALUES(:scope, :parent, :from, :to)\n"
		"ON CONFLICT DO NOTHING",
		BINDS(ID("scope", scope_id), ID("parent", parent_scope_id),
		      TEXT("from", begins_on), TEXT("to", ends_on)), fault);
}

bool access_scope_unset(struct store *store, struct id scope_id, struct id parent_scope_id,
			struct fault *fault)
{
	must(!id_is_none(scope_id), "no scope to move");
	return id_is_none(parent_scope_id) || write_scope(store,
		"DELETE FROM access_scope_parent\n"
		"WHERE scope_id = :scope\n"
		"  AND parent_id = :parent",
		BINDS(ID("scope", scope_id), ID("parent", parent_scope_id)), fault);
}

bool access_scope_end(struct store *store, struct id scope_id, struct date day,
		      struct fault *fault)
{
	char text[DATE_TEXT_SIZE];

	must(!id_is_none(scope_id), "no scope to end");
	date_format(day, text);
	return write_scope(store,
		"INSERT INTO access_scope(scope_id, ends_on)\n"
		"VALUES(:scope, :day)\n"
		"ON CONFLICT(scope_id) DO UPDATE\n"
		"SET ends_on = excluded.ends_on",
		BINDS(ID("scope", scope_id), TEXT("day", date_is_known(day) ? text : NULL)),
		fault);
}

bool access_scope_clear(struct store *store, struct fault *fault)
{
	return write_scope(store, "DELETE FROM access_scope", NO_BINDS, fault) &&
	       write_scope(store, "DELETE FROM access_scope_parent", NO_BINDS, fault);
}

void access_set_scope_sources(access_scope_source *const *all)
{
	must(all != NULL, "scopes come from somewhere");
	sources = all;
}

bool access_scope_rebuild(struct store *store, struct fault *fault)
{
	must(sources != NULL, "nobody said where scopes come from");
	if (!access_scope_clear(store, fault))
		return false;
	for (access_scope_source *const *source = sources; *source != NULL; source++)
		if (!(*source)(store, fault))
			return false;
	return true;
}

bool access_changes_readers(const struct journal_event *events, size_t count)
{
	if (count == 0)
		return false;
	/* Set on this very thread before the commit that wakes us; several listeners
	   may ask about one commit. */
	if (atomic_exchange(&scopes_changed, false))
		atomic_store(&told_sequence, events[0].sequence);
	if (events[0].sequence <= atomic_load(&told_sequence))
		return true;
	for (size_t i = 0; i < count; i++)
		if (events[i].type == &account_type || events[i].type == &role_type ||
		    events[i].type == &grant_type || events[i].type == &token_type)
			return true;
	return false;
}
