/* Fields, routes, rights, faults and life-cycles as JSON. */

#include <string.h>

#include "base/must.h"
#include "web/collection.h"
#include "web/describe_parts.h"

/* ---- fields ---- */

static void add_words(struct text *out, const struct words *words)
{
	json_add_name(out, "words");
	text_add_char(out, '[');
	for (unsigned i = 0; words != NULL && i < words->count; i++) {
		if (words->list[i].word == NULL)
			continue;
		describe_open(out);
		describe_text(out, "word", words->list[i].word);
		describe_text(out, "vi", words->list[i].texts[LANGUAGE_VI]);
		describe_text(out, "en", words->list[i].texts[LANGUAGE_EN]);
		text_add_char(out, '}');
	}
	text_add_char(out, ']');
}

static void add_limit(struct text *out, const char *name, bool has_limit, int64_t limit)
{
	json_add_name(out, name);
	if (has_limit)
		text_add_integer(out, limit);
	else
		text_add(out, "null");
}

static void add_field(struct text *out, const struct field *field)
{
	bool has_range = field->max > field->min;

	describe_open(out);
	describe_text(out, "name", field->name);
	describe_text(out, "type", describe_field_type(field->type));
	describe_text(out, "vi", field->vi);
	describe_text(out, "en", field->en);
	describe_text(out, "help", field->help);
	add_words(out, field->type == FIELD_LABEL ? &label_words : field->words);
	describe_flag(out, "required", (field->flags & FIELD_REQUIRED) != 0);
	describe_flag(out, "read_only", (field->flags & FIELD_READ_ONLY) != 0);
	describe_flag(out, "fixed", (field->flags & FIELD_FIXED) != 0);
	describe_flag(out, "long", (field->flags & FIELD_LONG) != 0);
	describe_flag(out, "searched", (field->flags & FIELD_SEARCHED) != 0);
	add_limit(out, "min", has_range && field->type != FIELD_TEXT, field->min);
	add_limit(out, "max", has_range, field->max);
	json_add_name(out, "decimals");
	text_add_integer(out, field->decimals);
	describe_text(out, "refers_to", field->refers_to);
	text_add_char(out, '}');
}

/* What its routes do with a record of the type, whoever may call them. */
static void add_doors(struct text *out, const struct record_type *type)
{
	const struct collection *collection = collection_find(type->name);
	bool writes = collection != NULL && !collection->fixed;

	describe_flag(out, "adds", writes && !collection->no_add);
	describe_flag(out, "changes", writes);
	describe_flag(out, "removes", writes && !collection->no_remove);
}

static void add_type(struct text *out, const struct record_type *type)
{
	describe_open(out);
	describe_text(out, "name", type->name);
	describe_text(out, "plural", type->plural);
	describe_text(out, "vi", type->vi);
	describe_text(out, "en", type->en);
	describe_text(out, "help", type->help);
	describe_text(out, "read_right", words_word(&right_words, type->read_right));
	describe_text(out, "write_right", words_word(&right_words, type->write_right));
	add_doors(out, type);
	json_add_name(out, "fields");
	text_add_char(out, '[');
	for (size_t i = 0; i < type->field_count; i++)
		if ((type->fields[i].flags & FIELD_SECRET) == 0)
			add_field(out, &type->fields[i]);
	text_add(out, "]}");
}

void describe_fields(struct text *out, enum language language)
{
	(void)language;
	text_add(out, "{\"types\":[");
	for (const struct record_type *const *type = journal_types(); *type != NULL; type++)
		add_type(out, *type);
	text_add(out, "]}");
}

/* ---- routes ---- */

static const char *word_of_runs(enum route_runs runs)
{
	switch (runs) {
	case ROUTE_READS: return "reads";
	case ROUTE_TELLS: return "tells";
	case ROUTE_WRITES: return "writes";
	case ROUTE_WORKS: return "works";
	}
	must(false, "a route that runs nowhere");
}

static const char *word_of_body(enum route_body body)
{
	switch (body) {
	case BODY_NONE: return "none";
	case BODY_JSON: return "json";
	case BODY_BYTES: return "bytes";
	}
	must(false, "a body of no kind");
}

void describe_routes_table(struct text *out, enum language language)
{
	const struct route *route;

	(void)language;
	text_add(out, "{\"routes\":[");
	for (size_t i = 0; (route = describe_route(i), route != NULL); i++) {
		describe_open(out);
		describe_text(out, "method", route->method);
		describe_text(out, "path", route->path);
		describe_text(out, "operation", route->operation);
		describe_text(out, "needs", words_word(&right_words, route->needs));
		describe_text(out, "runs", word_of_runs(route->runs));
		describe_text(out, "body", word_of_body(route->takes_body));
		describe_text(out, "takes", route->takes == NULL ? NULL : route->takes->name);
		describe_text(out, "answers", route->answers == NULL ? NULL :
			      route->answers->name);
		describe_flag(out, "answers_list", route->answers_list);
		describe_text(out, "parameters", route->parameters);
		describe_text(out, "help", route->help);
		text_add_char(out, '}');
	}
	text_add(out, "]}");
}

/* ---- rights and faults ---- */

void describe_rights(struct text *out, enum language language)
{
	(void)language;
	text_add(out, "{\"rights\":[");
	for (unsigned right = RIGHT_NONE + 1; right < RIGHTS; right++) {
		describe_open(out);
		describe_text(out, "right", words_word(&right_words, right));
		describe_text(out, "vi", words_text(&right_words, right, LANGUAGE_VI));
		describe_text(out, "en", words_text(&right_words, right, LANGUAGE_EN));
		text_add_char(out, '}');
	}
	text_add(out, "]}");
}

static void add_problem_kind(struct text *out, enum problem_kind kind)
{
	struct problem problem = { .kind = kind, .argument = "…" };

	describe_open(out);
	describe_text(out, "code", problem_code(kind));
	describe_text(out, "vi", problem_text(out->arena, &problem, LANGUAGE_VI));
	describe_text(out, "en", problem_text(out->arena, &problem, LANGUAGE_EN));
	text_add_char(out, '}');
}

void describe_faults(struct text *out, enum language language)
{
	(void)language;
	text_add(out, "{\"faults\":[");
	for (enum fault_kind kind = FAULT_NONE + 1; kind < FAULT_KINDS; kind++) {
		describe_open(out);
		describe_text(out, "code", fault_code(kind));
		json_add_name(out, "status");
		text_add_integer(out, fault_http_status(kind));
		json_add_name(out, "exit_status");
		text_add_integer(out, fault_exit_status(kind));
		describe_text(out, "vi", fault_text(kind, LANGUAGE_VI));
		describe_text(out, "en", fault_text(kind, LANGUAGE_EN));
		text_add_char(out, '}');
	}
	text_add(out, "],\"problems\":[");
	for (enum problem_kind kind = PROBLEM_NONE + 1; kind < PROBLEM_KINDS; kind++)
		add_problem_kind(out, kind);
	text_add(out, "]}");
}

/* ---- life-cycles ---- */

static void add_transition(struct text *out, const struct transition *step,
			   const struct words *states)
{
	describe_open(out);
	describe_text(out, "from", words_word(states, step->from));
	describe_text(out, "to", words_word(states, step->to));
	describe_text(out, "action", step->action);
	describe_text(out, "needs", words_word(&right_words, step->needs));
	describe_flag(out, "reason_needed", step->reason_needed);
	describe_flag(out, "guarded", step->guard != NULL);
	describe_text(out, "vi", step->vi);
	describe_text(out, "en", step->en);
	describe_text(out, "help", step->help);
	text_add_char(out, '}');
}

static void add_life_cycle(struct text *out, const struct collection *collection)
{
	const struct field *state = record_find_field(collection->type, collection->state_field);

	describe_open(out);
	describe_text(out, "type", collection->type->name);
	describe_text(out, "field", state->name);
	describe_text(out, "starts_as", words_word(state->words, collection->transitions[0].from));
	add_words(out, state->words);
	json_add_name(out, "transitions");
	text_add_char(out, '[');
	for (size_t i = 0; i < collection->transition_count; i++)
		add_transition(out, &collection->transitions[i], state->words);
	text_add(out, "]}");
}

void describe_states(struct text *out, enum language language)
{
	(void)language;
	text_add(out, "{\"life_cycles\":[");
	for (const struct collection *const *c = collection_all(); *c != NULL; c++)
		if ((*c)->transition_count > 0)
			add_life_cycle(out, *c);
	text_add(out, "]}");
}
