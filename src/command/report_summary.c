#include "base/must.h"
#include "base/os.h"
#include "command/change.h"
#include "command/report_command.h"
#include "report/summary.h"

#define VIETNAM_MINUTES 420
#define FILE_MODE 0644

static bool read_format(struct command_line *line, enum summary_format *format_out)
{
	const char *word = command_option(line, "format");
	unsigned format = SUMMARY_JSON;

	if (word != NULL && !words_find(&summary_format_words, word, &format))
		return command_refuse(line, "--format", IN_LANGUAGE(line,
			"Định dạng là một trong: json, docx, pdf, html.",
			"The format is one of: json, docx, pdf, html."));
	*format_out = (enum summary_format)format;
	return true;
}

static bool read_as_is(struct command_line *line, struct summary_options *options)
{
	const char *rule = command_option(line, "rule");
	unsigned value = PROGRESS_ANY;

	options->as_is = (struct progress_query){ .structure = PROGRESS_AS_IS,
						  .as_of = options->today };
	options->with_as_is = rule != NULL || command_option(line, "as-of") != NULL;
	if (rule != NULL && !words_find(&progress_rule_words, rule, &value))
		return command_refuse(line, "--rule", IN_LANGUAGE(line,
			"Quy tắc kế thừa là any hoặc all.", "The rule is any or all."));
	options->as_is.rule = (enum progress_rule)value;
	return command_option_date(line, "as-of", &options->as_is.as_of);
}

/* The journal tells that the document was made, and a checkpoint is signed before it
   (by command_change_store); a database that cannot be written is still printed from. */
static bool note_export(struct command_line *line, struct journal *journal, void *context)
{
	const struct programme *programme = context;

	return journal_access(journal, "export", "programme", programme->head.id,
			      "summary report", &line->fault);
}

static bool write(struct command_line *line, struct store *store,
		  const struct summary_options *options, enum summary_format format)
{
	const char *path = command_option(line, "output"), *bytes;
	struct summary summary;
	size_t length;

	if (!summary_make(store, line->arena, options, &summary, &line->fault) ||
	    !summary_write(store, line->arena, &summary, format, &bytes, &length, &line->fault))
		return false;
	if (path != NULL) {
		if (!os_write_file(path, bytes, length, FILE_MODE, &line->fault))
			return false;
		command_say(line, IN_LANGUAGE(line, "Đã ghi %s.", "%s was written."), path);
		return true;
	}
	if (format == SUMMARY_DOCX || format == SUMMARY_PDF)
		return command_refuse(line, "--output", IN_LANGUAGE(line,
			"Định dạng này cần --output TỆP.", "This format needs --output FILE."));
	const struct text data = { .arena = line->arena, .bytes = (char *)(uintptr_t)bytes,
				   .length = length };

	command_print(&data);
	return true;
}

static bool run_on(struct command_line *line, struct store *store, enum summary_format format)
{
	const char *code = command_option(line, "programme");
	struct summary_options options = { .today = instant_date(os_now(), VIETNAM_MINUTES) };

	if (code == NULL)
		return command_refuse(line, "--programme", IN_LANGUAGE(line,
			"Cần --programme MÃ.", "--programme CODE is needed."));
	struct programme *programme = programme_find_by_code(store, line->arena, code,
							     &line->fault);

	if (programme == NULL) {
		line->fault.field = code;
		return false;
	}
	options.programme_id = programme->head.id;
	return read_as_is(line, &options) &&
	       command_change_store(line, store, note_export, programme) &&
	       write(line, store, &options, format);
}

static bool run(struct command_line *line)
{
	enum summary_format format = SUMMARY_JSON;

	if (!read_format(line, &format))
		return false;
	struct store *store = command_open(line, true);
	bool good = store != NULL && run_on(line, store, format);

	must(good || line->fault.kind != FAULT_NONE, "a refusal has a reason");
	store_close(&store);
	return good;
}

const struct command report_summary_command = {
	.noun = "report", .verb = "summary", .run = run,
	.options = (const struct option[]){
		{ "programme", "CODE", "Mã nhiệm kỳ.", "Code of the programme." },
		{ "format", "FORMAT", "json (mặc định), docx, pdf hoặc html.",
		  "json (as it is unless told otherwise), docx, pdf or html." },
		{ "output", "FILE", "Tệp ghi ra; bỏ trống: in ra màn hình (json, html).",
		  "The file; without it json and html go to standard output." },
		{ "as-of", "DATE", "Thêm phụ lục theo cơ cấu đơn vị ngày này.",
		  "Adds an annex in the structure of that day." },
		{ "rule", "RULE", "Quy tắc kế thừa của phụ lục: any hoặc all.",
		  "How the annex inherits: any or all." },
		{ 0 } },
	.vi = "Lập báo cáo tổng kết của một nhiệm kỳ.",
	.en = "Makes the summary report of a programme.",
	.example = "report summary --programme krong-ana-2021-2025 --format pdf --output bc.pdf",
};
