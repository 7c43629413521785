#include "command/unit_command.h"

#include <string.h>

#include "base/must.h"
#include "base/os.h"
#include "command/importing.h"
#include "command/table.h"
#include "unit/unit_query.h"

#define OFFICE_MINUTES_EAST 420		/* Viet Nam */

static bool run_import(struct command_line *line)
{
	struct import_file files[] = {
		{ .kind = "units", .path = line->argument_count > 0 ? line->arguments[0] : NULL },
		{ .kind = "successions", .path = command_option(line, "succession") },
	};

	if (files[0].path == NULL && files[1].path == NULL)
		return command_refuse(line, NULL, IN_LANGUAGE(line,
			"Cần tệp đơn vị UNITS.csv hoặc --succession FILE.",
			"A file of units, UNITS.csv, or --succession FILE is needed."));
	return command_import(line, files, sizeof(files) / sizeof(files[0]));
}

/* --as-of, or the day it is today. */
static bool read_day(struct command_line *line, struct date *day_out)
{
	*day_out = instant_date(os_now(), OFFICE_MINUTES_EAST);
	return command_option_date(line, "as-of", day_out);
}

static bool read_tier(struct command_line *line, enum unit_tier *tier_out)
{
	const char *word = command_option(line, "level");
	unsigned value;

	if (word == NULL)
		return true;
	if (!words_find(&unit_tier_words, word, &value) || value == UNIT_TIER_UNKNOWN)
		return command_refuse(line, "--level", IN_LANGUAGE(line,
			"Cấp là một trong: province, district, commune, other.",
			"The level is one of: province, district, commune, other."));
	*tier_out = (enum unit_tier)value;
	return true;
}

static bool list_units(struct command_line *line, struct store *store,
		       struct unit_query *query)
{
	static const char *const columns[] = { "code", "name", "kind", "parent_name", "valid_from",
					       "valid_to", NULL };
	const char *within = command_option(line, "within");
	struct list list;

	must(date_is_known(query->day), "units as of a day");
	if (within != NULL) {
		const struct unit_row *parent = unit_find_by_code(store, line->arena, within,
								  query->day, &line->fault);

		if (parent == NULL)
			return fault_set(&line->fault, FAULT_NOT_FOUND, "--within", within);
		query->parent_id = parent->head.id;
	}
	if (!unit_list_as_of(store, line->arena, query, &list, &line->fault))
		return false;
	table_print(line, &unit_row_type, &list, columns);
	return true;
}

static bool run_list(struct command_line *line)
{
	struct unit_query query = { .text = command_option(line, "text") };

	if (!read_day(line, &query.day) || !read_tier(line, &query.tier))
		return false;
	struct store *store = command_open(line, false);
	bool good = store != NULL && list_units(line, store, &query);

	store_close(&store);
	return good;
}

/* On the day asked for, or as it last was. */
static struct unit_row *find_unit(struct command_line *line, struct store *store)
{
	const char *code = line->arguments[0];
	struct date day = DATE_NONE;

	must(line->argument_count == 1, "the parser counted the arguments");

	if (!command_option_date(line, "as-of", &day))
		return NULL;
	struct unit_row *unit = date_is_known(day) ?
		unit_find_by_code(store, line->arena, code, day, &line->fault) :
		unit_find_latest(store, line->arena, code, &line->fault);

	if (unit == NULL && line->fault.kind == FAULT_NOT_FOUND)
		line->fault.field = code;
	return unit;
}

static bool run_show(struct command_line *line)
{
	struct store *store = command_open(line, false);
	const struct unit_row *unit = store == NULL ? NULL : find_unit(line, store);

	if (unit != NULL)
		table_print_one(line, store, &unit_row_type, unit);
	store_close(&store);
	return unit != NULL;
}

static void join(struct command_line *line, const struct list *before, const struct list *after,
		 struct list *all_out)
{
	all_out->count = before->count + after->count;
	all_out->items = arena_array(line->arena, void *, all_out->count + 1);
	for (size_t i = 0; i < before->count; i++)
		all_out->items[i] = before->items[before->count - 1 - i];
	for (size_t i = 0; i < after->count; i++)
		all_out->items[before->count + i] = after->items[i];
}

static bool show_history(struct command_line *line, struct store *store, struct id unit_id)
{
	static const char *const columns[] = { "date", "kind", "extent", "unit_code", "unit_name",
					       "legal_basis", NULL };
	struct list before, after, all;

	if (!unit_list_predecessors(store, line->arena, unit_id, &before, &line->fault) ||
	    !unit_list_successors(store, line->arena, unit_id, &after, &line->fault))
		return false;
	join(line, &before, &after, &all);
	table_print(line, &succession_row_type, &all, columns);
	return true;
}

static bool run_history(struct command_line *line)
{
	struct store *store = command_open(line, false);
	const struct unit_row *unit = store == NULL ? NULL : find_unit(line, store);
	bool good = unit != NULL && show_history(line, store, unit->head.id);

	store_close(&store);
	return good;
}

#define AS_OF { "as-of", "DATE", "Vào ngày này (mặc định: hôm nay).", \
		"On this day (today unless set)." }

const struct command unit_import_command = {
	.noun = "unit", .verb = "import", .arguments = "[UNITS.csv]", .arguments_most = 1,
	.run = run_import,
	.options = (const struct option[]){
		{ "succession", "FILE", "Tệp kế thừa giữa các đơn vị.",
		  "File of successions between units." },
		{ "dry-run", NULL, "Chỉ kiểm tra, không ghi.", "Check only, write nothing." },
		{ 0 } },
	.vi = "Nhập đơn vị và kế thừa từ CSV, JSON hoặc Excel (.xlsx), nhận theo nội dung tệp; "
	      "chạy lại không làm thay đổi gì thêm.",
	.en = "Imports units and successions from CSV, JSON or Excel (.xlsx), told by its content; "
	      "a second run changes nothing.",
	.example = "unit import units.csv --succession succession.csv\n"
		   "unit import units.csv --dry-run --json",
};

const struct command unit_list_command = {
	.noun = "unit", .verb = "list", .run = run_list,
	.options = (const struct option[]){
		AS_OF,
		{ "level", "LEVEL", "province, district, commune hoặc other.",
		  "province, district, commune or other." },
		{ "within", "CODE", "Chỉ những đơn vị ngay dưới đơn vị này.",
		  "Only the units directly below this one." },
		{ "text", "TEXT", "Tên (không cần dấu) hoặc mã.",
		  "A name (accents do not matter) or a code." },
		{ 0 } },
	.vi = "In danh sách đơn vị có vào một ngày.", .en = "Lists the units of a day.",
	.example = "unit list --as-of 2025-07-01 --level commune --json\n"
		   "unit list --within 655 --as-of 2025-06-30",
};

const struct command unit_show_command = {
	.noun = "unit", .verb = "show", .arguments = "CODE", .arguments_least = 1,
	.arguments_most = 1, .run = run_show,
	.options = (const struct option[]){ AS_OF, { 0 } },
	.vi = "In một đơn vị theo mã.", .en = "Shows the unit of a code.",
	.example = "unit show 24559 --as-of 2025-06-30",
};

const struct command unit_history_command = {
	.noun = "unit", .verb = "history", .arguments = "CODE", .arguments_least = 1,
	.arguments_most = 1, .run = run_history,
	.options = (const struct option[]){ AS_OF, { 0 } },
	.vi = "In các đơn vị tiền thân và kế thừa của một đơn vị.",
	.en = "Shows what came before a unit and what became of it.",
	.example = "unit history 24559 --as-of 2025-06-30",
};
