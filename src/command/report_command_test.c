/* The summary of the demonstration and its check, at the command line. */

#include "base/json.h"
#include "base/must.h"
#include "base/os.h"
#include "command/test_program.h"
#include "store/store.h"

static struct arena *set_up(void)
{
	struct arena *arena = arena_create();

	CHECK_PROGRAM(arena, "init --demo krong-ana --database @/a.db --quiet", NULL, 0, "", "");
	return arena;
}

static void make_report(struct arena *arena, const char *format)
{
	const char *words = arena_printf(arena, "report summary --programme krong-ana-2021-2025 "
		"--format %s --output @/bc.%s --database @/a.db --quiet", format, format);

	CHECK_PROGRAM(arena, words, NULL, 0, NULL, NULL);
}

TEST(the_summary_of_the_demonstration_has_the_figures_of_its_source)
{
	struct arena *arena = set_up();
	struct child_result result = run_program(arena, "report summary --programme "
		"krong-ana-2021-2025 --format json --database @/a.db", NULL);
	struct fault fault = { .kind = FAULT_NONE };
	json_t *answer = json_parse(result.output, result.output_length, &fault);
	const json_t *figures = json_object_get(answer, "figures");

	CHECK(result.exit_status == 0 && answer != NULL);
	CHECK(json_integer_value(json_object_get(figures, "units.target")) == 8);
	CHECK(json_integer_value(json_object_get(figures, "units.done")) == 8);
	CHECK(json_integer_value(json_object_get(figures, "units.percent")) == 100);
	CHECK(json_integer_value(json_object_get(figures, "grade.excellent")) == 3);
	CHECK(json_integer_value(json_object_get(figures, "grade.good")) == 5);
	CHECK(json_is_integer(json_object_get(figures, "safety.incidents")) &&
	      json_integer_value(json_object_get(figures, "safety.incidents")) == 0);
	json_decref(answer);
	arena_destroy(&arena);
}

TEST(a_report_in_every_format_is_checked_as_good)
{
	static const char *const formats[] = { "json", "docx", "pdf", "html" };
	struct arena *arena = set_up();

	for (size_t i = 0; i < 4; i++) {
		make_report(arena, formats[i]);
		CHECK_PROGRAM(arena, arena_printf(arena, "report check @/bc.%s --database @/a.db "
						  "--lang en", formats[i]), NULL, 0,
			      "the figures were true", NULL);
	}
	CHECK_PROGRAM(arena, "report check @/bc.pdf --database @/a.db --json", NULL, 0,
		      "\"true_now\":true", NULL);
	arena_destroy(&arena);
}

TEST(a_report_whose_records_or_bytes_changed_ends_with_6)
{
	struct arena *arena = set_up();
	struct fault fault = { .kind = FAULT_NONE };
	const char *path = arena_printf(arena, "%s/bc.html", test_folder());
	size_t length;

	make_report(arena, "html");
	make_report(arena, "json");
	char *bytes = os_read_file(arena, path, (size_t)1 << 20, &length, &fault);

	must(bytes != NULL, "the page that was written");
	bytes[length / 3] ^= 1;
	CHECK(os_write_file(path, bytes, length, 0600, &fault));
	CHECK_PROGRAM(arena, "report check @/bc.html --database @/a.db --lang en", NULL, 6, "", "");
	struct store *store = store_open(arena_printf(arena, "%s/a.db", test_folder()),
					 STORE_WRITE, &fault);

	CHECK(store != NULL && store_script(store, "DELETE FROM result", &fault));
	store_close(&store);
	CHECK_PROGRAM(arena, "report check @/bc.json --database @/a.db --lang en", NULL, 6,
		      "have changed", "");
	arena_destroy(&arena);
}

TEST(wrong_uses_of_the_report_commands_are_told)
{
	struct arena *arena = set_up();

	CHECK_PROGRAM(arena, "report summary --database @/a.db --lang en", NULL, 2, NULL,
		      "--programme");
	CHECK_PROGRAM(arena, "report summary --programme none --database @/a.db --lang en", NULL, 3,
		      NULL, "none");
	CHECK_PROGRAM(arena, "report summary --programme krong-ana-2021-2025 --format odt "
		      "--database @/a.db --lang en", NULL, 2, NULL, "docx");
	CHECK_PROGRAM(arena, "report summary --programme krong-ana-2021-2025 --format pdf "
		      "--database @/a.db --lang en", NULL, 2, NULL, "--output");
	CHECK_PROGRAM(arena, "report summary --programme krong-ana-2021-2025 --as-of 31/02/2026 "
		      "--database @/a.db --lang en", NULL, 2, NULL, "as-of");
	CHECK_PROGRAM(arena, "report check @/a.db.key --database @/a.db --lang en", NULL, 6, NULL,
		      "");
	CHECK_PROGRAM(arena, "report check @/none --database @/a.db --lang en", NULL, 1, NULL, "");
	arena_destroy(&arena);
}
