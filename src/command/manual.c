#include "command/manual.h"

#include <string.h>

#include "base/must.h"
#include "command/help.h"

/* Text as roff reads it: no line begins a request, no dash is a hyphen. */
static void add_text(struct text *out, const char *text)
{
	if (text[0] == '.' || text[0] == '\'')
		text_add(out, "\\&");
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			text_add(out, "\\e");
		else if (*text == '-')
			text_add(out, "\\-");
		else
			text_add_char(out, *text);
	}
}

static void add_heading(struct text *out, const char *heading)
{
	text_add_format(out, ".SH %s\n", heading);
}

static void add_options(struct text *out, const struct option *options, enum language language)
{
	for (; options != NULL && options->name != NULL; options++) {
		text_add_format(out, ".TP\n\\fB\\-\\-");
		add_text(out, options->name);
		text_add(out, "\\fR");
		if (options->value != NULL) {
			text_add(out, " \\fI");
			add_text(out, options->value);
			text_add(out, "\\fR");
		}
		text_add_char(out, '\n');
		add_text(out, language == LANGUAGE_EN ? options->en : options->vi);
		text_add_char(out, '\n');
	}
}

static void add_examples(struct text *out, const char *examples)
{
	text_add(out, ".PP\n.EX\n");
	while (*examples != '\0') {
		size_t length = strcspn(examples, "\n");

		text_add(out, "dientap ");
		add_text(out, arena_copy_bytes(out->arena, examples, length));
		text_add_char(out, '\n');
		examples += length + (examples[length] == '\n');
	}
	text_add(out, ".EE\n");
}

static void add_command(struct text *out, const struct command *command, enum language language)
{
	must(command->example != NULL, "a command without an example");
	text_add_format(out, ".SS \"dientap %s", help_name(out->arena, command));
	if (command->arguments != NULL) {
		text_add_char(out, ' ');
		add_text(out, command->arguments);
	}
	text_add(out, "\"\n");
	add_text(out, language == LANGUAGE_EN ? command->en : command->vi);
	text_add_char(out, '\n');
	add_examples(out, command->example);
	add_options(out, command->options, language);
}

/* Each status once, with the first fault that ends so. */
static void add_statuses(struct text *out, enum language language)
{
	text_add_format(out, ".TP\n\\fB0\\fR\n%s\n", language == LANGUAGE_EN ? "Done." : "Xong.");
	for (int status = 1; status <= 7; status++) {
		text_add_format(out, ".TP\n\\fB%d\\fR\n", status);
		for (unsigned kind = FAULT_NONE + 1; kind < FAULT_KINDS; kind++) {
			if (fault_exit_status((enum fault_kind)kind) != status)
				continue;
			add_text(out, fault_text((enum fault_kind)kind, language));
			text_add_char(out, '\n');
		}
	}
}

static void add_files(struct text *out, enum language language)
{
	text_add_format(out,
		".TP\n/etc/dientap.conf, $XDG_CONFIG_HOME/dientap/dientap.conf\n%s\n"
		".TP\nFILE, FILE.key\n%s\n",
		language == LANGUAGE_EN ?
		"Settings, one \\(lqname = value\\(rq a line; the names are those of the options. "
		"An option beats DIENTAP_NAME in the environment, which beats these files." :
		"Các mục cấu hình, mỗi dòng một \\(lqtên = giá trị\\(rq; tên như tên tùy chọn. "
		"Tùy chọn trên dòng lệnh hơn biến DIENTAP_TÊN, biến hơn các tệp này.",
		language == LANGUAGE_EN ?
		"The database, and the secret key that signs its checkpoints." :
		"Cơ sở dữ liệu, và khóa bí mật ký các điểm chốt của nó.");
}

void manual_write(struct text *out, const struct command *const *all, enum language language)
{
	bool english = language == LANGUAGE_EN;

	text_add_format(out, ".TH DIENTAP 1 \"\" \"dientap %s\"\n", DIENTAP_VERSION);
	add_heading(out, english ? "NAME" : "TÊN");
	text_add(out, english ? "dientap \\- the record of an office's exercises\n" :
		 "dientap \\- hồ sơ các cuộc diễn tập của một cơ quan\n");
	add_heading(out, english ? "SYNOPSIS" : "CÁCH DÙNG");
	text_add(out, english ? "\\fBdientap\\fR \\fICOMMAND\\fR [\\fIVERB\\fR] [options]\n" :
		 "\\fBdientap\\fR \\fILỆNH\\fR [\\fIVIỆC\\fR] [tùy chọn]\n");
	add_heading(out, english ? "COMMANDS" : "CÁC LỆNH");
	for (; *all != NULL; all++)
		add_command(out, *all, language);
	add_heading(out, english ? "OPTIONS OF ALL COMMANDS" : "TÙY CHỌN CHUNG");
	add_options(out, common_options, language);
	add_heading(out, english ? "EXIT STATUS" : "MÃ KẾT THÚC");
	add_statuses(out, language);
	add_heading(out, english ? "FILES" : "CÁC TỆP");
	add_files(out, language);
}
