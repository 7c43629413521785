#include "access/throttle.h"

#include <stdio.h>

#include "base/os_socket.h"
#include "tests/test.h"

static struct instant at(int64_t seconds)
{
	return (struct instant){ (1000000 + seconds) * 1000000 };
}

static int tries_until_refused(const char *login, const char *address, int64_t seconds)
{
	int count = 0;

	while (count < 1000 && throttle_take(login, address, at(seconds)))
		count++;
	return count;
}

TEST(five_tries_are_free_and_each_further_one_doubles_the_wait)
{
	int64_t now = 0;

	CHECK(tries_until_refused("an", NULL, now) == 5);
	for (int64_t wait = 1; wait <= 512; wait *= 2) {
		CHECK(!throttle_take("an", NULL, at(now + wait - 1)));
		now += wait;
		CHECK(throttle_take("an", NULL, at(now)));
	}
	for (int i = 0; i < 3; i++) {	/* and then a quarter of an hour each time */
		CHECK(!throttle_take("an", NULL, at(now + 899)));
		now += 900;
		CHECK(throttle_take("an", NULL, at(now)));
	}
}

TEST(a_hundred_failures_in_a_row_close_the_login_for_a_day)
{
	int64_t now = 0;

	for (int i = 0; i < 100; i++, now += 900)
		CHECK(throttle_take("an", NULL, at(now)));
	now -= 900;
	CHECK(!throttle_take("an", NULL, at(now + 86399)));
	CHECK(throttle_take("an", NULL, at(now + 86400)));
	CHECK(throttle_take("an", NULL, at(now + 86400)));	/* the count begins anew */
}

TEST(another_login_is_not_held_up)
{
	CHECK(tries_until_refused("an", NULL, 0) == 5);
	CHECK(throttle_take("binh", NULL, at(0)));
}

TEST(an_address_is_held_up_over_all_logins_and_forgiven_one_a_minute)
{
	char login[16];
	int count = 0;

	for (bool good = true; good && count < 100; count += good) {
		snprintf(login, sizeof(login), "login-%d", count);
		good = throttle_take(login, "192.0.2.7", at(0));
	}
	CHECK(count == 20);
	CHECK(throttle_take("binh", "192.0.2.8", at(0)));
	CHECK(throttle_take("binh", "192.0.2.7", at(1)));	/* the 21st, after a second */
	CHECK(!throttle_take("chi", "192.0.2.7", at(2)));
	CHECK(throttle_take("chi", "192.0.2.7", at(11 * 60)));
	count = 0;
	for (bool good = true; good && count < 100; count += good) {
		snprintf(login, sizeof(login), "again-%d", count);
		good = throttle_take(login, "192.0.2.7", at(11 * 60));
	}
	CHECK(count == 8);	/* 21 less 10 for the minutes, and one more: 8 are left */
}

TEST(a_good_sign_in_forgives_its_login)
{
	CHECK(tries_until_refused("an", "192.0.2.9", 0) == 5);
	throttle_forgive("an", "192.0.2.9");
	CHECK(tries_until_refused("an", "192.0.2.9", 0) == 5);
}

TEST(half_a_sign_in_neither_forgives_nor_counts)
{
	for (int i = 0; i < 4; i++)
		CHECK(throttle_take("an", NULL, at(0)));
	for (int i = 0; i < 20; i++) {
		CHECK(throttle_take("an", NULL, at(0)));
		throttle_give_back("an", NULL);
	}
	CHECK(tries_until_refused("an", NULL, 0) == 1);
}

TEST(a_flood_of_names_does_not_wash_a_login_out)
{
	char login[16];

	CHECK(tries_until_refused("an", NULL, 0) == 5);
	for (int i = 0; i < 20000; i++) {
		snprintf(login, sizeof(login), "flood-%d", i);
		(void)throttle_take(login, NULL, at(0));
	}
	CHECK(!throttle_take("an", NULL, at(0)));
}

TEST(one_network_of_version_6_counts_as_one_address)
{
	struct arena *arena = arena_create();

	CHECK_TEXT(os_address_network(arena, "2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
	CHECK_TEXT(os_address_network(arena, "2001:db8:1:2::1"), "2001:db8:1:2::/64");
	CHECK_TEXT(os_address_network(arena, "2001:db8:1:3::1"), "2001:db8:1:3::/64");
	CHECK_TEXT(os_address_network(arena, "::ffff:192.0.2.7"), "192.0.2.7");
	CHECK_TEXT(os_address_network(arena, "192.0.2.7"), "192.0.2.7");
	CHECK_TEXT(os_address_network(arena, "machine"), "machine");
	arena_destroy(&arena);
}
