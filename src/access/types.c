/* The records of this room as tables of fields. */

#include "access/access.h"

static const struct field account_fields[] = {
	RECORD_HEAD_FIELDS(struct account),
	FIELD(struct account, login, "Tên đăng nhập", "Sign-in name",
	      "Small letters, digits, dot, hyphen; one account per name.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 64),
	FIELD(struct account, display_name, "Tên hiển thị", "Shown name",
	      "As others see the account.", .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 200),
	FIELD(struct account, person_id, "Nhân sự", "Person",
	      "The person who signs in with it, if recorded.", .refers_to = "person"),
	FIELD(struct account, clearance, "Được xem đến độ mật", "Clearance",
	      "The highest label it may see: none, internal, mat, toi_mat, tuyet_mat."),
	FIELD(struct account, language, "Ngôn ngữ", "Language", "vi or en.", .max = 2),
	FIELD(struct account, demo, "Tài khoản minh họa", "Demonstration account",
	      "Made by the demonstration database; never in an office's own.",
	      .flags = FIELD_READ_ONLY),
	FIELD(struct account, disabled, "Đã khóa", "Disabled", "True: may not sign in."),
	FIELD(struct account, second_factor, "Xác thực hai bước", "Second factor",
	      "True: a code is asked for at sign-in.", .flags = FIELD_READ_ONLY),
	FIELD(struct account, password_set_at, "Đặt mật khẩu lúc", "Password set at",
	      "Null: it has no password yet.", .flags = FIELD_READ_ONLY),
};
const struct record_type account_type = RECORD_TYPE(account, account_fields,
	.plural = "accounts", .vi = "tài khoản", .en = "account",
	.help = "A sign-in; what it may do comes from its grants.",
	.read_right = RIGHT_ACCOUNT_READ, .write_right = RIGHT_ACCOUNT_WRITE,
	.seen_by_all = true);

static const struct field role_fields[] = {
	RECORD_HEAD_FIELDS(struct role),
	FIELD(struct role, code, "Mã vai trò", "Code", "One role per code.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .max = 40),
	FIELD(struct role, name, "Tên vai trò", "Name", "As people read it.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 200),
	FIELD(struct role, rights, "Các quyền", "Rights",
	      "Words of the list of rights, a space between.",
	      .flags = FIELD_REQUIRED | FIELD_LONG, .max = 1000),
};
const struct record_type role_type = RECORD_TYPE(role, role_fields,
	.plural = "roles", .vi = "vai trò", .en = "role",
	.help = "A bundle of rights under a name.",
	.read_right = RIGHT_ACCOUNT_READ, .write_right = RIGHT_ACCOUNT_WRITE,
	.seen_by_all = true);

static const struct field grant_fields[] = {
	RECORD_HEAD_FIELDS(struct grant),
	FIELD(struct grant, account_id, "Tài khoản", "Account", "Who may.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "account"),
	FIELD(struct grant, role_id, "Vai trò", "Role", "What it may do.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "role"),
	FIELD(struct grant, within_id, "Trong phạm vi", "Within",
	      "A unit with all below it, or an exercise; null: the whole office.",
	      .flags = FIELD_FIXED),
	FIELD(struct grant, valid_from, "Từ ngày", "From", "The first day; null: open."),
	FIELD(struct grant, valid_to, "Đến trước ngày", "Until",
	      "The first day no more; null: open."),
	FIELD(struct grant, reason, "Lý do", "Reason", "The decision or hand-over behind it.",
	      .flags = FIELD_LONG, .max = 1000),
};
const struct record_type grant_type = RECORD_TYPE(grant, grant_fields,
	.plural = "grants", .vi = "phân quyền", .en = "grant",
	.help = "A role given to an account for some time, in a scope.",
	.read_right = RIGHT_ACCOUNT_READ, .write_right = RIGHT_ACCOUNT_WRITE,
	.seen_by_all = true);

static const struct field token_fields[] = {
	RECORD_HEAD_FIELDS(struct token),
	FIELD(struct token, account_id, "Tài khoản", "Account", "For whom it acts.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .refers_to = "account"),
	FIELD(struct token, name, "Tên", "Name", "What it is for.",
	      .flags = FIELD_REQUIRED | FIELD_SEARCHED, .max = 200),
	FIELD(struct token, rights, "Giới hạn quyền", "Rights",
	      "At most these words of the list of rights; null: all that the account has.",
	      .flags = FIELD_FIXED, .max = 1000),
	FIELD(struct token, valid_to, "Đến trước ngày", "Until",
	      "The first day no more; null: open."),
	FIELD(struct token, revoked, "Đã thu hồi", "Revoked", "True: works no more."),
};
const struct record_type token_type = RECORD_TYPE(token, token_fields,
	.plural = "tokens", .vi = "khóa truy cập", .en = "API token",
	.help = "A key for programs, acting for an account.",
	.read_right = RIGHT_ACCOUNT_READ, .write_right = RIGHT_ACCOUNT_WRITE,
	.seen_by_all = true);

static const struct field policy_fields[] = {
	RECORD_HEAD_FIELDS(struct policy),
	FIELD(struct policy, code, "Mã quy định", "Code", "One policy per code.",
	      .flags = FIELD_REQUIRED | FIELD_FIXED, .max = 60),
	FIELD(struct policy, enabled, "Áp dụng", "In force", "True: the rule binds."),
	FIELD(struct policy, reason, "Căn cứ", "Reason", "Who decided it, and why.",
	      .flags = FIELD_LONG, .max = 1000),
};
const struct record_type policy_type = RECORD_TYPE(policy, policy_fields,
	.plural = "policies", .vi = "quy định nội bộ", .en = "policy",
	.help = "A rule that the office sets for itself.",
	.read_right = RIGHT_SIGNED_IN, .write_right = RIGHT_ACCOUNT_WRITE,
	.seen_by_all = true);
