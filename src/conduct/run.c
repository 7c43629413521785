/* The run itself: its table of fields, and who it is made of. */

#include "conduct/conduct.h"

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "conduct/exercise_clock.h"

#define RUN_FIELD(struct_) \
	FIELD(struct_, run_id, "Lần chạy", "Run", "Which one.", \
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "run")
#define SEEN_BY_ALL .read_right = RIGHT_RUN_READ, .write_right = RIGHT_RUN_DIRECT
#define TIME_MOST (INT64_C(366) * 86400 * 1000000)	/* a year either way */

static const struct field run_fields[] = {
	RECORD_HEAD_FIELDS(struct run),
	FIELD(struct run, exercise_id, "Cuộc diễn tập", "Exercise", "Whose script is played.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "exercise"),
	FIELD_ENUM(struct run, kind, &run_kind_words, "Loại", "Kind",
		   "A rehearsal or the exercise itself.", .flags = FIELD_REQUIRED | FIELD_FIXED),
	FIELD(struct run, name, "Tên", "Name", "As people call it.", .flags = FIELD_REQUIRED,
	      .max = 200),
	FIELD_ENUM(struct run, state, &run_state_words, "Trạng thái", "State",
		   "Where it stands.", .flags = FIELD_READ_ONLY),
	FIELD(struct run, state_reason, "Lý do", "Reason",
	      "Of the last pause, stop, jump or end.", .flags = FIELD_READ_ONLY, .max = 1000),
	FIELD(struct run, starts_time, "Giờ diễn tập lúc bắt đầu", "Starts at",
	      "Exercise time at the start, in microseconds from T.",
	      .min = -TIME_MOST, .max = TIME_MOST),
	FIELD(struct run, speed, "Tốc độ", "Speed",
	      "Exercise time against real time, in thousandths.", .flags = FIELD_READ_ONLY),
	FIELD(struct run, anchor_time, "Giờ diễn tập tại mốc", "Exercise time of the anchor",
	      "From the last change of the clock on it counts from here.",
	      .flags = FIELD_READ_ONLY),
	FIELD(struct run, anchor_boot_us, "Mốc đồng hồ máy", "Boot clock of the anchor",
	      "Microseconds of the clock that never steps.", .flags = FIELD_READ_ONLY),
	FIELD(struct run, anchor_at, "Giờ thực tại mốc", "Real time of the anchor",
	      "On the run's own real time.", .flags = FIELD_READ_ONLY),
	FIELD(struct run, boot_id, "Lần khởi động máy", "Start of the machine",
	      "In which the clock of the anchor counts.", .flags = FIELD_READ_ONLY, .max = 64),
	FIELD(struct run, segments, "Số mốc", "Anchors", "How many there were.",
	      .flags = FIELD_READ_ONLY),
	FIELD(struct run, script_digest, "Bản kịch bản", "Version of the script",
	      "SHA-256 of the script that was copied.", .flags = FIELD_READ_ONLY, .max = 64),
	FIELD(struct run, unchecked_reason, "Lý do chưa kiểm tra liên lạc", "Reason unchecked",
	      "Why it was started although not every cell had reported.",
	      .flags = FIELD_READ_ONLY, .max = 1000),
	FIELD(struct run, started_at, "Bắt đầu lúc", "Started at", "Real time.",
	      .flags = FIELD_READ_ONLY),
	FIELD(struct run, ended_at, "Kết thúc lúc", "Ended at", "Real time.",
	      .flags = FIELD_READ_ONLY),
};
const struct record_type run_type = RECORD_TYPE(run, run_fields,
	.plural = "runs", .vi = "lần chạy", .en = "run",
	.help = "One playing of an exercise's script: a rehearsal, or the exercise itself.",
	SEEN_BY_ALL);

static const struct field segment_fields[] = {
	RECORD_HEAD_FIELDS(struct run_segment),
	RUN_FIELD(struct run_segment),
	FIELD(struct run_segment, position, "Thứ tự", "Position", "From 1.", .min = 1,
	      .max = 1000000),
	FIELD_ENUM(struct run_segment, act, &run_act_words, "Việc", "Act",
		   "What moved the clock.", .flags = FIELD_REQUIRED),
	FIELD(struct run_segment, at, "Giờ thực", "Real time", "On the run's own real time."),
	FIELD(struct run_segment, exercise_time, "Giờ diễn tập", "Exercise time",
	      "From here on it counts, in microseconds from T."),
	FIELD(struct run_segment, speed, "Tốc độ", "Speed",
	      "In thousandths; 0: the clock stands."),
	FIELD(struct run_segment, reason, "Lý do", "Reason", "In words.", .max = 1000),
	FIELD(struct run_segment, account_id, "Người làm", "By", "None: the program.",
	      .refers_to = "account"),
};
const struct record_type run_segment_type = RECORD_TYPE(run_segment, segment_fields,
	.plural = "run_segments", .vi = "mốc thời gian của lần chạy", .en = "clock anchor",
	.help = "A change of a run's clock.", SEEN_BY_ALL);

static const struct field cell_fields[] = {
	RECORD_HEAD_FIELDS(struct run_cell),
	RUN_FIELD(struct run_cell),
	FIELD(struct run_cell, position, "Thứ tự", "Position", "Order in lists.", .min = 0,
	      .max = 10000),
	FIELD(struct run_cell, code, "Mã", "Code", "As injects name it; without spaces.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .max = 60),
	FIELD(struct run_cell, name, "Tên", "Name", "As people read it.",
	      .flags = FIELD_REQUIRED, .max = 200),
	FIELD(struct run_cell, is_absent, "Vắng mặt", "Absent",
	      "Takes no part: receives nothing."),
	FIELD(struct run_cell, checked_at, "Đã báo liên lạc lúc", "Checked at",
	      "Reported in the communication check.", .flags = FIELD_READ_ONLY),
	FIELD(struct run_cell, checked_by, "Người báo", "Checked by", "Who reported.",
	      .flags = FIELD_READ_ONLY, .refers_to = "account"),
};
const struct record_type run_cell_type = RECORD_TYPE(run_cell, cell_fields,
	.plural = "run_cells", .vi = "bộ phận tập", .en = "cell",
	.help = "A cell that takes part in a run and receives injects.", SEEN_BY_ALL);

static const struct field member_fields[] = {
	RECORD_HEAD_FIELDS(struct run_member),
	RUN_FIELD(struct run_member),
	FIELD(struct run_member, account_id, "Tài khoản", "Account", "Who.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED),
	FIELD(struct run_member, name, "Tên", "Name", "Of the account when it was named.",
	      .flags = FIELD_READ_ONLY, .max = 200),
	FIELD_ENUM(struct run_member, role, &run_member_role_words, "Vai trò", "Role",
		   "As what.", .flags = FIELD_REQUIRED | FIELD_FIXED),
	FIELD(struct run_member, cell_id, "Bộ phận", "Cell", "Of a player.",
	      .flags = FIELD_FIXED, .refers_to = "run_cell"),
	FIELD(struct run_member, grant_id, "Quyền kèm theo", "Grant", "That came with it.",
	      .flags = FIELD_READ_ONLY, .refers_to = "grant"),
};
const struct record_type run_member_type = RECORD_TYPE(run_member, member_fields,
	.plural = "run_members", .vi = "người tham gia lần chạy", .en = "member of a run",
	.help = "Who takes part in a run, and as what.", SEEN_BY_ALL);

struct run *run_find(struct store *store, struct arena *arena, struct id id, struct fault *fault)
{
	const char *sql = arena_printf(arena, "SELECT %s FROM visible_run WHERE id = :id",
				       record_store_columns(&run_type));

	return store_one(store, arena, &run_type, sql, BINDS(ID("id", id)), fault);
}

static struct exercise_clock clock_of(const struct run *run)
{
	return (struct exercise_clock){ .is_running = run->state == RUN_RUNNING,
		.speed = run->speed, .real_us = run->anchor_boot_us,
		.at = run->anchor_time.time };
}

struct exercise_time run_time(const struct run *run, const struct moment *moment)
{
	const struct exercise_clock clock = clock_of(run);

	return clock_read(&clock, moment->boot_us);
}

struct instant run_instant(const struct run *run, const struct moment *moment)
{
	bool counts = run->state == RUN_RUNNING || run->state == RUN_PAUSED;

	must(!counts || run->boot_id != NULL, "a clock that counts has an anchor");
	if (!counts || strcmp(run->boot_id, moment->boot_id) != 0)
		return moment->at;
	return (struct instant){ run->anchor_at.us + moment->boot_us - run->anchor_boot_us };
}
