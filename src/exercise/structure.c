/* How an exercise is built: objectives, and phases → training problems →
   contents → meetings, clips, live items, situations. */

#include "exercise/exercise.h"

#define POSITION_FIELD(struct_) \
	FIELD(struct_, position, "Thứ tự", "Position", \
	      "From 1 within the record above; 0 puts it last.", .min = 0, .max = 10000)

static const struct field objective_fields[] = {
	RECORD_HEAD_FIELDS(struct objective),
	FIELD(struct objective, exercise_id, "Cuộc diễn tập", "Exercise", "Whose aim it is.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "exercise"),
	POSITION_FIELD(struct objective),
	FIELD(struct objective, statement, "Mục đích, yêu cầu", "Objective",
	      "What shall be reached.", .flags = FIELD_REQUIRED | FIELD_LONG, .max = 1000),
};
const struct record_type objective_type = RECORD_TYPE(objective, objective_fields,
	.plural = "objectives", .vi = "mục đích, yêu cầu", .en = "objective",
	.help = "An aim of an exercise.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_EXERCISE_WRITE);

static const struct field phase_fields[] = {
	RECORD_HEAD_FIELDS(struct phase),
	FIELD(struct phase, exercise_id, "Cuộc diễn tập", "Exercise", "Which it is a phase of.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "exercise"),
	POSITION_FIELD(struct phase),
	FIELD(struct phase, name, "Tên giai đoạn", "Name", "As the plan names it.",
	      .flags = FIELD_REQUIRED, .max = 500),
	FIELD(struct phase, starts_on, "Ngày bắt đầu", "First day", "Null: not known."),
	FIELD(struct phase, ends_on, "Ngày kết thúc", "Last day", "The last day itself."),
};
const struct record_type phase_type = RECORD_TYPE(phase, phase_fields,
	.plural = "phases", .vi = "giai đoạn", .en = "phase",
	.help = "A phase of an exercise; one, two, three or more.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_EXERCISE_WRITE);

static const struct field training_problem_fields[] = {
	RECORD_HEAD_FIELDS(struct training_problem),
	FIELD(struct training_problem, phase_id, "Giai đoạn", "Phase", "Where it belongs.",
	      .flags = FIELD_REQUIRED, .refers_to = "phase"),
	POSITION_FIELD(struct training_problem),
	FIELD(struct training_problem, name, "Tên vấn đề huấn luyện", "Name",
	      "As the plan names it.", .flags = FIELD_REQUIRED, .max = 500),
};
const struct record_type training_problem_type =
	RECORD_TYPE(training_problem, training_problem_fields,
	.plural = "training_problems", .vi = "vấn đề huấn luyện", .en = "training problem",
	.help = "What is trained within a phase.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_EXERCISE_WRITE);

static const struct field content_fields[] = {
	RECORD_HEAD_FIELDS(struct content),
	FIELD(struct content, training_problem_id, "Vấn đề huấn luyện", "Training problem",
	      "Where it belongs.", .flags = FIELD_REQUIRED, .refers_to = "training_problem"),
	POSITION_FIELD(struct content),
	FIELD(struct content, name, "Tên nội dung", "Name", "As the plan names it.",
	      .flags = FIELD_REQUIRED, .max = 500),
};
const struct record_type content_type = RECORD_TYPE(content, content_fields,
	.plural = "contents", .vi = "nội dung", .en = "content",
	.help = "One content of a training problem.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_EXERCISE_WRITE);

static const struct field content_item_fields[] = {
	RECORD_HEAD_FIELDS(struct content_item),
	FIELD(struct content_item, content_id, "Nội dung", "Content", "Where it belongs.",
	      .flags = FIELD_REQUIRED, .refers_to = "content"),
	POSITION_FIELD(struct content_item),
	FIELD_ENUM(struct content_item, kind, &content_item_kind_words, "Hình thức", "Kind",
		   "Meeting, clip, live item or situation.", .flags = FIELD_REQUIRED),
	FIELD(struct content_item, name, "Tên", "Name", "As the plan names it.",
	      .flags = FIELD_REQUIRED, .max = 500),
	FIELD(struct content_item, document, "Văn kiện", "Document",
	      "The document that a meeting ends in: resolution, order, decision, plan.",
	      .max = 300),
};
const struct record_type content_item_type = RECORD_TYPE(content_item, content_item_fields,
	.plural = "content_items", .vi = "mục nội dung", .en = "content item",
	.help = "A meeting, clip, live item or situation of a content.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_EXERCISE_WRITE);
