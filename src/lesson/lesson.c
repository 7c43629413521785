/* Words and fields of findings and tasks. */

#include "lesson/lesson.h"

static const struct word finding_kind_list[] = {
	[FINDING_STRENGTH] = { "strength", { "Ưu điểm", "Strength" } },
	[FINDING_SHORTCOMING] = { "shortcoming", { "Tồn tại, hạn chế", "Shortcoming" } },
};
const struct words finding_kind_words = WORDS("finding_kind", finding_kind_list);

static const struct word cause_list[] = {
	[CAUSE_SUBJECTIVE] = { "subjective", { "Chủ quan", "Subjective" } },
	[CAUSE_OBJECTIVE] = { "objective", { "Khách quan", "Objective" } },
};
const struct words finding_cause_words = WORDS("finding_cause", cause_list);

static const struct word element_list[] = {
	[ELEMENT_PLANNING] = { "planning", { "Kế hoạch, văn kiện", "Planning" } },
	[ELEMENT_ORGANISATION] = { "organisation", { "Tổ chức, lực lượng", "Organisation" } },
	[ELEMENT_EQUIPMENT] = { "equipment", { "Vật chất, phương tiện", "Equipment" } },
	[ELEMENT_TRAINING] = { "training", { "Huấn luyện, bồi dưỡng", "Training" } },
	[ELEMENT_EXERCISE] = { "exercise", { "Luyện tập, diễn tập", "Exercising" } },
};
const struct words capability_element_words = WORDS("capability_element", element_list);

static const struct word state_list[] = {
	[TASK_PROPOSED] = { "proposed", { "Đề xuất", "Proposed" } },
	[TASK_ACCEPTED] = { "accepted", { "Đã nhận", "Accepted" } },
	[TASK_REJECTED] = { "rejected", { "Không chấp nhận", "Rejected" } },
	[TASK_IN_PROGRESS] = { "in_progress", { "Đang thực hiện", "In progress" } },
	[TASK_DONE] = { "done", { "Đã làm xong", "Done" } },
	[TASK_VERIFIED] = { "verified", { "Đã kiểm tra, xác nhận", "Verified" } },
	[TASK_CLOSED] = { "closed", { "Đã kết thúc", "Closed" } },
};
const struct words task_state_words = WORDS("task_state", state_list);

static const struct word field_list[] = {
	[TASK_FIELD_LEADERSHIP] = { "leadership",
		{ "Lãnh đạo, quán triệt nghị quyết", "Leadership and resolutions" } },
	[TASK_FIELD_POSTURE] = { "posture", { "Xây dựng thế trận", "Defence posture" } },
	[TASK_FIELD_WORKS] = { "works", { "Quy hoạch, công trình", "Planning of works" } },
	[TASK_FIELD_FUNDING] = { "funding", { "Kinh phí, phân kỳ đầu tư", "Funding by phases" } },
	[TASK_FIELD_COORDINATION] = { "coordination",
		{ "Phối hợp, xử lý tình huống", "Coordination" } },
	[TASK_FIELD_EDUCATION] = { "education",
		{ "Giáo dục quốc phòng và an ninh", "Defence and security education" } },
	[TASK_FIELD_PREPARATION] = { "preparation",
		{ "Chuẩn bị cho diễn tập", "Preparation of exercises" } },
	[TASK_FIELD_PLAN] = { "plan", { "Điều chỉnh, bổ sung kế hoạch", "Revision of plans" } },
};
const struct words task_field_words = WORDS("task_field", field_list);

static const struct field finding_fields[] = {
	RECORD_HEAD_FIELDS(struct finding),
	FIELD(struct finding, programme_id, "Nhiệm kỳ", "Programme",
	      "The term it belongs to; that of the exercise if one is named.",
	      .refers_to = "programme"),
	FIELD(struct finding, exercise_id, "Cuộc diễn tập", "Exercise",
	      "Where it was seen; none: over the whole term.", .refers_to = "exercise"),
	FIELD(struct finding, unit_id, "Đơn vị", "Unit", "Whom it concerns; none: all.",
	      .refers_to = "unit"),
	FIELD_ENUM(struct finding, kind, &finding_kind_words, "Loại", "Kind",
		   "A strength or a shortcoming.", .flags = FIELD_REQUIRED),
	FIELD(struct finding, statement, "Nội dung", "Statement", "What was seen, as a fact.",
	      .flags = FIELD_REQUIRED | FIELD_LONG | FIELD_SEARCHED, .max = 2000),
	FIELD_ENUM(struct finding, cause, &finding_cause_words, "Nguyên nhân", "Cause",
		   "Subjective: in our own hands; objective: not."),
	FIELD(struct finding, cause_text, "Phân tích nguyên nhân", "Reasons",
	      "The chain of reasons, not only the last one.",
	      .flags = FIELD_LONG | FIELD_SEARCHED, .max = 4000),
	FIELD_ENUM(struct finding, element, &capability_element_words, "Mặt công tác", "Element",
		   "Which element of the capability it concerns."),
	FIELD(struct finding, reference, "Căn cứ đối chiếu", "Reference",
	      "The plan, standard or law it is measured by.", .max = 300),
	FIELD(struct finding, repeats_id, "Lặp lại tồn tại", "Repeats",
	      "The same shortcoming of an earlier time.", .refers_to = "finding"),
	FIELD(struct finding, repeated, "Lặp lại", "Repeated",
	      "It came up before, in another term or an earlier exercise.",
	      .flags = FIELD_READ_ONLY),
	FIELD(struct finding, source, "Nguồn", "Source", "The document that says so.",
	      .max = 500),
	FIELD(struct finding, search_key, "Khóa tìm", "Search key",
	      "The statement without accents and case.", .flags = FIELD_READ_ONLY, .max = 4000),
};
const struct record_type finding_type = RECORD_TYPE(finding, finding_fields,
	.plural = "findings", .vi = "ưu điểm, tồn tại", .en = "finding",
	.help = "A strength or a shortcoming, with its cause.",
	.read_right = RIGHT_LESSON_READ, .write_right = RIGHT_LESSON_WRITE);

static const struct field task_fields[] = {
	RECORD_HEAD_FIELDS(struct corrective_task),
	FIELD(struct corrective_task, finding_id, "Tồn tại", "Finding", "What it puts right.",
	      .refers_to = "finding"),
	FIELD(struct corrective_task, programme_id, "Nhiệm kỳ", "Programme",
	      "The term whose review set it.", .refers_to = "programme"),
	FIELD(struct corrective_task, exercise_id, "Cuộc diễn tập", "Exercise",
	      "The exercise after which it was set.", .refers_to = "exercise"),
	FIELD(struct corrective_task, task, "Nhiệm vụ", "Task", "What is to be done.",
	      .flags = FIELD_REQUIRED | FIELD_LONG | FIELD_SEARCHED, .max = 2000),
	FIELD(struct corrective_task, measure, "Tiêu chí hoàn thành", "Measure",
	      "By what it is known to be done.", .flags = FIELD_LONG, .max = 1000),
	FIELD_ENUM(struct corrective_task, field, &task_field_words, "Lĩnh vực", "Field",
		   "What kind of work it is; the summary report orders by it."),
	FIELD(struct corrective_task, owner_unit_id, "Đơn vị chịu trách nhiệm", "Owning unit",
	      "Who answers for it.", .refers_to = "unit"),
	FIELD(struct corrective_task, owner_person_id, "Người chịu trách nhiệm", "Owning person",
	      "Who answers for it.", .refers_to = "person"),
	FIELD(struct corrective_task, owner_name, "Chủ trì (ghi bằng chữ)", "Owner in words",
	      "An owner that is neither a unit nor a person here.", .max = 200),
	FIELD(struct corrective_task, starts_on, "Bắt đầu", "Starts on", "The first day of work."),
	FIELD(struct corrective_task, due_on, "Hạn", "Due on",
	      "The last day on which it is in time."),
	FIELD(struct corrective_task, priority, "Ưu tiên", "Priority", "1 is the highest.",
	      .min = 1, .max = 9),
	FIELD(struct corrective_task, budget, "Kinh phí", "Budget", "In đồng.",
	      .min = 0, .max = INT64_C(1000000000000000)),
	FIELD_ENUM(struct corrective_task, state, &task_state_words, "Trạng thái", "State",
		   "Where it stands.", .flags = FIELD_READ_ONLY),
	FIELD(struct corrective_task, state_reason, "Lý do", "Reason",
	      "Why it was rejected, opened again, or found in order by an inspection.",
	      .flags = FIELD_READ_ONLY | FIELD_LONG, .max = 1000),
	FIELD(struct corrective_task, proof, "Minh chứng", "Proof",
	      "What shows that it was done: a document, a record, a place.",
	      .flags = FIELD_LONG, .max = 2000),
	FIELD(struct corrective_task, verified_by_exercise_id, "Cuộc diễn tập xác nhận",
	      "Verified by exercise", "A later exercise in which it was seen to be right.",
	      .refers_to = "exercise"),
	FIELD(struct corrective_task, source, "Nguồn", "Source", "The document that sets it.",
	      .max = 500),
	FIELD(struct corrective_task, done_by, "Người báo đã làm xong", "Reported as done by",
	      "The account; where the office asks for two persons, another one verifies.",
	      .flags = FIELD_READ_ONLY, .refers_to = "account"),
};
const struct record_type corrective_task_type = RECORD_TYPE(corrective_task, task_fields,
	.plural = "corrective_tasks", .vi = "nhiệm vụ khắc phục", .en = "corrective task",
	.help = "What is to be done about a finding, or in the next term.",
	.read_right = RIGHT_LESSON_READ, .write_right = RIGHT_LESSON_WRITE);
