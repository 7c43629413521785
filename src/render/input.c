#include "render/input.h"

#include <stdio.h>
#include <string.h>

#include "base/must.h"

/* False beyond the limit, too: a document cut short would be rendered as if it were whole. */
static bool read_all(struct text *into)
{
	char bytes[16384];

	for (;;) {
		size_t got = fread(bytes, 1, sizeof(bytes), stdin);

		if (got == 0)
			return ferror(stdin) == 0;
		if (into->length + got > INPUT_BYTES_MOST)
			return false;
		text_add_bytes(into, bytes, got);
	}
}

json_t *input_read(struct arena *arena)
{
	struct text text = { .arena = arena };
	json_error_t error;

	if (!read_all(&text)) {
		fprintf(stderr, "The document is too large or could not be read.\n");
		return NULL;
	}
	json_t *document = json_loadb(text_string(&text), text.length, JSON_REJECT_DUPLICATES,
				      &error);

	if (document == NULL) {
		fprintf(stderr, "The document is not JSON: line %d: %s\n", error.line, error.text);
		return NULL;
	}
	if (strcmp(input_text(document, "profile"), "nd30") != 0 ||
	    !json_is_array(json_object_get(document, "blocks"))) {
		fprintf(stderr, "This JSON is not a document of the profile nd30.\n");
		json_decref(document);
		return NULL;
	}
	return document;
}

const char *input_text(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

bool input_has(const json_t *object, const char *name)
{
	const json_t *member = json_object_get(object, name);

	return json_is_true(member) || (json_is_string(member) && json_string_length(member) > 0) ||
	       (json_is_array(member) && json_array_size(member) > 0);
}

/* Anything else reads as 0, which no span and no level is. */
int input_integer(const json_t *object, const char *name)
{
	must(name != NULL, "a member without a name");
	json_int_t value = json_integer_value(json_object_get(object, name));

	return value < 0 || value > 100000 ? 0 : (int)value;
}

const char *input_joined(struct arena *arena, const json_t *runs)
{
	struct text out = { .arena = arena };
	size_t i;
	json_t *run;

	must(arena != NULL, "text joined without an arena");
	json_array_foreach(runs, i, run)
		text_add(&out, json_is_string(run) ? json_string_value(run) :
			 input_text(run, "text"));
	return text_string(&out);
}
