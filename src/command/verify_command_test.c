/* What verification and damaged files say, in the reader's language throughout. */

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "command/test_program.h"
#include "store/store.h"

/* Changes the database of the folder beside the journal, as a forger would. */
static void forge(struct arena *arena, const char *sql)
{
	struct fault fault = { .kind = FAULT_NONE };
	const char *path = arena_printf(arena, "%s/a.db", test_folder());
	struct store *store = store_open(path, STORE_WRITE, &fault);

	must(store != NULL && store_run(store, sql, NO_BINDS, NULL, &fault),
	     "the database is changed");
	store_close(&store);
}

TEST(a_forged_record_is_named_in_the_language_of_the_reader)
{
	struct arena *arena = arena_create();

	CHECK_PROGRAM(arena, "init --demo krong-ana --database @/a.db --quiet", NULL, 0, "", "");
	CHECK_PROGRAM(arena, "verify --database @/a.db --lang vi", NULL, 0, "Khớp: ", NULL);
	forge(arena, "UPDATE unit SET name = 'Xã Khác' WHERE code = '24559'");
	struct child_result vi = run_program(arena, "verify --database @/a.db --lang vi", NULL);
	struct child_result en = run_program(arena, "verify --database @/a.db --lang en", NULL);

	CHECK(vi.exit_status == 6 && en.exit_status == 6);
	CHECK(strstr(vi.message, "một bản ghi bị sửa ngoài nhật ký") != NULL);
	CHECK(strstr(vi.message, "bản ghi: đơn vị ") != NULL);
	CHECK(strstr(vi.message, "mục: Tên") != NULL);
	CHECK(strstr(vi.message, "record") == NULL && strstr(vi.message, "name") == NULL);
	CHECK(strstr(en.message, "record: unit ") != NULL);
	CHECK(strstr(en.message, "field: Name") != NULL);
	arena_destroy(&arena);
}

TEST(a_damaged_document_is_told_without_a_word_of_our_programs)
{
	struct arena *arena = arena_create();
	struct fault fault = { .kind = FAULT_NONE };
	const char *path = arena_printf(arena, "%s/bad.docx", test_folder());

	must(os_write_file(path, "PK\3\4 no more than that", 23, 0600, &fault), "a bad file");
	CHECK_PROGRAM(arena, "init --demo krong-ana --database @/a.db --quiet", NULL, 0, "", "");
	struct child_result vi = run_program(arena,
		"report check @/bad.docx --database @/a.db --lang vi", NULL);
	struct child_result en = run_program(arena,
		"report check @/bad.docx --database @/a.db --lang en", NULL);

	CHECK(vi.exit_status == 6 && en.exit_status == 6);
	CHECK(strstr(vi.message, "tệp bị hỏng") != NULL && strstr(vi.message, "bad.docx") != NULL);
	CHECK(strstr(en.message, "the file is damaged") != NULL);
	CHECK(strstr(vi.message, "dientap-render") == NULL);
	CHECK(strstr(en.message, "dientap-render") == NULL);
	CHECK_PROGRAM(arena, "report check @/none.docx --database @/a.db --lang vi", NULL, 1,
		      NULL, "không có tệp này");
	CHECK_PROGRAM(arena, "verify --database @/bad.docx --lang vi", NULL, 6, NULL,
		      "máy báo: ");
	arena_destroy(&arena);
}
