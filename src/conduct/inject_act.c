/* What controllers do with the injects of a run. */

#include "conduct/act.h"

#include "base/must.h"

static bool is_filled(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static bool needs_reason(enum inject_act act)
{
	return act == INJECT_SKIP;
}

static bool check_order(struct journal *journal, const struct inject_order *order,
			struct fault *fault)
{
	struct arena *arena = journal_arena(journal);

	if (needs_reason(order->act) && !is_filled(order->reason))
		return fault_add_problem(fault, arena, "/reason", PROBLEM_REQUIRED, NULL);
	if (order->act == INJECT_OUTCOME && !is_filled(order->outcome))
		return fault_add_problem(fault, arena, "/outcome", PROBLEM_REQUIRED, NULL);
	return order->act != INJECT_DELAY || order->by_us != 0 ||
	       fault_add_problem(fault, arena, "/by_us", PROBLEM_REQUIRED, NULL);
}

/* The machine says whether it may be; the record is made to say the same. */
static bool change(struct live *live, size_t place, struct run_inject *inject,
		   const struct inject_order *order, struct exercise_time now)
{
	struct machine *machine = &live->machine;
	const struct optional_time at = { true, now };

	if (is_filled(order->reason))
		inject->state_reason = order->reason;
	switch (order->act) {
	case INJECT_SKIP:
		inject->state = RUN_SKIPPED;
		inject->skipped_time = at;
		return machine_skip(machine, place);
	case INJECT_DELAY:
		inject->delay_us += order->by_us;
		inject->not_before_time = at;
		return machine_delay(machine, place, order->by_us, now);
	case INJECT_HOLD:
		inject->is_held = true;
		return machine_hold(machine, place, true, now);
	case INJECT_LET_GO:
		inject->is_held = false;
		inject->not_before_time = at;
		return machine_hold(machine, place, false, now);
	case INJECT_OUTCOME:
		inject->outcome = order->outcome;
		inject->outcome_time = at;
		return machine_set_outcome(machine, place, 1, now);
	case INJECT_FINISH:
		inject->done_time = at;
		return machine_done(machine, place, now);
	case INJECT_RELEASE:
		break;
	}
	must(false, "a release is written with what it delivers");
	return false;
}

static bool refuse_state(const struct run_inject *inject, struct fault *fault)
{
	return fault_set(fault, FAULT_WRONG_STATE, "state",
			 words_word(&run_inject_state_words, inject->state));
}

static bool carry_out(struct journal *journal, struct live *live, struct run_inject *inject,
		      const struct inject_order *order, const struct moment *moment,
		      struct fault *fault)
{
	struct exercise_time now = run_time(live->run, moment);
	size_t place;

	must(live_find(live, inject->head.id, &place), "an inject is in its run");
	if (order->act == INJECT_RELEASE)
		return machine_release(&live->machine, place, now) ?
		       live_write_release(journal, live, inject->head.id, now, moment,
					  journal_actor(journal)->account_id, fault) :
		       refuse_state(inject, fault);
	if (order->act == INJECT_SKIP) {
		inject->skipped_at = run_instant(live->run, moment);
		inject->skipped_by = journal_actor(journal)->account_id;
	}
	return change(live, place, inject, order, now) ?
	       journal_change(journal, &run_inject_type, inject, fault) :
	       refuse_state(inject, fault);
}

/* Read again, so that a release on condition sees what was just written. */
static bool advance_again(struct journal *journal, struct id run_id, const struct moment *moment,
			  struct fault *fault)
{
	return act_tick(journal, run_id, moment, fault);
}

bool act_on_inject(struct journal *journal, struct id inject_id,
		   const struct inject_order *order, const struct moment *moment,
		   struct fault *fault)
{
	struct store *store = journal_store(journal);
	struct arena *arena = journal_arena(journal);
	struct run_inject *inject = record_store_find(store, arena, &run_inject_type, inject_id,
						      fault);
	struct live *live = inject == NULL ? NULL :
			    live_read(store, arena, inject->run_id, fault);

	if (live == NULL || !check_order(journal, order, fault))
		return false;
	if (live->run->state != RUN_RUNNING && live->run->state != RUN_PAUSED)
		return fault_set(fault, FAULT_WRONG_STATE, "run",
				 words_word(&run_state_words, live->run->state));
	/* what was due comes first; it may have been this very inject */
	if (!live_advance(journal, live, moment, fault))
		return false;
	inject = record_store_find(store, arena, &run_inject_type, inject_id, fault);
	if (inject == NULL)
		return false;
	if (inject->head.version != order->version)
		return fault_set(fault, FAULT_STALE, NULL, run_inject_type.name);
	return carry_out(journal, live, inject, order, moment, fault) &&
	       advance_again(journal, live->run->head.id, moment, fault);
}
