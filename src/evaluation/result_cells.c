#include "evaluation/result_cells.h"

#include <string.h>

#include "base/utf8.h"

static const char *const code_names[] = { "unit_code", "mã đơn vị", "mã", "code", NULL };
static const char *const unit_names[] = { "unit", "đơn vị", "tên đơn vị", "unit_name", "tên",
					  "name", NULL };
static const char *const year_names[] = { "year", "năm", "năm diễn tập", NULL };
static const char *const date_names[] = { "date", "ngày", "ngày diễn tập", "thời gian",
					  "starts_on", "ngày bắt đầu", NULL };
static const char *const last_names[] = { "ends_on", "ngày kết thúc", "đến ngày", NULL };
static const char *const kind_names[] = { "kind", "loại diễn tập", "loại", NULL };
static const char *const theme_names[] = { "theme", "đề mục", NULL };
static const char *const grade_names[] = { "grade", "xếp loại", "kết quả xếp loại", "kết quả",
					   NULL };
static const char *const score_names[] = { "score", "điểm", NULL };
static const char *const source_names[] = { "source", "nguồn", "căn cứ", NULL };
/* Columns that every printed table has and nobody needs. */
static const char *const unused_names[] = { "stt", "tt", "số thứ tự", "ghi chú", NULL };

static void warn_unused(const struct import_job *job, const int *used, size_t count)
{
	const struct sheet *sheet = job->sheet;
	int idle = sheet_find_column(sheet, unused_names);

	for (size_t i = 0; i < sheet->rows[0].count; i++) {
		bool is_used = (int)i == idle || sheet->rows[0].cells[i] == NULL;

		for (size_t k = 0; k < count; k++)
			is_used = is_used || used[k] == (int)i;
		if (!is_used)
			import_say(job->result, sheet, 0, (int)i, IMPORT_WARNING,
				   PROBLEM_UNKNOWN_COLUMN, sheet->rows[0].cells[i]);
	}
}

bool result_find_columns(const struct import_job *job, struct result_columns *columns_out)
{
	const struct sheet *sheet = job->sheet;
	const char *const *const names[] = {
		code_names, unit_names, year_names, date_names, last_names, kind_names,
		theme_names, grade_names, score_names, source_names,
	};
	int found[10];

	for (size_t i = 0; i < 10; i++)
		found[i] = sheet_find_column(sheet, names[i]);
	*columns_out = (struct result_columns){ found[0], found[1], found[2], found[3], found[4],
						found[5], found[6], found[7], found[8], found[9] };
	warn_unused(job, found, 10);
	bool good = found[0] >= 0 || found[1] >= 0 ||
		    import_say(job->result, sheet, 0, -1, IMPORT_ERROR, PROBLEM_NO_COLUMN,
			       BOTH("đơn vị", "unit"));

	return (found[7] >= 0 || import_say(job->result, sheet, 0, -1, IMPORT_ERROR,
					    PROBLEM_NO_COLUMN, BOTH("xếp loại", "grade"))) && good;
}

/* "Hoàn thành xuất sắc nhiệm vụ", "hoàn thành xuất sắc" and "xuất sắc" are one grade. */
static const char *core_of(struct arena *arena, const char *text)
{
	static const char head[] = "hoan thanh ", tail[] = " nhiem vu";
	const char *key = utf8_search_key(arena, text);
	size_t length = strlen(key);

	if (length > strlen(tail) && strcmp(key + length - strlen(tail), tail) == 0)
		key = arena_copy_bytes(arena, key, length - strlen(tail));
	return strncmp(key, head, strlen(head)) == 0 ? key + strlen(head) : key;
}

const struct grade_level *result_find_level(struct arena *arena, const struct list *levels,
					    const char *text)
{
	const char *core = core_of(arena, text);

	for (size_t i = 0; i < levels->count; i++) {
		const struct grade_level *level = levels->items[i];

		if (strcmp(level->code, text) == 0 ||
		    strcmp(core_of(arena, level->name), core) == 0 ||
		    (level->name_en != NULL &&
		     strcmp(utf8_search_key(arena, level->name_en),
			    utf8_search_key(arena, text)) == 0))
			return level;
	}
	return NULL;
}

/* Digits, then maybe a comma or point and up to `places` more: the number times
   10^places.  False for anything else; *end_out is where it stopped. */
static bool parse_decimal(const char *text, int places, int64_t *value_out, const char **end_out)
{
	int64_t value = 0;
	int digits = 0, after = 0;

	for (; *text >= '0' && *text <= '9' && digits < 9; text++, digits++)
		value = value * 10 + (*text - '0');
	if (digits > 0 && (*text == ',' || *text == '.')) {
		for (text++; *text >= '0' && *text <= '9' && after < places; text++, after++)
			value = value * 10 + (*text - '0');
		if (after == 0)
			return false;
	}
	for (; after < places; after++)
		value *= 10;
	*value_out = value;
	*end_out = text;
	return digits > 0;
}

bool result_parse_score(const char *text, int64_t *score_out, enum problem_kind *problem_out,
			const char **argument_out)
{
	const char *end = text;
	bool is_negative = *text == '-';
	int64_t value = 0;

	*argument_out = NULL;
	*problem_out = PROBLEM_NOT_NUMBER;
	if (!parse_decimal(text + is_negative, 3, &value, &end))
		return false;
	end += strspn(end, " ");
	bool is_share = strcmp(end, "%") == 0;

	if (!is_share && *end != '\0')
		return false;
	if (is_negative && value > 0) {
		*problem_out = PROBLEM_TOO_SMALL;
		*argument_out = "0";
		return false;
	}
	if (value > (is_share ? 100000 : 10000)) {
		*problem_out = PROBLEM_TOO_GREAT;
		*argument_out = is_share ? "100 %" : "10";
		return false;
	}
	*score_out = is_share ? (value + 5) / 10 : value;
	return true;
}

static bool read_field(const struct import_job *job, size_t row, int column, const char *name,
		       void *at)
{
	return column < 0 || import_read_cell(job->result, job->sheet, row, column,
					      record_find_field(&exercise_type, name), at);
}

static bool is_year(const char *cell)
{
	return cell != NULL && strlen(cell) == 4 && strspn(cell, "0123456789") == 4;
}

/* A column of days may hold the year alone. */
static bool read_day(const struct import_job *job, const struct result_columns *columns,
		     struct result_row *row)
{
	struct exercise *exercise = &row->exercise;
	bool is_alone = is_year(sheet_cell(job->sheet, row->row, columns->date));

	return is_alone ?
	       read_field(job, row->row, columns->date, "year", &exercise->year) :
	       read_field(job, row->row, columns->date, "starts_on", &exercise->starts_on);
}

static bool read_score(const struct import_job *job, const struct result_columns *columns,
		       struct result_row *row)
{
	const char *cell = sheet_cell(job->sheet, row->row, columns->score);
	enum problem_kind problem = PROBLEM_NONE;
	const char *argument = NULL;

	if (cell == NULL)
		return true;
	row->score.has_value = result_parse_score(cell, &row->score.value, &problem, &argument);
	return row->score.has_value ||
	       import_say(job->result, job->sheet, row->row, columns->score, IMPORT_ERROR,
			  problem, argument);
}

bool result_read_plain(const struct import_job *job, const struct result_columns *columns,
		       struct result_row *row)
{
	struct exercise *exercise = &row->exercise;
	bool good = read_field(job, row->row, columns->year, "year", &exercise->year);

	good = read_day(job, columns, row) && good;
	good = read_field(job, row->row, columns->last_date, "ends_on", &exercise->ends_on) && good;
	good = read_field(job, row->row, columns->theme, "theme", &exercise->theme) && good;
	good = read_field(job, row->row, columns->source, "source", &exercise->source) && good;
	good = read_score(job, columns, row) && good;
	if (date_is_known(exercise->starts_on) && !exercise->year.has_value)
		exercise->year = (struct optional_integer){ true, exercise->starts_on.year };
	return good;
}
