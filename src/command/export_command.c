/* The full exit: a folder that can be read without this program, in twenty years. */

#include "command/export_command.h"

#include <inttypes.h>
#include <sodium.h>
#include <string.h>

#include "attachment/attachment.h"
#include "base/json.h"
#include "base/must.h"
#include "base/os.h"
#include "base/os_file.h"
#include "command/change.h"
#include "command/parse.h"
#include "journal/checkpoint.h"
#include "journal/journal_export.h"
#include "journal/setting.h"
#include "web/describe.h"

#define ENDING_MOST 9		/* ".xlsx", with the dot */
#define FILE_MODE 0600

struct export {
	struct command_line *line;
	struct store *store;
	const char *folder;		/* FOLDER.part until all is whole */
	struct named_values files;	/* what was made, within the folder */
	struct text index;		/* "HASH  NAME" lines */
	int64_t records, entries, checkpoints;
};

static const char *const folders[] = { "records", "schema", "journal", "attachments" };

static const char *in_folder(const struct export *e, const char *name)
{
	return arena_printf(e->line->arena, "%s/%s", e->folder, name);
}

static struct os_file *create(struct export *e, const char *name)
{
	struct os_file *file = os_file_create(in_folder(e, name), FILE_MODE, &e->line->fault);

	must(name[0] != '/', "a name within the folder");
	if (file != NULL)
		named_values_add(e->line->arena, &e->files, name, "");
	return file;
}

static bool write_text(struct export *e, const char *name, const struct text *text)
{
	struct fault ignored = { .kind = FAULT_NONE };
	struct os_file *file = create(e, name);
	bool good = file != NULL && os_file_write(file, text_string(text), text->length,
						  &e->line->fault);

	return os_file_close(&file, good ? &e->line->fault : &ignored) && good;
}

static bool write_records(struct export *e, const struct record_type *type)
{
	struct fault ignored = { .kind = FAULT_NONE };
	const char *name = arena_printf(e->line->arena, "records/%s.jsonl", type->name);
	struct os_file *file = create(e, name);
	int64_t count = 0;
	bool good = file != NULL && export_records(e->store, type, file, &count, &e->line->fault);

	good = os_file_close(&file, good ? &e->line->fault : &ignored) && good;
	e->records += count;
	return good;
}

static bool write_schema(struct export *e, const struct record_type *type)
{
	must(type->help != NULL || type->en != NULL, "a type explains itself");
	struct text schema = { .arena = e->line->arena };

	describe_write_schema(&schema, type);
	text_add_char(&schema, '\n');
	return write_text(e, arena_printf(e->line->arena, "schema/%s.schema.json", type->name),
			  &schema);
}

static bool write_types(struct export *e)
{
	for (const struct record_type *const *type = journal_types(); *type != NULL; type++)
		if (!write_records(e, *type) || !write_schema(e, *type))
			return false;
	return true;
}

/* Named by its record; the ending is kept for whoever opens it. */
static const char *attachment_name(struct arena *arena, const struct attachment *attachment)
{
	const char *dot = attachment->name == NULL ? NULL : strrchr(attachment->name, '.');
	char id[ID_TEXT_SIZE];

	id_format(attachment->head.id, id);
	if (dot != NULL && (strlen(dot) > ENDING_MOST ||
			    dot[1 + strspn(dot + 1, "abcdefghijklmnopqrstuvwxyz0123456789")] != 0))
		dot = NULL;
	return arena_printf(arena, "attachments/%s%s", id, dot == NULL ? "" : dot);
}

static bool write_attachment(struct export *e, const struct attachment *attachment)
{
	struct arena *arena = arena_create();
	const char *bytes = attachment_read(e->store, arena, attachment, &e->line->fault);
	struct text content = { .arena = arena };
	bool good = bytes != NULL;

	if (good) {
		text_add_bytes(&content, bytes, (size_t)attachment->size);
		good = write_text(e, attachment_name(e->line->arena, attachment), &content);
	}
	arena_destroy(&arena);
	return good;
}

static bool write_attachments(struct export *e)
{
	struct list list;
	const char *sql = arena_printf(e->line->arena,
		"SELECT %s\nFROM visible_attachment\nORDER BY id",
		record_store_columns(&attachment_type));

	if (!store_list(e->store, e->line->arena, &attachment_type, sql, NO_BINDS, &list,
			&e->line->fault))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (!write_attachment(e, list.items[i]))
			return false;
	return true;
}

static bool write_key(struct export *e)
{
	struct text key = { .arena = e->line->arena };
	const char *vkey;

	if (!note_public_key(e->store, e->line->arena, &vkey, &e->line->fault))
		return false;
	text_add_format(&key, "%s\n", vkey);
	return write_text(e, "journal/public_key.txt", &key);
}

static bool write_journal(struct export *e)
{
	struct fault *fault = &e->line->fault, ignored = { .kind = FAULT_NONE };
	struct os_file *file = create(e, "journal/entries.jsonl");
	bool good = file != NULL && export_entries(e->store, file, &e->entries, fault);

	good = os_file_close(&file, good ? fault : &ignored) && good;
	if (!good)
		return false;
	file = create(e, "journal/checkpoints.txt");
	good = file != NULL && export_checkpoints(e->store, file, &e->checkpoints, fault);
	return os_file_close(&file, good ? fault : &ignored) && good && write_key(e);
}

static bool write_office(struct export *e)
{
	static const char *const names[] = { "name", "origin", "deployment" };
	struct text office = { .arena = e->line->arena };
	const char *value;

	text_add(&office, "{\"format\":\"dientap export 1\",\"program\":");
	json_add_string(&office, DIENTAP_VERSION);
	text_add_format(&office, ",\"schema_version\":%" PRId64, store_schema_version(e->store));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!setting_read(e->store, e->line->arena, names[i], &value, &e->line->fault))
			return false;
		json_add_name(&office, names[i]);
		json_add_string(&office, value);
	}
	text_add(&office, "}\n");
	return write_text(e, "office.json", &office);
}

static const char explanation[] =
	"TOÀN BỘ DỮ LIỆU CỦA DIENTAP\n"
	"\n"
	"Đọc được bằng bất kỳ chương trình nào hiểu JSON (UTF-8).\n"
	"office.json               tên cơ quan, nguồn nhật ký, chế độ triển khai\n"
	"records/LOẠI.jsonl        mỗi dòng một bản ghi; tham chiếu bằng id\n"
	"schema/LOẠI.schema.json   JSON Schema (2020-12) của các dòng đó, kèm giải thích\n"
	"journal/entries.jsonl     nhật ký: mỗi dòng một mục, từ mục 0\n"
	"journal/checkpoints.txt   các điểm chốt đã ký (C2SP signed note, Ed25519)\n"
	"journal/public_key.txt    khóa công khai để kiểm tra chữ ký\n"
	"attachments/ID.ĐUÔI       tệp đính kèm; tên gốc ở records/attachment.jsonl\n"
	"SHA256SUMS                kiểm tra các tệp: sha256sum -c SHA256SUMS\n"
	"\n"
	"Kiểm tra nhật ký: lá = SHA-256(byte 0x00 rồi đến các byte của \"entry\"); gốc của cây\n"
	"Merkle theo RFC 9162 trên các lá phải là gốc ghi trong điểm chốt cùng kích thước.\n"
	"\"values\" có muối và giá trị của từng trường:\n"
	"cam kết = SHA-256(muối, tên trường, byte 0x00, giá trị).\n"
	"Mật khẩu và khóa bí mật không có ở đây.\n"
	"\n"
	"ALL DATA OF DIENTAP\n"
	"\n"
	"Any program that knows JSON (UTF-8) can read this.\n"
	"office.json               name of the office, origin of the journal, deployment\n"
	"records/TYPE.jsonl        one record a line; records refer to each other by id\n"
	"schema/TYPE.schema.json   JSON Schema (2020-12) of these lines, with explanations\n"
	"journal/entries.jsonl     the journal: one entry a line, from entry 0\n"
	"journal/checkpoints.txt   the signed checkpoints (C2SP signed notes, Ed25519)\n"
	"journal/public_key.txt    the public key that checks them\n"
	"attachments/ID.ENDING     attached files; their names are in records/attachment.jsonl\n"
	"SHA256SUMS                checks the files: sha256sum -c SHA256SUMS\n"
	"\n"
	"To check the journal: leaf = SHA-256(byte 0x00, then the bytes of \"entry\"); the root\n"
	"of the Merkle tree of RFC 9162 over the leaves must be the root that the checkpoint of\n"
	"that size states.  \"values\" holds the salt and the value of each field:\n"
	"commitment = SHA-256(salt, name of the field, byte 0x00, value).\n"
	"Passwords and secret keys are not here.\n";

static bool write_readme(struct export *e)
{
	struct text readme = { .arena = e->line->arena };

	text_add(&readme, explanation);
	return write_text(e, "README.txt", &readme);
}

static bool add_sum(struct export *e, const char *name)
{
	unsigned char bytes[65536], hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;
	struct fault ignored = { .kind = FAULT_NONE };
	struct os_file *file = os_file_open(in_folder(e, name), &e->line->fault);
	size_t length = sizeof(bytes);
	bool good = file != NULL;

	crypto_hash_sha256_init(&state);
	while (good && length == sizeof(bytes)) {
		good = os_file_read(file, bytes, sizeof(bytes), &length, &e->line->fault);
		if (good)
			crypto_hash_sha256_update(&state, bytes, length);
	}
	crypto_hash_sha256_final(&state, hash);
	for (size_t i = 0; i < sizeof(hash); i++)
		text_add_format(&e->index, "%02x", hash[i]);
	text_add_format(&e->index, "  %s\n", name);
	return os_file_close(&file, &ignored) && good;
}

static bool write_sums(struct export *e)
{
	must(e->files.count > 0, "an export has files");
	for (size_t i = 0; i < e->files.count; i++)
		if (!add_sum(e, e->files.names[i]))
			return false;
	return write_text(e, "SHA256SUMS", &e->index);
}

static bool create_folders(struct export *e)
{
	if (!os_create_folder(e->folder, &e->line->fault))
		return false;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (!os_create_folder(in_folder(e, folders[i]), &e->line->fault))
			return false;
	return true;
}

/* Only what this run made. */
static void remove_all(struct export *e)
{
	for (size_t i = 0; i < e->files.count; i++)
		os_remove_file(in_folder(e, e->files.names[i]));
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		os_remove_folder(in_folder(e, folders[i]));
	os_remove_folder(e->folder);
}

static bool write_all(struct export *e)
{
	if (!store_begin_read(e->store, &e->line->fault))
		return false;
	bool good = write_types(e) && write_attachments(e) && write_journal(e) &&
		    write_office(e) && write_readme(e) &&
		    write_sums(e);

	store_end_read(e->store);
	return good;
}

static bool note(struct command_line *line, struct journal *journal, void *context)
{
	return journal_access(journal, "export", NULL, ID_NONE, context, &line->fault);
}

static bool export_to(struct export *e, const char *folder)
{
	must(e->store != NULL && e->files.count == 0, "one export at a time");
	e->folder = arena_printf(e->line->arena, "%s.part", folder);
	if (os_file_exists(folder))
		return fault_set(&e->line->fault, FAULT_CONFLICT, folder, NULL);
	if (os_file_exists(e->folder))
		return fault_set(&e->line->fault, FAULT_CONFLICT, e->folder, NULL);
	if (create_folders(e) && write_all(e) &&
	    os_move_file(e->folder, folder, &e->line->fault))
		return true;
	remove_all(e);
	return false;
}

static void report(const struct export *e, const char *folder)
{
	struct text out = { .arena = e->line->arena };

	if (command_flag(e->line, "json")) {
		text_add(&out, "{\"folder\":");
		json_add_string(&out, folder);
		text_add_format(&out, ",\"records\":%" PRId64 ",\"entries\":%" PRId64
				",\"checkpoints\":%" PRId64 "}\n", e->records, e->entries,
				e->checkpoints);
	} else {
		text_add_format(&out, "%s\n", folder);
	}
	command_print(&out);
	command_say(e->line, IN_LANGUAGE(e->line,
		"Đã xuất %" PRId64 " bản ghi, %" PRId64 " mục nhật ký, %" PRId64 " điểm chốt.",
		"Exported %" PRId64 " records, %" PRId64 " entries, %" PRId64 " checkpoints."),
		e->records, e->entries, e->checkpoints);
}

static bool run(struct command_line *line)
{
	struct export e = { .line = line, .index = { .arena = line->arena } };
	const char *folder = command_option(line, "output");

	if (folder == NULL)
		return command_refuse(line, "--output", IN_LANGUAGE(line,
			"Cần tên thư mục mới: --output FOLDER.",
			"The name of a new folder is needed: --output FOLDER."));
	e.store = command_open(line, true);
	/* noted first, so that the export itself holds the note */
	bool good = e.store != NULL &&
		    command_change_store(line, e.store, note, (void *)(uintptr_t)folder) &&
		    export_to(&e, folder);

	if (good)
		report(&e, folder);
	store_close(&e.store);
	return good;
}

const struct command export_all_command = {
	.noun = "export", .verb = "all", .run = run,
	.options = (const struct option[]){
		{ "output", "FOLDER", "Thư mục mới; không ghi đè.",
		  "The new folder; nothing is overwritten." },
		{ 0 } },
	.vi = "Xuất toàn bộ dữ liệu ra thư mục đọc được không cần chương trình này.",
	.en = "Writes all data to a folder that can be read without this program.",
	.example = "export all --output dientap-2026",
};
