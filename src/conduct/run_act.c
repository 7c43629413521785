/* The life-cycle of a run: what moves its clock.

     prepared ─start─▶ running ◀─resume─ paused        running, paused ─jump, speed─▶ (same)
                         │  └──pause, stop──▶ ▲
     running ─(the machine restarted)─▶ interrupted ─continue─▶ running
     running, paused, interrupted ─end─▶ ended */

#include "conduct/act.h"

#include <string.h>

#include "base/must.h"
#include "base/os.h"

static bool is_filled(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static bool allows(enum run_state state, enum run_act act)
{
	bool counts = state == RUN_RUNNING || state == RUN_PAUSED;

	switch (act) {
	case RUN_ACT_START:
		return state == RUN_PREPARED;
	case RUN_ACT_PAUSE:
		return state == RUN_RUNNING;
	case RUN_ACT_RESUME:
		return state == RUN_PAUSED;
	case RUN_ACT_JUMP:
	case RUN_ACT_SPEED:
	case RUN_ACT_STOP:
		return counts;
	case RUN_ACT_CONTINUE:
		return state == RUN_INTERRUPTED;
	case RUN_ACT_END:
		return counts || state == RUN_INTERRUPTED;
	case RUN_ACT_UNKNOWN:
	case RUN_ACT_INTERRUPT:
		break;
	}
	return false;
}

static enum run_state state_after(enum run_state before, enum run_act act)
{
	switch (act) {
	case RUN_ACT_START:
	case RUN_ACT_RESUME:
	case RUN_ACT_CONTINUE:
		return RUN_RUNNING;
	case RUN_ACT_PAUSE:
	case RUN_ACT_STOP:
		return RUN_PAUSED;
	case RUN_ACT_INTERRUPT:
		return RUN_INTERRUPTED;
	case RUN_ACT_END:
		return RUN_ENDED;
	case RUN_ACT_JUMP:
	case RUN_ACT_SPEED:
	case RUN_ACT_UNKNOWN:
		break;
	}
	return before;
}

/* Sets the new anchor and keeps it for ever. */
static bool write_anchor(struct journal *journal, struct run *run,
			 const struct exercise_clock *clock, enum run_act act, const char *reason,
			 const struct moment *moment, struct fault *fault)
{
	struct instant at = run_instant(run, moment);

	run->state = state_after(run->state, act);
	run->state_reason = reason;
	run->speed = clock->speed;
	run->anchor_time = (struct optional_time){ true, clock->at };
	run->anchor_boot_us = moment->boot_us;
	run->anchor_at = at;
	run->boot_id = moment->boot_id;
	run->segments++;
	if (act == RUN_ACT_START)
		run->started_at = at;
	if (act == RUN_ACT_END)
		run->ended_at = at;
	struct run_segment segment = { .head = { .label = run->head.label,
						 .scope_id = run->head.scope_id },
		.run_id = run->head.id, .position = run->segments, .act = act, .at = at,
		.exercise_time = run->anchor_time,
		.speed = run->state == RUN_RUNNING ? run->speed : 0, .reason = reason,
		.account_id = journal_actor(journal)->account_id };

	return journal_change(journal, &run_type, run, fault) &&
	       journal_add(journal, &run_segment_type, &segment, fault);
}

/* Every cell that takes part has reported, or the director says why not. */
static bool check_communication(struct journal *journal, struct run *run, const char *reason,
				struct fault *fault)
{
	int64_t silent;

	if (!store_integer(journal_store(journal),
			   "SELECT COUNT(*)\n"
			   "FROM visible_run_cell\n"
			   "WHERE run_id = :run AND is_absent = 0 AND checked_at IS NULL",
			   BINDS(ID("run", run->head.id)), &silent, fault))
		return false;
	if (silent == 0)
		return true;
	run->unchecked_reason = reason;
	return is_filled(reason) ||
	       fault_add_problem(fault, journal_arena(journal), "/reason", PROBLEM_RULE,
			arena_printf(journal_arena(journal), BOTH(
			"Còn %lld bộ phận chưa báo liên lạc; hãy nêu lý do nếu vẫn bắt đầu.",
			"%lld cells have not reported; give a reason to start all the same."),
			(long long)silent, (long long)silent));
}

static bool check_order(struct journal *journal, struct run *run, const struct run_order *order,
			const struct exercise_clock *clock, const struct moment *moment,
			struct fault *fault)
{
	struct arena *arena = journal_arena(journal);

	switch (order->act) {
	case RUN_ACT_START:
		return check_communication(journal, run, order->reason, fault);
	case RUN_ACT_JUMP:
		return order->to.us >= clock_read(clock, moment->boot_us).us ||
		       fault_add_problem(fault, arena, "/to", PROBLEM_RULE,
			BOTH("Giờ diễn tập chỉ nhảy về phía trước.",
			     "Exercise time jumps forward only."));
	case RUN_ACT_SPEED:
		return clock_takes_speed(order->speed) ||
		       fault_add_problem(fault, arena, "/speed", PROBLEM_RULE,
			BOTH("Tốc độ từ 0,1 đến 600 lần.", "The speed is from 0.1 to 600."));
	case RUN_ACT_END:
	case RUN_ACT_STOP:
		return is_filled(order->reason) ||
		       fault_add_problem(fault, arena, "/reason", PROBLEM_REQUIRED, NULL);
	case RUN_ACT_PAUSE:
	case RUN_ACT_RESUME:
	case RUN_ACT_CONTINUE:
	case RUN_ACT_UNKNOWN:
	case RUN_ACT_INTERRUPT:
		break;
	}
	return true;
}

static void move_clock(struct exercise_clock *clock, const struct run *run,
		       const struct run_order *order, const struct moment *moment)
{
	switch (order->act) {
	case RUN_ACT_CONTINUE:
		clock->is_running = true;
		clock->real_us = moment->boot_us;
		if (order->from_now && moment->at.us > run->anchor_at.us) {
			/* the wall clock alone counted while the machine was down */
			clock->real_us -= moment->at.us - run->anchor_at.us;
			clock->at = clock_read(clock, moment->boot_us);
			clock->real_us = moment->boot_us;
		}
		break;
	case RUN_ACT_START:
	case RUN_ACT_RESUME:
		clock_start(clock, moment->boot_us);
		break;
	case RUN_ACT_PAUSE:
	case RUN_ACT_STOP:
	case RUN_ACT_END:
		clock_stop(clock, moment->boot_us);
		break;
	case RUN_ACT_JUMP:
		clock_jump(clock, moment->boot_us, order->to);
		break;
	case RUN_ACT_SPEED:
		clock_set_speed(clock, moment->boot_us, order->speed);
		break;
	case RUN_ACT_UNKNOWN:
	case RUN_ACT_INTERRUPT:
		must(false, "no order of a person");
	}
}

/* What was due before comes first, at the old clock; then the order; then what it
   makes due. */
struct run *act_on_run(struct journal *journal, struct id run_id, const struct run_order *order,
		       const struct moment *moment, struct fault *fault)
{
	struct live *live = live_read(journal_store(journal), journal_arena(journal), run_id,
				      fault);

	if (live == NULL)
		return NULL;
	struct run *run = live->run;
	struct exercise_clock clock = live_clock(run);

	if (!allows(run->state, order->act)) {
		fault_set(fault, FAULT_WRONG_STATE, "state",
			  words_word(&run_state_words, run->state));
		return NULL;
	}
	if (!check_order(journal, run, order, &clock, moment, fault) ||
	    !live_advance(journal, live, moment, fault))
		return NULL;
	move_clock(&clock, run, order, moment);
	if (!write_anchor(journal, run, &clock, order->act, order->reason, moment, fault) ||
	    !live_advance(journal, live, moment, fault))
		return NULL;
	return run;
}

bool act_interrupt(struct journal *journal, struct id run_id, struct instant last_known,
		   const struct moment *moment, struct fault *fault)
{
	struct run *run = run_find(journal_store(journal), journal_arena(journal), run_id, fault);

	if (run == NULL)
		return false;
	must(run->state == RUN_RUNNING, "only what ran is interrupted");
	struct exercise_clock clock = live_clock(run);
	int64_t passed = last_known.us - run->anchor_at.us;

	clock.at = clock_read(&clock, run->anchor_boot_us + (passed > 0 ? passed : 0));
	if (!write_anchor(journal, run, &clock, RUN_ACT_INTERRUPT, NULL, moment, fault))
		return false;
	/* from then on the outage is counted, if the director wants it so */
	run->anchor_at = passed > 0 ? last_known : run->anchor_at;
	return journal_change(journal, &run_type, run, fault);
}

bool act_tick(struct journal *journal, struct id run_id, const struct moment *moment,
	      struct fault *fault)
{
	struct live *live = live_read(journal_store(journal), journal_arena(journal), run_id,
				      fault);

	return live != NULL && live_advance(journal, live, moment, fault);
}

/* The log line, and with kind and severity a line of the register. */
static bool write_safety(struct journal *journal, const struct run *run,
			 const struct safety *safety, const struct moment *moment,
			 struct fault *fault)
{
	struct run_log log = { .head.label = run->head.label, .run_id = run->head.id,
			       .kind = RUN_LOG_SAFETY, .text = safety->description };

	if (!collection_add(journal, &run_log_collection, &log, fault))
		return false;
	if (safety->kind == INCIDENT_UNKNOWN || safety->severity == SEVERITY_UNKNOWN)
		return true;
	struct incident incident = { .head.label = run->head.label,
		.exercise_id = run->exercise_id, .kind = safety->kind,
		.severity = safety->severity, .description = safety->description,
		.happened_on = instant_date(moment->at, 420) };

	return collection_add(journal, &incident_collection, &incident, fault);
}

struct run *act_stop(struct journal *journal, struct id run_id, const struct safety *safety,
		     const struct moment *moment, struct fault *fault)
{
	const struct run_order order = { .act = RUN_ACT_STOP, .reason = safety->description };
	struct run *run = act_on_run(journal, run_id, &order, moment, fault);

	return run != NULL && write_safety(journal, run, safety, moment, fault) ? run : NULL;
}
