#include "command/unit_command.h"

#include "base/os.h"
#include "command/test_program.h"

static const char units[] =
	"code,name,level,parent_code,valid_from,valid_to\n"
	"66,Tỉnh Đắk Lắk,province,,,\n"
	"655,Huyện Krông A Na,district,66,,2025-07-01\n"
	"24559,Xã Ea Na,commune,655,,2025-07-01\n"
	"24538,Thị trấn Buôn Trấp,commune,655,,2025-07-01\n"
	"24540,Xã Krông Ana,commune,66,2025-07-01,\n";
static const char successions[] =
	"level,old_code,old_name,new_code,new_name,date,extent,certain\n"
	"commune,24538,Thị trấn Buôn Trấp,24540,Xã Krông Ana,2025-07-01,whole,1\n";
static const char bad[] =
	"code,name,level,parent_code,valid_from,valid_to\n"
	"1,Xã A,commune,,31/02/2020,\n";

static void write(struct arena *arena, const char *name, const char *text)
{
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(os_write_file(arena_printf(arena, "%s/%s", test_folder(), name), text, strlen(text),
			    0600, &fault));
}

TEST(units_are_imported_listed_and_followed_at_the_command_line)
{
	struct arena *arena = arena_create();
	static const struct program_case cases[] = {
		{ "init --database @/a.db --quiet", NULL, 0, NULL, NULL },
		{ "unit import @/units.csv --dry-run --database @/a.db --lang en", NULL, 0,
		  "5 rows; 5 added", "nothing was written" },
		{ "unit list --as-of 2025-06-30 --json --database @/a.db", NULL, 0, "[]\n", NULL },
		{ "unit import @/units.csv --succession @/succession.csv --database @/a.db --json",
		  NULL, 0, "\"successions\":{", NULL },
		{ "unit import @/units.csv --database @/a.db --lang en --quiet", NULL, 0,
		  "0 added, 0 changed, 5 unchanged, 0 refused", NULL },
		{ "unit list --as-of 2025-06-30 --level commune --json --database @/a.db", NULL, 0,
		  "\"code\":\"24538\"", NULL },
		{ "unit list --as-of 1/7/2025 --level commune --plain --database @/a.db", NULL, 0,
		  "24540\tXã Krông Ana\tcommune\tTỉnh Đắk Lắk\t2025-07-01\t\n", NULL },
		{ "unit list --as-of 2025-06-30 --within 655 --database @/a.db --lang en", NULL, 0,
		  "Thị trấn Buôn Trấp", NULL },
		{ "unit list --text buon --as-of 2025-06-30 --plain --database @/a.db", NULL, 0,
		  "24538\t", NULL },
		{ "unit list --as-of 2025-02-30 --database @/a.db --lang en", NULL, 2, NULL,
		  "2025-02-30" },
		{ "unit list --level village --database @/a.db --lang en", NULL, 2, NULL,
		  "commune" },
		{ "unit list --within 9 --database @/a.db --lang en", NULL, 3, NULL, "9" },
		{ "unit show 24538 --database @/a.db --lang en", NULL, 0,
		  "Name: Thị trấn Buôn Trấp", NULL },
		{ "unit show 1 --database @/a.db --lang en", NULL, 3, NULL, "1" },
		{ "unit history 24538 --plain --database @/a.db", NULL, 0, "24540\tXã Krông Ana",
		  NULL },
		{ "unit import @/bad.csv --database @/a.db --lang en", NULL, 6, "1 refused", "E2" },
		{ "unit import --database @/a.db --lang en", NULL, 2, NULL, "UNITS.csv" },
		{ "unit import @/none.csv --database @/a.db --lang en", NULL, 1, NULL, "none.csv" },
		{ "verify --database @/a.db --lang en", NULL, 0, "Good", NULL },
	};

	write(arena, "units.csv", units);
	write(arena, "succession.csv", successions);
	write(arena, "bad.csv", bad);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_program(arena, &cases[i]);
	arena_destroy(&arena);
}
