#ifndef CONDUCT_MOMENT_H
#define CONDUCT_MOMENT_H
/* Where the run's real time comes from.  Scenarios and tests put a clock of their own
   in its place; the machine under it stays the same. */

#include "conduct/conduct.h"

/* A clock that never steps, in microseconds; NULL: the machine's. */
typedef int64_t conduct_clock(void);
void conduct_set_clock(conduct_clock *clock);
/* True while a clock of a test stands in for the machine's: nobody may sleep by it. */
bool conduct_has_test_clock(void);
int64_t conduct_boot_us(void);

#endif
