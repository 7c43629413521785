/* An office's first day at the command line: made, manned, copied, proved. */

#include <sys/stat.h>

#include "base/os.h"
#include "command/test_program.h"
#include "store/store.h"

static const char password[] = "một mật khẩu thật dài\n", other[] = "mật khẩu khác cũng dài\n";
static const char phrase[] = "cụm mật khẩu của bản sao\n";

static struct arena *set_up(void)
{
	struct arena *arena = arena_create();

	CHECK_PROGRAM(arena, "init --database @/a.db --administrator An --lang en --quiet",
		      password, 0, NULL, NULL);
	return arena;
}

static bool is_there(struct arena *arena, const char *name)
{
	return os_file_exists(arena_printf(arena, "%s/%s", test_folder(), name));
}

/* What someone with the file could do beside the program. */
static void tamper(struct arena *arena, const char *sql)
{
	struct fault fault = { .kind = FAULT_NONE };
	struct store *store = store_open(arena_printf(arena, "%s/a.db", test_folder()),
					 STORE_WRITE, &fault);

	CHECK(store != NULL && store_script(store, sql, &fault));
	store_close(&store);
}

TEST(a_new_office_verifies_and_its_files_are_the_owners_alone)
{
	struct arena *arena = set_up();
	struct stat status;

	CHECK_PROGRAM(arena, "verify --database @/a.db --lang en", NULL, 0, "Good: ", NULL);
	CHECK_PROGRAM(arena, "verify --database @/a.db --json", NULL, 0, "{\"good\":true", NULL);
	CHECK_PROGRAM(arena, "verify --recent --database @/a.db --lang vi", NULL, 0, "Khớp: ",
		      NULL);
	CHECK(stat(arena_printf(arena, "%s/a.db", test_folder()), &status) == 0 &&
	      (status.st_mode & 0777) == 0600);
	CHECK(stat(arena_printf(arena, "%s/a.db.key", test_folder()), &status) == 0 &&
	      (status.st_mode & 0777) == 0600);
	arena_destroy(&arena);
}

TEST(init_writes_over_nothing_and_leaves_nothing_half_done)
{
	struct arena *arena = set_up();

	CHECK_PROGRAM(arena, "init --database @/a.db --lang en", NULL, 4, NULL, "a.db");
	CHECK_PROGRAM(arena, "init --database @/b.db --administrator an --lang en", "short\n", 6,
		      NULL, "15");
	CHECK(!is_there(arena, "b.db") && !is_there(arena, "b.db.key"));
	CHECK_PROGRAM(arena, "init --database @/b.db --deployment anywhere --lang en", NULL, 2,
		      NULL, "isolated_lan");
	CHECK_PROGRAM(arena, "init --database @/b.db --demo nowhere --lang en", NULL, 2, NULL,
		      "nowhere");
	CHECK_PROGRAM(arena, "init --database @/b.db --origin a+b --lang en", NULL, 6, NULL,
		      "origin");
	CHECK(!is_there(arena, "b.db") && !is_there(arena, "b.db.key"));
	arena_destroy(&arena);
}

TEST(accounts_are_made_and_mended_at_the_machine)
{
	struct arena *arena = set_up();
	static const struct program_case cases[] = {
		{ "account add binh --role secretary --database @/a.db --quiet", other, 0, NULL,
		  NULL },
		{ "account add binh --role secretary --database @/a.db --lang en", other, 6, NULL,
		  "exists already" },
		{ "account add chi --role nosuch --database @/a.db --lang en", other, 3, NULL,
		  "nosuch" },
		{ "account add chi --within 1 --database @/a.db --lang en", other, 2, NULL,
		  "--role" },
		{ "account add chi --clearance high --database @/a.db --lang en", other, 2, NULL,
		  "tuyet_mat" },
		{ "account add chi --database @/a.db --lang en", "", 2, NULL, "No password" },
		{ "account password nobody --database @/a.db --lang en", other, 3, NULL, "nobody" },
		{ "account password binh --database @/a.db --quiet", password, 0, NULL, NULL },
		{ "account disable binh --database @/a.db --quiet", NULL, 0, NULL, NULL },
		{ "account list --plain --database @/a.db", NULL, 0, "binh\tbinh\tnone\ttrue",
		  NULL },
		{ "account recover binh --database @/a.db --quiet", other, 0, NULL, NULL },
		{ "account list --plain --database @/a.db", NULL, 0, "binh\tbinh\tnone\tfalse",
		  NULL },
		{ "account list --json --database @/a.db", NULL, 0, "\"login\":\"an\"", NULL },
		{ "verify --database @/a.db --lang en", NULL, 0, "Good", NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_program(arena, &cases[i]);
	arena_destroy(&arena);
}

static const struct {
	const char *sql, *message, *vietnamese;
} tamperings[] = {
	{ "UPDATE account SET display_name = 'x'", "record: account ",
	  "bị sửa ngoài nhật ký" },
	{ "UPDATE journal SET role = 'x' WHERE sequence = 3", "journal entry 3",
	  "một mục nhật ký bị sửa; mục nhật ký 3" },
	{ "DELETE FROM journal WHERE sequence = 2", "journal entry 2",
	  "thiếu một mục nhật ký" },
	{ "DELETE FROM \"grant\"", "grant", "thiếu một bản ghi trong bảng" },
	{ "UPDATE journal_value SET content = replace(content, 'administrator', 'administratox')",
	  "journal entry", "một giá trị bị sửa" },
};

TEST(a_change_beside_the_journal_is_named_with_status_6)
{
	for (size_t i = 0; i < sizeof(tamperings) / sizeof(tamperings[0]); i++) {
		struct arena *arena = set_up();

		tamper(arena, tamperings[i].sql);
		CHECK_PROGRAM(arena, "verify --database @/a.db --lang en", NULL, 6, NULL,
			      tamperings[i].message);
		CHECK_PROGRAM(arena, "verify --database @/a.db --json", NULL, 6,
			      "{\"good\":false", "");
		CHECK_PROGRAM(arena, "verify --database @/a.db --lang vi", NULL, 6, NULL,
			      tamperings[i].vietnamese);
		CHECK_PROGRAM(arena, "backup --database @/a.db --output @/b", NULL, 6, NULL, "");
		CHECK(!is_there(arena, "b") && !is_there(arena, "b.part"));
		remove(arena_printf(arena, "%s/a.db", test_folder()));
		remove(arena_printf(arena, "%s/a.db.key", test_folder()));
		arena_destroy(&arena);
	}
}

TEST(a_backup_comes_back_from_the_command_line)
{
	struct arena *arena = set_up();
	static const struct program_case cases[] = {
		{ "backup --database @/a.db --output @/plain --quiet", NULL, 0, "/plain\n", NULL },
		{ "backup --database @/a.db --output @/plain --lang en", NULL, 4, NULL, "/plain" },
		{ "backup --database @/a.db --output @/sealed --passphrase --quiet", phrase, 0,
		  "/sealed\n", NULL },
		{ "backup --database @/a.db --output @/x --passphrase --lang en", "short\n", 2,
		  NULL, "8 characters" },
		{ "restore @/plain --database @/b.db --quiet", NULL, 0, "/b.db\n", NULL },
		{ "verify --database @/b.db --lang en", NULL, 0, "Good", NULL },
		{ "restore @/plain --database @/b.db --lang en", NULL, 4, NULL, "/b.db" },
		{ "restore @/plain --lang en", NULL, 2, NULL, "--database" },
		{ "restore @/sealed --database @/c.db --lang en", other, 6, NULL, "passphrase" },
		{ "restore @/sealed --database @/c.db --quiet", phrase, 0, "/c.db\n", NULL },
		{ "account list --plain --database @/c.db", NULL, 0, "an\tAn\t", NULL },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_program(arena, &cases[i]);
	arena_destroy(&arena);
}

TEST(certificates_are_written_once_and_for_the_owner_alone)
{
	struct arena *arena = arena_create();
	struct stat status;

	CHECK_PROGRAM(arena, "cert a.local 10.0.0.1 --output @/cert --json", NULL, 0,
		      "\"fingerprint\":\"", "");
	CHECK_PROGRAM(arena, "cert a.local --output @/cert --lang en", NULL, 4, NULL,
		      "server.pem");
	CHECK(stat(arena_printf(arena, "%s/cert/server.key", test_folder()), &status) == 0 &&
	      (status.st_mode & 0777) == 0600);
	CHECK(stat(arena_printf(arena, "%s/cert/authority.key", test_folder()), &status) == 0 &&
	      (status.st_mode & 0777) == 0600);
	arena_destroy(&arena);
}
