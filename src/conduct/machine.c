#include "conduct/machine.h"

#include "base/must.h"

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static struct machine_moment moment_at(int64_t us)
{
	return (struct machine_moment){ .has_come = true, .at = { us } };
}

/* From when on the condition is met; a timer is known before it runs out. */
static struct machine_moment condition_moment(const struct machine *machine,
					      const struct machine_condition *condition)
{
	must(condition->parent < machine->count, "a condition names an inject of the run");
	const struct machine_inject *parent = &machine->injects[condition->parent];
	const struct machine_moment never = { .has_come = false };

	switch (condition->kind) {
	case MACHINE_DONE:
		return parent->done;
	case MACHINE_ANSWERED:
		return parent->answered;
	case MACHINE_NOT_ANSWERED:
		if (!parent->released.has_come)
			return never;
		/* whoever answers at the very moment comes too late */
		if (parent->answered.has_come && parent->answered.at.us <
		    parent->released.at.us + condition->within_us)
			return never;
		return moment_at(parent->released.at.us + condition->within_us);
	case MACHINE_OUTCOME:
		return parent->outcome == condition->outcome ? parent->outcome_at : never;
	}
	must(false, "a condition of no kind");
	return never;
}

/* All: the last of them; any: the first. */
static struct machine_moment conditions_moment(const struct machine *machine,
					       const struct machine_inject *inject)
{
	struct machine_moment moment = { .has_come = false };

	for (size_t i = 0; i < inject->condition_count; i++) {
		struct machine_moment one = condition_moment(machine, &inject->conditions[i]);

		if (!one.has_come && !inject->any_suffices)
			return one;
		if (!one.has_come)
			continue;
		if (!moment.has_come || (one.at.us < moment.at.us) == inject->any_suffices)
			moment = one;
	}
	return moment;
}

bool machine_due(const struct machine *machine, size_t number, struct exercise_time *due_out)
{
	must(number < machine->count, "an inject of the run");
	const struct machine_inject *inject = &machine->injects[number];
	int64_t due = machine->starts_at.us;

	if (inject->stage != MACHINE_WAITING || inject->is_held)
		return false;
	switch (inject->release) {
	case MACHINE_AUTOMATIC:
		if (!inject->has_time)
			return false;
		break;
	case MACHINE_CONDITION: {
		struct machine_moment moment = conditions_moment(machine, inject);

		if (!moment.has_come)
			return false;
		due = later(due, moment.at.us);
		break;
	}
	case MACHINE_MANUAL:
	case MACHINE_RESERVE:
		return false;
	}
	/* bringing it forward does not bring a condition forward */
	due = inject->has_time ? later(due, inject->planned.us + inject->delay_us) :
	      due + later(inject->delay_us, 0);
	if (inject->not_before.has_come)
		due = later(due, inject->not_before.at.us);
	*due_out = (struct exercise_time){ due };
	return true;
}

/* The first of all that will be released: by due moment, then by position. */
static bool find_first(const struct machine *machine, size_t *first_out,
		       struct exercise_time *due_out)
{
	bool has_one = false;

	for (size_t i = 0; i < machine->count; i++) {
		struct exercise_time due;

		if (!machine_due(machine, i, &due))
			continue;
		if (has_one && (due.us > due_out->us ||
				(due.us == due_out->us && machine->injects[i].position >=
				 machine->injects[*first_out].position)))
			continue;
		has_one = true;
		*first_out = i;
		*due_out = due;
	}
	return has_one;
}

bool machine_next_due(const struct machine *machine, struct exercise_time *due_out)
{
	struct exercise_time due;
	size_t first;

	if (!find_first(machine, &first, &due))
		return false;
	*due_out = due;
	return true;
}

static void release(struct machine_inject *inject, struct exercise_time at)
{
	must(inject->stage == MACHINE_WAITING, "an inject is released once");
	inject->stage = MACHINE_RELEASED;
	inject->released = moment_at(at.us);
}

size_t machine_advance(struct machine *machine, struct exercise_time time,
		       machine_released *released, void *context)
{
	struct exercise_time due = { 0 };
	size_t first = 0, count = 0;

	while (find_first(machine, &first, &due) && due.us <= time.us) {
		release(&machine->injects[first], due);
		count++;
		if (released != NULL)
			released(context, first, due);
	}
	must(count <= machine->count, "each inject is released at most once");
	return count;
}

static struct machine_inject *at(struct machine *machine, size_t number)
{
	must(number < machine->count, "an inject of the run");
	return &machine->injects[number];
}

bool machine_release(struct machine *machine, size_t number, struct exercise_time now)
{
	struct machine_inject *inject = at(machine, number);

	if (inject->stage != MACHINE_WAITING)
		return false;
	inject->is_held = false;
	release(inject, now);
	return true;
}

bool machine_skip(struct machine *machine, size_t number)
{
	struct machine_inject *inject = at(machine, number);

	if (inject->stage != MACHINE_WAITING)
		return false;
	inject->stage = MACHINE_SKIPPED;
	return true;
}

bool machine_delay(struct machine *machine, size_t number, int64_t by_us,
		   struct exercise_time now)
{
	struct machine_inject *inject = at(machine, number);

	if (inject->stage != MACHINE_WAITING)
		return false;
	inject->delay_us += by_us;
	inject->not_before = moment_at(now.us);
	return true;
}

bool machine_hold(struct machine *machine, size_t number, bool is_held,
		  struct exercise_time now)
{
	struct machine_inject *inject = at(machine, number);

	if (inject->stage != MACHINE_WAITING || inject->is_held == is_held)
		return false;
	inject->is_held = is_held;
	if (!is_held)
		inject->not_before = moment_at(now.us);
	return true;
}

bool machine_set_outcome(struct machine *machine, size_t number, int64_t outcome,
			 struct exercise_time now)
{
	struct machine_inject *inject = at(machine, number);

	must(outcome > 0, "an outcome has a number");
	if (inject->stage != MACHINE_RELEASED)
		return false;
	inject->outcome = outcome;
	inject->outcome_at = moment_at(now.us);
	return true;
}

/* The first time counts: an answer that is mended was given before. */
static bool note(struct machine_inject *inject, struct machine_moment *moment,
		 struct exercise_time now)
{
	if (inject->stage != MACHINE_RELEASED || moment->has_come)
		return false;
	must(now.us >= inject->released.at.us, "nobody answers before it was released");
	*moment = moment_at(now.us);
	return true;
}

bool machine_answered(struct machine *machine, size_t number, struct exercise_time now)
{
	struct machine_inject *inject = at(machine, number);

	return note(inject, &inject->answered, now);
}

bool machine_done(struct machine *machine, size_t number, struct exercise_time now)
{
	struct machine_inject *inject = at(machine, number);

	return note(inject, &inject->done, now);
}

bool reception_may_step(enum reception from, enum reception to)
{
	must(from <= RECEPTION_CLOSED && to <= RECEPTION_CLOSED, "a step between receptions");
	if (from == RECEPTION_UNKNOWN || from == RECEPTION_CLOSED)
		return false;
	return to > from || (from == RECEPTION_ANSWERED && to == RECEPTION_ANSWERED);
}
