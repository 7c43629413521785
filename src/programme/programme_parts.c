/* What must hold for the parts of a programme: legal bases, targets, units, the
   schedule.  They bear the programme's scope and at least its label, and stay as
   they are once it is closed. */

#include <string.h>

#include "base/must.h"
#include "programme/programme_rules.h"
#include "unit/unit.h"

/* Every part begins so. */
struct part {
	struct record_head head;
	struct id programme_id;
};
#define IS_PART(struct_) \
	_Static_assert(offsetof(struct_, programme_id) == offsetof(struct part, programme_id), \
		       "a part names its programme first")
IS_PART(struct legal_basis);
IS_PART(struct target);
IS_PART(struct programme_unit);
IS_PART(struct scheduled_exercise);

/* The part's programme, which must be open; the part takes scope and label of it.
   NULL with a problem or a fault. */
static const struct programme *belong(struct journal *journal, const void *before, void *after,
				      struct fault *fault)
{
	const struct part *known = after != NULL ? after : before;
	const struct programme *programme = collection_refer(journal, &programme_type,
		known->programme_id, "/programme_id", fault);

	if (programme == NULL)
		return NULL;
	if (programme->state == PROGRAMME_CLOSED) {
		fault_set(fault, FAULT_WRONG_STATE, "programme_id", programme->name);
		return NULL;
	}
	if (after == NULL)
		return programme;
	struct part *part = after;

	part->head.scope_id = programme->head.scope_id;
	if (part->head.label.level < programme->head.label.level)
		part->head.label = programme->head.label;
	must(part->head.label.level >= programme->head.label.level, "never less secret");
	return programme;
}

static bool settle_basis(struct journal *journal, const void *before, void *after,
			 struct fault *fault)
{
	struct legal_basis *basis = after;

	if (belong(journal, before, after, fault) == NULL)
		return false;
	if (basis == NULL)
		return true;
	if (period_is_empty((struct period){ basis->valid_from, basis->valid_to }))
		return fault_add_problem(fault, journal_arena(journal), "/valid_to",
					 PROBLEM_ORDER_OF_DATES, NULL);
	return basis->position > 0 || store_integer(journal_store(journal),
		"SELECT COALESCE(MAX(position), 0) + 1 FROM visible_legal_basis"
		" WHERE programme_id = :id", BINDS(ID("id", basis->programme_id)),
		&basis->position, fault);
}

const struct collection legal_basis_collection = {
	.type = &legal_basis_type, .settle = settle_basis, .order = "position",
};

/* --- targets ----------------------------------------------------------------- */

static bool refuse_member(struct journal *journal, const char *pointer, struct fault *fault)
{
	return fault_add_problem(fault, journal_arena(journal), pointer, PROBLEM_RULE,
		BOTH("Quy tắc này không dùng số đó.", "This rule does not use that number."));
}

/* A number that the rule does not use would look as if it counted. */
static bool check_numbers(struct journal *journal, const struct target *target,
			  struct fault *fault)
{
	bool takes_count = false, takes_share = false;

	must(target->rule <= TARGET_LIST, "a rule of the table");

	switch (target->rule) {
	case TARGET_EACH_UNIT:
	case TARGET_TOTAL:
		takes_count = true;
		break;
	case TARGET_SHARE_PER_YEAR:
		takes_share = true;
		break;
	case TARGET_LIST:
	case TARGET_RULE_UNKNOWN:
		break;
	}
	if (target->count.has_value && !takes_count)
		return refuse_member(journal, "/count", fault);
	return !target->share.has_value || takes_share || refuse_member(journal, "/share", fault);
}

static bool check_basis(struct journal *journal, const struct target *target,
			struct fault *fault)
{
	if (id_is_none(target->legal_basis_id))
		return true;
	const struct legal_basis *basis = collection_refer(journal, &legal_basis_type,
		target->legal_basis_id, "/legal_basis_id", fault);

	if (basis == NULL)
		return false;
	return id_equal(basis->programme_id, target->programme_id) ||
	       fault_add_problem(fault, journal_arena(journal), "/legal_basis_id",
				 PROBLEM_NOT_WITHIN, BOTH("nhiệm kỳ này", "this programme"));
}

static bool check_rule_once(struct journal *journal, const struct target *target,
			    struct fault *fault)
{
	const char *rule = words_word(&target_rule_words, target->rule);
	int64_t count = 0;

	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_target"
		" WHERE programme_id = :programme AND kind_id = :kind AND rule = :rule"
		"   AND (:id IS NULL OR id <> :id)",
		BINDS(ID("programme", target->programme_id), ID("kind", target->kind_id),
		      TEXT("rule", rule), ID("id", target->head.id)), &count, fault))
		return false;
	return count == 0 ||
	       fault_add_problem(fault, journal_arena(journal), "/rule", PROBLEM_NOT_UNIQUE,
		arena_printf(journal_arena(journal), BOTH("%s", "%s"),
			     words_text(&target_rule_words, target->rule, LANGUAGE_VI),
			     words_text(&target_rule_words, target->rule, LANGUAGE_EN)));
}

static bool settle_target(struct journal *journal, const void *before, void *after,
			  struct fault *fault)
{
	const struct target *target = after;

	if (belong(journal, before, after, fault) == NULL)
		return false;
	return target == NULL ||
	       (check_numbers(journal, target, fault) && check_basis(journal, target, fault) &&
		check_rule_once(journal, target, fault));
}

const struct collection target_collection = { .type = &target_type, .settle = settle_target };

/* --- units ------------------------------------------------------------------- */

static bool check_in_structure(struct journal *journal, const struct programme *programme,
			       const struct programme_unit *part, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	const struct unit *unit = collection_refer(journal, &unit_type, part->unit_id, "/unit_id",
						   fault);

	if (unit == NULL)
		return false;
	return unit_is_in_force(unit->valid_from, unit->valid_to, programme->structure_on) ||
	       fault_add_problem(fault, arena, "/unit_id", PROBLEM_OUTSIDE_DATES,
				 period_of(arena, unit->name,
					   (struct period){ unit->valid_from, unit->valid_to }));
}

static bool count_unit(struct journal *journal, const struct programme_unit *part,
		       int64_t *count_out, struct fault *fault)
{
	return store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_programme_unit"
		" WHERE programme_id = :programme AND unit_id = :unit"
		"   AND (:id IS NULL OR id <> :id)",
		BINDS(ID("programme", part->programme_id), ID("unit", part->unit_id),
		      ID("id", part->head.id)), count_out, fault);
}

/* Lines of the schedule keep the unit in the programme. */
static bool check_unscheduled(struct journal *journal, const struct programme_unit *part,
			      struct fault *fault)
{
	int64_t count = 0;

	must(!id_is_none(part->unit_id), "a part names its unit");

	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_scheduled_exercise"
		" WHERE programme_id = :programme AND unit_id = :unit",
		BINDS(ID("programme", part->programme_id), ID("unit", part->unit_id)), &count,
		fault))
		return false;
	return count == 0 || fault_add_problem(fault, journal_arena(journal), "/unit_id",
		PROBLEM_IN_USE, BOTH("dòng kế hoạch diễn tập", "a scheduled exercise"));
}

static bool settle_unit(struct journal *journal, const void *before, void *after,
			struct fault *fault)
{
	const struct programme_unit *old = before, *part = after;
	const struct programme *programme = belong(journal, before, after, fault);
	int64_t same = 0;

	if (programme == NULL)
		return false;
	if (old != NULL && (part == NULL || !id_equal(old->unit_id, part->unit_id)) &&
	    !check_unscheduled(journal, old, fault))
		return false;
	if (part == NULL)
		return true;
	if (!check_in_structure(journal, programme, part, fault) ||
	    !count_unit(journal, part, &same, fault))
		return false;
	return same == 0 || fault_add_problem(fault, journal_arena(journal), "/unit_id",
		PROBLEM_NOT_UNIQUE, BOTH("đơn vị đã có trong nhiệm kỳ",
					 "the unit is in the programme"));
}

const struct collection programme_unit_collection = {
	.type = &programme_unit_type, .settle = settle_unit,
};

/* --- the schedule ------------------------------------------------------------ */

static bool check_days(struct journal *journal, struct scheduled_exercise *line,
		       struct fault *fault)
{
	struct arena *arena = journal_arena(journal);

	if (date_is_known(line->ends_on) && date_compare(line->starts_on, line->ends_on) > 0)
		return fault_add_problem(fault, arena, "/ends_on", PROBLEM_ORDER_OF_DATES, NULL);
	if (!date_is_known(line->starts_on))
		return true;
	if (!line->year.has_value)
		line->year = (struct optional_integer){ true, line->starts_on.year };
	return line->year.value == line->starts_on.year ||
	       fault_add_problem(fault, arena, "/year", PROBLEM_DIFFERS,
				 arena_printf(arena, "%d", line->starts_on.year));
}

/* The unit exists on the days, or on some day of the year. */
static bool check_unit_days(struct journal *journal, const struct scheduled_exercise *line,
			    struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	const struct unit *unit = collection_refer(journal, &unit_type, line->unit_id, "/unit_id",
						   fault);

	if (unit == NULL)
		return false;
	struct period lives = { unit->valid_from, unit->valid_to }, days = { DATE_NONE, DATE_NONE };

	if (date_is_known(line->starts_on)) {
		days.first = line->starts_on;
		days.end = date_add_days(date_is_known(line->ends_on) ? line->ends_on :
					 line->starts_on, 1);
	} else if (line->year.has_value) {
		days.first = (struct date){ (int16_t)line->year.value, 1, 1 };
		days.end = (struct date){ (int16_t)(line->year.value + 1), 1, 1 };
		must(date_compare(days.first, days.end) < 0, "a year has days");
	}
	bool good = date_is_known(line->starts_on) ? period_contains(lives, days) :
		    !period_is_empty(period_common(lives, days));

	return good || fault_add_problem(fault, arena, "/unit_id", PROBLEM_OUTSIDE_DATES,
					 period_of(arena, unit->name, lives));
}

static bool settle_scheduled(struct journal *journal, const void *before, void *after,
			     struct fault *fault)
{
	struct scheduled_exercise *line = after;
	int64_t count = 0;

	if (belong(journal, before, after, fault) == NULL)
		return false;
	if (line == NULL)
		return true;
	struct programme_unit part = { .programme_id = line->programme_id,
				       .unit_id = line->unit_id };

	must(id_is_none(part.head.id), "it is counted, not left out");

	if (!check_days(journal, line, fault) || !check_unit_days(journal, line, fault) ||
	    !count_unit(journal, &part, &count, fault))
		return false;
	return count > 0 || fault_add_problem(fault, journal_arena(journal), "/unit_id",
		PROBLEM_NOT_WITHIN, BOTH("nhiệm kỳ này", "this programme"));
}

const struct collection scheduled_exercise_collection = {
	.type = &scheduled_exercise_type, .settle = settle_scheduled, .order = "year",
};

/* --- labels and scopes ------------------------------------------------------- */

static bool keep_part(struct journal *journal, const struct programme *programme,
		      const struct record_type *type, const char *sql, struct fault *fault)
{
	struct list list;

	if (!store_list(journal_store(journal), journal_arena(journal), type, sql,
			BINDS(ID("id", programme->head.id)), &list, fault))
		return false;
	for (size_t i = 0; i < list.count; i++) {
		struct record_head *head = record_head(list.items[i]);

		must(!id_is_none(programme->head.scope_id), "a programme belongs somewhere");
		if (head->label.level < programme->head.label.level)
			head->label = programme->head.label;
		head->scope_id = programme->head.scope_id;
		if (!journal_change(journal, type, list.items[i], fault))
			return false;
	}
	return true;
}

bool programme_keep_parts(struct journal *journal, const struct programme *programme,
			  struct fault *fault)
{
	return keep_part(journal, programme, &legal_basis_type,
		"SELECT id, version, label, scope_id, programme_id, position, reference, title,"
		"       issuer, issued_on, valid_from, valid_to"
		" FROM legal_basis WHERE programme_id = :id", fault) &&
	       keep_part(journal, programme, &target_type,
		"SELECT id, version, label, scope_id, programme_id, kind_id, rule, count, share,"
		"       legal_basis_id, note"
		" FROM target WHERE programme_id = :id", fault) &&
	       keep_part(journal, programme, &programme_unit_type,
		"SELECT id, version, label, scope_id, programme_id, unit_id, pilot, note"
		" FROM programme_unit WHERE programme_id = :id", fault) &&
	       keep_part(journal, programme, &scheduled_exercise_type,
		"SELECT id, version, label, scope_id, programme_id, unit_id, kind_id, year,"
		"       starts_on, ends_on, blocked_reason, note"
		" FROM scheduled_exercise WHERE programme_id = :id", fault);
}
