/* What must hold for a step of succession. */

#include "base/table.h"
#include "unit/unit_rules.h"

#define LINE_DEPTH_MOST 64

/* A unit that others became, with its name. */
struct heir {
	struct record_head head;
	const char *name;
};
static const struct field heir_fields[] = {
	RECORD_HEAD_FIELDS(struct heir),
	FIELD(struct heir, name, "Tên", "Name", "Its name."),
};
static const struct record_type heir_type = RECORD_TYPE(heir, heir_fields,
	.plural = "heirs", .vi = "đơn vị", .en = "unit");

/* A walk along the line, and where it has been. */
struct walk {
	struct journal *journal;
	const struct succession *step;	/* that is to be written */
	struct table seen;
	struct fault *fault;
};
struct stop {
	const struct stop *before;
	const struct heir *unit;
	int depth;
};

static const char *way_text(struct arena *arena, const struct stop *last)
{
	const char *text = last->unit->name;

	for (const struct stop *s = last->before; s != NULL; s = s->before)
		text = arena_printf(arena, "%s → %s", s->unit->name, text);
	return text;
}

static bool list_heirs(struct walk *walk, struct id id, struct list *list_out)
{
	return store_list(journal_store(walk->journal), journal_arena(walk->journal), &heir_type,
		"SELECT u.id AS id, u.version AS version, u.label AS label,"
		"       u.scope_id AS scope_id, u.name AS name"
		" FROM visible_succession s"
		" JOIN visible_unit u ON u.id = s.to_unit_id"
		" WHERE s.from_unit_id = :id AND (:own IS NULL OR s.id <> :own)",
		BINDS(ID("id", id), ID("own", walk->step->head.id)), list_out, walk->fault);
}

/* Goes on from the stop; a way back to the old unit is a circle. */
static bool walk_on(struct walk *walk, const struct stop *stop)
{
	struct arena *arena = journal_arena(walk->journal);
	char key[ID_TEXT_SIZE];
	struct list heirs;

	if (id_equal(stop->unit->head.id, walk->step->from_unit_id) ||
	    stop->depth == LINE_DEPTH_MOST)
		return fault_add_problem(walk->fault, arena, "/to_unit_id", PROBLEM_CYCLE,
					 way_text(arena, stop));
	id_format(stop->unit->head.id, key);
	if (table_find(&walk->seen, key) != NULL)
		return true;
	table_set(&walk->seen, arena_copy(arena, key), walk);
	if (!list_heirs(walk, stop->unit->head.id, &heirs))
		return false;
	for (size_t i = 0; i < heirs.count; i++) {
		struct stop next = { stop, heirs.items[i], stop->depth + 1 };

		if (!walk_on(walk, &next))
			return false;
	}
	return true;
}

static bool check_circle(struct journal *journal, const struct succession *step,
			 const struct unit *from, const struct unit *to, struct fault *fault)
{
	struct walk walk = { .journal = journal, .step = step, .fault = fault,
			     .seen.arena = journal_arena(journal) };
	struct heir old = { from->head, from->name }, new = { to->head, to->name };
	struct stop first = { NULL, &old, 0 }, second = { &first, &new, 1 };

	return walk_on(&walk, &second);
}

/* The old unit was there until the day, the new one is there from it on. */
static bool check_day(struct arena *arena, const struct unit *unit, struct date day,
		      const char *pointer, struct fault *fault)
{
	return unit_is_in_force(unit->valid_from, unit->valid_to, day) ||
	       fault_add_problem(fault, arena, pointer, PROBLEM_OUTSIDE_DATES,
				 period_of(arena, unit->name, unit_period(unit)));
}

bool succession_check_dates(struct arena *arena, const struct succession *step,
			    const struct unit *from, const struct unit *to, struct fault *fault)
{
	if (!date_is_known(step->date))
		return true;
	bool good = from == NULL || check_day(arena, from, date_add_days(step->date, -1),
					      "/from_unit_id", fault);

	return (to == NULL || check_day(arena, to, step->date, "/to_unit_id", fault)) && good;
}

/* Which ends a step has follows from what happened. */
static bool check_ends(struct arena *arena, const struct succession *step, struct fault *fault)
{
	bool has_from = !id_is_none(step->from_unit_id), has_to = !id_is_none(step->to_unit_id);

	if (step->kind == SUCCESSION_ESTABLISH && !has_to)
		return fault_add_problem(fault, arena, "/to_unit_id", PROBLEM_REQUIRED, NULL);
	if (step->kind != SUCCESSION_ESTABLISH && !has_from)
		return fault_add_problem(fault, arena, "/from_unit_id", PROBLEM_REQUIRED, NULL);
	if (has_to && step->to_name != NULL)
		return fault_add_problem(fault, arena, "/to_name", PROBLEM_RULE,
			BOTH("Đơn vị mới đã được ghi, không cần tên tạm.",
			     "The new unit is recorded; it needs no name here."));
	return true;
}

static bool check_unique(struct journal *journal, const struct succession *step,
			 const struct unit *from, const struct unit *to, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	int64_t same = 0;

	if (from == NULL || to == NULL)
		return true;
	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_succession"
		" WHERE from_unit_id = :from AND to_unit_id = :to"
		"   AND (:own IS NULL OR id <> :own)",
		BINDS(ID("from", step->from_unit_id), ID("to", step->to_unit_id),
		      ID("own", step->head.id)), &same, fault))
		return false;
	return same == 0 || fault_add_problem(fault, arena, "/to_unit_id", PROBLEM_NOT_UNIQUE,
		arena_printf(arena, "%s → %s", from->name, to->name));
}

void succession_fill_in(struct succession *step)
{
	step->head.scope_id = id_is_none(step->from_unit_id) ? step->to_unit_id :
			      step->from_unit_id;
}

static bool settle_succession(struct journal *journal, const void *before, void *after,
			      struct fault *fault)
{
	struct succession *step = after;
	struct arena *arena = journal_arena(journal);
	const struct unit *from = NULL, *to = NULL;

	(void)before;
	if (step == NULL)
		return true;
	if (!id_is_none(step->from_unit_id))
		from = collection_refer(journal, &unit_type, step->from_unit_id, "/from_unit_id",
					fault);
	if (!id_is_none(step->to_unit_id))
		to = collection_refer(journal, &unit_type, step->to_unit_id, "/to_unit_id", fault);
	if (fault->kind != FAULT_NONE || !check_ends(arena, step, fault))
		return false;
	succession_fill_in(step);
	return succession_check_dates(arena, step, from, to, fault) &&
	       check_unique(journal, step, from, to, fault) &&
	       (from == NULL || to == NULL ||
		check_circle(journal, step, from, to, fault));
}

const struct collection succession_collection = {
	.type = &succession_type, .settle = settle_succession, .order = "date",
};
