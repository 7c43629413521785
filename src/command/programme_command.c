#include "command/programme_command.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"
#include "command/table.h"
#include "exercise/exercise.h"
#include "programme/programme.h"
#include "unit/unit_query.h"

#define YEAR_LEAST 1900
#define YEAR_MOST 2200

/* A programme with the unit that issued it. */
struct programme_row {
	struct record_head head;
	const char *code, *name, *term_label, *unit_name;
	struct optional_integer first_year, last_year;
	enum programme_state state;
};
static const struct field programme_row_fields[] = {
	RECORD_HEAD_FIELDS(struct programme_row),
	FIELD(struct programme_row, code, "Mã", "Code", "Of the programme."),
	FIELD(struct programme_row, name, "Tên", "Name", "Of the programme."),
	FIELD(struct programme_row, term_label, "Nhiệm kỳ", "Term", "As its papers write it."),
	FIELD(struct programme_row, first_year, "Năm đầu", "First year", "Of its table."),
	FIELD(struct programme_row, last_year, "Năm cuối", "Last year", "Of its table."),
	FIELD(struct programme_row, unit_name, "Đơn vị ban hành", "Issuing unit", "Its name."),
	FIELD_ENUM(struct programme_row, state, &programme_state_words, "Trạng thái", "State",
		   "Where it stands in its life-cycle."),
};
static const struct record_type programme_row_type = RECORD_TYPE(programme_row,
	programme_row_fields);

/* An exercise as a line of a list. */
struct exercise_row {
	struct record_head head;
	const char *theme, *code_name, *kind, *unit_code, *unit_name;
	struct optional_integer year;
	struct date starts_on;
	enum exercise_state state;
};
static const struct field exercise_row_fields[] = {
	RECORD_HEAD_FIELDS(struct exercise_row),
	FIELD(struct exercise_row, year, "Năm", "Year", "Null: not known."),
	FIELD(struct exercise_row, starts_on, "Ngày", "Day", "Its first day."),
	FIELD(struct exercise_row, unit_code, "Mã đơn vị", "Unit's code", "Of the host."),
	FIELD(struct exercise_row, unit_name, "Đơn vị", "Unit", "The host's name."),
	FIELD(struct exercise_row, kind, "Loại", "Kind", "Code of its kind."),
	FIELD(struct exercise_row, theme, "Đề mục", "Theme", "What it is about."),
	FIELD(struct exercise_row, code_name, "Ký hiệu", "Code name", "As its papers write it."),
	FIELD_ENUM(struct exercise_row, state, &exercise_state_words, "Trạng thái", "State",
		   "Where it stands in its life-cycle."),
};
static const struct record_type exercise_row_type = RECORD_TYPE(exercise_row,
	exercise_row_fields);

static bool run_programme_list(struct command_line *line)
{
	static const char sql[] =
		"SELECT p.id AS id, p.version AS version, p.label AS label,\n"
		"       p.scope_id AS scope_id, p.code AS code, p.name AS name,\n"
		"       p.term_label AS term_label, p.first_year AS first_year,\n"
		"       p.last_year AS last_year, u.name AS unit_name, p.state AS state\n"
		"FROM visible_programme p\n"
		"LEFT JOIN visible_unit u ON u.id = p.issuing_unit_id\n"
		"ORDER BY p.first_year, p.code";
	static const char *const columns[] = { "code", "term_label", "name", "unit_name", "state",
					       NULL };
	struct store *store = command_open(line, false);
	struct list list;
	bool good = store != NULL && store_list(store, line->arena, &programme_row_type, sql,
						NO_BINDS, &list, &line->fault);

	if (good)
		table_print(line, &programme_row_type, &list, columns);
	store_close(&store);
	return good;
}

static struct programme *find_programme(struct command_line *line, struct store *store,
					const char *code)
{
	struct programme *programme = programme_find_by_code(store, line->arena, code,
							     &line->fault);

	if (programme == NULL && line->fault.kind == FAULT_NOT_FOUND)
		line->fault.field = code;
	return programme;
}

static bool run_programme_show(struct command_line *line)
{
	struct store *store = command_open(line, false);
	const struct programme *programme = store == NULL ? NULL :
		find_programme(line, store, line->arguments[0]);

	if (programme != NULL)
		table_print_one(line, store, &programme_type, programme);
	store_close(&store);
	return programme != NULL;
}

static bool read_year(struct command_line *line, int64_t *year_out)
{
	const char *text = command_option(line, "year");
	char *end;

	if (text == NULL)
		return true;
	*year_out = strtol(text, &end, 10);
	return (*end == '\0' && *year_out >= YEAR_LEAST && *year_out <= YEAR_MOST) ||
	       command_refuse(line, "--year", arena_printf(line->arena,
			IN_LANGUAGE(line, "“%s” không phải năm.", "“%s” is no year."), text));
}

/* 0 and none stand for all. */
static bool list_exercises(struct command_line *line, struct store *store,
			   struct id programme_id, int64_t year)
{
	static const char sql[] =
		"SELECT e.id AS id, e.version AS version, e.label AS label,\n"
		"       e.scope_id AS scope_id, e.theme AS theme, e.code_name AS code_name,\n"
		"       k.code AS kind, u.code AS unit_code, u.name AS unit_name,\n"
		"       e.year AS year, e.starts_on AS starts_on, e.state AS state\n"
		"FROM visible_exercise e\n"
		"LEFT JOIN visible_exercise_kind k ON k.id = e.kind_id\n"
		"LEFT JOIN visible_unit u ON u.id = e.host_unit_id\n"
		"WHERE (:programme_id IS NULL OR e.programme_id = :programme_id)\n"
		"AND (:unit IS NULL OR u.code = :unit)\n"
		"AND (:year = 0 OR e.year = :year)\n"
		"ORDER BY e.year, e.starts_on, u.code, e.id";
	static const char *const columns[] = { "year", "starts_on", "unit_name", "kind", "theme",
					       "state", "id", NULL };
	const char *unit = command_option(line, "unit");
	struct list list;

	must(year >= 0, "a year was checked before");
	/* no such unit is not the same as a unit without exercises */
	if (unit != NULL && unit_find_latest(store, line->arena, unit, &line->fault) == NULL) {
		line->fault.field = unit;
		return false;
	}
	if (!store_list(store, line->arena, &exercise_row_type, sql,
			BINDS(ID("programme_id", programme_id), INTEGER("year", year),
			      TEXT("unit", unit)),
			&list, &line->fault))
		return false;
	table_print(line, &exercise_row_type, &list, columns);
	return true;
}

static bool run_exercise_list(struct command_line *line)
{
	const char *code = command_option(line, "programme");
	struct id programme_id = ID_NONE;
	int64_t year = 0;

	if (!read_year(line, &year))
		return false;
	struct store *store = command_open(line, false);
	bool good = store != NULL;

	if (good && code != NULL) {
		const struct programme *programme = find_programme(line, store, code);

		good = programme != NULL;
		if (good)
			programme_id = programme->head.id;
	}
	good = good && list_exercises(line, store, programme_id, year);
	store_close(&store);
	return good;
}

static bool run_exercise_show(struct command_line *line)
{
	struct id id;

	if (!id_parse(line->arguments[0], &id))
		return command_refuse(line, line->arguments[0], IN_LANGUAGE(line,
			"Cần mã định danh (cột cuối của “exercise list”).",
			"An identifier is needed (last column of “exercise list”)."));
	struct store *store = command_open(line, false);
	const struct exercise *exercise = store == NULL ? NULL :
		record_store_find(store, line->arena, &exercise_type, id, &line->fault);

	if (exercise != NULL)
		table_print_one(line, store, &exercise_type, exercise);
	store_close(&store);
	return exercise != NULL;
}

const struct command programme_list_command = {
	.noun = "programme", .verb = "list", .run = run_programme_list,
	.vi = "In danh sách nhiệm kỳ.", .en = "Lists the programmes.",
	.example = "programme list --json",
};

const struct command programme_show_command = {
	.noun = "programme", .verb = "show", .arguments = "CODE", .arguments_least = 1,
	.arguments_most = 1, .run = run_programme_show,
	.vi = "In một nhiệm kỳ theo mã.", .en = "Shows the programme of a code.",
	.example = "programme show krong-ana-2021-2025",
};

const struct command exercise_list_command = {
	.noun = "exercise", .verb = "list", .run = run_exercise_list,
	.options = (const struct option[]){
		{ "programme", "CODE", "Chỉ của nhiệm kỳ này.", "Only of this programme." },
		{ "unit", "CODE", "Chỉ do đơn vị có mã này tổ chức.",
		  "Only those hosted by the unit of this code." },
		{ "year", "YEAR", "Chỉ của năm này.", "Only of this year." },
		{ 0 } },
	.vi = "In danh sách cuộc diễn tập.", .en = "Lists the exercises.",
	.example = "exercise list --programme krong-ana-2021-2025\n"
		   "exercise list --year 2024 --json",
};

const struct command exercise_show_command = {
	.noun = "exercise", .verb = "show", .arguments = "ID", .arguments_least = 1,
	.arguments_most = 1, .run = run_exercise_show,
	.vi = "In một cuộc diễn tập.", .en = "Shows an exercise.",
	.example = "exercise show 01890a5d-ac96-774b-bcce-b302099a8057",
};
