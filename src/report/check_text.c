/* What people and programs read about a checked document. */

#include "base/json.h"
#include "base/must.h"
#include "report/check.h"

static const struct word answer_list[] = {
	[CHECK_NOT_ASKED] = { "not_asked", { "chưa xét", "not asked" } },
	[CHECK_YES] = { "yes", { "đúng", "yes" } },
	[CHECK_NO] = { "no", { "sai", "no" } },
};
const struct words check_answer_words = WORDS("check_answer", answer_list);

static const struct word trouble_list[] = {
	[TROUBLE_NONE] = { "none", { "Tài liệu nguyên vẹn, chữ ký số của cơ quan đúng.",
		"The document is whole and bears the office's good signature." } },
	[TROUBLE_UNSIGNED] = { "unsigned", {
		"Số liệu không có chữ ký: tài liệu được lập ở máy không có khóa của cơ quan.",
		"The figures are not signed: the document was made without the office's key." } },
	[TROUBLE_SIGNATURE] = { "signature", {
		"Chữ ký của số liệu không đúng: số liệu đã bị sửa, hoặc của cơ quan khác.",
		"The figures were changed, or another office signed them." } },
	[TROUBLE_SEAL] = { "seal", { "Tệp đã bị sửa sau khi lập.",
		"The file was changed after it was made." } },
	[TROUBLE_NO_SEAL] = { "no_seal", {
		"Tệp không còn dấu niêm phong: một chương trình khác đã lưu lại nó.",
		"The file bears no seal: another program has saved it." } },
	[TROUBLE_ROOT] = { "root", {
		"Nhật ký của cơ sở dữ liệu này chưa từng có gốc ghi trong tài liệu.",
		"The journal of this database never had the root that the document names." } },
};
const struct words check_trouble_words = WORDS("check_trouble", trouble_list);

static void add_text(struct text *out, const char *name, const char *text)
{
	json_add_name(out, name);
	json_add_string(out, text);
}

static void add_bool(struct text *out, const char *name, bool value)
{
	json_add_name(out, name);
	text_add(out, value ? "true" : "false");
}

static void add_answer(struct text *out, const char *name, enum check_answer answer)
{
	json_add_name(out, name);
	text_add(out, answer == CHECK_NOT_ASKED ? "null" : answer == CHECK_YES ? "true" : "false");
}

void check_write_json(struct text *out, const struct check *check, enum language language)
{
	text_add_char(out, '{');
	add_bool(out, "genuine", check->genuine);
	add_text(out, "trouble", check->trouble == TROUBLE_NONE ? NULL :
		 words_word(&check_trouble_words, check->trouble));
	add_text(out, "text", words_text(&check_trouble_words, check->trouble, language));
	add_text(out, "seal", words_word(&seal_state_words, check->seal));
	add_text(out, "programme", check->programme);
	add_text(out, "today", check->today);
	add_bool(out, "limited_sight", check->limited);
	json_add_name(out, "checkpoint");
	text_add_format(out, "{\"size\":%llu", (unsigned long long)check->size);
	add_text(out, "root", check->root);
	text_add_char(out, '}');
	add_answer(out, "true_then", check->then);
	add_answer(out, "true_now", check->now);
	json_add_name(out, "differences");
	text_add_char(out, '[');
	for (const struct check_difference *d = check->differences; d != NULL; d = d->next) {
		text_add(out, d == check->differences ? "{" : ",{");
		add_text(out, "figure", d->name);
		json_add_name(out, "printed");
		text_add(out, d->printed);
		add_bool(out, "differs_then", d->then);
		add_bool(out, "differs_now", d->now);
		text_add_char(out, '}');
	}
	text_add(out, "]}");
}

void check_write_lines(struct text *out, const struct check *check, enum language language)
{
	bool vi = language == LANGUAGE_VI;

	must(check->programme != NULL, "a check of a document that was read");
	text_add_format(out, "%s\n", words_text(&check_trouble_words, check->trouble, language));
	text_add_format(out, vi ? "Nhiệm kỳ %s, số liệu ngày %s, nhật ký %llu mục, gốc %s.\n" :
			"Programme %s, figures of %s, journal of %llu entries, root %s.\n",
			check->programme, check->today, (unsigned long long)check->size,
			check->root);
	if (check->limited)
		text_add(out, vi ? "Số liệu đếm trong phạm vi được xem của người lập.\n" :
			 "The figures were counted in the limited sight of their maker.\n");
	if (!check->genuine) {
		text_add(out, vi ? "Không đối chiếu số liệu.\n" :
			 "The figures were not compared.\n");
		return;
	}
	text_add(out, check->then == CHECK_YES ?
		 (vi ? "Lúc lập: số liệu đúng với nhật ký.\n" :
		  "When it was made: the figures were true.\n") :
		 (vi ? "Lúc lập: số liệu KHÔNG đúng với nhật ký.\n" :
		  "When it was made: the figures were NOT true.\n"));
	text_add(out, check->now == CHECK_YES ?
		 (vi ? "Hiện nay: số liệu vẫn đúng.\n" : "Now: the figures are still true.\n") :
		 (vi ? "Hiện nay: số liệu đã khác.\n" : "Now: the figures have changed.\n"));
	for (const struct check_difference *d = check->differences; d != NULL; d = d->next)
		text_add_format(out, vi ? "- %s: tài liệu ghi %s%s%s\n" :
				"- %s: the document says %s%s%s\n", d->name, d->printed,
				d->then ? (vi ? "; khác lúc lập" : "; differed then") : "",
				d->now ? (vi ? "; khác hiện nay" : "; differs now") : "");
}
