/* Fields of the script's settings, cells and threads. */

#include "inject/inject.h"

static const struct field script_fields[] = {
	RECORD_HEAD_FIELDS(struct script),
	FIELD(struct script, exercise_id, "Cuộc diễn tập", "Exercise", "Which one.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "exercise"),
	FIELD(struct script, starts_at, "Giờ T (giờ thực)", "T in real time",
	      "The moment at which the exercise is planned to start."),
	FIELD(struct script, story_starts_at, "Giờ T (trong tưởng định)", "T in the story",
	      "The same moment as the story tells it."),
	FIELD(struct script, marking, "Dòng chữ đánh dấu", "Marking",
	      "Stands on every text that is delivered: \"DIỄN TẬP\".", .max = 100),
	FIELD(struct script, load_most, "Số tình huống nhiều nhất", "Load",
	      "How many injects one cell can bear …", .min = 1, .max = 1000),
	FIELD(struct script, load_minutes, "Trong số phút", "Minutes",
	      "… within so many minutes.", .min = 1, .max = 1440),
	FIELD(struct script, note, "Ghi chú", "Note", "Anything else.", .flags = FIELD_LONG,
	      .max = 4000),
	FIELD(struct script, last_number, "Số lớn nhất đã xóa", "Highest removed number",
	      "Numbers up to it are not given again.", .flags = FIELD_READ_ONLY),
};
const struct record_type script_type = RECORD_TYPE(script, script_fields,
	.plural = "scripts", .vi = "kịch bản", .en = "script",
	.help = "What holds for the whole script of an exercise.",
	.read_right = RIGHT_INJECT_READ, .write_right = RIGHT_INJECT_WRITE);

static const struct field cell_fields[] = {
	RECORD_HEAD_FIELDS(struct cell),
	FIELD(struct cell, exercise_id, "Cuộc diễn tập", "Exercise", "Which one.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "exercise"),
	FIELD(struct cell, position, "Thứ tự", "Position", "From 1.", .min = 0, .max = 10000),
	FIELD(struct cell, code, "Mã", "Code", "Short and unique in the exercise: \"SCH\".",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 40),
	FIELD(struct cell, name, "Tên", "Name", "As people say it.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 200),
	FIELD_ENUM(struct cell, kind, &cell_kind_words, "Loại", "Kind", "What it is there for.",
		   .flags = FIELD_REQUIRED),
	FIELD(struct cell, unit_id, "Đơn vị", "Unit", "Where its people come from.",
	      .refers_to = "unit"),
	FIELD(struct cell, contact, "Liên lạc", "Contact", "Telephone, channel, room.",
	      .max = 300),
	FIELD(struct cell, note, "Ghi chú", "Note", "Anything else.", .flags = FIELD_LONG,
	      .max = 2000),
};
const struct record_type cell_type = RECORD_TYPE(cell, cell_fields,
	.plural = "cells", .vi = "bộ phận", .en = "cell",
	.help = "Those who play, control, answer for others or evaluate in an exercise.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_INJECT_WRITE);

static const struct field cell_member_fields[] = {
	RECORD_HEAD_FIELDS(struct cell_member),
	FIELD(struct cell_member, cell_id, "Bộ phận", "Cell", "Which one.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "cell"),
	FIELD(struct cell_member, login, "Tên đăng nhập", "Sign-in name",
	      "The account that works for the cell.", .max = 100),
	FIELD(struct cell_member, account_id, "Tài khoản", "Account",
	      "Found by the sign-in name.", .flags = FIELD_READ_ONLY, .refers_to = "account"),
	FIELD(struct cell_member, organisation_member_id, "Thành viên", "Member",
	      "The member of the organisation who sits there.",
	      .refers_to = "organisation_member"),
	FIELD(struct cell_member, leads, "Phụ trách", "Leads",
	      "Leads the cell; of a control cell: the director."),
};
const struct record_type cell_member_type = RECORD_TYPE(cell_member, cell_member_fields,
	.plural = "cell_members", .vi = "thành viên bộ phận", .en = "member of a cell",
	.help = "Who sits in a cell: a sign-in, a member of the organisation, or both.",
	.read_right = RIGHT_EXERCISE_READ, .write_right = RIGHT_INJECT_WRITE);

static const struct field storyline_fields[] = {
	RECORD_HEAD_FIELDS(struct storyline),
	FIELD(struct storyline, exercise_id, "Cuộc diễn tập", "Exercise", "Which one.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "exercise"),
	FIELD(struct storyline, position, "Thứ tự", "Position", "From 1.",
	      .min = 0, .max = 10000),
	FIELD(struct storyline, code, "Mã", "Code", "Unique in the exercise: \"SL-1\".",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 40),
	FIELD(struct storyline, title, "Tên", "Title", "One line.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 300),
	FIELD(struct storyline, aim, "Mục đích", "Aim", "Why it is played.",
	      .flags = FIELD_LONG, .max = 2000),
};
const struct record_type storyline_type = RECORD_TYPE(storyline, storyline_fields,
	.plural = "storylines", .vi = "tuyến tình huống", .en = "storyline",
	.help = "A thread through the story of an exercise.",
	.read_right = RIGHT_INJECT_READ, .write_right = RIGHT_INJECT_WRITE);

static const struct field event_fields[] = {
	RECORD_HEAD_FIELDS(struct script_event),
	FIELD(struct script_event, exercise_id, "Cuộc diễn tập", "Exercise", "Which one.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "exercise"),
	FIELD(struct script_event, storyline_id, "Tuyến tình huống", "Storyline",
	      "The thread it is on.", .refers_to = "storyline"),
	FIELD(struct script_event, position, "Số", "Number", "From 1, and stays.",
	      .flags = FIELD_FIXED, .min = 0, .max = 10000),
	FIELD(struct script_event, title, "Tên sự kiện", "Title", "One line.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 300),
	FIELD(struct script_event, synopsis, "Tóm tắt", "Synopsis", "What happens in it.",
	      .flags = FIELD_LONG, .max = 4000),
	FIELD(struct script_event, owner, "Người phụ trách soạn", "Owner",
	      "Who answers for its scripting.", .max = 200),
};
const struct record_type script_event_type = RECORD_TYPE(script_event, event_fields,
	.plural = "script_events", .vi = "sự kiện", .en = "event of a script",
	.help = "A main event of the story, above its incidents.",
	.read_right = RIGHT_INJECT_READ, .write_right = RIGHT_INJECT_WRITE);

static const struct field incident_fields[] = {
	RECORD_HEAD_FIELDS(struct script_incident),
	FIELD(struct script_incident, script_event_id, "Sự kiện", "Event", "Which one.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "script_event"),
	FIELD(struct script_incident, position, "Số", "Number",
	      "From 1 below the event, and stays.", .flags = FIELD_FIXED,
	      .min = 0, .max = 10000),
	FIELD(struct script_incident, title, "Tên vụ việc", "Title", "One line.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 300),
	FIELD(struct script_incident, description, "Diễn biến", "Description",
	      "What the players come to see.", .flags = FIELD_LONG, .max = 4000),
	FIELD(struct script_incident, background, "Sự thật trong tưởng định", "Background",
	      "What is true in the story, whoever knows it.", .flags = FIELD_LONG, .max = 4000),
	FIELD(struct script_incident, place, "Địa điểm", "Place", "Where it happens.",
	      .max = 300),
	FIELD(struct script_incident, expected_outcome, "Kết quả mong đợi", "Expected outcome",
	      "How it should end.", .flags = FIELD_LONG, .max = 4000),
	FIELD(struct script_incident, owner, "Người phụ trách soạn", "Owner",
	      "Who answers for its scripting.", .max = 200),
};
const struct record_type script_incident_type = RECORD_TYPE(script_incident, incident_fields,
	.plural = "script_incidents", .vi = "vụ việc", .en = "incident of a script",
	.help = "A concrete situation inside an event of the story.",
	.read_right = RIGHT_INJECT_READ, .write_right = RIGHT_INJECT_WRITE);

static const struct field link_fields[] = {
	RECORD_HEAD_FIELDS(struct objective_link),
	FIELD(struct objective_link, objective_id, "Mục đích, yêu cầu", "Objective",
	      "The objective that is served.", .flags = FIELD_REQUIRED,
	      .refers_to = "objective"),
	FIELD(struct objective_link, inject_id, "Tình huống", "Inject", "By this inject,",
	      .flags = FIELD_FIXED, .refers_to = "inject"),
	FIELD(struct objective_link, script_event_id, "Sự kiện", "Event", "or by this event,",
	      .flags = FIELD_FIXED, .refers_to = "script_event"),
	FIELD(struct objective_link, storyline_id, "Tuyến tình huống", "Storyline",
	      "or by this storyline.", .flags = FIELD_FIXED, .refers_to = "storyline"),
};
const struct record_type objective_link_type = RECORD_TYPE(objective_link, link_fields,
	.plural = "objective_links", .vi = "liên kết mục đích", .en = "link to an objective",
	.help = "An objective that an inject, an event or a storyline serves.",
	.read_right = RIGHT_INJECT_READ, .write_right = RIGHT_INJECT_WRITE);
