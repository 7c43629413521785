#include "base/import_result.h"

#include <string.h>

#include "tests/test.h"

struct import {
	struct sheet sheet;
	struct import_result result;
	struct fault fault;
};

static struct import begin(const char *csv)
{
	struct import import = { .result = { .arena = test_arena() } };

	CHECK(sheet_read(test_arena(), csv, strlen(csv), NULL, &import.sheet, &import.fault));
	return import;
}

static const char *lines_of(const struct import *import, enum language language)
{
	struct text out = { .arena = test_arena() };

	import_write_lines(&out, &import->result, language);
	return text_string(&out);
}

static const char *json_of(const struct import *import)
{
	struct text out = { .arena = test_arena() };

	import_write_json(&out, &import->result, LANGUAGE_EN);
	return text_string(&out);
}

TEST(a_warning_is_said_and_refuses_nothing)
{
	struct import import = begin("mã,tên\n01,a\n");

	CHECK(!import_say(&import.result, &import.sheet, 1, 1, IMPORT_WARNING, PROBLEM_TOO_LONG,
			  "5"));
	CHECK(!import_is_refused(&import.result) && import.result.refused == 0);
	CHECK_TEXT(lines_of(&import, LANGUAGE_EN), "B2: note: It is longer than 5 characters.\n");
	CHECK_TEXT(lines_of(&import, LANGUAGE_VI), "B2: lưu ý: Dài quá 5 ký tự.\n");
	CHECK(!import_set_fault(&import.result, &import.fault));
	CHECK(import.fault.problems == NULL && import.fault.kind == FAULT_NONE);
}

TEST(an_error_refuses_its_row_once_and_becomes_a_problem_at_its_cell)
{
	struct import import = begin("mã,tên\n\n01,a\n02,b\n");

	import_say(&import.result, &import.sheet, 1, 0, IMPORT_ERROR, PROBLEM_NOT_INTEGER, NULL);
	import_say(&import.result, &import.sheet, 1, -1, IMPORT_ERROR, PROBLEM_REQUIRED, NULL);
	import_say(&import.result, &import.sheet, 2, 1, IMPORT_ERROR, PROBLEM_REQUIRED, NULL);
	CHECK(import_is_refused(&import.result) && import.result.refused == 2);
	CHECK(!import_set_fault(&import.result, &import.fault));
	CHECK(import.fault.kind == FAULT_INVALID);
	const struct problem *first = import.fault.problems;

	/* the empty line counts, as in the program where the person looks */
	CHECK_TEXT(first->pointer, "A3");
	CHECK_TEXT(first->next->pointer, "3");
	CHECK_TEXT(first->next->next->pointer, "B4");
	CHECK(first->next->next->next == NULL);
}

TEST(the_whole_file_is_row_0)
{
	struct import import = begin("mã\n01\n");

	import_say(&import.result, &import.sheet, import.sheet.count, -1, IMPORT_ERROR,
		   PROBLEM_REQUIRED, NULL);
	CHECK(import.result.messages->row == 0 && import.result.messages->cell == NULL);
	CHECK(import.result.refused == 1);
	CHECK(strncmp(lines_of(&import, LANGUAGE_EN), "0: error: ", 10) == 0);
}

TEST(more_messages_than_anybody_reads_are_counted)
{
	struct import import = begin("mã\n01\n");

	for (int i = 0; i < IMPORT_MESSAGES_MOST + 7; i++)
		import_say(&import.result, &import.sheet, 1, 0, IMPORT_WARNING, PROBLEM_REQUIRED,
			   NULL);
	CHECK(import.result.message_count == IMPORT_MESSAGES_MOST);
	CHECK(import.result.messages_left_out == 7);
	const char *lines = lines_of(&import, LANGUAGE_EN);

	CHECK(strcmp(lines + strlen(lines) - strlen("… +7\n"), "… +7\n") == 0);
	CHECK(strstr(json_of(&import), "\"messages_left_out\":7,") != NULL);
}

static const struct field number = { .name = "n", .type = FIELD_OPTIONAL_INTEGER, .min = 0,
				     .max = 9 };
static const struct field needed = { .name = "n", .type = FIELD_TEXT, .flags = FIELD_REQUIRED };

TEST(a_cell_is_read_into_its_place_or_its_problem_is_said)
{
	static const struct { int row; bool good; const char *lines; } cases[] = {
		{ 1, true, "" }, { 2, true, "" },
		{ 3, false, "B4: error: It is above 9.\n" },
		{ 4, false, "B5: error: It must be a whole number.\n" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct import import = begin("mã,số\n01,7\n02,\n03,10\n04,x\n");
		struct optional_integer value = { true, 3 };

		CHECK(import_read_cell(&import.result, &import.sheet, (size_t)cases[i].row, 1,
				       &number, &value) == cases[i].good);
		CHECK_TEXT(lines_of(&import, LANGUAGE_EN), cases[i].lines);
		/* an empty cell leaves the place as it is */
		CHECK(cases[i].row != 1 || value.value == 7);
		CHECK(cases[i].row != 2 || value.value == 3);
	}
}

TEST(a_required_cell_that_is_empty_is_named)
{
	struct import import = begin("mã,tên\n01,\n");
	const char *name = NULL;

	CHECK(!import_read_cell(&import.result, &import.sheet, 1, 1, &needed, &name));
	CHECK(import.result.messages->kind == PROBLEM_REQUIRED);
	CHECK_TEXT(import.result.messages->cell, "B2");
	CHECK_TEXT(import.result.messages->column, "tên");
}

TEST(problems_of_a_record_are_said_at_the_columns_of_their_members)
{
	struct import import = begin("Code,Tên\n01,a\n");

	fault_add_problem(&import.fault, test_arena(), "/code", PROBLEM_TOO_LONG, "5");
	fault_add_problem(&import.fault, test_arena(), "/elsewhere", PROBLEM_REQUIRED, NULL);
	CHECK(import_take_problems(&import.result, &import.sheet, 1, NULL, NULL, &import.fault));
	CHECK(import.fault.kind == FAULT_NONE && import.fault.problems == NULL);
	CHECK_TEXT(import.result.messages->cell, "A2");
	CHECK(import.result.messages->next->cell == NULL && import.result.messages->next->row == 2);
	CHECK(import.result.refused == 1);
}

TEST(a_code_that_exists_is_a_message_and_a_full_disk_ends_the_import)
{
	struct import import = begin("mã\n01\n");

	fault_set(&import.fault, FAULT_CONFLICT, NULL, NULL);
	CHECK(import_take_problems(&import.result, &import.sheet, 1, NULL, NULL, &import.fault));
	CHECK(import.result.messages->kind == PROBLEM_NOT_UNIQUE);
	fault_set(&import.fault, FAULT_DISK_FULL, NULL, NULL);
	CHECK(!import_take_problems(&import.result, &import.sheet, 1, NULL, NULL, &import.fault));
	CHECK(import.fault.kind == FAULT_DISK_FULL && import.result.refused == 1);
}

TEST(a_result_is_told_as_json_with_all_its_counts)
{
	struct import import = begin("mã\n01\n");

	import.result.dry_run = true;
	import.result.rows = 4;
	import.result.added = 1;
	import.result.changed = 2;
	import.result.unchanged = 1;
	import_say(&import.result, &import.sheet, 1, 0, IMPORT_WARNING, PROBLEM_REQUIRED, NULL);
	CHECK_TEXT(json_of(&import), "{\"dry_run\":true,\"rows\":4,\"added\":1,\"changed\":2,"
		   "\"unchanged\":1,\"refused\":0,\"messages_left_out\":0,\"messages\":[{\"row\":2,"
		   "\"cell\":\"A2\",\"column\":\"mã\",\"severity\":\"warning\","
		   "\"code\":\"required\",\"message\":\"A value is needed.\"}]}");
}
