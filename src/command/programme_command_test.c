/* Terms and exercises at the command line, over the demonstration. */

#include "command/programme_command.h"

#include <jansson.h>

#include "base/must.h"
#include "command/test_program.h"

static struct arena *set_up(void)
{
	struct arena *arena = arena_create();

	CHECK_PROGRAM(arena, "init --demo krong-ana --database @/a.db --quiet", NULL, 0, "", "");
	return arena;
}

static json_t *read_json(struct arena *arena, const char *words)
{
	struct child_result result = run_program(arena, words, NULL);
	json_t *json = json_loads(result.output, JSON_REJECT_DUPLICATES, NULL);

	CHECK(result.exit_status == 0);
	must(json != NULL, "the program prints JSON");
	return json;
}

TEST(terms_are_listed_and_shown_by_their_code)
{
	struct arena *arena = set_up();
	static const struct program_case cases[] = {
		{ "programme list --plain --database @/a.db", NULL, 0,
		  "krong-ana-2021-2025\t2021-2025\t", NULL },
		{ "programme list --database @/a.db --lang en", NULL, 0, "Issuing unit", NULL },
		{ "programme list --database @/a.db --lang vi", NULL, 0, "Đang thực hiện", NULL },
		{ "programme show krong-ana-2021-2025 --database @/a.db --lang en", NULL, 0,
		  "Term, other wording: 2020-2025\n", NULL },
		{ "programme show krong-ana-2021-2025 --plain --database @/a.db", NULL, 0,
		  "first_year\t2021\n", NULL },
		/* no such term, and none of a part of its code */
		{ "programme show krong-ana --database @/a.db --lang en", NULL, 3, NULL,
		  "(programme)\n  krong-ana" },
		{ "programme show krong-ana --database @/a.db --lang vi", NULL, 3, NULL,
		  "Không có bản ghi này. (nhiệm kỳ)" },
		{ "programme show --database @/a.db --lang en", NULL, 2, NULL, "CODE" },
		{ "programme show a b --database @/a.db --lang en", NULL, 2, NULL, "“b”" },
		{ "programme list --database @/none.db --lang en", NULL, 1, NULL, "dientap init" },
		{ "programme list --database @/none.db --lang vi", NULL, 1, NULL, "dientap init" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check_program(arena, &cases[i]);
	json_t *list = read_json(arena, "programme list --json --database @/a.db");
	json_t *one = read_json(arena,
				"programme show krong-ana-2021-2025 --json --database @/a.db");

	CHECK(json_array_size(list) == 1);
	CHECK(json_equal(json_object_get(json_array_get(list, 0), "id"),
			 json_object_get(one, "id")));
	CHECK(json_is_null(json_object_get(one, "starts_on")));
	json_decref(list);
	json_decref(one);
	arena_destroy(&arena);
}

TEST(exercises_are_listed_by_term_host_and_year)
{
	struct arena *arena = set_up();
	static const struct { const char *words; size_t count; } lists[] = {
		/* the eight of the term, and one that belongs to none */
		{ "exercise list --json --database @/a.db", 9 },
		{ "exercise list --programme krong-ana-2021-2025 --json --database @/a.db", 8 },
		{ "exercise list --unit 24559 --json --database @/a.db", 1 },
		{ "exercise list --unit 24559 --programme krong-ana-2021-2025 --json"
		  " --database @/a.db", 1 },
		/* a unit without exercises is none of the units that are not there */
		{ "exercise list --unit 655 --json --database @/a.db", 0 },
		/* what has no known year is no exercise of any year */
		{ "exercise list --year 2023 --json --database @/a.db", 0 },
	};
	static const struct program_case refused[] = {
		{ "exercise list --unit 99999 --database @/a.db --lang en", NULL, 3, NULL,
		  "(unit)\n  99999" },
		{ "exercise list --unit 99999 --database @/a.db --lang vi", NULL, 3, NULL,
		  "(đơn vị)" },
		{ "exercise list --programme none --database @/a.db --lang en", NULL, 3, NULL,
		  "(programme)\n  none" },
		{ "exercise list --year soon --database @/a.db --lang en", NULL, 2, NULL,
		  "“soon” is no year" },
		{ "exercise list --year 20233 --database @/a.db --lang vi", NULL, 2, NULL,
		  "“20233” không phải năm" },
		{ "exercise list --year 1899 --database @/a.db --lang en", NULL, 2, NULL,
		  "no year" },
		{ "exercise list everything --database @/a.db --lang en", NULL, 2, NULL,
		  "“everything”" },
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		json_t *list = read_json(arena, lists[i].words);

		if (json_array_size(list) != lists[i].count)
			fprintf(stderr, "%s: %zu\n", lists[i].words, json_array_size(list));
		CHECK(json_array_size(list) == lists[i].count);
		json_decref(list);
	}
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		check_program(arena, &refused[i]);
	arena_destroy(&arena);
}

TEST(an_exercise_is_shown_by_its_id_as_it_is_recorded)
{
	struct arena *arena = set_up();
	json_t *list = read_json(arena, "exercise list --unit 24559 --json --database @/a.db");
	const char *id = json_string_value(json_object_get(json_array_get(list, 0), "id"));

	CHECK_PROGRAM(arena, arena_printf(arena, "exercise show %s --database @/a.db --lang en",
					  id), NULL, 0, "State: Evaluated\n", NULL);
	CHECK_PROGRAM(arena, arena_printf(arena, "exercise show %s --database @/a.db --lang vi",
					  id), NULL, 0, "Đơn vị tổ chức: Xã Ea Na (24559)\n", NULL);
	/* what an id names is said; the id itself is for programs */
	CHECK(strstr(run_program(arena, arena_printf(arena, "exercise show %s --database @/a.db",
						     id), NULL).output, id) == NULL);
	CHECK(strstr(run_program(arena, "programme show krong-ana-2021-2025 --database @/a.db",
				 NULL).output, "-7") == NULL);
	json_t *one = read_json(arena, arena_printf(arena, "exercise show %s --json"
						    " --database @/a.db", id));

	CHECK_TEXT(json_string_value(json_object_get(one, "state")), "evaluated");
	CHECK(json_is_null(json_object_get(one, "year")));
	json_decref(one);
	json_decref(list);
	CHECK_PROGRAM(arena, "exercise show 7 --database @/a.db --lang en", NULL, 2, NULL,
		      "identifier");
	CHECK_PROGRAM(arena, "exercise show 00000000-0000-7000-8000-000000000001"
		      " --database @/a.db --lang en", NULL, 3, NULL, "(exercise)");
	arena_destroy(&arena);
}
