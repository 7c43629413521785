#include "command/backup_command.h"

#include <inttypes.h>

#include "base/json.h"
#include "base/must.h"
#include "command/secret.h"
#include "journal/office_backup.h"
#include "store/sealed_file.h"

static void report(struct command_line *line, const char *path, bool is_sealed,
		   const struct verify_result *result)
{
	must(result->good, "only what verifies is reported as written");
	struct text out = { .arena = line->arena };
	char root[HASH_HEX_SIZE];

	hash_format(result->root, root);
	if (!command_flag(line, "json")) {
		command_say(line, IN_LANGUAGE(line,
			"Đã ghi và kiểm tra: %" PRIu64 " mục nhật ký, %" PRIu64 " bản ghi, gốc %s.",
			"Written and verified: %" PRIu64 " entries, %" PRIu64 " records, root %s."),
			result->entries, result->rows, root);
		text_add_format(&out, "%s\n", path);
		command_print(&out);
		return;
	}
	text_add(&out, "{\"file\":");
	json_add_string(&out, path);
	text_add_format(&out, ",\"sealed\":%s,\"entries\":%" PRIu64 ",\"rows\":%" PRIu64,
			is_sealed ? "true" : "false", result->entries, result->rows);
	text_add_format(&out, ",\"root\":\"%s\"}\n", root);
	command_print(&out);
}

static bool run_backup(struct command_line *line)
{
	const char *path = command_option(line, "output"), *passphrase;
	struct verify_result result;

	if (path == NULL)
		return command_refuse(line, "--output", IN_LANGUAGE(line,
			"Cần tên tệp sao lưu: --output FILE.",
			"The name of the backup is needed: --output FILE."));
	if (!secret_passphrase(line, true, &passphrase))
		return false;
	struct store *store = command_open(line, false);
	bool good = store != NULL && office_backup(store, line->arena, path, passphrase, &result,
						   &line->fault);

	store_close(&store);
	if (good)
		report(line, path, passphrase != NULL, &result);
	return good;
}

static bool run_restore(struct command_line *line)
{
	const char *from = line->arguments[0], *to = command_option(line, "database"), *passphrase;
	struct verify_result result;
	bool is_sealed;

	if (to == NULL)
		return command_refuse(line, "--database", IN_LANGUAGE(line,
			"Cần tên cơ sở dữ liệu mới: --database FILE.",
			"The name of the new database is needed: --database FILE."));
	if (!sealed_file_is(from, &is_sealed, &line->fault) ||
	    !secret_passphrase(line, false, &passphrase))
		return false;
	if (is_sealed && passphrase == NULL)
		passphrase = secret_ask(line, IN_LANGUAGE(line, "Cụm mật khẩu: ", "Passphrase: "),
					false);
	must(!is_sealed || passphrase != NULL || line->fault.kind != FAULT_NONE,
	     "a sealed backup is opened with a passphrase");
	if (line->fault.kind != FAULT_NONE ||
	    !office_restore(line->arena, from, to, passphrase, &result, &line->fault))
		return false;
	report(line, to, false, &result);
	return true;
}

#define PASSPHRASE_OPTIONS \
	{ "passphrase", NULL, "Hỏi cụm mật khẩu (ở bàn phím hoặc đầu vào chuẩn).", \
	  "Ask for the passphrase (at the terminal or standard input)." }, \
	{ "passphrase-file", "FILE", "Đọc cụm mật khẩu ở dòng đầu của tệp.", \
	  "Read the passphrase from the first line of the file." }

const struct command backup_command = {
	.noun = "backup", .run = run_backup,
	.options = (const struct option[]){
		{ "output", "FILE", "Tệp sao lưu mới; không ghi đè.",
		  "The new file; nothing is overwritten." },
		PASSPHRASE_OPTIONS,
		{ 0 } },
	.vi = "Sao lưu toàn bộ vào một tệp, không phải dừng máy chủ; kiểm tra bản sao.",
	.en = "Writes the whole office to one file while the server runs, and verifies it.",
	.example = "backup --output 2026-03-01.dientap\n"
		   "backup --output /media/usb/office.sealed --passphrase",
};

const struct command restore_command = {
	.noun = "restore", .arguments = "FILE", .arguments_least = 1, .arguments_most = 1,
	.run = run_restore,
	.options = (const struct option[]){ PASSPHRASE_OPTIONS, { 0 } },
	.vi = "Dựng cơ sở dữ liệu mới từ bản sao lưu; từ chối bản hỏng hoặc bị sửa.",
	.en = "Makes a new database of a backup; refuses one that is damaged or was changed.",
	.example = "restore 2026-03-01.dientap --database new.db\n"
		   "restore office.sealed --database new.db --passphrase-file phrase.txt",
};
