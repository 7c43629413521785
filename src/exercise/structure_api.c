/* GET /exercises/:id/structure: what is recorded of an exercise's structure against what
   its papers state. */

#include "base/json.h"
#include "exercise/exercise.h"

/* One line of the comparison. */
struct count_line {
	const char *name;			/* phases, meetings … */
	struct optional_integer stated;		/* unknown: the papers do not say */
	int64_t recorded;
};

/* Without anything recorded the structure has not been entered: nothing is compared. */
static bool differs(const struct count_line *line, bool is_entered)
{
	return is_entered && line->stated.has_value && line->stated.value != line->recorded;
}

static void write_optional(struct text *out, const char *name, struct optional_integer value)
{
	json_add_name(out, name);
	if (value.has_value)
		text_add_integer(out, value.value);
	else
		text_add(out, "null");
}

static void write_line(struct text *out, const struct count_line *line, bool is_entered)
{
	text_add(out, "{");
	json_add_name(out, "name");
	json_add_string(out, line->name);
	write_optional(out, "stated", line->stated);
	json_add_name(out, "recorded");
	text_add_integer(out, line->recorded);
	json_add_name(out, "reconciles");
	if (!line->stated.has_value || !is_entered)
		text_add(out, "null");
	else
		text_add(out, differs(line, is_entered) ? "false" : "true");
	text_add(out, "}");
}

/* Contents as stated against meetings, clips and live items as stated: the papers
   themselves must add up.  Unknown if they leave one out. */
static struct optional_integer stated_sum(const struct exercise *exercise)
{
	if (!exercise->meetings_stated.has_value || !exercise->clips_stated.has_value ||
	    !exercise->live_items_stated.has_value)
		return (struct optional_integer){ 0 };
	return (struct optional_integer){ true, exercise->meetings_stated.value +
		exercise->clips_stated.value + exercise->live_items_stated.value };
}

static bool count_parts(struct store *store, struct id exercise_id, int64_t counts[7],
			struct fault *fault)
{
	static const char *const columns[7] = {
		"phases", "training_problems", "contents", "meetings", "clips", "live_items",
		"situations",
	};
	struct rows *rows = store_rows(store,
		"SELECT"
		" (SELECT COUNT(*) FROM visible_phase WHERE exercise_id = :id) AS phases,"
		" (SELECT COUNT(*) FROM visible_training_problem WHERE scope_id = :id)"
		"   AS training_problems,"
		" (SELECT COUNT(*) FROM visible_content WHERE scope_id = :id) AS contents,"
		" COALESCE(SUM(kind = 'meeting'), 0) AS meetings,"
		" COALESCE(SUM(kind = 'clip'), 0) AS clips,"
		" COALESCE(SUM(kind = 'live'), 0) AS live_items,"
		" COALESCE(SUM(kind = 'situation'), 0) AS situations"
		" FROM visible_content_item"
		" WHERE scope_id = :id", BINDS(ID("id", exercise_id)), fault);

	if (rows_next(rows))
		for (int i = 0; i < 7; i++)
			counts[i] = rows_integer(rows, columns[i]);
	return rows_end(&rows, fault);
}

static void write_structure(struct text *out, const struct exercise *exercise,
			    const int64_t counts[7])
{
	const struct count_line lines[] = {
		{ "phases", exercise->phases_stated, counts[0] },
		{ "training_problems", exercise->problems_stated, counts[1] },
		{ "contents", exercise->contents_stated, counts[2] },
		{ "meetings", exercise->meetings_stated, counts[3] },
		{ "clips", exercise->clips_stated, counts[4] },
		{ "live_items", exercise->live_items_stated, counts[5] },
		{ "situations", { 0 }, counts[6] },
	};
	size_t count = sizeof(lines) / sizeof(lines[0]);
	struct optional_integer sum = stated_sum(exercise);
	bool is_entered = counts[0] > 0;
	bool adds_up = !sum.has_value || !exercise->contents_stated.has_value ||
		       sum.value == exercise->contents_stated.value;
	bool reconciles = adds_up;

	text_add(out, "{");
	json_add_name(out, "counts");
	text_add(out, "[");
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			text_add(out, ",");
		write_line(out, &lines[i], is_entered);
		reconciles = reconciles && !differs(&lines[i], is_entered);
	}
	text_add(out, "]");
	write_optional(out, "stated_sum", sum);
	json_add_name(out, "stated_adds_up");
	text_add(out, adds_up ? "true" : "false");
	json_add_name(out, "is_entered");
	text_add(out, is_entered ? "true" : "false");
	json_add_name(out, "reconciles");
	text_add(out, reconciles ? "true" : "false");
	text_add(out, "}");
}

static void show_structure(struct request *request)
{
	int64_t counts[7] = { 0 };
	const struct exercise *exercise = exercise_find(request->store, request->arena,
		request->id, &request->fault);

	if (exercise == NULL ||
	    !count_parts(request->store, request->id, counts, &request->fault))
		return;
	write_structure(&request->reply, exercise, counts);
}

static const struct route routes[] = {
	{ "GET", "/api/v1/exercises/:id/structure", show_structure,
	  .needs = RIGHT_EXERCISE_READ, .operation = "count_structure",
	  .answers_schema = "{\"type\":\"object\",\"additionalProperties\":false,"
		"\"required\":[\"counts\",\"stated_sum\",\"stated_adds_up\",\"is_entered\","
		"\"reconciles\"],\"properties\":{"
		"\"counts\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
		"\"additionalProperties\":false,"
		"\"required\":[\"name\",\"stated\",\"recorded\",\"reconciles\"],\"properties\":{"
		"\"name\":{\"type\":\"string\"},\"stated\":{\"type\":[\"integer\",\"null\"]},"
		"\"recorded\":{\"type\":\"integer\"},"
		"\"reconciles\":{\"type\":[\"boolean\",\"null\"]}}}},"
		"\"stated_sum\":{\"type\":[\"integer\",\"null\"]},"
		"\"stated_adds_up\":{\"type\":\"boolean\"},\"is_entered\":{\"type\":\"boolean\"},"
		"\"reconciles\":{\"type\":\"boolean\"}}}",
	  .help = "Phases, problems, contents and items: as stated and as recorded." },
};
const struct route_table exercise_routes = ROUTES(routes);
