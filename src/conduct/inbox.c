/* What cells receive, say and decide, and what control writes down: tables of fields. */

#include "conduct/conduct.h"

#define PROGRAM .flags = FIELD_READ_ONLY
#define RUN_FIELD(struct_) \
	FIELD(struct_, run_id, "Lần chạy", "Run", "Which one.", PROGRAM, .refers_to = "run")
#define BY_CELL .read_right = RIGHT_RUN_INBOX_READ, .write_right = RIGHT_RUN_ANSWER

/* When, in both times, and who. */
#define STEP_FIELDS(verb_, vi_, en_) \
	FIELD(struct run_recipient, verb_##_time, vi_, en_, "Exercise time.", PROGRAM), \
	FIELD(struct run_recipient, verb_##_at, vi_ " (giờ thực)", en_ " at", "Real time.", \
	      PROGRAM), \
	FIELD(struct run_recipient, verb_##_by, vi_ ": người", en_ " by", "Who.", PROGRAM, \
	      .refers_to = "account")

static const struct field recipient_fields[] = {
	RECORD_HEAD_FIELDS(struct run_recipient),
	RUN_FIELD(struct run_recipient),
	FIELD(struct run_recipient, run_inject_id, "Tình huống", "Inject", "As control knows it.",
	      PROGRAM, .refers_to = "run_inject"),
	FIELD(struct run_recipient, cell_id, "Bộ phận", "Cell", "Who received it.", PROGRAM,
	      .refers_to = "run_cell"),
	FIELD(struct run_recipient, position, "Số tin", "Number", "Of the message in its cell.",
	      PROGRAM),
	FIELD_ENUM(struct run_recipient, state, &reception_words, "Trạng thái", "State",
		   "How far it has come.", PROGRAM),
	FIELD(struct run_recipient, released_time, "Giờ phát", "Released", "Exercise time.",
	      PROGRAM),
	FIELD(struct run_recipient, released_at, "Phát (giờ thực)", "Released at", "Real time.",
	      PROGRAM),
	STEP_FIELDS(delivered, "Tới máy", "Delivered"),
	STEP_FIELDS(opened, "Đã xem", "Opened"),
	STEP_FIELDS(acknowledged, "Đã nhận", "Acknowledged"),
	STEP_FIELDS(working, "Đang xử lý", "Being worked on"),
	STEP_FIELDS(answered, "Đã trả lời", "Answered"),
	STEP_FIELDS(closed, "Đã xong", "Closed"),
	FIELD(struct run_recipient, title, "Tiêu đề", "Title", "In a few words.", PROGRAM,
	      .max = 300),
	FIELD(struct run_recipient, sender, "Người gửi", "From", "As simulated.", PROGRAM,
	      .max = 200),
	FIELD(struct run_recipient, means, "Phương tiện", "Means", "By which it comes.",
	      PROGRAM, .max = 100),
	FIELD(struct run_recipient, text, "Nội dung", "Text", "As it was sent.",
	      .flags = FIELD_READ_ONLY | FIELD_LONG, .max = 20000),
	FIELD(struct run_recipient, answer, "Trả lời, báo cáo", "Answer", "What the cell says.",
	      .flags = FIELD_READ_ONLY | FIELD_LONG, .max = 20000),
};
const struct record_type run_recipient_type = RECORD_TYPE(run_recipient, recipient_fields,
	.plural = "run_recipients", .vi = "tin nhận được", .en = "received inject",
	.help = "What one cell received: made at the moment of release.", BY_CELL);

static const struct field message_fields[] = {
	RECORD_HEAD_FIELDS(struct run_message),
	RUN_FIELD(struct run_message),
	FIELD(struct run_message, cell_id, "Hộp tin của", "Box of", "In whose box it lies.",
	      PROGRAM, .refers_to = "run_cell"),
	FIELD_ENUM(struct run_message, box, &run_box_words, "Hộp", "Box",
		   "Sent or received, seen from the cell.", PROGRAM),
	FIELD(struct run_message, letter_id, "Thư", "Letter", "The same in both boxes.",
	      PROGRAM),
	FIELD(struct run_message, from_cell_id, "Từ", "From", "None: control.", PROGRAM,
	      .refers_to = "run_cell"),
	FIELD(struct run_message, to_cell_id, "Đến", "To", "None: control.", PROGRAM,
	      .refers_to = "run_cell"),
	FIELD(struct run_message, reply_to_id, "Trả lời thư", "Reply to", "A letter.", PROGRAM),
	FIELD(struct run_message, text, "Nội dung", "Text", "What is said.",
	      .flags = FIELD_READ_ONLY | FIELD_LONG, .max = 20000),
	FIELD(struct run_message, sent_time, "Gửi lúc", "Sent", "Exercise time.", PROGRAM),
	FIELD(struct run_message, sent_at, "Gửi (giờ thực)", "Sent at", "Real time.", PROGRAM),
	FIELD(struct run_message, sent_by, "Người gửi", "Sent by", "Who.", PROGRAM,
	      .refers_to = "account"),
	FIELD(struct run_message, read_time, "Đọc lúc", "Read", "Exercise time.", PROGRAM),
	FIELD(struct run_message, read_at, "Đọc (giờ thực)", "Read at", "Real time.", PROGRAM),
	FIELD(struct run_message, read_by, "Người đọc", "Read by", "Who.", PROGRAM,
	      .refers_to = "account"),
};
const struct record_type run_message_type = RECORD_TYPE(run_message, message_fields,
	.plural = "run_messages", .vi = "tin trao đổi", .en = "message",
	.help = "A message between cells, or between a cell and control.", BY_CELL);

static const struct field decision_fields[] = {
	RECORD_HEAD_FIELDS(struct run_decision),
	RUN_FIELD(struct run_decision),
	FIELD(struct run_decision, cell_id, "Bộ phận", "Cell", "Who decides or meets.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "run_cell"),
	FIELD_ENUM(struct run_decision, kind, &run_decision_kind_words, "Loại", "Kind",
		   "A decision or a meeting.", .flags = FIELD_REQUIRED | FIELD_FIXED),
	FIELD(struct run_decision, title, "Tên", "Title", "In a few words.",
	      .flags = FIELD_REQUIRED, .max = 300),
	FIELD(struct run_decision, text, "Nội dung", "Text", "What was decided.",
	      .flags = FIELD_LONG, .max = 20000),
	FIELD(struct run_decision, document, "Văn kiện ban hành", "Document",
	      "What came of it: number and title.", .max = 300),
	FIELD(struct run_decision, begun_time, "Bắt đầu", "Begun", "Exercise time.", PROGRAM),
	FIELD(struct run_decision, begun_at, "Bắt đầu (giờ thực)", "Begun at", "Real time.",
	      PROGRAM),
	FIELD(struct run_decision, ended_time, "Kết thúc", "Ended", "Exercise time.", PROGRAM),
	FIELD(struct run_decision, ended_at, "Kết thúc (giờ thực)", "Ended at", "Real time.",
	      PROGRAM),
	FIELD(struct run_decision, recorded_by, "Người ghi", "Recorded by", "Who.", PROGRAM,
	      .refers_to = "account"),
};
const struct record_type run_decision_type = RECORD_TYPE(run_decision, decision_fields,
	.plural = "run_decisions", .vi = "quyết định, cuộc họp", .en = "decision or meeting",
	.help = "What a cell decided, or a meeting it held, with the document that came of it.",
	BY_CELL);

static const struct field log_fields[] = {
	RECORD_HEAD_FIELDS(struct run_log),
	FIELD(struct run_log, run_id, "Lần chạy", "Run", "Which one.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "run"),
	FIELD(struct run_log, run_inject_id, "Tình huống", "Inject", "That it is about.",
	      .refers_to = "run_inject"),
	FIELD(struct run_log, cell_id, "Bộ phận", "Cell", "That it is about.",
	      .refers_to = "run_cell"),
	FIELD_ENUM(struct run_log, kind, &run_log_kind_words, "Loại", "Kind",
		   "Whose journal.", .flags = FIELD_REQUIRED),
	FIELD_ENUM(struct run_log, outcome, &run_performance_words, "Mức thực hiện",
		   "How it went", "As an evaluator saw it."),
	FIELD(struct run_log, text, "Nội dung", "Text", "What was seen, as a fact.",
	      .flags = FIELD_REQUIRED | FIELD_LONG, .max = 4000),
	FIELD(struct run_log, noted_time, "Lúc", "Noted", "Exercise time.", PROGRAM),
	FIELD(struct run_log, noted_at, "Lúc (giờ thực)", "Noted at", "Real time.", PROGRAM),
	FIELD(struct run_log, noted_by, "Người ghi", "Noted by", "Who.", PROGRAM,
	      .refers_to = "account"),
};
const struct record_type run_log_type = RECORD_TYPE(run_log, log_fields,
	.plural = "run_logs", .vi = "dòng nhật ký điều hành", .en = "log line",
	.help = "A line of the controllers' or evaluators' journal.",
	.read_right = RIGHT_RUN_SCRIPT_READ, .write_right = RIGHT_RUN_LOG_WRITE);
