/* A run looked at afterwards, or at any moment of it: what stood how at an exercise time,
   and how long each cell took.  Everything is read through the
   reader's views: a player's replay shows what he saw. */

#include "conduct/api.h"

#include <stdlib.h>
#include <string.h>

#include "base/must.h"

/* The run as this reader sees it, with the exercise time asked for in "t". */
static const struct run *read_moment(struct request *request, int64_t *time_out)
{
	const struct run *run = run_find(request->store, request->arena, request->id,
					 &request->fault);
	const char *text = run == NULL ? NULL : request_query(request, "t");
	char *end = NULL;

	if (run == NULL)
		return NULL;
	*time_out = text == NULL ? 0 : strtoll(text, &end, 10);
	if (text == NULL || end == text || *end != '\0') {
		fault_set(&request->fault, FAULT_BAD_REQUEST, "t",
			  BOTH("Giờ diễn tập tính bằng micrô giây từ T.",
			       "Exercise time in microseconds from T."));
		return NULL;
	}
	return run;
}

static void add_text_member(struct text *out, const char *name, const char *value)
{
	json_add_name(out, name);
	json_add_string(out, value);
}

static void add_id_member(struct text *out, const char *name, struct id id)
{
	char text[ID_TEXT_SIZE];

	id_format(id, text);
	add_text_member(out, name, text);
}

static void add_count(struct text *out, const char *name, int64_t count)
{
	json_add_name(out, name);
	text_add_integer(out, count);
}

/* The list `name` of what the query gives: columns that end in "id" are ids, others texts. */
static bool add_rows(struct request *request, const char *name, struct rows *rows,
		     const char *const *columns)
{
	struct text *out = &request->reply;
	const char *border = "[";

	json_add_name(out, name);
	while (rows_next(rows)) {
		text_add(out, border);
		text_add(out, "{");
		for (const char *const *column = columns; *column != NULL; column++) {
			size_t length = strlen(*column);

			if (length >= 2 && strcmp(*column + length - 2, "id") == 0)
				add_id_member(out, *column, rows_id(rows, *column));
			else
				add_text_member(out, *column, rows_text(rows, *column));
		}
		text_add(out, "}");
		border = ",";
	}
	text_add(out, *border == '[' ? "[]" : "]");
	return rows_end(&rows, &request->fault);
}

static bool add_injects_at(struct request *request, int64_t time)
{
	static const char *const columns[] = { "id", "number", "title", "state", NULL };
	struct rows *rows = store_rows(request->store,
		"SELECT id, number, title,\n"
		"       CASE WHEN released_time <= :time THEN 'released'\n"
		"            WHEN skipped_time <= :time THEN 'skipped'\n"
		"            ELSE 'waiting' END AS state\n"
		"FROM visible_run_inject\n"
		"WHERE run_id = :run\n"
		"ORDER BY position, id",
		BINDS(ID("run", request->id), INTEGER("time", time)), &request->fault);

	return add_rows(request, "injects", rows, columns);
}

/* The last step that had been taken by then. */
static bool add_recipients_at(struct request *request, int64_t time)
{
	static const char *const columns[] = { "id", "cell_id", "title", "state", NULL };
	struct rows *rows = store_rows(request->store,
		"SELECT id, cell_id, title,\n"
		"       CASE WHEN closed_time <= :time THEN 'closed'\n"
		"            WHEN answered_time <= :time THEN 'answered'\n"
		"            WHEN working_time <= :time THEN 'working'\n"
		"            WHEN acknowledged_time <= :time THEN 'acknowledged'\n"
		"            WHEN opened_time <= :time THEN 'opened'\n"
		"            WHEN delivered_time <= :time THEN 'delivered'\n"
		"            ELSE 'released' END AS state\n"
		"FROM visible_run_recipient\n"
		"WHERE run_id = :run AND released_time <= :time\n"
		"ORDER BY released_time, id",
		BINDS(ID("run", request->id), INTEGER("time", time)), &request->fault);

	return add_rows(request, "recipients", rows, columns);
}

void api_show_moment(struct request *request)
{
	int64_t time;
	const struct run *run = read_moment(request, &time);

	if (run == NULL)
		return;
	text_add(&request->reply, "{");
	add_count(&request->reply, "exercise_time", time);
	if (add_injects_at(request, time) && add_recipients_at(request, time))
		text_add(&request->reply, "}");
}

/* ---- how long each cell took ---- */

enum { TIMES_MOST = 20000 };

struct times {
	int64_t *values;
	size_t count;
};

static int by_value(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* The lower middle one, and the longest; null where nothing was measured. */
static void add_times(struct text *out, const char *name, struct times *times)
{
	json_add_name(out, name);
	if (times->count == 0) {
		text_add(out, "{\"count\":0,\"median_us\":null,\"longest_us\":null}");
		return;
	}
	qsort(times->values, times->count, sizeof(times->values[0]), by_value);
	text_add_format(out, "{\"count\":%zu,\"median_us\":%lld,\"longest_us\":%lld}",
			times->count, (long long)times->values[(times->count - 1) / 2],
			(long long)times->values[times->count - 1]);
}

static void note_time(struct times *times, struct rows *rows, const char *column)
{
	if (!rows_is_null(rows, column) && times->count < TIMES_MOST)
		times->values[times->count++] = rows_integer(rows, column);
}

/* Response times count exercise time from the release: a pause is nobody's delay. */
static bool add_cell_times(struct request *request, const struct run_cell *cell)
{
	struct text *out = &request->reply;
	struct times acknowledged = { arena_array(request->arena, int64_t, TIMES_MOST), 0 };
	struct times answered = { arena_array(request->arena, int64_t, TIMES_MOST), 0 };
	int64_t received = 0;
	struct rows *rows = store_rows(request->store,
		"SELECT coalesce(acknowledged_time, working_time, answered_time, closed_time)\n"
		"         - released_time AS acknowledged,\n"
		"       answered_time - released_time AS answered\n"
		"FROM visible_run_recipient\n"
		"WHERE cell_id = :cell",
		BINDS(ID("cell", cell->head.id)), &request->fault);

	while (rows_next(rows)) {
		received++;
		note_time(&acknowledged, rows, "acknowledged");
		note_time(&answered, rows, "answered");
	}
	if (!rows_end(&rows, &request->fault))
		return false;
	text_add(out, out->bytes[out->length - 1] == '[' ? "{" : ",{");
	add_id_member(out, "cell_id", cell->head.id);
	add_text_member(out, "name", cell->name);
	add_count(out, "received", received);
	add_times(out, "acknowledged", &acknowledged);
	add_times(out, "answered", &answered);
	text_add(out, "}");
	return true;
}

static bool list_cells(struct request *request, struct list *cells_out)
{
	const char *sql = arena_printf(request->arena,
		"SELECT %s\n"
		"FROM visible_run_cell\n"
		"WHERE run_id = :run\n"
		"ORDER BY position, id", record_store_columns(&run_cell_type));

	return store_list(request->store, request->arena, &run_cell_type, sql,
			  BINDS(ID("run", request->id)), cells_out, &request->fault);
}

/* How late the clock itself was: real time from the due moment to the release. */
static bool add_lateness(struct request *request)
{
	struct times late = { arena_array(request->arena, int64_t, TIMES_MOST), 0 };
	struct rows *rows = store_rows(request->store,
		"SELECT late_us\n"
		"FROM visible_run_inject\n"
		"WHERE run_id = :run AND late_us IS NOT NULL",
		BINDS(ID("run", request->id)), &request->fault);

	while (rows_next(rows))
		note_time(&late, rows, "late_us");
	add_times(&request->reply, "late", &late);
	return rows_end(&rows, &request->fault);
}

void api_show_times(struct request *request)
{
	struct list cells;

	if (run_find(request->store, request->arena, request->id, &request->fault) == NULL ||
	    !list_cells(request, &cells))
		return;
	text_add(&request->reply, "{");
	if (!add_lateness(request))
		return;
	json_add_name(&request->reply, "cells");
	text_add(&request->reply, "[");
	for (size_t i = 0; i < cells.count; i++)
		if (!add_cell_times(request, cells.items[i]))
			return;
	text_add(&request->reply, "]}");
}
