#include "command/inject_command.h"

#include "base/os.h"
#include "command/test_program.h"

#define KA "PTDS-KA"

static void write_file(struct arena *arena, const char *name, const char *text, size_t length)
{
	struct fault fault = { .kind = FAULT_NONE };

	CHECK(os_write_file(arena_printf(arena, "%s/%s", test_folder(), name), text, length, 0600,
			    &fault));
}

TEST(scripts_are_listed_checked_written_and_read_at_the_command_line)
{
	struct arena *arena = arena_create();
	static const char sheet[] = "Title,Time,Inject mode\nWind,T+5:00,sms\n";
	static const char bad[] = "Title,Time\nWind,soon\n";
	static const char broken[] = "{\"format\":\"other\"}";
	static const struct program_case made = {
		"init --demo krong-ana --database @/a.db --quiet", NULL, 0, NULL, NULL,
	};
	static const struct program_case cases[] = {
		{ "inject list " KA " --plain --database @/a.db", NULL, 0, "\tready\t", NULL },
		{ "inject check " KA " --database @/a.db --lang en", NULL, 0, NULL,
		  "61 injects, 0 findings" },
		{ "inject check " KA " --json --database @/a.db", NULL, 0,
		  "{\"injects\":61,\"findings\":[]}\n", "" },
		{ "inject import " KA " @/bad.csv --database @/a.db --lang en", NULL, 6,
		  "1 refused", "B2" },
		{ "inject import " KA " @/a.csv --dry-run --database @/a.db --lang en", NULL, 0,
		  "1 added", "nothing was written" },
		{ "inject import " KA " @/a.csv --database @/a.db --lang en", NULL, 0, "1 added",
		  NULL },
		{ "inject check " KA " --database @/a.db --lang en", NULL, 0, "HS-13",
		  "62 injects" },
		{ "inject import " KA " @/broken.json --database @/a.db --lang en", NULL, 6, NULL,
		  "dientap-script" },
		{ "inject import " KA " @/script.json --dry-run --database @/a.db --lang en",
		  NULL, 0, NULL, "61 injects, 0 cells" },
		{ "inject list NONE --database @/a.db --lang en", NULL, 3, NULL, "NONE" },
	};
	struct child_result script;

	write_file(arena, "a.csv", sheet, sizeof(sheet) - 1);
	write_file(arena, "bad.csv", bad, sizeof(bad) - 1);
	write_file(arena, "broken.json", broken, sizeof(broken) - 1);
	check_program(arena, &made);
	script = run_program(arena, "inject export " KA " --database @/a.db", NULL);
	CHECK(script.exit_status == 0 && script.output_length > 20000);
	write_file(arena, "script.json", script.output, script.output_length);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_program(arena, &cases[i]);
	arena_destroy(&arena);
}
