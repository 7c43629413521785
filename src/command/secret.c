#include "command/secret.h"

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "base/os_terminal.h"
#include "base/utf8.h"
#include "store/sealed_file.h"

#define SECRET_MOST 1024

static const char *ask_once(struct command_line *line, const char *prompt)
{
	const char *secret = os_read_secret(line->arena, prompt, SECRET_MOST);

	must(prompt != NULL, "a prompt says what is asked");
	if (secret != NULL && secret[0] != '\0' && utf8_is_valid(secret, strlen(secret)))
		return utf8_compose(line->arena, secret);
	command_refuse(line, NULL, IN_LANGUAGE(line, "Chưa nhập mật khẩu.",
					       "No password was entered."));
	return NULL;
}

const char *secret_ask(struct command_line *line, const char *prompt, bool again)
{
	const char *secret = ask_once(line, prompt);

	must(secret != NULL || line->fault.kind != FAULT_NONE, "nothing entered is told");

	if (secret == NULL || !again || !os_input_is_terminal())
		return secret;
	const char *repeated = ask_once(line, IN_LANGUAGE(line, "Nhập lại: ", "Once more: "));

	if (repeated != NULL && strcmp(secret, repeated) == 0)
		return secret;
	command_refuse(line, NULL, IN_LANGUAGE(line, "Hai lần nhập không giống nhau.",
					       "The two are not the same."));
	return NULL;
}

static const char *read_file(struct command_line *line, const char *path)
{
	must(path != NULL, "a passphrase is read from a file");
	size_t length;
	char *bytes = os_read_file(line->arena, path, SECRET_MOST, &length, &line->fault);

	if (bytes == NULL)
		return NULL;
	bytes[strcspn(bytes, "\r\n")] = '\0';
	if (!utf8_is_valid(bytes, strlen(bytes))) {
		command_refuse(line, path, IN_LANGUAGE(line, "Tệp không phải chữ UTF-8.",
						       "The file is not UTF-8 text."));
		return NULL;
	}
	return utf8_compose(line->arena, bytes);
}

bool secret_passphrase(struct command_line *line, bool again, const char **passphrase_out)
{
	const char *path = command_option(line, "passphrase-file"), *passphrase = NULL;

	if (path != NULL)
		passphrase = read_file(line, path);
	else if (command_flag(line, "passphrase"))
		passphrase = secret_ask(line, IN_LANGUAGE(line, "Cụm mật khẩu: ", "Passphrase: "),
					again);
	if (line->fault.kind != FAULT_NONE)
		return false;
	if (passphrase != NULL && strlen(passphrase) < PASSPHRASE_LEAST)
		return command_refuse(line, NULL, IN_LANGUAGE(line,
			"Cụm mật khẩu phải có ít nhất 8 ký tự.",
			"A passphrase has at least 8 characters."));
	*passphrase_out = passphrase;
	return true;
}
