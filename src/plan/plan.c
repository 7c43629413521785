/* Words and fields of the register of plans. */

#include "plan/plan.h"

static const struct word state_list[] = {
	[PLAN_IN_FORCE] = { "in_force", { "Đang có hiệu lực", "In force" } },
	[PLAN_UNDER_REVISION] = { "under_revision", { "Đang sửa đổi, bổ sung", "Under revision" } },
	[PLAN_WITHDRAWN] = { "withdrawn", { "Đã hủy bỏ", "Withdrawn" } },
};
const struct words plan_state_words = WORDS("plan_state", state_list);

static const struct field plan_fields[] = {
	RECORD_HEAD_FIELDS(struct plan),
	FIELD(struct plan, code, "Ký hiệu", "Code", "As the office calls it: \"A2\".",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 40),
	FIELD(struct plan, name, "Tên", "Name", "The name of the plan, never its content.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 300),
	FIELD(struct plan, holder_unit_id, "Đơn vị giữ", "Holding unit",
	      "The unit that holds it and keeps it up to date.", .refers_to = "unit"),
	FIELD(struct plan, holder_name, "Nơi giữ (ghi bằng chữ)", "Holder in words",
	      "A holder that is no unit here.", .max = 200),
	FIELD(struct plan, plan_version, "Phiên bản", "Version in force", "Unknown if empty.",
	      .max = 60),
	FIELD(struct plan, approved_on, "Ngày phê duyệt", "Approved on",
	      "When this version was approved."),
	FIELD(struct plan, approver, "Cấp phê duyệt", "Approved by", "Who approved it.",
	      .max = 200),
	FIELD(struct plan, review_due_on, "Hạn rà soát", "Review due on",
	      "When it is to be looked at again."),
	FIELD_ENUM(struct plan, state, &plan_state_words, "Trạng thái", "State",
		   "Whether it is in force.", .flags = FIELD_READ_ONLY),
	FIELD(struct plan, state_reason, "Lý do", "Reason", "Why it was withdrawn or put back.",
	      .flags = FIELD_READ_ONLY | FIELD_LONG, .max = 1000),
	FIELD(struct plan, note, "Ghi chú", "Note", "Anything else, but no content of the plan.",
	      .flags = FIELD_LONG, .max = 2000),
};
const struct record_type plan_type = RECORD_TYPE(plan, plan_fields, .plural = "plans",
	.vi = "kế hoạch", .en = "plan", .help = "A line of the register of plans.",
	.read_right = RIGHT_PLAN_READ, .write_right = RIGHT_PLAN_WRITE,
	.first_label = { LABEL_INTERNAL });

static const struct field revision_fields[] = {
	RECORD_HEAD_FIELDS(struct plan_revision),
	FIELD(struct plan_revision, plan_id, "Kế hoạch", "Plan", "The plan that was revised.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "plan"),
	FIELD(struct plan_revision, finding_id, "Từ tồn tại", "Caused by finding",
	      "The shortcoming that made it necessary.", .refers_to = "finding"),
	FIELD(struct plan_revision, exercise_id, "Từ cuộc diễn tập", "Caused by exercise",
	      "The exercise that made it necessary.", .refers_to = "exercise"),
	FIELD(struct plan_revision, programme_id, "Từ nhiệm kỳ", "Caused by programme",
	      "The term whose review made it necessary.", .refers_to = "programme"),
	FIELD(struct plan_revision, version_before, "Phiên bản trước", "Version before",
	      "That of the plan until then; taken from the plan if it is known there.",
	      .max = 60),
	FIELD(struct plan_revision, version_after, "Phiên bản sau", "Version after",
	      "That of the plan from then on.", .max = 60),
	FIELD(struct plan_revision, revised_on, "Ngày phê duyệt", "Approved on",
	      "When the new version was approved."),
	FIELD(struct plan_revision, approver, "Cấp phê duyệt", "Approved by",
	      "Who approved the new version.", .max = 200),
	FIELD(struct plan_revision, summary, "Nội dung sửa đổi", "Summary",
	      "What was changed, as far as it may be said here.",
	      .flags = FIELD_LONG | FIELD_SEARCHED, .max = 2000),
	FIELD(struct plan_revision, source, "Nguồn", "Source", "The document that says so.",
	      .max = 500),
};
const struct record_type plan_revision_type = RECORD_TYPE(plan_revision, revision_fields,
	.plural = "plan_revisions", .vi = "lần sửa kế hoạch", .en = "revision of a plan",
	.help = "That a plan was revised, and what caused it.",
	.read_right = RIGHT_PLAN_READ, .write_right = RIGHT_PLAN_WRITE,
	.first_label = { LABEL_INTERNAL });
