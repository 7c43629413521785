#include "web/body.h"

#include <string.h>

#include "base/must.h"

#define TEXT_BYTES_MOST 1024

static struct body_text *find_text(struct body_text texts[], size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(texts[i].name, name) == 0)
			return &texts[i];
	return NULL;
}

static bool refuse(struct request *request, const char *name, enum problem_kind kind,
		   const char *argument)
{
	return fault_add_problem(&request->fault, request->arena,
				 arena_printf(request->arena, "/%s", name), kind, argument);
}

static bool read_text(struct request *request, struct body_text *text, const char *name,
		      json_t *value)
{
	if (text == NULL)
		return refuse(request, name, PROBLEM_UNKNOWN_MEMBER, NULL);
	if (json_is_null(value))
		return true;
	if (!json_is_string(value))
		return refuse(request, name, PROBLEM_NOT_TEXT, NULL);
	if (json_string_length(value) > TEXT_BYTES_MOST)
		return refuse(request, name, PROBLEM_TOO_LONG, "1024");
	text->value = arena_copy(request->arena, json_string_value(value));
	return true;
}

bool body_read_texts(struct request *request, struct body_text texts[], size_t count)
{
	const char *name;
	json_t *value;
	bool good = true;

	must(count > 0, "a body of something");
	if (!json_is_object(request->body))
		return fault_set(&request->fault, FAULT_BAD_REQUEST, NULL, NULL);
	json_object_foreach(request->body, name, value)
		good = read_text(request, find_text(texts, count, name), name, value) && good;
	if (!good)
		return false;
	for (size_t i = 0; i < count; i++)
		if (texts[i].is_needed && (texts[i].value == NULL || *texts[i].value == '\0'))
			good = refuse(request, texts[i].name, PROBLEM_REQUIRED, NULL);
	return good;
}
