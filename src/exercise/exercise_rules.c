#include "exercise/exercise_rules.h"

#include "access/access.h"
#include "access/account.h"
#include "base/must.h"
#include "exercise/part.h"
#include "store/record_store.h"

static bool refuse(struct journal *journal, struct fault *fault, const char *pointer,
		   enum problem_kind kind, const char *argument)
{
	return fault_add_problem(fault, journal_arena(journal), pointer, kind, argument);
}

/* The year follows from the first day; both given must agree. */
static bool settle_year(struct journal *journal, const struct exercise *before,
			struct exercise *after, struct fault *fault)
{
	struct date day = date_is_known(after->starts_on) ? after->starts_on : after->ends_on;

	if (!date_is_known(day))
		return true;
	bool year_moved = before == NULL || before->year.value != after->year.value ||
			  before->year.has_value != after->year.has_value;

	if (!after->year.has_value || (!year_moved && after->year.value != day.year)) {
		after->year = (struct optional_integer){ true, day.year };
		return true;
	}
	return after->year.value == day.year ||
	       refuse(journal, fault, "/year", PROBLEM_DIFFERS,
		      arena_printf(journal_arena(journal), "%d", day.year));
}

/* An exercise of n days has 2n half days at most; pauses may make it fewer. */
static bool check_half_days(struct journal *journal, const struct exercise *after,
			    struct fault *fault)
{
	if (!after->half_days.has_value || !date_is_known(after->starts_on) ||
	    !date_is_known(after->ends_on))
		return true;
	int64_t most = 2 * ((int64_t)date_days_between(after->starts_on, after->ends_on) + 1);

	must(most >= 2, "the order of the days was checked before");

	return after->half_days.value <= most ||
	       refuse(journal, fault, "/half_days", PROBLEM_TOO_GREAT,
		      arena_printf(journal_arena(journal), "%lld", (long long)most));
}

/* The line of the schedule must be of the same programme and unit; an exercise that
   names no programme takes that of its line. */
static bool settle_schedule(struct journal *journal, struct exercise *after,
			    struct fault *fault)
{
	if (id_is_none(after->scheduled_id))
		return true;
	const struct scheduled_exercise *line = collection_refer(journal,
		&scheduled_exercise_type, after->scheduled_id, "/scheduled_id", fault);

	if (line == NULL)
		return false;
	if (id_is_none(after->programme_id))
		after->programme_id = line->programme_id;
	bool good = id_equal(line->programme_id, after->programme_id) ||
		    refuse(journal, fault, "/scheduled_id", PROBLEM_NOT_OF_SAME,
			   BOTH("nhiệm kỳ", "programme"));

	return (id_equal(line->unit_id, after->host_unit_id) ||
		refuse(journal, fault, "/scheduled_id", PROBLEM_NOT_OF_SAME,
		       BOTH("đơn vị", "unit"))) && good;
}

/* Who closes the register, and when, is the program's to say. */
static bool settle_register(struct journal *journal, const struct exercise *before,
			    struct exercise *after, struct fault *fault)
{
	bool was_closed = before != NULL && before->register_closed;

	if (after->register_closed && was_closed)
		return true;
	after->register_closed_by = ID_NONE;
	after->register_closed_at = (struct instant){ 0 };
	if (!after->register_closed)
		return true;
	if (!exercise_is_held(after->state))
		return refuse(journal, fault, "/register_closed", PROBLEM_NOT_HELD, NULL);
	after->register_closed_by = journal_actor(journal)->account_id;
	after->register_closed_at = journal_now(journal);
	bool has_source = after->register_source != NULL && *after->register_source != '\0';

	return has_source || !id_is_none(after->register_closed_by) ||	/* nobody by name */
	       refuse(journal, fault, "/register_source", PROBLEM_REQUIRED, NULL);
}

bool exercise_register_is_complete(const struct exercise *exercise)
{
	return exercise->register_closed ||
	       (exercise->register_source != NULL && *exercise->register_source != '\0');
}

/* Who submits and who approves; a draft has neither's word. */
static void note_actors(struct journal *journal, const struct exercise *before,
			struct exercise *after)
{
	if (before == NULL || before->state == after->state)
		return;
	must(id_equal(before->head.id, after->head.id), "two states of one exercise");
	if (after->state == EXERCISE_DRAFT) {
		after->proposed_by = ID_NONE;
		after->approved_by = ID_NONE;
	}
	if (after->state == EXERCISE_SUBMITTED)
		after->proposed_by = journal_actor(journal)->account_id;
	if (before->state == EXERCISE_SUBMITTED && after->state == EXERCISE_APPROVED)
		after->approved_by = journal_actor(journal)->account_id;
}

static bool is_frozen(const struct exercise *before, const struct exercise *after)
{
	return before != NULL && before->state == EXERCISE_CLOSED &&
	       (after == NULL || after->state == EXERCISE_CLOSED);
}

bool exercise_settle(struct journal *journal, const void *before_record, void *after_record,
		     struct fault *fault)
{
	const struct exercise *before = before_record;
	struct exercise *after = after_record;

	if (is_frozen(before, after))
		return refuse(journal, fault, "/state", PROBLEM_FILE_CLOSED, NULL);
	if (after == NULL)
		return true;
	must(!id_is_none(after->head.id), "an exercise is its own scope");
	after->head.scope_id = after->head.id;
	note_actors(journal, before, after);
	bool good = part_check_days(journal, after->starts_on, after->ends_on, fault);

	good = settle_year(journal, before, after, fault) && good;
	good = (!good || check_half_days(journal, after, fault)) && good;
	good = part_check_unit(journal, after, after->host_unit_id, "/host_unit_id", fault) &&
	       good;
	good = settle_schedule(journal, after, fault) && good;
	return settle_register(journal, before, after, fault) && good;
}

/* Raises the records of one type that hang on the exercise.  The text is made from the
   table of fields alone. */
static bool raise_labels_of(struct journal *journal, const struct record_type *type,
			    const struct exercise *exercise, struct fault *fault)
{
	struct arena *arena = journal_arena(journal);
	struct list parts;

	if (!store_list(journal_store(journal), arena, type,
			arena_printf(arena, "SELECT %s FROM %s WHERE scope_id = :scope",
				     record_store_columns(type), type->name),
			BINDS(ID("scope", exercise->head.id)), &parts, fault))
		return false;
	for (size_t i = 0; i < parts.count; i++) {
		struct record_head *head = record_head(parts.items[i]);

		must(id_equal(head->scope_id, exercise->head.id), "a part of this exercise");

		if (head->label.level >= exercise->head.label.level)
			continue;
		head->label = exercise->head.label;
		if (!journal_change(journal, type, parts.items[i], fault))
			return false;
	}
	return true;
}

/* A new scope is put in by itself; one that moves must leave where it was, or the former
   host would still see the exercise. */
static bool keep_scope(struct journal *journal, const struct exercise *before,
		       const struct exercise *after, struct fault *fault)
{
	must(id_equal(after->head.scope_id, after->head.id), "an exercise is its own scope");
	if (before == NULL)
		return access_scope_set(journal_store(journal), after->head.id,
					after->host_unit_id, fault);
	return id_equal(before->host_unit_id, after->host_unit_id) ||
	       (access_scope_unset(journal_store(journal), after->head.id, before->host_unit_id,
				   fault) &&
		access_scope_set(journal_store(journal), after->head.id, after->host_unit_id,
				 fault));
}

bool exercise_settled(struct journal *journal, const void *before_record,
		      const void *after_record, struct fault *fault)
{
	const struct exercise *before = before_record, *after = after_record;

	if (after == NULL)
		return true;
	if (!keep_scope(journal, before, after, fault))
		return false;
	if (before == NULL || before->head.label.level >= after->head.label.level)
		return true;
	for (const struct record_type *const *type = journal_types(); *type != NULL; type++)
		if (*type != &exercise_type &&
		    !raise_labels_of(journal, *type, after, fault))
			return false;
	return true;
}

bool exercise_fill_scopes(struct store *store, struct fault *fault)
{
	struct rows *rows = store_rows(store, "SELECT id, host_unit_id FROM visible_exercise",
				       NO_BINDS, fault);
	bool good = true;

	while (good && rows_next(rows))
		good = access_scope_set(store, rows_id(rows, "id"), rows_id(rows, "host_unit_id"),
					fault);
	return rows_end(&rows, fault) && good;
}
