#include "command/serve_command.h"

#include <stdlib.h>
#include <string.h>

#include "base/os_service.h"
#include "base/os_socket.h"
#include "command/demo_krong_ana.h"
#include "command/registry.h"
#include "conduct/conduct.h"
#include "store/store.h"
#include "web/server.h"

#define DEFAULT_LISTEN "127.0.0.1:8080"
#define PORT_MOST 65535
#define PORTS_TRIED 100

/* A socket that a service manager holds open stands above what was asked for: a
   client that comes while the server starts anew waits in it. */
static bool take_given_listener(struct command_line *line, struct server_options *options)
{
	int listener = os_given_listener(line->arena, &options->listen, &line->fault);

	if (listener < 0)
		return line->fault.kind == FAULT_NONE;
	options->given_listener = listener;
	return true;
}

static bool read_options(struct command_line *line, struct server_options *options_out)
{
	const char *listen = command_option(line, "listen");

	*options_out = (struct server_options){
		.path = command_database(line),
		.listen = listen == NULL ? DEFAULT_LISTEN : listen,
		.certificate = command_option(line, "certificate"),
		.key = command_option(line, "key"),
		.plain_http_anywhere = command_flag(line, "plain-http"),
		.accept_clock = command_flag(line, "accept-clock"),
		.verbose = command_flag(line, "verbose"),
		.companion = &conduct_companion,
	};
	options_out->tables = registry_routes(&options_out->table_count);
	return (options_out->certificate == NULL) == (options_out->key == NULL) ||
	       command_refuse(line, "--certificate", IN_LANGUAGE(line,
			"--certificate và --key phải đi cùng nhau.",
			"--certificate and --key go together."));
}

/* "http://127.0.0.1:8080": the address as given, with the port that was opened. */
static const char *address(const struct command_line *line, const struct server_options *options,
			   const struct server *server)
{
	const char *colon = strrchr(options->listen, ':');
	size_t length = colon == NULL ? strlen(options->listen) :
			(size_t)(colon - options->listen);

	return arena_printf(line->arena, "%s://%.*s:%d",
			    options->certificate == NULL ? "http" : "https", (int)length,
			    options->listen, server_port(server));
}

/* The listening address with the port so many further on. */
static const char *move_port(const struct command_line *line, const char *listen, int by)
{
	const char *colon = strrchr(listen, ':');
	long port = colon == NULL ? 0 : strtol(colon + 1, NULL, 10);

	if (port <= 0 || port + by > PORT_MOST)
		return NULL;
	return arena_printf(line->arena, "%.*s:%ld", (int)(colon - listen), listen, port + by);
}

/* With --next-port the first port that is free from the one given on. */
static struct server *start(struct command_line *line, struct server_options *options)
{
	const char *listen = options->listen;
	struct server *server = server_start(options, &line->fault);

	for (int by = 1; by <= PORTS_TRIED && server == NULL && line->fault.kind == FAULT_ADDRESS &&
	     command_flag(line, "next-port"); by++) {
		options->listen = move_port(line, listen, by);
		if (options->listen == NULL)
			return NULL;
		line->fault = (struct fault){ .kind = FAULT_NONE };
		server = server_start(options, &line->fault);
	}
	if (server != NULL && options->listen != listen)
		command_say(line, IN_LANGUAGE(line, "%s đã có chương trình khác dùng.",
					      "%s is taken by another program."), listen);
	return server;
}

/* A demonstration says how to sign in: its passwords are public. */
static void say_demo_accounts(struct command_line *line, const char *path)
{
	static const char sql[] =
		"SELECT count(*)\n"
		"FROM visible_account\n"
		"WHERE demo = 1 AND disabled = 0";
	struct fault ignored = { .kind = FAULT_NONE };
	struct store *store = store_open(path, STORE_READ, &ignored);
	int64_t count = 0;
	bool good = store != NULL && store_integer(store, sql, NO_BINDS, &count, &ignored);

	store_close(&store);
	if (!good || count == 0)
		return;
	command_say(line, IN_LANGUAGE(line, "Đăng nhập thử (tên / mật khẩu):",
				      "Demonstration sign-ins (name / password):"));
	for (const struct demo_account *a = demo_accounts; a->login != NULL; a++)
		command_say(line, "  %s / %s  (%s)", a->login, a->password, a->display_name);
}

static bool run(struct command_line *line)
{
	struct server_options options;

	if (!read_options(line, &options) || !take_given_listener(line, &options))
		return false;
	os_hold_stop_signals();
	struct server *server = start(line, &options);

	if (server == NULL)
		return false;
	command_say(line, IN_LANGUAGE(line, "Đang phục vụ tại %s (Ctrl+C để dừng).",
				      "Serving at %s (Ctrl+C stops it)."),
		    address(line, &options, server));
	say_demo_accounts(line, options.path);
	os_tell_service_manager("READY=1");
	os_await_stop_signal();
	os_tell_service_manager("STOPPING=1");
	command_say(line, IN_LANGUAGE(line, "Đang dừng…", "Stopping…"));
	server_stop(server);
	server_wait(server);
	server_destroy(&server);
	return true;
}

const struct command serve_command = {
	.noun = "serve", .run = run,
	.options = (const struct option[]){
		{ "listen", "ADDRESS:PORT", "Địa chỉ để nghe (mặc định " DEFAULT_LISTEN ").",
		  "Where to listen (" DEFAULT_LISTEN " unless set)." },
		{ "certificate", "FILE", "Chứng thư TLS (PEM).", "Certificate for TLS (PEM)." },
		{ "key", "FILE", "Khóa của chứng thư (PEM).", "Key of the certificate (PEM)." },
		{ "next-port", NULL, "Nếu cổng đã bận thì dùng cổng trống kế tiếp.",
		  "If the port is taken, use the next free one." },
		{ "plain-http", NULL, "Cho phép HTTP không mã hóa ngoài máy này.",
		  "Allow HTTP without encryption beyond this machine." },
		{ "accept-clock", NULL, "Giờ của máy là đúng dù chậm hơn nhật ký quá một ngày.",
		  "This machine's clock is right, though a day behind the journal." },
		{ "verbose", NULL, "Ghi một dòng cho mỗi yêu cầu.",
		  "Write a line for every request." },
		{ 0 } },
	.vi = "Chạy máy chủ cho trình duyệt.", .en = "Runs the server for browsers.",
	.example = "serve --database dientap.db\n"
		   "serve --listen 192.168.1.10:443 --certificate cert/server.pem "
		   "--key cert/server.key",
};
