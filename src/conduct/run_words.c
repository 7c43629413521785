/* What people read for the words of a run. */

#include "conduct/conduct.h"
#include "conduct/machine.h"

static const struct word run_kind_list[] = {
	[RUN_REHEARSAL] = { "rehearsal", { "Luyện tập", "Rehearsal" } },
	[RUN_REAL] = { "real", { "Diễn tập chính thức", "The exercise itself" } },
};
const struct words run_kind_words = WORDS("run_kind", run_kind_list);

static const struct word run_state_list[] = {
	[RUN_PREPARED] = { "prepared", { "Đã chuẩn bị", "Prepared" } },
	[RUN_RUNNING] = { "running", { "Đang chạy", "Running" } },
	[RUN_PAUSED] = { "paused", { "Tạm dừng", "Paused" } },
	[RUN_INTERRUPTED] = { "interrupted", { "Bị gián đoạn", "Interrupted" } },
	[RUN_ENDED] = { "ended", { "Đã kết thúc", "Ended" } },
};
const struct words run_state_words = WORDS("run_state", run_state_list);

static const struct word run_act_list[] = {
	[RUN_ACT_START] = { "start", { "Bắt đầu", "Start" } },
	[RUN_ACT_PAUSE] = { "pause", { "Tạm dừng", "Pause" } },
	[RUN_ACT_RESUME] = { "resume", { "Tiếp tục", "Resume" } },
	[RUN_ACT_JUMP] = { "jump", { "Nhảy thời gian", "Jump" } },
	[RUN_ACT_SPEED] = { "speed", { "Đổi tốc độ", "Change of speed" } },
	[RUN_ACT_STOP] = { "stop", { "Dừng vì an toàn", "Stop for safety" } },
	[RUN_ACT_INTERRUPT] = { "interrupt", { "Máy khởi động lại", "Machine restarted" } },
	[RUN_ACT_CONTINUE] = { "continue",
		{ "Chạy tiếp sau gián đoạn", "Continued after interruption" } },
	[RUN_ACT_END] = { "end", { "Kết thúc", "End" } },
};
const struct words run_act_words = WORDS("run_act", run_act_list);

static const struct word member_role_list[] = {
	[RUN_DIRECTOR] = { "director", { "Tổng đạo diễn", "Exercise director" } },
	[RUN_CONTROLLER] = { "controller", { "Phái viên đạo diễn", "Controller" } },
	[RUN_EVALUATOR] = { "evaluator", { "Người đánh giá", "Evaluator" } },
	[RUN_PLAYER] = { "player", { "Người tập", "Player" } },
	[RUN_OBSERVER] = { "observer", { "Quan sát viên", "Observer" } },
};
const struct words run_member_role_words = WORDS("run_member_role", member_role_list);

static const struct word inject_kind_list[] = {
	[RUN_INJECT] = { "inject", { "Tình huống", "Inject" } },
	[RUN_CONTINGENCY] = { "contingency", { "Tình huống bổ trợ", "Contingency inject" } },
	[RUN_EXPECTED_ACTION] = { "expected_action",
		{ "Hành động mong đợi", "Expected action" } },
	[RUN_ADMINISTRATIVE] = { "administrative", { "Tin điều hành", "Administrative" } },
};
const struct words run_inject_kind_words = WORDS("run_inject_kind", inject_kind_list);

static const struct word release_list[] = {
	[RUN_AUTOMATIC] = { "automatic", { "Tự động đúng giờ", "Automatic" } },
	[RUN_MANUAL] = { "manual", { "Người điều hành phát", "By hand" } },
	[RUN_CONDITION] = { "condition", { "Theo điều kiện", "On condition" } },
	[RUN_RESERVE] = { "reserve", { "Dự trữ", "Reserve" } },
};
const struct words run_release_words = WORDS("run_release", release_list);

static const struct word inject_state_list[] = {
	[RUN_WAITING] = { "waiting", { "Chờ phát", "Waiting" } },
	[RUN_RELEASED] = { "released", { "Đã phát", "Released" } },
	[RUN_SKIPPED] = { "skipped", { "Bỏ qua", "Skipped" } },
};
const struct words run_inject_state_words = WORDS("run_inject_state", inject_state_list);

static const struct word condition_list[] = {
	[RUN_PARENT_DONE] = { "done", { "Đã xử lý xong", "Done" } },
	[RUN_PARENT_ANSWERED] = { "answered", { "Đã trả lời", "Answered" } },
	[RUN_PARENT_NOT_ANSWERED] = { "not_answered",
		{ "Quá hạn chưa trả lời", "Not answered in time" } },
	[RUN_PARENT_OUTCOME] = { "outcome", { "Có kết quả xử trí", "Outcome" } },
};
const struct words run_condition_kind_words = WORDS("run_condition_kind", condition_list);

static const struct word reception_list[] = {
	[RECEPTION_RELEASED] = { "released", { "Đã phát", "Released" } },
	[RECEPTION_DELIVERED] = { "delivered", { "Đã tới máy", "Delivered" } },
	[RECEPTION_OPENED] = { "opened", { "Đã xem", "Opened" } },
	[RECEPTION_ACKNOWLEDGED] = { "acknowledged", { "Đã nhận", "Acknowledged" } },
	[RECEPTION_WORKING] = { "working", { "Đang xử lý", "Being worked on" } },
	[RECEPTION_ANSWERED] = { "answered", { "Đã trả lời", "Answered" } },
	[RECEPTION_CLOSED] = { "closed", { "Đã xong", "Closed" } },
};
const struct words reception_words = WORDS("reception", reception_list);

static const struct word box_list[] = {
	[RUN_BOX_SENT] = { "sent", { "Đã gửi", "Sent" } },
	[RUN_BOX_RECEIVED] = { "received", { "Nhận được", "Received" } },
};
const struct words run_box_words = WORDS("run_box", box_list);

static const struct word decision_list[] = {
	[RUN_DECISION] = { "decision", { "Quyết định", "Decision" } },
	[RUN_MEETING] = { "meeting", { "Hội nghị, cuộc họp", "Meeting" } },
};
const struct words run_decision_kind_words = WORDS("run_decision_kind", decision_list);

static const struct word log_list[] = {
	[RUN_LOG_CONTROL] = { "control", { "Điều hành", "Control" } },
	[RUN_LOG_EVALUATION] = { "evaluation", { "Quan sát, đánh giá", "Evaluation" } },
	[RUN_LOG_SAFETY] = { "safety", { "An toàn", "Safety" } },
};
const struct words run_log_kind_words = WORDS("run_log_kind", log_list);

static const struct word performance_list[] = {
	[PERFORMED] = { "performed", { "Làm được, đúng yêu cầu", "Performed" } },
	[PERFORMED_SOME_CHALLENGES] = { "some_challenges",
		{ "Làm được, còn vướng nhỏ", "Performed with some challenges" } },
	[PERFORMED_MAJOR_CHALLENGES] = { "major_challenges",
		{ "Làm được một phần, vướng lớn", "Performed with major challenges" } },
	[UNABLE_TO_PERFORM] = { "unable", { "Không làm được", "Unable to perform" } },
	[NOT_OBSERVED] = { "not_observed", { "Không quan sát được", "Not observed" } },
};
const struct words run_performance_words = WORDS("run_performance", performance_list);
