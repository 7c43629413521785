/* What must hold for every script and everything that people do in it: random ones,
   from a seed that a failure names. */

#include "conduct/machine.h"

#include <string.h>

#include "tests/test.h"

enum { INJECTS_MOST = 12, CONDITIONS_MOST = 3, ACTS_MOST = 20, LAST_TIME = 60 };

struct act { int64_t at; int kind; size_t inject; int64_t value; };

struct script {
	struct machine_inject injects[INJECTS_MOST];
	struct machine_condition conditions[INJECTS_MOST][CONDITIONS_MOST];
	size_t count;
	struct act acts[ACTS_MOST];	/* in the order of time */
	size_t act_count;
};

struct release { size_t inject; int64_t at; };
struct record {
	struct release releases[INJECTS_MOST + 1];
	size_t count;
	int64_t looked_at;		/* how far the clock had come */
};

static uint64_t below(uint64_t *state, uint64_t bound)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (*state >> 33) % bound;
}

static void make_inject(struct script *script, size_t number, uint64_t *random)
{
	struct machine_inject *inject = &script->injects[number];

	inject->release = (enum machine_release)below(random, 4);
	inject->has_time = inject->release == MACHINE_AUTOMATIC || below(random, 3) == 0;
	inject->planned.us = (int64_t)below(random, LAST_TIME) - 5;
	inject->position = (int64_t)number;
	inject->conditions = script->conditions[number];
	inject->condition_count = 1 + below(random, CONDITIONS_MOST);
	inject->any_suffices = below(random, 2) == 0;
	for (size_t i = 0; i < inject->condition_count; i++)
		script->conditions[number][i] = (struct machine_condition){
			.parent = below(random, script->count),
			.kind = (enum machine_condition_kind)below(random, 4),
			.within_us = (int64_t)below(random, 10),
			.outcome = 1 + (int64_t)below(random, 2) };
}

static struct script make_script(uint64_t *random)
{
	struct script script = { .count = 1 + below(random, INJECTS_MOST) };
	int64_t at = 0;

	for (size_t i = 0; i < script.count; i++)
		make_inject(&script, i, random);
	script.act_count = below(random, ACTS_MOST);
	for (size_t i = 0; i < script.act_count; i++) {
		at += (int64_t)below(random, 8);
		script.acts[i] = (struct act){ at, (int)below(random, 8),
			below(random, script.count), (int64_t)below(random, 12) - 4 };
	}
	return script;
}

static void note(void *context, size_t inject, struct exercise_time at)
{
	struct record *record = context;

	CHECK(at.us <= record->looked_at);
	if (record->count <= INJECTS_MOST)
		record->releases[record->count++] = (struct release){ inject, at.us };
}

static void play_act(struct machine *machine, const struct act *act, struct record *record)
{
	const struct exercise_time now = { act->at };

	switch (act->kind) {
	case 0:
		if (machine_release(machine, act->inject, now))
			note(record, act->inject, now);
		break;
	case 1: machine_skip(machine, act->inject); break;
	case 2: machine_delay(machine, act->inject, act->value, now); break;
	case 3: machine_hold(machine, act->inject, true, now); break;
	case 4: machine_hold(machine, act->inject, false, now); break;
	case 5: machine_set_outcome(machine, act->inject, 1 + (act->value & 1), now); break;
	case 6: machine_answered(machine, act->inject, now); break;
	case 7: machine_done(machine, act->inject, now); break;
	default: CHECK(false);
	}
}

/* Plays the script, looking every `step` units of time and at each act. */
static struct record play(const struct script *script, struct machine_inject *injects,
			  int64_t step)
{
	struct machine machine = { injects, script->count, { 0 } };
	struct record record = { .count = 0 };
	size_t act = 0;

	memcpy(injects, script->injects, sizeof(script->injects));
	for (size_t i = 0; i < script->count; i++)
		injects[i].conditions = script->conditions[i];
	for (int64_t time = 0; time <= LAST_TIME * 4; time++) {
		bool has_act = act < script->act_count && script->acts[act].at == time;

		if (time % step != 0 && !has_act)
			continue;
		record.looked_at = time;
		machine_advance(&machine, (struct exercise_time){ time }, note, &record);
		for (; act < script->act_count && script->acts[act].at == time; act++)
			play_act(&machine, &script->acts[act], &record);
	}
	record.looked_at = LAST_TIME * 8;
	machine_advance(&machine, (struct exercise_time){ record.looked_at }, note, &record);
	return record;
}

static bool is_same(const struct record *a, const struct record *b)
{
	return a->count == b->count &&
	       memcmp(a->releases, b->releases, a->count * sizeof(a->releases[0])) == 0;
}

/* Each at most once; never before the plan and what delayed it; nothing that is due
   is left. */
static void check_record(const struct script *script, const struct record *record,
			 const struct machine_inject *injects)
{
	const struct machine machine = { (struct machine_inject *)(uintptr_t)injects,
					 script->count, { 0 } };
	int released[INJECTS_MOST] = { 0 };
	struct exercise_time due;

	for (size_t i = 0; i < record->count; i++) {
		const struct machine_inject *inject = &injects[record->releases[i].inject];

		CHECK(++released[record->releases[i].inject] == 1);
		CHECK(record->releases[i].at == inject->released.at.us);
		CHECK(i == 0 || record->releases[i].at >= record->releases[i - 1].at);
	}
	for (size_t i = 0; i < script->count; i++)
		CHECK((injects[i].stage == MACHINE_RELEASED) == (released[i] == 1));
	CHECK(!machine_next_due(&machine, &due));
}

TEST(a_jump_equals_many_small_steps_in_any_script)
{
	uint64_t random = 1;

	for (int round = 0; round < 20000; round++) {
		struct script script = make_script(&random);
		struct machine_inject injects[INJECTS_MOST];
		struct record fine = play(&script, injects, 1);
		struct record coarse = play(&script, injects, 7);
		struct record leap = play(&script, injects, LAST_TIME * 4);

		check_record(&script, &leap, injects);
		if (is_same(&fine, &coarse) && is_same(&fine, &leap))
			continue;
		fprintf(stderr, "round %d of seed 1\n", round);
		CHECK(false);
		return;
	}
}

/* Looked at after every unit, an inject comes in the very unit in which its rule
   first allows it: counted here by the rules' words, not by the machine. */
static int64_t expected_time(const struct machine_inject *inject)
{
	int64_t time = inject->planned.us + inject->delay_us;

	return time < 0 ? 0 : time;
}

TEST(every_timed_inject_that_nobody_touches_comes_exactly_at_its_time)
{
	uint64_t random = 77;

	for (int round = 0; round < 5000; round++) {
		struct script script = make_script(&random);
		struct machine_inject injects[INJECTS_MOST];

		script.act_count = 0;
		struct record record = play(&script, injects, 1 + (int64_t)below(&random, 9));
		int64_t wanted = 0;

		for (size_t i = 0; i < script.count; i++)
			wanted += script.injects[i].release == MACHINE_AUTOMATIC;
		for (size_t i = 0; i < record.count; i++) {
			const struct machine_inject *inject =
				&script.injects[record.releases[i].inject];

			if (inject->release != MACHINE_AUTOMATIC)
				continue;
			wanted--;
			CHECK(record.releases[i].at == expected_time(inject));
		}
		CHECK(wanted == 0);
	}
}
