#ifndef BASE_OS_ALARM_H
#define BASE_OS_ALARM_H
/* Sleeping until a moment of the clock that never steps (os_boot_us), or until
   another thread wakes the sleeper.  One thread sleeps; any may wake it. */

#include <stdint.h>

struct os_alarm;

#define OS_ALARM_NEVER INT64_MAX

struct os_alarm *os_alarm_create(void);
void os_alarm_destroy(struct os_alarm **alarm);
/* Returns at the moment (at once if it has passed) or when it was woken since the
   last sleep. */
void os_alarm_sleep(struct os_alarm *alarm, int64_t until_boot_us);
void os_alarm_wake(struct os_alarm *alarm);

#endif
