/* What must hold for a unit's place under another. */

#include "access/account.h"
#include "base/must.h"
#include "unit/unit_rules.h"

#define CHAIN_DEPTH_MOST 64

bool unit_tier_may_stand_under(enum unit_tier below, enum unit_tier above)
{
	must(below <= UNIT_OTHER && above <= UNIT_OTHER, "tiers of the table");
	return above < below || (below == UNIT_OTHER && above == UNIT_OTHER);
}

/* A place in a chain with the unit above. */
struct place {
	struct record_head head;
	struct date valid_from, valid_to;
	struct id parent_id;
	const char *parent_name;
	struct date parent_from, parent_to;
};
static const struct field place_fields[] = {
	RECORD_HEAD_FIELDS(struct place),
	FIELD(struct place, valid_from, "Từ ngày", "From", "First day."),
	FIELD(struct place, valid_to, "Đến trước ngày", "Until", "First day no more."),
	FIELD(struct place, parent_id, "Cấp trên", "Parent", "The unit above."),
	FIELD(struct place, parent_name, "Tên", "Name", "Its name."),
	FIELD(struct place, parent_from, "Từ ngày", "From", "Its first day."),
	FIELD(struct place, parent_to, "Đến trước ngày", "Until", "First day it is no more."),
};
static const struct record_type place_type = RECORD_TYPE(place, place_fields,
	.plural = "places", .vi = "cấp trên", .en = "place in a chain");

static bool list_places(struct journal *journal, const struct unit_link *link, struct id unit_id,
			struct list *list_out, struct fault *fault)
{
	return store_list(journal_store(journal), journal_arena(journal), &place_type,
		"SELECT l.id AS id, l.version AS version, l.label AS label,"
		"       l.scope_id AS scope_id, l.valid_from AS valid_from,"
		"       l.valid_to AS valid_to, l.parent_id AS parent_id, p.name AS parent_name,"
		"       p.valid_from AS parent_from, p.valid_to AS parent_to"
		" FROM visible_unit_link l"
		" JOIN visible_unit p ON p.id = l.parent_id"
		" WHERE l.unit_id = :unit AND l.chain = :chain",
		BINDS(ID("unit", unit_id),
		      TEXT("chain", words_word(&unit_chain_words, link->chain))),
		list_out, fault);
}

/* The days on which the place holds: those of the link and of the unit above. */
static struct period place_period(const struct place *place)
{
	return period_common((struct period){ place->valid_from, place->valid_to },
			     (struct period){ place->parent_from, place->parent_to });
}

static bool check_one_parent(struct journal *journal, const struct unit_link *link,
			     struct period period, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct list places;

	if (!list_places(journal, link, link->unit_id, &places, fault))
		return false;
	for (size_t i = 0; i < places.count; i++) {
		const struct place *place = places.items[i];
		struct period both = period_common(period, place_period(place));

		if (id_equal(place->head.id, link->head.id) || period_is_empty(both))
			continue;
		return fault_add_problem(fault, arena, "/parent_id", PROBLEM_NOT_UNIQUE,
					 period_of(arena, place->parent_name, both));
	}
	return true;
}

/* One unit on the way up, and where we came from. */
struct rung {
	const struct rung *below;
	struct id id;
	const char *name;
	struct period period;		/* on which the whole way so far holds */
	int depth;
};

static const char *way_text(struct arena *arena, const struct rung *top)
{
	const char *text = top->name;

	must(top->below != NULL, "a way has two units at least");

	for (const struct rung *r = top->below; r != NULL; r = r->below)
		text = arena_printf(arena, "%s → %s", r->name, text);
	return text;
}

/* Climbs from the rung; a way back to the unit below is a circle. */
static bool check_circle(struct journal *journal, const struct unit_link *link,
			 const struct rung *rung, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct list places;

	must(rung->depth >= 1 && rung->depth <= CHAIN_DEPTH_MOST, "the way up is bounded");
	if (id_equal(rung->id, link->unit_id) || rung->depth == CHAIN_DEPTH_MOST)
		return fault_add_problem(fault, arena, "/parent_id", PROBLEM_CYCLE,
					 way_text(arena, rung));
	if (!list_places(journal, link, rung->id, &places, fault))
		return false;
	for (size_t i = 0; i < places.count; i++) {
		const struct place *place = places.items[i];
		struct rung next = { rung, place->parent_id, place->parent_name,
				     period_common(rung->period, place_period(place)),
				     rung->depth + 1 };

		if (!id_equal(place->head.id, link->head.id) &&
		    !period_is_empty(next.period) &&
		    !check_circle(journal, link, &next, fault))
			return false;
	}
	return true;
}

/* Both units must exist in the link's own dates, and share a day. */
static bool check_dates(struct arena *arena, struct period link, const struct unit *unit,
			const char *pointer, struct fault *fault)
{
	struct period period = unit_period(unit);
	/* an open side of the link follows the unit */
	struct period asked = { date_is_known(link.first) ? link.first : period.first,
				date_is_known(link.end) ? link.end : period.end };

	return (!period_is_empty(asked) && period_contains(period, asked)) ||
	       fault_add_problem(fault, arena, pointer, PROBLEM_OUTSIDE_DATES,
				 period_of(arena, unit->name, period));
}

static bool check_link(struct journal *journal, const struct unit_link *link,
		       const struct unit *below, const struct unit *above, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct period own = { link->valid_from, link->valid_to };
	struct period both = period_common(own, period_common(unit_period(below),
							      unit_period(above)));
	struct rung first = { NULL, below->head.id, below->name, both, 0 };
	struct rung second = { &first, above->head.id, above->name, both, 1 };

	must(id_equal(below->head.id, link->unit_id) && id_equal(above->head.id, link->parent_id),
	     "the units of this link");

	if (!unit_check_order(arena, own, fault) ||
	    !check_dates(arena, own, below, "/unit_id", fault) ||
	    !check_dates(arena, own, above, "/parent_id", fault))
		return false;
	if (period_is_empty(both))
		return fault_add_problem(fault, arena, "/parent_id", PROBLEM_OUTSIDE_DATES,
					 period_of(arena, above->name, unit_period(above)));
	if (link->chain == UNIT_CHAIN_ADMINISTRATIVE && !id_equal(below->head.id, above->head.id) &&
	    !unit_tier_may_stand_under(below->tier, above->tier))
		return fault_add_problem(fault, arena, "/parent_id", PROBLEM_PARENT_NOT_ABOVE,
					 above->name);
	return check_one_parent(journal, link, both, fault) &&
	       check_circle(journal, link, &second, fault);
}

static bool settle_link(struct journal *journal, const void *before, void *after,
			struct fault *fault)
{
	struct unit_link *link = after;

	(void)before;
	if (link == NULL)
		return true;
	const struct unit *below = collection_refer(journal, &unit_type, link->unit_id,
						    "/unit_id", fault);
	const struct unit *above = collection_refer(journal, &unit_type, link->parent_id,
						    "/parent_id", fault);

	link->head.scope_id = link->unit_id;
	return below != NULL && above != NULL && check_link(journal, link, below, above, fault);
}

bool unit_link_keep_scope(struct store *store, const struct unit_link *link,
			  const struct unit *below, struct fault *fault)
{
	/* a link that began or ended with its unit tells of no move: nobody else takes over */
	bool came = date_is_known(link->valid_from) &&
		    (!date_is_known(below->valid_from) ||
		     date_compare(below->valid_from, link->valid_from) < 0);
	bool went = date_is_known(link->valid_to) &&
		    (!date_is_known(below->valid_to) ||
		     date_compare(below->valid_to, link->valid_to) > 0);

	must(id_equal(link->unit_id, below->head.id), "the link is that of the unit");
	return access_scope_set_during(store, link->unit_id, link->parent_id,
				       came ? link->valid_from : DATE_NONE,
				       went ? link->valid_to : DATE_NONE, fault);
}

/* What a grant reaches follows the links; only a new one can be put in by itself. */
static bool settled_link(struct journal *journal, const void *before, const void *after,
			 struct fault *fault)
{
	const struct unit_link *old = before, *link = after;

	if (old == NULL) {
		const struct unit *below = record_store_find(journal_store(journal),
			journal_arena(journal), &unit_type, link->unit_id, fault);

		return below != NULL && unit_link_keep_scope(journal_store(journal), link, below,
							     fault);
	}
	if (link != NULL && id_equal(old->unit_id, link->unit_id) &&
	    id_equal(old->parent_id, link->parent_id) &&
	    date_compare(old->valid_from, link->valid_from) == 0 &&
	    date_compare(old->valid_to, link->valid_to) == 0)
		return true;
	return access_scope_rebuild(journal_store(journal), fault);
}

const struct collection unit_link_collection = {
	.type = &unit_link_type, .settle = settle_link, .settled = settled_link,
	.order = "valid_from",
};

/* --- all scopes anew --------------------------------------------------------- */

/* A unit with one of its links; without one the parent is none. */
struct scope {
	struct record_head head;
	struct id parent_id;
	struct date valid_from, valid_to, link_from, link_to;
};
static const struct field scope_fields[] = {
	RECORD_HEAD_FIELDS(struct scope),
	FIELD(struct scope, parent_id, "Cấp trên", "Parent", "The unit above."),
	FIELD(struct scope, valid_from, "Từ ngày", "From", "First day of the unit."),
	FIELD(struct scope, valid_to, "Đến trước ngày", "Until", "First day no more."),
	FIELD(struct scope, link_from, "Nối từ ngày", "Linked from", "First day of the link."),
	FIELD(struct scope, link_to, "Nối đến trước ngày", "Linked until", "First day no more."),
};
static const struct record_type scope_type = RECORD_TYPE(scope, scope_fields,
	.plural = "scopes", .vi = "phạm vi", .en = "scope");

static bool fill_scope(struct store *store, const struct scope *scope, struct fault *fault)
{
	struct unit unit = { .head = scope->head, .valid_from = scope->valid_from,
			     .valid_to = scope->valid_to };
	struct unit_link link = { .unit_id = scope->head.id, .parent_id = scope->parent_id,
				  .valid_from = scope->link_from, .valid_to = scope->link_to };

	if (id_is_none(scope->parent_id))
		return unit_keep_scope(store, &unit, fault);
	return unit_link_keep_scope(store, &link, &unit, fault) &&
	       (!date_is_known(unit.valid_to) ||
		access_scope_end(store, unit.head.id, unit.valid_to, fault));
}

static bool fill_scopes(struct store *store, struct arena *arena, struct fault *fault)
{
	struct list scopes;

	if (!store_list(store, arena, &scope_type,
		"SELECT u.id AS id, u.version AS version, u.label AS label,"
		"       u.scope_id AS scope_id, l.parent_id AS parent_id,"
		"       u.valid_from AS valid_from, u.valid_to AS valid_to,"
		"       l.valid_from AS link_from, l.valid_to AS link_to"
		" FROM visible_unit u"
		" LEFT JOIN visible_unit_link l ON l.unit_id = u.id"
		" ORDER BY CASE u.tier WHEN 'province' THEN 1 WHEN 'district' THEN 2"
		"                      WHEN 'commune' THEN 3 ELSE 4 END, u.id",
		NO_BINDS, &scopes, fault))
		return false;
	for (size_t i = 0; i < scopes.count; i++)
		if (!fill_scope(store, scopes.items[i], fault))
			return false;
	return true;
}

bool unit_fill_scopes(struct store *store, struct fault *fault)
{
	struct arena *arena = arena_create();
	bool good = fill_scopes(store, arena, fault);

	arena_destroy(&arena);
	return good;
}
