#include "inject/script_columns.h"

#include <string.h>

#include "base/must.h"
#include "base/utf8.h"

/* The first name is that of our own sheets; `member` is where problems point. */
static const struct {
	const char *member;
	const char *const *names;
} columns[SCRIPT_COLUMNS] = {
#define NAMES(...) (const char *const[]){ __VA_ARGS__, NULL }
	[COLUMN_NUMBER] = { "/number", NAMES("Số", "STT", "Số thứ tự", "TT", "Number", "No", "No.",
		"#", "ID", "Event number", "Event/inject number", "Inject number", "Inject no",
		"Control number", "Số tình huống") },
	[COLUMN_PLANNED] = { "/planned", NAMES("Giờ tác chiến dự kiến", "Thời gian tác chiến",
		"Thời gian", "Giờ", "Thời gian dự kiến", "Planned time", "Planned",
		"Designated scenario time", "Scenario time", "Time", "Simulated time",
		"Delivery time", "Local time", "Event time", "Trigger time", "Timeline",
		"Inject DTG", "DTG", "Date/time", "Date time") },
	[COLUMN_DATE] = { "/planned", NAMES("Ngày", "Date") },
	[COLUMN_KIND] = { "/kind", NAMES("Loại", "Loại tình huống", "Kind", "Event type",
		"Inject type", "Type") },
	[COLUMN_RELEASE] = { "/release", NAMES("Cách phát", "Release", "Trigger type",
		"Trigger") },
	[COLUMN_PHASE] = { "/phase_id", NAMES("Giai đoạn", "Phase", "Move") },
	[COLUMN_STORYLINE] = { "/storyline_id", NAMES("Tuyến tình huống", "Storyline", "Thread",
		"Storyline/thread", "Track") },
	[COLUMN_FROM] = { "/from_name", NAMES("Nơi phát", "Người phát", "Nơi gửi", "From",
		"Sent from", "Send from", "Send from (simulated)", "From org", "Originator",
		"Source") },
	[COLUMN_TO] = { "/recipients", NAMES("Nơi nhận", "Người nhận", "To", "Sent to", "Send to",
		"To org", "Target", "Recipient", "Recipients", "Recipient player",
		"Recipient player(s)",
		"Teams", "Player") },
	[COLUMN_MEANS] = { "/means", NAMES("Hình thức chuyển", "Hình thức", "Cách chuyển", "Means",
		"Inject mode", "Mode", "Delivery method", "Delivery mode", "Method",
		"Inject mode (method)") },
	[COLUMN_TITLE] = { "/title", NAMES("Tên tình huống", "Tình huống", "Tên", "Title",
		"Subject", "Synopsis", "Event synopsis", "Event", "Action to be taken") },
	[COLUMN_TEXT] = { "/text", NAMES("Nội dung", "Nội dung tình huống", "Diễn biến", "Text",
		"Message", "Description", "Content", "Script", "Details", "Body",
		"Inject description", "Message/script") },
	[COLUMN_EXPECTED] = { "/expected_actions", NAMES("Dự kiến cách xử trí",
		"Dự kiến xử trí", "Hành động mong đợi", "Đáp án", "Expected actions",
		"Expected action", "Expected participant response", "Expected player action",
		"Expected response", "Expected outcome", "Expectation description") },
	[COLUMN_OUTCOMES] = { "/outcomes", NAMES("Các kết quả có thể", "Outcomes") },
	[COLUMN_OBJECTIVE] = { "/objectives", NAMES("Mục đích, yêu cầu", "Mục đích", "Mục tiêu",
		"Objectives", "Objective", "Exercise objective", "Objective supported",
		"1st objective supported") },
	[COLUMN_CONTROLLER] = { "/controller_name", NAMES("Người đạo diễn", "Phái viên đạo diễn",
		"Đạo diễn", "Controller", "Responsible controller", "Injected by",
		"Controller responsible", "Inject POC") },
	[COLUMN_EVALUATOR] = { "/evaluator_name", NAMES("Người đánh giá", "Trọng tài",
		"Evaluator") },
	[COLUMN_LOCATION] = { "/location", NAMES("Địa điểm", "Location", "Venue",
		"Location/venue", "Place") },
	[COLUMN_PRIORITY] = { "/priority", NAMES("Ưu tiên", "Priority") },
	[COLUMN_WITHIN] = { "/answer_within_us", NAMES("Phải trả lời trong", "Answer within") },
	[COLUMN_CRITICAL] = { "/is_critical", NAMES("Then chốt", "Critical") },
	[COLUMN_NOTES] = { "/notes", NAMES("Ghi chú", "Notes", "Note", "Comments", "Remarks",
		"Background information", "Assumptions") },
	[COLUMN_STATE] = { "/state", NAMES("Trạng thái", "State", "Status", "Done/To do") },
#undef NAMES
};

const char *script_column_name(enum script_column_kind kind)
{
	must(kind < SCRIPT_COLUMNS, "a column of a script");
	return columns[kind].names[0];
}

static bool is_used(const struct script_columns *found, int column)
{
	for (int i = 0; i < SCRIPT_COLUMNS; i++)
		if (found->at[i] == column)
			return true;
	return false;
}

bool script_columns_find(const struct import_job *job, struct script_columns *columns_out)
{
	const struct sheet *sheet = job->sheet;

	must(sheet->count > 0, "a sheet has its header");
	for (int i = 0; i < SCRIPT_COLUMNS; i++)
		columns_out->at[i] = sheet_find_column(sheet, columns[i].names);
	/* blank headers name nothing and shift nothing */
	for (size_t column = 0; column < sheet->rows[0].count; column++) {
		const char *name = sheet_cell(sheet, 0, (int)column);

		if (name != NULL && !is_used(columns_out, (int)column))
			import_say(job->result, sheet, 0, (int)column, IMPORT_WARNING,
				   PROBLEM_UNKNOWN_COLUMN, name);
	}
	if (columns_out->at[COLUMN_TITLE] >= 0 || columns_out->at[COLUMN_TEXT] >= 0)
		return true;
	return import_say(job->result, sheet, 0, -1, IMPORT_ERROR, PROBLEM_NO_COLUMN,
			  arena_printf(job->result->arena, BOTH("%s", "%s"), "Tên tình huống",
				       "Title"));
}

int script_columns_of(const void *script_columns, const char *pointer)
{
	const struct script_columns *found = script_columns;

	for (int i = 0; pointer != NULL && i < SCRIPT_COLUMNS; i++)
		if (strcmp(columns[i].member, pointer) == 0 && found->at[i] >= 0)
			return found->at[i];
	return -1;
}

/* A word, what people read for it in either language, or a synonym (by search key). */
struct synonym { const char *key; unsigned value; };

static bool read_word(struct arena *arena, const char *cell, const struct words *words,
		      const struct synonym *synonyms, unsigned *value_out)
{
	const char *key = utf8_search_key(arena, cell);

	if (words_find(words, cell, value_out))
		return true;
	for (unsigned value = 1; value < words->count; value++)
		for (int language = 0; language < 2; language++)
			if (strcmp(key, utf8_search_key(arena,
				   words->list[value].texts[language])) == 0) {
				*value_out = value;
				return true;
			}
	for (; synonyms->key != NULL; synonyms++)
		if (strcmp(key, utf8_search_key(arena, synonyms->key)) == 0) {
			*value_out = synonyms->value;
			return true;
		}
	return false;
}

bool script_read_kind(struct arena *arena, const char *cell, enum inject_kind *kind_out)
{
	static const struct synonym synonyms[] = {
		{ "contextual", INJECT_CONTEXTUAL }, { "contextual inject", INJECT_CONTEXTUAL },
		{ "information", INJECT_CONTEXTUAL }, { "inform", INJECT_CONTEXTUAL },
		{ "tin", INJECT_CONTEXTUAL }, { "điện", INJECT_CONTEXTUAL },
		{ "contingency", INJECT_CONTINGENCY }, { "bổ trợ", INJECT_CONTINGENCY },
		{ "expected action event", INJECT_EXPECTED_ACTION },
		{ "expected event", INJECT_EXPECTED_ACTION },
		{ "admin", INJECT_ADMINISTRATIVE },
		{ "administrative inject", INJECT_ADMINISTRATIVE },
		{ "facilitation", INJECT_ADMINISTRATIVE }, { "điều hành", INJECT_ADMINISTRATIVE },
		{ NULL, 0 },
	};
	unsigned value = 0;

	if (!read_word(arena, cell, &inject_kind_words, synonyms, &value))
		return false;
	*kind_out = (enum inject_kind)value;
	return true;
}

bool script_read_release(struct arena *arena, const char *cell,
			 enum inject_release *release_out)
{
	static const struct synonym synonyms[] = {
		{ "auto", RELEASE_AUTOMATIC }, { "timed", RELEASE_AUTOMATIC },
		{ "time", RELEASE_AUTOMATIC }, { "tự động", RELEASE_AUTOMATIC },
		{ "by hand", RELEASE_MANUAL }, { "thủ công", RELEASE_MANUAL },
		{ "conditional", RELEASE_CONDITION }, { "event", RELEASE_CONDITION },
		{ "pool", RELEASE_RESERVE }, { NULL, 0 },
	};
	unsigned value = 0;

	if (!read_word(arena, cell, &inject_release_words, synonyms, &value))
		return false;
	*release_out = (enum inject_release)value;
	return true;
}

/* After the synonyms that public scripts use (standards-hseep §1.8). */
enum inject_means script_read_means(struct arena *arena, const char *cell)
{
	static const struct synonym synonyms[] = {
		{ "in person", MEANS_VERBAL }, { "in-person", MEANS_VERBAL },
		{ "face to face", MEANS_VERBAL }, { "spoken", MEANS_VERBAL },
		{ "oral", MEANS_VERBAL }, { "trực tiếp", MEANS_VERBAL }, { "nói", MEANS_VERBAL },
		{ "call", MEANS_PHONE }, { "phone call", MEANS_PHONE }, { "tel", MEANS_PHONE },
		{ "gọi điện", MEANS_PHONE }, { "text", MEANS_MESSAGE }, { "sms", MEANS_MESSAGE },
		{ "tin nhắn", MEANS_MESSAGE }, { "e-mail", MEANS_EMAIL }, { "mail", MEANS_EMAIL },
		{ "fax", MEANS_WRITTEN }, { "document", MEANS_WRITTEN }, { "paper", MEANS_WRITTEN },
		{ "memo", MEANS_WRITTEN }, { "letter", MEANS_WRITTEN },
		{ "văn bản", MEANS_WRITTEN },
		{ "công văn", MEANS_WRITTEN }, { "công điện", MEANS_WRITTEN },
		{ "vô tuyến", MEANS_RADIO }, { "bộ đàm", MEANS_RADIO },
		{ "media", MEANS_BROADCAST }, { "press", MEANS_BROADCAST },
		{ "tv", MEANS_BROADCAST },
		{ "loa", MEANS_BROADCAST }, { "truyền thanh", MEANS_BROADCAST },
		{ "clip", MEANS_VIDEO }, { "phim", MEANS_VIDEO }, { "sim", MEANS_SIMULATION },
		{ "cax", MEANS_SIMULATION }, { "computer aided", MEANS_SIMULATION },
		{ "simulated", MEANS_SIMULATION }, { "thực binh", MEANS_SIMULATION }, { NULL, 0 },
	};
	unsigned value = MEANS_OTHER;

	read_word(arena, cell, &inject_means_words, synonyms, &value);
	return (enum inject_means)value;
}
