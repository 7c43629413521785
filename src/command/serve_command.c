#include "command/serve_command.h"

#include <string.h>

#include "base/os_service.h"
#include "command/registry.h"
#include "web/server.h"

#define DEFAULT_LISTEN "127.0.0.1:8080"

static bool read_options(struct command_line *line, struct server_options *options_out)
{
	const char *listen = command_option(line, "listen");

	*options_out = (struct server_options){
		.path = command_database(line),
		.listen = listen == NULL ? DEFAULT_LISTEN : listen,
		.certificate = command_option(line, "certificate"),
		.key = command_option(line, "key"),
		.plain_http_anywhere = command_flag(line, "plain-http"),
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

static bool run(struct command_line *line)
{
	struct server_options options;

	if (!read_options(line, &options))
		return false;
	os_hold_stop_signals();
	struct server *server = server_start(&options, &line->fault);

	if (server == NULL)
		return false;
	command_say(line, IN_LANGUAGE(line, "Đang phục vụ tại %s (Ctrl+C để dừng).",
				      "Serving at %s (Ctrl+C stops it)."),
		    address(line, &options, server));
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
		{ "plain-http", NULL, "Cho phép HTTP không mã hóa ngoài máy này.",
		  "Allow HTTP without encryption beyond this machine." },
		{ 0 } },
	.vi = "Chạy máy chủ cho trình duyệt.", .en = "Runs the server for browsers.",
	.example = "serve --database dientap.db\n"
		   "serve --listen 192.168.1.10:443 --certificate cert/server.pem "
		   "--key cert/server.key",
};
