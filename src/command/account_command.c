#include "command/account_command.h"

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "command/change.h"
#include "command/secret.h"
#include "command/table.h"
#include "unit/unit_query.h"

struct addition {
	struct account account;
	const char *password, *role, *within;
};

static const char *ask_password(struct command_line *line)
{
	return secret_ask(line, IN_LANGUAGE(line, "Mật khẩu mới: ", "New password: "), true);
}

static bool read_clearance(struct command_line *line, struct label *label_out)
{
	const char *word = command_option(line, "clearance");
	unsigned level;

	if (word == NULL)
		return true;
	if (!words_find(&label_words, word, &level))
		return command_refuse(line, "--clearance", IN_LANGUAGE(line,
			"Độ mật là một trong: none, internal, mat, toi_mat, tuyet_mat.",
			"The clearance is one of: none, internal, mat, toi_mat, tuyet_mat."));
	label_out->level = (enum label_level)level;
	return true;
}

static bool add_grant(struct command_line *line, struct journal *journal,
		      const struct addition *addition)
{
	struct id within = ID_NONE;

	if (addition->within != NULL) {
		const struct unit_row *unit = unit_find_latest(journal_store(journal), line->arena,
							       addition->within, &line->fault);

		if (unit == NULL)
			return fault_set(&line->fault, FAULT_NOT_FOUND, "--within",
					 addition->within);
		within = unit->head.id;
	}
	bool good = access_add_grant(journal, addition->account.head.id, addition->role, within,
				     NULL, &line->fault);

	if (!good && line->fault.kind == FAULT_NOT_FOUND)
		line->fault.field = addition->role;
	return good;
}

static bool add(struct command_line *line, struct journal *journal, void *context)
{
	struct addition *addition = context;

	must(addition->password != NULL, "a password was asked for before");

	return access_add_roles(journal, &line->fault) &&
	       access_add_account(journal, &addition->account, addition->password,
				  &line->fault) &&
	       (addition->role == NULL || add_grant(line, journal, addition));
}

static bool run_add(struct command_line *line)
{
	const char *name = command_option(line, "name");
	struct addition addition = {
		.account = { .login = line->arguments[0],
			     .display_name = name == NULL ? line->arguments[0] : name,
			     .language = language_code(line->language) },
		.role = command_option(line, "role"), .within = command_option(line, "within"),
	};

	if (addition.within != NULL && addition.role == NULL)
		return command_refuse(line, "--within", IN_LANGUAGE(line,
			"--within cần --role.", "--within needs --role."));
	if (!read_clearance(line, &addition.account.clearance))
		return false;
	addition.password = ask_password(line);
	if (addition.password == NULL || !command_run_change(line, add, &addition))
		return false;
	command_say(line, IN_LANGUAGE(line, "Đã thêm tài khoản %s.", "Account %s was added."),
		    addition.account.login);
	return true;
}

static bool run_list(struct command_line *line)
{
	static const char sql[] =
		"SELECT id, version, label, scope_id, login, display_name, person_id, clearance,\n"
		"       language, demo, disabled, second_factor, password_set_at\n"
		"FROM visible_account\n"
		"ORDER BY login";
	static const char *const columns[] = { "login", "display_name", "clearance", "disabled",
					       "second_factor", "password_set_at", NULL };
	struct store *store = command_open(line, false);
	struct list list;
	bool good = store != NULL && store_list(store, line->arena, &account_type, sql, NO_BINDS,
						&list, &line->fault);

	if (good)
		table_print(line, &account_type, &list, columns);
	store_close(&store);
	return good;
}

struct account_change {
	const char *login, *password;
};

static struct account *find(struct command_line *line, struct journal *journal,
			    const char *login)
{
	struct account *account = access_find_account(journal_store(journal), line->arena, login,
						      &line->fault);

	if (account == NULL && line->fault.kind == FAULT_NOT_FOUND)
		line->fault.field = login;
	return account;
}

static bool set_password(struct command_line *line, struct journal *journal, void *context)
{
	const struct account_change *change = context;
	const struct account *account = find(line, journal, change->login);

	must(change->password != NULL, "a password was asked for before");

	return account != NULL && access_set_password(journal, account->head.id,
						      change->password, &line->fault);
}

static bool recover(struct command_line *line, struct journal *journal, void *context)
{
	const struct account_change *change = context;

	return find(line, journal, change->login) != NULL &&
	       access_recover(journal, change->login, change->password, &line->fault);
}

static bool disable(struct command_line *line, struct journal *journal, void *context)
{
	const struct account_change *change = context;
	struct account *account = find(line, journal, change->login), before;

	if (account == NULL)
		return false;
	must(account->head.version > 0, "an account that is recorded");
	before = *account;
	account->disabled = true;
	return access_settle_account(journal, &before, account, &line->fault) &&
	       journal_change(journal, &account_type, account, &line->fault);
}

/* Says at once that there is no such account: before a password is asked for. */
static bool is_there(struct command_line *line, const char *login)
{
	struct store *store = command_open(line, false);
	bool good = store != NULL && access_find_account(store, line->arena, login,
							 &line->fault) != NULL;

	if (!good && line->fault.kind == FAULT_NOT_FOUND)
		line->fault.field = login;
	store_close(&store);
	return good;
}

static bool run_with_password(struct command_line *line, command_change *how)
{
	struct account_change change = { .login = line->arguments[0] };

	must(line->argument_count == 1, "the parser counted the arguments");

	if (!is_there(line, change.login))
		return false;
	change.password = ask_password(line);
	if (change.password == NULL || !command_run_change(line, how, &change))
		return false;
	command_say(line, IN_LANGUAGE(line, "Đã đặt mật khẩu mới cho %s.",
				      "%s has a new password."), change.login);
	return true;
}

static bool run_password(struct command_line *line)
{
	return run_with_password(line, set_password);
}

static bool run_recover(struct command_line *line)
{
	return run_with_password(line, recover);
}

static bool run_disable(struct command_line *line)
{
	struct account_change change = { .login = line->arguments[0] };

	if (!command_run_change(line, disable, &change))
		return false;
	command_say(line, IN_LANGUAGE(line, "Đã khóa tài khoản %s.", "Account %s is disabled."),
		    change.login);
	return true;
}

const struct command account_add_command = {
	.noun = "account", .verb = "add", .arguments = "LOGIN", .arguments_least = 1,
	.arguments_most = 1, .run = run_add,
	.options = (const struct option[]){
		{ "name", "NAME", "Tên hiển thị.", "The name that people read." },
		{ "role", "CODE", "Vai trò: administrator, secretary, commander, …",
		  "A role: administrator, secretary, commander, …" },
		{ "within", "UNIT", "Chỉ trong đơn vị có mã này và cấp dưới của nó.",
		  "Only in the unit of this code and all below it." },
		{ "clearance", "LABEL", "Được xem đến độ mật nào.", "Up to which label it sees." },
		{ 0 } },
	.vi = "Thêm tài khoản; hỏi mật khẩu ở bàn phím hoặc đọc ở đầu vào chuẩn.",
	.en = "Adds an account; the password is asked for or read from standard input.",
	.example = "account add an --role administrator\n"
		   "account add binh --role secretary --within 24559",
};

const struct command account_list_command = {
	.noun = "account", .verb = "list", .run = run_list,
	.vi = "In danh sách tài khoản.", .en = "Lists the accounts.",
	.example = "account list\naccount list --json",
};

const struct command account_password_command = {
	.noun = "account", .verb = "password", .arguments = "LOGIN", .arguments_least = 1,
	.arguments_most = 1, .run = run_password,
	.vi = "Đặt mật khẩu mới cho một tài khoản.", .en = "Sets a new password.",
	.example = "account password an",
};

const struct command account_recover_command = {
	.noun = "account", .verb = "recover", .arguments = "LOGIN", .arguments_least = 1,
	.arguments_most = 1, .run = run_recover,
	.vi = "Lấy lại tài khoản ngay tại máy: mật khẩu mới, bỏ mã thứ hai, mở khóa.",
	.en = "Recovers an account at the machine: new password, no second factor, enabled.",
	.example = "account recover an",
};

const struct command account_disable_command = {
	.noun = "account", .verb = "disable", .arguments = "LOGIN", .arguments_least = 1,
	.arguments_most = 1, .run = run_disable,
	.vi = "Khóa một tài khoản.", .en = "Disables an account.",
	.example = "account disable binh",
};
