#include "conduct/exercise_clock.h"

#include "base/must.h"

/* Days of microseconds times a speed of 600 do not fit into 64 bits. */
__extension__ typedef __int128 wide;

bool clock_takes_speed(int64_t speed)
{
	return speed >= SPEED_LEAST && speed <= SPEED_MOST;
}

struct exercise_time clock_read(const struct exercise_clock *clock, int64_t real_us)
{
	must(clock_takes_speed(clock->speed), "a clock has a speed");
	if (!clock->is_running || real_us <= clock->real_us)
		return clock->at;
	wide passed = (wide)(real_us - clock->real_us) * clock->speed / SPEED_REAL;

	must(passed <= INT64_MAX - (wide)INT64_C(1) * (clock->at.us > 0 ? clock->at.us : 0),
	     "an exercise ends before the end of time");
	return (struct exercise_time){ clock->at.us + (int64_t)passed };
}

int64_t clock_real(const struct exercise_clock *clock, struct exercise_time time)
{
	must(clock_takes_speed(clock->speed), "a clock has a speed");
	if (time.us <= clock->at.us)
		return clock->real_us;
	if (!clock->is_running)
		return INT64_MAX;
	/* upwards, so that reading the clock then shows `time` and not a hair less */
	wide ahead = (wide)time.us - clock->at.us;
	wide real = (ahead * SPEED_REAL + clock->speed - 1) / clock->speed + clock->real_us;

	return real > INT64_MAX ? INT64_MAX : (int64_t)real;
}

static void anchor(struct exercise_clock *clock, int64_t real_us)
{
	clock->at = clock_read(clock, real_us);
	clock->real_us = real_us;
}

void clock_start(struct exercise_clock *clock, int64_t real_us)
{
	must(!clock->is_running, "a clock that stands is started");
	clock->is_running = true;
	clock->real_us = real_us;
}

void clock_stop(struct exercise_clock *clock, int64_t real_us)
{
	anchor(clock, real_us);
	clock->is_running = false;
}

void clock_jump(struct exercise_clock *clock, int64_t real_us, struct exercise_time to)
{
	anchor(clock, real_us);
	must(to.us >= clock->at.us, "exercise time goes forward only");
	clock->at = to;
}

void clock_set_speed(struct exercise_clock *clock, int64_t real_us, int64_t speed)
{
	must(clock_takes_speed(speed), "the speed was checked before");
	anchor(clock, real_us);
	clock->speed = speed;
}
