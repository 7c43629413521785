/* What people read for the words of a script: the Vietnamese ones as direction plans
   write them, the English ones after HSEEP 2020 and Bi-SC 75-3. */

#include "inject/inject.h"

static const struct word kind_list[] = {
	[INJECT_CONTEXTUAL] = { "inject", { "Tình huống", "Inject" } },
	[INJECT_CONTINGENCY] = { "contingency", { "Tình huống bổ trợ", "Contingency inject" } },
	[INJECT_EXPECTED_ACTION] = { "expected_action",
		{ "Hành động mong đợi", "Expected action" } },
	[INJECT_ADMINISTRATIVE] = { "administrative",
		{ "Điều hành (khai mạc, kiểm tra liên lạc…)", "Administrative" } },
};
const struct words inject_kind_words = WORDS("inject_kind", kind_list);

static const struct word release_list[] = {
	[RELEASE_AUTOMATIC] = { "automatic", { "Tự động đúng giờ", "Automatic, at its time" } },
	[RELEASE_MANUAL] = { "manual", { "Đạo diễn phát", "By a controller" } },
	[RELEASE_CONDITION] = { "condition", { "Theo điều kiện", "On condition" } },
	[RELEASE_RESERVE] = { "reserve", { "Dự trữ", "In reserve" } },
};
const struct words inject_release_words = WORDS("inject_release", release_list);

static const struct word state_list[] = {
	[INJECT_DRAFT] = { "draft", { "Dự thảo", "Draft" } },
	[INJECT_SUBMITTED] = { "submitted", { "Đã trình duyệt", "Submitted" } },
	[INJECT_APPROVED] = { "approved", { "Đã duyệt", "Approved" } },
	[INJECT_READY] = { "ready", { "Sẵn sàng (đã khớp giờ)", "Ready (synchronised)" } },
	[INJECT_DEFERRED] = { "deferred", { "Tạm gác", "Deferred" } },
	[INJECT_OBSOLETE] = { "obsolete", { "Không dùng nữa", "Obsolete" } },
};
const struct words inject_state_words = WORDS("inject_state", state_list);

static const struct word means_list[] = {
	[MEANS_VERBAL] = { "verbal", { "Nói trực tiếp", "In person" } },
	[MEANS_PHONE] = { "phone", { "Điện thoại", "Telephone" } },
	[MEANS_RADIO] = { "radio", { "Vô tuyến điện", "Radio" } },
	[MEANS_MESSAGE] = { "message", { "Tin nhắn", "Text message" } },
	[MEANS_EMAIL] = { "email", { "Thư điện tử", "E-mail" } },
	[MEANS_WRITTEN] = { "written", { "Văn bản, công điện", "Written" } },
	[MEANS_BROADCAST] = { "broadcast", { "Truyền thanh, báo chí", "Broadcast, press" } },
	[MEANS_VIDEO] = { "video", { "Đoạn phim, truyền hình hội nghị", "Video" } },
	[MEANS_SIMULATION] = { "simulation", { "Mô phỏng, thực binh", "Simulation, live play" } },
	[MEANS_OTHER] = { "other", { "Cách khác", "Other" } },
};
const struct words inject_means_words = WORDS("inject_means", means_list);

static const struct word condition_list[] = {
	[CONDITION_PARENT_DONE] = { "parent_done", { "Đã xử trí xong", "Is closed" } },
	[CONDITION_PARENT_ANSWERED] = { "parent_answered", { "Đã trả lời", "Is answered" } },
	[CONDITION_PARENT_NOT_ANSWERED] = { "parent_not_answered",
		{ "Chưa trả lời sau thời hạn", "Is not answered in time" } },
	[CONDITION_PARENT_OUTCOME] = { "parent_outcome",
		{ "Có kết quả này", "Came out this way" } },
};
const struct words inject_condition_kind_words = WORDS("inject_condition_kind", condition_list);

static const struct word cell_list[] = {
	[CELL_PLAYER] = { "player", { "Khung tập", "Players" } },
	[CELL_CONTROL] = { "control", { "Đạo diễn, điều hành", "Exercise control" } },
	[CELL_RESPONSE] = { "response",
		{ "Đóng vai (cấp trên, cấp dưới, nhân dân)", "Response cell" } },
	[CELL_EVALUATION] = { "evaluation", { "Đánh giá", "Evaluation" } },
	[CELL_SUPPORT] = { "support", { "Bảo đảm, phục vụ", "Support" } },
};
const struct words cell_kind_words = WORDS("cell_kind", cell_list);
