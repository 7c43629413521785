#include "command/init_command.h"

#include <string.h>

#include "access/account.h"
#include "base/must.h"
#include "base/os.h"
#include "base/os_file.h"
#include "command/change.h"
#include "command/demo_krong_ana.h"
#include "command/secret.h"
#include "journal/checkpoint.h"
#include "journal/setting.h"
#include "web/server.h"

struct beginning {
	const char *path, *origin, *office, *deployment;
	const struct demo *demo;	/* or NULL */
	const char *administrator, *password;	/* or NULL */
};

static bool find_demo(struct command_line *line, const struct demo **demo_out)
{
	const char *name = command_option(line, "demo");
	struct text known = { .arena = line->arena };

	if (name == NULL)
		return true;
	for (const struct demo *demo = demos; demo->name != NULL; demo++) {
		if (strcmp(demo->name, name) == 0) {
			*demo_out = demo;
			return true;
		}
		text_add_format(&known, " %s", demo->name);
	}
	return command_refuse(line, "--demo", arena_printf(line->arena,
		IN_LANGUAGE(line, "Không có dữ liệu mẫu “%s”; chỉ có:%s.",
			    "There is no demonstration “%s”; there is:%s."), name,
		text_string(&known)));
}

static bool check_deployment(struct command_line *line, const char *word)
{
	unsigned value;

	return words_find(&deployment_words, word, &value) ||
	       command_refuse(line, "--deployment", IN_LANGUAGE(line,
			"Chế độ triển khai là một trong: open, isolated_lan, standalone.",
			"The deployment is one of: open, isolated_lan, standalone."));
}

/* A name that no other office has, when none was given. */
static const char *make_origin(struct arena *arena)
{
	unsigned char bytes[6];
	struct text name = { .arena = arena };

	os_random(bytes, sizeof(bytes));
	text_add(&name, "dientap/");
	for (size_t i = 0; i < sizeof(bytes); i++)
		text_add_format(&name, "%02x", bytes[i]);
	return text_string(&name);
}

static bool write_records(struct command_line *line, struct journal *journal, void *context)
{
	const struct beginning *beginning = context;

	must((beginning->administrator == NULL) == (beginning->password == NULL),
	     "an administrator has a password");
	struct account account = { .login = beginning->administrator,
				   .display_name = beginning->administrator,
				   .language = language_code(line->language) };

	if (!access_add_roles(journal, &line->fault))
		return false;
	if (beginning->demo != NULL && !beginning->demo->write(journal, &line->fault))
		return false;
	return beginning->administrator == NULL ||
	       access_add_administrator(journal, &account, beginning->password, &line->fault);
}

static bool write_all(struct command_line *line, struct store *store,
		      struct beginning *beginning)
{
	must(beginning->origin != NULL && beginning->deployment != NULL, "both were filled in");
	return store_migrate(store, NULL, &line->fault) &&
	       checkpoint_create_key(store, beginning->origin, &line->fault) &&
	       setting_write(store, "deployment", beginning->deployment, &line->fault) &&
	       (beginning->office == NULL ||
		setting_write(store, "name", beginning->office, &line->fault)) &&
	       command_change_store(line, store, write_records, beginning);
}

static void remove_all(struct arena *arena, const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".key" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		os_remove_file(arena_printf(arena, "%s%s", path, ends[i]));
}

/* Refused before anything is written: the key of another database is not ours to
   take.  (A log that lies about without its database is emptied by the engine.) */
static bool check_free(struct command_line *line, const char *path)
{
	static const char *const ends[] = { "", ".key" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		const char *name = arena_printf(line->arena, "%s%s", path, ends[i]);

		if (os_file_exists(name))
			return fault_set(&line->fault, FAULT_CONFLICT, name, IN_LANGUAGE(line,
				"Tệp đã có; không ghi đè.",
				"The file is there; nothing is overwritten."));
	}
	return true;
}

static bool create(struct command_line *line, struct beginning *beginning)
{
	struct store *store = store_open(beginning->path, STORE_CREATE, &line->fault);
	bool good = store != NULL && write_all(line, store, beginning);

	store_close(&store);
	if (!good)
		remove_all(line->arena, beginning->path);
	return good;
}

/* Whoever tries the demonstration must be able to get in. */
static void name_accounts(struct command_line *line, const struct demo *demo)
{
	must(demo->accounts != NULL, "a demonstration has accounts");
	command_say(line, IN_LANGUAGE(line, "Tài khoản thử (tên đăng nhập, mật khẩu):",
				      "Demonstration accounts (sign-in name, password):"));
	for (const struct demo_account *a = demo->accounts; a->login != NULL; a++)
		command_say(line, "  %-12s  %s  %s", a->login, a->password, a->display_name);
}

static void report(struct command_line *line, const struct beginning *beginning)
{
	command_say(line, IN_LANGUAGE(line,
		"Đã tạo %s và khóa ký %s.key (giữ kín, sao lưu cùng cơ sở dữ liệu).",
		"Made %s and its signing key %s.key (keep it secret, and back it up)."),
		beginning->path, beginning->path);
	if (beginning->demo != NULL)
		name_accounts(line, beginning->demo);
	if (beginning->administrator == NULL && beginning->demo == NULL)
		command_say(line, IN_LANGUAGE(line,
			"Chưa có ai đăng nhập được. Tiếp theo:\n"
			"  dientap account add LOGIN --role administrator --database %s",
			"Nobody can sign in yet. Next:\n"
			"  dientap account add LOGIN --role administrator --database %s"),
			beginning->path);
	else
		command_say(line, IN_LANGUAGE(line, "Tiếp theo:\n  dientap serve --database %s",
					      "Next:\n  dientap serve --database %s"),
			    beginning->path);
}

static bool run(struct command_line *line)
{
	struct beginning beginning = {
		.path = command_database(line), .origin = command_option(line, "origin"),
		.office = command_option(line, "office"),
		.deployment = command_option(line, "deployment"),
		.administrator = command_option(line, "administrator"),
	};

	if (beginning.deployment == NULL)
		beginning.deployment = "open";
	if (beginning.origin == NULL)
		beginning.origin = make_origin(line->arena);
	if (!find_demo(line, &beginning.demo) || !check_deployment(line, beginning.deployment) ||
	    !check_free(line, beginning.path))
		return false;
	if (beginning.administrator != NULL) {
		beginning.password = secret_ask(line, IN_LANGUAGE(line,
			"Mật khẩu của người quản trị: ", "The administrator's password: "), true);
		if (beginning.password == NULL)
			return false;
	}
	if (!create(line, &beginning))
		return false;
	report(line, &beginning);
	return true;
}

const struct command init_command = {
	.noun = "init", .run = run,
	.options = (const struct option[]){
		{ "administrator", "LOGIN", "Tạo người quản trị đầu tiên; hỏi mật khẩu.",
		  "Make the first administrator; the password is asked for." },
		{ "deployment", "MODE", "open (mặc định), isolated_lan hoặc standalone.",
		  "open (unless set), isolated_lan or standalone." },
		{ "office", "NAME", "Tên cơ quan.", "Name of the office." },
		{ "origin", "NAME", "Tên trong khóa ký, không có dấu cách (mặc định: tự đặt).",
		  "Name within the signing key, without blanks (made up unless set)." },
		{ "demo", "NAME", "Ghi dữ liệu mẫu: krong-ana (mật khẩu “" DEMO_PASSWORD "”).",
		  "Write a demonstration: krong-ana (demo password “" DEMO_PASSWORD "”)." },
		{ 0 } },
	.vi = "Tạo cơ sở dữ liệu mới cùng khóa ký và các vai trò có sẵn.",
	.en = "Makes a new database with its signing key and the built-in roles.",
	.example = "init --database dientap.db --administrator an --office \"Ban CHQS huyện\"\n"
		   "init --demo krong-ana --database demo.db",
};
