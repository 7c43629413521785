#include "command/cert_command.h"

#include <string.h>

#include "base/json.h"
#include "base/os.h"
#include "base/os_file.h"
#include "base/os_tls.h"
#include "command/certificate.h"

#define PEM_MOST 65536
#define MODE 0600

struct files {
	const char *authority, *authority_key, *server, *server_key;
};

static struct files name_files(const struct command_line *line, const char *folder)
{
	return (struct files){
		.authority = arena_printf(line->arena, "%s/authority.pem", folder),
		.authority_key = arena_printf(line->arena, "%s/authority.key", folder),
		.server = arena_printf(line->arena, "%s/server.pem", folder),
		.server_key = arena_printf(line->arena, "%s/server.key", folder),
	};
}

/* The authority of the folder, or a new one where there is none. */
static bool take_authority(struct command_line *line, const struct files *files,
			   struct certificate *authority_out)
{
	const char *name = command_option(line, "authority");
	size_t length;

	if (!os_file_exists(files->authority_key))
		return certificate_create_authority(line->arena,
				name == NULL ? "dientap" : name, os_now(), authority_out,
				&line->fault) &&
		       os_write_file(files->authority_key, authority_out->key,
				     strlen(authority_out->key), MODE, &line->fault) &&
		       os_write_file(files->authority, authority_out->certificate,
				     strlen(authority_out->certificate), MODE, &line->fault);
	authority_out->key = os_read_file(line->arena, files->authority_key, PEM_MOST, &length,
					  &line->fault);
	authority_out->certificate = os_read_file(line->arena, files->authority, PEM_MOST,
						  &length, &line->fault);
	if (authority_out->key == NULL || authority_out->certificate == NULL)
		return false;
	authority_out->fingerprint = certificate_fingerprint(line->arena,
			authority_out->certificate, &line->fault);
	return authority_out->fingerprint != NULL;
}

static bool check_names(struct command_line *line)
{
	for (size_t i = 0; i < line->argument_count; i++)
		if (!certificate_name_is_good(line->arguments[i]))
			return command_refuse(line, line->arguments[i], arena_printf(line->arena,
				IN_LANGUAGE(line, "“%s” không phải tên máy hay địa chỉ.",
					    "“%s” is no host name and no address."),
				line->arguments[i]));
	return true;
}

static void report(struct command_line *line, const struct files *files,
		   const struct certificate *authority, const struct certificate *server)
{
	struct text out = { .arena = line->arena };

	if (command_flag(line, "json")) {
		text_add(&out, "{\"certificate\":");
		json_add_string(&out, files->server);
		text_add(&out, ",\"key\":");
		json_add_string(&out, files->server_key);
		text_add(&out, ",\"authority\":");
		json_add_string(&out, files->authority);
		text_add_format(&out, ",\"fingerprint\":\"%s\",\"authority_fingerprint\":\"%s\"}\n",
				server->fingerprint, authority->fingerprint);
	} else {
		text_add_format(&out, "%s\t%s\n%s\t%s\n", files->server, server->fingerprint,
				files->authority, authority->fingerprint);
	}
	command_print(&out);
	command_say(line, IN_LANGUAGE(line,
		"Chạy: dientap serve --certificate %s --key %s\n"
		"Trên mỗi máy trạm: đối chiếu dấu vân tay rồi cài %s làm nơi cấp chứng thư.",
		"Run: dientap serve --certificate %s --key %s\n"
		"On each workstation: compare the fingerprint, then install %s as an authority."),
		files->server, files->server_key, files->authority);
}

static bool run(struct command_line *line)
{
	const char *folder = command_option(line, "output");
	struct files files = name_files(line, folder == NULL ? "." : folder);
	struct certificate authority, server;

	if (!check_names(line) || !os_tls_load(&line->fault))
		return false;
	if (os_file_exists(files.server) || os_file_exists(files.server_key))
		return fault_set(&line->fault, FAULT_CONFLICT, files.server, NULL);
	if (folder != NULL && !os_file_exists(folder) &&
	    !os_create_folder(folder, &line->fault))
		return false;
	if (!take_authority(line, &files, &authority) ||
	    !certificate_create_server(line->arena, &authority, line->arguments, os_now(),
				       &server, &line->fault))
		return false;
	if (!os_write_file(files.server_key, server.key, strlen(server.key), MODE,
			   &line->fault) ||
	    !os_write_file(files.server, server.certificate, strlen(server.certificate), MODE,
			   &line->fault))
		return false;
	report(line, &files, &authority, &server);
	return true;
}

const struct command cert_command = {
	.noun = "cert", .arguments = "NAME...", .arguments_least = 1, .arguments_most = 32,
	.run = run,
	.options = (const struct option[]){
		{ "output", "FOLDER", "Thư mục chứa các tệp (mặc định: thư mục hiện tại).",
		  "Folder of the files (the present one unless set)." },
		{ "authority", "NAME", "Tên nơi cấp chứng thư, nếu phải tạo mới.",
		  "Name of the authority, if a new one must be made." },
		{ 0 } },
	.vi = "Tạo nơi cấp chứng thư của mạng nội bộ và chứng thư của máy chủ cho các tên đã cho.",
	.en = "Makes an authority for a network without others, and a server's certificate.",
	.example = "cert dientap.local 192.168.1.10 --output cert",
};
