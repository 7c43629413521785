#include "journal/office_backup.h"

#include <string.h>
#include <sys/stat.h>

#include "base/os.h"
#include "journal/checkpoint.h"
#include "journal/test_fixture.h"

#define FILE_MOST (16 << 20)

static const char phrase[] = "một cụm mật khẩu dài";

static struct fixture set_up_office(void)
{
	struct fixture f = set_up();

	CHECK(checkpoint_create_key(f.store, "office.example/a", &f.fault));
	add_card(&f, "a", 1);
	add_card(&f, "b", 2);
	struct journal *journal = begin(&f, 3);
	struct checkpoint checkpoint;

	CHECK(checkpoint_write(journal, &checkpoint, &f.fault));
	CHECK(journal_commit(&journal, &f.fault));
	return f;
}

static const char *in_folder(struct fixture *f, const char *name)
{
	return arena_printf(f->arena, "%s/%s", test_folder(), name);
}

static bool back_up(struct fixture *f, const char *name, const char *passphrase)
{
	struct verify_result result;

	f->fault = (struct fault){ .kind = FAULT_NONE };
	return office_backup(f->store, f->arena, in_folder(f, name), passphrase, &result,
			     &f->fault) && result.good;
}

static bool restore(struct fixture *f, const char *from, const char *to, const char *passphrase)
{
	struct verify_result result;

	f->fault = (struct fault){ .kind = FAULT_NONE };
	return office_restore(f->arena, in_folder(f, from), in_folder(f, to), passphrase, &result,
			      &f->fault) && result.good;
}

/* Nothing of the database, its key or its parts is there. */
static bool is_clean(struct fixture *f, const char *name)
{
	static const char *const ends[] = { "", ".key", ".part", ".part-wal", ".part-journal",
					    ".part-shm", ".key.new" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (os_file_exists(arena_printf(f->arena, "%s%s", in_folder(f, name), ends[i])))
			return false;
	return true;
}

static void check_restored(struct fixture *f, const char *name)
{
	const char *path = in_folder(f, name);
	struct store *store = store_open(path, STORE_WRITE, &f->fault);
	struct stat status;
	int64_t count = 0, secrets = -1;

	CHECK(stat(arena_printf(f->arena, "%s.key", path), &status) == 0 &&
	      (status.st_mode & 0777) == 0600);
	CHECK(store_integer(store, "SELECT count(*) FROM card", NO_BINDS, &count, &f->fault));
	CHECK(count == 2);
	CHECK(store_integer(store, "SELECT count(*) FROM office_setting WHERE name = 'secret_key'",
			    NO_BINDS, &secrets, &f->fault) && secrets == 0);
	struct journal *journal = journal_begin(store, f->arena, second(20), &f->fault);
	struct checkpoint checkpoint;

	CHECK(journal_access(journal, "restore", NULL, ID_NONE, NULL, &f->fault));
	CHECK(checkpoint_write(journal, &checkpoint, &f->fault));
	CHECK(journal_commit(&journal, &f->fault));
	struct verify_result result;

	CHECK(verify_run(store, f->arena, true, &result, &f->fault) && result.good);
	store_close(&store);
}

TEST(a_backup_restores_to_an_office_that_signs_and_verifies)
{
	struct fixture f = set_up_office();

	CHECK(back_up(&f, "plain", NULL) && back_up(&f, "sealed", phrase));
	CHECK(restore(&f, "plain", "one.db", NULL));
	check_restored(&f, "one.db");
	CHECK(restore(&f, "sealed", "two.db", phrase));
	check_restored(&f, "two.db");
	tear_down(&f);
}

TEST(a_backup_is_taken_while_a_change_is_open)
{
	struct fixture f = set_up_office();
	struct store *reading = store_open(f.path, STORE_READ, &f.fault);
	struct journal *journal = begin(&f, 4);
	struct card card = { .title = "c", .state = CARD_OPEN };
	struct verify_result result;

	CHECK(journal_add(journal, &card_type, &card, &f.fault));
	CHECK(office_backup(reading, f.arena, in_folder(&f, "plain"), NULL, &result, &f.fault));
	CHECK(journal_commit(&journal, &f.fault));
	CHECK(result.entries == 2);
	store_close(&reading);
	tear_down(&f);
}

TEST(any_flipped_byte_of_a_backup_is_refused_and_nothing_is_left)
{
	struct fixture f = set_up_office();
	size_t length;

	CHECK(back_up(&f, "plain", NULL));
	char *bytes = os_read_file(f.arena, in_folder(&f, "plain"), FILE_MOST, &length, &f.fault);
	size_t step = length / 40;

	for (size_t i = 0; i < length; i += step) {
		bytes[i] = (char)(bytes[i] ^ 4);
		CHECK(os_write_file(in_folder(&f, "bad"), bytes, length, 0600, &f.fault));
		CHECK(!restore(&f, "bad", "new.db", NULL) && is_clean(&f, "new.db"));
		bytes[i] = (char)(bytes[i] ^ 4);
	}
	CHECK(os_write_file(in_folder(&f, "bad"), bytes, length - 1, 0600, &f.fault));
	CHECK(!restore(&f, "bad", "new.db", NULL) && is_clean(&f, "new.db"));
	CHECK(os_write_file(in_folder(&f, "bad"), "x", 1, 0600, &f.fault));
	CHECK(!restore(&f, "bad", "new.db", NULL) && f.fault.kind == FAULT_WRONG_TYPE);
	tear_down(&f);
}

TEST(a_sealed_backup_wants_its_own_passphrase)
{
	struct fixture f = set_up_office();

	CHECK(back_up(&f, "sealed", phrase));
	CHECK(!restore(&f, "sealed", "new.db", NULL));
	CHECK_TEXT(f.fault.field, "passphrase");
	CHECK(!restore(&f, "sealed", "new.db", "a wrong passphrase"));
	CHECK_TEXT(f.fault.field, "passphrase");
	CHECK(is_clean(&f, "new.db"));
	tear_down(&f);
}

TEST(a_changed_database_is_neither_backed_up_nor_left_in_part)
{
	struct fixture f = set_up_office();

	CHECK(store_script(f.store, "UPDATE card SET title = 'x' WHERE title = 'a'", &f.fault));
	CHECK(!back_up(&f, "plain", NULL) && f.fault.kind == FAULT_TAMPERED);
	CHECK(is_clean(&f, "plain"));
	tear_down(&f);
}

TEST(backups_and_restores_write_over_nothing)
{
	struct fixture f = set_up_office();

	CHECK(back_up(&f, "plain", NULL));
	CHECK(!back_up(&f, "plain", NULL) && f.fault.kind == FAULT_CONFLICT);
	CHECK(restore(&f, "plain", "new.db", NULL));
	CHECK(!restore(&f, "plain", "new.db", NULL) && f.fault.kind == FAULT_CONFLICT);
	CHECK(os_create_file(in_folder(&f, "other.db.key"), 0600, &f.fault));
	CHECK(!restore(&f, "plain", "other.db", NULL) && f.fault.kind == FAULT_CONFLICT);
	CHECK(!os_file_exists(in_folder(&f, "other.db")));
	tear_down(&f);
}
