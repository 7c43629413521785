#include "unit/unit_known.h"

#include "base/must.h"

static const char *key_of(struct arena *arena, struct id id)
{
	char text[ID_TEXT_SIZE];

	id_format(id, text);
	return arena_copy(arena, text);
}

struct known_unit *unit_known_add(struct unit_known *known, const struct unit *unit)
{
	struct known_unit *added = arena_new(known->arena, struct known_unit);

	must(!id_is_none(unit->head.id), "a known unit has its id");
	*added = (struct known_unit){ .unit = *unit,
				      .same_code = table_find(&known->by_code, unit->code) };
	table_set(&known->by_code, unit->code, added);
	table_set(&known->by_id, key_of(known->arena, unit->head.id), added);
	return added;
}

struct known_unit *unit_known_by_id(const struct unit_known *known, struct id id)
{
	char key[ID_TEXT_SIZE];

	id_format(id, key);
	return table_find(&known->by_id, key);
}

struct known_unit *unit_known_on(const struct unit_known *known, const char *code,
				 struct date day)
{
	struct known_unit *unit = table_find(&known->by_code, code);

	while (unit != NULL &&
	       (unit->is_hidden ||
		!unit_is_in_force(unit->unit.valid_from, unit->unit.valid_to, day)))
		unit = unit->same_code;
	return unit;
}

struct known_unit *unit_known_from(const struct unit_known *known, const char *code,
				   struct date valid_from)
{
	struct known_unit *unit = table_find(&known->by_code, code);

	while (unit != NULL && date_compare(unit->unit.valid_from, valid_from) != 0)
		unit = unit->same_code;
	return unit;
}

void unit_known_add_link(struct unit_known *known, const struct unit_link *link)
{
	struct known_unit *unit = unit_known_by_id(known, link->unit_id);
	struct known_link *added = arena_new(known->arena, struct known_link);

	must(unit != NULL, "a link of a unit that is not known");
	*added = (struct known_link){ unit->links, *link };
	unit->links = added;
}

bool unit_known_add_alias(struct unit_known *known, struct id unit_id, const char *name)
{
	static char there;
	const char *key = arena_printf(known->arena, "%s %s", key_of(known->arena, unit_id), name);

	if (table_find(&known->aliases, key) != NULL)
		return false;
	table_set(&known->aliases, key, &there);
	return true;
}

#define CHAIN_DEPTH_MOST 64

static bool climb(const struct unit_known *known, const struct known_unit *unit, struct id above,
		  struct period days, int depth)
{
	must(depth <= CHAIN_DEPTH_MOST, "the way up is bounded");
	if (id_equal(unit->unit.head.id, above))
		return true;
	for (const struct known_link *l = unit->links; l != NULL && depth < CHAIN_DEPTH_MOST;
	     l = l->next) {
		const struct known_unit *next = unit_known_by_id(known, l->link.parent_id);
		struct period rest = period_common(days, (struct period){ l->link.valid_from,
									  l->link.valid_to });

		if (next == NULL)
			continue;
		rest = period_common(rest, (struct period){ next->unit.valid_from,
							    next->unit.valid_to });
		if (!period_is_empty(rest) && climb(known, next, above, rest, depth + 1))
			return true;
	}
	return false;
}

bool unit_known_stands_under(const struct unit_known *known, const struct known_unit *unit,
			     struct id above, struct period days)
{
	return climb(known, unit, above, days, 0);
}

bool unit_known_is_within(const struct unit_known *known, const struct known_unit *unit,
			  struct id within)
{
	must(unit != NULL, "a unit lies within or not");
	return id_is_none(within) ||
	       climb(known, unit, within, (struct period){ DATE_NONE, DATE_NONE }, 0);
}

/* Links out of sight are known as well: they keep the order of units without a circle,
   and where they lead is told to nobody. */
static bool load_links(struct store *store, struct unit_known *known, struct fault *fault)
{
	struct list list;

	if (!store_list(store, known->arena, &unit_link_type,
		"SELECT id, version, label, scope_id, chain, unit_id, parent_id, valid_from,"
		"       valid_to"
		" FROM unit_link"
		" WHERE chain = 'administrative'", NO_BINDS, &list, fault))
		return false;
	for (size_t i = 0; i < list.count; i++)
		unit_known_add_link(known, list.items[i]);
	return true;
}

static bool load_aliases(struct store *store, struct unit_known *known, struct fault *fault)
{
	struct rows *rows = store_rows(store, "SELECT unit_id, name FROM unit_alias", NO_BINDS,
				       fault);

	while (rows_next(rows))
		unit_known_add_alias(known, rows_id(rows, "unit_id"), rows_text(rows, "name"));
	return rows_end(&rows, fault);
}

bool unit_known_load(const struct import_job *job, struct unit_known *known_out,
		     struct fault *fault)
{
	struct store *store = journal_store(job->journal);
	struct arena *arena = job->result->arena;
	struct list list;

	*known_out = (struct unit_known){ .arena = arena, .by_code.arena = arena,
					  .by_id.arena = arena, .aliases.arena = arena };
	if (!store_list(store, arena, &unit_type,
		"SELECT id, version, label, scope_id, code, name, tier, kind, valid_from,"
		"       valid_to, search_key"
		" FROM unit", NO_BINDS, &list, fault))
		return false;
	for (size_t i = 0; i < list.count; i++)
		unit_known_add(known_out, list.items[i])->is_hidden =
			!import_sees(job, &unit_type, list.items[i]);
	return load_links(store, known_out, fault) && load_aliases(store, known_out, fault);
}
