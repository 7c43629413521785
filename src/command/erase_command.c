#include "command/erase_command.h"

#include "base/must.h"
#include "base/record.h"
#include "command/change.h"

struct erasure {
	const struct record_type *type;
	const struct field *field;
	struct id id;
	const char *reason;
};

/* Texts may become empty even where one is needed; of other members only those that may
   be unknown.  What the program sets, and what others are found by, stays. */
static bool can_be_empty(const struct field *field)
{
	if ((field->flags & (FIELD_READ_ONLY | FIELD_FIXED | FIELD_SECRET)) != 0)
		return false;
	switch (field->type) {
	case FIELD_TEXT:
		return true;
	case FIELD_OPTIONAL_INTEGER:
	case FIELD_MONEY:
	case FIELD_ID:
	case FIELD_INSTANT:
	case FIELD_EXERCISE_TIME:
	case FIELD_DATE:
		return (field->flags & FIELD_REQUIRED) == 0;
	case FIELD_INTEGER:
	case FIELD_REAL:
	case FIELD_BOOL:
	case FIELD_LABEL:
	case FIELD_WORD:
		return false;
	}
	must(false, "a field of no type");
	return false;
}

static bool read_erasure(struct command_line *line, struct erasure *erasure)
{
	const char *const *words = line->arguments;

	erasure->type = journal_find_type(words[0]);
	if (erasure->type == NULL)
		return command_refuse(line, words[0], IN_LANGUAGE(line,
			"Không có loại bản ghi này (xem “describe fields”).",
			"There is no such kind of record (see “describe fields”)."));
	if (!id_parse(words[1], &erasure->id))
		return command_refuse(line, words[1], IN_LANGUAGE(line,
			"Cần mã định danh của bản ghi.",
			"The identifier of the record is needed."));
	erasure->field = record_find_field(erasure->type, words[2]);
	if (erasure->field == NULL || !can_be_empty(erasure->field))
		return command_refuse(line, words[2], IN_LANGUAGE(line,
			"Mục này không có hoặc không xóa được.",
			"There is no such member, or it cannot be erased."));
	erasure->reason = command_option(line, "reason");
	return erasure->reason != NULL || command_refuse(line, "--reason", IN_LANGUAGE(line,
		"Cần --reason: căn cứ của việc xóa, được giữ trong nhật ký.",
		"--reason is needed: the ground of the erasure, kept in the journal."));
}

static bool erase(struct command_line *line, struct journal *journal, void *context)
{
	const struct erasure *erasure = context;
	/* made of the text, so that it would tell what was in it */
	const struct field *key = (erasure->field->flags & FIELD_SEARCHED) == 0 ? NULL :
				  record_find_field(erasure->type, "search_key");

	if (!journal_erase(journal, erasure->type, erasure->id, erasure->field->name,
			   erasure->reason, &line->fault)) {
		if (line->fault.kind == FAULT_NOT_FOUND)
			line->fault.field = line->arguments[1];
		return false;
	}
	return key == NULL || journal_erase(journal, erasure->type, erasure->id, key->name,
					    erasure->reason, &line->fault);
}

static bool run(struct command_line *line)
{
	struct erasure erasure = { .type = NULL };

	if (!read_erasure(line, &erasure) || !command_run_change(line, erase, &erasure))
		return false;
	command_say(line, IN_LANGUAGE(line,
		"Đã xóa khỏi bản ghi và mọi mục nhật ký trước. "
		"Các bản sao lưu cũ vẫn còn giá trị đó.",
		"Erased from the record and all earlier entries. Older backups still hold it."));
	return true;
}

const struct command erase_command = {
	.noun = "erase", .arguments = "TYPE ID MEMBER", .arguments_least = 3,
	.arguments_most = 3, .run = run,
	.options = (const struct option[]){
		{ "reason", "TEXT", "Căn cứ của việc xóa; được giữ trong nhật ký.",
		  "The ground of the erasure; kept in the journal." },
		{ 0 } },
	.vi = "Xóa theo luật một giá trị khỏi bản ghi và toàn bộ lịch sử; "
	      "nhật ký vẫn kiểm tra được.",
	.en = "Erases a value by law from a record and all its history; "
	      "the journal still verifies.",
	.example = "erase person 01890a5d-ac96-774b-bcce-b302099a8057 note "
		   "--reason \"văn bản số 12\"",
};
