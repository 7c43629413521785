/* What must hold for a programme and for the kinds of exercise. */

#include <string.h>

#include "base/must.h"
#include "base/utf8.h"
#include "programme/programme_rules.h"
#include "unit/unit.h"

#define SLUG_MOST 100
#define VIET_NAM 420			/* minutes east of Greenwich */

/* Small letters, digits and the sign between them. */
static bool is_code(const char *code, char between)
{
	for (const char *at = code; *at != '\0'; at++)
		if (!(*at >= 'a' && *at <= 'z') && !(*at >= '0' && *at <= '9') && *at != between)
			return false;
	return *code != '\0';
}

static bool check_kind_code(struct journal *journal, const struct exercise_kind *kind,
			    struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	const char *other = NULL;

	must(kind->code != NULL, "a code was asked for before");

	if (!is_code(kind->code, '_'))
		return fault_add_problem(fault, arena, "/code", PROBLEM_RULE,
			BOTH("Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới.",
			     "A code has small letters, digits and underscores only."));
	if (!store_text(journal_store(journal), arena,
		"SELECT name FROM visible_exercise_kind"
		" WHERE code = :code AND (:id IS NULL OR id <> :id)"
		"   AND (:until IS NULL OR valid_from IS NULL OR valid_from < :until)"
		"   AND (:since IS NULL OR valid_to IS NULL OR valid_to > :since)"
		" LIMIT 1",
		BINDS(TEXT("code", kind->code), ID("id", kind->head.id),
		      TEXT("since", unit_day(arena, kind->valid_from)),
		      TEXT("until", unit_day(arena, kind->valid_to))), &other, fault))
		return false;
	return other == NULL ||
	       fault_add_problem(fault, arena, "/code", PROBLEM_NOT_UNIQUE, other);
}

static bool settle_kind(struct journal *journal, const void *before, void *after,
			struct fault *fault)
{
	struct exercise_kind *kind = after;

	(void)before;
	if (kind == NULL)
		return true;
	if (period_is_empty((struct period){ kind->valid_from, kind->valid_to }))
		return fault_add_problem(fault, journal_arena(journal), "/valid_to",
					 PROBLEM_ORDER_OF_DATES, NULL);
	return check_kind_code(journal, kind, fault);
}

const struct collection exercise_kind_collection = {
	.type = &exercise_kind_type, .settle = settle_kind, .order = "code",
};

/* --- programmes -------------------------------------------------------------- */

/* "Chương trình 2021-2025" becomes "chuong-trinh-2021-2025". */
static const char *slug_of(struct arena *arena, const char *name)
{
	struct text slug = { .arena = arena };

	for (const char *at = utf8_search_key(arena, name); *at != '\0'; at++) {
		bool good = (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9');

		if (slug.length >= SLUG_MOST)
			break;
		if (good)
			text_add_char(&slug, *at);
		else if (slug.length > 0 && slug.bytes[slug.length - 1] != '-')
			text_add_char(&slug, '-');
	}
	must(slug.length <= SLUG_MOST, "a code of bounded length");
	return slug.length == 0 ? "programme" : text_string(&slug);
}

static bool find_code(struct journal *journal, const struct programme *programme,
		      const char *code, bool *found_out, struct fault *fault)
{
	int64_t count = 0;

	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_programme"
		" WHERE code = :code AND (:id IS NULL OR id <> :id)",
		BINDS(TEXT("code", code), ID("id", programme->head.id)), &count, fault))
		return false;
	*found_out = count > 0;
	return true;
}

/* The first free one of name, name-2, name-3 … */
static bool make_code(struct journal *journal, struct programme *programme, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	const char *slug = slug_of(arena, programme->name);
	bool found = true;

	must(is_code(slug, '-'), "a code made of a name is a code");

	programme->code = slug;
	for (int i = 2; found; i++) {
		if (!find_code(journal, programme, programme->code, &found, fault))
			return false;
		if (found)
			programme->code = arena_printf(arena, "%s-%d", slug, i);
	}
	return true;
}

static bool check_code(struct journal *journal, struct programme *programme, struct fault *fault)
{
	bool found;

	if (programme->code == NULL)
		return make_code(journal, programme, fault);
	if (!is_code(programme->code, '-'))
		return fault_add_problem(fault, journal_arena(journal), "/code", PROBLEM_RULE,
			BOTH("Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.",
			     "A code has small letters, digits and hyphens only."));
	if (!find_code(journal, programme, programme->code, &found, fault))
		return false;
	return !found || fault_add_problem(fault, journal_arena(journal), "/code",
					   PROBLEM_NOT_UNIQUE, programme->code);
}

static bool check_dates(struct journal *journal, struct programme *programme, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	bool good = true;

	if (!date_is_known(programme->structure_on))
		programme->structure_on = date_is_known(programme->starts_on) ?
			programme->starts_on : instant_date(journal_now(journal), VIET_NAM);
	if (date_is_known(programme->ends_on) &&
	    date_compare(programme->starts_on, programme->ends_on) > 0)
		good = fault_add_problem(fault, arena, "/ends_on", PROBLEM_ORDER_OF_DATES, NULL);
	if (programme->first_year.has_value && programme->last_year.has_value &&
	    programme->first_year.value > programme->last_year.value)
		good = fault_add_problem(fault, arena, "/last_year", PROBLEM_ORDER_OF_DATES, NULL);
	return good;
}

static bool check_issuer(struct journal *journal, const struct programme *programme,
			 struct fault *fault)
{
	must(date_is_known(programme->structure_on), "the day was filled in before");
	const struct unit *unit = collection_refer(journal, &unit_type,
		programme->issuing_unit_id, "/issuing_unit_id", fault);

	if (unit == NULL)
		return false;
	return unit_is_in_force(unit->valid_from, unit->valid_to, programme->structure_on) ||
	       fault_add_problem(fault, journal_arena(journal), "/structure_on",
				 PROBLEM_OUTSIDE_DATES,
				 period_of(journal_arena(journal), unit->name,
					   (struct period){ unit->valid_from, unit->valid_to }));
}

/* Findings, tasks and reports of a running term belong where it belongs: a draft only may
   go to another unit, and its own parts go with it. */
static bool check_issuer_stays(struct journal *journal, const struct programme *old,
			       const struct programme *programme, struct fault *fault)
{
	return old == NULL || old->state == PROGRAMME_DRAFT ||
	       id_equal(old->issuing_unit_id, programme->issuing_unit_id) ||
	       fault_add_problem(fault, journal_arena(journal), "/issuing_unit_id", PROBLEM_RULE,
			BOTH("Nhiệm kỳ đã bắt đầu: đơn vị ban hành không đổi được nữa.",
			     "The programme has started: its issuing unit stays."));
}

/* Another day of structure must still know all units of the programme. */
static bool check_units(struct journal *journal, const struct programme *programme,
			struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	const char *missing = NULL;

	if (!store_text(journal_store(journal), arena,
		"SELECT u.name"
		" FROM visible_programme_unit p JOIN visible_unit u ON u.id = p.unit_id"
		" WHERE p.programme_id = :id"
		"   AND NOT ((u.valid_from IS NULL OR u.valid_from <= :day)"
		"            AND (u.valid_to IS NULL OR u.valid_to > :day))"
		" ORDER BY u.code"
		" LIMIT 1",
		BINDS(ID("id", programme->head.id),
		      TEXT("day", unit_day(arena, programme->structure_on))), &missing, fault))
		return false;
	return missing == NULL || fault_add_problem(fault, arena, "/structure_on",
						    PROBLEM_OUTSIDE_DATES, missing);
}

static bool settle_programme(struct journal *journal, const void *before, void *after,
			     struct fault *fault)
{
	const struct programme *old = before;
	struct programme *programme = after;

	must(old != NULL || programme != NULL, "a programme that never was");
	if (programme == NULL)
		return old->state == PROGRAMME_DRAFT ||
		       fault_set(fault, FAULT_WRONG_STATE, "state", NULL);
	if (old != NULL && old->state == PROGRAMME_CLOSED && programme->state == PROGRAMME_CLOSED)
		return fault_set(fault, FAULT_WRONG_STATE, "state", NULL);
	if (!check_issuer_stays(journal, old, programme, fault))
		return false;
	programme->head.scope_id = programme->issuing_unit_id;
	if (!check_code(journal, programme, fault) || !check_dates(journal, programme, fault) ||
	    !check_issuer(journal, programme, fault))
		return false;
	return old == NULL || date_compare(old->structure_on, programme->structure_on) == 0 ||
	       check_units(journal, programme, fault);
}

/* What hangs on a programme belongs where it belongs, and is never less secret. */
static bool settled_programme(struct journal *journal, const void *before, const void *after,
			      struct fault *fault)
{
	const struct programme *old = before, *programme = after;

	if (old == NULL || programme == NULL ||
	    (programme->head.label.level <= old->head.label.level &&
	     id_equal(programme->head.scope_id, old->head.scope_id)))
		return true;
	return programme_keep_parts(journal, programme, fault);
}

static bool has_units(struct journal *journal, const void *record, struct fault *fault)
{
	const struct programme *programme = record;
	int64_t count = 0;

	if (!store_integer(journal_store(journal),
		"SELECT COUNT(*) FROM visible_programme_unit WHERE programme_id = :id",
		BINDS(ID("id", programme->head.id)), &count, fault))
		return false;
	return count > 0 || fault_add_problem(fault, journal_arena(journal), "/state",
		PROBLEM_RULE, BOTH("Nhiệm kỳ chưa có đơn vị nào.",
				   "The programme has no units yet."));
}

/*   draft --start--> running --close--> closed
                         ^                |
                         '----reopen------'        */
static const struct transition programme_transitions[] = {
	{ PROGRAMME_DRAFT, PROGRAMME_RUNNING, "start", RIGHT_PROGRAMME_WRITE, has_units, false,
	  "Bắt đầu thực hiện", "Start", "The programme is issued; its units exercise." },
	{ PROGRAMME_RUNNING, PROGRAMME_CLOSED, "close", RIGHT_PROGRAMME_WRITE, NULL, false,
	  "Tổng kết", "Close", "The term is over: the programme is not changed any more." },
	{ PROGRAMME_CLOSED, PROGRAMME_RUNNING, "reopen", RIGHT_PROGRAMME_WRITE, NULL, true,
	  "Mở lại", "Reopen", "Something must be put right; says why." },
};

const struct collection programme_collection = {
	.type = &programme_type, .settle = settle_programme, .settled = settled_programme,
	.state_field = "state", .reason_field = "state_reason",
	.transitions = programme_transitions,
	.transition_count = sizeof(programme_transitions) / sizeof(programme_transitions[0]),
	.order = "code",
};

struct programme *programme_find_by_code(struct store *store, struct arena *arena,
					 const char *code, struct fault *fault)
{
	return store_one(store, arena, &programme_type,
		"SELECT id, version, label, scope_id, code, name, term_label, term_label_other,"
		"       starts_on, ends_on, first_year, last_year, issuing_unit_id,"
		"       structure_on, state, state_reason, summary, source"
		" FROM visible_programme"
		" WHERE code = :code", BINDS(TEXT("code", code)), fault);
}
