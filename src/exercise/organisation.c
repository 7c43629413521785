/* Who takes part in an exercise, who leads it, who was rewarded, what went wrong. */

#include "exercise/exercise.h"

static const struct field participation_fields[] = {
	RECORD_HEAD_FIELDS(struct participation),
	FIELD(struct participation, exercise_id, "Cuộc diễn tập", "Exercise", "Which one.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "exercise"),
	FIELD(struct participation, unit_id, "Đơn vị", "Unit", "Who takes part.",
	      .flags = FIELD_REQUIRED, .refers_to = "unit"),
	FIELD_ENUM(struct participation, role, &participation_role_words, "Vai trò", "Role",
		   "As what it takes part.", .flags = FIELD_REQUIRED),
	FIELD(struct participation, people, "Số người", "People", "Null: not known.",
	      .min = 0, .max = 10000000),
	FIELD(struct participation, note, "Ghi chú", "Note", "Anything else.", .max = 1000),
};
const struct record_type participation_type = RECORD_TYPE(participation, participation_fields,
	.plural = "participations", .vi = "đơn vị tham gia", .en = "participating unit",
	.help = "A unit's part in an exercise.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_EXERCISE_WRITE);

static const struct field organisation_member_fields[] = {
	RECORD_HEAD_FIELDS(struct organisation_member),
	FIELD(struct organisation_member, exercise_id, "Cuộc diễn tập", "Exercise", "Which one.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "exercise"),
	FIELD_ENUM(struct organisation_member, body, &organisation_body_words, "Tổ chức", "Body",
		   "Steering committee, exercise control, player frame …",
		   .flags = FIELD_REQUIRED),
	FIELD_ENUM(struct organisation_member, role, &organisation_role_words, "Vai trò", "Role",
		   "What the person is in it.", .flags = FIELD_REQUIRED),
	FIELD(struct organisation_member, person_id, "Người", "Person",
	      "None: named by the post only.", .refers_to = "person"),
	FIELD(struct organisation_member, post_title, "Chức vụ", "Post",
	      "The post held, as the decision writes it.", .max = 200),
	FIELD(struct organisation_member, unit_id, "Đơn vị", "Unit", "Where from.",
	      .refers_to = "unit"),
	FIELD(struct organisation_member, played_role, "Vai tập", "Played role",
	      "The post that is played in the exercise.", .max = 200),
};
const struct record_type organisation_member_type =
	RECORD_TYPE(organisation_member, organisation_member_fields,
	.plural = "organisation_members", .vi = "thành viên tổ chức diễn tập",
	.en = "member of the organisation",
	.help = "A person or post in a body of the exercise.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_EXERCISE_WRITE);

static const struct field award_fields[] = {
	RECORD_HEAD_FIELDS(struct award),
	FIELD(struct award, exercise_id, "Cuộc diễn tập", "Exercise",
	      "For one exercise; or else for a whole programme.", .flags = FIELD_FIXED,
	      .refers_to = "exercise"),
	FIELD(struct award, programme_id, "Nhiệm kỳ", "Programme", "For a whole programme.",
	      .flags = FIELD_FIXED, .refers_to = "programme"),
	FIELD_ENUM(struct award, award_level, &award_level_words, "Cấp khen thưởng", "Level",
		   "Who rewards.", .flags = FIELD_REQUIRED),
	FIELD_ENUM(struct award, recipient_kind, &award_recipient_words, "Đối tượng",
		   "Recipients", "Collectives or individuals.", .flags = FIELD_REQUIRED),
	FIELD(struct award, count, "Số lượng", "Count",
	      "How many; 1 when the recipient is named, 0 is read as 1.",
	      .min = 0, .max = 100000),
	FIELD(struct award, person_id, "Người", "Person", "The individual, if named.",
	      .refers_to = "person"),
	FIELD(struct award, unit_id, "Đơn vị", "Unit",
	      "The collective, or where the person is from.",
	      .refers_to = "unit"),
	FIELD(struct award, form, "Hình thức", "Form", "\"giấy khen\", \"bằng khen\".",
	      .max = 200),
	FIELD(struct award, decision, "Quyết định", "Decision",
	      "Number and date of the decision.", .max = 300),
};
const struct record_type award_type = RECORD_TYPE(award, award_fields,
	.plural = "awards", .vi = "khen thưởng", .en = "award",
	.help = "A reward, or several of one kind.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_EXERCISE_WRITE);

static const struct field incident_fields[] = {
	RECORD_HEAD_FIELDS(struct incident),
	FIELD(struct incident, exercise_id, "Cuộc diễn tập", "Exercise", "Where it happened.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "exercise"),
	FIELD(struct incident, happened_on, "Ngày xảy ra", "Day", "Null: not known."),
	FIELD_ENUM(struct incident, kind, &incident_kind_words, "Đối tượng", "Kind",
		   "Who or what was harmed.", .flags = FIELD_REQUIRED),
	FIELD_ENUM(struct incident, severity, &incident_severity_words, "Mức độ", "Severity",
		   "How bad it was.", .flags = FIELD_REQUIRED),
	FIELD(struct incident, description, "Diễn biến", "What happened", "The facts.",
	      .flags = FIELD_REQUIRED | FIELD_LONG, .max = 4000),
	FIELD(struct incident, handling, "Xử lý", "Handling", "What was done about it.",
	      .flags = FIELD_LONG, .max = 4000),
};
const struct record_type incident_type = RECORD_TYPE(incident, incident_fields,
	.plural = "incidents", .vi = "sự cố mất an toàn", .en = "safety incident",
	.help = "A line of the safety register.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_EXERCISE_WRITE);
