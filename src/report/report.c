#include "report/report.h"

static const struct word state_list[] = {
	[REPORT_DRAFT] = { "draft", { "Dự thảo", "Draft" } },
	[REPORT_ISSUED] = { "issued", { "Đã ban hành", "Issued" } },
	[REPORT_RECALLED] = { "recalled", { "Đã thu hồi", "Recalled" } },
};
const struct words report_state_words = WORDS("report_state", state_list);

#define LINE(member_, vi_, en_, help_) \
	FIELD(struct report, member_, vi_, en_, help_, .max = 300)
#define LINES(member_, vi_, en_, help_) \
	FIELD(struct report, member_, vi_, en_, help_, .flags = FIELD_LONG, .max = 4000)
#define WORDING(member_, vi_, en_) \
	FIELD(struct report, member_, vi_, en_, \
	      "Your own words; {units.done} puts in a figure. Empty: the program's sentences.", \
	      .flags = FIELD_LONG, .max = 20000)

static const struct field report_fields[] = {
	RECORD_HEAD_FIELDS(struct report),
	FIELD(struct report, programme_id, "Nhiệm kỳ", "Programme", "Whose summary it is.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "programme"),
	LINE(superior, "Cơ quan cấp trên", "Superior body", "Printed above the issuing body."),
	LINE(issuer, "Cơ quan ban hành", "Issuing body", "Empty: its steering committee."),
	FIELD(struct report, number, "Số", "Number",
	      "Empty: the next one of the body and year, when it is issued.",
	      .min = 1, .max = 99999),
	FIELD(struct report, symbol, "Ký hiệu cơ quan", "Symbol", "\"BCĐ\".", .max = 40),
	LINE(place, "Địa danh", "Place", "Before the date."),
	FIELD(struct report, dated_on, "Ngày văn bản", "Dated",
	      "Empty: left blank; the day of issue once it is issued."),
	LINE(subject, "Trích yếu", "Subject", "What it is about."),
	LINES(addressees, "Kính gửi", "Addressees", "One a line."),
	LINES(bases, "Căn cứ", "Legal bases", "One a line. Empty: those of the programme."),
	LINES(recipients, "Nơi nhận", "Recipients", "One a line."),
	WORDING(situation, "I. Đặc điểm tình hình", "I. Situation"),
	WORDING(targets_text, "II.1. Chỉ tiêu, kế hoạch", "II.1. Targets"),
	WORDING(results_text, "II.2. Kết quả", "II.2. Results"),
	WORDING(safety_text, "II.3. An toàn", "II.3. Safety"),
	WORDING(plans_text, "II.4. Điều chỉnh kế hoạch", "II.4. Revised plans"),
	WORDING(shortcomings_text, "III. Hạn chế, nguyên nhân", "III. Shortcomings"),
	WORDING(lessons_text, "IV. Bài học kinh nghiệm", "IV. Lessons"),
	WORDING(directions_text, "V. Phương hướng, nhiệm vụ", "V. Directions"),
	WORDING(proposals_text, "VI. Kiến nghị, đề xuất", "VI. Proposals"),
	LINE(archive, "Lưu", "Archive", "After \"Lưu:\": \"VT, BCHQS\"."),
	FIELD_ENUM(struct report, capacity, &signing_words, "Thẩm quyền ký", "Signed as",
		   "In which capacity it is signed."),
	LINE(collective, "Thay mặt", "On behalf of", "The collective: \"Ban Chỉ đạo\"."),
	LINE(head_post, "Chức vụ người đứng đầu", "Post of the head", "\"Trưởng Ban\"."),
	LINE(post, "Chức vụ người ký", "Post of the signer", "When it is not the head."),
	LINE(signer_name, "Người ký", "Signer", "Empty: left blank."),
	LINE(regulation, "Quy chế làm việc", "Working regulation", "That allows signing by order."),
	LINE(delegation, "Văn bản ủy quyền", "Delegation", "Its number and symbol."),
	FIELD(struct report, delegation_from, "Ủy quyền từ ngày", "Delegated from", "First day."),
	FIELD(struct report, delegation_to, "Ủy quyền đến ngày", "Delegated to", "Last day."),
	FIELD_ENUM(struct report, state, &report_state_words, "Trạng thái", "State",
		   "Draft, issued, recalled.", .flags = FIELD_READ_ONLY),
	FIELD(struct report, state_reason, "Lý do", "Reason", "Why it was recalled.",
	      .flags = FIELD_READ_ONLY, .max = 1000),
	FIELD(struct report, issued_by, "Người ban hành", "Issued by", "The account.",
	      .flags = FIELD_READ_ONLY, .refers_to = "account"),
	FIELD(struct report, issued_at, "Lúc ban hành", "Issued at", "The moment.",
	      .flags = FIELD_READ_ONLY),
	FIELD(struct report, checkpoint_size, "Số mục nhật ký", "Journal entries",
	      "Of the journal when it was issued.", .flags = FIELD_READ_ONLY),
	FIELD(struct report, checkpoint_root, "Gốc nhật ký", "Root of the journal",
	      "Base64, when it was issued.", .flags = FIELD_READ_ONLY, .max = 100),
	FIELD(struct report, figures, "Số liệu đã ký", "Signed figures",
	      "JSON as issued; null for a draft.", .flags = FIELD_READ_ONLY, .max = 200000),
};
const struct record_type report_type = RECORD_TYPE(report, report_fields, .plural = "reports",
	.vi = "báo cáo", .en = "report",
	.help = "The words around the figures of a summary report.",
	.read_right = RIGHT_REPORT_READ, .write_right = RIGHT_REPORT_WRITE);
