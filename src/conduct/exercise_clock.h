#ifndef CONDUCT_EXERCISE_CLOCK_H
#define CONDUCT_EXERCISE_CLOCK_H
/* Real time to exercise time and back, to the microsecond.  A clock is one anchor
   (this real moment is that exercise time) and a speed; each change sets a new
   anchor.  Nothing here reads a clock: real moments are given, from one that never
   steps (os_boot_us). */

#include <stdbool.h>
#include <stdint.h>

#include "base/time.h"

#define SPEED_REAL 1000		/* in thousandths: exercise time runs like real time */
#define SPEED_LEAST 100		/* 0.1 */
#define SPEED_MOST 600000	/* 600: ten hours in a minute */

struct exercise_clock {
	bool is_running;
	int64_t speed;			/* thousandths */
	int64_t real_us;		/* the anchor, real … */
	struct exercise_time at;	/* … and exercise */
};

/* What it shows; before its anchor, and while it stands, the anchor's time. */
struct exercise_time clock_read(const struct exercise_clock *clock, int64_t real_us);
/* The first real moment at which it shows `time` or more; INT64_MAX if it never
   will as it stands. */
int64_t clock_real(const struct exercise_clock *clock, struct exercise_time time);
/* Each sets a new anchor at `real_us`; the exercise time there stays, except by a
   jump, which goes forward only. */
void clock_start(struct exercise_clock *clock, int64_t real_us);
void clock_stop(struct exercise_clock *clock, int64_t real_us);
void clock_jump(struct exercise_clock *clock, int64_t real_us, struct exercise_time to);
void clock_set_speed(struct exercise_clock *clock, int64_t real_us, int64_t speed);
bool clock_takes_speed(int64_t speed);

#endif
