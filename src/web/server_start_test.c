/* When a server refuses to start, and how it ends. */

#include <string.h>
#include <unistd.h>

#include "base/must.h"
#include "base/os.h"
#include "base/os_socket.h"
#include "tests/server_fixture.h"

static void write_setting(struct server_fixture *f, const char *sql)
{
	struct store *store = store_open(f->path, STORE_WRITE, &f->fault);

	must(store != NULL && store_script(store, sql, &f->fault), "the setting is written");
	store_close(&store);
}

static enum fault_kind refusal(struct server_fixture *f)
{
	f->fault = (struct fault){ .kind = FAULT_NONE };
	CHECK(!server_begin(f));
	return f->fault.kind;
}

TEST(a_port_in_use_is_said_clearly)
{
	struct server_fixture f = server_prepare(NULL);
	struct os_address address;
	struct fault fault = { .kind = FAULT_NONE };

	must(os_address_parse("127.0.0.1:0", &address), "an address");
	int other = os_listen(&address, &address.port, &fault);

	f.options.listen = arena_printf(f.arena, "127.0.0.1:%d", address.port);
	CHECK(refusal(&f) == FAULT_ADDRESS);
	CHECK(f.fault.detail != NULL && strstr(f.fault.detail, "in use") != NULL);
	/* told when the server that wanted it is no more */
	CHECK_TEXT(f.fault.field, f.options.listen);
	os_socket_close(other);
	CHECK(server_begin(&f));
	server_tear_down(&f);
}

TEST(a_database_that_another_server_has_is_locked)
{
	struct server_fixture f = server_set_up(NULL);
	struct server_fixture second = f;

	CHECK(refusal(&second) == FAULT_LOCKED);
	server_tear_down(&f);
}

TEST(plain_http_stays_on_this_machine_unless_told)
{
	struct server_fixture f = server_prepare(NULL);

	f.options.listen = "0.0.0.0:0";
	CHECK(refusal(&f) == FAULT_PLAIN_HTTP);
	f.options.listen = "[::]:0";
	CHECK(refusal(&f) == FAULT_PLAIN_HTTP);
	f.options.listen = "localhost:80";
	CHECK(refusal(&f) == FAULT_ADDRESS);
	f.options.plain_http_anywhere = true;
	write_setting(&f, "INSERT INTO office_setting VALUES('deployment', 'standalone')");
	f.options.listen = "0.0.0.0:0";
	CHECK(refusal(&f) == FAULT_PUBLIC_ADDRESS);
	f.options.listen = "127.0.0.1:0";
	CHECK(server_begin(&f));
	CHECK(f.site->deployment == DEPLOYMENT_STANDALONE);
	server_tear_down(&f);
}

TEST(addresses_that_are_private_are_known)
{
	static const struct { const char *text; bool is_loopback, is_private; } cases[] = {
		{ "127.0.0.1:1", true, true }, { "[::1]:1", true, true },
		{ "10.1.2.3:1", false, true }, { "172.16.0.1:1", false, true },
		{ "172.32.0.1:1", false, false }, { "192.168.7.7:1", false, true },
		{ "8.8.8.8:1", false, false }, { "[fd00::1]:1", false, true },
		{ "[2001:db8::1]:1", false, false }, { "0.0.0.0:1", false, false },
	};
	struct os_address address;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		CHECK(os_address_parse(cases[i].text, &address));
		CHECK(os_address_is_loopback(&address) == cases[i].is_loopback);
		CHECK(os_address_is_private(&address) == cases[i].is_private);
	}
	CHECK(!os_address_parse("127.0.0.1", &address) && !os_address_parse("::1:80", &address));
	CHECK(!os_address_parse("127.0.0.1:70000", &address));
	CHECK(!os_address_parse("127.0.0.1:8o", &address));
	CHECK(!os_address_parse("[::1:80", &address));
}

TEST(a_clock_that_is_a_day_behind_the_journal_is_refused_unless_it_is_said_to_be_right)
{
	struct server_fixture f = server_prepare(NULL);
	struct store *store = store_open(f.path, STORE_WRITE, &f.fault);
	struct instant later = { os_now().us + INT64_C(2) * 86400 * 1000000 };
	struct journal *journal = journal_begin(store, f.arena, later, &f.fault);
	struct card card = { .title = "from tomorrow" };

	must(journal != NULL && journal_add(journal, &card_type, &card, &f.fault) &&
	     journal_commit(&journal, &f.fault), "an entry of the future");
	store_close(&store);
	CHECK(refusal(&f) == FAULT_CLOCK);
	f.options.accept_clock = true;
	CHECK(server_begin(&f));
	server_tear_down(&f);
}

TEST(a_newer_database_and_no_database_are_refused)
{
	struct server_fixture f = server_prepare(NULL);

	write_setting(&f, "PRAGMA user_version = 9999");
	CHECK(refusal(&f) == FAULT_NEWER);
	f.options.path = "/nonexistent/office.db";
	CHECK(refusal(&f) == FAULT_FILE);
	server_tear_down(&f);
}

TEST(a_certificate_and_its_key_go_together_and_must_be_right)
{
	struct server_fixture f = server_prepare(NULL);

	f.options.certificate = f.path;
	CHECK(refusal(&f) == FAULT_USAGE);
	f.options.key = f.path;
	CHECK(refusal(&f) == FAULT_FILE);
	server_tear_down(&f);
}

TEST(a_stopped_server_has_written_what_it_answered)
{
	struct server_fixture f = server_set_up(NULL);
	const char *cookie = server_sign_in(&f, server_add_account(&f, "an", "secretary", ID_NONE,
								   LABEL_NONE));
	struct http_client client = http_open(f.port), stream = http_open(f.port);

	CHECK(http_follow(&stream, "/api/v1/events", cookie) == 200);
	CHECK(server_add_card(&f, &client, cookie, "1", ID_NONE, "none") != NULL);
	server_stop(f.server);
	server_wait(f.server);
	http_event(&stream, 1000);
	CHECK(http_is_closed(&stream));
	CHECK(http_is_closed(&client));
	server_stop(f.server);
	CHECK(server_count(&f, "SELECT count(*) FROM card") == 1);
	http_close(&client);
	http_close(&stream);
	server_tear_down(&f);
}
