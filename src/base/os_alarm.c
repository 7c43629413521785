#include "base/os_alarm.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/must.h"

struct os_alarm {
	int timer, wake;
};

struct os_alarm *os_alarm_create(void)
{
	struct os_alarm *alarm = memory_new(struct os_alarm);

	alarm->timer = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
	alarm->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	must(alarm->timer >= 0 && alarm->wake >= 0, "the system gives no timer");
	return alarm;
}

void os_alarm_destroy(struct os_alarm **alarm)
{
	if (*alarm == NULL)
		return;
	close((*alarm)->timer);
	close((*alarm)->wake);
	memory_release(*alarm);
	*alarm = NULL;
}

/* All zero would disarm it; a moment that has passed fires at once. */
static void set_timer(struct os_alarm *alarm, int64_t until_us)
{
	struct itimerspec when = { { 0, 0 }, { 0, 0 } };

	if (until_us != OS_ALARM_NEVER) {
		int64_t us = until_us > 0 ? until_us : 1;

		when.it_value.tv_sec = (time_t)(us / 1000000);
		when.it_value.tv_nsec = (long)(us % 1000000) * 1000;
	}
	must(timerfd_settime(alarm->timer, TFD_TIMER_ABSTIME, &when, NULL) == 0,
	     "the system takes no alarm");
}

void os_alarm_sleep(struct os_alarm *alarm, int64_t until_boot_us)
{
	struct pollfd files[] = { { alarm->timer, POLLIN, 0 }, { alarm->wake, POLLIN, 0 } };
	uint64_t count;

	set_timer(alarm, until_boot_us);
	while (poll(files, 2, -1) < 0)
		must(errno == EINTR, "the alarm cannot be waited for");
	ssize_t got = read(alarm->wake, &count, sizeof(count));

	must(got == (ssize_t)sizeof(count) || errno == EAGAIN, "the wake-up cannot be read");
}

void os_alarm_wake(struct os_alarm *alarm)
{
	const uint64_t one = 1;
	ssize_t put = write(alarm->wake, &one, sizeof(one));

	must(put == (ssize_t)sizeof(one) || errno == EAGAIN, "the wake-up cannot be sent");
}
