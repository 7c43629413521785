#include "base/os_socket.h"

#include <string.h>

#include "base/fault.h"
#include "tests/test.h"

static const struct {
	const char *text;
	bool good, loopback, private;
} addresses[] = {
	{ "127.0.0.1:8080", true, true, true },
	{ "127.255.255.255:1", true, true, true },
	{ "[::1]:8080", true, true, true },
	{ "0.0.0.0:8080", true, false, false },
	{ "[::]:8080", true, false, false },
	/* RFC 1918, and the addresses just outside of it */
	{ "10.0.0.1:1", true, false, true }, { "11.0.0.1:1", true, false, false },
	{ "172.16.0.1:1", true, false, true }, { "172.31.255.255:1", true, false, true },
	{ "172.15.0.1:1", true, false, false }, { "172.32.0.1:1", true, false, false },
	{ "192.168.1.1:1", true, false, true }, { "192.169.1.1:1", true, false, false },
	{ "169.254.1.1:1", true, false, true }, { "169.253.1.1:1", true, false, false },
	/* RFC 4193 and link-local */
	{ "[fc00::1]:1", true, false, true }, { "[fd12:3456::1]:1", true, false, true },
	{ "[fe00::1]:1", true, false, false }, { "[fe80::1]:1", true, false, true },
	{ "[febf::1]:1", true, false, true }, { "[fec0::1]:1", true, false, false },
	{ "[2001:db8::1]:1", true, false, false },
	{ "127.0.0.1:65535", true, true, true }, { "127.0.0.1:0", true, true, true },
	{ "127.0.0.1:65536", false, false, false }, { "127.0.0.1:", false, false, false },
	{ "127.0.0.1:-1", false, false, false }, { "127.0.0.1:80x", false, false, false },
	{ "127.0.0.1", false, false, false }, { "127.1:80", false, false, false },
	{ "localhost:80", false, false, false }, { ":80", false, false, false },
	{ "::1:80", false, false, false }, { "[::1]80", false, false, false },
	{ "[::1]", false, false, false }, { "[::1", false, false, false },
	{ "[127.0.0.1]:80", false, false, false }, { "", false, false, false },
	{ "[0000:0000:0000:0000:0000:0000:0000:0000:0000:0001]:80", false, false, false },
};

TEST(an_address_is_numbers_with_a_port_and_its_kind_is_known)
{
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		struct os_address address;
		bool good = os_address_parse(addresses[i].text, &address);
		bool right = good == addresses[i].good &&
			(!good || (os_address_is_loopback(&address) == addresses[i].loopback &&
				   os_address_is_private(&address) == addresses[i].private));

		if (!right)
			fprintf(stderr, "“%s” is taken for something else\n", addresses[i].text);
		CHECK(right);
	}
}

/* Throttles count by network: who has a /64 has 2^64 addresses to try from. */
TEST(addresses_of_one_subscriber_are_one_network)
{
	static const struct { const char *host, *network; } cases[] = {
		{ "192.0.2.7", "192.0.2.7" },
		{ "::ffff:192.0.2.7", "192.0.2.7" },
		{ "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64" },
		{ "2001:db8:1:2::", "2001:db8:1:2::/64" },
		{ "2001:db8:1:3::", "2001:db8:1:3::/64" },
		{ "no address", "no address" }, { "", "" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		CHECK_TEXT(os_address_network(test_arena(), cases[i].host), cases[i].network);
}

TEST(a_port_in_use_is_a_fault_that_names_the_address)
{
	struct os_address address = { .host = "127.0.0.1" };
	struct fault fault = { .kind = FAULT_NONE };
	int listener = os_listen(&address, &address.port, &fault);

	CHECK(listener >= 0 && address.port > 0);
	/* our own shards share it, a second program may not */
	CHECK(!os_address_probe(&address, &fault));
	CHECK(fault.kind == FAULT_ADDRESS && strcmp(fault.field, "127.0.0.1") == 0);
	int port = 0, second = os_listen(&address, &port, &fault);

	CHECK(second >= 0 && port == address.port);
	os_socket_close(second);
	int handle = os_listener_duplicate(listener, &fault);

	CHECK(handle >= 0 && handle != listener);
	os_socket_close(handle);
	os_socket_close(listener);
	CHECK(os_address_probe(&address, &fault));
	/* any free port cannot be in use */
	CHECK(os_address_probe(&(struct os_address){ .host = "127.0.0.1" }, &fault));
}

TEST(an_address_of_another_machine_cannot_be_listened_on)
{
	/* TEST-NET-1 of RFC 5737 is no address of anybody */
	struct os_address address = { .host = "192.0.2.1", .port = 0 };
	struct fault fault = { .kind = FAULT_NONE };
	int port = 0;

	CHECK(os_listen(&address, &port, &fault) == -1);
	CHECK(fault.kind == FAULT_ADDRESS && port == 0);
}
