/* The two ways to wait: for many sockets, and for a moment. */

#include "base/os_poll.h"

#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/os.h"
#include "base/os_alarm.h"
#include "tests/test.h"

#define READY 8
#define LONG_MS 20000
#define SECOND INT64_C(1000000)

TEST(what_can_be_read_is_reported_until_it_was_read)
{
	struct os_poll *poll = os_poll_create();
	struct os_ready ready[READY];
	int pair[2], token;
	char byte;

	CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
	os_poll_add(poll, pair[0], &token);
	CHECK(os_poll_wait(poll, ready, READY, 0) == 0);
	CHECK(write(pair[1], "a", 1) == 1);
	for (int i = 0; i < 2; i++) {
		CHECK(os_poll_wait(poll, ready, READY, LONG_MS) == 1);
		CHECK(ready[0].token == &token && !ready[0].is_gone);
	}
	CHECK(read(pair[0], &byte, 1) == 1 && os_poll_wait(poll, ready, READY, 0) == 0);
	CHECK(write(pair[1], "b", 1) == 1);
	os_poll_remove(poll, pair[0]);
	CHECK(os_poll_wait(poll, ready, READY, 0) == 0);
	close(pair[0]);
	close(pair[1]);
	os_poll_destroy(&poll);
	CHECK(poll == NULL);
	os_poll_destroy(&poll);
}

TEST(a_sender_hears_once_that_it_may_send_and_once_that_nobody_is_there)
{
	struct os_poll *poll = os_poll_create();
	struct os_ready ready[READY];
	int pair[2], token;

	CHECK(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
	os_poll_add_sender(poll, pair[0], &token);
	CHECK(os_poll_wait(poll, ready, READY, LONG_MS) == 1);
	CHECK(ready[0].token == &token && ready[0].can_write && !ready[0].is_gone);
	CHECK(os_poll_wait(poll, ready, READY, 0) == 0);
	/* what is sent to us is not reported: a stream goes one way */
	CHECK(write(pair[1], "a", 1) == 1);
	CHECK(os_poll_wait(poll, ready, READY, 0) == 0);
	close(pair[1]);
	CHECK(os_poll_wait(poll, ready, READY, LONG_MS) == 1 && ready[0].is_gone);
	close(pair[0]);
	os_poll_destroy(&poll);
}

TEST(a_wake_up_ends_the_next_wait_and_several_are_one)
{
	struct os_poll *poll = os_poll_create();
	struct os_ready ready[READY];
	int64_t start = os_boot_us();

	for (int i = 0; i < 100; i++)
		os_poll_wake(poll);
	CHECK(os_poll_wait(poll, ready, READY, LONG_MS) == 0);
	CHECK(os_boot_us() - start < 10 * SECOND);
	/* all hundred were heard */
	start = os_boot_us();
	CHECK(os_poll_wait(poll, ready, READY, 30) == 0);
	CHECK(os_boot_us() - start >= 25000);
	/* and the next one is heard again */
	os_poll_wake(poll);
	CHECK(os_poll_wait(poll, ready, READY, LONG_MS) == 0);
	os_poll_destroy(&poll);
}

static void *wake_sleeper(void *context)
{
	os_alarm_wake(context);
	return NULL;
}

TEST(an_alarm_sleeps_until_its_moment_and_no_shorter)
{
	struct os_alarm *alarm = os_alarm_create();
	int64_t start = os_boot_us();

	os_alarm_sleep(alarm, start + 30000);
	CHECK(os_boot_us() - start >= 30000);
	/* a moment that has passed does not wait for ever, nor does the first of the clock */
	os_alarm_sleep(alarm, start);
	os_alarm_sleep(alarm, 0);
	os_alarm_sleep(alarm, -SECOND);
	os_alarm_destroy(&alarm);
	CHECK(alarm == NULL);
	os_alarm_destroy(&alarm);
}

TEST(a_sleeper_is_woken_by_another_thread_before_or_while_it_sleeps)
{
	struct os_alarm *alarm = os_alarm_create();
	int64_t start = os_boot_us();
	pthread_t waker;

	CHECK(pthread_create(&waker, NULL, wake_sleeper, alarm) == 0);
	os_alarm_sleep(alarm, OS_ALARM_NEVER);
	CHECK(pthread_join(waker, NULL) == 0);
	/* woken before it slept, it does not sleep */
	os_alarm_wake(alarm);
	os_alarm_wake(alarm);
	os_alarm_sleep(alarm, OS_ALARM_NEVER);
	/* both were one: the next sleep lasts */
	int64_t before = os_boot_us();

	os_alarm_sleep(alarm, before + 30000);
	CHECK(os_boot_us() - before >= 30000 && os_boot_us() - start < 60 * SECOND);
	os_alarm_destroy(&alarm);
}
