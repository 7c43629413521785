#include "command/verify_command.h"

#include <inttypes.h>

#include "base/json.h"
#include "base/must.h"
#include "journal/journal.h"
#include "journal/verify.h"

static void add_member(struct text *out, const char *name, const char *value)
{
	json_add_name(out, name);
	json_add_string(out, value);
}

static void write_json(struct text *out, const struct verify_result *result)
{
	char root[HASH_HEX_SIZE];

	hash_format(result->root, root);
	text_add_format(out, "{\"good\":%s,\"entries\":%" PRIu64 ",\"rows\":%" PRIu64
			",\"checkpoints\":%" PRIu64, result->good ? "true" : "false",
			result->entries, result->rows, result->checkpoints);
	add_member(out, "root", result->good ? root : NULL);
	json_add_name(out, "first_bad");
	if (result->has_sequence)
		text_add_format(out, "%" PRIu64, result->first_bad);
	else
		text_add(out, "null");
	add_member(out, "finding", verify_code(result->finding));
	add_member(out, "what", result->what);
	add_member(out, "record_type", result->record_type);
	add_member(out, "record_id", result->record_id);
	add_member(out, "field", result->field);
	text_add(out, "}\n");
}

static void write_good(struct text *out, const struct command_line *line,
		       const struct verify_result *result)
{
	char root[HASH_HEX_SIZE];

	hash_format(result->root, root);
	text_add_format(out, IN_LANGUAGE(line,
		"Khớp: %" PRIu64 " mục nhật ký, %" PRIu64 " bản ghi, %" PRIu64 " điểm chốt đã ký.\n"
		"Gốc: %s\n",
		"Good: %" PRIu64 " entries, %" PRIu64 " records, %" PRIu64 " signed checkpoints.\n"
		"Root: %s\n"), result->entries, result->rows, result->checkpoints, root);
}

/* The kind of record and its member as people read them; a damaged database may name
   what the program does not have: then its own word. */
static void write_place(struct text *out, const struct command_line *line,
			const struct verify_result *result)
{
	const struct record_type *type = result->record_type == NULL ? NULL :
					 journal_find_type(result->record_type);
	const struct field *field = type == NULL || result->field == NULL ? NULL :
				    record_find_field(type, result->field);

	must(result->field == NULL || result->record_type != NULL, "a member of some record");
	if (result->record_type != NULL)
		text_add_format(out, IN_LANGUAGE(line, "; bản ghi: %s %s", "; record: %s %s"),
				type == NULL ? result->record_type :
				IN_LANGUAGE(line, type->vi, type->en),
				result->record_id == NULL ? "" : result->record_id);
	if (result->field != NULL && result->field[0] != '\0')
		text_add_format(out, IN_LANGUAGE(line, "; mục: %s", "; field: %s"),
				field == NULL ? result->field :
				IN_LANGUAGE(line, field->vi, field->en));
}

static void write_bad(struct text *out, const struct command_line *line,
		      const struct verify_result *result)
{
	must(!result->good, "what is right has no finding");
	text_add(out, verify_text(result->finding, line->language));
	if (result->has_sequence)
		text_add_format(out, IN_LANGUAGE(line, "; mục nhật ký %" PRIu64,
						 "; journal entry %" PRIu64), result->first_bad);
	write_place(out, line, result);
}

static bool report(struct command_line *line, const struct verify_result *result)
{
	struct text out = { .arena = line->arena };

	if (command_flag(line, "json"))
		write_json(&out, result);
	else if (result->good)
		write_good(&out, line, result);
	command_print(&out);
	if (result->good)
		return true;
	struct text what = { .arena = line->arena };

	write_bad(&what, line, result);
	return fault_set(&line->fault, FAULT_TAMPERED, NULL, text_string(&what));
}

/* Only a pass over recent entries needs the mark that the last one left. */
static bool run(struct command_line *line)
{
	struct verify_result result;
	bool whole = command_flag(line, "whole") || !command_flag(line, "recent");
	struct store *store = command_open(line, !whole);
	bool good = store != NULL &&
		    verify_run(store, line->arena, whole, &result, &line->fault);

	store_close(&store);
	return good && report(line, &result);
}

const struct command verify_command = {
	.noun = "verify", .run = run,
	.options = (const struct option[]){
		{ "whole", NULL, "Kiểm tra từ mục đầu tiên (mặc định).",
		  "Check from the first entry (as it does unless told otherwise)." },
		{ "recent", NULL, "Chỉ kiểm tra sau điểm chốt đã kiểm tra lần trước.",
		  "Check only what follows the checkpoint that was checked last." },
		{ 0 } },
	.vi = "Chứng minh dữ liệu đúng như nhật ký; nêu mục hoặc bản ghi sai đầu tiên.",
	.en = "Proves that the data is what the journal says; names the first bad entry or row.",
	.example = "verify --database dientap.db\nverify --recent --json",
};
