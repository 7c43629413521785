#ifndef RENDER_TEST_DOCUMENT_H
#define RENDER_TEST_DOCUMENT_H
/* Documents from a line of JSON, and what is looked at in what is written of them. */

#include <expat.h>
#include <jansson.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "tests/test.h"

/* The members beside profile and blocks, in single quotes for double ones. */
static inline json_t *document_of(const char *members)
{
	struct text text = { .arena = test_arena() };
	json_error_t error;

	text_add_format(&text, "{'profile':'nd30'%s%s}", members[0] == '\0' ? "" : ",", members);
	for (size_t i = 0; i < text.length; i++)
		if (text.bytes[i] == '\'')
			text.bytes[i] = '"';
	json_t *document = json_loads(text_string(&text), JSON_REJECT_DUPLICATES, &error);

	if (document == NULL)
		fprintf(stderr, "%s\n%s\n", error.text, text_string(&text));
	CHECK(document != NULL);
	return document;
}

static inline bool is_good_xml(const char *bytes)
{
	XML_Parser parser = XML_ParserCreateNS(NULL, '|');
	bool good = XML_Parse(parser, bytes, (int)strlen(bytes), XML_TRUE) == XML_STATUS_OK;

	if (!good)
		fprintf(stderr, "at byte %ld: %s\n", (long)XML_GetCurrentByteIndex(parser),
			XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
	return good;
}

static inline int count_of(const char *text, const char *part)
{
	int count = 0;

	for (; (text = strstr(text, part)) != NULL; text += strlen(part))
		count++;
	return count;
}

#endif
