#include "base/json.h"
#include "evaluation/score_count.h"

static void write_number(struct text *out, const char *name, bool has_value, int64_t value)
{
	json_add_name(out, name);
	if (has_value)
		text_add_integer(out, value);
	else
		text_add(out, "null");
}

static void write_text(struct text *out, const char *name, const char *value)
{
	json_add_name(out, name);
	json_add_string(out, value);
}

static void write_bool(struct text *out, const char *name, bool value)
{
	json_add_name(out, name);
	text_add(out, value ? "true" : "false");
}

static void write_criterion(struct text *out, const struct counted_criterion *counted)
{
	const struct criterion *criterion = counted->criterion;

	text_add(out, "{");
	write_text(out, "number", criterion->number);
	write_text(out, "name", criterion->name);
	write_number(out, "weight", true, criterion->weight);
	write_number(out, "value", counted->value.has_value, counted->value.value);
	write_number(out, "evaluators", true, (int64_t)counted->evaluators);
	write_bool(out, "moderation", counted->moderation);
	text_add(out, "}");
}

static void write_sheet(struct text *out, const struct score_sheet *sheet)
{
	char id[ID_TEXT_SIZE];

	id_format(sheet->head.id, id);
	json_add_name(out, "sheet");
	text_add(out, "{");
	write_text(out, "id", id);
	write_text(out, "name", sheet->name);
	text_add(out, "}");
}

static const char *code_of(const struct score_count *count, int level)
{
	const struct grade_level *found;

	if (level < 0 || (size_t)level >= count->levels.count)
		return NULL;
	found = count->levels.items[level];
	return found->code;
}

static void write_caps(struct text *out, const struct score_outcome *outcome)
{
	const struct { bool applies; const char *name; } caps[] = {
		{ outcome->capped_by_critical, "critical" },
		{ outcome->capped_by_accident, "accident" },
		{ outcome->capped_by_weak, "weak" },
	};
	bool is_first = true;

	json_add_name(out, "caps");
	text_add(out, "[");
	for (size_t i = 0; i < sizeof(caps) / sizeof(caps[0]); i++) {
		if (!caps[i].applies)
			continue;
		if (!is_first)
			text_add(out, ",");
		json_add_string(out, caps[i].name);
		is_first = false;
	}
	text_add(out, "]");
}

static void write_count(struct text *out, const struct score_count *count)
{
	const struct score_outcome *outcome = &count->outcome;

	text_add(out, "{");
	write_sheet(out, count->sheet);
	json_add_name(out, "criteria");
	text_add(out, "[");
	for (size_t i = 0; i < count->count; i++) {
		if (i > 0)
			text_add(out, ",");
		write_criterion(out, &count->criteria[i]);
	}
	text_add(out, "]");
	write_number(out, "score", outcome->has_score, outcome->score);
	write_number(out, "coverage", true, outcome->coverage);
	write_number(out, "least_coverage", true, count->scale->least_coverage.value);
	write_bool(out, "enough", outcome->enough);
	write_text(out, "grade_by_score", code_of(count, outcome->level_by_score));
	write_text(out, "grade", code_of(count, outcome->level));
	write_caps(out, outcome);
	text_add(out, "}");
}

static void show_score(struct request *request)
{
	const struct exercise *exercise = exercise_find(request->store, request->arena,
		request->id, &request->fault);
	const struct score_count *count = exercise == NULL ? NULL :
		score_count(request->store, request->arena, request->id, &request->fault);

	if (count != NULL)
		write_count(&request->reply, count);
}

#define OPTIONAL_INTEGER "{\"type\":[\"integer\",\"null\"]}"
#define OPTIONAL_TEXT "{\"type\":[\"string\",\"null\"]}"

static const struct route routes[] = {
	{ "GET", "/api/v1/exercises/:id/score", show_score,
	  .needs = RIGHT_EVALUATION_READ, .operation = "show_exercise_score",
	  .answers_schema = "{\"type\":\"object\",\"additionalProperties\":false,"
		"\"required\":[\"sheet\",\"criteria\",\"score\",\"coverage\",\"least_coverage\","
		"\"enough\",\"grade_by_score\",\"grade\",\"caps\"],\"properties\":{"
		"\"sheet\":{\"type\":\"object\",\"additionalProperties\":false,"
		"\"required\":[\"id\",\"name\"],\"properties\":{"
		"\"id\":{\"type\":\"string\",\"format\":\"uuid\"},\"name\":{\"type\":\"string\"}}},"
		"\"criteria\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
		"\"additionalProperties\":false,"
		"\"required\":[\"number\",\"name\",\"weight\",\"value\",\"evaluators\","
		"\"moderation\"],\"properties\":{"
		"\"number\":" OPTIONAL_TEXT ",\"name\":{\"type\":\"string\"},"
		"\"weight\":{\"type\":\"integer\"},\"value\":" OPTIONAL_INTEGER ","
		"\"evaluators\":{\"type\":\"integer\"},\"moderation\":{\"type\":\"boolean\"}}}},"
		"\"score\":" OPTIONAL_INTEGER ",\"coverage\":{\"type\":\"integer\"},"
		"\"least_coverage\":{\"type\":\"integer\"},\"enough\":{\"type\":\"boolean\"},"
		"\"grade_by_score\":" OPTIONAL_TEXT ",\"grade\":" OPTIONAL_TEXT ","
		"\"caps\":{\"type\":\"array\",\"items\":{\"enum\":[\"critical\",\"accident\","
		"\"weak\"]}}}}",
	  .help = "How the evaluators' scores lead to a grade, step by step." },
};
const struct route_table evaluation_routes = ROUTES(routes);
