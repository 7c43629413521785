/* What must hold for a unit and its aliases. */

#include "access/account.h"
#include "base/must.h"
#include "base/utf8.h"
#include "unit/period.h"
#include "unit/unit.h"
#include "unit/unit_rules.h"

void unit_fill_in(struct arena *arena, struct instant now, struct unit *unit)
{
	must(unit->name != NULL, "a name was asked for before");
	if (id_is_none(unit->head.id))
		unit->head.id = id_create(now);
	unit->head.scope_id = unit->head.id;
	unit->search_key = utf8_search_key(arena, unit->name);
	if (unit->kind == UNIT_KIND_UNKNOWN)
		unit->kind = unit_kind_of_name(arena, unit->name);
	if (unit->kind == UNIT_KIND_UNKNOWN)
		unit->kind = UNIT_KIND_OTHER;
	must(unit->search_key != NULL && id_equal(unit->head.scope_id, unit->head.id),
	     "a unit is a scope of its own and can be searched");
}

struct period unit_period(const struct unit *unit)
{
	return (struct period){ unit->valid_from, unit->valid_to };
}

bool unit_check_order(struct arena *arena, struct period period, struct fault *fault)
{
	return !period_is_empty(period) ||
	       fault_add_problem(fault, arena, "/valid_to", PROBLEM_ORDER_OF_DATES, NULL);
}

/* One unit per code and day. */
static bool check_code(struct journal *journal, const struct unit *unit, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);

	must(unit->code != NULL && !id_is_none(unit->head.id), "filled in before");
	struct rows *rows = store_rows(journal_store(journal),
		"SELECT name, valid_from, valid_to"
		" FROM visible_unit"
		" WHERE code = :code AND id <> :id"
		"   AND (:until IS NULL OR valid_from IS NULL OR valid_from < :until)"
		"   AND (:since IS NULL OR valid_to IS NULL OR valid_to > :since)"
		" LIMIT 1",
		BINDS(TEXT("code", unit->code), ID("id", unit->head.id),
		      TEXT("since", unit_day(arena, unit->valid_from)),
		      TEXT("until", unit_day(arena, unit->valid_to))), fault);
	const char *other = NULL;

	if (rows_next(rows))
		other = period_of(arena, rows_text(rows, "name"),
				  (struct period){ rows_date(rows, "valid_from"),
						   rows_date(rows, "valid_to") });
	if (!rows_end(&rows, fault))
		return false;
	return other == NULL ||
	       fault_add_problem(fault, arena, "/code", PROBLEM_NOT_UNIQUE, other);
}

/* New dates must leave every place in the chains a day at least. */
static bool check_places(struct journal *journal, const struct unit *unit, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct rows *rows = store_rows(journal_store(journal),
		"SELECT o.name AS name, o.valid_from AS valid_from, o.valid_to AS valid_to,"
		"       l.valid_from AS link_from, l.valid_to AS link_to"
		" FROM visible_unit_link l"
		" JOIN visible_unit o"
		"   ON o.id = CASE WHEN l.unit_id = :id THEN l.parent_id ELSE l.unit_id END"
		" WHERE l.unit_id = :id OR l.parent_id = :id",
		BINDS(ID("id", unit->head.id)), fault);
	const char *lost = NULL;

	while (rows_next(rows)) {
		struct period other = { rows_date(rows, "valid_from"),
					rows_date(rows, "valid_to") };
		struct period link = { rows_date(rows, "link_from"), rows_date(rows, "link_to") };

		if (period_is_empty(period_common(period_common(other, link), unit_period(unit))))
			lost = period_of(arena, rows_text(rows, "name"), other);
	}
	if (!rows_end(&rows, fault))
		return false;
	return lost == NULL ||
	       fault_add_problem(fault, arena, "/valid_from", PROBLEM_OUTSIDE_DATES, lost);
}

/* A unit's tier stays above those below it and below those above it. */
static bool check_tier(struct journal *journal, const struct unit *unit, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);

	must(unit->tier != UNIT_TIER_UNKNOWN, "a tier was asked for before");
	struct rows *rows = store_rows(journal_store(journal),
		"SELECT o.name AS name, o.tier AS tier, l.unit_id AS unit_id"
		" FROM visible_unit_link l"
		" JOIN visible_unit o"
		"   ON o.id = CASE WHEN l.unit_id = :id THEN l.parent_id ELSE l.unit_id END"
		" WHERE l.chain = 'administrative' AND (l.unit_id = :id OR l.parent_id = :id)",
		BINDS(ID("id", unit->head.id)), fault);
	const char *wrong = NULL;

	while (rows_next(rows)) {
		bool is_below = id_equal(rows_id(rows, "unit_id"), unit->head.id);
		unsigned tier;

		if (!words_find(&unit_tier_words, rows_text(rows, "tier"), &tier))
			continue;
		if (!unit_tier_may_stand_under(is_below ? unit->tier : tier,
					       is_below ? tier : unit->tier))
			wrong = arena_copy(arena, rows_text(rows, "name"));
	}
	if (!rows_end(&rows, fault))
		return false;
	return wrong == NULL ||
	       fault_add_problem(fault, arena, "/tier", PROBLEM_PARENT_NOT_ABOVE, wrong);
}

static bool settle_unit(struct journal *journal, const void *before, void *after,
			struct fault *fault)
{
	const struct unit *old = before;
	struct unit *unit = after;
	struct arena *arena = journal_arena(journal);

	if (unit == NULL)
		return true;	/* what still hangs on it is refused for every type alike */
	/* the kind was taken from the name: it goes with the name */
	if (old != NULL && old->kind == unit->kind &&
	    unit->kind == unit_kind_of_name(arena, old->name))
		unit->kind = UNIT_KIND_UNKNOWN;
	unit_fill_in(arena, journal_now(journal), unit);
	bool good = unit_check_order(arena, unit_period(unit), fault) &&
		    check_code(journal, unit, fault);

	if (!good || old == NULL)
		return good;
	return check_places(journal, unit, fault) && check_tier(journal, unit, fault);
}

bool unit_keep_scope(struct store *store, const struct unit *unit, struct fault *fault)
{
	must(!id_is_none(unit->head.id), "a scope has the id of its unit");
	return access_scope_set(store, unit->head.id, ID_NONE, fault) &&
	       (!date_is_known(unit->valid_to) ||
		access_scope_end(store, unit->head.id, unit->valid_to, fault));
}

static bool settled_unit(struct journal *journal, const void *before, const void *after,
			 struct fault *fault)
{
	const struct unit *old = before, *unit = after;

	must(old != NULL || unit != NULL, "something was written");
	if (unit == NULL)
		return access_scope_end(journal_store(journal), old->head.id,
					instant_date(journal_now(journal), 420), fault);
	if (old == NULL)
		return unit_keep_scope(journal_store(journal), unit, fault);
	/* whether a link tells of a move depends on the unit's own days */
	return (date_compare(old->valid_to, unit->valid_to) == 0 &&
		date_compare(old->valid_from, unit->valid_from) == 0) ||
	       access_scope_rebuild(journal_store(journal), fault);
}

const struct collection unit_collection = {
	.type = &unit_type, .settle = settle_unit, .settled = settled_unit, .order = "code",
};

/* --- aliases ----------------------------------------------------------------- */

void unit_alias_fill_in(struct arena *arena, struct unit_alias *alias)
{
	must(!id_is_none(alias->unit_id) && alias->name != NULL, "an alias names a unit");
	alias->head.scope_id = alias->unit_id;
	alias->search_key = utf8_search_key(arena, alias->name);
}

static bool settle_alias(struct journal *journal, const void *before, void *after,
			 struct fault *fault)
{
	struct unit_alias *alias = after;
	int64_t same = 0;

	(void)before;
	if (alias == NULL)
		return true;
	if (collection_refer(journal, &unit_type, alias->unit_id, "/unit_id", fault) == NULL)
		return false;
	unit_alias_fill_in(journal_arena(journal), alias);
	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_unit_alias"
		" WHERE unit_id = :unit AND name = :name AND id <> :id",
		BINDS(ID("unit", alias->unit_id), TEXT("name", alias->name),
		      BYTES("id", alias->head.id.bytes, sizeof(alias->head.id.bytes))),
		&same, fault))
		return false;
	return same == 0 || fault_add_problem(fault, journal_arena(journal), "/name",
					      PROBLEM_NOT_UNIQUE, alias->name);
}

const struct collection unit_alias_collection = {
	.type = &unit_alias_type, .settle = settle_alias, .order = "name",
};
