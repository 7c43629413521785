/* What people read for the words of exercises: the Vietnamese ones as the
   directives write them, the English ones after HSEEP. */

#include "exercise/exercise.h"

static const struct word state_list[] = {
	[EXERCISE_DRAFT] = { "draft", { "Dự thảo", "Draft" } },
	[EXERCISE_SUBMITTED] = { "submitted", { "Đã trình duyệt", "Submitted" } },
	[EXERCISE_APPROVED] = { "approved", { "Đã phê duyệt", "Approved" } },
	[EXERCISE_PREPARING] = { "preparing", { "Đang chuẩn bị", "In preparation" } },
	[EXERCISE_CONDUCTING] = { "conducting", { "Đang diễn tập", "Being conducted" } },
	[EXERCISE_CONDUCTED] = { "conducted", { "Đã diễn tập", "Conducted" } },
	[EXERCISE_EVALUATED] = { "evaluated", { "Đã đánh giá", "Evaluated" } },
	[EXERCISE_CLOSED] = { "closed", { "Đã kết thúc hồ sơ", "Closed" } },
	[EXERCISE_POSTPONED] = { "postponed", { "Tạm hoãn", "Postponed" } },
	[EXERCISE_CANCELLED] = { "cancelled", { "Đã hủy", "Cancelled" } },
};
const struct words exercise_state_words = WORDS("exercise_state", state_list);

static const struct word method_list[] = {
	[METHOD_MAP] = { "map", { "Trên bản đồ", "On the map" } },
	[METHOD_FIELD] = { "field", { "Ngoài thực địa", "In the field" } },
	[METHOD_LIVE_PART] = { "live_part", { "Có một phần thực binh", "With a live part" } },
};
const struct words exercise_method_words = WORDS("exercise_method", method_list);

static const struct word direction_list[] = {
	[DIRECTION_SCRIPTED] = { "scripted", { "Diễn theo đạo", "Scripted" } },
	[DIRECTION_RESPONSIVE] = { "responsive", { "Đạo theo diễn", "Responsive" } },
	[DIRECTION_MIXED] = { "mixed", { "Kết hợp", "Mixed" } },
};
const struct words exercise_direction_words = WORDS("exercise_direction", direction_list);

static const struct word participation_list[] = {
	[PARTICIPATION_HOST] = { "host", { "Đơn vị chủ trì", "Host" } },
	[PARTICIPATION_PLAYER] = { "player", { "Đơn vị tập", "Player" } },
	[PARTICIPATION_SUPPORT] = { "support", { "Bảo đảm, phục vụ", "Support" } },
	[PARTICIPATION_OBSERVER] = { "observer", { "Quan sát", "Observer" } },
	[PARTICIPATION_INSPECTION] = { "inspection",
		{ "Đoàn kiểm tra, theo dõi", "Inspection team" } },
};
const struct words participation_role_words = WORDS("participation_role", participation_list);

static const struct word content_item_list[] = {
	[CONTENT_ITEM_MEETING] = { "meeting", { "Hội nghị", "Meeting" } },
	[CONTENT_ITEM_CLIP] = { "clip", { "Đoạn phim", "Video clip" } },
	[CONTENT_ITEM_LIVE] = { "live", { "Thực binh", "Live play" } },
	[CONTENT_ITEM_SITUATION] = { "situation", { "Tình huống", "Situation" } },
};
const struct words content_item_kind_words = WORDS("content_item_kind", content_item_list);

static const struct word body_list[] = {
	[BODY_STEERING_COMMITTEE] = { "steering_committee",
		{ "Ban Chỉ đạo diễn tập", "Steering committee" } },
	[BODY_ORGANISING_COMMITTEE] = { "organising_committee",
		{ "Ban Tổ chức", "Organising committee" } },
	[BODY_DIRECTION] = { "direction", { "Ban Đạo diễn", "Exercise control" } },
	[BODY_PLAYER_FRAME] = { "player_frame", { "Khung tập", "Player frame" } },
	[BODY_EVALUATION] = { "evaluation", { "Bộ phận đánh giá", "Evaluation team" } },
	[BODY_SUPPORT] = { "support", { "Bộ phận bảo đảm, phục vụ", "Support cell" } },
};
const struct words organisation_body_words = WORDS("organisation_body", body_list);

static const struct word role_list[] = {
	[ROLE_HEAD] = { "head", { "Trưởng ban", "Head" } },
	[ROLE_STANDING_DEPUTY] = { "standing_deputy",
		{ "Phó trưởng ban thường trực", "Standing deputy head" } },
	[ROLE_DEPUTY] = { "deputy", { "Phó trưởng ban", "Deputy head" } },
	[ROLE_MEMBER] = { "member", { "Ủy viên", "Member" } },
	[ROLE_SECRETARY] = { "secretary", { "Thư ký", "Secretary" } },
	[ROLE_DIRECTOR] = { "director", { "Tổng đạo diễn", "Exercise director" } },
	[ROLE_CONTROLLER] = { "controller", { "Phái viên đạo diễn", "Controller" } },
	[ROLE_PLAYER] = { "player", { "Người tập", "Player" } },
	[ROLE_EVALUATOR] = { "evaluator", { "Người đánh giá", "Evaluator" } },
	[ROLE_SUPPORT] = { "support", { "Người phục vụ", "Support staff" } },
};
const struct words organisation_role_words = WORDS("organisation_role", role_list);

static const struct word award_level_list[] = {
	[AWARD_COMMUNE] = { "commune", { "Cấp xã", "Commune" } },
	[AWARD_DISTRICT] = { "district", { "Cấp huyện", "District" } },
	[AWARD_PROVINCE] = { "province", { "Cấp tỉnh", "Province" } },
	[AWARD_MILITARY_REGION] = { "military_region", { "Quân khu", "Military region" } },
	[AWARD_MINISTRY] = { "ministry", { "Cấp bộ", "Ministry" } },
	[AWARD_STATE] = { "state", { "Nhà nước", "State" } },
};
const struct words award_level_words = WORDS("award_level", award_level_list);

static const struct word recipient_list[] = {
	[AWARD_COLLECTIVE] = { "collective", { "Tập thể", "Collective" } },
	[AWARD_INDIVIDUAL] = { "individual", { "Cá nhân", "Individual" } },
};
const struct words award_recipient_words = WORDS("award_recipient", recipient_list);

static const struct word incident_list[] = {
	[INCIDENT_PERSON] = { "person", { "Người", "Person" } },
	[INCIDENT_WEAPON] = { "weapon", { "Vũ khí, trang bị", "Weapon or equipment" } },
	[INCIDENT_VEHICLE] = { "vehicle", { "Phương tiện", "Vehicle" } },
	[INCIDENT_DOCUMENT] = { "document", { "Văn kiện, tài liệu", "Document" } },
	[INCIDENT_PROPERTY] = { "property", { "Tài sản", "Property" } },
	[INCIDENT_OTHER] = { "other", { "Khác", "Other" } },
};
const struct words incident_kind_words = WORDS("incident_kind", incident_list);

static const struct word severity_list[] = {
	[SEVERITY_SLIGHT] = { "slight", { "Nhẹ", "Slight" } },
	[SEVERITY_SERIOUS] = { "serious", { "Nghiêm trọng", "Serious" } },
	[SEVERITY_FATAL] = { "fatal", { "Chết người", "Fatal" } },
};
const struct words incident_severity_words = WORDS("incident_severity", severity_list);

bool exercise_is_held(enum exercise_state state)
{
	return state == EXERCISE_CONDUCTED || state == EXERCISE_EVALUATED ||
	       state == EXERCISE_CLOSED;
}
