/* Words and fields of programmes. */

#include "programme/programme.h"

static const struct word state_list[] = {
	[PROGRAMME_DRAFT] = { "draft", { "Dự thảo", "Draft" } },
	[PROGRAMME_RUNNING] = { "running", { "Đang thực hiện", "Running" } },
	[PROGRAMME_CLOSED] = { "closed", { "Đã tổng kết", "Closed" } },
};
const struct words programme_state_words = WORDS("programme_state", state_list);

static const struct word rule_list[] = {
	[TARGET_EACH_UNIT] = { "each_unit",
		{ "Mỗi đơn vị ít nhất số lần", "Each unit at least so often" } },
	[TARGET_SHARE_PER_YEAR] = { "share_per_year",
		{ "Tỷ lệ đơn vị mỗi năm", "Share of the units each year" } },
	[TARGET_TOTAL] = { "total", { "Tổng số cuộc", "Exercises in all" } },
	[TARGET_LIST] = { "list", { "Theo danh sách", "As scheduled" } },
};
const struct words target_rule_words = WORDS("target_rule", rule_list);

static const struct field kind_fields[] = {
	RECORD_HEAD_FIELDS(struct exercise_kind),
	FIELD(struct exercise_kind, code, "Mã", "Code",
	      "Small letters, digits and underscores; the same over the years.",
	      .flags = FIELD_REQUIRED, .max = 60),
	FIELD(struct exercise_kind, name, "Tên", "Name", "As the present directives name it.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 200),
	FIELD(struct exercise_kind, name_en, "Tên tiếng Anh", "English name", "Null: none.",
	      .max = 200),
	FIELD(struct exercise_kind, valid_from, "Từ ngày", "From",
	      "The first day of this name; null: always."),
	FIELD(struct exercise_kind, valid_to, "Đến trước ngày", "Until",
	      "The first day on which it bears another name."),
	FIELD(struct exercise_kind, note, "Ghi chú", "Note", "Earlier names, and the like.",
	      .flags = FIELD_LONG, .max = 1000),
};
const struct record_type exercise_kind_type = RECORD_TYPE(exercise_kind, kind_fields,
	.plural = "exercise_kinds", .vi = "loại diễn tập", .en = "kind of exercise",
	.help = "A kind of exercise under the name it bears for some time.",
	.read_right = RIGHT_PROGRAMME_READ, .write_right = RIGHT_PROGRAMME_WRITE,
	.seen_by_all = true);

static const struct field programme_fields[] = {
	RECORD_HEAD_FIELDS(struct programme),
	FIELD(struct programme, code, "Mã", "Code",
	      "For addresses and scripts; made from the name if it is not given.", .max = 120),
	FIELD(struct programme, name, "Tên", "Name", "The full name of the programme.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 300),
	FIELD(struct programme, term_label, "Nhiệm kỳ", "Term",
	      "As its title says: \"2021-2025\"; no range of dates.",
	      .flags = FIELD_REQUIRED, .max = 60),
	FIELD(struct programme, term_label_other, "Nhiệm kỳ (cách ghi khác)", "Term, other wording",
	      "As its text says besides; null: the same.", .max = 60),
	FIELD(struct programme, starts_on, "Ngày bắt đầu", "First day", "Null: not stated."),
	FIELD(struct programme, ends_on, "Ngày kết thúc", "Last day",
	      "The last day itself; null: not stated."),
	FIELD(struct programme, first_year, "Năm đầu", "First year", "First column of its table.",
	      .min = 1945, .max = 2200),
	FIELD(struct programme, last_year, "Năm cuối", "Last year", "Last column of its table.",
	      .min = 1945, .max = 2200),
	FIELD(struct programme, issuing_unit_id, "Đơn vị ban hành", "Issuing unit",
	      "Whose programme it is; the people of this unit see it.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "unit"),
	FIELD(struct programme, structure_on, "Theo cơ cấu ngày", "Structure of",
	      "The day whose units it is read in; its first day, or today, if not given."),
	FIELD_ENUM(struct programme, state, &programme_state_words, "Trạng thái", "State",
		   "Where it stands in its life-cycle.", .flags = FIELD_READ_ONLY),
	FIELD(struct programme, state_reason, "Lý do", "Reason", "Why it was opened again.",
	      .flags = FIELD_READ_ONLY | FIELD_LONG, .max = 1000),
	FIELD(struct programme, summary, "Tóm tắt", "Summary", "What is to be said of it.",
	      .flags = FIELD_LONG, .max = 4000),
	FIELD(struct programme, source, "Nguồn", "Source", "Where facts of the past come from.",
	      .max = 500),
};
const struct record_type programme_type = RECORD_TYPE(programme, programme_fields,
	.plural = "programmes", .vi = "nhiệm kỳ", .en = "programme",
	.help = "The exercise programme of a term.",
	.read_right = RIGHT_PROGRAMME_READ, .write_right = RIGHT_PROGRAMME_WRITE);

#define PROGRAMME_FIELD(struct_) \
	FIELD(struct_, programme_id, "Nhiệm kỳ", "Programme", "The programme it belongs to.", \
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "programme")

static const struct field basis_fields[] = {
	RECORD_HEAD_FIELDS(struct legal_basis),
	PROGRAMME_FIELD(struct legal_basis),
	FIELD(struct legal_basis, position, "Thứ tự", "Position",
	      "Its place in the list; the next one if 0 is given.", .min = 0, .max = 1000),
	FIELD(struct legal_basis, reference, "Số, ký hiệu", "Reference", "\"28-NQ/TW\".",
	      .flags = FIELD_REQUIRED, .max = 120),
	FIELD(struct legal_basis, title, "Trích yếu", "Title", "What it is about.", .max = 500),
	FIELD(struct legal_basis, issuer, "Cơ quan ban hành", "Issuer", "Who issued it.",
	      .max = 200),
	FIELD(struct legal_basis, issued_on, "Ngày ban hành", "Issued on", "Null: not known."),
	FIELD(struct legal_basis, valid_from, "Hiệu lực từ", "In force from", "Null: not known."),
	FIELD(struct legal_basis, valid_to, "Hết hiệu lực", "No more in force",
	      "The first day on which it is no more in force."),
};
const struct record_type legal_basis_type = RECORD_TYPE(legal_basis, basis_fields,
	.plural = "legal_bases", .vi = "căn cứ pháp lý", .en = "legal basis",
	.help = "A law, decree, resolution or directive that a programme rests on.",
	.read_right = RIGHT_PROGRAMME_READ, .write_right = RIGHT_PROGRAMME_WRITE);

static const struct field target_fields[] = {
	RECORD_HEAD_FIELDS(struct target),
	PROGRAMME_FIELD(struct target),
	FIELD(struct target, kind_id, "Loại diễn tập", "Kind", "Of which kind of exercise.",
	      .flags = FIELD_REQUIRED, .refers_to = "exercise_kind"),
	FIELD_ENUM(struct target, rule, &target_rule_words, "Quy tắc", "Rule",
		   "What is demanded.", .flags = FIELD_REQUIRED),
	FIELD(struct target, count, "Số lần, số cuộc", "Count",
	      "With each_unit and total; null: no target was given.", .min = 1, .max = 100000),
	FIELD(struct target, share, "Tỷ lệ mỗi năm (%)", "Share per year (%)",
	      "With share_per_year: 250 is 25 %.", .min = 1, .max = 1000, .decimals = 1),
	FIELD(struct target, legal_basis_id, "Căn cứ", "Legal basis",
	      "Which text of the programme demands it.", .refers_to = "legal_basis"),
	FIELD(struct target, note, "Ghi chú", "Note", "Anything else.", .flags = FIELD_LONG,
	      .max = 1000),
};
const struct record_type target_type = RECORD_TYPE(target, target_fields,
	.plural = "targets", .vi = "chỉ tiêu", .en = "target",
	.help = "What a programme demands for one kind of exercise.",
	.read_right = RIGHT_PROGRAMME_READ, .write_right = RIGHT_PROGRAMME_WRITE);

static const struct field unit_fields[] = {
	RECORD_HEAD_FIELDS(struct programme_unit),
	PROGRAMME_FIELD(struct programme_unit),
	FIELD(struct programme_unit, unit_id, "Đơn vị", "Unit",
	      "A unit of the day whose structure the programme is read in.",
	      .flags = FIELD_REQUIRED, .refers_to = "unit"),
	FIELD(struct programme_unit, pilot, "Đơn vị điểm", "Pilot unit",
	      "Exercises first, so that the others learn."),
	FIELD(struct programme_unit, note, "Ghi chú", "Note", "Anything else.",
	      .flags = FIELD_LONG, .max = 1000),
};
const struct record_type programme_unit_type = RECORD_TYPE(programme_unit, unit_fields,
	.plural = "programme_units", .vi = "đơn vị của nhiệm kỳ", .en = "unit of a programme",
	.help = "A unit whose exercises the programme counts.",
	.read_right = RIGHT_PROGRAMME_READ, .write_right = RIGHT_PROGRAMME_WRITE);

static const struct field scheduled_fields[] = {
	RECORD_HEAD_FIELDS(struct scheduled_exercise),
	PROGRAMME_FIELD(struct scheduled_exercise),
	FIELD(struct scheduled_exercise, unit_id, "Đơn vị", "Unit", "A unit of the programme.",
	      .flags = FIELD_REQUIRED, .refers_to = "unit"),
	FIELD(struct scheduled_exercise, kind_id, "Loại diễn tập", "Kind",
	      "Which kind of exercise.", .flags = FIELD_REQUIRED, .refers_to = "exercise_kind"),
	FIELD(struct scheduled_exercise, year, "Năm", "Year",
	      "Taken from the first day if that is known; null: not yet decided.",
	      .min = 1945, .max = 2200),
	FIELD(struct scheduled_exercise, starts_on, "Ngày bắt đầu", "First day",
	      "Null: not yet decided."),
	FIELD(struct scheduled_exercise, ends_on, "Ngày kết thúc", "Last day",
	      "The last day itself."),
	FIELD(struct scheduled_exercise, blocked_reason, "Vướng mắc", "Blocked because",
	      "Why it cannot go on; null: it can.", .flags = FIELD_LONG, .max = 1000),
	FIELD(struct scheduled_exercise, note, "Ghi chú", "Note", "Anything else.",
	      .flags = FIELD_LONG, .max = 1000),
};
const struct record_type scheduled_exercise_type = RECORD_TYPE(scheduled_exercise,
	scheduled_fields, .plural = "scheduled_exercises", .vi = "dòng kế hoạch diễn tập",
	.en = "scheduled exercise", .help = "One line of the schedule of a programme.",
	.read_right = RIGHT_PROGRAMME_READ, .write_right = RIGHT_PROGRAMME_WRITE);
