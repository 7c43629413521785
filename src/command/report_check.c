#include "base/must.h"
#include "base/os.h"
#include "command/report_command.h"
#include "report/check.h"
#include "store/store.h"

#define VIETNAM_MINUTES 420
#define FILE_MOST ((size_t)64 << 20)

static bool say(struct command_line *line, const struct check *check)
{
	struct text out = { .arena = line->arena };

	if (command_flag(line, "json")) {
		check_write_json(&out, check, line->language);
		text_add_char(&out, '\n');
	} else {
		check_write_lines(&out, check, line->language);
	}
	command_print(&out);
	if (check_is_good(check))
		return true;
	/* what is not genuine was tampered with; what is, says something else than today */
	return fault_set(&line->fault, check->genuine ? FAULT_INVALID : FAULT_TAMPERED,
			 line->arguments[0], check->genuine ?
			 IN_LANGUAGE(line, "Số liệu của tài liệu không khớp cơ sở dữ liệu.",
				     "The document's figures do not agree with the database.") :
			 words_text(&check_trouble_words, check->trouble, line->language));
}

static bool run(struct command_line *line)
{
	struct check check;
	size_t length;
	const char *bytes = os_read_file(line->arena, line->arguments[0], FILE_MOST, &length,
					 &line->fault);
	struct store *store = bytes == NULL ? NULL : command_open(line, false);
	bool good = store != NULL &&
		    check_document(store, line->arena, bytes, length,
				   instant_date(os_now(), VIETNAM_MINUTES), &check, &line->fault);

	must(good || line->fault.kind != FAULT_NONE, "a refusal has a reason");
	if (!good && line->fault.field == NULL)
		line->fault.field = line->arguments[0];
	store_close(&store);
	return good && say(line, &check);
}

const struct command report_check_command = {
	.noun = "report", .verb = "check", .arguments = "FILE", .arguments_least = 1,
	.arguments_most = 1, .run = run,
	.vi = "Kiểm tra một báo cáo: có nguyên vẹn, số liệu đúng lúc lập và hiện nay không.",
	.en = "Checks a report: is it whole, were its figures true when made, are they now.",
	.example = "report check bao-cao.docx",
};
